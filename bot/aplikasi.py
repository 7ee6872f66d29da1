"""Wires database, Telegram and scheduler together; starts and stops them."""

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

from httpx import Limits
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ContextTypes
from telegram.request import HTTPXRequest

from bot import catatan, kesehatan
from bot.galat_telegram import BerhentiTotal, TokenDitolak, WebhookDitolak
from bot.jam import Jam, JamSistem
from bot.kait_web import KaitWeb
from bot.kesehatan import Kesehatan
from bot.kunci import Kunci, SudahBerjalan
from bot.kurir import Kurir
from bot.laju import Laju
from bot.layanan import bangun, kantor_grup, pejabat
from bot.layanan.dasar import Layanan
from bot.layanan.segel import dari, periksa_segel
from bot.penerima import JENIS_PEMBARUAN, BotTahan, rakit
from bot.pengaturan import Pengaturan, siapkan_folder
from bot.sop.penolakan import Ditolak
from db.kotak_masuk import KotakMasuk
from db.pangkalan import Kabar, Pangkalan
from handlers import daftarkan
from handlers.konteks import LAYANAN, Konteks
from handlers.perintah import pasang_menu_umum, segarkan_menu
from jadwal.penjadwal import Penjadwal

_LOG = logging.getLogger(__name__)

KURIR = "kurir"
GANTI_UTAS = 0.001  # seconds; Python's own 0.005 adds up when database and file threads work
# Room for the updates in work (db.kotak_masuk) and the courier's chats. Every request looks at each idle connection, so
# they are few; as many are kept as there may be, for beyond the second number httpcore closes one after every answer.
SAMBUNGAN = Limits(max_connections=16, max_keepalive_connections=16)
TUNGGU_TELEGRAM = (1, 2, 5, 10, 30)  # seconds between attempts to reach Telegram at start


