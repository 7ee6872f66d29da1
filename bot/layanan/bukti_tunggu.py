"""Evidence that waits for its indicator: as long as its quarter takes evidence, and not longer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from bot.layanan.catat import Perubahan
from bot.layanan.muat import Jalan
from bot.pesan import bukti as pesan
from bot.pesan import umum
from bot.sop.catatan import keadaan_dari
from bot.sop.kejadian import PelaksanaanDibatalkan, PelaksanaanSelesai, RekapDisetujui
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import Pelaksanaan, Pertanyaan

PERTANYAAN = "bukti"
_BERAKHIR = (RekapDisetujui, PelaksanaanSelesai, PelaksanaanDibatalkan)


def menunggu(soal: Pertanyaan | None) -> list[dict[str, Any]]:
    """What has come and waits for its indicator."""
    return list(soal.isi.get("bukti", [])) if soal is not None and soal.jenis == PERTANYAAN else []


def ikuti(sesi: Session, j: Jalan, perubahan: Sequence[Perubahan], waktu: datetime) -> None:
    """From the approval on, and after the end of its run, nothing waits for evidence any more."""
    if not any(isinstance(p.kejadian, _BERAKHIR) for p in perubahan):
        return
    for soal in sesi.exec(select(Pertanyaan).where(Pertanyaan.jenis == PERTANYAAN)).all():
        if soal.isi.get("pelaksanaan") == j.nomor:
            akhiri(sesi, soal, waktu)


def berlaku(sesi: Session, soal: Pertanyaan | None) -> bool:
    """False for a question about evidence whose quarter takes none any more."""
    if soal is None or soal.jenis != PERTANYAAN:
        return True
    baris = _pelaksanaan(sesi, soal)
    return baris is not None and baris.status == "berjalan" and not keadaan_dari(baris.keadaan).disetujui


def setriwulan(sesi: Session, soal: Pertanyaan, baris: Pelaksanaan) -> bool:
    """Whether the question is about the quarter of this run."""
    milik = _pelaksanaan(sesi, soal)
    return milik is not None and (milik.tahun, milik.triwulan) == (baris.tahun, baris.triwulan)


def akhiri(sesi: Session, soal: Pertanyaan, waktu: datetime) -> None:
    """The question ends with what waits for its answer, which is told; where nothing waits, nothing is lost."""
    if nama := ", ".join(m["nama"] for m in menunggu(soal)):
        baris = _pelaksanaan(sesi, soal)
        isi = pesan.tidak_tertampung(nama, baris.triwulan if baris else 0, baris.tahun if baris else 0)
        titipkan(sesi, Surat(soal.telegram, "sendMessage", isi, prioritas=0), waktu)
    if nomor := soal.isi.get("pesan"):
        sunting(sesi, int(nomor), umum.PILIHAN_LEWAT, waktu)
    sesi.delete(soal)
    sesi.flush()


def lewat(sesi: Session, soal: Pertanyaan | None, waktu: datetime) -> bool:
    """True when the question had lapsed: it has been ended."""
    if soal is None or berlaku(sesi, soal):
        return False
    akhiri(sesi, soal, waktu)
    return True


def _pelaksanaan(sesi: Session, soal: Pertanyaan) -> Pelaksanaan | None:
    nomor = soal.isi.get("pelaksanaan")
    return sesi.get(Pelaksanaan, nomor) if nomor is not None else None
