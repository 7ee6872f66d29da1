"""One exact decimal context for the whole core: no binary floats, one rounding at the very end (domain 3.8)."""

from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal

# 60 digits: a quotient that never ends is exact far beyond the two decimals that are shown. No traps: nothing crashes.
KONTEKS = Context(prec=60, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
_TERLALU_BESAR = 400  # digits; beyond any figure of an office

SERATUS = Decimal(100)


def bagi(a: Decimal, b: Decimal) -> Decimal:
    """a / b to 60 digits. b must not be 0."""
    return KONTEKS.divide(a, b)


def kali(a: Decimal, b: Decimal) -> Decimal:
    return KONTEKS.multiply(a, b)


def kurang(a: Decimal, b: Decimal) -> Decimal:
    return KONTEKS.subtract(a, b)


def jumlahkan(*nilai: Decimal) -> Decimal:
    """Sum; 0 for nothing."""
    total = Decimal(0)
    for n in nilai:
        total = KONTEKS.add(total, n)
    return total


def bulatkan(nilai: Decimal, desimal: int = 2) -> Decimal:
    """Half up to `desimal` places (domain 3.8): 76,345 → 76,35; half away from zero for negatives, as Excel's ROUND.

    A quotient that ends on a half but was computed from unending ones (x,xx4999…) is first healed at 30 places.
    """
    if not nilai.is_finite() or nilai.adjusted() > _TERLALU_BESAR:
        return nilai
    luas = Context(prec=_TERLALU_BESAR + 40, rounding=ROUND_HALF_UP)
    sembuh = nilai.quantize(Decimal(1).scaleb(-30), context=luas)
    return sembuh.quantize(Decimal(1).scaleb(-desimal), context=luas)
