"""Files that do not arrive whole (K59), and files in the wrong place (K60)."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from bot.simulasi.galat import GalatApi
from bot.simulasi.orang import Orang
from tests.berkas.bahan import simpan
from tests.cerita.cerita import Cerita
from tests.cerita.test_kertas import rangkap
from tests.simulasi.gambar import png

NAMA = "formulir-dkupp-ukm-2026-TW1.xlsx"


@pytest.fixture(autouse=True)
def tanpa_jeda(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.ambil.JEDA", (0.0, 0.0))


def dokumen(orang: Orang, nama: str, ukuran: int | None) -> dict[str, Any]:
    """A document that nobody can fetch; only what Telegram tells of it."""
    isi = {"file_id": "BQACAgUAAx", "file_unique_id": "AgADx", "file_name": nama, "mime_type": "application/pdf"}
    return {"document": isi | ({"file_size": ukuran} if ukuran else {})}


async def test_k59_terlalu_besar_sebelum_diambil(dkupp: Cerita):
    """Over 20 MB: the size that Telegram announces is enough, nothing is fetched; a form is held to its own limit."""
    await dkupp.sampai(langkah=3)
    diambil = dkupp.dunia.gagalkan("getFile", "502", kali=99)

    await dkupp.sekretaris.kirim_lain(dokumen(dkupp.sekretaris, "laporan.pdf", 21 * 1024 * 1024))

    assert "20 MB" in dkupp.sekretaris.pesan_terakhir
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_lain(dokumen(ukm, NAMA, 6 * 1024 * 1024))
    assert "5 MB" in ukm.pesan_terakhir
    assert diambil.terjadi == 0


async def test_k59_telegram_tidak_memberikannya(dkupp: Cerita):
    """Where the size was not announced Telegram itself refuses: the same answer."""
    await dkupp.sampai(langkah=3)
    dkupp.dunia.gagalkan("getFile", "400", teks="file is too big")

    await dkupp.sekretaris.kirim_lain(dokumen(dkupp.sekretaris, "laporan.pdf", None))

    assert "20 MB" in dkupp.sekretaris.pesan_terakhir


@pytest.mark.parametrize("gangguan", ["putus", GalatApi(404, "Not Found")], ids=["terputus", "tautan kedaluwarsa"])
async def test_k59_diambil_lagi_dengan_tautan_baru(dkupp: Cerita, gangguan: Any):
    """The transfer breaks or the link has expired: another link is asked for, the sender notices nothing."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    unduhan = dkupp.dunia.gagalkan("file", gangguan, kali=2)

    await ukm.kirim_berkas(dkupp.isian(ukm), NAMA)

    assert unduhan.terjadi == 2
    assert "✅ Kirim" in ukm.pesan_terakhir.label_tombol


async def test_k59_ukuran_dibandingkan(dkupp: Cerita):
    """What arrives is shorter than announced: it is not taken, the sender is told once, and it comes again by itself."""
    await dkupp.sampai(langkah=3)
    sekretaris, utuh = dkupp.sekretaris, b"surat edaran yang utuh"
    berkas = dkupp.dunia.simpan_berkas(utuh, "surat.docx", "document")
    berkas.isi = utuh[:5]

    await sekretaris.kirim_lain({"document": berkas.json() | {"file_name": "surat.docx", "file_size": len(utuh)}})

    assert "belum sampai dengan utuh" in sekretaris.pesan_terakhir
    assert "LampiranDiterima" not in await dkupp.jejak()
    berkas.isi = utuh
    await dkupp.maju(menit=1)
    assert "surat.docx" in sekretaris.pesan_terakhir
    assert (await dkupp.jejak()).count("LampiranDiterima") == 1


