"""The working hours of an office as data: a weekly pattern, and other patterns for certain periods (Ramadan)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Any

HARI = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


class JamKerjaSalah(Exception):
    """Working hours that cannot be read. `letak`: the way to the mistake; `apa`: what is wrong, what would be right."""

    def __init__(self, letak: str, apa: str) -> None:
        self.letak, self.apa = letak, apa
        super().__init__(f"Jam kerja > {letak}: {apa}")


@dataclass(frozen=True)
class Rentang:
    """An uninterrupted span of work within a day: ``07.30-12.00``."""

    mulai: time
    selesai: time

    @classmethod
    def baca(cls, teks: str) -> "Rentang":
        """Raises ValueError (in Indonesian) for anything but two clock times in order."""
        cocok = re.fullmatch(r"\s*(\d{1,2})[.:](\d{2})\s*[-–—]\s*(\d{1,2})[.:](\d{2})\s*", teks, re.ASCII)
        contoh = "Tulis jam mulai dan selesai, misalnya 07.30-12.00."
        if cocok is None:
            raise ValueError(f'"{teks}" tidak terbaca. {contoh}')
        a, b, c, d = map(int, cocok.groups())
        try:
            mulai, selesai = time(a, b), time(c, d)
        except ValueError:
            raise ValueError(f'"{teks}" memuat jam yang tidak ada. {contoh}') from None
        if mulai == selesai:
            raise ValueError(f'"{teks}" selesai pada saat mulainya. {contoh}')
        if selesai < mulai:
            raise ValueError(
                f'"{teks}" selesai sebelum mulai: {selesai:%H.%M} lebih awal daripada {mulai:%H.%M}. {contoh}'
            )
        return cls(mulai, selesai)

    def __str__(self) -> str:
        return f"{self.mulai:%H.%M}-{self.selesai:%H.%M}"


Pekan = tuple[tuple[Rentang, ...], ...]
"""Seven days, Monday first; a day without spans is free."""


@dataclass(frozen=True)
class Masa:
    """Other working hours from `dari` to `sampai`, both days included."""

    nama: str
    dari: date
    sampai: date
    pekan: Pekan


@dataclass(frozen=True)
class JamKerja:
    """``pekan``: the ordinary week. ``masa``: exceptions, the first one that covers a day counts.

    ``hari_sampai_tutup``: a time standard in days ends at closing time of its last day instead of the same clock time.
    """

    pekan: Pekan
    masa: tuple[Masa, ...] = ()
    hari_sampai_tutup: bool = False

    def pekan_pada(self, tanggal: date) -> Pekan:
        for masa in self.masa:
            if masa.dari <= tanggal <= masa.sampai:
                return masa.pekan
        return self.pekan

    def rentang(self, tanggal: date) -> tuple[Rentang, ...]:
        """The spans of this date's weekday, whether or not it is a holiday."""
        return self.pekan_pada(tanggal)[tanggal.weekday()]

    def ke_json(self) -> dict[str, Any]:
        """What `dari_json` reads, in plain dicts, lists and strings."""
        return {
            "pekan": _pekan_json(self.pekan),
            "masa": [
                {"nama": m.nama, "dari": str(m.dari), "sampai": str(m.sampai), "pekan": _pekan_json(m.pekan)}
                for m in self.masa
            ],
            "hari_sampai_tutup": self.hari_sampai_tutup,
        }

    @classmethod
    def dari_json(cls, isi: Mapping[str, Any] | None) -> "JamKerja":
        """Hours from ``Instansi.jam_kerja``; None, and every key that is left out, stands for the default.

        Raises JamKerjaSalah.
        """
        if isi is None:
            return PERPRES_21_2023
        _hanya("", isi, ("pekan", "masa", "hari_sampai_tutup"))
        bawaan = PERPRES_21_2023
        return cls(
            pekan=_baca_pekan("pekan", isi["pekan"]) if "pekan" in isi else bawaan.pekan,
            masa=_baca_semua_masa(isi["masa"]) if "masa" in isi else bawaan.masa,
            hari_sampai_tutup=_baca_pilihan("hari_sampai_tutup", isi.get("hari_sampai_tutup", False)),
        )


