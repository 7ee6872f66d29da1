"""Accounts that were found registered a moment ago, so that whoever writes in a burst is looked up once.

Only the door asks here (`diri.terdaftar`); what somebody may do is looked up at every act.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

SESAAT = 2.0  # seconds: another process may have changed the personnel


@dataclass
class Kenalan:
    """Forgotten when the service has stored anything, which may have changed the personnel, and after `SESAAT`."""

    detik: Callable[[], float] = monotonic
    _sampai: dict[int, float] = field(default_factory=dict)

    def kenal(self, telegram: int) -> bool:
        return self._sampai.get(telegram, 0.0) > self.detik()

    def ingat(self, telegram: int) -> None:
        self._sampai[telegram] = self.detik() + SESAAT

    def lupakan(self) -> None:
        """Something has been stored: look again."""
        self._sampai.clear()
