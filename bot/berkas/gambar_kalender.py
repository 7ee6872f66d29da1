"""A quarter's calendar of an office as a picture: working days, free days with their names, dates of the quarter.

Calculates nothing.
"""

from dataclasses import asdict, dataclass
from typing import Any

from bot.berkas.warna import NETRAL, corak_warna

WARNA = {
    "kerja": "#1F3A5F",
    "pekan": NETRAL,
    "libur": "#B3261E",
    "cuti": "#A15C00",
    "khusus": "#6B3FA0",
    "masuk": "#1E7D34",
}


@dataclass(frozen=True)
class HariGambar:
    """`jenis`: a key of `WARNA`, "" for a day of another month; `tanda`: what is due, in one word; `ramadan`: other hours."""

    no: int
    jenis: str
    tanda: str = ""
    ramadan: bool = False


@dataclass(frozen=True)
class BulanGambar:
    """`hari`: whole weeks, Monday first."""

    nama: str
    ringkasan: str
    hari: tuple[HariGambar, ...]


@dataclass(frozen=True)
class KalenderTriwulan:
    """`libur`: date, name, key of `WARNA`; `batas`: date, what is due; `ramadan`: its span and hours, "" where there is none."""

    nama_instansi: str
    periode: str
    ringkasan: str
    bulan: tuple[BulanGambar, ...]
    libur: tuple[tuple[str, str, str], ...]
    batas: tuple[tuple[str, str], ...]
    jam: str
    ramadan: str
    arti: tuple[tuple[str, str], ...]  # legend: key of `WARNA`, words


def tulis(kalender: KalenderTriwulan) -> bytes:
    """The PNG, 1080 pixels wide. Raises typst.TypstError when it cannot be drawn."""
    from bot.berkas.percetakan import cetak_png  # only in the process that sets papers: Typst and its fonts are large

    warna = {jenis: vars(corak_warna(isi)) for jenis, isi in WARNA.items()}
    data: dict[str, Any] = asdict(kalender) | {"warna": warna}
    return cetak_png("kalender.typ", data)
