"""`/sop`: an administrator lets a run stand still and go on: no reminders, deadlines move, the time counts as waiting."""

from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from bot.layanan.dokumen import naskah
from bot.layanan.muat import jalan
from bot.layanan.susun_ulang import geseran
from bot.sop.catatan import kejadian_dari
from bot.sop.terapan import putar_ulang
from db.tabel import Kejadian, Penugasan, Tonggak
from tests.cerita.cerita import Cerita
from tests.cerita.test_perpanjangan import BERI, minta

JEDA, LANJUT = "⏸ Jeda", "▶️ Lanjutkan"
ALASAN = "Kantor menangani banjir"


async def jeda(cerita: Cerita, alasan: str = ALASAN) -> None:
    await cerita.admin.tulis("/sop")
    await cerita.admin.tekan(JEDA)
    await cerita.admin.tulis(alasan)


async def lanjutkan(cerita: Cerita) -> None:
    await cerita.admin.tulis("/sop")
    await cerita.admin.tekan(LANJUT)


async def batas(cerita: Cerita) -> list[datetime]:
    terbuka = select(Penugasan.batas).where(col(Penugasan.selesai_pada).is_(None)).order_by(col(Penugasan.id))
    return await cerita.baca(lambda sesi: list(sesi.exec(terbuka)))


async def waktu_langkah(cerita: Cerita, no: int):
    isi = await cerita.baca(lambda sesi: naskah(sesi, jalan(sesi, 1), cerita.panggung.jam.sekarang()))
    return next(w for w in isi.waktu if w.no == no)


async def sama_dengan_jejak(cerita: Cerita) -> None:
    """What the log leads to is the state that the run has."""

    def kerja(sesi):
        baris = sesi.exec(select(Kejadian).order_by(col(Kejadian.no))).all()
        assert putar_ulang(kejadian_dari(b.jenis, b.isi) for b in baris) == jalan(sesi, 1).keadaan

    await cerita.baca(kerja)


async def test_dijeda_lalu_dilanjutkan(dkupp: Cerita):
    """60 minutes from 08.00; paused at 08.20, silent for a day, on again at 08.20: due at 09.00 of that day."""
    await dkupp.sampai(langkah=2)
    sekretaris, admin = dkupp.sekretaris, dkupp.admin
    await dkupp.maju(menit=20)
    await admin.tulis("/sop")
    layar = admin.pesan_terakhir
    jejak = await dkupp.jejak()
    await admin.tekan(JEDA)
    assert await dkupp.jejak() == jejak
    await admin.tulis(ALASAN)

    assert "dijeda" in admin.pesan_terakhir
    assert LANJUT in layar.label_tombol
    assert JEDA not in layar.label_tombol
    for orang in (sekretaris, dkupp.kepala):
        assert len([p for p in orang.semua_pesan if "Pengukuran dijeda" in p and ALASAN in p]) == 1
    assert f"Dijeda sejak 1 Apr 08.20 WIB karena: {ALASAN}" in dkupp.status
    await sekretaris.tulis("/status")
    assert "Dijeda sejak" in sekretaris.cari("📊")
    await sekretaris.tulis("/tugas")
    assert ALASAN in sekretaris.pesan_terakhir
    await sama_dengan_jejak(dkupp)

    banyak = {o.id: len(o.semua_pesan) for o in dkupp.semua}
    await dkupp.maju(hari=1)  # over the deadline, the reminders after it, and the morning list
    assert {o.id: len(o.semua_pesan) for o in dkupp.semua} == banyak
    await admin.tekan(LANJUT, layar)

    assert await batas(dkupp) == [datetime(2026, 4, 2, 2, 0, tzinfo=UTC)]
    assert JEDA in layar.label_tombol
    assert "Langkah 2 (Sekretaris): Kamis, 2 April 2026 09.00 WIB" in sekretaris.cari("Pengukuran dilanjutkan")
    assert "09.00 WIB" in sekretaris.cari("📨 DISPOSISI 2/13")
    assert "Dijeda" not in dkupp.status
    assert await dkupp.baca(lambda sesi: geseran(sesi, 1)) == []  # a change of the calendar keeps the pause
    await sama_dengan_jejak(dkupp)
    await dkupp.maju(menit=41)
    assert "terlewati" in sekretaris.pesan_terakhir

    await sekretaris.tekan("✅ Selesai")
    w = await waktu_langkah(dkupp, 2)
    assert w.selisih == "terlambat 1 menit kerja"
    assert (w.menit_sendiri, w.menit_menunggu) == (61, w.menit_nyata - 61)
    assert f"dijeda {w.menit_menunggu}" in w.rincian
    await dkupp.kepala.tulis("/jejak")
    assert "PelaksanaanDijeda" in await dkupp.jejak()


