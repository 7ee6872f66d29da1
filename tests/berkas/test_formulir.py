"""The form: what it shows, what it locks, and that it gives back what was written into it."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas.formulir import Identitas, nama_formulir, penjelasan_indikator
from bot.berkas.kolom_formulir import BARIS_JUDUL
from bot.kinerja.baca import baca_anggaran, baca_kinerja
from bot.kinerja.data import baca_realisasi_csv
from bot.kinerja.model import Angka, Arah, Kategori, Keterbacaan, Realisasi, Rentang, Sifat
from tests.berkas.bahan import CONTOH, JUDUL, KITA, banyak, formulir, indikator, indikator_contoh, isi, periksa_unggahan

SOP = ("bkpsdm-purwakarta", "gowa", "disnakerperintrans-kapuas-hulu", "setwan-balangan", "dkupp-purwakarta")
PERTAMA = BARIS_JUDUL + 1


def lembar(data: bytes) -> Worksheet:
    return load_workbook(BytesIO(data))["Realisasi"]


def test_nama_berkas() -> None:
    assert nama_formulir(Identitas("dkupp", "perdagangan", 2026, 1, "1")) == "formulir-dkupp-perdagangan-2026-TW1.xlsx"
    assert nama_formulir(Identitas("a/b", "../x", 2026, 4, "")) == "formulir-a-b-x-2026-TW4.xlsx"


@pytest.mark.parametrize("sop", SOP)
@pytest.mark.parametrize("tw", [1, 2])
async def test_pergi_pulang(sop: str, tw: int) -> None:
    """A form that comes back as it was sent says exactly what the unit had reported before, doubtful cells included."""
    semua = indikator_contoh(sop)
    lalu = baca_realisasi_csv((CONTOH / f"realisasi_{sop}_tw{tw}.csv").read_bytes(), semua)
    for bidang in sorted({i.bidang for i in semua}):
        milik = [i for i in semua if i.bidang == bidang]
        identitas = Identitas("dinas", bidang, 2026, tw, "1")

        hasil = await periksa_unggahan(formulir(milik, identitas, lalu), milik, identitas)

        assert hasil.galat == ()
        assert not hasil.tanpa_identitas
        for i in milik:
            dulu, kini = lalu[i.kode], hasil.realisasi[i.kode]
            assert (kini.kinerja.status, kini.kinerja.nilai) == (dulu.kinerja.status, dulu.kinerja.nilai), i.kode
            assert (kini.anggaran.status, kini.anggaran.nilai) == (dulu.anggaran.status, dulu.anggaran.nilai), i.kode
            assert kini.faktor_penghambat == dulu.faktor_penghambat
            assert kini.tindak_lanjut == dulu.tindak_lanjut
        assert not [t for t in hasil.peringatan if "berkas" in t.uraian], "our own form never differs from the plan"


def test_judul_dan_lembar_seperti_kontrak() -> None:
    """Header texts and the sheet's name are public interface; the identity is out of sight."""
    buku = load_workbook(BytesIO(formulir([indikator()])))

    assert buku.sheetnames == ["Realisasi", "Petunjuk", "_identitas"]
    assert [s.value for s in buku["Realisasi"][BARIS_JUDUL]] == list(JUDUL)
    assert "Triwulan I 2026" in buku["Realisasi"]["A1"].value
    assert "Dinas Uji" in buku["Realisasi"]["A2"].value
    assert "tulis 0 bila memang nol" in buku["Realisasi"]["A3"].value
    assert buku["_identitas"].sheet_state == "veryHidden"


def test_hanya_sel_putih_terbuka() -> None:
    """White means: fill in. Everything else is locked, without a password; columns may be made wider on a phone."""
    satu = lembar(formulir([indikator()]))

    for kolom, sel in zip(JUDUL, satu[PERTAMA], strict=True):
        diisi = kolom in (
            "Realisasi",
            "Realisasi Anggaran (Rp)",
            "Faktor Pendukung",
            "Faktor Penghambat",
            "Tindak Lanjut",
        )
        assert sel.protection.locked is not diisi, kolom
        assert (sel.fill.fgColor.rgb == "00FFFFFF") is diisi, kolom
    assert satu.protection.sheet
    assert satu.protection.password is None
    assert not satu.protection.formatColumns
    assert not satu.protection.formatRows


