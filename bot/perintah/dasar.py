"""What several verbs need: the way out with a sentence, settings, the database, the office and its run."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.pengaturan import Pengaturan, muat, siapkan_folder

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.pangkalan import Pangkalan
    from db.tabel import Instansi, Pelaksanaan

BERHASIL, GAGAL, SALAH_PAKAI = 0, 1, 2


class Gagal(Exception):
    """The thing asked for cannot be done; the text says why and what to do, for stderr."""


def gagal(pesan: object) -> int:
    """Say it on stderr; the exit code that goes with it."""
    print(pesan, file=sys.stderr)
    return GAGAL


@contextmanager
def pangkalan(pengaturan: Pengaturan | None = None) -> Iterator["Pangkalan"]:
    """The database of the settings, at the newest revision, closed afterwards.

    Raises PengaturanSalah, PangkalanDitolak, SetelanBerbeda, MigrasiGagal, VersiTakDikenal.
    """
    from db.pangkalan import Pangkalan

    pengaturan = pengaturan or muat()
    siapkan_folder(pengaturan)
    satu = Pangkalan(pengaturan.url_basisdata)
    try:
        satu.migrasikan()
        yield satu
    finally:
        satu.tutup()


def instansi(sesi: "Session", kode: str) -> "Instansi":
    """Raises Gagal with the codes that there are."""
    from sqlmodel import col, select

    from bot.sop.temuan import saran
    from db.tabel import Instansi

    semua = {i.kode: i for i in sesi.exec(select(Instansi).order_by(col(Instansi.kode)))}
    if kode in semua:
        return semua[kode]
    if not semua:
        raise Gagal("Belum ada kantor yang terpasang. Pasang dengan: python -m bot pasang FILE.toml")
    petunjuk = f"{saran(kode, semua)} Yang ada: {', '.join(semua)}.".strip()
    raise Gagal(f'Kantor "{kode}" tidak ada. {petunjuk}')


def pelaksanaan(sesi: "Session", kode: str, tahun: int, triwulan: int) -> "Pelaksanaan":
    """The run of a quarter: the one that counts, else the last cancelled one. Raises Gagal."""
    from sqlmodel import col, select

    from bot.pesan.dasar import nama_triwulan
    from db.tabel import Pelaksanaan

    kantor = instansi(sesi, kode)
    milik = (
        Pelaksanaan.instansi_id == kantor.id,
        Pelaksanaan.tahun == tahun,
        Pelaksanaan.triwulan == triwulan,
    )
    semua = sesi.exec(select(Pelaksanaan).where(*milik).order_by(col(Pelaksanaan.id))).all()
    if not semua:
        lain = select(Pelaksanaan).where(Pelaksanaan.instansi_id == kantor.id).order_by(col(Pelaksanaan.id))
        ada = dict.fromkeys(nama_triwulan(p.triwulan, p.tahun) for p in sesi.exec(lain))
        petunjuk = f"Yang ada: {', '.join(ada)}." if ada else "Kantor ini belum pernah mengukur."
        raise Gagal(f"{kantor.nama} tidak mempunyai pengukuran {nama_triwulan(triwulan, tahun)}. {petunjuk}")
    return next((p for p in semua if p.status != "batal"), semua[-1])
