"""Telegram at the lowest wire: a transport for the real library that answers from memory, and a clock that is set by hand."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram.request import BaseRequest, RequestData

TOKEN = "123456:palsu-palsu-palsu-palsu-palsu-palsu"
AWAL = datetime(2026, 4, 6, 2, 0, tzinfo=UTC)  # a Monday, 09.00 WIB


class JamPalsu:
    """A clock that stands still until it is moved."""

    def __init__(self, awal: datetime = AWAL) -> None:
        self._kini = awal

    def sekarang(self) -> datetime:
        return self._kini

    def maju(self, detik: float) -> None:
        self._kini += timedelta(seconds=detik)

    def ke(self, saat: datetime) -> None:
        self._kini = max(self._kini, saat)


@dataclass(frozen=True)
class Panggilan:
    """A request that reached Telegram."""

    metode: str
    isi: dict[str, Any]
    berkas: dict[str, bytes]
    waktu: datetime

    @property
    def chat(self) -> int:
        return int(self.isi["chat_id"])


Jawaban = tuple[int, dict[str, Any]] | Exception


def tolak(kode: int, keterangan: str, **parameter: Any) -> Jawaban:
    """An answer with an error code, as Telegram words it."""
    isi: dict[str, Any] = {"ok": False, "error_code": kode, "description": keterangan}
    return kode, {**isi, "parameters": parameter} if parameter else isi


@dataclass
class TelegramPalsu:
    """What Telegram knows: updates that wait, calls that came, and the answers that the next calls get."""

    jam: JamPalsu = field(default_factory=JamPalsu)
    panggilan: list[Panggilan] = field(default_factory=list)
    menunggu: list[dict[str, Any]] = field(default_factory=list)
    aturan: list[Callable[[Panggilan], Jawaban | None]] = field(default_factory=list)
    banyak: Counter[str] = field(default_factory=Counter)
    offset: int = 0
    nomor: int = 1000
    ada: asyncio.Event = field(default_factory=asyncio.Event)

    def kirim_pembaruan(self, *pembaruan: dict[str, Any]) -> None:
        self.menunggu.extend(pembaruan)
        self.ada.set()

    def sekali(self, metode: str, jawaban: Jawaban, *, chat: int | None = None, setelah: bool = False) -> None:
        """The next such call gets this answer; `setelah`: after the effect (delivered, but the caller never learns)."""
        self.kali(1, metode, jawaban, chat=chat, setelah=setelah)

    def kali(
        self, jumlah: int, metode: str, jawaban: Jawaban, *, chat: int | None = None, setelah: bool = False
    ) -> None:
        sisa = [jumlah]

        def aturan(panggilan: Panggilan) -> Jawaban | None:
            cocok = panggilan.metode == metode and (chat is None or panggilan.isi.get("chat_id") == chat)
            if not cocok or not sisa[0]:
                return None
            sisa[0] -= 1
            if setelah:
                self.panggilan.append(panggilan)
            return jawaban

        self.aturan.append(aturan)

    def teks(self, chat: int | None = None) -> list[str]:
        """Texts of messages that arrived, in order."""
        return [p.isi["text"] for p in self.panggilan if p.metode == "sendMessage" and chat in (None, p.chat)]

    def metode(self) -> list[str]:
        return [p.metode for p in self.panggilan]

    async def jawab(self, metode: str, isi: dict[str, Any], berkas: dict[str, bytes]) -> tuple[int, dict[str, Any]]:
        self.banyak[metode] += 1
        panggilan = Panggilan(metode, isi, berkas, self.jam.sekarang())
        for aturan in self.aturan:
            jawaban = aturan(panggilan)
            if isinstance(jawaban, Exception):
                raise jawaban
            if jawaban is not None:
                return jawaban
        if metode == "getUpdates":
            return 200, {"ok": True, "result": await self._ambil(isi.get("offset", 0))}
        if metode == "getMe":
            saya = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "uji_bot"}
            return 200, {"ok": True, "result": saya}
        self.panggilan.append(panggilan)
        return 200, {"ok": True, "result": self._hasil(panggilan)}

    async def _ambil(self, offset: int) -> list[dict[str, Any]]:
        self.offset = max(self.offset, offset)
        self.menunggu = [satu for satu in self.menunggu if satu["update_id"] >= self.offset]
        if not self.menunggu:
            self.ada.clear()
            try:
                await asyncio.wait_for(self.ada.wait(), 0.05)
            except TimeoutError:
                return []
        return self.menunggu[:100]

    def _hasil(self, panggilan: Panggilan) -> Any:
        if panggilan.metode == "sendMediaGroup":
            return [self._pesan(panggilan) for _ in panggilan.isi["media"]]
        if panggilan.metode.startswith("send"):
            return self._pesan(panggilan)
        return True

    def _pesan(self, panggilan: Panggilan) -> dict[str, Any]:
        self.nomor += 1
        jenis = "private" if panggilan.chat > 0 else "supergroup"
        return {"message_id": self.nomor, "date": 1_770_000_000, "chat": {"id": panggilan.chat, "type": jenis}}


class Kabel(BaseRequest):
    """The library's transport, plugged into a TelegramPalsu."""

    def __init__(self, telegram: TelegramPalsu) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        isi = dict(request_data.parameters) if request_data else {}
        bagian = (request_data.multipart_data if request_data else None) or {}
        berkas = {nama: isi_berkas[1] for nama, isi_berkas in bagian.items() if isinstance(isi_berkas[1], bytes)}
        kode, jawaban = await self._telegram.jawab(url.rsplit("/", 1)[-1], isi, berkas)
        return kode, json.dumps(jawaban).encode()


def pesan(update_id: int, dari: int, teks: str, chat: int | None = None) -> dict[str, Any]:
    """An update with a text message."""
    orang = {"id": dari, "is_bot": False, "first_name": f"Orang {dari}"}
    tempat = chat or dari
    jenis = "private" if tempat > 0 else "supergroup"
    isi = {"message_id": update_id, "date": 1_770_000_000, "from": orang, "chat": {"id": tempat, "type": jenis}}
    return {"update_id": update_id, "message": {**isi, "text": teks}}
