"""What a change of an office's calendar would move, and the change stored."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete

from bot.layanan import muat
from bot.layanan.kabar import nama_pemegang
from bot.layanan.pelaksanaan import TINDAKAN_ADMIN
from bot.layanan.susun_ulang import Geser, geseran, susun_ulang
from bot.layanan.usul_kalender import Usul, bakal
from bot.pesan import kalender as pesan
from bot.sop.kejadian import Pelaku
from db.tabel import HariKhusus, Instansi
from jadwal.kalender import KalenderKerja
from jadwal.triwulan import HARI_DATA, HARI_REKAP, hari_sesudah, sebelumnya, triwulan_dari


@dataclass(frozen=True)
class Pratinjau:
    """In words: the change, open deadlines that move, dates of the quarter that move."""

    usul: Sequence[str]
    batas: Sequence[str]
    triwulan: Sequence[str]

    @property
    def sidik(self) -> str:
        """Binds `✅` to what was shown."""
        return hashlib.sha256(repr((*self.usul, "", *self.batas, "", *self.triwulan)).encode()).hexdigest()[:10]


def pratinjau(sesi: Session, instansi: Instansi, usul: Usul, kini: datetime) -> Pratinjau:
    """Changes nothing."""
    lama = muat.kalender(sesi, instansi)
    baru = bakal(instansi, lama.khusus, usul)
    geser = geseran(sesi, instansi.id or 0, baru)
    return Pratinjau(usul.uraian, [_sebut(g) for g in geser], _tanggal(lama, baru, kini))


def _sebut(g: Geser) -> str:
    j, p = g.jalan, g.penugasan
    siapa = nama_pemegang(j, p.peran, p.bidang)
    return pesan.sebut_geser(p.langkah, siapa, j.baris.triwulan, j.baris.tahun, g.dari, g.ke, j.instansi.zona)


def _tanggal(lama: KalenderKerja, baru: KalenderKerja, kini: datetime) -> list[str]:
    """When figures and recap of this quarter and the last are due, where that is still to come and moves."""
    hari_ini = lama.setempat(kini).date()
    ini = triwulan_dari(hari_ini)
    hasil = []
    for tahun, tw in (sebelumnya(*ini), ini):
        awal = hari_sesudah(tahun, tw)
        for apa, n in (("Batas data unit", HARI_DATA), ("Batas rekap", HARI_REKAP)):
            dari, ke = lama.hari_kerja_ke(awal, n), baru.hari_kerja_ke(awal, n)
            if dari != ke and max(dari, ke) >= hari_ini:
                hasil.append(pesan.sebut_tanggal(apa, tw, tahun, dari, ke))
    return hasil


def simpan(sesi: Session, instansi: Instansi, usul: Usul, kini: datetime) -> list[Geser]:
    """Store it; open deadlines and due moments follow, and the runs' logs say why (K29)."""
    if usul.hari:
        milik = (col(HariKhusus.instansi_id) == instansi.id, col(HariKhusus.tanggal).in_(list(usul.hari)))
        sesi.exec(delete(HariKhusus).where(*milik))
        for tanggal, isi in usul.hari.items():
            if isi is not None:
                libur, nama = isi
                sesi.add(HariKhusus(instansi_id=instansi.id or 0, tanggal=tanggal, libur=libur, nama=nama))
    if usul.jam is not None:
        instansi.jam_kerja = dict(usul.jam)
    alasan = pesan.ALASAN.format(apa="; ".join(usul.uraian))[:300]
    return susun_ulang(sesi, instansi.id or 0, kini, Pelaku(0, TINDAKAN_ADMIN), alasan)
