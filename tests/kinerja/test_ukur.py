"""Capaian, zero and missing targets, ranges, categories, quarters that add up: domain 3.2–3.6."""

from decimal import Decimal

import pytest

from bot.kinerja.baca import baca_target
from bot.kinerja.hitungan import bulatkan
from bot.kinerja.model import Angka, Arah, Bacaan, Kategori, Keterbacaan, Rentang, Sifat, Status
from bot.kinerja.ukur import VarianTurun, capaian, capaian_sd, capaian_tahun, realisasi_sd
from tests.kinerja.bantu import angka, indikator

NAIK, TURUN = Arah.NAIK, Arah.TURUN


def persen(nilai: Decimal | None) -> str | None:
    return None if nilai is None else str(bulatkan(nilai))


@pytest.mark.parametrize(
    ("t", "r", "selisih", "rasio"),
    [
        ("10", "8", "120.00", "125.00"),
        ("10", "12", "80.00", "83.33"),
        ("10", "20", "0.00", "50.00"),
        ("10", "25", "0.00", "40.00"),
        ("10", "0", "200.00", None),
        ("10", "10", "100.00", "100.00"),
    ],
)
def test_turun(t, r, selisih, rasio):
    """The two formulas for falling indicators agree at R = T only; the floor is 0; T/R is undefined at R = 0."""
    target = Angka(Decimal(t))
    assert persen(capaian(target, angka(r), TURUN).nilai) == selisih
    lain = capaian(target, angka(r), TURUN, VarianTurun.RASIO)
    assert persen(lain.nilai) == rasio
    assert lain.status is (Status.DINILAI if rasio else Status.PERLU_KONFIRMASI)


@pytest.mark.parametrize(
    ("t", "r", "hasil"),
    [("20", "18.2", "91.00"), ("40", "44", "110.00"), ("5", "-2.5", "0.00"), ("3", "1", "33.33"), ("3", "2", "66.67")],
)
def test_naik(t, r, hasil):
    """R / T × 100; 18,2 of 20 is exactly 91; negative growth is 0."""
    assert persen(capaian(Angka(Decimal(t)), angka(r), NAIK).nilai) == hasil


@pytest.mark.parametrize(
    ("target", "arah", "r", "status", "nilai"),
    [
        ("", NAIK, "5", Status.TIDAK_DITARGETKAN, None),
        ("-", TURUN, "-", Status.TIDAK_DITARGETKAN, None),
        ("0", NAIK, "5", Status.TIDAK_DITARGETKAN, None),
        ("0", NAIK, "-", Status.TIDAK_DITARGETKAN, None),
        ("0", TURUN, "0", Status.DINILAI, 100),
        ("0", TURUN, "1", Status.DINILAI, 0),
        ("0", TURUN, "-", Status.BELUM_DILAPORKAN, None),
        ("5", NAIK, "-", Status.BELUM_DILAPORKAN, None),
        ("5", NAIK, "0", Status.DINILAI, 0),
    ],
)
def test_k63_nol_dan_tanpa_target(target, arah, r, status, nilai):
    """Zero, nothing and not planned are three different things (domain 3.3)."""
    hasil = capaian(baca_target(target), angka(r), arah)
    assert (hasil.status, hasil.nilai) == (status, nilai)


@pytest.mark.parametrize("target", ["", "0"])
def test_yang_tidak_ditargetkan_tidak_ditanyakan(target):
    """An unreadable cell where nothing was planned needs no confirmation."""
    ragu = Bacaan(Keterbacaan.KONFIRMASI, asli="tidak ada", alasan="?")
    assert capaian(baca_target(target), ragu, NAIK).status is Status.TIDAK_DITARGETKAN


@pytest.mark.parametrize(
    ("bawah", "atas", "arah", "r", "hasil"),
    [
        ("80", "90", NAIK, "92", "102.22"),
        ("80", "90", NAIK, "70", "87.50"),
        ("80", "90", NAIK, "80", "100.00"),
        ("80", "90", NAIK, "90", "100.00"),
        ("7", "8", TURUN, "6.5", "107.14"),
        ("7", "8", TURUN, "9", "87.50"),
        ("2.5", "4.5", TURUN, "3.1", "100.00"),
        ("2.5", "4.5", TURUN, "5.4", "80.00"),
        ("0", "5", TURUN, "-1", "100.00"),
        ("0", "5", NAIK, "-1", "0.00"),
    ],
)
def test_rentang(bawah, atas, arah, r, hasil):
    """Inside is 100; outside the nearer bound counts. PermenPANRB 8/2021 prints 113 for the first case, wrongly."""
    target = Rentang(Decimal(bawah), Decimal(atas))
    assert persen(capaian(target, angka(r), arah).nilai) == hasil


def test_kategori():
    """Equal words, whatever the case and blanks, are 100; anything else is for a person to judge."""
    tepat = Kategori("Tepat Waktu")
    sama = capaian(tepat, Bacaan(Keterbacaan.TEKS, asli="  tepat  waktu "), NAIK)
    lain = capaian(tepat, Bacaan(Keterbacaan.TEKS, asli="Terlambat"), NAIK)
    assert (sama.status, sama.nilai) == (Status.DINILAI, 100)
    assert (lain.status, lain.nilai) == (Status.PERLU_KONFIRMASI, None)
    assert "Tepat Waktu" in lain.alasan
    assert capaian(tepat, angka("5"), NAIK).status is Status.PERLU_KONFIRMASI
    assert capaian(tepat, angka("-"), NAIK).status is Status.BELUM_DILAPORKAN


