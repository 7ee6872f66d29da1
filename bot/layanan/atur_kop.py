"""The letterhead from the phone: an administrator sends the logo as a picture whose caption says which office it is for."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.berkas.kop import BATAS_LOGO, Kop, gambar_dikenal
from bot.berkas.rakit import GagalMerakit
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kantor_bentuk import keterangan
from bot.layanan.kop_kantor import daftarkan_logo, pemerintah
from bot.pesan import kop as pesan
from bot.sop.bentuk import Keliru
from db.kotak_keluar import Surat, titipkan
from db.tabel import Instansi

PNG = "image/png"
_KETERANGAN = re.compile(r"\s*/?logo(?:[ \t]+([A-Za-z0-9_-]{1,40}))?[ \t]*(?:\n\s*(\S.*))?\s*", re.I | re.S)


@dataclass(frozen=True)
class Permintaan:
    """What a caption asks for: ``logo dkupp``, and on the next line, if there is one, the address."""

    kode: str
    alamat: str


def baca_keterangan(teks: str | None) -> Permintaan | None:
    """None for a caption that is about something else."""
    cocok = _KETERANGAN.fullmatch(teks or "")
    return Permintaan(cocok[1] or "", " ".join((cocok[2] or "").split())) if cocok else None


async def terima(lay: Layanan, asal: Asal, data: bytes, minta: Permintaan) -> dict[str, Any] | None:
    """The picture becomes the office's logo and is answered with the letterhead. Returns what is wrong, if anything."""
    try:
        alamat = keterangan(minta.alamat)
    except Keliru as salah:
        return pesan.salah(f"{salah.masalah} {salah.seharusnya}")
    if not gambar_dikenal(data):
        return pesan.BUKAN_GAMBAR
    if len(data) > BATAS_LOGO:
        return pesan.terlalu_besar(len(data), BATAS_LOGO)
    kantor = await lay.baca(lambda sesi, _: _kantor(sesi, minta.kode))
    if isinstance(kantor, list):
        return pesan.pilih_kode(kantor)
    contoh = Kop(kantor.nama, pemerintah(kantor.nama), alamat or kantor.alamat, data)
    try:
        gambar = await lay.taruh(await lay.perakit.satu("kop", contoh), PNG)
    except GagalMerakit:
        return pesan.BUKAN_GAMBAR
    await lay.taruh(data, "logo")

    def kerja(sesi: Session, waktu: datetime) -> None:
        baris = sesi.get_one(Instansi, kantor.id)
        baris.logo, baris.alamat = daftarkan_logo(sesi, data, waktu), contoh.alamat
        berkas = [{"sha256": gambar.daftarkan(sesi, waktu), "nama": "kop.png", "jenis": PNG}]
        isi = pesan.tersimpan(kantor.nama, contoh.alamat)
        titipkan(sesi, Surat(asal.telegram, "sendPhoto", isi, berkas, 0, kunci=f"kop:{asal.update_id}"), waktu)

    await lay.tulis(asal, kerja)
    return None


def _kantor(sesi: Session, kode: str) -> Instansi | list[str]:
    """The office meant: the one with this code, or the only one; else the codes that there are."""
    semua = sesi.exec(select(Instansi).order_by(col(Instansi.kode))).all()
    cocok = [i for i in semua if i.kode.casefold() == kode.casefold()] if kode else semua
    return cocok[0] if len(cocok) == 1 else [i.kode for i in semua]
