"""Makes the pictures of the README from a quarter played in the simulator: ``python -m tests.peramban.potret [DIR]``."""

import asyncio
import base64
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from playwright.async_api import FloatRect, Locator

from bot.simulasi.panggung import Panggung
from tests.peramban.babak import Babak, panggung_baru
from tests.peramban.ponsel import CHROMIUM, LAYAR, TANPA_CHROMIUM, Ponsel, ponsel

AKAR = Path(__file__).parents[2]
GAMBAR = AKAR / "docs" / "gambar"
HURUF = AKAR / "bot" / "berkas" / "templat" / "huruf"
SELANG = timedelta(minutes=11)
TEPI = 12  # pixels of paper left above and below the messages
KERAPATAN = 1.5  # pixels of the picture for one of the page: sharp enough, and below 200 kB
# A plain paper compresses far better than the dotted one, and the clock is no part of a phone.
GAYA = """
.jam, .kaki, .ke-bawah, .toast { display: none !important; }
.obrolan { background: #dbe8d8 !important; }
:root { font-family: potret, sans-serif !important; }
.berubah .gelembung { animation: none !important; }
"""


async def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="kinerja-", ignore_cleanup_errors=True) as data:
        panggung = panggung_baru(Path(data))
        await panggung.buka()
        try:
            await potret(panggung, folder)
        finally:
            await panggung.tutup()


async def potret(panggung: Panggung, folder: Path) -> None:
    """Play, and take a picture where it is worth it."""
    babak = Babak(panggung, SELANG)
    await babak.semua_mulai()
    pilihan = {"device_scale_factor": KERAPATAN, "color_scheme": "light", "bypass_csp": True}
    async with ponsel(panggung.simulator.url_halaman, **pilihan) as layar:
        await layar.halaman.add_style_tag(content=GAYA + huruf("Regular", 400) + huruf("Bold", 700))
        await babak.lalui(1, 2, 3, 4, 5)
        await babak.berlalu(SELANG)

        koperasi = babak.orang("bidang", "koperasi")
        await layar.pegang(koperasi.id)
        formulir = koperasi.cari("Isi sel putih").berkas
        assert formulir is not None
        await koperasi.kirim_berkas(babak.isi(formulir.isi), formulir.nama)
        await jepret(layar, folder / "unggah.png", "Isi sel putih", "Belum disimpan")
        await koperasi.tekan("✅ Kirim")

        await babak.lalui(6, 7, 8)
        await babak.berlalu(SELANG)
        kepala = babak.orang("kepala")
        await layar.pegang(kepala.id)
        await jepret(layar, folder / "disposisi.png", "DISPOSISI 9/13", "Draf Dokumen")

        await kepala.tekan("↩️ Kembalikan")
        await kepala.tulis("IKU 2 belum ada bukti dukung")
        await babak.lalui(7, 8, 9, 10)
        await kepala.tekan("✅ Setuju")
        await panggung.dunia.tenang()
        await salin_gambar(layar, folder / "rekap.png", panggung)


def huruf(nama: str, tebal: int) -> str:
    """The font of our documents, so that the pictures look alike on every computer."""
    isi = base64.b64encode((HURUF / f"NotoSans-{nama}.ttf").read_bytes()).decode()
    return f"@font-face {{ font-family: potret; font-weight: {tebal}; src: url(data:font/ttf;base64,{isi}); }}"


async def jepret(layar: Ponsel, berkas: Path, dari: str, sampai: str) -> None:
    """The newest message that holds `dari`, down to the newest that holds `sampai`, at the width of the phone."""
    awal, akhir = await layar.lihat(dari), await layar.lihat(sampai)
    await layar.halaman.set_viewport_size({"width": LAYAR["width"], "height": 2000})
    await awal.evaluate("(u) => { while ((u = u.previousElementSibling)) u.style.visibility = 'hidden'; }")
    atas, bawah = await _kotak(awal), await _kotak(akhir)
    tinggi = bawah["y"] + bawah["height"] - atas["y"] + 2 * TEPI
    potongan: FloatRect = {"x": 0, "y": atas["y"] - TEPI, "width": LAYAR["width"], "height": tinggi}
    await layar.halaman.screenshot(path=berkas, clip=potongan)
    await layar.halaman.set_viewport_size(LAYAR)


async def salin_gambar(layar: Ponsel, berkas: Path, panggung: Panggung) -> None:
    """The picture of the recap as the group gets it, at the width of the phone."""
    foto = next(p.berkas for p in panggung.dunia.grup(panggung.kantor[0].grup).terlihat() if "📊 Rekap" in p)
    assert foto is not None
    isi = base64.b64encode(foto.isi).decode()
    lembar = await layar.halaman.context.new_page()
    await lembar.set_content(f'<img src="data:image/png;base64,{isi}" width="{LAYAR["width"]}">')
    await lembar.locator("img").screenshot(path=berkas)


async def _kotak(unsur: Locator) -> FloatRect:
    kotak = await unsur.bounding_box()
    assert kotak is not None
    return kotak


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit(TANPA_CHROMIUM)
    tujuan = Path(sys.argv[1]) if len(sys.argv) > 1 else GAMBAR
    tujuan.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(tujuan))