def test_target_negatif_tidak_ditebak():
    """R/T turns the order round below zero: a person sets the capaian."""
    assert capaian(Angka(Decimal(-2)), angka("-1"), NAIK).status is Status.PERLU_KONFIRMASI


def test_contoh_jumlah():
    """Worked example of domain 3.6: TW II 110,00, s.d. 98,33, tahunan 49,17."""
    i = indikator(tw="20|40|40|20", tahunan="120", sifat=Sifat.JUMLAH)
    bacaan = [angka("15"), angka("44")]
    assert persen(capaian(i.target_tw[1], bacaan[1], i.arah).nilai) == "110.00"
    sd = capaian_sd(i, bacaan)
    assert (persen(sd.nilai), sd.lengkap) == ("98.33", True)
    assert persen(capaian_tahun(i, bacaan)) == "49.17"
    assert realisasi_sd(i, bacaan) == 59


def test_contoh_rata_rata_turun():
    """Worked example of domain 3.6: TW II 110,00, s.d. mean 5,25 gives 95,00."""
    i = indikator(tw="5|5|5|5", tahunan="5", arah=TURUN, sifat=Sifat.RATA_RATA)
    bacaan = [angka("6"), angka("4.5")]
    assert persen(capaian(i.target_tw[1], bacaan[1], i.arah).nilai) == "110.00"
    assert persen(capaian_sd(i, bacaan).nilai) == "95.00"
    assert realisasi_sd(i, bacaan) == Decimal("5.25")


@pytest.mark.parametrize(
    ("sifat", "tw", "r", "sd"),
    [
        (Sifat.AKHIR, "2,4|4,9|7,5|9,7", ["2.4", "4.41"], "90.00"),
        (Sifat.AKHIR, "70|70", ["-", "68.4"], "97.71"),
        (Sifat.MAKSIMUM, "2|3|4|4", ["3", "1"], "100.00"),
        (Sifat.RATA_RATA, "88|88|88|88", ["86", "90"], "100.00"),
        (Sifat.JUMLAH, "0|0|0|1", ["0", "1", "0", "0"], "100.00"),
        (Sifat.JUMLAH, "|10||10", ["-", "5"], "50.00"),
        (Sifat.RATA_RATA, "|80", ["40", "80"], "100.00"),
        (Sifat.RATA_RATA, "2-4|4-6", ["2", "4"], "100.00"),
    ],
)
def test_sifat(sifat, tw, r, sd):
    """A sum of an index is nonsense and the last value of a count is wrong too: sifat decides (trap 6)."""
    hasil = capaian_sd(indikator(tw=tw, sifat=sifat), [angka(x) for x in r])
    assert (persen(hasil.nilai), hasil.lengkap) == (sd, True)


@pytest.mark.parametrize(
    ("sifat", "sd"), [(Sifat.JUMLAH, "110.00"), (Sifat.RATA_RATA, "110.00"), (Sifat.MAKSIMUM, "110.00")]
)
@pytest.mark.parametrize("hilang", [Bacaan(Keterbacaan.KOSONG), Bacaan(Keterbacaan.KONFIRMASI, asli="4O", alasan="?")])
def test_triwulan_lalu_hilang(sifat, sd, hilang):
    """A missing earlier quarter is left out on both sides and the figure is marked as incomplete."""
    hasil = capaian_sd(indikator(tw="20|40|40|20", sifat=sifat), [hilang, angka("44")])
    assert (persen(hasil.nilai), hasil.lengkap) == (sd, False)


def test_triwulan_tanpa_rencana_bukan_hilang():
    """Nothing planned and nothing reported does not make the year so far incomplete."""
    assert capaian_sd(indikator(tw="0|5", sifat=Sifat.JUMLAH), [angka("-"), angka("5")]).lengkap


@pytest.mark.parametrize("sifat", Sifat)
def test_triwulan_ini_kosong(sifat):
    """When the quarter itself is missing, nothing is computed for it."""
    i = indikator(tw="20|40", tahunan="120", sifat=sifat)
    assert capaian_sd(i, [angka("15"), angka("-")]).nilai is None
    assert capaian_tahun(i, [angka("15"), angka("-")]) is None


def test_kasus_setahun_baru_dinilai_di_tw_empat():
    """Few cases in March are no achievement of the year: a falling sum is not shown before TW IV."""
    i = indikator(tw="3|3|3|3", tahunan="12", arah=TURUN, sifat=Sifat.JUMLAH)
    empat = [angka(x) for x in ("3", "3", "3", "6")]
    assert capaian_tahun(i, empat[:3]) is None
    assert persen(capaian_tahun(i, empat)) == "75.00"


def test_bilangan_raksasa_tidak_jatuh():
    """Absurd numbers from elsewhere give some capaian, not a crash."""
    for r in ("1E+5000", "1E-5000", "Infinity", "NaN"):
        capaian(Angka(Decimal("1E-300")), Bacaan(Keterbacaan.NILAI, Decimal(r), r), NAIK)
    assert capaian(Angka(Decimal(1)), Bacaan(Keterbacaan.NILAI, Decimal("NaN")), NAIK).nilai is None
