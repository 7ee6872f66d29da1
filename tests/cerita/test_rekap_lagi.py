"""What people do with a recap afterwards: ask where a number comes from, whether a paper is genuine, send it back signed."""

import io
import json
import zipfile
from collections.abc import Callable

from openpyxl import load_workbook

from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from db.tabel import DataDukung
from tests.berkas.salinan_uji import pdf_lain
from tests.cerita.cerita import MULAI, TW2, Cerita

TAK_BERLAKU = "Tombol ini tidak berlaku untuk Anda atau sudah tidak ada."
BERTANDA = pdf_lain("Dipindai, bertanda tangan basah")


def berkas(orang: Orang, akhiran: str) -> Pesan:
    """The newest file that somebody was sent whose name ends so."""
    return [p for p in orang.berkas_diterima if p.berkas.nama.endswith(akhiran)][-1]


async def tautan(cerita: Cerita) -> tuple[str, str]:
    """The code printed on the approved recap, and the link of its QR code."""
    buku = load_workbook(
        io.BytesIO(next(p for p in cerita.pesan_grup if p.berkas and p.berkas.nama.endswith("xlsx")).berkas.isi)
    )
    keterangan = dict(buku["Keterangan"].iter_rows(2, values_only=True))
    return keterangan["Kode verifikasi"], keterangan["Periksa keasliannya"]


async def lampirkan(cerita: Cerita, kode: str, nama: str) -> None:
    """The unit has attached evidence."""
    bukti = DataDukung(
        pelaksanaan_id=1, bidang="ukm", kode=kode, personel_id=1, jenis="tautan", nama=nama, tautan=nama, dibuat=MULAI
    )
    await cerita.panggung.bot.pangkalan.tulis(lambda sesi: sesi.add(bukti))


async def test_angka_ini_dari_mana(dkupp: Cerita):
    """From the recap to unit, indicator and cell: formula with values, file, sender, moment; back again in one message."""
    await dkupp.sampai(langkah=11)
    kepala = dkupp.kepala
    await lampirkan(dkupp, "DKP-14", "daftar-wirausaha.pdf")
    await kepala.tekan("✅ Setuju")
    await dkupp.maju(menit=3)
    await kepala.tulis("/rekap")
    await kepala.tekan("🔎 Angka ini dari mana?")
    layar = kepala.pesan_terakhir
    assert "Sekretariat" in layar.label_tombol[2]

    await kepala.tekan("Bidang UKM", layar)
    await kepala.tekan("DKP-14", layar)

    assert "Data dukung: 1 lampiran\n • daftar-wirausaha.pdf" in layar.teks
    assert "178 ÷ 200 × 100 = 89,00 %" in layar
    assert "(sel F" in layar
    assert "formulir-dkupp-ukm-2026-TW1.xlsx, SHA-256" in layar
    assert "Dikirim Kepala Bidang UKM (" in layar
    await kepala.tekan("⬅️ Bidang UKM", layar)
    await kepala.tekan("⬅️ Semua unit", layar)
    assert "Pilih angka kantor atau unitnya" in layar


async def test_rata_rata_dan_serapan_dari_mana(dkupp: Cerita):
    """Averages and shares of the budget, of the office and of a unit: every row that enters, the sum, the division."""
    await dkupp.sampai(langkah=12)
    kepala = dkupp.kepala
    await kepala.tulis("/rekap")
    await kepala.tekan("🔎 Angka ini dari mana?")
    layar = kepala.pesan_terakhir

    await kepala.tekan("🧮 Rata-rata kantor · 86,79 %", layar)
    assert "Halaman 1 dari 2; 17 baris" in layar
    assert "÷ 21 = 86,79 %" in layar
    assert "DKP-13 (belum dilaporkan)" in layar
    await kepala.tekan("Berikutnya ▶️", layar)
    assert "Halaman 2 dari 2" in layar
    assert "÷ 21 = 86,79 %" in layar
    await kepala.tekan("◀️ Sebelumnya", layar)
    await kepala.tekan("⬅️ Semua unit", layar)
    await kepala.tekan("💰 Serapan kantor · 17,56 %", layar)
    assert "÷ 22.772.796.021 × 100 = 17,56 %" in layar
    await kepala.tekan("⬅️ Semua unit", layar)
    await kepala.tekan("Bidang UKM", layar)
    await kepala.tekan("🧮 Rata-rata unit ini", layar)
    assert "DKP-14: 89" in layar
    assert "Σ (bobot × capaian) =" in layar
    await kepala.tekan("⬅️ Bidang UKM", layar)
    await kepala.tekan("💰 Serapan unit ini", layar)
    assert "Σ pagu = Rp" in layar
    assert len(layar.teks.splitlines()) < 25


