"""Questions of the courier to the outbox."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, or_
from sqlalchemy import select as pilih
from sqlmodel import Session, col, select

from db.tabel import JedaChat, KotakKeluar

PENGINGAT = 3
JAWABAN = 0


class Calon(NamedTuple):
    """A waiting row, as little of it as the choice needs."""

    id: int
    chat_id: int
    prioritas: int
    coba_lagi_pada: datetime | None
    status: str
    bobot: int  # messages that Telegram will count


def calon_kirim(sesi: Session) -> dict[int, list[Calon]]:
    """Rows that wait, per chat, oldest first. Of a group that cannot be written to, the rows held (one is tried now and then)."""
    tanya = (
        pilih(
            col(KotakKeluar.id),
            col(KotakKeluar.chat_id),
            col(KotakKeluar.prioritas),
            col(KotakKeluar.coba_lagi_pada),
            col(KotakKeluar.status),
            col(KotakKeluar.metode),
            col(KotakKeluar.berkas),
        )
        .where(
            or_(
                col(KotakKeluar.status) == "menunggu",
                and_(col(KotakKeluar.status) == "ditahan", col(KotakKeluar.coba_lagi_pada).is_not(None)),
            )
        )
        .order_by(col(KotakKeluar.id))
    )
    hasil: dict[int, list[Calon]] = defaultdict(list)
    for *dasar, metode, berkas in sesi.execute(tanya).all():
        calon = Calon._make([*dasar, max(1, len(berkas)) if metode == "sendMediaGroup" else 1])
        hasil[calon.chat_id].append(calon)
    return dict(hasil)


def giliran(baris: Sequence[Calon]) -> Calon:
    """Whose turn it is among the rows of one chat: the oldest, but an answer may overtake reminders."""
    for calon in baris:
        if calon.prioritas == JAWABAN:
            return calon
        if calon.prioritas < PENGINGAT:
            break
    return baris[0]


def baca_baris(sesi: Session, calon: Calon) -> KotakKeluar | None:
    """The row as it is now; None when it needs no sending any more."""
    baris = sesi.get(KotakKeluar, calon.id)
    return baris if baris is not None and baris.status == calon.status and baris.chat_id == calon.chat_id else None


def baca_jeda(sesi: Session, sekarang: datetime) -> dict[int, datetime]:
    """Until when Telegram wants to be left alone, per chat; 0 stands for the whole bot."""
    masih = select(JedaChat).where(JedaChat.sampai > sekarang)
    return {jeda.chat_id: jeda.sampai for jeda in sesi.exec(masih).all()}


def terkirim_terakhir(sesi: Session, sejak: datetime) -> list[tuple[int, datetime]]:
    """(chat, moment) of the last messages sent since then, oldest first; only the newest rows are looked at."""
    akhir = select(KotakKeluar.chat_id, KotakKeluar.terkirim_pada).order_by(col(KotakKeluar.id).desc()).limit(500)
    return sorted(
        ((chat, waktu) for chat, waktu in sesi.exec(akhir).all() if waktu is not None and waktu >= sejak),
        key=lambda pasangan: pasangan[1],
    )
