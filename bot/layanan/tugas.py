"""Unfinished work of a person."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.muat import Jalan, Pegawai
from db.tabel import Penugasan

TERBUKA = select(Penugasan).where(
    col(Penugasan.pelaksanaan_id) == bindparam("nomor"), col(Penugasan.selesai_pada).is_(None)
)


def tugas_terbuka(sesi: Session, telegram: int) -> list[tuple[Penugasan, Jalan, Pegawai]]:
    """Unfinished work of one account over all offices, nearest deadline first."""
    return tugas_pada(sesi, muat.jalan_sendiri(sesi, telegram))


def tugas_pada(sesi: Session, milik: Sequence[tuple[Pegawai, Jalan]]) -> list[tuple[Penugasan, Jalan, Pegawai]]:
    """The same for runs that have been loaded (`muat.jalan_sendiri`). Who has nothing open costs no further look."""
    hasil = []
    for orang, j in milik:
        slot = muat.slot_dari(j.pemegang, orang.id) & {g.tugas.slot for g in j.keadaan.terbuka}
        baris = sesi.exec(TERBUKA, params={"nomor": j.nomor}).all() if slot else ()
        hasil += [(b, j, muat.sebagai(j, (b.peran, b.bidang), orang)) for b in baris if (b.peran, b.bidang) in slot]
    return sorted(hasil, key=lambda t: t[0].batas)
