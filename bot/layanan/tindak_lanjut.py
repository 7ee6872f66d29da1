"""What units promised to do: kept when the recap is approved, reminded of, told when done.

Domain 7.3: a follow-up is act, who and when; the next quarter shows the earlier one with its status.
"""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from bot.kinerja.model import Realisasi
from bot.kinerja.tindak import akhir_triwulan, tanggal_janji
from bot.layanan import muat, saklar
from bot.layanan.angka import kiriman_berlaku, realisasi_bidang
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.janji import BATAL, BERJALAN, HIDUP, SELESAI, TERBUKA, ubah_status
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import Kilasan
from bot.layanan.tenggat import tunaikan
from bot.layanan.tonggak_baru import jadwalkan
from bot.pesan import tindak as pesan
from bot.pesan.dasar import Tombol
from bot.sop.alur import peran_pengunggah
from bot.sop.penolakan import SudahBerakhir, TidakDitemukan
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import Instansi, KotakKeluar, TindakLanjut, Tonggak
from jadwal.tonggak import PAGI

HARI_SEBELUM = 7  # how long before the promised day people are reminded


async def catat(lay: Layanan, tonggak_id: int, pelaksanaan_id: int, penugasan_id: int) -> None:
    """A due moment: the recap was approved, so what it promises is a promise; each gets a day to be reminded of."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        j = muat.jalan(sesi, pelaksanaan_id)
        if not tunaikan(sesi, tonggak_id, waktu) or not j.keadaan.disetujui:
            return
        ada = {t.kode: t for t in sesi.exec(select(TindakLanjut).where(TindakLanjut.pelaksanaan_id == j.nomor))}
        dilaporkan: set[str] = set()
        for kiriman in kiriman_berlaku(sesi, j.nomor):
            for r in realisasi_bidang(kiriman).values():
                if r.tindak_lanjut.strip():
                    dilaporkan.add(r.kode)
                    _simpan(sesi, j, kiriman.bidang, r, ada.get(r.kode), waktu)
        for kode, t in ada.items():  # taken out by a correction after all
            if kode not in dilaporkan and t.status in HIDUP:
                t.status = BATAL

    await lay.tulis(Asal(None), kerja)


def _simpan(sesi: Session, j: Jalan, bidang: str, r: Realisasi, lama: TindakLanjut | None, waktu: datetime) -> None:
    uraian, batas = r.tindak_lanjut.strip(), tanggal_janji(r.tindak_lanjut)
    baris = lama or TindakLanjut(
        instansi_id=j.baris.instansi_id, pelaksanaan_id=j.nomor, bidang=bidang, kode=r.kode, uraian="", dibuat=waktu
    )
    if baris.uraian == uraian and baris.status != BATAL:
        return
    baris.uraian, baris.batas, baris.status = uraian, batas, TERBUKA
    sesi.add(baris)
    sesi.flush()
    saat = _saat_ingat(j, baris)
    if saat > waktu:
        jadwalkan(sesi, f"tindak-ingat:{saat.date()}:{baris.id}", saat, "tindak-ingat", j.nomor)


def hari_janji(j: Jalan, t: TindakLanjut) -> date:
    """The promised day; without one the end of the quarter that follows."""
    return t.batas or akhir_triwulan(j.baris.tahun, j.baris.triwulan + 1)


def _saat_ingat(j: Jalan, t: TindakLanjut) -> datetime:
    """08.30 of the first working day in the week before."""
    return j.kalender.pukul(j.kalender.hari_kerja_ke(hari_janji(j, t) - timedelta(days=HARI_SEBELUM), 1), PAGI)


async def ingatkan(lay: Layanan, tonggak_id: int, pelaksanaan_id: int, penugasan_id: int) -> None:
    """A due moment: the promised day comes near; those who report for the unit are asked how far it is."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        if not tunaikan(sesi, tonggak_id, waktu):
            return
        t = sesi.get(TindakLanjut, int(sesi.get_one(Tonggak, tonggak_id).kunci.rpartition(":")[2]))
        if t is None or t.status not in HIDUP or t.id is None:
            return
        j = muat.jalan(sesi, t.pelaksanaan_id)
        if saklar.mati(j.instansi, saklar.TINDAK):
            return
        isi = pesan.ingatkan(
            t.id, t.kode, j.nama_bidang.get(t.bidang, t.bidang), t.uraian, hari_janji(j, t),
            j.baris.triwulan, j.baris.tahun,
        )  # fmt: skip
        for telegram in _pengisi(sesi, t):
            kunci = f"tindak:{t.id}:{telegram}"
            titipkan(sesi, Surat(telegram, "sendMessage", isi, prioritas=3, ulang=0, kunci=kunci), waktu)

    await lay.tulis(Asal(None), kerja)


def _pengisi(sesi: Session, t: TindakLanjut) -> list[int]:
    """Who reports for the unit now."""
    instansi = sesi.get_one(Instansi, t.instansi_id)
    peran = peran_pengunggah(muat.sop_versi(sesi, instansi.versi_sop_id))
    orang = muat.pemegang(sesi, t.instansi_id)
    return sorted({o.telegram for p in peran for o in orang.get((p, t.bidang), [])})


async def tandai(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Sudah dilaksanakan` or `⏳ Masih berjalan` under the reminder. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        t = sesi.get(TindakLanjut, tombol.nomor)
        if t is None:
            raise TidakDitemukan
        if asal.telegram not in _pengisi(sesi, t):
            raise TidakDitemukan
        if t.status not in HIDUP:
            raise SudahBerakhir("tindak lanjut ini sudah ditutup")
        orang = muat.personel(sesi, t.instansi_id, asal.telegram)
        ubah_status(t, SELESAI if tombol.aksi == pesan.SELESAI else BERJALAN, orang.id, waktu)
        akhir = pesan.ditandai(t.kode, t.uraian, t.status == SELESAI, muat.sebutan(orang))
        for nomor in sesi.exec(select(KotakKeluar.id).where(col(KotakKeluar.kunci).startswith(f"tindak:{t.id}:"))):
            sunting(sesi, nomor or 0, akhir, waktu)
        return Kilasan("Tersimpan. Terima kasih.")

    return await lay.tulis(asal, kerja)


AKSI = {pesan.SELESAI: tandai, pesan.BERJALAN: tandai}
