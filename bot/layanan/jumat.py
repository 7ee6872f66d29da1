"""When the head's weekly note comes: on the last working day of the week."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.layanan import catatan_jumat, muat, saklar
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.pagi import jadwalkan_pagi
from bot.layanan.pengingat import CATATAN, Bahan
from bot.layanan.tenggat import tunaikan
from bot.layanan.tonggak_baru import isi_tonggak, tulis_tonggak
from db.tabel import Instansi, Tonggak
from jadwal.kalender import SEHARI, KalenderKerja
from jadwal.tonggak import PAGI
from jadwal.triwulan import SIANG


def jadwalkan_kabar(sesi: Session, instansi_id: int, kalender: KalenderKerja, waktu: datetime) -> None:
    """Morning list and note of an office with a run: the next of each."""
    jadwalkan_pagi(sesi, instansi_id, kalender, waktu)
    jadwalkan_jumat(sesi, instansi_id, kalender, waktu)


def jadwalkan_jumat(sesi: Session, instansi_id: int, kalender: KalenderKerja, waktu: datetime) -> None:
    """The note of this week or, once it has gone, of the next week that has a working day."""
    senin = kalender.setempat(waktu).date()
    senin -= timedelta(days=senin.weekday())
    pekan = (senin + timedelta(weeks=n) for n in range(8))
    saat = ((hari, _pukul(kalender, hari)) for p in pekan if (hari := hari_terakhir(kalender, p)))
    hari, kapan = next((s for s in saat if s[1] > waktu), (None, waktu))
    if hari is not None:
        kunci = f"{CATATAN}:{instansi_id}:{hari}"
        tulis_tonggak(sesi, [isi_tonggak(kunci, kapan, CATATAN, None, None, instansi_id)])


def hari_terakhir(kalender: KalenderKerja, senin: date) -> date | None:
    """The last working day of the week; None when there is none."""
    return next((h for n in range(6, -1, -1) if kalender.hari_kerja(h := senin + n * SEHARI)), None)


def _pukul(kalender: KalenderKerja, hari: date) -> datetime:
    """14.00, or 08.30 where the office has closed by then."""
    kapan = kalender.pukul(hari, SIANG)
    return kapan if kalender.setempat(kapan).date() == hari else kalender.pukul(hari, PAGI)


async def tiba(lay: Layanan, tonggak_id: int) -> None:
    """A due moment: the note goes to the head in private, and the next one is written down while a run is alive."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        baris = sesi.get(Tonggak, tonggak_id)
        if baris is None or baris.selesai_pada is not None:
            return
        instansi = sesi.get_one(Instansi, baris.instansi_id)
        kalender = muat.kalender(sesi, instansi)
        if not kalender.buka(waktu):
            baris.kapan = kalender.pembukaan_berikut(waktu)
            return
        tunaikan(sesi, tonggak_id, waktu)
        if not muat.pelaksanaan_hidup(sesi, instansi.id or 0):
            return
        jadwalkan_jumat(sesi, instansi.id or 0, kalender, waktu)
        if not saklar.mati(instansi, saklar.JUMAT):
            catatan_jumat.kirim(Bahan(sesi, waktu), instansi)

    await lay.tulis(Asal(None), kerja)
