"""The messages of an act that may be taken back: how it is offered, and what lapses or opens again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, delete, select, update

from bot.layanan.angka import rekap, sidik_isi
from bot.layanan.catat import Perubahan, tugas_dari
from bot.layanan.edaran import buka_edaran
from bot.layanan.kabar import isi_kartu, kunci_rekap
from bot.layanan.kabar_pihak import kembali_ditarik
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.tonggak_baru import ADA_TONGGAK, jadwalkan
from bot.pesan import disposisi
from bot.pesan import rekap as pesan_rekap
from bot.pesan import tarik as pesan
from bot.sop.alur import Cara, cara
from bot.sop.catatan import kejadian_dari
from bot.sop.kejadian import LangkahSelesai, TindakanDitarik, Tugas
from db.kotak_keluar import BELUM_KIRIM, BERTEKS, Surat, batalkan, berkunci, sunting, titipkan, untuk_penugasan
from db.tabel import Kejadian, Penugasan, Tonggak

_NOMOR = select(Penugasan.id).where(
    *(
        col(getattr(Penugasan, nama)) == bindparam(nama)
        for nama in ("pelaksanaan_id", "langkah", "putaran", "tahap", "peran", "bidang")
    )
)


def tawarkan(
    sesi: Session,
    j: Jalan,
    orang: Pegawai,
    update_id: int | None,
    waktu: datetime,
    *,
    terlupakan: bool = False,
    sejak: datetime | None = None,
) -> bool:
    """`/batal`: the newest act may be taken back by whoever did it. False: it is not theirs, or older than `sejak`.

    terlupakan: a question that was open and is forgotten by the same `/batal`, which the offer says.
    """
    terakhir = j.keadaan.terakhir
    if terakhir is None or terakhir.tugas is None or terakhir.personel != orang.id:
        return False
    if j.sop[terakhir.tugas.langkah].terbitkan and sudah_terbit(sesi, j):
        return False
    nomor = _nomor(sesi, j, terakhir.tugas)
    if nomor is None or (sejak is not None and not _sesudah(sesi, nomor, sejak)):
        return False
    langkah, baris = j.sop[terakhir.tugas.langkah], j.baris
    isi = pesan.tawaran(langkah, baris.triwulan, baris.tahun, nomor, terlupakan=terlupakan)
    tutup_tawaran(sesi, j, waktu)
    surat = Surat(orang.telegram, "sendMessage", isi, prioritas=0, kunci=f"tarik:{nomor}:{update_id}")
    j.baris.tawaran_kotak_id = titipkan(sesi, surat, waktu)
    return True


def _sesudah(sesi: Session, nomor: int, sejak: datetime) -> bool:
    """Whether the assignment was ended at or after this moment."""
    pada = sesi.get_one(Penugasan, nomor).selesai_pada
    return pada is not None and pada >= sejak


def sudah_terbit(sesi: Session, j: Jalan) -> bool:
    """Whether the recap approved last has been handed to the courier."""
    milik = (Tonggak.kunci == kunci_rekap(j), col(Tonggak.selesai_pada).is_not(None))
    return sesi.exec(select(Tonggak.id).where(*milik)).first() is not None


def tutup_tawaran(sesi: Session, j: Jalan, waktu: datetime, ditarik: bool = False) -> None:
    """Somebody has acted: what was offered turns into its outcome."""
    if j.baris.tawaran_kotak_id is not None:
        sunting(sesi, j.baris.tawaran_kotak_id, pesan.SUDAH_DITARIK if ditarik else pesan.LEWAT, waktu)
        j.baris.tawaran_kotak_id = None


def _nomor(sesi: Session, j: Jalan, tugas: Tugas) -> int | None:
    return sesi.exec(
        select(Penugasan.id).where(
            Penugasan.pelaksanaan_id == j.nomor,
            Penugasan.langkah == tugas.langkah,
            Penugasan.putaran == tugas.putaran,
            Penugasan.tahap == tugas.tahap.value,
            Penugasan.peran == tugas.peran,
            Penugasan.bidang == tugas.bidang,
        )
    ).first()


def kabarkan_tarik(sesi: Session, j: Jalan, perubahan: list[Perubahan], waktu: datetime) -> None:
    """An act has been taken back: what it had opened lapses, what it had ended is open again."""
    for satu in perubahan:
        if isinstance(satu.kejadian, TindakanDitarik):
            for akhir, nomor in satu.berakhir:
                _gugurkan(sesi, j, nomor, akhir.oleh, waktu)
            _tembusan_gugur(sesi, j, satu.kejadian, waktu)
            for p in satu.dibuka_lagi:
                _buka_lagi(sesi, j, p, waktu)
            for no, putaran in {(p.langkah, p.putaran) for p in satu.dibuka_lagi}:
                buka_edaran(sesi, j.nomor, no, putaran, waktu)
                kembali_ditarik(sesi, j, no, putaran, waktu)
            _ingatkan_lagi(sesi, j, satu.kejadian, [p.id for p in satu.dibuka_lagi])
            if not j.keadaan.disetujui:  # its recap has not left, and does not leave any more
                belum = (col(Tonggak.selesai_pada).is_(None), col(Tonggak.jenis) == "rekap")
                sesi.exec(delete(Tonggak).where(col(Tonggak.pelaksanaan_id) == j.nomor, *belum))


def _gugurkan(sesi: Session, j: Jalan, penugasan_id: int, oleh: str, waktu: datetime) -> None:
    """The form says so too; the card has its outcome already, and what was not sent has been cancelled."""
    for satu in untuk_penugasan(sesi, penugasan_id):
        if (satu.kunci or "").startswith("formulir:"):
            sunting(sesi, satu.id, pesan.keterangan(oleh, waktu, j.instansi.zona), waktu)


def _tembusan_gugur(sesi: Session, j: Jalan, ditarik: TindakanDitarik, waktu: datetime) -> None:
    sesudah = (Kejadian.pelaksanaan_id == j.nomor, col(Kejadian.no) > ditarik.sampai)
    for baris in sesi.exec(select(Kejadian).where(*sesudah, Kejadian.jenis == LangkahSelesai.__name__)).all():
        selesai = kejadian_dari(baris.jenis, baris.isi)
        assert isinstance(selesai, LangkahSelesai)
        depan = f"tembusan:{j.nomor}:{selesai.no}:{selesai.putaran}:"
        for surat in berkunci(sesi, depan):
            if surat.status in BELUM_KIRIM:
                batalkan(sesi, surat.id)
            elif surat.metode == BERTEKS:
                isi = pesan.tembusan(selesai.no, ditarik.nama, waktu, j.instansi.zona)
                sunting(sesi, surat.id, isi, waktu)


def _ingatkan_lagi(sesi: Session, j: Jalan, ditarik: TindakanDitarik, penugasan: Sequence[int | None]) -> None:
    """Moments that passed over the assignment while it seemed done come now, the latest of them."""
    berikut = (Kejadian.pelaksanaan_id == j.nomor, Kejadian.no == ditarik.sampai + 1)
    sejak = sesi.exec(select(Kejadian.waktu).where(*berikut)).one()
    terlewat = (col(Tonggak.penugasan_id).in_(penugasan), col(Tonggak.kapan) > sejak)
    sesi.exec(update(Tonggak).where(*terlewat, col(Tonggak.selesai_pada).is_not(None)).values(selesai_pada=None))
    sesi.info[ADA_TONGGAK] = True


def _buka_lagi(sesi: Session, j: Jalan, p: Penugasan, waktu: datetime) -> None:
    """The disposition as it was, in the message in which it was."""
    assert p.id is not None
    memutuskan = cara(j.sop, tugas_dari(p)) is Cara.PUTUSKAN
    sidik = sidik_isi(sesi, j.baris) if memutuskan else ""
    kartu = disposisi.kartu(isi_kartu(sesi, j, p, sidik))
    draf = pesan_rekap.keterangan_draf(rekap(sesi, j.baris)) if memutuskan else {}
    ada_draf = False
    for satu in untuk_penugasan(sesi, p.id):
        if (satu.kunci or "").startswith("kartu:"):
            sunting(sesi, satu.id, kartu, waktu)
        elif (satu.kunci or "").startswith("draf:"):
            ada_draf = True
            sunting(sesi, satu.id, draf, waktu)
    if memutuskan and not ada_draf:  # decided before it had come
        jadwalkan(sesi, f"dokumen:{p.id}:{j.baris.versi}", waktu, "dokumen", j.nomor, p.id)
