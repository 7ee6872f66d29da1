"""What every room of the tests shares: a database to work on, and a word about which ones there are."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql
from sqlalchemy import URL, make_url

# Every run tries the same examples, so that a red build is red for whoever repeats it; `teliti` searches on.
settings.register_profile("biasa", deadline=None, derandomize=True)
settings.register_profile("teliti", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "biasa"))

# Where to look for a PostgreSQL server on which databases may be created; set to nothing to do without.
ALAMAT_POSTGRES = os.environ.get("UJI_DATABASE_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")


@cache
def kendala_postgres() -> str:
    """Why PostgreSQL cannot be used, in a few words; empty when it answers."""
    if not ALAMAT_POSTGRES:
        return "UJI_DATABASE_URL is empty"
    try:
        with sambungan(make_url(ALAMAT_POSTGRES)):
            return ""
    except psycopg.Error as galat:
        return str(galat).strip().splitlines()[0]


@contextmanager
def sambungan(alamat: URL) -> Iterator[psycopg.Connection]:
    polos = alamat.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(polos, autocommit=True, connect_timeout=3) as koneksi:
        yield koneksi


def pytest_report_header() -> str:
    kendala = kendala_postgres()
    if kendala:
        return f"databases: SQLite; tests on PostgreSQL ARE LEFT OUT: {kendala}"
    return "databases: SQLite, PostgreSQL"


@pytest.fixture(scope="session")
def basisdata_postgres() -> Iterator[URL]:
    """A database of this test session's own: advisory locks reach across a database, so none is shared."""
    induk = make_url(ALAMAT_POSTGRES)
    nama = f"uji_kinerja_{secrets.token_hex(6)}"
    with sambungan(induk) as koneksi:
        koneksi.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(nama)))
    yield induk.set(database=nama)
    with sambungan(induk) as koneksi:
        koneksi.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(nama)))


@contextmanager
def skema_baru(basisdata: URL) -> Iterator[str]:
    """The URL of an empty schema, which is dropped afterwards, also when a killed process still holds it."""
    nama = f"uji_{secrets.token_hex(6)}"
    with sambungan(basisdata) as koneksi:
        koneksi.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(nama)))
    yield basisdata.update_query_dict({"options": f"-csearch_path={nama}"}).render_as_string(hide_password=False)
    with sambungan(basisdata) as koneksi:
        koneksi.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
        )
        koneksi.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(nama)))


@pytest.fixture(params=["sqlite"] if kendala_postgres() else ["sqlite", "postgresql"])
def url_basisdata(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A SQLAlchemy URL of an empty database of this test's own, once per kind of database that is there."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'uji.db'}"
        return
    with skema_baru(request.getfixturevalue("basisdata_postgres")) as url:
        yield url
