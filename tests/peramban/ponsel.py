"""The chat page on a phone, in the Chromium of this computer."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Locator, Page, ViewportSize, async_playwright, expect

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TANPA_CHROMIUM = (
    "no Chromium on this computer (chromium, chromium-browser, google-chrome): the chat page is NOT tested; "
    "on Debian: apt-get install chromium"
)
LAYAR: ViewportSize = {"width": 390, "height": 844}
PILIHAN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SABAR = 15_000  # milliseconds that a busy computer may take to show something


class Ponsel:
    """What a person does with thumb and eyes on the page."""

    def __init__(self, halaman: Page, alamat: str) -> None:
        self.halaman, self.alamat = halaman, alamat

    def _cari(self, id: str) -> Locator:
        return self.halaman.get_by_test_id(id)

    async def pegang(self, orang: int) -> None:
        """Take this person's phone from the list: their chat with the bot is open."""
        if await self._cari("kembali").is_visible():
            await self._cari("kembali").click()
        await self.halaman.locator(f'[data-testid="orang"][data-orang="{orang}"]').click()
        await expect(self._cari("tab-pribadi")).to_have_attribute("data-chat", str(orang))
        await expect(self._cari("tab-pribadi")).to_have_attribute("aria-selected", "true")

    async def mulai(self) -> None:
        await self._cari("mulai").click()
        await expect(self._cari("formulir")).to_be_visible()

    async def kantor_baru(self) -> None:
        """Ask for an office from nothing; its people are on the list then."""
        await self._cari("kantor-baru").click()
        await self.kilasan("Grup baru dibuat")

    async def ke_grup(self) -> None:
        await self._cari("tab-grup").click()
        await expect(self._cari("tab-grup")).to_have_attribute("aria-selected", "true")

    async def tulis(self, teks: str) -> None:
        await self._cari("teks").fill(teks)
        await self._cari("kirim").click()

    def pesan(self, potongan: str) -> Locator:
        """The newest message that holds these words (in its text or its file name)."""
        return self._cari("pesan").filter(has_text=potongan).last

    async def lihat(self, potongan: str) -> Locator:
        """Wait for that message."""
        pesan = self.pesan(potongan)
        await expect(pesan).to_be_visible()
        return pesan

    async def tekan(self, label: str, pada: str) -> None:
        """Press a button under the newest message that holds `pada`."""
        await self.pesan(pada).get_by_role("button", name=label, exact=True).click()

    async def kilasan(self, potongan: str) -> None:
        """The toast says this."""
        await expect(self._cari("toast")).to_contain_text(potongan)

    async def unduh(self, nama: str) -> bytes:
        """Tap the newest file of this name; its content."""
        async with self.halaman.expect_download() as unduhan:
            await self._cari("berkas").filter(has_text=nama).last.click()
        jalur = await (await unduhan.value).path()
        return jalur.read_bytes()

    async def kirim_berkas(self, nama: str, isi: bytes, jenis: str = "application/octet-stream") -> None:
        """Pick a file and send it."""
        await self._cari("pilih-berkas").set_input_files({"name": nama, "mimeType": jenis, "buffer": isi})
        await self._cari("kirim-berkas").click()

    async def tidak_melebar(self) -> bool:
        """Nothing sticks out sideways of the phone."""
        return bool(await self.halaman.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@asynccontextmanager
async def ponsel(alamat: str, **pilihan: Any) -> AsyncIterator[Ponsel]:
    """The page, open and ready. Errors of its scripts come out at the end as AssertionError."""
    expect.set_options(timeout=SABAR)
    async with async_playwright() as p:
        peramban = await p.chromium.launch(executable_path=CHROMIUM, args=PILIHAN)
        halaman = await (await peramban.new_context(viewport=LAYAR, **pilihan)).new_page()
        kesalahan: list[str] = []
        halaman.on("pageerror", lambda e: kesalahan.append(str(e)))
        halaman.on("console", lambda m: kesalahan.append(m.text) if m.type == "error" else None)
        await halaman.goto(alamat)
        await halaman.wait_for_selector("body[data-siap]")
        try:
            yield Ponsel(halaman, alamat)
        finally:
            await peramban.close()
        assert not kesalahan, kesalahan
