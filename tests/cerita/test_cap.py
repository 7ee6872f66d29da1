"""The log holds what was sent, attached, approved and published by its SHA-256; what is changed by hand is named (K36)."""

import asyncio
import hashlib
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing

import pytest
from sqlmodel import Session, select

from bot.__main__ import main
from bot.layanan import rantai
from bot.sop.catatan import kejadian_dari
from bot.sop.kejadian import HalDicatat, Kejadian, RealisasiDikirim, RekapDisetujui
from db.berkas import jalur
from db.tabel import Pelaksanaan
from tests.cerita.cerita import Cerita, mainkan_sampai
from tests.cerita.test_koreksi_terbit import sampai_selesai

PDF = b"%PDF-1.4 laporan asli"
Verba = Callable[[Cerita, str], Awaitable[tuple[int, str]]]


@pytest.fixture
def verba(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Verba:
    """A verb on the computer of the bot: its exit code, and what it says beside the log."""

    async def tanya(cerita: Cerita, perintah: str) -> tuple[int, str]:
        monkeypatch.setenv("DATA_DIR", str(cerita.folder))
        capsys.readouterr()
        kode = await asyncio.to_thread(main, perintah.split())
        keluar = capsys.readouterr()
        return kode, keluar.err or keluar.out

    return tanya


def sha(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()


def riwayat(sesi: Session) -> list[Kejadian]:
    baris = sesi.exec(select(Pelaksanaan)).one()
    return [kejadian_dari(k.jenis, k.isi) for k in rantai.kejadian(sesi, baris)]


def ubah(cerita: Cerita, perintah: str, *isi: object) -> None:
    """Somebody with access to the computer changes rows by hand."""
    with closing(sqlite3.connect(cerita.folder / "kinerja.db", timeout=10)) as sambungan, sambungan:
        assert sambungan.execute(perintah, isi).rowcount > 0


async def terbit(dkupp: Cerita) -> bytes:
    """A quarter with one piece of evidence is published and over; returns its PDF."""
    await dkupp.sampai(langkah=6)
    await dkupp.bidang["ukm"].kirim_berkas(PDF, "lhe.pdf", "DKP-11")
    await mainkan_sampai(dkupp.panggung, 1, 13)
    await sampai_selesai(dkupp)
    return next(p.berkas.isi for p in dkupp.pesan_grup if p.berkas and p.berkas.nama.endswith(".pdf"))


async def test_jejak_memuat_sidik_isinya(dkupp: Cerita, verba: Verba):
    """Figures, evidence, approval, code and documents stand in the chain; nothing is reported of a run as it was left."""
    pdf = await terbit(dkupp)
    semua = await dkupp.baca(riwayat)

    assert all(len(k.sidik) == 64 for k in semua if isinstance(k, RealisasiDikirim))
    assert [len(k.sidik) for k in semua if isinstance(k, RekapDisetujui)] == [64]
    cap = {c.apa: c.sidik for k in semua if isinstance(k, HalDicatat) for c in k.cap}
    assert cap["bukti:1"] == sha(PDF)
    assert cap["terbitan:1:pdf"] == sha(pdf)
    assert set(cap) == {"bukti:1", "terbitan:1", *(f"terbitan:1:{j}" for j in ("pdf", "xlsx", "png"))}
    assert "rantai hash utuh." in (await verba(dkupp, "jejak dkupp 2026 1"))[1]
    await dkupp.kepala.tulis("/jejak")
    kisah = dkupp.kepala.berkas_diterima[-1].berkas.isi.decode("utf-8-sig")
    assert "Rantai catatannya utuh" in kisah
    assert f"Bot menerbitkan rekap, kode verifikasi {cap['terbitan:1']}: pdf, png, xlsx" in kisah


async def test_isi_yang_diubah_di_luar_program_disebut(dkupp: Cerita, verba: Verba):
    """Rows changed by SQL, files changed or gone: `jejak` and /jejak name what it is, `verifikasi` believes no such row."""
    pdf = await terbit(dkupp)
    palsu = pdf.replace(b"/Title", b"/Titlf")
    (dkupp.folder / "palsu.pdf").write_bytes(palsu)
    lain = (
        ("UPDATE kiriman SET isi = replace(isi, '178', '999') WHERE bidang = 'ukm'",
         "UPDATE kiriman SET isi = replace(isi, '999', '178') WHERE bidang = 'ukm'",
         "Data Bidang UKM versi 1 lain dari yang dikirim Kepala Bidang UKM (Kartini Wulandari)"),
        (f"UPDATE datadukung SET sha256 = '{sha(pdf)}'", f"UPDATE datadukung SET sha256 = '{sha(PDF)}'",
         "Data dukung DKP-11 (lhe.pdf) lain dari yang dilampirkan"),
        ("UPDATE terbitan SET sidik = 'f' || sidik", "UPDATE terbitan SET sidik = substr(sidik, 2)",
         "Rekap versi 1: KODE lain dari yang terbit"),
        ("UPDATE versirencana SET isi = replace(isi, 'wirausaha baru', 'wirausaha lama')",
         "UPDATE versirencana SET isi = replace(isi, 'wirausaha lama', 'wirausaha baru')",
         "lain dari yang disetujui Kepala Dinas (Rina Oktavia)"),
        ("UPDATE kiriman SET status = 'draf' WHERE bidang = 'ukm'",
         "UPDATE kiriman SET status = 'dikirim' WHERE bidang = 'ukm'", "lain dari yang disetujui"),
        (f"UPDATE berkasterbitan SET sha256 = '{sha(palsu)}' WHERE jenis = 'pdf'",
         f"UPDATE berkasterbitan SET sha256 = '{sha(pdf)}' WHERE jenis = 'pdf'",
         "Rekap versi 1: PDF lain dari yang terbit"),
    )  # fmt: skip
    for perintah, kembali, kata in lain:
        ubah(dkupp, perintah)
        kode, hasil = await verba(dkupp, "jejak dkupp 2026 1")
        assert kode == 1, perintah
        assert kata in hasil
        if "berkasterbitan" in perintah:
            kode, hasil = await verba(dkupp, f"verifikasi {dkupp.folder / 'palsu.pdf'}")
            assert kode == 1
            assert "mencatat rekap yang lain" in hasil
            await dkupp.kepala.tulis("/jejak")
            assert "PDF lain dari yang terbit" in dkupp.kepala.cari("Kisah Triwulan")
            assert "PDF lain dari yang terbit" in dkupp.kepala.berkas_diterima[-1].berkas.isi.decode("utf-8-sig")
        ubah(dkupp, kembali)
    assert (await verba(dkupp, "jejak dkupp 2026 1"))[0] == 0

    letak = jalur(dkupp.folder / "berkas", sha(PDF))
    letak.chmod(0o600)
    letak.write_bytes(PDF + b"!")
    assert "Isi berkas lhe.pdf di penyimpanan sudah berubah" in (await verba(dkupp, "jejak dkupp 2026 1"))[1]
    letak.unlink()
    assert "Berkas lhe.pdf tidak ada lagi di penyimpanan" in (await verba(dkupp, "jejak dkupp 2026 1"))[1]
