"""The schema that migrations make is the schema that the program uses."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlmodel import SQLModel, col, select

from bot.layanan import muat
from db import migrasi
from db.migrasi import MigrasiGagal, VersiTakDikenal, jalan
from db.pangkalan import Pangkalan
from db.tabel import BerkasTerbitan, Kontak, Pelaksanaan, Terbitan, VersiRencana
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


def test_rencana_lama_menjadi_versi_satu(url_basisdata: str):
    """A database of revision 0001 comes along with its data: each year's indicators are version 1, runs keep it."""
    basis = Pangkalan(url_basisdata)
    basis.migrasikan("0001")
    basis.tulis_sinkron(lambda sesi: [sesi.execute(text(baris)) for baris in LAMA])

    basis.migrasikan()
    versi = basis.baca_sinkron(
        lambda sesi: [(v.tahun, v.nomor, v.dibuat, v.isi) for v in sesi.exec(select(VersiRencana).order_by("tahun"))]
    )
    jalan_ = basis.baca_sinkron(
        lambda sesi: [
            (p.tahun, p.triwulan, muat.rencana_jalan(sesi, p))
            for p in sesi.exec(select(Pelaksanaan).order_by(col(Pelaksanaan.id)))
        ]
    )
    basis.tutup()

    assert versi == [
        (2025, 1, datetime(2025, 1, 1, tzinfo=UTC), [{"kode": "L-1"}]),
        (2026, 1, AWAL_JALAN, [{"kode": "A-1"}, {"kode": "A-2"}]),
    ]
    assert jalan_ == [
        (2026, 1, [{"kode": "A-1"}, {"kode": "A-2"}]),
        (2026, 2, [{"kode": "A-1"}, {"kode": "A-2"}]),
        (2027, 1, ()),
    ]


def test_rekap_lama_tetap_dikenal(url_basisdata: str):
    """Recaps handed out by a program of revision 0001 are publications that count, so that their papers stay genuine."""
    basis = Pangkalan(url_basisdata)
    basis.migrasikan("0001")
    saat = "'2026-04-01 01:00:00.000000'"
    terbit = [
        f"INSERT INTO berkas (sha256, ukuran, jenis, dibuat) VALUES ('aa', 1, 'xlsx', {saat}), ('bb', 1, 'zip', {saat})",
        """UPDATE pelaksanaan SET dokumen = '{"xlsx": "aa", "arsip": "bb"}' WHERE triwulan = 1 AND tahun = 2026""",
    ]
    basis.tulis_sinkron(lambda sesi: [sesi.connection().exec_driver_sql(baris) for baris in (*LAMA, *terbit)])

    basis.migrasikan()
    ada = basis.baca_sinkron(
        lambda sesi: [
            (t.pelaksanaan_id, t.sidik, t.berlaku, t.ringkasan, b.jenis, b.sha256)
            for t, b in sesi.exec(select(Terbitan, BerkasTerbitan).where(Terbitan.id == BerkasTerbitan.terbitan_id))
        ]
    )
    basis.tutup()

    assert ada == [(1, "", True, {}, "xlsx", "aa")]


AWAL_JALAN = datetime(2026, 4, 1, 1, tzinfo=UTC)
LAMA = [
    "INSERT INTO versisop (id, sop_id, sidik, isi) VALUES (1, 'x', 's', '')",
    "INSERT INTO instansi (id, kode, nama, versi_sop_id, zona, tahun) VALUES (1, 'x', 'X', 1, 'Asia/Jakarta', 2026)",
    *(
        "INSERT INTO indikatortahunan (instansi_id, tahun, kode, urutan, isi, aktif) "
        f"""VALUES (1, {tahun}, '{kode}', {urutan}, '{{"kode": "{kode}"}}', {aktif})"""
        for tahun, kode, urutan, aktif in (
            (2026, "A-2", 1, "true"),
            (2026, "A-1", 0, "true"),
            (2026, "A-0", 0, "false"),
            (2025, "L-1", 0, "true"),
        )
    ),
    *(
        "INSERT INTO pelaksanaan (instansi_id, tahun, triwulan, versi_sop_id, versi, status, langkah, keadaan, hash_akhir, mulai_pada) "
        f"VALUES (1, {tahun}, {tw}, 1, 0, '{status}', 1, '{{}}', '', '{tahun}-0{tw * 3 + 1}-01 01:00:00.000000')"
        for tahun, tw, status in ((2026, 1, "selesai"), (2026, 2, "berjalan"), (2027, 1, "berjalan"))
    ),
]
