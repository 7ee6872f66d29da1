"""Working time: the hand-made tables of the domain notes, local calendars, and what holds for every moment."""

import time as jam_proses
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sop.model import Satuan, StandarWaktu
from jadwal.jam_kerja import JamKerja
from jadwal.kalender import KalenderKerja, ZonaTidakDikenal, menit_standar
from jadwal.libur import cuti_bersama, libur_nasional
from tests.jadwal.conftest import tertulis, wib


def standar(teks: str) -> StandarWaktu:
    jumlah, satuan = teks.split()
    return StandarWaktu(int(jumlah), Satuan(satuan))


CONTOH = [  # domain notes 6.4
    ("2026-11-20 16.28", "5 menit", "2026-11-23 07.33"),
    ("2026-11-20 16.00", "2 jam", "2026-11-23 09.00"),
    ("2026-11-20 11.00", "60 menit", "2026-11-20 13.30"),
    ("2026-11-24 10.30", "3 jam", "2026-11-24 14.30"),
    ("2026-11-19 14.00", "240 menit", "2026-11-20 09.30"),
    ("2026-11-21 09.00", "5 menit", "2026-11-23 07.35"),
    ("2026-11-19 10.00", "1 hari", "2026-11-20 10.00"),
    ("2026-11-20 09.00", "10 hari", "2026-12-04 09.00"),
    ("2026-12-22 14.00", "2 hari", "2026-12-28 14.00"),
    ("2026-12-23 15.00", "2 jam", "2026-12-28 08.30"),
    ("2026-12-18 09.00", "10 hari", "2027-01-07 09.00"),
    ("2027-03-04 09.00", "10 hari", "2027-03-30 09.00"),
    ("2027-02-10 09.00", "1 hari", "2027-02-11 09.00"),
    ("2027-02-10 09.00", "450 menit", "2027-02-11 10.00"),
]

LAIN = [  # the same rules at their edges
    ("2026-11-19 12.30", "1 hari", "2026-11-20 13.00"),  # break: counts from its end
    ("2026-11-19 11.45", "1 hari", "2026-11-20 11.30"),  # into the Friday break: end of the morning
    ("2026-11-20 16.20", "1 hari", "2026-11-23 16.00"),  # after closing: closing
    ("2026-11-21 09.00", "1 hari", "2026-11-24 07.30"),  # Saturday: Monday's opening
    ("2026-02-18 07.30", "1 hari", "2026-02-19 08.00"),  # before the later opening of Ramadan: opening
    ("2026-11-23 15.00", "60 menit", "2026-11-23 16.00"),  # the closing moment is still working time
    ("2026-11-23 20.00", "0 menit", "2026-11-24 07.30"),
    ("2026-11-23 20.00", "0 hari", "2026-11-24 07.30"),
    ("2026-03-17 14.30", "60 menit", "2026-03-25 08.00"),  # K28: Nyepi, Idulfitri and five days of joint leave
    ("2026-05-13 15.00", "2 jam", "2026-05-18 08.30"),  # K28: Kenaikan and the joint leave after it
    ("2026-05-26 10.00", "2 hari", "2026-06-02 10.00"),  # K28: Iduladha, joint leave, weekend, Pancasila
]


@pytest.mark.parametrize(("mulai", "waktu", "batas"), CONTOH + LAIN)
def test_k28_batas_dari_tabel(kalender, mulai, waktu, batas):
    """A deadline across breaks, closing, weekends, holidays, joint leave and Ramadan equals the hand-made table."""
    assert tertulis(kalender.tambah(wib(mulai), standar(waktu))) == batas


