"""The Excel form of one unit: locked plan, white cells to fill in, a hidden sheet that says whose form it is.

Texts of the header row and the layout rules are public interface; the reader (`bot.berkas.periksa`) finds them again.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas.baca_excel import LEMBAR_IDENTITAS
from bot.berkas.formulir_lalu import BarisFormulir, tulis_lalu
from bot.berkas.gaya_formulir import (
    BINGKAI,
    FORMAT_RUPIAH,
    FORMAT_TEKS,
    JUDUL_ISIAN,
    JUDUL_TERKUNCI,
    RATA_ANGKA,
    RATA_TENGAH,
    bersih,
    komentar,
    pasang_gaya,
    pola_angka,
    tinggi_baris,
    tulis_angka,
    tulis_teks,
)
from bot.berkas.kolom_formulir import (
    ANGGARAN,
    BARIS_JUDUL,
    INDIKATOR,
    KODE,
    KOLOM,
    LEMBAR,
    PAGU,
    PANJANG_CATATAN,
    PENDUKUNG,
    PENGHAMBAT,
    REALISASI,
    ROMAWI,
    SASARAN,
    SATUAN,
    TARGET,
    TINDAK_LANJUT,
)
from bot.berkas.petunjuk import tulis_petunjuk
from bot.kinerja.model import Angka, Arah, Bacaan, Indikator, Kategori, Keterbacaan, Realisasi, Rentang, Sifat, Target
from bot.kinerja.tampil import angka_polos
from bot.kinerja.ukur import VarianTurun

PETUNJUK = (
    "Isi sel putih; kosongkan atau tulis '-' bila belum ada data; tulis 0 bila memang nol.",
    "Sel abu-abu terkunci. Simpan sebagai .xlsx, lalu kirim berkas ini kembali di chat pribadi dengan bot.",
)
KODE_TERBANYAK = 6  # codes that the hint at the top names
TAK_DIMINTA = "Tidak diminta diperbaiki: baris ini tetap seperti yang sudah dikirim."


@dataclass(frozen=True)
class Identitas:
    """Whose form this is: codes of office and unit, year, quarter 1..4; ``versi`` is free text of the sender's choice."""

    instansi: str
    bidang: str
    tahun: int
    triwulan: int
    versi: str


@dataclass(frozen=True)
class Formulir:
    identitas: Identitas
    nama_instansi: str
    nama_bidang: str
    baris: tuple[BarisFormulir, ...]
    varian: VarianTurun = VarianTurun.SELISIH  # rule of the run


def nama_formulir(identitas: Identitas) -> str:
    """``formulir-dkupp-perdagangan-2026-TW1.xlsx``; characters that file systems dislike become ``-``."""
    instansi, bidang = (re.sub(r"[^A-Za-z0-9_]+", "-", k).strip("-") for k in (identitas.instansi, identitas.bidang))
    return f"formulir-{instansi}-{bidang}-{identitas.tahun}-TW{identitas.triwulan}.xlsx"


def tulis_formulir(f: Formulir) -> bytes:
    """The form as .xlsx bytes. User text is always text, never a formula; control characters are left out."""
    buku = Workbook()
    lembar = buku.active
    assert isinstance(lembar, Worksheet)
    lembar.title = LEMBAR
    buku.properties.creator = bersih(f.nama_instansi)
    buku.properties.title = bersih(f"Formulir realisasi {f.nama_bidang} {periode(f.identitas)}")

    _tulis_kepala(lembar, f)
    _tulis_judul(lembar)
    for nomor, baris in enumerate(f.baris, BARIS_JUDUL + 1):
        _tulis_baris(lembar, nomor, baris, f)
    _validasi(lembar, f)
    tulis_lalu(lembar, f.baris)
    _atur_lembar(lembar, f)
    tulis_petunjuk(buku.create_sheet("Petunjuk"))
    _tulis_identitas(buku.create_sheet(LEMBAR_IDENTITAS), f)

    keluaran = BytesIO()
    buku.save(keluaran)
    return _rapikan(keluaran.getvalue(), BARIS_JUDUL + max(len(f.baris), 1))


def periode(identitas: Identitas) -> str:
    """``Triwulan I 2026``."""
    return f"Triwulan {ROMAWI[identitas.triwulan]} {identitas.tahun}"


