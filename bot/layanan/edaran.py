"""The messages with which a document goes round to its receivers."""

from datetime import datetime

from sqlmodel import Session, col, select

from db.kotak_keluar import sunting
from db.tabel import KotakKeluar, Personel, Tanggapan


def depan(pelaksanaan_id: int, no: int, putaran: int) -> str:
    """How the keys of these messages begin; the receiver's account follows."""
    return f"edaran:{pelaksanaan_id}:{no}:{putaran}:"


def tutup_edaran(sesi: Session, pelaksanaan_id: int, no: int, putaran: int, waktu: datetime) -> None:
    """The step is over: what nobody has answered loses its buttons."""
    milik = (Tanggapan.pelaksanaan_id == pelaksanaan_id, Tanggapan.langkah == no, Tanggapan.putaran == putaran)
    menjawab = select(Personel.telegram).join(Tanggapan, col(Tanggapan.personel_id) == col(Personel.id)).where(*milik)
    sudah = set(sesi.exec(menjawab))
    for surat in sesi.exec(
        select(KotakKeluar).where(col(KotakKeluar.kunci).startswith(depan(pelaksanaan_id, no, putaran)))
    ).all():
        if surat.chat_id not in sudah and surat.id is not None:
            sunting(sesi, surat.id, {"reply_markup": {"inline_keyboard": []}}, waktu)
