"""The moments of a quarter against the hand-made table (domain 5.1 and 5.2), in every zone and week."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jadwal.jam_kerja import JamKerja
from jadwal.kalender import KalenderKerja
from jadwal.triwulan import hari_sesudah, hari_terakhir, sebelumnya, tonggak_triwulan, triwulan_dari

NAMA = ("h-10", "h-5", "hari-1", "hari-3", "hari-5", "sekretaris-1", "hari-10")  # the columns of the table
TABEL = {
    (2026, 1): "2026-03-11 2026-03-25 2026-04-01 2026-04-06 2026-04-08 2026-04-10 2026-04-15",
    (2026, 2): "2026-06-17 2026-06-24 2026-07-01 2026-07-03 2026-07-07 2026-07-09 2026-07-14",
    (2026, 3): "2026-09-17 2026-09-24 2026-10-01 2026-10-05 2026-10-07 2026-10-09 2026-10-14",
    (2026, 4): "2026-12-16 2026-12-23 2027-01-04 2027-01-07 2027-01-11 2027-01-13 2027-01-18",
    (2027, 1): "2027-03-16 2027-03-23 2027-04-01 2027-04-05 2027-04-07 2027-04-09 2027-04-14",
    (2027, 2): "2027-06-17 2027-06-24 2027-07-01 2027-07-05 2027-07-07 2027-07-09 2027-07-14",
    (2027, 3): "2027-09-17 2027-09-24 2027-10-01 2027-10-05 2027-10-07 2027-10-11 2027-10-14",
}
ZONA = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


@pytest.mark.parametrize("zona", ZONA)
@pytest.mark.parametrize(("triwulan", "tanggal"), TABEL.items(), ids=[f"TW{t} {th}" for th, t in TABEL])
def test_k28_tanggal_sama_dengan_tabel(triwulan: tuple[int, int], tanggal: str, zona: str) -> None:
    """Through Ramadan, Idulfitri with joint leave, and the year's end; at 08.30 of the office's own clock."""
    kalender = KalenderKerja(zona)

    saat = {s.nama: s.kapan.astimezone(ZoneInfo(zona)) for s in tonggak_triwulan(*triwulan, kalender)}

    assert [str(saat[nama].date()) for nama in NAMA] == tanggal.split()
    assert {nama: s.time() for nama, s in saat.items() if s.time() != time(8, 30)} == {"hari-5-siang": time(14)}
    assert saat["hari-5-siang"].date() == saat["hari-5"].date()


def test_sekretaris_paling_banyak_lima_kali() -> None:
    """Day 7, then every two working days."""
    kalender = KalenderKerja("Asia/Jakarta")
    saat = {s.nama: s.kapan for s in tonggak_triwulan(2026, 2, kalender)}

    hari = [kalender.setempat(saat[f"sekretaris-{n}"]).date().day for n in range(1, 6)]

    assert hari == [9, 13, 15, 17, 21]
    assert "sekretaris-6" not in saat


def test_kantor_yang_buka_siang() -> None:
    """Where the office opens after 08.30 the moment waits for the opening; where it closes before 14.00, for the next day."""
    jam = JamKerja.dari_json({"pekan": {h: ["09.00-13.00"] for h in ("senin", "selasa", "rabu", "kamis", "jumat")}})
    kalender = KalenderKerja("Asia/Jakarta", jam)

    saat = {s.nama: kalender.setempat(s.kapan) for s in tonggak_triwulan(2026, 2, kalender)}

    assert (saat["hari-5"].date(), saat["hari-5"].time()) == (date(2026, 7, 7), time(9))
    assert (saat["hari-5-siang"].date(), saat["hari-5-siang"].time()) == (date(2026, 7, 8), time(9))


@pytest.mark.parametrize(
    ("tahun", "triwulan", "awal", "akhir"),
    [(2026, 1, date(2026, 4, 1), date(2026, 3, 31)), (2026, 4, date(2027, 1, 1), date(2026, 12, 31))],
)
def test_batas_triwulan(tahun: int, triwulan: int, awal: date, akhir: date) -> None:
    assert (hari_sesudah(tahun, triwulan), hari_terakhir(tahun, triwulan)) == (awal, akhir)
    assert triwulan_dari(akhir) == (tahun, triwulan)
    assert sebelumnya(*triwulan_dari(awal)) == (tahun, triwulan)


@given(st.integers(2024, 2035), st.integers(1, 4), st.sampled_from(ZONA))
def test_selalu_tertib_dan_di_jam_kerja(tahun: int, triwulan: int, zona: str) -> None:
    kalender = KalenderKerja(zona)
    semua = tonggak_triwulan(tahun, triwulan, kalender)
    kapan: list[datetime] = [s.kapan for s in semua]

    assert kapan == sorted(kapan)
    assert len({s.nama for s in semua}) == len(semua) == 13
    assert all(map(kalender.buka, kapan))
