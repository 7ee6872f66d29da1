"""The figures of a run: what the units have sent, and the recap made of it."""

import hashlib
from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from bot.kinerja.data import indikator_dari_isi, realisasi_dari_json
from bot.kinerja.model import Indikator, Realisasi, Rekap
from bot.kinerja.rekap import hitung_rekap
from bot.layanan.muat import nama_bidang, rencana_jalan
from bot.sop.catatan import kanonis
from db.tabel import Kiriman, Pelaksanaan


def indikator(sesi: Session, pelaksanaan: Pelaksanaan) -> tuple[Indikator, ...]:
    """The yearly plan of a run."""
    return tuple(indikator_dari_isi(isi) for isi in rencana_jalan(sesi, pelaksanaan))


def kiriman_berlaku(sesi: Session, pelaksanaan_id: int) -> Sequence[Kiriman]:
    """What counts now: the latest sent version of each unit."""
    milik = (Kiriman.pelaksanaan_id == pelaksanaan_id, Kiriman.status == "dikirim")
    return sesi.exec(select(Kiriman).where(*milik).order_by(col(Kiriman.bidang))).all()


def realisasi_bidang(kiriman: Kiriman | None) -> dict[str, Realisasi]:
    """Indicator code to what was reported."""
    if kiriman is None:
        return {}
    semua = (realisasi_dari_json(r) for r in kiriman.isi)
    return {r.kode: r for r in semua}


def realisasi_setahun(sesi: Session, pelaksanaan: Pelaksanaan) -> dict[int, dict[str, Realisasi]]:
    """Quarter to indicator to figure, up to the quarter of this run."""
    milik = (
        Pelaksanaan.instansi_id == pelaksanaan.instansi_id,
        Pelaksanaan.tahun == pelaksanaan.tahun,
        Pelaksanaan.triwulan <= pelaksanaan.triwulan,
        Pelaksanaan.status != "batal",
    )
    hasil: dict[int, dict[str, Realisasi]] = {}
    for jalan in sesi.exec(select(Pelaksanaan).where(*milik)):
        assert jalan.id is not None
        satu: dict[str, Realisasi] = {}
        for kiriman in kiriman_berlaku(sesi, jalan.id):
            satu |= realisasi_bidang(kiriman)
        hasil[jalan.triwulan] = satu
    return hasil


def rekap(sesi: Session, pelaksanaan: Pelaksanaan) -> Rekap:
    """The measured quarter as it stands."""
    return hitung_rekap(
        indikator(sesi, pelaksanaan),
        realisasi_setahun(sesi, pelaksanaan),
        pelaksanaan.tahun,
        pelaksanaan.triwulan,
        nama_bidang(sesi, pelaksanaan.instansi_id),
    )


def sidik_isi(sesi: Session, pelaksanaan: Pelaksanaan) -> str:
    """Twelve hex digits over everything that a decision is about: plan and figures. Cheap; nothing is measured."""
    assert pelaksanaan.id is not None
    bahan: Mapping[str, object] = {
        "indikator": list(rencana_jalan(sesi, pelaksanaan)),
        "kiriman": [[k.bidang, k.versi, k.isi] for k in kiriman_berlaku(sesi, pelaksanaan.id)],
    }
    return hashlib.sha256(kanonis(bahan).encode()).hexdigest()[:12]
