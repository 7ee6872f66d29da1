"""Reminders: before the standard runs out and when it has, once, in working time."""

from datetime import UTC, datetime, timedelta

from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from tests.cerita.cerita import Cerita


def pengingat(orang: Orang) -> list[Pesan]:
    return [p for p in orang.semua_pesan if p.teks.startswith("⏰")]


def pukul(pesan: Pesan) -> str:
    """Local time (WIB) of a message."""
    return (datetime.fromtimestamp(pesan.tanggal, UTC) + timedelta(hours=7)).strftime("%d/%m %H.%M")


async def test_diingatkan_sebelum_batas_dan_pada_batas(dkupp: Cerita):
    """60 minutes from 08.00: a reminder at 08.45 and one at 09.00, and no third one the same way."""
    await dkupp.sampai(langkah=2)

    await dkupp.maju(jam=1, menit=30)

    assert [pukul(p) for p in pengingat(dkupp.sekretaris)] == ["01/04 08.45", "01/04 09.00"]
    dekat, lewat = pengingat(dkupp.sekretaris)
    assert "Langkah 2/13" in dekat
    assert "09.00 WIB" in dekat
    assert "sudah dekat" in dekat
    assert "terlewati" in lewat


async def test_tidak_ada_pengingat_bagi_yang_sudah_selesai(dkupp: Cerita):
    """Done at 08.30: nobody is reminded of that step; the next one has its own clock."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(menit=30)
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.sekretaris.tekan("✅ Selesai")

    await dkupp.maju(menit=20)

    assert pengingat(dkupp.sekretaris) == []


async def test_pengingat_hanya_di_jam_kerja(dkupp: Cerita):
    """A step that begins on Thursday 15.30 before a long weekend is reminded of on Monday morning, not before."""
    await dkupp.sampai(langkah=1)
    await dkupp.maju(hari=1, jam=7, menit=30)
    await dkupp.kepala.tulis("/mulai 1 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")

    await dkupp.maju(hari=4)

    assert [pukul(p) for p in pengingat(dkupp.sekretaris)] == ["06/04 07.45", "06/04 08.00"]


async def test_k12_pengingat_yang_terlewat_saat_mati_datang_sekali(dkupp: Cerita):
    """Down for two hours over the deadline: one reminder after the start, not two; two more restarts add none."""
    await dkupp.sampai(langkah=2)
    await dkupp.panggung.hentikan_bot()
    dkupp.panggung.jam.maju(timedelta(hours=2))

    await dkupp.panggung.mulai_bot()
    await dkupp.maju(menit=1)
    for _ in range(2):
        await dkupp.nyalakan_ulang()

    assert len(pengingat(dkupp.sekretaris)) == 1
    assert "terlewati" in pengingat(dkupp.sekretaris)[0]


async def test_k25_mati_semalaman_diingatkan_pada_jam_buka(dkupp: Cerita):
    """The bot comes back at night: the reminder waits for the opening, once, also across two quick restarts."""
    await dkupp.sampai(langkah=2)
    await dkupp.panggung.hentikan_bot()
    dkupp.panggung.jam.maju(timedelta(hours=12))

    await dkupp.panggung.mulai_bot()
    await dkupp.maju(menit=1)
    assert pengingat(dkupp.sekretaris) == []
    for _ in range(2):
        await dkupp.nyalakan_ulang()
    await dkupp.maju(jam=12)

    assert [pukul(p) for p in pengingat(dkupp.sekretaris)] == ["02/04 07.30"]


async def test_putaran_baru_punya_jam_baru(dkupp: Cerita):
    """A returned step gets a new deadline and its own reminders."""
    await dkupp.sampai(langkah=9)
    await dkupp.maju(menit=30)
    await dkupp.kepala.tekan("↩️ Kembalikan")
    await dkupp.kepala.tulis("Angka DKP-14 belum sesuai")

    await dkupp.maju(jam=4)

    assert "Batas: Rabu, 1 April 2026 13.30 WIB" in dkupp.tim.cari("📨 DISPOSISI 7/13")
    assert [pukul(p) for p in pengingat(dkupp.tim)] == ["01/04 11.30"]


async def test_hanya_yang_belum_mengirim_diingatkan(dkupp: Cerita):
    """During the collection only those who have not sent are reminded."""
    await dkupp.sampai(langkah=6)
    await dkupp.kirim_isian(dkupp.bidang["ukm"])

    await dkupp.maju(jam=2, menit=30)

    assert pengingat(dkupp.bidang["ukm"]) == []
    assert len(pengingat(dkupp.bidang["koperasi"])) == 2
