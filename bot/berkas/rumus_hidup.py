"""A spreadsheet in small: computes the formulas of a workbook as Excel does.

A formula is saved together with its result, since the preview of a phone shows one without it as an empty cell. This
knows what our sheet `Rumus` uses and refuses the rest. A cell of a formula that is no number where one is needed raises
`GalatRumus`, where Excel would show an error value.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import range_boundaries

LAMBANG = re.compile(
    r"\s*(?:(?P<angka>\d+(?:\.\d+)?)|(?P<teks>\"(?:[^\"]|\"\")*\")"
    r"|(?P<sel>(?:(?:'[^']+'|[A-Za-z]+)!)?\$?[A-Z]{1,2}\$?\d+(?::\$?[A-Z]{1,2}\$?\d+)?)"
    r"|(?P<nama>[A-Z]+)|(?P<tanda><=|>=|<>|[-+*/=<>(),]))"
)


SEL_RUMUS = re.compile(
    rb'(?P<awal><c r="(?P<sel>[A-Z]+[0-9]+)"(?: s="[0-9]+")?)>(?P<rumus><f>[^<]*</f>)<v(?: ?/>|></v>)</c>'
)


class GalatRumus(Exception):
    """What Excel would show as #VALUE! or #DIV/0!, or a formula that it would not accept."""


class Lembar:
    """The computed values of a workbook that holds formulas."""

    def __init__(self, buku: Workbook) -> None:
        self._buku = buku
        self._hasil: dict[tuple[str, str], Any] = {}

    def nilai(self, lembar: str, sel: str) -> Any:
        """Number, text, truth value, or None for an empty cell."""
        kunci = (lembar, sel)
        if kunci not in self._hasil:
            isi = self._buku[lembar][sel]
            if isi.data_type == "f":
                self._hasil[kunci] = Rumus(str(isi.value)[1:], lembar, self).hitung()
            else:
                self._hasil[kunci] = float(isi.value) if isi.data_type == "n" and isi.value is not None else isi.value
        return self._hasil[kunci]

    def rentang(self, lembar: str, alamat: str) -> list[Any]:
        kiri, atas, kanan, bawah = range_boundaries(alamat)
        baris = self._buku[lembar].iter_rows(atas, bawah, kiri, kanan)
        return [self.nilai(lembar, sel.coordinate) for deret in baris for sel in deret]


def hasil_rumus(buku: Workbook) -> dict[str, dict[str, float | str]]:
    """What each formula comes to, by sheet and cell; one that Excel would show as an error has no entry."""
    hidup = Lembar(buku)
    hasil: dict[str, dict[str, float | str]] = {}
    for lembar in buku.worksheets:
        for sel in (s for baris in lembar.iter_rows() for s in baris if s.data_type == "f"):
            with suppress(GalatRumus):
                hasil.setdefault(lembar.title, {})[sel.coordinate] = hidup.nilai(lembar.title, sel.coordinate)
    return hasil


def isi_hasil(lembar_xml: bytes, hasil: Mapping[str, float | str]) -> bytes:
    """The XML of a sheet as openpyxl writes it (with lxml or without), with the result beside each formula that has one."""

    def isi(cocok: re.Match[bytes]) -> bytes:
        nilai = hasil.get(cocok["sel"].decode())
        if nilai is None:
            return cocok[0]
        jenis, teks = (b' t="str"', escape(nilai)) if isinstance(nilai, str) else (b"", f"{nilai:.15g}")
        return cocok["awal"] + jenis + b">" + cocok["rumus"] + b"<v>" + teks.encode() + b"</v></c>"

    return SEL_RUMUS.sub(isi, lembar_xml)


