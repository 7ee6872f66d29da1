"""`✍️ Isi lewat chat`: the whole form by conversation, left and taken up again, ending in the same summary."""

import io

from openpyxl import load_workbook
from sqlmodel import select

from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from db.tabel import Berkas, Kiriman
from tests.cerita.cerita import Cerita, mainkan_sampai
from tests.cerita.test_unggahan import sel_realisasi, ubah_buku


def kode(orang: Orang) -> str:
    return orang.pesan_terakhir.teks.split(" · ")[0].removeprefix("✍️ ")


def tersalin(pesan: Pesan) -> list[str]:
    """Kinds of text that one tap copies."""
    return [e["type"] for e in pesan.isi.get("entities", []) if e["type"] in ("code", "pre")]


async def jawab_semua(orang: Orang, jawaban: dict[str, str]) -> None:
    """Answer every question as it comes; what is not asked for a figure is skipped."""
    for _ in range(60):
        pesan = orang.pesan_terakhir
        if not pesan.teks.startswith("✍️"):
            return
        if "Realisasi?" in pesan:
            await orang.tulis(jawaban.get(kode(orang), "-"))
        elif "Realisasi anggaran" in pesan:
            await orang.tulis("17.244.445")
        else:
            await orang.tekan("Lewati")
    raise AssertionError("percakapan tidak berakhir")


async def test_formulir_penuh_lewat_chat(dkupp: Cerita):
    """From the button on the disposition to `✅ Kirim`; the workbook of the record holds what was typed."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]

    await ukm.tekan("✍️ Isi lewat chat")
    assert "1 dari 4" in ukm.pesan_terakhir
    assert "Target Triwulan I 2026" in ukm.pesan_terakhir
    await jawab_semua(ukm, {"DKP-11": "5", "DKP-12": "80", "DKP-14": "178"})

    ringkasan = ukm.pesan_terakhir
    assert "DKP-14 178 (target 200)" in ringkasan
    assert "Belum disimpan" in ringkasan
    await ukm.tekan("✅ Kirim")

    (kiriman,) = await dkupp.kiriman("ukm")
    assert (kiriman.status, kiriman.nama_berkas) == ("dikirim", "formulir-dkupp-ukm-2026-TW1.xlsx")
    assert "Terkumpul: 1 dari 5" in dkupp.status
    buku = load_workbook(io.BytesIO(await dkupp.panggung.bot.layanan.ambil(kiriman.sha256)))
    isi = {b[0].value: b[5].value for b in buku["Realisasi"].iter_rows(min_row=6)}
    assert isi["DKP-14"] == 178
    assert await dkupp.baca(lambda sesi: sesi.get(Berkas, kiriman.sha256)) is not None


async def test_berhenti_lalu_dilanjutkan_besok(dkupp: Cerita):
    """Paused, the bot restarted, a day later: the same question, the answers still there."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.tulis("/isi")
    pertama = kode(ukm)
    await ukm.tulis("5")
    for _ in range(9):
        if "Realisasi?" in ukm.pesan_terakhir:
            break
        await ukm.tekan("Lewati" if "Lewati" in ukm.pesan_terakhir.label_tombol else "Belum ada data")
    kedua = kode(ukm)

    await ukm.tekan("⏸️ Lanjutkan nanti")
    assert "1 dari 4 indikator terisi" in ukm.cari("disimpan")
    await dkupp.nyalakan_ulang()
    await dkupp.maju(hari=1)
    await ukm.tulis("/isi")

    assert kode(ukm) == kedua != pertama
    assert await dkupp.kiriman("ukm") == []
    await ukm.tekan("📋 Ringkasan")
    assert f"{pertama} 5" in ukm.pesan_terakhir


