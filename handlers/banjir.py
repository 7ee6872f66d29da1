"""Whoever sends too much is slowed down, with one notice; nothing is looked up for it (K47)."""

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.layanan.kuota import PESAN, Putusan
from bot.layanan.pelaksanaan import Kilasan
from bot.pesan import banjir
from handlers.balasan import balas
from handlers.konteks import Konteks
from handlers.tombol import jawab


async def tahan(update: Update, context: Konteks) -> None:
    """Stops an update that is too much; the inbox counts it as handled. A press gets its toast all the same."""
    lay = context.layanan
    putusan = lay.kuota.ambil(context.asal.telegram, PESAN, lay.jam.sekarang())
    if putusan is Putusan.BOLEH:
        return
    pesan = update.effective_message
    if update.callback_query is not None:
        await jawab(update.callback_query, Kilasan(banjir.KILASAN))
    elif putusan is Putusan.TEGUR and pesan is not None and pesan.chat.type == "private":
        await balas(pesan, banjir.PESAN)
    raise ApplicationHandlerStop