def _pekan(senin_kamis: str, jumat: str) -> Pekan:
    biasa, pendek = (tuple(Rentang.baca(r) for r in hari.split()) for hari in (senin_kamis, jumat))
    return (biasa, biasa, biasa, biasa, pendek, (), ())


_RAMADAN = _pekan("08.00-12.00 12.30-15.00", "08.00-11.30 12.30-15.30")

# Perpres 21/2023: 37.5 hours a week from 07.30, in Ramadan 32.5 hours from 08.00. The decree fixes no closing hour;
# the breaks are those of the circulars of 2019 and 2022 and of common practice. The start of Ramadan is decided by
# the sidang isbat; 1448 H is the calendar's date. Other years are added by the office.
PERPRES_21_2023 = JamKerja(
    pekan=_pekan("07.30-12.00 13.00-16.00", "07.30-11.30 13.00-16.30"),
    masa=(
        Masa("Ramadan 1447 H", date(2026, 2, 19), date(2026, 3, 20), _RAMADAN),
        Masa("Ramadan 1448 H", date(2027, 2, 8), date(2027, 3, 9), _RAMADAN),
    ),
)


def _pekan_json(pekan: Pekan) -> dict[str, list[str]]:
    return {nama: [str(r) for r in hari] for nama, hari in zip(HARI, pekan, strict=True) if hari}


def _baca_pekan(letak: str, isi: Any) -> Pekan:
    _hanya(letak, isi, HARI)
    pekan = tuple(_baca_hari(f"{letak} > {nama}", isi.get(nama, ())) for nama in HARI)
    if not any(pekan):
        raise JamKerjaSalah(letak, "tidak ada hari kerja. Isi paling sedikit satu hari, misalnya senin.")
    return pekan


def _baca_hari(letak: str, isi: Any) -> tuple[Rentang, ...]:
    if not isinstance(isi, Sequence) or isinstance(isi, str):
        raise JamKerjaSalah(letak, 'tulis sebagai daftar, misalnya ["07.30-12.00", "13.00-16.00"].')
    try:
        hari = tuple(Rentang.baca(str(r)) for r in isi)
    except ValueError as galat:
        raise JamKerjaSalah(letak, str(galat)) from None
    for awal, lanjut in pairwise(hari):
        if lanjut.mulai < awal.selesai:
            raise JamKerjaSalah(letak, f"{lanjut} dimulai sebelum {awal} selesai. Urutkan dari pagi ke sore.")
    return hari


def _baca_semua_masa(isi: Any) -> tuple[Masa, ...]:
    if not isinstance(isi, Sequence) or isinstance(isi, str):
        raise JamKerjaSalah("masa", "tulis sebagai daftar masa dengan nama, dari, sampai, dan pekan.")
    return tuple(_baca_masa(f"masa {nomor}", m) for nomor, m in enumerate(isi, start=1))


def _baca_masa(letak: str, isi: Any) -> Masa:
    _hanya(letak, isi, ("nama", "dari", "sampai", "pekan"))
    dari, sampai = (_baca_tanggal(f"{letak} > {k}", isi.get(k)) for k in ("dari", "sampai"))
    if sampai < dari:
        raise JamKerjaSalah(letak, f"berakhir {sampai}, sebelum dimulai {dari}. Tukar kedua tanggal itu.")
    # Without hours of its own a period is Ramadan: that is the one every office has.
    pekan = _baca_pekan(f"{letak} > pekan", isi["pekan"]) if "pekan" in isi else _RAMADAN
    return Masa(str(isi.get("nama", letak)), dari, sampai, pekan)


def _baca_tanggal(letak: str, isi: Any) -> date:
    try:
        return date.fromisoformat(str(isi))
    except ValueError:
        raise JamKerjaSalah(letak, "tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-02-19.") from None


def _baca_pilihan(letak: str, isi: Any) -> bool:
    if not isinstance(isi, bool):
        raise JamKerjaSalah(letak, "pilih true atau false.")
    return isi


def _hanya(letak: str, isi: Any, kunci: Sequence[str]) -> None:
    if not isinstance(isi, Mapping):
        raise JamKerjaSalah(letak or "isi", f"harus memuat {', '.join(kunci)}.")
    for asing in (str(k) for k in isi if k not in kunci):
        raise JamKerjaSalah(f"{letak} > {asing}" if letak else asing, f"tidak dikenal. Pilih: {', '.join(kunci)}.")
