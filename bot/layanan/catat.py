"""Write: events, state and assignments of one decision, inside the caller's transaction.

Below the ORM, since this is what every act consists of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, exists, insert, select, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel
from sqlmodel import select as pilih

from bot.layanan.muat import Jalan
from bot.sop.catatan import AWAL, hash_kejadian, isi_keadaan, isi_kejadian
from bot.sop.kejadian import (
    BatasDipindah,
    GiliranDimulai,
    Hasil,
    Keadaan,
    Kejadian,
    KoreksiDimulai,
    LangkahDikembalikan,
    LangkahDipaksa,
    PelaksanaanDibatalkan,
    Status,
    Tahap,
    TindakanDitarik,
    Tugas,
    TugasSelesai,
    UnggahanDitutup,
)
from bot.sop.terapan import terapkan
from db.tabel import Penugasan

_JALAN, _TUGAS, _KEJADIAN = (SQLModel.metadata.tables[n] for n in ("pelaksanaan", "penugasan", "kejadian"))
_UBAH_JALAN = update(_JALAN).where(_JALAN.c.id == bindparam("nomor"), _JALAN.c.versi == bindparam("dulu"))
_CATAT = insert(_KEJADIAN)
_BUKA = insert(_TUGAS).returning(_TUGAS.c.id)
_AKHIRI = update(_TUGAS).where(_TUGAS.c.id == bindparam("nomor"))
_PENGINGAT = SQLModel.metadata.tables["isipengingat"]
_TERBUKA = select(_TUGAS, exists().where(_PENGINGAT.c.penugasan_id == _TUGAS.c.id).label("diingatkan")).where(
    _TUGAS.c.pelaksanaan_id == bindparam("nomor"), _TUGAS.c.selesai_pada.is_(None)
)


_BERPELAKU = (
    TugasSelesai,
    UnggahanDitutup,
    LangkahDikembalikan,
    TindakanDitarik,
    LangkahDipaksa,
    KoreksiDimulai,
    PelaksanaanDibatalkan,
)


class Kalah(Exception):
    """Somebody else changed the run first: load again, decide again."""


@dataclass(frozen=True)
class Akhir:
    """How an assignment ended, and through whose act."""

    tugas: Tugas
    hasil: Hasil
    oleh: str
    personel: int | None  # only of who did this very assignment
    pada: datetime
    alasan: str = ""
    diingatkan: bool = False  # somebody has been reminded of it


class Dibuka(NamedTuple):
    """A row of `penugasan` as it has just been written, below the ORM."""

    id: int
    pelaksanaan_id: int
    langkah: int
    putaran: int
    tahap: str
    peran: str
    bidang: str
    mulai_pada: datetime
    batas: datetime


Terbuka = Penugasan | Dibuka  # an assignment that is open, as its card tells it


@dataclass(frozen=True)
class Perubahan:
    """One event with the assignments that it ended and began."""

    kejadian: Kejadian
    berakhir: tuple[tuple[Akhir, int], ...]  # with the id of the assignment
    dibuka: tuple[Dibuka, ...]
    dibuka_lagi: tuple[Penugasan, ...] = ()  # ended by an act that has been taken back


def catat(sesi: Session, j: Jalan, kejadian: Sequence[Kejadian], waktu: datetime) -> tuple[Jalan, list[Perubahan]]:
    """Store what has happened; return the run as it is now and what changed. Raises Kalah when it changed meanwhile."""
    sesudah = reduce(terapkan, kejadian, j.keadaan)
    nilai = {
        "versi": j.baris.versi + len(kejadian),
        "status": sesudah.status.value,
        "langkah": sesudah.langkah,
        "keadaan": isi_keadaan(sesudah),
        "hash_akhir": _catat_kejadian(sesi, j, kejadian, waktu),
        "selesai_pada": _berakhir(j, sesudah, waktu),
        "kunci": None if sesudah.status is Status.BATAL else j.baris.kunci,
    }
    dulu = {"nomor": j.nomor, "dulu": j.baris.versi}
    if sesi.connection().execute(_UBAH_JALAN, {**dulu, **nilai}).rowcount != 1:
        raise Kalah
    for nama, isi in nilai.items():
        set_committed_value(j.baris, nama, isi)
    return replace(j, keadaan=sesudah), list(_catat_penugasan(sesi, j, kejadian))


def _berakhir(j: Jalan, sesudah: Keadaan, waktu: datetime) -> datetime | None:
    """When the run was over: what is noted afterwards does not change that."""
    if sesudah.status not in (Status.SELESAI, Status.BATAL):
        return None
    return j.baris.selesai_pada if sesudah.status is j.keadaan.status else waktu


def _catat_kejadian(sesi: Session, j: Jalan, kejadian: Sequence[Kejadian], waktu: datetime) -> str:
    sebelum = j.baris.hash_akhir or AWAL
    baris = []
    for no, satu in enumerate(kejadian, start=j.baris.versi + 1):
        jenis, isi = type(satu).__name__, isi_kejadian(satu)
        kini = hash_kejadian(sebelum, no, waktu, jenis, isi)
        baris.append(
            {
                "pelaksanaan_id": j.nomor,
                "no": no,
                "waktu": waktu,
                "jenis": jenis,
                "isi": isi,
                "hash_sebelum": sebelum,
                "hash": kini,
            }
        )
        sebelum = kini
    if baris:
        sesi.connection().execute(_CATAT, baris)
    return sebelum


def _catat_penugasan(sesi: Session, j: Jalan, kejadian: Sequence[Kejadian]) -> Iterator[Perubahan]:
    sambungan = sesi.connection()
    terbuka: dict[Tugas, int] = {}
    diingatkan: set[int] = set()
    if j.keadaan.terbuka:
        baris = sambungan.execute(_TERBUKA, {"nomor": j.nomor}).all()
        terbuka = {tugas_dari(p): p.id for p in baris}
        diingatkan = {p.id for p in baris if p.diingatkan}
    keadaan = j.keadaan
    pelaku: tuple[str, int | None] = ("", None)
    for satu in kejadian:
        sesudah = terapkan(keadaan, satu)
        if isinstance(satu, _BERPELAKU):
            pelaku = (satu.nama, satu.personel)
        sisa = {g.tugas for g in sesudah.terbuka}
        usai = [_akhir(satu, g.tugas, *pelaku) for g in keadaan.terbuka if g.tugas not in sisa]
        nomor_usai = [terbuka.pop(a.tugas) for a in usai]
        berakhir = tuple((replace(a, diingatkan=n in diingatkan), n) for a, n in zip(usai, nomor_usai, strict=True))
        for a, nomor in berakhir:
            akhir = {"selesai_pada": a.pada, "hasil": a.hasil.value, "personel_id": a.personel}
            sambungan.execute(_AKHIRI, {"nomor": nomor, **akhir})
        dibuka = _buka_penugasan(sesi, j, satu) if isinstance(satu, GiliranDimulai) else ()
        if isinstance(satu, BatasDipindah):
            sambungan.execute(_AKHIRI, {"nomor": terbuka[satu.tugas], "batas": satu.batas})
        lagi = _buka_lagi(sesi, j, satu, keadaan) if isinstance(satu, TindakanDitarik) else ()
        terbuka |= {tugas_dari(p): p.id for p in dibuka} | {tugas_dari(p): p.id or 0 for p in lagi}
        yield Perubahan(satu, berakhir, dibuka, lagi)
        keadaan = sesudah


def _waktu(kejadian: Kejadian) -> datetime:
    return kejadian.mulai if isinstance(kejadian, GiliranDimulai) else kejadian.waktu


def _akhir(kejadian: Kejadian, tugas: Tugas, oleh: str, personel: int | None) -> Akhir:
    pada = _waktu(kejadian)
    match kejadian:
        case TugasSelesai(hasil=hasil):
            return Akhir(tugas, hasil, oleh, personel, pada)
        case UnggahanDitutup(tugas=milik, alasan=alasan):
            return Akhir(tugas, Hasil.DITUTUP, oleh, personel if tugas == milik else None, pada, alasan)
        case LangkahDikembalikan(tugas=milik, alasan=alasan):
            return Akhir(tugas, Hasil.KEMBALI, oleh, personel if tugas == milik else None, pada, alasan)
        case TindakanDitarik():
            return Akhir(tugas, Hasil.DITARIK, oleh, None, pada)
        case LangkahDipaksa(lewati=lewati, alasan=alasan):
            return Akhir(tugas, Hasil.DILEWATI if lewati else Hasil.DIPAKSA, oleh, None, pada, alasan)
        case KoreksiDimulai(alasan=alasan):
            return Akhir(tugas, Hasil.KEMBALI, oleh, None, pada, alasan)
        case PelaksanaanDibatalkan(alasan=alasan):
            return Akhir(tugas, Hasil.BATAL, oleh, None, pada, alasan)
        case _:
            return Akhir(tugas, Hasil.GUGUR, oleh, None, pada)


def _buka_penugasan(sesi: Session, j: Jalan, giliran: GiliranDimulai) -> tuple[Dibuka, ...]:
    sambungan = sesi.connection()
    dibuka = []
    for t in giliran.tugas:
        nilai: dict[str, Any] = {
            "pelaksanaan_id": j.nomor,
            "langkah": t.langkah,
            "putaran": t.putaran,
            "tahap": t.tahap.value,
            "peran": t.peran,
            "bidang": t.bidang,
            "mulai_pada": giliran.mulai,
            "batas": giliran.batas,
        }
        nomor = sambungan.execute(_BUKA, {**nilai, "hasil": ""}).scalar_one()
        dibuka.append(Dibuka(nomor, **nilai))
    return tuple(dibuka)


def _buka_lagi(sesi: Session, j: Jalan, ditarik: TindakanDitarik, sebelum: Keadaan) -> tuple[Penugasan, ...]:
    """The assignments that the act had ended, with the clock that they had."""
    tertutup = {g.tugas for g in ditarik.terbuka} - {g.tugas for g in sebelum.terbuka}
    milik = (Penugasan.pelaksanaan_id == j.nomor, Penugasan.langkah == ditarik.langkah)
    baris = [p for p in sesi.exec(pilih(Penugasan).where(*milik)).all() if tugas_dari(p) in tertutup]
    for p in baris:
        p.selesai_pada, p.hasil, p.personel_id = None, "", None
    sesi.flush()
    return tuple(baris)


def tugas_dari(baris: Terbuka | Row[Any]) -> Tugas:
    """The assignment as the core knows it."""
    return Tugas(baris.langkah, baris.putaran, Tahap(baris.tahap), baris.peran, baris.bidang)
