"""`🔁 Terapkan pada triwulan ini`: new rules and a quarter that is under way, as an administrator's act with a reason."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from sqlmodel import col, select

from db.tabel import Kejadian, Pelaksanaan
from tests.cerita.cerita import Cerita
from tests.cerita.test_aturan import PAKAI, aturan_jalan
from tests.cerita.test_koreksi_terbit import dokumen, mulai_koreksi, sampai_selesai

TERAPKAN = "🔁 Terapkan pada triwulan ini"
TAWARAN = "sedang berjalan dengan aturan hitung lain"
ALASAN = "Surat Bagian Organisasi 30 Maret 2026"


async def pilih(cerita: Cerita, *pilihan: str) -> None:
    """The administrator chooses rules for the office."""
    await cerita.admin.tulis("/indikator")
    await cerita.admin.tekan("📐 Aturan hitung")
    for satu in pilihan:
        await cerita.admin.tekan(f"▫️ {satu}")
    await cerita.admin.tekan(PAKAI)


async def tersimpan(cerita: Cerita) -> dict[str, Any] | None:
    """The rules that the first quarter goes by."""
    return await cerita.baca(lambda sesi: sesi.get_one(Pelaksanaan, 1).aturan)


def tawaran(cerita: Cerita) -> list[str]:
    return [p.teks for p in cerita.admin.semua_pesan if TAWARAN in p]


async def test_diterapkan_dengan_alasan_dan_keputusan_diminta_lagi(dkupp: Cerita):
    """Offered with the same quarter under both rules; it changes log, group, recap, and what the head decides on."""
    await dkupp.sampai(langkah=9)
    await pilih(dkupp, "Bilangan bulat")
    isi = dkupp.admin.cari(TAWARAN)
    assert "2 desimal → 86,79 % Tinggi" in isi
    assert "Bilangan bulat → 87 % Tinggi" in isi
    kartu, draf = dkupp.kepala.cari("📨 DISPOSISI 9/13"), dkupp.kepala.berkas_diterima[-1]

    await dkupp.admin.tekan(TERAPKAN)
    assert dkupp.admin.pesan_terakhir.paksa_balas
    assert await tersimpan(dkupp) is None
    await dkupp.admin.tulis("…?")
    assert "dengan kata-kata" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tulis("a" * 201)
    assert "paling banyak 200" in dkupp.admin.pesan_terakhir
    assert await tersimpan(dkupp) is None
    await dkupp.admin.tulis(f"{ALASAN} <b>")

    assert f"Alasan: {ALASAN} <b>" in dkupp.admin.pesan_terakhir
    assert "diganti" in isi
    assert isi.label_tombol == []
    aturan, hasil = await aturan_jalan(dkupp, 1)
    assert hasil == "87 Tinggi"
    assert aturan["Pembulatan"].startswith("bilangan bulat")
    assert aturan["Perubahan aturan"] == f"1 April 2026 (tindakan admin): {ALASAN} <b>"
    catatan = await dkupp.baca(lambda sesi: sesi.exec(select(Kejadian.isi).order_by(col(Kejadian.id).desc())).first())
    assert "mengganti aturan hitung pengukuran ini dari Baku" in catatan
    assert "tindakan admin" in catatan
    assert f"Aturan hitung diganti 1 April 2026 (tindakan admin): {ALASAN} <b>" in dkupp.status
    assert "Sekarang: Baku · Permendagri 86/2017 · Bilangan bulat" in dkupp.status
    for orang in (dkupp.kepala, dkupp.sekretaris):
        assert "86,79 % Tinggi" in orang.cari("Aturan hitung Triwulan I 2026 diganti")
    assert not any("diganti" in p for p in dkupp.tim.semua_pesan)

    await dkupp.kepala.tekan("✅ Setuju", kartu)
    assert "berubah" in dkupp.kepala.kilasan
    assert dkupp.langkah == 9
    baru = dkupp.kepala.berkas_diterima[-1]
    assert "86,79 %" in draf
    assert "87 % (Tinggi)" in baru
    await dkupp.kepala.tekan("✅ Setuju", kartu)
    assert dkupp.langkah == 10


async def test_setelah_disetujui_hanya_lewat_koreksi(dkupp: Cerita):
    """An approved recap keeps its rules; a correction opens it, and the second version prints the new ones."""
    await dkupp.sampai(langkah=11)
    await pilih(dkupp, "1 desimal")
    isi = dkupp.admin.cari(TAWARAN)
    data = isi.tombol[0][0]["callback_data"]
    await dkupp.admin.tekan(TERAPKAN)  # the question is open while the head approves
    await dkupp.kepala.tekan("✅ Setuju")
    await dkupp.admin.tulis(ALASAN)
    assert "sudah disetujui" in dkupp.admin.pesan_terakhir
    assert "✏️ Koreksi setelah terbit pada /sop" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tekan_mentah(data, isi.id)
    assert "sudah disetujui" in dkupp.admin.kilasan
    banyak = len(tawaran(dkupp))
    await dkupp.admin.tulis("/indikator")
    await dkupp.admin.tekan("📐 Aturan hitung")
    assert len(tawaran(dkupp)) == banyak
    await sampai_selesai(dkupp)
    assert await tersimpan(dkupp) is None

    await mulai_koreksi(dkupp, "Bidang UKM")
    await dkupp.admin.tulis("/indikator")
    await dkupp.admin.tekan("📐 Aturan hitung")
    assert len(tawaran(dkupp)) == banyak + 1
    await dkupp.admin.tekan(TERAPKAN)
    await dkupp.admin.tulis(ALASAN)
    await dkupp.kirim_isian(dkupp.bidang["ukm"])
    await sampai_selesai(dkupp)

    buku = load_workbook(BytesIO(dokumen(dkupp)["xlsx"]))
    keterangan = dict(buku["Keterangan"].iter_rows(2, max_col=2, values_only=True))
    assert keterangan["Versi"].startswith("Versi 2")
    assert keterangan["Aturan: Pembulatan"].startswith("satu desimal")
    assert ALASAN in keterangan["Aturan: Perubahan aturan"]
    assert buku["Per Bidang"].cell(buku["Per Bidang"].max_row, 2).value == 86.8
    assert any("86,8 % (Tinggi)" in p for p in dkupp.pesan_grup)


async def test_tawaran_yang_lewat_batal_dan_bukan_administrator(dkupp: Cerita):
    """The offer is bound to the rules it names, /batal forgets the question, and nobody else may press it."""
    await dkupp.sampai(langkah=9)
    await pilih(dkupp, "Bilangan bulat")
    isi = dkupp.admin.cari(TAWARAN)
    data = isi.tombol[0][0]["callback_data"]
    await dkupp.kepala.tekan_mentah(data, 1)
    assert "tidak berlaku untuk Anda" in dkupp.kepala.kilasan
    await dkupp.admin.tekan(TERAPKAN)
    await dkupp.admin.tulis("/batal")
    await dkupp.admin.tulis(ALASAN)
    assert await tersimpan(dkupp) is None

    await dkupp.admin.tekan_mentah(data, isi.id)
    await pilih(dkupp, "Ketat")  # while the reason is being thought about
    await dkupp.admin.tekan_mentah(data, isi.id)
    assert "aturan kantornya sudah diganti lagi" in dkupp.admin.kilasan
    assert await tersimpan(dkupp) is None
    await dkupp.nyalakan_ulang()
    await dkupp.admin.tekan(TERAPKAN)
    await dkupp.admin.tulis(ALASAN)

    simpanan = await tersimpan(dkupp)
    assert simpanan is not None
    assert (simpanan["cara"], simpanan["desimal"]) == ("ketat", "0")
    await dkupp.admin.tekan_mentah("aturan-terap:1:ketat.permendagri.0", isi.id)
    assert "sudah memakai aturan itu" in dkupp.admin.kilasan


async def test_isian_dan_asal_angka_mengikuti_pembulatannya(dkupp: Cerita):
    """Whoever fills in through the chat, and whoever asks where a figure comes from, sees the rounding of the run."""
    await dkupp.sampai(langkah=6)
    await pilih(dkupp, "1 desimal")
    await dkupp.admin.tekan(TERAPKAN)
    await dkupp.admin.tulis(ALASAN)
    ukm = dkupp.bidang["ukm"]
    await ukm.tulis("/isi")
    await ukm.tulis("5")
    for _ in range(3):
        if "Capaian:" in ukm.pesan_terakhir:
            break
        await ukm.tekan("Lewati" if "Lewati" in ukm.pesan_terakhir.label_tombol else "Belum ada data")
    assert "Capaian: 55,6 %" in ukm.pesan_terakhir  # 5 of 9

    await dkupp.kirim_isian(dkupp.bidang["ukm"], DKP_11="5")
    await dkupp.kepala.tulis("/rekap")
    await dkupp.kepala.tekan("🔎 Angka ini dari mana?")
    await dkupp.kepala.tekan("Bidang UKM")
    await dkupp.kepala.tekan("DKP-11")
    assert "5 ÷ 9 × 100 = 55,6 %" in dkupp.kepala.pesan_terakhir
    assert "dihitung 55,56 % (belum dibulatkan) dengan bobot 3" in dkupp.kepala.pesan_terakhir


async def test_pengisi_diberi_tahu_bila_rumusnya_lain(dkupp: Cerita):
    """Only another formula of falling indicators concerns those who are filling in a form."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    for pilihan, banyak in (("Bilangan bulat", 0), ("Turun T ÷ R", 1)):
        await pilih(dkupp, pilihan)
        await dkupp.admin.tekan(TERAPKAN)
        await dkupp.admin.tulis(ALASAN)
        assert sum("/formulir" in p and "arah turun" in p for p in ukm.semua_pesan) == banyak