def _tulis_kepala(lembar: Worksheet, f: Formulir) -> None:
    tulis_teks(lembar["A1"], f"Formulir Realisasi Kinerja · {periode(f.identitas)}")
    lembar["A1"].font = Font(name="Calibri", size=16, bold=True, color="1F2933")
    tulis_teks(lembar["A2"], f"{f.nama_instansi} · {f.nama_bidang}")
    lembar["A2"].font = Font(name="Calibri", size=12, bold=True, color="44546A")
    for baris, petunjuk in enumerate((_petunjuk_pertama(f), PETUNJUK[1]), 3):
        tulis_teks(lembar.cell(baris, 1), petunjuk)
        lembar.cell(baris, 1).font = Font(name="Calibri", size=10, color="52606D")
        lembar.cell(baris, 1).alignment = Alignment(vertical="top")
    for baris, tinggi in ((1, 24), (2, 18), (3, 15), (4, 18)):
        lembar.row_dimensions[baris].height = tinggi


def _petunjuk_pertama(f: Formulir) -> str:
    """After a return of single indicators it says which ones, and why the other rows are grey."""
    if not any(b.terkunci for b in f.baris):
        return PETUNJUK[0]
    dibuka = [b.indikator.kode for b in f.baris if not b.terkunci]
    yang = ", ".join(dibuka) if len(dibuka) <= KODE_TERBANYAK else "baris yang putih"
    return (
        f"Perbaiki hanya {yang}. Baris lain abu-abu: tidak diminta diperbaiki, jadi tetap seperti yang sudah dikirim."
    )


def _tulis_judul(lembar: Worksheet) -> None:
    lembar.row_dimensions[BARIS_JUDUL].height = 33
    for nomor, kolom in enumerate(KOLOM, 1):
        sel = lembar.cell(BARIS_JUDUL, nomor, kolom.judul)
        sel.font = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
        sel.fill = JUDUL_ISIAN if kolom.diisi else JUDUL_TERKUNCI
        sel.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sel.border = BINGKAI
        sel.comment = komentar(kolom.penjelasan)
        lembar.column_dimensions[get_column_letter(nomor)].width = kolom.lebar


def _tulis_baris(lembar: Worksheet, nomor: int, baris: BarisFormulir, f: Formulir) -> None:
    triwulan = f.identitas.triwulan
    ind, lalu = baris.indikator, baris.realisasi or Realisasi(baris.indikator.kode)
    isi = {
        KODE: ind.kode,
        SASARAN: ind.sasaran,
        INDIKATOR: ind.nama,
        SATUAN: ind.satuan,
        PENDUKUNG: lalu.faktor_pendukung,
        PENGHAMBAT: lalu.faktor_penghambat,
        TINDAK_LANJUT: lalu.tindak_lanjut,
    }
    for kolom in range(1, len(KOLOM) + 1):
        sel = lembar.cell(nomor, kolom)
        pasang_gaya(sel, diisi=KOLOM[kolom - 1].diisi and not baris.terkunci)
        if kolom in isi:
            tulis_teks(sel, isi[kolom])
    _tulis_target(lembar.cell(nomor, TARGET), ind.target_tw[triwulan - 1])
    _tulis_bacaan(lembar.cell(nomor, REALISASI), lalu.kinerja, FORMAT_TEKS)
    _tulis_pagu(lembar, nomor, ind.pagu, lalu.anggaran)
    isi_baris = ((s.value, k.lebar) for s, k in zip(lembar[nomor], KOLOM, strict=True))
    lembar.row_dimensions[nomor].height = tinggi_baris(isi_baris)
    lembar.cell(nomor, SATUAN).alignment = RATA_TENGAH
    lembar.cell(nomor, KODE).font = Font(name="Calibri", size=11, bold=True, color="1F2933")
    catatan = TAK_DIMINTA if baris.terkunci else penjelasan_indikator(ind, triwulan, f.varian)
    lembar.cell(nomor, INDIKATOR).comment = komentar(catatan)


def _tulis_target(sel: Cell, target: Target | None) -> None:
    sel.alignment = RATA_ANGKA
    match target:
        case Angka(nilai):
            tulis_angka(sel, nilai, pola_angka(nilai))
        case Rentang() | Kategori():
            tulis_teks(sel, teks_target(target))


def _tulis_bacaan(sel: Cell, bacaan: Bacaan, format_angka: str) -> None:
    sel.alignment = RATA_ANGKA
    if bacaan.status is Keterbacaan.NILAI and bacaan.nilai is not None:
        tulis_angka(sel, bacaan.nilai, format_angka)
    elif bacaan.status is not Keterbacaan.KOSONG:
        tulis_teks(sel, bacaan.asli)


