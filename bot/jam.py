"""The only place that reads the system clock."""

from datetime import UTC, datetime
from typing import Protocol


class Jam(Protocol):
    def sekarang(self) -> datetime:
        """The present moment, timezone-aware, in UTC."""
        ...


class JamSistem:
    """The computer's clock."""

    def sekarang(self) -> datetime:
        return datetime.now(UTC)
