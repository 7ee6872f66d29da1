"""Our own form, sent too early, by the wrong person or where another workbook is awaited: told what it is, never a riddle."""

from pathlib import Path

from bot.simulasi.orang import Orang
from tests.cerita.cerita import Cerita
from tests.cerita.test_pengganti import tawarkan
from tests.cerita.test_triwulan_sendiri import sampai_h10

RAGU = "TIDAK DIKENAL"


async def formulir_dini(cerita: Cerita) -> bytes:
    """The form of the second quarter that a unit is sent before anybody has ordered that quarter."""
    await sampai_h10(cerita)
    await cerita.maju(hari=8)
    koperasi = cerita.bidang["koperasi"]
    assert any("Siapkan data Triwulan II 2026" in p for p in koperasi.berkas_diterima)
    return cerita.formulir(koperasi).berkas.isi


async def kirim(orang: Orang, isi: bytes, nama: str = "formulir-dkupp-koperasi-2026-TW2.xlsx") -> str:
    await orang.kirim_berkas(isi, nama)
    teks = orang.pesan_terakhir.teks
    assert RAGU not in teks
    return teks


async def test_sebelum_perintah(dkupp: Cerita):
    """The form that the bot itself has sent comes back before the order: whose it is, and when it is taken."""
    isi = await formulir_dini(dkupp)
    koperasi, perdagangan = dkupp.bidang["koperasi"], dkupp.bidang["perdagangan"]

    teks = await kirim(koperasi, isi)
    assert "Ini formulir Bidang Koperasi" in teks
    assert "Triwulan II 2026" in teks
    assert "kirim lagi ke sini begitu disposisinya datang" in teks

    teks = await kirim(perdagangan, isi, "punya koperasi.xlsx")
    assert f"dapat dikirim oleh {koperasi.pengguna.nama} (" in teks

    await koperasi.tulis("/isi")
    assert "formulir yang sudah Anda terima boleh diisi dari sekarang" in koperasi.pesan_terakhir


async def test_bukan_orang_kantor_tidak_diberi_tahu_apa_pun(dkupp: Cerita):
    """Who does not belong to the office (here the administrator) learns that it is a form, not whose."""
    isi = await formulir_dini(dkupp)

    teks = await kirim(dkupp.admin, isi)

    assert "Ini formulir realisasi, bukan rekap" in teks
    assert "Koperasi" not in teks


async def test_sesudah_dialihkan(dkupp: Cerita):
    """The task was handed on: the giver is told who has it now; the other sends the very same file."""
    await dkupp.sampai(langkah=6)
    ukm, vera = dkupp.bidang["ukm"], dkupp.tim
    isi = dkupp.isian(ukm)
    await tawarkan(dkupp, ukm, vera.pengguna.nama.split()[0])
    await vera.tekan("🤝 Terima")

    teks = await kirim(ukm, isi, "formulir-dkupp-ukm-2026-TW1.xlsx")
    assert f"Tugas ini sekarang pada {vera.pengguna.nama}" in teks

    await vera.kirim_berkas(isi, "formulir-dkupp-ukm-2026-TW1.xlsx")
    assert "✅ Kirim" in vera.pesan_terakhir.label_tombol


async def test_administrator_menunggu_berkas_lain(dkupp: Cerita):
    """A form or a recap while a plan or the list of people is awaited: one line, not eight missing columns."""
    await dkupp.sampai(langkah=6)
    admin = dkupp.admin
    isi = dkupp.isian(dkupp.bidang["ukm"])
    await admin.tulis("/indikator")

    teks = await kirim(admin, isi, "Salinan formulir.xlsx")
    assert "Ini formulir Bidang" in teks
    assert "ditunggu dari Anda: rencana kinerja 2026 Dinas" in teks
    assert "kolom" not in teks

    teks = await kirim(admin, isi, "formulir-dkupp-ukm-2026-TW1.xlsx")
    assert "Yang sedang ditunggu dari Anda: rencana kinerja 2026 Dinas" in teks

    await admin.tulis("/personel")
    teks = await kirim(admin, isi, "personel-dkupp.xlsx")
    assert "Ini formulir Bidang" in teks
    assert "ditunggu dari Anda: daftar personel" in teks


async def test_rekap_saat_rencana_ditunggu(dkupp: Cerita):
    """The recap's workbook is named by the mark inside it."""
    await dkupp.sampai(langkah=12)
    berkas = next(p for p in dkupp.pesan_grup if p.berkas and p.berkas.nama.endswith(".xlsx")).berkas
    await dkupp.admin.tulis("/indikator")

    teks = await kirim(dkupp.admin, berkas.isi, Path(berkas.nama).name)

    assert "Ini rekap Triwulan I 2026, sedangkan yang ditunggu dari Anda: rencana kinerja 2026" in teks
    await dkupp.kepala.kirim_berkas(dkupp.isian(dkupp.bidang["ukm"]), "formulir-dkupp-ukm-2026-TW1.xlsx")
    assert "Ini formulir" in dkupp.kepala.pesan_terakhir