async def test_diselesaikan_selama_jeda(dkupp: Cerita):
    """Work may be finished, in its own time; what begins in the pause gets its time from its end."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(menit=20)
    await jeda(dkupp)
    await dkupp.maju(jam=2)
    await dkupp.sekretaris.tekan("✅ Selesai")

    assert dkupp.langkah == 3
    w = await waktu_langkah(dkupp, 2)
    assert (w.tepat, w.selisih) == (True, "")
    assert (w.menit_sendiri, w.menit_menunggu) == (20, 120)
    lama = await batas(dkupp)
    await dkupp.maju(menit=30)
    await lanjutkan(dkupp)
    kalender = await dkupp.baca(lambda sesi: jalan(sesi, 1).kalender)
    assert [kalender.menit_kerja(*b) for b in zip(lama, await batas(dkupp), strict=True)] == [30] * len(lama)


async def test_tekanan_kedua_dan_bukan_admin(dkupp: Cerita):
    """Every press is checked on arrival: person and state; a question that comes too late changes nothing."""
    await dkupp.sampai(langkah=2)
    await dkupp.admin.tulis("/sop")
    layar = dkupp.admin.pesan_terakhir
    await dkupp.sekretaris.tekan_mentah("jeda:1", layar.id)
    assert "tidak berlaku untuk Anda" in dkupp.sekretaris.kilasan
    await dkupp.admin.tekan_mentah("lanjutkan:1", layar.id)
    assert "tidak dijeda" in dkupp.admin.kilasan
    await dkupp.admin.tekan_mentah("jeda:99", layar.id)
    assert "tidak berlaku" in dkupp.admin.kilasan

    await jeda(dkupp)
    jejak = await dkupp.jejak()
    await dkupp.admin.tekan_mentah("jeda:1", layar.id)
    assert "sudah dijeda" in dkupp.admin.kilasan
    await dkupp.sekretaris.tekan_mentah("lanjutkan:1", layar.id)
    assert "tidak berlaku untuk Anda" in dkupp.sekretaris.kilasan
    await dkupp.kepala.tulis("/status")
    assert "📣 Ingatkan pelaksana" not in dkupp.kepala.pesan_terakhir.label_tombol
    await dkupp.kepala.tekan_mentah("desak:1", dkupp.kepala.pesan_terakhir.id)
    assert "sedang dijeda" in dkupp.kepala.kilasan
    assert await dkupp.jejak() == jejak

    await lanjutkan(dkupp)  # at the same minute: nothing to move
    assert (await dkupp.jejak())[-1] == "PelaksanaanDilanjutkan"


async def test_tarik_kembali_selama_jeda(dkupp: Cerita):
    """The act before the pause may be taken back in it; the run stays paused, and its first clock goes on afterwards."""
    await dkupp.sampai(langkah=2)
    semula = await batas(dkupp)
    await dkupp.sekretaris.tekan("✅ Selesai")
    await jeda(dkupp)
    await dkupp.sekretaris.tulis("/batal")
    await dkupp.sekretaris.tekan("↶ Tarik kembali")

    assert dkupp.langkah == 2
    assert await batas(dkupp) == semula
    await sama_dengan_jejak(dkupp)
    banyak = len(dkupp.sekretaris.semua_pesan)
    await dkupp.maju(menit=90)
    assert len(dkupp.sekretaris.semua_pesan) == banyak
    await lanjutkan(dkupp)
    assert [(b - a).total_seconds() for a, b in zip(semula, await batas(dkupp), strict=True)] == [90 * 60]


async def test_dibatalkan_selama_jeda(dkupp: Cerita):
    """A paused run can be cancelled; then there is nothing to go on with, and it can be ordered again."""
    await dkupp.sampai(langkah=2)
    await jeda(dkupp)
    layar = dkupp.admin.cari("Dijeda sejak")
    await dkupp.admin.tulis("/batalkan dkupp 2026 1 salah triwulan")
    await dkupp.admin.tekan_mentah("lanjutkan:1", layar.id)

    assert "sudah berakhir" in dkupp.admin.kilasan
    await dkupp.admin.tekan_mentah("jeda:1", layar.id)
    assert "sudah berakhir" in dkupp.admin.kilasan
    assert "Dibatalkan" in dkupp.status
    await sama_dengan_jejak(dkupp)


async def test_mati_selama_jeda(dkupp: Cerita):
    """The program is off while the run is paused: nothing is made up for; switched on, it goes on where it was."""
    await dkupp.sampai(langkah=2)
    await jeda(dkupp)
    await dkupp.panggung.hentikan_bot()
    dkupp.panggung.jam.maju(timedelta(hours=26))
    await dkupp.panggung.mulai_bot()
    await dkupp.tenang()

    assert not [p for p in dkupp.sekretaris.semua_pesan if "terlewati" in p or "Daftar tugas" in p]
    await lanjutkan(dkupp)
    saat = await dkupp.baca(
        lambda sesi: [
            t.kapan
            for t in sesi.exec(select(Tonggak).where(Tonggak.jenis == "ingat", col(Tonggak.selesai_pada).is_(None)))
            if t.isi["nama"] == "batas"
        ]
    )
    assert saat == await batas(dkupp)


async def test_yang_sudah_lewat_batas(dkupp: Cerita):
    """Late before the pause: told nothing in it, neither holder nor superior; as late as before when it goes on."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(menit=70)  # ten minutes after the deadline
    sekretaris, kepala = dkupp.sekretaris, dkupp.kepala
    await jeda(dkupp)
    banyak = len(sekretaris.semua_pesan), len(kepala.semua_pesan)
    await dkupp.maju(hari=1)
    assert (len(sekretaris.semua_pesan), len(kepala.semua_pesan)) == banyak
    await lanjutkan(dkupp)

    assert await batas(dkupp) == [datetime(2026, 4, 2, 2, 0, tzinfo=UTC)]
    assert "sudah lewat" in dkupp.status
    banyak = len(sekretaris.semua_pesan), len(kepala.semua_pesan)
    await dkupp.maju(menit=15)
    assert (len(sekretaris.semua_pesan), len(kepala.semua_pesan)) == banyak
    await dkupp.maju(menit=10)  # half an hour after the deadline as it is now
    assert len(sekretaris.semua_pesan) == banyak[0] + 1
    await sekretaris.tekan("✅ Selesai")
    assert (await waktu_langkah(dkupp, 2)).selisih == "terlambat 35 menit kerja"


