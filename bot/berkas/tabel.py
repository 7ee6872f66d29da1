"""Finding the form's table in whatever people made of the file: moved, renamed, reordered, hidden, copied elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.berkas.baca_excel import BarisMentah, BerkasMentah, LembarMentah, SelMentah
from bot.berkas.kolom_formulir import KOLOM, KOLOM_LALU, LEMBAR
from bot.berkas.sel_excel import alamat, alamat_ke_angka

CUKUP_JUDUL = 3  # so many of our header texts in one row make it the header row
_HAMPA = frozenset(("", "-", "–", "—"))


def lipat(teks: str) -> str:
    """Text for comparing: case, kinds of blanks and outer marks do not count."""
    return " ".join(teks.split()).strip(" :*").casefold()


def _kunci_judul(teks: str) -> str:
    """A header without its bracketed unit: ``Pagu (Rp)`` and ``pagu`` are the same column."""
    return lipat(re.sub(r"\([^)]*\)", " ", teks))


_JUDUL = {_kunci_judul(k.judul): k.judul for k in (*KOLOM, *KOLOM_LALU)}


@dataclass(frozen=True)
class Tabel:
    """One table: the sheet, its header row and where each known column is (header text -> column number)."""

    lembar: LembarMentah
    baris_judul: int
    baris: tuple[BarisMentah, ...]  # below the header; a repeated header is no row
    kolom: dict[str, int]
    judul_ganda: tuple[SelMentah, ...]
    judul_asing: tuple[SelMentah, ...]

    def sel(self, baris: BarisMentah, judul: str) -> SelMentah | None:
        return baris.sel.get(self.kolom[judul]) if judul in self.kolom else None

    def alamat(self, nomor: int, judul: str) -> str:
        """Address of a cell, filled or not; the first column of the row when the column is missing."""
        return alamat(nomor, self.kolom.get(judul, 1))

    def berisi(self, baris: BarisMentah, judul: Sequence[str]) -> bool:
        """Is anything filled in under one of these headers? A dash is nothing."""
        return any(terisi(self.sel(baris, j)) for j in judul)

    def tergabung(self) -> set[tuple[int, int]]:
        """Cells (row, column) swallowed by a merged cell that begins elsewhere, in the columns to fill in."""
        diisi = {self.kolom[k.judul] for k in KOLOM if k.diisi and k.judul in self.kolom}
        ada = {b.nomor for b in self.baris}
        hasil: set[tuple[int, int]] = set()
        for wilayah in self.lembar.gabungan:
            awal, _, akhir = wilayah.partition(":")
            (b1, k1), (b2, k2) = alamat_ke_angka(awal), alamat_ke_angka(akhir)
            kena = [k for k in diisi if k1 <= k <= k2]
            if kena:
                hasil |= {(b, k) for b in ada if b1 <= b <= b2 for k in kena if (b, k) != (b1, k1)}
        return hasil


def terisi(sel: SelMentah | None) -> bool:
    if sel is None:
        return False
    return not (isinstance(sel.nilai, str) and sel.nilai.strip() in _HAMPA)


def teks(sel: SelMentah | None) -> str:
    """What a cell says as one line of text."""
    return "" if sel is None else " ".join(str(sel.nilai).split())


def temukan_tabel(mentah: BerkasMentah) -> list[Tabel]:
    """The tables that may be meant, best first: one visible table with values beats copies that are hidden or empty.

    More than one left means that a person has to choose; none means that no header row was found.
    """
    semua = [t for lembar in mentah.lembar if (t := _tabel_di(lembar)) is not None]
    diisi = [k.judul for k in KOLOM if k.diisi]
    semua = [t for t in semua if not t.lembar.tersembunyi] or semua
    semua = [t for t in semua if "Kode" in t.kolom] or semua
    terpakai = [t for t in semua if any(t.berisi(b, diisi) for b in t.baris)]
    if terpakai:
        return terpakai
    if len(semua) > 1:
        semua = [t for t in semua if t.lembar.nama == LEMBAR][:1] or semua[:1]  # all are empty: nothing to choose
    return semua


def _tabel_di(lembar: LembarMentah) -> Tabel | None:
    for baris in lembar.baris:
        judul = _judul_di(baris)
        if len({nama for nama, _ in judul}) >= CUKUP_JUDUL:
            return _susun(lembar, baris, judul)
    return None


def _judul_di(baris: BarisMentah) -> list[tuple[str, int]]:
    """(header text, column) for every cell of the row that is one of our headers."""
    return [
        (_JUDUL[kunci], nomor)
        for nomor, sel in sorted(baris.sel.items())
        if sel.jenis == "teks" and (kunci := _kunci_judul(str(sel.nilai))) in _JUDUL
    ]


def _susun(lembar: LembarMentah, baris: BarisMentah, judul: list[tuple[str, int]]) -> Tabel:
    kolom: dict[str, int] = {}
    ganda = []
    for nama, nomor in judul:
        if nama in kolom:
            ganda.append(baris.sel[nomor])
        kolom.setdefault(nama, nomor)
    dikenal = {nomor for _, nomor in judul}
    asing = [sel for nomor, sel in sorted(baris.sel.items()) if nomor not in dikenal and terisi(sel)]
    isi = tuple(b for b in lembar.baris if b.nomor > baris.nomor and len(_judul_di(b)) < CUKUP_JUDUL)
    return Tabel(lembar, baris.nomor, isi, kolom, tuple(ganda), tuple(asing))
