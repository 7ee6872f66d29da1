"""`↩️ Kembalikan`: what opens again, who reads the reason, what becomes of the old figures."""

import io

from openpyxl import load_workbook

from tests.cerita.cerita import Cerita, contoh

ALASAN = "IKU 2 belum ada bukti"


async def test_koreksi_kepala_membuka_lagi_validasi(dkupp: Cerita):
    """After a correction it is the team's turn again, and they read the head's own words."""
    await dkupp.sampai(langkah=9)

    await dkupp.kepala.tekan("↩️ Kembalikan")
    await dkupp.kepala.balas(ALASAN)

    assert dkupp.giliran == {"tim", "bidang"}
    kartu = dkupp.tim.cari("📨 DISPOSISI 7/13")
    assert ALASAN in kartu
    assert "Dari: Kepala Dinas" in kartu
    assert ALASAN in dkupp.status
    assert "putaran 2" in dkupp.status
    assert ALASAN in dkupp.kepala.cari("📨 DISPOSISI 9/13")


async def test_kembalikan_baru_berlaku_setelah_alasan_ditulis(dkupp: Cerita):
    """Until the reason is written nothing has happened, and the buttons stay."""
    await dkupp.sampai(langkah=9)
    jejak = await dkupp.jejak()

    await dkupp.kepala.tekan("↩️ Kembalikan")

    assert await dkupp.jejak() == jejak
    assert "✅ Setuju" in dkupp.kepala.tombol()
    assert dkupp.kepala.pesan_terakhir.paksa_balas

    await dkupp.kepala.tulis("/batal")

    assert "✅ Setuju" in dkupp.kepala.tombol()
    await dkupp.kepala.tekan("✅ Setuju")
    assert dkupp.langkah == 10


async def test_contoh_alasan_adalah_jawaban_yang_sah(dkupp: Cerita):
    """One tap copies the example; sent as it stands it is taken."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("↩️ Kembalikan")

    await dkupp.kepala.tulis(contoh(dkupp.kepala.pesan_terakhir))

    assert dkupp.langkah == 7


async def test_sekretaris_mengembalikan_kepada_tim(dkupp: Cerita):
    """8 → 7: what does not fit goes back to the validation."""
    await dkupp.sampai(langkah=8)
    await dkupp.semua_setuju()

    await dkupp.sekretaris.tekan("↩️ Kembalikan")
    await dkupp.sekretaris.tulis(ALASAN)

    assert dkupp.langkah == 7
    assert ALASAN in dkupp.anggota.cari("📨 DISPOSISI 7/13")
    assert ALASAN in dkupp.bidang["koperasi"].cari("📨 DISPOSISI 7/13")


async def test_penandatanganan_mengembalikan_ke_validasi(dkupp: Cerita):
    """11 → 7: not signed is not posted."""
    await dkupp.sampai(langkah=11)

    await dkupp.kepala.tekan("↩️ Kembalikan")
    await dkupp.kepala.tulis(ALASAN)

    assert dkupp.langkah == 7
    assert ALASAN in dkupp.tim.cari("📨 DISPOSISI 7/13")
    assert len(dkupp.pesan_grup) == 1


async def test_alasan_ikut_sampai_langkah_yang_mengembalikan_dilewati(dkupp: Cerita):
    """The reason travels with the work until the step that gave it has been passed again, then it is gone."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("↩️ Kembalikan")
    await dkupp.kepala.tulis(ALASAN)
    await dkupp.semua_setuju()  # 7
    await dkupp.semua_setuju()  # 8

    assert ALASAN in dkupp.sekretaris.cari("📨 DISPOSISI 8/13")
    await dkupp.sekretaris.tekan("✅ Setuju")
    assert ALASAN in dkupp.kepala.cari("📨 DISPOSISI 9/13")
    await dkupp.kepala.tekan("✅ Setuju")

    assert ALASAN not in dkupp.sekretaris.cari("📨 DISPOSISI 10/13").teks
    assert ALASAN not in dkupp.status.teks


