"""`↩️ Kembalikan` for single units: only those reopen, the others stay locked, and what changed is shown on the way back."""

from tests.cerita.cerita import Cerita

ALASAN = "DKP-14 belum sesuai daftar hadir"


async def kembalikan(dkupp: Cerita, *unit: str) -> None:
    await dkupp.tim.tekan("↩️ Kembalikan")
    for nama in unit:
        await dkupp.tim.tekan(f"☐ {nama}")
    await dkupp.tim.tulis(ALASAN)


def nama(dkupp: Cerita, kode: str) -> str:
    return next(b["nama"] for b in dkupp.kantor.isi["bidang"] if b["kode"] == kode)


async def test_hanya_bidang_yang_ditandai_dibuka(dkupp: Cerita):
    """One unit corrects; nobody else is asked, and their figures stay sent."""
    await dkupp.sampai(langkah=7)
    await kembalikan(dkupp, nama(dkupp, "ukm"))

    assert dkupp.langkah == 6
    kartu = dkupp.bidang["ukm"].cari("📨 DISPOSISI 6/13")
    assert "Batas:" in kartu
    assert ALASAN in kartu
    assert "Batas:" not in dkupp.bidang["koperasi"].cari("📨 DISPOSISI")
    assert [k.status for k in await dkupp.kiriman("koperasi")] == ["dikirim"]
    assert f"Yang dibuka kembali: {nama(dkupp, 'ukm')}" in dkupp.tim.cari("Yang dibuka kembali")


async def test_indikator_yang_disebut_tampil_lebih_dahulu(dkupp: Cerita):
    """The codes in the reason, with name and the figure that was sent, in the card of the unit that owns them."""
    await dkupp.sampai(langkah=7)
    await kembalikan(dkupp)

    kartu = dkupp.bidang["ukm"].cari("📨 DISPOSISI 6/13")
    assert "Yang disebut untuk diperbaiki:" in kartu
    assert "(terkirim: 178)" in kartu
    assert "Yang disebut untuk diperbaiki" not in dkupp.bidang["koperasi"].cari("📨 DISPOSISI 6/13").teks


async def test_angka_lama_dan_baru_pada_keputusan_berikutnya(dkupp: Cerita):
    """Who decides again sees at once what has changed since the return."""
    await dkupp.sampai(langkah=7)
    await kembalikan(dkupp, nama(dkupp, "ukm"))
    await dkupp.kirim_isian(dkupp.bidang["ukm"], DKP_14="190")

    assert dkupp.langkah == 7
    kartu = dkupp.tim.cari("📨 DISPOSISI 7/13")
    assert "DKP-14: 178 → 190" in kartu
    await dkupp.semua_setuju()
    assert "178 → 190" not in dkupp.tim.cari("📨 DISPOSISI 8/13").teks


async def test_bidang_terkunci_tidak_dapat_mengirim(dkupp: Cerita):
    """A locked unit that sends a file is told that nothing was asked of it."""
    await dkupp.sampai(langkah=7)
    await kembalikan(dkupp, nama(dkupp, "ukm"))
    koperasi = dkupp.bidang["koperasi"]

    await koperasi.kirim_berkas(dkupp.isian(koperasi), dkupp.formulir(koperasi).berkas.nama)

    assert "tidak diminta diperbaiki" in koperasi.pesan_terakhir
    assert [k.status for k in await dkupp.kiriman("koperasi")] == ["dikirim"]


async def test_tanda_dapat_dilepas_dan_pertanyaan_dibatalkan(dkupp: Cerita):
    """A second press takes the tick away; /batal forgets the ticks, and the old buttons do nothing."""
    await dkupp.sampai(langkah=7)
    ukm = nama(dkupp, "ukm")
    await dkupp.tim.tekan("↩️ Kembalikan")
    pilihan = dkupp.tim.cari("Hanya unit tertentu")
    await dkupp.tim.tekan(f"☐ {ukm}", pilihan)
    assert f"☑️ {ukm}" in pilihan.label_tombol
    await dkupp.tim.tekan(f"☑️ {ukm}", pilihan)
    assert f"☐ {ukm}" in pilihan.label_tombol
    data = pilihan.tombol[0][0]["callback_data"]

    await dkupp.tim.tulis("/batal")
    await dkupp.tim.tekan_mentah(data, pilihan.id)

    assert pilihan.label_tombol == []
    assert "dibatalkan" in dkupp.tim.kilasan
    assert dkupp.langkah == 7


async def test_tanpa_pilihan_bila_tidak_melewati_pengumpulan(dkupp: Cerita):
    """9 → 7 does not pass the collection: only the reason is asked."""
    await dkupp.sampai(langkah=9)

    await dkupp.kepala.tekan("↩️ Kembalikan")

    assert not any("Hanya unit tertentu" in p for p in dkupp.kepala.semua_pesan)


async def test_hitungan_hidup_pada_kartu_pemilik(dkupp: Cerita):
    """The owner's own card counts along, in the message that was sent at the start."""
    await dkupp.sampai(langkah=6)
    kartu = dkupp.sekretaris.cari("📨 DISPOSISI 6/13")
    assert "Terkumpul: 0 dari 5 unit" in kartu

    await dkupp.kirim_isian(dkupp.bidang["ukm"])
    await dkupp.kirim_isian(dkupp.bidang["koperasi"])

    assert "Terkumpul: 2 dari 5 unit" in kartu
    assert nama(dkupp, "ukm") not in kartu.teks.split("Ditunggu:")[1]
    assert "⏹️ Tutup unggahan" in kartu.label_tombol
