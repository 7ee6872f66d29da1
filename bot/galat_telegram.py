"""What Telegram answers in English, translated once into exceptions of our own.

The order of the tests matters: in python-telegram-bot `BadRequest` and `TimedOut` are kinds of `NetworkError`.
"""

import os

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

# The library's next major version tells `retry_after` as a timedelta; until then it warns at every 429 unless asked to.
os.environ.setdefault("PTB_TIMEDELTA", "1")


class GalatTelegram(Exception):
    """Telegram did not do what it was asked to. `keterangan`: Telegram's own words."""

    def __init__(self, keterangan: str = "") -> None:
        self.keterangan = keterangan
        super().__init__(keterangan or type(self).__name__)


class TidakBerubah(GalatTelegram):
    """The message already looks like that: as good as done."""


class PesanHilang(GalatTelegram):
    """The message to be edited is not there any more."""


class TerlambatMenjawab(GalatTelegram):
    """The press of a button is too old to be answered with a toast."""


class MarkupRusak(GalatTelegram):
    """Telegram cannot read the tags."""


class TerlaluPanjang(GalatTelegram):
    """Text or caption beyond Telegram's limit."""


class TopikHilang(GalatTelegram):
    """The topic of the forum was closed or deleted."""


class TakTerjangkau(GalatTelegram):
    """The bot may not write to this chat: blocked, never started, removed, muted."""


class ChatTakDitemukan(TakTerjangkau):
    """Telegram does not know the chat: a person who never pressed START, or a group that is gone."""


class GrupPindah(GalatTelegram):
    """The group has become the supergroup `baru`."""

    def __init__(self, baru: int) -> None:
        self.baru = baru
        super().__init__(f"pindah ke {baru}")


class Tunggu(GalatTelegram):
    """Too many requests: not before `detik` seconds have passed."""

    def __init__(self, detik: float) -> None:
        self.detik = detik
        super().__init__(f"tunggu {detik:g} detik")


class Putus(GalatTelegram):
    """The request has not reached Telegram, or Telegram is out of order: nothing was done."""


class Ragu(GalatTelegram):
    """The request was sent and no answer came: it may have been carried out."""


class DitolakTetap(GalatTelegram):
    """Telegram will never accept this."""


class BerhentiTotal(GalatTelegram):
    """The program cannot go on."""


class TokenDitolak(BerhentiTotal):
    """The token was revoked or is wrong."""

    def __init__(self) -> None:
        super().__init__("Telegram menolak token bot. Ambil token yang berlaku dari BotFather dan isi TELEGRAM_TOKEN.")


class BotGanda(BerhentiTotal):
    """Another process fetches updates with the same token."""

    def __init__(self) -> None:
        super().__init__("Program lain sedang memakai token bot ini. Hentikan salah satunya.")


class WebhookDitolak(BerhentiTotal):
    """Telegram does not want to bring updates to WEBHOOK_URL."""

    def __init__(self, keterangan: str) -> None:
        super().__init__(f"Telegram menolak WEBHOOK_URL ({keterangan}). Perbaiki alamatnya di .env.")


_TERTENTU: tuple[tuple[type[GalatTelegram], tuple[str, ...]], ...] = (
    (TidakBerubah, ("message is not modified", "message_not_modified")),
    (
        PesanHilang,
        ("message to edit not found", "message can't be edited", "message_id_invalid", "message identifier is not"),
    ),
    (TerlambatMenjawab, ("query is too old", "query_id_invalid", "query id is invalid")),
    (MarkupRusak, ("can't parse entities", "unsupported start tag", "entity_bounds_invalid")),
    (TerlaluPanjang, ("too long", "too_long")),
    (TopikHilang, ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")),
    (ChatTakDitemukan, ("chat not found", "peer_id_invalid", "user not found")),
    (
        TakTerjangkau,
        (
            "not enough rights",
            "have no rights",
            "need administrator rights",
            "chat_write_forbidden",
            "chat_restricted",
            "chat_admin_required",
            "user_is_blocked",
            "input_user_deactivated",
        ),
    ),
)
_BELUM_SAMPAI = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


def terjemahkan(galat: TelegramError) -> GalatTelegram:
    """One of the exceptions above for whatever the library raised."""
    match galat:
        case RetryAfter():
            return Tunggu(galat._retry_after.total_seconds())
        case ChatMigrated():
            return GrupPindah(galat.new_chat_id)
        case InvalidToken():
            return TokenDitolak()
        case Conflict():
            return BotGanda()
        case Forbidden():
            return TakTerjangkau(galat.message)
        case BadRequest():
            return _permintaan_buruk(galat.message)
        case NetworkError():
            return _jaringan(galat)
    return Putus(galat.message)


def _permintaan_buruk(keterangan: str) -> GalatTelegram:
    kecil = keterangan.lower()
    for jenis, tanda in _TERTENTU:
        if any(kata in kecil for kata in tanda):
            return jenis(keterangan)
    return DitolakTetap(keterangan)


def _jaringan(galat: NetworkError) -> GalatTelegram:
    sebab = galat.__cause__
    if isinstance(sebab, _BELUM_SAMPAI):
        return Putus(galat.message)
    if isinstance(galat, TimedOut) or isinstance(sebab, httpx.TransportError):
        return Ragu(galat.message)
    return Putus(galat.message)
