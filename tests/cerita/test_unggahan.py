"""Forms: sent out, filled in, checked, corrected, sent, replaced, closed."""

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.simulasi.orang import Orang
from tests.cerita.cerita import Cerita, contoh
from tests.simulasi.gambar import png


def ubah_buku(data: bytes, ubah: Callable[[Worksheet], None]) -> bytes:
    buku = load_workbook(io.BytesIO(data))
    ubah(buku["Realisasi"])
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def sel_realisasi(lembar: Worksheet, kode: str) -> str:
    """The address of an indicator's cell in the column Realisasi."""
    judul = next(b for b in lembar.iter_rows() if b[0].value == "Kode")
    kolom = next(s for s in judul if s.value == "Realisasi")
    baris = next(b[0].row for b in lembar.iter_rows(min_row=judul[0].row + 1) if b[0].value == kode)
    return f"{kolom.column_letter}{baris}"


async def kirim(dkupp: Cerita, orang: Orang, data: bytes) -> None:
    await orang.kirim_berkas(data, dkupp.formulir(orang).berkas.nama)


async def test_formulir_mengikuti_disposisi_dan_ringkasan_mendahului_kirim(dkupp: Cerita):
    """The form comes with the turn; the upload is summed up row by row; only `✅ Kirim` makes it count."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    assert dkupp.formulir(ukm).berkas.nama == "formulir-dkupp-ukm-2026-TW1.xlsx"

    await kirim(dkupp, ukm, dkupp.isian(ukm))

    ringkasan = ukm.pesan_terakhir
    assert "4 indikator: 3 terbaca, 1 kosong" in ringkasan
    assert "DKP-14 178 (target 200)" in ringkasan
    assert ringkasan.label_tombol == ["✅ Kirim", "🔄 Ganti berkas"]
    assert "Terkumpul: 0 dari 5" in dkupp.status

    await ukm.tekan("✅ Kirim")

    assert not {"✅ Kirim", "🔄 Ganti berkas"} & set(ringkasan.label_tombol)
    assert "Data terkirim" in ringkasan
    assert "Terkumpul: 1 dari 5" in dkupp.status
    assert "Data dikirim oleh Kepala Bidang UKM" in ukm.cari("📨 DISPOSISI 6/13")


async def test_langkah_selesai_sendiri_begitu_semua_mengirim(dkupp: Cerita):
    """The last unit's press closes the collection; its owners' messages say so."""
    await dkupp.sampai(langkah=6)

    for orang in dkupp.bidang.values():
        await dkupp.kirim_isian(orang)

    assert dkupp.langkah == 7
    assert dkupp.sekretaris.cari("📨 DISPOSISI 6/13").label_tombol == []


async def test_semua_kesalahan_sekaligus_dengan_selnya(dkupp: Cerita):
    """A broken form: every mistake in one answer, with cell and remedy, and nothing is stored."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]

    def rusak(lembar: Worksheet) -> None:
        lembar[sel_realisasi(lembar, "DKP-12")] = "20/25"
        baris = int(sel_realisasi(lembar, "DKP-14")[1:])
        lembar.cell(baris, 1).value = "DKP-11"  # one code twice, one missing
        lembar.cell(baris + 1, 1).value = "DKP-99"
        lembar.cell(baris + 1, 6).value = 12

    data = ubah_buku(dkupp.isian(ukm), rusak)
    lembar = load_workbook(io.BytesIO(data))["Realisasi"]
    await kirim(dkupp, ukm, data)

    pesan = ukm.pesan_terakhir
    assert pesan.label_tombol == []
    for potongan in ("DKP-11", "DKP-99", "DKP-14", "20/25", sel_realisasi(lembar, "DKP-12"), "Tidak ada yang disimpan"):
        assert potongan in pesan
    assert await dkupp.kiriman("ukm") == []
    assert "Terkumpul: 0 dari 5" in dkupp.status


