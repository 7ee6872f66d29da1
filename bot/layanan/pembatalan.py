"""`/batalkan`: an administrator ends a run that should not have begun."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import TINDAKAN_ADMIN
from bot.layanan.terbitan import pernah_terbit
from bot.pesan import umum
from bot.pesan.dasar import nama_triwulan
from bot.sop.catatan import keadaan_dari
from bot.sop.kejadian import Batalkan, Pelaku
from bot.sop.penolakan import Ditolak
from db.tabel import Instansi, Pelaksanaan


class SudahDihitung(Ditolak):
    """A later quarter that is approved has added these figures to its own."""

    def __init__(self, ini: str, sesudah: str) -> None:
        super().__init__(
            f"{ini} tidak dapat dibatalkan: rekapnya sudah disetujui, dan rekap {sesudah} yang juga sudah disetujui menghitung "
            f"angkanya. Bila angkanya keliru, koreksi {sesudah} dahulu dengan ✏️ Koreksi setelah terbit di /sop, lalu {ini}."
        )


async def batalkan(lay: Layanan, asal: Asal, kata: Sequence[str]) -> dict[str, Any]:
    """`/batalkan KODE TAHUN TW ALASAN`: an administrator ends a run that should not have begun. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> dict[str, Any]:
        hidup = sesi.exec(
            select(Pelaksanaan, Instansi)
            .join(Instansi, col(Instansi.id) == col(Pelaksanaan.instansi_id))
            .where(Pelaksanaan.status == "berjalan")
            .order_by(col(Instansi.kode), col(Pelaksanaan.tahun), col(Pelaksanaan.triwulan))
        ).all()
        cocok = next(
            (
                p
                for p, i in hidup
                if [i.kode.casefold(), str(p.tahun), str(p.triwulan)] == [k.casefold() for k in kata[:3]]
            ),
            None,
        )
        if cocok is None or not kata[3:]:
            return umum.cara_batalkan([(i.nama, f"{i.kode} {p.tahun} {p.triwulan}") for p, i in hidup])
        j = muat.jalan(sesi, cocok.id or 0)
        _pastikan(sesi, j)
        laksanakan(sesi, j, Batalkan(Pelaku(0, TINDAKAN_ADMIN), " ".join(kata[3:])), waktu)
        return umum.sudah_dibatalkan(j.instansi.nama, j.baris.triwulan, j.baris.tahun)

    return await lay.tulis(asal, kerja)


def _pastikan(sesi: Session, j: Jalan) -> None:
    """Raises SudahDihitung."""
    if not j.keadaan.disetujui and not pernah_terbit(sesi, j.nomor):
        return
    milik = (
        Pelaksanaan.instansi_id == j.baris.instansi_id,
        Pelaksanaan.tahun == j.baris.tahun,
        Pelaksanaan.triwulan > j.baris.triwulan,
        Pelaksanaan.status != "batal",
    )
    for p in sesi.exec(select(Pelaksanaan).where(*milik).order_by(col(Pelaksanaan.triwulan).desc())):
        if keadaan_dari(p.keadaan).disetujui:
            ini = nama_triwulan(j.baris.triwulan, j.baris.tahun)
            raise SudahDihitung(ini, nama_triwulan(p.triwulan, p.tahun))
