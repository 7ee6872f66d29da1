"""Somebody pressed START: the account can be reached from now on."""

from datetime import datetime

from sqlmodel import Session

from bot.layanan import muat, papan_personel
from db.kotak_keluar import lepaskan
from db.tabel import Instansi, Kontak


def tandai(sesi: Session, telegram: int, nama: str, waktu: datetime) -> None:
    """Everything that waits for this account goes out; boards that named it as missing show it."""
    kontak = sesi.get(Kontak, telegram) or Kontak(telegram=telegram, diubah=waktu)
    baru = not kontak.terjangkau
    kontak.terjangkau, kontak.nama, kontak.diubah = True, nama[:100], waktu
    sesi.add(kontak)
    sesi.flush()
    lepaskan(sesi, telegram, waktu)
    for orang in muat.diri(sesi, telegram) if baru else ():
        papan_personel.segarkan(sesi, sesi.get_one(Instansi, orang.instansi_id), waktu)
