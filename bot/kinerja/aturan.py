"""The rules that an office may choose (domain 3.2, 3.5, 3.7, 3.8, 4): a way of counting, a scale of predikat, a rounding.

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


@dataclass(frozen=True)
class Pembulatan:
    """A named rounding, half up at the very end."""

    nama: str
    desimal: int


CARA_BAWAAN = "baku"
CARA: Mapping[str, Cara] = {
    CARA_BAWAAN: Cara("Baku", "tiap indikator paling tinggi 100 %; yang belum lapor tidak dihitung", Aturan()),
    "ketat": Cara("Ketat", "seperti baku, tetapi yang belum lapor dihitung 0", Aturan(kosong_nol=True)),
    "batas-120": Cara("Batas 120", "tiap indikator paling tinggi 120 %", Aturan(cap=Decimal(120))),
    "tanpa-batas": Cara("Tanpa batas", "capaian di atas 100 % dihitung penuh", Aturan(cap=None)),
    "rasio": Cara("Turun T ÷ R", "seperti baku, tetapi arah turun = target ÷ realisasi; realisasi 0 perlu dikonfirmasi", Aturan(varian=VarianTurun.RASIO)),
}  # fmt: skip
SKALA = (SKALA_BAWAAN, "baik", "memuaskan", "empat-warna", "lampu")  # those that judge an indicator (domain 4)

DESIMAL_BAWAAN = "2"
PEMBULATAN: Mapping[str, Pembulatan] = {
    DESIMAL_BAWAAN: Pembulatan("2 desimal", 2),
    "1": Pembulatan("1 desimal", 1),
    "0": Pembulatan("Bilangan bulat", 0),
}


@dataclass(frozen=True)
class KodeAturan:
    """What an office has chosen, by codes. The three are chosen apart from each other."""

    cara: str = CARA_BAWAAN
    skala: str = SKALA_BAWAAN
    desimal: str = DESIMAL_BAWAAN

    @classmethod
    def dari(cls, isi: Mapping[str, str] | None) -> "KodeAturan":
        """From what is stored; what was never chosen is the default."""
        ada = isi or {}
        return cls(**{k: ada[k] for k in ("cara", "skala", "desimal") if k in ada})

    @classmethod
    def baca(cls, teks: str) -> "KodeAturan":
        """Inverse of ``str``. Raises KeyError for a code that nobody can choose."""
        bagian = teks.split(".")
        kode = cls(*bagian) if len(bagian) in (2, 3) else None  # two: from before rounding could be chosen
        if kode is None or kode.cara not in CARA or kode.skala not in SKALA or kode.desimal not in PEMBULATAN:
            raise KeyError(teks)
        return kode

    def __str__(self) -> str:
        return f"{self.cara}.{self.skala}.{self.desimal}"

    @property
    def nama(self) -> str:
        """``Baku · Permendagri 86/2017 · 2 desimal``. Raises KeyError, SkalaDitolak."""
        return f"{CARA[self.cara].nama} · {muat_skala(self.skala).nama} · {PEMBULATAN[self.desimal].nama}"

    def aturan(self) -> Aturan:
        """The rules behind the codes. Raises KeyError, SkalaDitolak."""
        return replace(CARA[self.cara].aturan, skala=muat_skala(self.skala), desimal=PEMBULATAN[self.desimal].desimal)


def aturan_dari(isi: Mapping[str, str] | None) -> Aturan:
    """The rules behind stored codes ``{"cara": …, "skala": …, "desimal": …}``. Raises KeyError, SkalaDitolak."""
    return KodeAturan.dari(isi).aturan()


def rumus_turun(isi: Mapping[str, str] | None) -> VarianTurun:
    """The formula of falling indicators behind stored codes. Raises KeyError."""
    return CARA[KodeAturan.dari(isi).cara].aturan.varian


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
