"""`/libur` and `/jamkerja`: an administrator changes the calendar of an office, and open deadlines follow (K29, K30)."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

from bot.simulasi.model import Pesan
from db.tabel import HariKhusus, Instansi
from tests.cerita.cerita import Cerita, contoh
from tests.cerita.test_waktu_berubah import pengingat, saat

RABU = date(2026, 4, 1)


async def layar(cerita: Cerita, perintah: str = "/libur") -> Pesan:
    await cerita.admin.tulis(perintah)
    return cerita.admin.pesan_terakhir


async def hari(cerita: Cerita) -> list[tuple[date, bool, str]]:
    semua = select(HariKhusus).order_by(col(HariKhusus.tanggal))
    return await cerita.baca(lambda s: [(h.tanggal, h.libur, h.nama) for h in s.exec(semua)])


async def test_k29_libur_hari_ini_lewat_tombol(dkupp: Cerita):
    """Today becomes a holiday: the preview names the deadline that moves, `✅` moves it, what was said is not repeated."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(menit=50)
    isi = await layar(dkupp)
    assert "5 hari kerja sepekan, waktu WIB" in isi
    assert "• Jum, 3 Apr 2026: Wafat Yesus Kristus" in isi

    await dkupp.admin.tekan("➕ Hari libur", isi)
    await dkupp.admin.tekan("Rab 1 Apr", isi)
    await dkupp.admin.tekan("Libur daerah", isi)

    assert "Rabu, 1 April 2026 menjadi hari libur: Libur daerah" in isi
    assert "Langkah 2, Sekretaris (TW I 2026): 1 Apr 09.00 WIB → 2 Apr 08.30 WIB" in isi
    assert "Batas data unit TW I 2026: 8 Apr 2026 → 9 Apr 2026" in isi
    assert await hari(dkupp) == []
    await dkupp.admin.tekan("✅ Simpan kalender", isi)

    assert "✅ Kalender disimpan. 1 batas tugas bergeser" in isi
    assert "🟥 libur Rab, 1 Apr 2026: Libur daerah" in isi
    assert await hari(dkupp) == [(RABU, True, "Libur daerah")]
    assert "2 April 2026 08.30 WIB" in dkupp.sekretaris.cari("📨 DISPOSISI 2/13")
    assert "BatasDipindah" in await dkupp.jejak()
    await dkupp.maju(hari=1, menit=15)
    assert saat(pengingat(dkupp.sekretaris)) == ["01/04 08.45", "02/04 09.00"]


async def test_hapus_hari_khusus(dkupp: Cerita):
    await dkupp.sampai(langkah=2)
    await dkupp.admin.tulis("/libur")
    await dkupp.admin.tekan("➕ Hari libur")
    assert contoh(dkupp.admin.pesan_terakhir) == "15/04/2026 Hari jadi kabupaten"
    await dkupp.admin.tulis("1/4/2026 Hari jadi <kota>")
    await dkupp.admin.tekan("✅ Simpan kalender")
    assert await hari(dkupp) == [(RABU, True, "Hari jadi <kota>")]

    await dkupp.admin.tekan("🗑 Hapus hari khusus")
    await dkupp.admin.tekan("Rab 1 Apr")
    assert "kembali menurut kalender nasional (Hari jadi <kota> dihapus)" in dkupp.admin.pesan_terakhir
    assert "2 Apr 08.30 WIB → 1 Apr 09.00 WIB" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tekan("✅ Simpan kalender")

    assert await hari(dkupp) == []
    assert "1 April 2026 09.00 WIB" in dkupp.sekretaris.cari("📨 DISPOSISI 2/13")


