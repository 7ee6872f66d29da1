"""Is the event log of a run as it was written? Recomputes the chain of hashes (K36)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from bot.sop.catatan import AWAL, hash_kejadian
from db.tabel import Kejadian, Pelaksanaan


@dataclass(frozen=True)
class Putus:
    """The first entry that is not as it was written; ``str()`` is an Indonesian sentence."""

    no: int
    sebab: str

    def __str__(self) -> str:
        return f"Catatan kejadian tidak utuh: kejadian nomor {self.no} {self.sebab}."


def kejadian(sesi: Session, pelaksanaan: Pelaksanaan) -> Sequence[Kejadian]:
    """The log of a run from its beginning."""
    milik = Kejadian.pelaksanaan_id == pelaksanaan.id
    return sesi.exec(select(Kejadian).where(milik).order_by(col(Kejadian.no))).all()


def periksa(pelaksanaan: Pelaksanaan, semua: Sequence[Kejadian]) -> Putus | None:
    """The first broken entry, or None: numbers without gap, each hash over the entry and the hash before, all there."""
    sebelum = AWAL
    for no, satu in enumerate(semua, start=1):
        if satu.no != no:
            return Putus(no, "hilang")
        if satu.hash_sebelum != sebelum:
            return Putus(no, "tidak bersambung dengan kejadian sebelumnya")
        if satu.hash != hash_kejadian(sebelum, satu.no, satu.waktu, satu.jenis, satu.isi):
            return Putus(no, "diubah sesudah dicatat")
        sebelum = satu.hash
    if (pelaksanaan.hash_akhir or AWAL) != sebelum or pelaksanaan.versi != len(semua):
        return _ujung(pelaksanaan, semua)
    return None


def _ujung(pelaksanaan: Pelaksanaan, semua: Sequence[Kejadian]) -> Putus:
    if pelaksanaan.versi > len(semua):
        return Putus(len(semua) + 1, "hilang")
    if pelaksanaan.versi < len(semua):
        return Putus(pelaksanaan.versi + 1, "ditambahkan di luar program")
    return Putus(max(len(semua), 1), "tidak cocok dengan hash akhir pengukuran ini")
