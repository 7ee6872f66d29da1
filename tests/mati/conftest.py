"""Houses whose bots are killed. Nothing that is started here outlives its test."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.jam import JamSistem
from tests.mati.lemari import Babak, Lemari
from tests.mati.rumah import Rumah
from tests.mati.waktu import GESER

BukaRumah = Callable[[Babak], Awaitable[Rumah]]


@pytest.fixture(scope="module", autouse=True)
def pagi_kerja() -> Iterator[None]:
    """This process has the time of the bots that it starts."""
    with pytest.MonkeyPatch.context() as tambalan:
        tambalan.setattr(JamSistem, "sekarang", lambda _: datetime.now(UTC) + GESER)
        yield


@pytest.fixture(scope="session")
def lemari(tmp_path_factory: pytest.TempPathFactory) -> Lemari:
    return Lemari(tmp_path_factory.mktemp("lemari"))


@pytest.fixture
async def buka_rumah(lemari: Lemari, tmp_path: Path) -> AsyncIterator[BukaRumah]:
    """`await buka_rumah(babak)`: the world at that step, without a bot."""
    semua: list[Rumah] = []

    async def satu(babak: Babak) -> Rumah:
        rumah = Rumah(await lemari.ambil(babak, tmp_path / f"data{len(semua)}"), babak.sop)
        semua.append(rumah)
        return await rumah.buka()

    yield satu
    for rumah in semua:
        await rumah.tutup()
