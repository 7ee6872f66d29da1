"""Decisions: one at a time, bound to what was shown, by whoever may."""

import re
from pathlib import Path

from tests.cerita.cerita import Cerita


def target_lain(tempat: Path) -> None:
    """The yearly plan is corrected: the first-quarter target of DKP-14 becomes 178."""
    berkas = tempat / "indikator_dkupp-purwakarta.csv"
    baris = berkas.read_text("utf-8-sig").splitlines()
    kolom = baris[0].split(";").index("target_tw1")
    nomor = next(n for n, b in enumerate(baris) if b.startswith("DKP-14;"))
    sel = baris[nomor].split(";")
    assert sel[kolom] == "200"
    sel[kolom] = "178"
    baris[nomor] = ";".join(sel)
    berkas.write_text("\n".join(baris) + "\n", "utf-8")


async def perbaiki_target(dkupp: Cerita, tempat: Path) -> None:
    """The corrected plan is installed, and applied to the quarter that is under way."""
    dkupp.pasang("dkupp-purwakarta", target_lain, tempat)
    await dkupp.admin.tulis("/indikator")
    await dkupp.admin.tekan("🔁 Terapkan")


async def test_angka_berubah_sebelum_ditekan(dkupp: Cerita, tmp_path: Path):
    """A target is corrected between card and press: nothing is decided, the new figures come, then it counts."""
    await dkupp.sampai(langkah=9)
    kartu = dkupp.kepala.cari("📨 DISPOSISI 9/13")
    lama = dkupp.kepala.berkas_diterima[-1]
    await perbaiki_target(dkupp, tmp_path)
    jejak = await dkupp.jejak()

    await dkupp.kepala.tekan("✅ Setuju")

    assert "berubah" in dkupp.kepala.kilasan
    assert await dkupp.jejak() == jejak
    baru = dkupp.kepala.berkas_diterima[-1]
    assert baru is not lama
    assert "86,79 %" in lama
    assert "86,79 %" not in baru.teks

    await dkupp.kepala.tekan("✅ Setuju", kartu)

    assert dkupp.langkah == 10


async def test_data_dukung_berubah_sebelum_ditekan(dkupp: Cerita):
    """Evidence is taken out between draft and approval: the head gets the new draft first, then the approval counts."""
    await dkupp.sampai(langkah=9)
    kepala, ukm = dkupp.kepala, dkupp.bidang["ukm"]
    kartu = kepala.cari("📨 DISPOSISI 9/13")
    await ukm.kirim_berkas(b"%PDF-1.4 laporan", "laporan.pdf", "DKP-11")
    lepas = ukm.pesan_terakhir

    await kepala.tekan("✅ Setuju", kartu)

    assert "data dukung" in kepala.kilasan
    assert dkupp.langkah == 9
    dengan = kepala.berkas_diterima[-1].berkas
    await ukm.tekan("🗑 Lepas", lepas)
    await kepala.tekan("↩️ Kembalikan", kartu)
    assert "data dukung" in kepala.kilasan
    assert dengan.nama == kepala.berkas_diterima[-1].berkas.nama
    await kepala.tekan("✅ Setuju", kartu)
    assert dkupp.langkah == 10


async def test_angka_berubah_sebelum_dikembalikan(dkupp: Cerita, tmp_path: Path):
    """The same for a return: nobody complains about figures that are no longer there."""
    await dkupp.sampai(langkah=9)
    await perbaiki_target(dkupp, tmp_path)

    await dkupp.kepala.tekan("↩️ Kembalikan")

    assert "berubah" in dkupp.kepala.kilasan
    assert not dkupp.kepala.pesan_terakhir.paksa_balas


