"""`↶ Tarik kembali`: a slip is taken back by whoever made it, until the next person has acted."""

from sqlmodel import select

from bot.layanan.isi_arsip import isi_arsip
from bot.layanan.kepatuhan import waktu_langkah
from bot.layanan.muat import jalan
from bot.layanan.peta import peta
from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from db.tabel import Penugasan, Tonggak
from tests.cerita.cerita import Cerita

TARIK = "↶ Tarik kembali"


async def tarik(orang: Orang) -> Pesan:
    """`/batal` offers it, the button does it. Returns the message with the offer."""
    await orang.tulis("/batal")
    tawaran = orang.pesan_terakhir
    await orang.tekan(TARIK, tawaran)
    return tawaran


async def test_selesai_ditarik_kembali(dkupp: Cerita):
    """The disposition is as it was, with its deadline; the next person's lapses and says who took it back."""
    await dkupp.sampai(langkah=3)
    kartu = dkupp.sekretaris.cari("📨 DISPOSISI 3/13")
    semula = kartu.teks
    await dkupp.sekretaris.kirim_berkas(b"format", "format.pdf")
    await dkupp.sekretaris.tekan("✅ Selesai", kartu)
    assert dkupp.langkah == 4
    assert kartu.label_tombol == []

    await dkupp.maju(menit=3)
    tawaran = await tarik(dkupp.sekretaris)
    assert tawaran.label_tombol == []

    assert dkupp.giliran >= {"sekretaris"}
    assert dkupp.langkah == 3
    assert kartu.teks == semula
    assert "✅ Selesai" in kartu.label_tombol
    lapsus = dkupp.tim.cari("📨 DISPOSISI 4/13")
    assert "Ditarik kembali oleh" in lapsus
    assert "Batas:" not in lapsus
    assert lapsus.label_tombol == []
    assert "Langkah 3 dari 13" in dkupp.status
    assert "putaran" not in dkupp.status


async def test_ditarik_lalu_diselesaikan_lagi(dkupp: Cerita):
    """Afterwards everything goes on as ever: a new disposition, with buttons that work."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("✅ Setuju")
    await tarik(dkupp.kepala)

    await dkupp.kepala.tekan("✅ Setuju")
    await dkupp.sekretaris.tekan("✅ Selesai")

    assert dkupp.langkah == 11


async def test_putaran_hanya_menghitung_pengembalian(dkupp: Cerita):
    """Begun by a slip and begun again is not a second round: not in the group, the picture, the record or the archive."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("✅ Setuju")
    await tarik(dkupp.kepala)
    await dkupp.kepala.tekan("✅ Setuju")
    assert dkupp.langkah == 10
    assert "putaran" not in dkupp.status

    await dkupp.sekretaris.tekan("✅ Selesai")
    waktu = dkupp.panggung.jam.sekarang()
    gambar = await dkupp.baca(lambda sesi: peta(sesi, jalan(sesi, 1), waktu))
    catatan = await dkupp.baca(lambda sesi: waktu_langkah(sesi, jalan(sesi, 1)))
    arsip = await dkupp.baca(lambda sesi: isi_arsip(sesi, jalan(sesi, 1), dkupp.folder))
    assert not [x.kata for x in gambar.langkah if "putaran" in x.kata]
    assert {w.putaran for w in catatan} == {1}
    (keputusan,) = [a.isi for a in arsip if a.nama == "05-keputusan.csv"]
    assert ";2;" not in keputusan.decode("utf-8-sig")


async def test_putaran_sesudah_tarikan_dan_pengembalian(dkupp: Cerita):
    """A return counts, whatever was taken back before."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("✅ Setuju")
    await tarik(dkupp.kepala)
    await dkupp.kepala.tekan("↩️ Kembalikan")
    await dkupp.kepala.tulis("Perbaiki simpulan")

    assert dkupp.langkah == 7
    assert "(putaran 2)" in dkupp.status


async def test_perintah_ditarik_lalu_diberikan_lagi(dkupp: Cerita):
    """The head's order is an act like any other: taken back before the secretary does anything, it waits for a new press."""
    await dkupp.sampai(langkah=2)
    await tarik(dkupp.kepala)

    assert "Ditarik kembali" in dkupp.sekretaris.cari("📨 DISPOSISI 2/13")
    await dkupp.kepala.tekan("✅ Perintahkan")

    assert dkupp.langkah == 2
    assert "✅ Selesai" in dkupp.sekretaris.tombol()


