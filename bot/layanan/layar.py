"""One message a conversation with buttons: it turns from question to question, and at last into what was chosen."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from bot.layanan.dasar import Asal
from bot.pesan import umum
from db.kotak_keluar import Surat, lepas_dari_tugas, sunting, titipkan
from db.tabel import KotakKeluar


def tampilkan(
    sesi: Session, asal: Asal, nama: str, isi: dict[str, Any], waktu: datetime, *, baru: bool = False
) -> None:
    """The next question of the conversation `nama`. `baru`: it begins again, what was left of an earlier one is over."""
    if baru:
        tutup(sesi, asal, nama, umum.PILIHAN_LEWAT, waktu)
    nomor = _nomor(sesi, asal, nama)
    if nomor is not None:
        sunting(sesi, nomor, isi, waktu)
        return
    surat = Surat(asal.telegram, "sendMessage", isi, prioritas=0, kunci=_kunci(asal, nama))
    titipkan(sesi, surat, waktu)


def tutup(sesi: Session, asal: Asal, nama: str, hasil: dict[str, Any], waktu: datetime) -> None:
    """The conversation is over: its message turns into `hasil`. Nothing happens when there is none."""
    nomor = _nomor(sesi, asal, nama)
    if nomor is not None:
        sunting(sesi, nomor, hasil, waktu)
        lepas_dari_tugas(sesi, nomor, kunci=f"bekas:{nomor}")


def _kunci(asal: Asal, nama: str) -> str:
    return f"layar:{nama}:{asal.telegram}"


def _nomor(sesi: Session, asal: Asal, nama: str) -> int | None:
    return sesi.exec(select(KotakKeluar.id).where(KotakKeluar.kunci == _kunci(asal, nama))).first()
