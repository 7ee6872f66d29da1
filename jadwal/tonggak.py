"""The ladder of moments of an assignment: reminders before its deadline, the deadline, reminders after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import NamedTuple

from bot.sop.model import StandarWaktu
from jadwal.kalender import SEHARI, KalenderKerja, menit_standar

PAGI = time(8, 30)  # office time of everything that happens once a day
BATAS = "batas"


class Saat(NamedTuple):
    """A moment (UTC) with a name that is unique and stable within its assignment."""

    nama: str
    kapan: datetime


@dataclass(frozen=True)
class Tangga:
    """Reminders for time standards of up to `sampai` working minutes (None: any length)."""

    sampai: int | None
    sebelum: tuple[int, ...]  # per cent of the working time between start and deadline
    sesudah: tuple[int, ...]  # working minutes after the deadline; from then on 08.30 of each working day
    pagi_terakhir: bool = False  # and 08.30 of the last day


# Domain notes 5.3.
TANGGA = (
    Tangga(15, sebelum=(60,), sesudah=(15, 60)),
    Tangga(120, sebelum=(75,), sesudah=(30, 120)),
    Tangga(450, sebelum=(75,), sesudah=(120,)),
    Tangga(None, sebelum=(50, 90), sesudah=(), pagi_terakhir=True),
)


def tangga_untuk(standar: StandarWaktu, daftar: Sequence[Tangga] = TANGGA) -> Tangga:
    """The first row that is long enough; the last one where none is."""
    menit = menit_standar(standar)
    return next((t for t in daftar if t.sampai is None or menit <= t.sampai), daftar[-1])


def tonggak_penugasan(
    mulai: datetime,
    batas: datetime,
    standar: StandarWaktu,
    kalender: KalenderKerja,
    daftar: Sequence[Tangga] = TANGGA,
) -> list[Saat]:
    """The moments from the start up to and including the deadline, oldest first, all in working time.

    `batas` is what `kalender.tambah(mulai, standar)` gave. A reminder that would not come before it is left out.
    """
    tangga = tangga_untuk(standar, daftar)
    seluruh = kalender.menit_kerja(mulai, batas)
    saat = [
        Saat(f"ingatkan-{persen}", kalender.tambah_menit(mulai, seluruh * persen / Decimal(100)))
        for persen in tangga.sebelum
    ]
    if tangga.pagi_terakhir:
        saat.append(Saat("ingatkan-pagi", kalender.pukul(kalender.setempat(batas).date(), PAGI)))
    ingatkan = {s.kapan: s for s in reversed(saat) if mulai < s.kapan < batas}  # two at one moment: the first named
    return [*sorted(ingatkan.values(), key=lambda s: s.kapan), Saat(BATAS, batas)]


def tonggak_sesudah(
    batas: datetime,
    standar: StandarWaktu,
    kalender: KalenderKerja,
    ke: int = 1,
    daftar: Sequence[Tangga] = TANGGA,
) -> Saat:
    """The `ke`-th reminder after the deadline (1, 2, …); there is always another one. Computed one at a time."""
    tangga = tangga_untuk(standar, daftar)
    nama = f"sesudah-{ke}"
    if ke <= len(tangga.sesudah):
        return Saat(nama, kalender.tambah_menit(batas, tangga.sesudah[ke - 1]))
    terakhir = kalender.tambah_menit(batas, tangga.sesudah[-1]) if tangga.sesudah else batas
    harian = kalender.hari_kerja_ke(kalender.setempat(terakhir).date() + SEHARI, ke - len(tangga.sesudah))
    return Saat(nama, kalender.pukul(harian, PAGI))


def sampai_ke_atasan(ke: int) -> bool:
    """From the second reminder after the deadline on, the superior gets a copy."""
    return ke >= 2
