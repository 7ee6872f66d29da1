"""How much one person may send: a token bucket in memory, so that whoever floods slows down only themselves (K47).

Nothing is looked up for it; what is refused is not fetched, read or kept. A restart begins with full buckets.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.berkas.batas import BATAS

TEGUR_LAGI = timedelta(minutes=10)  # one notice is enough for so long
TERBANYAK = 10_000  # buckets kept; full ones say nothing and are forgotten first


@dataclass(frozen=True)
class Takaran:
    """So many at once, and as many again within `selama`."""

    banyak: int
    selama: timedelta


PESAN = Takaran(120, timedelta(minutes=2))  # messages, commands and presses
FORMULIR = Takaran(BATAS.per_jam, timedelta(hours=1))
KERTAS = Takaran(BATAS.kertas_per_jam, timedelta(hours=1))  # an album has ten


class Putusan(Enum):
    BOLEH = auto()
    TEGUR = auto()  # refused, and to be told
    DIAM = auto()  # refused, and told already


@dataclass
class _Ember:
    isi: float
    pada: datetime
    ditegur: datetime | None = None


class Kuota:
    """One for the whole program."""

    def __init__(self) -> None:
        self._ember: dict[tuple[int, Takaran], _Ember] = {}

    def ambil(self, telegram: int, takaran: Takaran, waktu: datetime) -> Putusan:
        """Whether this account may send one more now."""
        ember = self._isi_ulang(telegram, takaran, waktu)
        if ember.isi >= 1:
            ember.isi -= 1
            return Putusan.BOLEH
        if ember.ditegur is not None and waktu - ember.ditegur < TEGUR_LAGI:
            return Putusan.DIAM
        ember.ditegur = waktu
        return Putusan.TEGUR

    def _isi_ulang(self, telegram: int, takaran: Takaran, waktu: datetime) -> _Ember:
        ember = self._ember.get((telegram, takaran))
        if ember is None:
            if len(self._ember) >= TERBANYAK:
                self._lupakan(waktu)
            ember = self._ember[telegram, takaran] = _Ember(takaran.banyak, waktu)
        lama = max(waktu - ember.pada, timedelta(0))  # a clock that was set back gives nothing and takes nothing
        ember.isi = min(takaran.banyak, ember.isi + takaran.banyak * (lama / takaran.selama))
        ember.pada = waktu
        return ember

    def _lupakan(self, waktu: datetime) -> None:
        """Buckets that are full again; all of them, should that not be enough."""
        berisi = {k: e for k, e in self._ember.items() if waktu - e.pada < k[1].selama}
        self._ember = berisi if len(berisi) < TERBANYAK else {}
