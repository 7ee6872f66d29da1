"""How figures are written for people: decimal comma, thousands dot, rupiah without a blank (domain 10)."""

from decimal import ROUND_HALF_UP, Context, Decimal

from bot.kinerja.model import Angka, Bacaan, Kategori, Keterbacaan, Rentang, Target

TANPA_NILAI = "–"
_BULAT = Context(prec=2000, rounding=ROUND_HALF_UP)


def angka_polos(nilai: Decimal) -> str:
    """The digits of a finite number as a person types them: ``1250``, ``-2,50``. No exponent, no thousands dots."""
    if nilai.is_zero():
        nilai = nilai.copy_abs()
    return format(nilai, "f").replace(".", ",")


def angka_id(nilai: Decimal | None, desimal: int | None = None) -> str:
    """``1.234.567,89``. `desimal=None` keeps the digits that are there; None and non-numbers become a dash.

    Rounds half up (domain 3.8) where `desimal` is given.
    """
    if nilai is None or not nilai.is_finite():
        return TANPA_NILAI
    if desimal is not None:
        nilai = nilai.quantize(Decimal(1).scaleb(-desimal), context=_BULAT)
    tanda, teks = ("-", angka_polos(nilai.copy_negate())) if nilai < 0 else ("", angka_polos(nilai))
    utuh, _, pecahan = teks.partition(",")
    utuh = f"{int(utuh):,}".replace(",", ".") if len(utuh) < 4000 else utuh
    return tanda + utuh + ("," + pecahan if pecahan else "")


def persen_id(nilai: Decimal | None, desimal: int | None = None) -> str:
    """``87,40 %`` with the decimals that it was rounded to where it was computed; a dash where there is no value."""
    return TANPA_NILAI if nilai is None else f"{angka_id(nilai, desimal)} %"


def rupiah_id(nilai: Decimal | None) -> str:
    """``Rp364.134.300``; cents only where there are some: ``Rp4.869.028.237,50``."""
    if nilai is None or not nilai.is_finite():
        return TANPA_NILAI
    tanda, besar = ("-", nilai.copy_negate()) if nilai < 0 else ("", nilai)
    desimal = 0 if besar == besar.to_integral_value() else 2
    return f"{tanda}Rp{angka_id(besar, desimal)}"


def target_id(target: Target | None) -> str:
    """``1.000``, ``2,50–4,50`` or the words of a category; a dash where nothing is planned."""
    match target:
        case None:
            return TANPA_NILAI
        case Angka(nilai):
            return angka_id(nilai)
        case Rentang(bawah, atas):
            return f"{angka_id(bawah)}–{angka_id(atas)}"
        case Kategori(teks):
            return teks


def bacaan_id(bacaan: Bacaan) -> str:
    """What a cell says, for a summary: the number, the words, a dash, or the text that has to be confirmed."""
    match bacaan.status:
        case Keterbacaan.NILAI:
            return angka_id(bacaan.nilai)
        case Keterbacaan.TEKS:
            return " ".join(bacaan.asli.split())
        case Keterbacaan.KOSONG:
            return TANPA_NILAI
        case Keterbacaan.KONFIRMASI:
            return f"{kutip(bacaan.asli)} (perlu konfirmasi)"


def kutip(teks: str, panjang: int = 40) -> str:
    """A quotation that stays on one line: unprintable and direction marks become ``·``, long text is cut."""
    bersih = "".join(c if c.isprintable() else "·" for c in " ".join(teks.split()))
    return f'"{bersih[:panjang]}…"' if len(bersih) > panjang else f'"{bersih}"'
