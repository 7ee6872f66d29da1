"""Copies: the approved recap goes to the people named, by default to everybody who worked on it."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.dokumen import JENIS
from bot.layanan.kabar import segarkan_kartu
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.tanggapan import catat_tanggapan, masih_berlaku
from bot.layanan.tenggat import tunaikan
from bot.pesan import jenis_langkah as pesan
from bot.sop.kejadian import Catat, Pelaku
from db.kotak_keluar import Surat, titipkan
from db.tabel import Kiriman, Lampiran, Penugasan, Personel, Tonggak

ASISTEN = Pelaku(0, "Asisten Kinerja")
TUNGGU_REKAP = timedelta(minutes=1)


async def antar(lay: Layanan, tonggak_id: int, pelaksanaan_id: int, penugasan_id: int) -> None:
    """A due moment: the step has begun, the copies go out and are counted on the card."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        contoh, tonggak = sesi.get(Penugasan, penugasan_id), sesi.get(Tonggak, tonggak_id)
        j = muat.jalan(sesi, pelaksanaan_id)
        jadi = dict(j.baris.dokumen or {})
        if tonggak is None or contoh is None or not masih_berlaku(j, contoh) or not j.keadaan.disetujui:
            tunaikan(sesi, tonggak_id, waktu)
            return
        if "xlsx" not in jadi and "pdf" not in jadi:  # approved, and still being made
            tonggak.kapan = waktu + TUNGGU_REKAP
            return
        if not tunaikan(sesi, tonggak_id, waktu):
            return
        jenis = "pdf" if "pdf" in jadi else "xlsx"
        nama = f"rekap-{j.instansi.kode}-{j.baris.tahun}-TW{j.baris.triwulan}.{jenis}"
        berkas = [{"sha256": jadi[jenis], "nama": nama, "jenis": JENIS[jenis]}]
        isi = pesan.keterangan_salinan(j.baris.triwulan, j.baris.tahun, j.instansi.nama)
        dapat = _penerima(sesi, j, contoh)
        for orang in dapat:
            kunci = f"salinan:{j.nomor}:{contoh.langkah}:{contoh.putaran}:{orang.telegram}"
            titipkan(sesi, Surat(orang.telegram, "sendDocument", isi, berkas, kunci=kunci), waktu)
            catat_tanggapan(sesi, contoh, orang.id or 0, "salinan", "", waktu)
        if dapat:
            uraian = f"mengirim salinan kepada {len(dapat)} orang"
            j, _ = laksanakan(sesi, j, Catat(ASISTEN, "salinan", uraian, tugas_dari(contoh)), waktu)
        segarkan_kartu(sesi, j, contoh, waktu)

    await lay.tulis(Asal(None), kerja)


def _penerima(sesi: Session, j: Jalan, contoh: Penugasan) -> list[Pegawai]:
    """The holders of the receiving roles; where none are named, everybody who did something in this run."""
    bernama = j.sop[contoh.langkah].penerima
    if bernama:
        orang = {o.telegram: o for (p, _), semua in j.pemegang.items() if p in bernama for o in semua}
        return [orang[t] for t in sorted(orang)]
    nomor: set[int | None] = set()
    for tabel in (Penugasan, Lampiran, Kiriman):
        nomor |= set(sesi.exec(select(tabel.personel_id).where(tabel.pelaksanaan_id == j.nomor)))
    aktif = (col(Personel.id).in_(nomor - {None}), col(Personel.aktif).is_(True))
    return [*sesi.exec(select(Personel).where(*aktif).order_by(col(Personel.telegram)))]
