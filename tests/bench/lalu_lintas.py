"""Updates through the whole program, HTTP and back, beside the echo bot on the same simulator."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.aplikasi import Aplikasi, dahulukan_loop
from bot.laju import Batas, Laju
from bot.pengaturan import muat
from bot.simulasi.jam import JamSimulasi
from db.pangkalan import UPDATE_SELESAI, Kabar
from tests.bench.gema import gema
from tests.bench.hasil import Ukuran, persentil
from tests.bench.kantor import MULAI, buka, pasang_kantor, penduduk, perintahkan, tekan_selesai, telegram_kepala
from tests.bench.telegram import Telegram, telegram

KANTOR = 60
SERENTAK = 50
TEKS = 500  # texts written at once
JEDA = 0.03  # seconds between two presses of one person
HENING = 0.3  # seconds of silence that the simulator waits for
BEBAS = Batas(1_000_000, timedelta(seconds=1))


@asynccontextmanager
async def aplikasi(folder: Path, t: Telegram) -> AsyncIterator[Aplikasi]:
    """The bot, without Telegram's pace: how fast it could be."""
    pengaturan = muat(None, telegram_token=t.token, telegram_api_url=t.url, data_dir=folder)
    app = Aplikasi(pengaturan, JamSimulasi(MULAI), Laju(BEBAS, BEBAS, BEBAS))
    await app.mulai()
    dahulukan_loop()
    try:
        yield app
    finally:
        await app.berhenti()


async def ukur(folder: Path) -> list[Ukuran]:
    dasar = await _gema()
    layanan = buka(folder)
    pasang_kantor(layanan.pangkalan, KANTOR)
    await perintahkan(layanan, KANTOR)
    layanan.pangkalan.tutup()
    async with telegram() as t:
        orang, kelompok = penduduk(KANTOR)
        await t("penduduk", orang=orang, grup=kelompok)
        mulai = time.perf_counter()
        async with aplikasi(folder, t) as app:
            kiriman = (await t("hening"))["kiriman"] / (time.perf_counter() - mulai - HENING)
            return [*await _bot(t, app, dasar), Ukuran("messages of the outbox, pace off", kiriman, "/s")]


async def _gema() -> dict[str, float]:
    async with telegram() as t:
        orang = list(range(1, SERENTAK + 1))
        await t("penduduk", orang=orang, grup=[])
        async with gema(t.url, t.token):
            await _tulis(t, orang, 50)
            hasil = {"teks": await _tulis(t, orang, TEKS)}
            satu = _lama(await t("tekan", tombol=[(1, "a")] * 100, serentak=False, jeda=JEDA))
            serentak = await t("tekan", tombol=[(n, "a") for n in orang], serentak=True)
            return hasil | {
                "satu": persentil(satu, 95),
                "serentak": persentil(_lama(serentak), 95),
                "tekan": _laju(serentak),
            }


async def _bot(t: Telegram, app: Aplikasi, dasar: dict[str, float]) -> list[Ukuran]:
    tercatat: dict[int, float] = {}

    def dengar(kabar: Kabar) -> None:
        if UPDATE_SELESAI in kabar:
            tercatat[kabar[UPDATE_SELESAI]] = time.perf_counter()

    app.pangkalan.dengarkan(dengar)
    kepala = [telegram_kepala(n) for n in range(SERENTAK)]
    await _tulis(t, kepala, 50)
    teks = await _tulis(t, kepala, TEKS)
    tugas = await _tulis(t, kepala, TEKS, "/tugas")
    await t("hening")
    app.kurir._laju = Laju()  # as in production: what follows from a press goes out at Telegram's pace
    serentak = await t("tekan", tombol=(await _tombol(app))[:SERENTAK], serentak=True)
    satu = await t("tekan", tombol=await _tombol(app), serentak=False, jeda=JEDA)
    return [
        Ukuran("echo bot, texts", dasar["teks"], "/s"),
        Ukuran("durable texts (inbox, transaction, outbox, courier)", teks, "/s"),
        Ukuran("  ratio to the echo bot", teks / dasar["teks"], "×", 0.3, lebih=True),
        Ukuran("questions (/tugas)", tugas, "/s"),
        Ukuran("  ratio to the echo bot", tugas / dasar["teks"], "×", 0.3, lebih=True),
        Ukuran("echo bot, presses", dasar["tekan"], "/s"),
        Ukuran("durable presses of ✅ Selesai, 50 people at once", _laju(serentak), "/s"),
        Ukuran("  ratio to the echo bot", _laju(serentak) / dasar["tekan"], "×"),
        Ukuran("press → committed, one person, p50", _p(_sampai_catat(satu, tercatat), 50), "ms"),
        Ukuran("press → committed, one person, p95", _p(_sampai_catat(satu, tercatat), 95), "ms"),
        Ukuran("press → answered, one person, p50", _p(_lama(satu), 50), "ms"),
        Ukuran("press → answered, one person, p95", _p(_lama(satu), 95), "ms", 60),
        Ukuran("  echo bot, p95", dasar["satu"] * 1000, "ms"),
        Ukuran("press → answered, 50 people at once, p50", _p(_lama(serentak), 50), "ms"),
        Ukuran("press → answered, 50 people at once, p95", _p(_lama(serentak), 95), "ms"),
        Ukuran("  echo bot, p95", dasar["serentak"] * 1000, "ms"),
    ]


async def _tulis(t: Telegram, orang: list[int], banyak: int, teks: str = "Selamat pagi, Bapak dan Ibu.") -> float:
    """Texts per second, from the first that was written to the last that was answered."""
    return banyak / float(await t("tulis", teks=[(orang[n % len(orang)], teks) for n in range(banyak)], jawaban=banyak))


async def _tombol(app: Aplikasi) -> list[tuple[int, str]]:
    return [(satu.telegram, str(satu.tombol)) for satu in await app.pangkalan.baca(tekan_selesai)]


def _lama(tekan: list[Any]) -> list[float]:
    return [jawab - tekan_ for _, tekan_, jawab in tekan]


def _sampai_catat(tekan: list[Any], tercatat: dict[int, float]) -> list[float]:
    return [tercatat[update] - saat for update, saat, _ in tekan]


def _laju(tekan: list[Any]) -> float:
    return len(tekan) / (max(jawab for _, _, jawab in tekan) - min(saat for _, saat, _ in tekan))


def _p(nilai: list[float], p: int) -> float:
    return persentil(nilai, p) * 1000
