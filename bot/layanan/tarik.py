"""`↶ Tarik kembali`: a slip is taken back by the person who made it, until the next person has acted."""

from datetime import datetime

from sqlmodel import Session

from bot.layanan import draf_kiriman, muat, rantai, selaras
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.kabar_tarik import sudah_terbit
from bot.layanan.pelaksanaan import Kilasan
from bot.pesan import tarik as pesan
from bot.pesan.dasar import Tombol
from bot.sop.catatan import kejadian_dari
from bot.sop.kejadian import Tarik, TindakanDitarik


async def tarik(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """Raises a `Ditolak`, mostly TakBisaDitarik."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, orang = muat.penugasan(sesi, tombol.nomor, asal.telegram)
        riwayat = tuple(kejadian_dari(k.jenis, k.isi) for k in rantai.kejadian(sesi, j.baris))
        if baris.selesai_pada is None and any(isinstance(k, TindakanDitarik) for k in riwayat):
            return Kilasan(pesan.SUDAH)
        terakhir = j.keadaan.terakhir
        draf = None
        if terakhir and terakhir.kiriman and terakhir.tugas == tugas_dari(baris):
            draf = draf_kiriman.batal_kirim(sesi, terakhir.kiriman)  # undone as well when the core refuses
        tindakan = Tarik(muat.pelaku(j, orang), tugas_dari(baris), riwayat, sudah_terbit(sesi, j))
        sesudah, _ = laksanakan(sesi, j, tindakan, waktu)
        # Whoever came to hold the role meanwhile has no disposition yet.
        selaras.selaraskan(sesi, j.baris.instansi_id, waktu, muat.pelaku(j, orang))
        if draf is not None:
            draf_kiriman.tunjukkan_draf(sesi, sesudah, orang, draf, waktu)
        return Kilasan(pesan.DITARIK)

    return await lay.tulis(asal, kerja)
