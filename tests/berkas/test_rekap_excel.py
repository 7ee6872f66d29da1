"""The workbook: values in the columns of the contract, text that stays text."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from bot.berkas.excel import tulis
from bot.berkas.excel_sel import BATAS_TEKS, LEMBAR_TEKS_PANJANG, _banyak_garis
from bot.berkas.tulisan import perubahan_instansi
from bot.kinerja.banding import lampau
from bot.kinerja.model import Angka, Bacaan, Kategori, Keterbacaan, Rentang, Status
from tests.berkas.naskah_uji import KANTOR, indikator, lapor, naskah, naskah_banyak, naskah_kantor

JAHAT = [
    "=1+1",
    "+62 811",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x.example","klik")',
    "#N/A",
    "#REF!",
    "TRUE",
    "1.234",
    "a\x00b\x0bc\x1bd\ufffee\ud800f",
    "nama/dengan:[kurung]*?",
    "\u202eterbalik 👍🏽 عربي",
    "&lt;b&gt; & <b>",
    "baris satu\nbaris dua",
]


def lembar(isi, nama="Rekap"):
    return load_workbook(BytesIO(tulis(isi)))[nama]


def judul(sheet):
    return [sel.value for sel in sheet[1]]


def test_kolom_seperti_di_kontrak():
    """Anybody's program finds the sheets and columns by the names of the contract, in the first row."""
    buku = load_workbook(BytesIO(tulis(naskah_kantor())))

    assert buku.sheetnames == ["Rekap", "Per Bidang", "Kepatuhan Waktu", "Rumus", "Rincian", "Tren", "Keterangan"]
    assert judul(buku["Rekap"]) == [
        "Kode", "Bidang", "Sasaran", "Indikator", "Satuan", "Target", "Realisasi", "Capaian (%)", "Predikat",
        "Pagu (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)",
    ]  # fmt: skip
    assert judul(buku["Per Bidang"]) == ["Bidang", "Rata-rata Capaian (%)", "Predikat", "Serapan (%)"]
    assert buku["Per Bidang"].cell(buku["Per Bidang"].max_row, 1).value == "Instansi"


@pytest.mark.parametrize("triwulan", [1, 2])
@pytest.mark.parametrize("kantor", KANTOR)
def test_angka_di_buku_sama_dengan_rekap(kantor, triwulan):
    """Every figure of the recap stands in the workbook as a number, to the last digit; what is not assessed is empty."""
    isi = naskah_kantor(kantor, triwulan)
    buku = load_workbook(BytesIO(tulis(isi)))

    for sel, baris in zip(buku["Rekap"].iter_rows(2, values_only=True), isi.rekap.baris, strict=True):
        assert sel[0] == baris.indikator.kode
        assert [_desimal(sel[k]) for k in (7, 9, 11)] == [baris.capaian, baris.indikator.pagu, baris.serapan]
        assert sel[8] == baris.predikat
        assert (sel[7] is None) == (baris.status is not Status.DINILAI)
        if baris.realisasi.kinerja.nilai is not None:
            assert _desimal(sel[6]) == baris.realisasi.kinerja.nilai
    per_bidang = list(buku["Per Bidang"].iter_rows(2, values_only=True))
    for sel, r in zip(per_bidang, (*isi.rekap.per_bidang, isi.rekap.instansi), strict=True):
        assert (_desimal(sel[1]), sel[2], _desimal(sel[3])) == (r.rata_rata, r.predikat, r.serapan)


def test_realisasi_yang_tidak_ditebak_tertulis_apa_adanya():
    """A doubtful cell shows what was typed, never a number that somebody made of it."""
    laporan = {"I-1": lapor(kinerja=Bacaan(Keterbacaan.KONFIRMASI, asli="1,250", alasan="bisa 1.250 atau 1,25"))}

    sel = lembar(naskah([indikator()], {1: laporan}))

    assert sel["G2"].value == "1,250"
    assert sel["H2"].value is None
    assert sel["I2"].value == "Perlu konfirmasi"