async def test_formulir_yang_ditolak_kembali_bertanda(dkupp: Cerita):
    """The same workbook with the wrong cell red; put right there and sent again, it is taken."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    sel = sel_realisasi(load_workbook(io.BytesIO(dkupp.isian(ukm)))["Realisasi"], "DKP-14").replace("F", "A")

    await kirim(dkupp, ukm, ubah_buku(dkupp.isian(ukm), lambda lembar: lembar[sel].__setattr__("value", "DKP-11")))

    bertanda = ukm.berkas_diterima[-1]
    assert bertanda.berkas.nama == "perbaikan-formulir-dkupp-ukm-2026-TW1.xlsx"
    lembar = load_workbook(io.BytesIO(bertanda.berkas.isi))["Realisasi"]
    assert "Sisakan satu baris" in lembar[sel].comment.text
    assert lembar[sel.replace("A", "F")].value == "178"

    betul = ubah_buku(bertanda.berkas.isi, lambda lembar: lembar[sel].__setattr__("value", "DKP-14"))
    await ukm.kirim_berkas(betul, bertanda.berkas.nama)
    await ukm.tekan("✅ Kirim")
    assert [k.status for k in await dkupp.kiriman("ukm")] == ["dikirim"]


async def test_k50_yang_bukan_formulir_dijawab_dengan_formulirnya(dkupp: Cerita):
    """A picture named .xlsx and another unit's form: the true reason, and the right form again."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]

    for isi in (png(40, 30), dkupp.isian(dkupp.bidang["koperasi"])):
        sebelum = len(ukm.berkas_diterima)
        await kirim(dkupp, ukm, isi)
        assert "❌" in ukm.pesan_terakhir
        assert [p.berkas.nama for p in ukm.berkas_diterima[sebelum:]] == ["formulir-dkupp-ukm-2026-TW1.xlsx"]


async def test_perlu_konfirmasi_dibetulkan_lewat_chat(dkupp: Cerita):
    """A doubtful cell is asked about, never guessed; the pattern that one tap copies holds no value, and is refused."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]

    await kirim(dkupp, ukm, dkupp.isian(ukm, DKP_14="1,250"))

    lama = ukm.pesan_terakhir
    assert "Perlu konfirmasi" in lama
    assert "1,250" in lama
    assert "4 indikator: 2 terbaca, 1 kosong, 1 perlu konfirmasi" in lama
    assert contoh(lama) == "DKP-14 = (angka)"
    await ukm.tulis(contoh(lama))
    assert "Ganti tulisan (angka)" in ukm.pesan_terakhir
    assert len(await dkupp.kiriman("ukm")) == 1

    await ukm.tulis(contoh(lama).replace("(angka)", "178"))

    baru = ukm.pesan_terakhir
    assert "DKP-14 178 (target 200)" in baru
    assert "Perlu konfirmasi" not in baru.teks
    assert "• DKP-14: Capaian di bawah 91 %" in baru  # without an address: only that of the figure is known
    assert lama.label_tombol == []
    await ukm.tekan("✅ Kirim")
    assert (await dkupp.kiriman("ukm"))[-1].status == "dikirim"


@pytest.mark.parametrize(
    ("jawaban", "petunjuk"),
    [("DKP-99 = 5", "DKP-99"), ("DKP-01 = 5", "DKP-01"), ("DKP-14 = banyak sekali", "DKP-14")],
    ids=["tidak ada", "bidang lain", "bukan angka"],
)
async def test_pembetulan_yang_keliru_dijelaskan(dkupp: Cerita, jawaban: str, petunjuk: str):
    """A correction for an unknown code, another unit's code, or without a number changes nothing and says why."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await kirim(dkupp, ukm, dkupp.isian(ukm))
    ringkasan = ukm.pesan_terakhir

    await ukm.tulis(jawaban)

    assert petunjuk in ukm.pesan_terakhir
    assert ringkasan.label_tombol == ["✅ Kirim", "🔄 Ganti berkas"]
    assert len(await dkupp.kiriman("ukm")) == 1


