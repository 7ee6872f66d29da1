"""The service boundary beside the same work by hand: plain sqlite3, the same rows read and written, one commit each.

The hand-written version is told beforehand which rows an action writes: a first, untimed pass of the service finds out.
"""

import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from sqlmodel import Session

from bot.aplikasi import dahulukan_loop
from bot.layanan import rapat_mendatang
from bot.layanan.dasar import Asal, Layanan
from db.setelan import PRAGMA
from db.tabel import KotakMasuk
from tests.bench.hasil import Ukuran
from tests.bench.kantor import MULAI, Tekan, buka, pasang_kantor, perintahkan, tekan_selesai

KANTOR = 120
SEKALI = 20  # actions of one side before the other has its turn
TABEL = ("pelaksanaan", "kejadian", "penugasan", "tonggak", "kotakkeluar", "kotakmasuk", "berkas", "lampiran")
UPDATE = """{"update_id": %d, "callback_query": {"id": "4000000000000000001", "chat_instance": "39622015",
"from": {"id": %d, "is_bot": false, "first_name": "Orang"}, "data": "%s",
"message": {"message_id": 2, "date": 1775005200, "chat": {"id": %d, "type": "private"}, "text": "%s"}}}"""

Baris = tuple[Any, ...]
Isi = dict[str, dict[Any, Baris]]


@dataclass(frozen=True)
class Tulisan:
    """What one action writes: statements with the values of every row."""

    perintah: tuple[tuple[str, list[Baris]], ...]

    @property
    def baris(self) -> int:
        return sum(len(nilai) for _, nilai in self.perintah)


async def ukur(folder: Path) -> list[Ukuran]:
    dasar = folder / "dasar"
    layanan = buka(dasar)
    pasang_kantor(layanan.pangkalan, KANTOR)
    await perintahkan(layanan, KANTOR)
    tekan = layanan.pangkalan.baca_sinkron(tekan_selesai)
    layanan.pangkalan.tulis_sinkron(lambda sesi: _siapkan(sesi, tekan))
    layanan.pangkalan.tutup()
    tulisan = await _contoh(_salin(dasar, folder / "contoh"), tekan)
    detik, tangan, catatan = await _adu(
        _salin(dasar, folder / "layanan"), _salin(dasar, folder / "tangan"), tekan, tulisan
    )
    baris = sum(t.baris for t in tulisan) / len(tulisan)
    return [
        Ukuran("durable actions at the service boundary", 1 / detik, "/s"),
        Ukuran(f"the same by hand in sqlite3 ({baris:.0f} rows each)", 1 / tangan, "/s"),
        Ukuran("  service slower than by hand by", detik / tangan, "×", 6),
        Ukuran("  commits (and fsyncs) per action", catatan / len(tekan), "", 1),
    ]


def _siapkan(sesi: Session, tekan: Sequence[Tekan]) -> None:
    """The presses lie in the inbox, and everything written so far has been sent."""
    for nomor, satu in enumerate(tekan, start=1):
        isi = UPDATE % (nomor, satu.telegram, satu.tombol, satu.telegram, "Disposisi " * 60)
        sesi.add(KotakMasuk(update_id=nomor, chat_id=satu.telegram, isi=isi, diterima_pada=MULAI))
    sesi.flush()
    sesi.connection().exec_driver_sql("UPDATE kotakkeluar SET status = 'terkirim', message_id = id")


def _salin(asal: Path, tujuan: Path) -> Path:
    return Path(shutil.copytree(asal, tujuan))


async def _contoh(folder: Path, tekan: Sequence[Tekan]) -> list[Tulisan]:
    """Let the service act once and look what has changed."""
    layanan = buka(folder)
    hasil = []
    with closing(_sambung(folder)) as sambungan:
        sebelum = _potret(sambungan)
        for nomor, satu in enumerate(tekan, start=1):
            await _layani(layanan, nomor, satu)
            sesudah = _potret(sambungan)
            hasil.append(_beda(sambungan, sebelum, sesudah))
            sebelum = sesudah
    layanan.pangkalan.tutup()
    return hasil


def _potret(sambungan: sqlite3.Connection) -> Isi:
    return {t: {baris[0]: baris for baris in sambungan.execute(f"SELECT * FROM {t}")} for t in TABEL}


def _beda(sambungan: sqlite3.Connection, lama: Isi, baru: Isi) -> Tulisan:
    perintah: list[tuple[str, list[Baris]]] = []
    for tabel, isi in baru.items():
        kolom = [baris[1] for baris in sambungan.execute(f"PRAGMA table_info({tabel})")]
        tambah = [baris for kunci, baris in isi.items() if kunci not in lama[tabel]]
        ubah = [(lama[tabel][k], baris) for k, baris in isi.items() if k in lama[tabel] and lama[tabel][k] != baris]
        if tambah:
            perintah.append((f"INSERT INTO {tabel} VALUES ({', '.join('?' * len(kolom))})", tambah))
        for dulu, kini in ubah:
            beda = [n for n in range(len(kolom)) if dulu[n] != kini[n]]
            tetapan = ", ".join(f"{kolom[n]} = ?" for n in beda)
            perintah.append(
                (f"UPDATE {tabel} SET {tetapan} WHERE {kolom[0]} = ?", [(*(kini[n] for n in beda), kini[0])])
            )
    return Tulisan(tuple(perintah))


