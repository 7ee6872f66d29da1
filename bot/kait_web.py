"""The webhook: Telegram brings the updates. Each is stored before it is acknowledged, on the same road as fetched ones.

Answers: 200 stored (or known, or set aside because it cannot be parsed), 500 not stored: Telegram brings it again (K07);
403 without the right secret, 405 for anything but POST, 413 for a body that no update has, 400 for what is no update (K49).
"""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import tornado.httpserver
import tornado.netutil
import tornado.web
from telegram.error import NetworkError

from bot.penerima import BotTahan
from db.kotak_masuk import KotakMasuk

_LOG = logging.getLogger(__name__)

KEPALA_RAHASIA = "X-Telegram-Bot-Api-Secret-Token"
BADAN_TERBESAR = 1024 * 1024  # bytes; Telegram's largest updates have a few ten thousand
DIBUANG_TERBANYAK = 64 * 1024 * 1024  # bytes of a larger body that are read and thrown away, to answer in good form
BATAS_BACA = 30.0  # seconds that a body may take
NOMOR_TERBESAR = 2**63 - 1

Terima = Callable[[bytes], Awaitable[int]]


class KaitWeb:
    """Listens for Telegram on a path of its own. `buka`, then `tutup`."""

    def __init__(self, bot: BotTahan, kotak_masuk: KotakMasuk, jalur: str, rahasia: str) -> None:
        """jalur: the path of WEBHOOK_URL; rahasia: what Telegram must send with each update."""
        self._bot, self._kotak_masuk = bot, kotak_masuk
        self._jalur, self._rahasia = "/" + jalur.strip("/"), rahasia
        self._server: tornado.httpserver.HTTPServer | None = None

    def buka(self, host: str, port: int) -> int:
        """Start to listen; returns the port (for `port` 0 a free one). OSError when the port is taken."""
        bahan = {"jalur": self._jalur, "rahasia": self._rahasia, "terima": self.terima}
        aplikasi = tornado.web.Application([(r"/.*", _Pintu, bahan)], log_function=lambda _: None)
        soket = tornado.netutil.bind_sockets(port, host)
        self._server = tornado.httpserver.HTTPServer(
            aplikasi, max_body_size=DIBUANG_TERBANYAK, body_timeout=BATAS_BACA, idle_connection_timeout=120
        )
        self._server.add_sockets(soket)
        return int(soket[0].getsockname()[1])

    async def tutup(self) -> None:
        """Stop listening; what Telegram could not deliver it brings again."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()
            self._server = None

    async def terima(self, badan: bytes) -> int:
        """Store one update; returns the HTTP status to answer with."""
        mentah = _urai_json(badan)
        if mentah is None:
            return 400
        try:
            await self._kotak_masuk.simpan([mentah], [self._bot.urai(mentah)])
        except NetworkError:
            return 500
        return 200


@tornado.web.stream_request_body
class _Pintu(tornado.web.RequestHandler):
    """Never keeps more than `BADAN_TERBESAR` of a body, whoever sends it."""

    SUPPORTED_METHODS = ("POST",)

    def initialize(self, jalur: str, rahasia: str, terima: Terima) -> None:
        self._jalur, self._rahasia, self._terima = jalur, rahasia, terima
        self._badan, self._terlalu_besar = bytearray(), False

    def data_received(self, chunk: bytes) -> None:
        self._terlalu_besar = self._terlalu_besar or len(self._badan) + len(chunk) > BADAN_TERBESAR
        if not self._terlalu_besar:
            self._badan += chunk

    async def post(self) -> None:
        self._jawab(await self._nilai())

    async def _nilai(self) -> int:
        if self.request.path.rstrip("/") != self._jalur.rstrip("/"):
            return 404
        kepala = self.request.headers.get(KEPALA_RAHASIA, "")
        if not hmac.compare_digest(kepala.encode(), self._rahasia.encode()):
            return 403
        if self._terlalu_besar:
            return 413
        return await self._terima(bytes(self._badan))

    def write_error(self, status_code: int, **lain: Any) -> None:
        """Short, and never with the reason: the other side may be anybody."""
        self._jawab(status_code)

    def _jawab(self, kode: int) -> None:
        self.set_status(kode)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.clear_header("Server")
        if kode == 405:
            self.set_header("Allow", "POST")
        if kode not in (200, 405):
            _LOG.warning("webhook: permintaan dijawab %d", kode)
        self.finish()

    def log_exception(self, *rincian: Any) -> None:
        """The request may hold personal data and the secret: only the kind of the error is told."""
        _LOG.error("webhook: %s", getattr(rincian[0], "__name__", "galat"))


def _urai_json(badan: bytes) -> dict[str, Any] | None:
    """The update as an object; None for what is none."""
    try:
        isi = json.loads(badan)
    except (ValueError, RecursionError):
        return None
    nomor = isi.get("update_id") if isinstance(isi, dict) else None
    return isi if type(nomor) is int and 0 <= nomor <= NOMOR_TERBESAR else None
