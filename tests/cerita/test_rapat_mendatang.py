"""A meeting whose time has not come: nobody is taken to have attended it, and a new time is not taken for its minutes."""

from sqlmodel import select

from bot.simulasi.orang import Orang
from db.tabel import Lampiran
from tests.cerita.cerita import Cerita
from tests.cerita.test_rapat import diundang, draf, entri, undangan

KAPAN = "Senin 6 April 2026 09.00, Aula"


async def kertas(cerita: Cerita) -> list[str]:
    """The names of the papers of the meeting's step."""
    return await cerita.baca(lambda sesi: [x.nama for x in sesi.exec(select(Lampiran)) if x.langkah == 5])


async def test_selesai_sebelum_rapat_ditanya(dkupp: Cerita):
    """`✅ Selesai` before the meeting changes nothing but asks; from the question its time can be changed."""
    await diundang(dkupp, KAPAN)
    await dkupp.kepala.tekan("👍 Hadir")
    await dkupp.sekretaris.tulis("Format disepakati.")

    await dkupp.sekretaris.tekan("✅ Selesai")

    assert dkupp.langkah == 5
    tanya = dkupp.sekretaris.pesan_terakhir
    assert "Rapatnya baru Senin, 6 April 2026 09.00 WIB" in tanya
    assert tanya.label_tombol == ["✅ Rapat sudah berlangsung", "🕘 Ubah waktu"]
    assert "👍 Jawaban Anda: hadir" in undangan(dkupp.kepala)
    assert draf(dkupp.tim) == []
    await dkupp.sekretaris.tekan("🕘 Ubah waktu")
    await dkupp.sekretaris.tulis("Kamis 2 April 2026 09.00, Aula")
    assert "Kamis, 2 April 2026 09.00" in undangan(dkupp.kepala)

    await dkupp.maju(hari=1, jam=3)
    await dkupp.sekretaris.tekan("✅ Selesai")
    assert dkupp.langkah == 6
    assert tanya.label_tombol == []
    assert "tercatat: hadir" in undangan(dkupp.kepala)


async def test_rapat_lebih_awal_tanpa_kehadiran_karangan(dkupp: Cerita):
    """Held earlier, says the chair: minutes without a time that was not its time and without attendance from answers."""
    await diundang(dkupp, KAPAN)
    await dkupp.kepala.tekan("👍 Hadir")
    await dkupp.bidang["ukm"].tekan("👎 Tidak hadir")
    await dkupp.sekretaris.tulis("Format disepakati.")

    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.sekretaris.tekan("✅ Rapat sudah berlangsung")

    assert dkupp.langkah == 6
    (isi,) = draf(dkupp.tim)
    assert "Kehadiran belum dicatat" in isi
    assert "Belum dicatat (menyatakan akan hadir)" in isi
    assert "Belum dicatat (menyatakan tidak hadir)" in isi
    assert "6 April" not in isi
    assert "Kehadiran belum dicatat" in dkupp.tim.berkas_diterima[-1]
    assert "Kehadiran belum dicatat" in undangan(dkupp.kepala)
    assert "tercatat" not in undangan(dkupp.kepala).teks
    assert [e["METHOD"] for e in entri(dkupp.kepala)] == ["REQUEST", "CANCEL"]
    await dkupp.maju(hari=6)
    assert not any("Rapat segera dimulai" in p for p in dkupp.kepala.semua_pesan)


async def test_menutup_sebelum_rapat_ditanya(dkupp: Cerita):
    """`🏁 Tutup rapat` asks the same; then attendance is what somebody ticks and saves."""
    await diundang(dkupp, KAPAN)

    await dkupp.tim.tekan("🏁 Tutup rapat")
    assert "💾 Simpan kehadiran" not in dkupp.tim.tombol()
    await dkupp.tim.tekan("✅ Rapat sudah berlangsung")
    await dkupp.tim.tekan("⬜ Sekretaris")
    await dkupp.tim.tekan("💾 Simpan kehadiran")

    assert "tercatat: hadir" in undangan(dkupp.sekretaris)


async def tulis_waktu(orang: Orang, teks: str) -> list[str]:
    """What is asked of it."""
    await orang.tulis(teks)
    return orang.pesan_terakhir.label_tombol


async def test_waktu_yang_ditulis_bukan_notulen(dkupp: Cerita):
    """A text that says when and where is asked about; yes moves the meeting, the wrong weekday is named."""
    await diundang(dkupp, KAPAN)

    tombol = await tulis_waktu(dkupp.sekretaris, "Senin 2 April 2026 09.00, Aula")
    assert tombol == ["📎 Bukan, simpan sebagai notulen"]
    assert "Tanggal itu hari Kamis, bukan Senin" in dkupp.sekretaris.pesan_terakhir
    tombol = await tulis_waktu(dkupp.sekretaris, "Kamis 2 April 2026 09.00, Aula")
    assert tombol == ["🕘 Ya, ubah waktunya", "📎 Bukan, simpan sebagai notulen"]
    assert await kertas(dkupp) == []
    await dkupp.sekretaris.tekan("🕘 Ya, ubah waktunya")

    assert "Kamis, 2 April 2026 09.00" in undangan(dkupp.kepala)
    assert await kertas(dkupp) == []


async def test_waktu_yang_memang_notulen(dkupp: Cerita):
    """No: it is filed. Minutes that begin with a date are never asked about."""
    await diundang(dkupp, KAPAN)

    await tulis_waktu(dkupp.sekretaris, "Kamis 2 April 2026 09.00, Aula")
    await dkupp.sekretaris.tekan("📎 Bukan, simpan sebagai notulen")
    assert await kertas(dkupp) == ["Notulen rapat"]
    await dkupp.sekretaris.tulis("Senin 6 April 2026 09.00, Aula\nFormat disepakati.")
    assert len(await kertas(dkupp)) == 2
    assert "Kamis" not in undangan(dkupp.kepala).teks


async def test_hari_libur_ditanya_sekali(dkupp: Cerita):
    """A Sunday and a holiday are asked about before anybody is invited; a working day is not."""
    await dkupp.sampai(langkah=4)
    await dkupp.tim.tekan("📅 Atur rapat")

    await dkupp.tim.tulis("Minggu 5 April 2026 09.00, Aula")
    tanya = dkupp.tim.pesan_terakhir
    assert "bukan hari kerja" in tanya
    assert tanya.label_tombol[0] == "✅ Tetap Minggu 5 April 2026 09.00"
    assert not [p for p in dkupp.tim.semua_pesan if "📅 Rapat Anda" in p]
    await dkupp.tim.tulis("Jumat 3 April 2026 09.00, Aula")
    assert "Wafat" in dkupp.tim.pesan_terakhir
    await dkupp.tim.tekan("✅ Tetap Jumat 3 April 2026 09.00")

    assert tanya.label_tombol == []
    panel = dkupp.tim.cari("📅 Rapat Anda")
    assert "Jumat, 3 April 2026 09.00" in panel
    assert "Aula" in panel
