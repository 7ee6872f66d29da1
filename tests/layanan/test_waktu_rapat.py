"""Meeting times: what is proposed, what people may type, when they are reminded."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.layanan.waktu_rapat import JawabanSalah, baca, label, saat_mengingatkan, usul
from jadwal.kalender import KalenderKerja

WIB = ZoneInfo("Asia/Jakarta")
KALENDER = KalenderKerja("Asia/Jakarta")


def saat(teks: str) -> datetime:
    return datetime.strptime(teks, "%Y-%m-%d %H.%M").replace(tzinfo=WIB)


KINI = saat("2026-11-20 16.05")  # a Friday


@pytest.mark.parametrize(
    ("kini", "usulan"),
    [
        ("2026-11-20 07.00", ["Jumat 20 November 2026 09.00", "Jumat 20 November 2026 13.30"]),
        ("2026-11-20 08.45", ["Jumat 20 November 2026 13.30", "Senin 23 November 2026 09.00"]),
        ("2026-11-20 16.05", ["Senin 23 November 2026 09.00", "Senin 23 November 2026 13.30"]),
        ("2026-12-24 10.00", ["Senin 28 Desember 2026 09.00", "Senin 28 Desember 2026 13.30"]),
    ],
    ids=["pagi", "tinggal siang", "akhir pekan", "libur dan cuti bersama"],
)
def test_usul_hanya_pada_jam_kerja(kini: str, usulan: list[str]) -> None:
    """Free days, weekends and times that are too near are skipped."""
    hasil = usul(KALENDER, saat(kini))

    assert [label(s) for s in hasil][:2] == usulan
    assert len(hasil) == 3


@pytest.mark.parametrize("kini", ["2026-11-20 16.05", "2026-03-18 09.00", "2027-01-01 00.00"])
def test_usul_dapat_ditulis_kembali(kini: str) -> None:
    """What is proposed is itself a valid answer."""
    for satu in usul(KALENDER, saat(kini)):
        assert baca(f"{label(satu)}, Ruang Rapat", saat(kini), WIB).mulai == satu


@pytest.mark.parametrize(
    ("teks", "mulai", "tempat"),
    [
        ("Senin 23 November 2026 09.00, Ruang Rapat", "2026-11-23 09.00", "Ruang Rapat"),
        ("senin, 23 nov 2026 pukul 09:00 WIB; Zoom", "2026-11-23 09.00", "Zoom"),
        ("23/11/2026 10.00 di Aula", "2026-11-23 10.00", "Aula"),
        ("23-11 10.00", "2026-11-23 10.00", ""),
        ("5 Januari 08.00", "2027-01-05 08.00", ""),
        ("senin 9.00", "2026-11-23 09.00", ""),
        ("jumat 09.00", "2026-11-27 09.00", ""),
        ("Jum'at 19.30", "2026-11-20 19.30", ""),
        ("besok jam 08.00", "2026-11-21 08.00", ""),
        ("17.00", "2026-11-20 17.00", ""),
        ("senin 09.00, R. Asisten II,\nlantai 2", "2026-11-23 09.00", "R. Asisten II, lantai 2"),
    ],
)
def test_yang_ditulis_terbaca(teks: str, mulai: str, tempat: str) -> None:
    """Weekday, year, date and place may be missing."""
    jadwal = baca(teks, KINI, WIB)

    assert (jadwal.mulai, jadwal.tempat) == (saat(mulai), tempat)


@pytest.mark.parametrize(
    "teks",
    [
        "", "kapan-kapan", "Selasa 23 November 2026 09.00", "31 Februari 2027 09.00", "23 Nov 2026 24.00", "16.00",
        "1 Januari 2030 09.00", "senin 09.00 WITA", "23 xyz 2026 09.00", "23 ma 09.00", "²3/11 09.00", "0/0/0000 09.00",
    ],
)  # fmt: skip
def test_yang_tidak_terbaca_ditolak(teks: str) -> None:
    """Never a guess: wrong weekday, impossible or past dates, another zone."""
    with pytest.raises(JawabanSalah):
        baca(teks, KINI, WIB)


@pytest.mark.parametrize(
    ("mulai", "kapan"),
    [
        ("2026-11-23 15.00", "2026-11-23 14.45"),
        ("2026-11-23 07.30", "2026-11-23 07.30"),
        ("2026-11-23 13.00", "2026-11-23 12.00"),
        ("2026-11-23 19.00", "2026-11-23 16.00"),
        ("2026-11-22 09.00", None),
        ("2026-11-20 16.15", None),
    ],
    ids=["biasa", "saat buka", "sesudah istirahat", "malam", "hari libur", "sudah dekat"],
)
def test_pengingat_pada_jam_kerja(mulai: str, kapan: str | None) -> None:
    """A quarter of an hour before, or the nearest working moment to that on the same day."""
    hasil = saat_mengingatkan(KALENDER, saat(mulai), KINI)

    assert hasil == (saat(kapan) if kapan else None)
