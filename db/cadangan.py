"""Backup while the bot works, and restore: one zip, the same for SQLite and PostgreSQL, so it also moves between them.

    manifes.json              format, schema revision, moment, rows and SHA-256 of every member
    tabel/<nama>.jsonl        a row a line
    berkas/<sha256>           the files that the rows refer to

The rows are one consistent picture (a read transaction of its own that hinders no writer); files never change.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Column, Connection, Date, Table, func, select, text, update
from sqlalchemy import insert as sisip
from sqlmodel import SQLModel, UTCDateTime

from db import migrasi, tabel
from db.berkas import jalur, simpan
from db.pangkalan import Pangkalan

FORMAT = 1
MANIFES = "manifes.json"
SEKALI_SISIP = 500
POTONGAN = 1 << 20


class CadanganDitolak(Exception):
    """The backup cannot be made or used; the text says why and what to do."""


class SasaranTerisi(CadanganDitolak):
    """Restoring would mix two offices' histories."""

    def __init__(self, apa: str) -> None:
        self.apa = apa
        super().__init__(f"Tempat pemulihan tidak kosong ({apa}). Pulihkan ke DATA_DIR dan basis data yang baru.")


class CadanganRusak(CadanganDitolak):
    """The file is not a backup, or is damaged."""

    def __init__(self, apa: str) -> None:
        self.apa = apa
        super().__init__(f"Berkas cadangan tidak dapat dipakai: {apa}. Pakai cadangan lain.")


def adalah_cadangan(berkas: Path) -> bool:
    """Whether this file is a backup of ours, by its manifest."""
    if not zipfile.is_zipfile(berkas):
        return False
    with zipfile.ZipFile(berkas) as arsip:
        return MANIFES in arsip.namelist()


def cadangkan(url: str, data_dir: Path, berkas: Path, waktu: datetime) -> dict[str, Any]:
    """Write the backup to `berkas` (replaced only when complete) and return its manifest. The bot may be running."""
    pangkalan = Pangkalan(url)
    try:
        return cadangkan_dari(pangkalan, data_dir, berkas, waktu)
    finally:
        pangkalan.tutup()


def cadangkan_dari(pangkalan: Pangkalan, data_dir: Path, berkas: Path, waktu: datetime) -> dict[str, Any]:
    """The same of a database that is open already."""
    sementara = berkas.with_name(f"{berkas.name}.tmp")
    try:
        with zipfile.ZipFile(sementara, "w", zipfile.ZIP_DEFLATED) as arsip, pangkalan.potret() as sambungan:
            manifes = _tulis(sambungan, data_dir / "berkas", arsip, waktu)
        with sementara.open("rb+") as tertulis:
            os.fsync(tertulis.fileno())
        os.replace(sementara, berkas)
    finally:
        sementara.unlink(missing_ok=True)
    return manifes


def ringkas(manifes: dict[str, Any]) -> tuple[int, int]:
    """How many rows and how many files a backup holds."""
    anggota = manifes["anggota"]
    baris = sum(satu["jumlah"] for nama, satu in anggota.items() if nama.startswith("tabel/"))
    return baris, sum(1 for nama in anggota if nama.startswith("berkas/"))


def pulihkan(url: str, data_dir: Path, berkas: Path) -> dict[str, Any]:
    """Restore `berkas` into an empty database and DATA_DIR, all rows or none; returns the manifest.

    Whatever waited to be sent at the moment of the backup may have gone out since. As with an uncertain time-out (K17), a
    disposition or decision is sent, at most once more, and a reminder is not. What was sent stays sent.

    Raises SasaranTerisi, CadanganRusak.
    """
    try:
        with zipfile.ZipFile(berkas) as arsip:
            manifes = _periksa(arsip)
            pangkalan = Pangkalan(url)
            try:
                _isi(pangkalan, data_dir / "berkas", arsip, manifes)
            finally:
                pangkalan.tutup()
    except (zipfile.BadZipFile, OSError, KeyError, ValueError) as galat:
        raise CadanganRusak(str(galat) or type(galat).__name__) from galat
    return manifes


# --- writing ------------------------------------------------------------------------------------------------------


def _tulis(sambungan: Connection, gudang: Path, arsip: zipfile.ZipFile, waktu: datetime) -> dict[str, Any]:
    revisi = migrasi.revisi(sambungan)
    if revisi != migrasi.KEPALA:
        raise CadanganDitolak("Basis data belum diperbarui. Jalankan program sekali, lalu cadangkan.")
    anggota: dict[str, dict[str, Any]] = {}
    for satu in SQLModel.metadata.sorted_tables:
        nama = f"tabel/{satu.name}.jsonl"
        anggota[nama] = _tulis_anggota(arsip, nama, _baris_json(sambungan, satu))
    for sha in sambungan.execute(select(_kolom(tabel.Berkas, "sha256"))).scalars():
        nama = f"berkas/{sha}"
        anggota[nama] = _tulis_anggota(arsip, nama, _potongan(jalur(gudang, sha)))
    manifes = {"format": FORMAT, "revisi": revisi, "waktu": waktu.isoformat(), "anggota": anggota}
    arsip.writestr(MANIFES, json.dumps(manifes, indent=1))
    return manifes


def _tulis_anggota(arsip: zipfile.ZipFile, nama: str, isi: Iterator[bytes]) -> dict[str, Any]:
    sidik, jumlah = hashlib.sha256(), 0
    with arsip.open(nama, "w", force_zip64=True) as keluar:
        for potongan in isi:
            keluar.write(potongan)
            sidik.update(potongan)
            jumlah += 1
    return {"sha256": sidik.hexdigest(), "jumlah": jumlah}