async def test_k31_setuju_dua_kali(dkupp_dua: Cerita):
    """Two presses in one batch, then one more: one approval; the toast says who decided and when."""
    await dkupp_dua.sampai(langkah=9)
    kepala, kartu = dkupp_dua.kepala, dkupp_dua.kepala.cari("📨 DISPOSISI 9/13")
    data = kartu.tombol[0][0]["callback_data"]

    pertama, kedua = kepala.tekan_mentah(data, kartu.id), kepala.tekan_mentah(data, kartu.id)
    await pertama
    await kedua
    await kepala.tekan_mentah(data, kartu.id)

    toast = [p.toast or "" for p in kepala.panggilan]
    assert toast.count("Persetujuan tersimpan. Salah tekan? Ketik /batal.") == 1
    for lain in toast[1:]:
        assert re.search(r"disetujui Anda, 1 Apr 08\.00 WIB", lain)
    assert (await dkupp_dua.jejak()).count("LangkahSelesai") == 9
    assert dkupp_dua.langkah == 10


async def test_k31_dua_anggota_tim_bersamaan(dkupp_dua: Cerita):
    """Two people of the team press at the same moment: one of them has done it, the other is told."""
    await dkupp_dua.sampai(langkah=12)
    vera, galih = dkupp_dua.tim, dkupp_dua.anggota

    satu, dua = vera.tekan("✅ Selesai"), galih.tekan("✅ Selesai")
    await satu
    await dua

    assert sorted([vera.kilasan.split(".")[0], galih.kilasan.split(".")[0]])[1] == "Tersimpan"
    assert any("dikerjakan" in toast for toast in (vera.kilasan, galih.kilasan))
    assert dkupp_dua.langkah == 13
    assert (await dkupp_dua.jejak()).count("LangkahSelesai") == 12


async def test_k32_setuju_dan_kembalikan_bersamaan(dkupp_dua: Cerita):
    """Both buttons at once: the approval stands; the reason that comes after it is answered with the outcome."""
    await dkupp_dua.sampai(langkah=9)
    kepala, kartu = dkupp_dua.kepala, dkupp_dua.kepala.cari("📨 DISPOSISI 9/13")
    setuju, kembali = (t["callback_data"] for t in kartu.tombol[0])

    satu, dua = kepala.tekan_mentah(kembali, kartu.id), kepala.tekan_mentah(setuju, kartu.id)
    await satu
    await dua
    assert dkupp_dua.langkah == 10
    await kepala.tulis("Angka DKP-14 belum sesuai")

    assert "disetujui Anda" in kepala.pesan_terakhir
    assert dkupp_dua.langkah == 10


async def test_k32_alasan_datang_setelah_orang_lain_memutuskan(dkupp_dua: Cerita):
    """Vera is still writing her reason when Galih approves for the team: his decision stands and she is told."""
    await dkupp_dua.sampai(langkah=7)
    await dkupp_dua.tim.tekan("↩️ Kembalikan")

    await dkupp_dua.anggota.tekan("✅ Setuju")
    await dkupp_dua.tim.tulis("Menurut saya belum sesuai")

    assert "disetujui Anggota Tim Evaluasi Kinerja (Galih Permana)" in dkupp_dua.tim.pesan_terakhir
    assert dkupp_dua.langkah == 7
    assert "LangkahDikembalikan" not in await dkupp_dua.jejak()


async def test_pengembalian_satu_orang_menghentikan_yang_lain(dkupp: Cerita):
    """One unit returns the draft: whoever had not decided yet has nothing to decide any more."""
    await dkupp.sampai(langkah=7)
    koperasi = dkupp.bidang["koperasi"]
    kartu = koperasi.cari("📨 DISPOSISI 7/13")
    data = kartu.tombol[0][0]["callback_data"]

    await dkupp.tim.tekan("↩️ Kembalikan")
    await dkupp.tim.tulis("Angka belum lengkap")
    await koperasi.tekan_mentah(data, kartu.id)

    assert kartu.label_tombol == []
    assert "dikembalikan" in koperasi.kilasan.lower()
    assert dkupp.langkah == 6
