"""The schema that migrations make is the schema that the program uses."""

import sqlite3
from contextlib import closing
from pathlib import Path
from time import perf_counter

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlmodel import SQLModel

from db import migrasi
from db.migrasi import MigrasiGagal, VersiTakDikenal, jalan
from db.pangkalan import Pangkalan
from db.tabel import Kontak
from tests.palsu import AWAL


def test_skema_hasil_migrasi_sama_dengan_tabel(pangkalan: Pangkalan):
    """A column added to a table without a migration fails here, not in an office."""

    def beda(sesi) -> list:
        konteks = MigrationContext.configure(sesi.connection(), opts={"compare_type": True})
        return compare_metadata(konteks, SQLModel.metadata)

    assert pangkalan.baca_sinkron(beda) == []


def test_kepala_adalah_revisi_terbaru():
    """KEPALA is written by hand so that starting needs no Alembic."""
    assert ScriptDirectory.from_config(jalan.setelan()).get_current_head() == migrasi.KEPALA


def test_di_kepala_hampir_tanpa_biaya(pangkalan: Pangkalan):
    """Every start asks; it must not be felt."""
    mulai = perf_counter()

    pangkalan.migrasikan()

    assert perf_counter() - mulai < 0.15


def _mundur(pangkalan: Pangkalan, revisi: str) -> None:
    pangkalan.tulis_sinkron(
        lambda sesi: sesi.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revisi})
    )


def test_versi_yang_lebih_baru_ditolak(pangkalan: Pangkalan):
    """An older program must not write into what a newer one has made."""
    _mundur(pangkalan, "9999")

    with pytest.raises(VersiTakDikenal) as galat:
        pangkalan.migrasikan()

    assert galat.value.revisi == "9999"


def test_k14_migrasi_yang_patah(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A migration that breaks half way leaves the data as they were and names the copy made before, which opens."""
    berkas = tmp_path / "kinerja.db"
    basis = Pangkalan(f"sqlite:///{berkas}")
    basis.migrasikan()
    basis.tulis_sinkron(lambda sesi: sesi.add(Kontak(telegram=5, nama="Sari", diubah=AWAL)))

    def patah(sambungan, _tujuan) -> None:
        sambungan.exec_driver_sql("DELETE FROM kontak")
        sambungan.exec_driver_sql("CREATE TABLE setengah (x)")
        raise RuntimeError("patah")

    monkeypatch.setattr(jalan, "naikkan", patah)
    with pytest.raises(MigrasiGagal) as galat:
        basis.migrasikan("0003-patah")
    nama = basis.baca_sinkron(lambda sesi: sesi.get_one(Kontak, 5).nama)
    basis.tutup()

    assert nama == "Sari"
    assert galat.value.cadangan is not None
    assert str(galat.value.cadangan) in str(galat.value)
    with closing(sqlite3.connect(galat.value.cadangan)) as salinan:
        assert salinan.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert salinan.execute("SELECT nama FROM kontak").fetchall() == [("Sari",)]
    with closing(sqlite3.connect(berkas)) as asal:
        assert asal.execute("SELECT count(*) FROM sqlite_master WHERE name = 'setengah'").fetchone() == (0,)
