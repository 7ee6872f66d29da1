"""A recap in the layout of the quarterly evaluation of the Renja (Permendagri 86/2017, as seen in domain 7.1).

What the program does not know, the Renstra's end target and what was reached before this year, stays empty to be filled
in; columns 15 and 16 then compute themselves. The form adds quarters up and divides by the target; where an indicator is
not a sum, or should fall, that would be wrong (domain 3.6), so its row does what `bot.kinerja` does and says so.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas.excel_sel import HURUF, KEPALA, TEPI, Kolom, Penulis, atur_cetak, atur_tinggi, pola_desimal
from bot.berkas.naskah_data import NaskahData
from bot.berkas.tulisan import nama_bidang, nip_cetak, rupiah, tanggal, triwulan
from bot.kinerja.hitungan import kurang
from bot.kinerja.model import Angka, Arah, Bacaan, BarisRekap, Indikator, Keterbacaan, Rentang, Sifat, Target
from bot.kinerja.tampil import persen_id, target_id
from bot.kinerja.ukur import VarianTurun, realisasi_sd

# Title, number in the form, number of sheet columns (two: K and Rp).
GOLONGAN = (
    ("No", "1", 1),
    ("Sasaran", "2", 1),
    ("Kode", "3", 1),
    ("Program/Kegiatan/Sub Kegiatan", "4", 1),
    ("Indikator Kinerja", "5", 1),
    ("Target Akhir Renstra", "6", 2),
    ("Realisasi s.d. Tahun Lalu", "7", 2),
    ("Target Tahun Ini", "8", 2),
    ("Realisasi TW I", "9", 2),
    ("Realisasi TW II", "10", 2),
    ("Realisasi TW III", "11", 2),
    ("Realisasi TW IV", "12", 2),
    ("Realisasi Tahun Ini", "13 = 9+10+11+12 *)", 2),
    ("Tingkat Capaian Tahun Ini (%)", "14 = 13/8 *)", 2),
    ("Realisasi s.d. Tahun Ini", "15 = 7+13 *)", 2),
    ("Tingkat Capaian Renstra (%)", "16 = 15/6 *)", 2),
    ("Penanggung Jawab", "17", 1),
    ("Keterangan", "18", 1),
)
LEBAR = {"No": 5, "Sasaran": 28, "Kode": 11, "Program/Kegiatan/Sub Kegiatan": 28, "Indikator Kinerja": 34}
LEBAR_K, LEBAR_RP = 10, 16
KOLOM = tuple(
    Kolom(judul, LEBAR.get(judul, 22) if banyak == 1 else (LEBAR_K, LEBAR_RP)[ke])
    for judul, _, banyak in GOLONGAN
    for ke in range(banyak)
)
KEPALA_AKHIR = 5  # rows 3 to 5: title, K and Rp, number
RENSTRA, LALU, TARGET, TW, TAHUN, CAPAIAN, JUMLAH, TINGKAT, UNIT = 6, 8, 10, 12, 20, 22, 24, 26, 28  # first columns


def tulis(data: NaskahData) -> bytes:
    """The workbook with one sheet."""
    buku = Workbook()
    lembar = buku.active
    assert isinstance(lembar, Worksheet)
    lembar.title = "Evaluasi Renja"
    penulis = Penulis(buku)
    _kepala(data, penulis, lembar)
    bidang = nama_bidang(data.naskah.rekap)
    for urutan, b in enumerate(data.naskah.rekap.baris, 1):
        _baris(data, penulis, lembar, KEPALA_AKHIR + urutan, urutan, b, bidang)
    _kaki(data, penulis, lembar)
    judul = f"Evaluasi Renja {triwulan(data.naskah.rekap)}"
    atur_cetak(lembar, judul=judul, cap=data.naskah.cap, beku=f"F{KEPALA_AKHIR + 1}")
    lembar.page_setup.paperSize = lembar.PAPERSIZE_A3  # thirty columns
    lembar.print_title_rows = f"3:{KEPALA_AKHIR}"
    keluar = BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _kepala(data: NaskahData, penulis: Penulis, lembar: Worksheet) -> None:
    n = data.naskah
    lembar["A1"] = "EVALUASI TERHADAP HASIL RENJA PERANGKAT DAERAH"
    penulis.teks(lembar["A2"], f"{n.nama_instansi} – {triwulan(n.rekap)}{f' – {n.cap}' if n.cap else ''}", polos=True)
    lembar["A2"].alignment = Alignment(vertical="top")
    lembar["A1"].font = Font(name=HURUF, size=13, bold=True)
    kolom = 1
    for judul, nomor, banyak in GOLONGAN:
        akhir = kolom + banyak - 1
        for baris, isi in ((3, judul), (5, nomor)):
            lembar.cell(baris, kolom, isi)
            if banyak > 1:
                lembar.merge_cells(start_row=baris, end_row=baris, start_column=kolom, end_column=akhir)
        for ke, isi in enumerate(("K", "Rp") if banyak > 1 else ("",)):
            lembar.cell(4, kolom + ke, isi)
            lembar.column_dimensions[get_column_letter(kolom + ke)].width = KOLOM[kolom + ke - 1].lebar
        kolom = akhir + 1
    for deret in lembar.iter_rows(3, KEPALA_AKHIR, 1, len(KOLOM)):
        for sel in deret:
            if isinstance(sel, Cell):
                sel.font = Font(name=HURUF, size=10, bold=True, color="FFFFFF")
            sel.fill, sel.border = KEPALA, TEPI
            sel.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for baris, tinggi in ((3, 34), (4, 17), (5, 17)):
        lembar.row_dimensions[baris].height = tinggi


def _baris(
    data: NaskahData,
    penulis: Penulis,
    lembar: Worksheet,
    nomor: int,
    urutan: int,
    b: BarisRekap,
    bidang: Mapping[str, str],
) -> None:
    i, bacaan = b.indikator, data.bacaan(b.indikator)
    penulis.angka(lembar.cell(nomor, 1), Decimal(urutan))
    program = " / ".join(x for x in (i.program, i.kegiatan) if x)
    for kolom, teks in enumerate((i.sasaran, i.kode, program, f"{i.nama} ({i.satuan})" if i.satuan else i.nama), 2):
        penulis.teks(lembar.cell(nomor, kolom), teks)
    for kolom in range(RENSTRA, TARGET):
        penulis.angka(lembar.cell(nomor, kolom), None)
    _target(penulis, lembar.cell(nomor, TARGET), i.target_tahunan)
    penulis.angka(lembar.cell(nomor, TARGET + 1), i.pagu)
    lalu: Decimal | None = Decimal(0)  # spending is reported since January: each quarter is the difference
    for ke in range(4):
        satu = bacaan[ke] if ke < len(bacaan) else None
        kinerja, anggaran = satu or (None, None)
        _kinerja(penulis, lembar.cell(nomor, TW + 2 * ke), kinerja)
        kini = anggaran.nilai if anggaran is not None and anggaran.status is Keterbacaan.NILAI else None
        penulis.angka(lembar.cell(nomor, TW + 2 * ke + 1), None if kini is None or lalu is None else kurang(kini, lalu))
        lalu = kini
    penulis.angka(
        lembar.cell(nomor, TAHUN), realisasi_sd(i, [s[0] if s else Bacaan(Keterbacaan.KOSONG) for s in bacaan])
    )
    penulis.angka(lembar.cell(nomor, TAHUN + 1), rupiah(b))
    penulis.persen(lembar.cell(nomor, CAPAIAN), b.capaian_tahun)
    penulis.persen(lembar.cell(nomor, CAPAIAN + 1), b.serapan)
    varian = data.naskah.aturan.varian
    uang = (Sifat.JUMLAH, Arah.NAIK, 2)  # adds up whatever the indicator is like, and is rounded its own way
    for ke, (sifat, arah, desimal) in enumerate(((i.sifat, i.arah, data.naskah.aturan.desimal), uang)):
        lama, kini_, sampai, akhir = (f"{get_column_letter(k + ke)}{nomor}" for k in (LALU, TAHUN, JUMLAH, RENSTRA))
        penulis.rumus(lembar.cell(nomor, JUMLAH + ke), _sampai_kini(sifat, lama, kini_))
        tingkat = _tingkat(arah, varian, sampai, akhir, desimal)
        penulis.rumus(lembar.cell(nomor, TINGKAT + ke), tingkat, pola=pola_desimal(desimal))
    penulis.teks(lembar.cell(nomor, UNIT), bidang.get(i.bidang, i.bidang))
    belum = "" if b.capaian is not None else f"{b.predikat}."
    penulis.teks(lembar.cell(nomor, UNIT + 1), " ".join(x for x in (belum, *_lain_dari_formulir(i, varian)) if x))
    atur_tinggi(lembar, nomor, KOLOM)


def _sampai_kini(sifat: Sifat, lama: str, kini: str) -> str:
    """Column 15 by the nature of the indicator: only a sum adds what was reached before this year."""
    match sifat:
        case Sifat.JUMLAH:
            return f'IF(AND(ISNUMBER({lama}),ISNUMBER({kini})),{lama}+{kini},"")'
        case Sifat.MAKSIMUM:
            return f'IF(ISNUMBER({kini}),MAX({lama},{kini}),"")'
        case Sifat.AKHIR | Sifat.RATA_RATA:
            return f'IF(ISNUMBER({kini}),{kini},"")'


def _tingkat(arah: Arah, varian: VarianTurun, sampai: str, akhir: str, desimal: int) -> str:
    """Column 16: column 15 against 6 by the formula of the indicator's direction (domain 3.2), never below 0."""
    nol = '""'
    if arah is Arah.NAIK:
        nilai = f"{sampai}/{akhir}"
    elif varian is VarianTurun.SELISIH:
        nilai, nol = f"(2*{akhir}-{sampai})/{akhir}", f"IF({sampai}<=0,100,0)"
    else:
        nilai, nol = f"{akhir}/{sampai}", f"IF({sampai}<=0,100,0)"
    bulat = f"ROUND(ROUND(MAX(0,{nilai}*100),10),{desimal})"
    if arah is Arah.TURUN and varian is VarianTurun.RASIO:
        bulat = f'IF({sampai}<=0,"",{bulat})'  # undefined there
    ada = f"AND(ISNUMBER({sampai}),ISNUMBER({akhir}))"
    return f'IF({ada},IF({akhir}>0,{bulat},IF({akhir}=0,{nol},"")),"")'


