"""The workbook: values in the columns of the contract, text that stays text."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from bot.berkas.excel import tulis
from bot.berkas.excel_sel import BATAS_TEKS, LEMBAR_TEKS_PANJANG
from bot.kinerja.model import Bacaan, Kategori, Keterbacaan, Rentang, Status
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

    assert buku.sheetnames == ["Rekap", "Per Bidang", "Kepatuhan Waktu", "Rumus", "Rincian", "Keterangan"]
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


def test_lembar_siap_cetak():
    """A4 landscape, one page wide, the header row on every page and in sight while scrolling."""
    sheet = lembar(naskah_kantor())

    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "A2"


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
