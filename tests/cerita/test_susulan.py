"""K64: a paper of the approved recap that cannot be made is promised, tried again, and follows; told once, never lost."""

import asyncio
import hashlib
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from bot.__main__ import main
from bot.berkas.rakit import AKAR, Perakit
from bot.simulasi.model import Pesan
from db.tabel import BerkasTerbitan, Tonggak
from tests.cerita.cerita import Cerita

# The worker that makes the documents, in which those named in a file fail: by an error, or by dying on the spot.
NAKAL = """
import os, sys
from pathlib import Path
akar, rusak = sys.argv[1:]
sys.path.insert(0, akar)
from bot.berkas import rakit_pekerja as p
class Nakal:
    def __init__(self, nama, asli):
        self.nama, self.asli = nama, asli
    def tulis(self, naskah):
        ulah = dict(satu.split("=") for satu in Path(rusak).read_text().split())
        if ulah.get(self.nama) == "mati":
            os._exit(3)
        if self.nama in ulah:
            raise RuntimeError("huruf Noto Sans tidak ditemukan")
        return p.importlib.import_module(self.asli).tulis(naskah)
for nama in ("xlsx", "pdf", "png"):
    sys.modules["nakal_" + nama] = Nakal(nama, p.PENULIS[nama])
    p.PENULIS[nama] = "nakal_" + nama
p.jalan()
"""
REKAP = "rekap-dkupp-2026-TW1"


