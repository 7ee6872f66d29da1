"""The moments of a quarter: when an office is reminded to begin, and of what is due when (domain 5.1 and 5.2). Pure."""

from datetime import date, time, timedelta

from jadwal.kalender import KalenderKerja
from jadwal.tonggak import PAGI, Saat

SIANG = time(14)
HARI_DATA, HARI_REKAP = 5, 10  # working days after the quarter: figures of the units, approved recap
# Name -> the working day: negative before the end of the quarter, else after it.
_HARI = {"h-10": -10, "h-5": -5, "hari-1": 1, "hari-3": 3, "hari-5": HARI_DATA, "hari-6": 6, "hari-10": HARI_REKAP}
ULANG = "sekretaris-"
ESKALASI = {f"{ULANG}{n}": 5 + 2 * n for n in range(1, 6)}  # day 7, then every two working days, five times
SIANG_HARI_5 = "hari-5-siang"


def hari_sesudah(tahun: int, triwulan: int) -> date:
    """The first day after the quarter."""
    return date(tahun + triwulan // 4, triwulan % 4 * 3 + 1, 1)


def hari_terakhir(tahun: int, triwulan: int) -> date:
    return hari_sesudah(tahun, triwulan) - timedelta(days=1)


def triwulan_dari(hari: date) -> tuple[int, int]:
    """(year, quarter) that a day lies in."""
    return hari.year, (hari.month - 1) // 3 + 1


def sebelumnya(tahun: int, triwulan: int) -> tuple[int, int]:
    """The quarter before."""
    return (tahun, triwulan - 1) if triwulan > 1 else (tahun - 1, 4)


def tonggak_triwulan(tahun: int, triwulan: int, kalender: KalenderKerja) -> list[Saat]:
    """Every moment of a quarter in UTC, oldest first. Day n is the n-th working day after it, H-n the n-th before."""
    awal = hari_sesudah(tahun, triwulan)
    saat = [Saat(nama, kalender.pukul(kalender.hari_kerja_ke(awal, n), PAGI)) for nama, n in (_HARI | ESKALASI).items()]
    saat.append(Saat(SIANG_HARI_5, kalender.pukul(kalender.hari_kerja_ke(awal, HARI_DATA), SIANG)))
    return sorted(saat, key=lambda s: s.kapan)