async def test_pembetulan_tidak_melupakan_pertanyaan_lain(dkupp: Cerita):
    """One of two doubtful cells is corrected: the other one, here a budget cell, is still asked about."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]

    def juta(lembar: Worksheet) -> None:
        judul = next(b for b in lembar.iter_rows() if b[0].value == "Kode")
        kolom = next(s.column for s in judul if s.value == "Realisasi Anggaran (Rp)")
        lembar.cell(judul[0].row + 1, kolom).value = "12,5 juta"

    await kirim(dkupp, ukm, ubah_buku(dkupp.isian(ukm, DKP_14="1,250"), juta))
    assert "12,5 juta" in ukm.pesan_terakhir

    await ukm.tulis("DKP-14 = 178")

    assert "DKP-14 178 (target 200)" in ukm.pesan_terakhir
    assert "12,5 juta" in ukm.pesan_terakhir


async def test_anggaran_yang_ragu_dibetulkan_lewat_chat(dkupp: Cerita):
    """A doubtful budget cell has its own syntax, read as strictly as the cell; the realisation beside it stays."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]

    def juta(lembar: Worksheet) -> None:
        lembar[sel_realisasi(lembar, "DKP-11").replace("F", "H")] = "12 juta"

    await kirim(dkupp, ukm, ubah_buku(dkupp.isian(ukm, DKP_11="8"), juta))
    lama = ukm.pesan_terakhir
    assert "4 indikator: 3 terbaca, 1 kosong; anggaran: 1 perlu konfirmasi (H6)" in lama
    assert contoh(lama) == "DKP-11 anggaran = (rupiah)"

    for keliru, sebab in (
        (contoh(lama), "Ganti tulisan"),
        ("DKP-11 anggaran = 12 juta", "kata pengali"),
        ("DKP-11 anggaran = 1,250", "bisa berarti"),
    ):
        await ukm.tulis(keliru)
        assert sebab in ukm.pesan_terakhir
    assert len(await dkupp.kiriman("ukm")) == 1

    await ukm.tulis("DKP-11 anggaran = Rp 12.000.000")

    baru = ukm.pesan_terakhir
    assert "DKP-11 8 (target 9); Rp12.000.000" in baru
    assert "4 indikator: 3 terbaca, 1 kosong\n" in baru.teks
    assert "Perlu konfirmasi" not in baru.teks
    await ukm.tulis("realisasi anggaran dkp-11 : 12500000")
    assert "DKP-11 8 (target 9); Rp12.500.000" in ukm.pesan_terakhir
    await ukm.tekan("✅ Kirim")
    isi = next(r for r in (await dkupp.kiriman("ukm"))[-1].isi if r["kode"] == "DKP-11")
    assert (isi["kinerja"]["nilai"], isi["anggaran"]["nilai"]) == ("8", "12500000")


