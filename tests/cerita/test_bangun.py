"""Down for more than a day: Telegram has dropped what was sent meanwhile, so people are asked to repeat it (K12)."""

from datetime import timedelta

from telegram.error import TimedOut

from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from tests.cerita.cerita import Cerita
from tests.cerita.test_pengingat import pukul


def diminta(orang: Orang) -> list[Pesan]:
    return [p for p in orang.semua_pesan if p.dari_bot and "lebih dari sehari" in p]


async def test_k12_mati_lebih_dari_sehari(dkupp: Cerita):
    """Thirty hours: who has an open assignment is asked once, in working time; nobody else; the status is fresh."""
    await dkupp.sampai(langkah=8)
    await dkupp.panggung.hentikan_bot()
    dkupp.panggung.jam.maju(timedelta(hours=30))  # Thursday, 14.00
    disunting = dkupp.status.disunting

    await dkupp.panggung.mulai_bot()
    await dkupp.tenang()
    for _ in range(2):
        await dkupp.nyalakan_ulang()

    for orang in (dkupp.tim, dkupp.anggota, dkupp.bidang["ukm"]):
        assert [pukul(p) for p in diminta(orang)] == ["02/04 14.00"]
    assert diminta(dkupp.kepala) == []
    assert dkupp.status.disunting != disunting
    assert "sudah lewat" in dkupp.status
    assert not any("lebih dari sehari" in p for p in dkupp.pesan_grup)


async def test_k12_bangun_malam_bertanya_pagi(dkupp: Cerita):
    """Back at night: the question waits for the opening, also across a restart."""
    await dkupp.sampai(langkah=2)
    await dkupp.panggung.hentikan_bot()
    dkupp.panggung.jam.maju(timedelta(hours=38))  # Thursday, 22.00

    await dkupp.panggung.mulai_bot()
    await dkupp.tenang()
    assert diminta(dkupp.sekretaris) == []
    await dkupp.nyalakan_ulang()
    await dkupp.maju(hari=5)

    (pesan,) = diminta(dkupp.sekretaris)
    assert pukul(pesan).endswith("07.30")


async def test_k12_mati_sebentar_tidak_bertanya(dkupp: Cerita):
    """Within a day Telegram keeps everything, and a quiet week of a running bot is no outage."""
    await dkupp.sampai(langkah=2)
    await dkupp.panggung.hentikan_bot()
    dkupp.panggung.jam.maju(timedelta(hours=23))
    await dkupp.panggung.mulai_bot()
    await dkupp.maju(hari=7)
    await dkupp.nyalakan_ulang()

    assert diminta(dkupp.sekretaris) == []


async def test_k12_telegram_lama_tidak_terjangkau(dkupp: Cerita):
    """The program lives, but Telegram was out of reach for more than a day: the same question."""
    await dkupp.sampai(langkah=2)
    dkupp.panggung.bot._saat_gagal_ambil(TimedOut())
    dkupp.panggung.jam.maju(timedelta(hours=26))

    dkupp.panggung.bot._saat_ambil()
    await dkupp.tenang()

    assert len(diminta(dkupp.sekretaris)) == 1
