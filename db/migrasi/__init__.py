"""Schema revisions. `ke_revisi` is nearly free when the database is at the newest one: Alembic is imported only then."""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

_LOG = logging.getLogger(__name__)

KEPALA = "0002"  # the newest revision in versions/
_KUNCI_POSTGRES = 7_351_001  # advisory lock: one process migrates


class MigrasiGagal(Exception):
    """A migration broke; the database is as it was. `cadangan` is the copy made just before (None on PostgreSQL)."""

    def __init__(self, sebab: Exception, cadangan: Path | None) -> None:
        self.sebab, self.cadangan = sebab, cadangan
        salinan = f" Salinan sebelum pembaruan: {cadangan}." if cadangan else ""
        super().__init__(f"Pembaruan basis data gagal ({sebab}). Basis data tidak diubah.{salinan}")


class VersiTakDikenal(Exception):
    """The database was made by a newer release."""

    def __init__(self, revisi: str) -> None:
        self.revisi = revisi
        super().__init__(
            f"Basis data berasal dari versi program yang lebih baru (revisi {revisi}, program ini mengenal sampai {KEPALA}). "
            "Pasang versi program yang lebih baru."
        )


def revisi(sambungan: Connection) -> str | None:
    """The revision that the database is at; None when it has no tables of ours yet."""
    if not inspect(sambungan).has_table("alembic_version"):
        return None
    hasil: str | None = sambungan.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return hasil


def ke_revisi(bind: Engine | Connection, url: URL, tujuan: str = KEPALA) -> None:
    """Bring the schema to `tujuan` in one transaction; a file copy is made first where there is something to lose.

    Raises MigrasiGagal, VersiTakDikenal.
    """
    with _sambungan(bind) as sambungan:
        sekarang = _revisi_kini(sambungan)
        if sekarang != tujuan:
            _naik(sambungan, url, tujuan, sekarang)


def _naik(sambungan: Connection, url: URL, tujuan: str, sekarang: str | None) -> None:
    from db.migrasi.jalan import dikenal, naikkan  # imports Alembic

    if sekarang is not None and not dikenal(sekarang):
        raise VersiTakDikenal(sekarang)
    cadangan = _salin(url, tujuan) if sekarang is not None and url.get_backend_name() == "sqlite" else None
    try:
        with _tanpa_kunci_asing(sambungan), sambungan.begin():
            if sambungan.dialect.name == "postgresql":
                sambungan.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_KUNCI_POSTGRES})")
            naikkan(sambungan, tujuan)
            _periksa_kunci_asing(sambungan)
    except Exception as galat:
        raise MigrasiGagal(galat, cadangan) from galat
    _LOG.info("basis data diperbarui dari revisi %s ke %s", sekarang, tujuan)


@contextmanager
def _sambungan(bind: Engine | Connection) -> Iterator[Connection]:
    if isinstance(bind, Connection):
        yield bind
        return
    with bind.connect() as sambungan:
        yield sambungan


def _revisi_kini(sambungan: Connection) -> str | None:
    with sambungan.begin():
        return revisi(sambungan)


@contextmanager
def _tanpa_kunci_asing(sambungan: Connection) -> Iterator[None]:
    """SQLite rebuilds a table to change it; with foreign keys on, dropping the old one would take rows along."""
    if sambungan.dialect.name != "sqlite":
        yield
        return
    dbapi = sambungan.connection.dbapi_connection
    assert isinstance(dbapi, sqlite3.Connection)
    dbapi.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        dbapi.execute("PRAGMA foreign_keys=ON")


def _periksa_kunci_asing(sambungan: Connection) -> None:
    if sambungan.dialect.name == "sqlite" and sambungan.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise DBAPIError("PRAGMA foreign_key_check", None, ValueError("baris kehilangan rujukannya"))


def _salin(url: URL, tujuan: str) -> Path:
    """A consistent copy beside the database, its name tells before which revision; the one of an earlier try is replaced."""
    berkas = Path(url.database or "")
    salinan = berkas.with_name(f"{berkas.name}.sebelum-{tujuan}")
    sementara = salinan.with_name(f"{salinan.name}.tmp")
    sementara.unlink(missing_ok=True)
    with closing(sqlite3.connect(berkas)) as asal, closing(sqlite3.connect(sementara)) as ke:
        asal.backup(ke)
    os.replace(sementara, salinan)
    return salinan
