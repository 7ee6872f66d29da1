"""The archive of one run: a ZIP whose members are listed with their SHA-256. Written as a stream, member by member."""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.berkas.tulisan import bersih

POTONGAN = 1 << 20  # bytes read at a time
PANJANG_NAMA = 80  # characters of one file name: some systems refuse more than 255 bytes
AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r", "\n")
KEPALA_MANIFES = ("berkas", "ukuran", "sha256", "keterangan")
_ANGKA = re.compile(r"-?[0-9]+(,[0-9]+)?")
_TAK_BOLEH = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_NAMA_WINDOWS = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


@dataclass(frozen=True)
class Anggota:
    """One member: its path in the archive, where it comes from, what it is."""

    nama: str
    isi: bytes | Path
    keterangan: str = ""


def tulis_arsip(tujuan: Path, anggota: Iterable[Anggota], kepala: dict[str, str], saat: datetime) -> None:
    """Write the ZIP to `tujuan`. `kepala`: what the manifest says about the whole; `saat`: time of every member."""
    terpakai: set[str] = set()
    manifes: list[dict[str, str | int]] = []
    with zipfile.ZipFile(tujuan, "w", zipfile.ZIP_DEFLATED) as zip_:
        for satu in anggota:
            nama = _tak_kembar(satu.nama, terpakai)
            ukuran, sha = _tulis(zip_, nama, _potongan(satu.isi), saat)
            manifes.append({"berkas": nama, "ukuran": ukuran, "sha256": sha, "keterangan": satu.keterangan})
        baris = [[str(m[k]) for k in KEPALA_MANIFES] for m in manifes]
        _tulis(zip_, "manifest.csv", iter([tulis_csv(KEPALA_MANIFES, baris)]), saat)
        isi = json.dumps({**kepala, "anggota": manifes}, ensure_ascii=False, indent=1)
        _tulis(zip_, "manifest.json", iter([isi.encode()]), saat)


def tulis_csv(kepala: Sequence[str], baris: Iterable[Sequence[str]]) -> bytes:
    """A table that Indonesian Excel opens by itself: `;`, byte-order mark. No cell begins a formula (K61)."""
    keluaran = io.StringIO()
    penulis = csv.writer(keluaran, delimiter=";", lineterminator="\r\n")
    penulis.writerow(kepala)
    penulis.writerows([aman_csv(sel) for sel in satu] for satu in baris)
    return keluaran.getvalue().encode("utf-8-sig")


def aman_csv(teks: str) -> str:
    """Text that a spreadsheet shows and never computes: a beginning that it would compute gets an apostrophe (K61)."""
    isi = bersih(teks)
    berbahaya = teks.lstrip(" ").startswith(AWAL_RUMUS) and not _ANGKA.fullmatch(isi)
    return f"'{isi}" if berbahaya else isi


def nama_aman(teks: str) -> str:
    """A file name that every system takes: no path, no control characters, not too long; the ending stays."""
    nama = _TAK_BOLEH.sub("-", bersih(teks)).strip(" .") or "berkas"
    if _NAMA_WINDOWS.match(nama):
        nama = f"_{nama}"
    inti, titik, akhir = nama.rpartition(".")
    if not titik or len(akhir) > 8:
        return nama[:PANJANG_NAMA]
    return f"{inti[: PANJANG_NAMA - len(akhir) - 1]}.{akhir}"


def _tak_kembar(nama: str, terpakai: set[str]) -> str:
    """The name, numbered when another member has it; capital letters make no difference."""
    inti, titik, akhir = nama.rpartition(".")
    calon, ke = nama, 1
    while calon.casefold() in terpakai:
        ke += 1
        calon = f"{inti}-{ke}.{akhir}" if titik else f"{nama}-{ke}"
    terpakai.add(calon.casefold())
    return calon


def _potongan(isi: bytes | Path) -> Iterator[bytes]:
    if isinstance(isi, bytes):
        yield isi
        return
    with isi.open("rb") as berkas:
        while potong := berkas.read(POTONGAN):
            yield potong


def _tulis(zip_: zipfile.ZipFile, nama: str, isi: Iterator[bytes], saat: datetime) -> tuple[int, str]:
    info = zipfile.ZipInfo(nama, saat.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    ukuran, sidik = 0, hashlib.sha256()
    with zip_.open(info, "w", force_zip64=True) as keluar:
        for potong in isi:
            keluar.write(potong)
            sidik.update(potong)
            ukuran += len(potong)
    return ukuran, sidik.hexdigest()
