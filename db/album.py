"""An album comes as one update a piece, and only one of them carries the caption: the inbox knows them all."""

import json
from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from db.tabel import KotakMasuk

_SEKITAR = 500  # updates before and after a piece among which the others are looked for; an album has ten


def keterangan_album(sesi: Session, update_id: int, chat: int, album: str) -> str:
    """The captions of the pieces of this album that have arrived, "" for none."""
    dekat = col(KotakMasuk.update_id).between(update_id - _SEKITAR, update_id + _SEKITAR)
    milik = select(KotakMasuk.isi).where(dekat, KotakMasuk.chat_id == chat).order_by(col(KotakMasuk.update_id))
    return " ".join(dict.fromkeys(_keterangan(sesi.exec(milik).all(), album)))


def _keterangan(mentah: Sequence[str], album: str) -> Iterator[str]:
    for satu in mentah:
        pesan = json.loads(satu).get("message") or {}
        if pesan.get("media_group_id") == album and pesan.get("caption"):
            yield str(pesan["caption"])