def _baris_json(sambungan: Connection, satu: Table) -> Iterator[bytes]:
    urut = select(satu).order_by(*satu.primary_key.columns)
    for baris in sambungan.execution_options(yield_per=SEKALI_SISIP).execute(urut).mappings():
        isi = {nama: _ke_json(nilai) for nama, nilai in baris.items()}
        yield json.dumps(isi, ensure_ascii=False).encode() + b"\n"


def _ke_json(nilai: Any) -> Any:
    return nilai.isoformat() if isinstance(nilai, date) else nilai


def _potongan(berkas: Path) -> Iterator[bytes]:
    with berkas.open("rb") as masuk:
        while potongan := masuk.read(POTONGAN):
            yield potongan


# --- reading ------------------------------------------------------------------------------------------------------


def _periksa(arsip: zipfile.ZipFile) -> dict[str, Any]:
    """The manifest, after every member has been compared with it."""
    manifes = json.loads(arsip.read(MANIFES))
    if not isinstance(manifes, dict) or manifes.get("format") != FORMAT:
        raise CadanganRusak("dibuat oleh versi program lain")
    for nama, catatan in manifes["anggota"].items():
        with arsip.open(nama) as masuk:
            if _sidik(masuk) != catatan["sha256"]:
                raise CadanganRusak(f"{nama} berubah sejak dicadangkan")
    return manifes


def _sidik(masuk: IO[bytes]) -> str:
    sidik = hashlib.sha256()
    while potongan := masuk.read(POTONGAN):
        sidik.update(potongan)
    return sidik.hexdigest()


def _isi(pangkalan: Pangkalan, gudang: Path, arsip: zipfile.ZipFile, manifes: dict[str, Any]) -> None:
    berkas = {nama.removeprefix("berkas/") for nama in manifes["anggota"] if nama.startswith("berkas/")}
    _pastikan_kosong(pangkalan, gudang, berkas)
    pangkalan.migrasikan(manifes["revisi"])
    for sha in berkas:
        if simpan(gudang, arsip.read(f"berkas/{sha}"), "cadangan") != sha:
            raise CadanganRusak(f"berkas {sha} bukan isi yang dimaksud")
    pangkalan.tulis_sinkron(lambda sesi: _isi_tabel(sesi.connection(), arsip, manifes))
    pangkalan.migrasikan()


def _pastikan_kosong(pangkalan: Pangkalan, gudang: Path, berkas: set[str]) -> None:
    """Files of this very backup may be there already: an earlier try was cut off."""
    if any(satu.is_file() and satu.name not in berkas for satu in gudang.rglob("*")):
        raise SasaranTerisi(str(gudang))
    terisi = pangkalan.baca_sinkron(lambda sesi: _tabel_terisi(sesi.connection()))
    if terisi is not None:
        raise SasaranTerisi(f"tabel {terisi}")


def _tabel_terisi(sambungan: Connection) -> str | None:
    if migrasi.revisi(sambungan) is None:
        return None
    for satu in SQLModel.metadata.sorted_tables:
        if sambungan.execute(select(func.count()).select_from(satu)).scalar_one():
            return satu.name
    return None


def _isi_tabel(sambungan: Connection, arsip: zipfile.ZipFile, manifes: dict[str, Any]) -> None:
    for satu in SQLModel.metadata.sorted_tables:
        nama = f"tabel/{satu.name}.jsonl"
        if nama not in manifes["anggota"]:
            continue
        with arsip.open(nama) as masuk:
            for kelompok in _kelompok(masuk, satu):
                sambungan.execute(sisip(satu), kelompok)
        if sambungan.dialect.name == "postgresql" and "id" in satu.c:
            _lanjutkan_urutan(sambungan, satu)
    _setelah_pulih(sambungan)


def _kelompok(masuk: IO[bytes], satu: Table) -> Iterator[list[dict[str, Any]]]:
    kumpulan: list[dict[str, Any]] = []
    for baris in masuk:
        isi = json.loads(baris)
        kumpulan.append({nama: _dari_json(satu.c[nama], nilai) for nama, nilai in isi.items() if nama in satu.c})
        if len(kumpulan) == SEKALI_SISIP:
            yield kumpulan
            kumpulan = []
    if kumpulan:
        yield kumpulan


def _dari_json(kolom: Column, nilai: Any) -> Any:
    if nilai is None:
        return None
    if isinstance(kolom.type, UTCDateTime):
        return datetime.fromisoformat(nilai)
    return date.fromisoformat(nilai) if isinstance(kolom.type, Date) else nilai


def _lanjutkan_urutan(sambungan: Connection, satu: Table) -> None:
    """PostgreSQL gives out ids from a counter that knows nothing of the rows inserted with theirs."""
    akhir = sambungan.execute(select(func.max(satu.c.id))).scalar()
    if akhir is not None:
        sambungan.execute(text("SELECT setval(pg_get_serial_sequence(:t, 'id'), :n)"), {"t": satu.name, "n": akhir})


def _setelah_pulih(sambungan: Connection) -> None:
    keluar = SQLModel.metadata.tables["kotakkeluar"]
    menunggu = (keluar.c.status == "menunggu", keluar.c.asal_id.is_(None))
    sambungan.execute(update(keluar).where(*menunggu, keluar.c.ulang <= 0).values(status="ragu"))
    sambungan.execute(update(keluar).where(*menunggu, keluar.c.ulang > 0).values(ulang=keluar.c.ulang - 1))


def _kolom(kelas: type[SQLModel], nama: str) -> Column:
    return SQLModel.metadata.tables[kelas.__name__.lower()].c[nama]