@pytest.mark.parametrize(
    ("target", "tertulis"), [(Rentang(Decimal("2.50"), Decimal("4.50")), "2,50–4,50"), (Kategori("WTP"), "WTP")]
)
def test_target_rentang_dan_kategori_berupa_teks(target, tertulis):
    assert lembar(naskah([indikator(target=target)], {}))["F2"].value == tertulis


@pytest.mark.parametrize("banyak", [0, 1, 500])
def test_k63_banyak_baris(banyak):
    """No rows, one and five hundred give a workbook that opens."""
    buku = load_workbook(BytesIO(tulis(naskah_banyak(banyak))))

    assert buku["Rekap"].max_row == banyak + 1
    assert buku["Per Bidang"].cell(buku["Per Bidang"].max_row, 1).value == "Instansi"


@pytest.mark.parametrize("jahat", JAHAT)
def test_teks_pengguna_tetap_teks(jahat):
    """K61: nothing that a person typed becomes a formula or an error value, in any sheet."""
    daftar = [indikator(kode=jahat, nama=jahat, sasaran=jahat, satuan=jahat, bidang=jahat)]
    laporan = lapor(jahat, faktor_pendukung=jahat, tindak_lanjut=jahat, data_dukung=jahat)
    isi = naskah(daftar, {1: {jahat: laporan}}, bidang={jahat: jahat}, nama_instansi=jahat, sidik=jahat)

    buku = load_workbook(BytesIO(tulis(isi)))

    harapan = jahat.replace("\r", "\n")
    for buruk in "\x00\x0b\x1b\ufffe\ud800":
        harapan = harapan.replace(buruk, "")
    for nama in ("Rekap", "Rincian", "Keterangan", "Per Bidang", "Kepatuhan Waktu"):
        assert {sel.data_type for deret in buku[nama] for sel in deret} <= {"s", "inlineStr", "n"}, nama
    assert buku["Rekap"]["D2"].value == harapan
    assert buku["Rincian"]["G2"].value == harapan
    assert buku["Rumus"]["A2"].data_type != "f"


def test_awalan_rumus_tetap_teks_sesudah_disunting():
    """The cell carries the mark that Excel sets for an apostrophe, so that an edit does not wake the formula."""
    sel = lembar(naskah([indikator(nama="=1+1")], {}))["D2"]

    assert sel.quotePrefix


def test_teks_empat_puluh_ribu_huruf_tersimpan_utuh():
    """K62: what does not fit into a cell is cut there and stands complete in a sheet of its own."""
    panjang = "awal " + "x" * 40_000 + "👍" * 100 + " akhir"
    buku = load_workbook(BytesIO(tulis(naskah([indikator()], {1: {"I-1": lapor(faktor_pendukung=panjang)}}))))

    sel = buku["Rincian"]["G2"].value
    bagian = [b[2] for b in buku[LEMBAR_TEKS_PANJANG].iter_rows(2, values_only=True) if b[0] == "Rincian!G2"]
    assert len(sel.encode("utf-16-le")) // 2 <= BATAS_TEKS
    assert "".join(bagian) == panjang


def test_angka_raksasa_tidak_dibulatkan_diam_diam():
    """A workbook keeps 15 digits; a bigger number is written as text rather than changed."""
    isi = naskah([indikator(pagu=Decimal("1234567890123456789"))], {})

    assert lembar(isi)["J2"].value == "1.234.567.890.123.456.789"


def test_draf_tertulis_di_setiap_lembar():
    """A printed page of a draft can be told from an approved one."""
    draf = load_workbook(BytesIO(tulis(naskah_kantor(disetujui=None))))
    final = load_workbook(BytesIO(tulis(naskah_kantor())))

    assert all("DRAF" in sheet.oddHeader.center.text for sheet in draf)
    assert not any("DRAF" in sheet.oddHeader.center.text for sheet in final)


