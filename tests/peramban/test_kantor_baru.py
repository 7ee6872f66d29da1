"""An office from nothing on the page: a group, a bot that is added, the questions of the set-up."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.simulasi.panggung import ADMIN, Panggung
from tests.peramban.babak import panggung_baru
from tests.peramban.ponsel import CHROMIUM, TANPA_CHROMIUM, ponsel

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=TANPA_CHROMIUM)


@pytest.fixture
async def panggung(tmp_path: Path) -> AsyncIterator[Panggung]:
    panggung = panggung_baru(tmp_path)
    await panggung.buka()
    yield panggung
    await panggung.tutup()


async def test_dari_grup_kosong_sampai_kantor(panggung: Panggung) -> None:
    """The administrator of the simulator is invited to set the new group's office up, and does."""
    async with ponsel(panggung.simulator.url_halaman) as layar:
        await layar.kantor_baru()
        await layar.pegang(ADMIN)
        await layar.mulai()
        await layar.tekan("🏢 Pasang kantor", "Bot masuk ke grup Dinas Contoh 1")
        await layar.tekan("Gowa", "1 dari 5")
        await layar.tekan("✅ Dinas Contoh 1", "2 dari 5")
        await layar.tekan("WITA", "3 dari 5")
        await layar.tekan("🕗 Perpres 21/2023: 07.30–16.00", "4 dari 5")
        await layar.lihat("5 dari 5")
        await layar.tulis("Bidang Perdagangan\nBidang Koperasi")
        await layar.tekan("✅ Pasang kantor", "Sudah benar?")
        await layar.lihat("Dinas Contoh 1 terpasang")
        assert await layar.tidak_melebar()