class Aplikasi:
    """The running bot. `mulai`, then `tunggu` until it is told to stop, then `berhenti`."""

    def __init__(self, pengaturan: Pengaturan, jam: Jam | None = None, laju: Laju | None = None) -> None:
        self.pengaturan = pengaturan
        self.jam = jam or JamSistem()
        self.folder = siapkan_folder(pengaturan)
        self.kunci = Kunci(pengaturan.url_basisdata, self.folder)
        self.pangkalan = Pangkalan(pengaturan.url_basisdata)
        self.layanan = Layanan(
            self.pangkalan, self.jam, self.folder, frozenset(pengaturan.admin_ids), segel=dari(pengaturan)
        )
        self.kotak_masuk = KotakMasuk(self.pangkalan, self.jam, kantor_grup.saat_disisihkan(self._layanan))
        self.kesehatan = Kesehatan(self.pangkalan, self.jam)
        self.bot = self._buat_bot()
        konteks = ContextTypes(context=Konteks)
        self.telegram = rakit(self.bot, self.kotak_masuk, konteks=konteks, bukan_gagal=(Ditolak,))
        self.kurir = Kurir(
            self.pangkalan,
            self.bot,
            self.jam,
            self.layanan.tempat_berkas,
            kantor_grup.saat_tak_terjangkau(self._layanan),
            kantor_grup.saat_gagal(self._layanan),
            kantor_grup.ikut_pindah,
            saat_topik_hilang=kantor_grup.saat_topik_hilang(self._layanan),
            laju=laju,
        )
        self.penjadwal = Penjadwal(self.layanan, self._saat_detak)
        self.kait: KaitWeb | None = None
        self._tugas: list[asyncio.Task[None]] = []
        self._menu: set[asyncio.Task[None]] = set()  # command menus being changed
        self.pangkalan.dengarkan(self._dengar)
        self._denyut: asyncio.Task[None] | None = None  # writes down that messages are being fetched
        self._berdenyut = datetime.min.replace(tzinfo=UTC)
        self._gagal_ambil = False
        self._selesai: asyncio.Future[BaseException | None] | None = None

    def _layanan(self) -> Layanan:
        return self.layanan

    def _buat_bot(self) -> BotTahan:
        akar = self.pengaturan.telegram_api_url
        alamat = {"base_url": f"{akar}/bot", "base_file_url": f"{akar}/file/bot"} if akar else {}
        return BotTahan(
            self.pengaturan.token,
            self.kotak_masuk,
            saat_ambil=self._saat_ambil,
            saat_fatal=self.akhiri,
            request=HTTPXRequest(pool_timeout=10, httpx_kwargs={"limits": SAMBUNGAN}),
            get_updates_request=HTTPXRequest(connection_pool_size=2),
            **alamat,
        )

    async def mulai(self) -> None:
        """Lock, migrate, say hello to Telegram, catch up, fetch. Raises SudahBerjalan, TokenDitolak and others."""
        self._selesai = asyncio.get_running_loop().create_future()
        if self.kunci.sqlite:
            if not await self.kunci.ambil():
                raise SudahBerjalan(self.folder)
        else:
            await self.kunci.tunggu()
        await asyncio.to_thread(self.pangkalan.migrasikan)
        if self.pengaturan.status_listen:
            self.kesehatan.buka(self.pengaturan.status_listen.host, self.pengaturan.status_listen.port)
        daftarkan(self.telegram)
        await self._sampai_terjangkau(self.telegram.initialize)
        self.layanan = replace(self.layanan, tautan_bot=f"https://t.me/{self.bot.username}")
        self.telegram.bot_data[LAYANAN] = self.layanan
        self.penjadwal.pakai(self.layanan)
        await bangun.mulai(self.layanan)
        await periksa_segel(self.layanan)
        self._berdenyut = self.jam.sekarang()
        await self._mulai_menerima()
        self._jaga(self.kurir.jalan(), KURIR)
        self.penjadwal.mulai()
        if not self.kunci.sqlite:
            self._jaga(self.kunci.jaga(self._kehilangan_kunci), "kunci")
        self._jaga(self._pasang_menu(), "menu")
        _LOG.info("bot @%s berjalan", self.bot.username)

    def _saat_ambil(self) -> None:
        """Messages were fetched; after a long time out of reach of Telegram that may be news (K12)."""
        self.kesehatan.catat_detak(kesehatan.AMBIL, self.jam.sekarang())
        if self._gagal_ambil:
            self._gagal_ambil = False
            self._denyutkan(bangun.mulai)

    def _saat_detak(self, waktu: datetime) -> None:
        self.kesehatan.catat_detak(kesehatan.JADWAL, waktu)
        if not self._gagal_ambil and waktu - self._berdenyut >= bangun.DENYUT:
            self._denyutkan(bangun.catat)

    def _denyutkan(self, catat: Callable[[Layanan], Awaitable[None]]) -> None:
        if self._denyut is None or self._denyut.done():
            self._berdenyut = self.jam.sekarang()
            self._denyut = asyncio.get_running_loop().create_task(self._tulis_denyut(catat), name="denyut")

    async def _tulis_denyut(self, catat: Callable[[Layanan], Awaitable[None]]) -> None:
        try:
            await catat(self.layanan)
        except (SQLAlchemyError, OSError) as galat:
            _LOG.error("denyut tidak dapat ditulis: %s", type(galat).__name__)

    def _saat_gagal_ambil(self, galat: TelegramError) -> None:
        """One line for each failed fetch; what ends the program is told when it ends."""
        self._gagal_ambil = True
        if not isinstance(galat, Conflict):
            _LOG.warning("pesan masuk belum dapat diambil: %s", type(galat).__name__)

    async def _sampai_terjangkau(self, sapa: Callable[[], Awaitable[object]]) -> None:
        """Talk to Telegram, however long it takes to reach it; what it refuses ends the program at once."""
        for jeda in (*TUNGGU_TELEGRAM, *([TUNGGU_TELEGRAM[-1]] * 10_000)):
            try:
                await sapa()
                return
            except InvalidToken:
                raise TokenDitolak() from None
            except BadRequest:
                raise
            except (NetworkError, RetryAfter) as galat:
                _LOG.warning("Telegram belum terjangkau (%s), dicoba lagi dalam %d detik", type(galat).__name__, jeda)
                await asyncio.sleep(jeda)

    async def _mulai_menerima(self) -> None:
        if self.pengaturan.webhook_url:
            await self._pasang_kait(self.pengaturan.webhook_url)
        else:
            assert self.telegram.updater is not None
            await self.telegram.updater.start_polling(
                timeout=30,
                allowed_updates=list(JENIS_PEMBARUAN),
                bootstrap_retries=-1,
                error_callback=self._saat_gagal_ambil,
            )
        await self.telegram.start()

    async def _pasang_kait(self, alamat: str) -> None:
        p = self.pengaturan
        self.kesehatan.wajib = (kesehatan.JADWAL,)
        self.kait = KaitWeb(self.bot, self.kotak_masuk, urlsplit(alamat).path, p.rahasia_webhook)
        self.kait.buka(p.webhook_listen.host, p.webhook_listen.port)
        pasang = partial(
            self.bot.set_webhook, alamat, secret_token=p.rahasia_webhook, allowed_updates=list(JENIS_PEMBARUAN)
        )
        try:
            await self._sampai_terjangkau(pasang)
        except BadRequest as galat:
            raise WebhookDitolak(galat.message) from None

    def _dengar(self, kabar: Kabar) -> None:
        """Somebody's rights have changed by themselves: their menu follows."""
        for akun in kabar.get(pejabat.MENU_BERUBAH, ()):
            tugas = asyncio.get_running_loop().create_task(segarkan_menu(self.bot, self.layanan, akun), name="menu")
            self._menu.add(tugas)
            tugas.add_done_callback(self._menu.discard)

    async def _pasang_menu(self) -> None:
        with suppress(TelegramError):  # a decoration; it is tried again at the next start
            await pasang_menu_umum(self.bot)

    async def _kehilangan_kunci(self) -> None:
        self.akhiri(SudahBerjalan(self.folder))

    def _jaga(self, kerja, nama: str) -> None:  # type: ignore[no-untyped-def]
        tugas = asyncio.get_running_loop().create_task(kerja, name=nama)
        tugas.add_done_callback(self._periksa)
        self._tugas.append(tugas)

    def _periksa(self, tugas: "asyncio.Task[None]") -> None:
        if not tugas.cancelled() and (galat := tugas.exception()) is not None:
            self.akhiri(galat)

    def akhiri(self, sebab: BaseException | None = None) -> None:
        """Ask the program to stop; with a cause when it cannot go on."""
        if self._selesai is not None and not self._selesai.done():
            self._selesai.set_result(sebab)

    @property
    def sibuk(self) -> bool:
        """Whether there is work that could be done now."""
        denyut = self._denyut is not None and not self._denyut.done()
        return denyut or bool(self._menu) or self.kotak_masuk.sibuk or self.penjadwal.sibuk or self.kurir.sibuk

    async def tunggu(self) -> BaseException | None:
        """Until somebody asks the program to stop; returns the cause, if it cannot go on."""
        assert self._selesai is not None
        return await self._selesai

    async def berhenti(self) -> None:
        """The current updates end, the rest stays in the inbox (K06)."""
        assert self.telegram.updater is not None
        await self.penjadwal.berhenti()
        self.kurir.berhenti()
        if self.kait is not None:
            await self.kait.tutup()
        if self.telegram.updater.running:
            await self.telegram.updater.stop()
        if self.telegram.running:
            await self.telegram.stop()
        for tugas in self._tugas:
            if tugas.get_name() != KURIR:  # the courier ends by itself, after the requests under way
                tugas.cancel()
        if self._tugas:
            _, sisa = await asyncio.wait(self._tugas, timeout=4)
            for tugas in sisa:
                tugas.cancel()
        await asyncio.gather(*self._menu, *([self._denyut] if self._denyut else []))
        with suppress(TelegramError):
            await self.telegram.shutdown()
        await self.layanan.perakit.tutup()
        await self.kesehatan.tutup()
        await self.kunci.lepas()
        await asyncio.to_thread(self.pangkalan.tutup)


