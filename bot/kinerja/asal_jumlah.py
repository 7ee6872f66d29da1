"""How averages and shares of the budget came about: every row that enters, the sum, the division (domain 3.7, 3.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.kinerja.asal import utuh_id
from bot.kinerja.hitungan import jumlahkan, kali
from bot.kinerja.model import BarisRekap, Keterbacaan, Ringkasan, Status
from bot.kinerja.rekap import Aturan
from bot.kinerja.tampil import angka_id, persen_id, rupiah_id
from bot.kinerja.ukur import capaian

NOL = Decimal(0)


@dataclass(frozen=True)
class Jumlahan:
    """`suku`: what each row brings, (code, words); `terisi`: sum, division, result; `luar`: what does not enter, and why."""

    rumus: str
    suku: tuple[tuple[str, str], ...]
    terisi: tuple[str, ...]
    luar: tuple[tuple[str, str], ...] = ()


def jumlahan_rata(baris: Sequence[BarisRekap], r: Ringkasan, aturan: Aturan) -> Jumlahan:
    """The average of a unit or of the office, from rows with the capaian that has not been rounded yet."""
    suku: list[tuple[str, str]] = []
    bobot: list[Decimal] = []
    bagian: list[Decimal] = []
    luar: list[tuple[str, str]] = []
    for b in baris:
        nilai = _dihitung(b, aturan)
        if nilai is None:
            luar.append((b.indikator.kode, b.predikat.lower()))
            continue
        bobot.append(b.indikator.bobot)
        bagian.append(kali(b.indikator.bobot, nilai))
        suku.append((b.indikator.kode, _tulis_suku(b, nilai, bagian[-1], aturan.cap)))
    rumus = "Σ (bobot × capaian) ÷ Σ bobot"
    if aturan.cap is not None:
        rumus += f"; capaian di atas {angka_id(aturan.cap)} % dihitung {angka_id(aturan.cap)}"
    terisi: tuple[str, ...] = ()
    if r.rata_rata is not None:
        terisi = (
            f"Σ (bobot × capaian) = {utuh_id(jumlahkan(*bagian))}",
            f"Σ bobot = {angka_id(jumlahkan(*bobot))}",
            f"{utuh_id(jumlahkan(*bagian))} ÷ {angka_id(jumlahkan(*bobot))} = {persen_id(r.rata_rata)}",
        )
    return Jumlahan(rumus, tuple(suku), terisi, tuple(luar))


def _dihitung(b: BarisRekap, aturan: Aturan) -> Decimal | None:
    """What of a row enters, unrounded; None where it does not enter."""
    if b.status is not Status.DINILAI:
        return NOL if aturan.kosong_nol and b.status is Status.BELUM_DILAPORKAN else None
    utuh = capaian(b.target, b.realisasi.kinerja, b.indikator.arah, aturan.varian).nilai
    return utuh if utuh is None or aturan.cap is None else min(utuh, aturan.cap)


def _tulis_suku(b: BarisRekap, nilai: Decimal, bagian: Decimal, cap: Decimal | None) -> str:
    """``3 × 88,888888… = 266,666666…``; with weight 1 just the value; the whole capaian where it was capped."""
    bobot = b.indikator.bobot
    kali_ = utuh_id(nilai) if bobot == 1 else f"{angka_id(bobot)} × {utuh_id(nilai)} = {utuh_id(bagian)}"
    if b.capaian is None:
        return f"{kali_} (belum dilaporkan)"
    return f"{kali_} (dari {persen_id(b.capaian)})" if cap is not None and nilai == cap < b.capaian else kali_


def jumlahan_serapan(baris: Sequence[BarisRekap], r: Ringkasan) -> Jumlahan:
    """The budget's share of a unit or of the office: Σ spent ÷ Σ ceiling. Rows without either do not matter."""
    suku: list[tuple[str, str]] = []
    for b in baris:
        anggaran = b.realisasi.anggaran
        keluar = anggaran.nilai if anggaran.status is Keterbacaan.NILAI else None
        if keluar is None and not b.indikator.pagu:
            continue
        dari = rupiah_id(b.indikator.pagu) if b.indikator.pagu is not None else "tanpa pagu"
        suku.append(
            (b.indikator.kode, f"{rupiah_id(keluar) if keluar is not None else 'belum dilaporkan'} dari {dari}")
        )
    rumus = "Σ realisasi anggaran ÷ Σ pagu × 100"
    if r.serapan is None:
        return Jumlahan(rumus, tuple(suku), ())
    terisi = (
        f"Σ realisasi = {rupiah_id(r.anggaran)}",
        f"Σ pagu = {rupiah_id(r.pagu)}",
        f"{angka_id(r.anggaran)} ÷ {angka_id(r.pagu)} × 100 = {persen_id(r.serapan)}",
    )
    return Jumlahan(rumus, tuple(suku), terisi)
