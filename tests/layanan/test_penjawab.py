"""One table says what takes the answer to which question."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.layanan import bertanda, jawab_rapat, kendala, pelaksanaan, perbuatan_langkah, perpanjangan
from bot.layanan.kertas import Kertas
from bot.layanan.penjawab import PENJAWAB, penjawab
from bot.pesan import pengganti, umum
from db.tabel import Pertanyaan

WAKTU = datetime(2026, 4, 1, tzinfo=UTC)
BERKERTAS = {kendala.PERTANYAAN, bertanda.PERTANYAAN, *jawab_rapat.JENIS}
ALASAN = {pelaksanaan.ALASAN_KEMBALI, pelaksanaan.ALASAN_TUTUP, *perbuatan_langkah.JAWABAN}
TANPA_SESI: Any = None


def test_yang_menerima_kertas():
    """A photo or a document answers these and no other question."""
    assert {jenis for jenis, p in PENJAWAB.items() if p.kertas} == BERKERTAS


@pytest.mark.parametrize("jenis", sorted(PENJAWAB.keys() - BERKERTAS))
def test_kertas_dijawab_dengan_yang_ditunggu(jenis: str):
    """Where only a text will do, a paper is answered with that; the question is not touched."""
    soal = Pertanyaan(telegram=1, jenis=jenis, dibuat=WAKTU)

    isi = PENJAWAB[jenis].terima_kertas(TANPA_SESI, soal, Kertas("dokumen", "a.pdf"), WAKTU)

    assert isi == (umum.BUTUH_TEKS if jenis in ALASAN else pengganti.BUTUH_TEKS)
    assert PENJAWAB[jenis].petunjuk(TANPA_SESI, soal, WAKTU) == isi


def test_setiap_jenis_sekali():
    """The parts of the table do not hide each other."""
    bagian = [ALASAN, set(jawab_rapat.JENIS), set(perpanjangan.PENJAWAB), {kendala.PERTANYAAN, kendala.JAWABAN}]
    assert len(set().union(*bagian)) == sum(map(len, bagian))
    assert set().union(*bagian) <= PENJAWAB.keys()


@pytest.mark.parametrize("jenis", ["lampiran", pelaksanaan.PILIHAN, "tidak ada"])
def test_yang_tidak_menunggu_jawaban(jenis: str):
    """What comes is a paper or a form, and finds its place elsewhere."""
    assert penjawab(Pertanyaan(telegram=1, jenis=jenis, dibuat=WAKTU)) is None
    assert penjawab(None) is None
