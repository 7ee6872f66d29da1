"""When a run stood still, from its log, and how far that moves the deadline of an assignment."""

from collections.abc import Iterable
from datetime import datetime
from decimal import ROUND_CEILING

from sqlmodel import Session, col, select

from bot.sop.kejadian import PelaksanaanDibatalkan, PelaksanaanDijeda, PelaksanaanDilanjutkan, PelaksanaanSelesai
from db.tabel import Kejadian, Penugasan
from jadwal.kalender import KalenderKerja

Masa = tuple[datetime, datetime | None]  # from, until; None: it goes on

_AWAL = PelaksanaanDijeda.__name__
_AKHIR = [k.__name__ for k in (PelaksanaanDilanjutkan, PelaksanaanSelesai, PelaksanaanDibatalkan)]


def masa_jeda(sesi: Session, pelaksanaan_id: int) -> list[Masa]:
    """Every pause of a run, oldest first."""
    milik = (Kejadian.pelaksanaan_id == pelaksanaan_id, col(Kejadian.jenis).in_((_AWAL, *_AKHIR)))
    hasil: list[Masa] = []
    for jenis, waktu in sesi.exec(select(Kejadian.jenis, Kejadian.waktu).where(*milik).order_by(col(Kejadian.no))):
        if jenis == _AWAL:
            hasil.append((waktu, None))
        elif hasil and hasil[-1][1] is None:
            hasil[-1] = hasil[-1][0], waktu
    return hasil


def batas_berlaku(
    kalender: KalenderKerja, p: Penugasan, batas: datetime, sejak: datetime | None, masa: Iterable[Masa]
) -> datetime:
    """The deadline that counts for an assignment that is done: whoever finishes during a pause has its time as well.

    `batas` has all pauses in it that were over at `sejak`.
    """
    akhir = p.selesai_pada
    if akhir is None or sejak is None:
        return batas
    lain = [(dari, min(sampai or akhir, akhir)) for dari, sampai in masa if sampai is None or sampai > sejak]
    return geser(kalender, batas, p.mulai_pada, lain)


def geser(
    kalender: KalenderKerja, batas: datetime, mulai: datetime, masa: Iterable[tuple[datetime, datetime]]
) -> datetime:
    """A deadline moved by the working time that these pauses took of an assignment begun at `mulai`, in whole minutes."""
    menit = sum(
        int(kalender.menit_kerja(max(dari, mulai), sampai).to_integral_value(ROUND_CEILING)) for dari, sampai in masa
    )
    return kalender.tambah_menit(batas, menit) if menit else batas
