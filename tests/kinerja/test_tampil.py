"""Figures for people: domain 10."""

from decimal import Decimal

import pytest

from bot.kinerja.model import KOSONG, Angka, Bacaan, Kategori, Keterbacaan, Rentang
from bot.kinerja.tampil import angka_id, bacaan_id, kutip, persen_id, rupiah_id, target_id

D = Decimal


@pytest.mark.parametrize(
    ("nilai", "desimal", "teks"),
    [
        ("1234567.89", None, "1.234.567,89"),
        ("1234567.895", 2, "1.234.567,90"),
        ("87.4", 2, "87,40"),
        ("53.50", None, "53,50"),
        ("0", None, "0"),
        ("-0", None, "0"),
        ("-1234.5", None, "-1.234,5"),
        ("1E+3", None, "1.000"),
        ("NaN", 2, "–"),
        ("0.005", 2, "0,01"),
    ],
)
def test_angka(nilai, desimal, teks):
    """Decimal comma, thousands dot, half up."""
    assert angka_id(D(nilai), desimal) == teks


def test_persen_dan_rupiah():
    """One style of percent, the decimals that it was rounded to; money without a blank, cents only where there are some."""
    assert [persen_id(D(p)) for p in ("87.40", "87.4", "87")] == ["87,40 %", "87,4 %", "87 %"]
    assert persen_id(None) == angka_id(None) == rupiah_id(None) == "–"
    assert rupiah_id(D(364134300)) == "Rp364.134.300"
    assert rupiah_id(D("4869028237.50")) == "Rp4.869.028.237,50"
    assert rupiah_id(D(-1000)) == "-Rp1.000"


def test_target_dan_bacaan():
    """Targets and cells in a summary."""
    assert target_id(None) == "–"
    assert target_id(Angka(D("1000"))) == "1.000"
    assert target_id(Rentang(D("2.50"), D("4.50"))) == "2,50–4,50"
    assert target_id(Kategori("Tepat Waktu")) == "Tepat Waktu"
    assert bacaan_id(KOSONG) == "–"
    assert bacaan_id(Bacaan(Keterbacaan.NILAI, D("85.5"))) == "85,5"
    assert bacaan_id(Bacaan(Keterbacaan.TEKS, asli=" Tepat  Waktu ")) == "Tepat Waktu"
    assert bacaan_id(Bacaan(Keterbacaan.KONFIRMASI, asli="20/25")) == '"20/25" (perlu konfirmasi)'


def test_kutipan_satu_baris():
    """Direction marks and line breaks cannot turn a message round."""
    assert kutip("a\nb\u202ec") == '"a b·c"'
    assert len(kutip("x" * 40_000)) < 50
