"""Dates as administrators type them for the office's calendar. Pure; whatever is wrong is named with its remedy."""

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.sop.bentuk import Keliru

HARI_TERBANYAK = 31  # days in one message
PANJANG_NAMA = 60  # characters of a day's name
CONTOH_TANGGAL = "22/07/2026"

_BULAN = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
_TANGGAL = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|(\d{1,2})\s*[-/. ]\s*(\d{1,2}|[a-z]+)\s*[-/. ]\s*(\d{4})(?!\d)",
    re.ASCII,
)
_NAMA_HARI = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_AWALAN = re.compile(
    rf"(?:hari\s+)?({'|'.join(_NAMA_HARI)}|jum'at|ahad)\b\s*,?\s*(?=\d)|([a-z]{{3}})\b\.?\s*,?\s*(?=\d)"
)
_SAMPAI = re.compile(r"\s*(?:[-–—]|s\s*[./]\s*d\.?|sampai(?:\s+dengan)?|hingga)\s*")
_TUKAR = re.compile(r"\s*(?:di)?(?:tukar|ganti)(?:\s+dengan)?\s*|\s*(?:=|→|->|⇄)\s*")


def baca_tanggal(teks: str) -> date:
    """One date: ``22/07/2026``, ``22-7-2026``, ``22 Juli 2026``, ``2026-07-22``. Raises Keliru."""
    hari, sisa = _ambil(teks.strip())
    if sisa.strip(" ."):
        raise _asing(teks)
    return hari


def baca_hari(teks: str) -> list[tuple[date, str]]:
    """Days with their names ("" where none is written), one line each: ``22/07/2026 Hari jadi``, or a span of days.

    Raises Keliru.
    """
    hasil: dict[date, str] = {}
    for baris in filter(None, (b.strip() for b in teks.splitlines())):
        dari, sisa = _ambil(baris)
        sampai = dari
        if (pisah := _SAMPAI.match(sisa)) and re.match(r"\d", sisa[pisah.end() :]):
            sampai, sisa = _ambil(sisa[pisah.end() :])
        nama = " ".join(sisa.strip(" :;,=–—-").split())[:PANJANG_NAMA]
        for hari in _rentang(dari, sampai):
            hasil[hari] = nama
    if not hasil:
        raise _asing(teks)
    if len(hasil) > HARI_TERBANYAK:
        raise Keliru(f"Ada {len(hasil)} hari.", f"Paling banyak {HARI_TERBANYAK} hari dalam satu pesan.")
    return sorted(hasil.items())


def baca_masa(teks: str) -> tuple[date, date]:
    """First and last day: ``08/02/2027 - 09/03/2027``. Raises Keliru."""
    dari, sisa = _ambil(teks.strip())
    if not (pisah := _SAMPAI.match(sisa)):
        raise Keliru("Hari terakhirnya belum ditulis.", "Tulis hari pertama, tanda -, lalu hari terakhir.")
    sampai = baca_tanggal(sisa[pisah.end() :])
    if sampai < dari:
        raise Keliru("Hari terakhir lebih awal daripada hari pertama.", "Tukar kedua tanggal itu.")
    return dari, sampai


def baca_tukar(teks: str) -> tuple[date, date]:
    """The day that becomes free and the one worked instead: ``30/03/2026 ditukar 04/04/2026``. Raises Keliru."""
    libur, sisa = _ambil(teks.strip())
    if not (pisah := _TUKAR.match(sisa)):
        raise Keliru("Tanggal penggantinya belum ditulis.", "Tulis hari yang libur, kata ditukar, lalu hari masuknya.")
    return libur, baca_tanggal(sisa[pisah.end() :])


def _ambil(teks: str) -> tuple[date, str]:
    """The date at the beginning, also with its weekday, and what follows it. Raises Keliru."""
    awalan = _AWALAN.match(teks.casefold())
    disebut = _nama_hari((awalan[1] or awalan[2]) if awalan else "")
    hari, sisa = _ambil_tanggal(teks[awalan.end() :] if awalan and disebut else teks)
    if disebut and _NAMA_HARI[hari.weekday()] != disebut:
        benar = (
            f"{_NAMA_HARI[hari.weekday()].capitalize()}, {hari.day} {_BULAN[hari.month - 1].capitalize()} {hari.year}"
        )
        raise Keliru(f"Tanggal itu bukan hari {disebut.capitalize()}.", f"Di kalender: {benar}.")
    return hari, sisa


def _nama_hari(tertulis: str) -> str:
    """``sabtu`` for ``sab``; "" for what is no weekday."""
    hari = {"ahad": "minggu", "jum'at": "jumat"}.get(tertulis, tertulis)
    return next((h for h in _NAMA_HARI if len(hari) >= 3 and h.startswith(hari)), "")


def _ambil_tanggal(teks: str) -> tuple[date, str]:
    cocok = _TANGGAL.match(teks.casefold())
    if cocok is None:
        raise _asing(teks)
    if cocok[1]:
        tahun, bulan, hari = int(cocok[1]), int(cocok[2]), int(cocok[3])
    else:
        tahun, bulan, hari = int(cocok[6]), _bulan(cocok[5]), int(cocok[4])
    tertulis = teks[: cocok.end()]
    if not 1 <= bulan <= 12:
        raise Keliru(f"Bulan pada “{tertulis}” tidak ada.", f"Tulis hari/bulan/tahun, misalnya {CONTOH_TANGGAL}.")
    if not 2000 <= tahun <= 2199:
        raise Keliru(f"Tahun pada “{tertulis}” tidak mungkin.", f"Tulis misalnya {CONTOH_TANGGAL}.")
    akhir = monthrange(tahun, bulan)[1]
    if not 1 <= hari <= akhir:
        nama = f"{_BULAN[bulan - 1].capitalize()} {tahun}"
        raise Keliru(f"“{tertulis}” tidak ada di kalender.", f"{nama} berakhir tanggal {akhir}.")
    return date(tahun, bulan, hari), teks[cocok.end() :]


def _bulan(teks: str) -> int:
    """1 to 12; 0 for what is no month."""
    if teks.isdigit():
        return int(teks)
    return next((n for n, b in enumerate(_BULAN, 1) if len(teks) >= 3 and b.startswith(teks)), 0)


def _rentang(dari: date, sampai: date) -> list[date]:
    if sampai < dari:
        raise Keliru("Hari terakhir lebih awal daripada hari pertama.", "Tukar kedua tanggal itu.")
    if (sampai - dari).days >= HARI_TERBANYAK:
        raise Keliru("Rentang harinya terlalu panjang.", f"Paling banyak {HARI_TERBANYAK} hari.")
    return [dari + timedelta(days=n) for n in range((sampai - dari).days + 1)]


def _asing(teks: str) -> Keliru:
    ringkas = " ".join(teks.split())[:40]
    masalah = f"Tanggal “{ringkas}” tidak terbaca." if ringkas else "Tanggalnya belum ditulis."
    return Keliru(masalah, f"Tulis hari/bulan/tahun, misalnya {CONTOH_TANGGAL}.")
