"""A rejected form as it came, with every wrong cell red and a note in it that says what to write.

Nothing of the upload itself is passed on (K53): the workbook is built anew from the cells that were read, at the same
addresses, so that the list in the chat fits it. A phone shows no notes, so a sheet of its own says the same.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas import petunjuk
from bot.berkas.baca_excel import LEMBAR_IDENTITAS, BerkasMentah, LembarMentah, SelMentah
from bot.berkas.excel_sel import lebarkan
from bot.berkas.formulir import tulis_identitas
from bot.berkas.gaya_formulir import (
    BINGKAI,
    HURUF,
    ISIAN,
    JUDUL_ISIAN,
    JUDUL_TERKUNCI,
    RATA_ANGKA,
    RATA_TEKS,
    TERKUNCI,
    bersih,
    komentar,
    tinggi_baris,
    tulis_teks,
)
from bot.berkas.kolom_formulir import KOLOM, KOLOM_LALU
from bot.berkas.sel_excel import alamat_ke_angka
from bot.berkas.tabel import Tabel, temukan_tabel
from bot.berkas.temuan import Temuan

TERBANYAK = 300  # cells with a note; the list in the chat has them all
LEBAR_LAIN = 16
LEMBAR_DAFTAR, LEMBAR_PETUNJUK = "Perbaikan", "Petunjuk"
JUDUL_DAFTAR = (("Sel", 8), ("Kode indikator", 14), ("Yang perlu diperbaiki", 50), ("Yang ditulis", 50))
GABUNGAN_TERBESAR = 100  # cells of a merged range that is kept merged

SALAH = PatternFill("solid", fgColor="F8CBC6")
_MERAH = Font(name="Calibri", size=11, bold=True, color="9C0006")
_JUDUL = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
_KEPALA = Font(name="Calibri", size=14, bold=True, color="1F2933")
_TENGAH = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEBAR = {k.judul: k.lebar for k in (*KOLOM, *KOLOM_LALU)}
_DIISI = {k.judul for k in (*KOLOM, *KOLOM_LALU) if k.diisi}
_FORMAT_BIASA = re.compile(r"[#0,.]*0?(\.0+)?%?")
_NAMA_TERLARANG = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def tandai(mentah: BerkasMentah, temuan: Sequence[Temuan]) -> bytes:
    """The workbook as .xlsx bytes. `temuan`: what has to be put right; several at one cell share its note."""
    buku = Workbook()
    buku.remove(buku.worksheets[0])
    tabel = temukan_tabel(mentah)
    bertanda = _yang_ditandai(mentah, tabel)
    terpakai = {LEMBAR_IDENTITAS.casefold()}
    for lembar in mentah.lembar:
        if _berjudul(lembar, LEMBAR_DAFTAR, [nama for nama, _ in JUDUL_DAFTAR]):
            continue  # the list of an earlier marked form
        sasaran = buku.create_sheet(_nama_lembar(lembar.nama, terpakai))
        if _berjudul(lembar, LEMBAR_PETUNJUK, petunjuk.JUDUL):
            petunjuk.tulis_petunjuk(sasaran)
        else:
            _salin(sasaran, lembar, next((t for t in tabel if t.lembar is lembar), None))
        if lembar is bertanda:
            _beri_tanda(sasaran, temuan)
            buku.active = sasaran
        sasaran.sheet_state = "hidden" if lembar.tersembunyi and lembar is not bertanda else "visible"
    if not any(s.sheet_state == "visible" for s in buku.worksheets) and buku.worksheets:
        buku.worksheets[0].sheet_state = "visible"
    if temuan or not buku.worksheets:
        _daftar(buku.create_sheet(_nama_lembar(LEMBAR_DAFTAR, terpakai)), temuan)
    if mentah.identitas is not None:
        tulis_identitas(buku.create_sheet(LEMBAR_IDENTITAS), mentah.identitas)
    keluaran = BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _berjudul(lembar: LembarMentah, nama: str, judul: Sequence[str]) -> bool:
    """A sheet that we have written: by its name and its first row."""
    pertama = next((b.sel for b in lembar.baris), {})
    tertulis = [str(pertama[n].nilai) for n in range(1, len(judul) + 1) if n in pertama]
    return lembar.nama.startswith(nama) and tertulis == list(judul)


def _daftar(sasaran: Worksheet, temuan: Sequence[Temuan]) -> None:
    """Every wrong cell with what to write there, to be read without opening a note."""
    for nomor, (nama, lebar) in enumerate(JUDUL_DAFTAR, 1):
        sel = sasaran.cell(1, nomor, nama)
        sel.font, sel.fill, sel.alignment, sel.border = _JUDUL, JUDUL_TERKUNCI, _TENGAH, BINGKAI
        sasaran.column_dimensions[get_column_letter(nomor)].width = lebar
    for baris, t in enumerate(temuan, 2):
        isi = (t.sel, t.kode, t.uraian, t.saran)
        for nomor, teks in enumerate(isi, 1):
            sel = sasaran.cell(baris, nomor)
            tulis_teks(sel, teks)
            sel.font, sel.alignment, sel.border = HURUF, RATA_TEKS, BINGKAI
        lebar_kolom = (lebar for _, lebar in JUDUL_DAFTAR)
        sasaran.row_dimensions[baris].height = tinggi_baris(zip(isi, lebar_kolom, strict=True))
    sasaran.freeze_panes = "A2"
    sasaran.print_title_rows = "1:1"
    _atur_kertas(sasaran)


def _yang_ditandai(mentah: BerkasMentah, tabel: Sequence[Tabel]) -> LembarMentah | None:
    """The sheet whose addresses the findings name: of the second table where two are filled in."""
    if tabel:
        return tabel[min(1, len(tabel) - 1)].lembar
    return next((x for x in mentah.lembar if not x.tersembunyi), None)


def _nama_lembar(nama: str, terpakai: set[str]) -> str:
    """A name that Excel takes and that no other sheet has; capital letters make no difference (K62)."""
    dasar = _NAMA_TERLARANG.sub("-", bersih(nama)).strip(" '")[:31] or "Lembar"
    calon, ke = dasar, 1
    while calon.casefold() in terpakai:
        ke += 1
        calon = f"{dasar[: 31 - len(str(ke)) - 1]}-{ke}"
    terpakai.add(calon.casefold())
    return calon


def _salin(sasaran: Worksheet, lembar: LembarMentah, tabel: Tabel | None) -> None:
    """Every cell that was read, where it was; the table in the colours of the form."""
    judul = {nomor: nama for nama, nomor in tabel.kolom.items()} if tabel else {}
    for baris in lembar.baris:
        for nomor, isi in baris.sel.items():
            _tulis(sasaran.cell(baris.nomor, nomor), isi)
        if tabel is not None and baris.nomor >= tabel.baris_judul:
            _warnai(sasaran, baris.nomor, judul, kepala=baris.nomor == tabel.baris_judul)
    for nomor, nama in judul.items():
        sasaran.column_dimensions[get_column_letter(nomor)].width = _LEBAR.get(nama, LEBAR_LAIN)
        for (sel,) in sasaran.iter_rows(min_col=nomor, max_col=nomor):
            if isinstance(sel.value, int | float):
                lebarkan(sel, len(f"{sel.value:,}") + 1)
    _gabungkan(sasaran, lembar)
    _atur(sasaran, tabel)


def _tulis(sel: Cell | MergedCell, isi: SelMentah) -> None:
    assert isinstance(sel, Cell)
    sel.font = HURUF
    match isi.jenis:
        case "angka":
            sel.value = isi.nilai
            sel.number_format = isi.format if _FORMAT_BIASA.fullmatch(isi.format) else "General"
        case "tanggal":
            tulis_teks(sel, _tanggal(str(isi.nilai)))
        case "logika":
            tulis_teks(sel, "BENAR" if isi.nilai else "SALAH")
        case _:
            tulis_teks(sel, str(isi.nilai))


def _tanggal(iso: str) -> str:
    try:
        return f"{datetime.fromisoformat(iso):%d-%m-%Y}"
    except ValueError:
        return iso


def _warnai(sasaran: Worksheet, nomor: int, judul: Mapping[int, str], *, kepala: bool) -> None:
    for kolom, nama in judul.items():
        sel = sasaran.cell(nomor, kolom)
        diisi = nama in _DIISI
        sel.border = BINGKAI
        if kepala:
            sel.font, sel.alignment = _JUDUL, _TENGAH
            sel.fill = JUDUL_ISIAN if diisi else JUDUL_TERKUNCI
        else:
            sel.alignment = RATA_ANGKA if isinstance(sel.value, int | float) else RATA_TEKS
            sel.fill = ISIAN if diisi else TERKUNCI
    isi = ((sasaran.cell(nomor, k).value, _LEBAR.get(nama, LEBAR_LAIN)) for k, nama in judul.items())
    sasaran.row_dimensions[nomor].height = tinggi_baris(isi)


def _gabungkan(sasaran: Worksheet, lembar: LembarMentah) -> None:
    """Merged cells stay merged: taken apart, one of their rows would seem to be empty."""
    ada: list[CellRange] = []
    for wilayah in lembar.gabungan:
        satu = CellRange(wilayah.replace("$", ""))
        kecil = satu.size["rows"] * satu.size["columns"] <= GABUNGAN_TERBESAR
        if kecil and all(satu.isdisjoint(lain) for lain in ada):
            ada.append(satu)
            sasaran.merge_cells(satu.coord)


def _beri_tanda(sasaran: Worksheet, temuan: Iterable[Temuan]) -> None:
    per_sel: dict[str, list[str]] = {}
    for t in temuan:
        baris, kolom = alamat_ke_angka(t.sel or "A1")
        sel = sasaran.cell(baris, kolom)
        if isinstance(sel, MergedCell):
            wilayah = next(w for w in sasaran.merged_cells.ranges if sel.coordinate in w)
            sel = sasaran.cell(wilayah.min_row, wilayah.min_col)
        per_sel.setdefault(sel.coordinate, []).append(f"{t.uraian} {t.saran}".strip())
    for alamat, kalimat in list(per_sel.items())[:TERBANYAK]:
        sel = sasaran[alamat]
        sel.fill, sel.font = SALAH, _MERAH
        sel.comment = komentar("\n".join(dict.fromkeys(kalimat)))


def _atur(sasaran: Worksheet, tabel: Tabel | None) -> None:
    """No lock: what has to be put right may lie anywhere."""
    if tabel is not None:
        sasaran.freeze_panes = f"A{tabel.baris_judul + 1}"
        sasaran.print_title_rows = f"{tabel.baris_judul}:{tabel.baris_judul}"
    sasaran["A1"].font = _KEPALA if sasaran["A1"].comment is None else _MERAH
    _atur_kertas(sasaran)


def _atur_kertas(sasaran: Worksheet) -> None:
    sasaran.page_margins.left = sasaran.page_margins.right = 0.4
    sasaran.page_setup.orientation = "landscape"
    sasaran.page_setup.paperSize = sasaran.PAPERSIZE_A4
    sasaran.page_setup.fitToWidth, sasaran.page_setup.fitToHeight = 1, 0
    sasaran.sheet_properties.pageSetUpPr.fitToPage = True
