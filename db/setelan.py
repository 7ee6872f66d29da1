"""Settings without which the database loses work silently; read back at start (K34)."""

import sqlite3
from contextlib import closing

from sqlalchemy import Connection

PRAGMA = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY")

_SQLITE = (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1))
_POSTGRES = (("server_encoding", ("UTF8",)), ("fsync", ("on",)), ("synchronous_commit", ("on", "remote_apply")))


class SetelanBerbeda(Exception):
    """The database runs with another setting than the one we need."""

    def __init__(self, nama: str, harus: object, nyatanya: object) -> None:
        self.nama, self.harus, self.nyatanya = nama, harus, nyatanya
        super().__init__(
            f"Setelan basis data {nama} adalah {nyatanya!r}, seharusnya {harus!r}. "
            "Pekerjaan bisa hilang tanpa pesan galat, jadi program tidak dijalankan."
        )


def periksa(sambungan: Connection) -> None:
    """Raise SetelanBerbeda unless every setting of this connection is what we asked for."""
    if sambungan.dialect.name == "sqlite":
        _periksa_sqlite(sambungan)
    else:
        _periksa_postgres(sambungan)
    sambungan.rollback()


def _periksa_sqlite(sambungan: Connection) -> None:
    dbapi = sambungan.connection.dbapi_connection
    assert isinstance(dbapi, sqlite3.Connection)
    for nama, harus in _SQLITE:
        nyatanya = dbapi.execute(f"PRAGMA {nama}").fetchone()[0]
        if nyatanya != harus:
            raise SetelanBerbeda(nama, harus, nyatanya)
    if not _mulai_seketika(sambungan, dbapi):
        raise SetelanBerbeda("BEGIN", "IMMEDIATE", "DEFERRED")


def _mulai_seketika(sambungan: Connection, dbapi: sqlite3.Connection) -> bool:
    """Whether a transaction of ours holds the write lock before its first statement: another connection must not get it."""
    berkas = dbapi.execute("PRAGMA database_list").fetchone()[2]
    with sambungan.begin():
        if not dbapi.in_transaction:
            return False
        with closing(sqlite3.connect(berkas, timeout=0, isolation_level=None)) as lain:
            try:
                lain.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            lain.execute("ROLLBACK")
    return False


def _periksa_postgres(sambungan: Connection) -> None:
    for nama, boleh in _POSTGRES:
        nyatanya = sambungan.exec_driver_sql(f"SHOW {nama}").scalar_one()
        if nyatanya not in boleh:
            raise SetelanBerbeda(nama, boleh[0], nyatanya)
