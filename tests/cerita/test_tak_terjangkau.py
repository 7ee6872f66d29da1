"""Somebody who never pressed START, or has blocked the bot: the office goes on, nothing is lost."""

from bot.simulasi.model import Pesan
from tests.cerita.cerita import KARTU, Cerita


def sebutan(pesan: Pesan) -> list[int]:
    """Telegram ids that a message mentions for real."""
    return [e["user"]["id"] for e in pesan.isi.get("entities", []) if e["type"] == "text_mention"]


async def mulai_tanpa_sekretaris(dkupp: Cerita) -> None:
    await dkupp.sampai(langkah=0)
    await dkupp.admin.mulai()
    for orang in dkupp.semua:
        if orang is not dkupp.sekretaris:
            await orang.mulai()
    await dkupp.kepala.tulis("/mulai 1 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")


async def test_k19_belum_menekan_start(dkupp: Cerita):
    """A real mention in the group with a button that opens the chat; the administrator is told; START brings it all."""
    await mulai_tanpa_sekretaris(dkupp)

    _, sebut = dkupp.pesan_grup
    assert sebutan(sebut) == [dkupp.sekretaris.id]
    assert "Taufik" not in sebut.teks  # the office, not the person's name
    (tombol,) = sebut.tombol[0]
    assert tombol["url"] == f"https://t.me/{dkupp.dunia.bot.username}?start=tugas"
    assert "Taufik Ismail Hasan" in dkupp.admin.pesan_terakhir
    assert "START" in dkupp.admin.pesan_terakhir
    assert "Batas: Rabu, 1 April 2026 09.00 WIB" in dkupp.status

    await dkupp.maju(menit=30)
    await dkupp.sekretaris.tekan("💬", chat=dkupp.kantor.grup)

    kartu = [p for p in dkupp.sekretaris.semua_pesan if KARTU.match(p.teks)]
    assert len(kartu) == 1
    assert "Batas: Rabu, 1 April 2026 09.00 WIB" in kartu[0]  # the deadline ran from the beginning of the turn
    assert sebut.tombol == []
    await dkupp.sekretaris.tekan("✅ Selesai", kartu[0])
    assert dkupp.langkah == 3


async def test_k19_memblokir_bot(dkupp: Cerita):
    """Blocked in mid run: mentioned once for the turn; unblocking and START deliver each message once, in order."""
    await dkupp.sampai(langkah=2)
    galih = dkupp.anggota
    await galih.blokir()
    for _ in range(2):
        await dkupp.sekretaris.tekan("✅ Selesai")  # 4: the team's turn
    sebut = [p for p in dkupp.pesan_grup if sebutan(p)]
    assert [sebutan(p) for p in sebut] == [[galih.id]]
    await dkupp.tim.tekan("✅ Selesai")
    await dkupp.tim.tulis("Notulen rapat")
    await dkupp.tim.tekan("✅ Selesai")
    sebelum = len(galih.semua_pesan)

    await galih.mulai()

    baru = [p for p in galih.semua_pesan[sebelum:] if p.dari_bot]
    kartu = [p for p in baru if KARTU.match(p.teks)]
    assert [p.teks.split("/")[0] for p in kartu] == [f"📨 DISPOSISI {no}" for no in (4, 5, 6)]
    assert [bool(p.label_tombol) for p in kartu] == [False, False, True]
    assert any("Notulen rapat" in p for p in baru)
    assert all(not p.label_tombol for p in dkupp.pesan_grup)


async def test_k19_tidak_disebut_berulang_kali(dkupp: Cerita):
    """Reminders to somebody who cannot be reached do not fill the group."""
    await mulai_tanpa_sekretaris(dkupp)
    banyak = len(dkupp.pesan_grup)

    await dkupp.maju(jam=7)

    assert len(dkupp.pesan_grup) == banyak
    assert len([p for p in dkupp.admin.semua_pesan if "tidak dapat dihubungi" in p]) == 1


async def test_start_orang_baru_menyambut(dkupp: Cerita):
    """START of a registered person: who they are here, and how to go on."""
    await dkupp.sampai(langkah=0)

    await dkupp.bidang["ukm"].mulai()

    assert "Kartini Wulandari" in dkupp.bidang["ukm"].pesan_terakhir
    assert "Kepala Bidang UKM" in dkupp.bidang["ukm"].pesan_terakhir
    assert "/tugas" in dkupp.bidang["ukm"].pesan_terakhir


async def test_administrator_melihat_semua_kantor(dkupp: Cerita):
    """START of the administrator: every office, its people and indicators, and who has not pressed START."""
    await dkupp.sampai(langkah=0)
    await dkupp.kepala.mulai()

    await dkupp.admin.mulai()

    pesan = dkupp.admin.pesan_terakhir
    assert "9 personel, 24 indikator tahun 2026" in pesan
    belum = pesan.teks.split("belum menekan START:")[1]
    assert "Taufik Ismail Hasan" in belum
    assert "Rina Oktavia" not in belum
