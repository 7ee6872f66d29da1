"""The signed copy that comes back: a PDF or picture that can be read, by its content and never by its name.

Whose signature it bears is told by the programs made for that (domain 8.6); here only where one lies is looked at.
"""

import re
from dataclasses import dataclass

from bot.berkas.kop import AWAL_GAMBAR
from bot.berkas.segel import CIRI

SISI_TERKECIL = 480  # pixels; an A4 page is still barely legible
_EKOR = 4096  # bytes in which a file says that it ends
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_HALAMAN = re.compile(rb"/Type\s*/(?:Page|ObjStm)\b")  # pages lie open, or in a compressed part of the file
_UKURAN_JPEG = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # segments that hold the size
_SEGMEN = 2000  # a photo has a few dozen of them before its size
_TANPA_ISI_JPEG = frozenset((0x01, *range(0xD0, 0xD9)))

SARAN = "Kirim PDF yang ditandatangani dengan aplikasi BSrE, atau hasil pindai/foto kertasnya (PDF, JPG, atau PNG)."


class BukanSalinan(Exception):
    """This cannot be a signed copy; the text says why and what to send instead."""


@dataclass(frozen=True)
class TandaTangan:
    """A signature inside a PDF: it covers the file up to `sampai`."""

    sampai: int


def bentuk(data: bytes) -> str:
    """``pdf``, ``jpg`` or ``png``. Raises BukanSalinan."""
    if not data.strip(b"\0 \r\n\t"):
        raise BukanSalinan(f"Berkas ini kosong. {SARAN}")
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if not data.startswith(AWAL_GAMBAR):
        raise BukanSalinan(f"Berkas ini bukan PDF, JPG, atau PNG, apa pun namanya. {SARAN}")
    png = data.startswith(AWAL_GAMBAR[0])
    lebar, tinggi = _ukuran_png(data) if png else _ukuran_jpeg(data)
    if min(lebar, tinggi) < SISI_TERKECIL:
        raise BukanSalinan(
            f"Gambar ini hanya {lebar} × {tinggi} titik, terlalu kecil untuk dibaca. Pindai lagi, sisi terpendeknya "
            f"paling sedikit {SISI_TERKECIL} titik."
        )
    return "png" if png else "jpg"


def tanda_tangan(data: bytes) -> list[TandaTangan]:
    """The signatures of a PDF except the office's own seal, which is not that of an official."""
    semua = [
        TandaTangan(int(c[3]) + int(c[4]))
        for c in _BYTE_RANGE.finditer(data)
        if int(c[1]) == 0 and int(c[3]) + int(c[4]) <= len(data)
    ]
    return semua[data.count(CIRI.encode()) :]


def _pdf(data: bytes) -> str:
    utuh = b"%%EOF" in data[-_EKOR:] and b"startxref" in data[-_EKOR:]
    if not utuh or not _HALAMAN.search(data):
        raise BukanSalinan(f"PDF ini rusak atau tidak lengkap: halamannya tidak terbaca. Simpan lagi, atau: {SARAN}")
    return "pdf"


def _ukuran_png(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR" or b"IEND" not in data[-_EKOR:]:
        raise _terpotong()
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _ukuran_jpeg(data: bytes) -> tuple[int, int]:
    tempat = 2
    for _ in range(_SEGMEN):
        if tempat + 9 > len(data) or data[tempat] != 0xFF:
            break
        jenis = data[tempat + 1]
        if jenis in _UKURAN_JPEG and b"\xff\xd9" in data[tempat:]:
            return int.from_bytes(data[tempat + 7 : tempat + 9]), int.from_bytes(data[tempat + 5 : tempat + 7])
        if jenis == 0xFF:
            tempat += 1
        elif jenis in _TANPA_ISI_JPEG:
            tempat += 2
        else:
            tempat += 2 + int.from_bytes(data[tempat + 2 : tempat + 4])
    raise _terpotong()


def _terpotong() -> BukanSalinan:
    return BukanSalinan("Gambar ini rusak atau terpotong. Pindai atau kirim lagi, sebaiknya sebagai berkas.")
