"""`/sop`: an administrator lets a run stand still, with a reason, and lets it go on.

Waiting is not working: reminders keep silent, and open deadlines move on by the working time of the pause.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.layanan import catatan_jumat, muat, pengingat
from bot.layanan.atur_waktu import atur_ulang
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.kabar import nama_pemegang, segarkan_satu
from bot.layanan.kabar_pihak import PIMPINAN
from bot.layanan.masa_jeda import geser
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import TINDAKAN_ADMIN, Kilasan, tanya
from bot.layanan.tindakan_admin import segarkan
from bot.layanan.tugas import TERBUKA
from bot.pesan import jeda as pesan
from bot.pesan import umum
from bot.pesan.dasar import Tombol, waktu_lengkap
from bot.pesan.tindakan_admin import JEDA, LANJUTKAN
from bot.sop.kejadian import Jedakan, Lanjutkan, Pelaku, PindahkanBatas
from bot.sop.penolakan import SudahDijeda, TidakBerjalan, TidakDijeda, TidakDitemukan
from db.kotak_keluar import Surat, titipkan
from db.tabel import Pelaksanaan, Penugasan, Pertanyaan

PERTANYAAN = "jeda"
ADMIN = Pelaku(0, TINDAKAN_ADMIN)


def _jalan(sesi: Session, lay: Layanan, asal: Asal, nomor: int) -> Jalan:
    """A living run, for an administrator. Raises TidakDitemukan, TidakBerjalan."""
    if asal.telegram not in lay.admin or sesi.get(Pelaksanaan, nomor) is None:
        raise TidakDitemukan
    j = muat.jalan(sesi, nomor)
    if j.baris.status != "berjalan":
        raise TidakBerjalan
    return j


async def mulai(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`⏸ Jeda`: asks for the reason, nothing else happens yet. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        j = _jalan(sesi, lay, asal, tombol.nomor)
        if j.keadaan.dijeda:
            raise SudahDijeda
        tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi={"pelaksanaan": j.nomor})
        surat = pesan.minta_alasan(j.instansi.nama, j.baris.triwulan, j.baris.tahun)
        titipkan(sesi, Surat(asal.telegram, "sendMessage", surat, prioritas=0), waktu)
        return Kilasan("Mohon tulis alasannya.")

    return await lay.tulis(asal, kerja)


def jawab(sesi: Session, soal: Pertanyaan, alasan: str, waktu: datetime) -> dict[str, Any]:
    """The reason has come: the run stands still. Raises AlasanKosong, then it may be tried again."""
    j = muat.jalan(sesi, int(soal.isi["pelaksanaan"]))
    if j.baris.status != "berjalan" or j.keadaan.dijeda:
        sesi.delete(soal)
        return umum.kalimat(str(SudahDijeda()) if j.keadaan.dijeda else pesan.SUDAH_BERAKHIR)
    j, _ = laksanakan(sesi, j, Jedakan(ADMIN, alasan), waktu)
    sesi.delete(soal)
    surat = pesan.dijeda(j.instansi.nama, j.baris.triwulan, j.baris.tahun, alasan)
    terbuka = _terbuka(sesi, j)
    for telegram in sorted({*_batas_mereka(j, terbuka), *_pimpinan(j)}):
        kunci = f"jeda:{j.nomor}:{j.baris.versi}:{telegram}"
        titipkan(sesi, Surat(telegram, "sendMessage", surat, kunci=kunci), waktu)
    for p in terbuka:
        segarkan_satu(sesi, j, p, waktu)
    _segarkan(sesi, j, terbuka, waktu)
    return pesan.tercatat(j.instansi.nama, j.baris.triwulan, j.baris.tahun)


async def lanjutkan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`▶️ Lanjutkan`: deadlines move, reminders come again. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        j = _jalan(sesi, lay, asal, tombol.nomor)
        jeda = j.keadaan.dijeda
        if jeda is None:
            raise TidakDijeda
        j, _ = laksanakan(sesi, j, Lanjutkan(ADMIN), waktu)
        terbuka = _terbuka(sesi, j)
        for p in terbuka:
            baru = geser(j.kalender, p.batas, p.mulai_pada, [(jeda.sejak, waktu)])
            j, _ = laksanakan(sesi, j, PindahkanBatas(ADMIN, tugas_dari(p), baru, pesan.ALASAN_PINDAH), waktu)
            sesi.refresh(p)
            atur_ulang(sesi, p, waktu, baru=False, j=j)
            segarkan_satu(sesi, j, p, waktu)
        batas = _batas_mereka(j, terbuka)
        for telegram in sorted({*batas, *_pimpinan(j)}):
            surat = pesan.dilanjutkan(j.instansi.nama, j.baris.triwulan, j.baris.tahun, batas.get(telegram, ()))
            kunci = f"lanjut:{j.nomor}:{j.baris.versi}:{telegram}"
            titipkan(sesi, Surat(telegram, "sendMessage", surat, kunci=kunci), waktu)
        _segarkan(sesi, j, terbuka, waktu)
        return Kilasan("Dilanjutkan. Batas baru dikabarkan kepada pemegangnya.")

    return await lay.tulis(asal, kerja)


def _terbuka(sesi: Session, j: Jalan) -> list[Penugasan]:
    tanya_ = TERBUKA.execution_options(populate_existing=True)  # deadlines move below the ORM
    return list(sesi.exec(tanya_, params={"nomor": j.nomor}).all())


def _batas_mereka(j: Jalan, terbuka: list[Penugasan]) -> dict[int, list[str]]:
    """Per account: its open work with the deadlines."""
    hasil: dict[int, list[str]] = defaultdict(list)
    for p in terbuka:
        butir = pesan.butir(p.langkah, nama_pemegang(j, p.peran, p.bidang), waktu_lengkap(p.batas, j.instansi.zona))
        for o in j.pemegang.get((p.peran, p.bidang), []):
            hasil[o.telegram].append(butir)
    return hasil


def _pimpinan(j: Jalan) -> set[int]:
    return {o.telegram for slot in PIMPINAN for o in j.pemegang.get(slot, [])}


def _segarkan(sesi: Session, j: Jalan, terbuka: list[Penugasan], waktu: datetime) -> None:
    """Reminders, notes and the administrators' own messages say how it is now."""
    nomor = [p.id or 0 for p in terbuka]
    pengingat.segarkan(sesi, nomor, waktu)
    catatan_jumat.segarkan(sesi, nomor, waktu)
    segarkan(sesi, j, waktu)


AKSI = {JEDA: mulai, LANJUTKAN: lanjutkan}
