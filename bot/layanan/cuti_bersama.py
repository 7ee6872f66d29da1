"""In December administrators hear once when next year's joint leave is not known (domain 6.3, K30)."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.tenggat import tunaikan
from bot.layanan.tonggak_baru import isi_tonggak, tulis_tonggak
from bot.pesan import kalender as pesan
from db.kotak_keluar import Surat, titipkan
from db.tabel import Instansi, Tonggak
from jadwal.kalender import KalenderKerja
from jadwal.tonggak import PAGI

JENIS = "cuti"
ZONA = "Asia/Jakarta"  # where the joint decree is made
PRIORITAS = 4


def _jadwalkan(sesi: Session, tahun: int) -> None:
    """08.30 of the first working day of December, for the year after; once."""
    kalender = KalenderKerja(ZONA)
    kapan = kalender.pukul(kalender.hari_kerja_ke(date(tahun, 12, 1), 1), PAGI)
    tulis_tonggak(sesi, [isi_tonggak(f"{JENIS}:{tahun + 1}", kapan, JENIS, None, None, tahun=tahun + 1)])


async def lengkapi(lay: Layanan) -> None:
    """At the start: the moment of this year is written down."""
    kalender = KalenderKerja(ZONA)

    def ada(sesi: Session, waktu: datetime) -> bool:
        kunci = f"{JENIS}:{kalender.setempat(waktu).year + 1}"
        return sesi.exec(select(Tonggak.id).where(Tonggak.kunci == kunci)).first() is not None

    if not await lay.baca(ada):
        await lay.tulis(Asal(None), lambda sesi, waktu: _jadwalkan(sesi, kalender.setempat(waktu).year))


async def tiba(lay: Layanan, tonggak_id: int) -> None:
    """The due moment: whoever is responsible hears which offices lack it. One whose year has begun says nothing."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        baris = sesi.get(Tonggak, tonggak_id)
        if baris is None or not tunaikan(sesi, tonggak_id, waktu):
            return
        tahun, ini = int(baris.isi["tahun"]), KalenderKerja(ZONA).setempat(waktu).year
        _jadwalkan(sesi, max(tahun, ini))
        semua = sesi.exec(select(Instansi).order_by(col(Instansi.nama))).all()
        kurang = [i.nama for i in semua if not muat.kalender(sesi, i).cuti_bersama_diketahui(tahun)]
        if kurang and tahun > ini:
            isi = pesan.belum_ada_cuti(tahun, kurang)
            for admin in sorted(lay.admin):
                kunci = f"{JENIS}:{tahun}:{admin}"
                titipkan(sesi, Surat(admin, "sendMessage", isi, prioritas=PRIORITAS, kunci=kunci), waktu)

    await lay.tulis(Asal(None), kerja)
