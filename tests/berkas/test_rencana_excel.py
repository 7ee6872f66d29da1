"""The workbook of the yearly plan: out and back again without loss, whatever stands in it."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from bot.berkas.baca_excel import baca
from bot.berkas.rencana_excel import ISIAN, BukuRencana, di_luar_batas, lembar_teks, tulis_rencana
from bot.kinerja.data import KOLOM_INDIKATOR, DataDitolak, baca_indikator_csv, baca_indikator_lembar
from bot.kinerja.model import Angka
from bot.sop.pemuat import daftar
from tests.berkas.bahan import CONTOH, indikator_contoh

BARIS_JUDUL = 5


def buku(sop: str, semua=None) -> BukuRencana:
    semua = indikator_contoh(sop) if semua is None else semua
    bidang = {i.bidang: f"Bidang {i.bidang}" for i in indikator_contoh(sop)}
    return BukuRencana("kantor", "Kantor Contoh", 2026, 1, "Versi 1", tuple(semua), bidang)


@pytest.mark.parametrize("sop", daftar())
async def test_pergi_pulang(sop: str) -> None:
    """Every sample plan comes back as it went, through the reading child."""
    satu = buku(sop)

    mentah = await baca(tulis_rencana(satu), satu.nama_berkas)

    assert baca_indikator_lembar(lembar_teks(mentah), satu.bidang) == satu.indikator
    assert mentah.identitas == {"jenis": "rencana", "instansi": "kantor", "tahun": "2026", "versi": "1"}
    assert list(di_luar_batas(mentah)) == []


def test_kolom_cukup_lebar_untuk_angkanya() -> None:
    """A yearly target in rupiah is shown as a number, not as ###."""
    satu = replace(indikator_contoh("gowa")[0], target_tahunan=Angka(Decimal(123_456_789_012)))

    lembar = load_workbook(io.BytesIO(tulis_rencana(buku("gowa", (satu,)))))["Rencana"]

    kolom = next(s.column_letter for s in lembar[BARIS_JUDUL] if s.value == "Target Tahunan")
    assert lembar.column_dimensions[kolom].width > len("123456789012")


async def test_kosong_tetap_dapat_dipakai() -> None:
    """Nothing is stored yet: an empty table with its header, drop-downs, help and units; filled in, it is a plan."""
    satu = buku("gowa", ())
    lembar_kerja = load_workbook(io.BytesIO(tulis_rencana(satu)))
    lembar = lembar_kerja["Rencana"]
    judul = [s.value for s in lembar[BARIS_JUDUL]]

    assert judul == [ISIAN[k].judul for k in KOLOM_INDIKATOR]
    assert all("Contoh:" in s.comment.text for s in lembar[BARIS_JUDUL])
    assert {str(v.sqref).split(":")[0] for v in lembar.data_validations.dataValidation} == {"G6", "H6", "P6"}
    assert lembar.page_setup.orientation == "landscape"
    assert lembar.page_setup.fitToWidth == 1
    assert len(list(lembar_kerja["Bidang"].rows)) == len(satu.bidang) + 1
    with pytest.raises(DataDitolak, match="Belum ada indikator"):
        baca_indikator_lembar(lembar_teks(await baca(tulis_rencana(satu), "x.xlsx")), satu.bidang)


async def test_tulisan_yang_menyerupai_rumus_tetap_tulisan() -> None:
    """What an indicator is called is never a formula in somebody's Excel."""
    csv = (CONTOH / "indikator_gowa.csv").read_text("utf-8-sig").splitlines()
    sel = csv[1].split(";")
    sel[4] = '=HYPERLINK("http://contoh.example","klik")'
    (i,) = baca_indikator_csv("\n".join([csv[0], '"' + '";"'.join(s.replace('"', '""') for s in sel) + '"']).encode())

    lembar = load_workbook(io.BytesIO(tulis_rencana(buku("gowa", [i]))))["Rencana"]
    pulang = baca_indikator_lembar(lembar_teks(await baca(tulis_rencana(buku("gowa", [i])), "x.xlsx")))

    assert lembar["E6"].data_type == "s"
    assert lembar["E6"].quotePrefix
    assert pulang == (i,)


async def test_lembar_tersembunyi_dan_salinan() -> None:
    """A hidden sheet is not read; a second visible table is asked about."""
    satu = buku("gowa")
    kerja = load_workbook(io.BytesIO(tulis_rencana(satu)))
    salinan = kerja.copy_worksheet(kerja["Rencana"])
    salinan.sheet_state = "hidden"
    assert baca_indikator_lembar(lembar_teks(await baca(simpan(kerja), "x.xlsx")), satu.bidang) == satu.indikator

    salinan.sheet_state = "visible"
    with pytest.raises(DataDitolak, match="dua lembar"):
        baca_indikator_lembar(lembar_teks(await baca(simpan(kerja), "x.xlsx")), satu.bidang)


async def test_isi_di_luar_batas_diketahui() -> None:
    """A cell beyond what is read is not dropped in silence."""
    kerja = load_workbook(io.BytesIO(tulis_rencana(buku("gowa"))))
    kerja["Rencana"]["A1500"] = "GWA-99"

    assert di_luar_batas(await baca(simpan(kerja), "x.xlsx")) == ["A1500"]


def simpan(kerja) -> bytes:
    keluaran = io.BytesIO()
    kerja.save(keluaran)
    return keluaran.getvalue()