async def test_tukar_hari(dkupp: Cerita):
    """One day free, a Saturday worked instead; by typing the example, and by buttons."""
    await dkupp.sampai(langkah=2)
    await dkupp.admin.tulis("/libur")
    await dkupp.admin.tekan("🔁 Tukar hari")
    await dkupp.admin.tulis("30/03/2026 ditukar 04/04/2026")
    assert "Senin, 30 Maret 2026 menjadi hari libur: Ditukar dengan 4 Apr 2026" in dkupp.admin.pesan_terakhir
    assert "Sabtu, 4 April 2026 menjadi hari kerja: Pengganti 30 Mar 2026" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tekan("✖️ Jangan simpan")
    assert await hari(dkupp) == []

    await dkupp.admin.tekan("🔁 Tukar hari")
    await dkupp.admin.tekan("Kam 2 Apr")
    await dkupp.admin.tekan("Sab 4 Apr")
    await dkupp.admin.tekan("✅ Simpan kalender")

    assert [(t.day, libur) for t, libur, _ in await hari(dkupp)] == [(2, True), (4, False)]
    assert "🟩 masuk Sab, 4 Apr 2026: Pengganti 2 Apr 2026" in dkupp.admin.pesan_terakhir


SALAH = {
    "31/02/2026 Libur": "“31/02/2026” tidak ada di kalender. Februari 2026 berakhir tanggal 28.",
    "2/13/2026": "Bulan pada “2/13/2026” tidak ada.",
    "besok": "Tanggal “besok” tidak terbaca. Tulis hari/bulan/tahun, misalnya 22/07/2026.",
    "4/4/2026 Libur": "Sabtu, 4 April 2026 memang libur: bukan hari kerja kantor ini.",
    "3 April 2026": "Jumat, 3 April 2026 memang libur: Wafat Yesus Kristus.",
    "2/1/2026 Lupa": "Jumat, 2 Januari 2026 sudah lama lewat.",
    "10/4/2030 Jauh": "terlalu jauh",
    "10/4/2026-9/4/2026 Terbalik": "Hari terakhir lebih awal",
    "1/5/2026-1/9/2026 Panjang": "Rentang harinya terlalu panjang. Paling banyak 31 hari.",
}


async def test_tanggal_yang_salah_disebut(dkupp: Cerita):
    """Each with what is wrong and what to do; the question stays open and the next answer is taken."""
    await dkupp.sampai(langkah=1)
    await dkupp.admin.tulis("/libur")
    await dkupp.admin.tekan("➕ Hari libur")

    for tulisan, kata in SALAH.items():
        await dkupp.admin.tulis(tulisan)
        assert kata in dkupp.admin.pesan_terakhir, tulisan
        assert dkupp.admin.pesan_terakhir.teks.startswith("⚠️")
    await dkupp.admin.tulis("22/6/2026 - 24/6/2026 Pekan olahraga")
    await dkupp.admin.tulis("maksudnya apa")
    assert "belum disimpan" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tekan("✅ Simpan kalender")

    assert [t.day for t, _, _ in await hari(dkupp)] == [22, 23, 24]


async def test_jam_kerja_berlaku_sejak(dkupp: Cerita):
    """New hours from tomorrow: today's record stays with the old ones, the screen shows both."""
    await dkupp.sampai(langkah=2)
    isi = await layar(dkupp, "/jamkerja")
    assert "• Senin–Kamis 07.30–12.00, 13.00–16.00" in isi
    assert "Ramadan 1448 H, 8 Feb 2027 sampai 9 Mar 2027" in isi
    await dkupp.admin.tekan("🕗 Ganti jam", isi)
    assert contoh(isi).startswith("Senin-Kamis 08.00")
    await dkupp.admin.tulis("Senin-Kamis 25.00-12.00")
    assert "memuat jam yang tidak ada" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tulis("Senin-Jumat 10.00-12.00 13.00-18.00")
    await dkupp.admin.tulis("2/4/2026")
    assert "Mulai Kamis, 2 April 2026: Senin–Jumat 10.00–12.00, 13.00–18.00" in dkupp.admin.pesan_terakhir
    assert "Tidak ada batas tugas terbuka yang bergeser." in dkupp.admin.pesan_terakhir
    assert "⚠️" not in dkupp.admin.pesan_terakhir
    await dkupp.admin.tekan("✅ Simpan kalender")

    assert "• Senin–Kamis 07.30–12.00, 13.00–16.00" in dkupp.admin.pesan_terakhir
    assert "Mulai 2 Apr 2026\n• Senin–Jumat 10.00–12.00, 13.00–18.00" in dkupp.admin.pesan_terakhir
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.maju(hari=1, jam=3)
    await dkupp.admin.tulis("/jamkerja")
    assert "07.30" not in dkupp.admin.pesan_terakhir.teks.split("Ramadan")[0]