def test_anggaran_hanya_di_baris_pagu() -> None:
    """Money belongs to the row with the ceiling, so the other rows do not ask for it."""
    satu = lembar(formulir([indikator("A"), indikator("B", pagu=None)]))

    assert not satu.cell(PERTAMA, 8).protection.locked
    assert satu.cell(PERTAMA + 1, 8).protection.locked
    assert satu.cell(PERTAMA + 1, 7).value is None


def test_target_triwulan() -> None:
    """The quarter's target as a number, a range or words as text, nothing where nothing is planned."""
    target = [Angka(Decimal("87.5")), Rentang(Decimal("2.50"), Decimal("4.50")), Kategori("Tepat Waktu"), None]
    daftar = [indikator(f"T{n}", target_tw=(t, None, None, None)) for n, t in enumerate(target)]

    assert [lembar(formulir(daftar)).cell(PERTAMA + n, 5).value for n in range(4)] == [
        87.5,
        "2,50-4,50",
        "Tepat Waktu",
        None,
    ]


@pytest.mark.parametrize(
    ("sifat", "kalimat"), [(Sifat.JUMLAH, "triwulan ini saja"), (Sifat.AKHIR, "posisi akhir triwulan (s.d.")]
)
@pytest.mark.parametrize(
    ("arah", "kata"), [(Arah.NAIK, "makin tinggi makin baik"), (Arah.TURUN, "makin rendah makin baik")]
)
def test_naik_atau_turun(sifat: Sifat, kalimat: str, arah: Arah, kata: str) -> None:
    """The question everybody asks is answered on the indicator's cell."""
    satu = lembar(formulir([indikator(sifat=sifat, arah=arah)]))
    komentar = satu.cell(PERTAMA, 3).comment.text

    assert kata in komentar
    assert kalimat in komentar
    assert "Capaian" in komentar


def test_penjelasan_rentang_dan_tanpa_target() -> None:
    rentang = indikator(target_tw=(Rentang(Decimal("2.50"), Decimal("4.50")), None, None, None))

    assert "2,50-4,50 berarti capaian 100" in penjelasan_indikator(rentang, 1)
    assert "Tidak ditargetkan" in penjelasan_indikator(rentang, 2)


def test_pilihan_kategori_dan_validasi() -> None:
    """A drop-down where words are expected, hints elsewhere; Excel never refuses what the bot can read or ask about."""
    kategori = indikator("K", target_tw=(Kategori("Tepat Waktu"), None, None, None), satuan="Kategori")
    aturan = lembar(formulir([kategori, indikator("A")])).data_validations.dataValidation

    per_sel = {str(a.sqref): a for a in aturan}
    assert per_sel[f"F{PERTAMA}"].type == "list"
    assert per_sel[f"F{PERTAMA}"].formula1 == '"Tepat Waktu,-"'
    assert not per_sel[f"F{PERTAMA}"].showErrorMessage
    assert per_sel[f"F{PERTAMA + 1}"].type is None
    assert "naik" in per_sel[f"F{PERTAMA + 1}"].prompt.lower()
    assert per_sel[f"I{PERTAMA}:K{PERTAMA + 1}"].type == "textLength"
    assert all(len(a.prompt or "") <= 255 and len(a.promptTitle or "") <= 32 for a in aturan), (
        "Excel repairs longer ones"
    )


def test_angka_tidak_ditafsirkan_excel() -> None:
    """Cells for figures are of format text: an English Excel would make 855 of "85,5" and a date of "5/7"."""
    satu = lembar(formulir([indikator()]))

    assert satu.cell(PERTAMA, 6).number_format == "@"
    assert satu.cell(PERTAMA, 8).number_format == "@"


def test_kolom_cukup_lebar_untuk_angkanya() -> None:
    """A target or a ceiling of billions is shown as a number, not as ###; usual ones leave the columns as they are."""
    besar = Angka(Decimal("123456789012.5"))
    data = formulir([indikator(target_tw=(besar,) * 4, pagu=Decimal(9_876_543_210_987))])
    lebar = load_workbook(BytesIO(data))["Realisasi"].column_dimensions
    biasa = load_workbook(BytesIO(formulir(banyak(2))))["Realisasi"].column_dimensions

    assert lebar["E"].width > len("123.456.789.012,5")
    assert lebar["G"].width > len("9.876.543.210.987")
    assert (biasa["E"].width, biasa["G"].width) == (12, 17)


