"""What a form shows of the quarter before: the figure, the follow-up that was promised, and a cell for how far it is.

Only where there is something to show, behind the columns that every form has (domain 7.3).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas.gaya_formulir import (
    BINGKAI,
    JUDUL_ISIAN,
    JUDUL_TERKUNCI,
    RATA_ANGKA,
    komentar,
    pasang_gaya,
    tinggi_baris,
    tulis_teks,
)
from bot.berkas.kolom_formulir import BARIS_JUDUL, KOLOM_LALU, LALU, STATUS, STATUS_TINDAK, TINDAK_LALU
from bot.kinerja.model import Indikator, Realisasi


@dataclass(frozen=True)
class BarisFormulir:
    """One indicator with what the unit has already reported for this quarter, and what it did in the one before."""

    indikator: Indikator
    realisasi: Realisasi | None
    lalu: str = ""  # the figure of the quarter before, as people write it
    tindak_lalu: str = ""  # its follow-up
    status_tindak: str = ""  # of `STATUS`, "" where nobody has said
    terkunci: bool = False  # a return of single indicators has not opened it


def tulis_lalu(lembar: Worksheet, semua: Sequence[BarisFormulir]) -> None:
    """The columns of the quarter before, each only where some row has something in it."""
    ada_tindak = any(b.tindak_lalu for b in semua)
    tampil = {LALU: ada_tindak or any(b.lalu for b in semua), TINDAK_LALU: ada_tindak, STATUS_TINDAK: ada_tindak}
    for nomor, kolom in enumerate(KOLOM_LALU, LALU):
        if not tampil[nomor]:
            continue
        sel = lembar.cell(BARIS_JUDUL, nomor, kolom.judul)
        sel.font = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
        sel.fill = JUDUL_ISIAN if kolom.diisi else JUDUL_TERKUNCI
        sel.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sel.border = BINGKAI
        sel.comment = komentar(kolom.penjelasan)
        lembar.column_dimensions[get_column_letter(nomor)].width = kolom.lebar
        for ke, baris in enumerate(semua, BARIS_JUDUL + 1):
            _tulis_sel(lembar, ke, nomor, baris)
            tinggi = lembar.row_dimensions[ke].height or 0
            lembar.row_dimensions[ke].height = max(tinggi, tinggi_baris([(lembar.cell(ke, nomor).value, kolom.lebar)]))
    if ada_tindak:
        _pilihan_status(lembar, semua)


def _tulis_sel(lembar: Worksheet, ke: int, nomor: int, baris: BarisFormulir) -> None:
    sel = lembar.cell(ke, nomor)
    pasang_gaya(sel, diisi=nomor == STATUS_TINDAK and bool(baris.tindak_lalu) and not baris.terkunci)
    isi = {LALU: baris.lalu, TINDAK_LALU: baris.tindak_lalu, STATUS_TINDAK: baris.status_tindak}[nomor]
    tulis_teks(sel, isi)
    if nomor == LALU:
        sel.alignment = RATA_ANGKA


def _pilihan_status(lembar: Worksheet, semua: Sequence[BarisFormulir]) -> None:
    huruf = get_column_letter(STATUS_TINDAK)
    pilihan = DataValidation(type="list", formula1=f'"{",".join(STATUS)}"', allow_blank=True, showErrorMessage=False)
    for ke, baris in enumerate(semua, BARIS_JUDUL + 1):
        if baris.tindak_lalu and not baris.terkunci:
            pilihan.add(f"{huruf}{ke}")
    lembar.add_data_validation(pilihan)
