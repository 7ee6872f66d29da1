"""Due moments: what has come is handled once, in the transaction that marks it."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.kabar import PRIORITAS_PENGINGAT, isi_status, perbarui_status
from bot.layanan.muat import Jalan
from bot.pesan import status
from bot.sop.alur import cara
from bot.sop.kejadian import Ingatkan
from db.kotak_keluar import Surat, titipkan
from db.tabel import Penugasan, Tonggak
from jadwal.tonggak import BATAS

SEKALIGUS = 200
TOLERANSI = timedelta(minutes=5)  # a moment at closing time may be handled a little after it


def yang_tiba(sesi: Session, waktu: datetime) -> list[Tonggak]:
    """Due moments that have come and are not done, oldest first."""
    tiba = select(Tonggak).where(col(Tonggak.selesai_pada).is_(None), Tonggak.kapan <= waktu)
    return list(sesi.exec(tiba.order_by(col(Tonggak.kapan), col(Tonggak.id)).limit(SEKALIGUS)))


def berikutnya(sesi: Session) -> datetime | None:
    """When the next due moment comes that will do something; reminders of finished work only wait to be dropped."""
    belum = (
        select(Tonggak.kapan)
        .join(Penugasan, col(Penugasan.id) == col(Tonggak.penugasan_id), isouter=True)
        .where(col(Tonggak.selesai_pada).is_(None), col(Penugasan.selesai_pada).is_(None))
        .order_by(col(Tonggak.kapan))
    )
    return sesi.exec(belum).first()


def tunaikan(sesi: Session, tonggak_id: int, waktu: datetime) -> bool:
    """Mark a due moment done; False when it was done already."""
    baris = sesi.get(Tonggak, tonggak_id)
    if baris is None or baris.selesai_pada is not None:
        return False
    baris.selesai_pada = waktu
    return True


async def ingatkan(lay: Layanan, tonggak_id: int) -> None:
    """A reminder is due: written with its mark, or dropped when the assignment has ended meanwhile."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        baris = sesi.get(Tonggak, tonggak_id)
        tugas = sesi.get(Penugasan, baris.penugasan_id) if baris else None
        if baris is None or tugas is None or not tunaikan(sesi, tonggak_id, waktu):
            return
        if tugas.selesai_pada is not None or _ada_yang_lebih_baru(sesi, baris, waktu):
            return
        j = muat.jalan(sesi, tugas.pelaksanaan_id)
        if waktu - baris.kapan > TOLERANSI and not j.kalender.buka(waktu):
            baris.kapan, baris.selesai_pada = j.kalender.pembukaan_berikut(waktu), None
            return
        nama = str(baris.isi["nama"])
        laksanakan(sesi, j, Ingatkan(tugas_dari(tugas), nama), waktu)
        _titip_pengingat(sesi, j, tugas, nama, waktu)
        if nama == BATAS:
            perbarui_status(sesi, j, waktu)

    await lay.tulis(Asal(None), kerja)


def _ada_yang_lebih_baru(sesi: Session, baris: Tonggak, waktu: datetime) -> bool:
    """After an outage one reminder is enough: the latest."""
    lain = select(Tonggak.id).where(
        Tonggak.penugasan_id == baris.penugasan_id,
        Tonggak.jenis == baris.jenis,
        col(Tonggak.selesai_pada).is_(None),
        Tonggak.kapan <= waktu,
        col(Tonggak.id) != baris.id,
    )
    return sesi.exec(lain).first() is not None


def _titip_pengingat(sesi: Session, j: Jalan, tugas: Penugasan, nama: str, waktu: datetime) -> None:
    lewat = waktu >= tugas.batas
    ajakan = status.ajakan(cara(j.sop, tugas_dari(tugas)), isi_status(sesi, j).ditunggu)
    isi = status.pengingat(
        j.sop[tugas.langkah], len(j.sop), j.baris.tahun, j.baris.triwulan, tugas.batas, j.instansi.zona, lewat, ajakan
    )
    for orang in j.pemegang.get((tugas.peran, tugas.bidang), []):
        _titip(sesi, orang.telegram, isi, f"ingat:{tugas.id}:{nama}:{orang.telegram}", tugas.id, waktu)


def _titip(
    sesi: Session, telegram: int, isi: dict[str, object], kunci: str, penugasan_id: int | None, waktu: datetime
) -> None:
    surat = Surat(
        telegram, "sendMessage", isi, prioritas=PRIORITAS_PENGINGAT, ulang=0, kunci=kunci, penugasan_id=penugasan_id
    )
    titipkan(sesi, surat, waktu)


TERBANYAK = 5
JEDA_MENIT = (1, 5, 15, 60)


def catat_gagal(sesi: Session, tonggak_id: int, waktu: datetime) -> bool:
    """A due moment could not be handled: later again. False when it is given up."""
    baris = sesi.get(Tonggak, tonggak_id)
    if baris is None or baris.selesai_pada is not None:
        return True
    baris.percobaan += 1
    if baris.percobaan >= TERBANYAK:
        baris.selesai_pada = waktu
        return False
    baris.kapan = waktu + timedelta(minutes=JEDA_MENIT[baris.percobaan - 1])
    return True
