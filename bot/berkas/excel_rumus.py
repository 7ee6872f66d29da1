"""The sheet `Rumus`: the recap once more as live formulas, with columns that compare them with the values.

The formulas use only what Excel and LibreOffice share. They read the sheet `Rekap`: whoever changes a realisation there
sees the capaian follow here. The rules are those of domain 3.2 to 3.9, as `bot.kinerja` applies them.
"""

from decimal import Decimal

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas.excel_sel import Kolom, Penulis, atur_tinggi, pola_desimal
from bot.berkas.naskah import Naskah
from bot.kinerja.model import Angka, BarisRekap, Kategori, Rentang
from bot.kinerja.predikat import Skala
from bot.kinerja.rekap import Aturan
from bot.kinerja.ukur import VarianTurun

KOLOM = (
    Kolom("Kode", 28),
    Kolom("Kode Bidang", 14),
    Kolom("Arah", 12),
    Kolom("Bobot", 12),
    Kolom("Target Bawah", 12),
    Kolom("Target Atas", 12),
    Kolom("Target Kategori", 14),
    Kolom("Realisasi", 13),
    Kolom("Target yang Dipakai", 14),
    Kolom("Capaian Belum Dibulatkan", 17),
    Kolom("Capaian (rumus)", 12),
    Kolom("Capaian (Rekap)", 12),
    Kolom("Cocok", 8),
    Kolom("Nilai untuk Rata-rata", 13),
    Kolom("Bobot untuk Rata-rata", 13),
    Kolom("Serapan (rumus)", 12),
    Kolom("Serapan (Rekap)", 12),
    Kolom("Cocok", 8),
    Kolom("Predikat (rumus)", 18),
    Kolom("Predikat (Rekap)", 18),
    Kolom("Cocok", 8),
)
KOLOM_BIDANG = tuple(
    Kolom(judul, 12)
    for judul in (
        "Bidang",
        "Kode Bidang",
        "Rata-rata (rumus)",
        "Rata-rata (Per Bidang)",
        "Cocok",
        "Serapan (rumus)",
        "Serapan (Per Bidang)",
        "Cocok",
        "Predikat (rumus)",
        "Predikat (Per Bidang)",
        "Cocok",
    )
)
PERSEN = pola_desimal(2)  # of spending; a capaian has the decimals of its office
BEDA_KECIL = "0.000001"
# {b} is the row, the same here and in `Rekap`. The target that counts is the bound that the realisation is beyond.
TARGET_DIPAKAI = 'IF(AND(ISNUMBER(E{b}),ISNUMBER(H{b})),IF(H{b}>F{b},F{b},E{b}),"")'
NAIK = "H{b}/I{b}*100"
TURUN = {
    VarianTurun.SELISIH: "(2*I{b}-H{b})/I{b}*100",
    VarianTurun.RASIO: 'IF(H{b}<=0,"",I{b}/H{b}*100)',
}
TERHADAP_NOL = 'IF(IF(C{b}="naik",H{b}>=0,H{b}<=0),100,0)'
KATEGORI = 'IF(EXACT(UPPER(TRIM(H{b})),UPPER(TRIM(G{b}))),100,"")'
SERAPAN = 'IF(AND(ISNUMBER(Rekap!J{b}),ISNUMBER(Rekap!K{b})),IF(Rekap!J{b}>0,{bulat},""),"")'


def tulis_rumus(naskah: Naskah, penulis: Penulis, lembar: Worksheet) -> None:
    """Fill the sheet: a row per indicator at the same height as in `Rekap`, then a row per unit and the office."""
    penulis.kepala(lembar, KOLOM)
    for nomor, baris in enumerate(naskah.rekap.baris, 2):
        _indikator(penulis, lembar, nomor, baris, naskah.aturan)
    _per_bidang(naskah, penulis, lembar)
    merah = CellIsRule("equal", ['"beda"'], font=Font(bold=True, color="9C0006"), fill=PatternFill(bgColor="FFC7CE"))
    lembar.conditional_formatting.add(f"A2:U{lembar.max_row}", merah)


def rumus_capaian(baris: BarisRekap, varian: VarianTurun, b: int) -> str:
    """The formula of the unrounded capaian in row `b`; an empty text where an indicator is not assessed."""
    match baris.target:
        case Kategori():
            rumus = KATEGORI
        case Rentang():
            rumus = f"IF(AND(H{{b}}>=E{{b}},H{{b}}<=F{{b}}),100,{_terhadap(TERHADAP_NOL, varian)})"
        case _:
            # A rising target of 0: nothing is planned this quarter (domain 3.3).
            rumus = _terhadap(f'IF(C{{b}}="naik","",{TERHADAP_NOL})', varian)
    if not isinstance(baris.target, Kategori):
        rumus = f'IF(NOT(ISNUMBER(I{{b}})),"",{rumus})'
    return rumus.format(b=b)


