"""`/pengingat`: an administrator sees what an office will be reminded of, chooses its ladder, switches kinds on and off."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kertas import jawab
from bot.layanan.layar import tampilkan
from bot.layanan.pelaksanaan import TINDAKAN_ADMIN, Kilasan
from bot.layanan.pengingat import CATATAN, PAGI
from bot.layanan.saklar import saklar_dari
from bot.layanan.susun_ulang import susun_ulang
from bot.layanan.tindakan_admin import BukanAdministrator
from bot.layanan.triwulan import JENIS
from bot.pesan import atur_pengingat as pesan
from bot.pesan.dasar import Tombol, nama_triwulan
from bot.sop.kejadian import Pelaku
from bot.sop.penolakan import TidakDitemukan
from db.tabel import Instansi, Pelaksanaan, Tonggak
from jadwal.tonggak import BIASA, PILIHAN

LAYAR = "pengingat"  # the conversation
BANYAK = 8  # dates shown


async def atur(lay: Layanan, asal: Asal) -> None:
    """`/pengingat`. Raises BukanAdministrator."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        if asal.telegram not in lay.admin:
            raise BukanAdministrator
        semua = sesi.exec(select(Instansi).order_by(col(Instansi.nama))).all()
        if not semua:
            jawab(sesi, asal, pesan.TIDAK_ADA, waktu)
            return
        isi = pesan.pilih_kantor([(i.id or 0, i.nama) for i in semua]) if len(semua) > 1 else _isi(sesi, semua[0])
        tampilkan(sesi, asal, LAYAR, isi, waktu, baru=True)

    await lay.tulis(asal, kerja)


async def pilih_kantor(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """Which of several offices. Raises TidakDitemukan."""
    return await _ubah(lay, asal, tombol, lambda sesi, instansi, waktu: instansi.nama)


async def pilih_tangga(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """Another ladder: what is still to come of open assignments is written anew. Raises TidakDitemukan."""

    def ubah(sesi: Session, instansi: Instansi, waktu: datetime) -> str:
        if tombol.sidik not in PILIHAN:
            raise TidakDitemukan
        instansi.pengingat = {**(instansi.pengingat or {}), "tangga": tombol.sidik}
        susun_ulang(sesi, instansi.id or 0, waktu, Pelaku(0, TINDAKAN_ADMIN), "tangga pengingat diubah")
        return f"Tangga pengingat: {tombol.sidik}."

    return await _ubah(lay, asal, tombol, ubah)


async def ganti_saklar(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """On or off. Raises TidakDitemukan."""

    def ubah(sesi: Session, instansi: Instansi, waktu: datetime) -> str:
        if tombol.sidik not in pesan.SAKLAR_ADA:
            raise TidakDitemukan
        mati = set((instansi.pengingat or {}).get("mati", ())) ^ {tombol.sidik}
        instansi.pengingat = {**(instansi.pengingat or {}), "mati": sorted(mati)}
        return f"{pesan.NAMA[tombol.sidik][0]} {'dimatikan' if tombol.sidik in mati else 'dinyalakan'}."

    return await _ubah(lay, asal, tombol, ubah)


async def _ubah(
    lay: Layanan, asal: Asal, tombol: Tombol, ubah: Callable[[Session, Instansi, datetime], str]
) -> Kilasan:
    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = sesi.get(Instansi, tombol.nomor) if asal.telegram in lay.admin else None
        if instansi is None:
            raise TidakDitemukan
        hasil = ubah(sesi, instansi, waktu)
        sesi.flush()
        tampilkan(sesi, asal, LAYAR, _isi(sesi, instansi), waktu)
        return Kilasan(hasil)

    return await lay.tulis(asal, kerja)


def _isi(sesi: Session, instansi: Instansi) -> dict[str, Any]:
    assert instansi.id is not None
    aturan = instansi.pengingat or {}
    milik = (Tonggak.instansi_id == instansi.id, col(Tonggak.selesai_pada).is_(None))
    berkala = select(Tonggak).where(*milik, col(Tonggak.jenis).in_((JENIS, PAGI, CATATAN)))
    mulai = (Pelaksanaan.instansi_id == instansi.id, Pelaksanaan.status != "batal")
    sudah = set(sesi.exec(select(Pelaksanaan.triwulan, Pelaksanaan.tahun).where(*mulai)).all())
    tanggal = []
    for t in sesi.exec(berkala.order_by(col(Tonggak.kapan))).all():
        milik_tw = (int(t.isi["triwulan"]), int(t.isi["tahun"])) if t.jenis == JENIS else None
        if milik_tw in sudah:  # nobody is urged to begin what has begun
            continue
        nama = saklar_dari(str(t.isi.get("nama", t.jenis)))
        tanggal.append((t.kapan, nama, nama_triwulan(*milik_tw) if milik_tw else ""))
        if len(tanggal) == BANYAK:
            break
    tangga = str(aturan.get("tangga", BIASA))
    return pesan.layar(instansi.id, instansi.nama, tangga, aturan.get("mati", ()), tanggal, instansi.zona)


AKSI = {pesan.KANTOR: pilih_kantor, pesan.TANGGA: pilih_tangga, pesan.SAKLAR: ganti_saklar}
