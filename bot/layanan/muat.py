"""Gather: what a decision needs to know, loaded in one transaction.

The statements that every act needs are made once, with `bindparam` in the place of values: to make one costs more than
to run it.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import bindparam
from sqlalchemy import select as pilih
from sqlmodel import Session, SQLModel, col, select

from bot.sop.catatan import keadaan_dari
from bot.sop.kejadian import Keadaan, Pelaku, Slot
from bot.sop.model import Sop
from bot.sop.pemuat import muat_teks
from bot.sop.penolakan import TidakDitemukan
from db.tabel import (
    IndikatorTahunan,
    Instansi,
    Kontak,
    Pelaksanaan,
    PemegangPeran,
    Penugasan,
    Personel,
    VersiSop,
)
from jadwal.jam_kerja import JamKerja
from jadwal.kalender import KalenderKerja

_TABEL = SQLModel.metadata.tables
_BIDANG, _HARI, _VERSI = _TABEL["bidang"], _TABEL["harikhusus"], _TABEL["versisop"]

_JALAN = (
    select(Pelaksanaan, Instansi, VersiSop.isi)
    .join(Instansi, col(Instansi.id) == col(Pelaksanaan.instansi_id))
    .join(VersiSop, col(VersiSop.id) == col(Pelaksanaan.versi_sop_id))
    .where(col(Pelaksanaan.id) == bindparam("nomor"))
)
_PENUGASAN = select(Penugasan).where(col(Penugasan.id) == bindparam("nomor"))
_ISI_SOP = pilih(_VERSI.c.isi).where(_VERSI.c.id == bindparam("nomor"))
_KHUSUS = pilih(_HARI.c.tanggal, _HARI.c.libur, _HARI.c.nama).where(_HARI.c.instansi_id == bindparam("instansi"))
_NAMA_BIDANG = (
    pilih(_BIDANG.c.kode, _BIDANG.c.nama)
    .where(_BIDANG.c.instansi_id == bindparam("instansi"))
    .order_by(_BIDANG.c.urutan)
)
_PEMEGANG = (
    select(PemegangPeran.peran, PemegangPeran.bidang, Personel)
    .join(Personel, col(Personel.id) == col(PemegangPeran.personel_id))
    .where(col(Personel.instansi_id) == bindparam("instansi"), col(Personel.aktif).is_(True))
    .order_by(col(Personel.id))
)
_AKTIF = select(Personel).where(col(Personel.telegram) == bindparam("telegram"), col(Personel.aktif).is_(True))
_DIRI = _AKTIF.order_by(col(Personel.id))
_ANGGOTA = _AKTIF.where(col(Personel.instansi_id) == bindparam("instansi"))
_HIDUP = (
    select(Pelaksanaan)
    .where(col(Pelaksanaan.instansi_id) == bindparam("instansi"), col(Pelaksanaan.status) == "berjalan")
    .order_by(col(Pelaksanaan.tahun).desc(), col(Pelaksanaan.triwulan).desc())
)


@dataclass(frozen=True)
class Jalan:
    """A run as it stands."""

    baris: Pelaksanaan
    instansi: Instansi
    sop: Sop
    keadaan: Keadaan
    kalender: KalenderKerja
    pemegang: dict[Slot, list[Personel]]
    nama_bidang: dict[str, str]

    @property
    def nomor(self) -> int:
        assert self.baris.id is not None
        return self.baris.id


def jalan(sesi: Session, pelaksanaan_id: int) -> Jalan:
    """Raises TidakDitemukan."""
    ada = sesi.exec(_JALAN, params={"nomor": pelaksanaan_id}).first()
    if ada is None:
        raise TidakDitemukan
    baris, instansi, isi_sop = ada
    return Jalan(
        baris,
        instansi,
        _sop(isi_sop),
        keadaan_dari(baris.keadaan),
        kalender(sesi, instansi),
        pemegang(sesi, baris.instansi_id),
        nama_bidang(sesi, baris.instansi_id),
    )


@lru_cache(maxsize=64)
def _sop(isi: str) -> Sop:
    return muat_teks(isi, "sop")


def sop_versi(sesi: Session, versi_sop_id: int) -> Sop:
    """The SOP as it was when an office took it."""
    return _sop(sesi.connection().execute(_ISI_SOP, {"nomor": versi_sop_id}).scalar_one())


@lru_cache(maxsize=256)
def _kalender(zona: str, jam: str, khusus: tuple[tuple[date, bool, str], ...]) -> KalenderKerja:
    hari = {tanggal: (libur, nama) for tanggal, libur, nama in khusus}
    return KalenderKerja(zona, JamKerja.dari_json(json.loads(jam)), hari)


def kalender(sesi: Session, instansi: Instansi) -> KalenderKerja:
    """The office's working calendar."""
    baris = sesi.connection().execute(_KHUSUS, {"instansi": instansi.id}).all()
    khusus = tuple(sorted((tanggal, libur, nama) for tanggal, libur, nama in baris))
    return _kalender(instansi.zona, json.dumps(instansi.jam_kerja, sort_keys=True), khusus)


