"""Write due moments: rows that the clock finds when their time has come (`tenggat`)."""

from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

ADA_TONGGAK = "ada_tonggak"  # in Session.info: something is due at once

_TONGGAK = SQLModel.metadata.tables["tonggak"]
_TONGGAK_BARU = {
    nama: insert(_TONGGAK).on_conflict_do_nothing(index_elements=["kunci"])
    for nama, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


def jadwalkan(
    sesi: Session,
    kunci: str,
    kapan: datetime,
    jenis: str,
    pelaksanaan_id: int | None = None,
    penugasan_id: int | None = None,
    **isi: int,
) -> None:
    """A due moment; the same key is never written twice."""
    if tulis_tonggak(sesi, [isi_tonggak(kunci, kapan, jenis, pelaksanaan_id, penugasan_id, **isi)]):
        sesi.info[ADA_TONGGAK] = True


def isi_tonggak(
    kunci: str,
    kapan: datetime,
    jenis: str,
    pelaksanaan_id: int | None,
    penugasan_id: int | None,
    instansi_id: int | None = None,
    **isi: str | int,
) -> dict[str, Any]:
    """A due moment as `tulis_tonggak` takes it."""
    rujukan = {"pelaksanaan_id": pelaksanaan_id, "penugasan_id": penugasan_id, "instansi_id": instansi_id}
    return {"kunci": kunci, "kapan": kapan, "jenis": jenis, **rujukan, "isi": isi, "percobaan": 0}


def tulis_tonggak(sesi: Session, baris: list[dict[str, Any]]) -> int:
    """Write due moments below the ORM; returns how many were new. The same key is never written twice."""
    sambungan = sesi.connection()
    return int(sambungan.execute(_TONGGAK_BARU[sambungan.dialect.name], baris).rowcount)
