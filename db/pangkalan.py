"""The database: one transaction at a time in a worker thread, SQLite or PostgreSQL.

SQLite has one connection in one thread, PostgreSQL a few threads. Every piece of work is a function of a `Session`;
it runs in one transaction that is committed when the function returns and rolled back when it raises.
"""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlmodel import Session

from db import setelan
from db.titik_mati import lewati

T = TypeVar("T")
Kabar = dict[str, Any]

UPDATE_SELESAI = "update_selesai"  # in Session.info: the update that this transaction handled
ADA_SURAT = "ada_surat"  # in Session.info: the outbox was touched

PEKERJA_POSTGRES = 4
TUNGGU_KUNCI = 30.0  # seconds that SQLite waits for another process before "database is locked"


def karena_bersaing(galat: DBAPIError) -> bool:
    """Whether another transaction may have been in the way: a unique row was there first, or a deadlock was broken."""
    return isinstance(galat, IntegrityError) or getattr(galat.orig, "sqlstate", "") in ("40001", "40P01")


class PangkalanDitolak(Exception):
    """The database cannot be used as it is; the text says why and what to do."""


class Pangkalan:
    """A database. Nothing is connected until the first use; settings are read back then and must be right (K34).

    `url`: "sqlite:///path" or "postgresql://…". Raises PangkalanDitolak for anything else.
    """

    def __init__(self, url: str) -> None:
        self.url = _baca_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        pekerja = 1 if self.sqlite else PEKERJA_POSTGRES
        self._mesin = _mesin(self.url, self.sqlite, pekerja)
        self._pelaksana = ThreadPoolExecutor(pekerja, thread_name_prefix="pangkalan")
        self._sambungan: Connection | None = None  # SQLite's only one
        self._terbuka = False
        self._gembok = Lock()
        self._membaca = False
        self._pendengar: list[Callable[[Kabar], None]] = []
        if self.sqlite:
            self._mesin.dialect.do_begin = self._mulai_sqlite  # type: ignore[assignment]

    def dengarkan(self, pendengar: Callable[[Kabar], None]) -> None:
        """Call `pendengar(Session.info)` in the event loop after every commit made through `tulis`."""
        self._pendengar.append(pendengar)

    async def tulis(self, kerja: Callable[[Session], T]) -> T:
        """One transaction: commit what `kerja` did, or roll back and pass its exception on."""
        hasil, kabar = await asyncio.get_running_loop().run_in_executor(self._pelaksana, self._transaksi, kerja)
        for pendengar in self._pendengar:
            pendengar(kabar)
        return hasil

    async def baca(self, kerja: Callable[[Session], T]) -> T:
        """One consistent look; whatever `kerja` changes is thrown away."""
        return await asyncio.get_running_loop().run_in_executor(self._pelaksana, self._lihat, kerja)

    def tulis_sinkron(self, kerja: Callable[[Session], T]) -> T:
        """As `tulis`, for the command line. Blocks; nobody is told about the commit."""
        return self._pelaksana.submit(self._transaksi, kerja).result()[0]

    def baca_sinkron(self, kerja: Callable[[Session], T]) -> T:
        """As `baca`, for the command line."""
        return self._pelaksana.submit(self._lihat, kerja).result()

    @contextmanager
    def potret(self) -> Iterator[Connection]:
        """A read-only picture of one moment on a connection of its own; hinders no writer, in this process or another."""
        if self.sqlite:
            mesin = _mesin(self.url, True, 1)
            mesin.dialect.do_begin = lambda koneksi: koneksi.execute("BEGIN")  # type: ignore[assignment]
        else:
            tetap = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            mesin = _mesin(self.url, False, 1).execution_options(**tetap)
        try:
            with mesin.connect() as sambungan:
                yield sambungan
        finally:
            mesin.dispose()

    def migrasikan(self, tujuan: str | None = None) -> None:
        """Bring the schema to the newest revision (or to `tujuan`); nearly free when it is there already.

        Raises MigrasiGagal, which names the backup made just before (SQLite), when a migration breaks (K14).
        """
        from db import migrasi  # Alembic is heavy and only needed when something has to change

        self._pelaksana.submit(lambda: migrasi.ke_revisi(self._buka(), self.url, tujuan or migrasi.KEPALA)).result()

    def tutup(self) -> None:
        """End the running transaction, close connections and thread."""
        if self._sambungan is not None:
            self._pelaksana.submit(self._sambungan.close).result()
            self._sambungan = None
        self._pelaksana.shutdown(wait=True)
        self._mesin.dispose()
        self._terbuka = False

    def _transaksi(self, kerja: Callable[[Session], T]) -> tuple[T, Kabar]:
        with Session(self._buka(), expire_on_commit=False) as sesi:
            try:
                hasil = kerja(sesi)
                kabar = sesi.info
                if UPDATE_SELESAI in kabar:
                    sesi.flush()
                    lewati("dalam_transaksi")
                sesi.commit()
            except BaseException:
                sesi.rollback()
                raise
        if UPDATE_SELESAI in kabar:
            lewati("sesudah_transaksi")
        return hasil, kabar

    def _lihat(self, kerja: Callable[[Session], T]) -> T:
        bind = self._buka()
        self._membaca = True
        try:
            with Session(bind, expire_on_commit=False) as sesi:
                if not self.sqlite:
                    sesi.connection(execution_options={"postgresql_readonly": True})
                return kerja(sesi)  # leaving without commit rolls back and keeps what was loaded
        finally:
            self._membaca = False

    def _buka(self) -> Engine | Connection:
        with self._gembok:
            if not self._terbuka:
                self._periksa()
                self._terbuka = True
        return self._sambungan or self._mesin

    def _periksa(self) -> None:
        try:
            sambungan = self._mesin.connect()
        except DBAPIError as galat:
            raise PangkalanDitolak(f"Basis data tidak dapat dibuka ({galat.orig}). Periksa DATABASE_URL.") from galat
        try:
            setelan.periksa(sambungan)
        except BaseException:
            sambungan.close()
            raise
        if self.sqlite:
            self._sambungan = sambungan
        else:
            sambungan.close()

    def _mulai_sqlite(self, koneksi: Any) -> None:
        """Takes the place of the dialect's `do_begin`; an event "begin" would slow down every statement by a third."""
        perintah = "BEGIN" if self._membaca else "BEGIN IMMEDIATE"
        try:
            koneksi.dbapi_connection.execute(perintah)
        except sqlite3.OperationalError as galat:
            raise OperationalError(perintah, None, galat) from galat