def _terhadap(nol: str, varian: VarianTurun) -> str:
    """Against the target in column I: none for a negative one, `nol` for zero, else the formula of the direction."""
    biasa = f'IF(C{{b}}="naik",{NAIK},{TURUN[varian]})'
    return f'IF(I{{b}}<0,"",IF(I{{b}}=0,{nol},{biasa}))'


def rumus_predikat(sel: str, skala: Skala, selain_itu: str) -> str:
    """The word of the scale for the rounded number in `sel`; `selain_itu` (a formula) where there is none."""
    *atas, terakhir = skala.kelas
    hasil = _kutip(terakhir.label)
    for kelas in reversed(atas):
        hasil = f"IF({sel}{'>=' if kelas.termasuk else '>'}{kelas.batas},{_kutip(kelas.label)},{hasil})"
    return f"IF(ISNUMBER({sel}),{hasil},{selain_itu})"


def _indikator(penulis: Penulis, lembar: Worksheet, b: int, baris: BarisRekap, aturan: Aturan) -> None:
    indikator, pola = baris.indikator, pola_desimal(aturan.desimal)
    penulis.teks(lembar[f"A{b}"], indikator.kode)
    penulis.teks(lembar[f"B{b}"], indikator.bidang)
    penulis.teks(lembar[f"C{b}"], indikator.arah.value)
    penulis.angka(lembar[f"D{b}"], indikator.bobot)
    _target(penulis, lembar, b, baris)
    penulis.rumus(lembar[f"H{b}"], _salin(f"Rekap!G{b}"))
    penulis.rumus(lembar[f"I{b}"], TARGET_DIPAKAI.format(b=b))
    penulis.rumus(lembar[f"J{b}"], rumus_capaian(baris, aturan.varian, b))
    penulis.rumus(
        lembar[f"K{b}"], f'IF(ISNUMBER(J{b}),{_bulat(f"MAX(0,J{b})", aturan.desimal)},"")', pola=pola, tebal=True
    )
    penulis.rumus(lembar[f"L{b}"], _salin(f"Rekap!H{b}"), pola=pola)
    penulis.rumus(lembar[f"M{b}"], _cocok(f"K{b}", f"L{b}"), rata="center")
    penulis.rumus(lembar[f"N{b}"], f"IF(ISNUMBER(J{b}),{_dibatasi(f'MAX(0,J{b})', aturan.cap)},0)")
    penulis.rumus(lembar[f"O{b}"], f"IF(ISNUMBER(J{b}),D{b},{_bobot_kosong(baris, b) if aturan.kosong_nol else 0})")
    penulis.rumus(lembar[f"P{b}"], SERAPAN.format(b=b, bulat=_bulat(f"Rekap!K{b}/Rekap!J{b}*100", 2)), pola=PERSEN)
    penulis.rumus(lembar[f"Q{b}"], _salin(f"Rekap!L{b}"), pola=PERSEN)
    penulis.rumus(lembar[f"R{b}"], _cocok(f"P{b}", f"Q{b}"), rata="center")
    penulis.rumus(lembar[f"S{b}"], rumus_predikat(f"K{b}", aturan.skala, f"Rekap!I{b}"), rata="left")
    penulis.rumus(lembar[f"T{b}"], f"Rekap!I{b}", rata="left")
    penulis.rumus(lembar[f"U{b}"], _cocok(f"S{b}", f"T{b}"), rata="center")


def _target(penulis: Penulis, lembar: Worksheet, b: int, baris: BarisRekap) -> None:
    """A number is taken from `Rekap`; the bounds of a range, which is text there, are written out."""
    bawah, atas, kategori = lembar[f"E{b}"], lembar[f"F{b}"], lembar[f"G{b}"]
    penulis.teks(kategori, baris.target.teks if isinstance(baris.target, Kategori) else "")
    match baris.target:
        case Angka():
            penulis.rumus(bawah, f"Rekap!F{b}")
            penulis.rumus(atas, f"Rekap!F{b}")
        case Rentang(dari, sampai):
            penulis.angka(bawah, dari)
            penulis.angka(atas, sampai)
        case _:
            penulis.angka(bawah, None)
            penulis.angka(atas, None)


