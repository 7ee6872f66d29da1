"""Gather: what a decision needs to know, loaded in one transaction.

The statements that every act needs are made once, with `bindparam` in the place of values: to make one costs more than
to run it.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Boolean, Date, bindparam, exists, literal, union_all
from sqlalchemy import select as pilih
from sqlmodel import Session, SQLModel, col, select

from bot.sop.alur import menerbitkan
from bot.sop.catatan import keadaan_dari
from bot.sop.kejadian import Keadaan, Pelaku, Slot
from bot.sop.model import Sop
from bot.sop.pemuat import muat_teks
from bot.sop.penolakan import TidakDitemukan
from db.tabel import (
    Instansi,
    Kontak,
    Pelaksanaan,
    Penugasan,
    Personel,
    Pertanyaan,
    VersiRencana,
    VersiSop,
)
from jadwal.jam_kerja import JamKerja
from jadwal.kalender import KalenderKerja


class Pegawai(Protocol):
    """A person in an office as acts need to know them: an entry of the personnel, read and never changed."""

    @property
    def id(self) -> int | None: ...
    @property
    def instansi_id(self) -> int: ...
    @property
    def telegram(self) -> int: ...
    @property
    def nama(self) -> str: ...
    @property
    def nip(self) -> str: ...
    @property
    def pangkat(self) -> str: ...
    @property
    def jabatan(self) -> str: ...
    @property
    def aktif(self) -> bool: ...


class _Duduk(NamedTuple):
    """The same below the ORM: every act loads everybody who holds a role."""

    id: int
    instansi_id: int
    telegram: int
    nama: str
    nip: str
    pangkat: str
    jabatan: str
    aktif: bool


_TABEL = SQLModel.metadata.tables
_BIDANG, _HARI, _VERSI = _TABEL["bidang"], _TABEL["harikhusus"], _TABEL["versisop"]
_PERAN, _SEMENTARA, _ALIH, _TUGAS, _ORANG = (
    _TABEL[n] for n in ("pemegangperan", "pejabatsementara", "pengalihan", "penugasan", "personel")
)
BERLAKU, DITERIMA = "berlaku", "diterima"  # a stand-in whose letter counts today, a hand-over that was accepted

_JALAN = (
    select(Pelaksanaan, Instansi, VersiSop.isi)
    .join(Instansi, col(Instansi.id) == col(Pelaksanaan.instansi_id))
    .join(VersiSop, col(VersiSop.id) == col(Pelaksanaan.versi_sop_id))
    .where(col(Pelaksanaan.id) == bindparam("nomor"))
)
_PENUGASAN: Any = (  # an assignment and its run in one statement: every act begins with it
    pilih(Penugasan, Pelaksanaan, Instansi, col(VersiSop.isi))
    .join(Pelaksanaan, col(Pelaksanaan.id) == col(Penugasan.pelaksanaan_id))
    .join(Instansi, col(Instansi.id) == col(Pelaksanaan.instansi_id))
    .join(VersiSop, col(VersiSop.id) == col(Pelaksanaan.versi_sop_id))
    .where(col(Penugasan.id) == bindparam("nomor"))
)
_SENDIRI: Any = (  # the living runs of every office that an account belongs to, as that person
    pilih(Personel, Pelaksanaan, Instansi, col(VersiSop.isi))
    .join(Pelaksanaan, col(Pelaksanaan.instansi_id) == col(Personel.instansi_id))
    .join(Instansi, col(Instansi.id) == col(Pelaksanaan.instansi_id))
    .join(VersiSop, col(VersiSop.id) == col(Pelaksanaan.versi_sop_id))
    .where(
        col(Personel.telegram) == bindparam("telegram"),
        col(Personel.aktif).is_(True),
        col(Pelaksanaan.status) == "berjalan",
    )
    .order_by(col(Personel.id), col(Pelaksanaan.tahun).desc(), col(Pelaksanaan.triwulan).desc())
)
_ISI_SOP = pilih(_VERSI.c.isi).where(_VERSI.c.id == bindparam("nomor"))
_KHUSUS = pilih(_HARI.c.tanggal, _HARI.c.libur, _HARI.c.nama).where(_HARI.c.instansi_id == bindparam("instansi"))
_NAMA_BIDANG = (
    pilih(_BIDANG.c.kode, _BIDANG.c.nama)
    .where(_BIDANG.c.instansi_id == bindparam("instansi"))
    .order_by(_BIDANG.c.urutan)
)
# Units and special days in one statement, for whoever needs both: every act does.
_KANTOR = union_all(
    pilih(
        _BIDANG.c.kode,
        _BIDANG.c.nama,
        _BIDANG.c.urutan,
        literal(None, Date).label("tanggal"),
        literal(None, Boolean).label("libur"),
    ).where(_BIDANG.c.instansi_id == bindparam("instansi")),
    pilih(literal(""), _HARI.c.nama, literal(0), _HARI.c.tanggal, _HARI.c.libur).where(
        _HARI.c.instansi_id == bindparam("instansi")
    ),
)
_MILIK = (_ORANG.c.instansi_id == bindparam("instansi"), _ORANG.c.aktif.is_(True))
# Roles, stand-ins and hand-overs in one statement: every act needs them, and mostly there are only roles.
_KURSI = union_all(
    pilih(
        *(_PERAN.c[n] for n in ("personel_id", "peran", "bidang")),
        literal("").label("gelar"),
        literal(0).label("dari"),
        literal(0).label("jalan"),
    )
    .join(_ORANG, _ORANG.c.id == _PERAN.c.personel_id)
    .where(*_MILIK),
    pilih(
        *(_SEMENTARA.c[n] for n in ("personel_id", "peran", "bidang")),
        (_SEMENTARA.c.jenis + " " + _SEMENTARA.c.jabatan),
        _SEMENTARA.c.menggantikan,
        literal(0),
    )
    .join(_ORANG, _ORANG.c.id == _SEMENTARA.c.personel_id)
    .where(_SEMENTARA.c.status == BERLAKU, *_MILIK),
    pilih(
        _ALIH.c.ke_personel,
        _TUGAS.c.peran,
        _TUGAS.c.bidang,
        literal(""),
        _ALIH.c.dari_personel,
        _TUGAS.c.pelaksanaan_id,
    )
    .join(_TUGAS, _TUGAS.c.id == _ALIH.c.penugasan_id)
    .join(_ORANG, _ORANG.c.id == _ALIH.c.ke_personel)
    .where(_ALIH.c.status == DITERIMA, _TUGAS.c.selesai_pada.is_(None), *_MILIK),
).subquery()
_PEMEGANG = (
    pilih(*(_ORANG.c[n] for n in _Duduk._fields), *(_KURSI.c[n] for n in ("peran", "bidang", "gelar", "dari", "jalan")))
    .join(_KURSI, _KURSI.c.personel_id == _ORANG.c.id)
    .order_by(_ORANG.c.id)
)
_AKTIF = select(Personel).where(col(Personel.telegram) == bindparam("telegram"), col(Personel.aktif).is_(True))
_DIKENAL = pilih(exists().where(_ORANG.c.telegram == bindparam("telegram"), _ORANG.c.aktif.is_(True)))
_SOAL = pilih(_TABEL["pertanyaan"].c.jenis).where(_TABEL["pertanyaan"].c.telegram == bindparam("telegram"))
_DIRI = _AKTIF.order_by(col(Personel.id))
_ANGGOTA = _AKTIF.where(col(Personel.instansi_id) == bindparam("instansi"))
_HIDUP = (
    select(Pelaksanaan)
    .where(col(Pelaksanaan.instansi_id) == bindparam("instansi"), col(Pelaksanaan.status) == "berjalan")
    .order_by(col(Pelaksanaan.tahun).desc(), col(Pelaksanaan.triwulan).desc())
)
_RENCANA_KINI = (
    select(VersiRencana)
    .where(col(VersiRencana.instansi_id) == bindparam("instansi"), col(VersiRencana.tahun) == bindparam("tahun"))
    .order_by(col(VersiRencana.nomor).desc())
    .limit(1)
)


@dataclass(frozen=True)
class Alihan:
    """A hand-over that was accepted: `ke` acts in the place of `dari` (a personnel id) while the assignment is open."""

    slot: Slot
    dari: int
    ke: Pegawai


@dataclass(frozen=True)
class Susunan:
    """Who sits where today: holders of roles with stand-ins in the place of those they stand in for."""

    pemegang: dict[Slot, list[Pegawai]]
    sementara: frozenset[tuple[Slot, int]] = frozenset()  # who of them stands in, by personnel id
    alihan: tuple[Alihan, ...] = ()

    def dengan_alihan(self, terbuka: Collection[Slot]) -> dict[Slot, list[Pegawai]]:
        """The same with the hand-overs of open assignments. A slot has one open assignment in a run at most."""
        pemegang = dict(self.pemegang)
        for a in self.alihan:
            if a.slot in terbuka:
                lain = [o for o in pemegang.get(a.slot, []) if o.id not in (a.dari, a.ke.id)]
                pemegang[a.slot] = [*lain, a.ke]
        return pemegang


@dataclass(frozen=True)
class Jalan:
    """A run as it stands. `pemegang`: who may act for a role now, stand-ins and hand-overs included."""

    baris: Pelaksanaan
    instansi: Instansi
    sop: Sop
    keadaan: Keadaan
    kalender: KalenderKerja
    pemegang: dict[Slot, list[Pegawai]]
    nama_bidang: dict[str, str]
    susunan: Susunan = Susunan({})

    def selaras(self) -> "Jalan":
        """The same run with the hand-overs of what is open now: they end with their assignment.

        The approval of the recap is never handed on; one that an earlier release let through counts no more.
        """
        if not self.susunan.alihan:
            return self
        terbuka = {g.tugas.slot for g in self.keadaan.terbuka if not menerbitkan(self.sop, g.tugas)}
        return replace(self, pemegang=self.susunan.dengan_alihan(terbuka))

    @property
    def nomor(self) -> int:
        assert self.baris.id is not None
        return self.baris.id


def jalan(sesi: Session, pelaksanaan_id: int) -> Jalan:
    """Raises TidakDitemukan."""
    ada = sesi.exec(_JALAN, params={"nomor": pelaksanaan_id}).first()
    if ada is None:
        raise TidakDitemukan
    return _jalan(sesi, *ada)


def _jalan(sesi: Session, baris: Pelaksanaan, instansi: Instansi, isi_sop: str) -> Jalan:
    duduk = susunan(sesi, baris.instansi_id, baris.id)
    kantor = sesi.connection().execute(_KANTOR, {"instansi": baris.instansi_id}).all()
    bidang = sorted((b for b in kantor if b.tanggal is None), key=lambda b: b.urutan)
    return Jalan(
        baris,
        instansi,
        _sop(isi_sop, instansi.nama),
        keadaan_dari(baris.keadaan),
        _kalender_dari(instansi, [(h.tanggal, h.libur, h.nama) for h in kantor if h.tanggal is not None]),
        duduk.pemegang,
        {b.kode: b.nama for b in bidang},
        duduk,
    ).selaras()


@lru_cache(maxsize=64)
def _sop(isi: str, kantor: str) -> Sop:
    return muat_teks(isi, "sop").untuk(kantor)


def sop_versi(sesi: Session, versi_sop_id: int, kantor: str = "") -> Sop:
    """The SOP as it was when an office took it; with the office's name, as that office reads it (`Sop.untuk`)."""
    return _sop(sesi.connection().execute(_ISI_SOP, {"nomor": versi_sop_id}).scalar_one(), kantor)


