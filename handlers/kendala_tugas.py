"""Obstacles at a task: the command. (`handlers/kendala.py` is about faults of ours.)"""

from telegram import Update

from bot.layanan import kendala
from handlers.konteks import Konteks


async def laporkan(update: Update, context: Konteks) -> None:
    """/kendala"""
    await kendala.kendala(context.layanan, context.asal)
