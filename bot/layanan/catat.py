"""Write: events, state and assignments of one decision, inside the caller's transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from sqlalchemy import Update, insert, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, col, select

from bot.layanan.muat import Jalan
from bot.sop.alur import terapkan
from bot.sop.catatan import AWAL, hash_kejadian, isi_keadaan, isi_kejadian
from bot.sop.kejadian import (
    GiliranDimulai,
    Hasil,
    Kejadian,
    LangkahDikembalikan,
    PelaksanaanDibatalkan,
    Status,
    Tahap,
    Tugas,
    TugasSelesai,
    UnggahanDitutup,
)
from db.tabel import Kejadian as BarisKejadian
from db.tabel import Pelaksanaan, Penugasan


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


@dataclass(frozen=True)
class Perubahan:
    """One event with the assignments that it ended and began."""

    kejadian: Kejadian
    berakhir: tuple[tuple[Akhir, Penugasan], ...]
    dibuka: tuple[Penugasan, ...]


def catat(sesi: Session, j: Jalan, kejadian: Sequence[Kejadian], waktu: datetime) -> tuple[Jalan, list[Perubahan]]:
    """Store what has happened; return the run as it is now and what changed. Raises Kalah when it changed meanwhile."""
    sesudah = reduce(terapkan, kejadian, j.keadaan)
    nilai = {
        "versi": j.baris.versi + len(kejadian),
        "status": sesudah.status.value,
        "langkah": sesudah.langkah,
        "keadaan": isi_keadaan(sesudah),
        "hash_akhir": _catat_kejadian(sesi, j, kejadian, waktu),
        "selesai_pada": waktu if sesudah.status in (Status.SELESAI, Status.BATAL) else None,
        "kunci": None if sesudah.status is Status.BATAL else j.baris.kunci,
    }
    cocok = (col(Pelaksanaan.id) == j.nomor, col(Pelaksanaan.versi) == j.baris.versi)
    if sesi.execute(_polos(update(Pelaksanaan).where(*cocok).values(**nilai))).rowcount != 1:  # type: ignore[attr-defined]
        raise Kalah
    for nama, isi in nilai.items():
        set_committed_value(j.baris, nama, isi)
    return replace(j, keadaan=sesudah), list(_catat_penugasan(sesi, j, kejadian))


def _polos(perintah: Update) -> Update:
    return perintah.execution_options(synchronize_session=False)


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
        sesi.execute(insert(BarisKejadian), baris)
    return sebelum


def _catat_penugasan(sesi: Session, j: Jalan, kejadian: Sequence[Kejadian]) -> Iterator[Perubahan]:
    terbuka: dict[Tugas, Penugasan] = {}
    if j.keadaan.terbuka:
        milik = (Penugasan.pelaksanaan_id == j.nomor, col(Penugasan.selesai_pada).is_(None))
        terbuka = {tugas_dari(p): p for p in sesi.exec(select(Penugasan).where(*milik))}
    keadaan = j.keadaan
    pelaku: tuple[str, int | None] = ("", None)
    for satu in kejadian:
        sesudah = terapkan(keadaan, satu)
        if isinstance(satu, TugasSelesai | UnggahanDitutup | LangkahDikembalikan | PelaksanaanDibatalkan):
            pelaku = (satu.nama, satu.personel)
        sisa = {g.tugas for g in sesudah.terbuka}
        akhir = [_akhir(satu, g.tugas, *pelaku) for g in keadaan.terbuka if g.tugas not in sisa]
        berakhir = tuple((a, terbuka.pop(a.tugas)) for a in akhir)
        for a, baris in berakhir:
            baris.selesai_pada, baris.hasil, baris.personel_id = _waktu(satu), a.hasil.value, a.personel
        dibuka = _buka_penugasan(sesi, j, satu) if isinstance(satu, GiliranDimulai) else ()
        terbuka |= {tugas_dari(p): p for p in dibuka}
        yield Perubahan(satu, berakhir, dibuka)
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
        case PelaksanaanDibatalkan(alasan=alasan):
            return Akhir(tugas, Hasil.BATAL, oleh, None, pada, alasan)
        case _:
            return Akhir(tugas, Hasil.GUGUR, oleh, None, pada)


def _buka_penugasan(sesi: Session, j: Jalan, giliran: GiliranDimulai) -> tuple[Penugasan, ...]:
    baris = tuple(
        Penugasan(
            pelaksanaan_id=j.nomor,
            langkah=t.langkah,
            putaran=t.putaran,
            tahap=t.tahap.value,
            peran=t.peran,
            bidang=t.bidang,
            mulai_pada=giliran.mulai,
            batas=giliran.batas,
        )
        for t in giliran.tugas
    )
    sesi.add_all(baris)
    sesi.flush()
    return baris


def tugas_dari(baris: Penugasan) -> Tugas:
    """The assignment as the core knows it."""
    return Tugas(baris.langkah, baris.putaran, Tahap(baris.tahap), baris.peran, baris.bidang)