def _tulis_pagu(lembar: Worksheet, nomor: int, pagu: Decimal | None, anggaran: Bacaan) -> None:
    """Money belongs to the row that carries the ceiling; other rows stay grey unless something was reported there."""
    sel, sel_anggaran = lembar.cell(nomor, PAGU), lembar.cell(nomor, ANGGARAN)
    sel.alignment = RATA_ANGKA
    if pagu is not None:
        tulis_angka(sel, pagu, pola_angka(pagu))
    elif anggaran.status is Keterbacaan.KOSONG:
        pasang_gaya(sel_anggaran, diisi=False)
        sel_anggaran.protection = Protection(locked=True)
    _tulis_bacaan(sel_anggaran, anggaran, FORMAT_RUPIAH)


# --- help texts ---------------------------------------------------------------------------------------------------

_ARAH = {
    Arah.NAIK: "NAIK: makin tinggi makin baik.\nCapaian = realisasi ÷ target × 100.",
    Arah.TURUN: "TURUN: makin rendah makin baik.\nCapaian 100 bila sama dengan target, lebih dari 100 bila di bawahnya.",
}
_TURUN_RASIO = (
    "TURUN: makin rendah makin baik.\nCapaian = target ÷ realisasi × 100; realisasi 0 perlu dikonfirmasi bersama tim."
)
_SIFAT = {
    Sifat.JUMLAH: "Isi nilai triwulan ini saja, jangan dijumlah dengan triwulan lalu.",
    Sifat.AKHIR: "Isi posisi akhir triwulan (s.d. triwulan ini).",
    Sifat.RATA_RATA: "Isi nilai triwulan ini saja; setahun dihitung rata-ratanya.",
    Sifat.MAKSIMUM: "Isi nilai triwulan ini saja; setahun dipakai yang tertinggi.",
}


def teks_target(target: Target | None) -> str:
    """A target as people write it: ``87,5``, ``2,50-4,50``, ``Tepat Waktu``; empty when there is none."""
    match target:
        case Angka(nilai):
            return angka_polos(nilai)
        case Rentang(bawah, atas):
            return f"{angka_polos(bawah)}-{angka_polos(atas)}"
        case Kategori(teks):
            return teks
    return ""


def penjelasan_indikator(ind: Indikator, triwulan: int, varian: VarianTurun = VarianTurun.SELISIH) -> str:
    """Answers "naik atau turun?" and "triwulan ini saja atau s.d.?" for one indicator, in plain Indonesian."""
    target = ind.target_tw[triwulan - 1]
    match target:
        case None:
            arah = "Tidak ditargetkan triwulan ini; boleh dikosongkan."
        case Kategori(teks):
            arah = f"Sama dengan target ({teks}) berarti capaian 100."
        case Rentang():
            arah = f"{_ARAH[ind.arah].splitlines()[0]}\nDi dalam rentang {teks_target(target)} berarti capaian 100."
        case Angka():
            arah = _TURUN_RASIO if (ind.arah, varian) == (Arah.TURUN, VarianTurun.RASIO) else _ARAH[ind.arah]
    return f"{arah}\n{_SIFAT[ind.sifat]}"


# --- sheet --------------------------------------------------------------------------------------------------------


def _validasi(lembar: Worksheet, f: Formulir) -> None:
    """Hints while typing. Figures are never refused by Excel: text is allowed, the bot reads it and asks."""
    if not f.baris:
        return
    for nomor, baris in enumerate(f.baris, BARIS_JUDUL + 1):
        if not baris.terkunci:
            lembar.add_data_validation(_validasi_realisasi(nomor, baris.indikator, f))
    anggaran = DataValidation(sqref=_wilayah("H", "H", f.baris), allow_blank=True, showInputMessage=True)
    anggaran.promptTitle = "Realisasi anggaran"
    anggaran.prompt = "Rupiah penuh, kumulatif sejak Januari (s.d. triwulan ini). Contoh: 17.244.445"
    catatan = DataValidation(
        sqref=_wilayah("I", "K", f.baris), type="textLength", operator="lessThanOrEqual", formula1=str(PANJANG_CATATAN),
        allow_blank=True, showErrorMessage=True, errorTitle="Terlalu panjang",
        error=f"Tulis paling banyak {PANJANG_CATATAN} huruf; lampirkan selebihnya sebagai data dukung.",
    )  # fmt: skip
    lembar.add_data_validation(anggaran)
    lembar.add_data_validation(catatan)


