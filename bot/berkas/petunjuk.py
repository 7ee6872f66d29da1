"""The sheet beside the form: what belongs into each white column, with an example. It prints on one A4 page."""

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas.gaya_formulir import BINGKAI, HURUF, ISIAN, JUDUL_ISIAN, tulis_teks

LEBAR = (24, 62, 58)
JUDUL = ("Kolom", "Isi dengan", "Contoh")
# One header text of the form in each row at most: the reader takes three in a row for the table itself.
ISI = (
    ("Realisasi", "Nilai triwulan ini saja, atau posisi akhir triwulan bila indikatornya menyebut s.d. 0 memang nol; - belum ada data.",
     "85,5 atau 1.250 atau 0"),
    ("Realisasi Anggaran (Rp)", "Rupiah penuh, kumulatif sejak Januari. Hanya pada baris yang berpagu.", "17.244.445"),
    ("Faktor Pendukung", "Apa yang membantu tercapainya target.", "Pendampingan rutin, anggaran cair tepat waktu"),
    ("Faktor Penghambat", "Apa yang menghambat. Diharapkan terisi bila capaian di bawah 91 %.",
     "Jadwal pelatihan mundur karena anggaran belum cair"),
    ("Tindak Lanjut", "Apa, oleh siapa, paling lambat kapan. Diharapkan terisi bila capaian di bawah 91 %.",
     "Pelatihan susulan, oleh Seksi Bina Usaha, paling lambat 30 Juni 2026"),
    ("Status Tindak Lanjut", "Bila kolom ini ada: sampai di mana tindak lanjut triwulan lalu.", "Selesai"),
)  # fmt: skip
PENUTUP = (
    "Bot memeriksa isian seketika dan menyebut alamat sel yang perlu diperbaiki; tidak ada yang disimpan sebelum Anda menekan Kirim.",
    "Angka yang janggal (misalnya sepuluh kali target) ditanyakan, tidak ditolak.",
    "Tanpa Excel: ketik /isi di chat pribadi dengan bot.",
)


def tulis_petunjuk(lembar: Worksheet) -> None:
    """Fill the sheet. Everything is locked; it is never read back."""
    for nomor, (judul, lebar) in enumerate(zip(JUDUL, LEBAR, strict=True), 1):
        sel = lembar.cell(1, nomor, judul)
        sel.font = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
        sel.fill, sel.border = JUDUL_ISIAN, BINGKAI
        lembar.column_dimensions["ABC"[nomor - 1]].width = lebar
    for ke, baris in enumerate(ISI, 2):
        for nomor, isi in enumerate(baris, 1):
            sel = lembar.cell(ke, nomor)
            tulis_teks(sel, isi)
            sel.font = Font(name="Calibri", size=11, bold=True, color="1F2933") if nomor == 1 else HURUF
            sel.fill, sel.border = ISIAN, BINGKAI
            sel.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
        lembar.row_dimensions[ke].height = (
            15 * max(1 + len(i) // (w - 2) for i, w in zip(baris, LEBAR, strict=True)) + 6
        )
    for ke, kalimat in enumerate(PENUTUP, len(ISI) + 3):
        tulis_teks(lembar.cell(ke, 1), kalimat)
        lembar.cell(ke, 1).font = Font(name="Calibri", size=10, color="52606D")
    lembar.sheet_view.showGridLines = False
    lembar.protection.sheet = True
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.paperSize = lembar.PAPERSIZE_A4
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.sheet_properties.pageSetUpPr.fitToPage = True
