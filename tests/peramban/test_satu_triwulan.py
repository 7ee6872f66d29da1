"""The quarter as it is seen and touched on the page: an order, a form, a correction, the approved recap."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.simulasi.panggung import Panggung
from tests.peramban.babak import Babak, panggung_baru
from tests.peramban.ponsel import CHROMIUM, TANPA_CHROMIUM, ponsel

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=TANPA_CHROMIUM)


@pytest.fixture
async def panggung(tmp_path: Path) -> AsyncIterator[Panggung]:
    panggung = panggung_baru(tmp_path)
    await panggung.buka()
    yield panggung
    await panggung.tutup()


async def test_dari_perintah_sampai_rekap(panggung: Panggung) -> None:
    """A newcomer with a phone can play all that matters: order, disposition, form, return, approval, recap."""
    babak = Babak(panggung)
    kepala, sekretaris = babak.orang("kepala").id, babak.orang("sekretaris").id
    koperasi = babak.orang("bidang", "koperasi").id
    await babak.semua_mulai(kepala)

    async with ponsel(panggung.simulator.url_halaman) as layar:
        await layar.pegang(kepala)
        await layar.mulai()
        await layar.tulis("/mulai 1 2026")
        await layar.tekan("✅ Perintahkan", "Pemeriksaan kesiapan")
        await layar.kilasan("Perintah diberikan")
        await layar.lihat("Perintah diberikan oleh")

        await layar.pegang(sekretaris)
        disposisi = await layar.lihat("DISPOSISI 2/13")
        await expect(disposisi).to_contain_text(re.compile("Batas: Rabu, 1 April 2026.* 09.00 WIB"))
        await layar.tekan("✅ Selesai", "DISPOSISI 2/13")
        await expect(layar.pesan("DISPOSISI 2/13")).to_contain_text("Selesai, dikerjakan oleh Sekretaris")
        await expect(layar.pesan("DISPOSISI 2/13").get_by_test_id("tombol")).to_have_count(0)
        await layar.lihat("DISPOSISI 3/13")

        await babak.lalui(3, 4, 5)
        await layar.pegang(koperasi)
        await layar.lihat("DISPOSISI 6/13")
        formulir = await layar.unduh("formulir-dkupp-koperasi")
        await layar.kirim_berkas("formulir koperasi.xlsx", babak.isi(formulir))
        await layar.lihat("Belum disimpan. Tekan ✅ Kirim")
        await layar.tekan("✅ Kirim", "Belum disimpan")
        await layar.lihat("Data terkirim")

        await babak.lalui(6, 7, 8)
        await layar.pegang(kepala)
        assert (await layar.unduh(".pdf")).startswith(b"%PDF-")
        await layar.tekan("↩️ Kembalikan", "DISPOSISI 9/13")
        await layar.lihat("Mohon tulis alasan pengembalian langkah 9")
        await layar.tulis("IKU 2 belum ada bukti dukung")
        await layar.lihat("Dikembalikan ke langkah 7")

        await babak.lalui(7, 8, 9, 10)
        await layar.tekan("✅ Setuju", "DISPOSISI 11/13")
        await expect(layar.pesan("DISPOSISI 11/13")).to_contain_text("Disetujui oleh Kepala Dinas")

        await layar.ke_grup()
        rekap = await layar.lihat("Rekap Pengukuran Kinerja Triwulan I 2026")
        await expect(rekap.get_by_test_id("foto")).not_to_have_js_property("naturalWidth", 0)
        assert (await layar.unduh("rekap-dkupp-2026-TW1.xlsx")).startswith(b"PK")
        assert (await layar.unduh("rekap-dkupp-2026-TW1.pdf")).startswith(b"%PDF-")
        assert await layar.tidak_melebar()
