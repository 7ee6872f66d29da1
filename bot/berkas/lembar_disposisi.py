"""The disposition sheet as a paper (domain 8.2): numbered, for the file. Calculates nothing."""

from dataclasses import dataclass
from datetime import datetime

from bot.berkas.kop import Kop
from bot.berkas.tulisan import hari_tanggal_pukul, tanggal


@dataclass(frozen=True)
class BarisParaf:
    """What one actor did: `paraf` as recorded ("selesai"), `waktu` in the office's zone, "" while open."""

    langkah: int
    pelaksana: str
    kegiatan: str
    paraf: str
    waktu: str


@dataclass(frozen=True)
class LembarDisposisi:
    """Everything that the sheet shows. Moments are aware."""

    kop: Kop
    nomor_agenda: str
    sifat: str
    dibuat: datetime
    mulai: datetime
    batas: datetime
    zona: str
    dari: str
    perihal: str
    periode: str
    dasar: str
    diteruskan: str
    kelengkapan: tuple[str, ...]
    isi: str
    catatan: str
    paraf: tuple[BarisParaf, ...]


def tulis(lembar: LembarDisposisi) -> bytes:
    """The PDF. Raises typst.TypstError when it cannot be set."""
    from bot.berkas.percetakan import cetak_pdf  # only in the process that sets papers: Typst and its fonts are large

    data = {
        "kop": lembar.kop.data(),
        "nomor": lembar.nomor_agenda,
        "sifat": lembar.sifat,
        "tanggal": tanggal(lembar.mulai, lembar.zona),
        "batas": hari_tanggal_pukul(lembar.batas, lembar.zona),
        "dari": lembar.dari,
        "perihal": lembar.perihal,
        "periode": lembar.periode,
        "dasar": lembar.dasar,
        "diteruskan": lembar.diteruskan,
        "kelengkapan": list(lembar.kelengkapan),
        "isi": lembar.isi or "–",
        "catatan": lembar.catatan or "–",
        "paraf": [vars(p) | {"langkah": str(p.langkah)} for p in lembar.paraf],
        "dibuat": hari_tanggal_pukul(lembar.dibuat, lembar.zona),
    }
    return cetak_pdf("disposisi.typ", data, lembar.dibuat)
