"""All documents of a recap, made away from the event loop by a process that can be killed (K64).

The process is kept for a while, since the documents of one decision come in pairs (draft, final), and ended when idle,
since it holds openpyxl, Typst and the fonts in memory. Nothing of these is imported here.
"""

import asyncio
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from bot.berkas.naskah import Naskah

BATAS_DETIK = 10.0  # for each of the three documents
DIAM_DETIK = 60.0  # an idle process is ended
BAGIAN = ("xlsx", "pdf", "png")
AKAR = Path(__file__).parents[2]
MULAI = "import sys; sys.path.insert(0, sys.argv[1]); from bot.berkas.rakit_pekerja import jalan; jalan()"
PEKERJA = (sys.executable, "-c", MULAI, str(AKAR))
PANJANG = struct.Struct(">Q")


class GagalMerakit(Exception):
    """A document could not be made, and nothing in its place. `bagian`: which one; `sebab`: for the log."""

    def __init__(self, bagian: str, sebab: str) -> None:
        self.bagian, self.sebab = bagian, sebab
        super().__init__(f"Berkas rekap ({bagian}) gagal dibuat: {sebab}")


@dataclass(frozen=True)
class Dokumen:
    """The documents of one recap. What failed is None, and `galat` says why."""

    xlsx: bytes | None
    pdf: bytes | None
    png: bytes | None
    galat: str = ""


class Perakit:
    """Makes documents, one recap at a time. Close it with `tutup` when the program ends."""

    def __init__(
        self, *, batas: float = BATAS_DETIK, diam: float = DIAM_DETIK, perintah: Sequence[str] = PEKERJA
    ) -> None:
        """batas: seconds for each document; diam: seconds after which an idle process is ended."""
        self._batas, self._diam, self._perintah = batas, diam, tuple(perintah)
        self._proses: subprocess.Popen[bytes] | None = None
        # Held by threads, not by tasks: a cancelled task leaves its thread behind, which still talks to the process.
        self._giliran = threading.Lock()
        self._alarm: asyncio.TimerHandle | None = None
        self._penutup: asyncio.Task[None] | None = None

    async def rakit(self, naskah: Naskah, bagian: Sequence[str] = BAGIAN) -> Dokumen:
        """Workbook, PDF and picture, or those asked for. Raises `GagalMerakit` when none of them could be made."""
        try:
            return await asyncio.to_thread(self._semua, naskah, bagian)
        finally:
            self._tutup_bila_diam()

    async def satu(self, bagian: str, naskah: object) -> bytes:
        """One paper by its name in `rakit_pekerja.PENULIS`; `naskah` is what its `tulis` takes. Raises `GagalMerakit`."""

        def kerja() -> bytes:
            with self._giliran:
                return self._satu(bagian, pickle.dumps(naskah))

        try:
            return await asyncio.to_thread(kerja)
        finally:
            self._tutup_bila_diam()

    async def siapkan(self) -> None:
        """Start the process before it is needed: the first recap is then as quick as the next."""
        await asyncio.to_thread(self._mulai)
        self._tutup_bila_diam()

    async def tutup(self) -> None:
        """End the process; waits for a recap that is being made."""
        if self._alarm is not None:
            self._alarm.cancel()
        await asyncio.to_thread(self._selesai)

    def _tutup_bila_diam(self) -> None:
        def tutup() -> None:
            self._penutup = asyncio.ensure_future(self.tutup())

        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = asyncio.get_running_loop().call_later(self._diam, tutup)

    def _semua(self, naskah: Naskah, bagian: Sequence[str]) -> Dokumen:
        isi = pickle.dumps(terbawa(naskah))
        hasil: dict[str, bytes] = {}
        galat: list[GagalMerakit] = []
        with self._giliran:
            for satu in bagian:
                try:
                    hasil[satu] = self._satu(satu, isi)
                except GagalMerakit as gagal:
                    galat.append(gagal)
        if galat and not hasil:
            raise GagalMerakit(", ".join(g.bagian for g in galat), "; ".join(g.sebab for g in galat))
        return Dokumen(hasil.get("xlsx"), hasil.get("pdf"), hasil.get("png"), "; ".join(map(str, galat)))

    def _mulai(self) -> None:
        with self._giliran:
            self._hidup()

    def _selesai(self) -> None:
        with self._giliran:
            self._akhiri()

    def _satu(self, bagian: str, isi: bytes) -> bytes:
        """One document. A process that crashes or exceeds its limit is gone afterwards; the next call starts another."""
        try:
            proses = self._hidup()
        except OSError as galat:
            raise GagalMerakit(bagian, f"proses tidak dapat dijalankan ({galat})") from galat
        lewat = threading.Event()

        def habis() -> None:
            lewat.set()
            proses.kill()

        alarm = threading.Timer(self._batas, habis)
        alarm.start()
        try:
            kirim(proses.stdin, bagian.encode())
            kirim(proses.stdin, isi)
            berhasil, jawaban = terima(proses.stdout) == b"ada", terima(proses.stdout)
        except (OSError, EOFError):
            self._akhiri()
            sebab = f"lebih dari {self._batas:g} detik" if lewat.is_set() else f"proses berhenti ({proses.returncode})"
            raise GagalMerakit(bagian, sebab) from None
        finally:
            alarm.cancel()
        if not berhasil:
            raise GagalMerakit(bagian, jawaban.decode(errors="replace"))
        return jawaban

    def _hidup(self) -> subprocess.Popen[bytes]:
        if self._proses is None or self._proses.poll() is not None:
            self._akhiri()
            self._proses = subprocess.Popen(self._perintah, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._proses

    def _akhiri(self) -> None:
        proses, self._proses = self._proses, None
        if proses is None:
            return
        proses.kill()
        proses.wait()
        for pipa in (proses.stdin, proses.stdout):
            if pipa is not None:
                with suppress(OSError):  # an order that was not read any more
                    pipa.close()


async def rakit(naskah: Naskah) -> Dokumen:
    """The documents of one recap by a process of its own, for callers that make just one. Raises `GagalMerakit`."""
    perakit = Perakit()
    try:
        return await perakit.rakit(naskah)
    finally:
        await perakit.tutup()


def terbawa(naskah: Naskah) -> Naskah:
    """The same in a form that travels to another process."""
    return replace(naskah, rekap=replace(naskah.rekap, aturan=dict(naskah.rekap.aturan)))


def kirim(pipa: IO[bytes] | None, isi: bytes) -> None:
    """One message: its length, then itself. Raises OSError when the other side is gone."""
    assert pipa is not None
    pipa.write(PANJANG.pack(len(isi)))
    pipa.write(isi)
    pipa.flush()


def terima(pipa: IO[bytes] | None) -> bytes:
    """The next message. Raises EOFError when the other side has ended."""
    assert pipa is not None
    kepala = pipa.read(PANJANG.size)
    if len(kepala) < PANJANG.size:
        raise EOFError
    (panjang,) = PANJANG.unpack(kepala)
    isi = pipa.read(panjang)
    if len(isi) < panjang:
        raise EOFError
    return isi
