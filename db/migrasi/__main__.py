"""`python -m db.migrasi 0002 "apa yang berubah"`: write the next revision from the difference to `db.tabel`.

For developers. Read the result before committing it, and raise KEPALA.
"""

import sys

from alembic import command
from sqlalchemy import create_engine

from db.migrasi.jalan import naikkan, setelan


def buat(revisi: str, pesan: str) -> None:
    """Compare a fresh database at the newest revision with the tables and write versions/<revisi>_….py."""
    with create_engine("sqlite://").connect() as sambungan, sambungan.begin():
        naikkan(sambungan, "head")
        konfigurasi = setelan()
        konfigurasi.attributes["sambungan"] = sambungan
        command.revision(konfigurasi, pesan, autogenerate=True, rev_id=revisi)


if __name__ == "__main__":
    buat(sys.argv[1], sys.argv[2])
