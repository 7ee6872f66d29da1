"""Files: an upload read while the event loop has other things to do, and the recap documents."""

import asyncio
import gc
import io
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import psutil
from openpyxl import load_workbook
from sqlmodel import Session, select

from bot.aplikasi import dahulukan_loop
from bot.berkas.formulir import tulis_formulir
from bot.berkas.naskah import Naskah
from bot.berkas.rakit import Perakit
from bot.kinerja.data import realisasi_ke_json
from bot.kinerja.model import Bacaan, Indikator, Keterbacaan, Realisasi
from bot.layanan import formulir_keluar, muat, unggahan
from bot.layanan.angka import indikator
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.dokumen import naskah
from db.tabel import Kiriman, Pelaksanaan
from tests.bench.hasil import Ukuran
from tests.bench.hidup import memori
from tests.bench.kantor import MULAI, buka, contoh, pasang_kantor, perintahkan, telegram_kepala

BARIS_FORMULIR = (50, 500)
INDIKATOR_REKAP = (24, 500)
ULANG = 5
DIAM_SINGKAT = 1.0  # seconds after which the process of the recap ends here; the bot waits longer
KETUK = 0.001  # seconds between two looks at the event loop


async def ukur(folder: Path) -> list[Ukuran]:
    hasil = []
    for baris in BARIS_FORMULIR:
        hasil += await _formulir(folder / f"formulir{baris}", baris)
    for banyak in INDIKATOR_REKAP:
        hasil += await _rekap(folder / f"rekap{banyak}", banyak)
    return hasil


