"""The story of a run and its time record."""

from telegram import Update

from bot.layanan import gambar_waktu, kisah
from handlers.konteks import Konteks
from handlers.perintah import periode_dari

AKSI = {**kisah.AKSI, **gambar_waktu.AKSI}


async def jejak(update: Update, context: Konteks) -> None:
    """/jejak [tw] [tahun], for those who oversee an office and administrators"""
    triwulan, tahun = periode_dari(context.args, "jejak")
    await kisah.minta(context.layanan, context.asal, triwulan, tahun)
