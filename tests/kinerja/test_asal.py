"""How a figure came about, in words: the result in the sentence is the one of the recap."""

from decimal import Decimal

import pytest

from bot.kinerja.asal import hitungan_capaian, hitungan_rata, hitungan_sd, hitungan_serapan
from bot.kinerja.model import Angka, Arah, Bacaan, Kategori, Keterbacaan, Rentang, Sifat
from bot.kinerja.rekap import Aturan
from bot.kinerja.ukur import VarianTurun
from tests.berkas.naskah_uji import indikator, lapor, naskah

RASIO = Aturan(varian=VarianTurun.RASIO)


def baris(target, arah=Arah.NAIK, nilai="9", aturan=None, **lain):
    daftar = [indikator(target=target, arah=arah, **lain)]
    return naskah(daftar, {1: {"I-1": lapor(nilai=nilai, anggaran="45")}}, aturan=aturan).rekap.baris[0]


@pytest.mark.parametrize(
    ("target", "arah", "nilai", "aturan", "terisi"),
    [
        (Angka(Decimal(10)), Arah.NAIK, "9", Aturan(), "9 ÷ 10 × 100 = 90,00 %"),
        (Angka(Decimal(10)), Arah.TURUN, "14", Aturan(), "(2 × 10 − 14) ÷ 10 × 100 = 60,00 %"),
        (Angka(Decimal(10)), Arah.TURUN, "25", Aturan(), "(2 × 10 − 25) ÷ 10 × 100 = 0,00 %, paling rendah 0"),
        (Angka(Decimal(10)), Arah.TURUN, "20", RASIO, "10 ÷ 20 × 100 = 50,00 %"),
        (Angka(Decimal(0)), Arah.TURUN, "3", Aturan(), "realisasi 3 → 0,00 %"),
        (Rentang(Decimal(2), Decimal(4)), Arah.TURUN, "3", Aturan(), "3 di dalam 2–4 → 100,00 %"),
        (Rentang(Decimal(2), Decimal(4)), Arah.TURUN, "5", Aturan(), "(2 × 4 − 5) ÷ 4 × 100 = 75,00 %"),
    ],
)
def test_rumus_terisi(target, arah, nilai, aturan, terisi):
    """Each rule of domain 3.2 to 3.4 is told with its values, and ends in the capaian of the recap."""
    satu = baris(target, arah, nilai, aturan)

    hitungan = hitungan_capaian(satu, aturan)

    assert hitungan.terisi == terisi


def test_kategori_dan_yang_tidak_dinilai():
    """A category is told as such; what is not assessed has no formula."""
    daftar = [indikator(target=Kategori("WTP"))]
    wtp = {"I-1": lapor(kinerja=Bacaan(Keterbacaan.TEKS, asli="wtp"))}

    assert hitungan_capaian(naskah(daftar, {1: wtp}).rekap.baris[0], Aturan()).terisi == "WTP → 100,00 %"
    assert hitungan_capaian(naskah(daftar, {}).rekap.baris[0], Aturan()) is None


@pytest.mark.parametrize(
    ("nilai", "aturan", "kata"),
    [
        ("13", Aturan(), "dihitung 100,00 % dengan bobot 1"),
        ("13", Aturan(cap=None), "dihitung 130,00 % dengan bobot 1"),
        (None, Aturan(kosong_nol=True), "dihitung 0 dengan bobot 1"),
        (None, Aturan(), ""),
    ],
)
def test_bagian_dalam_rata_rata(nilai, aturan, kata):
    assert hitungan_rata(baris(Angka(Decimal(10)), nilai=nilai, aturan=aturan), aturan) == kata


@pytest.mark.parametrize(
    ("sifat", "akhir"), [(Sifat.JUMLAH, "20"), (Sifat.AKHIR, "8"), (Sifat.RATA_RATA, "10,00"), (Sifat.MAKSIMUM, "12")]
)
def test_sampai_dengan_triwulan(sifat, akhir):
    """What was reported in each quarter and what it comes to, by the nature of the indicator (domain 3.6)."""
    bacaan = [Bacaan(Keterbacaan.NILAI, Decimal(n), str(n)) for n in (12, 8)]

    assert hitungan_sd(indikator(sifat=sifat), bacaan).terisi == f"TW I 12; TW II 8 → {akhir}"
    assert hitungan_sd(indikator(sifat=sifat), bacaan[:1]) is None


def test_serapan_terisi():
    assert hitungan_serapan(baris(Angka(Decimal(10)), pagu=Decimal(100))) == "Rp45 ÷ Rp100 × 100 = 45,00 %"
    assert hitungan_serapan(baris(Angka(Decimal(10)))) == ""
