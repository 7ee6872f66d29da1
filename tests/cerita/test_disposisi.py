"""Dispositions: what they say, who gets them, what they turn into."""

import pytest

from tests.cerita.cerita import KARTU, Cerita

DIMINTA = ("Dari:", "Kepada:", "Kegiatan:", "Kelengkapan:", "Output:", "Waktu:", "Batas:")


@pytest.mark.parametrize("langkah", range(2, 14))
async def test_setiap_disposisi_menyebut_semua_kolom_sop(dkupp: Cerita, langkah: int):
    """Whoever has a turn reads step, quarter, from, to, what is needed, output, standard and local deadline."""
    await dkupp.sampai(langkah=langkah)

    kartu = [p for orang in dkupp.semua for p in orang.semua_pesan if p.teks.startswith("📨") and "Batas:" in p]
    assert kartu
    for pesan in kartu:
        assert pesan.teks.startswith(f"📨 DISPOSISI {langkah}/13\n")
        assert "Triwulan I 2026" in pesan
        assert all(kolom in pesan for kolom in DIMINTA)
        dari, kepada = (pesan.teks.split(kolom)[1].splitlines()[0].strip() for kolom in DIMINTA[:2])
        assert dari != kepada
        assert " WIB" in pesan.teks.split("Batas:")[1].splitlines()[0]
        assert "menit" in pesan.teks.split("Waktu:")[1].splitlines()[0]
    assert f"Langkah {langkah} dari 13" in dkupp.status


async def test_dari_dan_kepada_orang_yang_sama(dkupp: Cerita):
    """Who hands on to themselves is told that it comes from the step before."""
    await dkupp.sampai(langkah=3)

    kartu = dkupp.sekretaris.cari("📨 DISPOSISI 3/13")
    assert "Dari: Sekretaris (langkah sebelumnya)\nKepada: Sekretaris\n" in kartu


async def test_yang_hanya_menerima_tidak_mendapat_disposisi(dkupp: Cerita):
    """The head is invited to the meeting, once, and may answer: that does not look like a turn."""
    await dkupp.sampai(langkah=4)

    await dkupp.tim.tekan("✅ Selesai")

    (baru,) = [p for p in dkupp.kepala.semua_pesan if "Undangan" in p]
    assert not KARTU.match(baru.teks)
    assert baru.label_tombol == ["👍 Hadir", "👎 Tidak hadir"]


async def test_cukup_salah_seorang(dkupp: Cerita):
    """Step 4 goes to the team and to every unit; each of them reads that one of them is enough."""
    await dkupp.sampai(langkah=4)

    for orang in (dkupp.tim, dkupp.bidang["ukm"]):
        assert "Cukup salah seorang pelaksana yang mengerjakannya." in orang.cari("📨 DISPOSISI 4/13")
    assert "Cukup salah seorang" not in dkupp.sekretaris.cari("📨 DISPOSISI 3/13")


async def test_satu_tugas_beberapa_orang_yang_pertama_mengerjakan(dkupp: Cerita):
    """The team's assignment is everybody's in it: the first one does it, the other's message says who did."""
    await dkupp.sampai(langkah=12)
    kartu = dkupp.anggota.cari("📨 DISPOSISI 12/13")

    await dkupp.tim.tekan("✅ Selesai")

    assert kartu.label_tombol == []
    assert "Ketua Tim Evaluasi Kinerja (Vera Natalia)" in kartu
    assert dkupp.langkah == 13


async def test_batas_berjalan_sejak_giliran_dimulai_dalam_jam_kerja(dkupp: Cerita):
    """A turn that begins at 15.50 with 60 working minutes ends the next working morning, after a holiday and a weekend."""
    await dkupp.sampai(langkah=1)
    await dkupp.maju(jam=24 + 7, menit=50)  # Thursday 2 April, 15.50 WIB; Friday is Good Friday

    await dkupp.kepala.tulis("/mulai 1 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")

    assert "Batas: Senin, 6 April 2026 08.20 WIB" in dkupp.sekretaris.cari("📨 DISPOSISI 2/13")


async def test_disposisi_terbit_juga_di_luar_jam_kerja(dkupp: Cerita):
    """Work that is done on a Saturday evening is handed on at once; only its clock waits for Monday."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(hari=3, jam=12)

    await dkupp.sekretaris.tekan("✅ Selesai")

    kartu = dkupp.sekretaris.pesan_terakhir
    assert kartu.teks.startswith("📨 DISPOSISI 3/13")
    assert "Batas: Senin, 6 April 2026 07.55 WIB" in kartu


async def test_selesai_tanpa_kertas_wajib_menyebut_yang_kurang(dkupp: Cerita):
    """The meeting cannot be closed without its minutes; the answer says what to send."""
    await dkupp.sampai(langkah=5)

    await dkupp.sekretaris.tekan("✅ Selesai")

    assert "Draf Pengukuran Kinerja" in dkupp.sekretaris.kilasan
    assert "dokumen, foto, atau teks" in dkupp.sekretaris.kilasan
    assert dkupp.langkah == 5


async def test_pesan_menjadi_hasilnya_di_semua_obrolan(dkupp: Cerita):
    """After a decision nobody is left with a living button of that step, and drafts say how it went."""
    await dkupp.sampai(langkah=7)
    draf = [o.berkas_diterima[-1] for o in (dkupp.tim, dkupp.anggota, dkupp.bidang["ukm"])]

    await dkupp.semua_setuju()

    assert dkupp.langkah == 8
    for orang in dkupp.semua:
        for pesan in orang.semua_pesan:
            cocok = KARTU.match(pesan.teks)
            if cocok and cocok[1] == "7":
                assert pesan.label_tombol == []
                assert "Disetujui oleh" in pesan
    assert all(p.teks.startswith("✅ Disetujui oleh") for p in draf)


async def test_keluaran_sekretaris_sampai_kepada_pemutus(dkupp: Cerita):
    """At step 8 team and units hand over, then the Sekretaris alone decides, with the document before him."""
    await dkupp.sampai(langkah=8)
    assert dkupp.giliran == {"tim", "bidang"}
    assert set(dkupp.tim.tombol()) >= {"✅ Selesai", "📎 Lampirkan"}

    await dkupp.semua_setuju()

    assert dkupp.giliran == {"sekretaris"}
    assert dkupp.sekretaris.tombol()[:2] == ["✅ Setuju", "↩️ Kembalikan"]
    assert dkupp.sekretaris.berkas_diterima[-1].berkas.nama.endswith(".pdf")
    assert "86,79 %" in dkupp.sekretaris.berkas_diterima[-1]
