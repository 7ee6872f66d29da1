"""Reminders that are due: all of an office in one transaction, so that each person gets one message and gets it once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from bot.layanan import muat, pagi, saklar
from bot.layanan.atur_waktu import baris_ingat, sesudah_ini
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.kabar import perbarui_status
from bot.layanan.pengingat import ATASAN, LAGI, PELAKSANA, Bahan, Sebut, akun_atasan, kirim, tidur
from bot.layanan.rapat import menanti
from bot.layanan.tenggat import BERSAMA, catat_gagal
from bot.layanan.tonggak_baru import tulis_tonggak
from bot.sop.kejadian import Ingatkan
from db.tabel import Instansi, Pelaksanaan, Penugasan, Tonggak
from jadwal.kalender import KalenderKerja
from jadwal.tonggak import BATAS, ke_sesudah, sampai_ke_atasan

SEKALIGUS = 40  # due moments in one transaction; buttons are answered between two of them
TOLERANSI = timedelta(minutes=5)  # a moment at closing time may be handled a little after it
SESUDAH_ORANG = 4  # priority of the group's message: private reminders go first

Untuk = defaultdict[int, list[Sebut]]  # what each account is told


def kantor_tiba(sesi: Session, waktu: datetime) -> list[int]:
    """Offices with reminders that are due, as many as make one lot; empty when nothing is due.

    First those that can still be in time, the nearest deadline before the others; then the latest lateness.
    """
    tanya = (
        select(_kantor(), func.count(), func.max(Penugasan.batas))
        .select_from(Tonggak)
        .join(Penugasan, col(Penugasan.id) == col(Tonggak.penugasan_id), isouter=True)
        .join(Pelaksanaan, col(Pelaksanaan.id) == col(Penugasan.pelaksanaan_id), isouter=True)
        .where(*_sudah_tiba(waktu))
        .group_by(_kantor())
    )
    hasil: list[int] = []
    banyak = 0
    for kantor, jumlah, _ in sorted(sesi.exec(tanya).all(), key=lambda satu: _mendesak(satu[2], waktu)):
        if hasil and banyak + jumlah > SEKALIGUS:
            break
        hasil.append(kantor)
        banyak += jumlah
    return hasil


def _kantor() -> ColumnElement[int]:
    return func.coalesce(col(Tonggak.instansi_id), col(Pelaksanaan.instansi_id))


def _sudah_tiba(waktu: datetime) -> tuple[Any, ...]:
    return col(Tonggak.selesai_pada).is_(None), col(Tonggak.kapan) <= waktu, col(Tonggak.jenis).in_(BERSAMA)


def _mendesak(batas: datetime | None, waktu: datetime) -> tuple[int, timedelta]:
    if batas is None:
        return 2, timedelta()
    return (0, batas - waktu) if batas > waktu else (1, waktu - batas)


async def ingatkan(lay: Layanan, kantor: Sequence[int]) -> None:
    """What is due in these offices: written with its marks, dropped where the work is done, moved where it is closed."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        _kerjakan(sesi, kantor, waktu)

    await lay.tulis(Asal(None), kerja)


