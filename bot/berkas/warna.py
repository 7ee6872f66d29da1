"""Colours of the predikat. Decoration only: wherever a colour is used, the word stands beside it (domain 4)."""

from dataclasses import dataclass
from functools import cache

from bot.kinerja.predikat import Skala

NETRAL = "#667080"
KONTRAS_TEKS = 4.5  # WCAG 2 AA for text
_PUTIH = (255, 255, 255)

Rgb = tuple[int, int, int]


@dataclass(frozen=True)
class Corak:
    """One colour twice: `kuat` for bars and badges (white text is readable on it), `lembut` behind black text."""

    kuat: str
    lembut: str


@cache
def corak_warna(warna: str) -> Corak:
    """From a colour ``#rrggbb``: darkened until white text on it is readable, and mixed with white."""
    dasar: Rgb = (int(warna[1:3], 16), int(warna[3:5], 16), int(warna[5:7], 16))
    kuat = dasar
    while 1.05 / (_terang(kuat) + 0.05) < KONTRAS_TEKS:
        kuat = _campur(kuat, (0, 0, 0), 0.05)
    return Corak(_tulis(kuat), _tulis(_campur(dasar, _PUTIH, 0.8)))


def corak(skala: Skala, predikat: str) -> Corak:
    """The colour of a predikat; a word that is not of the scale (also "Belum dilaporkan") is grey."""
    return corak_warna(skala.warna(predikat) or NETRAL)


def kelas_rendah(skala: Skala) -> frozenset[str]:
    """The words below the middle of a scale: what the office has to look after first."""
    return frozenset(kelas.label for kelas in skala.kelas[len(skala.kelas) // 2 + 1 :])


def _campur(a: Rgb, b: Rgb, bagian: float) -> Rgb:
    r, g, biru = (round(x + (y - x) * bagian) for x, y in zip(a, b, strict=True))
    return r, g, biru


def _terang(warna: Rgb) -> float:
    """Relative luminance as WCAG 2 defines it."""
    lurus = [(x / 255 / 12.92) if x / 255 <= 0.04045 else ((x / 255 + 0.055) / 1.055) ** 2.4 for x in warna]
    return 0.2126 * lurus[0] + 0.7152 * lurus[1] + 0.0722 * lurus[2]


def _tulis(warna: Rgb) -> str:
    return "#{:02X}{:02X}{:02X}".format(*warna)