@lru_cache(maxsize=256)
def _kalender(zona: str, jam: str, khusus: tuple[tuple[date, bool, str], ...]) -> KalenderKerja:
    hari = {tanggal: (libur, nama) for tanggal, libur, nama in khusus}
    return KalenderKerja(zona, JamKerja.dari_json(json.loads(jam)), hari)


def kalender(sesi: Session, instansi: Instansi) -> KalenderKerja:
    """The office's working calendar."""
    baris = sesi.connection().execute(_KHUSUS, {"instansi": instansi.id}).all()
    return _kalender_dari(instansi, [(tanggal, libur, nama) for tanggal, libur, nama in baris])


def _kalender_dari(instansi: Instansi, khusus: list[tuple[date, bool, str]]) -> KalenderKerja:
    return _kalender(instansi.zona, json.dumps(instansi.jam_kerja, sort_keys=True), tuple(sorted(khusus)))


def pemegang(sesi: Session, instansi_id: int) -> dict[Slot, list[Pegawai]]:
    """Who holds which role, for which unit, stand-ins included; active people only."""
    return susunan(sesi, instansi_id).pemegang


def susunan(sesi: Session, instansi_id: int, pelaksanaan_id: int | None = None) -> Susunan:
    """Roles and stand-ins of an office, and the hand-overs of one of its runs.

    Whoever is stood in for steps aside, unless the stand-in has left the office: then the role is theirs again.
    """
    hasil: dict[Slot, list[Pegawai]] = defaultdict(list)
    pengganti: list[tuple[Slot, _Duduk, str, int | None]] = []
    alihan: list[Alihan] = []
    for *isi, peran, bidang, gelar, dari, jalan_ in sesi.connection().execute(_PEMEGANG, {"instansi": instansi_id}):
        slot, orang = (peran, bidang), _Duduk._make(isi)
        if gelar:
            pengganti.append((slot, orang, gelar, dari))
        elif not jalan_:
            hasil[slot].append(orang)
        elif jalan_ == pelaksanaan_id:
            alihan.append(Alihan(slot, dari, orang))
    if pengganti:
        _dudukkan(hasil, pengganti)
    return Susunan(dict(hasil), frozenset((slot, o.id) for slot, o, _, _ in pengganti), tuple(alihan))


