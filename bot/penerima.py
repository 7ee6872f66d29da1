"""Taking updates in: fetched ones are stored before they are acknowledged, handled ones are marked, failed ones come again.

The Telegram library stays as it is; its bot and its application are given other ways at the three places where it would
lose an update: parsing a batch, handing out, and swallowing errors of handlers.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import Update
from telegram.error import Conflict, Forbidden, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot

from bot.catatan import sembunyikan
from bot.galat_telegram import BerhentiTotal, BotGanda, TerlambatMenjawab, TokenDitolak, terjemahkan
from db.kotak_masuk import KotakMasuk, SudahDitangani

_LOG = logging.getLogger(__name__)

BERHENTI_DALAM = 4.0  # seconds that running handlers get when the program stops (K06)
JEDA_BASIS_DATA = 1.0  # seconds before an update is tried again whose result could not be stored
JENIS_PEMBARUAN = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member", "channel_post")

_galat_handler: ContextVar[list[Exception] | None] = ContextVar("galat_handler", default=None)


class BotTahan(ExtBot[None]):
    """The library's bot, whose `get_updates` stores the whole batch raw in one transaction and parses one by one (K08).

    `saat_ambil()` is called after every successful fetch, `saat_fatal(galat)` when the token is refused or another
    process fetches with it: the program must end (K11, K24).
    """

    def __init__(
        self,
        token: str,
        kotak_masuk: KotakMasuk,
        *,
        saat_ambil: Callable[[], None] = lambda: None,
        saat_fatal: Callable[[BerhentiTotal], None] = lambda _: None,
        **lain: Any,
    ) -> None:
        super().__init__(token, **lain)
        with self._unfrozen():
            self._kotak_masuk = kotak_masuk
            self._saat_ambil = saat_ambil
            self._saat_fatal = saat_fatal
        kotak_masuk.bot = self

    async def initialize(self) -> None:
        """As the library's; raises TokenDitolak, which does not name the token."""
        try:
            await super().initialize()
        except InvalidToken:
            raise TokenDitolak() from None

    async def get_updates(
        self,
        offset: int | None = None,
        limit: int | None = None,
        timeout: int | timedelta | None = None,
        allowed_updates: Sequence[str] | None = None,
        **lain: Any,
    ) -> tuple[Update, ...]:
        if timeout == timedelta(0):
            return ()  # the library's farewell when polling ends; what it would acknowledge is stored anyway
        batas_baca = (self._request[0].read_timeout or 0) + _detik(timeout)
        data = {"timeout": timeout, "offset": offset, "limit": limit, "allowed_updates": allowed_updates}
        try:
            mentah = await self._post("getUpdates", data, **{**lain, "read_timeout": batas_baca})
        except (InvalidToken, Conflict) as galat:
            fatal = TokenDitolak() if isinstance(galat, InvalidToken) else BotGanda()
            self._saat_fatal(fatal)
            raise Conflict(str(fatal)) from None
        terurai = [self.urai(satu) for satu in mentah]
        await self._kotak_masuk.simpan(mentah, terurai)
        self._saat_ambil()
        return tuple(urai or Update(satu["update_id"]) for satu, urai in zip(mentah, terurai, strict=True))

    def urai(self, mentah: dict[str, Any]) -> Update | None:
        """The library's form of a raw update; None when it cannot be read."""
        try:
            return Update.de_json(mentah, self)
        except Exception as galat:  # whatever the library trips over must not block the batch
            _LOG.error("pesan masuk %s tidak dapat diurai: %s", mentah.get("update_id"), type(galat).__name__)
            return None


