"""An uploaded workbook as plain cells. The file is hostile until proven otherwise, so a child process reads it.

The child is started for each upload (about 40 ms), gets the bytes on stdin, and is killed at its time limit; the event
loop only ever sees small pieces of its answer. Nothing of the file itself is passed on, only what was read.
"""

import asyncio
import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal
from weakref import WeakKeyDictionary

import bot
from bot.berkas.batas import BATAS, BatasUnggah, BerkasDitolak
from bot.berkas.kenali import SARAN_FORMULIR, kenali
from bot.berkas.sel_excel import alamat

LEMBAR_IDENTITAS = "_identitas"
BARIS_SEKALI = 100  # rows built before the event loop gets a turn

Jenis = Literal["angka", "teks", "tanggal", "rumus", "galat", "logika"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SelMentah:
    """One filled cell. ``nilai``: number, text, ISO date (`tanggal`), ``"=…"`` (a formula without stored value),
    ``"#DIV/0!"`` (`galat`) or bool. ``format`` is the number format, e.g. ``0.00%``."""

    alamat: str
    jenis: Jenis
    nilai: str | int | float | bool
    format: str


@dataclass(frozen=True, slots=True)
class BarisMentah:
    """One row that holds something; ``sel`` by column number from 1."""

    nomor: int
    sel: Mapping[int, SelMentah]


@dataclass(frozen=True)
class LembarMentah:
    """One sheet in the order of the workbook. Hidden rows are in it like all others.

    ``gabungan``: merged ranges such as ``"F7:F8"``; ``di_luar``: the first filled cell outside the limits, or "".
    """

    nama: str
    tersembunyi: bool
    baris: tuple[BarisMentah, ...]
    gabungan: tuple[str, ...] = ()
    di_luar: str = ""


@dataclass(frozen=True)
class BerkasMentah:
    """All sheets but the identity sheet; ``identitas`` is that one as key -> text, None when there is none.

    ``diabaikan`` names what was in the file and is never read or passed on ("makro", "objek tertanam"): tell the sender.
    """

    lembar: tuple[LembarMentah, ...]
    identitas: Mapping[str, str] | None
    diabaikan: tuple[str, ...]


async def baca(data: bytes, nama: str, batas: BatasUnggah = BATAS) -> BerkasMentah:
    """Read an upload. ``nama`` is only for the log. Raises `BerkasDitolak` with the true reason and a remedy."""
    try:
        kenali(data, batas)
        async with _antrean(batas.serentak):
            keluaran = await _jalankan_anak(data, batas)
        return await _susun(keluaran)
    except BerkasDitolak as e:
        log.info("unggahan %.80r (%d byte) ditolak: %s", nama, len(data), e.alasan)
        raise


_ANTREAN: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def _antrean(serentak: int) -> asyncio.Semaphore:
    """Children at once, counted per event loop; further uploads wait here."""
    return _ANTREAN.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(serentak))


def perintah_anak(batas: BatasUnggah) -> list[str]:
    """-S and -P: no site packages and not the working directory, so the start is quick and nothing else is imported."""
    return [sys.executable, "-S", "-P", "-m", "bot.berkas.anak", json.dumps(asdict(batas))]


def lingkungan_anak() -> dict[str, str]:
    """Only what Python needs to start: no token, no database address."""
    perlu = {n: os.environ[n] for n in ("SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH") if n in os.environ}
    akar = str(Path(next(iter(bot.__path__))).parent)
    return {**perlu, "PYTHONPATH": akar, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


async def _jalankan_anak(data: bytes, batas: BatasUnggah) -> bytes:
    anak = await asyncio.create_subprocess_exec(
        *perintah_anak(batas),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=lingkungan_anak(),
    )
    try:
        async with asyncio.timeout(batas.detik):
            keluaran, _ = await anak.communicate(data)
    except TimeoutError:
        raise BerkasDitolak(f"Berkas ini tidak selesai dibaca dalam {batas.detik:g} detik.", SARAN_FORMULIR) from None
    finally:
        if anak.returncode is None:
            anak.kill()
            await anak.wait()
    if anak.returncode != 0:
        log.warning("pembaca berkas berhenti dengan kode %s", anak.returncode)
        raise BerkasDitolak("Isi berkas ini terlalu berat untuk dibaca.", SARAN_FORMULIR)
    return keluaran


async def _susun(keluaran: bytes) -> BerkasMentah:
    """Build the answer in small pieces, so that a large form never holds up the event loop."""
    baris = iter(keluaran.splitlines())
    kepala: dict[str, Any] = json.loads(next(baris))
    if "tolak" in kepala:
        if "rinci" in kepala:
            log.info("isi unggahan tidak terbaca: %.200r", kepala["rinci"])
        raise BerkasDitolak(*kepala["tolak"])
    bentuk = {int(gaya): str(kode) for gaya, kode in kepala["bentuk"].items()}
    isi: list[list[BarisMentah]] = [[] for _ in kepala["lembar"]]
    for nomor, teks in enumerate(baris, 1):
        lembar, urutan, sel = json.loads(teks)
        isi[lembar].append(BarisMentah(urutan, dict(_sel_baris(urutan, sel, bentuk))))
        if nomor % BARIS_SEKALI == 0:
            await asyncio.sleep(0)
    semua = [
        LembarMentah(nama, bool(tersembunyi), tuple(b), tuple(gabungan), di_luar)
        for (nama, tersembunyi, gabungan, di_luar), b in zip(kepala["lembar"], isi, strict=True)
    ]
    return BerkasMentah(
        lembar=tuple(x for x in semua if x.nama != LEMBAR_IDENTITAS),
        identitas=next((_identitas(x.baris) for x in semua if x.nama == LEMBAR_IDENTITAS), None),
        diabaikan=tuple(kepala["diabaikan"]),
    )


def _sel_baris(urutan: int, sel: Sequence[Any], bentuk: Mapping[int, str]) -> Iterator[tuple[int, SelMentah]]:
    for kolom, jenis, nilai, gaya in sel:
        yield kolom, SelMentah(alamat(urutan, kolom), jenis, nilai, bentuk.get(gaya, "General"))


def _identitas(baris: Sequence[BarisMentah]) -> dict[str, str]:
    return {str(b.sel[1].nilai): str(b.sel[2].nilai) for b in baris if 1 in b.sel and 2 in b.sel}
