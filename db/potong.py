"""Cutting long message texts without cutting a tag (K23). Lengths as Telegram counts them: visible UTF-16 units."""

import html
import re
from dataclasses import dataclass, field

BATAS_TEKS = 4096
BATAS_KETERANGAN = 1024
BATAS_ENTITAS = 100

_KEPING = re.compile(r"<[^>]*>|&[#\w]+;|\n|[^<&\n]|[<&]", re.DOTALL)
_NAMA_TAG = re.compile(r"</?\s*([\w-]+)")


def panjang(teks: str, *, html_: bool = True) -> int:
    """Visible length in UTF-16 units; tags count nothing, `&lt;` counts one."""
    return _satuan(polos(teks) if html_ else teks)


def polos(teks: str) -> str:
    """The text without tags, character references resolved: what is sent when Telegram refuses the markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", teks))


def muat(teks: str, batas: int, *, html_: bool = True) -> bool:
    """Whether Telegram takes the text in one message."""
    if len(teks) * 2 <= batas and teks.count("<") <= BATAS_ENTITAS:
        return True
    return panjang(teks, html_=html_) <= batas and (not html_ or _entitas(teks) <= BATAS_ENTITAS)


def potong(teks: str, batas: int = BATAS_TEKS, *, pertama: int | None = None, html_: bool = True) -> list[str]:
    """The text in parts of at most `batas` units and 100 entities (the first at most `pertama` units).

    Cuts at a line end, else at a blank, else anywhere between characters; tags open at a cut are closed and opened
    again, so every part is well-formed where the whole is.
    """
    if muat(teks, pertama or batas, html_=html_):
        return [teks]
    bagian: list[str] = []
    sisa = _KEPING.findall(teks) if html_ else list(teks)
    terbuka: list[str] = []
    while sisa:
        kumpul = _Kumpulan(pertama if pertama and not bagian else batas, html_, list(terbuka))
        jumlah = kumpul.ambil(sisa)
        sisa = sisa[jumlah:]
        terbuka = kumpul.terbuka
        isi = kumpul.tulis()
        if polos(isi).strip() if html_ else isi.strip():
            bagian.append(isi)
    return bagian


@dataclass
class _Kumpulan:
    """One part being filled."""

    batas: int
    html_: bool
    awal: list[str]  # tags to be opened again
    isi: list[str] = field(default_factory=list)
    terbuka: list[str] = field(default_factory=list)

    def ambil(self, keping: list[str]) -> int:
        """Take as many pieces as fit and return their number (at least one)."""
        terpakai, entitas = 0, len(self.awal)
        baris = spasi = 0  # number of pieces up to and including the last line end, blank
        jumlah = 0
        for jumlah, satu in enumerate(keping):
            tag = self._tag(satu)
            entitas += tag and not satu.startswith("</")
            terpakai += 0 if tag else _satuan(html.unescape(satu) if self.html_ else satu)
            if jumlah and (terpakai > self.batas or entitas > BATAS_ENTITAS):
                break
            if satu == "\n":
                baris = jumlah + 1
            elif satu == " ":
                spasi = jumlah + 1
        else:
            jumlah = len(keping)
        potong_di = jumlah if jumlah == len(keping) else baris or spasi or jumlah
        self._terima(keping[:potong_di])
        return potong_di

    def _terima(self, keping: list[str]) -> None:
        self.isi = keping
        self.terbuka = list(self.awal)
        for satu in keping:
            if not self._tag(satu):
                continue
            if not satu.startswith("</"):
                self.terbuka.append(satu)
            elif self.terbuka:
                self.terbuka.pop()

    def _tag(self, keping: str) -> bool:
        return self.html_ and len(keping) > 1 and keping.startswith("<")

    def tulis(self) -> str:
        tutup = "".join(f"</{_nama(tag)}>" for tag in reversed(self.terbuka))
        tubuh = "".join(self.isi)
        return "".join(self.awal) + (tubuh.rstrip("\n") if self.html_ else tubuh.strip("\n")) + tutup


def _nama(tag: str) -> str:
    cocok = _NAMA_TAG.match(tag)
    return cocok.group(1) if cocok else ""


def _entitas(teks: str) -> int:
    return len(re.findall(r"<[^/>][^>]*>", teks))


def _satuan(teks: str) -> int:
    return len(teks) + sum(1 for huruf in teks if ord(huruf) > 0xFFFF)
