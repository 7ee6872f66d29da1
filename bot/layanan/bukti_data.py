"""Evidence as data: what is attached to which indicator, and which assessed indicators have none (domain 7.3)."""

from collections.abc import Sequence

from sqlalchemy import exists
from sqlmodel import Session, col, select

from bot.kinerja.model import Rekap, Status
from bot.layanan.muat import Jalan
from db.tabel import DataDukung, Terbitan


def semua_bukti(sesi: Session, pelaksanaan_id: int) -> Sequence[DataDukung]:
    """Everything that is attached in a run and was not taken out again, in the order of coming."""
    milik = (DataDukung.pelaksanaan_id == pelaksanaan_id, col(DataDukung.dilepas_pada).is_(None))
    return sesi.exec(select(DataDukung).where(*milik).order_by(col(DataDukung.id))).all()


def bukti_dilepas(sesi: Session, pelaksanaan_id: int) -> Sequence[DataDukung]:
    """What was attached when a recap of this run was handed out, and was taken out in its correction."""
    terbit = exists().where(
        col(Terbitan.pelaksanaan_id) == col(DataDukung.pelaksanaan_id),
        col(Terbitan.dibuat) >= col(DataDukung.dibuat),
        col(Terbitan.dibuat) < col(DataDukung.dilepas_pada),
    )
    milik = DataDukung.pelaksanaan_id == pelaksanaan_id
    return sesi.exec(select(DataDukung).where(milik, terbit).order_by(col(DataDukung.id))).all()


def nama_bukti(sesi: Session, pelaksanaan_id: int) -> dict[str, list[str]]:
    """Indicator code to the names (of links: the links) of what is attached to it."""
    hasil: dict[str, list[str]] = {}
    for b in semua_bukti(sesi, pelaksanaan_id):
        hasil.setdefault(b.kode, []).append(b.tautan or b.nama)
    return hasil


def tanpa_bukti(sesi: Session, j: Jalan, rekap: Rekap) -> tuple[str, ...]:
    """Codes of assessed indicators without evidence: neither attached nor named in the report."""
    ada = {b.kode for b in semua_bukti(sesi, j.nomor)}
    return tuple(
        b.indikator.kode
        for b in rekap.baris
        if b.status is Status.DINILAI and b.indikator.kode not in ada and not b.realisasi.data_dukung.strip()
    )