def test_kepatuhan_waktu_menyebut_keterlambatan():
    """Per step: in time, by how much not, or not finished; words, not colours."""
    baris = list(lembar(naskah_kantor(), "Kepatuhan Waktu").iter_rows(2, values_only=True))

    assert [b[-1] for b in baris] == ["tepat waktu", "terlambat 35 menit kerja", "belum selesai"]
    assert baris[1][4:9] == ("10-04-2026 10.15", "10-04-2026 15.15", "240 menit", 240, 275)


def test_naskah_sama_berkas_sama():
    """Equal recaps are equal files, whenever they are written: a fingerprint can be compared."""
    assert tulis(naskah_kantor()) == tulis(naskah_kantor())


def test_buku_tidak_memuat_jam_komputer():
    isi = naskah_kantor()
    with ZipFile(BytesIO(tulis(replace(isi)))) as arsip:
        inti = arsip.read("docProps/core.xml").decode()

    assert inti.count("2026-04-10T03:15:00Z") == 2


def _desimal(nilai):
    return None if nilai is None else Decimal(str(nilai))


def deret_tren(isi):
    """Rows of the sheet `Tren` by measure and name."""
    kepala, *baris = lembar(isi, "Tren").iter_rows(values_only=True)
    return {(b[0], b[2]): dict(zip(kepala, b, strict=True)) for b in baris}


def test_tren_membandingkan_dengan_triwulan_dan_tahun_lalu():
    """The sheet shows the quarters of the year, the difference to the last quarter and to last year, and says it in words."""
    satu, dua = naskah_kantor(triwulan=1), naskah_kantor(triwulan=2)
    dulu = replace(lampau(dua.rekap), tahun=2025, rata_rata={"": Decimal("80.00")})

    tren = deret_tren(replace(dua, lampau=(dulu, lampau(satu.rekap))))

    instansi = tren["Rata-rata capaian (%)", "Instansi"]
    assert _desimal(instansi["TW I"]) == satu.rekap.instansi.rata_rata
    assert _desimal(instansi["TW II"]) == dua.rekap.instansi.rata_rata
    assert (instansi["TW III"], instansi["TW IV"]) == (None, None)
    beda = dua.rekap.instansi.rata_rata - satu.rekap.instansi.rata_rata
    assert _desimal(instansi["Selisih dari TW Lalu (poin)"]) == beda
    assert instansi["Perubahan dari TW Lalu"] == "naik"
    assert _desimal(instansi["Selisih dari Tahun Lalu (poin)"]) == dua.rekap.instansi.rata_rata - 80
    assert len(tren) == 2 * 6 + len(dua.rekap.baris)


def test_tren_menandai_triwulan_yang_sedang_dikoreksi():
    """Its published figures stay in their column, whose header says that they are being corrected."""
    satu, dua = naskah_kantor(triwulan=1), naskah_kantor(triwulan=2)
    dulu = replace(lampau(satu.rekap), dikoreksi=True)

    tren = deret_tren(replace(dua, lampau=(dulu, replace(lampau(dua.rekap), tahun=2025))))

    instansi = tren["Rata-rata capaian (%)", "Instansi"]
    assert _desimal(instansi["TW I (sedang dikoreksi)"]) == satu.rekap.instansi.rata_rata
    assert {"TW II", "TW Sama Tahun Lalu"} < instansi.keys()
    assert perubahan_instansi(dua.rekap, (dulu,)).endswith("dari TW I 2026 (sedang dikoreksi)")