async def _adu(
    layanan_: Path, tangan_: Path, tekan: Sequence[Tekan], tulisan: Sequence[Tulisan]
) -> tuple[float, float, int]:
    """Median seconds of an action by the service and by hand, a few in turn; and how often the service committed."""
    layanan = buka(layanan_)
    dahulukan_loop()  # as the program does when it has started
    detik: list[float] = []
    tangan: list[float] = []
    with _hitung_catatan(layanan) as catatan, closing(_sambung(tangan_)) as sambungan:
        for awal in range(0, len(tekan), SEKALI):
            nomor = range(awal, min(awal + SEKALI, len(tekan)))
            for n in nomor:
                mulai = time.perf_counter()
                await _layani(layanan, n + 1, tekan[n])
                detik.append(time.perf_counter() - mulai)
            for n in nomor:
                mulai = time.perf_counter()
                _dengan_tangan(sambungan, tekan[n], tulisan[n])
                tangan.append(time.perf_counter() - mulai)
    layanan.pangkalan.tutup()
    return median(detik), median(tangan), len(catatan)


async def _layani(layanan: Layanan, update_id: int, tekan: Tekan) -> None:
    await rapat_mendatang.selesaikan(layanan, Asal(update_id, tekan.telegram), tekan.tombol)


@contextmanager
def _hitung_catatan(layanan: Layanan) -> Iterator[list[str]]:
    """Collects what the service's connection commits; with synchronous=FULL each is one fsync of the log."""
    catatan: list[str] = []

    def pasang(sesi: Session) -> None:
        dbapi = sesi.connection().connection.dbapi_connection
        assert isinstance(dbapi, sqlite3.Connection)
        dbapi.set_trace_callback(lambda perintah: catatan.append(perintah) if perintah == "COMMIT" else None)

    layanan.pangkalan.baca_sinkron(pasang)
    yield catatan


def _sambung(folder: Path) -> sqlite3.Connection:
    sambungan = sqlite3.connect(folder / "kinerja.db", isolation_level=None)
    for perintah in PRAGMA:
        sambungan.execute(f"PRAGMA {perintah}")
    return sambungan


def _dengan_tangan(c: sqlite3.Connection, tekan: Tekan, tulisan: Tulisan) -> None:
    """What a careful programmer would write without any library: look, then write, then commit."""
    c.execute("BEGIN IMMEDIATE")
    tugas = c.execute("SELECT * FROM penugasan WHERE id = ?", (tekan.tombol.nomor,)).fetchone()
    jalan = c.execute("SELECT * FROM pelaksanaan WHERE id = ?", (tugas[1],)).fetchone()
    instansi = c.execute("SELECT * FROM instansi WHERE id = ?", (jalan[1],)).fetchone()
    c.execute("SELECT * FROM versisop WHERE id = ?", (jalan[5],)).fetchone()
    c.execute("SELECT * FROM harikhusus WHERE instansi_id = ?", (instansi[0],)).fetchall()
    c.execute("SELECT * FROM bidang WHERE instansi_id = ? ORDER BY urutan", (instansi[0],)).fetchall()
    pemegang = c.execute(
        "SELECT h.peran, h.bidang, p.* FROM pemegangperan h JOIN personel p ON p.id = h.personel_id"
        " WHERE p.instansi_id = ? AND p.aktif ORDER BY p.id",
        (instansi[0],),
    ).fetchall()
    assert any(baris[4] == tekan.telegram for baris in pemegang)
    c.execute("SELECT * FROM pejabatsementara WHERE status = 'berlaku'").fetchall()
    c.execute("SELECT * FROM pengalihan WHERE status = 'diterima'").fetchall()
    for depan in (f"tarik:{jalan[0]}", f"edaran:{jalan[0]}:{tugas[2]}:{tugas[3]}"):
        c.execute("SELECT * FROM kotakkeluar WHERE kunci >= ? AND kunci < ?", (f"{depan}:", f"{depan};")).fetchall()
    c.execute("SELECT * FROM penugasan WHERE pelaksanaan_id = ? AND selesai_pada IS NULL", (jalan[0],)).fetchall()
    c.execute("SELECT * FROM kotakkeluar WHERE penugasan_id = ?", (tugas[0],)).fetchall()
    c.execute("SELECT * FROM lampiran WHERE pelaksanaan_id = ? AND langkah = ?", (jalan[0], tugas[2])).fetchall()
    for perintah, nilai in tulisan.perintah:
        c.executemany(perintah, nilai)
    c.execute("COMMIT")
