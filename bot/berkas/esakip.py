"""Figures for another application: plain values to type over or to import."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas.arsip import aman_csv
from bot.berkas.excel_sel import Kolom, Penulis, atur_cetak, atur_tinggi
from bot.berkas.tulisan import bersih
from bot.kinerja.model import Angka, BarisRekap, Keterbacaan
from bot.kinerja.tampil import angka_polos, target_id

LEMBAR = "e-SAKIP"
KOLOM = (
    Kolom("Kode", 14), Kolom("Indikator", 60), Kolom("Satuan", 12), Kolom("Target", 14, "right"),
    Kolom("Realisasi", 14, "right"), Kolom("Capaian (%)", 14, "right"),
)  # fmt: skip

Nilai = Decimal | str | None


def nilai_baris(baris: BarisRekap) -> tuple[Nilai, ...]:
    """The columns of one indicator: numbers as numbers, what is no number as its text, nothing as nothing."""
    target: Nilai = None if baris.target is None else target_id(baris.target)
    if isinstance(baris.target, Angka):
        target = baris.target.nilai
    bacaan = baris.realisasi.kinerja
    realisasi: Nilai = bacaan.nilai if bacaan.status is Keterbacaan.NILAI else bacaan.asli or None
    i = baris.indikator
    return i.kode, i.nama, i.satuan, target, realisasi, baris.capaian


def tulis_xlsx(semua: Sequence[BarisRekap], judul: str = LEMBAR) -> bytes:
    """One sheet, one row an indicator, no formulas. judul: what stands above each printed page."""
    buku = Workbook()
    lembar = buku.active
    assert isinstance(lembar, Worksheet)
    lembar.title = LEMBAR
    penulis = Penulis(buku)
    penulis.kepala(lembar, KOLOM)
    for nomor, baris in enumerate(semua, start=2):
        for ke, nilai in enumerate(nilai_baris(baris), start=1):
            sel = lembar.cell(nomor, ke)
            if isinstance(nilai, str):
                penulis.teks(sel, nilai)
            else:
                penulis.angka(sel, nilai)
        atur_tinggi(lembar, nomor, KOLOM)
    atur_cetak(lembar, judul=judul)
    buku.properties.title = bersih(judul)
    penulis.lembar_teks_panjang()
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def tulis_csv(semua: Sequence[BarisRekap]) -> bytes:
    """The same for an import: `;` between the columns, a decimal comma in numbers, no grouping."""
    keluaran = io.StringIO()
    penulis = csv.writer(keluaran, delimiter=";", lineterminator="\r\n")
    penulis.writerow([k.judul for k in KOLOM])
    penulis.writerows([_sel(nilai) for nilai in nilai_baris(b)] for b in semua)
    return keluaran.getvalue().encode("utf-8-sig")


def _sel(nilai: Nilai) -> str:
    if nilai is None:
        return ""
    return aman_csv(nilai) if isinstance(nilai, str) else angka_polos(nilai)
