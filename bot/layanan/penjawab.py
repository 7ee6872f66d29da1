"""Every kind of question that the bot asks, and what takes its answer: typed, or sent as a paper.

A kind that is not named here (`lampiran`, the choice of a task …) awaits no answer of its own: what comes is a paper or
a form, and `percakapan` and the handlers find its place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.layanan import (
    atur_kalender,
    aturan_jalan,
    bertanda,
    bukti,
    bukti_tunggu,
    isian,
    isian_ruang,
    jawab_rapat,
    jeda,
    kendala,
    koreksi_terbit,
    pasang,
    pejabat,
    pelaksanaan,
    pendaftaran,
    pengganti,
    perbuatan_langkah,
    perpanjangan,
    rencana,
    rencana_simpan,
    tindakan_admin,
    tolak_permohonan,
)
from bot.layanan.kertas import Kertas
from bot.pesan import pengganti as pesan
from bot.pesan import umum
from db.tabel import Pertanyaan

Isi = dict[str, Any]


def _satu_teks(_: Session, __: Pertanyaan, ___: datetime) -> Isi:
    return pesan.BUTUH_TEKS


def _alasan(_: Session, __: Pertanyaan, ___: datetime) -> Isi:
    return umum.BUTUH_TEKS


@dataclass(frozen=True)
class Penjawab:
    """Each takes an answer and returns what to say of it, None where that has been said. Raises a `Ditolak`.

    ``kertas`` None: only a text will do. ``petunjuk``: what is expected, for anything that cannot be the answer.
    """

    teks: Callable[[Session, Pertanyaan, str, datetime], Isi | None]
    kertas: Callable[[Session, Pertanyaan, Kertas, datetime], Isi | None] | None = None
    petunjuk: Callable[[Session, Pertanyaan, datetime], Isi] = _satu_teks

    def terima_kertas(self, sesi: Session, soal: Pertanyaan, kertas: Kertas, waktu: datetime) -> Isi | None:
        return self.kertas(sesi, soal, kertas, waktu) if self.kertas else self.petunjuk(sesi, soal, waktu)


PENJAWAB: dict[str, Penjawab] = {
    pelaksanaan.ALASAN_KEMBALI: Penjawab(pelaksanaan.jawab_alasan, petunjuk=_alasan),
    pelaksanaan.ALASAN_TUTUP: Penjawab(pelaksanaan.jawab_alasan, petunjuk=_alasan),
    **{jenis: Penjawab(terima, petunjuk=_alasan) for jenis, terima in perbuatan_langkah.JAWABAN.items()},
    **{
        jenis: Penjawab(jawab_rapat.terima_teks, jawab_rapat.terima, jawab_rapat.petunjuk)
        for jenis in jawab_rapat.JENIS
    },
    kendala.PERTANYAAN: Penjawab(kendala.terima_teks, kendala.terima),
    bertanda.PERTANYAAN: Penjawab(bertanda.tolak_teks, bertanda.terima),
    pengganti.PESAN_ALIH: Penjawab(pengganti.jawab_pesan),
    pejabat.SURAT: Penjawab(pejabat.jawab_surat),
    tindakan_admin.PERTANYAAN: Penjawab(tindakan_admin.jawab),
    jeda.PERTANYAAN: Penjawab(jeda.jawab),
    koreksi_terbit.PERTANYAAN: Penjawab(koreksi_terbit.jawab),
    rencana.DRAF: Penjawab(rencana_simpan.jawab_alasan),
    aturan_jalan.PERTANYAAN: Penjawab(aturan_jalan.jawab),
    pasang.PERTANYAAN: Penjawab(pasang.jawab_teks),
    pendaftaran.PERTANYAAN: Penjawab(pendaftaran.jawab_isian),
    tolak_permohonan.PERTANYAAN: Penjawab(tolak_permohonan.jawab),
    isian_ruang.PERTANYAAN: Penjawab(isian.terima_teks),
    bukti_tunggu.PERTANYAAN: Penjawab(bukti.jawab_teks),
    kendala.JAWABAN: Penjawab(kendala.terima_jawaban),
    **{jenis: Penjawab(terima) for jenis, terima in perpanjangan.PENJAWAB.items()},
    atur_kalender.PERTANYAAN: Penjawab(atur_kalender.jawab_teks),
}


def penjawab(soal: Pertanyaan | None) -> Penjawab | None:
    """What takes the answer to this question; None where there is none that waits for an answer."""
    return PENJAWAB.get(soal.jenis) if soal is not None else None
