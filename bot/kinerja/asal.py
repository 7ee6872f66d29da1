"""How a figure came about, in words and with its values filled in: for whoever asks where it comes from (domain 3.2–3.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from bot.kinerja.hitungan import KONTEKS, bulatkan
from bot.kinerja.model import Angka, Arah, Bacaan, BarisRekap, Kategori, Rentang, Sifat, Status, Target
from bot.kinerja.rekap import Aturan
from bot.kinerja.tampil import angka_id, bacaan_id, persen_id, rupiah_id, target_id
from bot.kinerja.ukur import VarianTurun, capaian, gabungan_sd

NOL = Decimal(0)
ROMAWI = ("I", "II", "III", "IV")
GABUNG = {
    Sifat.JUMLAH: "dijumlahkan",
    Sifat.AKHIR: "keadaan terakhir yang berlaku",
    Sifat.RATA_RATA: "dirata-rata",
    Sifat.MAKSIMUM: "diambil yang tertinggi",
}


@dataclass(frozen=True)
class Hitungan:
    """`rumus`: in words; `terisi`: the same with values, ending in the result; "" where nothing is computed."""

    rumus: str
    terisi: str = ""


def hitungan_capaian(baris: BarisRekap, aturan: Aturan) -> Hitungan | None:
    """The capaian of the quarter; None where the indicator is not assessed."""
    if baris.status is not Status.DINILAI or baris.capaian is None:
        return None
    nilai = baris.realisasi.kinerja.nilai
    return _terhadap_target(baris.target, nilai, baris.indikator.arah, aturan, persen_id(baris.capaian))


def _terhadap_target(
    target: Target | None, nilai: Decimal | None, arah: Arah, aturan: Aturan, hasil: str
) -> Hitungan | None:
    match target:
        case Kategori(teks):
            return Hitungan("target berupa kategori: sama dengan target berarti 100 %", f"{teks} → {hasil}")
        case Rentang(bawah, atas) if nilai is not None and bawah <= nilai <= atas:
            dalam = f"{utuh_id(nilai)} di dalam {target_id(target)} → {hasil}"
            return Hitungan("realisasi di dalam rentang target berarti 100 %", dalam)
        case Rentang(bawah, atas) if nilai is not None:
            batas = atas if nilai > atas else bawah
            satu = _terhadap(batas, nilai, arah, aturan, hasil)
            return Hitungan(
                f"di luar rentang {target_id(target)}, dihitung dari batas terdekat: {satu.rumus}", satu.terisi
            )
        case Angka(angka) if nilai is not None:
            return _terhadap(angka, nilai, arah, aturan, hasil)
    return None


def _terhadap(target: Decimal, nilai: Decimal, arah: Arah, aturan: Aturan, hasil: str) -> Hitungan:
    t, r = utuh_id(target), utuh_id(nilai)
    if target == NOL:
        return Hitungan("target 0: tercapai berarti 100 %, tidak tercapai 0 %", f"realisasi {r} → {hasil}")
    if arah is Arah.NAIK:
        return Hitungan("realisasi ÷ target × 100 (makin tinggi makin baik)", f"{r} ÷ {t} × 100 = {hasil}")
    if aturan.varian is VarianTurun.RASIO:
        return Hitungan("target ÷ realisasi × 100 (makin rendah makin baik)", f"{t} ÷ {r} × 100 = {hasil}")
    nol = ", paling rendah 0" if 2 * target < nilai else ""
    terisi = f"(2 × {t} − {r}) ÷ {t} × 100 = {hasil}{nol}"
    return Hitungan("(2 × target − realisasi) ÷ target × 100 (makin rendah makin baik)", terisi)


def hitungan_rata(baris: BarisRekap, aturan: Aturan) -> str:
    """What of it enters the averages, with its weight; "" where nothing does."""
    if baris.capaian is None:
        nol = aturan.kosong_nol and baris.status is Status.BELUM_DILAPORKAN
        return f"dihitung 0 dengan bobot {angka_id(baris.indikator.bobot)}" if nol else ""
    utuh = capaian(baris.target, baris.realisasi.kinerja, baris.indikator.arah, aturan.varian).nilai or baris.capaian
    bobot = f"dengan bobot {angka_id(baris.indikator.bobot)}"
    if aturan.cap is not None and utuh >= aturan.cap:
        return f"dihitung {persen_id(aturan.cap, aturan.desimal)} {bobot}"
    if aturan.desimal < 2 and utuh != baris.capaian:  # the row shows less than what enters the average
        return f"dihitung {persen_id(bulatkan(utuh))} (belum dibulatkan) {bobot}"
    return f"dihitung {persen_id(baris.capaian)} {bobot}"


@dataclass(frozen=True)
class HitunganSd:
    """The year so far: how the quarters become one, both sides with their values, and what follows from them."""

    gabung: str  # "antartriwulan dijumlahkan"
    realisasi: str
    target: str
    capaian: Hitungan | None  # None: not assessed
    tahunan: Hitungan | None  # against the target of the year


def hitungan_sd(baris: BarisRekap, bacaan: Sequence[Bacaan], aturan: Aturan) -> HitunganSd | None:
    """The figures s.d. the quarter of the last `bacaan` (quarters 1..n); None where that quarter is not reported."""
    i, g = baris.indikator, gabungan_sd(baris.indikator, bacaan)
    if g.realisasi is None:
        return None
    tiap = "; ".join(f"TW {tw} {bacaan_id(b)}" for tw, b in zip(ROMAWI, bacaan, strict=False))
    rencana = "; ".join(f"TW {ROMAWI[tw - 1]} {target_id(i.target_tw[tw - 1])}" for tw in g.dipakai)
    tahunan = None
    if baris.capaian_tahun is not None:
        tahunan = _terhadap_target(i.target_tahunan, g.realisasi.nilai, i.arah, aturan, persen_id(baris.capaian_tahun))
    hasil = None
    if baris.capaian_sd is not None:
        hasil = _terhadap_target(g.target, g.realisasi.nilai, i.arah, aturan, persen_id(baris.capaian_sd))
    return HitunganSd(
        gabung=f"antartriwulan {GABUNG[i.sifat]}",
        realisasi=f"{tiap} → {bacaan_id(g.realisasi) if g.realisasi.nilai is None else utuh_id(g.realisasi.nilai)}",
        target=f"{rencana} → {_utuh_target(g.target)}" if g.target is not None else "tidak ada yang ditargetkan",
        capaian=hasil,
        tahunan=tahunan,
    )


def utuh_id(nilai: Decimal) -> str:
    """Every digit, or the first six decimals and ``…``: what is computed with has not been rounded."""
    potong = nilai.quantize(Decimal(1).scaleb(-6), rounding=ROUND_DOWN) if nilai.is_finite() else nilai
    if potong != nilai:
        return f"{angka_id(potong)}…"
    return angka_id(
        nilai.quantize(Decimal(1)) if nilai == nilai.to_integral_value() else KONTEKS.plus(nilai.normalize())
    )


def _utuh_target(target: Target) -> str:
    return utuh_id(target.nilai) if isinstance(target, Angka) else target_id(target)


def hitungan_serapan(baris: BarisRekap) -> str:
    """``Rp45 ÷ Rp100 × 100 = 45,00 %``; "" where one of the two is unknown."""
    if baris.serapan is None:
        return ""
    anggaran, pagu = rupiah_id(baris.realisasi.anggaran.nilai), rupiah_id(baris.indikator.pagu)
    return f"{anggaran} ÷ {pagu} × 100 = {persen_id(baris.serapan)}"
