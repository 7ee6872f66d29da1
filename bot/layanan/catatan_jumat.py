"""What the head's weekly note says; it stays true until its things are done."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from bot.layanan import kendala_dasar, muat, perpanjangan_dasar
from bot.layanan.catat import Perubahan
from bot.layanan.kabar import isi_status
from bot.layanan.muat import Jalan
from bot.layanan.pengingat import CATATAN, Bahan
from bot.pesan import jumat as pesan
from bot.pesan.dasar import waktu_singkat
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import Instansi, IsiPengingat, KotakKeluar, Penugasan

KEPALA = ("kepala", "")
PRIORITAS = 4  # after the reminders of steps

_ISI = SQLModel.metadata.tables["isipengingat"]


def kirim(bahan: Bahan, instansi: Instansi) -> None:
    """To everybody who heads the office."""
    jalan = _jalan(bahan, instansi)
    hari = muat.kalender(bahan.sesi, instansi).setempat(bahan.waktu).date()
    status = [isi_status(bahan.sesi, j, bahan.waktu) for j in jalan]
    for orang in jalan[0].pemegang.get(KEPALA, []):
        hal = _hal(bahan, jalan, orang.telegram)
        isi = pesan.catatan(instansi.nama, status, hal)
        kunci = f"{CATATAN}:{instansi.id}:{hari}:{orang.telegram}"
        surat = Surat(orang.telegram, "sendMessage", isi, prioritas=PRIORITAS, kunci=kunci)
        _hubungkan(bahan.sesi, titipkan(bahan.sesi, surat, bahan.waktu), hal)


def _hubungkan(sesi: Session, kotak: int, hal: Sequence[pesan.Hal]) -> None:
    """Which assignments the note has buttons for."""
    ada = set(sesi.exec(select(IsiPengingat.penugasan_id).where(IsiPengingat.kotak_id == kotak)).all())
    baris = [
        {"kotak_id": kotak, "penugasan_id": nomor, "sebagai": CATATAN, "nama": CATATAN}
        for nomor in dict.fromkeys(h.penugasan for h in hal)
        if nomor not in ada
    ]
    if baris:
        sesi.connection().execute(insert(_ISI), baris)


def _jalan(bahan: Bahan, instansi: Instansi) -> list[Jalan]:
    return [bahan.jalan(p.id or 0) for p in muat.pelaksanaan_hidup(bahan.sesi, instansi.id or 0)]


def _hal(bahan: Bahan, jalan: Sequence[Jalan], telegram: int) -> list[pesan.Hal]:
    """What needs this head: first what others wait for an answer to, then own tasks, the nearest deadline before others."""
    jawab, tugas = [], []
    for j in jalan:
        zona = j.instansi.zona
        for m, p in perpanjangan_dasar.diajukan(bahan.sesi, j.nomor):
            if any(o.telegram == telegram for o in perpanjangan_dasar.pemutus(j, m, p)):
                isi = perpanjangan_dasar.isi(bahan.sesi, j, m, p)
                jawab.append(pesan.hal_perpanjangan(isi.nomor, p.langkah, isi.pemohon, m.hari, p.id or 0))
        for k, p in kendala_dasar.terbuka(bahan.sesi, j.nomor) if j.baris.ada_kendala else ():
            if any(o.telegram == telegram for o in kendala_dasar.penjawab(j, k, p)):
                pelapor = kendala_dasar.isi(bahan.sesi, j, k, p).pelapor
                jawab.append(pesan.hal_kendala(k.id or 0, p.langkah, pelapor, k.uraian, p.id or 0))
        if j.keadaan.dijeda:
            continue
        milik = (Penugasan.pelaksanaan_id == j.nomor, col(Penugasan.selesai_pada).is_(None))
        tanya = select(Penugasan).where(*milik).order_by(col(Penugasan.batas))
        for p in bahan.sesi.exec(tanya.execution_options(populate_existing=True)).all():
            if any(o.telegram == telegram for o in j.pemegang.get((p.peran, p.bidang), [])):
                pukul = waktu_singkat(p.batas, zona)
                kegiatan = j.sop[p.langkah].kegiatan
                tugas.append(pesan.hal_tugas(p.id or 0, p.langkah, kegiatan, pukul, p.batas <= bahan.waktu))
    return [*jawab, *tugas]


def ikuti(sesi: Session, perubahan: Sequence[Perubahan], waktu: datetime) -> None:
    """A thing of a note is done: the note says how it stands now, without its button."""
    nomor = [n for satu in perubahan for a, n in satu.berakhir if a.diingatkan]
    if nomor:
        segarkan(sesi, nomor, waktu)


def segarkan(sesi: Session, penugasan: Sequence[int], waktu: datetime) -> None:
    """Every note that speaks of these assignments."""
    tentang = (col(IsiPengingat.penugasan_id).in_(penugasan), col(IsiPengingat.sebagai) == CATATAN)
    milik = select(KotakKeluar).where(col(KotakKeluar.id).in_(select(IsiPengingat.kotak_id).where(*tentang)))
    bahan = Bahan(sesi, waktu)
    for kotak in sesi.exec(milik.order_by(col(KotakKeluar.id))).all():
        assert kotak.id is not None
        instansi = sesi.get_one(Instansi, int((kotak.kunci or "").split(":")[1]))
        jalan = _jalan(bahan, instansi)
        hal = _hal(bahan, jalan, kotak.chat_id)
        sunting(sesi, kotak.id, pesan.catatan(instansi.nama, [isi_status(sesi, j, waktu) for j in jalan], hal), waktu)
        _hubungkan(sesi, kotak.id, hal)