def _dudukkan(pemegang: dict[Slot, list[Pegawai]], pengganti: Sequence[tuple[Slot, _Duduk, str, int | None]]) -> None:
    """Stand-ins take their seats, each as a copy of the person with the title of the seat."""
    for slot, _, _, dari in pengganti:
        pemegang[slot] = [o for o in pemegang[slot] if o.id != dari]
    for slot, orang, gelar, _ in pengganti:
        if all(o.id != orang.id for o in pemegang[slot]):
            pemegang[slot].append(orang._replace(jabatan=gelar))


def sebagai(j: Jalan, slot: Slot, orang: Pegawai) -> Pegawai:
    """This person with the title under which they act for a role: ``Plt. Kepala Dinas`` for a stand-in."""
    return next((o for o in j.pemegang.get(slot, []) if o.id == orang.id), orang)


def nama_bidang(sesi: Session, instansi_id: int) -> dict[str, str]:
    """Unit code to name, in the office's order."""
    return {b.kode: b.nama for b in sesi.connection().execute(_NAMA_BIDANG, {"instansi": instansi_id})}


def personel(sesi: Session, instansi_id: int, telegram: int) -> Pegawai:
    """The active person behind a Telegram account in this office. Raises TidakDitemukan."""
    orang = sesi.exec(_ANGGOTA, params={"instansi": instansi_id, "telegram": telegram}).first()
    if orang is None:
        raise TidakDitemukan
    return orang


