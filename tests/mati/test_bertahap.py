"""Die at the first pass of a crash point, restart; die at the second, restart; … until an upload has got through."""

import asyncio

import pytest

from bot.simulasi.orang import Orang
from bot.simulasi.panggung import Panggung
from bot.simulasi.sandiwara import contoh_realisasi, isi_formulir
from tests.mati.conftest import BukaRumah
from tests.mati.lemari import Babak, Lemari
from tests.mati.rumah import MATI, Anak, Rumah, tunggu

UNGGAH = Babak("dkupp-purwakarta", 6, "bidang", "✅ Kirim", "tim")
UNIT = "perdagangan"


def isian(orang: Orang, sop: str) -> tuple[bytes, str]:
    """The form that this person was sent, filled in, and its name."""
    formulir = next(p.berkas for p in reversed(orang.berkas_diterima) if p.berkas.nama.startswith("formulir-"))
    return isi_formulir(formulir.isi, contoh_realisasi(sop, 1)), formulir.nama


class Penjaga:
    """Starts the bot again whenever it has died, with the crash point one pass further on."""

    def __init__(self, rumah: Rumah, titik: str) -> None:
        self.rumah, self.titik = rumah, titik
        self.mati = 0
        self._anak = self._nyalakan()
        self._tugas = asyncio.create_task(self._jaga())

    def _nyalakan(self) -> Anak:
        return self.rumah.nyalakan(f"{self.titik}:{self.mati + 1}")

    async def _jaga(self) -> None:
        while True:
            assert await self._anak.habis() == MATI
            self.mati += 1
            self._anak = self._nyalakan()

    def berhenti(self) -> None:
        self._tugas.cancel()


@pytest.mark.parametrize(
    ("titik", "terbanyak"),
    [
        ("sebelum_kotak_masuk", 2),
        ("sesudah_kotak_masuk", 2),
        ("dalam_transaksi", 2),
        ("sesudah_transaksi", 2),
        ("sesudah_kirim", 20),
    ],
)
async def test_k01_k04_satu_unggahan_sampai_lolos(buka_rumah: BukaRumah, lemari: Lemari, titik: str, terbanyak: int):
    """A unit's upload and its ✅ Kirim count once each, wherever and however often the bot dies on the way."""

    async def kirim(panggung: Panggung) -> None:
        orang = panggung.orang(panggung.kantor[0].pemegang("bidang", UNIT)[0])
        await orang.kirim_berkas(*isian(orang, UNGGAH.sop))
        await orang.tekan("✅ Kirim")

    acuan = await lemari.acuan(UNGGAH, "kirim", kirim)
    rumah = await buka_rumah(UNGGAH)
    orang = rumah.orang("bidang", bidang=UNIT)
    penjaga = Penjaga(rumah, titik)

    orang.kirim_berkas(*isian(orang, UNGGAH.sop))
    await tunggu(lambda: "✅ Kirim" in orang.tombol(), "tanggapan atas unggahan")
    orang.tekan("✅ Kirim")
    await tunggu(lambda: len(rumah.kejadian()) == len(acuan.kejadian), "data terkirim")
    await rumah.tenang()
    penjaga.berhenti()

    assert 1 <= penjaga.mati <= terbanyak
    assert rumah.kejadian() == acuan.kejadian
    assert rumah.sql("SELECT versi, status FROM kiriman WHERE bidang = ?", UNIT) == [(1, "dikirim")]
    lebih = rumah.pesan() - acuan.pesan
    assert not acuan.pesan - rumah.pesan()
    assert lebih.total() <= penjaga.mati  # a death may fall between a message and its mark, whatever its cause
    assert await rumah.jejak() == 0
