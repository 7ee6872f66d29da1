"""Figures, and the table they are shown in."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ukuran:
    """One line. `batas` None: only for information; `lebih`: True where more is better."""

    nama: str
    nilai: float
    satuan: str
    batas: float | None = None
    lebih: bool = False

    @property
    def tercapai(self) -> bool:
        if self.batas is None:
            return True
        return self.nilai >= self.batas if self.lebih else self.nilai <= self.batas

    @property
    def sasaran(self) -> str:
        return "" if self.batas is None else f"{'≥' if self.lebih else '≤'} {self.batas:g} {self.satuan}".rstrip()


def persentil(nilai: Sequence[float], p: int) -> float:
    """The smallest value that at least `p` per cent of all do not exceed."""
    urut = sorted(nilai)
    return urut[max(0, math.ceil(len(urut) * p / 100) - 1)]


def tabel(ukuran: Sequence[Ukuran]) -> str:
    """Name, reached, target, verdict; one line each."""
    isi = [(u.nama, f"{_angka(u.nilai)} {u.satuan}".rstrip(), u.sasaran, _putusan(u)) for u in ukuran]
    isi.insert(0, ("", "reached", "target", ""))
    lebar = [max(len(baris[k]) for baris in isi) for k in range(3)]
    return "\n".join(f"{a:<{lebar[0]}}  {b:>{lebar[1]}}  {c:>{lebar[2]}}  {d}".rstrip() for a, b, c, d in isi)


def _putusan(u: Ukuran) -> str:
    return "" if u.batas is None else "ok" if u.tercapai else "MISSED"


def _angka(nilai: float) -> str:
    return f"{nilai:.0f}" if nilai >= 100 else f"{nilai:.1f}" if nilai >= 10 else f"{nilai:.2f}"
