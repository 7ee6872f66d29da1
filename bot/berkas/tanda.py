"""The mark that every recap document carries inside, and reading it back: which recap does a file say it is?

It only points; whether the file is genuine is decided by its SHA-256.
"""

import hashlib
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from bot.berkas.naskah import Naskah

_TANDA = re.compile(
    rb"asisten-kinerja rekap ([A-Za-z0-9_-]{1,40}) ([0-9]{4}) TW([1-4]) ([0-9a-f]{16}|-) (final|draf|sementara)"
)
PNG = b"\x89PNG\r\n\x1a\n"
AKHIR_KEPALA_PNG = 33  # signature and IHDR
INTI = "docProps/core.xml"
BATAS_INTI = 64 * 1024  # bytes of the properties of a workbook
BATAS_DAFTAR = 64 * 1024  # bytes of the list of members of a workbook; ours has a dozen
EKOR_ZIP = struct.Struct("<4sHHHHLLH")


@dataclass(frozen=True)
class Tanda:
    """`status`: final, draf, sementara. `sidik`: the code, "" on what bears none."""

    kode: str
    tahun: int
    triwulan: int
    sidik: str
    status: str


def tanda(naskah: Naskah) -> str:
    """``asisten-kinerja rekap dkupp 2026 TW1 0123456789abcdef final``; a draft has ``-`` in place of a code."""
    status = ("sementara" if naskah.sementara else "draf") if naskah.draf else "final"
    r = naskah.rekap
    return f"asisten-kinerja rekap {naskah.kode_instansi} {r.tahun} TW{r.triwulan} {naskah.kode_verifikasi or '-'} {status}"


def kode_rekap(instansi: str, pelaksanaan: int, versi: int, sidik: str) -> str:
    """The code that names one document and no other: equal figures of another office or version have another one."""
    return hashlib.sha256(f"{instansi}\n{pelaksanaan}\n{versi}\n{sidik}".encode()).hexdigest()[:16]


def sisip_png(png: bytes, teks: str) -> bytes:
    """The picture with a comment."""
    isi = b"tEXtComment\0" + teks.encode("latin-1", errors="replace")
    potong = struct.pack(">L", len(isi) - 4) + isi + struct.pack(">L", zlib.crc32(isi))
    return png[:AKHIR_KEPALA_PNG] + potong + png[AKHIR_KEPALA_PNG:]


def baca_tanda(data: bytes) -> Tanda | None:
    """What a PDF, picture or workbook says it is; None where it says nothing. Looks at little and never raises."""
    if data.startswith(b"PK"):
        data = _inti(data)
    elif not data.startswith((b"%PDF", PNG)):
        return None
    cocok = _TANDA.search(data)
    if cocok is None:
        return None
    kode, tahun, triwulan, sidik, status = (satu.decode() for satu in cocok.groups())
    return Tanda(kode, int(tahun), int(triwulan), sidik.strip("-"), status)


def _inti(data: bytes) -> bytes:
    """The properties of a workbook; b"" where the archive is not like one that a spreadsheet program writes."""
    ekor = data.rfind(b"PK\5\6", max(0, len(data) - EKOR_ZIP.size - 65_535))
    if ekor < 0 or ekor + EKOR_ZIP.size > len(data):
        return b""
    daftar = EKOR_ZIP.unpack_from(data, ekor)[5]
    if daftar > BATAS_DAFTAR:
        return b""
    try:
        with zipfile.ZipFile(BytesIO(data)) as arsip, arsip.open(INTI) as masuk:
            return masuk.read(BATAS_INTI)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, EOFError, ValueError, zlib.error):
        return b""