class Rumus:
    """One formula, read by recursive descent; every part becomes a function, so that IF computes one branch only."""

    def __init__(self, teks: str, lembar: str, buku: Lembar) -> None:
        self._lembar, self._buku = lembar, buku
        self._lambang = self._pecah(teks)
        self._letak = 0
        self._pohon = self._banding()
        if self._letak < len(self._lambang):
            raise GalatRumus(f"{teks}: sisa {self._lambang[self._letak :]}")

    def hitung(self) -> Any:
        return self._pohon()

    @staticmethod
    def _pecah(teks: str) -> list[tuple[str, str]]:
        hasil, letak = [], 0
        while letak < len(teks):
            cocok = LAMBANG.match(teks, letak)
            if cocok is None or cocok.lastgroup is None:
                raise GalatRumus(f"{teks!r} pada {letak}")
            hasil.append((cocok.lastgroup, cocok[cocok.lastgroup]))
            letak = cocok.end()
        return hasil

    def _ada(self, *tanda: str) -> str:
        if self._letak < len(self._lambang) and self._lambang[self._letak] in [("tanda", t) for t in tanda]:
            self._letak += 1
            return self._lambang[self._letak - 1][1]
        return ""

    def _deret(self, bagian: Callable[[], Callable], *tanda: str) -> Callable:
        kiri = bagian()
        while operator := self._ada(*tanda):
            kiri = self._gabung(operator, kiri, bagian())
        return kiri

    @staticmethod
    def _gabung(operator: str, kiri: Callable, kanan: Callable) -> Callable:
        return lambda: _sebar(OPERATOR[operator], kiri(), kanan())

    def _banding(self) -> Callable:
        return self._deret(self._tambah, "=", "<>", "<=", ">=", "<", ">")

    def _tambah(self) -> Callable:
        return self._deret(self._kali, "+", "-")

    def _kali(self) -> Callable:
        return self._deret(self._satuan, "*", "/")

    def _satuan(self) -> Callable:
        if self._ada("-"):
            isi = self._satuan()
            return lambda: -_angka(isi())
        if self._ada("("):
            isi = self._banding()
            self._harus(")")
            return isi
        jenis, teks = self._lambang[self._letak]
        self._letak += 1
        match jenis:
            case "angka":
                return lambda: float(teks)
            case "teks":
                return lambda: teks[1:-1].replace('""', '"')
            case "sel":
                return self._sel(teks)
            case "nama":
                return self._fungsi(teks)
        raise GalatRumus(teks)

    def _sel(self, teks: str) -> Callable:
        lembar, _, alamat = teks.replace("$", "").rpartition("!")
        lembar = lembar.strip("'") or self._lembar
        if ":" in alamat:
            return lambda: self._buku.rentang(lembar, alamat)
        return lambda: self._buku.nilai(lembar, alamat)

    def _fungsi(self, nama: str) -> Callable:
        if nama == "TRUE":
            return lambda: True
        if nama != "IF" and nama not in FUNGSI:
            raise GalatRumus(nama)
        self._harus("(")
        argumen = [self._banding()]
        while self._ada(","):
            argumen.append(self._banding())
        self._harus(")")
        if nama == "IF":
            syarat, ya, tidak = argumen
            return lambda: ya() if syarat() else tidak()
        return lambda: FUNGSI[nama](*[a() for a in argumen])

    def _harus(self, tanda: str) -> None:
        if not self._ada(tanda):
            raise GalatRumus(f"{tanda} hilang")


def _sebar(operator: Callable, a: Any, b: Any) -> Any:
    if isinstance(a, list) or isinstance(b, list):
        panjang = len(a) if isinstance(a, list) else len(b)
        kiri, kanan = (x if isinstance(x, list) else [x] * panjang for x in (a, b))
        return [operator(x, y) for x, y in zip(kiri, kanan, strict=True)]
    return operator(a, b)


def _angka(isi: Any) -> float:
    if isinstance(isi, str):
        raise GalatRumus(f"#VALUE! {isi!r}")
    return float(isi or 0)


def _bagi(a: Any, b: Any) -> float:
    if _angka(b) == 0:
        raise GalatRumus("#DIV/0!")
    return _angka(a) / _angka(b)


def _sama(a: Any, b: Any) -> bool:
    if a is None:
        a = "" if isinstance(b, str) else 0
    if b is None:
        b = "" if isinstance(a, str) else 0
    if isinstance(a, str) and isinstance(b, str):
        return a.casefold() == b.casefold()
    return type(a) is type(b) and a == b


def _ke_bulat(nilai: Any, desimal: Any) -> float:
    """Half away from zero on the 15 digits that Excel shows."""
    tepat = Decimal(format(_angka(nilai), ".15g"))
    return float(tepat.quantize(Decimal(1).scaleb(-int(desimal)), rounding=ROUND_HALF_UP))


def _sumproduct(*deret: Any) -> float:
    if not all(isinstance(d, list) for d in deret):
        raise GalatRumus("SUMPRODUCT tanpa rentang")
    angka = [[x if isinstance(x, int | float) else 0 for x in d] for d in deret]
    return float(sum(reduce(lambda x, y: x * y, kolom) for kolom in zip(*angka, strict=True)))


def _bilangan(isi: Any) -> Any:
    if isinstance(isi, list):
        return [_bilangan(x) for x in isi]
    return isinstance(isi, float)


OPERATOR: dict[str, Callable] = {
    "+": lambda a, b: _angka(a) + _angka(b),
    "-": lambda a, b: _angka(a) - _angka(b),
    "*": lambda a, b: _angka(a) * _angka(b),
    "/": _bagi,
    "=": _sama,
    "<>": lambda a, b: not _sama(a, b),
    "<": lambda a, b: _angka(a) < _angka(b),
    ">": lambda a, b: _angka(a) > _angka(b),
    "<=": lambda a, b: _angka(a) <= _angka(b),
    ">=": lambda a, b: _angka(a) >= _angka(b),
}
FUNGSI: dict[str, Callable] = {
    "AND": lambda *a: all(a),
    "OR": lambda *a: any(a),
    "NOT": lambda a: not a,
    "ISNUMBER": _bilangan,
    "ABS": lambda a: abs(_angka(a)),
    "MAX": lambda *a: max(map(_angka, a)),
    "MIN": lambda *a: min(map(_angka, a)),
    "ROUND": _ke_bulat,
    "EXACT": lambda a, b: ("" if a is None else str(a)) == ("" if b is None else str(b)),
    "UPPER": lambda a: str(a or "").upper(),
    "TRIM": lambda a: " ".join(str(a or "").split()),
    "SUMPRODUCT": _sumproduct,
    "COUNTIF": lambda rentang, syarat: float(sum(_sama(x, syarat) for x in rentang)),
}