@pytest.mark.parametrize(
    ("sesudah_triwulan", "h10", "h5", "hari_1", "hari_3", "hari_5", "hari_7", "hari_10"),
    [  # domain notes 5.1
        (
            "2026-04-01",
            "2026-03-11",
            "2026-03-25",
            "2026-04-01",
            "2026-04-06",
            "2026-04-08",
            "2026-04-10",
            "2026-04-15",
        ),
        (
            "2026-07-01",
            "2026-06-17",
            "2026-06-24",
            "2026-07-01",
            "2026-07-03",
            "2026-07-07",
            "2026-07-09",
            "2026-07-14",
        ),
        (
            "2026-10-01",
            "2026-09-17",
            "2026-09-24",
            "2026-10-01",
            "2026-10-05",
            "2026-10-07",
            "2026-10-09",
            "2026-10-14",
        ),
        (
            "2027-01-01",
            "2026-12-16",
            "2026-12-23",
            "2027-01-04",
            "2027-01-07",
            "2027-01-11",
            "2027-01-13",
            "2027-01-18",
        ),
        (
            "2027-04-01",
            "2027-03-16",
            "2027-03-23",
            "2027-04-01",
            "2027-04-05",
            "2027-04-07",
            "2027-04-09",
            "2027-04-14",
        ),
        (
            "2027-07-01",
            "2027-06-17",
            "2027-06-24",
            "2027-07-01",
            "2027-07-05",
            "2027-07-07",
            "2027-07-09",
            "2027-07-14",
        ),
        (
            "2027-10-01",
            "2027-09-17",
            "2027-09-24",
            "2027-10-01",
            "2027-10-05",
            "2027-10-07",
            "2027-10-11",
            "2027-10-14",
        ),
    ],
)
def test_hari_kerja_di_sekitar_triwulan(kalender, sesudah_triwulan, h10, h5, hari_1, hari_3, hari_5, hari_7, hari_10):
    """The quarterly calendar counts working days forward from the first day after the quarter, and back before it."""
    awal = date.fromisoformat(sesudah_triwulan)

    terhitung = [str(kalender.hari_kerja_ke(awal, n)) for n in (-10, -5, 1, 3, 5, 7, 10)]

    assert terhitung == [h10, h5, hari_1, hari_3, hari_5, hari_7, hari_10]


@pytest.mark.parametrize(("tahun", "nasional", "bersama", "kerja"), [(2026, 17, 8, 240), (2027, 18, 8, 242)])
def test_k28_kalender_nasional(kalender, tahun, nasional, bersama, kerja):
    """Public holidays and joint leave are both known, by their Indonesian names, and leave so many working days."""
    hari = [date(tahun, 1, 1) + timedelta(n) for n in range(365)]

    assert len(cuti_bersama(tahun)) == bersama
    assert len({t for t in libur_nasional(tahun) if t not in cuti_bersama(tahun)}) in (
        nasional,
        nasional - 1,
        nasional + 1,
    )
    assert sum(map(kalender.hari_kerja, hari)) == kerja
    assert kalender.nama_libur(date(2026, 8, 17)) == "Hari Kemerdekaan Republik Indonesia"


@pytest.mark.parametrize(
    ("waktu", "buka", "berikut"),
    [
        ("2026-11-23 07.29", False, "2026-11-23 07.30"),
        ("2026-11-23 07.30", True, "2026-11-23 07.30"),
        ("2026-11-23 12.01", False, "2026-11-23 13.00"),
        ("2026-11-23 16.00", True, "2026-11-23 16.00"),
        ("2026-11-23 16.01", False, "2026-11-24 07.30"),
        ("2026-11-20 12.59", False, "2026-11-20 13.00"),
        ("2026-12-24 10.00", False, "2026-12-28 07.30"),
        ("2027-02-10 15.30", False, "2027-02-11 08.00"),
    ],
)
def test_buka(kalender, waktu, buka, berikut):
    """Open is open to the closing minute; otherwise the next opening is what counts."""
    assert kalender.buka(wib(waktu)) is buka
    assert tertulis(kalender.pembukaan_berikut(wib(waktu))) == berikut


def test_k30_zona_kantor():
    """The same moment is working time in Gowa and not yet in Purwakarta."""
    waktu = datetime(2026, 11, 22, 23, 45, tzinfo=UTC)  # Monday 07.45 WITA, 06.45 WIB

    assert KalenderKerja("Asia/Makassar").buka(waktu)
    assert not KalenderKerja("Asia/Pontianak").buka(waktu)
    assert KalenderKerja("Asia/Jayapura").setempat(waktu).hour == 8
    with pytest.raises(ZonaTidakDikenal, match="Asia/Purwakarta"):
        KalenderKerja("Asia/Purwakarta")
    with pytest.raises(ZonaTidakDikenal):
        KalenderKerja("Asia")


