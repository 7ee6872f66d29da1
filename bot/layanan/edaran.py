"""The messages with which a document goes round to its receivers."""

from datetime import datetime

from sqlmodel import Session, col, select

from db.kotak_keluar import berkunci, sunting
from db.tabel import Personel, Tanggapan


def depan(pelaksanaan_id: int, no: int, putaran: int) -> str:
    """How the keys of these messages begin; the receiver's account follows."""
    return f"edaran:{pelaksanaan_id}:{no}:{putaran}:"


def tutup_edaran(sesi: Session, pelaksanaan_id: int, no: int, putaran: int, waktu: datetime) -> None:
    """The step is over: what nobody has answered loses its buttons."""
    surat = berkunci(sesi, depan(pelaksanaan_id, no, putaran))
    if not surat:
        return
    milik = (Tanggapan.pelaksanaan_id == pelaksanaan_id, Tanggapan.langkah == no, Tanggapan.putaran == putaran)
    menjawab = select(Personel.telegram).join(Tanggapan, col(Tanggapan.personel_id) == col(Personel.id)).where(*milik)
    sudah = set(sesi.exec(menjawab))
    for satu in surat:
        if satu.chat_id not in sudah:
            sunting(sesi, satu.id, {"reply_markup": {"inline_keyboard": []}}, waktu)