async def test_dua_sel_ragu_dua_cara_membetulkan(dkupp: Cerita):
    """Figure and budget in doubt: both patterns are shown, and every indicator is counted once."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]

    def rusak(lembar: Worksheet) -> None:
        for kode in ("DKP-11", "DKP-12", "DKP-13", "DKP-14"):
            lembar[sel_realisasi(lembar, kode)] = "20/25"
        lembar[sel_realisasi(lembar, "DKP-11").replace("F", "H")] = "12 juta"

    await kirim(dkupp, ukm, ubah_buku(dkupp.isian(ukm), rusak))

    ringkasan = ukm.pesan_terakhir
    assert "4 indikator: 0 terbaca, 4 perlu konfirmasi (F6); anggaran: 1 perlu konfirmasi (H6)" in ringkasan
    assert "DKP-11 = (angka)\nDKP-11 anggaran = (rupiah)" in ringkasan
    await ukm.tekan("✅ Kirim")
    assert "0 terbaca, 4 perlu konfirmasi" in ringkasan  # sent as they are: nothing is lost from the count


async def test_pembetulan_tanpa_formulir(dkupp: Cerita):
    """There is no draft to correct: the answer says where to look."""
    await dkupp.sampai(langkah=6)

    await dkupp.bidang["ukm"].tulis("DKP-14 = 178")

    assert "/formulir" in dkupp.bidang["ukm"].pesan_terakhir


async def test_formulir_bidang_lain_ditolak(dkupp: Cerita):
    """The form of another unit is recognised by its hidden identity."""
    await dkupp.sampai(langkah=6)
    ukm, koperasi = dkupp.bidang["ukm"], dkupp.bidang["koperasi"]

    await ukm.kirim_berkas(dkupp.isian(koperasi), "formulir.xlsx")

    assert "Bidang Koperasi" in ukm.pesan_terakhir or "koperasi" in ukm.pesan_terakhir
    assert ukm.pesan_terakhir.label_tombol == []
    assert await dkupp.kiriman("ukm") == []


async def test_formulir_triwulan_lain_ditolak(dkupp: Cerita):
    """Last quarter's form is recognised as well, named with its quarter."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    buku = load_workbook(io.BytesIO(dkupp.isian(ukm)))
    identitas = buku["_identitas"]
    sel = next(s for baris in identitas.iter_rows() for s in baris if s.value == "triwulan")
    assert str(identitas.cell(sel.row, sel.column + 1).value) == "1"
    identitas.cell(sel.row, sel.column + 1).value = "2"
    keluaran = io.BytesIO()
    buku.save(keluaran)

    await kirim(dkupp, ukm, keluaran.getvalue())

    assert "Triwulan II" in ukm.pesan_terakhir or "TW II" in ukm.pesan_terakhir
    assert await dkupp.kiriman("ukm") == []


async def test_formulir_kosong_tidak_dikirim(dkupp: Cerita):
    """The form as it was sent: nothing to send, the step stays open."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]

    await kirim(dkupp, ukm, dkupp.formulir(ukm).berkas.isi)

    assert "masih kosong" in ukm.pesan_terakhir
    assert ukm.pesan_terakhir.label_tombol == []


async def test_formulir_yang_datang_lebih_awal_menunggu_langkahnya(dkupp: Cerita):
    """Fetched and sent at step 2, it is checked at once and counts when the collection begins."""
    await dkupp.sampai(langkah=2)
    ukm = dkupp.bidang["ukm"]
    await ukm.tulis("/formulir")

    await kirim(dkupp, ukm, dkupp.isian(ukm))
    assert "belum dimulai" in ukm.pesan_terakhir
    await ukm.tekan("✅ Kirim")
    for _ in range(2):
        await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.tim.tekan("✅ Selesai")
    await dkupp.tim.tulis("Notulen rapat")
    await dkupp.tim.tekan("✅ Selesai")

    assert dkupp.langkah == 6
    assert "Terkumpul: 1 dari 5" in dkupp.status
    assert "Data dikirim oleh Kepala Bidang UKM" in ukm.cari("📨 DISPOSISI 6/13")


async def test_tutup_unggahan_dengan_alasan(dkupp: Cerita):
    """The owner ends the collection with a written reason; who has not sent is told, and is not reported."""
    await dkupp.sampai(langkah=6)
    await dkupp.kirim_isian(dkupp.bidang["ukm"])
    perdagangan = dkupp.bidang["perdagangan"]
    await kirim(dkupp, perdagangan, dkupp.isian(perdagangan))
    ringkasan = perdagangan.pesan_terakhir

    await dkupp.sekretaris.tekan("⏹️ Tutup unggahan")
    assert "Bidang Perdagangan" in dkupp.sekretaris.pesan_terakhir
    await dkupp.sekretaris.tulis("Unit lain menyusul pada triwulan berikutnya")

    assert dkupp.langkah == 7
    kartu = perdagangan.cari("📨 DISPOSISI 6/13")
    assert "menyusul pada triwulan berikutnya" in kartu
    assert "ditutup" in kartu
    assert dkupp.tim.cari("📨 DISPOSISI 6/13").label_tombol == []

    if ringkasan.label_tombol:
        await perdagangan.tekan("✅ Kirim", ringkasan)
        assert "ditutup" in perdagangan.kilasan
    assert ringkasan.label_tombol == []
    assert "3 dari 24 dinilai" in dkupp.tim.berkas_diterima[-1]


async def test_unggahan_setelah_ditutup_ditolak(dkupp: Cerita):
    """After the collection a form is refused with where things are; nothing is stored."""
    await dkupp.sampai(langkah=7)
    ukm = dkupp.bidang["ukm"]
    sebelum = len(await dkupp.kiriman("ukm"))

    await kirim(dkupp, ukm, dkupp.isian(ukm, DKP_14="199"))

    assert "sudah ditutup" in ukm.pesan_terakhir
    assert "7" in ukm.pesan_terakhir
    assert len(await dkupp.kiriman("ukm")) == sebelum


async def test_mengganti_sebelum_ditutup(dkupp: Cerita):
    """Until the step is closed a unit may send again; the later one counts, the earlier one is kept."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await dkupp.kirim_isian(ukm)

    await dkupp.kirim_isian(ukm, DKP_14="190")

    lama, baru = await dkupp.kiriman("ukm")
    assert (lama.status, baru.status) == ("diganti", "dikirim")
    assert "Terkumpul: 1 dari 5" in dkupp.status
    assert "pengiriman ke-2" in ukm.pesan_terakhir


