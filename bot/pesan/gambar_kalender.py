"""The words of a quarter's calendar picture, and its caption."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date

from bot.pesan.dasar import ROMAWI, templat
from bot.pesan.kalender import GAMBAR, hari_singkat

__all__ = ["GAMBAR"]

DIKIRIM = "Gambar kalender sedang dikirim."
GAGAL = "Gambar kalendernya belum dapat dibuat. Mohon coba lagi sebentar."

# Moment of a quarter -> its mark in the day, what it is about.
SAAT = {
    "h-10": ("H-10", "pimpinan ditawari memulai"),
    "h-5": ("H-5", "unit menyiapkan data"),
    "hari-1": ("mulai", "pengisian data dibuka"),
    "hari-3": ("ingat", "pengingat data"),
    "hari-5": ("data", "batas data unit"),
    "hari-10": ("rekap", "batas rekap"),
}
_ARTI = (
    ("kerja", "hari kerja"),
    ("ramadan", "jam Ramadan"),
    ("libur", "libur nasional"),
    ("cuti", "cuti bersama"),
    ("khusus", "libur setempat"),
    ("masuk", "hari masuk"),
    ("batas", "tanggal pengukuran"),
)


def banyak(hari: int) -> str:
    return f"{hari} hari kerja"


def tanggal(satu: date) -> str:
    """``Jum 3 Apr``."""
    return format_date(satu, "EEE d MMM", locale="id")


def bulan(satu: date) -> str:
    return format_date(satu, "MMMM y", locale="id")


def masuk(nama: str) -> str:
    """A free day that is worked."""
    return f"Masuk kerja: {nama}"


def batas(kata: str, triwulan: int, tahun: int) -> str:
    return f"{kata[:1].upper()}{kata[1:]}, TW {ROMAWI[triwulan - 1]} {tahun}"


def masa(nama: str, dari: date, sampai: date, pekan: Sequence[str]) -> str:
    return f"{nama} ({hari_singkat(dari)} sampai {hari_singkat(sampai)}): {'; '.join(pekan)}"


def arti(ada: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The legend of what is in the picture."""
    return tuple(satu for satu in _ARTI if satu[0] in ada)


_KETERANGAN = templat("""
📅 <b>{{ periode }}</b> · {{ instansi }}
{{ ringkasan }}
""")


def keterangan(periode: str, instansi: str, ringkasan: str) -> dict[str, Any]:
    """The caption of the picture."""
    teks = _KETERANGAN.render(periode=periode, instansi=instansi, ringkasan=ringkasan)
    return {"caption": teks, "parse_mode": "HTML"}