async def test_mundur_tetap_dan_tombol_lama(dkupp: Cerita):
    """Back to the question before; what was typed can stay; an answered question has no buttons."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.tulis("/isi")
    lama = ukm.pesan_terakhir
    data = lama.tombol[0][0]["callback_data"]
    await ukm.tulis("5")
    assert lama.label_tombol == []
    assert "realisasi: 5" in lama

    await ukm.tekan("⬅️ Mundur")
    assert "Isian sekarang: 5" in ukm.pesan_terakhir
    assert "Tetap: 5" in ukm.pesan_terakhir.label_tombol

    await ukm.tekan_mentah(data, lama.id)
    assert "sudah lewat" in ukm.kilasan
    await dkupp.bidang["koperasi"].tekan_mentah(ukm.pesan_terakhir.tombol[0][0]["callback_data"], lama.id)
    assert "tidak" in dkupp.bidang["koperasi"].kilasan.lower()


async def test_tombol_nol_dan_belum_ada_data_tidak_sama(dkupp: Cerita):
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.tulis("/isi")
    satu = kode(ukm)
    await ukm.tekan("Nol (0)")
    await ukm.tekan("📋 Ringkasan")

    assert f"✅ {satu} 0 (target" in ukm.pesan_terakhir
    assert "⬜" in ukm.pesan_terakhir


async def test_perlu_konfirmasi_ditanya_ulang(dkupp: Cerita):
    """The same reader as of the Excel form: a doubtful answer is explained and asked again, or left to be confirmed."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.tulis("/isi")
    satu = kode(ukm)

    await ukm.tulis("20/25")
    assert kode(ukm).endswith(satu)
    assert "20/25" in ukm.pesan_terakhir
    await ukm.tekan("❓ Biarkan dahulu")
    await ukm.tekan("📋 Ringkasan")

    assert "Perlu konfirmasi" in ukm.pesan_terakhir


async def test_capaian_rendah_ditanya_sebab_dan_tindak_lanjut(dkupp: Cerita):
    """Obstacle and follow-up are asked for; no question holds a value that one tap copies; both go with the figure."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.tulis("/isi")
    for _ in range(20):
        if kode(ukm) == "DKP-14":
            break
        await ukm.tekan("Lewati" if "Lewati" in ukm.pesan_terakhir.label_tombol else "Belum ada data")
    assert "angkanya saja" in ukm.pesan_terakhir
    assert not tersalin(ukm.pesan_terakhir)
    await ukm.tulis("100")
    for _ in range(5):
        if "Apa yang menghambat?" in ukm.pesan_terakhir:
            break
        await ukm.tekan("Belum ada data")
    assert "50,00 %" in ukm.pesan_terakhir
    assert not tersalin(ukm.pesan_terakhir)
    await ukm.tulis("Jadwal mundur karena anggaran belum cair")
    assert "oleh siapa, kapan" in ukm.pesan_terakhir
    assert "30 Juni 2026" in ukm.pesan_terakhir
    await ukm.tulis("Pelatihan susulan, oleh Seksi Bina Usaha, paling lambat 30 Juni 2026")
    await ukm.tekan("✅ Kirim")

    isi = next(r for r in (await dkupp.kiriman("ukm"))[-1].isi if r["kode"] == "DKP-14")
    assert "anggaran belum cair" in isi["faktor_penghambat"]
    assert "paling lambat 30 Juni 2026" in isi["tindak_lanjut"]


async def test_batal_menyimpan_dan_penutupan_mengakhiri(dkupp: Cerita):
    """/batal only pauses; once the collection is closed the conversation is over, and says so."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.tulis("/isi")
    await ukm.tulis("5")
    await ukm.tulis("/batal")
    assert "disimpan" in ukm.pesan_terakhir
    await ukm.tekan("▶️ Lanjutkan")
    pertanyaan = ukm.pesan_terakhir

    await dkupp.sekretaris.tekan("⏹️ Tutup unggahan")
    await dkupp.sekretaris.tulis("Unit lain menyusul pada triwulan berikutnya")
    await ukm.tekan("📋 Ringkasan", pertanyaan)

    assert "ditutup" in ukm.kilasan
    assert pertanyaan.label_tombol == []
    assert await dkupp.baca(lambda sesi: list(sesi.exec(select(Kiriman)))) == []


async def test_yang_tidak_mengisi_dijawab(dkupp: Cerita):
    await dkupp.sampai(langkah=6)

    await dkupp.kepala.tulis("/isi")

    assert "tidak terdaftar sebagai pengisi" in dkupp.kepala.pesan_terakhir


