"""The signed copy: what is taken, what is refused and why, and what is said of it to whoever asks."""

import io
import zipfile

import pytest

from tests.berkas.gambar_uji import png
from tests.berkas.salinan_uji import jpg, pdf_lain, tandatangani
from tests.cerita.cerita import Cerita
from tests.cerita.test_koreksi_terbit import Verba, dokumen, mulai_koreksi, sampai_selesai, verba  # noqa: F401

KIRIM, SIMPAN, JANGAN = "🖋️ Kirim yang ditandatangani", "✅ Simpan sebagai arsip", "✖️ Jangan simpan"
PINDAI = pdf_lain("Rekap dipindai, bertanda tangan basah")


async def minta(cerita: Cerita) -> None:
    await cerita.kepala.tulis("/rekap 1 2026")
    await cerita.kepala.tekan(KIRIM)


async def kirim(cerita: Cerita, isi: bytes, nama: str = "scan0001.pdf") -> str:
    """The head sends a file in answer; what the bot says."""
    await cerita.kepala.kirim_berkas(isi, nama)
    return cerita.kepala.pesan_terakhir.teks


async def simpan(cerita: Cerita, isi: bytes, nama: str = "scan0001.pdf") -> str:
    """The head asks for it, sends a file and confirms; what becomes of the question."""
    await minta(cerita)
    await kirim(cerita, isi, nama)
    kartu = cerita.kepala.pesan_terakhir
    await cerita.kepala.tekan(SIMPAN)
    return kartu.teks


async def tanya(cerita: Cerita, isi: bytes) -> str:
    """What anybody of the office is told of a file."""
    ukm = cerita.bidang["ukm"]
    await ukm.kirim_berkas(isi, "dari-wa.pdf")
    return ukm.pesan_terakhir.teks


async def tersimpan(cerita: Cerita) -> list[str]:
    """Names of the signed copies that `/rekap` brings now."""
    sudah = len(cerita.kepala.berkas_diterima)
    await cerita.kepala.tulis("/rekap 1 2026")
    return [p.berkas.nama for p in cerita.kepala.berkas_diterima[sudah:] if "bertanda" in p.berkas.nama]


async def test_yang_bukan_salinan_ditolak(dkupp: Cerita):
    """Nothing that is not the signed recap is filed: each is told what is wrong and what to send, and may try again."""
    await dkupp.sampai(langkah=9)
    draf = next(p.berkas.isi for p in dkupp.kepala.berkas_diterima if p.berkas.nama.startswith("draf-"))
    await sampai_selesai(dkupp)
    ada = dokumen(dkupp)
    diubah = ada["pdf"].replace(b"/Title", b"/Titlf")
    assert "BERUBAH" in await tanya(dkupp, diubah)
    await minta(dkupp)

    for isi, nama, kata in (
        (b"%PDF-1.4 bukan rekap sama sekali", "undangan-pernikahan.pdf", "rusak atau tidak lengkap"),
        (b"\0\0", "kosong.pdf", "kosong"),
        (ada["xlsx"], "rekap.pdf", "bukan PDF, JPG, atau PNG"),
        (png(60), "kecil.png", "60 × 60 titik"),
        (draf, "draf.pdf", "Ini draf rekap, bukan rekap yang disetujui. Ambil rekap-dkupp-2026-TW1.pdf"),
        (tandatangani(draf), "draf-tte.pdf", "Ini draf rekap"),
        (ada["pdf"], "rekap.pdf", "belum ditandatangani"),
        (ada["png"], "rekap.png", "belum ditandatangani"),
        (diubah, "rekap-tte.pdf", "isinya sudah berubah"),
        (ada["pdf"] + b"\n% catatan\nstartxref\n0\n%%EOF", "rekap-tte.pdf", "tanpa tanda tangan elektronik"),
        (ada["pdf"].replace(b"2026 TW1", b"2026 TW2"), "tw2.pdf", "Ini rekap Triwulan II 2026 kantor dkupp"),
        (ada["pdf"].replace(b"rekap dkupp 2026", b"rekap gowa_ 2026"), "gowa.pdf", "kantor gowa_"),
    ):
        jawaban = await kirim(dkupp, isi, nama)
        assert jawaban.startswith("❌ Bukan rekap bertanda tangan"), nama
        assert kata in jawaban, jawaban
        assert dkupp.kepala.pesan_terakhir.label_tombol == [], nama

    assert "Simpan sebagai rekap bertanda tangan" in await kirim(dkupp, PINDAI)
    await dkupp.kepala.tekan(JANGAN)
    assert await tersimpan(dkupp) == []
    assert "BERUBAH" in await tanya(dkupp, diubah)
    assert "TIDAK DIKENAL" in await tanya(dkupp, draf)


