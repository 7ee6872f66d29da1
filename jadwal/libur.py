"""National holidays and joint leave days (cuti bersama) of Indonesia, as far as they are known."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import holidays

# Joint leave is in `government` alone: without it reminders would go out on eight free days of 2026.
KATEGORI = ("public", "government")


@cache
def libur_nasional(tahun: int) -> Mapping[date, str]:
    """Every free day of the year with its Indonesian name; empty for years that nobody knows anything about.

    Source: the joint decree of three ministers (SKB 3 Menteri) as the package `holidays` holds it. Dates of the
    Islamic calendar after the last decree are estimates and say "(perkiraan)".
    """
    return _baca(tahun, KATEGORI)


@cache
def cuti_bersama(tahun: int) -> Mapping[date, str]:
    """The joint leave days of the year; empty until the decree for that year is out and in the package."""
    return _baca(tahun, ("government",))


def _baca(tahun: int, kategori: tuple[str, ...]) -> Mapping[date, str]:
    terdaftar = holidays.country_holidays("ID", years=tahun, expand=False, categories=kategori, language="id")
    return MappingProxyType(dict(sorted(terdaftar.items())))
