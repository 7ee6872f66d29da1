"""Back after a long time: Telegram keeps what people send for a day, so they are asked to repeat it (K12)."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kabar import PRIORITAS_PENGINGAT, perbarui_status
from bot.layanan.tenggat import tunaikan
from bot.layanan.tonggak_baru import jadwalkan
from bot.pesan import bangun as pesan
from db.kotak_keluar import Surat, titipkan
from db.tabel import Pelaksanaan, Penugasan, Tonggak

DENYUT = timedelta(minutes=10)  # how often it is written down that messages are being fetched
DISIMPAN_TELEGRAM = timedelta(hours=24)
HIDUP = "hidup"  # key and kind of the row, which is never due


async def catat(lay: Layanan) -> None:
    """Messages are being fetched now."""
    await lay.tulis(Asal(None), _catat)


async def mulai(lay: Layanan) -> None:
    """Messages are fetched again. After more than a day without, every run has a due moment to ask its people."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        sejak = _catat(sesi, waktu)
        if waktu - sejak > DISIMPAN_TELEGRAM:
            _bangun(sesi, sejak, waktu)

    await lay.tulis(Asal(None), kerja)


def _catat(sesi: Session, waktu: datetime) -> datetime:
    """Returns when it was noted last; now, where it never was."""
    baris = sesi.exec(select(Tonggak).where(Tonggak.kunci == HIDUP)).first()
    if baris is None:
        baris = Tonggak(kunci=HIDUP, jenis=HIDUP, kapan=waktu, selesai_pada=waktu)
        sesi.add(baris)
    sejak, baris.kapan, baris.selesai_pada = baris.kapan, waktu, waktu
    return sejak


def _bangun(sesi: Session, sejak: datetime, waktu: datetime) -> None:
    """The living messages tell at once where things stand; people are asked when their office works."""
    for p in sesi.exec(select(Pelaksanaan).where(Pelaksanaan.status == "berjalan").order_by(col(Pelaksanaan.id))):
        j = muat.jalan(sesi, p.id or 0)
        perbarui_status(sesi, j, waktu)
        kunci = f"ulangi:{j.nomor}:{sejak:%Y%m%dT%H%M%S}"
        jadwalkan(sesi, kunci, j.kalender.pembukaan_berikut(waktu), "ulangi", j.nomor)


async def minta_ulangi(lay: Layanan, tonggak_id: int, pelaksanaan_id: int, _: int) -> None:
    """A due moment: everybody with an open assignment, one message a person, in working time."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        tonggak = sesi.get(Tonggak, tonggak_id)
        if tonggak is None or not tunaikan(sesi, tonggak_id, waktu):
            return
        j = muat.jalan(sesi, pelaksanaan_id)
        if not j.kalender.buka(waktu):
            tonggak.kapan, tonggak.selesai_pada = j.kalender.pembukaan_berikut(waktu), None
            return
        sejak = tonggak.kunci.rpartition(":")[2]
        terbuka = (Penugasan.pelaksanaan_id == j.nomor, col(Penugasan.selesai_pada).is_(None))
        orang = {
            o.telegram
            for p in sesi.exec(select(Penugasan).where(*terbuka))
            for o in j.pemegang.get((p.peran, p.bidang), [])
        }
        for telegram in sorted(orang):
            surat = Surat(
                telegram,
                "sendMessage",
                pesan.ULANGI,
                prioritas=PRIORITAS_PENGINGAT,
                ulang=0,
                kunci=f"ulangi:{sejak}:{telegram}",
            )
            titipkan(sesi, surat, waktu)

    await lay.tulis(Asal(None), kerja)
