"""Evidence: files, photos and links, each to an indicator; what is missing is named; frozen at the approval."""

import pytest
from sqlmodel import col, select

from bot.layanan import muat, rantai
from bot.layanan.angka import rekap
from bot.layanan.bukti_data import tanpa_bukti
from bot.layanan.dasar import Asal
from bot.layanan.isi_arsip import isi_arsip
from db.tabel import DataDukung, Pertanyaan
from tests.cerita.cerita import TW2, Cerita, mainkan_sampai
from tests.simulasi.gambar import png

PDF = b"%PDF-1.4 laporan"


async def ada(dkupp: Cerita) -> list[tuple[str, str, str]]:
    milik = select(DataDukung).where(col(DataDukung.dilepas_pada).is_(None)).order_by(col(DataDukung.id))
    return [(b.kode, b.jenis, b.nama) for b in await dkupp.baca(lambda sesi: list(sesi.exec(milik)))]


async def test_lewat_tombol_keterangan_dan_tautan(dkupp: Cerita):
    """Chosen first and then sent; named in the caption; a link with the code; a forwarded file."""
    await dkupp.sampai(langkah=6)
    ukm, koperasi = dkupp.bidang["ukm"], dkupp.bidang["koperasi"]

    await ukm.tekan("📎 Data dukung")
    assert "20 MB" in ukm.pesan_terakhir
    assert "tautan" in ukm.pesan_terakhir
    await ukm.tekan("⬜ DKP-11")
    await ukm.kirim_berkas(PDF, "laporan.pdf")
    await ukm.tulis("https://contoh.go.id/berkas/1")
    await ukm.tulis("/batal")
    await ukm.kirim_foto(png(40, 30), "bukti DKP-14")
    await ukm.tulis("DKP-12 https://contoh.go.id/besar")
    await ukm.teruskan(await koperasi.kirim_berkas(PDF + b"2", "survei.pdf", "DKP-99"))
    await ukm.tekan("⬜ DKP-13")

    assert await ada(dkupp) == [
        ("DKP-11", "dokumen", "laporan.pdf"),
        ("DKP-11", "tautan", "https://contoh.go.id/berkas/1"),
        ("DKP-14", "foto", "foto.jpg"),
        ("DKP-12", "tautan", "https://contoh.go.id/besar"),
        ("DKP-13", "dokumen", "survei.pdf"),
    ]


async def test_salah_tempat_dilepas(dkupp: Cerita):
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(PDF, "laporan.pdf", "DKP-11")
    assert "DKP-12" in ukm.pesan_terakhir  # still without
    tersimpan = ukm.pesan_terakhir
    data = tersimpan.tombol[0][0]["callback_data"]

    await dkupp.bidang["koperasi"].tekan_mentah(data, tersimpan.id)
    assert len(await ada(dkupp)) == 1
    await ukm.tekan("🗑 Lepas")

    assert await ada(dkupp) == []
    assert tersimpan.label_tombol == []


async def test_satu_berkas_untuk_beberapa_indikator(dkupp: Cerita):
    """Every code that a caption names gets the file; one message says so, and takes it from one of them again."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]

    await ukm.kirim_berkas(PDF, "laporan.pdf", "bukti DKP-11/dkp-12, juga DKP-14.")

    tersimpan = ukm.pesan_terakhir
    assert [kode for kode, _, _ in await ada(dkupp)] == ["DKP-11", "DKP-12", "DKP-14"]
    assert "DKP-11, DKP-12, DKP-14: laporan.pdf tersimpan sebagai data dukung 3 indikator" in tersimpan
    assert "Belum ada data dukung: DKP-13." in tersimpan

    await ukm.tekan("🗑 Lepas DKP-12")

    assert [kode for kode, _, _ in await ada(dkupp)] == ["DKP-11", "DKP-14"]
    assert "DKP-11, DKP-14: laporan.pdf tersimpan" in tersimpan
    assert "DKP-12: laporan.pdf dilepas" in tersimpan
    assert "Belum ada data dukung: DKP-12, DKP-13." in tersimpan
    assert tersimpan.label_tombol == ["🗑 Lepas DKP-11", "🗑 Lepas DKP-14"]
    for kode in ("DKP-11", "DKP-14"):
        await ukm.tekan(f"🗑 Lepas {kode}", tersimpan)
    assert (await ada(dkupp), tersimpan.label_tombol) == ([], [])
    await ukm.tulis("DKP-13 dan DKP-12 https://contoh.go.id/1")
    assert [kode for kode, _, _ in await ada(dkupp)] == ["DKP-12", "DKP-13"]


async def test_nama_yang_sama_dua_kali_masing_masing_dilepas(dkupp: Cerita):
    """Two photos of one name wait for one answer: each has its message, and only its own entries go."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_foto(png(40, 30))
    await ukm.kirim_foto(png(50, 30))
    await ukm.tulis("DKP-11, DKP-12")
    pertama, kedua = (p for p in ukm.semua_pesan if "tersimpan sebagai" in p)

    await ukm.tekan("🗑 Lepas DKP-12", kedua)

    assert "dilepas" in kedua
    assert pertama.label_tombol == ["🗑 Lepas DKP-11", "🗑 Lepas DKP-12"]
    assert [kode for kode, _, _ in await ada(dkupp)] == ["DKP-11", "DKP-12", "DKP-11"]