@pytest.mark.parametrize(
    ("isi", "nama", "akhiran"),
    [(PINDAI, "scan.pdf", "pdf"), (jpg(1240, 1754), "scan", "jpg"), (png(600), "scan.pdf", "png")],
    ids=["pdf", "jpg tanpa nama", "png bernama pdf"],
)
async def test_pindai_disimpan_dan_dijawab_jujur(dkupp: Cerita, isi: bytes, nama: str, akhiran: str):
    """A scan is kept as what it is; nobody is told that it is genuine, or any figure from it."""
    await dkupp.sampai(langkah=12)

    kartu = await simpan(dkupp, isi, nama)

    assert "Mohon periksa sendiri" not in kartu  # the question has become its outcome
    assert "tersimpan di samping aslinya" in kartu
    assert "Isinya tidak diperiksa oleh sistem" in kartu
    assert await tersimpan(dkupp) == [f"rekap-dkupp-2026-TW1-bertanda.{akhiran}"]
    jawaban = await tanya(dkupp, isi)
    assert "SALINAN BERTANDA TANGAN" in jawaban
    assert "Salinan bertanda tangan yang dikirim Kepala Dinas pada Rabu, 1 April 2026" in jawaban
    assert "isinya tidak diperiksa oleh sistem, bandingkan dengan rekap asli" in jawaban
    assert not [kata for kata in ("ASLI", "%", "Kode verifikasi", "Disetujui", "Rina") if kata in jawaban]


async def test_tanda_tangan_elektronik_di_atas_pdf_asli(dkupp: Cerita, verba: Verba):  # noqa: F811
    """The published bytes with a signature after them are recognised; a rewritten file with one is kept as unchecked."""
    await dkupp.sampai(langkah=12)
    asli = dokumen(dkupp)["pdf"]
    await minta(dkupp)
    assert "memuat PDF rekap yang terbit secara utuh, ditambah tanda tangan" in await kirim(dkupp, tandatangani(asli))
    await dkupp.kepala.tekan(SIMPAN)

    jawaban = await tanya(dkupp, tandatangani(asli))

    assert "SALINAN BERTANDA TANGAN" in jawaban
    assert "memuat PDF yang terbit secara utuh" in jawaban
    assert "Tanda tangannya tidak diperiksa oleh sistem" in jawaban
    assert "Instansi: 86,79 % (Tinggi)" in jawaban
    assert (await verba(dkupp, tandatangani(asli))).startswith("0 salinan bertanda tangan")
    ditulis_ulang = tandatangani(asli.replace(b"/Title", b"/Titlf"))
    await minta(dkupp)
    assert "isinya tidak dapat dicocokkan" in await kirim(dkupp, ditulis_ulang)
    await dkupp.kepala.tekan(SIMPAN)
    jawaban = await tanya(dkupp, ditulis_ulang)
    assert "isinya tidak diperiksa oleh sistem" in jawaban
    assert "86,79" not in jawaban
    assert (await verba(dkupp, ditulis_ulang)).startswith("1 salinan bertanda tangan")


