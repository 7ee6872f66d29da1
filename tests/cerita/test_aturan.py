"""`📐 Aturan hitung`: how an office counts is chosen from named rules, with the same quarter under each, and kept per run."""

from io import BytesIO

from openpyxl import load_workbook
from sqlmodel import col, select

from bot.kinerja.model import Arah
from bot.kinerja.predikat import SKALA_BAWAAN
from bot.layanan import muat
from bot.layanan.angka import indikator, rekap
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
    assert "▶️ 2 desimal → 86,79 % Tinggi" in kartu
    assert "▫️ 1 desimal → 86,8 % Tinggi" in kartu
    assert "▫️ Bilangan bulat → 87 % Tinggi" in kartu
    assert PAKAI not in kartu.label_tombol
    await dkupp.admin.tekan("▫️ Ketat")
    await dkupp.admin.tekan("▫️ Sangat Baik sampai")
    assert "▶️ Ketat" in kartu
    await dkupp.admin.tekan("▫️ Bilangan bulat")
    assert "▶️ Bilangan bulat" in kartu
    assert "86,79 %" not in kartu.teks.partition("Pembulatan capaian")[0]  # everything above follows the choice
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
    await dkupp.admin.tekan("▫️ 1 desimal")
    await dkupp.admin.tekan(PAKAI)
    assert "Batas 120 · Empat warna · 1 desimal" in dkupp.admin.pesan_terakhir
    assert dkupp.admin.pesan_terakhir.label_tombol == []
    await dkupp.maju(hari=91)
    await dkupp.kepala.tulis("/mulai 2 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")

    assert await aturan_jalan(dkupp, 1) == lama
    kini, _ = await aturan_jalan(dkupp, 2)
    assert kini["Batas capaian dalam rata-rata"] == "120,0 %"
    assert kini["Skala predikat"] == "Empat warna"
    assert kini["Pembulatan"].startswith("satu desimal")
    assert "Perubahan aturan" not in kini
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
    for hasil in ("76,67 %", "57,50 %", "83,33 %", "86,67 %", "80,48 %", "76,7 %", "77 %"):
        assert hasil in kartu

    palsu = ("aturan:1:baku", "aturan:1:x.baik", "aturan-pakai:1:ketat.akip", "aturan:99", "aturan-pakai:1:")
    for data in (*palsu, "aturan:1:baku.permendagri.3", "aturan-terap:99:ketat.baik.2"):
        await dkupp.admin.tekan_mentah(data, kartu.id)
        assert "tidak berlaku untuk Anda" in dkupp.admin.kilasan
    await dkupp.kepala.tekan_mentah("aturan-pakai:1:ketat.baik", 1)
    assert "tidak berlaku untuk Anda" in dkupp.kepala.kilasan
    for sama in ("baku.permendagri", "baku.permendagri.2"):
        await dkupp.admin.tekan_mentah(f"aturan-pakai:1:{sama}", kartu.id)
        assert "sudah berlaku" in dkupp.admin.kilasan
    assert await dkupp.baca(lambda sesi: list(sesi.exec(select(col(Instansi.aturan))))) == [None]


async def test_turun_rasio_berlaku_sejak_unggahan(dkupp: Cerita):
    """The office's own formula in the form's notes and the summary: 0 is to be confirmed before anything is sent."""
    await dkupp.sampai(langkah=6)

    def pakai(sesi):
        jalan = sesi.get_one(Pelaksanaan, 1)
        jalan.aturan = {"cara": "rasio", "skala": SKALA_BAWAAN}
        turun = next(i for i in indikator(sesi, jalan) if i.arah is Arah.TURUN)
        sesi.commit()
        return turun

    turun = await dkupp.baca(pakai)
    orang = dkupp.bidang[turun.bidang]
    await orang.tulis("/formulir")
    berkas = orang.berkas_diterima[-1].berkas
    lembar = load_workbook(BytesIO(berkas.isi)).worksheets[0]
    catatan = next(b[2].comment.text for b in lembar.iter_rows(min_row=6) if b[0].value == turun.kode)
    assert "target ÷ realisasi" in catatan

    await orang.kirim_berkas(dkupp.isian(orang, **{turun.kode.replace("-", "_"): "0"}), berkas.nama)
    for _ in range(2):  # as it came, and as it is summed up anew after a correction
        ringkasan = orang.pesan_terakhir
        assert f"❓ {turun.kode} 0 " in ringkasan
        assert "1 perlu konfirmasi" in ringkasan
        assert "rumus target dibagi realisasi tidak berlaku" in ringkasan.teks.partition("Perlu konfirmasi")[2]
        await orang.tulis(f"{turun.kode} = 0")
