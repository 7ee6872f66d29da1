"""The process itself: from `python -m bot jalan` to the first `getUpdates`, and what it takes when nothing happens."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from tests.bench.hasil import Ukuran
from tests.bench.kantor import buka, pasang_kantor, penduduk, perintahkan
from tests.bench.telegram import Telegram, telegram

KANTOR = 5
DIAM = 6.0  # seconds without anything to do before memory is looked at
ULANG = 3


async def ukur(folder: Path) -> list[Ukuran]:
    async with telegram() as t:
        orang, kelompok = penduduk(KANTOR)
        await t("penduduk", orang=orang, grup=kelompok)
        async with _bot(t, folder / "pemanasan"):  # leaves byte code behind, as the first start after an installation
            await t("hening")
        async with _bot(t, folder / "baru") as pertama:
            await t("hening")
        layanan = buka(folder / "lama")
        pasang_kantor(layanan.pangkalan, KANTOR)
        await perintahkan(layanan, KANTOR)
        layanan.pangkalan.tutup()
        lama = []
        for _ in range(ULANG):
            async with _bot(t, folder / "lama") as mulai:
                lama.append(mulai.detik)
                await t("hening")
        async with _bot(t, folder / "lama") as mulai:
            await asyncio.sleep(DIAM)
            diam = memori(mulai.pid)
            await t("tulis", teks=[(orang[n % len(orang)], "/tugas") for n in range(200)], jawaban=200)
            await asyncio.sleep(DIAM)
            sesudah = memori(mulai.pid)
    return [
        Ukuran("start to first getUpdates, empty DATA_DIR (tables are made)", pertama.detik, "s", 2),
        Ukuran("start to first getUpdates, five offices at work", sorted(lama)[ULANG // 2], "s", 2),
        Ukuran("idle memory after the start", diam, "MB", 140),
        Ukuran("idle memory after 200 questions", sesudah, "MB", 140),
    ]


class Mulai:
    """A running bot."""

    def __init__(self, pid: int, detik: float) -> None:
        self.pid, self.detik = pid, detik


@asynccontextmanager
async def _bot(t: Telegram, folder: Path) -> AsyncIterator[Mulai]:
    """The real command. Ends it as an operator does."""
    await t("ambil", ulang=True)
    lingkungan = os.environ | {"TELEGRAM_TOKEN": t.token, "TELEGRAM_API_URL": t.url, "DATA_DIR": str(folder)}
    lingkungan |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder.parent / "bita")}
    mulai = time.perf_counter()
    proses = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "jalan", env=lingkungan | {"LOG_LEVEL": "WARNING"}
    )
    try:
        yield Mulai(proses.pid, await t("ambil") - mulai)
    finally:
        proses.send_signal(signal.SIGTERM)
        await proses.wait()


def memori(pid: int) -> float:
    """Resident memory of the process and all its children, MB."""
    proses = psutil.Process(pid)
    return sum(p.memory_info().rss for p in (proses, *proses.children(recursive=True))) / 1e6
