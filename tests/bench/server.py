"""The simulated Telegram in a process of its own, with people who act on command: `python -m tests.bench.server`.

One JSON object per line on standard input, one answer per line on standard output. Moments are those of
`time.perf_counter`, which all processes of a computer share.
"""

import asyncio
import json
import sys
import time
from typing import Any

from bot.simulasi import perbuatan
from bot.simulasi.dunia import Dunia
from bot.simulasi.model import Panggilan, Peristiwa, Pesan
from bot.simulasi.server import Simulator

HENING = 0.3
BATAS_TUNGGU = 60.0  # seconds until a bot that does not answer is given up


class DuniaUkur(Dunia):
    """Notes when the bot fetches for the first time."""

    ambil_pertama: float | None = None

    def akui(self, offset: int) -> None:
        if self.ambil_pertama is None:
            self.ambil_pertama = time.perf_counter()
        super().akui(offset)


class Pengukur:
    """The people, and what the bot answers them. Every public method is a command."""

    def __init__(self) -> None:
        self.dunia = DuniaUkur(batas_laju=False)
        self.dunia.pendengar.append(self._lihat)
        self.simulator = Simulator(self.dunia)
        self.terjawab: dict[str, float] = {}  # press → when its answer came
        self.kiriman = 0  # messages of the bot in private chats
        self.suntingan = 0
        self.terakhir: dict[int, float] = {}  # private chat → when the bot's last message came

    def _lihat(self, p: Peristiwa) -> None:
        if p.jenis == "jawab" and p.panggilan is not None:
            self.terjawab[p.panggilan.id] = time.perf_counter()
        elif p.jenis == "pesan" and p.pesan is not None and p.pesan.dari_bot:
            self.kiriman += p.pesan.obrolan.pribadi
            self.terakhir[p.pesan.obrolan.id] = time.perf_counter()
        elif p.jenis == "sunting":
            self.suntingan += 1

    async def alamat(self) -> dict[str, str]:
        await self.simulator.mulai()
        return {"url": self.simulator.url_api, "token": self.dunia.token}

    async def penduduk(self, orang: list[int], grup: list[tuple[int, list[int]]]) -> None:
        """People who have pressed START, and groups."""
        for nomor in orang:
            self.dunia.tambah_orang(nomor, f"Orang {nomor}", mulai=True)
        for nomor, anggota in grup:
            self.dunia.tambah_grup(nomor, f"Grup {nomor}", anggota)

    async def tulis(self, teks: list[tuple[int, str]], jawaban: int) -> float:
        """Everybody writes at once; seconds until so many messages have come back to them."""
        sampai = self.kiriman + jawaban
        mulai = time.perf_counter()
        for nomor, isi in teks:
            perbuatan.tulis(self.dunia, self.dunia.orang[nomor], isi)
        await self._sampai(lambda: self.kiriman >= sampai)
        return time.perf_counter() - mulai

    async def tekan(self, tombol: list[tuple[int, str]], serentak: bool, jeda: float = 0.0) -> list[Any]:
        """Presses, one after the other (with a pause) or at once: [update, pressed, answered] of each."""
        catatan: list[tuple[int, float, Panggilan]] = []
        for nomor, data in tombol:
            catatan.append(self._tekan(nomor, data))
            if not serentak:
                await self._terjawab(catatan[-1:])
                await asyncio.sleep(jeda)
        await self._terjawab(catatan)
        return [(update, saat, self.terjawab[p.id]) for update, saat, p in catatan]

    async def tiba(self, orang: list[int]) -> dict[int, float]:
        """Wait until the bot has written to each of these again; when it did."""
        sejak = time.perf_counter()
        await self._sampai(lambda: all(self.terakhir.get(n, 0.0) > sejak for n in orang))
        return {n: self.terakhir[n] for n in orang}

    async def ambil(self, ulang: bool = False) -> float | None:
        """When the bot fetched for the first time."""
        if ulang:
            self.dunia.ambil_pertama = None
            return None
        await self._sampai(lambda: self.dunia.ambil_pertama is not None)
        return self.dunia.ambil_pertama

    async def hening(self) -> dict[str, int]:
        """Wait until nothing has happened for a moment; what the bot has sent so far."""
        await self.dunia.tenang(BATAS_TUNGGU, hening=HENING)
        return {"kiriman": self.kiriman, "suntingan": self.suntingan}

    def _tekan(self, nomor: int, data: str) -> tuple[int, float, Panggilan]:
        saat = time.perf_counter()
        panggilan = perbuatan.tekan(self.dunia, self.dunia.orang[nomor], data, nomor, self._pesan(nomor, data))
        return self.dunia.nomor_terakhir, saat, panggilan

    def _pesan(self, nomor: int, data: str) -> int:
        """The message that carries the button, else the last one."""

        def ada(p: Pesan) -> bool:
            return any(t.get("callback_data") == data for baris in p.tombol for t in baris)

        semua = list(self.dunia.obrolan[nomor].pesan.values())
        return next((p.id for p in reversed(semua) if ada(p)), len(semua))

    async def _terjawab(self, catatan: list[tuple[int, float, Panggilan]]) -> None:
        await self._sampai(lambda: all(p.id in self.terjawab for _, _, p in catatan))

    async def _sampai(self, cukup: Any) -> None:
        """Looks again whenever something has happened."""
        async with asyncio.timeout(BATAS_TUNGGU):
            while not cukup():
                masa = asyncio.get_running_loop().create_future()
                self.dunia._pengamat.append(masa)
                await masa


async def jalan() -> None:
    pengukur = Pengukur()
    loop = asyncio.get_running_loop()
    while baris := await loop.run_in_executor(None, sys.stdin.readline):
        perintah = json.loads(baris)
        hasil = await getattr(pengukur, perintah.pop("apa"))(**perintah)
        print(json.dumps(hasil), flush=True)
    await pengukur.simulator.berhenti()


if __name__ == "__main__":
    asyncio.run(jalan())
