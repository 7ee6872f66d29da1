"""The morning list: at 08.30 of a working day everybody is told what they still have open from the days before."""

from collections import defaultdict
from datetime import datetime

from sqlmodel import Session, col, select

from bot.layanan import muat, saklar
from bot.layanan.pengingat import PAGI, PELAKSANA, Bahan, Sebut
from bot.layanan.tonggak_baru import isi_tonggak, tulis_tonggak
from db.tabel import Instansi, Penugasan
from jadwal.kalender import SEHARI, KalenderKerja
from jadwal.tonggak import PAGI as PUKUL_PAGI


def jadwalkan_pagi(sesi: Session, instansi_id: int, kalender: KalenderKerja, waktu: datetime) -> None:
    """The list of the next working day; nothing when it is there already."""
    besok = kalender.hari_kerja_ke(kalender.setempat(waktu).date() + SEHARI, 1)
    kunci = f"{PAGI}:{instansi_id}:{besok}"
    tulis_tonggak(sesi, [isi_tonggak(kunci, kalender.pukul(besok, PUKUL_PAGI), PAGI, None, None, instansi_id)])


def daftar(bahan: Bahan, instansi: Instansi, kalender: KalenderKerja) -> dict[int, list[Sebut]]:
    """What each account has open since an earlier day; the next morning is written down while a run is alive."""
    assert instansi.id is not None
    hidup = muat.pelaksanaan_hidup(bahan.sesi, instansi.id)
    if hidup:
        jadwalkan_pagi(bahan.sesi, instansi.id, kalender, bahan.waktu)
    hasil: dict[int, list[Sebut]] = defaultdict(list)
    if saklar.mati(instansi, saklar.PAGI):
        return hasil
    hari_ini = kalender.setempat(bahan.waktu).date()
    terbuka = (col(Penugasan.pelaksanaan_id).in_([h.id for h in hidup]), col(Penugasan.selesai_pada).is_(None))
    for p in bahan.sesi.exec(select(Penugasan).where(*terbuka).order_by(col(Penugasan.id))).all():
        j = bahan.jalan(p.pelaksanaan_id)
        if j.keadaan.dijeda:
            continue
        for orang in j.pemegang.get((p.peran, p.bidang), []):
            if kalender.setempat(p.mulai_pada).date() < hari_ini:
                hasil[orang.telegram].append(Sebut(p, PELAKSANA, PAGI))
    return hasil
