"""The chat page's own API under /simulasi/."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from tornado.httputil import HTTPServerRequest

from bot.simulasi.dunia import Dunia
from bot.simulasi.http import jawab_json, kirim


class Antarmuka:
    def __init__(
        self,
        dunia: Dunia,
        saat_berikutnya: Callable[[], Awaitable[datetime | None]] | None,
        setelah_maju: Callable[[], Awaitable[None]] | None,
        hari_kerja_berikut: Callable[[datetime], datetime] | None,
    ) -> None:
        self.dunia = dunia

    def tutup(self) -> None: ...

    async def layani(self, permintaan: HTTPServerRequest) -> None:
        kirim(permintaan, jawab_json({"ok": False}, 404))
