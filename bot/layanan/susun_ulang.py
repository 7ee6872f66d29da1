"""A calendar changes while steps run: deadlines and due moments follow, what has been said is not said again (K29)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select

from bot.layanan import muat
from bot.layanan.atur_waktu import atur_ulang
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import laksanakan
from bot.layanan.jumat import jadwalkan_kabar
from bot.layanan.kabar import segarkan_satu
from bot.layanan.masa_jeda import geser, masa_jeda
from bot.layanan.muat import Jalan
from bot.layanan.pengingat import CATATAN, PAGI
from bot.layanan.triwulan import JENIS, siapkan
from bot.sop.kejadian import Pelaku, PindahkanBatas
from db.tabel import Instansi, Penugasan, Perpanjangan, Tonggak
from jadwal.kalender import KalenderKerja

DISETUJUI = "disetujui"


@dataclass(frozen=True)
class Geser:
    """An open assignment whose deadline the calendar moves."""

    penugasan: Penugasan
    jalan: Jalan
    dari: datetime
    ke: datetime


def geseran(sesi: Session, instansi_id: int, kalender: KalenderKerja | None = None) -> list[Geser]:
    """Which open deadlines of an office move, nearest first. `kalender`: as it would be, for a preview; None: as it is.

    A deadline that a superior has granted stays on its day; it moves only when the office is closed then.
    """
    hasil = []
    jeda: dict[int, list[tuple[datetime, datetime]]] = {}
    for j, p in _terbuka(sesi, instansi_id):
        if j.nomor not in jeda:
            jeda[j.nomor] = [(dari, sampai) for dari, sampai in masa_jeda(sesi, j.nomor) if sampai is not None]
        baru = kalender or j.kalender
        tetap = _diperpanjang(sesi, p)
        standar = baru.tambah(p.mulai_pada, j.sop[p.langkah].waktu)
        ke = baru.pembukaan_berikut(p.batas) if tetap else geser(baru, standar, p.mulai_pada, jeda[j.nomor])
        if ke != p.batas:
            hasil.append(Geser(p, j, p.batas, ke))
    return sorted(hasil, key=lambda g: g.ke)


def _terbuka(sesi: Session, instansi_id: int) -> Sequence[tuple[Jalan, Penugasan]]:
    hasil = []
    for hidup in muat.pelaksanaan_hidup(sesi, instansi_id):
        j = muat.jalan(sesi, hidup.id or 0)
        milik = (Penugasan.pelaksanaan_id == hidup.id, col(Penugasan.selesai_pada).is_(None))
        tanya = select(Penugasan).where(*milik).order_by(col(Penugasan.id)).execution_options(populate_existing=True)
        hasil += [(j, p) for p in sesi.exec(tanya).all()]
    return hasil


def _diperpanjang(sesi: Session, p: Penugasan) -> bool:
    milik = (Perpanjangan.penugasan_id == p.id, Perpanjangan.status == DISETUJUI)
    return sesi.exec(select(Perpanjangan.id).where(*milik)).first() is not None


def susun_ulang(sesi: Session, instansi_id: int, kini: datetime, oleh: Pelaku, alasan: str) -> list[Geser]:
    """After hours, holidays, zone or ladder of an office have changed: every open deadline and every due moment anew.

    `oleh` and `alasan` go into the log of the runs. Reminders already sent are not repeated. Returns what has moved.
    """
    sesi.flush()
    pindah = geseran(sesi, instansi_id)
    for g in pindah:
        j = muat.jalan(sesi, g.jalan.nomor)
        laksanakan(sesi, j, PindahkanBatas(oleh, tugas_dari(g.penugasan), g.ke, alasan), kini)
    pindah_id = {g.penugasan.id for g in pindah}
    for j, p in _terbuka(sesi, instansi_id):
        atur_ulang(sesi, p, kini, baru=False, j=j)
        if p.id in pindah_id:
            segarkan_satu(sesi, j, p, kini)
    _susun_kantor(sesi, instansi_id, kini)
    return pindah


def _susun_kantor(sesi: Session, instansi_id: int, kini: datetime) -> None:
    """Dates of the quarter, the next morning list and note. A prompt that the head has postponed keeps its day."""
    instansi = sesi.get_one(Instansi, instansi_id)
    milik = (col(Tonggak.instansi_id) == instansi_id, col(Tonggak.selesai_pada).is_(None))
    lama = (col(Tonggak.jenis).in_((JENIS, PAGI, CATATAN)), col(Tonggak.kunci).not_like("%:tunda"))
    sesi.exec(delete(Tonggak).where(*milik, *lama))
    siapkan(sesi, instansi, kini)
    if muat.pelaksanaan_hidup(sesi, instansi_id):
        jadwalkan_kabar(sesi, instansi_id, muat.kalender(sesi, instansi), kini)
