"""Reports and socialisation: receivers acknowledge or correct. Copies reach the people named."""

from tests.cerita.cerita import Cerita

KOREKSI = "Realisasi KH-02 <seharusnya> 12"


async def test_penerima_menerima_dan_mengoreksi(buat):
    """A document goes round; the live list stands on the actor's card and, with every correction, on the decider's."""
    cerita: Cerita = await buat("disnakerperintrans-kapuas-hulu").sampai(langkah=6)
    perencana = cerita.pemegang("perencana")
    unit = [cerita.orang(p["telegram"]) for p in cerita.kantor.isi["personel"] if "bidang" in p["peran"]]
    edaran = unit[0].berkas_diterima[-1]
    assert edaran.label_tombol == ["✅ Terima", "✏️ Koreksi"]
    assert "Dokumen untuk Anda" in edaran
    kartu = perencana.cari("📨 DISPOSISI 6/9")
    assert "Tanggapan penerima: 0 dari" in kartu

    await unit[0].tekan("✅ Terima")
    assert edaran.label_tombol == []
    assert "Anda menyatakan sudah menerima" in edaran
    assert "Tanggapan penerima: 1 dari" in kartu
    await unit[1].tekan("✏️ Koreksi")
    await unit[1].tulis(KOREKSI)
    assert "sudah diteruskan" in unit[1].pesan_terakhir
    assert KOREKSI in kartu
    assert (await cerita.jejak())[-2:] == ["HalDicatat", "HalDicatat"]

    await perencana.tekan("✅ Selesai")
    assert KOREKSI in perencana.cari("📨 DISPOSISI 6/9")  # where it is decided
    await perencana.tekan("✅ Setuju")

    assert cerita.langkah == 7
    assert not any("Terima" in label for orang in unit for label in orang.tombol())


async def test_tanggapan_tidak_pernah_menahan(buat):
    """Nobody answers: the step ends all the same, and old buttons say that it is over."""
    cerita: Cerita = await buat("gowa").sampai(langkah=10)
    edaran = cerita.sekretaris.berkas_diterima[-1]
    data = [t["callback_data"] for t in edaran.tombol[0]]
    assert "Dari: Kasubag" in edaran

    await cerita.pemegang("kasubag").tekan("✅ Selesai")

    assert cerita.giliran == set()
    assert edaran.label_tombol == []
    assert "Mohon tekan" not in edaran
    assert "tanggapan tidak diperlukan lagi" in edaran
    for satu in data:
        await cerita.sekretaris.tekan_mentah(satu, edaran.id)
        assert "sudah selesai" in cerita.sekretaris.toast


async def test_hanya_penerima_yang_menanggapi(buat):
    """Somebody of the office who is no receiver changes nothing; the question is answered by a text alone."""
    cerita: Cerita = await buat("gowa").sampai(langkah=10)
    data = cerita.sekretaris.berkas_diterima[-1].tombol[0][0]["callback_data"]
    jejak = await cerita.jejak()

    await cerita.pemegang("kasubag").tekan_mentah(data, 1)
    await cerita.pemegang("fungsional").tekan_mentah(data, 1)
    assert await cerita.jejak() == jejak
    await cerita.sekretaris.tekan("✏️ Koreksi")
    await cerita.sekretaris.tulis("/batal")

    assert await cerita.jejak() == jejak


async def test_salinan_untuk_semua_yang_bekerja(dkupp: Cerita):
    """Where nobody is named everybody who worked on the run gets a copy of the approved document, once; it is counted."""
    await dkupp.sampai(langkah=11)
    await dkupp.kepala.tekan("✅ Setuju")

    dapat = [o for o in dkupp.semua if any("Salinan Dokumen" in p for p in o.berkas_diterima)]
    assert {dkupp.kepala.id, dkupp.sekretaris.id, dkupp.tim.id} <= {o.id for o in dapat}
    assert dapat[0].cari("Salinan Dokumen").berkas.nama == "rekap-dkupp-2026-TW1.pdf"
    kartu = dkupp.tim.cari("📨 DISPOSISI 12/13")
    assert f"Terkirim kepada {len(dapat)} orang" in kartu
    await dkupp.nyalakan_ulang()
    assert sum("Salinan Dokumen" in p for p in dkupp.kepala.berkas_diterima) == 1
