"""Obstacles as the procedure goes on: who answers, what people read of them, and their end with the step."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.atasan import atasan, peran_penjawab, yang_menjawab
from bot.layanan.catat import Perubahan
from bot.layanan.kabar_kertas import JENIS_UMUM
from bot.layanan.muat import Jalan, Pegawai
from bot.pesan import kendala as pesan
from bot.pesan import umum
from bot.pesan.dasar import nama_triwulan, waktu_singkat
from bot.pesan.kendala import BERAKHIR, DIJAWAB, TERBUKA
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Berkas, Kendala, Penugasan, Personel


def penjawab(j: Jalan, k: Kendala, p: Penugasan) -> list[Pegawai]:
    """Who may answer now: the superior of the role, never the reporter."""
    return yang_menjawab(j, p, k.personel_id)


def terbuka(sesi: Session, pelaksanaan_id: int) -> list[tuple[Kendala, Penugasan]]:
    """Obstacles of a run that wait for an answer, with their assignments; oldest first."""
    milik = (Kendala.pelaksanaan_id == pelaksanaan_id, Kendala.status == TERBUKA)
    bersama = select(Kendala, Penugasan).join(Penugasan, col(Penugasan.id) == col(Kendala.penugasan_id))
    return list(sesi.exec(bersama.where(*milik).order_by(col(Kendala.id))))


def yang_dijawab(sesi: Session, milik: Sequence[tuple[Pegawai, Jalan]]) -> list[tuple[int, str]]:
    """Obstacles that wait for this person's answer in their runs (`muat.jalan_sendiri`): pointers with their labels."""
    return [
        (k.id or 0, f"Langkah {p.langkah}: {k.uraian}")
        for orang, j in milik
        if j.baris.ada_kendala
        for k, p in terbuka(sesi, j.nomor)
        if any(o.id == orang.id for o in penjawab(j, k, p))
    ]


def isi(sesi: Session, j: Jalan, k: Kendala, p: Penugasan) -> pesan.IsiKendala:
    """The obstacle, ready to print."""
    assert k.id is not None
    zona = j.instansi.zona
    return pesan.IsiKendala(
        nomor=k.id,
        status=k.status,
        no=p.langkah,
        banyak=len(j.sop),
        kegiatan=j.sop[p.langkah].kegiatan,
        periode=nama_triwulan(j.baris.triwulan, j.baris.tahun),
        instansi=j.instansi.nama,
        batas=waktu_singkat(p.batas, zona),
        uraian=k.uraian,
        pelapor=sebutan_pada(sesi, j, p, k.personel_id),
        tujuan=peran_penjawab(j, p, k.personel_id),
        dibuat=waktu_singkat(k.dibuat, zona),
        jawaban=k.jawaban,
        dijawab_oleh=sebutan_pada(sesi, j, p, k.dijawab_oleh),
        dijawab_pada=waktu_singkat(k.dijawab_pada, zona) if k.dijawab_pada else "",
        selesai_pada=waktu_singkat(k.selesai_pada, zona) if k.selesai_pada else "",
    )


def sebutan_pada(sesi: Session, j: Jalan, p: Penugasan, personel_id: int | None) -> str:
    """As people call this person, with the title of a stand-in."""
    orang = sesi.get(Personel, personel_id) if personel_id else None
    if orang is None:
        return ""
    di_atas = atasan(j, (p.peran, p.bidang))
    slot = next((s for s in ((p.peran, p.bidang), *([di_atas[0]] if di_atas else [])) if _duduk(j, s, orang)), None)
    return muat.sebutan(muat.sebagai(j, slot, orang) if slot else orang)


def _duduk(j: Jalan, slot: tuple[str, str], orang: Pegawai) -> bool:
    return slot in muat.slot_dari(j.pemegang, orang.id)


def antar(sesi: Session, j: Jalan, k: Kendala, p: Penugasan, waktu: datetime) -> None:
    """The obstacle goes to everybody who may answer it and has not got it yet."""
    isi_ = pesan.untuk_atasan(isi(sesi, j, k, p))
    for orang in penjawab(j, k, p):
        kunci = f"kendala:{k.id}:atasan:{orang.telegram}"
        _antar_berkas(sesi, j, k, p, orang.telegram, waktu)
        titipkan(sesi, Surat(orang.telegram, "sendMessage", isi_, kunci=kunci), waktu)


def _antar_berkas(sesi: Session, j: Jalan, k: Kendala, p: Penugasan, telegram: int, waktu: datetime) -> None:
    if k.sha256 is None:
        return
    arsip = sesi.get(Berkas, k.sha256)
    berkas = [{"sha256": k.sha256, "nama": k.nama_berkas, "jenis": arsip.jenis if arsip else JENIS_UMUM}]
    keterangan = umum.keterangan_lampiran(k.nama_berkas, sebutan_pada(sesi, j, p, k.personel_id))
    metode = "sendPhoto" if k.jenis_berkas == "foto" else "sendDocument"
    titipkan(sesi, Surat(telegram, metode, keterangan, berkas, kunci=f"kendala-berkas:{k.id}:{telegram}"), waktu)


def segarkan(sesi: Session, j: Jalan, k: Kendala, p: Penugasan, waktu: datetime) -> None:
    """Every message about this obstacle says how it stands now."""
    isi_ = isi(sesi, j, k, p)
    rupa = {"lapor": pesan.laporan, "atasan": pesan.untuk_atasan, "jawab": pesan.jawaban}
    for satu in berkunci(sesi, f"kendala:{k.id}:"):
        sunting(sesi, satu.id, rupa[satu.kunci.split(":")[2]](isi_), waktu)


def ikuti(sesi: Session, j: Jalan, perubahan: Sequence[Perubahan], waktu: datetime) -> None:
    """An obstacle ends with its assignment, and is open again when the act that ended it is taken back."""
    if not j.baris.ada_kendala:
        return
    for satu in perubahan:
        for k, p in _milik(sesi, [nomor for _, nomor in satu.berakhir], (TERBUKA, DIJAWAB)):
            k.status, k.selesai_pada = BERAKHIR, waktu
            segarkan(sesi, j, k, p, waktu)
        for k, p in _milik(sesi, [p.id or 0 for p in satu.dibuka_lagi], (BERAKHIR,)):
            k.status, k.selesai_pada = DIJAWAB if k.dijawab_pada else TERBUKA, None
            segarkan(sesi, j, k, p, waktu)


def _milik(sesi: Session, penugasan: Sequence[int], status: Sequence[str]) -> list[tuple[Kendala, Penugasan]]:
    if not penugasan:
        return []
    milik = (col(Kendala.penugasan_id).in_(penugasan), col(Kendala.status).in_(status))
    bersama = select(Kendala, Penugasan).join(Penugasan, col(Penugasan.id) == col(Kendala.penugasan_id))
    return list(sesi.exec(bersama.where(*milik).order_by(col(Kendala.id))))
