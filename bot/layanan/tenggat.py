"""Due moments: what has come is handled once, in the transaction that marks it."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam
from sqlalchemy import select as pilih
from sqlmodel import Session, SQLModel, col, select

from db.tabel import Penugasan, Tonggak

SEKALIGUS = 200
BERSAMA = ("ingat", "lagi", "pagi")  # reminders: `ingatkan` handles all of an office together


_TONGGAK = SQLModel.metadata.tables["tonggak"]
# Asked every second, so made once.
_ADA = pilih(_TONGGAK.c.id).where(_TONGGAK.c.selesai_pada.is_(None), _TONGGAK.c.kapan <= bindparam("waktu")).limit(1)


def ada_yang_tiba(sesi: Session, waktu: datetime) -> bool:
    """Whether anything at all is due."""
    return sesi.connection().execute(_ADA, {"waktu": waktu}).first() is not None


def yang_tiba(sesi: Session, waktu: datetime) -> list[Tonggak]:
    """Due moments that have come and are not done, oldest first; reminders apart."""
    tiba = select(Tonggak).where(
        col(Tonggak.selesai_pada).is_(None), Tonggak.kapan <= waktu, col(Tonggak.jenis).not_in(BERSAMA)
    )
    return list(sesi.exec(tiba.order_by(col(Tonggak.kapan), col(Tonggak.id)).limit(SEKALIGUS)))


def berikutnya(sesi: Session) -> datetime | None:
    """When the next due moment comes that will do something; reminders of finished work only wait to be dropped."""
    belum = (
        select(Tonggak.kapan)
        .join(Penugasan, col(Penugasan.id) == col(Tonggak.penugasan_id), isouter=True)
        .where(col(Tonggak.selesai_pada).is_(None), col(Penugasan.selesai_pada).is_(None))
        .order_by(col(Tonggak.kapan))
        .limit(1)
    )
    return sesi.exec(belum).first()


def tunaikan(sesi: Session, tonggak_id: int, waktu: datetime) -> bool:
    """Mark a due moment done; False when it was done already."""
    baris = sesi.get(Tonggak, tonggak_id)
    if baris is None or baris.selesai_pada is not None:
        return False
    baris.selesai_pada = waktu
    return True


TERBANYAK = 5
JEDA_MENIT = (1, 5, 15, 60)


def catat_gagal(sesi: Session, tonggak_id: int, waktu: datetime) -> bool:
    """A due moment could not be handled: later again. False when it is given up."""
    baris = sesi.get(Tonggak, tonggak_id)
    if baris is None or baris.selesai_pada is not None:
        return True
    baris.percobaan += 1
    if baris.percobaan >= TERBANYAK:
        baris.selesai_pada = waktu
        return False
    baris.kapan = waktu + timedelta(minutes=JEDA_MENIT[baris.percobaan - 1])
    return True
