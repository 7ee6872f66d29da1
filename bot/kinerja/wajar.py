"""Questions to the uploader about plausible slips (domain 3.1 no. 7, 7.2): asked, never refused."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from bot.kinerja.hitungan import bagi, bulatkan, jumlahkan, kali
from bot.kinerja.model import (
    Angka,
    Arah,
    Bacaan,
    Indikator,
    Kategori,
    Keterbacaan,
    Realisasi,
    Rentang,
    Sifat,
    Status,
    Target,
)
from bot.kinerja.penulisan import kata_satuan, satuan_persen, satuan_terhitung
from bot.kinerja.tampil import angka_id, rupiah_id, target_id
from bot.kinerja.ukur import VarianTurun, capaian

BATAS_PENJELASAN = Decimal(91)  # below it Faktor Penghambat and Tindak Lanjut are expected (domain 7.2)
BATAS_MENONJOL = Decimal(110)  # "di atas ekspektasi" (PermenPANRB 8/2021, domain 3.5)

_SEPULUH = Decimal(10)
_SERIBU = Decimal(1000)
_BUKAN_BAGIAN = frozenset(["pertumbuhan", "laju", "peningkatan", "kenaikan", "penurunan", "inflasi", "perubahan"])


def periksa_wajar(
    indikator: Indikator, tw: int, realisasi: Realisasi, sebelumnya: Realisasi | None = None
) -> list[str]:
    """Indonesian questions about one report of quarter `tw` (1..4); empty when nothing stands out.

    sebelumnya: what the same indicator reported in the quarter before.
    """
    lama = sebelumnya or Realisasi(indikator.kode)
    return [
        *_tanya_kinerja(indikator, tw, _angka(realisasi.kinerja), _angka(lama.kinerja)),
        *_tanya_anggaran(indikator, _angka(realisasi.anggaran), _angka(lama.anggaran)),
    ]


def periksa_penjelasan(
    indikator: Indikator, tw: int, realisasi: Realisasi, varian: VarianTurun = VarianTurun.SELISIH
) -> list[str]:
    """Names the explanations that are expected below a capaian of 91 and are missing (domain 7.2)."""
    if not perlu_penjelasan(indikator, tw, realisasi, varian):
        return []
    isian = (("Faktor Penghambat", realisasi.faktor_penghambat), ("Tindak Lanjut", realisasi.tindak_lanjut))
    kosong = [nama for nama, teks in isian if not teks.strip()]
    return [f"Capaian di bawah {BATAS_PENJELASAN} %: sebaiknya isi {' dan '.join(kosong)}."] if kosong else []


def perlu_penjelasan(
    indikator: Indikator, tw: int, realisasi: Realisasi, varian: VarianTurun = VarianTurun.SELISIH
) -> bool:
    """Is the capaian below 91, so that obstacle and follow-up are expected (domain 7.2)?"""
    nilai = capaian(indikator.target_tw[tw - 1], realisasi.kinerja, indikator.arah, varian).nilai
    return nilai is not None and nilai < BATAS_PENJELASAN


def menonjol(indikator: Indikator, tw: int, realisasi: Realisasi, varian: VarianTurun = VarianTurun.SELISIH) -> bool:
    """Is the capaian so far above the target that somebody will ask what has helped?"""
    nilai = capaian(indikator.target_tw[tw - 1], realisasi.kinerja, indikator.arah, varian).nilai
    return nilai is not None and nilai > BATAS_MENONJOL


def tanpa_rumus(
    indikator: Indikator, tw: int, realisasi: Realisasi, varian: VarianTurun = VarianTurun.SELISIH
) -> tuple[str, str] | None:
    """A number that the office's formula has no answer to (domain 3.2, 3.3): why, and what to do.

    Another word than the target is no such case: a valid report, whose capaian a person sets (domain 3.4).
    """
    if realisasi.kinerja.status is not Keterbacaan.NILAI or isinstance(indikator.target_tw[tw - 1], Kategori):
        return None
    ukuran = capaian(indikator.target_tw[tw - 1], realisasi.kinerja, indikator.arah, varian)
    if ukuran.status is not Status.PERLU_KONFIRMASI:
        return None
    return ukuran.alasan, "Bila memang demikian, kirim saja; capaiannya ditetapkan bersama tim."


def periksa_rencana(indikator: Indikator) -> list[str]:
    """Indonesian questions about a row of the plan: do the quarters fit the target of the year (domain 3.6)?"""
    return [*_tanya_negatif(indikator), *_tanya_rencana(indikator)]


def _tanya_negatif(i: Indikator) -> list[str]:
    """A negative target has no formula (domain 3.2): whatever is reported could never be assessed."""
    kolom = ("Target Tahunan", *(f"Target TW {r}" for r in ("I", "II", "III", "IV")))
    return [
        f"{nama} {target_id(t)} negatif, jadi tidak akan dapat dinilai: apakah benar? Bila maksudnya penurunan, "
        "tulis besarnya sebagai angka positif."
        for nama, t in zip(kolom, (i.target_tahunan, *i.target_tw), strict=True)
        if isinstance(t, Angka) and t.nilai < 0
    ]


def _tanya_rencana(indikator: Indikator) -> list[str]:
    tahunan, tw = indikator.target_tahunan, [t for t in indikator.target_tw if t is not None]
    if tahunan is None and not tw:
        return ["Tidak ada target sama sekali, jadi tidak akan dinilai: apakah benar?"]
    if not tw:
        return ["Tidak ada target triwulan, jadi tidak akan dinilai: apakah benar?"]
    if tahunan is None:
        return ["Target tahunan kosong: apakah benar?"]
    if len({type(t) for t in (tahunan, *tw)}) > 1:
        return [f"Target tahunan {target_id(tahunan)} dan target triwulannya berbeda bentuk: apakah benar?"]
    return [*_tanya_setahun(indikator, tahunan, tw), *_tanya_target(indikator, [tahunan, *tw])]


_GABUNGAN: Mapping[Sifat, tuple[str, Callable[[Sequence[Decimal]], Decimal]]] = {
    Sifat.JUMLAH: ("Jumlah target TW I–IV", lambda nilai: jumlahkan(*nilai)),
    Sifat.RATA_RATA: (
        "Rata-rata target triwulan",
        lambda nilai: bulatkan(bagi(jumlahkan(*nilai), Decimal(len(nilai)))),
    ),
    Sifat.MAKSIMUM: ("Target triwulan tertinggi", max),
}


def _tanya_setahun(i: Indikator, tahunan: Target, tw: Sequence[Target]) -> list[str]:
    if i.sifat is Sifat.AKHIR or isinstance(tahunan, Kategori):
        akhir = i.target_tw[3]
        if akhir in (None, tahunan):
            return []
        return [f"Target TW IV {target_id(akhir)}, target tahunan {target_id(tahunan)}: apakah benar berbeda?"]
    nilai = [t.nilai for t in tw if isinstance(t, Angka)]
    if not isinstance(tahunan, Angka) or not nilai:
        return []
    sebutan, gabung = _GABUNGAN[i.sifat]
    hasil = gabung(nilai)
    if hasil == tahunan.nilai or (i.sifat is Sifat.RATA_RATA and hasil == bulatkan(tahunan.nilai)):
        return []
    return [f"{sebutan} {angka_id(_rapi(hasil))}, target tahunan {angka_id(tahunan.nilai)}: apakah benar?"]


def _tanya_target(i: Indikator, semua: Sequence[Target]) -> list[str]:
    angka = [t.nilai for t in semua if isinstance(t, Angka)]
    tanya = []
    if isinstance(semua[0], Kategori) and i.sifat is not Sifat.AKHIR:
        tanya.append(f"Targetnya kata ({target_id(semua[0])}), padahal sifatnya {i.sifat}: biasanya akhir.")
    if satuan_persen(i.satuan) and any(n > 100 for n in angka) and not _BUKAN_BAGIAN.intersection(kata_satuan(i.nama)):
        tanya.append(f"Target {angka_id(max(angka))} % lebih dari 100 %: apakah benar?")
    if satuan_terhitung(i.satuan) and i.sifat is not Sifat.RATA_RATA and any(n != n.to_integral_value() for n in angka):
        pecah = next(n for n in angka if n != n.to_integral_value())
        tanya.append(f"Target {angka_id(pecah)} {i.satuan} bukan bilangan bulat: apakah benar?")
    return tanya


def _tanya_kinerja(i: Indikator, tw: int, nilai: Decimal | None, lama: Decimal | None) -> list[str]:
    if nilai is None:
        return []
    target = _batas_atas(i.target_tw[tw - 1])
    tertulis, tanya = angka_id(nilai), []
    if target is not None and target > 0 and nilai >= kali(_SEPULUH, target):  # a lost comma makes exactly ten times
        kata = "sepuluh kali" if nilai == kali(_SEPULUH, target) else "lebih dari sepuluh kali"
        tanya.append(f"Realisasi {tertulis} {kata} target {angka_id(target)}: apakah benar?")
    if satuan_persen(i.satuan) and nilai > 100 and not _BUKAN_BAGIAN.intersection(kata_satuan(i.nama)):
        tanya.append(f"Realisasi {tertulis} % lebih dari 100 %: apakah benar?")
    if satuan_persen(i.satuan) and target is not None and target >= _SEPULUH and 0 < nilai <= 1:
        tanya.append(f"Realisasi {tertulis} %: apakah maksudnya {angka_id(_rapi(kali(nilai, Decimal(100))))} %?")
    if satuan_terhitung(i.satuan) and i.sifat is not Sifat.RATA_RATA and nilai != nilai.to_integral_value():
        tanya.append(f"Realisasi {tertulis} {i.satuan} bukan bilangan bulat: apakah benar?")
    if lama is not None and nilai < lama and _bertambah_terus(i, tw):
        tanya.append(f"Realisasi {tertulis} lebih kecil daripada triwulan sebelumnya ({angka_id(lama)}): apakah benar?")
    return tanya


def _tanya_anggaran(i: Indikator, nilai: Decimal | None, lama: Decimal | None) -> list[str]:
    if nilai is None:
        return []
    tertulis, tanya = rupiah_id(nilai), []
    if nilai < 0:
        tanya.append(f"Realisasi anggaran {tertulis} negatif: apakah benar?")
    elif 0 < nilai < _SERIBU:
        tanya.append(f"Realisasi anggaran {tertulis}: apakah sudah dalam rupiah penuh?")
    if i.pagu is None:
        if nilai:
            tanya.append(f"Realisasi anggaran {tertulis} diisi pada indikator tanpa pagu: apakah barisnya benar?")
    elif nilai > i.pagu:
        tanya.append(f"Realisasi anggaran {tertulis} melebihi pagu {rupiah_id(i.pagu)}: apakah benar?")
    if lama is not None and nilai < lama:
        tanya.append(
            f"Realisasi anggaran {tertulis} lebih kecil daripada triwulan sebelumnya ({rupiah_id(lama)}), "
            "padahal diisi kumulatif sejak Januari: apakah benar?"
        )
    return tanya


def _bertambah_terus(i: Indikator, tw: int) -> bool:
    """A running total: a state that the plan lets grow from the quarter before to this one (domain 3.6, `akhir`)."""
    if i.sifat is not Sifat.AKHIR or i.arah is not Arah.NAIK or tw < 2:
        return False
    lama, kini = _batas_atas(i.target_tw[tw - 2]), _batas_atas(i.target_tw[tw - 1])
    return lama is not None and kini is not None and kini > lama


def _batas_atas(target: Target | None) -> Decimal | None:
    match target:
        case Angka(nilai):
            return nilai
        case Rentang(_, atas):
            return atas
    return None


def _angka(bacaan: Bacaan) -> Decimal | None:
    return bacaan.nilai if bacaan.status is Keterbacaan.NILAI else None


def _rapi(nilai: Decimal) -> Decimal:
    return nilai.quantize(Decimal(1)) if nilai == nilai.to_integral_value() else nilai.normalize()
