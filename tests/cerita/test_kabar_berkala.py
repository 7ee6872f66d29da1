"""What comes by the calendar and not by the clock of a step: the morning list, the head's note at the end of the week."""

from datetime import UTC, datetime, timedelta

from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from tests.cerita.cerita import Cerita


def berawal(orang: Orang, awal: str) -> list[Pesan]:
    return [p for p in orang.semua_pesan if p.teks.startswith(awal)]


def saat(pesan: list[Pesan]) -> list[str]:
    return [(datetime.fromtimestamp(p.tanggal, UTC) + timedelta(hours=7)).strftime("%a %d/%m %H.%M") for p in pesan]


async def test_daftar_pagi_hanya_hari_kerja_dan_hanya_bila_ada(dkupp: Cerita):
    """From the day after on, at 08.30 of working days; over Good Friday and the weekend nothing; units have nothing open."""
    await dkupp.sampai(langkah=9)

    await dkupp.maju(hari=5, jam=2)

    assert saat(berawal(dkupp.kepala, "☀️")) == ["Thu 02/04 08.30", "Mon 06/04 08.30"]
    assert "Langkah 9/13" in berawal(dkupp.kepala, "☀️")[0]
    assert {"▶️ Langkah 9", "⏰ Ingatkan lagi"} <= set(berawal(dkupp.kepala, "☀️")[-1].label_tombol)
    assert berawal(dkupp.bidang["koperasi"], "☀️") == []


async def test_daftar_pagi_berhenti_saat_pengukuran_selesai(dkupp: Cerita):
    """Nothing is written down any more once nothing is alive."""
    await dkupp.sampai(langkah=13)
    await dkupp.semua_setuju(("kepala", "sekretaris", "tim", "bidang"))
    await dkupp.maju(hari=8)

    assert all(berawal(o, "☀️") == [] and berawal(o, "🗒") == [] for o in dkupp.semua)


async def test_catatan_akhir_pekan_untuk_kepala(dkupp: Cerita):
    """Friday is Good Friday, so the note comes on Thursday at 14.00; its button leads to the disposition and goes with it."""
    await dkupp.sampai(langkah=9)
    await dkupp.maju(hari=1, jam=6, menit=5)

    (catatan,) = berawal(dkupp.kepala, "🗒")
    assert saat([catatan]) == ["Thu 02/04 14.00"]
    assert "Langkah 9 dari 13" in catatan
    assert "Menunggu Anda:\n1. Langkah 9" in catatan
    assert catatan.label_tombol == ["▶️ Langkah 9"]
    assert [o for o in dkupp.semua if o.id != dkupp.kepala.id and berawal(o, "🗒")] == []

    await dkupp.kepala.tekan("▶️ Langkah 9", catatan)
    await dkupp.kepala.tekan("✅ Setuju")

    assert "Langkah 10 dari 13" in catatan
    assert catatan.label_tombol == []
    await dkupp.maju(hari=8)
    assert saat(berawal(dkupp.kepala, "🗒")) == ["Thu 02/04 14.00", "Fri 10/04 14.00"]


async def test_catatan_menyebut_kendala_yang_menunggu_kepala(dkupp: Cerita):
    """An obstacle of the secretary waits for the head: it comes first, with the button that opens it."""
    await dkupp.sampai(langkah=2)
    await dkupp.sekretaris.tulis("/kendala")
    await dkupp.sekretaris.tulis("Format dari Bappeda belum datang")
    await dkupp.maju(hari=1, jam=6, menit=5)

    (catatan,) = berawal(dkupp.kepala, "🗒")
    assert "1. Kendala langkah 2 dari Sekretaris" in catatan
    assert catatan.label_tombol == ["⚠️ Kendala langkah 2"]
    await dkupp.kepala.tekan("⚠️ Kendala langkah 2", catatan)
    assert "Bappeda" in dkupp.kepala.pesan_terakhir