def test_cetak_a4_mendatar() -> None:
    satu = lembar(formulir(banyak(3)))

    assert (satu.page_setup.orientation, satu.page_setup.paperSize) == ("landscape", 9)
    assert satu.sheet_properties.pageSetUpPr.fitToPage
    assert (satu.page_setup.fitToWidth, satu.page_setup.fitToHeight) == (1, 0)
    assert satu.print_title_rows == f"${BARIS_JUDUL}:${BARIS_JUDUL}"
    assert satu.freeze_panes == f"B{PERTAMA}"


@pytest.mark.parametrize("awal", ["=1+1", "+62", "-5", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"])
async def test_k61_teks_tidak_pernah_menjadi_rumus(awal: str) -> None:
    """Notes, names and units that begin like a formula stay text, in the file and when somebody edits the cell."""
    i = indikator(nama=awal, satuan=awal, sasaran=awal)
    data = formulir([i], lalu={i.kode: Realisasi(i.kode, faktor_pendukung=awal)})

    satu = lembar(data)
    for kolom in (2, 3, 4, 9):
        sel = satu.cell(PERTAMA, kolom)
        assert sel.data_type == "s", kolom
        assert sel.quotePrefix or awal.startswith("\t"), kolom
    assert b"<f>" not in ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert (await periksa_unggahan(data, [i])).realisasi[i.kode].faktor_pendukung == awal.strip()


async def test_k62_karakter_kendali_dan_teks_sangat_panjang() -> None:
    """What a workbook cannot hold is left out instead of making the form impossible."""
    i = indikator(nama="Nama\x00 \x0b dengan \ud800 kendali \uffff", sasaran="s" * 40_000)
    data = formulir(
        [i], Identitas("dinas", "uji", 2026, 1, "v\x01"), {i.kode: Realisasi(i.kode, tindak_lanjut="a\x07b\r\nc")}
    )

    satu = lembar(data)
    assert satu.cell(PERTAMA, 3).value == "Nama  dengan  kendali "
    assert len(satu.cell(PERTAMA, 2).value) == 32_767
    assert (await periksa_unggahan(data, [i])).realisasi[i.kode].tindak_lanjut == "ab\nc"


async def test_diisi_dengan_angka_biasa() -> None:
    """Numbers typed as numbers and Indonesian text read the same."""
    daftar = [indikator("A"), indikator("B"), indikator("C", satuan="orang")]
    data = isi(formulir(daftar), {"F6": 85.5, "F7": "85,5%", "F8": "1.250", "H6": 1_250_000, "H7": "Rp 1.250.000"})

    hasil = await periksa_unggahan(data, daftar)

    assert [hasil.realisasi[k].kinerja.nilai for k in "ABC"] == [Decimal("85.5"), Decimal("85.5"), Decimal(1250)]
    assert [hasil.realisasi[k].anggaran.nilai for k in "AB"] == [Decimal(1_250_000)] * 2
    assert hasil.realisasi["A"].kinerja.sel == "F6"


async def test_keraguan_ikut_dikirim_balik() -> None:
    """A cell that was asked about is shown again as it was typed, so that it can be corrected in place."""
    i = indikator()
    ragu = Realisasi(i.kode, baca_kinerja(i, "20/25"), baca_anggaran("12,5 juta"))

    satu = lembar(formulir([i], lalu={i.kode: ragu}))

    assert (satu.cell(PERTAMA, 6).value, satu.cell(PERTAMA, 8).value) == ("20/25", "12,5 juta")


async def test_tanpa_indikator_dan_500() -> None:
    """Well-formed from none to five hundred rows."""
    assert lembar(formulir([])).max_row == BARIS_JUDUL
    daftar = banyak(500)
    hasil = await periksa_unggahan(formulir(daftar), daftar)
    assert (hasil.jumlah, hasil.kosong) == (500, 500)
    assert hasil.tanpa_isi
    assert {r.kinerja.status for r in hasil.realisasi.values()} == {Keterbacaan.KOSONG}


def test_tanpa_segitiga_hijau() -> None:
    """Numbers as text are normal here, so Excel is told not to mark them; the element stands where the schema wants it."""
    xml = ZipFile(BytesIO(formulir(banyak(2), KITA))).read("xl/worksheets/sheet1.xml")

    assert b'<ignoredError sqref="F6:H7" numberStoredAsText="1"/>' in xml
    assert xml.index(b"</headerFooter>") < xml.index(b"<ignoredErrors>") < xml.index(b"<legacyDrawing")
    assert b"customHeight" not in xml