class AplikasiTahan(Application):
    """The library's application: handles updates of different chats at the same time, of one chat in order.

    Register handlers with `block=True` (the library's default): what goes on after the call is nobody's to mark.
    Errors of the kinds `bukan_gagal` are answers to the person, not failures: the update counts as handled.
    """

    def __init__(self, *, bukan_gagal: tuple[type[Exception], ...] = (), **lain: Any) -> None:
        super().__init__(**lain)
        antrean = lain["update_queue"]
        assert isinstance(antrean, KotakMasuk)
        self._antrean = antrean
        self._bukan_gagal = bukan_gagal

    async def process_update(self, update: object) -> None:
        """Handle and mark; a failure is noted instead, unless the service has applied the update already."""
        if not isinstance(update, Update):
            await super().process_update(update)
            return
        galat: list[Exception] = []
        tanda = _galat_handler.set(galat)
        try:
            await super().process_update(update)
        finally:
            _galat_handler.reset(tanda)
        if galat and not self._antrean.sudah_ditandai(update.update_id):
            sebab = sembunyikan(f"{type(galat[0]).__name__}: {galat[0]}")
            await self._antrean.catat_gagal(update.update_id, sebab)
        else:
            await self._antrean.tandai(update.update_id)

    async def process_error(self, update: object, error: Exception, *lain: Any, **nama: Any) -> bool:
        """Note a handler's error for `process_update`; the person is told of a failure once, not at every attempt."""
        if isinstance(error, SudahDitangani):
            return True
        galat = _galat_handler.get()
        if galat is not None and self._kegagalan(error):
            galat.append(error)
            if isinstance(update, Update) and self._antrean.percobaan(update.update_id):
                _LOG.error("pesan masuk %s gagal lagi", update.update_id, exc_info=error)
                return True
        return await super().process_error(update, error, *lain, **nama)

    def _kegagalan(self, error: Exception) -> bool:
        """Whether another attempt may help; a person who blocked the bot stays unreachable, a late toast stays late."""
        if isinstance(error, TelegramError):
            return not isinstance(error, Forbidden) and not isinstance(terjemahkan(error), TerlambatMenjawab)
        return not isinstance(error, self._bukan_gagal)

    async def _update_fetcher(self) -> None:
        """Take the place of the library's loop, which handles everything one after the other or all at once."""
        tugas: set[asyncio.Task[None]] = set()
        while isinstance(pembaruan := await self._antrean.get(), Update):
            satu = asyncio.create_task(self._tangani(pembaruan), name=f"pesan-masuk-{pembaruan.update_id}")
            tugas.add(satu)
            satu.add_done_callback(tugas.discard)
        if tugas:
            await asyncio.wait(tugas, timeout=BERHENTI_DALAM)
        for satu in list(tugas):
            satu.cancel()
        await asyncio.gather(*tugas, return_exceptions=True)

    async def _tangani(self, pembaruan: Update) -> None:
        try:
            await self.process_update(pembaruan)
        except (SQLAlchemyError, OSError) as galat:
            _LOG.error("hasil pesan masuk %s tidak dapat disimpan: %s", pembaruan.update_id, type(galat).__name__)
            self._antrean.kembalikan(pembaruan.update_id, JEDA_BASIS_DATA)
        except BaseException:
            self._antrean.kembalikan(pembaruan.update_id)
            raise


def rakit(
    bot: BotTahan,
    kotak_masuk: KotakMasuk,
    *,
    konteks: ContextTypes | None = None,
    bukan_gagal: tuple[type[Exception], ...] = (),
) -> AplikasiTahan:
    """The application around bot and inbox, without job queue and persistence. `konteks`: own context classes."""
    pembangun: ApplicationBuilder = ApplicationBuilder().bot(bot).update_queue(kotak_masuk).job_queue(None)
    pembangun = pembangun.application_class(AplikasiTahan, {"bukan_gagal": bukan_gagal})
    if konteks is not None:
        pembangun = pembangun.context_types(konteks)
    aplikasi = pembangun.build()
    assert isinstance(aplikasi, AplikasiTahan)
    return aplikasi


def _detik(timeout: int | timedelta | None) -> float:
    return timeout.total_seconds() if isinstance(timeout, timedelta) else float(timeout or 0)
