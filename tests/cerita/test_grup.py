"""The group itself: the bot joins, leaves, comes back."""

from bot.simulasi.perbuatan import ubah_status_bot
from tests.cerita.cerita import Cerita

GRUP_BARU = -1000000007777


async def test_grup_baru_memberi_tahu_nomornya(dkupp: Cerita):
    """Who installs an office needs the group's number; nothing is written into the group."""
    await dkupp.sampai(langkah=1)
    await dkupp.admin.mulai()
    grup = dkupp.dunia.tambah_grup(GRUP_BARU, "Grup <Baru> & Co", [dkupp.admin.id])

    ubah_status_bot(dkupp.dunia, GRUP_BARU, dkupp.admin.pengguna, "left")
    ubah_status_bot(dkupp.dunia, GRUP_BARU, dkupp.admin.pengguna, "member")
    await dkupp.dunia.tenang()

    assert f"Nomor grup ini:\n{GRUP_BARU}" in dkupp.admin.pesan_terakhir
    assert "Grup <Baru> & Co" in dkupp.admin.pesan_terakhir
    assert not any(p.dari_bot for p in grup.terlihat())


async def test_k20_dikeluarkan_lalu_diundang_lagi(dkupp: Cerita):
    """Private work goes on without the group; its living status catches up when the bot is back."""
    await dkupp.sampai(langkah=2)
    await dkupp.admin.mulai()

    ubah_status_bot(dkupp.dunia, dkupp.kantor.grup, dkupp.admin.pengguna, "kicked")
    await dkupp.dunia.tenang()
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.sekretaris.tekan("✅ Selesai")

    assert dkupp.langkah == 4
    assert "dikeluarkan dari grup" in dkupp.admin.cari("dikeluarkan")
    assert "Langkah 2 dari 13" in dkupp.status

    ubah_status_bot(dkupp.dunia, dkupp.kantor.grup, dkupp.admin.pengguna, "member")
    await dkupp.dunia.tenang()

    assert "Langkah 4 dari 13" in dkupp.status