async def test_berkas_yang_sama_lagi(dkupp: Cerita):
    """The same content once more is known, and nothing happens."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    data = dkupp.isian(ukm)
    await kirim(dkupp, ukm, data)
    await ukm.tekan("✅ Kirim")

    await kirim(dkupp, ukm, data)

    assert "sudah diterima" in ukm.pesan_terakhir
    assert ukm.pesan_terakhir.label_tombol == []
    assert len(await dkupp.kiriman("ukm")) == 1


async def test_ganti_berkas_melepas_yang_tadi(dkupp: Cerita):
    """`🔄 Ganti berkas` drops the draft; its message says so, and pressing it again does nothing."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await kirim(dkupp, ukm, dkupp.isian(ukm))
    ringkasan = ukm.pesan_terakhir
    data = [t["callback_data"] for t in ringkasan.tombol[0]]

    await ukm.tekan("🔄 Ganti berkas")

    assert ringkasan.label_tombol == []
    for satu in data:
        await ukm.tekan_mentah(satu, ringkasan.id)
        assert "tidak dipakai" in ukm.kilasan
    assert "Terkumpul: 0 dari 5" in dkupp.status


async def test_draf_kedua_menggantikan_yang_pertama(dkupp: Cerita):
    """Two files within seconds: only the newer one keeps its button."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    satu, dua = dkupp.isian(ukm), dkupp.isian(ukm, DKP_14="190")

    ukm.kirim_berkas(satu, "a.xlsx")
    await ukm.kirim_berkas(dua, "b.xlsx")

    ringkasan = [p for p in ukm.semua_pesan if "✅ Kirim" in p.label_tombol]
    assert len(ringkasan) == 1
    assert "b.xlsx" in ringkasan[0]


async def test_foto_formulir_ditolak_dengan_ramah(dkupp: Cerita):
    """A photo of the table cannot be read; the answer names the way."""
    await dkupp.sampai(langkah=6)

    await dkupp.bidang["ukm"].kirim_foto(png(90, 60))

    assert "/formulir" in dkupp.bidang["ukm"].pesan_terakhir


async def test_formulir_putaran_lalu_tetap_berlaku(dkupp: Cerita):
    """After a return the form of the first round, corrected and sent again, is as good as the new one."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    lama = dkupp.isian(ukm, DKP_14="190")
    for orang in dkupp.bidang.values():
        await dkupp.kirim_isian(orang)
    await dkupp.tim.tekan("↩️ Kembalikan")
    await dkupp.tim.tulis("DKP-14 belum sesuai daftar hadir")

    await ukm.kirim_berkas(lama, "formulir lama.xlsx")
    await ukm.tekan("✅ Kirim", ukm.pesan_terakhir)

    assert "Terkumpul: 1 dari 5" in dkupp.status
    assert [k.status for k in await dkupp.kiriman("ukm")] == ["diganti", "dikirim"]


