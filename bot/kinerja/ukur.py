"""Capaian: realisation against target, for a quarter, for the year so far, for the year (domain 3.2–3.4, 3.6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.kinerja.hitungan import SERATUS, bagi, bulatkan, jumlahkan, kali, kurang
from bot.kinerja.model import (
    Angka,
    Arah,
    Bacaan,
    Indikator,
    Kategori,
    Keterbacaan,
    Rentang,
    Sifat,
    Status,
    Target,
)

NOL = Decimal(0)


class VarianTurun(StrEnum):
    """Formula of an indicator that should fall (domain 3.2)."""

    SELISIH = "selisih"  # (2T − R) / T × 100: LKjIP of kabupaten, PermenPANRB 8/2021 "kondisi khusus"
    RASIO = "rasio"  # T / R × 100: the trend formula of WP-SIPD; undefined at R = 0


@dataclass(frozen=True)
class Capaian:
    """Status of an indicator in a quarter; `nilai` in %, unrounded, uncapped, floor 0, only where DINILAI."""

    status: Status
    nilai: Decimal | None = None
    alasan: str = ""  # Indonesian, for PERLU_KONFIRMASI


@dataclass(frozen=True)
class SampaiDengan:
    """Figure of the year so far. `nilai` in %, unrounded; `lengkap` False: an earlier quarter is missing (domain 3.6)."""

    nilai: Decimal | None
    lengkap: bool = True


BELUM = Capaian(Status.BELUM_DILAPORKAN)
TAK_DITARGETKAN = Capaian(Status.TIDAK_DITARGETKAN)


def capaian(target: Target | None, realisasi: Bacaan, arah: Arah, varian: VarianTurun = VarianTurun.SELISIH) -> Capaian:
    """Capaian of one quarter (domain 3.2–3.4). What was not planned is never judged, whatever was reported."""
    if target is None or not _direncanakan(target, arah):
        return TAK_DITARGETKAN
    if realisasi.status is Keterbacaan.KOSONG:
        return BELUM
    if realisasi.status is Keterbacaan.KONFIRMASI:
        return _ragu(realisasi.alasan)
    if isinstance(target, Kategori):
        return _capaian_kategori(target, realisasi)
    if realisasi.nilai is None or not realisasi.nilai.is_finite():
        return _ragu("Realisasi tidak berupa angka.")
    return capaian_angka(target, realisasi.nilai, arah, varian)


def capaian_angka(target: Angka | Rentang, nilai: Decimal, arah: Arah, varian: VarianTurun) -> Capaian:
    """Capaian of a number against a number or a range (domain 3.2–3.4)."""
    if isinstance(target, Rentang):
        if target.bawah <= nilai <= target.atas:
            return _dinilai(SERATUS)
        return _terhadap(target.atas if nilai > target.atas else target.bawah, nilai, arah, varian)
    return _terhadap(target.nilai, nilai, arah, varian)


def _terhadap(target: Decimal, nilai: Decimal, arah: Arah, varian: VarianTurun) -> Capaian:
    """The formulas of domain 3.2 with the zero rules of 3.3. `target` 0 with NAIK only comes from the bound of a range."""
    if target < 0:
        return _ragu("Targetnya negatif: rumus capaian tidak berlaku, tetapkan capaiannya bersama tim.")
    if target == 0:
        tercapai = nilai <= 0 if arah is Arah.TURUN else nilai >= 0
        return _dinilai(SERATUS if tercapai else NOL)
    match arah, varian:
        case Arah.NAIK, _:
            return _dinilai(kali(bagi(nilai, target), SERATUS))
        case Arah.TURUN, VarianTurun.SELISIH:
            return _dinilai(kali(bagi(kurang(jumlahkan(target, target), nilai), target), SERATUS))
    if nilai <= 0:
        return _ragu("Realisasi nol atau negatif: rumus target dibagi realisasi tidak berlaku.")
    return _dinilai(kali(bagi(target, nilai), SERATUS))


def _capaian_kategori(target: Kategori, realisasi: Bacaan) -> Capaian:
    """Equal words are 100; anything else is for a person to judge (domain 3.4)."""
    if _lipat(realisasi.asli) == _lipat(target.teks):
        return _dinilai(SERATUS)
    return _ragu(f"Targetnya {target.teks}, yang dilaporkan berbeda: tetapkan capaiannya bersama tim.")


def capaian_sd(
    indikator: Indikator, bacaan: Sequence[Bacaan], varian: VarianTurun = VarianTurun.SELISIH
) -> SampaiDengan:
    """Capaian s.d. TW n against the targets s.d. TW n (domain 3.6 b). `bacaan`: quarters 1..n, 1 ≤ n ≤ 4.

    A missing earlier quarter is left out on both sides and marked; nothing is shown when quarter n itself is missing.
    """
    g = gabungan_sd(indikator, bacaan)
    if g.target is None or g.realisasi is None:
        return SampaiDengan(None, g.lengkap)
    return SampaiDengan(capaian(g.target, g.realisasi, indikator.arah, varian).nilai, g.lengkap)


@dataclass(frozen=True)
class Gabungan:
    """What a figure of several quarters is measured by: combined target and realisation, unrounded."""

    target: Target | None
    realisasi: Bacaan | None
    lengkap: bool = True
    dipakai: tuple[int, ...] = ()  # quarters whose targets entered


def gabungan_sd(indikator: Indikator, bacaan: Sequence[Bacaan]) -> Gabungan:
    """Target and realisation s.d. TW n (domain 3.6 b)."""
    n = len(bacaan)
    if not _terbaca(bacaan[-1]):
        return Gabungan(None, None)
    if indikator.sifat is Sifat.AKHIR:
        return Gabungan(indikator.target_tw[n - 1], bacaan[-1], dipakai=(n,))
    rencana = [_direncanakan(t, indikator.arah) for t in indikator.target_tw]
    hilang = [r and not _terbaca(b) for r, b in zip(rencana, bacaan, strict=False)]
    target = _gabung_target(
        [t for t, r, h in zip(indikator.target_tw, rencana, hilang, strict=False) if t is not None and r and not h],
        indikator.sifat,
    )
    realisasi = _gabung_nilai(indikator, bacaan)
    dipakai = tuple(tw for tw, (r, h) in enumerate(zip(rencana, hilang, strict=False), 1) if r and not h)
    terbaca = None if realisasi is None else Bacaan(Keterbacaan.NILAI, realisasi)
    return Gabungan(target, terbaca, not any(hilang), dipakai)


def capaian_tahun(
    indikator: Indikator, bacaan: Sequence[Bacaan], varian: VarianTurun = VarianTurun.SELISIH
) -> Decimal | None:
    """Progress towards the target of the year in %, unrounded (domain 3.6 c); None where it would mislead.

    A falling sum (`turun`, `jumlah`) says nothing before TW IV: few cases in March are no achievement of the year.
    """
    if indikator.arah is Arah.TURUN and indikator.sifat is Sifat.JUMLAH and len(bacaan) < 4:
        return None
    realisasi = gabungan_sd(indikator, bacaan).realisasi
    return None if realisasi is None else capaian(indikator.target_tahunan, realisasi, indikator.arah, varian).nilai


def realisasi_sd(indikator: Indikator, bacaan: Sequence[Bacaan]) -> Decimal | None:
    """Realisation s.d. TW n by `sifat`, rounded to 2 places where it is a mean; None when quarter n is missing."""
    if not bacaan or not _terbaca(bacaan[-1]):
        return None
    if indikator.sifat is Sifat.AKHIR:
        return bacaan[-1].nilai
    nilai = _gabung_nilai(indikator, bacaan)
    return bulatkan(nilai) if nilai is not None and indikator.sifat is Sifat.RATA_RATA else nilai


def _gabung_nilai(indikator: Indikator, bacaan: Sequence[Bacaan]) -> Decimal | None:
    """Readable values of the quarters as one; a mean leaves out quarters without a target, as their targets are."""
    rencana = [_direncanakan(t, indikator.arah) for t in indikator.target_tw[: len(bacaan)]]
    rata = indikator.sifat is Sifat.RATA_RATA and any(rencana)
    nilai = [
        b.nilai
        for r, b in zip(rencana, bacaan, strict=True)
        if b.nilai is not None and b.nilai.is_finite() and _terbaca(b) and (r or not rata)
    ]
    return _gabung(indikator.sifat)(nilai) if nilai else None


def _gabung_target(target: Sequence[Target], sifat: Sifat) -> Target | None:
    """Targets of several quarters as one; ranges bound by bound. Categories do not add up."""
    if not target or any(isinstance(t, Kategori) for t in target):
        return None
    gabung = _gabung(sifat)
    bawah = gabung([t.bawah if isinstance(t, Rentang) else t.nilai for t in target if not isinstance(t, Kategori)])
    atas = gabung([t.atas if isinstance(t, Rentang) else t.nilai for t in target if not isinstance(t, Kategori)])
    return Angka(bawah) if bawah == atas else Rentang(bawah, atas)


def _gabung(sifat: Sifat) -> Callable[[Sequence[Decimal]], Decimal]:
    match sifat:
        case Sifat.RATA_RATA:
            return lambda nilai: bagi(jumlahkan(*nilai), Decimal(len(nilai)))
        case Sifat.MAKSIMUM:
            return max
        case Sifat.JUMLAH | Sifat.AKHIR:
            return lambda nilai: jumlahkan(*nilai)


def _direncanakan(target: Target | None, arah: Arah) -> bool:
    """Was something planned for the quarter? A rising target of 0 is none (domain 3.3)."""
    return target is not None and not (target == Angka(NOL) and arah is Arah.NAIK)


def _terbaca(bacaan: Bacaan) -> bool:
    return bacaan.status in (Keterbacaan.NILAI, Keterbacaan.TEKS)


def _lipat(teks: str) -> str:
    return " ".join(teks.split()).casefold()


def _dinilai(nilai: Decimal) -> Capaian:
    """Floor 0 (domain 3.2): a negative realisation or one beyond twice a falling target is 0, not a debt."""
    return Capaian(Status.DINILAI, max(nilai, NOL))


def _ragu(alasan: str) -> Capaian:
    return Capaian(Status.PERLU_KONFIRMASI, alasan=alasan)
