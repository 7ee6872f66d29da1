"""Alembic runs this. The connection comes from `db.migrasi.jalan`; nothing is configured here."""

from typing import Any, Literal

from alembic import context
from sqlmodel import SQLModel

from db import tabel  # noqa: F401 - fills the metadata

_JENIS: dict[str, str] = {"AutoString": "sa.String()", "UTCDateTime": "sa.DateTime(timezone=True)"}


def tulis_jenis(jenis: str, objek: Any, _konteks: Any) -> str | Literal[False]:
    """Revisions name plain SQLAlchemy types, so that they do not change with the libraries."""
    if jenis == "type":
        nama = type(objek).__name__
        return _JENIS.get(nama, False)
    return False


context.configure(
    connection=context.config.attributes["sambungan"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    render_item=tulis_jenis,
    transactional_ddl=False,  # the caller's transaction holds everything
)
context.run_migrations()
