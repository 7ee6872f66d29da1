"""`✏️ Koreksi setelah terbit`: a recap that is out is corrected, approved anew and replaced; which one is valid can be asked."""

import asyncio
import csv
import io
import zipfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.__main__ import main
from bot.simulasi.model import Pesan
from bot.simulasi.sandiwara import Naskah, Sandiwara
from tests.berkas.salinan_uji import pdf_lain, tandatangani
from tests.cerita.cerita import TW2, Cerita, mainkan_sampai

KOREKSI = "✏️ Koreksi setelah terbit"
ALASAN = "Realisasi DKP-14 salah ketik, 178 seharusnya 187"
Verba = Callable[[Cerita, bytes], Awaitable[str]]


@pytest.fixture
def verba(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Verba:
    """What `verifikasi BERKAS` says on the computer of the bot: its exit code, then its words."""

    async def tanya(cerita: Cerita, isi: bytes) -> str:
        berkas = tmp_path / "periksa.pdf"
        berkas.write_bytes(isi)
        monkeypatch.setenv("DATA_DIR", str(cerita.folder))
        capsys.readouterr()
        kode = await asyncio.to_thread(main, ["verifikasi", str(berkas)])
        keluar = capsys.readouterr()
        return f"{kode} {keluar.out or keluar.err}"

    return tanya


def rekap_grup(cerita: Cerita) -> list[Pesan]:
    return [p for p in cerita.pesan_grup if "Rekap Pengukuran Kinerja" in p]


def dokumen(cerita: Cerita) -> dict[str, bytes]:
    """The newest documents in the group, by form."""
    return {p.berkas.nama.rpartition(".")[2]: p.berkas.isi for p in cerita.pesan_grup if p.berkas}


def kode(berkas: dict[str, bytes]) -> str:
    """The code printed on a recap."""
    lembar = load_workbook(io.BytesIO(berkas["xlsx"]))["Keterangan"]
    return dict(lembar.iter_rows(2, values_only=True))["Kode verifikasi"]


async def sampai_selesai(cerita: Cerita) -> None:
    """Everybody agrees and hands over until the run is over, one after the other."""
    for _ in range(30):
        await cerita.maju(menit=2)
        for orang in cerita.semua:
            tekan = next((x for x in ("✅ Setuju", "✅ Selesai") if x in orang.tombol()), None)
            if tekan is not None:
                await orang.tekan(tekan)
                break
        else:
            return
    raise AssertionError("tidak selesai")


async def mulai_koreksi(cerita: Cerita, *unit: str) -> None:
    admin = cerita.admin
    await admin.tulis("/sop")
    await admin.tekan(KOREKSI)
    for satu in unit:
        await admin.tekan(f"☐ {satu}")
    await admin.tulis(ALASAN)


async def kata_bot(cerita: Cerita, isi: bytes) -> str:
    """What the bot says of a file that the head sends, who has nothing to do at the moment."""
    await cerita.kepala.kirim_berkas(isi, "dari-wa.pdf")
    return cerita.kepala.pesan_terakhir.teks


async def kata_qr(cerita: Cerita, sidik: str) -> str:
    tamu = await cerita.tamu()
    await tamu.mulai(f"v{sidik}")
    return tamu.pesan_terakhir.teks


async def test_k65_koreksi_sesudah_selesai(dkupp: Cerita, verba: Verba):
    """A finished run lives again for one unit; approved anew, version 2 is genuine and the first one replaced."""
    await dkupp.sampai(langkah=13)
    await sampai_selesai(dkupp)
    await dkupp.maju(hari=20)
    lama, (pertama,) = dokumen(dkupp), rekap_grup(dkupp)
    assert "✅ Selesai" in dkupp.status
    assert (await verba(dkupp, lama["pdf"])).startswith("0 asli")
    banyak_zip = sum(p.berkas.nama.endswith(".zip") for p in dkupp.tim.berkas_diterima)

    await mulai_koreksi(dkupp, "Bidang UKM")

    assert "dimulai" in dkupp.admin.pesan_terakhir
    assert KOREKSI not in dkupp.admin.tombol()
    assert dkupp.langkah == 6
    assert "Langkah 6 dari 13 (putaran 2)" in dkupp.status
    ukm = dkupp.bidang["ukm"]
    assert ALASAN in ukm.cari("📨 DISPOSISI 6/13")
    assert "administrator (tindakan admin)" in ukm.cari("📨 DISPOSISI 6/13")
    for orang in (dkupp.kepala, dkupp.sekretaris):
        assert ALASAN in orang.cari("Koreksi setelah terbit")
    assert "Ditunggu: Bidang UKM" in dkupp.status
    assert "tidak berlaku lagi" in pertama
    assert "KoreksiDimulai" in await dkupp.jejak()
    assert (await verba(dkupp, lama["pdf"])).startswith("1 digantikan")
    assert "yang baru belum disetujui" in await kata_bot(dkupp, lama["pdf"])

    isian = load_workbook(io.BytesIO(dkupp.formulir(ukm).berkas.isi))
    terisi = [b for lembar in isian for b in lembar.iter_rows(values_only=True) if "DKP-14" in b]
    assert any(178 in b for b in terisi)
    await dkupp.kirim_isian(ukm, DKP_14="187")
    assert dkupp.langkah == 7
    await sampai_selesai(dkupp)

    assert [p for p in rekap_grup(dkupp) if p is not pertama] == rekap_grup(dkupp)[1:]
    (kedua,) = rekap_grup(dkupp)[1:]
    assert "Versi 2, menggantikan yang terbit Rabu, 1 April 2026" in kedua
    assert "Versi" not in pertama
    baru = dokumen(dkupp)
    assert "✅ Selesai" in dkupp.status
    for jenis, isi in baru.items():
        assert isi != lama[jenis]
        assert (await verba(dkupp, isi)).startswith("0 asli")
        hasil = await verba(dkupp, lama[jenis])
        assert hasil.startswith("1 digantikan")
        assert "1 April 2026" in hasil
        assert "Digantikan oleh versi 2, yang terbit Selasa, 21 April 2026" in hasil
    assert "ASLI" in await kata_bot(dkupp, baru["pdf"])
    assert "DIGANTIKAN" in await kata_bot(dkupp, lama["pdf"])
    assert "ASLI" in await kata_qr(dkupp, kode(baru))
    assert "DIGANTIKAN" in await kata_qr(dkupp, kode(lama))

    await dkupp.kepala.tulis("/rekap")
    assert [p for p in dkupp.kepala.berkas_diterima if p.berkas.nama.endswith(".pdf")][-1].berkas.isi == baru["pdf"]
    semua_zip = [p for p in dkupp.tim.berkas_diterima if p.berkas.nama.endswith(".zip")]
    assert len(semua_zip) > banyak_zip
    await dkupp.kepala.tulis("/arsip")
    await dkupp.kepala.tekan("📦 Arsip 1")
    arsip = zipfile.ZipFile(io.BytesIO(dkupp.kepala.berkas_diterima[-1].berkas.isi))
    assert arsip.read("01-rekap/rekap-dkupp-2026-TW1.pdf") == baru["pdf"]
    assert ALASAN in arsip.read("04-jejak.csv").decode("utf-8-sig")


def arsip_terakhir(cerita: Cerita) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(cerita.kepala.berkas_diterima[-1].berkas.isi))