async def test_perpanjangan_dan_jeda(dkupp_dua: Cerita):
    """More time granted before a pause moves with it; the record measures lateness by the standard and the pause."""
    await dkupp_dua.sampai(langkah=2)
    await minta(dkupp_dua.sekretaris)
    await dkupp_dua.kepala.tekan(BERI)  # until Monday 6 April, 09.00
    await dkupp_dua.maju(menit=20)
    await jeda(dkupp_dua)
    await dkupp_dua.maju(menit=30)
    await lanjutkan(dkupp_dua)
    assert await batas(dkupp_dua) == [datetime(2026, 4, 6, 2, 30, tzinfo=UTC)]
    await dkupp_dua.maju(menit=45)  # 09.35; the standard and the pause end at 09.30
    await dkupp_dua.sekretaris.tekan("✅ Selesai")

    w = await waktu_langkah(dkupp_dua, 2)
    assert w.selisih == "terlambat 5 menit kerja, dalam batas perpanjangan"
    assert "dijeda 30" in w.rincian


async def test_alasan_datang_terlambat(dkupp: Cerita):
    """The run ends while the administrator still writes: nothing is paused."""
    await dkupp.sampai(langkah=2)
    await dkupp.admin.tulis("/sop")
    await dkupp.admin.tekan(JEDA)
    await dkupp.admin.tulis("/batalkan dkupp 2026 1 salah triwulan")
    await dkupp.admin.tulis(ALASAN)

    assert "sudah berakhir" in dkupp.admin.pesan_terakhir
    assert "PelaksanaanDijeda" not in await dkupp.jejak()
    assert "Dibatalkan" in dkupp.status


