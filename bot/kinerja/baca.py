"""Reading cells and targets (domain 3.1, 3.4). A cell that could mean two things is asked about, never guessed."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bot.kinerja.hitungan import KONTEKS
from bot.kinerja.model import Angka, Bacaan, Indikator, Kategori, Keterbacaan, Rentang, Target
from bot.kinerja.penulisan import (
    CONTOH,
    MAKS_DIGIT,
    TEMPAT,
    Ragu,
    ada_angka,
    rapikan,
    satuan_persen,
    urai_angka,
)
from bot.kinerja.tampil import angka_id, angka_polos, kutip

_KOSONG = frozenset(("", "-", "–", "—", "n/a", "na"))
_NOL = frozenset(("nihil", "nol"))
_BELUM = re.compile(r"\bbelum\b", re.IGNORECASE)
_RENTANG = re.compile(r"(.*[0-9]\s*%?)\s*(?:-|–|—|s\.?/?d\.?|sampai|hingga)\s*([-−0-9(R].*)", re.IGNORECASE)
_TINGKAT = re.compile(r"(?:level|tingkat|kelas|grade|kategori|tahap) [0-9]{1,2}", re.IGNORECASE)
_PANJANG_WAJAR = 200
_PANJANG_ASLI = 500
_HARFIAH_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.')


class TargetTidakTerbaca(Exception):
    """A target that is neither a number, a range nor a category. `teks`: as written; `alasan`: Indonesian remedy."""

    def __init__(self, teks: str, alasan: str) -> None:
        self.teks, self.alasan = teks, alasan
        super().__init__(alasan)


def baca_sel(
    isi: object,
    satuan: str,
    *,
    format_angka: str = "",
    sel: str = "",
    kategori: bool = False,
    uang: bool = False,
) -> Bacaan:
    """What a cell says (domain 3.1). Never raises, whatever the cell holds.

    isi: str, int, float, Decimal, bool, date, datetime, time or None, as a spreadsheet reader gives it.
    satuan: unit of the indicator; decides how ``1,250`` and percent formats are read. format_angka: Excel number format.
    sel: address for the answer. kategori: the target is a category, words are the value. uang: an amount of rupiah.
    """
    asli = _tertulis(isi)
    try:
        if isinstance(isi, str):
            return _baca_teks(isi, asli, satuan, sel, kategori, uang)
        if isi is None:
            return Bacaan(Keterbacaan.KOSONG, sel=sel)
        nilai = _nilai_bertipe(isi, asli, satuan, format_angka, uang)
    except Ragu as ragu:
        return Bacaan(Keterbacaan.KONFIRMASI, asli=asli, alasan=ragu.alasan, sel=sel)
    if kategori:
        return Bacaan(Keterbacaan.TEKS, asli=asli, sel=sel)
    return Bacaan(Keterbacaan.NILAI, nilai, asli, sel=sel)


def baca_kinerja(indikator: Indikator, isi: object, *, format_angka: str = "", sel: str = "") -> Bacaan:
    """The performance cell of an indicator: unit and kind of target are those of the plan, not of the file."""
    return baca_sel(isi, indikator.satuan, format_angka=format_angka, sel=sel, kategori=berkategori(indikator))


def baca_anggaran(isi: object, *, format_angka: str = "", sel: str = "") -> Bacaan:
    """A cell of spent rupiah."""
    return baca_sel(isi, "rupiah", format_angka=format_angka, sel=sel, uang=True)


def berkategori(indikator: Indikator) -> bool:
    """Is the indicator reported in words (a category in any of its targets)?"""
    return any(isinstance(t, Kategori) for t in (indikator.target_tahunan, *indikator.target_tw))


def baca_target(teks: str, *, satuan: str = "") -> Target | None:
    """A target as written in the plan: number, range ``2,50-4,50``, category, or None where nothing is planned.

    Raises `TargetTidakTerbaca`. `satuan` as in `baca_sel`: without it ``1,250`` is refused as ambiguous.
    """
    try:
        bersih = rapikan(teks)
        if _kosong(bersih):
            return None
        if bersih.casefold() in _NOL:
            return Angka(Decimal(0))
        if _TINGKAT.fullmatch(bersih) or not ada_angka(bersih):
            return _target_kategori(bersih)
        if cocok := _RENTANG.fullmatch(bersih):
            return _target_rentang(bersih, cocok[1], cocok[2], satuan)
        return Angka(urai_angka(bersih, satuan=satuan))
    except Ragu as ragu:
        raise TargetTidakTerbaca(teks, ragu.alasan) from None


def _target_kategori(teks: str) -> Kategori:
    if not any(c.isalpha() for c in teks) or teks[0] in "=#" or teks.casefold() in ("tidak ada", "nan", "inf"):
        raise Ragu(f"{kutip(teks)} bukan target. Tulis angka, {CONTOH}, atau kosongkan bila tidak ditargetkan.")
    return Kategori(teks)


def _target_rentang(teks: str, kiri: str, kanan: str, satuan: str) -> Rentang:
    bawah, atas = urai_angka(kiri.strip(), satuan=satuan), urai_angka(kanan.strip(), satuan=satuan)
    if bawah > atas:
        raise Ragu(f"{kutip(teks)}: batas bawah lebih besar daripada batas atas. Tulis misalnya 2,50-4,50.")
    return Rentang(bawah, atas)


def _kosong(teks: str) -> bool:
    """Domain 3.1 no. 1: not reported, which is never the same as zero."""
    return teks.casefold() in _KOSONG or (not ada_angka(teks) and bool(_BELUM.search(teks)))


def _baca_teks(isi: str, asli: str, satuan: str, sel: str, kategori: bool, uang: bool) -> Bacaan:
    teks = rapikan(isi)
    if _kosong(teks):
        return Bacaan(Keterbacaan.KOSONG, asli=asli, sel=sel)
    if teks.casefold() in TEMPAT:
        raise Ragu(f"Ganti tulisan {teks} dengan isinya yang sebenarnya.")
    if kategori and teks[0] not in "=#":
        return Bacaan(Keterbacaan.TEKS, asli=asli, sel=sel)
    if teks.casefold() in _NOL:
        return Bacaan(Keterbacaan.NILAI, Decimal(0), asli, sel=sel)
    if len(teks) > _PANJANG_WAJAR:
        raise Ragu(f"{kutip(teks)} bukan angka. Tulis satu angka saja, {CONTOH}; keterangan di kolom lain.")
    return Bacaan(Keterbacaan.NILAI, urai_angka(teks, satuan=satuan, uang=uang), asli, sel=sel)


def _nilai_bertipe(isi: object, asli: str, satuan: str, format_angka: str, uang: bool) -> Decimal:
    """Domain 3.1 no. 6: typed values as they are, percent formats times 100, dates asked about."""
    if isinstance(isi, bool):
        raise Ragu(f"{kutip(asli)} bukan angka. Tulis satu angka saja, {CONTOH}.")
    if isinstance(isi, datetime | date | time | timedelta):
        raise Ragu(
            f"Sel ini berisi tanggal atau jam ({asli}), mungkin diubah sendiri oleh Excel. "
            f"Ubah format sel menjadi Angka, lalu ketik ulang nilainya, {CONTOH}."
        )
    if not isinstance(isi, int | float | Decimal):
        raise Ragu(f"Isi sel tidak dikenal. Tulis satu angka saja, {CONTOH}.")
    nilai = _desimal(isi, asli)
    if not _berformat_persen(format_angka):
        return nilai
    persen = KONTEKS.multiply(nilai, Decimal(100)).normalize(KONTEKS)
    if satuan_persen(satuan) and not uang:
        return _tanpa_eksponen(persen)
    tampak = angka_polos(persen)
    raise Ragu(
        f"Sel ini berformat persen ({tampak} %), padahal satuannya {satuan or 'bukan persen'}. "
        f"Ubah format sel menjadi Angka, lalu ketik ulang nilainya."
    )


def _desimal(isi: int | float | Decimal, asli: str) -> Decimal:
    """Exact decimal of a typed number; `repr` of a float is the shortest text that means the same float."""
    nilai = Decimal(repr(isi)) if isinstance(isi, float) else Decimal(isi)
    if not nilai.is_finite():
        raise Ragu(f"Sel ini tidak berisi angka yang sah ({asli}). Periksa rumusnya atau ketik angkanya, {CONTOH}.")
    if nilai and not -MAKS_DIGIT <= nilai.adjusted() < MAKS_DIGIT:
        raise Ragu(f"Angka di sel ini terlalu besar atau terlalu kecil ({kutip(asli)}). Ketik ulang, {CONTOH}.")
    return _tanpa_eksponen(nilai)


def _tanpa_eksponen(nilai: Decimal) -> Decimal:
    """``Decimal('9.5E+6')`` and ``Decimal('9500000.0')`` become ``Decimal('9500000')``; 0 has no sign."""
    if not nilai:
        return Decimal(0)
    return Decimal(int(nilai)) if nilai == nilai.to_integral_value() else nilai


def _berformat_persen(format_angka: str) -> bool:
    """Does Excel show the number times 100? A quoted or escaped ``%`` is only decoration."""
    return "%" in _HARFIAH_FORMAT.sub("", format_angka)


def _tertulis(isi: object) -> str:
    """The cell as text for people and for the record."""
    match isi:
        case None:
            return ""
        case str():
            return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in isi[:_PANJANG_ASLI])
        case bool():
            return "BENAR" if isi else "SALAH"
        case datetime():
            return isi.strftime("%d-%m-%Y %H.%M") if isi.time() != time() else isi.strftime("%d-%m-%Y")
        case date():
            return isi.strftime("%d-%m-%Y")
        case float():
            return angka_id(Decimal(repr(isi))) if abs(isi) < 1e18 else repr(isi)
        case int():
            return angka_id(Decimal(isi)) if abs(isi) < 10**18 else "angka dengan lebih dari 18 digit"
        case Decimal():
            return angka_polos(isi) if isi.is_finite() and abs(isi.adjusted()) < 40 else str(isi)
    return str(isi)[:100] if isinstance(isi, time | timedelta) else type(isi).__name__
