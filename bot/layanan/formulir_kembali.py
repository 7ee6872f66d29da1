"""A workbook comes in; one that is refused goes back marked, or the right form goes along with the refusal."""

import asyncio
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath

from sqlmodel import Session

from bot.berkas.tandai import tandai
from bot.layanan import unggahan
from bot.layanan.dasar import Asal, Layanan, Simpanan
from bot.layanan.formulir_keluar import JENIS_XLSX, formulir_bidang, simpan_formulir, surat_formulir
from bot.layanan.unggahan import Tolakan
from bot.pesan import unggahan as pesan
from db.kotak_keluar import Surat, titipkan

AWALAN = "perbaikan-"


async def terima(lay: Layanan, asal: Asal, data: bytes, nama: str, *, bisa_kertas: bool = False) -> bool:
    """A workbook that somebody sent, answered in private. False: it is no form, and a paper is awaited: take it as one.

    Raises a `Ditolak`.
    """
    try:
        tolakan = await unggahan.terima(lay, asal, data, nama)
    except unggahan.BukanFormulir as bukan:
        if bisa_kertas:
            return False
        tolakan = bukan.tolakan
    if tolakan is not None:
        await _kembalikan(lay, asal, tolakan, nama)
    return True


async def _kembalikan(lay: Layanan, asal: Asal, tolakan: Tolakan, nama: str) -> None:
    berkas = await _bertanda(lay, asal, tolakan, nama) if tolakan.mentah else await _formulir(lay, tolakan)

    def kerja(sesi: Session, waktu: datetime) -> None:
        for surat, simpanan in berkas:  # first, so that the list comes last and stays on the screen
            simpanan.daftarkan(sesi, waktu)
            titipkan(sesi, replace(surat, chat_id=asal.telegram, prioritas=0), waktu)
        titipkan(sesi, Surat(asal.telegram, "sendMessage", tolakan.isi, prioritas=0), waktu)

    await lay.tulis(asal, kerja)


async def _bertanda(lay: Layanan, asal: Asal, tolakan: Tolakan, nama: str) -> list[tuple[Surat, Simpanan]]:
    assert tolakan.mentah is not None
    data = await asyncio.to_thread(tandai, tolakan.mentah, tolakan.temuan)
    simpanan = await lay.taruh(data, JENIS_XLSX)
    berkas = [{"sha256": simpanan.sha256, "nama": _nama(nama), "jenis": JENIS_XLSX}]
    return [(Surat(asal.telegram, "sendDocument", pesan.BERTANDA, berkas), simpanan)]


def _nama(nama: str) -> str:
    """``perbaikan-formulir-….xlsx``: once, however often the file comes back, and always the ending that it has."""
    inti = PurePath(nama).stem.removeprefix(AWALAN)[:80]
    return f"{AWALAN}{inti}.xlsx"


async def _formulir(lay: Layanan, tolakan: Tolakan) -> list[tuple[Surat, Simpanan]]:
    """The forms that this person could have meant (K50)."""
    isi = await lay.baca(lambda sesi, _: [formulir_bidang(sesi, s.jalan, s.bidang) for s in tolakan.formulir])
    jadi = [(f, await simpan_formulir(lay, f)) for f in isi]
    return [(surat_formulir(0, f, simpanan.sha256, None), simpanan) for f, simpanan in jadi]