GABUNG = {
    Sifat.AKHIR: "keadaan terakhir",
    Sifat.RATA_RATA: "rata-rata tahun ini",
    Sifat.MAKSIMUM: "yang tertinggi",
}


def _lain_dari_formulir(i: Indikator, varian: VarianTurun) -> Iterable[str]:
    """What a row does otherwise than the printed head row says."""
    if i.sifat in GABUNG:
        yield f"13 dan 15: {GABUNG[i.sifat]}."
    if isinstance(i.target_tahunan, Rentang):
        yield "14: di dalam rentang target 100; di luarnya dari batas terdekat."
    if i.arah is Arah.TURUN:
        selisih = varian is VarianTurun.SELISIH
        yield f"14 dan 16: {'(2 × target − realisasi) ÷ target' if selisih else 'target ÷ realisasi'}."
        if i.sifat is Sifat.JUMLAH:
            yield "16 baru bermakna pada akhir Renstra."


CATATAN = (
    "*) Menurut formulir: untuk indikator yang dijumlahkan dan makin tinggi makin baik, serta untuk kolom Rp. "
    "Indikator lain memakai rumusnya sendiri, yang disebut pada kolom Keterangan."
)


def _target(penulis: Penulis, sel: Cell, target: Target | None) -> None:
    if isinstance(target, Angka):
        penulis.angka(sel, target.nilai)
    else:
        penulis.teks(sel, "" if target is None else target_id(target), rata="right")


