"""`/jejak`: the story of a run in plain Indonesian, for those who oversee the office."""

from sqlmodel import select

from bot.simulasi.orang import Orang
from db.tabel import Kejadian
from tests.cerita.cerita import Cerita


def kisah(orang: Orang) -> str:
    """The newest story, from the message or from its file."""
    pesan = orang.pesan_terakhir
    return pesan.berkas.isi.decode("utf-8-sig") if pesan.berkas else pesan.teks


async def test_kisah_singkat_satu_pesan(dkupp: Cerita):
    """Grouped by step, local time, reminders, waiting and the time record; told to the secretary on a phone."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(menit=50)
    await dkupp.sekretaris.tulis("/jejak")

    isi = dkupp.sekretaris.pesan_terakhir
    assert isi.berkas is None
    assert isi.teks.startswith("📖 Kisah Triwulan I 2026 · ")
    assert "Waktu WIB. Rantai catatannya utuh." in isi
    langkah = isi.teks.split("Langkah 2 dari 13: ")[1]
    assert "Rabu, 1 Apr 2026:\n• 08.00 Disposisi kepada Sekretaris; batas 1 Apr 2026 09.00 WIB" in langkah
    assert "• 08.45 Sekretaris: diingatkan, 75 persen waktu terpakai" in langkah
    assert "⏱ 0 menit kerja dari standar 15 menit; tepat waktu" in isi


async def test_kisah_panjang_sebagai_berkas(dkupp: Cerita):
    """Returns, rounds, many reminders, an administrator's act: as a text file, for the administrator as well."""
    await dkupp.sampai(langkah=9)
    await dkupp.maju(jam=2)
    await dkupp.kepala.tekan("↩️ Kembalikan")
    await dkupp.kepala.tulis("IKU 2 <belum> ada bukti")
    await dkupp.admin.tulis("/sop")
    await dkupp.admin.tekan("✅ Paksa selesai")
    await dkupp.admin.tulis("Pejabatnya cuti")

    await dkupp.kepala.tulis("/jejak 1 2026")

    assert dkupp.kepala.pesan_terakhir.berkas.nama == "kisah-dkupp-2026-TW1.txt"
    isi = kisah(dkupp.kepala)
    assert "• 09.30 3 pengingat; yang terakhir: diingatkan ke-1 sesudah batas waktu" in isi
    assert "dikembalikan ke langkah 7 oleh Kepala Dinas (Rina Oktavia); alasan: IKU 2 <belum> ada bukti" in isi
    assert "⏱ 120 menit kerja dari standar 60 menit; terlambat 60 menit kerja" in isi
    assert "Langkah 7 dari 13 (putaran 2): Memvalidasi data kinerja" in isi
    assert "Langkah 7 diselesaikan paksa oleh" in isi
    assert "alasan: Pejabatnya cuti" in isi
    assert "Keputusan: " in isi
    assert isi.count("Data Bidang Koperasi dikirim") == 1
    await dkupp.admin.tulis("/jejak")
    assert kisah(dkupp.admin) == isi


async def test_siapa_yang_boleh(dua_kantor: Cerita):
    """Units may not; a forged button of another office leads nowhere; an administrator picks the office."""
    cerita = await dua_kantor.sampai(langkah=2)
    lain = cerita.pemegang("kepala", kantor=1)
    nomor = await cerita.baca(lambda s: sorted(set(s.exec(select(Kejadian.pelaksanaan_id)).all())))

    await cerita.admin.tulis("/jejak")
    assert len(cerita.admin.pesan_terakhir.label_tombol) == 2
    await cerita.admin.tekan(cerita.admin.pesan_terakhir.label_tombol[0])
    assert cerita.admin.pesan_terakhir.teks.startswith("📖 Kisah")
    await lain.tekan_mentah(f"jejak:{nomor[0]}", 1)
    assert "tidak berlaku" in lain.kilasan
    await cerita.admin.tekan_mentah("jejak:999", 1)
    assert "tidak berlaku" in cerita.admin.kilasan
    await lain.tulis("/jejak 3 2025")
    assert "Belum ada pengukuran yang dapat diceritakan" in lain.pesan_terakhir
    await lain.tulis("/jejak 5")
    assert "/jejak 1 2026" in lain.pesan_terakhir
    for p in cerita.panggung.kantor[0].isi["personel"]:
        if p["peran"] == ["bidang"]:
            bidang = cerita.orang(p["telegram"])
            await bidang.tulis("/jejak")
            assert "tidak tersedia" in bidang.pesan_terakhir
            await bidang.tekan_mentah(f"jejak:{nomor[0]}", 1)
            assert "tidak berlaku" in bidang.kilasan
            return
    raise AssertionError("nobody holds a unit's role alone")
