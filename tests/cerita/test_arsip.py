"""The archive: one ZIP a run, sent to who archives, found again by those of the office."""

import csv
import hashlib
import io
import json
import zipfile

from bot.simulasi.model import Pesan
from tests.cerita.cerita import Cerita

RUMUS = "=HYPERLINK(1) angka belum cocok"
TAK_BERLAKU = "Tombol ini tidak berlaku untuk Anda atau sudah tidak ada."


def isi(pesan: Pesan) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(pesan.berkas.isi))


def tabel(zip_: zipfile.ZipFile, nama: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(zip_.read(nama).decode("utf-8-sig")), delimiter=";"))


async def test_arsip_lengkap_dan_dapat_diperiksa(dkupp: Cerita):
    """With the card of the archiving step comes everything of the run; at its end the final archive with the last acts."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("↩️ Kembalikan")
    await dkupp.kepala.tulis(RUMUS)
    await dkupp.semua_setuju()
    await dkupp.semua_setuju()
    await dkupp.sekretaris.tekan("✅ Setuju")
    await dkupp.kepala.tekan("✅ Setuju")
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.kepala.tekan("✅ Setuju")
    await dkupp.tim.tekan("✅ Selesai", dkupp.tim.cari("📨 DISPOSISI 12/13"))

    awal = dkupp.tim.berkas_diterima[-1]
    assert awal.berkas.nama == "arsip-dkupp-2026-TW1.zip"
    zip_ = isi(awal)
    nama = zip_.namelist()
    assert [n for n in nama if n.startswith("01-rekap/")] == [
        f"01-rekap/rekap-dkupp-2026-TW1.{j}" for j in ("pdf", "png", "xlsx")
    ]
    assert "02-formulir/perdagangan/v1-formulir-dkupp-perdagangan-2026-TW1.xlsx" in nama
    assert any(n.startswith("03-kertas/langkah-05-") for n in nama)
    kembali = next(b for b in tabel(zip_, "05-keputusan.csv") if b["keputusan"] == "kembali")
    assert kembali["alasan"] == f"'{RUMUS}"  # K61
    assert {satu.date_time[:4] for satu in zip_.infolist()} == {(2026, 4, 1, 8)}  # the office's clock, not UTC
    manifes = json.loads(zip_.read("manifest.json"))
    assert all(hashlib.sha256(zip_.read(m["berkas"])).hexdigest() == m["sha256"] for m in manifes["anggota"])

    await dkupp.tim.tekan("✅ Selesai", dkupp.tim.cari("📨 DISPOSISI 13/13"))

    akhir = dkupp.tim.berkas_diterima[-1]
    assert "arsip akhirnya" in akhir
    assert "digantikan" in awal
    assert tabel(isi(akhir), "04-jejak.csv")[-1]["jenis"] == "PelaksanaanSelesai"
    di_cakram = dkupp.folder / "arsip/dkupp/2026/TW1/arsip-dkupp-2026-TW1.zip"
    assert di_cakram.read_bytes() == akhir.berkas.isi


async def test_arsip_dicari_menurut_tahun_triwulan_dan_kata(dkupp: Cerita):
    """`/arsip` finds the run by what people remember of it, and the button brings ZIP and recap."""
    await dkupp.sampai(langkah=13)
    await dkupp.tim.tekan("✅ Selesai")
    sekretaris = dkupp.sekretaris

    for dicari in ("/arsip", "/arsip 2026", "/arsip 2026 1", "/arsip tw1 Perdagangan", "/arsip NOTULEN"):
        await sekretaris.tulis(dicari.replace("NOTULEN", "dihadiri"))
        assert "1. Triwulan I 2026" in sekretaris.pesan_terakhir, dicari
    for dicari in ("/arsip 2025", "/arsip 2", "/arsip xyzzy", "/arsip 100%"):
        await sekretaris.tulis(dicari)
        assert "Tidak ada pengukuran yang cocok" in sekretaris.pesan_terakhir, dicari

    await sekretaris.tulis("/arsip")
    daftar = sekretaris.pesan_terakhir
    await sekretaris.tekan("📦 Arsip 1", daftar)
    assert sekretaris.berkas_diterima[-1].berkas.nama == "arsip-dkupp-2026-TW1.zip"
    await sekretaris.tekan("📊 Rekap 1", daftar)
    assert sekretaris.berkas_diterima[-1].berkas.nama == "rekap-dkupp-2026-TW1.pdf"


async def test_k46_arsip_kantor_lain(dua_kantor: Cerita):
    """Neither the list nor a button of one office opens anything for somebody of another."""
    await dua_kantor.sampai(langkah=2)
    lain = dua_kantor.pemegang("kepala", kantor=1)

    await lain.tulis("/arsip dkupp")
    assert "Tidak ada pengukuran yang cocok" in lain.pesan_terakhir
    for aksi in ("arsip:1", "rekaplagi:1", "arsip:999"):
        await lain.tekan_mentah(aksi, 1)
        assert lain.toast == TAK_BERLAKU


async def test_sop_tanpa_langkah_arsip_diarsipkan_di_akhir(buat):
    """Where the procedure has no archiving step the archive is made when the last step is done."""
    cerita = await buat("setwan-balangan").sampai(langkah=7)
    tim = cerita.tim
    await tim.tekan("✅ Selesai")
    await cerita.kepala.tekan("✅ Setuju")

    (arsip,) = [p for p in tim.berkas_diterima if p.berkas.nama.startswith("arsip-")]
    assert any(n.startswith("01-rekap/") for n in isi(arsip).namelist())