async def test_hari_yang_lepas_disebut(dkupp: Cerita):
    """Hours without Friday, with Saturday: the preview says which days stop and begin to be worked."""
    await dkupp.sampai(langkah=2)
    isi = await layar(dkupp, "/jamkerja")
    await dkupp.admin.tekan("🕗 Ganti jam", isi)
    await dkupp.admin.tulis("Senin-Kamis 08.00-16.00; Sabtu 08.00-12.00")
    await dkupp.admin.tulis("2/4/2026")

    assert "⚠️ Jumat tidak lagi hari kerja" in dkupp.admin.pesan_terakhir
    assert "⚠️ Sabtu menjadi hari kerja" in dkupp.admin.pesan_terakhir


async def test_jam_hari_ini_menggeser_batas(dkupp: Cerita):
    """Ready hours from today: the preview names what moves; a change that another made meanwhile shows it anew."""
    await dkupp.sampai(langkah=2)
    isi = await layar(dkupp, "/jamkerja")
    await dkupp.admin.tekan("🕗 Ganti jam", isi)
    await dkupp.admin.tekan("🕗 5 hari, 08.00–16.30", isi)
    await dkupp.admin.tekan("Hari ini, Rab 1 Apr", isi)
    assert "Tidak ada batas tugas terbuka yang bergeser." in isi
    await dkupp.admin.tekan("✖️ Jangan simpan", isi)

    await dkupp.admin.tekan("🌙 Jam Ramadan", isi)
    await dkupp.admin.tulis("1/4/2026 s.d. 30/4/2026")
    await dkupp.admin.tulis("Senin-Jumat 10.00-12.00")
    assert "Langkah 2, Sekretaris (TW I 2026): 1 Apr 09.00 WIB → 1 Apr 11.00 WIB" in dkupp.admin.pesan_terakhir
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.admin.tekan("✅ Simpan kalender")
    assert "Keadaan berubah sejak pratinjau" in dkupp.admin.kilasan
    await dkupp.admin.tekan("✅ Simpan kalender")
    assert "Ramadan 2026, 1 Apr 2026 sampai 30 Apr 2026" in dkupp.admin.pesan_terakhir

    await dkupp.admin.tekan("🗑 Ramadan 2026")
    await dkupp.admin.tekan("✅ Simpan kalender")
    assert "Ramadan 2026" not in dkupp.admin.pesan_terakhir


async def test_hanya_administrator_dan_kantor_yang_ada(dua_kantor: Cerita):
    """Nobody else, also not with forged buttons; stale previews are over; several offices are asked for."""
    cerita = await dua_kantor.sampai(langkah=1)
    for perintah in ("/libur", "/jamkerja"):
        await cerita.kepala.tulis(perintah)
        assert "tidak tersedia" in cerita.kepala.pesan_terakhir
    palsu = ("kalkantor:1:libur", "kal:1:tambah", "kalpilih:1:tambah.2026-04-01", "kalya:1:abc", "kalgambar:1:2026.2")
    for satu in palsu:
        await cerita.kepala.tekan_mentah(satu, 1)
        assert "tidak berlaku" in cerita.kepala.kilasan, satu
    await cerita.admin.tulis("/libur")
    assert len(cerita.admin.pesan_terakhir.label_tombol) == 2
    for satu in ("kal:99:libur", "kal:1:aneh", "kalkantor:99:libur", "kalgambar:1:2026.9", "kalgambar:1:x"):
        await cerita.admin.tekan_mentah(satu, 1)
        assert "tidak berlaku" in cerita.admin.kilasan, satu
    for satu in ("kalpilih:1:tambah.2026-04-01", "kalpilih:1:masa.2026-04-01", "kalpilih:1:masa.x", "kalya:1:abc"):
        await cerita.admin.tekan_mentah(satu, 1)
        assert "sudah lewat" in cerita.admin.kilasan, satu
    await cerita.admin.tekan(cerita.admin.pesan_terakhir.label_tombol[0])
    await cerita.admin.tekan("➕ Hari libur")
    await cerita.admin.tekan_mentah("kalpilih:1:tambah.2026-04-04", 1)  # a Saturday is not offered
    assert "sudah lewat" in cerita.admin.kilasan
    assert await hari(cerita) == []
    assert await cerita.baca(lambda s: list(s.exec(select(Instansi.jam_kerja)).all())) == [None, None]