@pytest.fixture
def rusak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of ``document=how`` words: what the process that makes documents fails at, as long as it says so."""
    berkas = tmp_path / "rusak.txt"
    berkas.write_text("")
    perintah = (sys.executable, "-c", NAKAL, str(AKAR), str(berkas))
    bawaan = Perakit.__init__.__kwdefaults__
    assert bawaan is not None
    monkeypatch.setitem(bawaan, "perintah", perintah)
    return berkas


async def setujui(cerita: Cerita) -> None:
    await cerita.kepala.tekan("✅ Setuju", cerita.kepala.cari("📨 DISPOSISI 11/13"))
    await cerita.maju()


def berkas_grup(cerita: Cerita) -> list[str]:
    return [p.berkas.nama for p in cerita.pesan_grup if p.berkas]


def tentang(pesan: list[Pesan], kata: str) -> list[str]:
    return [p.teks for p in pesan if kata in p.teks]


def admin(cerita: Cerita) -> list[str]:
    return tentang(cerita.admin.semua_pesan, "Rekap Triwulan I 2026")


async def putusan(cerita: Cerita, tempat: Path, isi: bytes) -> str:
    """What a unit is told about a file that claims to be a recap."""
    ukm = cerita.bidang["ukm"]
    await ukm.kirim_berkas(isi, tempat.name)
    return ukm.pesan_terakhir.teks


async def test_k64_pdf_menyusul(dkupp: Cerita, rusak: Path, tmp_path: Path, capsys, monkeypatch):
    """The PDF fails at the approval: group and administrators hear it once; it follows, and counts as genuine."""
    rusak.write_text("pdf=galat")
    await dkupp.sampai(langkah=11)
    await setujui(dkupp)

    assert berkas_grup(dkupp) == [f"{REKAP}.png", f"{REKAP}.xlsx"]
    (maaf,) = tentang(dkupp.pesan_grup, "menyusul")
    assert "rekap Triwulan I 2026 dalam bentuk PDF belum selesai dibuat" in maaf
    (kabar,) = admin(dkupp)
    assert "terbit tanpa PDF" in kabar
    assert "huruf Noto Sans tidak ditemukan" in kabar

    await dkupp.maju(jam=6)  # several attempts
    assert len(tentang(dkupp.pesan_grup, "menyusul")) == 1
    assert len(admin(dkupp)) == 1

    rusak.write_text("")
    await dkupp.maju(jam=6)

    assert berkas_grup(dkupp) == [f"{REKAP}.png", f"{REKAP}.xlsx", f"{REKAP}.pdf"]
    susulan = dkupp.pesan_grup[-1]
    assert susulan.teks == "📄 Menyusul: rekap Triwulan I 2026 dalam bentuk PDF."
    assert "kini lengkap" in admin(dkupp)[1]
    assert "ASLI dan masih berlaku" in await putusan(dkupp, Path("rekap.pdf"), susulan.berkas.isi)
    await dkupp.maju(hari=2)
    assert len(berkas_grup(dkupp)) == 3
    await dkupp.kepala.tulis("/rekap 1 2026")
    assert {p.berkas.nama for p in dkupp.kepala.berkas_diterima[-3:]} == {
        f"{REKAP}.{j}" for j in ("png", "xlsx", "pdf")
    }
    assert (dkupp.folder / f"arsip/dkupp/2026/TW1/{REKAP}.pdf").read_bytes() == susulan.berkas.isi

    (tmp_path / "r.pdf").write_bytes(susulan.berkas.isi)
    monkeypatch.setenv("DATA_DIR", str(dkupp.folder))
    await dkupp.panggung.hentikan_bot()
    assert await asyncio.to_thread(main, ["verifikasi", str(tmp_path / "r.pdf")]) == 0
    assert capsys.readouterr().out.startswith("asli")


async def test_k64_jeda_makin_panjang_dan_tahan_mati(dkupp: Cerita, rusak: Path):
    """The attempts lie in the database: stopped and started in between, the next one comes at its hour."""
    rusak.write_text("pdf=mati")
    await dkupp.sampai(langkah=11)
    await setujui(dkupp)
    mulai = dkupp.panggung.jam.sekarang()
    saat: list[int] = []
    while len(saat) < 6:
        await dkupp.nyalakan_ulang()
        berikut = await dkupp.baca(_susulan)
        saat.append(round((berikut - mulai).total_seconds() / 60))
        await dkupp.panggung.maju_ke(berikut)
        await dkupp.tenang()

    assert [b - a for a, b in zip([0, *saat], saat, strict=False)] == [1, 5, 15, 60, 240, 360]
    assert len(admin(dkupp)) == 1
    rusak.write_text("")
    await dkupp.nyalakan_ulang()
    await dkupp.maju(jam=6)
    assert berkas_grup(dkupp)[-1] == f"{REKAP}.pdf"
    assert await dkupp.baca(_susulan) is None


@pytest.mark.parametrize(("jenis", "sebutan"), [("png", "gambar"), ("xlsx", "buku kerja Excel")])
async def test_k64_gambar_atau_buku_kerja_menyusul(dkupp: Cerita, rusak: Path, jenis: str, sebutan: str):
    """The picture or the workbook fails: the rest goes out with the words of the recap, and the missing one follows."""
    rusak.write_text(f"{jenis}=galat")
    await dkupp.sampai(langkah=11)
    await setujui(dkupp)

    assert sorted(berkas_grup(dkupp)) == sorted(f"{REKAP}.{j}" for j in {"xlsx", "pdf", "png"} - {jenis})
    assert len(tentang(dkupp.pesan_grup, "✅ Disetujui Kepala Dinas")) == 1
    assert f"dalam bentuk {sebutan} belum selesai" in tentang(dkupp.pesan_grup, "menyusul")[0]
    assert f"terbit tanpa {sebutan}" in admin(dkupp)[0]

    rusak.write_text("")
    await dkupp.maju(menit=1)

    susulan = dkupp.pesan_grup[-1]
    assert (susulan.berkas.nama, susulan.teks) == (
        f"{REKAP}.{jenis}",
        f"📄 Menyusul: rekap Triwulan I 2026 dalam bentuk {sebutan}.",
    )
    sha = hashlib.sha256(susulan.berkas.isi).hexdigest()
    assert sha in await dkupp.baca(_terbit)


async def test_k64_tidak_satu_pun_jadi(dkupp: Cerita, rusak: Path):
    """Nothing can be made: the approval and the figures are told in words, and all three follow, one after the other."""
    rusak.write_text("pdf=mati png=galat xlsx=galat")
    await dkupp.sampai(langkah=11)
    await setujui(dkupp)

    assert berkas_grup(dkupp) == []
    (teks,) = tentang(dkupp.pesan_grup, "✅ Disetujui Kepala Dinas")
    assert "Rekap Pengukuran Kinerja Triwulan I 2026" in teks
    assert "dalam bentuk PDF, gambar dan buku kerja Excel" in tentang(dkupp.pesan_grup, "menyusul")[0]
    (kabar,) = admin(dkupp)
    assert "huruf Noto Sans" in kabar
    assert "proses berhenti (3)" in kabar

    rusak.write_text("png=galat")
    await dkupp.maju(menit=1)
    assert sorted(berkas_grup(dkupp)) == [f"{REKAP}.pdf", f"{REKAP}.xlsx"]
    assert len(admin(dkupp)) == 1
    rusak.write_text("")
    await dkupp.maju(menit=5)
    assert sorted(berkas_grup(dkupp)) == sorted(f"{REKAP}.{j}" for j in ("pdf", "png", "xlsx"))
    assert len(admin(dkupp)) == 2


async def test_k64_koreksi_mengakhiri_percobaan(dkupp: Cerita, rusak: Path):
    """A correction publishes anew: the paper of what counts no more is not made any more."""
    rusak.write_text("pdf=galat")
    await dkupp.sampai(langkah=11)
    await setujui(dkupp)
    await dkupp.admin.tulis("/sop")
    await dkupp.admin.tekan("✏️ Koreksi setelah terbit")
    await dkupp.admin.tekan("☐ Bidang UKM")
    await dkupp.admin.tulis("Angka DKP-14 keliru ketik.")

    rusak.write_text("")
    await dkupp.maju(hari=1)

    assert f"{REKAP}.pdf" not in berkas_grup(dkupp)
    assert await dkupp.baca(_susulan) is None


def _susulan(sesi: Session) -> datetime | None:
    """When the next attempt comes."""
    belum = (Tonggak.jenis == "susulan", col(Tonggak.selesai_pada).is_(None))
    return sesi.exec(select(Tonggak.kapan).where(*belum)).first()


def _terbit(sesi: Session) -> list[str]:
    """SHA-256 of every paper of a published recap."""
    return list(sesi.exec(select(BerkasTerbitan.sha256)))