def tabel(arsip: zipfile.ZipFile, nama: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(arsip.read(nama).decode("utf-8-sig")), delimiter=";"))


async def test_arsip_menyimpan_setiap_versi(dkupp: Cerita):
    """Version 1 and the evidence that it rested on stay in the archive after version 2 has been published without it."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    salah = b"%PDF-1.4 salah indikator"
    await ukm.kirim_berkas(salah, "salah.pdf", "DKP-11")
    await ukm.tekan("🗑 Lepas")
    asli = b"%PDF-1.4 laporan asli"
    await ukm.kirim_berkas(asli, "lhe.pdf", "DKP-11")
    lepas = ukm.pesan_terakhir
    await mainkan_sampai(dkupp.panggung, 1, 13)
    await sampai_selesai(dkupp)
    lama = dokumen(dkupp)
    await dkupp.kepala.tulis("/rekap")
    for tertanda in (pdf_lain("dipindai"), tandatangani(lama["pdf"])):
        await dkupp.kepala.tekan("🖋️ Kirim")
        await dkupp.kepala.kirim_berkas(tertanda, "bertanda.pdf")
        await dkupp.kepala.tekan("✅ Simpan sebagai arsip")

    await mulai_koreksi(dkupp, "Bidang UKM")
    await ukm.tekan("🗑 Lepas", lepas)
    await ukm.kirim_berkas(asli + b" 2", "baru.pdf", "DKP-11")
    await dkupp.kirim_isian(ukm, DKP_14="187")
    await sampai_selesai(dkupp)
    baru = dokumen(dkupp)
    await dkupp.kepala.tulis("/arsip")
    await dkupp.kepala.tekan("📦 Arsip 1")
    arsip = arsip_terakhir(dkupp)

    for jenis in ("pdf", "xlsx", "png"):
        assert arsip.read(f"01-rekap/rekap-dkupp-2026-TW1.{jenis}") == baru[jenis]
        assert arsip.read(f"01-rekap/versi-1-digantikan/rekap-dkupp-2026-TW1.{jenis}") == lama[jenis]
    assert arsip.read("01-rekap/versi-1-digantikan/rekap-dkupp-2026-TW1-bertanda.pdf") == tandatangani(lama["pdf"])
    terdahulu = "01-rekap/versi-1-digantikan/rekap-dkupp-2026-TW1-bertanda-terdahulu-1.pdf"
    assert arsip.read(terdahulu) == pdf_lain("dipindai")
    versi = tabel(arsip, "01-rekap/versi.csv")
    assert [(v["versi"], v["kode verifikasi"], v["keadaan"]) for v in versi] == [
        ("1", kode(lama), "digantikan"),
        ("2", kode(baru), "berlaku"),
    ]
    (dilepas,) = [n for n in arsip.namelist() if n.startswith("13-data-dukung/DKP-11/dilepas-")]
    assert arsip.read(dilepas) == asli
    bukti = {b["nama"]: b["keadaan"] for b in tabel(arsip, "13-data-dukung.csv")}
    assert set(bukti) == {"lhe.pdf", "baru.pdf"}
    assert bukti["lhe.pdf"].startswith("dilepas pada koreksi, 2026-04-01")
    assert bukti["baru.pdf"] == ""
    manifes = {m["berkas"]: m["keterangan"] for m in tabel(arsip, "manifest.csv")}
    assert "rekap versi 1, terbit 2026-04-01" in manifes["01-rekap/versi-1-digantikan/rekap-dkupp-2026-TW1.pdf"]
    assert "dilepas pada koreksi" in manifes[dilepas]


async def test_k65_sebelum_selesai_dan_tekan_dua_kali(dkupp: Cerita):
    """At the last steps too: their cards lapse with the reason; what the stale button and a second answer do is nothing."""
    await dkupp.sampai(langkah=12)
    admin = dkupp.admin
    await admin.tulis("/sop")
    daftar = admin.pesan_terakhir
    data = next(t["callback_data"] for b in daftar.tombol for t in b if t["text"] == KOREKSI)
    await admin.tekan(KOREKSI)
    jejak = await dkupp.jejak()
    await admin.tulis("?")
    assert "kata-kata" in admin.pesan_terakhir
    await dkupp.sekretaris.tekan_mentah(data, daftar.id)
    assert "tidak berlaku untuk Anda" in dkupp.sekretaris.kilasan
    assert await dkupp.jejak() == jejak
    await admin.tulis(ALASAN)

    assert dkupp.langkah == 6
    sesudah = await dkupp.jejak()
    gugur = [p for orang in dkupp.semua for p in orang.semua_pesan if "📨 DISPOSISI 12/13" in p]
    assert gugur
    assert all("Dikembalikan oleh administrator (tindakan admin)" in p and not p.label_tombol for p in gugur)
    await admin.tekan_mentah(data, daftar.id)
    assert "sudah dimulai" in admin.kilasan
    await admin.tulis(ALASAN)
    assert await dkupp.jejak() == sesudah

    for orang in dkupp.bidang.values():
        await orang.tekan("✅ Kirim")  # the figures as they were
    await sampai_selesai(dkupp)
    assert "Versi 2" in rekap_grup(dkupp)[-1]


async def test_k65_belum_disetujui(dkupp: Cerita):
    """Before the head has approved there is nothing to correct: no button, and a forged one is refused."""
    await dkupp.sampai(langkah=9)
    await dkupp.admin.tulis("/sop")
    assert KOREKSI not in dkupp.admin.tombol()

    await dkupp.admin.tekan_mentah("ralat:1:0", dkupp.admin.pesan_terakhir.id)
    assert "belum disetujui" in dkupp.admin.kilasan
    await dkupp.admin.tekan_mentah("ralat-unit:1:0", dkupp.admin.pesan_terakhir.id)
    assert "tidak jadi" in dkupp.admin.kilasan
    assert dkupp.langkah == 9


async def tren_sementara(cerita: Cerita) -> tuple[str, float]:
    """The first quarter in the trend of the second one's provisional recap: header, figure of the office."""
    await cerita.kepala.tulis("/rekap 2 2026")
    buku = load_workbook(
        io.BytesIO([p for p in cerita.kepala.berkas_diterima if p.berkas.nama.endswith(".xlsx")][-1].berkas.isi)
    )
    kepala, *baris = buku["Tren"].iter_rows(values_only=True)
    return kepala[3], next(b[3] for b in baris if b[2] == "Instansi")


