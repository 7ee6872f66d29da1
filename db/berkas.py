"""Files addressed by their content: DATA_DIR/berkas/ab/abcdef…, written once and never changed."""

import hashlib
import logging
import os
import re
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

_LOG = logging.getLogger(__name__)
_SHA = re.compile(r"[0-9a-f]{64}")


def jalur(direktori: Path, sha: str) -> Path:
    """Where the content with this SHA-256 lies. Raises ValueError for anything that is not one."""
    if not _SHA.fullmatch(sha):
        raise ValueError(f"bukan SHA-256: {sha!r}")
    return direktori / sha[:2] / sha


def simpan(direktori: Path, data: bytes, jenis: str) -> str:
    """Store the content and return its SHA-256. When this returns, it survives a power failure; twice is once.

    `jenis`: its media type, for the log. The row in `Berkas` is the caller's, in the transaction that refers to it.
    """
    sha = hashlib.sha256(data).hexdigest()
    tujuan = jalur(direktori, sha)
    if tujuan.exists() and tujuan.stat().st_size == len(data):  # one that a failing disk cut off is written again
        return sha
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    sementara = tujuan.with_name(f"{uuid4().hex}.tmp")
    try:
        with sementara.open("wb") as berkas:
            berkas.write(data)
            berkas.flush()
            os.fsync(berkas.fileno())
        _pasang(sementara, tujuan)
    finally:
        sementara.unlink(missing_ok=True)
    _LOG.debug("berkas %s (%s, %s byte) disimpan", sha, jenis, len(data))
    return sha


def pindahkan(direktori: Path, sementara: Path) -> tuple[str, int]:
    """Take over a file that was written as a stream; returns its SHA-256 and size. It survives a power failure then."""
    with sementara.open("rb+") as berkas:
        sha = hashlib.file_digest(berkas, "sha256").hexdigest()
        os.fsync(berkas.fileno())
        ukuran = berkas.seek(0, os.SEEK_END)
    tujuan = jalur(direktori, sha)
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    _pasang(sementara, tujuan)
    return sha, ukuran


def _pasang(sementara: Path, tujuan: Path) -> None:
    try:
        os.replace(sementara, tujuan)
    except PermissionError:  # Windows: somebody reads the same content at this moment, so it is there
        if not tujuan.exists():
            raise
    if os.name == "posix":
        with suppress(OSError):  # some network file systems cannot do it
            folder = os.open(tujuan.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