def test_k30_jam_kantor_sendiri():
    """An office with six days and hours of its own keeps its own deadlines."""
    hari = {h: ["08.00-14.00"] for h in ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu")}
    kalender = KalenderKerja("Asia/Jakarta", JamKerja.dari_json({"pekan": hari}))

    assert tertulis(kalender.tambah(wib("2026-11-20 13.30"), standar("60 menit"))) == "2026-11-21 08.30"
    assert tertulis(kalender.tambah(wib("2026-11-21 10.00"), standar("1 hari"))) == "2026-11-23 10.00"


def test_hari_sampai_tutup():
    """An office may let a day end at closing time."""
    kalender = KalenderKerja("Asia/Jakarta", JamKerja.dari_json({"hari_sampai_tutup": True}))

    assert tertulis(kalender.tambah(wib("2026-11-19 10.00"), standar("1 hari"))) == "2026-11-20 16.30"


def test_k29_hari_khusus_setempat():
    """The office's own days win over the national calendar, in both directions, and a Saturday may be worked."""
    khusus = {
        date(2026, 11, 23): (True, "Pilkada"),
        date(2026, 12, 24): (False, "Cuti bersama ditiadakan"),
        date(2026, 11, 28): (False, "Pengganti Pilkada"),
    }
    kalender = KalenderKerja("Asia/Jakarta", khusus=khusus)

    assert kalender.nama_libur(date(2026, 11, 23)) == "Pilkada"
    assert tertulis(kalender.tambah(wib("2026-11-20 16.28"), standar("5 menit"))) == "2026-11-24 07.33"
    assert tertulis(kalender.tambah(wib("2026-12-23 15.00"), standar("2 jam"))) == "2026-12-24 08.30"
    assert kalender.buka(wib("2026-11-28 15.30"))
    assert not kalender.hari_kerja(date(2026, 11, 29))


def test_k30_cuti_bersama_belum_diketahui():
    """The missing joint leave of a later year is noticed, until the office enters it itself."""
    kosong = KalenderKerja("Asia/Jakarta")
    terisi = KalenderKerja("Asia/Jakarta", khusus={date(2028, 2, 29): (True, "Cuti Bersama Idulfitri")})

    assert kosong.cuti_bersama_diketahui(2027)
    assert not kosong.cuti_bersama_diketahui(2028)
    assert terisi.cuti_bersama_diketahui(2028)


@pytest.mark.parametrize(
    ("dari", "sampai", "menit"),
    [
        ("2026-11-20 11.00", "2026-11-20 13.30", 60),
        ("2026-11-20 16.28", "2026-11-23 07.33", 5),
        ("2026-11-21 09.00", "2026-11-22 09.00", 0),
        ("2026-11-23 00.00", "2026-11-28 00.00", 2250),  # Perpres 21/2023: 37 h 30 min
        ("2027-02-15 00.00", "2027-02-20 00.00", 1950),  # in Ramadan 32 h 30 min
        ("2026-11-23 10.00", "2026-11-23 09.00", 0),
    ],
)
def test_menit_kerja(kalender, dari, sampai, menit):
    """Real working time between two moments, for the record of punctuality."""
    assert kalender.menit_kerja(wib(dari), wib(sampai)) == menit


def test_menit_kerja_sampai_detik(kalender):
    """Part of a minute counts as part of a minute."""
    mulai = wib("2026-11-23 09.00")

    assert kalender.menit_kerja(mulai, mulai + timedelta(seconds=90)) == Decimal("1.5")


def test_menit_standar():
    """For statistics a day is 450 minutes."""
    assert [menit_standar(standar(t)) for t in ("5 menit", "2 jam", "3 hari")] == [5, 120, 1350]


def test_hari_kerja_ke_nol_ditolak(kalender):
    """There is no zeroth working day."""
    with pytest.raises(ValueError, match="n = 0"):
        kalender.hari_kerja_ke(date(2026, 1, 1), 0)


def test_waktu_tanpa_zona_ditolak(kalender):
    """A naive time would be read in the computer's zone."""
    with pytest.raises(ValueError, match="naive"):
        kalender.buka(datetime(2026, 1, 5, 9))


@pytest.mark.parametrize("tahun", [1950, 2099, 2101, 2500, 9000])
def test_tahun_jauh(kalender, tahun):
    """Years without any known holiday count like others, on their weekdays."""
    batas = kalender.tambah(datetime(tahun, 8, 1, tzinfo=UTC), standar("30 hari"))

    assert kalender.buka(batas)
    assert kalender.menit_kerja(datetime(tahun, 8, 1, tzinfo=UTC), batas) >= 29 * 390


def test_di_ujung_kalender_tidak_macet(kalender):
    """The last days that Python knows neither hang nor crash."""
    waktu = datetime(9999, 12, 20, 9, tzinfo=UTC)

    assert kalender.tambah(waktu, standar("3 hari")) >= waktu
    assert kalender.tambah(waktu, standar("3 jam")) == waktu


saat = st.datetimes(datetime(2025, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC))
lama = st.builds(StandarWaktu, st.integers(0, 40), st.sampled_from(Satuan)) | st.builds(
    StandarWaktu, st.integers(0, 3000), st.just(Satuan.MENIT)
)
kantor = st.sampled_from(
    [
        KalenderKerja("Asia/Jakarta"),
        KalenderKerja("Asia/Makassar", khusus={date(2026, 11, 23): (True, "Setempat"), date(2026, 3, 20): (False, "")}),
        KalenderKerja("Asia/Jayapura", JamKerja.dari_json({"hari_sampai_tutup": True})),
        KalenderKerja(
            "Asia/Jakarta", JamKerja.dari_json({"pekan": {"senin": ["09.15-09.20"], "sabtu": ["00.00-23.59"]}})
        ),
        KalenderKerja("Europe/Berlin"),  # a zone with summer time: minutes stay real minutes
    ]
)


@given(kantor, saat, st.integers(0, 5000))
def test_menit_kembali_utuh(kalender, waktu, menit):
    """Whatever is added in working minutes is measured again, to the microsecond."""
    assert kalender.menit_kerja(waktu, kalender.tambah_menit(waktu, menit)) == menit


@given(kantor, saat, lama)
def test_batas_selalu_dalam_jam_kerja(kalender, waktu, standar):
    """Nobody's time runs out while the office is closed, nor before it began."""
    batas = kalender.tambah(waktu, standar)

    assert kalender.buka(batas)
    assert batas >= waktu
    assert batas.tzinfo is UTC


@given(kantor, saat, saat, lama)
def test_yang_mulai_dahulu_tidak_berakhir_belakangan(kalender, a, b, standar):
    """Deadlines keep the order of their starts."""
    awal, akhir = sorted((a, b))

    assert kalender.tambah(awal, standar) <= kalender.tambah(akhir, standar)


@given(kantor, saat, st.integers(0, 30), st.integers(0, 30))
def test_hari_demi_hari(kalender, waktu, n, m):
    """More days never end earlier, and the working days between start and deadline are as many as were given."""
    mulai = kalender.pembukaan_berikut(waktu)
    batas = kalender.tambah(waktu, StandarWaktu(n, Satuan.HARI))
    pertama, terakhir = (kalender.setempat(t).date() for t in (mulai, batas))
    dilewati = sum(kalender.hari_kerja(pertama + timedelta(i)) for i in range(1, (terakhir - pertama).days + 1))

    assert dilewati == n
    assert kalender.tambah(waktu, StandarWaktu(n + m, Satuan.HARI)) >= batas


@given(st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.integers(1, 60))
def test_hari_kerja_maju_mundur(awal, n):
    """Counting n working days forward and n + 1 back meets the day before the first."""
    kalender = KalenderKerja("Asia/Jakarta")
    maju = [kalender.hari_kerja_ke(awal, k) for k in range(1, n + 1)]

    assert all(a < b for a, b in pairwise(maju))
    assert all(map(kalender.hari_kerja, maju))
    assert kalender.hari_kerja_ke(maju[-1] + timedelta(1), -n) == maju[0]


def test_cepat():
    """A deadline costs well under a millisecond, calendar of the year included."""
    kalender = KalenderKerja("Asia/Jakarta")
    hari = StandarWaktu(10, Satuan.HARI)
    awal = datetime(2026, 1, 5, tzinfo=ZoneInfo("Asia/Jakarta"))
    kalender.tambah(awal, hari)

    mulai = jam_proses.perf_counter()
    for n in range(300):
        kalender.tambah(awal + timedelta(days=n, hours=n % 24), hari)
    rata = (jam_proses.perf_counter() - mulai) / 300

    assert rata < 0.003  # three times the ceiling, for slow machines