async def test_tercatat_dalam_jejak(dkupp: Cerita):
    """What is attached and what is taken out stands in the chained log, in /jejak and in the archive's table."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(PDF, "laporan.pdf")  # two wait for one answer
    await ukm.kirim_berkas(PDF + b"2", "foto <1>.pdf")
    await ukm.tekan("⬜ DKP-11")
    assert len(await ada(dkupp)) == 2
    await ukm.tekan("🗑 Lepas")
    await dkupp.kepala.tulis("/jejak")

    def lihat(sesi):
        j = muat.jalan(sesi, 1)
        assert rantai.periksa(j.baris, rantai.kejadian(sesi, j.baris)) is None
        return next(a.isi for a in isi_arsip(sesi, j, dkupp.folder) if a.nama == "04-jejak.csv").decode("utf-8-sig")

    csv = await dkupp.baca(lihat)
    kisah = dkupp.kepala.cari("Kisah Triwulan").teks
    for uraian in ("melampirkan data dukung DKP-11: laporan.pdf", "melepas data dukung DKP-11: foto <1>.pdf"):
        assert f"({ukm.pengguna.nama}) {uraian}" in csv
        assert uraian in kisah


async def test_berkas_saat_mengisi_lewat_chat(dkupp: Cerita):
    """During the conversation a file belongs to the indicator that is asked about; the question stays open."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.tulis("/isi")
    kode = ukm.pesan_terakhir.teks.split(" · ")[0].removeprefix("✍️ ")

    await ukm.kirim_berkas(PDF, "laporan.pdf")
    await ukm.tulis("5")

    assert await ada(dkupp) == [(kode, "dokumen", "laporan.pdf")]
    assert f"{kode} · realisasi: 5" in ukm.cari("realisasi: 5")


async def test_dibekukan_saat_disetujui_dan_masuk_arsip(dkupp: Cerita):
    """Missing evidence is listed in the recap; after the approval nothing changes, and the archive has it all."""
    await dkupp.sampai(langkah=7)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(PDF, "laporan.pdf", "DKP-14")
    await mainkan_sampai(dkupp.panggung, 1, 12)
    await dkupp.tenang()

    await ukm.kirim_berkas(PDF, "lagi.pdf", "DKP-14")

    assert "dibekukan" in ukm.pesan_terakhir
    assert len(await ada(dkupp)) == 1

    def lihat(sesi):
        j = muat.jalan(sesi, 1)
        return tanpa_bukti(sesi, j, rekap(sesi, j.baris)), [a.nama for a in isi_arsip(sesi, j, dkupp.folder)]

    tanpa, nama = await dkupp.baca(lihat)
    assert "DKP-14" not in tanpa
    assert "DKP-11" in tanpa
    assert "13-data-dukung.csv" in nama
    assert any(n.startswith("13-data-dukung/DKP-14/") for n in nama)


async def test_yang_belum_ada_disebut_saat_mengirim(dkupp: Cerita):
    """The sent figures name what has no evidence yet, with the limit and the way round it."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(PDF, "laporan.pdf", "DKP-14")

    await dkupp.kirim_isian(ukm)

    terkirim = ukm.cari("Data terkirim")
    assert "Belum ada data dukung: DKP-1" in terkirim
    assert "DKP-14" not in terkirim.teks
    assert "20 MB" in terkirim


async def test_program_bukan_data_dukung(dkupp: Cerita):
    """A program is no evidence, whatever it calls itself; what was asked for is still awaited."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.tekan("📎 Data dukung")
    await ukm.tekan("⬜ DKP-11")

    for nama, isi in (("bukti.js", PDF), ("bukti.pdf", b"MZ\x90\x00" + bytes(90)), ("bukti", b"\x7fELF\x02\x01")):
        await ukm.kirim_berkas(isi, nama)
        assert f"⛔ {nama} adalah program" in ukm.pesan_terakhir
    assert await ada(dkupp) == []
    await ukm.kirim_berkas(PDF, "bukti.pdf")
    assert await ada(dkupp) == [("DKP-11", "dokumen", "bukti.pdf")]