async def test_sampai_dengan_dan_tahunan_dari_mana(buat: Callable[..., Cerita]):
    """The year so far: realisation and target of each quarter, what they come to, and the formula; towards the year too."""
    cerita = await buat("dkupp-purwakarta", triwulan=2).sampai(langkah=12)
    kepala = cerita.kepala
    await kepala.tulis("/rekap")
    await kepala.tekan("🔎 Angka ini dari mana?")
    layar = kepala.pesan_terakhir
    await kepala.tekan("Bidang UKM", layar)
    await kepala.tekan("DKP-14", layar)
    await kepala.tekan("📅 Hitungan s.d. dan tahunan", layar)

    assert "(tidak lengkap: triwulan sebelumnya ada yang kosong)" in layar
    assert "Realisasi, antartriwulan dijumlahkan: TW I –; TW II 262 → 262\nTarget: TW II 300 → 300" in layar
    assert "262 ÷ 300 × 100 = 87,33 %" in layar
    assert "Terhadap target tahunan 1.000" in layar
    await kepala.tekan("⬅️ DKP-14", layar)
    assert "(sel F" in layar


async def test_angka_palsu_dan_kantor_lain(dua_kantor: Cerita):
    """Forged places, an unapproved recap and another office's buttons show nothing."""
    await dua_kantor.sampai(langkah=2)
    lain = dua_kantor.pemegang("kepala", kantor=1)
    bidang = dua_kantor.bidang["ukm"]

    for orang, data in (
        *(
            (lain, d)
            for d in (
                "asal:1",
                "asalbidang:1:0.0",
                "asalangka:1:0",
                "asalrata:1:0.0",
                "asalserap:1:5.0",
                "asalsd:1:0",
                "ekspor:1",
                "rekapkini:1",
                "bertanda:1",
            )
        ),
        *((bidang, d) for d in ("asal:1", "ekspor:1", "rekapkini:1")),
        *((dua_kantor.kepala, d) for d in ("asalbidang:1:9.0", "asalbidang:1:x", "asalangka:1:9999", "asalangka:1:-1")),
        *((dua_kantor.kepala, d) for d in ("asalrata:1:99.0", "asalrata:1:0", "asalserap:1:x.0", "asalsd:1:9999")),
    ):
        await orang.tekan_mentah(data, 1)
        assert orang.toast == TAK_BERLAKU, data


async def test_rekap_sementara(dkupp: Cerita):
    """While a quarter is measured, head, secretary and team get it as it stands, stamped; the units do not."""
    await dkupp.sampai(langkah=7)
    await lampirkan(dkupp, "DKP-14", "daftar-wirausaha.pdf")

    await dkupp.kepala.tulis("/rekap")
    await dkupp.bidang["ukm"].tulis("/rekap")

    gambar = [p for p in dkupp.kepala.semua_pesan if "Rekap SEMENTARA · Triwulan I 2026" in p][-1]
    assert "Belum disetujui" in gambar
    assert berkas(dkupp.kepala, ".pdf").berkas.nama == "sementara-rekap-dkupp-2026-TW1.pdf"
    rincian = load_workbook(io.BytesIO(berkas(dkupp.kepala, ".xlsx").berkas.isi))["Rincian"]
    assert {b[0]: b[5] for b in rincian.iter_rows(2, values_only=True)}["DKP-14"] == "daftar-wirausaha.pdf"
    assert "Belum ada rekap" in dkupp.bidang["ukm"].pesan_terakhir
    await dkupp.kepala.tekan("🔎 Angka ini dari mana?", gambar)
    assert "Pilih angka kantor atau unitnya" in dkupp.kepala.pesan_terakhir
    await dkupp.tim.kirim_berkas(berkas(dkupp.kepala, ".pdf").berkas.isi, "rekap.pdf")
    assert "TIDAK DIKENAL" in dkupp.tim.pesan_terakhir
    assert "draf atau rekap sementara" in dkupp.tim.pesan_terakhir


