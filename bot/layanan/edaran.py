"""The messages with which a document goes round to its receivers."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from bot.pesan import jenis_langkah as pesan
from db.kotak_keluar import berkunci, sunting
from db.tabel import Penugasan, Personel, Tanggapan


def depan(pelaksanaan_id: int, no: int, putaran: int) -> str:
    """How the keys of these messages begin; the receiver's account follows."""
    return f"edaran:{pelaksanaan_id}:{no}:{putaran}:"


def tutup_edaran(sesi: Session, pelaksanaan_id: int, no: int, putaran: int, waktu: datetime) -> None:
    """The step is over: what nobody has answered says so and loses its buttons."""
    surat = berkunci(sesi, depan(pelaksanaan_id, no, putaran))
    if not surat:
        return
    sudah = _menjawab(sesi, pelaksanaan_id, no, putaran)
    for satu in surat:
        if satu.chat_id not in sudah:
            sunting(sesi, satu.id, pesan.edaran_usai(satu.isi["caption"]), waktu)


def buka_edaran(sesi: Session, pelaksanaan_id: int, no: int, putaran: int, waktu: datetime) -> None:
    """The act that ended the step has been taken back: what nobody has answered has its buttons again."""
    surat = berkunci(sesi, depan(pelaksanaan_id, no, putaran))
    if not surat:
        return
    sudah = _menjawab(sesi, pelaksanaan_id, no, putaran)
    serumpun = (Penugasan.pelaksanaan_id == pelaksanaan_id, Penugasan.langkah == no, Penugasan.putaran == putaran)
    pertama = sesi.exec(select(func.min(Penugasan.id)).where(*serumpun)).one()
    for satu in surat:
        if satu.chat_id not in sudah:
            sunting(sesi, satu.id, pesan.edaran_lagi(satu.isi["caption"], pertama or 0), waktu)


def _menjawab(sesi: Session, pelaksanaan_id: int, no: int, putaran: int) -> set[int]:
    milik = (Tanggapan.pelaksanaan_id == pelaksanaan_id, Tanggapan.langkah == no, Tanggapan.putaran == putaran)
    menjawab = select(Personel.telegram).join(Tanggapan, col(Tanggapan.personel_id) == col(Personel.id)).where(*milik)
    return set(sesi.exec(menjawab))
