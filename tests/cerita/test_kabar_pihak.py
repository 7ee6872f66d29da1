"""Who is told what happened though nothing is asked of them, and messages that follow the people and the acts."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from tests.cerita.cerita import Cerita
from tests.cerita.test_pengganti import label, tawarkan, tetapkan

ALASAN = "IKU 2 belum ada bukti"


async def test_pengembalian_yang_melewati_sekretaris(dkupp: Cerita):
    """9 → 7 passes the secretary's step 8 by: she learns of it with the reason; who gets the turn has it on the card."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("↩️ Kembalikan")
    await dkupp.kepala.tulis(ALASAN)

    pesan = dkupp.sekretaris.pesan_terakhir
    assert "Untuk diketahui" in pesan
    assert ALASAN in pesan
    assert "ke langkah 7" in pesan
    assert not any("Giliran Anda datang lagi" in p for o in (dkupp.tim, dkupp.kepala) for p in o.semua_pesan)

    await dkupp.kepala.tulis("/batal")
    await dkupp.kepala.tekan("↶ Tarik kembali")
    assert "ditarik kembali" in pesan
    assert ALASAN not in pesan.teks


async def test_pembatalan_diberitahukan_dan_diarsipkan(dkupp: Cerita):
    """Head and secretary read who cancelled and why; the archive holds what there was, under a name of its own."""
    await dkupp.sampai(langkah=7)
    await dkupp.admin.tulis("/batalkan dkupp 2026 1 salah triwulan")

    for orang in (dkupp.kepala, dkupp.sekretaris):
        assert "salah triwulan" in orang.cari("dibatalkan oleh administrator (tindakan admin)")
    arsip = dkupp.tim.berkas_diterima[-1]
    assert arsip.berkas.nama == "arsip-dkupp-2026-TW1-batal-1.zip"
    assert "dibatalkan" in arsip
    with zipfile.ZipFile(BytesIO(arsip.berkas.isi)) as isi:
        assert "PelaksanaanDibatalkan" in isi.read("04-jejak.csv").decode("utf-8-sig")
    await dkupp.tim.tulis("/arsip 2026 1")
    await dkupp.tim.tekan("📦 Arsip 1")
    assert dkupp.tim.berkas_diterima[-1].berkas.nama == "arsip-dkupp-2026-TW1-batal-1.zip"


async def test_tombol_penerima_kembali_bila_ditarik(buat: Callable[..., Cerita]):
    """The step ended by a slip: its receivers' buttons are back, but not those of who had answered."""
    cerita: Cerita = await buat("disnakerperintrans-kapuas-hulu").sampai(langkah=6)
    perencana = cerita.pemegang("perencana")
    unit = [cerita.orang(p["telegram"]) for p in cerita.kantor.isi["personel"] if "bidang" in p["peran"]]
    edaran = [o.berkas_diterima[-1] for o in unit[:2]]
    await unit[0].tekan("✅ Terima", edaran[0])
    await perencana.tekan("✅ Selesai")
    await perencana.tekan("↩️ Kembalikan")
    await perencana.tulis(ALASAN)
    assert edaran[1].label_tombol == []

    await perencana.tulis("/batal")
    await perencana.tekan("↶ Tarik kembali")

    assert edaran[0].label_tombol == []
    assert edaran[1].label_tombol == ["✅ Terima", "✏️ Koreksi"]
    await unit[1].tekan("✅ Terima", edaran[1])
    assert "sudah menerima" in edaran[1]


async def test_ringkasan_ikut_tugas_unggah(dkupp_dua: Cerita):
    """Whoever hands the upload on has no `✅ Kirim` any more; with the task the summary comes back."""
    await dkupp_dua.sampai(langkah=6)
    ukm = dkupp_dua.bidang["ukm"]
    await ukm.kirim_berkas(dkupp_dua.isian(ukm), dkupp_dua.formulir(ukm).berkas.nama)
    ringkasan = ukm.pesan_terakhir
    data = ringkasan.tombol[0][0]["callback_data"]

    await tawarkan(dkupp_dua, ukm, "Galih")
    galih = dkupp_dua.anggota
    await galih.tekan("🤝 Terima")
    assert ringkasan.label_tombol == []
    assert "pada orang lain" in ringkasan
    await ukm.tekan_mentah(data, ringkasan.id)
    assert "Terkumpul: 0 dari" in dkupp_dua.status

    await ukm.tulis("/alihkan")
    await ukm.tekan(label(ukm, "⤴️ Tarik"))
    assert ringkasan.label_tombol == ["✅ Kirim", "🔄 Ganti berkas"]


async def test_grup_menyebut_gelar_pengganti(dkupp: Cerita):
    """The group reads whose turn it is by the title under which they act."""
    await dkupp.sampai(langkah=9)
    await tetapkan(dkupp, dkupp.sekretaris, "Rina", "Vera", "800/1/2026; 01-04-2026; 03-04-2026")

    assert "Giliran: Plt. Kepala Dinas" in dkupp.status
    await dkupp.maju(hari=6)
    assert "Giliran: Kepala Dinas" in dkupp.status


async def test_menu_pengganti_ikut_masa_tugasnya(dkupp: Cerita):
    """The stand-in's menu has the head's command from the day of the letter to its end, without another START."""
    await dkupp.sampai(langkah=9)
    vera = dkupp.tim
    await vera.mulai()
    assert "mulai" not in vera.menu()

    await tetapkan(dkupp, dkupp.sekretaris, "Rina", "Vera", "800/1/2026; 01-04-2026; 03-04-2026")
    assert "mulai" in vera.menu()
    await dkupp.maju(hari=6)
    assert "mulai" not in vera.menu()
