"""On which line of a TOML file a key stands: `tomllib` forgets it, and a mistake without its line is hard to find."""

import re
from collections.abc import Mapping

from bot.sop.temuan import Kunci

_NAMA = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_JALUR = rf"\s*({_NAMA}(?:\s*\.\s*{_NAMA})*)\s*"
_KEPALA_DAFTAR = re.compile(rf"^\s*\[\[{_JALUR}\]\]")
_KEPALA = re.compile(rf"^\s*\[{_JALUR}\]")
_ISIAN = re.compile(rf"^{_JALUR}=")
# The pieces of a value that can hide a bracket or a quote, longest first.
_POTONGAN = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*|[\[\]{}]')


def letak_baris(teks: str) -> dict[Kunci, int]:
    """Line (from 1) of every table header and every key of a TOML text. Keys within inline tables are left out."""
    letak: dict[Kunci, int] = {}
    banyak: dict[Kunci, int] = {}  # how many entries a `[[daftar]]` has so far
    tabel: Kunci = ()
    dalam, kutip = 0, ""
    for nomor, baris in enumerate(teks.split("\n"), 1):
        if dalam or kutip:
            dalam, kutip = _sesudah(baris, dalam, kutip)
        elif ada := _KEPALA_DAFTAR.match(baris):
            induk = _di_dalam_daftar(_pecah(ada[1]), banyak)
            banyak[induk] = banyak.get(induk, 0) + 1
            tabel = (*induk, banyak[induk] - 1)
            letak.setdefault(induk, nomor)
            letak[tabel] = nomor
        elif ada := _KEPALA.match(baris):
            tabel = _di_dalam_daftar(_pecah(ada[1]), banyak)
            letak.setdefault(tabel, nomor)
        elif ada := _ISIAN.match(baris):
            kunci = (*tabel, *_pecah(ada[1]))
            for panjang in range(len(tabel) + 1, len(kunci) + 1):
                letak.setdefault(kunci[:panjang], nomor)
            dalam, kutip = _sesudah(baris[ada.end() :], 0, "")
    return letak


def baris_dari(letak: Mapping[Kunci, int], kunci: Kunci) -> int | None:
    """The line of a key or, where it is missing, of the nearest thing around it."""
    for panjang in range(len(kunci), 0, -1):
        if kunci[:panjang] in letak:
            return letak[kunci[:panjang]]
    return None


def _pecah(jalur: str) -> tuple[str, ...]:
    return tuple(nama.strip("\"'") for nama in re.findall(_NAMA, jalur))


def _di_dalam_daftar(jalur: tuple[str, ...], banyak: Mapping[Kunci, int]) -> Kunci:
    """`[langkah.x]` belongs to the last `[[langkah]]` before it."""
    hasil: Kunci = ()
    for nama in jalur[:-1]:
        hasil = (*hasil, nama)
        if hasil in banyak:
            hasil = (*hasil, banyak[hasil] - 1)
    return (*hasil, jalur[-1])


def _sesudah(baris: str, dalam: int, kutip: str) -> tuple[int, str]:
    """Bracket depth and open triple quote after this piece of a line."""
    posisi = 0
    while posisi < len(baris):
        if kutip:
            tutup = baris.find(kutip, posisi)
            if tutup < 0:
                break
            posisi, kutip = tutup + 3, ""
            continue
        ada = _POTONGAN.search(baris, posisi)
        if ada is None:
            break
        posisi = ada.end()
        if ada[0] in ('"""', "'''"):
            kutip = ada[0]
        elif ada[0] in "[{":
            dalam += 1
        elif ada[0] in "]}":
            dalam -= 1
    return dalam, kutip
