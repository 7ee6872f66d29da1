"""What a published recap lacks because it could not be made: known from the database, told once, tried again (K64)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from bot.berkas.naskah import Naskah
from bot.berkas.rakit import BAGIAN
from bot.layanan.tonggak_baru import jadwalkan
from bot.pesan import susulan as pesan
from db.kotak_keluar import Surat, titipkan
from db.tabel import BerkasTerbitan, Terbitan

JEDA_MENIT = (1, 5, 15, 60, 240, 360)  # the last one again and again


@dataclass(frozen=True)
class Alamat:
    """Where a recap is posted."""

    chat: int
    topik: int | None


def janjikan(
    sesi: Session, admin: Iterable[int], terbitan: Terbitan, n: Naskah, sebab: str, ke: Alamat, waktu: datetime
) -> None:
    """In the transaction that posts what could be made: the readers and the administrators are told, once, of the rest."""
    belum = kurang(sesi, terbitan)
    if not belum:
        return
    tw, tahun = n.rekap.triwulan, n.rekap.tahun
    isi = pesan.menyusul(tw, tahun, belum)
    titipkan(sesi, Surat(ke.chat, "sendMessage", isi, kunci=f"menyusul:{terbitan.id}:{ke.chat}", topik=ke.topik), waktu)
    kabar = pesan.kabar_admin(n.nama_instansi, tw, tahun, belum, sebab, JEDA_MENIT[-1] // 60)
    kabarkan_admin(sesi, admin, kabar, f"tak-lengkap:{terbitan.id}", waktu)
    kapan = waktu + timedelta(minutes=JEDA_MENIT[0])
    jadwalkan(sesi, f"susulan:{terbitan.id}", kapan, "susulan", terbitan.pelaksanaan_id, terbitan=terbitan.id or 0)


def kurang(sesi: Session, terbitan: Terbitan) -> list[str]:
    """The kinds of papers that a published recap still lacks."""
    ada = sesi.exec(select(BerkasTerbitan.jenis).where(BerkasTerbitan.terbitan_id == terbitan.id)).all()
    return [jenis for jenis in BAGIAN if jenis not in ada]


def kabarkan_admin(sesi: Session, admin: Iterable[int], isi: dict[str, Any], kunci: str, waktu: datetime) -> None:
    """Once for each key."""
    for satu in sorted(admin):
        titipkan(sesi, Surat(satu, "sendMessage", isi, prioritas=3, kunci=f"{kunci}:{satu}"), waktu)
