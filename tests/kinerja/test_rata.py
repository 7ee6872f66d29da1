"""Averages, rounding, money and efficiency: domain 3.7–3.10. Predikat and scales: domain 4."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kinerja.hitungan import bagi, bulatkan, jumlahkan
from bot.kinerja.predikat import SkalaDitolak, baca_skala, daftar_skala, muat_skala
from bot.kinerja.rata import (
    efisiensi,
    efisiensi_kemenkeu,
    efisiensi_pmk249,
    nilai_efisiensi,
    rata_rata,
    serapan,
)

D = Decimal
MILIAR = D(10) ** 9


def test_rata_rata_berbobot():
    """Worked example of domain 3.7: (264,6 + 80 + 100) / 6 = 74,10; without the cap the overfulfilled one hides the rest."""
    isi = [(D(3), D("88.20")), (D(2), D(40)), (D(1), D(130))]
    assert rata_rata(isi) == D("74.1")
    assert rata_rata(isi, cap=None) == D("79.1")
    assert rata_rata(isi, cap=D(120)) == bagi(D("464.6"), D(6))
    assert rata_rata([]) is None


@pytest.mark.parametrize(
    ("nilai", "bulat"),
    [
        ("76.345", "76.35"),
        ("76.3449999", "76.34"),
        ("90.995", "91.00"),
        ("0.005", "0.01"),
        ("-0.005", "-0.01"),
        ("8", "8.00"),
    ],
)
def test_setengah_ke_atas(nilai, bulat):
    """Half up, not half even as Python rounds by default."""
    assert str(bulatkan(D(nilai))) == bulat


def test_setengah_dari_pecahan_tak_berujung():
    """Three thirds that add up to an exact half round up, although each was cut somewhere."""
    sepertiga = bagi(D("0.015"), D(3)), bagi(D("0.025"), D(7)), bagi(D("0.045"), D(7))
    assert bulatkan(jumlahkan(sepertiga[0])) == D("0.01")
    assert bulatkan(jumlahkan(sepertiga[1], sepertiga[2], D("0.005"))) == D("0.02")


@pytest.mark.parametrize(
    ("anggaran", "pagu", "hasil"),
    [("17244445", "364134300", "4.74"), ("210426590", "364134300", "57.79"), ("0", "5", "0.00"), ("5", "0", None)],
)
def test_serapan(anggaran, pagu, hasil):
    """BKPSDM Kota Cirebon 2026: cumulative spending against the ceiling of the year."""
    nilai = serapan(D(anggaran), D(pagu))
    assert (None if nilai is None else str(nilai)) == hasil
    assert serapan(None, D(1)) is None
    assert serapan(D(1), None) is None


def test_efisiensi_kemenkeu_contoh_peraturan():
    """Example of PMK 214/2017: E = 25,67 %, limited to 20, NE 100; without the limit the figure would be nonsense."""
    e = efisiensi_kemenkeu(
        [
            (4 * MILIAR, D("1.22"), D("3.8") * MILIAR),
            (1 * MILIAR, D("0.80"), D("0.975") * MILIAR),
            (5 * MILIAR, D("1.42"), D("4.725") * MILIAR),
        ]
    )
    assert e is not None
    assert bulatkan(e) == D("25.67")
    assert nilai_efisiensi(e) == 100


def test_efisiensi_kemenkeu_satu_baris():
    """One row: E = 1 − serapan/capaian; capaian 95, serapan 80 give 15,79 and NE 89,47."""
    e = efisiensi_kemenkeu([(D(100), D("0.95"), D(80))])
    assert e is not None
    assert (bulatkan(e), bulatkan(nilai_efisiensi(e))) == (D("15.79"), D("89.47"))
    assert nilai_efisiensi(D(-90)) == 0
    assert efisiensi_kemenkeu([(D(100), D(0), D(80))]) is None


def test_efisiensi_pmk249():
    """Actual against planned cost per unit: 90 for 10 instead of 100 for 10 saves a tenth."""
    assert efisiensi_pmk249([(D(90), D(10), D(100), D(10)), (D(1), D(0), D(1), D(1))]) == 10
    assert efisiensi_pmk249([]) is None


@pytest.mark.parametrize(
    ("capaian", "serap", "kata"),
    [
        ("95", "80", "efisien"),
        ("80", "80", "efisien"),
        ("79.99", "80", "tidak efisien"),
        (None, "80", "–"),
        ("80", None, "–"),
    ],
)
def test_efisiensi_lkjip(capaian, serap, kata):
    """Practice of the LKjIP: capaian compared with serapan, only where both exist."""
    assert efisiensi(None if capaian is None else D(capaian), None if serap is None else D(serap)) == kata


@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        ("119.16", "Sangat Tinggi"),
        ("91", "Sangat Tinggi"),
        ("90.995", "Sangat Tinggi"),
        ("90.99", "Tinggi"),
        ("90.5", "Tinggi"),
        ("76", "Tinggi"),
        ("75.99", "Sedang"),
        ("66", "Sedang"),
        ("65.99", "Rendah"),
        ("51", "Rendah"),
        ("50.99", "Sangat Rendah"),
        ("0", "Sangat Rendah"),
    ],
)
def test_skala_permendagri(nilai, kata):
    """The printed scale has holes (90,5 is nowhere); "from the lower bound on" closes them (trap 3)."""
    assert muat_skala().predikat(D(nilai)) == kata


@pytest.mark.parametrize(
    ("kode", "nilai", "kata"),
    [
        ("baik", "91", "Sangat Baik"),
        ("baik", "50.99", "Sangat Kurang"),
        ("memuaskan", "85", "Sangat Baik"),
        ("memuaskan", "85.01", "Memuaskan"),
        ("memuaskan", "30", "Kurang"),
        ("empat-warna", "100", "Sangat Berhasil"),
        ("empat-warna", "99.99", "Berhasil"),
        ("empat-warna", "69.99", "Kurang Berhasil"),
        ("lampu", "90", "Kuning"),
        ("lampu", "90.01", "Hijau"),
        ("lampu", "70", "Kuning"),
        ("lampu", "69.99", "Merah"),
        ("akip", "90", "A"),
        ("akip", "90.01", "AA"),
        ("akip", "30", "D"),
        ("kinerja-pegawai", "100", "Baik"),
        ("kinerja-pegawai", "100.01", "Sangat Baik"),
        ("kinerja-pegawai", "79.99", "Kurang"),
    ],
)
def test_skala_lain(kode, nilai, kata):
    """Every scale of domain 4 whose bounds are known loads as data, with ≥ and > as printed."""
    assert muat_skala(kode).predikat(D(nilai)) == kata


@pytest.mark.parametrize("kode", list(daftar_skala()))
def test_setiap_kelas_berwarna(kode):
    """Colours are decoration, but every class has one; an unknown word has none."""
    skala = muat_skala(kode)
    assert all(len(skala.warna(k.label)) == 7 for k in skala.kelas)
    assert skala.warna("Belum dilaporkan") == ""
    assert skala.nama
    assert skala.sumber


@pytest.mark.parametrize(
    ("teks", "sebut"),
    [
        ("[a]\nkelas = []", "kelas"),
        ('[a]\nkelas = [{label = "X"}, {label = "Y"}]', "mulai"),
        ('[a]\nkelas = [{label = "X", mulai = 5}]', "kelas terakhir"),
        ('[a]\nkelas = [{label = "X", mulai = 5}, {label = "Y", mulai = 9}, {label = "Z"}]', "urutkan"),
        ('[a]\nkelas = [{label = "X", mulai = 5}, {label = "Y", di_atas = 5}, {label = "Z"}]', "urutkan"),
        ('[a]\nkelas = [{label = "X", mulai = 5}, {label = "X"}]', "label"),
        ('[a]\nkelas = [{label = "X", mulai = "5"}, {label = "Y"}]', "angka"),
        ("[a", "TOML"),
        ("a = 1", "kelas"),
    ],
)
def test_skala_ditolak(teks, sebut):
    """A wrong scale is refused with the way to the mistake."""
    with pytest.raises(SkalaDitolak) as galat:
        baca_skala(teks)
    assert sebut in str(galat.value)


def test_skala_tak_dikenal():
    """An unknown code names the known ones."""
    with pytest.raises(SkalaDitolak, match="permendagri"):
        muat_skala("bintang")


capaian_apa_pun = st.decimals(min_value=0, max_value=100_000, places=3)


@given(st.lists(st.tuples(st.decimals(min_value="0.1", max_value=9, places=1), capaian_apa_pun), min_size=1))
def test_cap_menahan_rata_rata(isi):
    """No overfulfilment lifts an average above 100, and none falls below 0."""
    rata = rata_rata(isi)
    assert rata is not None
    assert 0 <= rata <= 100


@given(capaian_apa_pun, st.sampled_from(list(daftar_skala())))
def test_predikat_dari_angka_tercetak(nilai, kode):
    """The word always fits the number that is printed."""
    skala = muat_skala(kode)
    assert skala.predikat(nilai) == skala.predikat(bulatkan(nilai))
