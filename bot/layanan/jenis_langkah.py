"""What each kind of step brings of its own, in one table: a new kind is one file and one row here.

The work itself lives with the due moments (`jadwal.penjadwal`), since documents are made away from the event loop.
"""

from dataclasses import dataclass

from bot.sop.kejadian import Tahap
from bot.sop.model import Jenis, Langkah, Sop


@dataclass(frozen=True)
class Perilaku:
    """`saat_buka`: due moments raised when the step (not its decision) begins. `tombol`: further rows on its card."""

    saat_buka: tuple[str, ...] = ()
    tombol: tuple[tuple[str, str], ...] = ()  # label, action


PERILAKU: dict[Jenis, Perilaku] = {
    Jenis.ARSIP: Perilaku(saat_buka=("arsip",)),
}

_BIASA = Perilaku()


def perilaku(langkah: Langkah) -> Perilaku:
    """The row of this step's kind; a kind that needs nothing of its own has none."""
    return PERILAKU.get(langkah.jenis, _BIASA)


def tonggak_pembuka(sop: Sop, no: int, tahap: str) -> tuple[str, ...]:
    """Which due moments the beginning of a step raises."""
    return perilaku(sop[no]).saat_buka if tahap == Tahap.KERJA.value else ()
