"""Many texts at one step go on as one document; the disposition does not wait for it."""

from bot.layanan.kabar_kertas import TEKS_TERBANYAK
from bot.simulasi.orang import Orang
from tests.cerita.cerita import Cerita

NAMA = "notulen-dan-catatan-langkah5.txt"


def diteruskan(orang: Orang) -> list[str]:
    """The single texts that were handed on."""
    return [p.teks for p in orang.semua_pesan if "Butir ke-" in p]


async def test_banyak_teks_satu_berkas(dkupp: Cerita):
    """One more than goes on singly: the card, then one file with every text whole and in order; a photo stays a photo."""
    await dkupp.sampai(langkah=5)
    for n in range(TEKS_TERBANYAK + 1):
        await dkupp.sekretaris.tulis(f"Butir ke-{n}: <b>disepakati</b>\nbaris kedua")
    await dkupp.sekretaris.kirim_berkas(b"daftar hadir", "daftar hadir.pdf")

    await dkupp.sekretaris.tekan("✅ Selesai")

    ukm = dkupp.bidang["ukm"]
    assert dkupp.langkah == 6
    (berkas,) = [p for p in ukm.berkas_diterima if p.berkas.nama == NAMA]
    assert f"Notulen dan catatan ({TEKS_TERBANYAK + 1} bagian)" in berkas
    isi = berkas.berkas.isi.decode("utf-8-sig")
    letak = [isi.index(f"Butir ke-{n}: <b>disepakati</b>\r\nbaris kedua") for n in range(TEKS_TERBANYAK + 1)]
    assert letak == sorted(letak)
    assert "Sekretaris" in isi
    assert diteruskan(ukm) == []
    assert [p.berkas.nama for p in ukm.berkas_diterima].count("daftar hadir.pdf") == 1
    assert ukm.cari("📨 DISPOSISI 6/13").id < berkas.id
    assert NAMA not in [p.berkas.nama for p in dkupp.sekretaris.berkas_diterima]


async def test_beberapa_teks_tetap_pesan(dkupp: Cerita):
    """As many as a phone shows well go on as they were written."""
    await dkupp.sampai(langkah=5)
    for n in range(TEKS_TERBANYAK):
        await dkupp.sekretaris.tulis(f"Butir ke-{n}: disepakati")

    await dkupp.sekretaris.tekan("✅ Selesai")

    assert len(diteruskan(dkupp.bidang["ukm"])) == TEKS_TERBANYAK
    assert NAMA not in [p.berkas.nama for p in dkupp.bidang["ukm"].berkas_diterima]


async def test_berkas_bersama_selamat_dari_mati(dkupp: Cerita):
    """Stopped before it was made: it comes once, after the start."""
    await dkupp.sampai(langkah=5)
    for n in range(9):
        await dkupp.sekretaris.tulis(f"Butir ke-{n}")
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.nyalakan_ulang()

    ukm = dkupp.bidang["ukm"]
    assert [p.berkas.nama for p in ukm.berkas_diterima].count(NAMA) == 1
