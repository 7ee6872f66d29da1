"""The people of an office as a workbook: one row for each role that somebody holds, with lists to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas.baca_excel import LEMBAR_IDENTITAS
from bot.berkas.excel_sel import HURUF, Kolom, Penulis, atur_cetak, atur_tinggi
from bot.berkas.tulisan import bersih

LEMBAR, JENIS = "Personel", "personel"
BARIS_JUDUL = 5
BARIS_LUANG = 40  # empty rows that are ready for more people
NAMA, NIP, PANGKAT, JABATAN, TELEGRAM, PERAN, BIDANG = JUDUL = (
    "Nama", "NIP", "Pangkat", "Jabatan", "Telegram", "Peran", "Bidang",
)  # fmt: skip
_LEBAR = (28, 22, 20, 32, 14, 28, 28)
KOLOM = tuple(Kolom(judul, lebar) for judul, lebar in zip(JUDUL, _LEBAR, strict=True))
_PENJELASAN = {
    NAMA: "Nama lengkap dengan gelar. Orang dengan dua peran ditulis dua baris.",
    NIP: "18 angka. Kosongkan bila tidak punya NIP.",
    PANGKAT: "Misalnya Pembina Tk. I. Boleh kosong.",
    JABATAN: "Misalnya Kepala Bidang Perdagangan. Boleh kosong.",
    TELEGRAM: "Nomor yang disebut bot saat START. Bila kosong, bot membuat tautan undangan untuk orang ini.",
    PERAN: "Pilih dari daftar.",
    BIDANG: "Pilih dari daftar, hanya untuk peran yang ada di tiap unit.",
}
PETUNJUK = (
    "Satu baris satu peran. Kolom Peran dan Bidang dipilih dari daftar. Telegram boleh kosong: orangnya lalu diundang dengan tautan.",
    "Siapa yang dihapus dari daftar ini tidak lagi terdaftar. Simpan sebagai .xlsx, lalu kirim kembali di chat pribadi dengan bot.",
)


@dataclass(frozen=True)
class BarisPersonel:
    """One row; ``peran`` and ``bidang`` as people read them, "" where there is none."""

    nama: str
    nip: str
    pangkat: str
    jabatan: str
    telegram: str
    peran: str
    bidang: str


@dataclass(frozen=True)
class BukuPersonel:
    """``sidik``: of the people as they were when the workbook was made."""

    kode: str
    nama: str
    sidik: str
    baris: Sequence[BarisPersonel]
    peran: Sequence[str]
    bidang: Sequence[str]

    @property
    def nama_berkas(self) -> str:
        return f"{JENIS}-{self.kode}.xlsx"


def tulis_personel(b: BukuPersonel) -> bytes:
    """The workbook as .xlsx bytes. What people typed is text, never a formula."""
    buku = Workbook()
    lembar = buku.active
    assert isinstance(lembar, Worksheet)
    lembar.title = LEMBAR
    buku.properties.title = bersih(f"Personel {b.nama}")
    buku.properties.creator = bersih(b.nama)
    penulis = Penulis(buku)
    _kepala(lembar, penulis, b)
    terakhir = BARIS_JUDUL + len(b.baris) + BARIS_LUANG
    for nomor in range(BARIS_JUDUL + 1, terakhir + 1):
        urutan = nomor - BARIS_JUDUL - 1
        isi = b.baris[urutan] if urutan < len(b.baris) else BarisPersonel("", "", "", "", "", "", "")
        for kolom, judul in enumerate(JUDUL, 1):
            penulis.teks(lembar.cell(nomor, kolom), str(getattr(isi, judul.lower())))
        atur_tinggi(lembar, nomor, KOLOM)
    _daftar_pilihan(buku, lembar, penulis, b, terakhir)
    atur_cetak(lembar, judul=f"Personel {b.nama}")
    lembar.print_area = f"A1:{lembar.cell(1, len(KOLOM)).column_letter}{BARIS_JUDUL + max(1, len(b.baris))}"
    lembar.freeze_panes = f"B{BARIS_JUDUL + 1}"
    lembar.print_title_rows = f"{BARIS_JUDUL}:{BARIS_JUDUL}"
    keluaran = BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _kepala(lembar: Worksheet, penulis: Penulis, b: BukuPersonel) -> None:
    penulis.kepala(lembar, KOLOM, BARIS_JUDUL)
    for nomor, (k, judul) in enumerate(zip(KOLOM, JUDUL, strict=True), 1):
        sel = lembar.cell(BARIS_JUDUL, nomor)
        sel.comment = Comment(_PENJELASAN[judul], "Personel", width=290, height=70)
        lembar.column_dimensions[sel.column_letter].width = k.lebar
    tulisan = ((f"Personel {b.nama}", 15, True), ("", 11, False), *((p, 10, False) for p in PETUNJUK))
    for nomor, (teks, ukuran, tebal) in enumerate(tulisan, 1):
        sel = lembar.cell(nomor, 1, bersih(teks))
        sel.data_type = "s"
        sel.font = Font(name=HURUF, size=ukuran, bold=tebal)
        sel.alignment = Alignment(vertical="top")


def _daftar_pilihan(buku: Workbook, lembar: Worksheet, penulis: Penulis, b: BukuPersonel, terakhir: int) -> None:
    """A hidden sheet says whose workbook this is (columns A, B) and holds what can be chosen (D, E)."""
    identitas = buku.create_sheet(LEMBAR_IDENTITAS)
    identitas.sheet_state = "hidden"
    for nomor, (kunci, nilai) in enumerate((("jenis", JENIS), ("instansi", b.kode), ("sidik", b.sidik)), 1):
        penulis.teks(identitas.cell(nomor, 1), kunci)
        penulis.teks(identitas.cell(nomor, 2), nilai)
    for huruf, kolom, judul, isi in (("D", 4, PERAN, b.peran), ("E", 5, BIDANG, b.bidang)):
        for nomor, satu in enumerate(isi, 1):
            penulis.teks(identitas.cell(nomor, kolom), satu)
        sasaran = lembar.cell(1, JUDUL.index(judul) + 1).column_letter
        pilihan = DataValidation(
            type="list",
            formula1=f"'{LEMBAR_IDENTITAS}'!${huruf}$1:${huruf}${max(1, len(isi))}",
            sqref=f"{sasaran}{BARIS_JUDUL + 1}:{sasaran}{terakhir}",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=f"{judul} tidak ada di daftar",
            error="Pilih dari daftar yang muncul bila sel ini ditekan.",
        )
        lembar.add_data_validation(pilihan)
