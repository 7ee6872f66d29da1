"""Unfinished work of a person."""

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.muat import Jalan
from db.tabel import Penugasan, Personel

TERBUKA = select(Penugasan).where(
    col(Penugasan.pelaksanaan_id) == bindparam("nomor"), col(Penugasan.selesai_pada).is_(None)
)


def tugas_terbuka(sesi: Session, telegram: int) -> list[tuple[Penugasan, Jalan, Personel]]:
    """Unfinished work of one account over all offices, nearest deadline first."""
    hasil = []
    for orang in muat.diri(sesi, telegram):
        for hidup in muat.pelaksanaan_hidup(sesi, orang.instansi_id):
            assert hidup.id is not None
            j = muat.jalan(sesi, hidup.id)
            slot = muat.slot_dari(j.pemegang, orang.id)
            baris = sesi.exec(TERBUKA, params={"nomor": hidup.id}).all()
            hasil += [(b, j, muat.sebagai(j, (b.peran, b.bidang), orang)) for b in baris if (b.peran, b.bidang) in slot]
    return sorted(hasil, key=lambda t: t[0].batas)
