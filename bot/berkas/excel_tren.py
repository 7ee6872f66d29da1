"""The sheet `Tren`: units and indicators over the quarters of the year, against the last quarter and last year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas.excel_sel import Kolom, Penulis, atur_tinggi
from bot.berkas.naskah import Naskah
from bot.berkas.tulisan import ROMAWI, arah_perubahan, tanda_lampau
from bot.kinerja.banding import INSTANSI, Lampau, selisih, setahun, tahun_lalu, triwulan_lalu
from bot.kinerja.model import Rekap

TREN = (
    Kolom("Ukuran", 23),
    Kolom("Kode", 14),
    Kolom("Uraian", 40),
    Kolom("TW I", 11, "right"),
    Kolom("TW II", 11, "right"),
    Kolom("TW III", 11, "right"),
    Kolom("TW IV", 11, "right"),
    Kolom("Selisih dari TW Lalu (poin)", 14, "right"),
    Kolom("TW Sama Tahun Lalu", 14, "right"),
    Kolom("Selisih dari Tahun Lalu (poin)", 14, "right"),
    Kolom("Perubahan dari TW Lalu", 16),
)
RATA, SERAPAN, INDIKATOR = "Rata-rata capaian (%)", "Serapan (%)", "Capaian (%)"


@dataclass(frozen=True)
class _Deret:
    """One line of the sheet: which figure (`nama`, a field of `Lampau`) of which unit or indicator."""

    ukuran: str
    nama: str
    kunci: str
    kode: str
    uraian: str

    def di(self, satu: Lampau | None) -> Decimal | None:
        return None if satu is None else getattr(satu, self.nama).get(self.kunci)


def tulis_tren(naskah: Naskah, penulis: Penulis, lembar: Worksheet) -> None:
    """Fill the sheet. A quarter without an approved recap is empty; its header says so where one is being corrected or was
    counted by other rules."""
    tahun_ini = setahun(naskah.rekap, naskah.lampau)
    kini = tahun_ini[naskah.rekap.triwulan - 1]
    tw_lalu, th_lalu = triwulan_lalu(naskah.rekap, naskah.lampau), tahun_lalu(naskah.rekap, naskah.lampau)
    penulis.kepala(lembar, _kolom(naskah.rekap, tahun_ini, th_lalu))
    for nomor, d in enumerate(_deret(naskah), 2):
        sel = [lembar.cell(nomor, kolom) for kolom in range(1, len(TREN) + 1)]
        beda = selisih(d.di(kini), d.di(tw_lalu))
        tebal = d.kunci == INSTANSI
        for tempat, teks in enumerate((d.ukuran, d.kode, d.uraian)):
            penulis.teks(sel[tempat], teks, tebal=tebal)
        for tempat, satu in enumerate(tahun_ini, 3):
            penulis.persen(sel[tempat], d.di(satu), tebal=tebal)
        penulis.persen(sel[7], beda, tebal=tebal)
        penulis.persen(sel[8], d.di(th_lalu), tebal=tebal)
        penulis.persen(sel[9], selisih(d.di(kini), d.di(th_lalu)), tebal=tebal)
        penulis.teks(sel[10], arah_perubahan(beda))
        atur_tinggi(lembar, nomor, TREN)
    lembar.auto_filter.ref = f"A1:K{lembar.max_row}"


def _kolom(rekap: Rekap, tahun_ini: Sequence[Lampau | None], th_lalu: Lampau | None) -> tuple[Kolom, ...]:
    isi = {f"TW {ROMAWI[n]}": satu for n, satu in enumerate(tahun_ini, 1)} | {"TW Sama Tahun Lalu": th_lalu}
    return tuple(replace(k, judul=k.judul + tanda_lampau(isi.get(k.judul), rekap)) for k in TREN)


def _deret(naskah: Naskah) -> Iterator[_Deret]:
    semua = [(r.kode, r.kode, r.nama) for r in naskah.rekap.per_bidang] + [(INSTANSI, "", "Instansi")]
    for ukuran, nama in ((RATA, "rata_rata"), (SERAPAN, "serapan")):
        yield from (_Deret(ukuran, nama, kunci, kode, uraian) for kunci, kode, uraian in semua)
    for b in naskah.rekap.baris:
        yield _Deret(INDIKATOR, "capaian", b.indikator.kode, b.indikator.kode, b.indikator.nama)
