"""Lines that a kind of step adds to its card, as things stand now."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from bot.layanan.catat import Terbuka
from bot.layanan.isi_disposisi import isi_disposisi
from bot.layanan.muat import Jalan, Pegawai
from bot.pesan import jenis_langkah as pesan
from bot.pesan import kendala as pesan_kendala
from bot.pesan import perpanjangan as pesan_perpanjangan
from bot.pesan.dasar import waktu_singkat
from bot.pesan.kendala import DIJAWAB, TERBUKA
from bot.pesan.perpanjangan import DIAJUKAN, DISETUJUI
from bot.pesan.status import kalimat_jeda
from db.tabel import Kendala, Perpanjangan, Personel, Tanggapan


def tanggapan(sesi: Session, j: Jalan, p: Terbuka) -> tuple[str, ...]:
    """Who has acknowledged the document, and every correction."""
    penerima = penerima_edaran(j, p.langkah)
    if not penerima:
        return ()
    ada = _tanggapan(sesi, p, ("terima", "koreksi"))
    terima = [orang.jabatan or orang.nama for t, orang in ada if t.jenis == "terima"]
    koreksi = [(orang.jabatan or orang.nama, t.teks) for t, orang in ada if t.jenis == "koreksi"]
    return pesan.tanggapan(len({o.id for _, o in ada}), len(penerima), terima, koreksi)


def instruksi(sesi: Session, j: Jalan, p: Terbuka) -> tuple[str, ...]:
    """What was written on the disposition: on its own card, and on those of the step that follows the order."""
    sendiri = pesan.isi_disposisi(isi_disposisi(sesi, j, p.langkah), milik_sendiri=True)
    return (*pesan.isi_disposisi(isi_disposisi(sesi, j, p.langkah - 1), milik_sendiri=False), *sendiri)


def kendala(sesi: Session, j: Jalan, p: Terbuka) -> tuple[str, ...]:
    """Obstacles that were reported at this assignment and are not over."""
    if not j.baris.ada_kendala:
        return ()
    milik = (Kendala.penugasan_id == p.id, col(Kendala.status).in_((TERBUKA, DIJAWAB)))
    zona = j.instansi.zona
    return tuple(
        pesan_kendala.di_kartu(k.status, k.uraian, k.jawaban, waktu_singkat(k.dibuat, zona))
        for k in sesi.exec(select(Kendala).where(*milik).order_by(col(Kendala.id)))
    )


def perpanjangan(sesi: Session, j: Jalan, p: Terbuka) -> tuple[str, ...]:
    """More time that is asked for, or was granted at this assignment."""
    if not j.baris.ada_perpanjangan:
        return ()
    milik = (Perpanjangan.penugasan_id == p.id, col(Perpanjangan.status).in_((DIAJUKAN, DISETUJUI)))
    zona = j.instansi.zona
    return tuple(
        pesan_perpanjangan.di_kartu(m.status, waktu_singkat(m.batas_lama, zona), waktu_singkat(m.batas_baru, zona))
        for m in sesi.exec(select(Perpanjangan).where(*milik).order_by(col(Perpanjangan.id)))
    )


def jeda(j: Jalan) -> tuple[str, ...]:
    """That the run stands still."""
    return (f"⏸ {kalimat_jeda(j.keadaan.dijeda, j.instansi.zona)}",) if j.keadaan.dijeda else ()


def salinan(sesi: Session, j: Jalan, p: Terbuka) -> tuple[str, ...]:
    """How many people have got their copy."""
    milik = _milik(p)
    banyak = sesi.exec(select(func.count()).select_from(Tanggapan).where(*milik, Tanggapan.jenis == "salinan")).one()
    return pesan.salinan(banyak) if banyak else ()


def penerima_edaran(j: Jalan, no: int) -> list[Pegawai]:
    """Who receives the document of a step: the holders of the receiving roles that do not work on it themselves."""
    langkah = j.sop[no]
    bekerja = {o.telegram for (p, _), orang in j.pemegang.items() if p in langkah.pelaksana for o in orang}
    dapat = {o.telegram: o for (p, _), orang in j.pemegang.items() if p in langkah.penerima for o in orang}
    return [dapat[t] for t in sorted(dapat) if t not in bekerja]


def _tanggapan(sesi: Session, p: Terbuka, jenis: Sequence[str]) -> Sequence[tuple[Tanggapan, Pegawai]]:
    return sesi.exec(
        select(Tanggapan, Personel)
        .join(Personel, col(Personel.id) == col(Tanggapan.personel_id))
        .where(*_milik(p), col(Tanggapan.jenis).in_(jenis))
        .order_by(col(Tanggapan.id))
    ).all()


def _milik(p: Terbuka) -> tuple[bool, ...]:
    return (
        Tanggapan.pelaksanaan_id == p.pelaksanaan_id,
        Tanggapan.langkah == p.langkah,
        Tanggapan.putaran == p.putaran,
    )