def test_tren_menandai_triwulan_dengan_aturan_hitung_lain():
    """A quarter counted by other rules is named so, in the header and beside the difference; the same rules are not."""
    satu, dua = naskah_kantor(triwulan=1), naskah_kantor(triwulan=2)
    dulu = lampau(satu.rekap)
    assert dulu.cara
    lain = replace(dulu, cara={**dulu.cara, "Batas capaian dalam rata-rata": "tanpa batas"})

    assert "TW I (aturan hitung lain)" in deret_tren(replace(dua, lampau=(lain,)))["Rata-rata capaian (%)", "Instansi"]
    assert "TW I" in deret_tren(replace(dua, lampau=(dulu,)))["Rata-rata capaian (%)", "Instansi"]
    assert perubahan_instansi(dua.rekap, (lain,)).endswith("dari TW I 2026 (aturan hitung lain)")
    assert perubahan_instansi(dua.rekap, (dulu,)).endswith("dari TW I 2026")


def test_sementara_tampak_sebelum_angkanya():
    """What is not approved opens with its stamp; an approved recap has no such sheet."""
    buku = load_workbook(BytesIO(tulis(naskah_kantor(disetujui=None, sementara=True))))

    assert buku.sheetnames[:2] == ["SEMENTARA", "Rekap"]
    assert buku.active.title == "SEMENTARA"
    assert buku["SEMENTARA"]["A1"].value == "SEMENTARA – belum disetujui"
    assert load_workbook(BytesIO(tulis(naskah_kantor()))).active.title == "Rekap"


def test_triwulan_pertama_dibandingkan_dengan_triwulan_keempat_tahun_lalu():
    """Before the first quarter comes the fourth of last year; what was never approved stays empty."""
    isi = naskah_kantor(triwulan=1)
    dulu = replace(lampau(isi.rekap), tahun=2025, triwulan=4)

    tren = deret_tren(replace(isi, lampau=(dulu,)))["Rata-rata capaian (%)", "Instansi"]

    assert (tren["Selisih dari TW Lalu (poin)"], tren["Perubahan dari TW Lalu"]) == (0, "tetap")
    assert (tren["TW Sama Tahun Lalu"], tren["TW II"]) == (None, None)


def test_serapan_tidak_lengkap_disebut():
    """Where a unit has not reported its spending the absorption is too low, and the workbook says so."""
    daftar = [indikator("I-1", pagu=Decimal(100)), indikator("I-2", pagu=Decimal(100))]
    laporan = {"I-1": lapor("I-1", "9", "50"), "I-2": lapor("I-2", "9")}
    isi = naskah(daftar, {1: laporan})

    buku = load_workbook(BytesIO(tulis(isi)))

    keterangan = dict(buku["Keterangan"].iter_rows(2, values_only=True))
    assert isi.rekap.instansi.catatan_serapan == "tidak lengkap"
    assert keterangan["Serapan tidak lengkap"] == "Bidang Umum"
    assert "realisasi anggaran belum dilaporkan" in buku["Rincian"]["J3"].value


def test_efisiensi_setahun_pada_triwulan_keempat():
    """Domain 3.10 no. 1, one row: capaian 95 and serapan 80 give E 15,79 % and NE 89,47; only at the end of the year."""
    daftar = [indikator(target=Angka(Decimal(100)), pagu=Decimal(1000))]
    laporan = {"I-1": lapor(nilai="95", anggaran="800")}

    keterangan = {
        tw: dict(lembar(naskah(daftar, {tw: laporan}, tw), "Keterangan").iter_rows(2, values_only=True))
        for tw in (3, 4)
    }

    assert "Efisiensi setahun (E)" not in keterangan[3]
    assert keterangan[4]["Efisiensi setahun (E)"].startswith("15,79 %, dari 1 indikator")
    assert keterangan[4]["Nilai efisiensi (NE)"].startswith("89,47;")


