"""Cells of a workbook: text that stays text, numbers that stay exact, looks that are made once and shared."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas.tulisan import bersih
from bot.kinerja.tampil import angka_id

BATAS_TEKS = 32_767  # characters in one cell, as Excel counts them: UTF-16 units
BATAS_ANGKA = 10**15  # whole digits beyond this a workbook cannot keep
LANJUTAN = " … (selengkapnya di lembar Teks Panjang)"
LEMBAR_TEKS_PANJANG = "Teks Panjang"
AWAL_RUMUS = tuple("=+-@\t\n")
PANJANG_KEPALA = 240  # characters of a printed header
RUANG_ANGKA, LEBAR_TERBESAR = 2, 60  # characters beside a number; of the widest column that a number makes
MAKS_DESIMAL = 6  # shown; the cell keeps more
TEPI = Border(*[Side(style="thin", color="B9C0CA")] * 4)
HURUF = "Calibri"  # named, since a workbook without a font name is shown in whatever the program likes
TINGGI_BARIS, TINGGI_TERBESAR = 15, 409  # points; Excel allows no higher row
KEPALA = PatternFill("solid", start_color="1F3A5F")


@dataclass(frozen=True)
class Kolom:
    """A column of a sheet: its header, its width in characters, and where its content stands."""

    judul: str
    lebar: float
    rata: str = "left"


class Penulis:
    """Fills the sheets of one workbook. Looks are built once per kind, since openpyxl is slow at making them."""

    def __init__(self, buku: Workbook) -> None:
        self.buku = buku
        self._gaya: dict[tuple, StyleArray] = {}
        self._panjang: list[tuple[str, str]] = []

    def teks(
        self,
        sel: Cell,
        isi: str,
        *,
        warna: str = "",
        tebal: bool = False,
        rata: str = "left",
        polos: bool = False,
    ) -> None:
        """Text as typed: never a formula, never an error value, never longer than a cell can hold (K61, K62).

        polos: outside of a table, without borders.
        """
        utuh = bersih(isi)
        sel.value = self._muat(sel, utuh)
        if utuh:
            sel.data_type = "s"
        self._rias(sel, "@", warna, tebal, rata, polos)
        if utuh.startswith(AWAL_RUMUS):
            sel.quotePrefix = True  # stays text when somebody edits the cell

    def angka(
        self,
        sel: Cell,
        nilai: Decimal | None,
        *,
        desimal: int | None = None,
        tebal: bool = False,
        rata: str = "right",
    ) -> None:
        """A number with as many decimals as it has (or `desimal`). One too big for a workbook is written as text.

        The column becomes wide enough for it: a program shows `###` where a number has no room.
        """
        if nilai is None:
            self._rias(sel, "General", "", tebal, rata)
        elif abs(nilai) >= BATAS_ANGKA:
            self.teks(sel, angka_id(nilai), tebal=tebal, rata=rata)
        else:
            sel.value = nilai
            pola = _pola(nilai, desimal)
            self._rias(sel, pola, "", tebal, rata)
            lebarkan(sel, len(f"{nilai:,.{len(pola.partition('.')[2])}f}"))

    def persen(self, sel: Cell, nilai: Decimal | None, *, tebal: bool = False) -> None:
        """A percentage with the decimals that it was rounded to where it was computed."""
        desimal = None if nilai is None else max(0, -int(nilai.as_tuple().exponent))
        self.angka(sel, nilai, desimal=desimal, tebal=tebal)

    def rumus(self, sel: Cell, rumus: str, *, pola: str = "General", rata: str = "right", tebal: bool = False) -> None:
        sel.value = f"={rumus}"
        self._rias(sel, pola, "", tebal, rata)

    def kepala(self, lembar: Worksheet, kolom: Sequence[Kolom], baris: int = 1) -> None:
        """Header row with the widths of the columns."""
        for nomor, k in enumerate(kolom, 1):
            sel = lembar.cell(baris, nomor, k.judul)
            sel.font = Font(name=HURUF, size=11, bold=True, color="FFFFFF")
            sel.fill, sel.border = KEPALA, TEPI
            sel.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            if baris == 1:
                lembar.column_dimensions[get_column_letter(nomor)].width = k.lebar
        garis = max(_banyak_garis(k.judul, k.lebar - 2) for k in kolom)
        lembar.row_dimensions[baris].height = max(32, TINGGI_BARIS * garis + 2)

    def lembar_teks_panjang(self) -> None:
        """The full text of what did not fit into its cell; the sheet exists only when it is needed."""
        if not self._panjang:
            return
        lembar = self.buku.create_sheet(LEMBAR_TEKS_PANJANG)
        self.kepala(lembar, [Kolom("Sel", 24), Kolom("Bagian", 10), Kolom("Teks", 120)])
        baris = 1
        for alamat, isi in list(self._panjang):
            for nomor, potong in enumerate(_potongan(isi, BATAS_TEKS - 1), 1):
                baris += 1
                self.teks(lembar.cell(baris, 1), alamat)
                self.angka(lembar.cell(baris, 2), Decimal(nomor))
                self.teks(lembar.cell(baris, 3), potong)

    def _muat(self, sel: Cell, isi: str) -> str:
        if _satuan_utf16(isi) <= BATAS_TEKS:
            return isi
        self._panjang.append((f"{sel.parent.title}!{sel.coordinate}", isi))
        return _potongan(isi, BATAS_TEKS - len(LANJUTAN))[0] + LANJUTAN

    def _rias(self, sel: Cell, pola: str, warna: str, tebal: bool, rata: str, polos: bool = False) -> None:
        kunci = (pola, warna, tebal, rata, polos)
        if kunci not in self._gaya:
            sel.number_format = pola
            sel.border = Border() if polos else TEPI
            sel.font = Font(name=HURUF, size=11, bold=tebal)
            sel.alignment = Alignment(horizontal=rata, vertical="top", wrap_text=True)
            if warna:
                sel.fill = PatternFill("solid", start_color=warna.lstrip("#"))
            self._gaya[kunci] = copy(sel._style)
        sel._style = copy(self._gaya[kunci])


def lebarkan(sel: Cell, huruf: int) -> None:
    """Make the column of a cell wide enough for a number of so many characters."""
    kolom = sel.parent.column_dimensions[sel.column_letter]
    kolom.width = max(kolom.width, min(huruf + RUANG_ANGKA, LEBAR_TERBESAR))


def atur_tinggi(lembar: Worksheet, baris: int, kolom: Sequence[Kolom]) -> None:
    """Make room for wrapped text: phones and LibreOffice do not do it by themselves."""
    # By cell: a row of openpyxl asks the whole sheet how wide it is.
    isi = (lembar.cell(baris, nomor).value for nomor in range(1, len(kolom) + 1))
    banyak = max((_banyak_garis(satu, k.lebar) for satu, k in zip(isi, kolom, strict=True)), default=1)
    lembar.row_dimensions[baris].height = min(TINGGI_TERBESAR, TINGGI_BARIS * banyak + 2)


def _banyak_garis(isi: object, lebar: float) -> int:
    """Lines that a text takes in a column: words are kept whole, one that is longer than the column is not."""
    if not isinstance(isi, str) or isi.startswith("="):
        return 1
    muat = max(1, int(lebar))
    return sum(_garis_satu(garis, muat) for garis in isi[:4000].split("\n"))


def _garis_satu(teks: str, muat: int) -> int:
    if len(teks) <= muat:
        return 1
    banyak, terisi = 1, 0
    for kata in teks.split(" "):
        if terisi and terisi + 1 + len(kata) > muat:
            banyak, terisi = banyak + 1, 0
        terisi += len(kata) + (1 if terisi else 0)
        if terisi > muat:
            lebih = ceil(terisi / muat) - 1
            banyak, terisi = banyak + lebih, terisi - lebih * muat
    return banyak


def atur_cetak(lembar: Worksheet, *, judul: str, cap: str = "", beku: str = "A2", kaki: str = "") -> None:
    """A4 landscape, as wide as the paper, header row on every page, page numbers; `cap` (DRAF …) stands on each page.

    beku: the first cell that scrolls. kaki: what else stands at the foot of each page.
    """
    lembar.freeze_panes = beku
    lembar.print_area = lembar.dimensions
    lembar.print_title_rows = "1:1"
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.paperSize = lembar.PAPERSIZE_A4
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.sheet_properties.pageSetUpPr.fitToPage = True
    lembar.page_margins.left = lembar.page_margins.right = 0.4
    lembar.oddHeader.center.text = _kepala_cetak(f"{cap} – {judul}" if cap else judul)
    lembar.oddFooter.center.text = "&A – halaman &P dari &N"
    if kaki:
        lembar.oddFooter.left.text = _kepala_cetak(kaki)


def _kepala_cetak(teks: str) -> str:
    """`&` starts a code in a printed header, so it is doubled; Excel refuses more than 255 characters."""
    hasil = ""
    for huruf in bersih(teks).replace("\n", " "):
        hasil += huruf if huruf != "&" else "&&"
        if len(hasil) >= PANJANG_KEPALA:
            break
    return hasil


def _pola(nilai: Decimal, desimal: int | None) -> str:
    eksponen = _ringkas(nilai).as_tuple().exponent
    return pola_desimal(desimal if desimal is not None else max(0, -int(eksponen)))


def pola_desimal(banyak: int) -> str:
    """The number format with thousands and this many decimals, at most `MAKS_DESIMAL`."""
    return "#,##0" + ("." + "0" * min(MAKS_DESIMAL, banyak) if banyak else "")


def _ringkas(nilai: Decimal) -> Decimal:
    return nilai.normalize() if nilai else Decimal(0)


def _satuan_utf16(teks: str) -> int:
    return len(teks) + sum(1 for huruf in teks if huruf > "\uffff")


def _potongan(teks: str, batas: int) -> list[str]:
    """The text in pieces of at most `batas` UTF-16 units."""
    hasil, awal, isi = [], 0, 0
    for nomor, huruf in enumerate(teks):
        lebar = 2 if huruf > "\uffff" else 1
        if isi + lebar > batas:
            hasil.append(teks[awal:nomor])
            awal, isi = nomor, 0
        isi += lebar
    return [*hasil, teks[awal:]]
