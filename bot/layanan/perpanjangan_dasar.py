"""Requests for more time as the procedure goes on: who decides, what people read of them, their end with the step."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from bot.layanan.atasan import peran_penjawab, yang_menjawab
from bot.layanan.catat import Perubahan
from bot.layanan.kendala_dasar import sebutan_pada
from bot.layanan.muat import Jalan, Pegawai
from bot.pesan import perpanjangan as pesan
from bot.pesan.dasar import nama_triwulan, waktu_singkat
from bot.pesan.perpanjangan import BERAKHIR, DIAJUKAN
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Penugasan, Perpanjangan


def pemutus(j: Jalan, m: Perpanjangan, p: Penugasan) -> list[Pegawai]:
    """Who may decide now: the superior of the role, never the asker."""
    return yang_menjawab(j, p, m.personel_id)


def diajukan(sesi: Session, pelaksanaan_id: int) -> list[tuple[Perpanjangan, Penugasan]]:
    """Requests of a run that wait for an answer, with their assignments; oldest first."""
    return _milik(sesi, col(Perpanjangan.pelaksanaan_id) == pelaksanaan_id)


def yang_diputus(sesi: Session, milik: Sequence[tuple[Pegawai, Jalan]]) -> list[tuple[int, str]]:
    """Requests that wait for this person's answer in their runs (`muat.jalan_sendiri`): pointers with their labels."""
    return [
        (m.id or 0, f"Langkah {p.langkah}: {m.hari} hari kerja")
        for orang, j in milik
        if j.baris.ada_perpanjangan
        for m, p in diajukan(sesi, j.nomor)
        if any(o.id == orang.id for o in pemutus(j, m, p))
    ]


def _milik(sesi: Session, syarat: object) -> list[tuple[Perpanjangan, Penugasan]]:
    bersama = select(Perpanjangan, Penugasan).join(Penugasan, col(Penugasan.id) == col(Perpanjangan.penugasan_id))
    menunggu = bersama.where(syarat, col(Perpanjangan.status) == DIAJUKAN)  # type: ignore[arg-type]
    return list(sesi.exec(menunggu.order_by(col(Perpanjangan.id))))


def isi(sesi: Session, j: Jalan, m: Perpanjangan, p: Penugasan) -> pesan.IsiPerpanjangan:
    """The request, ready to print."""
    assert m.id is not None
    zona = j.instansi.zona
    return pesan.IsiPerpanjangan(
        nomor=m.id,
        status=m.status,
        no=p.langkah,
        banyak=len(j.sop),
        kegiatan=j.sop[p.langkah].kegiatan,
        periode=nama_triwulan(j.baris.triwulan, j.baris.tahun),
        instansi=j.instansi.nama,
        waktu=str(j.sop[p.langkah].waktu),
        hari=m.hari,
        alasan=m.alasan,
        pemohon=sebutan_pada(sesi, j, p, m.personel_id),
        tujuan=peran_penjawab(j, p, m.personel_id),
        dibuat=waktu_singkat(m.dibuat, zona),
        batas_lama=waktu_singkat(m.batas_lama, zona),
        batas_baru=waktu_singkat(m.batas_baru, zona),
        dijawab_oleh=sebutan_pada(sesi, j, p, m.dijawab_oleh),
        dijawab_pada=waktu_singkat(m.dijawab_pada, zona) if m.dijawab_pada else "",
    )


def antar(sesi: Session, j: Jalan, m: Perpanjangan, p: Penugasan, waktu: datetime) -> None:
    """The request goes to everybody who may decide and has not got it yet."""
    isi_ = pesan.untuk_atasan(isi(sesi, j, m, p))
    for orang in pemutus(j, m, p):
        titipkan(
            sesi, Surat(orang.telegram, "sendMessage", isi_, kunci=f"panjang:{m.id}:atasan:{orang.telegram}"), waktu
        )


def segarkan(sesi: Session, j: Jalan, m: Perpanjangan, p: Penugasan, waktu: datetime) -> None:
    """Every message about this request says how it stands now."""
    isi_ = isi(sesi, j, m, p)
    rupa = {"minta": pesan.permintaan, "atasan": pesan.untuk_atasan}
    for satu in berkunci(sesi, f"panjang:{m.id}:"):
        sunting(sesi, satu.id, rupa[satu.kunci.split(":")[2]](isi_), waktu)


def ikuti(sesi: Session, j: Jalan, perubahan: Sequence[Perubahan], waktu: datetime) -> None:
    """A request that nobody has answered ends with its assignment; taken back, it may be asked for again."""
    berakhir = [nomor for satu in perubahan for _, nomor in satu.berakhir] if j.baris.ada_perpanjangan else []
    for m, p in _milik(sesi, col(Perpanjangan.penugasan_id).in_(berakhir)) if berakhir else ():
        m.status = BERAKHIR
        segarkan(sesi, j, m, p, waktu)