async def test_angka_janggal_ditanyakan_dan_jawabannya_tersimpan(dkupp: Cerita):
    """Ten times the target in an uploaded form: asked, answered under the summary, kept with the number."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(dkupp.isian(ukm, DKP_14="2500"), dkupp.formulir(ukm).berkas.nama)
    assert "lebih dari sepuluh kali target" in ukm.pesan_terakhir

    await ukm.tekan("❔ Jawab pertanyaan")
    assert "sepuluh kali" in ukm.pesan_terakhir
    await ukm.tulis("Peserta bertambah karena program baru")
    for _ in range(5):
        if "✅ Ya, benar" in ukm.pesan_terakhir.label_tombol:
            await ukm.tekan("✅ Ya, benar")

    ringkasan = ukm.pesan_terakhir
    assert "Sudah dijelaskan" in ringkasan
    assert "program baru" in ringkasan
    assert "❔ Jawab pertanyaan" not in ringkasan.label_tombol
    await ukm.tekan("✅ Kirim")
    isi = next(r for r in (await dkupp.kiriman("ukm"))[-1].isi if r["kode"] == "DKP-14")
    assert [j for _, j in isi["penjelasan"]] == ["Peserta bertambah karena program baru"]


async def test_angka_janggal_yang_tidak_dijawab_disebut_di_rekap(dkupp: Cerita):
    """Straight to `✅ Kirim`: allowed, announced, and told to whoever decides and whoever reads the recap."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(dkupp.isian(ukm, DKP_14="2500"), dkupp.formulir(ukm).berkas.nama)
    assert "Pertanyaan yang tidak dijawab ikut disebut di rekap sebagai tidak dijawab" in ukm.pesan_terakhir
    await ukm.tekan("✅ Kirim")

    await mainkan_sampai(dkupp.panggung, 1, 11)
    await dkupp.maju(menit=5)
    diam = "DKP-14 tidak dijawab: Realisasi 2.500 lebih dari sepuluh kali target 200"
    assert diam in next(p for p in dkupp.kepala.berkas_diterima if "Draf Dokumen" in p)

    await mainkan_sampai(dkupp.panggung, 1, 12)
    await dkupp.maju(menit=5)
    buku = next(p for p in reversed(dkupp.pesan_grup) if p.berkas and p.berkas.nama.endswith(".xlsx"))
    baris = load_workbook(io.BytesIO(buku.berkas.isi))["Rincian"].iter_rows(values_only=True)
    assert "tidak dijawab: Realisasi 2.500 lebih dari sepuluh" in next(b[9] for b in baris if b[0] == "DKP-14")


async def test_angka_janggal_dibetulkan(dkupp: Cerita):
    """A number instead of an explanation corrects the figure, and nothing is left to ask."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(dkupp.isian(ukm, DKP_14="2500"), dkupp.formulir(ukm).berkas.nama)
    await ukm.tekan("❔ Jawab pertanyaan")

    await ukm.tulis("178")

    assert "DKP-14 178 (target 200)" in ukm.pesan_terakhir
    assert "sepuluh kali" not in ukm.pesan_terakhir.teks


async def test_satuan_yang_diubah_ditanyakan(dkupp: Cerita):
    """Another unit in the file: the plan's counts, the question is answered and kept with the number."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]

    def ganti(lembar) -> None:
        baris = int(sel_realisasi(lembar, "DKP-14")[1:])
        lembar.cell(baris, 4).value = "ribu orang"

    await ukm.kirim_berkas(ubah_buku(dkupp.isian(ukm), ganti), dkupp.formulir(ukm).berkas.nama)
    assert "apakah angkanya dalam" in ukm.pesan_terakhir
    await ukm.tekan("❔ Jawab pertanyaan")
    for _ in range(5):
        if "✅ Ya, benar" in ukm.pesan_terakhir.label_tombol:
            await ukm.tekan("✅ Ya, benar")

    assert "Sudah dijelaskan" in ukm.pesan_terakhir
    assert "ribu orang" in ukm.pesan_terakhir
    await ukm.tekan("✅ Kirim")
    isi = next(r for r in (await dkupp.kiriman("ukm"))[-1].isi if r["kode"] == "DKP-14")
    assert [j for soal, j in isi["penjelasan"] if "ribu orang" in soal] == ["Ya, benar"]
