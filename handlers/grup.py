"""What happens to the group itself."""

from telegram import Update

from bot.layanan import kantor_grup
from handlers.konteks import Konteks


async def keanggotaan(update: Update, context: Konteks) -> None:
    """The bot was added to a group, or put out of it: the administrators learn its number and what that means."""
    ubah = update.my_chat_member
    if ubah is not None and ubah.chat.type in ("group", "supergroup"):
        ada = ubah.new_chat_member.status in ("member", "administrator", "restricted")
        await kantor_grup.keanggotaan(context.layanan, context.asal, ubah.chat.id, ubah.chat.title or "", ada)


async def pindah(update: Update, context: Konteks) -> None:
    """The group became a supergroup: everything follows to the new id (K21)."""
    pesan = update.effective_message
    if pesan is not None and pesan.migrate_to_chat_id:
        await kantor_grup.pindahkan_grup(context.layanan, context.asal, pesan.chat_id, pesan.migrate_to_chat_id)
