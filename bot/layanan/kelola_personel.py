"""What an administrator does about the people of an office, from the board under `/personel`."""

from datetime import datetime

from sqlmodel import Session

from bot.layanan import papan_personel
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kertas import jawab
from bot.layanan.kursi import kursi_bercap, sebut, semua_kursi
from bot.layanan.layar import tampilkan, tutup
from bot.layanan.pelaksanaan import Kilasan
from bot.layanan.pengumuman import umumkan
from bot.layanan.undangan import PRIBADI, UMUR, DataOrang, muatan_pribadi
from bot.pesan import papan_personel as pesan
from bot.pesan.dasar import Tombol
from bot.sop.kejadian import Slot
from bot.sop.penolakan import TidakDitemukan
from db.tabel import Instansi

LAYAR = "undang"  # the conversation that chooses the seat of an invitation


def instansi_admin(sesi: Session, lay: Layanan, asal: Asal, nomor: int) -> Instansi:
    """An office, for an administrator. Raises TidakDitemukan."""
    instansi = sesi.get(Instansi, nomor) if asal.telegram in lay.admin else None
    if instansi is None:
        raise TidakDitemukan
    return instansi


async def papan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📋 Pendaftaran`: the board. Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        papan_personel.bentangkan(sesi, instansi_admin(sesi, lay, asal, tombol.nomor), asal.telegram, waktu)
        return Kilasan("Papan personel di bawah.")

    return await lay.tulis(asal, kerja)


async def umumkan_lagi(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📣 Umumkan di grup`: the message with a button per role, once more. Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        if umumkan(sesi, lay, instansi_admin(sesi, lay, asal, tombol.nomor), waktu):
            return Kilasan("Pesan pendaftaran dikirim ke grup kantor.")
        return Kilasan("Kantor ini belum punya grup. Pakai 🔗 Tautan undangan.", True)

    return await lay.tulis(asal, kerja)


async def undang(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🔗 Tautan undangan`: for which seat? Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = instansi_admin(sesi, lay, asal, tombol.nomor)
        kursi = sorted(semua_kursi(sesi, instansi), key=lambda k: bool(k.pemegang))
        pilihan = [(k.cap, f"{'✅' if k.pemegang else '▫️'} {k.nama}") for k in kursi]
        tampilkan(sesi, asal, LAYAR, pesan.pilih_kursi(tombol.nomor, instansi.nama, pilihan), waktu, baru=True)
        return Kilasan("Pilih perannya.")

    return await lay.tulis(asal, kerja)


async def undang_kursi(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The seat is chosen: a link to hand on. Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = instansi_admin(sesi, lay, asal, tombol.nomor)
        kursi = kursi_bercap(semua_kursi(sesi, instansi), tombol.sidik)
        tutup(sesi, asal, LAYAR, pesan.tautan_dibuat(kursi.nama), waktu)
        kirim_tautan(sesi, lay, asal, instansi, [kursi.slot], DataOrang(), waktu)
        papan_personel.segarkan(sesi, instansi, waktu)
        return Kilasan("Tautan dibuat.")

    return await lay.tulis(asal, kerja)


def kirim_tautan(
    sesi: Session,
    lay: Layanan,
    asal: Asal,
    instansi: Instansi,
    slot: list[Slot],
    orang: DataOrang,
    waktu: datetime,
) -> None:
    """A new personal invitation, as a message that the administrator forwards."""
    assert instansi.id is not None
    alamat = f"{lay.tautan_bot}?start={muatan_pribadi(sesi, instansi.id, slot, orang, waktu)}"
    peran = sebut(semua_kursi(sesi, instansi), slot)
    sampai = waktu + UMUR[PRIBADI]
    jawab(sesi, asal, pesan.tautan(orang.nama, peran, instansi.nama, alamat, sampai, instansi.zona), waktu)
