"""Unfinished work of a person."""

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.muat import Jalan
from db.tabel import Penugasan, Personel


def tugas_terbuka(sesi: Session, telegram: int) -> list[tuple[Penugasan, Jalan, Personel]]:
    """Unfinished work of one account over all offices, nearest deadline first."""
    hasil = []
    for orang in muat.diri(sesi, telegram):
        for hidup in muat.pelaksanaan_hidup(sesi, orang.instansi_id):
            assert hidup.id is not None
            j = muat.jalan(sesi, hidup.id)
            slot = muat.slot_dari(j.pemegang, orang.id)
            milik = (Penugasan.pelaksanaan_id == hidup.id, col(Penugasan.selesai_pada).is_(None))
            baris = sesi.exec(select(Penugasan).where(*milik)).all()
            hasil += [(b, j, muat.sebagai(j, (b.peran, b.bidang), orang)) for b in baris if (b.peran, b.bidang) in slot]
    return sorted(hasil, key=lambda t: t[0].batas)
