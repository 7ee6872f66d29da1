"""The office's calendar: the administrator's commands and their buttons."""

from collections.abc import Awaitable, Callable

from telegram import Update

from bot.layanan import atur_kalender, kalender_triwulan
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.pelaksanaan import Kilasan
from bot.pesan import kalender as pesan
from bot.pesan.dasar import Tombol
from handlers.konteks import Konteks

AKSI: dict[str, Callable[[Layanan, Asal, Tombol], Awaitable[Kilasan]]] = {
    pesan.KANTOR: atur_kalender.pilih_kantor,
    pesan.BUKA: atur_kalender.buka_bagian,
    pesan.PILIH: atur_kalender.pilih,
    pesan.SIMPAN: atur_kalender.simpan_usul,
    **kalender_triwulan.AKSI,
}


async def libur(update: Update, context: Konteks) -> None:
    """/libur, administrators only"""
    await atur_kalender.buka(context.layanan, context.asal, pesan.LIBUR)


async def jam_kerja(update: Update, context: Konteks) -> None:
    """/jamkerja, administrators only"""
    await atur_kalender.buka(context.layanan, context.asal, pesan.JAM)
