"""The table of contents of the bot: what comes in, and who takes it."""

from typing import Any

from telegram import Message, Update
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.layanan import diri
from handlers import (
    grup,
    kalender,
    kendala,
    kendala_tugas,
    kiriman,
    kisah,
    pasang,
    pendaftaran,
    pengganti,
    pengingat,
    perintah,
    rencana,
    tombol,
)
from handlers.banjir import tahan
from handlers.konteks import Konteks

PRIBADI = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
GRUP = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE


def daftarkan(app: "Application[Any, Konteks, Any, Any, Any, Any]") -> None:
    """Register every handler. Order matters within a group of handlers: the first that fits takes the update."""
    # Before everything else: nobody gets in where they don't belong.
    app.add_handler(TypeHandler(Update, pintu), group=-1)

    app.add_handler(CallbackQueryHandler(tombol.tekan))

    app.add_handler(CommandHandler("start", perintah.mulai, PRIBADI))
    app.add_handler(CommandHandler("mulai", perintah.perintahkan, PRIBADI))
    app.add_handler(CommandHandler("tugas", perintah.tugas, PRIBADI))
    app.add_handler(CommandHandler("status", perintah.status, PRIBADI | GRUP))
    app.add_handler(CommandHandler("rekap", perintah.rekap, PRIBADI | GRUP))
    app.add_handler(CommandHandler("arsip", perintah.arsip, PRIBADI))
    app.add_handler(CommandHandler("formulir", perintah.formulir, PRIBADI))
    app.add_handler(CommandHandler("isi", perintah.isi, PRIBADI))
    app.add_handler(CommandHandler("alihkan", pengganti.alihkan, PRIBADI))
    app.add_handler(CommandHandler("kendala", kendala_tugas.laporkan, PRIBADI))
    app.add_handler(CommandHandler("pasang", pasang.pasang_kantor, PRIBADI))
    app.add_handler(CommandHandler("personel", pengganti.personel, PRIBADI))
    app.add_handler(CommandHandler("indikator", rencana.indikator, PRIBADI))
    app.add_handler(CommandHandler("batal", perintah.batal, PRIBADI))
    app.add_handler(CommandHandler("batalkan", perintah.batalkan, PRIBADI))
    app.add_handler(CommandHandler("sop", perintah.sop, PRIBADI))
    app.add_handler(CommandHandler("pengingat", pengingat.pengingat, PRIBADI))
    app.add_handler(CommandHandler("libur", kalender.libur, PRIBADI))
    app.add_handler(CommandHandler("jamkerja", kalender.jam_kerja, PRIBADI))
    app.add_handler(CommandHandler("cadangan", perintah.cadangan, PRIBADI))
    app.add_handler(CommandHandler("jejak", kisah.jejak, PRIBADI))
    app.add_handler(CommandHandler("bantuan", perintah.bantuan, PRIBADI | GRUP))
    app.add_handler(CommandHandler(perintah.KHUSUS_PRIBADI, perintah.bukan_di_sini, GRUP))

    app.add_handler(ChatMemberHandler(grup.keanggotaan, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, grup.pindah))
    app.add_handler(MessageHandler(PRIBADI & filters.COMMAND, perintah.bantuan))
    app.add_handler(MessageHandler(PRIBADI & filters.TEXT, kiriman.teks))
    app.add_handler(MessageHandler(PRIBADI & (filters.Document.ALL | filters.PHOTO), kiriman.berkas))
    app.add_handler(MessageHandler(GRUP & (filters.Document.ALL | filters.PHOTO), kiriman.berkas_grup))
    app.add_handler(MessageHandler(filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE, kiriman.diubah))
    # Last: whatever is left in a private chat gets help, not silence.
    app.add_handler(MessageHandler(PRIBADI & ~filters.StatusUpdate.ALL, kiriman.lain))

    app.add_error_handler(kendala.jelaskan)


async def pintu(update: Update, context: Konteks) -> None:
    """Only registered people pass, with what is theirs; everybody else is told how to register, and nothing else."""
    pesan = update.effective_message
    if update.callback_query is not None:
        await tahan(update, context)
        return
    if not isinstance(pesan, Message) or pesan.migrate_to_chat_id:
        return
    di_grup = pesan.chat.type != "private"
    ke_bot = bool(pesan.text and pesan.text.startswith("/"))
    berkas = di_grup and kiriman.untuk_bot(pesan, context.bot)
    if di_grup and not ke_bot and not berkas:
        raise ApplicationHandlerStop  # the group stays quiet
    if pesan.sender_chat is not None:
        if di_grup and pesan.chat.type != "channel" and not berkas:
            await perintah.anonim(update, context)
        raise ApplicationHandlerStop
    orang = update.effective_user
    if orang is None or orang.is_bot:
        raise ApplicationHandlerStop
    await tahan(update, context)
    if berkas:
        return  # whoever has no task for it, strangers included, gets no answer
    if not di_grup and pesan.text and pesan.text.split("@")[0].split()[:1] == ["/start"]:
        return
    if not await diri.terdaftar(context.layanan, orang.id):
        if not await pendaftaran.calon(update, context):
            await perintah.tak_dikenal(update, context)
        raise ApplicationHandlerStop