def diri(sesi: Session, telegram: int) -> Sequence[Pegawai]:
    """Every active entry of a Telegram account, over all offices."""
    return sesi.exec(_DIRI, params={"telegram": telegram}).all()


def dikenal(sesi: Session, telegram: int) -> bool:
    """Whether this account belongs to any office."""
    return bool(sesi.connection().execute(_DIKENAL, {"telegram": telegram}).scalar_one())


def soal(sesi: Session, telegram: int) -> Pertanyaan | None:
    """What this account has been asked and has not answered. Mostly nothing, which is found out below the ORM."""
    ada = sesi.connection().execute(_SOAL, {"telegram": telegram}).first()
    return sesi.get(Pertanyaan, telegram) if ada is not None else None


def slot_dari(pemegang: dict[Slot, list[Pegawai]], personel_id: int | None) -> frozenset[Slot]:
    return frozenset(s for s, orang in pemegang.items() if any(o.id == personel_id for o in orang))


def pelaku(j: Jalan, orang: Pegawai) -> Pelaku:
    """This person as the procedure sees them now."""
    assert orang.id is not None
    return Pelaku(orang.id, sebutan(orang), slot_dari(j.pemegang, orang.id))


def sebutan(orang: Pegawai) -> str:
    """``Kepala Dinas (Rina Oktavia)``."""
    return f"{orang.jabatan} ({orang.nama})" if orang.jabatan else orang.nama


