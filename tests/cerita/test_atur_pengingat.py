"""`/pengingat`: what an office is reminded of, its ladder and its switches."""

from datetime import UTC, datetime

from sqlmodel import select

from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from db.tabel import Instansi
from tests.cerita.cerita import Cerita
from tests.cerita.test_pengingat import daftar_pagi, pengingat, saat, untuk_atasan


async def layar(cerita: Cerita) -> Pesan:
    await cerita.admin.tulis("/pengingat")
    return cerita.admin.cari("⏰ Pengingat ·")


async def test_menampilkan_tanggal_dan_tangga(dkupp: Cerita):
    await dkupp.sampai(langkah=2)

    isi = await layar(dkupp)

    assert "Tangga pengingat langkah: biasa" in isi
    assert (
        "sampai 2 jam: pada 75 % waktunya, pada batas, 30 menit dan 2 jam sesudahnya, lalu tiap hari kerja 08.30" in isi
    )
    assert "Kamis, 2 April 2026 08.30 WIB: daftar tugas pagi" in isi
    assert "Kamis, 2 April 2026 14.00 WIB: catatan akhir pekan" in isi
    assert "Triwulan I 2026" not in isi  # the quarter has begun: nobody is urged to begin it
    assert isi.label_tombol[:3] == ["○ Hemat", "● Biasa", "○ Sering"]
    assert all(label.startswith("🔔") for label in isi.label_tombol[3:])


async def test_tanggal_triwulan_yang_belum_dimulai(dkupp: Cerita):
    await dkupp.sampai(langkah=1)

    assert "Senin, 6 April 2026 08.30 WIB: Triwulan I 2026, unit: dua hari kerja lagi" in await layar(dkupp)


async def test_tangga_lain_berlaku_untuk_tugas_yang_terbuka(dkupp: Cerita):
    """From 'biasa' to 'sering' in the middle of a step: what comes next comes by the new ladder, nothing twice."""
    await dkupp.sampai(langkah=2)
    isi = await layar(dkupp)

    await dkupp.admin.tekan("○ Sering", isi)
    await dkupp.maju(jam=1, menit=40)

    assert isi.label_tombol[:3] == ["○ Hemat", "○ Biasa", "● Sering"]
    assert saat(pengingat(dkupp.sekretaris)) == ["01/04 08.30", "01/04 08.45", "01/04 09.00", "01/04 09.30"]
    await dkupp.admin.tekan("○ Hemat", isi)
    await dkupp.maju(jam=23)
    assert saat(pengingat(dkupp.sekretaris))[4:] == []  # two were sent after the deadline: the rest of it is once a day
    assert saat(daftar_pagi(dkupp.sekretaris)) == ["02/04 08.30"]


async def test_mematikan_satu_satu(dkupp: Cerita):
    """Off: before the deadline, to the superior, the morning list. The deadline itself is told all the same."""
    await dkupp.sampai(langkah=2)
    isi = await layar(dkupp)

    for label in ("🔔 Sebelum batas", "🔔 Ke atasan", "🔔 Daftar pagi"):
        await dkupp.admin.tekan(label, isi)
    await dkupp.maju(jam=25)

    assert saat(pengingat(dkupp.sekretaris)) == ["01/04 09.00", "01/04 09.30", "01/04 11.00", "02/04 08.30"]
    assert daftar_pagi(dkupp.sekretaris) == []
    assert untuk_atasan(dkupp.kepala) == []
    assert "🔕 Ke atasan" in isi.label_tombol
    await dkupp.admin.tekan("🔕 Ke atasan", isi)
    assert "🔔 Ke atasan" in isi.label_tombol


async def test_ajakan_triwulan_dimatikan(dkupp: Cerita):
    await dkupp.sampai(langkah=1)
    await dkupp.admin.tekan("🔔 H-10", await layar(dkupp))
    tujuan = datetime(2026, 6, 18, 1, 0, tzinfo=UTC)

    await dkupp.maju(menit=(tujuan - dkupp.panggung.jam.sekarang()).total_seconds() / 60)

    assert [p for p in dkupp.kepala.semua_pesan if "Triwulan II 2026" in p] == []


async def test_hanya_administrator(dua_kantor: Cerita):
    """Nobody else, also not with a forged button; an administrator of several offices is asked which."""
    cerita = await dua_kantor.sampai(langkah=1)

    await cerita.kepala.tulis("/pengingat")
    assert "tidak tersedia" in cerita.kepala.pesan_terakhir
    for palsu in ("ingattangga:1:sering", "ingatsaklar:1:pagi", "ingatkantor:1"):
        await cerita.kepala.tekan_mentah(palsu, 1)
        assert "tidak berlaku" in cerita.kepala.kilasan
    await cerita.admin.tulis("/pengingat")
    for palsu in ("ingattangga:1:banyak", "ingatsaklar:1:batas", "ingatsaklar:99:pagi", "ingatkantor:99"):
        await cerita.admin.tekan_mentah(palsu, 1)
        assert "tidak berlaku" in cerita.admin.kilasan
    pilihan: Orang = cerita.admin
    assert len(pilihan.pesan_terakhir.label_tombol) == 2
    await pilihan.tekan(pilihan.pesan_terakhir.label_tombol[0])
    assert "⏰ Pengingat ·" in pilihan.pesan_terakhir
    assert await cerita.baca(lambda s: list(s.exec(select(Instansi.pengingat)).all())) == [None, None]
