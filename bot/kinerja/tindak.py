"""A follow-up as people write it: what, by whom, by when (domain 7.3). Only the date is looked for."""

import re
from calendar import monthrange
from datetime import date

BULAN = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
_TAHUN = r"(20[0-9]{2})"
_LENGKAP = re.compile(rf"\b([0-9]{{1,2}})\s+({'|'.join(BULAN)})\s+{_TAHUN}\b", re.IGNORECASE)
_ANGKA = re.compile(rf"\b([0-9]{{1,2}})[-/.]([0-9]{{1,2}})[-/.]{_TAHUN}\b")
_BULANAN = re.compile(rf"\b({'|'.join(BULAN)})\s+{_TAHUN}\b", re.IGNORECASE)
_TRIWULAN = re.compile(rf"\b(?:tw|triwulan)\s*\.?\s*(iv|i{{1,3}}|[1-4])\s+(?:tahun\s+)?{_TAHUN}\b", re.IGNORECASE)
_ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def tanggal_janji(teks: str) -> date | None:
    """The last date that the text names: ``30 Juni 2026``, ``30-06-2026``, ``Juni 2026`` and ``TW II 2026`` (their ends)."""
    ada = [(c.end(), _tanggal(int(c[3]), BULAN.index(c[2].lower()) + 1, int(c[1]))) for c in _LENGKAP.finditer(teks)]
    ada += [(c.end(), _tanggal(int(c[3]), int(c[2]), int(c[1]))) for c in _ANGKA.finditer(teks)]
    ada += [(c.end() - 1, akhir_bulan(int(c[2]), BULAN.index(c[1].lower()) + 1)) for c in _BULANAN.finditer(teks)]
    for c in _TRIWULAN.finditer(teks):
        tw = _ROMAWI.get(c[1].lower()) or int(c[1])
        ada.append((c.end(), akhir_triwulan(int(c[2]), tw)))
    sah = [(letak, tanggal) for letak, tanggal in ada if tanggal is not None]
    return max(sah)[1] if sah else None


def _tanggal(tahun: int, bulan: int, hari: int) -> date | None:
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None


def akhir_bulan(tahun: int, bulan: int) -> date:
    return date(tahun, bulan, monthrange(tahun, bulan)[1])


def akhir_triwulan(tahun: int, tw: int) -> date:
    """The last day of quarter 1..4; 5 is the first of the year after."""
    return akhir_bulan(tahun + (tw - 1) // 4, ((tw - 1) % 4) * 3 + 3)
