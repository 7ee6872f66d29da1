"""`/sop`: an administrator ends a step that nobody else ends, with a reason; everybody sees whose act it was."""

from sqlmodel import select

from bot.layanan import muat
from bot.layanan.dokumen import naskah
from db.tabel import Penugasan
from tests.cerita.cerita import Cerita

LEWATI, PAKSA = "⏭️ Lewati langkah", "✅ Paksa selesai"
ALASAN = "Tim dinas luar sampai akhir bulan"


async def test_melewati_langkah_dengan_alasan(dkupp: Cerita):
    """Nothing happens before the reason; then the step ends with its decision, in the administrator's name."""
    await dkupp.sampai(langkah=8)
    jejak = await dkupp.jejak()
    await dkupp.admin.tulis("/sop")
    assert "Langkah 8 dari 13" in dkupp.admin.pesan_terakhir

    daftar = dkupp.admin.pesan_terakhir
    await dkupp.admin.tekan(LEWATI)
    assert await dkupp.jejak() == jejak
    await dkupp.admin.tulis(ALASAN)

    assert dkupp.langkah == 9
    assert daftar.label_tombol == []
    assert "Langkah 8 dilewati" in daftar
    kartu = dkupp.tim.cari("📨 DISPOSISI 8/13")
    assert "Dilewati oleh administrator (tindakan admin)" in kartu
    assert ALASAN in kartu
    assert kartu.label_tombol == []
    assert "tindakan admin" in dkupp.admin.pesan_terakhir


async def test_paksa_selesai_menyisakan_keputusan(dkupp: Cerita):
    """The handing over is forced, the secretary still decides; nobody is named as having done it."""
    await dkupp.sampai(langkah=8)
    await dkupp.admin.tulis("/sop")
    await dkupp.admin.tekan(PAKSA)
    await dkupp.admin.tulis(ALASAN)

    assert "✅ Setuju" in dkupp.sekretaris.cari("📨 DISPOSISI 8/13").label_tombol
    pelaku = await dkupp.baca(
        lambda sesi: sesi.exec(select(Penugasan.personel_id, Penugasan.hasil).where(Penugasan.langkah == 8)).all()
    )
    assert {tuple(p) for p in pelaku} == {(None, "dipaksa"), (None, "")}


async def test_kepatuhan_waktu_menyebut_tindakan_admin(dkupp: Cerita):
    """The time record is evidence for the auditor: it does not credit the team with what they did not do."""
    await dkupp.sampai(langkah=8)
    await dkupp.admin.tulis("/sop")
    await dkupp.admin.tekan(LEWATI)
    await dkupp.admin.tulis(ALASAN)

    isi = await dkupp.baca(lambda sesi: naskah(sesi, muat.jalan(sesi, 1), dkupp.panggung.jam.sekarang()))

    assert [w.no for w in isi.waktu if "tindakan admin" in w.kegiatan] == [8]


async def test_persetujuan_pimpinan_tidak_tergantikan(dkupp: Cerita):
    """At the approval that publishes there is no such button, and a forged press is refused with the way out."""
    await dkupp.sampai(langkah=11)

    await dkupp.admin.tulis("/sop")
    pesan = dkupp.admin.pesan_terakhir
    assert pesan.label_tombol == ["⏸ Jeda"]
    assert "persetujuan pimpinan sendiri" in pesan
    await dkupp.admin.tekan_mentah("lewati:1:11.1.kerja", pesan.id)

    assert "Plt." in dkupp.admin.kilasan
    assert dkupp.langkah == 11
    assert not any("Rekap Pengukuran" in p for p in dkupp.pesan_grup)


async def test_menutup_pengumpulan(dkupp: Cerita):
    """Skipping the collection closes it: what has come counts, the rest is not reported."""
    await dkupp.sampai(langkah=6)
    await dkupp.kirim_isian(dkupp.bidang["ukm"])
    await dkupp.admin.tulis("/sop")
    await dkupp.admin.tekan(LEWATI)
    await dkupp.admin.tulis("Unit lain menyusul triwulan depan")

    assert dkupp.langkah == 7
    assert "tindakan admin" in dkupp.bidang["koperasi"].cari("📨 DISPOSISI 6/13")


async def test_tombol_basi_dan_bukan_admin(dkupp: Cerita):
    """A button of an earlier step does nothing, and nobody but an administrator learns that there is such a thing."""
    await dkupp.sampai(langkah=9)
    await dkupp.admin.tulis("/sop")
    lama = dkupp.admin.pesan_terakhir
    data = lama.tombol[0][0]["callback_data"]

    await dkupp.sekretaris.tekan_mentah(data, lama.id)
    assert "tidak berlaku untuk Anda" in dkupp.sekretaris.kilasan
    await dkupp.sekretaris.tulis("/sop")
    assert "tidak tersedia" in dkupp.sekretaris.pesan_terakhir
    await dkupp.kepala.tekan("✅ Setuju")
    await dkupp.admin.tekan(LEWATI, lama)

    assert "sudah berganti" in dkupp.admin.kilasan
    assert dkupp.langkah == 10


async def test_langkah_berganti_selagi_alasan_ditulis(dkupp: Cerita):
    """While the administrator writes, the head approves: the reason comes too late and skips nothing."""
    await dkupp.sampai(langkah=9)
    await dkupp.admin.tulis("/sop")
    await dkupp.admin.tekan(LEWATI)

    await dkupp.kepala.tekan("✅ Setuju")
    await dkupp.admin.tulis("Kepala sedang rapat")

    assert "sudah berganti" in dkupp.admin.pesan_terakhir
    assert dkupp.langkah == 10
