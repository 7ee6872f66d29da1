"""Meetings: who may arrange one, whose invitation it is, what is asked and written down about it."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.layanan import muat, rapat
from bot.layanan.dasar import laksanakan
from bot.layanan.kertas import Kertas
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import tanya
from bot.layanan.waktu_rapat import JawabanSalah
from bot.pesan import rapat as pesan
from bot.sop.kejadian import Catat, Status, Tugas
from bot.sop.penolakan import BukanPelaksana, Ditolak, TidakBerjalan, TidakDitemukan
from db.kotak_keluar import Surat, titipkan
from db.tabel import Kehadiran, Rapat

WAKTU, TEMPAT, AGENDA, WAKIL, ISI_NOTULEN, UBAH_INI = (
    f"{rapat.PERTANYAAN}{x}" for x in ("waktu", "tempat", "agenda", "wakil", "notulen", "ini")
)  # kinds of questions
BUTUH_TEKS = "Mohon tulis jawabannya sebagai teks, satu pesan saja."


class UndanganOrangLain(Ditolak):
    """Somebody else's invitation."""

    def __init__(self) -> None:
        super().__init__("Undangan ini untuk orang lain.")


class RapatBerakhir(Ditolak):
    """The meeting is closed or cancelled."""

    def __init__(self) -> None:
        super().__init__("Rapat ini sudah ditutup.")


def rapat_diatur(sesi: Session, nomor: int, telegram: int, ditutup: bool = False) -> tuple[Rapat, Jalan, Pegawai]:
    """A meeting that this person may arrange now; ``ditutup``: one that is closed. Raises a `Ditolak`."""
    r = sesi.get(Rapat, nomor)
    if r is None:
        raise TidakDitemukan
    j = muat.jalan(sesi, r.pelaksanaan_id)
    orang = muat.personel(sesi, j.baris.instansi_id, telegram)
    if not rapat.boleh_mengatur(j, r, orang):
        raise BukanPelaksana(rapat.isi_rapat(sesi, j, r).penyelenggara)
    pastikan_hidup(r, j, ditutup)
    return r, j, orang


def pastikan_hidup(r: Rapat, j: Jalan, ditutup: bool = False) -> None:
    """Raises TidakBerjalan or RapatBerakhir."""
    if j.keadaan.status is not Status.BERJALAN:
        raise TidakBerjalan
    if r.status in pesan.BATAL or (r.status == "selesai") is not ditutup:
        raise RapatBerakhir


def undangan_sendiri(sesi: Session, nomor: int, telegram: int) -> tuple[Kehadiran, Rapat, Jalan, Pegawai]:
    """An invitation of this person's own that may be answered now. Raises a `Ditolak`."""
    k = sesi.get(Kehadiran, nomor)
    r = sesi.get(Rapat, k.rapat_id) if k else None
    if k is None or r is None:
        raise TidakDitemukan
    j = muat.jalan(sesi, r.pelaksanaan_id)
    orang = muat.personel(sesi, j.baris.instansi_id, telegram)
    if k.personel_id != orang.id:
        raise UndanganOrangLain
    pastikan_hidup(r, j)
    return k, r, j, orang


def tanyakan(
    sesi: Session, orang: Pegawai, jenis: str, ingatan: dict[str, Any], isi: dict[str, Any], waktu: datetime
) -> None:
    """A question with its message, which turns into its outcome. `ingatan`: what the answer will need."""
    nomor = titipkan(sesi, Surat(orang.telegram, "sendMessage", isi, prioritas=0), waktu)
    tanya(sesi, orang.telegram, jenis, waktu, isi=ingatan | {"pesan": nomor})


def catat_rapat(
    sesi: Session,
    j: Jalan,
    orang: Pegawai,
    uraian: str,
    waktu: datetime,
    tugas: Tugas | None = None,
    tentang: str = rapat.TENTANG,
) -> Jalan:
    """A line in the log for somebody's own act."""
    return laksanakan(sesi, j, Catat(muat.pelaku(j, orang), tentang, uraian, tugas), waktu)[0]


def agenda_bawaan(j: Jalan) -> str:
    """What is on the agenda where nobody wrote one."""
    return pesan.agenda_bawaan(j.baris.triwulan, j.baris.tahun)


def teks_jawaban(kertas: Kertas) -> str:
    """The answer as text. Raises JawabanSalah for a photo or a document."""
    if kertas.jenis != "teks" or not kertas.teks.strip():
        raise JawabanSalah(BUTUH_TEKS)
    return kertas.teks.strip()
