"""Tables out of files: CSV as an Indonesian or English Excel writes it, and xlsx. Cells come out as text."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from bot.kinerja.baca import baca_sel
from bot.kinerja.penulisan import tulis_desimal

MAKS_BARIS = 2000
_MAKS_KOLOM = 60
_MAKS_UKURAN = 5_000_000  # bytes of the file
_MAKS_TERBUKA = 60_000_000  # bytes of an xlsx once unpacked
_MAKS_ISI_SELANG = 100  # rows looked through for the header


@dataclass(frozen=True)
class Masalah:
    """One thing to put right. baris: line or row in the file, 0 for the whole file; saran: Indonesian, what to write.

    sel: address in a workbook (``G7``), "" for other files and for what lies in no single cell.
    """

    baris: int
    kolom: str
    isi: str
    saran: str
    sel: str = ""

    def __str__(self) -> str:
        letak = self.sel or (f"baris {self.baris}" if self.baris else "")
        tempat = ", ".join(t for t in (letak, self.kolom) if t)
        return f"{tempat}: {self.saran}" if tempat else self.saran


class DataDitolak(Exception):
    """A file or row that cannot be taken; every mistake at once in `masalah`. Nothing of it has been stored."""

    def __init__(self, masalah: Sequence[Masalah]) -> None:
        self.masalah = tuple(masalah)
        super().__init__("\n".join(str(m) for m in self.masalah))


@dataclass(frozen=True)
class BarisTabel:
    """One row of a table: its number in the file, header (folded) → text, header → letters of its column in a workbook."""

    nomor: int
    isi: dict[str, str]
    kolom: Mapping[str, str] = field(default_factory=dict)


def baca_csv(data: bytes, wajib: Sequence[str]) -> list[BarisTabel]:
    """Rows of a CSV with a header line. Delimiter ``;``, ``,`` or tab; UTF-8 with or without BOM, else Windows-1252.

    wajib: header texts that must be there. Blank rows are dropped. Raises `DataDitolak`.
    """
    _pastikan_ukuran(data)
    teks = re.sub(r"\A\s*sep=.\r?\n", "", _teks(data))  # a hint that some programs write for Excel
    try:
        pembaca = csv.reader(io.StringIO(teks, newline=""), delimiter=_pemisah(teks))
        baris = [(pembaca.line_num, sel) for sel in pembaca]
    except csv.Error as galat:
        raise DataDitolak([Masalah(0, "", "", f"Berkas CSV rusak ({galat}). Simpan ulang dari Excel.")]) from None
    return _bertajuk(baris, wajib)


def baca_xlsx(data: bytes, wajib: Sequence[str]) -> list[BarisTabel]:
    """Rows of the first sheet that has a header row with all of `wajib`. Raises `DataDitolak`.

    Openpyxl only streams here, but an uploaded file may still be hostile: call this in a process that can be killed.
    """
    _pastikan_ukuran(data)
    _pastikan_zip(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns about extensions that carry no cells
            lembar = _lembar(data)
    except DataDitolak:
        raise
    except Exception as galat:  # openpyxl lets anything out of a damaged file: KeyError, BadZipFile, ParseError …
        raise _bukan_excel() from galat
    alasan: DataDitolak | None = None
    for baris in lembar:
        try:
            return baca_lembar(baris, wajib)
        except DataDitolak as ditolak:
            alasan = alasan or ditolak
    raise alasan or _bukan_excel()


def baca_lembar(baris: Sequence[tuple[int, list[str]]], wajib: Sequence[str]) -> list[BarisTabel]:
    """Rows of one sheet, given as row number and cells as text; titles above the header are dropped. Raises `DataDitolak`."""
    return _bertajuk(_mulai_dari_tajuk(baris, wajib), wajib, di_buku=True)


_TARGET_TW = re.compile(r"target_(?:tw|triwulan)_?(iv|i{1,3}|[1-4])")
_ROMAWI = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def _tajuk(teks: str) -> str:
    """A header as a column name: ``Target TW II`` is target_tw2, ``Pagu (Rp)`` is pagu."""
    polos = "_".join(re.sub(r"\([^)]*\)", " ", teks).split()).strip("_*:").casefold()
    cocok = _TARGET_TW.fullmatch(polos)
    return f"target_tw{_ROMAWI.get(cocok[1], cocok[1])}" if cocok else polos


def _bertajuk(
    baris: Sequence[tuple[int, list[str]]], wajib: Sequence[str], *, di_buku: bool = False
) -> list[BarisTabel]:
    """The rows below the first row that is not blank, keyed by its texts."""
    isi = [(nomor, [s.strip() for s in sel]) for nomor, sel in baris if any(s.strip() for s in sel)]
    if not isi:
        raise DataDitolak([Masalah(0, "", "", f"Berkas ini kosong. Baris pertama harus berisi: {', '.join(wajib)}.")])
    nomor_tajuk, tajuk = isi[0][0], [_tajuk(t) for t in isi[0][1]]
    huruf = {t: get_column_letter(n) for n, t in enumerate(tajuk, 1) if t} if di_buku else {}
    masalah = [
        Masalah(nomor_tajuk, k, "", f"kolom {k} tidak ada. Tambahkan judul kolom ini persis begitu.")
        for k in wajib
        if k not in tajuk
    ]
    masalah += [
        Masalah(nomor_tajuk, k, k, f"kolom {k} muncul dua kali. Hapus salah satunya.")
        for k in wajib
        if tajuk.count(k) > 1
    ]
    if len(isi) - 1 > MAKS_BARIS:
        masalah.append(
            Masalah(0, "", str(len(isi) - 1), f"Terlalu banyak baris. Paling banyak {MAKS_BARIS} per berkas.")
        )
    if masalah:
        raise DataDitolak(masalah)
    lebih = [
        Masalah(
            n, "", "", "isi baris lebih banyak daripada judul kolom. Beri tanda kutip pada teks yang memuat pemisah."
        )
        for n, sel in isi[1:]
        if any(sel[len(tajuk) :])
    ]
    if lebih:
        raise DataDitolak(lebih)
    return [BarisTabel(n, dict(zip(tajuk, sel + [""] * len(tajuk), strict=False)), huruf) for n, sel in isi[1:]]


def _mulai_dari_tajuk(baris: Sequence[tuple[int, list[str]]], wajib: Sequence[str]) -> Sequence[tuple[int, list[str]]]:
    """From the row on that holds most of the header texts; titles above it are dropped."""
    cocok = [len(set(wajib) & {_tajuk(s) for s in sel}) for _, sel in baris[:_MAKS_ISI_SELANG]]
    return baris[cocok.index(max(cocok)) :] if cocok and max(cocok) >= 2 else baris


def _teks(data: bytes) -> str:
    if b"\0" in data:
        raise DataDitolak([Masalah(0, "", "", "Berkas ini bukan CSV. Simpan sebagai CSV (UTF-8) dari Excel.")])
    for sandi in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(sandi)
        except UnicodeDecodeError:
            continue
    raise DataDitolak([Masalah(0, "", "", "Huruf di berkas ini tidak terbaca. Simpan sebagai CSV UTF-8 dari Excel.")])


def _pemisah(teks: str) -> str:
    """The delimiter is the one that the header line uses most."""
    tajuk = next((b for b in teks.splitlines() if b.strip()), "")
    return max((";", ",", "\t"), key=tajuk.count)


def _pastikan_ukuran(data: bytes) -> None:
    if len(data) > _MAKS_UKURAN:
        raise DataDitolak([Masalah(0, "", "", "Berkas terlalu besar. Paling besar 5 MB.")])


def _pastikan_zip(data: bytes) -> None:
    """Look at the directory before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as arsip:
            anggota = arsip.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeError):
        raise _bukan_excel() from None
    if len(anggota) > 1000 or sum(a.file_size for a in anggota) > _MAKS_TERBUKA:
        raise DataDitolak([Masalah(0, "", "", "Isi berkas terlalu besar. Simpan hanya tabelnya dalam berkas baru.")])


