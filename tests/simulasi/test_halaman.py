"""The chat page in a real browser at the width of a phone: act as people, see what the bot sends."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, async_playwright, expect
from telegram import BotCommand, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.simulasi.antarmuka import hari_kerja_biasa
from bot.simulasi.dunia import Dunia
from bot.simulasi.server import Simulator
from tests.peramban.ponsel import ponsel
from tests.simulasi.conftest import GRUP, RINA, TAUFIK
from tests.simulasi.gambar import png

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
perlu_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
PONSEL: Any = {"width": 390, "height": 844}


@pytest.fixture
async def halaman(simulator: Simulator) -> AsyncIterator[Page]:
    """The page, open and ready; any error in its scripts fails the test."""
    async with async_playwright() as p:
        peramban = await p.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        halaman = await peramban.new_page(viewport=PONSEL)
        kesalahan: list[str] = []
        halaman.on("pageerror", lambda e: kesalahan.append(str(e)))
        halaman.on("console", lambda m: kesalahan.append(m.text) if m.type == "error" else None)
        await halaman.goto(simulator.url_halaman)
        await halaman.wait_for_selector("[data-siap]")
        yield halaman
        assert kesalahan == []
        await peramban.close()


def orang(halaman: Page, nomor: int) -> Any:
    return halaman.locator(f'[data-testid="orang"][data-orang="{nomor}"]')


async def tidak_melebar(halaman: Page) -> bool:
    """Nothing sticks out sideways of the phone."""
    return bool(await halaman.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@perlu_chromium
async def test_mulai_tekan_dan_balas(aplikasi: Application, halaman: Page, dunia: Dunia) -> None:
    """START, a formatted message with buttons, the toast, the edit, the ForceReply: a whole small disposition."""

    async def mulai(update: Any, context: Any) -> None:
        papan = InlineKeyboardMarkup(
            [
                [
                    InlineKeyboardButton("✅ Setuju", callback_data="s"),
                    InlineKeyboardButton("↩️ Kembalikan", callback_data="k"),
                ]
            ]
        )
        await update.message.reply_html(
            "<b>📨 DISPOSISI</b> <i>a</i> &lt;img src=x onerror=alert(1)&gt;", reply_markup=papan
        )

    async def tekan(update: Any, context: Any) -> None:
        if update.callback_query.data == "k":
            await update.callback_query.answer()
            await update.effective_chat.send_message(
                "Alasan?", reply_markup=ForceReply(input_field_placeholder="Misal IKU 2")
            )
        else:
            await update.callback_query.answer("Tercatat.")
            await update.callback_query.edit_message_text("Disetujui")

    async def alasan(update: Any, context: Any) -> None:
        await update.message.reply_text(f"{update.message.reply_to_message.text} {update.message.text}")

    aplikasi.add_handler(CommandHandler("start", mulai))
    aplikasi.add_handler(CallbackQueryHandler(tekan))
    aplikasi.add_handler(MessageHandler(filters.TEXT, alasan))

    await orang(halaman, TAUFIK).click()
    await expect(halaman.get_by_test_id("formulir")).to_be_hidden()
    await halaman.get_by_test_id("mulai").click()
    await expect(halaman.locator(".teks strong").last).to_have_text("📨 DISPOSISI")
    await expect(halaman.get_by_test_id("teks-pesan").last).to_contain_text("<img src=x onerror=alert(1)>")

    await halaman.get_by_test_id("tombol").filter(has_text="Kembalikan").click()
    await expect(halaman.get_by_test_id("balas-siapa")).to_have_text("Balas Asisten Kinerja")
    await expect(halaman.get_by_test_id("teks")).to_have_attribute("placeholder", "Misal IKU 2")
    await halaman.get_by_test_id("teks").fill("belum ada bukti")
    await halaman.get_by_test_id("kirim").click()
    await expect(halaman.get_by_test_id("teks-pesan").last).to_have_text("Alasan? belum ada bukti")

    await halaman.get_by_test_id("tombol").filter(has_text="Setuju").click()
    await expect(halaman.get_by_test_id("toast")).to_have_text("Tercatat.")
    await expect(halaman.get_by_test_id("tombol")).to_have_count(0)
    await expect(halaman.get_by_test_id("diedit")).to_have_count(1)
    assert await tidak_melebar(halaman)


@perlu_chromium
async def test_unggah_unduh_foto_album(aplikasi: Application, halaman: Page, dunia: Dunia, tmp_path: Path) -> None:
    """A picked file arrives whole at the bot; documents can be downloaded, photos are shown."""

    async def terima(update: Any, context: Any) -> None:
        isi = bytes(await (await update.message.document.get_file()).download_as_bytearray())
        await update.message.reply_text(
            f"{update.message.document.file_name}: {len(isi)} bita, {update.message.caption}"
        )

    aplikasi.add_handler(MessageHandler(filters.Document.ALL, terima))
    formulir = tmp_path / "formulir <1>.xlsx"
    formulir.write_bytes(b"PK" + bytes(5000))

    await orang(halaman, RINA).click()
    await halaman.get_by_test_id("pilih-berkas").set_input_files(formulir)
    await halaman.get_by_test_id("keterangan-berkas").fill("TW I")
    await halaman.get_by_test_id("kirim-berkas").click()
    await expect(halaman.get_by_test_id("teks-pesan").last).to_have_text("formulir <1>.xlsx: 5002 bita, TW I")

    await aplikasi.bot.send_photo(RINA, png(600, 300), caption="Rekap")
    await aplikasi.bot.send_media_group(
        RINA, [InputMediaDocument(b"satu", filename="rekap.xlsx"), InputMediaDocument(b"dua!", filename="rekap.pdf")]
    )
    async with halaman.expect_download() as unduhan:
        await halaman.get_by_test_id("berkas").filter(has_text="rekap.pdf").click()
    assert (await unduhan.value).suggested_filename == "rekap.pdf"
    assert Path(await (await unduhan.value).path()).read_bytes() == b"dua!"
    foto = halaman.get_by_test_id("foto")
    await foto.scroll_into_view_if_needed()
    await expect(foto).to_have_js_property("naturalWidth", 600)
    assert await tidak_melebar(halaman)


@perlu_chromium
async def test_grup_belum_dibaca_menu_dan_blokir(aplikasi: Application, halaman: Page, dunia: Dunia) -> None:
    """Unread counts, the group tab, the command menu of this person, blocking and unblocking."""
    bot = aplikasi.bot
    await bot.set_my_commands([BotCommand("tugas", "Tugas saya")])
    await bot.send_message(RINA, "satu")
    await bot.send_message(GRUP, "pengumuman")
    await expect(orang(halaman, RINA).get_by_test_id("belum")).to_have_text("1")

    await orang(halaman, RINA).click()
    await expect(halaman.get_by_test_id("tab-grup")).to_contain_text("1")
    await halaman.get_by_test_id("menu").click()
    await halaman.get_by_test_id("perintah").click()
    await expect(halaman.get_by_test_id("teks-pesan").last).to_have_text("/tugas")
    await halaman.get_by_test_id("tab-grup").click()
    await expect(halaman.get_by_test_id("teks-pesan").last).to_have_text("pengumuman")
    await halaman.get_by_test_id("teks").fill("siap")
    await halaman.get_by_test_id("teks").press("Enter")
    await expect(halaman.get_by_test_id("teks-pesan").last).to_have_text("siap")
    await halaman.get_by_test_id("tab-pribadi").click()
    await halaman.get_by_test_id("lainnya").click()
    await halaman.get_by_test_id("blokir").click()
    await expect(halaman.get_by_test_id("buka-blokir")).to_be_visible()
    assert dunia.orang[RINA].blokir
    await halaman.get_by_test_id("buka-blokir").click()
    await expect(halaman.get_by_test_id("formulir")).to_be_visible()
    await halaman.get_by_test_id("kembali").click()
    await expect(orang(halaman, TAUFIK)).to_be_visible()


@perlu_chromium
async def test_jam_dimajukan(halaman: Page, simulator: Simulator, dunia: Dunia) -> None:
    """The bar shows the office's time and moves it."""
    await expect(halaman.get_by_test_id("pukul")).to_have_text("08.00 WIB")

    await halaman.get_by_test_id("maju-15").click()
    await expect(halaman.get_by_test_id("pukul")).to_have_text("08.15 WIB")
    await halaman.get_by_test_id("maju-60").click()
    await expect(halaman.get_by_test_id("pukul")).to_have_text("09.15 WIB")
    await halaman.get_by_test_id("maju-hari-kerja").click()
    await expect(halaman.get_by_test_id("tanggal")).to_have_text("Kam, 2 Apr 2026")
    await expect(halaman.get_by_test_id("maju-berikutnya")).to_be_hidden()
    await halaman.get_by_test_id("maju-triwulan").click()
    await expect(halaman.get_by_test_id("tanggal")).to_have_text("Rab, 1 Jul 2026")
    await expect(halaman.get_by_test_id("pukul")).to_have_text("07.00 WIB")