def test_lembar_untuk_kertas_dan_telepon():
    """Each sheet is as wide as an A4 page, repeats its header and keeps it, and in long tables the code, in sight."""
    buku = load_workbook(BytesIO(tulis(naskah_kantor())))

    for sheet in buku:
        cetak = sheet.page_setup
        assert (cetak.orientation, cetak.fitToWidth, cetak.fitToHeight) == ("landscape", 1, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.print_area.endswith(sheet.dimensions.partition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        assert sheet.freeze_panes == ("B2" if sheet.title in ("Rekap", "Rincian") else "A2")


def test_kertasnya_menyebut_kantor_dan_kode():
    """A printed sheet that lies about on a desk says whose it is and where it can be checked."""
    isi = replace(naskah_kantor(), nama_instansi="Dinas A & B")
    for sheet in load_workbook(BytesIO(tulis(isi))):
        assert sheet.oddHeader.center.text == f"{sheet.title}: Triwulan I Tahun 2026 – Dinas A && B"
        assert sheet.oddFooter.left.text == "Kode verifikasi: 7F3A-91C2-0D4E"
    panjang = load_workbook(BytesIO(tulis(replace(isi, nama_instansi="&" * 300))))["Rekap"]
    assert len(panjang.oddHeader.center.text) < 250


def test_baris_cukup_tinggi_untuk_kata_kata_utuh():
    """Words are kept whole, so a line is seldom full; the last line of a name is not cut off, in `Rumus` neither."""
    nama = "Bidang Pelayanan Administrasi Kependudukan, Pencatatan Sipil, dan Pemanfaatan Data"
    buku = load_workbook(BytesIO(tulis(naskah([indikator(bidang="b")], {}, bidang={"b": nama}))))

    tinggi = {
        (lembar.title, sel.value): lembar.row_dimensions[sel.row].height
        for lembar in (buku["Keterangan"], buku["Rumus"])
        for (sel,) in lembar.iter_rows(max_col=1)
    }
    assert tinggi["Keterangan", f"Indikator {nama}"] >= 4 * 15
    assert tinggi["Rumus", nama] >= 4 * 15
    assert tinggi["Keterangan", "Periode"] < 2 * 15


@pytest.mark.parametrize(
    ("teks", "baris"),
    [("", 1), ("sepuluh ab", 1), ("sepuluh abc", 2), ("a" * 25, 3), ("a " + "b" * 12, 3), ("satu\ndua", 2)],
)
def test_banyak_garis(teks, baris):
    assert _banyak_garis(teks, 10) == baris


def test_kolom_cukup_lebar_untuk_angkanya():
    """A target in rupiah is shown as a number, not as ###."""
    target = Angka(Decimal("123456789012.50"))
    isi = naskah([indikator(target=target, pagu=Decimal("987654321098765"))], {1: {"I-1": lapor(nilai="98765432109")}})

    lembar = load_workbook(BytesIO(tulis(isi)))["Rekap"]

    lebar = {huruf: lembar.column_dimensions[huruf].width for huruf in "FGHJ"}
    assert lebar["F"] > len("123.456.789.012,5")
    assert lebar["G"] > len("98.765.432.109")
    assert lebar["H"] == 11
    assert lebar["J"] > len("987.654.321.098.765")


def test_data_dukung_disebut_namanya():
    """Attached evidence is named beside what the unit wrote."""
    isi = naskah([indikator()], {1: {"I-1": lapor(nilai="9", data_dukung="Survei IKM")}}, bukti={"I-1": ("ikm.pdf",)})

    assert lembar(isi, "Rincian")["F2"].value == "Survei IKM\nikm.pdf"


def test_pertanyaan_yang_tidak_dijawab_disebut():
    """Asked, not refused: who reads the recap learns that nobody has answered; an answer takes its place."""
    tanya = naskah([indikator()], {1: {"I-1": lapor(nilai="100")}})
    (soal,) = tanya.rekap.baris[0].tak_dijawab
    jawab = naskah([indikator()], {1: {"I-1": lapor(nilai="100", penjelasan=((soal, "Ya, benar"),))}})

    assert lembar(tanya, "Rincian")["J2"].value == "tidak dijawab: Realisasi 100 sepuluh kali target 10"
    assert lembar(jawab, "Rincian")["J2"].value == f"{soal} Ya, benar"
