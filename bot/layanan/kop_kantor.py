"""The letterhead of an office: what its rows say, the logo from its place, and the words that its name gives."""

import hashlib
import logging
import re
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from bot.berkas.kop import Kop
from db.berkas import jalur
from db.tabel import Berkas, Instansi

_LOG = logging.getLogger(__name__)


def kop(gudang: Path, instansi: Instansi) -> Kop:
    """The letterhead for a paper."""
    return Kop(instansi.nama, pemerintah(instansi.nama), instansi.alamat, muat_logo(gudang, instansi.logo))


def muat_logo(gudang: Path, sha: str) -> bytes:
    """The office's logo, b"" without one; a paper without it is better than none."""
    if not sha:
        return b""
    try:
        return jalur(gudang, sha).read_bytes()
    except OSError as galat:
        _LOG.error("logo %s tidak terbaca: %s", sha, galat)
        return b""


def daftarkan_logo(sesi: Session, data: bytes, waktu: datetime) -> str:
    """Make a logo known that lies, or will lie, in its place. Returns its SHA-256."""
    jenis = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
    sha = hashlib.sha256(data).hexdigest()
    if sesi.get(Berkas, sha) is None:
        sesi.add(Berkas(sha256=sha, ukuran=len(data), jenis=jenis, dibuat=waktu))
        sesi.flush()
    return sha


def pemerintah(nama_instansi: str) -> str:
    """``PEMERINTAH KABUPATEN PURWAKARTA`` from the name of the office, or ""."""
    daerah = re.search(r"\b(Kabupaten|Kota|Provinsi)\s+[^()]+", nama_instansi)
    return f"PEMERINTAH {daerah[0].strip().upper()}" if daerah else ""


def kota(nama_instansi: str) -> str:
    """``Purwakarta``: where the recap is signed."""
    daerah = re.search(r"\b(?:Kabupaten|Kota|Provinsi)\s+([^()]+)", nama_instansi)
    return daerah[1].strip() if daerah else ""
