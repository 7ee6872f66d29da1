"""A computer of its own for each test: DATA_DIR, no .env, and an office whose first quarter is approved."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlmodel import Session, select

from bot.__main__ import main
from bot.jam import Jam
from bot.layanan import muat
from bot.layanan.catat import catat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.pelaksanaan import perintahkan
from bot.pengaturan import Pengaturan
from bot.pesan.dasar import Tombol
from bot.sop.kejadian import RekapDisetujui
from db import berkas
from db.pangkalan import Pangkalan
from db.tabel import Berkas, BerkasTerbitan, Pelaksanaan, Terbitan

CONTOH = Path(__file__).parents[2] / "bot" / "simulasi" / "contoh"
DKUPP = str(CONTOH / "instansi_dkupp-purwakarta.toml")
MULAI = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
REKAP = b"isi buku kerja yang disetujui"
SIDIK = "0123456789abcdef"  # the code on it


class Keluaran(NamedTuple):
    kode: int
    out: str
    err: str


class Konsol:
    """Runs verbs as a person at the keyboard would."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def __call__(self, *argumen: object) -> Keluaran:
        self._capsys.readouterr()
        kode = main([str(a) for a in argumen])
        ditangkap = self._capsys.readouterr()
        assert "Traceback" not in ditangkap.err
        return Keluaran(kode, ditangkap.out, ditangkap.err)

    @property
    def basis(self) -> Pangkalan:
        return Pangkalan(f"sqlite:///{self.folder / 'kinerja.db'}")


@pytest.fixture
def konsol(tmp_path, monkeypatch, capsys) -> Iterator[Konsol]:
    for nama in Pengaturan.model_fields:
        monkeypatch.delenv(nama.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    tingkat = logging.getLogger("httpx").level
    yield Konsol(tmp_path / "data", capsys)
    logging.getLogger("httpx").setLevel(tingkat)


class JamTetap(Jam):
    def sekarang(self) -> datetime:
        return MULAI


@pytest.fixture
async def berjalan(konsol: Konsol) -> Konsol:
    """The head of DKUPP has ordered the first quarter."""
    assert konsol("pasang", DKUPP).kode == 0
    basis = konsol.basis
    lay = Layanan(basis, JamTetap(), konsol.folder)
    await perintahkan(lay, Asal(None, 5001), Tombol("perintah", 1, "2026.1"))
    basis.tutup()
    return konsol


@pytest.fixture
async def disetujui(berjalan: Konsol) -> Konsol:
    """As `berjalan`, and the head has approved a recap whose workbook is `REKAP`."""
    sha = berkas.simpan(berjalan.folder / "berkas", REKAP, "xlsx")

    def kerja(sesi: Session) -> None:
        j = muat.jalan(sesi, 1)
        catat(sesi, j, [RekapDisetujui(11, 1, "Kepala Dinas (Rina Oktavia)", MULAI)], MULAI)
        sesi.add(Berkas(sha256=sha, ukuran=len(REKAP), jenis="xlsx", dibuat=MULAI))
        sesi.flush()
        sesi.add(Terbitan(id=1, pelaksanaan_id=1, sidik=SIDIK, dibuat=MULAI))
        sesi.flush()
        sesi.add(BerkasTerbitan(terbitan_id=1, jenis="xlsx", sha256=sha, dibuat=MULAI))
        sesi.exec(select(Pelaksanaan)).one().dokumen = {"xlsx": sha}

    basis = berjalan.basis
    basis.tulis_sinkron(kerja)
    basis.tutup()
    return berjalan


def sql(konsol: Konsol, perintah: str) -> None:
    """Somebody with access to the computer changes rows by hand."""
    basis = konsol.basis
    basis.tulis_sinkron(lambda sesi: sesi.connection().exec_driver_sql(perintah))
    basis.tutup()


def objek(teks: str) -> list[dict]:
    return [json.loads(baris) for baris in teks.splitlines()]