async def test_tautan_verifikasi_untuk_siapa_saja(dkupp: Cerita):
    """The QR code tells anybody status, office, quarter, date, averages and code, and no name."""
    await dkupp.sampai(langkah=12)
    sidik, alamat = await tautan(dkupp)
    tamu = await dkupp.tamu()
    assert alamat == f"https://t.me/{dkupp.dunia.bot.username}?start=v{sidik}"

    await tamu.mulai(f"v{sidik}")

    jawaban = tamu.pesan_terakhir
    for isi in ("ASLI", "Triwulan I 2026", "Purwakarta", "1 April 2026", "Instansi: 86,79 % (Tinggi)", sidik):
        assert isi in jawaban, isi
    assert not any(p["nama"] in jawaban.teks for p in dkupp.kantor.isi["personel"])
    await tamu.mulai("v0000000000000000")
    assert "TIDAK DIKENAL" in tamu.pesan_terakhir
    await tamu.mulai("v123")
    assert "Tautan tidak berlaku" in tamu.pesan_terakhir


async def test_berkas_diverifikasi_bot(dkupp: Cerita):
    """A paper sent to the bot: genuine, changed, unknown; after a return it is replaced."""
    await dkupp.sampai(langkah=12)
    ukm = dkupp.bidang["ukm"]
    await ukm.tulis("/rekap")
    asli = {akhiran: berkas(ukm, akhiran).berkas.isi for akhiran in (".pdf", ".xlsx", ".png")}

    for akhiran, isi in asli.items():
        await ukm.kirim_berkas(isi, f"dari-wa{akhiran}")
        assert "ASLI dan masih berlaku" in ukm.pesan_terakhir
        await ukm.kirim_berkas(isi[:-1] + b"?", f"dari-wa{akhiran}")
        assert "BERUBAH" in ukm.pesan_terakhir or akhiran == ".xlsx"
    await ukm.kirim_berkas(asli[".pdf"] + b"\n%%EOF /Sig", "tte.pdf")
    assert "secara utuh" in ukm.pesan_terakhir
    await dkupp.kepala.kirim_berkas(b"%PDF-1.7 surat lain", "surat.pdf")
    assert "TIDAK DIKENAL" in dkupp.kepala.pesan_terakhir


async def test_kertas_tugas_tetap_kertas_tugas(dkupp: Cerita):
    """Whoever has an assignment that takes papers may hand in a recap too: it is kept, and the verdict comes with it."""
    await dkupp.sampai(langkah=12)
    tim = dkupp.tim
    rekap = next(p for p in dkupp.pesan_grup if p.berkas and p.berkas.nama.endswith("pdf")).berkas.isi

    await tim.kirim_berkas(rekap, "rekap.pdf")

    jawaban = [p.teks for p in tim.semua_pesan[-3:]]
    assert any("rekap.pdf" in t and "✅" in t for t in jawaban)
    assert any("ASLI" in t for t in jawaban)


async def test_salinan_bertanda_tangan(dkupp: Cerita):
    """The head sends the signed scan: it goes with /rekap and into the log, and nobody else may."""
    await dkupp.sampai(langkah=12)
    kepala = dkupp.kepala
    await dkupp.sekretaris.tekan_mentah("bertanda:1", 1)
    assert "pimpinan kantor" in dkupp.sekretaris.kilasan
    await kepala.tulis("/rekap")
    await kepala.tekan("🖋️ Kirim yang ditandatangani")
    await kepala.tulis("sudah saya tanda tangani")
    assert "PDF, JPG, atau PNG" in kepala.pesan_terakhir

    await kepala.kirim_berkas(BERTANDA, "scan0001.pdf")
    await kepala.tekan("✅ Simpan sebagai arsip")

    assert "tersimpan di samping aslinya" in kepala.pesan_terakhir
    await kepala.tulis("/rekap")
    assert berkas(kepala, "-bertanda.pdf").berkas.isi == BERTANDA
    assert berkas(kepala, "TW1.pdf").berkas.isi != BERTANDA
    assert "HalDicatat" in await dkupp.jejak()


