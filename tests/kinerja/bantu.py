"""Short constructors for indicators, readings and reports in tests."""

from decimal import Decimal
from typing import Any

from bot.kinerja.baca import baca_anggaran, baca_kinerja, baca_target
from bot.kinerja.model import Arah, Bacaan, Indikator, Keterbacaan, Realisasi, Sifat


def angka(teks: str) -> Bacaan:
    """A reading of a number, or of nothing for ``-``."""
    return Bacaan(Keterbacaan.KOSONG) if teks == "-" else Bacaan(Keterbacaan.NILAI, Decimal(teks), teks)


def indikator(kode: str = "A-1", tw: str = "", tahunan: str = "", **lain: Any) -> Indikator:
    """An indicator with the quarters as ``"20|40|40|20"``."""
    satuan = lain.pop("satuan", "Indeks")
    kolom = [*tw.split("|"), "", "", "", ""][:4]
    t1, t2, t3, t4 = (baca_target(t, satuan=satuan) for t in kolom)
    isi: dict[str, Any] = {
        "sasaran": "Meningkatnya mutu",
        "program": "Program",
        "kegiatan": "",
        "nama": "Nilai layanan",
        "satuan": satuan,
        "arah": Arah.NAIK,
        "sifat": Sifat.AKHIR,
        "bobot": Decimal(1),
        "target_tahunan": baca_target(tahunan, satuan=satuan),
        "target_tw": (t1, t2, t3, t4),
        "pagu": None,
        "bidang": "umum",
    }
    return Indikator(kode=kode, **{**isi, **lain})


def lapor(i: Indikator, kinerja: object, anggaran: object = None) -> Realisasi:
    """What a unit would report in the two cells of an indicator."""
    return Realisasi(i.kode, baca_kinerja(i, kinerja), baca_anggaran(anggaran))