async def test_k65_triwulan_berikutnya_sedang_berjalan(dkupp: Cerita):
    """While the next quarter is measured the finished one can be corrected; both run side by side."""
    await dkupp.sampai(langkah=13)
    await sampai_selesai(dkupp)
    await dkupp.panggung.maju_ke(TW2)
    await dkupp.kepala.tulis("/mulai 2 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")

    await mulai_koreksi(dkupp, "Bidang UKM")

    ukm = dkupp.bidang["ukm"]
    assert "Triwulan I 2026" in ukm.cari("📨 DISPOSISI 6/13")
    assert dkupp.formulir(ukm).berkas.nama == "formulir-dkupp-ukm-2026-TW1.xlsx"
    await dkupp.kirim_isian(ukm, DKP_14="187")
    assert "Triwulan I 2026" in dkupp.tim.cari("📨 DISPOSISI 7/13")
    assert await tren_sementara(dkupp) == ("TW I (sedang dikoreksi)", 86.79)
    await dkupp.admin.tulis("/sop")
    assert KOREKSI not in dkupp.admin.tombol()


async def test_triwulan_lalu_dikoreksi_selagi_berikutnya_diputuskan(dkupp: Cerita):
    """The draft of the second quarter adds up the first: corrected in between, the decision gets the new draft first."""
    await dkupp.sampai(langkah=13)
    await sampai_selesai(dkupp)
    await dkupp.panggung.maju_ke(TW2)
    sandiwara = Sandiwara(dkupp.panggung, dkupp.kantor, 2, Naskah(sampai=7))
    for pemain in sandiwara.pemain:
        pemain.selesai |= {p.id for p in pemain.orang.semua_pesan}
    await dkupp.kepala.tulis("/mulai 2 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")
    while await sandiwara._satu_babak():
        pass
    tim = dkupp.tim
    kartu = tim.cari("📨 DISPOSISI 7/13")
    assert "Triwulan II" in kartu

    await mulai_koreksi(dkupp, "Bidang UKM")
    await dkupp.kirim_isian(dkupp.bidang["ukm"], DKP_14="187")
    await tim.tekan("✅ Setuju", kartu)

    assert "triwulan sebelumnya" in tim.kilasan
    assert "✅ Setuju" in kartu.label_tombol
    assert "draf-rekap-dkupp-2026-TW2.pdf" in tim.berkas_diterima[-1].berkas.nama
    await tim.tekan("✅ Setuju", kartu)
    assert "Persetujuan tersimpan" in tim.toast
