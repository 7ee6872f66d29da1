"""Averages, absorption of the budget, efficiency (domain 3.7–3.10). Values are unrounded unless said otherwise."""

from collections.abc import Iterable
from decimal import Decimal

from bot.kinerja.hitungan import SERATUS, bagi, bulatkan, jumlahkan, kali, kurang

EFISIEN = "efisien"
TIDAK_EFISIEN = "tidak efisien"
TIDAK_ADA = "–"

_BATAS_E = Decimal(20)
_LIMA_PULUH = Decimal(50)


def rata_rata(bobot_dan_capaian: Iterable[tuple[Decimal, Decimal]], cap: Decimal | None = SERATUS) -> Decimal | None:
    """Σ(bobot × min(capaian, cap)) / Σ bobot, unrounded; None without weights (domain 3.5, 3.7).

    The cap keeps one overfulfilled indicator from hiding a failed one. `cap=None`: no cap.
    """
    pasangan = list(bobot_dan_capaian)
    total_bobot = jumlahkan(*(b for b, _ in pasangan))
    if total_bobot <= 0:
        return None
    return bagi(jumlahkan(*(kali(b, c if cap is None else min(c, cap)) for b, c in pasangan)), total_bobot)


def serapan(anggaran: Decimal | None, pagu: Decimal | None) -> Decimal | None:
    """Spent ÷ ceiling in %, rounded to 2 places (domain 3.9); None where one is unknown or the ceiling is 0."""
    if anggaran is None or pagu is None or pagu <= 0:
        return None
    return bulatkan(kali(bagi(anggaran, pagu), SERATUS))


def efisiensi(capaian: Decimal | None, serapan: Decimal | None) -> str:
    """Practice of the LKjIP (domain 3.10 no. 3): efficient when the capaian is not below the absorption (both in %)."""
    if capaian is None or serapan is None:
        return TIDAK_ADA
    return EFISIEN if capaian >= serapan else TIDAK_EFISIEN


def efisiensi_kemenkeu(baris: Iterable[tuple[Decimal, Decimal, Decimal]]) -> Decimal | None:
    """E of PMK 214/2017 and PMK 22/2021 in %, unlimited (domain 3.10 no. 1).

    baris: (pagu in rupiah, capaian keluaran as a ratio, realisasi in rupiah). None where nothing was achieved at all.
    """
    baris = list(baris)
    seharusnya = jumlahkan(*(kali(pagu, ck) for pagu, ck, _ in baris))
    if seharusnya <= 0:
        return None
    return kali(bagi(kurang(seharusnya, jumlahkan(*(r for _, _, r in baris))), seharusnya), SERATUS)


def nilai_efisiensi(e: Decimal) -> Decimal:
    """NE = 50 + E/20 × 50 with E limited to −20…20 %, so 0…100 (domain 3.10 no. 1)."""
    terbatas = max(-_BATAS_E, min(_BATAS_E, e))
    return jumlahkan(_LIMA_PULUH, kali(bagi(terbatas, _BATAS_E), _LIMA_PULUH))


def efisiensi_pmk249(baris: Iterable[tuple[Decimal, Decimal, Decimal, Decimal]]) -> Decimal | None:
    """E of PMK 249/2011 in %: actual against planned cost per unit, mean of the rows (domain 3.10 no. 2).

    baris: (realisasi anggaran, realisasi volume, pagu anggaran, target volume). Rows with a zero volume or ceiling are
    left out; None when none is left.
    """
    nilai = [
        kurang(Decimal(1), bagi(bagi(rak, rvk), bagi(pak, tvk)))
        for rak, rvk, pak, tvk in baris
        if rvk > 0 and pak > 0 and tvk > 0
    ]
    return kali(bagi(jumlahkan(*nilai), Decimal(len(nilai))), SERATUS) if nilai else None