@perlu_chromium
async def test_daftar_jadwal(dunia: Dunia) -> None:
    """What the application will do next, by day; text is text."""
    simulator = Simulator(dunia, terjadwal=_jadwal)
    await simulator.mulai()
    try:
        async with ponsel(simulator.url_halaman) as layar:
            await layar.halaman.get_by_test_id("jadwal").click()
            isi = layar.halaman.get_by_test_id("jadwal-isi")
            await expect(isi).to_contain_text("Rab, 1 Apr 2026")
            await expect(layar.halaman.get_by_test_id("jadwal-baris")).to_have_count(2)
            await expect(isi).to_contain_text("08.30<b>Pengingat</b>")
            lebar = "[...document.querySelectorAll('.jam button')].every((t) => t.getBoundingClientRect().right <= innerWidth)"
            assert await layar.halaman.evaluate(lebar)
            await layar.halaman.get_by_test_id("tutup-jadwal").click()
            await expect(isi).to_be_hidden()
    finally:
        await simulator.berhenti()


async def _jadwal() -> list[dict[str, Any]]:
    satu = {"apa": "<b>Pengingat</b>", "siapa": "Taufik", "kantor": "Dinas Contoh"}
    return [{**satu, "saat": datetime(2026, 4, h, 1, 30, tzinfo=UTC).timestamp()} for h in (1, 2)]


