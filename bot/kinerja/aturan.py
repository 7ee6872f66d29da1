"""The rules that an office may choose (domain 3.2, 3.5, 3.7, 4): named ways of counting, and a scale of predikat.

A run keeps the codes that it was ordered with, so what a code means never changes; another meaning gets another code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.kinerja.model import Angka, Arah, Bacaan, Indikator, Keterbacaan, Realisasi, Sifat
from bot.kinerja.predikat import SKALA_BAWAAN, muat_skala
from bot.kinerja.rekap import Aturan
from bot.kinerja.ukur import VarianTurun


@dataclass(frozen=True)
class Cara:
    """A named way of counting; its scale is chosen apart from it."""

    nama: str
    arti: str  # Indonesian, half a sentence
    aturan: Aturan


CARA_BAWAAN = "baku"
CARA: Mapping[str, Cara] = {
    CARA_BAWAAN: Cara("Baku", "tiap indikator paling tinggi 100 %; yang belum lapor tidak dihitung", Aturan()),
    "ketat": Cara("Ketat", "seperti baku, tetapi yang belum lapor dihitung 0", Aturan(kosong_nol=True)),
    "batas-120": Cara("Batas 120", "tiap indikator paling tinggi 120 %", Aturan(cap=Decimal(120))),
    "tanpa-batas": Cara("Tanpa batas", "capaian di atas 100 % dihitung penuh", Aturan(cap=None)),
    "rasio": Cara("Turun T ÷ R", "seperti baku, tetapi arah turun = target ÷ realisasi; realisasi 0 perlu dikonfirmasi", Aturan(varian=VarianTurun.RASIO)),
}  # fmt: skip
SKALA = (SKALA_BAWAAN, "baik", "memuaskan", "empat-warna", "lampu")  # those that judge an indicator (domain 4)


def aturan_dari(isi: Mapping[str, str] | None) -> Aturan:
    """The rules behind stored codes ``{"cara": …, "skala": …}``; None is the default. Raises KeyError, SkalaDitolak."""
    if isi is None:
        return Aturan()
    return replace(CARA[isi["cara"]].aturan, skala=muat_skala(isi["skala"]))


def rumus_turun(isi: Mapping[str, str] | None) -> VarianTurun:
    """The formula of falling indicators behind stored codes. Raises KeyError."""
    return Aturan().varian if isi is None else CARA[isi["cara"]].aturan.varian


def contoh() -> tuple[tuple[Indikator, ...], dict[int, dict[str, Realisasi]]]:
    """An invented first quarter in which every choice makes a difference, for an office that has not measured yet."""
    baris = (
        ("Pelatihan", Arah.NAIK, 100, 130),
        ("Pembinaan", Arah.NAIK, 10, 7),
        ("Pengaduan", Arah.TURUN, 10, 14),
        ("Kunjungan", Arah.NAIK, 5, None),
    )
    semua, laporan = [], {}
    for nomor, (nama, arah, target, hasil) in enumerate(baris, 1):
        kode, t = f"CTH-{nomor}", Angka(Decimal(target))
        semua.append(
            Indikator(
                kode, "", "", "", nama, "kali", arah, Sifat.JUMLAH, Decimal(1), t, (t, None, None, None), None, "contoh"
            )
        )
        if hasil is not None:
            laporan[kode] = Realisasi(kode, Bacaan(Keterbacaan.NILAI, Decimal(hasil)))
    return tuple(semua), {1: laporan}
