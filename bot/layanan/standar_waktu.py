"""Which printed standards are unrealistic, by the own time of finished runs. Pure; minutes are working minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from statistics import median

from jadwal.kalender import MENIT_SEHARI

PALING_SEDIKIT = 2  # quarters
PENDEK = Decimal("1.2")  # median above so many times the standard
LONGGAR = Decimal("0.25")  # and below
TERKECIL = 5  # minutes that a proposal never goes below


@dataclass(frozen=True)
class Riwayat:
    """One step: the own minutes of its first round, a number for each finished run."""

    no: int
    kegiatan: str
    standar: str
    menit_standar: Decimal
    sendiri: tuple[Decimal, ...]

    @property
    def tengah(self) -> Decimal:
        return Decimal(median(self.sendiri))

    @property
    def cukup(self) -> bool:
        return len(self.sendiri) >= PALING_SEDIKIT

    @property
    def pendek(self) -> bool:
        return self.cukup and self.tengah > self.menit_standar * PENDEK

    @property
    def longgar(self) -> bool:
        return self.cukup and self.tengah < self.menit_standar * LONGGAR and self.usul < self.menit_standar

    @property
    def usul(self) -> Decimal:
        """The median, rounded up to what an SOP would print: 5 minutes, from an hour on 30, from a day on half days."""
        batu = 5 if self.tengah <= 60 else 30 if self.tengah <= MENIT_SEHARI else MENIT_SEHARI // 2
        kali = (self.tengah / batu).to_integral_value(ROUND_CEILING)
        return max(Decimal(TERKECIL), kali * batu)


def gabung(semua: Sequence[Sequence[Riwayat]]) -> list[Riwayat]:
    """The steps of the newest run (the first) with the figures of every run that has the same step and standard."""
    if not semua:
        return []
    hasil = []
    for r in semua[0]:
        sama = [x for satu in semua for x in satu if (x.no, x.kegiatan, x.standar) == (r.no, r.kegiatan, r.standar)]
        sendiri = tuple(menit for x in sama for menit in x.sendiri)
        if sendiri:
            hasil.append(Riwayat(r.no, r.kegiatan, r.standar, r.menit_standar, sendiri))
    return hasil