async def test_mengganti_salinan_ditanya_dahulu(dkupp: Cerita):
    """Nothing is filed before the head confirms; the copy before stays in the archive; stale buttons do nothing."""
    await dkupp.sampai(langkah=13)
    await dkupp.tim.tekan("✅ Selesai")
    kepala = dkupp.kepala
    await simpan(dkupp, PINDAI)
    baru = pdf_lain("Rekap dipindai lagi")

    await minta(dkupp)
    assert "sudah tersimpan" in await kirim(dkupp, PINDAI)
    await kirim(dkupp, jpg(1240, 1754), "salah.jpg")
    lama = kepala.pesan_terakhir
    (data,) = [t["callback_data"] for b in lama.tombol for t in b if t["text"] == SIMPAN]
    assert "akan digantikan; yang lama tetap ada di dalam arsip" in lama
    await kepala.tulis("sudah benar")
    assert "Mohon tekan" in kepala.pesan_terakhir
    await kirim(dkupp, baru)
    assert lama.label_tombol == []
    await kepala.tekan_mentah(data, lama.id)
    assert "sudah dijawab atau berkasnya diganti" in kepala.kilasan
    await dkupp.sekretaris.tekan_mentah(data, lama.id)
    assert "Ini tugas pimpinan kantor" in dkupp.sekretaris.kilasan
    assert "SALINAN BERTANDA TANGAN" in await tanya(dkupp, PINDAI)
    await kepala.tekan(SIMPAN)
    await dkupp.maju(menit=2)

    jawaban = await tanya(dkupp, PINDAI)
    assert "DIGANTIKAN" in jawaban
    assert "salinan bertanda tangan yang lebih baru" in jawaban
    assert "%" not in jawaban
    await kepala.tulis("/arsip")
    await kepala.tekan("📦 Arsip 1")
    arsip = zipfile.ZipFile(io.BytesIO(kepala.berkas_diterima[-1].berkas.isi))
    assert arsip.read("01-rekap/rekap-dkupp-2026-TW1-bertanda.pdf") == baru
    assert arsip.read("01-rekap/rekap-dkupp-2026-TW1-bertanda-terdahulu-1.pdf") == PINDAI
    assert "01-rekap/rekap-dkupp-2026-TW1.pdf" in arsip.namelist()


async def test_salinan_versi_lama(dkupp: Cerita):
    """After a correction the first version is no longer what is to be signed, and its signed copy is replaced too."""
    await dkupp.sampai(langkah=13)
    await sampai_selesai(dkupp)
    lama = dokumen(dkupp)["pdf"]
    await simpan(dkupp, PINDAI)
    await minta(dkupp)
    await kirim(dkupp, jpg(1240, 1754), "scan.jpg")
    await mulai_koreksi(dkupp, "Bidang UKM")
    await dkupp.kepala.tekan(SIMPAN)
    assert "belum ada rekap" in dkupp.kepala.kilasan.lower()
    await dkupp.kirim_isian(dkupp.bidang["ukm"], DKP_14="187")
    await sampai_selesai(dkupp)

    await minta(dkupp)
    assert "bukan versi yang sekarang berlaku" in await kirim(dkupp, tandatangani(lama))
    assert "Triwulan I 2026" in (jawaban := await kirim(dkupp, PINDAI))
    assert "sudah tersimpan sebagai salinan bertanda tangan" in jawaban
    jawaban = await tanya(dkupp, PINDAI)
    assert "DIGANTIKAN" in jawaban
    assert "Digantikan oleh versi 2" in jawaban


async def test_foto_telegram_diterima(dkupp: Cerita):
    """Who sends a photo of the signed paper is asked as well."""
    await dkupp.sampai(langkah=12)
    await minta(dkupp)

    await dkupp.kepala.kirim_foto(png(600))

    assert "Isi hasil pindai tidak dapat diperiksa" in dkupp.kepala.pesan_terakhir
    await dkupp.kepala.tekan(SIMPAN)
    assert len(await tersimpan(dkupp)) == 1
