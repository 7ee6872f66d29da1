"""The office's seal in a quarter: on the PDF that the group gets, in the archive, and never in the way of a recap."""

import asyncio
import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.berkas.segel import Segel
from tests.berkas.segel_sah import Sah, sah
from tests.berkas.segel_uji import PEMILIK, kantor, segel
from tests.cerita.cerita import Cerita

SANDI_SALAH = "sandi yang keliru"


async def bersegel(cerita: Cerita, satu: Segel, langkah: int = 11) -> Cerita:
    """The bot has started with this seal, and it is the turn of whoever approves."""
    await cerita.sampai(langkah)
    cerita.panggung.segel = satu
    await cerita.nyalakan_ulang()
    return cerita


def pdf_grup(cerita: Cerita) -> bytes:
    return next(p for p in reversed(cerita.pesan_grup) if p.berkas and p.berkas.nama.endswith(".pdf")).berkas.isi


async def segel_di(isi: bytes, cerita: Cerita) -> list[Sah]:
    return await asyncio.to_thread(sah, isi, kantor(), cerita.panggung.jam.sekarang())


def tentang_segel(cerita: Cerita) -> list[str]:
    return [p.teks for p in cerita.admin.semua_pesan if "segel" in p.teks.casefold()]


async def test_rekap_terbit_bersegel(dkupp: Cerita, tmp_path: Path):
    """The posted PDF bears the seal of that moment and is genuine; changed it is not, signed on top it is said so."""
    await bersegel(dkupp, segel(tmp_path))

    await dkupp.kepala.tekan("✅ Setuju")
    await dkupp.maju(menit=1)

    terbit = pdf_grup(dkupp)
    (satu,) = await segel_di(terbit, dkupp)
    assert (satu.utuh, satu.seluruh) == (True, True)
    assert abs(satu.saat - dkupp.panggung.jam.sekarang()).total_seconds() <= 120
    teks = "".join(h.extract_text() for h in PdfReader(io.BytesIO(terbit)).pages)
    assert f"Disegel dengan sertifikat {PEMILIK}" in " ".join(teks.split())
    assert tentang_segel(dkupp) == []
    ukm = dkupp.bidang["ukm"]
    for isi, kata in (
        (terbit, "ASLI dan masih berlaku"),
        (terbit[:-1] + b"?", "BERUBAH"),
        (terbit[: terbit.index(b"%%EOF") + 6], "BERUBAH"),  # the seal taken off again
        (terbit + b"\n%%EOF /Sig", "secara utuh"),
    ):
        await ukm.kirim_berkas(isi, "rekap.pdf")
        assert kata in ukm.pesan_terakhir


async def test_rekap_lagi_dan_arsip_memuat_yang_bersegel(dkupp: Cerita, tmp_path: Path):
    """Asked for again, in the archive and in the folder for people lie the same sealed bytes; drafts bear no seal."""
    await bersegel(dkupp, segel(tmp_path))
    draf = next(p for p in dkupp.kepala.berkas_diterima if p.berkas.nama.startswith("draf-"))
    assert await segel_di(draf.berkas.isi, dkupp) == []
    await dkupp.kepala.tekan("✅ Setuju")
    await dkupp.maju(menit=1)
    terbit = pdf_grup(dkupp)

    await dkupp.kepala.tulis("/rekap")
    while dkupp.langkah != 13:
        await dkupp.tim.tekan("✅ Selesai")
    await dkupp.maju(menit=2)

    lagi = next(p for p in reversed(dkupp.kepala.berkas_diterima) if p.berkas.nama.endswith(".pdf"))
    arsip = next(p for p in reversed(dkupp.tim.berkas_diterima) if p.berkas.nama.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(arsip.berkas.isi)) as isi:
        assert isi.read("01-rekap/rekap-dkupp-2026-TW1.pdf") == terbit
    assert lagi.berkas.isi == terbit
    assert (dkupp.folder / "arsip/dkupp/2026/TW1/rekap-dkupp-2026-TW1.pdf").read_bytes() == terbit


async def test_segel_yang_salah_disebut_saat_mulai_dan_saat_terbit(
    dkupp: Cerita, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    """A wrong password is told at the start, once; the recap goes out all the same and it is told that it is unsealed."""
    salah = replace(segel(tmp_path), sandi=SANDI_SALAH)
    await bersegel(dkupp, salah)
    await dkupp.nyalakan_ulang()
    (mulai,) = tentang_segel(dkupp)
    assert "Segel kantor belum dapat dipakai" in mulai
    assert "Periksa SEGEL_SANDI" in mulai

    await dkupp.kepala.tekan("✅ Setuju")
    await dkupp.maju(menit=1)
    await dkupp.nyalakan_ulang()

    assert await segel_di(pdf_grup(dkupp), dkupp) == []
    (_, terbit) = tentang_segel(dkupp)
    assert "Rekap Triwulan I 2026 terbit tanpa segel kantor" in terbit
    assert "Periksa SEGEL_SANDI" in terbit
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(pdf_grup(dkupp), "rekap.pdf")
    assert "ASLI dan masih berlaku" in ukm.pesan_terakhir
    assert any("Periksa SEGEL_SANDI" in r.getMessage() for r in caplog.records)
    assert SANDI_SALAH not in caplog.text + "".join(tentang_segel(dkupp))


@pytest.mark.parametrize("diganti", [False, True], ids=["dibiarkan", "diganti"])
async def test_sertifikat_berakhir_di_tengah_triwulan(dkupp: Cerita, tmp_path: Path, diganti: bool):
    """Good at the start, over when the recap is approved: it goes out unsealed; renewed in its place, it counts at once."""
    satu = segel(tmp_path, kantor(sampai=datetime(2026, 4, 6, tzinfo=UTC)).p12())
    await bersegel(dkupp, satu)
    await dkupp.maju(hari=5)
    assert tentang_segel(dkupp) == []
    if diganti:
        segel(tmp_path)

    await dkupp.kepala.tekan("✅ Setuju")
    await dkupp.maju(menit=1)

    assert len(await segel_di(pdf_grup(dkupp), dkupp)) == (1 if diganti else 0)
    terbit = tentang_segel(dkupp)
    assert len(terbit) == (0 if diganti else 1)
    assert diganti or f"sertifikat {PEMILIK} sudah berakhir pada 6 April 2026" in terbit[0]


async def test_simulator_tidak_memakai_segel_kantor(dkupp: Cerita, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What is practised with sample offices never bears the seal of the environment."""
    satu = segel(tmp_path)
    monkeypatch.setenv("SEGEL_BERKAS", str(satu.berkas))
    monkeypatch.setenv("SEGEL_SANDI", satu.sandi)

    await dkupp.sampai(langkah=1)

    assert dkupp.panggung.bot.layanan.segel is None
