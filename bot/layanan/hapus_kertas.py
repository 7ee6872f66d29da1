"""`🗑 Hapus`: a paper sent by mistake goes away again while its step is open."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.pelaksanaan import Kilasan, giliran
from bot.pesan import umum
from bot.pesan.dasar import Tombol
from bot.sop.kejadian import Catat
from bot.sop.penolakan import Ditolak, TidakDitemukan
from db.kotak_keluar import berkunci, sunting
from db.tabel import Lampiran, Penugasan


class LampiranTerakhir(Ditolak):
    """The step needs a paper, and this is the only one."""

    def __init__(self) -> None:
        super().__init__("Langkah ini memerlukan dokumen. Mohon kirim penggantinya dahulu, lalu hapus yang keliru.")


async def hapus(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The paper is struck off; that it was there stays in the log. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        lampiran = sesi.get(Lampiran, tombol.nomor)
        if lampiran is None:
            raise TidakDitemukan
        baris, j, orang = giliran(sesi, lampiran.penugasan_id, asal.telegram)
        if j.sop[baris.langkah].wajib_lampiran and not _ada_lain(sesi, baris, lampiran):
            raise LampiranTerakhir
        nama = lampiran.nama or lampiran.jenis
        for satu in berkunci(sesi, f"lampiran:{lampiran.id}"):
            if satu.kunci == f"lampiran:{lampiran.id}":
                sunting(sesi, satu.id, umum.lampiran_dihapus(nama), waktu)
        sesi.delete(lampiran)
        sesi.flush()
        laksanakan(sesi, j, Catat(muat.pelaku(j, orang), "lampiran", f"menghapus {nama}", tugas_dari(baris)), waktu)
        return Kilasan("Dihapus.")

    return await lay.tulis(asal, kerja)


def _ada_lain(sesi: Session, baris: Penugasan, lampiran: Lampiran) -> bool:
    """Another paper of the same step and round, of whatever assignee."""
    lain = (
        select(Lampiran.id)
        .join(Penugasan, col(Penugasan.id) == col(Lampiran.penugasan_id))
        .where(
            Lampiran.pelaksanaan_id == baris.pelaksanaan_id,
            Penugasan.langkah == baris.langkah,
            Penugasan.putaran == baris.putaran,
            Lampiran.id != lampiran.id,
        )
    )
    return sesi.exec(lain).first() is not None
