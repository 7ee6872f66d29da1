"""Somebody sends far too much: they are slowed down with one notice, nobody else notices (K47)."""

from bot.layanan.kuota import FORMULIR, KERTAS, PESAN, TEGUR_LAGI, Kuota, Putusan
from tests.cerita.cerita import MULAI, Cerita
from tests.simulasi.gambar import png


async def test_k47_dua_ratus_perintah(dkupp: Cerita):
    """Two hundred commands in a moment: one notice, the others are served, and a little later so is this person."""
    await dkupp.sampai(langkah=7)
    tim = dkupp.tim
    sebelum = len([p for p in tim.semua_pesan if p.dari_bot])

    for _ in range(200):
        tim.tulis("/tugas")
    await dkupp.sekretaris.tulis("/tugas")
    await dkupp.tenang()

    jawaban = [p for p in tim.semua_pesan if p.dari_bot][sebelum:]
    teguran = [p for p in jawaban if "terlalu cepat" in p]
    assert len(teguran) == 1
    assert len(jawaban) == PESAN.banyak + 1
    assert "Tidak ada tugas" in dkupp.sekretaris.pesan_terakhir
    assert not dkupp.panggung.bot.kotak_masuk.sibuk

    await dkupp.maju(menit=2)
    await tim.tulis("/tugas")
    assert "Tugas Anda" in tim.pesan_terakhir


async def test_k47_tombol_tetap_dijawab(dkupp: Cerita):
    """Presses beyond the measure change nothing, and each still gets its toast."""
    await dkupp.sampai(langkah=9)
    kartu = dkupp.kepala.cari("📨 DISPOSISI 9/13")
    for _ in range(PESAN.banyak):
        dkupp.kepala.tekan_mentah("tidakada:1", kartu.id)
    await dkupp.kepala.tekan("✅ Setuju")

    assert "Terlalu cepat" in dkupp.kepala.kilasan
    assert dkupp.langkah == 9


async def test_k47_dua_ratus_berkas(dkupp: Cerita):
    """What is refused is neither fetched nor kept: the folder holds no more than the quota."""
    await dkupp.sampai(langkah=3)
    tempat = dkupp.panggung.bot.layanan.tempat_berkas
    sebelum = {f for f in tempat.rglob("*") if f.is_file()}

    for n in range(100):
        dkupp.sekretaris.kirim_foto(png(40 + n, 40))
    await dkupp.tenang()

    tersimpan = {f for f in tempat.rglob("*") if f.is_file()} - sebelum
    assert len(tersimpan) == KERTAS.banyak
    assert len([p for p in dkupp.sekretaris.semua_pesan if "belum disimpan" in p]) == 1


async def test_k47_formulir(dkupp: Cerita):
    """Ten forms an hour; the one notice names the way that costs nothing, and later another form is read."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    isian = dkupp.isian(ukm, DKP_14="1,250")
    for _ in range(FORMULIR.banyak + 5):
        ukm.kirim_berkas(isian, "formulir-dkupp-ukm-2026-TW1.xlsx")
    await dkupp.tenang()

    assert len(await dkupp.kiriman("ukm")) == FORMULIR.banyak
    assert len([p for p in ukm.semua_pesan if "belum dibaca" in p]) == 1
    await ukm.tulis("DKP-14 = 178")
    assert "DKP-14 178" in ukm.pesan_terakhir

    await dkupp.maju(menit=10)
    await ukm.kirim_berkas(isian, "formulir-dkupp-ukm-2026-TW1.xlsx")
    assert "Perlu konfirmasi" in ukm.pesan_terakhir


def test_k47_ember_terisi_lagi() -> None:
    """A bucket fills with time, never above its measure; a clock that is set back gives nothing."""
    kuota = Kuota()
    for _ in range(PESAN.banyak):
        assert kuota.ambil(1, PESAN, MULAI) is Putusan.BOLEH
    assert kuota.ambil(1, PESAN, MULAI) is Putusan.TEGUR
    assert kuota.ambil(2, PESAN, MULAI) is Putusan.BOLEH

    nanti = MULAI + PESAN.selama / PESAN.banyak
    assert kuota.ambil(1, PESAN, nanti) is Putusan.BOLEH
    assert kuota.ambil(1, PESAN, nanti) is Putusan.DIAM
    assert kuota.ambil(1, PESAN, nanti - PESAN.selama) is Putusan.DIAM
    for _ in range(PESAN.banyak):
        assert kuota.ambil(1, PESAN, nanti + 9 * TEGUR_LAGI) is Putusan.BOLEH
    assert kuota.ambil(1, PESAN, nanti + 9 * TEGUR_LAGI) is Putusan.TEGUR