async def test_validasi_mengembalikan_ke_pengumpulan_dengan_angka_lama(dkupp: Cerita):
    """7 → 6: each unit gets its form prefilled; unchanged figures need one press, changed ones a new version."""
    await dkupp.sampai(langkah=7)
    umar = dkupp.bidang["koperasi"]
    kertas = [p.id for p in umar.semua_pesan if p.teks.startswith("📎")]
    await dkupp.bidang["ukm"].tekan("↩️ Kembalikan")
    await dkupp.bidang["ukm"].tulis("DKP-14 belum sesuai daftar hadir")

    assert dkupp.langkah == 6
    assert [p.id for p in umar.semua_pesan if p.teks.startswith("📎")] == kertas  # the minutes do not come again
    assert "DKP-14 belum sesuai daftar hadir" in umar.cari("📨 DISPOSISI 6/13")
    lembar = load_workbook(io.BytesIO(dkupp.formulir(umar).berkas.isi))["Realisasi"]
    judul = next(b for b in lembar.iter_rows(values_only=True) if b[0] == "Kode")
    isian = {b[0]: b[judul.index("Realisasi")] for b in lembar.iter_rows(values_only=True) if b[0]}
    assert str(isian["DKP-06"]).replace(".", ",") == "87,22"

    await umar.tekan("✅ Kirim", umar.cari("📨 DISPOSISI 6/13"))
    await dkupp.kirim_isian(dkupp.bidang["ukm"], DKP_14="190")

    assert [(k.versi, k.status) for k in await dkupp.kiriman("koperasi")] == [(1, "diganti"), (2, "dikirim")]
    lama, baru = await dkupp.kiriman("ukm")
    assert (lama.status, baru.status) == ("diganti", "dikirim")
    assert lama.isi != baru.isi
    assert "Data dikirim oleh Kepala Bidang Koperasi" in umar.cari("📨 DISPOSISI 6/13")


async def test_putaran_kedua_berakhir_dengan_angka_baru(dkupp: Cerita):
    """The draft for the next decision shows the corrected figure."""
    await dkupp.sampai(langkah=7)
    await dkupp.tim.tekan("↩️ Kembalikan")
    await dkupp.tim.tulis("DKP-14 keliru")

    for kode, orang in dkupp.bidang.items():
        if kode == "ukm":
            await dkupp.kirim_isian(orang, DKP_14="200")
        else:
            await orang.tekan("✅ Kirim", orang.cari("📨 DISPOSISI 6/13"))

    assert dkupp.langkah == 7
    assert "86,79 %" not in dkupp.tim.berkas_diterima[-1].teks
    assert "17 dari 24 dinilai" in dkupp.tim.berkas_diterima[-1]


async def test_alasan_kepala_ikut_sampai_ke_unit(dkupp: Cerita):
    """9 → 7 → 6: the unit reads the head's words and the chair's, in this order, until the figures are the head's again."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("↩️ Kembalikan")
    await dkupp.kepala.tulis("Simpulan DKP-14 & DKP-12 tidak sejalan <periksa>")
    await dkupp.tim.tekan("↩️ Kembalikan")
    await dkupp.tim.tekan("☐ Bidang UKM")
    await dkupp.tim.tulis("Perbaiki DKP-12")

    ukm = dkupp.bidang["ukm"]
    kartu = ukm.cari("📨 DISPOSISI 6/13").teks
    kepala, ketua = "Simpulan DKP-14 & DKP-12 tidak sejalan <periksa>", "Perbaiki DKP-12"
    assert kartu.index("dari Kepala Dinas") < kartu.index(kepala) < kartu.index("dari Ketua Tim") < kartu.index(ketua)
    assert "• DKP-14" in kartu

    await ukm.tekan("✅ Kirim", ukm.cari("📨 DISPOSISI 6/13"))
    assert dkupp.langkah == 7
    lagi = dkupp.tim.cari("📨 DISPOSISI 7/13").teks
    assert kepala in lagi
    assert ketua in lagi
    await dkupp.semua_setuju()
    await dkupp.semua_setuju()
    delapan = dkupp.sekretaris.cari("📨 DISPOSISI 8/13").teks
    assert kepala in delapan
    assert ketua not in delapan
    await dkupp.sekretaris.tekan("✅ Setuju")
    assert kepala in dkupp.kepala.cari("📨 DISPOSISI 9/13")
    await dkupp.kepala.tekan("✅ Setuju")
    assert kepala not in dkupp.sekretaris.cari("📨 DISPOSISI 10/13").teks
