"""`✅ Terima semua`: every application that nothing speaks against, each checked as it would be alone."""

from datetime import datetime

from sqlmodel import Session

from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kelola_personel import instansi_admin
from bot.layanan.kertas import jawab
from bot.layanan.kursi import Kursi, sebut, semua_kursi
from bot.layanan.pelaksanaan import Kilasan
from bot.layanan.penerimaan import (
    PermohonanBerakhir,
    dipegang,
    nip_kembar,
    segarkan_semua,
    slot_calon,
    terima_satu,
    yang_menunggu,
)
from bot.pesan import pendaftaran as pesan
from bot.pesan.dasar import Tombol
from db.tabel import CalonPersonel


async def terima_semua(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """Whoever needs a look (a NIP that is taken, a seat that is held) keeps the card and is named. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = instansi_admin(sesi, lay, asal, tombol.nomor)
        menunggu = yang_menunggu(sesi, tombol.nomor)
        if not menunggu:
            raise PermohonanBerakhir
        diterima, sisa, menu = [], [], []
        for calon in menunggu:
            semua = semua_kursi(sesi, instansi)  # anew: who has just been accepted holds a seat
            nama = f"{calon.nama} ({sebut(semua, slot_calon(calon))})"
            if sebab := _keberatan(sesi, calon, semua):
                sisa.append((nama, sebab))
                continue
            terima_satu(sesi, asal, calon, instansi, waktu)
            diterima.append(nama)
            menu.append(calon.telegram)
        segarkan_semua(sesi, tombol.nomor, waktu)
        jawab(sesi, asal, pesan.hasil_semua(instansi.nama, diterima, sisa), waktu)
        tersisa = f" {len(sisa)} perlu diputuskan satu per satu." if sisa else ""
        return Kilasan(f"{len(diterima)} permohonan diterima.{tersisa}", menu=tuple(menu))

    return await lay.tulis(asal, kerja)


def _keberatan(sesi: Session, calon: CalonPersonel, semua: list[Kursi]) -> str:
    """What an administrator should look at first, "" for nothing."""
    if kembar := nip_kembar(sesi, calon):
        return pesan.nip_tercatat(kembar)
    return "; ".join(pesan.sudah_dipegang(kursi, siapa) for kursi, siapa in dipegang(calon, semua))
