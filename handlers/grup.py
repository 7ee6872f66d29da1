"""What happens to the group itself."""

from telegram import Update

from bot.layanan import kantor_grup
from handlers.konteks import Konteks


async def pindah(update: Update, context: Konteks) -> None:
    """The group became a supergroup: everything follows to the new id (K21)."""
    pesan = update.effective_message
    if pesan is not None and pesan.migrate_to_chat_id:
        await kantor_grup.pindahkan_grup(context.layanan, context.asal, pesan.chat_id, pesan.migrate_to_chat_id)
