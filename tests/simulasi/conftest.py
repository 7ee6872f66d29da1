"""A small office in a simulated world, served over HTTP, and the real library in front of it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram import Bot
from telegram.ext import Application, ApplicationBuilder
from telegram.request import HTTPXRequest

from bot.simulasi.dunia import Dunia
from bot.simulasi.jam import JamSimulasi
from bot.simulasi.orang import Orang
from bot.simulasi.server import Simulator

GRUP = -1000000005000
RINA, TAUFIK, TAMU = 5001, 5002, 9001


@pytest.fixture(autouse=True)
def selang_waktu(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's own warning about `retry_after` is not ours: take its future type now."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def dunia() -> Dunia:
    """Rina (has pressed START) and Taufik (has not) in one group; a stranger; time stands still."""
    dunia = Dunia(JamSimulasi(datetime(2026, 4, 1, 1, 0, tzinfo=UTC), beku=True))
    dunia.tambah_kantor("dkupp", "Dinas Contoh", grup=GRUP)
    dunia.tambah_orang(RINA, "Rina <b>Oktavia", jabatan="Kepala Dinas", kantor="dkupp", mulai=True)
    dunia.tambah_orang(TAUFIK, "Taufik", jabatan="Sekretaris", kantor="dkupp")
    dunia.tambah_orang(TAMU, "Tamu")
    dunia.tambah_grup(GRUP, "Kinerja Dinas Contoh", [RINA, TAUFIK])
    return dunia


@pytest.fixture
async def simulator(dunia: Dunia) -> AsyncIterator[Simulator]:
    simulator = Simulator(dunia)
    await simulator.mulai()
    yield simulator
    await simulator.berhenti()


@pytest.fixture
def rina(dunia: Dunia) -> Orang:
    return Orang(dunia, RINA)


@pytest.fixture
def taufik(dunia: Dunia) -> Orang:
    return Orang(dunia, TAUFIK)


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    bot = Bot(
        simulator.dunia.token,
        base_url=simulator.url_api + "/bot",
        base_file_url=simulator.url_api + "/file/bot",
        request=HTTPXRequest(read_timeout=1.0),
    )
    async with bot:
        yield bot


@pytest.fixture
async def aplikasi(simulator: Simulator) -> AsyncIterator[Application]:
    """A polling application without handlers; a test adds its own."""
    app = (
        ApplicationBuilder()
        .token(simulator.dunia.token)
        .base_url(simulator.url_api + "/bot")
        .base_file_url(simulator.url_api + "/file/bot")
        .build()
    )
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(poll_interval=0, timeout=5)
        yield app
        await app.updater.stop()
        await app.stop()
