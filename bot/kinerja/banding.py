"""A quarter beside earlier ones: what is kept of a recap for later, and the differences in percentage points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bot.kinerja.hitungan import kurang
from bot.kinerja.model import Rekap
from bot.kinerja.rekap import CARA_HITUNG

INSTANSI = ""  # the key of the whole office among the units


@dataclass(frozen=True)
class Lampau:
    """An approved quarter in short. Percentages as they were printed; None: not assessed.

    capaian: indicator code to capaian; rata_rata, serapan: unit code (`INSTANSI`: the office) to percent.
    dikoreksi: these are the figures last published, and they are being corrected at the moment.
    cara: the rules of counting that they were made by (`CARA_HITUNG`); empty where that was not kept.
    """

    tahun: int
    triwulan: int
    capaian: Mapping[str, Decimal | None]
    rata_rata: Mapping[str, Decimal | None]
    serapan: Mapping[str, Decimal | None]
    dikoreksi: bool = False
    cara: Mapping[str, str] = field(default_factory=dict)

    def secara_lain(self, rekap: Rekap) -> bool:
        """Whether it was counted by other rules than this recap, so that the difference says little."""
        return bool(self.cara) and self.cara != cara_hitung(rekap)


def cara_hitung(rekap: Rekap) -> dict[str, str]:
    """The rules that decide about the height of a figure, out of those that are printed."""
    return {nama: rekap.aturan[nama] for nama in CARA_HITUNG if nama in rekap.aturan}


def lampau(rekap: Rekap) -> Lampau:
    """What later quarters need of this one."""
    semua = (*rekap.per_bidang, rekap.instansi)
    return Lampau(
        rekap.tahun,
        rekap.triwulan,
        {b.indikator.kode: b.capaian for b in rekap.baris},
        {r.kode: r.rata_rata for r in semua},
        {r.kode: r.serapan for r in semua},
        cara=cara_hitung(rekap),
    )


def lampau_ke_json(satu: Lampau) -> dict[str, Any]:
    """JSON-ready; numbers as text."""
    return {
        "tahun": satu.tahun,
        "triwulan": satu.triwulan,
        **{
            nama: {k: None if v is None else str(v) for k, v in getattr(satu, nama).items()}
            for nama in ("capaian", "rata_rata", "serapan")
        },
        "cara": dict(satu.cara),
    }


def lampau_dari_json(isi: Mapping[str, Any]) -> Lampau:
    """Inverse of `lampau_ke_json`."""
    capaian, rata_rata, serapan = (
        {k: None if v is None else Decimal(v) for k, v in isi[nama].items()}
        for nama in ("capaian", "rata_rata", "serapan")
    )
    return Lampau(isi["tahun"], isi["triwulan"], capaian, rata_rata, serapan, cara=isi.get("cara", {}))


def triwulan_lalu(rekap: Rekap, semua: Sequence[Lampau]) -> Lampau | None:
    """The quarter before this one; before the first comes the fourth of last year."""
    tahun, tw = (rekap.tahun, rekap.triwulan - 1) if rekap.triwulan > 1 else (rekap.tahun - 1, 4)
    return next((x for x in semua if (x.tahun, x.triwulan) == (tahun, tw)), None)


def tahun_lalu(rekap: Rekap, semua: Sequence[Lampau]) -> Lampau | None:
    """The same quarter of last year."""
    return next((x for x in semua if (x.tahun, x.triwulan) == (rekap.tahun - 1, rekap.triwulan)), None)


def setahun(rekap: Rekap, semua: Sequence[Lampau]) -> tuple[Lampau | None, ...]:
    """The four quarters of this year with this one in its place; None where none was approved (or is yet to come)."""
    ada = {x.triwulan: x for x in semua if x.tahun == rekap.tahun and x.triwulan < rekap.triwulan}
    ada[rekap.triwulan] = lampau(rekap)
    return tuple(ada.get(tw) for tw in (1, 2, 3, 4))


def selisih(kini: Decimal | None, dulu: Decimal | None) -> Decimal | None:
    """Percentage points more (or, negative, less); None where one is missing."""
    return None if kini is None or dulu is None else kurang(kini, dulu)