def _kinerja(penulis: Penulis, sel: Cell, bacaan: Bacaan | None) -> None:
    if bacaan is not None and bacaan.status is Keterbacaan.NILAI:
        penulis.angka(sel, bacaan.nilai)
    else:
        penulis.teks(sel, bacaan.asli if bacaan is not None else "", rata="right")


def _kaki(data: NaskahData, penulis: Penulis, lembar: Worksheet) -> None:
    """Average and predikat, factors and follow-ups, place, date and signature (the order of the form)."""
    n, baris = data.naskah, lembar.max_row + 1
    penulis.teks(lembar.cell(baris, 2), CATATAN, polos=True)
    lembar.merge_cells(start_row=baris, end_row=baris, start_column=2, end_column=UNIT + 1)
    baris += 2
    catatan = [(b.indikator.kode, b.realisasi) for b in n.rekap.baris]
    isi = (
        ("Rata-rata capaian kinerja", persen_id(n.rekap.instansi.rata_rata)),
        ("Predikat kinerja", n.rekap.instansi.predikat),
        ("Serapan anggaran", f"{persen_id(n.rekap.instansi.serapan)} {n.rekap.instansi.catatan_serapan}".strip()),
        ("Faktor pendorong", _gabung((k, r.faktor_pendukung) for k, r in catatan)),
        ("Faktor penghambat", _gabung((k, r.faktor_penghambat) for k, r in catatan)),
        ("Tindak lanjut yang diperlukan dalam triwulan berikutnya", _gabung((k, r.tindak_lanjut) for k, r in catatan)),
        ("Tindak lanjut yang diperlukan dalam Renja berikutnya", ""),
    )
    for judul, teks in isi:
        penulis.teks(lembar.cell(baris, 2), judul, polos=True, tebal=True)
        penulis.teks(lembar.cell(baris, 5), teks or "–", polos=True)
        lembar.merge_cells(start_row=baris, end_row=baris, start_column=2, end_column=4)
        lembar.merge_cells(start_row=baris, end_row=baris, start_column=5, end_column=UNIT + 1)
        garis = sum(1 + len(g) // 300 for g in (teks or "–").split("\n"))
        lembar.row_dimensions[baris].height = min(400, 15 * garis + 3)
        baris += 1
    pejabat = n.penanda_tangan
    hari = tanggal(n.disetujui, n.zona) if n.disetujui else "…………………………"
    tempat = f"{n.tempat}, {hari}" if n.tempat else hari
    nip = f"NIP. {nip_cetak(pejabat.nip)}" if pejabat.nip else ""
    for ke, teks in enumerate((tempat, pejabat.jabatan, "", "", "", pejabat.nama, pejabat.pangkat, nip)):
        penulis.teks(lembar.cell(baris + 1 + ke, JUMLAH), teks, polos=True, tebal=ke == 5)
        lembar.merge_cells(start_row=baris + 1 + ke, end_row=baris + 1 + ke, start_column=JUMLAH, end_column=UNIT + 1)


def _gabung(catatan: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{kode}: {' '.join(teks.split())}" for kode, teks in catatan if teks)
