"""Small facts about Excel cells: addresses, escaped text, stored numbers, number formats, dates.

Standard library only: the reading child imports it at each start.
"""

import math
import re
from datetime import datetime, timedelta

BENTUK_BAWAAN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
}  # fmt: skip
"""Number formats that a file names by number only (ECMA-376 part 1, 18.8.30)."""

_ALAMAT = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def alamat_ke_angka(teks: str) -> tuple[int, int]:
    """``"F17"`` -> (17, 6). ValueError when it is no address."""
    cocok = _ALAMAT.fullmatch(teks)
    if not cocok:
        raise ValueError(f"bukan alamat sel: {teks[:20]!r}")
    kolom = 0
    for huruf in cocok[1].upper():
        kolom = kolom * 26 + ord(huruf) - 64
    return int(cocok[2]), kolom


def alamat(baris: int, kolom: int) -> str:
    """(17, 6) -> ``"F17"``."""
    huruf = ""
    while kolom:
        kolom, sisa = divmod(kolom - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return f"{huruf}{baris}"


_KODE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def teks_sel(teks: str) -> str:
    """Undo Excel's ``_x000D_`` escapes (ECMA-376 part 1, 22.9.2.19); lone surrogates become the replacement mark."""
    if "_x" in teks:
        teks = _KODE.sub(lambda m: chr(int(m[1], 16)), teks)
    return teks.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


_ANGKA = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def angka_excel(teks: str) -> int | float | None:
    """A stored number with Excel's own 15 significant digits; None for ``NaN``, ``1e309`` and other strangers."""
    if len(teks) > 400 or not _ANGKA.fullmatch(teks):
        return None
    angka = float(f"{float(teks):.15g}")
    if not math.isfinite(angka):
        return None
    return int(angka) if angka.is_integer() and abs(angka) < 1e15 else angka


_BUKAN_KODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE | re.DOTALL)


def bentuk_tanggal(bentuk: str) -> bool:
    """Does this number format show a date or a time? Only its first section counts."""
    if bentuk.lower() == "general":
        return False
    return any(huruf in "dmyhs" for huruf in _BUKAN_KODE.sub("", bentuk).partition(";")[0].lower())


def tanggal_excel(angka: float, *, sejak_1904: bool) -> str:
    """ISO text of a serial day; the plain number as text when it is outside the calendar of Excel."""
    hari = angka + 1462 if sejak_1904 else angka
    if not 0 <= hari < 2_958_466:
        return str(angka)
    if hari < 60:  # Excel believes in 29 February 1900
        hari += 1
    waktu = datetime(1899, 12, 30) + timedelta(seconds=round(hari * 86_400))  # noqa: DTZ001 (a cell knows no zone)
    return waktu.isoformat()
