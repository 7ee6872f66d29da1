"""How a figure came about, in words and with its values filled in: for whoever asks where it comes from (domain 3.2–3.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.kinerja.hitungan import bulatkan
from bot.kinerja.model import Angka, Arah, Bacaan, BarisRekap, Indikator, Kategori, Rentang, Sifat, Status
from bot.kinerja.rekap import Aturan
from bot.kinerja.tampil import angka_id, persen_id, rupiah_id, target_id
from bot.kinerja.ukur import VarianTurun, capaian, realisasi_sd

NOL = Decimal(0)
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
    hasil, nilai = persen_id(baris.capaian), baris.realisasi.kinerja.nilai
    match baris.target:
        case Kategori(teks):
            return Hitungan("target berupa kategori: sama dengan target berarti 100 %", f"{teks} → {hasil}")
        case Rentang(bawah, atas) if nilai is not None and bawah <= nilai <= atas:
            dalam = f"{angka_id(nilai)} di dalam {target_id(baris.target)} → {hasil}"
            return Hitungan("realisasi di dalam rentang target berarti 100 %", dalam)
        case Rentang(bawah, atas) if nilai is not None:
            batas = atas if nilai > atas else bawah
            satu = _terhadap(batas, nilai, baris.indikator.arah, aturan, hasil)
            return Hitungan(
                f"di luar rentang {target_id(baris.target)}, dihitung dari batas terdekat: {satu.rumus}", satu.terisi
            )
        case Angka(target) if nilai is not None:
            return _terhadap(target, nilai, baris.indikator.arah, aturan, hasil)
    return None


def _terhadap(target: Decimal, nilai: Decimal, arah: Arah, aturan: Aturan, hasil: str) -> Hitungan:
    t, r = angka_id(target), angka_id(nilai)
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


def hitungan_sd(indikator: Indikator, bacaan: Sequence[Bacaan]) -> Hitungan | None:
    """Realisation s.d. the quarter of the last `bacaan`; None in the first quarter and where nothing is known."""
    nilai = realisasi_sd(indikator, bacaan)
    if len(bacaan) < 2 or nilai is None:
        return None
    tiap = "; ".join(f"TW {tw} {angka_id(b.nilai)}" for tw, b in zip(("I", "II", "III", "IV"), bacaan, strict=False))
    return Hitungan(f"antartriwulan {GABUNG[indikator.sifat]}", f"{tiap} → {angka_id(nilai)}")


def hitungan_serapan(baris: BarisRekap) -> str:
    """``Rp45 ÷ Rp100 × 100 = 45,00 %``; "" where one of the two is unknown."""
    if baris.serapan is None:
        return ""
    anggaran, pagu = rupiah_id(baris.realisasi.anggaran.nilai), rupiah_id(baris.indikator.pagu)
    return f"{anggaran} ÷ {pagu} × 100 = {persen_id(baris.serapan)}"
