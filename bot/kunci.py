"""One process at a time: on SQLite for everything, on PostgreSQL for courier and scheduler (K11).

The lock is the operating system's or the server's: it frees itself when the process dies, however it dies.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

if TYPE_CHECKING:
    import psycopg  # 10 MB that SQLite does not need: loaded with the first connection

_LOG = logging.getLogger(__name__)

NAMA_BERKAS = "kunci.db"
KUNCI_POSTGRES = 7_351_002
COBA_SETIAP = 5.0  # seconds: how soon another process takes over, how soon a lost lock is noticed
BATAS_JAWAB = 5.0  # seconds that the server gets to answer


class SudahBerjalan(Exception):
    """Another process works on the same data."""

    def __init__(self, direktori: Path) -> None:
        self.direktori = direktori
        super().__init__(f"Program sudah berjalan dengan data di {direktori}. Hentikan yang lama dahulu.")


class Kunci:
    """The lock of `url` (SQLAlchemy URL) and DATA_DIR. `ambil` never waits."""

    def __init__(self, url: str, data_dir: Path) -> None:
        self._alamat = make_url(url)
        self.sqlite = self._alamat.get_backend_name() == "sqlite"
        self._berkas = data_dir / NAMA_BERKAS
        self._lokal: sqlite3.Connection | None = None
        self._server: psycopg.Connection | None = None

    async def ambil(self) -> bool:
        """Take the lock; False when another process holds it, or the server cannot be reached now."""
        if self.sqlite:
            return self._lokal is not None or self._ambil_lokal()
        return await self._ambil_server()

    async def tunggu(self, setiap: float = COBA_SETIAP) -> None:
        """Wait until the lock is ours."""
        while True:
            if await self.ambil():
                return
            await asyncio.sleep(setiap)

    async def jaga(self, saat_hilang: Callable[[], Awaitable[None]], setiap: float = COBA_SETIAP) -> None:
        """Watch the lock until it is lost (then `saat_hilang` is awaited) or given back."""
        while True:
            if not await self.masih():
                break
            await asyncio.sleep(setiap)
        if self._server is not None:
            _LOG.error("kunci basis data hilang: proses lain akan meneruskan pengiriman dan jadwal")
            await self.lepas()
            await saat_hilang()

    async def masih(self) -> bool:
        """Whether the lock is still ours."""
        if self.sqlite:
            return self._lokal is not None
        if self._server is None:
            return False
        import psycopg

        try:
            async with asyncio.timeout(BATAS_JAWAB):
                await asyncio.to_thread(self._server.execute, "SELECT 1")
        except (psycopg.Error, OSError, TimeoutError):
            return False
        return True

    async def lepas(self) -> None:
        """Give the lock back; nothing happens when it is not ours."""
        if self._lokal is not None:
            self._lokal.close()
            self._lokal = None
        if self._server is not None:
            import psycopg

            server, self._server = self._server, None
            with suppress(psycopg.Error, OSError):
                server.close()

    def _ambil_lokal(self) -> bool:
        lokal = sqlite3.connect(self._berkas, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            lokal.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as galat:
            lokal.close()
            if galat.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
        self._lokal = lokal
        return True

    async def _ambil_server(self) -> bool:
        if self._server is not None:
            return await self.masih()
        import psycopg

        alamat = self._alamat.set(drivername="postgresql").render_as_string(hide_password=False)
        try:
            async with asyncio.timeout(BATAS_JAWAB):
                server, dapat = await asyncio.to_thread(_coba, alamat)
        except (psycopg.Error, OSError, TimeoutError) as galat:
            _LOG.warning("kunci belum dapat diambil: basis data tidak menjawab (%s)", type(galat).__name__)
            return False
        if not dapat:
            server.close()
            return False
        self._server = server
        return True


def _coba(alamat: str) -> "tuple[psycopg.Connection, bool]":
    """A connection, and whether the lock was free. Blocks: psycopg's own asyncio does not work with Windows' event loop."""
    import psycopg

    server = psycopg.connect(alamat, autocommit=True, connect_timeout=int(BATAS_JAWAB), keepalives_idle=10)
    baris = server.execute("SELECT pg_try_advisory_lock(%s)", (KUNCI_POSTGRES,)).fetchone()
    return server, bool(baris and baris[0])
