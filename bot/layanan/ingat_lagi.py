"""`⏰ Ingatkan lagi`: whoever is reminded chooses when they want to hear of it again."""

from datetime import datetime, time, timedelta

from sqlmodel import Session, col, select

from bot.layanan import muat, saklar
from bot.layanan.atasan import atasan
from bot.layanan.atur_waktu import sesudah_ini
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.pelaksanaan import Kilasan
from bot.layanan.pengingat import KUNCI, LAGI, PAGI, PELAKSANA, Bahan, berikut, sebutan_pesan, tulis_lagi
from bot.pesan import pengingat as pesan
from bot.pesan.dasar import Tombol
from bot.sop.penolakan import SudahBerakhir, TidakDitemukan
from db.tabel import Instansi, KotakKeluar, Tonggak
from jadwal.kalender import SEHARI, KalenderKerja
from jadwal.tonggak import KE_ATASAN

JAM_BESOK = time(8)


async def pilih(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The two choices appear below the reminder. Raises TidakDitemukan, SudahBerakhir."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        bahan, kotak, _ = _masih_terbuka(sesi, asal, tombol.nomor, tombol.sidik, waktu)
        tulis_lagi(bahan, kotak, memilih=True)
        return Kilasan("Kapan diingatkan lagi?")

    return await lay.tulis(asal, kerja)


async def nanti(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """An hour, or tomorrow 08.00, in working time. Until then only the deadline itself is told. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        cap, _, pilihan = tombol.sidik.partition(".")
        bahan, kotak, instansi = _masih_terbuka(sesi, asal, tombol.nomor, cap, waktu)
        kapan = _kapan(muat.kalender(sesi, instansi), pilihan, waktu)
        _jadwalkan(sesi, bahan, kotak, instansi, kapan)
        tulis_lagi(bahan, kotak)
        return Kilasan(pesan.diingatkan_lagi(kapan, instansi.zona, _atasan_sebelum(bahan, kotak, kapan)))

    return await lay.tulis(asal, kerja)


def _masih_terbuka(
    sesi: Session, asal: Asal, nomor: int, cap: str, waktu: datetime
) -> tuple[Bahan, KotakKeluar, Instansi]:
    """The reminder behind a button, with the office of its first task that is still this person's to do."""
    if not cap.isascii() or not cap.isdigit():
        raise TidakDitemukan
    kunci = f"{KUNCI}{nomor}:{cap}:{asal.telegram}"
    kotak = sesi.exec(select(KotakKeluar).where(col(KotakKeluar.kunci).in_((kunci, f"{kunci}:{PAGI}")))).first()
    if kotak is None or kotak.id is None:
        raise TidakDitemukan
    bahan = Bahan(sesi, waktu)
    for satu in sebutan_pesan(bahan, kotak.id):
        p, j = satu.penugasan, bahan.jalan(satu.penugasan.pelaksanaan_id)
        memegang = any(o.telegram == asal.telegram for o in j.pemegang.get((p.peran, p.bidang), []))
        if satu.sebagai == PELAKSANA and p.selesai_pada is None and memegang:
            return bahan, kotak, j.instansi
    raise SudahBerakhir


def _kapan(kalender: KalenderKerja, pilihan: str, waktu: datetime) -> datetime:
    """Raises TidakDitemukan for a choice that is none of ours."""
    if pilihan == pesan.SEJAM:
        return kalender.pembukaan_berikut(waktu + timedelta(hours=1))
    if pilihan == pesan.BESOK:
        return kalender.pukul(kalender.setempat(waktu).date() + SEHARI, JAM_BESOK)
    raise TidakDitemukan


def _atasan_sebelum(bahan: Bahan, kotak: KotakKeluar, kapan: datetime) -> tuple[datetime, str] | None:
    """When, before `kapan`, a superior is told for the first time of one of these tasks, and which; the earliest."""
    calon = []
    for s in sebutan_pesan(bahan, kotak.id or 0):
        p = s.penugasan
        j, slot = bahan.jalan(p.pelaksanaan_id), (p.peran, p.bidang)
        if s.sebagai != PELAKSANA or p.selesai_pada or saklar.mati(j.instansi, saklar.ATASAN):
            continue
        saat = sesudah_ini(j, p, KE_ATASAN, bahan.waktu).kapan
        di_atas = atasan(j, slot, {o.id for o in j.pemegang.get(slot, [])})
        if di_atas and berikut(bahan.sesi, p) <= KE_ATASAN and saat < kapan:
            calon.append((saat, j.sop.nama_peran(di_atas[0][0])))
    return min(calon, default=None)


def _jadwalkan(sesi: Session, bahan: Bahan, kotak: KotakKeluar, instansi: Instansi, kapan: datetime) -> None:
    """The last choice counts."""
    kunci = f"{LAGI}:{kotak.id}"
    baris = sesi.exec(select(Tonggak).where(Tonggak.kunci == kunci)).first()
    if baris is None:
        milik = [s.penugasan.id for s in sebutan_pesan(bahan, kotak.id or 0) if s.sebagai == PELAKSANA]
        isi = {"penugasan": milik, "telegram": kotak.chat_id}
        sesi.add(Tonggak(kunci=kunci, kapan=kapan, jenis=LAGI, instansi_id=instansi.id, isi=isi))
    else:
        baris.kapan, baris.selesai_pada, baris.percobaan = kapan, None, 0


AKSI = {pesan.LAGI: pilih, pesan.NANTI: nanti}
