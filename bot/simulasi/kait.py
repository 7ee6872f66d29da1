"""Webhook delivery: each waiting update is posted to the bot's address until it is taken (2xx)."""

import asyncio
import json

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from bot.simulasi.dunia import Dunia
from bot.simulasi.model import Pembaruan

JEDA_ULANG = 0.5


class Pengirim:
    """Delivers in order, one at a time, as long as a webhook is set."""

    def __init__(self, dunia: Dunia) -> None:
        self.dunia = dunia
        self._tugas: asyncio.Task[None] | None = None

    def mulai(self) -> None:
        self._tugas = asyncio.get_running_loop().create_task(self._putar())

    async def berhenti(self) -> None:
        if self._tugas is not None:
            self._tugas.cancel()
            await asyncio.gather(self._tugas, return_exceptions=True)
            self._tugas = None

    async def _putar(self) -> None:
        while True:
            if not (self.dunia.webhook and self.dunia.antrean):
                await self.dunia.menunggu_pembaruan()
            elif await self._antar(pertama := self.dunia.antrean[0]):
                if self.dunia.antrean and self.dunia.antrean[0] is pertama:
                    self.dunia.antrean.popleft()
                self.dunia.bergerak()
            else:
                await asyncio.sleep(JEDA_ULANG)

    async def _antar(self, pembaruan: Pembaruan) -> bool:
        kait = self.dunia.webhook
        kepala = {"Content-Type": "application/json"}
        if kait["rahasia"]:
            kepala["X-Telegram-Bot-Api-Secret-Token"] = kait["rahasia"]
        badan = json.dumps(pembaruan.json())
        try:
            await AsyncHTTPClient().fetch(HTTPRequest(kait["url"], "POST", kepala, badan, request_timeout=30))
        except (HTTPClientError, OSError) as galat:
            kait["last_error_date"] = self.dunia.kini()
            kait["last_error_message"] = f"Wrong response from the webhook: {galat}"
            return False
        return True