def _baca_url(url: str) -> URL:
    alamat = make_url(url)
    jenis = alamat.get_backend_name()
    if jenis in ("postgresql", "postgres"):
        return alamat.set(drivername="postgresql+psycopg")
    if jenis == "sqlite" and alamat.database not in (None, "", ":memory:"):
        return alamat
    raise PangkalanDitolak(f"DATABASE_URL jenis {jenis!r} tidak dikenal. Pakai sqlite:///berkas.db atau postgresql://…")


def _mesin(url: URL, sqlite: bool, pekerja: int) -> Engine:
    umum: dict[str, Any] = {"json_serializer": json.JSONEncoder(ensure_ascii=False).encode}
    if not sqlite:
        return create_engine(url, pool_size=pekerja, max_overflow=0, pool_pre_ping=True, **umum)
    mesin = create_engine(url, connect_args={"timeout": TUNGGU_KUNCI, "check_same_thread": False}, **umum)
    event.listen(mesin, "connect", _setel_sqlite)
    return mesin


def _setel_sqlite(dbapi: sqlite3.Connection, _catatan: object) -> None:
    dbapi.isolation_level = None  # Python must not begin transactions on its own: it begins them too late
    for perintah in setelan.PRAGMA:
        dbapi.execute(f"PRAGMA {perintah}")
