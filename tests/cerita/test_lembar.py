"""The order's own words, and the numbered sheet for the file."""

import io

from pypdf import PdfReader

from tests.cerita.cerita import Cerita

INSTRUKSI = "Selesaikan <sebelum> rapat Jumat & laporkan"


def teks(isi: bytes) -> str:
    return " ".join(PdfReader(io.BytesIO(isi)).pages[0].extract_text().split())


async def test_isi_disposisi_sebelum_perintah(dkupp: Cerita):
    """What the head writes before ordering stands on the readiness message and on the next disposition, word for word."""
    await dkupp.sampai(langkah=1)
    await dkupp.kepala.tulis("/mulai 1 2026")
    siap = dkupp.kepala.pesan_terakhir

    await dkupp.kepala.tekan("✏️ Isi disposisi")
    tanya = dkupp.kepala.pesan_terakhir
    await dkupp.kepala.tekan("Laksanakan sesuai SOP")
    assert tanya.label_tombol == []
    assert "Laksanakan sesuai SOP" in siap
    await dkupp.kepala.tekan("✏️ Isi disposisi")
    await dkupp.kepala.tulis(INSTRUKSI)
    assert INSTRUKSI in siap
    await dkupp.kepala.tekan("✅ Perintahkan", siap)

    kartu = dkupp.sekretaris.cari("📨 DISPOSISI 2/13")
    assert f"Isi disposisi: {INSTRUKSI}" in kartu
    await dkupp.sekretaris.tekan("🧾 Lembar disposisi")
    assert INSTRUKSI in teks(dkupp.sekretaris.berkas_diterima[-1].berkas.isi)


async def test_isi_disposisi_yang_panjang_tidak_merusak_pemeriksaan(dkupp: Cerita):
    """As long as a Telegram message may be: the readiness message stays a text that turns into its outcome."""
    await dkupp.sampai(langkah=1)
    await dkupp.kepala.tulis("/mulai 1 2026")
    siap = dkupp.kepala.pesan_terakhir
    await dkupp.kepala.tekan("✏️ Isi disposisi")
    await dkupp.kepala.tulis("teliti dan segera " * 220)
    await dkupp.kepala.tekan("✅ Perintahkan", siap)
    assert "Perintah diberikan" in siap
    assert siap.label_tombol == []


async def test_isi_disposisi_pada_perintah_berikutnya(buat):
    """A later order has the same button; the next actor reads it, the log keeps it."""
    cerita: Cerita = await buat("disnakerperintrans-kapuas-hulu").sampai(langkah=2)
    sekretaris = cerita.sekretaris

    await sekretaris.tekan("✏️ Isi disposisi")
    await sekretaris.tulis(INSTRUKSI)
    assert f"Isi disposisi Anda: {INSTRUKSI}" in sekretaris.cari("📨 DISPOSISI 2/9")
    await sekretaris.tekan("✅ Perintahkan")

    assert f"Isi disposisi: {INSTRUKSI}" in cerita.pemegang("perencana").cari("📨 DISPOSISI 3/9")
    assert "HalDicatat" in await cerita.jejak()


async def test_nomor_agenda_berurut_dan_tidak_terpakai_dua_kali(dkupp: Cerita):
    """The number runs through the year of the office; the same assignment keeps its own, another gets the next."""
    await dkupp.sampai(langkah=2)
    for _ in range(2):
        await dkupp.sekretaris.tekan("🧾 Lembar disposisi")
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.sekretaris.tekan("🧾 Lembar disposisi")

    nama = [p.berkas.nama for p in dkupp.sekretaris.berkas_diterima if p.berkas.nama.startswith("lembar-")]
    assert nama == [f"lembar-disposisi-{n}-2026.pdf" for n in ("001", "001", "002")]
    isi = teks(dkupp.sekretaris.berkas_diterima[-1].berkas.isi)
    assert "LEMBAR DISPOSISI" in isi
    assert "002/2026" in isi
    assert "langkah 3 dari 13" in isi


async def test_lembar_orang_lain(dkupp: Cerita):
    """A sheet is given to the holders of the assignment alone, and uses up no number otherwise."""
    await dkupp.sampai(langkah=2)
    data = next(
        t["callback_data"]
        for b in dkupp.sekretaris.cari("📨 DISPOSISI 2/13").tombol
        for t in b
        if "Lembar" in t["text"]
    )

    await dkupp.kepala.tekan_mentah(data, 1)
    assert "Sekretaris" in dkupp.kepala.toast
    await dkupp.sekretaris.tekan("🧾 Lembar disposisi")

    assert dkupp.sekretaris.berkas_diterima[-1].berkas.nama == "lembar-disposisi-001-2026.pdf"