async def gagal(lay: Layanan, kantor: int) -> None:
    """The reminders of this office could not be written: they come later again."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        for baris, _ in _baris(sesi, [kantor], waktu):
            catat_gagal(sesi, baris.id or 0, waktu)

    await lay.tulis(Asal(None), kerja)


def _baris(sesi: Session, kantor: Sequence[int], waktu: datetime) -> Sequence[tuple[Tonggak, Penugasan | None]]:
    tanya = (
        select(Tonggak, Penugasan)
        .join(Penugasan, col(Penugasan.id) == col(Tonggak.penugasan_id), isouter=True)
        .join(Pelaksanaan, col(Pelaksanaan.id) == col(Penugasan.pelaksanaan_id), isouter=True)
        .where(*_sudah_tiba(waktu), _kantor().in_(kantor))
        .order_by(col(Tonggak.kapan), col(Tonggak.id))
    )
    return sesi.exec(tanya).all()


def _kerjakan(sesi: Session, kantor: Sequence[int], waktu: datetime) -> None:
    baris = _baris(sesi, kantor, waktu)
    if not baris:
        return
    bahan, untuk = Bahan(sesi, waktu), Untuk(list)
    per_tugas: dict[int, tuple[Penugasan, list[Tonggak]]] = {}
    for tonggak, p in baris:
        if p is not None and p.id is not None:
            per_tugas.setdefault(p.id, (p, []))[1].append(tonggak)
    kurang = tidur(sesi, kantor)
    lewat = [j for p, milik in per_tugas.values() if (j := _satu_tugas(bahan, untuk, p, milik, kurang))]
    for tonggak, _ in baris:
        if tonggak.instansi_id is not None:
            _satu_kantor(bahan, untuk, tonggak)
    kirim(bahan, untuk, baris[0][0].id or 0)
    for nomor in dict.fromkeys(j.nomor for j in lewat):
        perbarui_status(sesi, bahan.jalan(nomor), waktu, SESUDAH_ORANG)


def _satu_tugas(
    bahan: Bahan, untuk: Untuk, p: Penugasan, milik: Sequence[Tonggak], kurang: set[tuple[int, int]]
) -> muat.Jalan | None:
    """After an outage one reminder of an assignment is enough: the latest. Returns its run when the deadline has passed."""
    terakhir, waktu = milik[-1], bahan.waktu
    j = _ditagih(bahan, p, milik)
    if j is None:
        return None
    if _tutup(j.kalender, terakhir.kapan, waktu):
        terakhir.kapan, terakhir.selesai_pada = j.kalender.pembukaan_berikut(waktu), None
        return None
    nama = str(terakhir.isi["nama"])
    ke = ke_sesudah(nama)
    if nama != BATAS and (rapat := menanti(bahan.sesi, j, p.langkah, waktu)):  # nobody can do more than come to it
        if ke:
            terakhir.kapan, terakhir.selesai_pada = j.kalender.pembukaan_berikut(rapat[1]), None
        return None
    if nama == BATAS or ke:
        saat = sesudah_ini(j, p, ke + 1, waktu)
        tulis_tonggak(bahan.sesi, [baris_ingat(p.id or 0, saat, int(terakhir.isi.get("jam", 0)))])
    elif saklar.mati(j.instansi, saklar.SEBELUM):
        return None
    pemegang = [o.telegram for o in j.pemegang.get((p.peran, p.bidang), [])]
    tahu = akun_atasan(j, p) if sampai_ke_atasan(ke) and not saklar.mati(j.instansi, saklar.ATASAN) else []
    # The superior gets a copy (domain 5.3): nobody's lateness is told while they themselves are left asleep.
    diingatkan = [t for t in pemegang if nama == BATAS or tahu or (t, p.id) not in kurang]
    if diingatkan or tahu:
        j, _ = laksanakan(bahan.sesi, j, Ingatkan(tugas_dari(p), nama), waktu)
        bahan.perbarui(j)
    for telegram in diingatkan:
        untuk[telegram].append(Sebut(p, PELAKSANA, nama))
    for telegram in tahu:
        untuk[telegram].append(Sebut(p, ATASAN, nama))
    return j if nama == BATAS else None


def _ditagih(bahan: Bahan, p: Penugasan, milik: Sequence[Tonggak]) -> muat.Jalan | None:
    """The run of an assignment that is reminded of now: not of one that is done, nor while the run stands still."""
    for satu in milik:
        satu.selesai_pada = bahan.waktu
    if p.selesai_pada is not None:
        return None
    j = bahan.jalan(p.pelaksanaan_id)
    if not j.keadaan.dijeda:
        return j
    for satu in milik:  # not told: written anew when the run goes on
        bahan.sesi.delete(satu)
    return None


def _satu_kantor(bahan: Bahan, untuk: Untuk, tonggak: Tonggak) -> None:
    """The morning list, or what somebody asked to be reminded of later."""
    sesi, waktu = bahan.sesi, bahan.waktu
    instansi = sesi.get_one(Instansi, tonggak.instansi_id)
    kalender = muat.kalender(sesi, instansi)
    if _tutup(kalender, tonggak.kapan, waktu):
        tonggak.kapan = kalender.pembukaan_berikut(waktu)
        return
    tonggak.selesai_pada = waktu
    if tonggak.jenis == LAGI:
        telegram = int(tonggak.isi["telegram"])
        diminta = select(Penugasan).where(col(Penugasan.id).in_(tonggak.isi["penugasan"]))
        ingat = sesi.exec(diminta.order_by(col(Penugasan.id))).all()
        jalan = ((p, bahan.jalan(p.pelaksanaan_id)) for p in ingat)
        untuk[telegram] += [Sebut(p, PELAKSANA, LAGI) for p, j in jalan if not j.keadaan.dijeda]
    else:
        for telegram, semua in pagi.daftar(bahan, instansi, kalender).items():
            untuk[telegram] += semua


def _tutup(kalender: KalenderKerja, kapan: datetime, waktu: datetime) -> bool:
    """Whether it must wait for the next opening: it comes late, and the office is closed by now."""
    return waktu - kapan > TOLERANSI and not kalender.buka(waktu)
