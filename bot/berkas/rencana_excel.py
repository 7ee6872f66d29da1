"""The yearly plan as a workbook to fill in on a phone or a computer, and its cells as text when it comes back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas.baca_excel import LEMBAR_IDENTITAS, BerkasMentah, LembarMentah, SelMentah
from bot.berkas.excel_sel import HURUF, Kolom, Penulis, atur_cetak, atur_tinggi, lebarkan
from bot.berkas.tulisan import bersih
from bot.kinerja.data import KOLOM_INDIKATOR, KOLOM_TW, tulis_target
from bot.kinerja.model import Angka, Arah, Indikator, Sifat, Target
from bot.kinerja.tabel_berkas import tulis_angka_sel

LEMBAR, LEMBAR_PETUNJUK, LEMBAR_BIDANG = "Rencana", "Petunjuk", "Bidang"
JENIS = "rencana"
BARIS_JUDUL = 5
BARIS_LUANG = 30  # rows below the last indicator that are ready for new ones
BARIS_TERAKHIR = 1000  # drop-downs reach as far as an upload is read
RUPIAH = "#,##0"
WAJIB, BEBAS = "4F2E12", "44546A"


@dataclass(frozen=True)
class Isian:
    """One column: its header as people read it, width in characters, meaning, an example, whether it must be filled."""

    judul: str
    lebar: float
    arti: str
    contoh: str
    wajib: bool = False


ISIAN: Mapping[str, Isian] = {
    "kode": Isian("Kode", 11, "Tanda pengenal indikator, tidak boleh sama: huruf dan angka tanpa spasi, boleh dengan - . / _ di antaranya. Realisasi dan arsip dikenali darinya.", "DKP-01", True),
    "sasaran": Isian("Sasaran", 24, "Sasaran yang didukung indikator ini.", "Meningkatnya perdagangan"),
    "program": Isian("Program", 22, "Program pada DPA.", "Program Stabilisasi Harga"),
    "kegiatan": Isian("Kegiatan", 20, "Kegiatan atau sub kegiatan pada DPA.", "Pemantauan harga pasar"),
    "indikator": Isian("Indikator", 34, "Nama indikator.", "Jumlah pasar yang dipantau", True),
    "satuan": Isian("Satuan", 10, "Satuan target dan realisasi.", "pasar", True),
    "arah": Isian("Arah", 8, "naik: makin tinggi makin baik.\nturun: makin rendah makin baik, misalnya pengaduan.", "naik", True),
    "sifat": Isian("Sifat", 11, "jumlah: triwulan dijumlahkan, target tahunan = TW I + II + III + IV.\n"
                   "akhir: posisi atau kumulatif, target tahunan = target TW IV.\n"
                   "rata-rata: target tahunan = rata-rata triwulan.\nmaksimum: target tahunan = triwulan tertinggi.", "jumlah", True),
    "bobot": Isian("Bobot", 8, "Bobot dalam rata-rata. Kosong berarti 1.", "2"),
    "target_tahunan": Isian("Target Tahunan", 11, "Target setahun: angka, rentang, atau kata.", "12"),
    "target_tw1": Isian("Target TW I", 10, "Target triwulan I. Kosong berarti tidak ditargetkan pada triwulan itu.", "3"),
    "target_tw2": Isian("Target TW II", 10, "Target triwulan II; untuk sifat akhir tulis posisi s.d. triwulan itu.", "82,5"),
    "target_tw3": Isian("Target TW III", 10, "Target triwulan III. Rentang ditulis dengan tanda hubung.", "2,50-4,50"),
    "target_tw4": Isian("Target TW IV", 10, "Target triwulan IV. Kata dipakai bila realisasinya juga kata.", "Tepat Waktu"),
    "pagu": Isian("Pagu (Rp)", 16, "Pagu anggaran, rupiah penuh; hanya di satu baris tiap program, sebab dijumlahkan.", "364.134.300"),
    "bidang": Isian("Bidang", 14, "Unit yang melaporkan: kodenya, lihat lembar Bidang.", "perdagangan", True),
}  # fmt: skip
_KOLOM = tuple(Kolom(ISIAN[k].judul, ISIAN[k].lebar) for k in KOLOM_INDIKATOR)
_SEMPIT = ("arah", "sifat", "satuan", "bidang")


@dataclass(frozen=True)
class BukuRencana:
    """What the workbook says and whose it is. `versi` 0: nothing is stored for this year yet."""

    kode_instansi: str
    nama_instansi: str
    tahun: int
    versi: int
    keterangan: str  # one line: version, since when, why
    indikator: tuple[Indikator, ...]
    bidang: Mapping[str, str]  # code -> name

    @property
    def nama_berkas(self) -> str:
        """``rencana-dkupp-2026.xlsx``"""
        return f"rencana-{re.sub(r'[^A-Za-z0-9_]+', '-', self.kode_instansi).strip('-')}-{self.tahun}.xlsx"


def tulis_rencana(r: BukuRencana) -> bytes:
    """The workbook as .xlsx bytes. User text is always text, never a formula."""
    buku = Workbook()
    lembar = buku.active
    assert isinstance(lembar, Worksheet)
    lembar.title = LEMBAR
    penulis = Penulis(buku)
    _kepala(lembar, penulis, r)
    for nomor, i in enumerate(r.indikator, BARIS_JUDUL + 1):
        _baris(lembar, penulis, nomor, i)
    akhir = BARIS_JUDUL + len(r.indikator)
    for nomor in range(akhir + 1, akhir + BARIS_LUANG + 1):
        for ke, nama in enumerate(KOLOM_INDIKATOR, 1):
            penulis.teks(lembar.cell(nomor, ke), "", rata=_rata(nama))
    _pilihan(lembar, r)
    atur_cetak(lembar, judul=f"Rencana Kinerja {r.tahun} – {r.nama_instansi}")
    lembar.print_title_rows = f"{BARIS_JUDUL}:{BARIS_JUDUL}"
    lembar.freeze_panes = lembar.cell(BARIS_JUDUL + 1, 2)
    lembar.print_area = f"A1:{get_column_letter(len(_KOLOM))}{max(akhir, BARIS_JUDUL + 1)}"
    _petunjuk(buku.create_sheet(LEMBAR_PETUNJUK), penulis)
    _bidang(buku.create_sheet(LEMBAR_BIDANG), penulis, r.bidang)
    _identitas(buku.create_sheet(LEMBAR_IDENTITAS), penulis, r)
    keluaran = BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _kepala(lembar: Worksheet, penulis: Penulis, r: BukuRencana) -> None:
    teks = (
        (f"Rencana Kinerja {r.tahun} · {r.nama_instansi}", 16, True, 24),
        (r.keterangan, 11, False, 16),
        ("Satu baris satu indikator. Judul kolom cokelat wajib diisi; arahkan ke judul untuk arti dan contohnya.", 10, False, 15),
        ("Simpan sebagai .xlsx, lalu kirim kembali di chat pribadi dengan bot. Belum ada yang berubah sebelum disimpan di sana.", 10, False, 18),
    )  # fmt: skip
    for nomor, (isi, besar, tebal, tinggi) in enumerate(teks, 1):
        sel = lembar.cell(nomor, 1, bersih(isi))
        sel.data_type = "s"
        sel.font = Font(name=HURUF, size=besar, bold=tebal, color="1F2933" if tebal else "52606D")
        sel.alignment = Alignment(vertical="top")
        lembar.row_dimensions[nomor].height = tinggi
    penulis.kepala(lembar, _KOLOM, BARIS_JUDUL)
    for ke, nama in enumerate(KOLOM_INDIKATOR, 1):
        isian, sel = ISIAN[nama], lembar.cell(BARIS_JUDUL, ke)
        lembar.column_dimensions[get_column_letter(ke)].width = isian.lebar
        sel.fill = PatternFill("solid", start_color=WAJIB if isian.wajib else BEBAS)
        sel.comment = _komentar(f"{isian.arti}\nContoh: {isian.contoh}")


def _komentar(teks: str) -> Comment:
    garis = sum(1 + len(b) // 38 for b in teks.splitlines())
    return Comment(teks, "Petunjuk", width=280, height=26 + 18 * garis)


def _rata(nama: str) -> str:
    if nama in ("bobot", "target_tahunan", *KOLOM_TW, "pagu"):
        return "right"
    return "center" if nama in _SEMPIT else "left"


def _baris(lembar: Worksheet, penulis: Penulis, nomor: int, i: Indikator) -> None:
    nilai: dict[str, str | Decimal | None] = {
        "kode": i.kode,
        "sasaran": i.sasaran,
        "program": i.program,
        "kegiatan": i.kegiatan,
        "indikator": i.nama,
        "satuan": i.satuan,
        "arah": i.arah.value,
        "sifat": i.sifat.value,
        "bobot": i.bobot,
        "target_tahunan": _target(i.target_tahunan),
        **{kolom: _target(t) for kolom, t in zip(KOLOM_TW, i.target_tw, strict=True)},
        "pagu": i.pagu,
        "bidang": i.bidang,
    }
    for ke, (nama, isi) in enumerate(nilai.items(), 1):
        sel = lembar.cell(nomor, ke)
        if isinstance(isi, str):
            penulis.teks(sel, isi, tebal=nama == "kode", rata=_rata(nama))
        else:
            _angka(sel, penulis, isi, _rata(nama), RUPIAH if nama == "pagu" else "")
    atur_tinggi(lembar, nomor, _KOLOM)


def _target(target: Target | None) -> Decimal | str | None:
    return target.nilai if isinstance(target, Angka) else tulis_target(target) or None


def _angka(sel: Cell, penulis: Penulis, nilai: Decimal | None, rata: str, pola: str) -> None:
    """A number in a cell of text: what somebody types over it is taken as typed, whatever language their Excel speaks."""
    penulis.teks(sel, "", rata=rata)
    if nilai is not None:
        sel.value = int(nilai) if nilai == nilai.to_integral_value() else nilai
        sel.number_format = pola or sel.number_format
        lebarkan(sel, len(f"{sel.value:,}"))


def _pilihan(lembar: Worksheet, r: BukuRencana) -> None:
    """Drop-downs. What is typed instead is not refused by Excel: the bot reads it and says what is wrong."""
    pilihan = {
        "arah": f'"{",".join(Arah)}"',
        "sifat": f'"{",".join(Sifat)}"',
        "bidang": f"{LEMBAR_BIDANG}!$A$2:$A${len(r.bidang) + 1}",
    }
    for nama, rumus in pilihan.items():
        huruf = get_column_letter(KOLOM_INDIKATOR.index(nama) + 1)
        satu = DataValidation(type="list", formula1=rumus, allow_blank=True, showErrorMessage=False)
        satu.sqref = f"{huruf}{BARIS_JUDUL + 1}:{huruf}{BARIS_TERAKHIR}"
        lembar.add_data_validation(satu)


def _petunjuk(lembar: Worksheet, penulis: Penulis) -> None:
    kolom = (Kolom("Judul kolom", 18), Kolom("Wajib", 8), Kolom("Arti", 70), Kolom("Contoh", 28))
    penulis.kepala(lembar, kolom)
    for nomor, isian in enumerate(ISIAN.values(), 2):
        isi = (isian.judul, "ya" if isian.wajib else "", isian.arti, isian.contoh)
        for ke, teks in enumerate(isi, 1):
            penulis.teks(lembar.cell(nomor, ke), teks, tebal=ke == 1)
        atur_tinggi(lembar, nomor, kolom)
    atur_cetak(lembar, judul="Petunjuk pengisian")


def _bidang(lembar: Worksheet, penulis: Penulis, bidang: Mapping[str, str]) -> None:
    penulis.kepala(lembar, (Kolom("Kode bidang", 20), Kolom("Nama", 60)))
    for nomor, (kode, nama) in enumerate(bidang.items(), 2):
        penulis.teks(lembar.cell(nomor, 1), kode, tebal=True)
        penulis.teks(lembar.cell(nomor, 2), nama)
    atur_cetak(lembar, judul="Bidang")


def _identitas(lembar: Worksheet, penulis: Penulis, r: BukuRencana) -> None:
    isi = {"jenis": JENIS, "instansi": r.kode_instansi, "tahun": str(r.tahun), "versi": str(r.versi)}
    for nomor, (kunci, nilai) in enumerate(isi.items(), 1):
        penulis.teks(lembar.cell(nomor, 1), kunci)
        penulis.teks(lembar.cell(nomor, 2), nilai)
    lembar.sheet_state = "veryHidden"


# Coming back ---------------------------------------------------------------------------------------------------------


def lembar_teks(mentah: BerkasMentah) -> list[list[tuple[int, list[str]]]]:
    """The visible sheets as row number and cells of text, as `bot.kinerja.data` reads them."""
    return [_lembar_teks(satu) for satu in mentah.lembar if not satu.tersembunyi]


def _lembar_teks(lembar: LembarMentah) -> list[tuple[int, list[str]]]:
    lebar = max((max(b.sel, default=0) for b in lembar.baris), default=0)
    return [(b.nomor, [_teks(b.sel.get(n)) for n in range(1, lebar + 1)]) for b in lembar.baris]


def _teks(sel: SelMentah | None) -> str:
    """A cell as the text that reads back as the same value."""
    if sel is None:
        return ""
    if isinstance(sel.nilai, bool):
        return "BENAR" if sel.nilai else "SALAH"
    if isinstance(sel.nilai, int | float):
        return tulis_angka_sel(sel.nilai, sel.format)
    return sel.nilai


def di_luar_batas(mentah: BerkasMentah) -> Sequence[str]:
    """First cells that lie beyond what is read, one a visible sheet."""
    return [satu.di_luar for satu in mentah.lembar if satu.di_luar and not satu.tersembunyi]
