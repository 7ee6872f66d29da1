"""Fetching a file that somebody sent: with a new link when the transfer breaks, and compared with what was announced (K59)."""

import asyncio
import logging

from telegram import Document, PhotoSize
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

_LOG = logging.getLogger(__name__)

BATAS_AMBIL = 20 * 1024 * 1024  # bytes that a bot may fetch from Telegram
JEDA = (0.2, 1.0)  # seconds before the second and the third attempt


class TerlaluBesar(Exception):
    """Telegram does not hand out a file of this size to bots."""


class BelumTerambil(Exception):
    """The file did not arrive whole. The update stays in the inbox and is tried again later."""


async def ambil(berkas: Document | PhotoSize) -> bytes:
    """The content, whole. Raises TerlaluBesar before anything is fetched, BelumTerambil after three attempts."""
    if (berkas.file_size or 0) > BATAS_AMBIL:
        raise TerlaluBesar
    for jeda in (*JEDA, None):
        try:
            return await _sekali(berkas)
        except (RetryAfter, Forbidden):
            raise
        except (TelegramError, _Terpotong) as galat:
            if isinstance(galat, BadRequest) and "too big" in galat.message.casefold():
                raise TerlaluBesar from None
            _LOG.warning("berkas belum terambil: %s", type(galat).__name__)
        if jeda is not None:
            await asyncio.sleep(jeda)
    raise BelumTerambil


class _Terpotong(Exception):
    """Fewer or more bytes than Telegram announced."""


async def _sekali(berkas: Document | PhotoSize) -> bytes:
    """One attempt with a link of its own: links expire after an hour."""
    tautan = await berkas.get_file()
    data = bytes(await tautan.download_as_bytearray())
    if len(data) != (berkas.file_size or tautan.file_size or len(data)):
        raise _Terpotong
    return data
