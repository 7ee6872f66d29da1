"""What every use case stands on: one transaction for one update, the clock, the place of the files."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.berkas.rakit import Perakit
from bot.berkas.segel import Segel
from bot.jam import Jam
from bot.layanan import bukti_tunggu, catatan_jumat, kendala_dasar, pengingat, perpanjangan_dasar
from bot.layanan.catat import Kalah, Perubahan, catat
from bot.layanan.kabar import kabarkan
from bot.layanan.kabar_tarik import kabarkan_tarik, tutup_tawaran
from bot.layanan.kenalan import Kenalan
from bot.layanan.kuota import Kuota
from bot.layanan.muat import Jalan
from bot.layanan.rapat import ikuti
from bot.sop.alur import putuskan
from bot.sop.kejadian import Tarik, Tindakan
from db import berkas
from db.kotak_masuk import tandai_selesai
from db.pangkalan import Pangkalan, karena_bersaing
from db.tabel import Berkas

T = TypeVar("T")

CUKUP = 8  # lost races before we give up and let the update be tried again later


@dataclass(frozen=True)
class Asal:
    """Where an action comes from: the update that carries it (None: the clock), and whose account sent it."""

    update_id: int | None
    telegram: int = 0


@dataclass(frozen=True)
class Layanan:
    """The application service. It is the only place that commits."""

    pangkalan: Pangkalan
    jam: Jam
    folder: Path  # DATA_DIR
    admin: frozenset[int] = field(default_factory=frozenset)
    tautan_bot: str = ""  # https://t.me/<name>
    perakit: Perakit = field(default_factory=Perakit)  # makes documents away from the event loop
    kuota: Kuota = field(default_factory=Kuota)  # how much one person may send
    kenalan: Kenalan = field(default_factory=Kenalan)  # who was at the door a moment ago
    segel: Segel | None = None  # of the approved recap

    async def tulis(self, asal: Asal, kerja: Callable[[Session, datetime], T]) -> T:
        """One transaction: what `kerja` does and the mark that the update is handled, or neither."""

        def transaksi(sesi: Session) -> T:
            waktu = self.jam.sekarang()
            hasil = kerja(sesi, waktu)
            if asal.update_id is not None:
                tandai_selesai(sesi, asal.update_id, waktu)
            return hasil

        for _ in range(CUKUP - 1):
            try:
                return self._tersimpan(await self.pangkalan.tulis(transaksi))
            except Kalah:
                continue
            except DBAPIError as galat:
                if not karena_bersaing(galat):
                    raise
        return self._tersimpan(await self.pangkalan.tulis(transaksi))

    def _tersimpan(self, hasil: T) -> T:
        self.kenalan.lupakan()
        return hasil

    async def baca(self, kerja: Callable[[Session, datetime], T]) -> T:
        """One consistent look."""
        return await self.pangkalan.baca(lambda sesi: kerja(sesi, self.jam.sekarang()))

    @property
    def tempat_berkas(self) -> Path:
        return self.folder / "berkas"

    async def taruh(self, data: bytes, jenis: str) -> "Simpanan":
        """Put a file in its place, off the event loop; the same content is kept once. Its row comes with `daftarkan`."""
        sha = await asyncio.to_thread(berkas.simpan, self.tempat_berkas, data, jenis)
        return Simpanan(sha, len(data), jenis)

    async def ambil(self, sha256: str) -> bytes:
        """The content of a kept file."""
        return await asyncio.to_thread(berkas.jalur(self.tempat_berkas, sha256).read_bytes)


@dataclass(frozen=True)
class Simpanan:
    """A file that lies in its place, perhaps not yet in the database."""

    sha256: str
    ukuran: int
    jenis: str  # media type

    def daftarkan(self, sesi: Session, waktu: datetime) -> str:
        """Make it known, in the transaction that refers to it. Returns its SHA-256."""
        if sesi.get(Berkas, self.sha256) is None:
            sesi.add(Berkas(sha256=self.sha256, ukuran=self.ukuran, jenis=self.jenis, dibuat=waktu))
            sesi.flush()
        return self.sha256


def laksanakan(sesi: Session, j: Jalan, tindakan: Tindakan, waktu: datetime) -> tuple[Jalan, list[Perubahan]]:
    """Decide, write, tell: the same three beats for everybody's act. Raises a `Ditolak`."""
    kejadian = putuskan(j.sop, j.keadaan, tindakan, waktu, lambda standar, mulai: j.kalender.tambah(mulai, standar))
    if not kejadian:
        return j, []
    sesudah, perubahan = catat(sesi, j, kejadian, waktu)
    if sesudah.keadaan.terakhir != j.keadaan.terakhir:
        tutup_tawaran(sesi, j, waktu, isinstance(tindakan, Tarik))
    sesudah = sesudah.selaras()
    kabarkan(sesi, sesudah, perubahan, waktu)
    kabarkan_tarik(sesi, sesudah, perubahan, waktu)
    ikuti(sesi, sesudah, perubahan, waktu)
    kendala_dasar.ikuti(sesi, sesudah, perubahan, waktu)
    perpanjangan_dasar.ikuti(sesi, sesudah, perubahan, waktu)
    bukti_tunggu.ikuti(sesi, sesudah, perubahan, waktu)
    pengingat.ikuti(sesi, perubahan, waktu)
    catatan_jumat.ikuti(sesi, perubahan, waktu)
    return sesudah, perubahan
