"""Running Alembic without an alembic.ini."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def setelan() -> Config:
    """Alembic's configuration: the scripts lie beside this file."""
    hasil = Config()
    hasil.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return hasil


def dikenal(revisi: str) -> bool:
    """Whether this release has the revision."""
    return any(naskah.revision == revisi for naskah in ScriptDirectory.from_config(setelan()).walk_revisions())


def naikkan(sambungan: Connection, tujuan: str) -> None:
    """Upgrade inside the transaction of `sambungan`."""
    konfigurasi = setelan()
    konfigurasi.attributes["sambungan"] = sambungan
    command.upgrade(konfigurasi, tujuan)
