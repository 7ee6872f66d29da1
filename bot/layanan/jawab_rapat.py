"""Answers to questions about a meeting, by the kind of the question."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.layanan import muat
from bot.layanan.atur_rapat import TEMPAT_UMUM, contoh_waktu, terima_agenda, terima_tempat, terima_waktu
from bot.layanan.dasar import Asal
from bot.layanan.kehadiran import terima_wakil
from bot.layanan.kertas import Kertas
from bot.layanan.pelaksanaan import lupakan
from bot.layanan.rapat_dasar import AGENDA, BUTUH_TEKS, ISI_NOTULEN, TEMPAT, WAKIL, WAKTU, RapatBerakhir, agenda_bawaan
from bot.layanan.tutup_rapat import terima_notulen
from bot.layanan.waktu_rapat import JawabanSalah
from bot.pesan import rapat as pesan
from bot.sop.penolakan import BukanPelaksana, SudahBerakhir, TidakBerjalan, TidakDitemukan
from db.tabel import Pertanyaan, Rapat

_TERIMA: dict[str, Callable[[Session, Asal, Pertanyaan, Kertas, datetime], None]] = {
    WAKTU: terima_waktu,
    TEMPAT: terima_tempat,
    AGENDA: terima_agenda,
    WAKIL: terima_wakil,
    ISI_NOTULEN: terima_notulen,
}


JENIS = tuple(_TERIMA)


def terima_teks(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any] | None:
    """The answer, typed."""
    return terima(sesi, soal, Kertas("teks", teks.strip()[:60], teks), waktu)


def terima(sesi: Session, soal: Pertanyaan, kertas: Kertas, waktu: datetime) -> dict[str, Any] | None:
    """The answer to a question about a meeting, as text or paper. What cannot be read leaves the question open."""
    try:
        _TERIMA[soal.jenis](sesi, Asal(None, soal.telegram), soal, kertas, waktu)
    except JawabanSalah as salah:
        return pesan.jawaban_salah(str(salah), _contoh_jawaban(sesi, soal, waktu))
    except (TidakDitemukan, BukanPelaksana, SudahBerakhir, TidakBerjalan, RapatBerakhir) as tolak:
        lupakan(sesi, soal, waktu)
        return pesan.tersimpan(str(tolak))
    return None


def petunjuk(sesi: Session, soal: Pertanyaan, waktu: datetime) -> dict[str, Any]:
    """For a voice message or a sticker: what is expected instead, with an example."""
    return pesan.jawaban_salah(BUTUH_TEKS, _contoh_jawaban(sesi, soal, waktu))


def _contoh_jawaban(sesi: Session, soal: Pertanyaan, waktu: datetime) -> str:
    if soal.jenis in (WAKIL, ISI_NOTULEN):
        return pesan.CONTOH_WAKIL if soal.jenis == WAKIL else pesan.CONTOH_NOTULEN
    r = sesi.get(Rapat, soal.isi["rapat"])
    j = muat.jalan(sesi, r.pelaksanaan_id) if r else None
    if j is None or soal.jenis == TEMPAT:
        return TEMPAT_UMUM[0]
    return agenda_bawaan(j) if soal.jenis == AGENDA else contoh_waktu(j, waktu)
