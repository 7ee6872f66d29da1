"""How the form looks: shared by the form that goes out and by the one that comes back marked."""

from collections.abc import Iterable
from decimal import Decimal

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from bot.berkas.excel_sel import lebarkan

BATAS_SEL_EXCEL = 32_767

GARIS = Side(style="thin", color="BFC7D1")
BINGKAI = Border(left=GARIS, right=GARIS, top=GARIS, bottom=GARIS)
ISIAN = PatternFill("solid", fgColor="FFFFFF")
TERKUNCI = PatternFill("solid", fgColor="EEF1F5")
JUDUL_TERKUNCI = PatternFill("solid", fgColor="44546A")
JUDUL_ISIAN = PatternFill("solid", fgColor="1F6F54")
HURUF = Font(name="Calibri", size=11, color="1F2933")
RATA_TEKS = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
RATA_ANGKA = Alignment(horizontal="right", vertical="top", wrap_text=True, indent=1)
RATA_TENGAH = Alignment(horizontal="center", vertical="top", wrap_text=True)
BUKA = Protection(locked=False)

FORMAT_TEKS = "@"
"""Cells for figures take exactly what is typed: an Excel set to English would turn "85,5" into 855, "5/7" into a date."""
FORMAT_RUPIAH = "#,##0"


def tulis_teks(sel: Cell, isi: str) -> None:
    """Write as text whatever it begins with; the quote prefix keeps it text when someone edits the cell."""
    isi = bersih(isi)
    sel.value = isi
    if isi:
        sel.data_type = "s"
    if isi.startswith(("=", "+", "-", "@", "\t", "\n")):
        sel.quotePrefix = True


def bersih(teks: str) -> str:
    """Text that a workbook can hold: no control characters or lone surrogates, at most what one cell takes."""
    teks = ILLEGAL_CHARACTERS_RE.sub("", teks.replace("\r\n", "\n").replace("\r", "\n"))
    teks = teks.encode("utf-8", "ignore").decode("utf-8").replace("\ufffe", "").replace("\uffff", "")
    return teks if len(teks) <= BATAS_SEL_EXCEL else teks[: BATAS_SEL_EXCEL - 1] + "…"


def pasang_gaya(sel: Cell, *, diisi: bool) -> None:
    """A cell to fill in is white and open, any other grey and locked."""
    sel.font = HURUF
    sel.border = BINGKAI
    sel.alignment = RATA_TEKS
    sel.fill = ISIAN if diisi else TERKUNCI
    if diisi:
        sel.protection = BUKA
        sel.number_format = FORMAT_TEKS


def tulis_angka(sel: Cell, nilai: Decimal, format_angka: str) -> None:
    """An exact number; a whole one as such. The column becomes wide enough for it."""
    sel.value = int(nilai) if nilai == nilai.to_integral_value() else nilai
    sel.number_format = format_angka
    lebarkan(sel, len(f"{sel.value:,}") + 1)  # 1: the indent


def pola_angka(nilai: Decimal) -> str:
    """A number format with as many decimals as the number has."""
    pangkat = nilai.normalize().as_tuple().exponent
    desimal = max(0, -pangkat) if isinstance(pangkat, int) else 0
    return "#,##0" + ("." + "0" * desimal if desimal else "")


def tinggi_baris(isi: Iterable[tuple[object, float]]) -> float:
    """Points for the longest wrapped text of a row (value, width in characters): phones do not work it out themselves."""
    baris = 2
    for nilai, lebar in isi:
        if isinstance(nilai, str):
            muat = max(1, int(lebar) - 2)
            baris = max(baris, sum(1 + len(alinea) // muat for alinea in nilai.split("\n")))
    return min(15 * baris + 4, 400)


def komentar(teks: str) -> Comment:
    """A note that is as high as its text."""
    baris = sum(1 + len(b) // 42 for b in teks.splitlines())
    return Comment(bersih(teks), "Formulir", width=290, height=24 + 18 * baris)