async def test_angka_dibetulkan_selagi_foto_menunggu(dkupp: Cerita):
    """`KODE = nilai` corrects the figure, whatever the photo waits for; only a bare code places the photo."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(dkupp.isian(ukm), "formulir.xlsx")
    await ukm.kirim_foto(png(40, 30))
    assert "Untuk indikator mana?" in ukm.pesan_terakhir

    await ukm.tulis("DKP-14 = 160")
    assert "DKP-14 160" in ukm.cari("Tekan ✅ Kirim")
    await ukm.tulis("dkp-11 anggaran = 12.500.000")
    assert "12.500.000" in ukm.cari("Tekan ✅ Kirim")
    assert await ada(dkupp) == []

    for bukan in ("DKP-14 javascript:alert(1)", "foto DKP-14", "untuk pelatihan"):
        await ukm.tulis(bukan)
        assert "foto.jpg masih menunggu" in ukm.pesan_terakhir
    await ukm.tulis("DKP-14, DKP-99")
    assert "Kode DKP-99 tidak ada" in ukm.pesan_terakhir
    assert await ada(dkupp) == []

    await ukm.tulis("dkp-14, DKP-12")
    assert await ada(dkupp) == [("DKP-12", "foto", "foto.jpg"), ("DKP-14", "foto", "foto.jpg")]
    await ukm.tekan("✅ Kirim")
    (kiriman,) = [k for k in await dkupp.kiriman("ukm") if k.status == "dikirim"]
    assert next(r for r in kiriman.isi if r["kode"] == "DKP-14")["kinerja"]["nilai"] == "160"


async def test_beberapa_kode_lalu_berkasnya(dkupp: Cerita):
    """While evidence is awaited for one indicator, codes choose others; a figure is no code."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(dkupp.isian(ukm), "formulir.xlsx")
    await ukm.tekan("📎 Data dukung")
    await ukm.tekan("⬜ DKP-11")

    await ukm.tulis("DKP-14 = 161")
    assert "DKP-14 161" in ukm.cari("Tekan ✅ Kirim")
    await ukm.tulis("DKP-12 dan DKP-13")
    await ukm.kirim_berkas(PDF, "laporan.pdf")

    assert await ada(dkupp) == [("DKP-12", "dokumen", "laporan.pdf"), ("DKP-13", "dokumen", "laporan.pdf")]


async def test_angka_dibetulkan_selagi_alasan_ditunggu(dkupp: Cerita):
    """A figure is a figure while a sentence is asked for; a sentence that begins like one is the sentence."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(dkupp.isian(ukm), "formulir.xlsx")
    await ukm.tulis("/kendala")

    await ukm.tulis("DKP-14 = 162")
    assert "DKP-14 162" in ukm.pesan_terakhir
    await ukm.tulis("DKP-14 = 163 menurut daftar hadir, tetapi daftarnya hilang")

    assert "DKP-14 162" in ukm.cari("Tekan ✅ Kirim")
    assert "daftarnya hilang" in dkupp.sekretaris.cari("⚠️ Kendala langkah 6/13")


async def test_pertanyaan_berakhir_saat_disetujui(dkupp: Cerita):
    """The photo for which no indicator was chosen: told once at the approval, and nothing waits for it any more."""
    await dkupp.sampai(langkah=7)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_foto(png(40, 30))
    pertanyaan = ukm.pesan_terakhir
    assert "Untuk indikator mana?" in pertanyaan
    await mainkan_sampai(dkupp.panggung, 1, 12)
    await dkupp.tenang()

    assert "sudah lewat" in pertanyaan
    assert pertanyaan.label_tombol == []
    assert len([p for p in ukm.semua_pesan if "tidak disimpan sebagai data dukung" in p]) == 1
    assert "foto.jpg (Triwulan I 2026)" in ukm.cari("tidak disimpan sebagai data dukung")
    await ukm.tulis("DKP-14")
    await ukm.kirim_foto(png(40, 30))
    assert "dibekukan" in ukm.pesan_terakhir
    assert await ada(dkupp) == []


async def test_dua_triwulan_tidak_tercampur(dkupp: Cerita):
    """The first quarter is still open when a photo of the second comes: the one that waited is told of, and not filed."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(PDF, "lama.pdf")
    daftar_lama = ukm.pesan_terakhir
    await dkupp.panggung.maju_ke(TW2)
    await dkupp.kepala.tulis("/mulai 2 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")

    await ukm.kirim_berkas(PDF + b"2", "baru.pdf")

    assert "lama.pdf (Triwulan I 2026) tidak disimpan" in ukm.cari("tidak disimpan sebagai data dukung")
    assert daftar_lama.label_tombol == []
    assert "Untuk indikator mana? baru.pdf" in ukm.pesan_terakhir
    await ukm.tulis("DKP-14")
    assert await ada(dkupp) == [("DKP-14", "dokumen", "baru.pdf")]
    assert await dkupp.baca(lambda sesi: [b.pelaksanaan_id for b in sesi.exec(select(DataDukung))]) == [2]


