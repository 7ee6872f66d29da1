"""K66: alive is not healthy."""

import json
from collections.abc import AsyncIterator

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPClientError

from bot.kesehatan import AMBIL, JADWAL, Kesehatan
from db.pangkalan import Pangkalan
from db.tabel import JedaChat, KotakKeluar, KotakMasuk
from tests.kurir.conftest import GRUP, SARI, Loket
from tests.palsu import TOKEN


@pytest.fixture
def kesehatan(loket: Loket) -> Kesehatan:
    return Kesehatan(loket.pangkalan, loket.jam)


def _detak(loket: Loket, kesehatan: Kesehatan, *nama: str) -> None:
    for satu in nama or (AMBIL, JADWAL):
        kesehatan.catat_detak(satu, loket.jam.sekarang())


async def test_k66_semua_bekerja(loket: Loket, kesehatan: Kesehatan):
    """An idle bot with fresh beats is healthy, also right after the start."""
    assert (await kesehatan.nilai()).sehat
    loket.jam.maju(600)
    _detak(loket, kesehatan)

    assert (await kesehatan.nilai()).sakit == ()


@pytest.mark.parametrize(("hidup", "sakit"), [(JADWAL, AMBIL), (AMBIL, JADWAL)])
async def test_k66_bagian_yang_diam(loket: Loket, kesehatan: Kesehatan, hidup: str, sakit: str):
    """Polling or the scheduler standing still is seen within two minutes, although everything else goes on."""
    loket.jam.maju(121)
    _detak(loket, kesehatan, hidup)

    assert (await kesehatan.nilai()).sakit == (sakit,)


async def test_k66_kurir_yang_diam(loket: Loket, kesehatan: Kesehatan):
    """A message that is due and stays is seen; one that must wait is no illness."""
    loket.titip(SARI, "x")
    loket.jam.maju(119)
    _detak(loket, kesehatan)
    sebelum = await kesehatan.nilai()
    loket.jam.maju(2)

    assert sebelum.sehat
    assert (await kesehatan.nilai()).sakit == ("kotak_keluar",)


async def test_k66_menunggu_permintaan_telegram_bukan_sakit(loket: Loket, kesehatan: Kesehatan):
    """A pause that Telegram has asked for, a held message and a queue that moves are health."""
    loket.titip(GRUP, "g")
    sampai = loket.jam.sekarang().replace(hour=5)
    loket.pangkalan.tulis_sinkron(lambda sesi: sesi.add(JedaChat(chat_id=GRUP, sampai=sampai)))
    tahan = KotakKeluar(chat_id=SARI, metode="sendMessage", isi={}, status="ditahan", dibuat=loket.mulai)
    loket.pangkalan.tulis_sinkron(lambda sesi: sesi.add(tahan))
    loket.jam.maju(600)
    _detak(loket, kesehatan)

    assert (await kesehatan.nilai()).sehat


async def test_k66_antrean_panjang_yang_bergerak(loket: Loket, kesehatan: Kesehatan):
    """Sixty messages to one group take more than three minutes at Telegram's pace: the courier works, so all is well."""
    for nomor in range(60):
        loket.titip(GRUP, f"{nomor}", prioritas=2)
    await loket.antar(sampai=150)
    _detak(loket, kesehatan)

    assert (await kesehatan.nilai()).sehat


async def test_k66_pembaruan_yang_tidak_ditangani(loket: Loket, kesehatan: Kesehatan):
    """An update that nobody has handled for two minutes is seen; one set aside is the administrator's."""

    def isi(sesi) -> None:
        for nomor, status in ((1, "baru"), (2, "disisihkan")):
            sesi.add(KotakMasuk(update_id=nomor, isi="{}", diterima_pada=loket.mulai, status=status))

    loket.pangkalan.tulis_sinkron(isi)
    loket.jam.maju(121)
    _detak(loket, kesehatan)

    assert (await kesehatan.nilai()).sakit == ("kotak_masuk",)


async def test_k66_basis_data_yang_tidak_menjawab(loket: Loket, kesehatan: Kesehatan, monkeypatch: pytest.MonkeyPatch):
    """A broken database is reported, not raised."""

    async def rusak(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(Pangkalan, "baca", rusak)

    assert (await kesehatan.nilai()).sakit == ("basis_data",)
    assert b"kinerja_sehat 0.0" in await kesehatan.metrik()


@pytest.fixture
async def alamat(kesehatan: Kesehatan) -> AsyncIterator[str]:
    port = kesehatan.buka("127.0.0.1", 0)
    yield f"http://127.0.0.1:{port}"
    await kesehatan.tutup()


async def test_k66_lewat_http(loket: Loket, kesehatan: Kesehatan, alamat: str):
    """200 while healthy, 503 with the reason when not; neither page shows a name or the token."""
    loket.titip(SARI, "Sari Rahasia")
    klien = AsyncHTTPClient(force_instance=True)

    sehat = await klien.fetch(f"{alamat}/healthz")
    loket.jam.maju(300)
    with pytest.raises(HTTPClientError) as galat:
        await klien.fetch(f"{alamat}/healthz")
    metrik = await klien.fetch(f"{alamat}/metrics")
    klien.close()

    assert json.loads(sehat.body)["sehat"]
    sakit = galat.value.response
    assert sakit is not None
    assert sakit.code == 503
    assert json.loads(sakit.body)["sakit"] == [AMBIL, JADWAL, "kotak_keluar"]
    assert b'kinerja_antrean{antrean="keluar"} 1.0' in metrik.body
    for isi in (sehat.body, sakit.body, metrik.body):
        assert TOKEN.encode() not in isi
        assert b"Sari" not in isi
