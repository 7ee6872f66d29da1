"""Codes proposed from names: short, of letters that file names take, and not taken yet. Pure."""

import re
import unicodedata
from collections.abc import Collection

PANJANG_USUL = 24  # characters; whoever wants a longer code types it
_UMUM = frozenset(
    ["dan", "di", "pada", "kabupaten", "kab", "kota", "provinsi", "pemerintah", "grup", "group", "kantor"]
)
_UNIT = frozenset(["bidang", "bagian", "bag", "seksi", "subbagian", "subbag", "subbid", "subbidang", "sub"])


def usul_kode_kantor(nama: str, terpakai: Collection[str]) -> str:
    """``Badan … (BKPSDM) Kabupaten X`` → ``bkpsdm``; ``Dinas Contoh Kabupaten Contoh`` → ``dinas-contoh-contoh``."""
    singkatan = re.search(r"\(([A-Za-z][A-Za-z0-9-]{1,23})\)", nama)
    return _bebas(_rangkai(singkatan[1] if singkatan else nama, _UMUM) or "kantor", terpakai)


def usul_kode_bidang(nama: str, terpakai: Collection[str]) -> str:
    """``Bidang Perdagangan`` → ``perdagangan``."""
    return _bebas(_rangkai(nama, _UNIT | {"dan"}) or "bidang", terpakai)


def _rangkai(nama: str, buang: Collection[str]) -> str:
    """Words with hyphens, as many as fit; without those in `buang` unless nothing else is there."""
    polos = unicodedata.normalize("NFKD", nama).encode("ascii", "ignore").decode().casefold()
    kata = re.findall(r"[a-z0-9]+", polos)
    kata = [k for k in kata if k not in buang] or kata
    hasil = ""
    for satu in kata:
        if hasil and len(hasil) + 1 + len(satu) > PANJANG_USUL:
            break
        hasil = f"{hasil}-{satu}" if hasil else satu[:PANJANG_USUL]
    return hasil


def _bebas(kode: str, terpakai: Collection[str]) -> str:
    """The code itself, or with the first number behind it that is free."""
    ada = {k.casefold() for k in terpakai}
    if kode not in ada:
        return kode
    return next(calon for n in range(2, len(ada) + 3) if (calon := f"{kode}-{n}") not in ada)
