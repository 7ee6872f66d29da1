"""Promised follow-ups as data: which are open, what a form says about them, how they stand on an agenda (domain 7.3)."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from bot.berkas.kolom_formulir import STATUS
from bot.kinerja.model import Realisasi
from bot.layanan.muat import Jalan
from bot.pesan import tindak as pesan
from db.tabel import TindakLanjut

TERBUKA, BERJALAN, SELESAI, BATAL = "terbuka", "berjalan", "selesai", "batal"
HIDUP = (TERBUKA, BERJALAN)
DARI_FORMULIR = dict(zip(STATUS, (SELESAI, BERJALAN, TERBUKA), strict=True))


def terbuka(sesi: Session, instansi_id: int, kecuali: int | None = None) -> list[TindakLanjut]:
    """Promises of earlier quarters that are not kept yet, oldest first. kecuali: a run whose own do not count."""
    milik = (TindakLanjut.instansi_id == instansi_id, col(TindakLanjut.status).in_(HIDUP))
    semua = sesi.exec(select(TindakLanjut).where(*milik).order_by(col(TindakLanjut.id)))
    return [t for t in semua if t.pelaksanaan_id != kecuali]


def per_kode(sesi: Session, j: Jalan, bidang: str) -> dict[str, TindakLanjut]:
    """The newest open promise for each indicator of a unit, made before this run."""
    return {t.kode: t for t in terbuka(sesi, j.baris.instansi_id, j.nomor) if t.bidang == bidang}


def agenda(sesi: Session, j: Jalan) -> list[str]:
    """What heads the agenda of a meeting: every open promise of the quarters before."""
    return [
        pesan.butir_agenda(t.kode, j.nama_bidang.get(t.bidang, t.bidang), t.uraian, t.batas, t.status == BERJALAN)
        for t in terbuka(sesi, j.baris.instansi_id, j.nomor)
    ]


def ubah_status(t: TindakLanjut, status: str, personel_id: int | None, waktu: datetime) -> None:
    """How far a promise is, and who said so."""
    t.status, t.personel_id = status, personel_id
    t.selesai_pada = waktu if status == SELESAI else None


def ikut_formulir(
    sesi: Session, j: Jalan, bidang: str, isi: Mapping[str, Realisasi], personel_id: int | None, waktu: datetime
) -> None:
    """What a sent form says about the promises of the quarter before."""
    if not any(r.status_tindak for r in isi.values()):
        return
    for kode, t in per_kode(sesi, j, bidang).items():
        status = DARI_FORMULIR.get(isi[kode].status_tindak) if kode in isi else None
        if status and status != t.status:
            ubah_status(t, status, personel_id, waktu)