def _wilayah(dari: str, ke: str, semua: Sequence[BarisFormulir]) -> str:
    """The columns in every row that is open."""
    nomor = [n for n, b in enumerate(semua, BARIS_JUDUL + 1) if not b.terkunci]
    if len(nomor) == len(semua):
        return f"{dari}{nomor[0]}:{ke}{nomor[-1]}"
    return " ".join(f"{dari}{n}:{ke}{n}" for n in nomor)


def _validasi_realisasi(nomor: int, ind: Indikator, f: Formulir) -> DataValidation:
    triwulan = f.identitas.triwulan
    validasi = DataValidation(sqref=f"F{nomor}", allow_blank=True, showInputMessage=True, showErrorMessage=False)
    validasi.promptTitle = bersih(f"Realisasi ({ind.satuan})")[:32]
    validasi.prompt = bersih(f"{penjelasan_indikator(ind, triwulan, f.varian)}\nBelum ada data: kosongkan atau '-'.")[
        :255
    ]
    pilihan = kategori_mungkin(ind, triwulan)
    daftar = ",".join(pilihan)
    if pilihan and not any("," in p for p in pilihan) and len(daftar) <= 250:
        validasi.type = "list"
        validasi.formula1 = '"' + bersih(daftar).replace('"', '""') + '"'
    return validasi


def kategori_mungkin(ind: Indikator, triwulan: int) -> tuple[str, ...]:
    """Choices of the drop-down where the target is a category: the targets of the year and ``-``; empty otherwise."""
    if not isinstance(ind.target_tw[triwulan - 1], Kategori):
        return ()
    kata = [t.teks for t in (*ind.target_tw, ind.target_tahunan) if isinstance(t, Kategori)]
    return (*dict.fromkeys(kata), "-")


def _atur_lembar(lembar: Worksheet, f: Formulir) -> None:
    lembar.freeze_panes = lembar.cell(BARIS_JUDUL + 1, KODE + 1)
    lembar.sheet_view.showGridLines = False
    lembar.sheet_view.zoomScale = 100
    kunci = lembar.protection
    kunci.sheet = True  # no password: a hint against slips, not security
    kunci.formatColumns = kunci.formatRows = False  # False = allowed
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.paperSize = lembar.PAPERSIZE_A4
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.sheet_properties.pageSetUpPr.fitToPage = True
    lembar.print_title_rows = f"{BARIS_JUDUL}:{BARIS_JUDUL}"
    lembar.page_margins.left = lembar.page_margins.right = 0.4
    lembar.page_margins.top, lembar.page_margins.bottom = 0.5, 0.7
    lembar.page_margins.header = lembar.page_margins.footer = 0.3
    kaki = bersih(f"{f.nama_bidang} · {periode(f.identitas)}").replace("&", "&&")
    lembar.oddFooter.left.text = kaki[:120]
    lembar.oddFooter.right.text = "Halaman &P dari &N"


def _tulis_identitas(lembar: Worksheet, f: Formulir) -> None:
    i = f.identitas
    milik = {"instansi": i.instansi, "bidang": i.bidang, "tahun": str(i.tahun), "triwulan": str(i.triwulan)}
    tulis_identitas(lembar, {**milik, "versi": i.versi, "nama_instansi": f.nama_instansi, "nama_bidang": f.nama_bidang})


def tulis_identitas(lembar: Worksheet, isi: Mapping[str, str]) -> None:
    """The hidden sheet that says whose form this is."""
    for nomor, (kunci, nilai) in enumerate(isi.items(), 1):
        tulis_teks(lembar.cell(nomor, 1), kunci)
        tulis_teks(lembar.cell(nomor, 2), nilai)
    lembar.sheet_state = "veryHidden"
    lembar.protection.sheet = True


def _rapikan(data: bytes, akhir: int) -> bytes:
    """What openpyxl cannot write: numbers as text go unmarked (they are normal here), rows may grow with their notes."""
    wilayah = f"F{BARIS_JUDUL + 1}:H{akhir}"
    tanda = f'<ignoredErrors><ignoredError sqref="{wilayah}" numberStoredAsText="1"/></ignoredErrors>'.encode()
    keluaran = BytesIO()
    with ZipFile(BytesIO(data)) as lama, ZipFile(keluaran, "w", ZIP_DEFLATED) as baru:
        for anggota in lama.infolist():
            isi = lama.read(anggota)
            if anggota.filename == "xl/worksheets/sheet1.xml":
                # The schema wants it after headerFooter and before legacyDrawing (the comments).
                isi = isi.replace(b"<legacyDrawing", tanda + b"<legacyDrawing", 1)
                isi = isi.replace(b' customHeight="1"', b"")
            baru.writestr(anggota, isi)
    return keluaran.getvalue()