def pemegang(sesi: Session, instansi_id: int) -> dict[Slot, list[Personel]]:
    """Who holds which role, for which unit; active people only."""
    hasil: dict[Slot, list[Personel]] = defaultdict(list)
    for peran, bidang, orang in sesi.exec(_PEMEGANG, params={"instansi": instansi_id}):
        hasil[peran, bidang].append(orang)
    return dict(hasil)


def nama_bidang(sesi: Session, instansi_id: int) -> dict[str, str]:
    """Unit code to name, in the office's order."""
    return {b.kode: b.nama for b in sesi.connection().execute(_NAMA_BIDANG, {"instansi": instansi_id})}


def personel(sesi: Session, instansi_id: int, telegram: int) -> Personel:
    """The active person behind a Telegram account in this office. Raises TidakDitemukan."""
    orang = sesi.exec(_ANGGOTA, params={"instansi": instansi_id, "telegram": telegram}).first()
    if orang is None:
        raise TidakDitemukan
    return orang


def diri(sesi: Session, telegram: int) -> Sequence[Personel]:
    """Every active entry of a Telegram account, over all offices."""
    return sesi.exec(_DIRI, params={"telegram": telegram}).all()


def slot_dari(pemegang: dict[Slot, list[Personel]], personel_id: int | None) -> frozenset[Slot]:
    return frozenset(s for s, orang in pemegang.items() if any(o.id == personel_id for o in orang))


def pelaku(j: Jalan, orang: Personel) -> Pelaku:
    """This person as the procedure sees them now."""
    assert orang.id is not None
    return Pelaku(orang.id, sebutan(orang), slot_dari(j.pemegang, orang.id))


def sebutan(orang: Personel) -> str:
    """``Kepala Dinas (Rina Oktavia)``."""
    return f"{orang.jabatan} ({orang.nama})" if orang.jabatan else orang.nama


def penugasan(sesi: Session, nomor: int, telegram: int) -> tuple[Penugasan, Jalan, Personel]:
    """An assignment of the person's own office. Raises TidakDitemukan, the same for all that is not theirs to know."""
    baris = sesi.exec(_PENUGASAN, params={"nomor": nomor}).first()
    if baris is None:
        raise TidakDitemukan
    j = jalan(sesi, baris.pelaksanaan_id)
    bertugas = (o for orang in j.pemegang.values() for o in orang if o.telegram == telegram)
    return baris, j, next(bertugas, None) or personel(sesi, j.baris.instansi_id, telegram)


def pelaksanaan_hidup(sesi: Session, instansi_id: int) -> Sequence[Pelaksanaan]:
    """Runs that have not ended, newest quarter first."""
    return sesi.exec(_HIDUP, params={"instansi": instansi_id}).all()


def pelaksanaan_terakhir(sesi: Session, instansi_id: int) -> Sequence[Pelaksanaan]:
    """The newest run that has ended, if any."""
    milik = (Pelaksanaan.instansi_id == instansi_id, Pelaksanaan.status == "selesai")
    urut = (col(Pelaksanaan.tahun).desc(), col(Pelaksanaan.triwulan).desc())
    return sesi.exec(select(Pelaksanaan).where(*milik).order_by(*urut).limit(1)).all()


def bidang_berindikator(sesi: Session, instansi_id: int, tahun: int) -> tuple[str, ...]:
    """Codes of the units that own indicators of the year."""
    baris = sesi.exec(_indikator(instansi_id, tahun)).all()
    ada = {str(b.isi.get("bidang", "")) for b in baris}
    return tuple(kode for kode in nama_bidang(sesi, instansi_id) if kode in ada)


def indikator_tahunan(sesi: Session, instansi_id: int, tahun: int) -> Sequence[IndikatorTahunan]:
    return sesi.exec(_indikator(instansi_id, tahun)).all()


def _indikator(instansi_id: int, tahun: int):  # type: ignore[no-untyped-def]  # SQLModel's Select is not public
    milik = (IndikatorTahunan.instansi_id == instansi_id, IndikatorTahunan.tahun == tahun)
    return (
        select(IndikatorTahunan)
        .where(*milik, col(IndikatorTahunan.aktif).is_(True))
        .order_by(col(IndikatorTahunan.urutan))
    )


def belum_terjangkau(sesi: Session, telegram: Sequence[int]) -> set[int]:
    """Accounts that the bot may not write to (never pressed START, or blocked it)."""
    boleh = sesi.exec(
        select(Kontak.telegram).where(col(Kontak.telegram).in_(telegram), col(Kontak.terjangkau).is_(True))
    ).all()
    return set(telegram) - set(boleh)
