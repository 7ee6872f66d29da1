"""Gather: what a decision needs to know, loaded in one transaction."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlmodel import Session, col, select

from bot.sop.catatan import keadaan_dari
from bot.sop.kejadian import Keadaan, Pelaku, Slot
from bot.sop.model import Sop
from bot.sop.pemuat import muat_teks
from bot.sop.penolakan import TidakDitemukan
from db.tabel import (
    Bidang,
    HariKhusus,
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
    baris = sesi.get(Pelaksanaan, pelaksanaan_id)
    instansi = sesi.get(Instansi, baris.instansi_id) if baris else None
    if baris is None or instansi is None:
        raise TidakDitemukan
    return Jalan(
        baris,
        instansi,
        sop_versi(sesi, baris.versi_sop_id),
        keadaan_dari(baris.keadaan),
        kalender(sesi, instansi),
        pemegang(sesi, baris.instansi_id),
        nama_bidang(sesi, baris.instansi_id),
    )


@lru_cache(maxsize=64)
def _sop(isi: str) -> Sop:
    return muat_teks(isi, "sop")


def sop_versi(sesi: Session, versi_sop_id: int) -> Sop:
    versi = sesi.get(VersiSop, versi_sop_id)
    assert versi is not None
    return _sop(versi.isi)


@lru_cache(maxsize=256)
def _kalender(zona: str, jam: str, khusus: tuple[tuple[date, bool, str], ...]) -> KalenderKerja:
    hari = {tanggal: (libur, nama) for tanggal, libur, nama in khusus}
    return KalenderKerja(zona, JamKerja.dari_json(json.loads(jam)), hari)


def kalender(sesi: Session, instansi: Instansi) -> KalenderKerja:
    """The office's working calendar."""
    baris = sesi.exec(select(HariKhusus).where(HariKhusus.instansi_id == instansi.id)).all()
    khusus = tuple(sorted((h.tanggal, h.libur, h.nama) for h in baris))
    return _kalender(instansi.zona, json.dumps(instansi.jam_kerja, sort_keys=True), khusus)


def pemegang(sesi: Session, instansi_id: int) -> dict[Slot, list[Personel]]:
    """Who holds which role, for which unit; active people only."""
    pertanyaan = (
        select(PemegangPeran.peran, PemegangPeran.bidang, Personel)
        .join(Personel, col(Personel.id) == col(PemegangPeran.personel_id))
        .where(Personel.instansi_id == instansi_id, col(Personel.aktif).is_(True))
        .order_by(col(Personel.id))
    )
    hasil: dict[Slot, list[Personel]] = defaultdict(list)
    for peran, bidang, orang in sesi.exec(pertanyaan):
        hasil[peran, bidang].append(orang)
    return dict(hasil)


def nama_bidang(sesi: Session, instansi_id: int) -> dict[str, str]:
    """Unit code to name, in the office's order."""
    milik = select(Bidang).where(Bidang.instansi_id == instansi_id).order_by(col(Bidang.urutan))
    return {b.kode: b.nama for b in sesi.exec(milik)}


def personel(sesi: Session, instansi_id: int, telegram: int) -> Personel:
    """The active person behind a Telegram account in this office. Raises TidakDitemukan."""
    cocok = select(Personel).where(
        Personel.instansi_id == instansi_id, Personel.telegram == telegram, col(Personel.aktif).is_(True)
    )
    orang = sesi.exec(cocok).first()
    if orang is None:
        raise TidakDitemukan
    return orang


def diri(sesi: Session, telegram: int) -> Sequence[Personel]:
    """Every active entry of a Telegram account, over all offices."""
    return sesi.exec(
        select(Personel).where(Personel.telegram == telegram, col(Personel.aktif).is_(True)).order_by(col(Personel.id))
    ).all()


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
    baris = sesi.get(Penugasan, nomor)
    if baris is None:
        raise TidakDitemukan
    j = jalan(sesi, baris.pelaksanaan_id)
    return baris, j, personel(sesi, j.baris.instansi_id, telegram)


def pelaksanaan_hidup(sesi: Session, instansi_id: int) -> Sequence[Pelaksanaan]:
    """Runs that have not ended, newest quarter first."""
    milik = Pelaksanaan.instansi_id == instansi_id
    urut = (col(Pelaksanaan.tahun).desc(), col(Pelaksanaan.triwulan).desc())
    return sesi.exec(select(Pelaksanaan).where(milik, Pelaksanaan.status == "berjalan").order_by(*urut)).all()


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
