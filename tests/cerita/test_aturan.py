"""`📐 Aturan hitung`: how an office counts is chosen from named rules, with the same quarter under each, and kept per run."""

from sqlmodel import col, select

from bot.layanan import muat
from bot.layanan.angka import rekap
from bot.layanan.dokumen import naskah
from db.tabel import Instansi, Pelaksanaan
from tests.cerita.cerita import Cerita

PAKAI = "✅ Pakai aturan ini"


async def aturan_jalan(cerita: Cerita, triwulan: int) -> tuple[dict[str, str], str]:
    """The rules printed on a quarter's recap, and the office's average and predikat."""

    def kerja(sesi):
        hasil = rekap(sesi, sesi.exec(select(Pelaksanaan).where(Pelaksanaan.triwulan == triwulan)).one())
        return dict(hasil.aturan), f"{hasil.instansi.rata_rata} {hasil.instansi.predikat}"

    return await cerita.baca(kerja)


async def test_kartu_menunjukkan_triwulan_yang_sama_di_tiap_pilihan(dkupp: Cerita):
    """The newest quarter with figures stands under every choice; nothing is stored before the button."""
    await dkupp.sampai(langkah=9)
    await dkupp.admin.tulis("/indikator")
    await dkupp.admin.tekan("📐 Aturan hitung")
    kartu = dkupp.admin.pesan_terakhir

    assert "Triwulan I 2026" in kartu
    assert "Baku: tiap indikator paling tinggi 100 %" in kartu
    assert "→ 86,79 % Tinggi" in kartu
    assert PAKAI not in kartu.label_tombol
    await dkupp.admin.tekan("▫️ Ketat")
    await dkupp.admin.tekan("▫️ Sangat Baik sampai")
    assert "▶️ Ketat" in kartu
    assert PAKAI in kartu.label_tombol
    assert "Bidang UKM" in kartu
    assert await dkupp.baca(lambda sesi: sesi.get_one(Instansi, 1).aturan) is None


async def test_berlaku_untuk_pengukuran_berikutnya_saja(dkupp: Cerita):
    """A quarter keeps the rules that it was ordered with; the next goes by the new ones, and its recap prints them."""
    await dkupp.sampai(langkah=13)
    await dkupp.semua_setuju(("tim", "bidang", "sekretaris", "kepala"))
    lama = await aturan_jalan(dkupp, 1)
    await dkupp.admin.tulis("/indikator")
    await dkupp.admin.tekan("📐 Aturan hitung")
    await dkupp.admin.tekan("▫️ Batas 120")
    await dkupp.admin.tekan("▫️ Empat warna")
    await dkupp.admin.tekan(PAKAI)
    assert "Batas 120 · Empat warna" in dkupp.admin.pesan_terakhir
    assert dkupp.admin.pesan_terakhir.label_tombol == []
    await dkupp.maju(hari=91)
    await dkupp.kepala.tulis("/mulai 2 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")

    assert await aturan_jalan(dkupp, 1) == lama
    kini, _ = await aturan_jalan(dkupp, 2)
    assert kini["Batas capaian dalam rata-rata"] == "120,00 %"
    assert kini["Skala predikat"] == "Empat warna"
    isi = await dkupp.baca(lambda sesi: naskah(sesi, muat.jalan(sesi, 2), dkupp.panggung.jam.sekarang()))
    assert isi.aturan.skala.kode == "empat-warna"
    dokumen = await dkupp.panggung.bot.layanan.perakit.rakit(isi)
    assert dokumen.galat == ""


async def test_kantor_tanpa_angka_dan_tombol_palsu(dkupp: Cerita):
    """Before the first quarter an invented one shows the difference; strangers and forged codes get nothing."""
    await dkupp.sampai(langkah=1)
    await dkupp.admin.tulis("/indikator")
    await dkupp.admin.tekan("📐 Aturan hitung")
    kartu = dkupp.admin.pesan_terakhir
    assert "contoh buatan" in kartu
    for hasil in ("76,67 %", "57,50 %", "83,33 %", "86,67 %", "80,48 %"):
        assert hasil in kartu

    for data in ("aturan:1:baku", "aturan:1:x.baik", "aturan-pakai:1:ketat.akip", "aturan:99", "aturan-pakai:1:"):
        await dkupp.admin.tekan_mentah(data, kartu.id)
        assert "tidak berlaku untuk Anda" in dkupp.admin.kilasan
    await dkupp.kepala.tekan_mentah("aturan-pakai:1:ketat.baik", 1)
    assert "tidak berlaku untuk Anda" in dkupp.kepala.kilasan
    await dkupp.admin.tekan_mentah("aturan-pakai:1:baku.permendagri", kartu.id)
    assert "sudah berlaku" in dkupp.admin.kilasan
    assert await dkupp.baca(lambda sesi: list(sesi.exec(select(col(Instansi.aturan))))) == [None]
