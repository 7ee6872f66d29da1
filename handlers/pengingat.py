"""Reminders of an office: the administrator's command and its buttons."""

from telegram import Update

from bot.layanan import atur_pengingat
from handlers.konteks import Konteks

AKSI = atur_pengingat.AKSI


async def pengingat(update: Update, context: Konteks) -> None:
    """/pengingat, administrators only"""
    await atur_pengingat.atur(context.layanan, context.asal)