async def test_disposisi_menyebut_jeda(dkupp: Cerita):
    """What is open, and what begins in the pause, says on its card that the run stands still, until it goes on."""
    await dkupp.sampai(langkah=2)
    await jeda(dkupp)
    assert "Dijeda sejak" in dkupp.sekretaris.cari("📨 DISPOSISI 2/13")
    await dkupp.sekretaris.tekan("✅ Selesai")
    kartu = dkupp.sekretaris.cari("📨 DISPOSISI 3/13")
    assert "Dijeda sejak" in kartu
    await lanjutkan(dkupp)
    assert "Dijeda" not in kartu


async def test_pagi_dan_akhir_pekan_selama_jeda(dkupp: Cerita):
    """No morning list and nothing that was asked for; the head's weekly note says that the run is paused, asks nothing."""
    await dkupp.sampai(langkah=2)
    sekretaris, kepala = dkupp.sekretaris, dkupp.kepala
    await dkupp.maju(menit=46)
    await sekretaris.tekan("⏰ Ingatkan lagi")
    await sekretaris.tekan("🌅 Besok 08.00")
    await jeda(dkupp)
    banyak = len(sekretaris.semua_pesan), len(kepala.semua_pesan)

    await dkupp.maju(hari=1, jam=6)  # Thursday 14.46, the last working day of the week

    assert len(sekretaris.semua_pesan) == banyak[0]
    (catatan,) = kepala.semua_pesan[banyak[1] :]
    assert "Catatan akhir pekan" in catatan
    assert "Dijeda sejak 1 Apr 08.46 WIB" in catatan
    assert "sudah lewat" not in catatan
    await dkupp.maju(hari=3, jam=19)  # Monday 09.46
    assert len(sekretaris.semua_pesan) == banyak[0]
    await lanjutkan(dkupp)
    await dkupp.maju(menit=15)  # it had 14 minutes left
    assert "terlewati" in sekretaris.pesan_terakhir


async def test_pengingat_yang_belum_terkirim_ditahan(dkupp: Cerita):
    """A reminder that Telegram would not take before the pause is not sent in it; the news of the pause is."""
    await dkupp.sampai(langkah=2)
    sekretaris = dkupp.sekretaris
    gangguan = dkupp.dunia.gagalkan("sendMessage", "502", kali=2, chat=sekretaris.id)
    await dkupp.panggung.maju_ke(datetime(2026, 4, 1, 1, 45, tzinfo=UTC))
    await dkupp.tenang()
    assert gangguan.terjadi
    assert not [p for p in sekretaris.semua_pesan if "⏰" in p]
    await jeda(dkupp)
    await dkupp.maju(menit=10)

    assert sekretaris.cari("Pengukuran dijeda")
    assert not [p for p in sekretaris.semua_pesan if "⏰" in p]
