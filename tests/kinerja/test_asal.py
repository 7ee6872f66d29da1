"""How a figure came about, in words: the result in the sentence is the one of the recap."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.kinerja.asal import hitungan_capaian, hitungan_rata, hitungan_sd, hitungan_serapan
from bot.kinerja.asal_jumlah import jumlahan_rata, jumlahan_serapan
from bot.kinerja.model import Angka, Arah, Bacaan, Kategori, Keterbacaan, Rentang, Sifat
from bot.kinerja.rekap import Aturan
from bot.kinerja.tampil import angka_id, persen_id
from bot.kinerja.ukur import VarianTurun
from tests.berkas.naskah_uji import indikator, lapor, naskah, naskah_kantor

SEPULUH, DUA_PULUH = Angka(Decimal(10)), Angka(Decimal(20))
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
    ("sifat", "realisasi", "target", "terisi"),
    [
        (Sifat.JUMLAH, "20", "TW I 10; TW II 20 → 30", "20 ÷ 30 × 100 = 66,67 %"),
        (Sifat.AKHIR, "8", "TW II 20 → 20", "8 ÷ 20 × 100 = 40,00 %"),
        (Sifat.RATA_RATA, "10", "TW I 10; TW II 20 → 15", "10 ÷ 15 × 100 = 66,67 %"),
        (Sifat.MAKSIMUM, "12", "TW I 10; TW II 20 → 20", "12 ÷ 20 × 100 = 60,00 %"),
    ],
)
def test_sampai_dengan_triwulan(sifat, realisasi, target, terisi):
    """Both sides of the year so far with each quarter, and the formula with their values (domain 3.6)."""
    hasil = sampai_dengan(["12", "8"], sifat=sifat, target_tw=(SEPULUH, DUA_PULUH, None, None))

    assert hasil.realisasi == f"TW I 12; TW II 8 → {realisasi}"
    assert (hasil.target, hasil.capaian.terisi) == (target, terisi)
    assert hasil.tahunan.terisi.startswith(f"{realisasi} ÷ 40 × 100 = ")


def test_rerata_tertulis_belum_dibulatkan():
    """The mean is written as it is computed with: from 92,33 nobody would get 99,27 %."""
    target = (Angka(Decimal(93)),) * 4
    hasil = sampai_dengan(["92.3", "92.35"], sifat=Sifat.RATA_RATA, target_tw=target)
    tak_habis = sampai_dengan(["92", "92", "93"], sifat=Sifat.RATA_RATA, target_tw=target)

    assert hasil.realisasi.endswith("→ 92,325")
    assert hasil.capaian.terisi == "92,325 ÷ 93 × 100 = 99,27 %"
    assert tak_habis.capaian.terisi == "92,333333… ÷ 93 × 100 = 99,28 %"
    assert sampai_dengan([None]) is None


def sampai_dengan(nilai, aturan=None, **lain):
    daftar = [replace(indikator(), target_tahunan=Angka(Decimal(40)), **lain)]
    laporan = {tw: {"I-1": lapor(nilai=n)} for tw, n in enumerate(nilai, 1)}
    satu = naskah(daftar, laporan, triwulan=len(nilai), aturan=aturan).rekap.baris[0]
    return hitungan_sd(satu, [laporan[tw]["I-1"].kinerja for tw in laporan], aturan or Aturan())


@pytest.mark.parametrize("aturan", [Aturan(), Aturan(cap=None, kosong_nol=True, desimal=1)])
@pytest.mark.parametrize("triwulan", [1, 2])
def test_rata_rata_dari_sukunya(triwulan, aturan):
    """The rows that are shown, multiplied, added and divided, give every average of the recap; so does spending."""
    n = naskah_kantor(triwulan=triwulan)
    tahun = {tw: n_baris(tw) for tw in range(1, triwulan + 1)}
    r = naskah([b.indikator for b in n.rekap.baris], tahun, triwulan=triwulan, aturan=aturan).rekap
    for satu in (*r.per_bidang, r.instansi):
        milik = [b for b in r.baris if satu.kode in ("", b.indikator.bidang)]
        rata, serapan = jumlahan_rata(milik, satu, aturan), jumlahan_serapan(milik, satu)
        assert len(rata.suku) + len(rata.luar) == len(milik)
        if satu.rata_rata is not None:
            bobot = {b.indikator.kode: b.indikator.bobot for b in milik}
            total = sum((bobot[kode] * suku(kata) for kode, kata in rata.suku), Decimal(0))
            tertulis = total / sum(bobot[kode] for kode, _ in rata.suku)
            assert abs(tertulis - satu.rata_rata) <= Decimal("0.05001")
            assert rata.terisi[-1].endswith(f" = {persen_id(satu.rata_rata)}")
        if satu.serapan is not None:
            assert serapan.terisi[-1] == (
                f"{angka_id(satu.anggaran)} ÷ {angka_id(satu.pagu)} × 100 = {persen_id(satu.serapan)}"
            )


def n_baris(tw):
    return {b.indikator.kode: b.realisasi for b in naskah_kantor(triwulan=tw).rekap.baris}


def suku(kata):
    """The value of a row: ``3 × 88,888888… = …``, ``100 (dari 130,00 %)``."""
    nilai = kata.split(" = ")[0].split(" × ")[-1].split(" (")[0]
    return Decimal(nilai.rstrip("…").replace(".", "").replace(",", "."))


def test_serapan_terisi():
    assert hitungan_serapan(baris(Angka(Decimal(10)), pagu=Decimal(100))) == "Rp45 ÷ Rp100 × 100 = 45,00 %"
    assert hitungan_serapan(baris(Angka(Decimal(10)))) == ""
