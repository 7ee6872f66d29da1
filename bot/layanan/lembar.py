"""`🧾 Lembar disposisi`: the sheet for the file, with a number of the office and year that is never given twice."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from bot.berkas.lembar_disposisi import BarisParaf, LembarDisposisi
from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.isi_disposisi import isi_disposisi
from bot.layanan.kabar import isi_kartu, nama_pemegang
from bot.layanan.kop_kantor import kop
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import Kilasan
from bot.pesan import jenis_langkah as pesan
from bot.pesan.dasar import Tombol, nama_triwulan, waktu_singkat
from bot.pesan.disposisi import KATA_SINGKAT
from bot.sop.kejadian import Hasil
from bot.sop.penolakan import BukanPelaksana
from db.kotak_keluar import Surat, titipkan
from db.tabel import Instansi, NomorAgenda, Penugasan, Personel

PDF = "application/pdf"
MENDESAK = 0.25  # of the time standard left: from here on the sheet says "Segera"


async def minta(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The sheet of an assignment of one's own. Raises a `Ditolak`."""

    def bahan(sesi: Session, waktu: datetime) -> LembarDisposisi:
        baris, j, orang = muat.penugasan(sesi, tombol.nomor, asal.telegram)
        if (baris.peran, baris.bidang) not in muat.slot_dari(j.pemegang, orang.id):
            raise BukanPelaksana(j.sop.nama_peran(baris.peran))
        return _lembar(lay.tempat_berkas, sesi, j, baris, waktu)

    lembar = await lay.tulis(Asal(None, asal.telegram), bahan)
    simpanan = await lay.taruh(await lay.perakit.satu("disposisi", lembar), PDF)

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        nama = f"lembar-disposisi-{lembar.nomor_agenda.replace('/', '-')}.pdf"
        berkas = [{"sha256": simpanan.daftarkan(sesi, waktu), "nama": nama, "jenis": PDF}]
        isi = pesan.keterangan_lembar(lembar.nomor_agenda)
        surat = Surat(asal.telegram, "sendDocument", isi, berkas, prioritas=0, kunci=f"lembar:{asal.update_id}")
        titipkan(sesi, surat, waktu)
        return Kilasan("Lembar disposisi sedang dikirim.")

    return await lay.tulis(asal, kerja)


def nomor_agenda(sesi: Session, j: Jalan, p: Penugasan, waktu: datetime) -> NomorAgenda:
    """The number of this assignment: given at the first request, the same for ever."""
    ada = sesi.exec(select(NomorAgenda).where(NomorAgenda.penugasan_id == p.id)).first()
    if ada is not None:
        return ada
    # Two requests at the same moment: one waits for the other (on SQLite every write does).
    sesi.exec(select(Instansi.id).where(Instansi.id == j.baris.instansi_id).with_for_update()).one()
    tahun = waktu.astimezone(ZoneInfo(j.instansi.zona)).year
    milik = (NomorAgenda.instansi_id == j.baris.instansi_id, NomorAgenda.tahun == tahun)
    terakhir = sesi.exec(select(func.max(NomorAgenda.nomor)).where(*milik)).one() or 0
    baru = NomorAgenda(
        instansi_id=j.baris.instansi_id, tahun=tahun, nomor=terakhir + 1, penugasan_id=p.id or 0, dibuat=waktu
    )
    sesi.add(baru)
    sesi.flush()
    return baru


def _lembar(gudang: Path, sesi: Session, j: Jalan, p: Penugasan, waktu: datetime) -> LembarDisposisi:
    nomor, kartu = nomor_agenda(sesi, j, p, waktu), isi_kartu(sesi, j, p, "")
    langkah = j.sop[p.langkah]
    sisa, utuh = j.kalender.menit_kerja(waktu, p.batas), j.kalender.menit_kerja(p.mulai_pada, p.batas)
    sifat = "Biasa"
    if p.selesai_pada is None:
        sifat = "Sangat Segera" if waktu >= p.batas else "Segera" if float(sisa) < MENDESAK * float(utuh) else "Biasa"
    sop = f"SOP {j.sop.nama}" + (f", nomor {j.sop.sampul.nomor}" if j.sop.sampul.nomor else "")
    return LembarDisposisi(
        kop=kop(gudang, j.instansi),
        nomor_agenda=f"{nomor.nomor:03d}/{nomor.tahun}",
        sifat=sifat,
        dibuat=waktu.astimezone(ZoneInfo(j.instansi.zona)),
        mulai=p.mulai_pada,
        batas=p.batas,
        zona=j.instansi.zona,
        dari=kartu.dari,
        perihal=langkah.kegiatan,
        periode=nama_triwulan(j.baris.triwulan, j.baris.tahun),
        dasar=f"{sop}; langkah {langkah.no} dari {len(j.sop)}",
        diteruskan=kartu.kepada,
        kelengkapan=langkah.kelengkapan,
        isi=isi_disposisi(sesi, j, p.langkah - 1) or langkah.kegiatan,
        catatan=f"{kartu.catatan} ({kartu.catatan_dari})" if kartu.catatan else "",
        paraf=_paraf(sesi, j, p),
    )


def _paraf(sesi: Session, j: Jalan, p: Penugasan) -> tuple[BarisParaf, ...]:
    """Everybody's act up to this assignment, in order."""
    semua = (
        select(Penugasan, Personel)
        .join(Personel, col(Personel.id) == col(Penugasan.personel_id), isouter=True)
        .where(Penugasan.pelaksanaan_id == j.nomor, col(Penugasan.id) <= p.id)
        .order_by(col(Penugasan.id))
    )
    return tuple(
        BarisParaf(
            satu.langkah,
            muat.sebutan(orang) if orang else nama_pemegang(j, satu.peran, satu.bidang),
            j.sop[satu.langkah].kegiatan,
            KATA_SINGKAT[Hasil(satu.hasil)] if satu.hasil else "",
            waktu_singkat(satu.selesai_pada, j.instansi.zona) if satu.selesai_pada else "",
        )
        for satu, orang in sesi.exec(semua)
    )
