"""Predikat: the word for a capaian, from a scale that is data (domain 4, `skala.toml`)."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.kinerja.hitungan import bulatkan

SKALA_BAWAAN = "permendagri"
_BERKAS = Path(__file__).with_name("skala.toml")


class SkalaDitolak(Exception):
    """A scale that cannot be used. `jalan`: where in the file; `masalah`: what is wrong and what would be right."""

    def __init__(self, jalan: str, masalah: str) -> None:
        self.jalan, self.masalah = jalan, masalah
        super().__init__(f"{jalan}: {masalah}")


@dataclass(frozen=True)
class Kelas:
    """One class of a scale. `batas` None: the rest. `termasuk`: the bound itself belongs to the class (≥)."""

    label: str
    batas: Decimal | None
    termasuk: bool = True
    warna: str = ""

    def memuat(self, nilai: Decimal) -> bool:
        return self.batas is None or nilai > self.batas or (self.termasuk and nilai == self.batas)


@dataclass(frozen=True)
class Skala:
    """Classes from the highest down; the last one takes the rest."""

    kode: str
    nama: str
    sumber: str
    kelas: tuple[Kelas, ...]

    def kelas_untuk(self, nilai: Decimal, desimal: int = 2) -> Kelas:
        """The class of a value in %. It is rounded first, so that word and printed number agree (domain 3.8)."""
        bulat = bulatkan(nilai, desimal)
        return next(k for k in self.kelas if k.memuat(bulat))

    def predikat(self, nilai: Decimal, desimal: int = 2) -> str:
        """The word: 90,99 → Tinggi, 90,995 → Sangat Tinggi (it prints as 91,00). `desimal`: what it prints with."""
        return self.kelas_untuk(nilai, desimal).label

    def warna(self, predikat: str) -> str:
        """Colour of a word of this scale as ``#rrggbb``; "" for any other word. Decoration only: print the word too."""
        return next((k.warna for k in self.kelas if k.label == predikat), "")


def muat_skala(kode: str = SKALA_BAWAAN) -> Skala:
    """A scale that ships with the program. Raises `SkalaDitolak` that lists the known ones."""
    semua = daftar_skala()
    if kode not in semua:
        raise SkalaDitolak(kode, f"skala ini tidak dikenal. Pilih salah satu: {', '.join(semua)}.")
    return semua[kode]


@cache
def daftar_skala() -> dict[str, Skala]:
    """Every scale that ships with the program, by code."""
    return baca_skala(_BERKAS.read_text(encoding="utf-8"))


def baca_skala(teks: str) -> dict[str, Skala]:
    """Scales from TOML text of the form of `skala.toml`. Raises `SkalaDitolak` at the first mistake."""
    try:
        isi = tomllib.loads(teks, parse_float=Decimal)
    except tomllib.TOMLDecodeError as galat:
        raise SkalaDitolak("skala", f"bukan TOML yang sah ({galat}).") from None
    return {kode: _skala(kode, tabel) for kode, tabel in isi.items()}


def _skala(kode: str, tabel: Any) -> Skala:
    daftar = tabel.get("kelas") if isinstance(tabel, dict) else None
    if not isinstance(daftar, list) or not daftar:
        raise SkalaDitolak(kode, 'tulis daftar kelas, misalnya kelas = [{ label = "Tinggi", mulai = 76 }, …].')
    kelas = tuple(_kelas(f"{kode} > kelas {i}", k, i == len(daftar)) for i, k in enumerate(daftar, 1))
    for i, (atas, bawah) in enumerate(pairwise(kelas), 2):
        if bawah.batas is not None and not _di_bawah(bawah, atas):
            raise SkalaDitolak(
                f"{kode} > kelas {i}", "urutkan dari yang tertinggi; batas ini tidak di bawah sebelumnya."
            )
    if len({k.label for k in kelas}) != len(kelas):
        raise SkalaDitolak(kode, "ada dua kelas dengan label yang sama. Beri setiap kelas label sendiri.")
    return Skala(kode, str(tabel.get("nama", kode)), str(tabel.get("sumber", "")), kelas)


def _kelas(jalan: str, isi: Any, terakhir: bool) -> Kelas:
    if not isinstance(isi, dict) or not isinstance(isi.get("label"), str) or not isi["label"].strip():
        raise SkalaDitolak(jalan, 'tulis label, misalnya { label = "Tinggi", mulai = 76 }.')
    batas = [k for k in ("mulai", "di_atas") if k in isi]
    if len(batas) != (0 if terakhir else 1):
        kalimat = "kelas terakhir menampung sisanya: tanpa batas." if terakhir else "tulis mulai (≥) atau di_atas (>)."
        raise SkalaDitolak(jalan, kalimat)
    warna = str(isi.get("warna", ""))
    if terakhir:
        return Kelas(isi["label"], None, warna=warna)
    nilai = isi[batas[0]]
    if isinstance(nilai, bool) or not isinstance(nilai, int | Decimal) or not Decimal(nilai).is_finite():
        raise SkalaDitolak(jalan, f"{batas[0]} harus angka, misalnya 76.")
    return Kelas(isi["label"], Decimal(nilai), batas[0] == "mulai", warna)


def _di_bawah(bawah: Kelas, atas: Kelas) -> bool:
    """Does the lower class begin below the upper one? Equal bounds only as "above 100" over "from 100"."""
    if bawah.batas is None or atas.batas is None:
        return False
    return bawah.batas < atas.batas or (bawah.batas == atas.batas and bawah.termasuk and not atas.termasuk)
