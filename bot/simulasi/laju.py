"""Telegram's limits of pace, with the short bursts that it tolerates."""

import math
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Ember:
    """A leaky bucket: `jeda` seconds per call in the long run, `cadangan` calls at once."""

    jeda: float
    cadangan: int
    penuh_sampai: float = 0.0

    def tunggu(self, kini: float) -> float:
        """Seconds until one more call fits; 0 when it fits now."""
        return max(0.0, max(self.penuh_sampai, kini) + self.jeda - kini - self.jeda * self.cadangan)

    def pakai(self, kini: float) -> None:
        self.penuh_sampai = max(self.penuh_sampai, kini) + self.jeda


@dataclass
class Laju:
    """30 a second overall, 1 a second to a person (bursts up to 20), 20 a minute to a group.

    `waktu` gives monotonic seconds. `aktif` switches the limits.
    """

    waktu: Callable[[], float]
    aktif: bool = True

    def __post_init__(self) -> None:
        self._semua = Ember(1 / 30, 30)
        self._chat: dict[int, Ember] = {}

    def tunggu(self, chat: int) -> int:
        """Whole seconds to wait before `chat` may get a message; 0 counts the message as sent."""
        if not self.aktif:
            return 0
        kini = self.waktu()
        ember = self._chat.get(chat)
        if ember is None:
            ember = self._chat[chat] = Ember(1.0, 20) if chat > 0 else Ember(3.0, 20)
        tunggu = max(ember.tunggu(kini), self._semua.tunggu(kini))
        if tunggu > 0:
            return math.ceil(tunggu)
        ember.pakai(kini)
        self._semua.pakai(kini)
        return 0

    def lewati(self, detik: float) -> None:
        """The world's clock was moved: so many seconds have passed for the limits, too."""
        for ember in (self._semua, *self._chat.values()):
            ember.penuh_sampai -= detik