async def test_daftar_triwulan_lain_tidak_menerima_yang_menunggu(dkupp: Cerita):
    """A list of the older quarter, pressed while a photo of the newer one waits, does not take it."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.tekan("📎 Data dukung")
    daftar_lama = ukm.pesan_terakhir
    await dkupp.panggung.maju_ke(TW2)
    await dkupp.kepala.tulis("/mulai 2 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")
    await ukm.kirim_berkas(PDF, "baru.pdf")

    await ukm.tekan("⬜ DKP-11", daftar_lama)

    assert "baru.pdf (Triwulan II 2026) tidak disimpan" in ukm.cari("tidak disimpan sebagai data dukung")
    assert await ada(dkupp) == []
    await ukm.kirim_berkas(PDF, "lama.pdf")
    assert await dkupp.baca(lambda sesi: [b.pelaksanaan_id for b in sesi.exec(select(DataDukung))]) == [1]


async def test_pertanyaan_versi_lama_berakhir(dkupp: Cerita):
    """A question that does not know its quarter has lapsed: told once, and what is written next goes its own way."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(PDF, "lama.pdf")

    def lupa(sesi, _):
        soal = sesi.get(Pertanyaan, ukm.id)
        soal.isi = {k: v for k, v in soal.isi.items() if k != "pelaksanaan"}

    await dkupp.panggung.aplikasi.layanan.tulis(Asal(None), lupa)
    await ukm.tulis("DKP-14")
    assert "lama.pdf tidak disimpan" in ukm.pesan_terakhir
    await ukm.kirim_berkas(PDF, "baru.pdf")
    assert "Untuk indikator mana? baru.pdf" in ukm.pesan_terakhir
    assert len([p for p in ukm.semua_pesan if "tidak disimpan sebagai data dukung" in p]) == 1


@pytest.mark.parametrize("pada", [0, 1])
async def test_album_berbagi_keterangan(dkupp: Cerita, pada: int):
    """The code stands below one photo of the album and counts for all of them; nothing is asked."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]

    await ukm.kirim_album([png(40, 30), png(30, 40), png(20, 20)], "DKP-14", pada=pada)

    assert [(kode, jenis) for kode, jenis, _ in await ada(dkupp)] == [("DKP-14", "foto")] * 3
    assert not [p for p in ukm.semua_pesan if "Untuk indikator mana?" in p]
    await ukm.kirim_foto(png(40, 30))  # another one does not belong to it
    assert "Untuk indikator mana?" in ukm.pesan_terakhir


async def test_album_beberapa_kode(dkupp: Cerita):
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_album([png(40, 30), png(30, 40)], "bukti DKP-11 dan DKP-14")
    assert sorted(kode for kode, _, _ in await ada(dkupp)) == ["DKP-11", "DKP-11", "DKP-14", "DKP-14"]


async def test_album_tanpa_kode_bertanya_sekali(dkupp: Cerita):
    """One question for the whole album, and one answer files every photo."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]

    await ukm.kirim_album([png(40, 30), png(30, 40), png(20, 20)])

    (pertanyaan,) = [p for p in ukm.semua_pesan if "📎 Untuk indikator" in p or "sudah lewat" in p]
    assert "foto.jpg, foto.jpg, foto.jpg" in pertanyaan
    await ukm.tekan("⬜ DKP-12")
    assert [(kode, jenis) for kode, jenis, _ in await ada(dkupp)] == [("DKP-12", "foto")] * 3
    assert pertanyaan.label_tombol == []
