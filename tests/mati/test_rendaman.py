"""From the uploads to the end of a quarter, against a bot that is killed all the time."""

import asyncio
import random

from bot.simulasi.panggung import Panggung
from bot.simulasi.sandiwara import Sandiwara
from tests.mati.conftest import BukaRumah
from tests.mati.lemari import Lemari
from tests.mati.rumah import TERLAMA, Rumah, tunggu
from tests.mati.test_bertahap import UNGGAH

KORBAN = 10  # afterwards the play goes on in peace
BENIH = 20260401


class Pembunuh:
    """Kills the bot at odd moments of its life and starts it again."""

    def __init__(self, rumah: Rumah) -> None:
        self.rumah, self.korban = rumah, 0
        self._acak = random.Random(BENIH)
        self._tugas = asyncio.create_task(self._beraksi())

    async def _beraksi(self) -> None:
        anak = self.rumah.nyalakan()
        while self.korban < KORBAN:
            await tunggu(lambda a=anak: "berjalan" in a.keluaran, "bot menyala")  # type: ignore[misc]
            await asyncio.sleep(self._acak.uniform(0.0, 0.4))
            anak.bunuh()
            self.korban += 1
            anak = self.rumah.nyalakan()

    async def selesai(self) -> None:
        await self._tugas


async def test_k05_dibunuh_terus_di_tengah_lalu_lintas(buka_rumah: BukaRumah, lemari: Lemari):
    """The log of seven steps under fire is the log of the same steps in peace, and nothing remains unsent."""

    async def mainkan(panggung: Panggung) -> None:
        await Sandiwara(panggung, panggung.kantor[0], 1).lanjutkan()

    acuan = await lemari.acuan(UNGGAH, "mainkan", mainkan)
    rumah = await buka_rumah(UNGGAH)
    rumah.dunia.batas_tenang = 2 * TERLAMA
    pembunuh = Pembunuh(rumah)

    await mainkan(rumah.panggung)
    await pembunuh.selesai()
    await rumah.tenang()

    assert sorted(rumah.kejadian()) == sorted(acuan.kejadian)
    assert rumah.tertunda() == 0
    assert rumah.sql("PRAGMA integrity_check") == [("ok",)]
    assert await rumah.jejak() == 0
    grup = rumah.kantor.grup
    rekap = {isi for (chat, isi) in acuan.pesan if chat == grup}
    assert rekap == {isi for (chat, isi) in rumah.pesan() if chat == grup}