async def test_kirim_dua_kali(dkupp: Cerita):
    """Two quick presses of `✅ Kirim` send once; the second says that it has been sent."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await kirim(dkupp, ukm, dkupp.isian(ukm))
    data = ukm.pesan_terakhir.tombol[0][0]["callback_data"]

    satu, dua = ukm.tekan_mentah(data, 1), ukm.tekan_mentah(data, 1)
    await satu
    await dua

    assert [p.toast for p in ukm.panggilan] == ["Data terkirim. Terima kasih.", "Berkas ini sudah dikirim."]
    assert (await dkupp.jejak()).count("RealisasiDikirim") == 1


async def test_k58_unggah_selagi_ditutup(dkupp: Cerita):
    """The last figures and the closing reason at the same moment: one of them comes first, the other is told."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await kirim(dkupp, ukm, dkupp.isian(ukm))
    ringkasan = ukm.pesan_terakhir
    await dkupp.sekretaris.tekan("⏹️ Tutup unggahan")

    kirimnya = ukm.tekan("✅ Kirim", ringkasan)
    await dkupp.sekretaris.tulis("Unit lain menyusul pada triwulan berikutnya")
    await kirimnya

    assert dkupp.langkah == 7
    terkirim = [k.status for k in await dkupp.kiriman("ukm")] == ["dikirim"]
    assert ("Data terkirim" in ukm.kilasan) == terkirim
    assert ("sudah ditutup" in ukm.kilasan) != terkirim
    assert ringkasan.label_tombol == []


async def test_contoh_alasan_tutup_adalah_jawaban_yang_sah(dkupp: Cerita):
    """The example in the question is itself a valid answer."""
    await dkupp.sampai(langkah=6)
    await dkupp.sekretaris.tekan("⏹️ Tutup unggahan")

    await dkupp.sekretaris.tulis(contoh(dkupp.sekretaris.pesan_terakhir))

    assert dkupp.langkah == 7


async def test_pembetulan_sesudah_terkirim(dkupp: Cerita):
    """`KODE = nilai` when nothing waits says why the figure stays and how it is corrected at that point."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(dkupp.isian(ukm), "formulir.xlsx")
    await ukm.tekan("✅ Kirim")

    await ukm.tulis("DKP-14 = 160")
    assert "sudah terkirim" in ukm.pesan_terakhir
    assert "/formulir" in ukm.pesan_terakhir
    assert "Baru saja salah kirim? /batal" in ukm.pesan_terakhir
    await ukm.tulis("/batal")
    await ukm.tekan("↶ Tarik kembali")
    await ukm.tulis("DKP-14 = 160")
    assert "DKP-14 160" in ukm.cari("Tekan ✅ Kirim")
    await ukm.tekan("✅ Kirim")
    await ukm.kirim_berkas(b"%PDF-1.4 laporan", "laporan.pdf")
    await ukm.tulis("DKP-14 anggaran = 1.000")  # the question about the file is not answered by it
    assert "sudah terkirim" in ukm.pesan_terakhir
    await ukm.tulis("DKP-14")
    assert "laporan.pdf tersimpan" in ukm.pesan_terakhir

    for orang in dkupp.bidang.values():
        if orang is not ukm:
            await dkupp.kirim_isian(orang)
    assert dkupp.langkah == 7
    await ukm.tulis("DKP-14 = 161")
    assert "kini langkah 7" in ukm.pesan_terakhir
    assert "↩️ Kembalikan" in ukm.pesan_terakhir


async def test_pembetulan_sesudah_disetujui(dkupp: Cerita):
    await dkupp.sampai(langkah=12)
    ukm = dkupp.bidang["ukm"]
    await ukm.tulis("DKP-14 = 161")
    assert "rekap Triwulan I 2026 sudah disetujui" in ukm.pesan_terakhir
    await ukm.tulis("DKP-99 = 161")
    assert "tidak cocok dengan tugas" in ukm.pesan_terakhir