async def _formulir(folder: Path, baris: int) -> list[Ukuran]:
    """The whole upload: read, checked, stored as a draft, its summary written."""
    layanan = await _kantor(folder, baris, satu_bidang=True)
    pengirim, data = layanan.pangkalan.baca_sinkron(_formulir_terisi)
    asal = Asal(None, pengirim)
    dahulukan_loop()  # as the program does when it has started
    await unggahan.terima(layanan, asal, data, "formulir.xlsx")  # the first one fills caches
    lama: list[float] = []
    jeda: list[float] = []
    for ke in range(ULANG):
        async with _dijaga(jeda):
            mulai = time.perf_counter()
            tolak = await unggahan.terima(layanan, asal, data, f"formulir-{ke}.xlsx")
            lama.append(time.perf_counter() - mulai)
        assert tolak is None
    tenang: list[float] = []
    async with _dijaga(tenang):
        await asyncio.sleep(sum(lama))
    layanan.pangkalan.tutup()
    return [
        Ukuran(f"form of {baris} rows: read, checked, summary written", sorted(lama)[ULANG // 2] * 1000, "ms"),
        Ukuran("  worst delay of the event loop meanwhile", max(jeda) * 1000, "ms", 20 if baris == 500 else None),
        Ukuran("  the same while nothing is read (what the computer does)", max(tenang) * 1000, "ms"),
    ]


@asynccontextmanager
async def _dijaga(jeda: list[float]) -> AsyncIterator[None]:
    """Notes by how much the event loop comes too late."""

    async def ketuk() -> None:
        while True:
            mulai = time.perf_counter()
            await asyncio.sleep(KETUK)
            jeda.append(time.perf_counter() - mulai - KETUK)

    tugas = asyncio.create_task(ketuk())
    yield
    tugas.cancel()


async def _rekap(folder: Path, banyak: int) -> list[Ukuran]:
    layanan = await _kantor(folder, banyak)
    layanan.pangkalan.tulis_sinkron(_isi_semua)
    isi = layanan.pangkalan.baca_sinkron(lambda sesi: _naskah(sesi, MULAI))
    perakit = Perakit()
    lama = []
    for _ in range(ULANG + 1):
        mulai = time.perf_counter()
        dokumen = await perakit.rakit(isi)
        lama.append(time.perf_counter() - mulai)
        assert not dokumen.galat
    await perakit.tutup()
    layanan.pangkalan.tutup()
    ingatan = await _ingatan(isi) if banyak == INDIKATOR_REKAP[-1] else []
    batas = 0.5 if banyak == 24 else None
    return [
        Ukuran(f"recap of {banyak} indicators: workbook, PDF and picture", sorted(lama[1:])[ULANG // 2], "s", batas),
        Ukuran("  the first one, process started for it", lama[0], "s"),
        *ingatan,
    ]


async def _ingatan(isi: Naskah) -> list[Ukuran]:
    """What a recap leaves in memory when its process has gone, as it does by itself when nothing more comes."""
    perakit = Perakit(diam=DIAM_SINGKAT)
    gc.collect()
    sebelum = memori(os.getpid())
    await perakit.rakit(isi)
    bekerja = memori(os.getpid())
    await asyncio.sleep(DIAM_SINGKAT + 2)
    assert not psutil.Process().children()
    gc.collect()
    return [
        Ukuran("  memory above idle when it has just been made", bekerja - sebelum, "MB"),
        Ukuran("  memory back to idle: left over when its process has ended", memori(os.getpid()) - sebelum, "MB", 20),
    ]


async def _kantor(folder: Path, banyak: int, *, satu_bidang: bool = False) -> Layanan:
    layanan = buka(folder)
    asli = contoh().indikator
    if satu_bidang:
        asli = tuple(replace(i, bidang=asli[0].bidang) for i in asli)
    semua = asli if banyak == len(asli) else [_tiruan(asli[n % len(asli)], n) for n in range(banyak)]
    pasang_kantor(layanan.pangkalan, 1, semua)
    await perintahkan(layanan, 1)
    return layanan


def _tiruan(asli: Indikator, nomor: int) -> Indikator:
    return replace(asli, kode=f"IND-{nomor + 1:03}", nama=f"{asli.nama} ({nomor + 1})")


def _formulir_terisi(sesi: Session) -> tuple[int, bytes]:
    """Who sends it, and the workbook as a person filled it in."""
    for ke in range(9):
        sasaran = formulir_keluar.sasaran(sesi, telegram_kepala(0) + ke)
        if sasaran:
            s = sasaran[0]
            return s.orang.telegram, _isi(tulis_formulir(formulir_keluar.formulir_bidang(sesi, s.jalan, s.bidang)))
    raise LookupError("nobody may send a form")


def _isi(formulir: bytes) -> bytes:
    buku = load_workbook(io.BytesIO(formulir))
    lembar = buku["Realisasi"]
    judul = next(b for b in lembar.iter_rows() if b[0].value == "Kode")
    kolom = {str(s.value): s.column for s in judul if s.value}
    for nomor in range(judul[0].row + 1, lembar.max_row + 1):
        lembar.cell(nomor, kolom["Realisasi"]).value = f"{nomor},5"
        lembar.cell(nomor, kolom["Faktor Pendukung"]).value = "Koordinasi lintas bidang berjalan baik."
        lembar.cell(nomor, kolom["Tindak Lanjut"]).value = "Pemutakhiran data setiap bulan oleh admin bidang."
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _isi_semua(sesi: Session) -> None:
    """Every unit has sent its figures."""
    semua = indikator(sesi, sesi.get_one(Pelaksanaan, 1))
    for bidang in sorted({i.bidang for i in semua}):
        isi = [realisasi_ke_json(_realisasi(i)) for i in semua if i.bidang == bidang]
        sesi.add(
            Kiriman(pelaksanaan_id=1, bidang=bidang, versi=1, status="dikirim", personel_id=1, isi=isi, dibuat=MULAI)
        )


def _realisasi(i: Indikator) -> Realisasi:
    nilai = Bacaan(Keterbacaan.NILAI, Decimal("87.5"), "87,5", "", "F7")
    return Realisasi(i.kode, nilai, faktor_pendukung="Koordinasi berjalan baik.", tindak_lanjut="Pemutakhiran data.")


def _naskah(sesi: Session, waktu: datetime) -> Naskah:
    baris = sesi.exec(select(Pelaksanaan)).one()
    return naskah(sesi, muat.jalan(sesi, baris.id or 0), waktu)