def _per_bidang(naskah: Naskah, penulis: Penulis, lembar: Worksheet) -> None:
    """Weighted means over the indicators of a unit, then over all; Σ spending ÷ Σ ceiling (domain 3.7, 3.9)."""
    rekap, desimal = naskah.rekap, naskah.aturan.desimal
    pola = pola_desimal(desimal)
    akhir = len(rekap.baris) + 1
    kepala = akhir + 2
    penulis.kepala(lembar, KOLOM_BIDANG, kepala)
    for nomor, ringkasan in enumerate((*rekap.per_bidang, rekap.instansi), 1):
        b, asal = kepala + nomor, nomor + 1
        instansi = nomor > len(rekap.per_bidang)
        syarat = "1" if instansi else f"($B$2:$B${akhir}=B{b})"
        rata, serapan = (_rata_rata(syarat, akhir, desimal), _serapan(syarat, akhir)) if rekap.baris else ('""', '""')
        penulis.teks(lembar[f"A{b}"], "Instansi" if instansi else ringkasan.nama, tebal=instansi)
        penulis.teks(lembar[f"B{b}"], ringkasan.kode)
        penulis.rumus(lembar[f"C{b}"], rata, pola=pola, tebal=True)
        penulis.rumus(lembar[f"D{b}"], _salin(f"'Per Bidang'!B{asal}"), pola=pola)
        penulis.rumus(lembar[f"E{b}"], _cocok(f"C{b}", f"D{b}"), rata="center")
        penulis.rumus(lembar[f"F{b}"], serapan, pola=PERSEN, tebal=True)
        penulis.rumus(lembar[f"G{b}"], _salin(f"'Per Bidang'!D{asal}"), pola=PERSEN)
        penulis.rumus(lembar[f"H{b}"], _cocok(f"F{b}", f"G{b}"), rata="center")
        predikat = rumus_predikat(f"C{b}", naskah.aturan.skala, f"'Per Bidang'!C{asal}")
        penulis.rumus(lembar[f"I{b}"], predikat, rata="left")
        penulis.rumus(lembar[f"J{b}"], f"'Per Bidang'!C{asal}", rata="left")
        penulis.rumus(lembar[f"K{b}"], _cocok(f"I{b}", f"J{b}"), rata="center")
        atur_tinggi(lembar, b, KOLOM[:1])
    b = kepala + len(rekap.per_bidang) + 3
    penulis.teks(lembar[f"A{b}"], "Banyak yang beda", tebal=True)
    penulis.rumus(lembar[f"B{b}"], f'COUNTIF(A2:U{b - 1},"beda")', tebal=True)


def _dibatasi(nilai: str, cap: Decimal | None) -> str:
    return nilai if cap is None else f"MIN({nilai},{cap})"


def _bobot_kosong(baris: BarisRekap, b: int) -> str:
    """Where the office counts a missing report as 0: the weight of an indicator that has a target but no report."""
    if baris.target is None:
        return "0"
    ditargetkan = f'NOT(AND(C{b}="naik",E{b}=0))' if isinstance(baris.target, Angka) else "TRUE"
    return f'IF(AND(H{b}="",{ditargetkan}),D{b},0)'


def _rata_rata(syarat: str, akhir: int, desimal: int) -> str:
    nilai, bobot = f"$N$2:$N${akhir}", f"$O$2:$O${akhir}"
    pembagi = f"SUMPRODUCT({syarat}*{bobot})"
    return f'IF({pembagi}<=0,"",{_bulat(f"SUMPRODUCT({syarat}*{bobot}*{nilai})/{pembagi}", desimal)})'


def _serapan(syarat: str, akhir: int) -> str:
    """Text cells, which must not be added, are left out by ISNUMBER and counted as nothing by SUMPRODUCT."""
    pagu, anggaran = f"Rekap!$J$2:$J${akhir}", f"Rekap!$K$2:$K${akhir}"
    jumlah_pagu = f"SUMPRODUCT({syarat}*ISNUMBER({pagu}),{pagu})"
    jumlah_anggaran = f"SUMPRODUCT({syarat}*ISNUMBER({anggaran}),{anggaran})"
    ada = f"SUMPRODUCT({syarat}*ISNUMBER({anggaran}))"
    return f'IF(OR({ada}=0,{jumlah_pagu}<=0),"",{_bulat(f"{jumlah_anggaran}/{jumlah_pagu}*100", 2)})'


def _bulat(nilai: str, desimal: int) -> str:
    """Half up. A spreadsheet counts in binary: 57/200*100 is 28,499999999999996 there, and has to be healed to 28,5 first."""
    return f"ROUND(ROUND({nilai},10),{desimal})"


def _salin(sel: str) -> str:
    """A copy of a cell in which empty stays empty; a plain reference would make it 0."""
    return f'IF({sel}="","",{sel})'


def _cocok(a: str, b: str) -> str:
    sama_angka = f'IF(ABS({a}-{b})<{BEDA_KECIL},"sama","beda")'
    return f'IF(AND(ISNUMBER({a}),ISNUMBER({b})),{sama_angka},IF(EXACT({a},{b}),"sama","beda"))'


def _kutip(teks: str) -> str:
    return '"' + teks.replace('"', '""') + '"'