async def test_k60_formulir_di_grup(dkupp: Cerita):
    """The filled form in the group counts like one sent in private; summary and button come in private."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    grup = [p.id for p in dkupp.pesan_grup]

    await ukm.kirim_berkas(dkupp.isian(ukm), NAMA, balas_ke=dkupp.status, chat=dkupp.kantor.grup)

    assert "✅ Kirim" in ukm.pesan_terakhir.label_tombol
    assert [p.id for p in dkupp.pesan_grup] == grup


async def test_k60_kertas_di_grup(dkupp: Cerita):
    """Minutes in reply to the bot fit the one open assignment; from somebody without one they are nobody's business."""
    await dkupp.sampai(langkah=3)
    grup = [p.id for p in dkupp.pesan_grup]
    sebelum = len(dkupp.kepala.semua_pesan)

    await dkupp.sekretaris.kirim_berkas(b"surat", "surat.docx", balas_ke=dkupp.status, chat=dkupp.kantor.grup)
    await dkupp.kepala.kirim_foto(png(60, 40), balas_ke=dkupp.status, chat=dkupp.kantor.grup)
    tamu = await dkupp.tamu()
    await tamu.kirim_berkas(b"iklan", "iklan.pdf", balas_ke=dkupp.status, chat=dkupp.kantor.grup)

    assert "surat.docx" in dkupp.sekretaris.pesan_terakhir
    assert len(dkupp.kepala.semua_pesan) == sebelum
    assert [p.id for p in dkupp.pesan_grup] == grup


async def test_k60_obrolan_grup_dibiarkan(dkupp: Cerita):
    """Where the bot is an administrator it sees every picture: those not meant for it stay where they are."""
    await dkupp.sampai(langkah=3)
    dkupp.grup.status_bot = "administrator"
    jejak = await dkupp.jejak()

    await dkupp.sekretaris.kirim_foto(png(60, 40), "Selamat ulang tahun!", chat=dkupp.kantor.grup)
    await dkupp.sekretaris.kirim_berkas(b"x", "undangan arisan.pdf", chat=dkupp.kantor.grup)

    assert await dkupp.jejak() == jejak


async def test_k60_foto_tabel(dkupp: Cerita):
    """A photo of the table, also in the group: the way that works is told, in private."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    grup = [p.id for p in dkupp.pesan_grup]

    await ukm.kirim_foto(png(90, 60), balas_ke=dkupp.status, chat=dkupp.kantor.grup)

    assert "Foto tidak dapat dibaca sebagai formulir" in ukm.pesan_terakhir
    assert [p.id for p in dkupp.pesan_grup] == grup


async def test_k60_album_dengan_dua_tugas(dkupp: Cerita, tmp_path: Path):
    """Three pictures of one album and two open assignments: one question, and all three go where it is answered."""
    await dkupp.sampai(langkah=1)
    dkupp.pasang("dkupp-purwakarta", rangkap, tmp_path)
    await dkupp.kepala.tulis("/mulai 1 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")
    for _ in range(2):
        await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.anggota.tekan("✅ Selesai")
    vera = dkupp.tim
    sebelum = len([p for p in vera.semua_pesan if p.dari_bot])

    for n in range(3):
        vera.kirim_foto(png(60 + n, 40))
    await dkupp.tenang()

    pertanyaan = [p for p in vera.semua_pesan if p.dari_bot][sebelum:]
    assert len(pertanyaan) == 1
    assert "3 kiriman ini" in pertanyaan[0]
    await vera.tekan("📎 5. Bidang UKM")
    assert (await dkupp.jejak()).count("LampiranDiterima") == 3


async def test_k60_buku_kerja_yang_bukan_formulir(dkupp: Cerita):
    """Somebody who also reports figures sends a workbook for their meeting: it is no form, and it fits one assignment."""
    await dkupp.sampai(langkah=5)
    ukm = dkupp.bidang["ukm"]
    daftar = Workbook()
    daftar.active["A1"] = "Daftar hadir"

    await ukm.kirim_berkas(simpan(daftar), "daftar hadir.xlsx")

    assert "daftar hadir.xlsx" in ukm.pesan_terakhir
    assert "belum dapat diterima" not in ukm.pesan_terakhir.teks
    assert (await dkupp.jejak())[-1] == "LampiranDiterima"


async def test_k60_formulir_sesudah_ditutup(dkupp: Cerita):
    """To the wrong step: a form after the collection is refused with where things are; in the group only in private."""
    await dkupp.sampai(langkah=7)
    ukm = dkupp.bidang["ukm"]
    grup = [p.id for p in dkupp.pesan_grup]

    await ukm.kirim_berkas(dkupp.isian(ukm, DKP_14="199"), NAMA, balas_ke=dkupp.status, chat=dkupp.kantor.grup)

    assert "sudah ditutup" in ukm.pesan_terakhir
    assert [p.id for p in dkupp.pesan_grup] == grup