async def test_jatuh_tempo_memanggil_kait(dunia: Dunia) -> None:
    """The button goes to the moment that the application names, and lets it look at what is due."""
    tempo = datetime(2026, 4, 1, 5, 30, tzinfo=UTC)
    daftar: list[datetime | None] = [tempo, None]
    terpanggil: list[datetime] = []

    async def berikutnya() -> datetime | None:
        return daftar.pop(0)

    async def setelah() -> None:
        terpanggil.append(dunia.jam.sekarang())

    simulator = Simulator(dunia, saat_berikutnya=berikutnya, setelah_maju=setelah)
    await simulator.mulai()
    async with httpx.AsyncClient(base_url=simulator.url_api, verify=False, trust_env=False) as klien:
        pertama = (await klien.post("/simulasi/maju", json={"ke": "berikutnya"})).json()
        kedua = (await klien.post("/simulasi/maju", json={"ke": "berikutnya"})).json()
    await simulator.berhenti()

    assert terpanggil == [tempo]
    assert pertama["jam"]["sekarang"] == tempo.timestamp()
    assert kedua["tidak_ada"] is True


async def test_yang_jatuh_tempo_tidak_dilompati(dunia: Dunia) -> None:
    """What is due now and not handled yet is waited for, so that it carries its own time; but not for ever."""
    kini = dunia.jam.sekarang()
    ditanya: list[datetime] = []

    async def berikutnya() -> datetime | None:
        ditanya.append(dunia.jam.sekarang())
        return kini

    simulator = Simulator(dunia, saat_berikutnya=berikutnya)
    await simulator.mulai()
    async with httpx.AsyncClient(base_url=simulator.url_api, verify=False, trust_env=False) as klien:
        hasil = (await klien.post("/simulasi/maju", json={"menit": 60})).json()
    await simulator.berhenti()

    assert len(ditanya) == 4
    assert all((satu - kini).total_seconds() < 60 for satu in ditanya)
    assert hasil["jam"]["sekarang"] >= kini.timestamp() + 3600


async def test_gangguan_lewat_http(simulator: Simulator, dunia: Dunia) -> None:
    """Faults can be ordered from outside the process; nonsense is refused with a sentence."""
    async with httpx.AsyncClient(base_url=simulator.url_api, verify=False, trust_env=False) as klien:
        pesan = {"metode": "sendMessage", "galat": "429", "detik": 9, "kali": 1}
        await klien.post("/simulasi/gagalkan", json=pesan)
        kena = await klien.post(f"/bot{dunia.token}/sendMessage", json={"chat_id": RINA, "text": "x"})
        aneh = await klien.post("/simulasi/gagalkan", json={"metode": "x", "galat": "kacau"})
        luar = await klien.get("/..%2f..%2fjam.py")
        asing = await klien.get("/simulasi/keadaan", headers={"Origin": "http://jahat.example"})

    assert kena.json()["parameters"] == {"retry_after": 9}
    assert (aneh.status_code, "kacau" in aneh.json()["galat"]) == (400, True)
    assert (luar.status_code, asing.status_code) == (404, 403)


def test_hari_kerja_biasa() -> None:
    """Friday afternoon goes to Monday 08:00."""
    jumat = datetime(2026, 4, 3, 15, 0, tzinfo=UTC)

    assert hari_kerja_biasa(jumat) == datetime(2026, 4, 6, 8, 0, tzinfo=UTC)
    assert hari_kerja_biasa(jumat - timedelta(days=1)) == datetime(2026, 4, 3, 8, 0, tzinfo=UTC)