async def test_salinan_bertanda_sesudah_selesai_masuk_arsip(dkupp: Cerita):
    """Sent after the last step, it is in the archive that is fetched from then on."""
    await dkupp.sampai(langkah=13)
    await dkupp.tim.tekan("✅ Selesai")
    kepala = dkupp.kepala
    await kepala.tulis("/rekap")
    await kepala.tekan("🖋️ Kirim yang ditandatangani")
    await kepala.kirim_berkas(BERTANDA, "scan.pdf")
    await kepala.tekan("✅ Simpan sebagai arsip")
    await dkupp.maju(menit=2)

    await kepala.tulis("/arsip")
    await kepala.tekan("📦 Arsip 1")

    zip_ = zipfile.ZipFile(io.BytesIO(berkas(kepala, ".zip").berkas.isi))
    assert zip_.read("01-rekap/rekap-dkupp-2026-TW1-bertanda.pdf") == BERTANDA
    assert "01-rekap/rekap-dkupp-2026-TW1.pdf" in zip_.namelist()


async def test_data_diekspor(dkupp: Cerita):
    """`📤 Data`: CSV, JSON and the Renja form, with the figures of the recap."""
    await dkupp.sampai(langkah=12)
    ukm = dkupp.bidang["ukm"]
    await ukm.tulis("/rekap")

    await ukm.tekan("📤 Data")

    data = json.loads(berkas(ukm, ".json").berkas.isi)
    assert data["ringkasan"]["rata_rata"] == "86.79"
    assert len(data["indikator"]) == 24
    csv = berkas(ukm, ".csv").berkas.isi.decode("utf-8-sig").splitlines()
    assert csv[14].startswith("DKP-14;ukm;")
    renja = load_workbook(io.BytesIO(berkas(ukm, "evaluasi-renja-dkupp-2026-TW1.xlsx").berkas.isi)).active
    assert [renja.cell(19, k).value for k in (3, 12)] == ["DKP-14", 178]


async def test_triwulan_berikutnya_dibandingkan(dkupp: Cerita):
    """The next quarter, still under way, is offered beside the approved one and shows it in its trend."""
    await dkupp.sampai(langkah=13)
    await dkupp.tim.tekan("✅ Selesai")
    await dkupp.panggung.maju_ke(TW2)
    kepala = dkupp.kepala
    await kepala.tulis("/mulai 2 2026")
    await kepala.tekan("✅ Perintahkan")

    await kepala.tulis("/rekap")
    assert berkas(kepala, ".pdf").berkas.nama == "rekap-dkupp-2026-TW1.pdf"
    await kepala.tekan("📊 Rekap sementara")

    buku = load_workbook(io.BytesIO(berkas(kepala, "sementara-rekap-dkupp-2026-TW2.xlsx").berkas.isi))
    instansi = next(b for b in buku["Tren"].iter_rows(2, values_only=True) if b[2] == "Instansi")
    assert instansi[3:5] == (86.79, None)
    await kepala.tulis("/rekap 2 2026")
    assert berkas(kepala, ".pdf").berkas.nama == "sementara-rekap-dkupp-2026-TW2.pdf"
    await dkupp.bidang["ukm"].tulis("/rekap")
    assert "📊 Rekap sementara" not in dkupp.bidang["ukm"].tombol()


async def test_administrator_bukan_personel(dkupp: Cerita):
    """Who belongs to no office is told that, not that there is no recap; who belongs to it gets the one that is there."""
    await dkupp.sampai(langkah=12)

    for perintah in ("/rekap", "/rekap 1 2026"):
        await dkupp.admin.tulis(perintah)
        assert dkupp.admin.pesan_terakhir.teks == "Rekap hanya dapat diminta oleh personel kantornya."
    await dkupp.tim.tulis("/rekap 2 2026")
    assert "Belum ada rekap yang disetujui untuk triwulan itu" in dkupp.tim.pesan_terakhir
