"""The quarter begins by itself: prompts to the head, dates for the others, silence once the run has begun (domain 5.2)."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from bot.layanan import triwulan
from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from db.tabel import KotakKeluar, Pelaksanaan, Tonggak
from tests.cerita.cerita import Cerita

TUNDA = "⏳ Ingatkan besok"


def ajakan(orang: Orang) -> list[Pesan]:
    return [p for p in orang.semua_pesan if p.teks.startswith("📅")]


def pukul(pesan: Pesan) -> str:
    return (datetime.fromtimestamp(pesan.tanggal, UTC) + timedelta(hours=7)).strftime("%d/%m %H.%M")


async def sampai_h10(cerita: Cerita) -> Cerita:
    """Tuesday 17 June 2026, 08.31: ten working days before the second quarter has ended."""
    await cerita.sampai(langkah=1)
    tujuan = datetime(2026, 6, 17, 1, 31, tzinfo=UTC)
    await cerita.maju(menit=(tujuan - cerita.panggung.jam.sekarang()).total_seconds() / 60)
    return cerita


async def test_h10_kepala_memerintahkan_dengan_satu_ketukan(dkupp: Cerita):
    """H-10: the head orders from the prompt; the rest of the quarter is silent; the group got nothing of it."""
    await sampai_h10(dkupp)
    semula = len(dkupp.pesan_grup)
    satu = ajakan(dkupp.kepala)[-1]
    assert pukul(satu) == "17/06 08.30"
    assert "Triwulan II 2026 berakhir Selasa, 30 Juni 2026" in satu
    assert "Selasa, 7 Juli 2026" in satu  # day 5
    assert "Selasa, 14 Juli 2026" in satu  # day 10
    assert satu.label_tombol == ["✅ Perintahkan", "✏️ Isi disposisi", TUNDA]
    assert semula == 0

    await dkupp.kepala.tekan("✅ Perintahkan", satu)
    await dkupp.maju(hari=30)

    assert dkupp.langkah == 2
    assert [p for p in ajakan(dkupp.kepala) if "Triwulan II" in p] == []  # it turned into its outcome, and none came
    assert "Perintah diberikan" in dkupp.kepala.cari("Triwulan II 2026 ·")
    assert [p for o in dkupp.bidang.values() for p in ajakan(o) if "Triwulan II" in p] == []
    assert len(dkupp.pesan_grup) == 1  # the living status message


async def test_tanpa_perintah_tiap_pihak_mendapat_bagiannya(dkupp: Cerita):
    """Nobody orders: units, secretary and head are told in private what is due, each on the days of the table."""
    await sampai_h10(dkupp)
    await dkupp.maju(hari=37)

    def sejak(orang: Orang) -> list[str]:
        return [pukul(p) for p in ajakan(orang) if "Triwulan II 2026" in p]

    assert sejak(dkupp.kepala) == ["17/06 08.30", "01/07 08.30", "14/07 08.30"]
    assert sejak(dkupp.bidang["koperasi"]) == [
        "24/06 08.30",
        "01/07 08.30",
        "03/07 08.30",
        "07/07 08.30",
        "07/07 14.00",
        "08/07 08.30",
    ]
    assert sejak(dkupp.sekretaris)[:3] == ["17/06 08.30", "08/07 08.30", "09/07 08.30"]
    assert [p for p in ajakan(dkupp.sekretaris) if "pengingat 5 dari 5" in p]
    assert len(sejak(dkupp.sekretaris)) == 7
    assert dkupp.pesan_grup == []
    (formulir,) = [p for p in dkupp.bidang["koperasi"].berkas_diterima if "Siapkan data" in p]
    assert formulir.berkas.nama == "formulir-dkupp-koperasi-2026-TW2.xlsx"


async def test_menunda_sampai_hari_kerja_berikutnya(dkupp: Cerita):
    """⏳: the prompt turns into when it comes again; a press by somebody else or an old one does nothing."""
    await sampai_h10(dkupp)
    satu = ajakan(dkupp.kepala)[-1]

    await dkupp.sekretaris.tekan_mentah("tundatw:1:2026.2", satu.id)
    assert "pimpinan" in dkupp.sekretaris.kilasan
    await dkupp.kepala.tekan(TUNDA, satu)

    assert "Kamis, 18 Juni 2026 08.30 WIB" in dkupp.kepala.kilasan
    assert "⏳" in satu
    assert not satu.label_tombol
    await dkupp.maju(hari=1)
    assert pukul(ajakan(dkupp.kepala)[-1]) == "18/06 08.30"
    await dkupp.kepala.tekan(TUNDA)
    await dkupp.maju(hari=1)
    await dkupp.kepala.tekan("✅ Perintahkan")
    assert dkupp.langkah == 2
    await dkupp.kepala.tekan_mentah("tundatw:1:2026.2", satu.id)
    assert "sudah berjalan" in dkupp.kepala.kilasan


async def test_k26_bangun_dua_kali_satu_ajakan(dkupp: Cerita):
    """The wake-up runs twice at the minute of a restart: one prompt for office and quarter, one run."""
    await dkupp.sampai(langkah=1)
    await dkupp.panggung.hentikan_bot()
    dkupp.panggung.jam.maju_ke(datetime(2026, 6, 17, 1, 30, tzinfo=UTC))
    await dkupp.panggung.mulai_bot()
    layanan = dkupp.panggung.bot.layanan
    nomor = await dkupp.baca(
        lambda s: s.exec(select(Tonggak.id).where(col(Tonggak.kunci).endswith("2026.2:h-10"))).one()
    )

    await asyncio.gather(triwulan.tiba(layanan, nomor), triwulan.tiba(layanan, nomor), dkupp.panggung.setelah_maju())
    await dkupp.nyalakan_ulang()
    await dkupp.tenang()

    assert len([p for p in ajakan(dkupp.kepala) if "Triwulan II" in p]) == 1
    await asyncio.gather(*(dkupp.kepala.tekan_mentah("perintah:1:2026.2", 1) for _ in range(2)))
    jalan = await dkupp.baca(lambda s: s.exec(select(Pelaksanaan.id)).all())
    assert len(jalan) == 1


async def test_mati_dua_pekan_hanya_yang_terakhir(dkupp: Cerita):
    """Down from H-10 to day 3: the head gets one prompt and a unit one message, not the whole series."""
    await dkupp.sampai(langkah=1)
    await dkupp.panggung.hentikan_bot()
    dkupp.panggung.jam.maju_ke(datetime(2026, 7, 3, 2, 0, tzinfo=UTC))

    await dkupp.panggung.mulai_bot()
    await dkupp.maju(menit=1)

    assert len([p for p in ajakan(dkupp.kepala) if "Triwulan II" in p]) == 1
    assert len([p for p in ajakan(dkupp.bidang["koperasi"]) if "Triwulan II" in p]) == 1
    kunci = await dkupp.baca(lambda s: s.exec(select(KotakKeluar.kunci).where(KotakKeluar.chat_id < 0)).all())
    assert kunci == []