def urai_sebutan(sebutan_: str) -> tuple[str, str]:
    """Title and name of what `sebutan` made: ("Kepala Dinas", "Rina Oktavia")."""
    jabatan, ada, nama = sebutan_.removesuffix(")").rpartition(" (")
    return (jabatan, nama) if ada else ("", sebutan_)


def penugasan(sesi: Session, nomor: int, telegram: int) -> tuple[Penugasan, Jalan, Pegawai]:
    """An assignment of the person's own office. Raises TidakDitemukan, the same for all that is not theirs to know."""
    ada = sesi.exec(_PENUGASAN, params={"nomor": nomor}).first()
    if ada is None:
        raise TidakDitemukan
    baris: Penugasan = ada[0]
    j = _jalan(sesi, *ada[1:])
    bertugas = (o for o in j.pemegang.get((baris.peran, baris.bidang), []) if o.telegram == telegram)
    return baris, j, next(bertugas, None) or personel(sesi, j.baris.instansi_id, telegram)


def jalan_sendiri(sesi: Session, telegram: int) -> list[tuple[Pegawai, Jalan]]:
    """The living runs of every office that an account belongs to, with their entry there; newest quarter first."""
    return [(orang, _jalan(sesi, *ada)) for orang, *ada in sesi.exec(_SENDIRI, params={"telegram": telegram}).all()]


def pelaksanaan_hidup(sesi: Session, instansi_id: int) -> Sequence[Pelaksanaan]:
    """Runs that have not ended, newest quarter first."""
    return sesi.exec(_HIDUP, params={"instansi": instansi_id}).all()


def pelaksanaan_terakhir(sesi: Session, instansi_id: int) -> Sequence[Pelaksanaan]:
    """The newest run that has ended, if any."""
    milik = (Pelaksanaan.instansi_id == instansi_id, Pelaksanaan.status == "selesai")
    urut = (col(Pelaksanaan.tahun).desc(), col(Pelaksanaan.triwulan).desc())
    return sesi.exec(select(Pelaksanaan).where(*milik).order_by(*urut).limit(1)).all()


def rencana_kini(sesi: Session, instansi_id: int, tahun: int) -> VersiRencana | None:
    """The newest version of a yearly plan: what the next run will use."""
    return sesi.exec(_RENCANA_KINI, params={"instansi": instansi_id, "tahun": tahun}).first()


def versi_jalan(sesi: Session, pelaksanaan: Pelaksanaan) -> VersiRencana | None:
    """The version of the plan that a run goes by; whatever was stored later does not touch it."""
    return sesi.get(VersiRencana, pelaksanaan.rencana_id) if pelaksanaan.rencana_id is not None else None


def rencana_jalan(sesi: Session, pelaksanaan: Pelaksanaan) -> Sequence[Mapping[str, str]]:
    """The plan of a run, a row per indicator."""
    versi = versi_jalan(sesi, pelaksanaan)
    return versi.isi if versi is not None else ()


def bidang_berindikator(sesi: Session, instansi_id: int, rencana: VersiRencana | None) -> tuple[str, ...]:
    """Codes of the units that own indicators of a plan."""
    ada = {b["bidang"] for b in rencana.isi} if rencana is not None else set()
    return tuple(kode for kode in nama_bidang(sesi, instansi_id) if kode in ada)


def belum_terjangkau(sesi: Session, telegram: Sequence[int]) -> set[int]:
    """Accounts that the bot may not write to (never pressed START, or blocked it)."""
    boleh = sesi.exec(
        select(Kontak.telegram).where(col(Kontak.telegram).in_(telegram), col(Kontak.terjangkau).is_(True))
    ).all()
    return set(telegram) - set(boleh)
