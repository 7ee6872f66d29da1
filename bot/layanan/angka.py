"""The figures of a run: what the units have sent, and the recap made of it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from bot.kinerja.aturan import KodeAturan, aturan_dari
from bot.kinerja.data import indikator_dari_isi, realisasi_dari_json
from bot.kinerja.model import Indikator, Realisasi, Rekap
from bot.kinerja.rekap import Aturan, hitung_rekap
from bot.layanan.muat import nama_bidang, rencana_jalan, versi_jalan
from bot.pesan.aturan_jalan import tercetak
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


def realisasi_lalu(sesi: Session, pelaksanaan: Pelaksanaan) -> dict[str, Realisasi]:
    """What was reported in the quarter before, by code; before the first quarter comes the fourth of last year."""
    tahun, tw = pelaksanaan.tahun, pelaksanaan.triwulan - 1
    if tw == 0:
        tahun, tw = tahun - 1, 4
    milik = (Pelaksanaan.instansi_id == pelaksanaan.instansi_id, Pelaksanaan.status != "batal")
    lama = sesi.exec(select(Pelaksanaan).where(*milik, Pelaksanaan.tahun == tahun, Pelaksanaan.triwulan == tw)).first()
    if lama is None or lama.id is None:
        return {}
    return {k: r for satu in kiriman_berlaku(sesi, lama.id) for k, r in realisasi_bidang(satu).items()}


@dataclass(frozen=True)
class Bahan:
    """A quarter before it is measured: by which rules is another matter."""

    indikator: tuple[Indikator, ...]
    realisasi: Mapping[int, Mapping[str, Realisasi]]
    tahun: int
    triwulan: int
    nama_bidang: Mapping[str, str]

    def hitung(self, aturan: Aturan) -> Rekap:
        return hitung_rekap(self.indikator, self.realisasi, self.tahun, self.triwulan, self.nama_bidang, aturan)


def bahan(sesi: Session, pelaksanaan: Pelaksanaan) -> Bahan:
    """Plan and figures of a run as they stand."""
    return Bahan(
        indikator(sesi, pelaksanaan),
        realisasi_setahun(sesi, pelaksanaan),
        pelaksanaan.tahun,
        pelaksanaan.triwulan,
        nama_bidang(sesi, pelaksanaan.instansi_id),
    )


def rekap(sesi: Session, pelaksanaan: Pelaksanaan) -> Rekap:
    """The measured quarter as it stands, by the plan that the run goes by."""
    hasil = bahan(sesi, pelaksanaan).hitung(aturan_dari(pelaksanaan.aturan))
    aturan, versi = dict(hasil.aturan), versi_jalan(sesi, pelaksanaan)
    if ganti := tercetak(pelaksanaan.aturan):
        aturan["Perubahan aturan"] = ganti
    if versi is not None:
        aturan["Rencana kinerja"] = f"versi {versi.nomor} ({versi.alasan})"
    return replace(hasil, aturan=aturan)


def sidik_isi(sesi: Session, pelaksanaan: Pelaksanaan) -> str:
    """Twelve hex digits over everything that a decision is about: plan, figures, rules. Cheap; nothing is measured."""
    assert pelaksanaan.id is not None
    bahan: Mapping[str, object] = {
        "indikator": list(rencana_jalan(sesi, pelaksanaan)),
        "kiriman": [[k.bidang, k.versi, k.isi] for k in kiriman_berlaku(sesi, pelaksanaan.id)],
        **({"aturan": str(KodeAturan.dari(pelaksanaan.aturan))} if pelaksanaan.aturan else {}),
    }
    return hashlib.sha256(kanonis(bahan).encode()).hexdigest()[:12]
