"""Faults on the way that people should not notice: repeats, late answers, edited messages, voice instead of text."""

from datetime import timedelta

from bot.simulasi.model import Pembaruan
from bot.simulasi.perbuatan import jadikan_supergrup, ubah_status_bot
from tests.cerita.cerita import Cerita

STIKER = {
    "sticker": {
        "file_id": "a",
        "file_unique_id": "b",
        "width": 1,
        "height": 1,
        "type": "regular",
        "is_animated": False,
        "is_video": False,
    }
}
SUARA = {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 3}}


async def test_k10_pembaruan_yang_sama_dua_kali(dkupp: Cerita):
    """A press, a text and a file delivered again, also after a restart, change nothing and send nothing."""
    await dkupp.sampai(langkah=9)
    diterima: list[Pembaruan] = []
    for aksi in (
        lambda: dkupp.kepala.tekan("↩️ Kembalikan"),
        lambda: dkupp.kepala.tulis("Angka DKP-14 belum sesuai"),
        lambda: dkupp.tim.tulis("/tugas"),
    ):
        tindakan = aksi()
        diterima += dkupp.dunia.antrean
        await tindakan
    jejak = await dkupp.jejak()
    pesan = {o.id: len(o.semua_pesan) for o in dkupp.semua}

    assert len(diterima) == 3
    for satu in diterima:
        dkupp.dunia.ulangi(satu)
    await dkupp.tenang()
    await dkupp.nyalakan_ulang()
    for satu in diterima:
        dkupp.dunia.ulangi(satu)
    await dkupp.tenang()

    assert await dkupp.jejak() == jejak
    assert {o.id: len(o.semua_pesan) for o in dkupp.semua} == pesan


async def test_k22_pesan_disposisi_terhapus(dkupp: Cerita):
    """The person deleted the disposition: the outcome comes as a new message instead of being lost."""
    await dkupp.sampai(langkah=12)
    kartu = dkupp.anggota.cari("📨 DISPOSISI 12/13")
    dkupp.dunia.hapus(kartu)

    await dkupp.tim.tekan("✅ Selesai")

    assert "dikerjakan oleh Ketua Tim Evaluasi Kinerja" in dkupp.anggota.cari("📨 DISPOSISI 12/13")
    assert dkupp.langkah == 13


async def test_k22_pesan_status_terhapus(dkupp: Cerita):
    """Somebody deleted the group's status message: the next change puts up one new message, which lives on."""
    await dkupp.sampai(langkah=2)
    dkupp.dunia.hapus(dkupp.status)

    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.sekretaris.tekan("✅ Selesai")

    assert len(dkupp.pesan_grup) == 1
    assert "Langkah 4 dari 13" in dkupp.status


async def test_k22_jawaban_tombol_terlambat(dkupp: Cerita):
    """The press is handled after Telegram's time for an answer: no toast, but the act counts and is shown."""
    await dkupp.sampai(langkah=2)
    dkupp.dunia.batas_jawab = timedelta(seconds=-1)

    aksi = dkupp.sekretaris.tekan("✅ Selesai")
    await aksi

    assert dkupp.langkah == 3
    assert "Selesai, dikerjakan oleh Sekretaris" in dkupp.sekretaris.cari("📨 DISPOSISI 2/13")
    dkupp.dunia.panggilan.clear()  # it could not be answered, which is this story's point


async def test_k22_suntingan_yang_tidak_mengubah_apa_apa(dkupp: Cerita):
    """Telegram says "not modified": taken as done, nobody is bothered, the next edit goes on."""
    await dkupp.sampai(langkah=2)
    sama = "message is not modified: specified new message content is exactly the same"
    dkupp.dunia.gagalkan("editMessageText", "400", teks=sama, chat=dkupp.kantor.grup)

    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.sekretaris.tekan("✅ Selesai")

    assert len(dkupp.pesan_grup) == 1
    assert "Langkah 4 dari 13" in dkupp.status
    assert not any("ditolak Telegram" in p for p in dkupp.admin.semua_pesan)


async def test_k44_alasan_berupa_suara_atau_stiker(dkupp: Cerita):
    """Where a reason is awaited, a voice message or sticker is answered with the form of the answer; then text works."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("↩️ Kembalikan")

    for isi in (SUARA, STIKER):
        await dkupp.kepala.kirim_lain(isi)
        assert "teks" in dkupp.kepala.pesan_terakhir
    await dkupp.kepala.tulis("Angka DKP-14 belum sesuai")

    assert dkupp.langkah == 7


async def test_k44_pesan_yang_diubah_setelah_dibaca(dkupp: Cerita):
    """Editing the reason afterwards changes nothing; the answer says how to correct."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("↩️ Kembalikan")
    alasan = await dkupp.kepala.tulis("Angka DKP-14 belum sesuai")

    await dkupp.kepala.sunting(alasan, "Angka DKP-15 belum sesuai")

    assert "pesan baru" in dkupp.kepala.pesan_terakhir
    assert "DKP-14" in dkupp.tim.cari("📨 DISPOSISI 7/13")
    assert "DKP-15" not in dkupp.tim.cari("📨 DISPOSISI 7/13").teks


async def test_bot_dimatikan_di_tengah_dan_melanjutkan(dkupp: Cerita):
    """Presses made while the bot is off are handled when it is back, in order."""
    await dkupp.sampai(langkah=2)
    await dkupp.panggung.hentikan_bot()

    kartu = dkupp.sekretaris.cari("📨 DISPOSISI 2/13")
    dkupp.sekretaris.tekan("✅ Selesai", kartu)
    dkupp.kepala.tulis("/status")
    await dkupp.panggung.mulai_bot()
    await dkupp.tenang()

    assert dkupp.langkah == 3
    assert dkupp.sekretaris.kilasan == "Tersimpan. Salah tekan? Ketik /batal."
    assert "Langkah 3 dari 13" in dkupp.kepala.pesan_terakhir


async def test_k20_bot_dikeluarkan_dari_grup(dkupp: Cerita):
    """Without the group the private work goes on; back in it, the status message is there again and up to date."""
    await dkupp.sampai(langkah=2)
    ubah_status_bot(dkupp.dunia, dkupp.kantor.grup, dkupp.kepala.pengguna, "kicked")
    await dkupp.sekretaris.tekan("✅ Selesai")
    assert dkupp.langkah == 3

    ubah_status_bot(dkupp.dunia, dkupp.kantor.grup, dkupp.kepala.pengguna, "member")
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.maju(jam=2)

    assert dkupp.langkah == 4
    assert "Langkah 4 dari 13" in dkupp.status


async def test_k21_grup_menjadi_supergrup(dkupp: Cerita):
    """The group gets a new id: status and recap follow."""
    await dkupp.sampai(langkah=11)
    baru = jadikan_supergrup(dkupp.dunia, dkupp.kantor.grup, -1000000009999, dkupp.kepala.pengguna)
    await dkupp.tenang()

    await dkupp.kepala.tekan("✅ Setuju")

    assert [p.berkas.nama.rsplit(".")[-1] for p in baru.terlihat() if p.berkas] == ["png", "xlsx", "pdf"]