async def test_k30_cuti_bersama_tahun_depan_belum_dikenal(dkupp: Cerita):
    """In December administrators hear once that next year's joint leave is missing; not where it is known or was added."""
    await dkupp.sampai(langkah=1)
    await dkupp.admin.mulai()

    await dkupp.panggung.maju_ke(datetime(2026, 12, 10, 2, 0, tzinfo=UTC))  # that of 2027 is in the national calendar
    await dkupp.tenang()
    assert [p for p in dkupp.admin.semua_pesan if "Cuti bersama" in p] == []
    await dkupp.panggung.maju_ke(datetime(2027, 12, 1, 1, 29, tzinfo=UTC))
    await dkupp.tenang()
    assert [p for p in dkupp.admin.semua_pesan if "Cuti bersama" in p] == []
    await dkupp.panggung.maju_ke(datetime(2027, 12, 1, 1, 31, tzinfo=UTC))
    await dkupp.tenang()
    await dkupp.nyalakan_ulang()
    await dkupp.panggung.maju_ke(datetime(2027, 12, 20, 2, 0, tzinfo=UTC))
    await dkupp.tenang()

    (kabar,) = [p for p in dkupp.admin.semua_pesan if "Cuti bersama" in p]
    assert "Cuti bersama 2028 belum dikenal" in kabar
    assert dkupp.kantor.isi["instansi"]["nama"] in kabar
    await dkupp.admin.tulis("/libur")
    assert "⚠️ Cuti bersama 2028 belum dikenal" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tekan("➕ Hari libur")
    await dkupp.admin.tulis("24/1/2028 - 25/1/2028 Cuti bersama")
    await dkupp.admin.tekan("✅ Simpan kalender")
    assert "belum dikenal" not in dkupp.admin.pesan_terakhir


async def test_gambar_triwulan(dkupp: Cerita):
    """The picture of a quarter comes with what was added, by the office's own hours."""
    await dkupp.sampai(langkah=1)
    await dkupp.admin.tulis("/libur")
    assert dkupp.admin.pesan_terakhir.label_tombol[-2:] == ["🖼 TW II 2026", "🖼 TW III 2026"]

    await dkupp.admin.tekan("🖼 TW II 2026")

    gambar = dkupp.admin.pesan_terakhir
    assert gambar.berkas.isi.startswith(b"\x89PNG")
    assert "Triwulan II 2026" in gambar
    assert "57 hari kerja" in gambar


@pytest.mark.parametrize(
    ("perintah", "tombol"),
    [
        ("/libur", ["➕ Hari libur"]),
        ("/libur", ["➕ Hari libur", "Kam 2 Apr"]),
        ("/libur", ["➕ Hari masuk"]),
        ("/libur", ["🔁 Tukar hari"]),
        ("/libur", ["🔁 Tukar hari", "Kam 2 Apr"]),
        ("/jamkerja", ["🕗 Ganti jam"]),
        ("/jamkerja", ["🌙 Jam Ramadan"]),
    ],
)
async def test_tiap_contoh_adalah_jawaban_yang_sah(dkupp: Cerita, perintah: str, tombol: list[str]):
    """Whatever a question shows in monospace is taken, up to the preview; two questions for hours and for Ramadan."""
    await dkupp.sampai(langkah=1)
    await dkupp.admin.tulis(perintah)
    for label in tombol:
        await dkupp.admin.tekan(label)

    for _ in range(2):
        if "✅ Simpan kalender" not in dkupp.admin.pesan_terakhir.label_tombol:
            await dkupp.admin.tulis(contoh(dkupp.admin.pesan_terakhir))

    assert dkupp.admin.pesan_terakhir.teks.startswith("📅 Pratinjau")
    await dkupp.admin.tekan("✅ Simpan kalender")
    assert "✅ Kalender disimpan." in dkupp.admin.pesan_terakhir
