"""The figures of a run: what the units have sent, and the recap made of it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Integer, bindparam, exists, func, literal, or_, union_all
from sqlalchemy import select as pilih
from sqlmodel import Session, col, select

from bot.kinerja.aturan import KodeAturan, aturan_dari
from bot.kinerja.data import indikator_dari_isi, realisasi_dari_json
from bot.kinerja.model import Indikator, Realisasi, Rekap
from bot.kinerja.rekap import Aturan, hitung_rekap
from bot.layanan import bekuan
from bot.layanan.muat import nama_bidang, rencana_jalan, versi_jalan
from bot.pesan.aturan_jalan import tercetak
from bot.sop.catatan import kanonis
from db.tabel import DataDukung, IsiTerbitan, Kiriman, Pelaksanaan, Terbitan


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
    """Quarter to indicator to figure, up to the quarter of this run. Earlier ones count as they were published last."""
    milik = (
        Pelaksanaan.instansi_id == pelaksanaan.instansi_id,
        Pelaksanaan.tahun == pelaksanaan.tahun,
        Pelaksanaan.triwulan <= pelaksanaan.triwulan,
        Pelaksanaan.status != "batal",
    )
    hasil: dict[int, dict[str, Realisasi]] = {}
    for jalan in sesi.exec(select(Pelaksanaan).where(*milik)):
        assert jalan.id is not None
        hasil[jalan.triwulan] = (
            _dilaporkan(sesi, jalan.id) if jalan.triwulan == pelaksanaan.triwulan else _diumumkan(sesi, jalan)
        )
    return hasil


def _dilaporkan(sesi: Session, pelaksanaan_id: int) -> dict[str, Realisasi]:
    return {k: r for satu in kiriman_berlaku(sesi, pelaksanaan_id) for k, r in realisasi_bidang(satu).items()}


def _diumumkan(sesi: Session, pelaksanaan: Pelaksanaan) -> dict[str, Realisasi]:
    """What a run was published with last; as it stands where it never was."""
    assert pelaksanaan.id is not None
    beku = bekuan.terakhir(sesi, pelaksanaan.id)
    return _dilaporkan(sesi, pelaksanaan.id) if beku is None else dict(beku.data.setahun[pelaksanaan.triwulan])


def realisasi_lalu(sesi: Session, pelaksanaan: Pelaksanaan) -> dict[str, Realisasi]:
    """What was reported in the quarter before, by code; before the first quarter comes the fourth of last year."""
    tahun, tw = pelaksanaan.tahun, pelaksanaan.triwulan - 1
    if tw == 0:
        tahun, tw = tahun - 1, 4
    milik = (Pelaksanaan.instansi_id == pelaksanaan.instansi_id, Pelaksanaan.status != "batal")
    lama = sesi.exec(select(Pelaksanaan).where(*milik, Pelaksanaan.tahun == tahun, Pelaksanaan.triwulan == tw)).first()
    if lama is None:
        return {}
    return _diumumkan(sesi, lama)


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


def rekap_berlaku(sesi: Session, pelaksanaan: Pelaksanaan) -> Rekap:
    """The measured quarter as it was published; as it stands while it is not."""
    beku = bekuan.bekuan(sesi, pelaksanaan)
    return rekap(sesi, pelaksanaan) if beku is None else beku.data.naskah.rekap


@dataclass(frozen=True)
class Sidik:
    """Everything that a decision is about, as SHA-256 in hex."""

    isi: str  # of the run itself: plan, figures, rules, evidence
    lalu: str  # of the earlier quarters that it adds up and is compared with; "" where there are none

    @property
    def singkat(self) -> str:
        """Twelve digits over both, for a button."""
        return self._keduanya[:12]

    @property
    def _keduanya(self) -> str:
        return hashlib.sha256(f"{self.isi}{self.lalu}".encode()).hexdigest() if self.lalu else self.isi


def sidik(sesi: Session, pelaksanaan: Pelaksanaan) -> Sidik:
    """What a decision is about. Cheap: nothing is measured, of what is not figures only the ids are looked at."""
    bahan: dict[str, object] = {
        "indikator": list(rencana_jalan(sesi, pelaksanaan)),
        "kiriman": [[k.bidang, k.versi, k.isi] for k in kiriman_berlaku(sesi, pelaksanaan.id or 0)],
    }
    if pelaksanaan.aturan:
        bahan["aturan"] = str(KodeAturan.dari(pelaksanaan.aturan))
    kini = {"nomor": pelaksanaan.id, "instansi": pelaksanaan.instansi_id}
    kini |= {"tahun": pelaksanaan.tahun, "triwulan": pelaksanaan.triwulan}
    lain = [tuple(satu) for satu in sesi.connection().execute(_LAIN, kini)]
    if bukti := sorted(satu[1:] for satu in lain if satu[0] == _BUKTI):
        bahan[_BUKTI] = bukti
    lalu = sorted(satu for satu in lain if satu[0] != _BUKTI)
    return Sidik(_sha(bahan), _sha(lalu) if lalu else "")


def sidik_isi(sesi: Session, pelaksanaan: Pelaksanaan) -> str:
    """Twelve hex digits over everything that a decision is about: plan, figures, rules, evidence, earlier quarters."""
    return sidik(sesi, pelaksanaan).singkat


def _sha(bahan: object) -> str:
    return hashlib.sha256(kanonis(bahan).encode()).hexdigest()


_BUKTI, _LALU, _TERBIT = "bukti", "lalu", "terbit"
_SEBELUM = (
    col(Pelaksanaan.instansi_id) == bindparam("instansi"),
    col(Pelaksanaan.status) != "batal",
    or_(
        (col(Pelaksanaan.tahun) == bindparam("tahun")) & (col(Pelaksanaan.triwulan) < bindparam("triwulan")),
        col(Pelaksanaan.tahun) == bindparam("tahun", type_=Integer) - 1,
    ),
)
_DISIMPAN = exists().where(  # such a quarter counts as it was published
    col(IsiTerbitan.terbitan_id) == col(Terbitan.id), col(Terbitan.pelaksanaan_id) == col(Pelaksanaan.id)
)
# Evidence, the figures of earlier quarters and what was published of them, in one statement.
_LAIN = union_all(
    pilih(
        literal(_BUKTI), col(DataDukung.id), func.coalesce(DataDukung.sha256, ""), col(DataDukung.tautan), literal(True)
    ).where(col(DataDukung.pelaksanaan_id) == bindparam("nomor"), col(DataDukung.dilepas_pada).is_(None)),
    pilih(literal(_LALU), col(Kiriman.id), literal(""), literal(""), literal(True))
    .join(Pelaksanaan, col(Pelaksanaan.id) == col(Kiriman.pelaksanaan_id))
    .where(col(Kiriman.status) == "dikirim", *_SEBELUM, ~_DISIMPAN),
    pilih(literal(_TERBIT), col(Terbitan.id), literal(""), literal(""), col(Terbitan.berlaku))
    .join(Pelaksanaan, col(Pelaksanaan.id) == col(Terbitan.pelaksanaan_id))
    .where(*_SEBELUM),
)
