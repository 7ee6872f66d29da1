"""Exported data: the figures of the recap, exact, in three layouts."""

import csv
import io
import json
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from bot.berkas import data_csv, data_json, data_renja
from bot.berkas.naskah_data import NaskahData
from bot.kinerja.data import baca_indikator_csv, baca_realisasi_csv, tulis_target
from bot.kinerja.model import Angka, Kategori, Rentang
from tests.berkas.naskah_uji import CONTOH, DISETUJUI, KANTOR, indikator, lapor, naskah, naskah_kantor


def data_kantor(kantor="dkupp-purwakarta", triwulan=2):
    ada = baca_indikator_csv((CONTOH / f"indikator_{kantor}.csv").read_bytes())
    laporan = {
        tw: baca_realisasi_csv((CONTOH / f"realisasi_{kantor}_tw{tw}.csv").read_bytes(), ada)
        for tw in range(1, triwulan + 1)
    }
    return NaskahData(naskah_kantor(kantor, triwulan), laporan)


def baris_csv(data):
    return list(csv.DictReader(io.StringIO(data_csv.tulis(data).decode("utf-8-sig")), delimiter=";"))


def desimal(teks):
    return Decimal(teks) if teks else None


@pytest.mark.parametrize("kantor", KANTOR)
def test_csv_dan_json_seperti_rekap(kantor):
    """Every indicator with every figure, to the last digit; what is not known is empty, not 0."""
    data = data_kantor(kantor)
    isi = json.loads(data_json.tulis(data))

    for b, satu, j in zip(data.naskah.rekap.baris, baris_csv(data), isi["indikator"], strict=True):
        assert satu["kode"] == j["kode"] == b.indikator.kode
        assert desimal(satu["capaian"].replace(",", ".")) == desimal(j["capaian"]) == b.capaian
        assert desimal(satu["serapan"].replace(",", ".")) == desimal(j["serapan"]) == b.serapan
        assert j["status"] == b.status
    assert desimal(isi["ringkasan"]["rata_rata"]) == data.naskah.rekap.instansi.rata_rata
    assert [r["nama"] for r in isi["bidang"]] == [r.nama for r in data.naskah.rekap.per_bidang]


def test_renja_menurut_kolom_formulir():
    """Each quarter's spending is what was added since the last; the year's value follows the indicator's nature."""
    lembar = load_workbook(io.BytesIO(data_renja.tulis(data_kantor()))).active

    assert [s.value for s in lembar[5] if s.value] == [
        *"12345", "6", "7", "8", "9", "10", "11", "12", "13 = 9+10+11+12 *)", "14 = 13/8 *)", "15 = 7+13 *)", "16 = 15/6 *)",
        "17", "18",
    ]  # fmt: skip
    sel = {b[2].value: b for b in lembar.iter_rows(6, 29)}["DKP-14"]
    assert [s.value for s in sel[9:14]] == [1000, None, 178, None, 262]
    assert sel[19].value == 440
    koperasi = {b[2].value: b for b in lembar.iter_rows(6, 29)}["DKP-06"]
    assert (koperasi[12].value, koperasi[14].value, koperasi[20].value) == (9_300_000, 21_700_000, 31_000_000)
    assert sel[23].value == '=IF(AND(ISNUMBER(H19),ISNUMBER(T19)),H19+T19,"")'
    assert koperasi[23].value == '=IF(ISNUMBER(T11),T11,"")'


@pytest.mark.parametrize("jahat", ["=1+1", "@SUM(A1)", "+62", '=HYPERLINK("x")'])
def test_teks_pengguna_tidak_menjadi_rumus(jahat):
    """K61 in exported tables too."""
    daftar = [indikator(nama=jahat, sasaran=jahat)]
    laporan = {"I-1": lapor(nilai="9", faktor_penghambat=jahat, tindak_lanjut=jahat)}
    data = NaskahData(naskah(daftar, {1: laporan}), {1: laporan})

    lembar = load_workbook(io.BytesIO(data_renja.tulis(data))).active

    assert lembar["B6"].data_type == lembar["E6"].data_type == "s"
    assert all(sel.data_type == "s" for sel in lembar["E"] if sel.value and sel.row > 6)
    (satu,) = baris_csv(data)
    assert satu["indikator"] == satu["tindak_lanjut"] == f"'{jahat}"


@pytest.mark.parametrize("banyak", [0, 1])
def test_tanpa_indikator(banyak):
    """An office without indicators still gets files that open."""
    daftar = [indikator()][:banyak]
    data = NaskahData(naskah(daftar, {}), {})

    assert len(baris_csv(data)) == banyak
    assert len(json.loads(data_json.tulis(data))["indikator"]) == banyak
    assert load_workbook(io.BytesIO(data_renja.tulis(data))).active["A1"].value.startswith("EVALUASI")


def test_angka_json_bertitik_dan_sisanya_teks():
    """A target is a number like every other; a range and a category stay as they are written."""
    angka, rentang = Angka(Decimal("44.10")), Rentang(Decimal("2.5"), Decimal("4.5"))
    tw = (angka, None, None, None)
    daftar = [
        indikator("I-1", target_tahunan=angka, target_tw=tw),
        indikator("I-2", target_tahunan=Kategori("WTP"), target_tw=(rentang, None, None, None)),
    ]
    satu, dua = json.loads(data_json.tulis(NaskahData(naskah(daftar, {}), {})))["indikator"]

    assert (satu["target"], satu["target_tahunan"]) == ("44.10", "44.10")
    assert (dua["target"], dua["target_tahunan"]) == (tulis_target(rentang), "WTP")


@pytest.mark.parametrize(("disetujui", "status"), [(None, "SEMENTARA"), (DISETUJUI, "DISETUJUI")])
def test_status_rekap(disetujui, status):
    """What may not be reported yet says so in the data themselves."""
    data = NaskahData(naskah([indikator()], {}, disetujui=disetujui), {})

    assert [b["status_rekap"] for b in baris_csv(data)] == [status]
    assert json.loads(data_json.tulis(data))["status_rekap"] == status
