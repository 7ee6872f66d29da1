"""An office of Purwakarta with the default hours, and its wall clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from jadwal.kalender import KalenderKerja

WIB = ZoneInfo("Asia/Jakarta")


def wib(teks: str) -> datetime:
    """``2026-11-20 16.28`` in Purwakarta, as UTC."""
    return datetime.strptime(teks, "%Y-%m-%d %H.%M").replace(tzinfo=WIB).astimezone(UTC)


def tertulis(waktu: datetime) -> str:
    """The reverse of `wib`; seconds only where there are some."""
    setempat = waktu.astimezone(WIB)
    return f"{setempat:%Y-%m-%d %H.%M}" + (f".{setempat:%S}" if setempat.second else "")


@pytest.fixture
def kalender() -> KalenderKerja:
    return KalenderKerja("Asia/Jakarta")
