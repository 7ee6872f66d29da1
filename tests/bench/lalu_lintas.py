"""Updates through the whole program, HTTP and back, beside the echo bot on the same simulator."""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
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
PENULIS = [telegram_kepala(n) for n in range(SERENTAK)]
TEKS = 150  # texts written at once
PUTARAN = 9  # of the echo bot, the bot, and the bot again
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
    layanan = buka(folder)
    pasang_kantor(layanan.pangkalan, KANTOR)
    await perintahkan(layanan, KANTOR)
    layanan.pangkalan.tutup()
    async with telegram() as t, telegram() as dunia_gema:
        orang, kelompok = penduduk(KANTOR)
        await t("penduduk", orang=orang, grup=kelompok)
        await dunia_gema("penduduk", orang=PENULIS, grup=[])
        mulai = time.perf_counter()
        async with aplikasi(folder, t) as app, gema(dunia_gema.url, dunia_gema.token):
            kiriman = (await t("hening"))["kiriman"] / (time.perf_counter() - mulai - HENING)
            hasil = [*await _teks(t, dunia_gema), *await _tekan(t, dunia_gema, app)]
            return [*hasil, Ukuran("messages of the outbox, pace off", kiriman, "/s")]


async def _teks(t: Telegram, dunia_gema: Telegram) -> list[Ukuran]:
    """Echo bot and bot take turns, so that both see the same computer, whose speed may change from second to second."""
    for dunia in (t, dunia_gema):
        await _tulis(dunia, 50)
    putaran = [(await _tulis(dunia_gema), await _tulis(t), await _tulis(t, teks="/tugas")) for _ in range(PUTARAN)]
    await t("hening")
    gema_, teks, tugas = zip(*putaran, strict=True)
    return [
        Ukuran("echo bot, texts", median(gema_), "/s"),
        Ukuran("durable texts (inbox, transaction, outbox, courier)", median(teks), "/s"),
        Ukuran("  ratio to the echo bot", _banding(teks, gema_), "×", 0.3, lebih=True),
        Ukuran("questions (/tugas)", median(tugas), "/s"),
        Ukuran("  ratio to the echo bot", _banding(tugas, gema_), "×", 0.3, lebih=True),
    ]


async def _tekan(t: Telegram, dunia_gema: Telegram, app: Aplikasi) -> list[Ukuran]:
    tercatat: dict[int, float] = {}

    def dengar(kabar: Kabar) -> None:
        if UPDATE_SELESAI in kabar:
            tercatat[kabar[UPDATE_SELESAI]] = time.perf_counter()

    app.pangkalan.dengarkan(dengar)
    app.kurir._laju = Laju()  # as in production: what follows from a press goes out at Telegram's pace
    gema_serentak = await dunia_gema("tekan", tombol=[(n, "a") for n in PENULIS], serentak=True)
    serentak = await t("tekan", tombol=(await _tombol(app))[:SERENTAK], serentak=True)
    gema_satu = await dunia_gema("tekan", tombol=[(PENULIS[0], "a")] * 100, serentak=False, jeda=JEDA)
    satu = await t("tekan", tombol=await _tombol(app), serentak=False, jeda=JEDA)
    return [
        Ukuran("echo bot, presses", _laju(gema_serentak), "/s"),
        Ukuran("durable presses of ✅ Selesai, 50 people at once", _laju(serentak), "/s"),
        Ukuran("  ratio to the echo bot", _laju(serentak) / _laju(gema_serentak), "×"),
        Ukuran("press → committed, one person, p50", _p(_sampai_catat(satu, tercatat), 50), "ms"),
        Ukuran("press → committed, one person, p95", _p(_sampai_catat(satu, tercatat), 95), "ms"),
        Ukuran("press → answered, one person, p50", _p(_lama(satu), 50), "ms"),
        Ukuran("press → answered, one person, p95", _p(_lama(satu), 95), "ms", 60),
        Ukuran("  echo bot, p95", _p(_lama(gema_satu), 95), "ms"),
        Ukuran("press → answered, 50 people at once, p50", _p(_lama(serentak), 50), "ms"),
        Ukuran("press → answered, 50 people at once, p95", _p(_lama(serentak), 95), "ms"),
        Ukuran("  echo bot, p95", _p(_lama(gema_serentak), 95), "ms"),
    ]


async def _tulis(t: Telegram, banyak: int = TEKS, teks: str = "Selamat pagi, Bapak dan Ibu.") -> float:
    """Texts per second, from the first that was written to the last that was answered."""
    surat = [(PENULIS[n % SERENTAK], teks) for n in range(banyak)]
    return banyak / float(await t("tulis", teks=surat, jawaban=banyak))


def _banding(laju: Sequence[float], gema_: Sequence[float]) -> float:
    """The median over the rounds: each compares what was measured within the same seconds."""
    return median(kita / mereka for kita, mereka in zip(laju, gema_, strict=True))


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