def _bukan_excel() -> DataDitolak:
    return DataDitolak([Masalah(0, "", "", "Berkas ini bukan Excel (.xlsx) yang utuh. Simpan ulang dari Excel.")])


def _lembar(data: bytes) -> list[list[tuple[int, list[str]]]]:
    """Every sheet as numbered rows of text; cached values, and the formula's own text where none is cached."""
    nilai = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    rumus = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    try:
        pasangan = zip(nilai.worksheets, rumus.worksheets, strict=True)
        return [[*_baris_lembar(n, r)] for n, r in pasangan]
    finally:
        nilai.close()
        rumus.close()


def _baris_lembar(nilai: Any, rumus: Any) -> Iterable[tuple[int, list[str]]]:
    for lembar in (nilai, rumus):
        lembar.reset_dimensions()  # the stored size may be false
    batas = MAKS_BARIS + _MAKS_ISI_SELANG
    semua = zip(nilai.iter_rows(max_col=_MAKS_KOLOM), rumus.iter_rows(max_col=_MAKS_KOLOM), strict=True)
    for nomor, (sel_nilai, sel_rumus) in enumerate(semua, 1):
        if nomor > batas:
            raise DataDitolak([Masalah(nomor, "", "", f"Terlalu banyak baris. Paling banyak {MAKS_BARIS} per lembar.")])
        yield nomor, [_sel(n, r) for n, r in zip(sel_nilai, sel_rumus, strict=True)]


def _sel(nilai: Any, rumus: Any) -> str:
    """A typed cell as the text that reads back as the same value (domain 3.1 no. 6)."""
    isi = nilai.value
    if isi is None:
        return rumus.value if isinstance(rumus.value, str) and rumus.value.startswith("=") else ""
    if isinstance(isi, str):
        return isi
    if isinstance(isi, bool) or not isinstance(isi, int | float):
        return isi.strftime("%d/%m/%Y") if isinstance(isi, datetime | date) else str(isi)
    return tulis_angka_sel(isi, nilai.number_format or "")


def tulis_angka_sel(nilai: int | float, format_angka: str) -> str:
    """A number in a cell as text: ``12,5``; with a percent format ``48,01 %`` (domain 3.1 no. 6)."""
    persen = baca_sel(nilai, "%", format_angka=format_angka)
    if persen.nilai is None:
        return str(nilai)
    return tulis_desimal(persen.nilai) + (" %" if persen.nilai != Decimal(repr(nilai)) else "")