async def test_pengembalian_ditarik_kembali(dkupp: Cerita):
    """A return that was a slip: nobody is left with a correction to make, and the head decides again."""
    await dkupp.sampai(langkah=9)
    kartu = dkupp.kepala.cari("📨 DISPOSISI 9/13")
    draf = dkupp.kepala.berkas_diterima[-1]
    keterangan = draf.teks
    await dkupp.kepala.tekan("↩️ Kembalikan")
    await dkupp.kepala.tulis("Salah tekan")
    assert "Dikembalikan" in draf

    await tarik(dkupp.kepala)

    assert dkupp.langkah == 9
    assert draf.teks == keterangan
    assert "Salah tekan" not in dkupp.status
    assert "Ditarik kembali oleh Kepala Dinas" in dkupp.tim.cari("📨 DISPOSISI 7/13")
    assert kartu.label_tombol[:2] == ["✅ Setuju", "↩️ Kembalikan"]


async def test_orang_berikutnya_sudah_bertindak(dkupp: Cerita):
    """Then the offer turns into that, /batal offers nothing, and who forges the press is told why."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("✅ Setuju")
    await dkupp.kepala.tulis("/batal")
    tawaran = dkupp.kepala.pesan_terakhir
    data = tawaran.tombol[0][0]["callback_data"]
    await dkupp.sekretaris.tekan("✅ Selesai")
    jejak = await dkupp.jejak()

    assert tawaran.label_tombol == []
    assert "tidak dapat ditarik lagi" in tawaran
    await dkupp.kepala.tekan_mentah(data, tawaran.id)

    assert "sudah ada tindakan berikutnya" in dkupp.kepala.kilasan
    await dkupp.kepala.tulis("/batal")
    assert "tidak ada tindakan Anda" in dkupp.kepala.pesan_terakhir
    assert await dkupp.jejak() == jejak


async def test_hanya_pelakunya(dkupp: Cerita):
    """A colleague of the team sees who did it and is offered nothing; a forged press changes nothing."""
    await dkupp.sampai(langkah=12)
    await dkupp.tim.tekan("✅ Selesai", dkupp.tim.cari("📨 DISPOSISI 12/13"))
    await dkupp.tim.tulis("/batal")
    data = dkupp.tim.pesan_terakhir.tombol[0][0]["callback_data"]

    await dkupp.anggota.tulis("/batal")
    assert dkupp.anggota.pesan_terakhir.label_tombol == []
    await dkupp.anggota.tekan_mentah(data, dkupp.anggota.pesan_terakhir.id)

    assert "hanya yang melakukannya" in dkupp.anggota.kilasan
    assert dkupp.langkah == 13


async def test_kiriman_ditarik_kembali(dkupp: Cerita):
    """The sent figures are a draft again, with `✅ Kirim`; the version before counts."""
    await dkupp.sampai(langkah=7)
    await dkupp.tim.tekan("↩️ Kembalikan")
    await dkupp.tim.tulis("DKP-14 keliru")
    ukm = dkupp.bidang["ukm"]
    await dkupp.kirim_isian(ukm, DKP_14="190")
    ringkasan = ukm.cari("Data terkirim")
    assert ringkasan.label_tombol == []

    await tarik(ukm)

    assert [(k.versi, k.status) for k in await dkupp.kiriman("ukm")] == [(1, "dikirim"), (2, "draf")]
    assert ringkasan.label_tombol == ["✅ Kirim", "🔄 Ganti berkas"]
    assert "Batas:" in ukm.cari("📨 DISPOSISI 6/13")

    await ukm.tekan("✅ Kirim", ringkasan)

    assert [(k.versi, k.status) for k in await dkupp.kiriman("ukm")] == [(1, "diganti"), (2, "dikirim")]


async def test_kiriman_terakhir_ditarik_menutup_lagi_langkah_berikutnya(dkupp: Cerita):
    """The last unit's press had begun step 7; its drafts do not arrive any more."""
    await dkupp.sampai(langkah=6)
    for orang in dkupp.bidang.values():
        await dkupp.kirim_isian(orang)
        terakhir = orang
    assert dkupp.langkah == 7

    await tarik(terakhir)

    assert dkupp.langkah == 6
    assert "Ditarik kembali" in dkupp.tim.cari("📨 DISPOSISI 7/13")
    await terakhir.tekan("✅ Kirim")
    assert dkupp.langkah == 7


async def test_persetujuan_yang_sudah_terbit_tidak_ditarik(dkupp: Cerita):
    """The recap is in the group: the button is gone, and an old press changes nothing."""
    await dkupp.sampai(langkah=11)
    kartu = dkupp.kepala.cari("📨 DISPOSISI 11/13")
    await dkupp.kepala.tekan("✅ Setuju", kartu)
    nomor = await dkupp.baca(lambda sesi: sesi.exec(select(Penugasan.id).where(Penugasan.langkah == 11)).one())

    assert "/batal" not in dkupp.kepala.kilasan
    assert any("Rekap Pengukuran Kinerja" in p for p in dkupp.pesan_grup)
    assert kartu.label_tombol == []
    await dkupp.kepala.tulis("/batal")
    assert "tidak ada tindakan Anda yang masih dapat ditarik kembali" in dkupp.kepala.pesan_terakhir
    await dkupp.kepala.tekan_mentah(f"tarik:{nomor}", kartu.id)

    assert "sudah terbit" in dkupp.kepala.kilasan
    assert dkupp.langkah == 12


