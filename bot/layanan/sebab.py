"""Causes that people gave in the analysis stand in the recap where the unit itself named no Faktor Penghambat."""

from dataclasses import replace

from sqlmodel import Session, col, select

from bot.kinerja.model import BarisRekap, Rekap
from bot.layanan.muat import Jalan
from bot.pesan import jenis_langkah as pesan
from db.tabel import Lampiran, Personel

SEBAB = "sebab"  # kind of such a paper
NAMA = "Sebab capaian {kode}"


def lengkapi(sesi: Session, j: Jalan, rekap: Rekap) -> Rekap:
    """The recap with the newest cause of each indicator that has none of its unit's own, marked with who said it."""
    sebab = _sebab(sesi, j.nomor)
    return (
        replace(rekap, baris=tuple(_baris(b, sebab.get(b.indikator.kode, "")) for b in rekap.baris)) if sebab else rekap
    )


def _baris(b: BarisRekap, sebab: str) -> BarisRekap:
    if not sebab or b.realisasi.faktor_penghambat.strip():
        return b
    return replace(b, realisasi=replace(b.realisasi, faktor_penghambat=sebab))


def _sebab(sesi: Session, pelaksanaan_id: int) -> dict[str, str]:
    milik = (Lampiran.pelaksanaan_id == pelaksanaan_id, Lampiran.jenis == SEBAB)
    semua = (
        select(Lampiran, Personel)
        .join(Personel, col(Personel.id) == col(Lampiran.personel_id))
        .where(*milik)
        .order_by(col(Lampiran.id))
    )
    awal = NAMA.format(kode="")
    return {x.nama.removeprefix(awal): pesan.menurut(x.teks, o.jabatan or o.nama) for x, o in sesi.exec(semua)}