def dahulukan_loop() -> None:
    """The event loop comes before whatever else the process does.

    Threads that compute give way sooner; what is loaded by now is not looked through for garbage again, which takes a
    tenth of a second.
    """
    sys.setswitchinterval(GANTI_UTAS)
    gc.collect()
    gc.freeze()


async def _jalankan(pengaturan: Pengaturan) -> int:
    aplikasi = Aplikasi(pengaturan)
    mulai = asyncio.create_task(aplikasi.mulai())

    def hentikan() -> None:
        # Telegram may be out of reach for hours: the program must be able to stop before it has begun.
        if not mulai.cancel():
            aplikasi.akhiri()

    _pasang_isyarat(hentikan)
    try:
        await mulai
        dahulukan_loop()
        sebab = await aplikasi.tunggu()
    except (SudahBerjalan, BerhentiTotal) as galat:
        sebab = galat
    except asyncio.CancelledError:
        if not mulai.cancelled():
            raise
        sebab = None
    finally:
        await aplikasi.berhenti()
    if sebab is None:
        return 0
    if isinstance(sebab, BerhentiTotal | SudahBerjalan):
        print(str(sebab), file=sys.stderr)
    else:
        _LOG.error("program berhenti", exc_info=sebab)
        print("Program berhenti karena gangguan yang tidak terduga; lihat catatan di atas.", file=sys.stderr)
    return 1


def _pasang_isyarat(hentikan: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for isyarat in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(isyarat, hentikan)
        except NotImplementedError:  # Windows: the loop has no signal handlers
            signal.signal(isyarat, lambda *_: loop.call_soon_threadsafe(hentikan))


def jalankan(pengaturan: Pengaturan) -> int:
    """Run until Ctrl+C or a stop signal. Returns the exit code: 0, or 1 when it could not (go on) run."""
    catatan.siapkan(pengaturan)
    return asyncio.run(_jalankan(pengaturan))