async def test_pengingat_yang_terlewat_datang_begitu_dibuka_lagi(dkupp: Cerita):
    """The deadline passed while the head seemed to be done: the reminder that was due then comes once, at once."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("✅ Setuju")
    await dkupp.maju(jam=3)
    assert not any("Langkah 9/13" in p for p in dkupp.kepala.semua_pesan if p.teks.startswith("⏰"))

    await tarik(dkupp.kepala)
    await dkupp.maju(menit=1)

    assert sum("Langkah 9/13" in p for p in dkupp.kepala.semua_pesan if p.teks.startswith("⏰")) == 1


async def test_batas_dan_pengingat_semula(dkupp: Cerita):
    """The clock is that of the first turn: the reminder comes when it would have come, and lapsed ones do not."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("✅ Setuju")
    await tarik(dkupp.kepala)

    await dkupp.maju(jam=6)

    pengingat = [p for p in dkupp.kepala.semua_pesan if p.teks.startswith("⏰")]
    assert pengingat
    assert all("Langkah 9/13" in p for p in pengingat)
    assert not [p for p in dkupp.sekretaris.semua_pesan if p.teks.startswith("⏰") and "Langkah 10/13" in p]
    belum = await dkupp.baca(lambda sesi: sesi.exec(select(Tonggak.id).where(Tonggak.jenis == "rekap")).all())
    assert not belum


async def test_yang_belum_terkirim_tidak_menyusul(dkupp: Cerita):
    """The secretary could not be reached: what lapsed meanwhile does not arrive with START."""
    await dkupp.sampai(langkah=9)
    await dkupp.sekretaris.blokir()
    await dkupp.kepala.tekan("✅ Setuju")
    await tarik(dkupp.kepala)

    await dkupp.sekretaris.buka_blokir()
    await dkupp.sekretaris.mulai()

    assert not any("DISPOSISI 10/13" in p for p in dkupp.sekretaris.semua_pesan)
    await dkupp.kepala.tekan("✅ Setuju")
    assert "Batas:" in dkupp.sekretaris.cari("📨 DISPOSISI 10/13")


async def test_pertanyaan_yang_boleh_diabaikan_tidak_menghalangi(dkupp: Cerita):
    """A stray word has left a question open; after the slip one `/batal` forgets it and offers to take the act back."""
    await dkupp.sampai(langkah=3)
    kartu = dkupp.sekretaris.cari("📨 DISPOSISI 3/13")
    await dkupp.sekretaris.tulis("baik bu")
    pertanyaan = dkupp.sekretaris.pesan_terakhir
    assert "abaikan saja" in pertanyaan
    await dkupp.sekretaris.tekan("✅ Selesai", kartu)
    assert dkupp.langkah == 4

    tawaran = await tarik(dkupp.sekretaris)

    assert "pertanyaan tadi dilupakan" in tawaran.riwayat[0]["text"]
    assert pertanyaan.label_tombol == []
    assert dkupp.langkah == 3
    await dkupp.sekretaris.tulis("/batal")
    assert "Tidak ada isian yang ditunggu" in dkupp.sekretaris.pesan_terakhir


async def test_pertanyaan_data_dukung_tidak_menghalangi(dkupp: Cerita):
    """Evidence was asked for before the figures were sent: `/batal` ends that and offers to take the sending back."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(dkupp.isian(ukm), "formulir.xlsx")
    await ukm.tekan("📎 Data dukung")
    await ukm.tekan("⬜ DKP-11")
    await dkupp.maju(menit=1)
    await ukm.tekan("✅ Kirim")

    tawaran = await tarik(ukm)

    assert "pertanyaan tadi dilupakan" in tawaran.riwayat[0]["text"]
    assert "Terkumpul: 0 dari 5" in dkupp.status


async def test_data_dukung_yang_baru_ditanyakan_lebih_dahulu(dkupp: Cerita):
    """Asked after the act: `/batal` says that enough evidence has come, and nothing else; the next one offers the act."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(dkupp.isian(ukm), "formulir.xlsx")
    await ukm.tekan("✅ Kirim")
    await dkupp.maju(menit=1)
    await ukm.kirim_berkas(b"%PDF-1.4 laporan", "laporan.pdf")

    await ukm.tulis("/batal")
    assert "Baik, dibatalkan" in ukm.pesan_terakhir
    assert TARIK not in ukm.tombol()
    await ukm.tulis("/batal")
    assert TARIK in ukm.tombol()
