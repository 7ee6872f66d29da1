"""One transaction at a time, nothing lost, settings as asked for."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import Session, col, select

from db import setelan
from db.pangkalan import Pangkalan, PangkalanDitolak
from db.setelan import SetelanBerbeda
from db.tabel import Instansi, Kontak, Pelaksanaan, VersiSop
from tests.palsu import AWAL

PENULIS, PERUBAHAN = 4, 100


def _satu_pelaksanaan(sesi: Session) -> int:
    sop = VersiSop(sop_id="x", sidik="x", isi="")
    sesi.add(sop)
    sesi.flush()
    kantor = Instansi(kode="x", nama="X", versi_sop_id=sop.id or 0, zona="Asia/Jakarta", tahun=2026)
    sesi.add(kantor)
    sesi.flush()
    jalan = Pelaksanaan(instansi_id=kantor.id or 0, tahun=2026, triwulan=1, versi_sop_id=sop.id or 0, mulai_pada=AWAL)
    sesi.add(jalan)
    sesi.flush()
    return jalan.id or 0


def _naikkan(sesi: Session, jalan: int) -> bool:
    versi = sesi.exec(select(Pelaksanaan.versi).where(Pelaksanaan.id == jalan)).one()
    ubah = update(Pelaksanaan).where(col(Pelaksanaan.id) == jalan, col(Pelaksanaan.versi) == versi)
    return bool(sesi.exec(ubah.values(versi=versi + 1)).rowcount)


def _seratus_kali(url: str, jalan: int) -> None:
    lain = Pangkalan(url)
    try:
        for _ in range(PERUBAHAN):
            while not lain.tulis_sinkron(lambda sesi: _naikkan(sesi, jalan)):
                pass
    finally:
        lain.tutup()


def test_k33_empat_penulis_seratus_perubahan(pangkalan: Pangkalan, url_basisdata: str):
    """Four writers on one run lose nothing and never see "database is locked"."""
    jalan = pangkalan.tulis_sinkron(_satu_pelaksanaan)

    with ThreadPoolExecutor(PENULIS) as kolam:
        list(kolam.map(lambda _: _seratus_kali(url_basisdata, jalan), range(PENULIS)))

    versi = pangkalan.baca_sinkron(lambda sesi: sesi.exec(select(Pelaksanaan.versi)).one())
    assert versi == PENULIS * PERUBAHAN


def test_k33_empat_utas_pada_satu_pangkalan(pangkalan: Pangkalan):
    """The same from four threads that share the database object."""
    jalan = pangkalan.tulis_sinkron(_satu_pelaksanaan)

    def naikkan(_: int) -> None:
        while not pangkalan.tulis_sinkron(lambda sesi: _naikkan(sesi, jalan)):
            pass

    with ThreadPoolExecutor(PENULIS) as kolam:
        list(kolam.map(naikkan, range(PENULIS * PERUBAHAN)))

    assert pangkalan.baca_sinkron(lambda sesi: sesi.exec(select(Pelaksanaan.versi)).one()) == PENULIS * PERUBAHAN


@pytest.fixture
def berkas_sqlite(tmp_path: Path) -> Path:
    return tmp_path / "data kantor" / "kinerja.db"


@pytest.mark.parametrize(
    ("pragma", "nama"),
    [
        ("synchronous=NORMAL", "synchronous"),
        ("foreign_keys=OFF", "foreign_keys"),
        ("journal_mode=DELETE", "journal_mode"),
    ],
)
def test_k34_setelan_lain_ditolak(berkas_sqlite: Path, monkeypatch: pytest.MonkeyPatch, pragma: str, nama: str):
    """A database that would lose the last commits in a power failure is not worked with."""
    berkas_sqlite.parent.mkdir()
    monkeypatch.setattr(setelan, "PRAGMA", (*setelan.PRAGMA, pragma))
    basis = Pangkalan(f"sqlite:///{berkas_sqlite}")

    with pytest.raises(SetelanBerbeda) as galat:
        basis.baca_sinkron(lambda sesi: None)

    assert galat.value.nama == nama
    basis.tutup()


def test_k34_transaksi_yang_mulai_terlambat_ditolak(berkas_sqlite: Path):
    """Without BEGIN IMMEDIATE two writers read the same state; the check tries it instead of believing a setting."""
    berkas_sqlite.parent.mkdir()
    basis = Pangkalan(f"sqlite:///{berkas_sqlite}")
    basis._mesin.dialect.do_begin = lambda _: None  # type: ignore[assignment]

    with pytest.raises(SetelanBerbeda) as galat:
        basis.baca_sinkron(lambda sesi: None)

    assert galat.value.nama == "BEGIN"
    basis.tutup()


def test_k34_setelan_yang_benar_terbaca(berkas_sqlite: Path):
    """Write-ahead log stays switched on in the file itself."""
    berkas_sqlite.parent.mkdir()
    basis = Pangkalan(f"sqlite:///{berkas_sqlite}")
    basis.migrasikan()
    basis.tutup()

    with closing(sqlite3.connect(berkas_sqlite)) as lain:
        assert lain.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite:///:memory:"])
def test_url_yang_tidak_dikenal(url: str):
    """A database that forgets, or one that nobody has tried, is refused with the two that work."""
    with pytest.raises(PangkalanDitolak):
        Pangkalan(url)


def test_folder_yang_tidak_ada(tmp_path: Path):
    """One clear sentence instead of a driver's traceback."""
    basis = Pangkalan(f"sqlite:///{tmp_path / 'tidak ada' / 'x.db'}")

    with pytest.raises(PangkalanDitolak):
        basis.baca_sinkron(lambda sesi: None)

    basis.tutup()


@pytest.fixture
def kontak(pangkalan: Pangkalan) -> Pangkalan:
    pangkalan.tulis_sinkron(lambda sesi: sesi.add(Kontak(telegram=5, diubah=AWAL)))
    return pangkalan


async def test_galat_membatalkan_seluruh_transaksi(kontak: Pangkalan):
    """What a failed transaction wrote is gone, its exception arrives, and the next transaction works."""

    def rusak(sesi: Session) -> None:
        sesi.get_one(Kontak, 5).nama = "salah"
        sesi.flush()
        raise LookupError("berhenti")

    with pytest.raises(LookupError, match="berhenti"):
        await kontak.tulis(rusak)

    assert (await kontak.baca(lambda sesi: sesi.get_one(Kontak, 5))).nama == ""


async def test_baca_tidak_menulis_dan_hasilnya_tetap_terbaca(kontak: Pangkalan):
    """Objects that were read stay usable after the transaction; a change made while reading reaches nobody."""

    def ubah(sesi: Session) -> Kontak:
        satu = sesi.get_one(Kontak, 5)
        sesi.expunge(satu)
        satu.nama = "hanya di sini"
        return satu

    assert (await kontak.baca(ubah)).diubah == AWAL
    assert (await kontak.baca(lambda sesi: sesi.get_one(Kontak, 5))).nama == ""


async def test_pendengar_tahu_setelah_komit(kontak: Pangkalan):
    """What a transaction leaves in Session.info reaches listeners when it is committed, and only then."""
    kabar: list[object] = []
    kontak.dengarkan(lambda info: kabar.append(info.get("tanda")))

    await kontak.tulis(lambda sesi: sesi.info.update(tanda=1))
    with pytest.raises(ZeroDivisionError):
        await kontak.tulis(lambda sesi: sesi.info.update(tanda=1 // 0))

    assert kabar == [1]
