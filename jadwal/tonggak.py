"""The ladder of moments of an assignment: reminders before its deadline, the deadline, reminders after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from bot.sop.model import StandarWaktu
from jadwal.kalender import SEHARI, KalenderKerja, menit_standar

PAGI = time(8, 30)  # office time of everything that happens once a day
BATAS = "batas"
SESUDAH = "sesudah-"
KE_ATASAN = 2  # which reminder after the deadline is the first with a copy to the superior (domain 5.3)


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


# What an office may choose instead with /pengingat.
HEMAT = (
    Tangga(15, sebelum=(), sesudah=(60,)),
    Tangga(120, sebelum=(75,), sesudah=(120,)),
    Tangga(450, sebelum=(75,), sesudah=()),
    Tangga(None, sebelum=(90,), sesudah=()),
)
SERING = (
    Tangga(15, sebelum=(60,), sesudah=(15, 30, 60)),
    Tangga(120, sebelum=(50, 75), sesudah=(30, 60, 120)),
    Tangga(450, sebelum=(50, 75, 90), sesudah=(60, 120)),
    Tangga(None, sebelum=(25, 50, 75, 90), sesudah=(120,), pagi_terakhir=True),
)
BIASA = "biasa"
PILIHAN = {"hemat": HEMAT, BIASA: TANGGA, "sering": SERING}


def daftar_tangga(aturan: Mapping[str, Any] | None) -> Sequence[Tangga]:
    """The ladder that an office has chosen (``Instansi.pengingat``)."""
    return PILIHAN.get(str((aturan or {}).get("tangga", BIASA)), TANGGA)


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
    sejak: datetime | None = None,
) -> Saat:
    """The `ke`-th reminder after the deadline (1, 2, …); there is always another one. Computed one at a time.

    `sejak`: only a moment later than this. What would have come before it, during an outage, is not made up for.
    """
    tangga = tangga_untuk(standar, daftar)
    nama = f"{SESUDAH}{ke}"
    for menit in tangga.sesudah[ke - 1 :]:
        kapan = kalender.tambah_menit(batas, menit)
        if sejak is None or kapan > sejak:
            return Saat(nama, kapan)
    terakhir = kalender.tambah_menit(batas, tangga.sesudah[-1]) if tangga.sesudah else batas
    harian = max(1, ke - len(tangga.sesudah))
    kapan = _pagi_ke(kalender, terakhir, harian)
    if sejak is not None and kapan <= sejak:
        kapan = _pagi_ke(kalender, sejak - SEHARI, 1)
        kapan = kapan if kapan > sejak else _pagi_ke(kalender, sejak, 1)
    return Saat(nama, kapan)


def _pagi_ke(kalender: KalenderKerja, sesudah: datetime, ke: int) -> datetime:
    """08.30 of the `ke`-th working day after the day of this moment."""
    return kalender.pukul(kalender.hari_kerja_ke(kalender.setempat(sesudah).date() + SEHARI, ke), PAGI)


def ke_sesudah(nama: str) -> int:
    """Which reminder after the deadline this is: 1, 2, …; 0 for all others."""
    return int(nama.removeprefix(SESUDAH)) if nama.startswith(SESUDAH) else 0


def sampai_ke_atasan(ke: int) -> bool:
    """From the second reminder after the deadline on, the superior gets a copy."""
    return ke >= KE_ATASAN
