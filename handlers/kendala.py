"""What goes wrong: a refusal becomes a toast or a reply, a fault of ours one calm sentence with a number."""

import logging
from contextlib import suppress
from uuid import uuid4

from telegram import Message, Update
from telegram.error import TelegramError

from bot.layanan.pelaksanaan import Kilasan
from bot.pesan import umum
from bot.sop.penolakan import Ditolak, SudahBerakhir, TakBisaDitarik
from handlers.ambil import BelumTerambil
from handlers.balasan import balas
from handlers.konteks import Konteks
from handlers.tombol import jawab

_LOG = logging.getLogger(__name__)


async def jelaskan(update: object, context: Konteks) -> None:
    """The one error handler."""
    galat = context.error
    if not isinstance(update, Update) or galat is None:
        _LOG.error("galat di luar pembaruan", exc_info=galat)
        return
    if isinstance(galat, Ditolak):
        _LOG.info("ditolak: %s (akun %s)", type(galat).__name__, context.asal.telegram)
        await _tolak(update, galat)
        return
    if isinstance(galat, BelumTerambil):
        _LOG.warning("berkas pada pembaruan %s belum terambil, dicoba lagi", update.update_id)
        if update.effective_message and update.effective_message.chat.type == "private":
            with suppress(TelegramError):
                await balas(update.effective_message, umum.BELUM_TERAMBIL)
        return
    if isinstance(galat, TelegramError):
        _LOG.warning("jawaban langsung gagal: %s", type(galat).__name__)
        return
    nomor = uuid4().hex[:8]
    _LOG.error("kendala %s pada pembaruan %s", nomor, update.update_id, exc_info=galat)
    with suppress(TelegramError):
        if update.callback_query:
            await jawab(update.callback_query, Kilasan(umum.kalimat_galat(nomor), layar=True))
        elif update.effective_message:
            await balas(update.effective_message, umum.galat(nomor))


async def _tolak(update: Update, galat: Ditolak) -> None:
    ditekan = update.callback_query
    with suppress(TelegramError):
        if ditekan is None:
            if update.effective_message:
                await balas(update.effective_message, umum.kalimat(str(galat)))
            return
        sendiri = isinstance(galat, SudahBerakhir) and galat.sendiri  # the second press of a double click
        await jawab(ditekan, Kilasan(str(galat), layar=len(str(galat)) > 80 and not sendiri))
    if (
        ditekan is not None
        and isinstance(galat, SudahBerakhir | TakBisaDitarik)
        and isinstance(ditekan.message, Message)
    ):
        with suppress(TelegramError):  # the message may be gone, or its buttons already
            await ditekan.edit_message_reply_markup(None)
