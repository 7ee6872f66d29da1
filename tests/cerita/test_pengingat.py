"""Reminders: before the standard runs out, at it and after it, each once, in working time, one message to a person."""

from datetime import UTC, datetime, timedelta

from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from tests.cerita.cerita import Cerita


def pengingat(orang: Orang) -> list[Pesan]:
    return [p for p in orang.semua_pesan if p.teks.startswith("⏰")]


def daftar_pagi(orang: Orang) -> list[Pesan]:
    return [p for p in orang.semua_pesan if p.teks.startswith("☀️")]


def untuk_atasan(orang: Orang) -> list[Pesan]:
    return [p for p in orang.semua_pesan if "🔔" in p]


def pukul(pesan: Pesan) -> str:
    """Local time (WIB) of a message."""
    return (datetime.fromtimestamp(pesan.tanggal, UTC) + timedelta(hours=7)).strftime("%d/%m %H.%M")


def saat(pesan: list[Pesan]) -> list[str]:
    return [pukul(p) for p in pesan]


async def test_diingatkan_sebelum_batas_dan_pada_batas(dkupp: Cerita):
    """60 minutes from 08.00: a reminder at 08.45 and one at 09.00, and no third one the same way."""
    await dkupp.sampai(langkah=2)

    await dkupp.maju(jam=1, menit=15)

    assert saat(pengingat(dkupp.sekretaris)) == ["01/04 08.45", "01/04 09.00"]
    dekat, lewat = pengingat(dkupp.sekretaris)
    assert "Langkah 2/13" in dekat
    assert "09.00 WIB" in dekat
    assert "sudah dekat" in dekat
    assert "terlewati" in lewat


async def test_sesudah_batas_atasan_baru_tahu_pada_yang_kedua(dkupp: Cerita):
    """After the deadline: +30 minutes to the person alone, +2 hours to the superior as well, then each morning."""
    await dkupp.sampai(langkah=2)

    await dkupp.maju(jam=3, menit=15)

    assert saat(pengingat(dkupp.sekretaris))[2:] == ["01/04 09.30", "01/04 11.00"]
    assert "Pengingat berikutnya sampai juga kepada Kepala Dinas" in pengingat(dkupp.sekretaris)[2]
    assert saat(untuk_atasan(dkupp.kepala)) == ["01/04 11.00"]
    assert "Sekretaris" in untuk_atasan(dkupp.kepala)[0]
    assert "Langkah 2/13" in untuk_atasan(dkupp.kepala)[0]

    await dkupp.maju(hari=6)  # over Good Friday and the weekend

    assert saat(daftar_pagi(dkupp.sekretaris)) == ["02/04 08.30", "06/04 08.30", "07/04 08.30"]
    assert saat(untuk_atasan(dkupp.kepala))[1:] == ["02/04 08.30", "06/04 08.30", "07/04 08.30"]
    assert len(pengingat(dkupp.sekretaris)) == 4  # the mornings' reminders are in the mornings' lists
    assert not [p for p in dkupp.pesan_grup if "Langkah" in p and not p.teks.startswith("📊")]


async def test_selesai_lalu_pengingat_berubah(dkupp: Cerita):
    """Only the newest reminder has buttons; once the work is done it has none, and the superior reads that it is done."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(jam=3, menit=15)
    semua = pengingat(dkupp.sekretaris)
    assert [bool(p.label_tombol) for p in semua] == [False, False, False, True]
    assert {"▶️ Langkah 2", "⏰ Ingatkan lagi"} <= set(semua[-1].label_tombol)

    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.maju(menit=5)

    assert "✅ dikerjakan, 1 Apr 11.15 WIB" in semua[-1]
    assert not semua[-1].label_tombol
    assert "sudah tidak menunggu lagi" in untuk_atasan(dkupp.kepala)[0]
    assert "✅ Langkah 2/13 · Sekretaris: dikerjakan" in untuk_atasan(dkupp.kepala)[0]


async def test_tidak_ada_pengingat_bagi_yang_sudah_selesai(dkupp: Cerita):
    """Done at 08.30: nobody is reminded of that step; the next one has its own clock."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(menit=30)
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.sekretaris.tekan("✅ Selesai")

    await dkupp.maju(menit=20)

    assert pengingat(dkupp.sekretaris) == []


async def test_k28_pengingat_hanya_di_jam_kerja(dkupp: Cerita):
    """A step that begins on Thursday 15.30 before a long weekend is reminded of on Monday morning, not before."""
    await dkupp.sampai(langkah=1)
    await dkupp.maju(hari=1, jam=7, menit=30)
    await dkupp.kepala.tulis("/mulai 1 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")

    await dkupp.maju(hari=3, jam=16, menit=35)

    assert saat(pengingat(dkupp.sekretaris)) == ["06/04 07.45", "06/04 08.00"]


async def test_k12_pengingat_yang_terlewat_saat_mati_datang_sekali(dkupp: Cerita):
    """Down for two hours over the deadline: one reminder after the start, not two; two more restarts add none."""
    await dkupp.sampai(langkah=2)
    await dkupp.panggung.hentikan_bot()
    dkupp.panggung.jam.maju(timedelta(hours=2))

    await dkupp.panggung.mulai_bot()
    await dkupp.maju(menit=1)
    for _ in range(2):
        await dkupp.nyalakan_ulang()

    assert len(pengingat(dkupp.sekretaris)) == 1
    assert "terlewati" in pengingat(dkupp.sekretaris)[0]
    assert untuk_atasan(dkupp.kepala) == []  # nobody hears of it before the person does


async def test_k25_mati_semalaman_diingatkan_pada_jam_buka(dkupp: Cerita):
    """The bot comes back at night: the reminder waits for the opening, once, also across two quick restarts."""
    await dkupp.sampai(langkah=2)
    await dkupp.panggung.hentikan_bot()
    dkupp.panggung.jam.maju(timedelta(hours=12))

    await dkupp.panggung.mulai_bot()
    await dkupp.maju(menit=1)
    assert pengingat(dkupp.sekretaris) == []
    for _ in range(2):
        await dkupp.nyalakan_ulang()
    await dkupp.maju(jam=11, menit=45)

    assert saat(pengingat(dkupp.sekretaris)) == ["02/04 07.30"]


async def test_k25_selesai_pada_detik_yang_sama(dkupp: Cerita):
    """The step ends in the second in which its reminder is due: no reminder, or one that says that it is done."""
    await dkupp.sampai(langkah=2)
    dkupp.panggung.jam.maju(timedelta(minutes=45))
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.sekretaris.tekan("✅ Selesai")

    await dkupp.panggung.setelah_maju()
    await dkupp.tenang()

    assert [p for p in pengingat(dkupp.sekretaris) if p.label_tombol] == []


async def test_k12_beberapa_tugas_satu_pesan(dua_kantor: Cerita):
    """What one person has late after an outage comes as one list; only once, whatever is restarted."""
    cerita = await dua_kantor.sampai(langkah=6)
    orang = cerita.bidang["koperasi"]
    await cerita.panggung.hentikan_bot()
    cerita.panggung.jam.maju(timedelta(hours=4))

    await cerita.panggung.mulai_bot()
    await cerita.maju(menit=1)
    await cerita.nyalakan_ulang()

    assert len(pengingat(orang)) == 1
    assert len(pengingat(cerita.sekretaris)) == 1


async def test_putaran_baru_punya_jam_baru(dkupp: Cerita):
    """A returned step gets a new deadline and its own reminders; the old times stay in the record."""
    await dkupp.sampai(langkah=9)
    await dkupp.maju(menit=30)
    await dkupp.kepala.tekan("↩️ Kembalikan")
    await dkupp.kepala.tulis("Angka DKP-14 belum sesuai")

    await dkupp.maju(jam=4)

    assert "Batas: Rabu, 1 April 2026 13.30 WIB" in dkupp.tim.cari("📨 DISPOSISI 7/13")
    assert saat(pengingat(dkupp.tim)) == ["01/04 11.30"]


async def test_hanya_yang_belum_mengirim_diingatkan(dkupp: Cerita):
    """During the collection only those who have not sent are reminded."""
    await dkupp.sampai(langkah=6)
    await dkupp.kirim_isian(dkupp.bidang["ukm"])

    await dkupp.maju(jam=2, menit=15)

    assert pengingat(dkupp.bidang["ukm"]) == []
    assert len(pengingat(dkupp.bidang["koperasi"])) == 2


async def test_atasan_mendapat_satu_pesan_untuk_semua_bawahan(dkupp: Cerita):
    """Seven units are late at the same minute: the secretary gets one message that names them."""
    await dkupp.sampai(langkah=6)
    await dkupp.kirim_isian(dkupp.bidang["ukm"])

    await dkupp.maju(jam=5, menit=30)

    (satu,) = untuk_atasan(dkupp.sekretaris)
    assert satu.teks.startswith("⏰")  # the secretary's own task, the collection, is late as well
    assert "Ditunggu: Bidang Koperasi, Bidang Perdagangan, Bidang Perindustrian, Sekretariat." in satu
    (kepala,) = untuk_atasan(dkupp.kepala)  # those who have not sent are awaited, not who waits for them
    assert "Ditunggu: Bidang Koperasi, Bidang Perdagangan, Bidang Perindustrian, Sekretariat." in kepala
    assert "UKM" not in satu


async def test_ingatkan_sejam_lagi(dkupp: Cerita):
    """⏰ Ingatkan lagi, one hour: until then only the deadline itself is told; then it comes again."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(menit=50)

    await dkupp.sekretaris.tekan("⏰ Ingatkan lagi")
    assert pengingat(dkupp.sekretaris)[0].label_tombol[-2:] == ["🕐 1 jam lagi", "🌅 Besok 08.00"]
    await dkupp.sekretaris.tekan("🕐 1 jam lagi")
    assert "1 Apr 09.50 WIB" in dkupp.sekretaris.kilasan
    await dkupp.maju(jam=1, menit=30)

    assert saat(pengingat(dkupp.sekretaris)) == ["01/04 08.45", "01/04 09.00", "01/04 09.50"]


async def test_ingatkan_lagi_tetap_menyebut_atasan(dkupp: Cerita):
    """Who slept through the first reminder after the deadline still hears it before the superior does."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(jam=1, menit=5)

    await dkupp.sekretaris.tekan("⏰ Ingatkan lagi")
    await dkupp.sekretaris.tekan("🕐 1 jam lagi")
    await dkupp.maju(jam=2)

    assert saat(pengingat(dkupp.sekretaris))[2:] == ["01/04 10.05", "01/04 11.00"]
    assert "Pengingat berikutnya sampai juga kepada Kepala Dinas" in pengingat(dkupp.sekretaris)[2]
    assert "Pengingat berikutnya" not in pengingat(dkupp.sekretaris)[3]
    assert saat(untuk_atasan(dkupp.kepala)) == ["01/04 11.00"]


async def test_ingatkan_besok_pagi(dkupp: Cerita):
    """Tomorrow 08.00, on a working day; the superior is told when the time for it comes, and the person with them."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(jam=1, menit=5)

    await dkupp.sekretaris.tekan("⏰ Ingatkan lagi")
    await dkupp.sekretaris.tekan("🌅 Besok 08.00")
    assert (
        "diingatkan lagi 2 Apr 08.00 WIB. Bila belum selesai, Kepala Dinas diberi tahu 1 Apr 11.00"
        in dkupp.sekretaris.kilasan
    )
    await dkupp.maju(jam=23, menit=10)

    assert saat(pengingat(dkupp.sekretaris)) == ["01/04 08.45", "01/04 09.00", "01/04 11.00", "02/04 08.00"]
    assert saat(untuk_atasan(dkupp.kepala)) == ["01/04 11.00"]


async def test_ingatkan_lagi_milik_orang_lain_ditolak(dkupp: Cerita):
    """A forged or stale button of a reminder changes nothing."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(menit=50)
    (pesan,) = pengingat(dkupp.sekretaris)
    (data,) = [t["callback_data"] for baris in pesan.tombol for t in baris if t["text"] == "⏰ Ingatkan lagi"]

    for palsu in (
        data,
        "ingatnanti:1:9.sejam",
        "ingat:1:x",
        "ingatnanti:1:",
        f"{data}.lusa".replace("ingat", "ingatnanti"),
    ):
        for orang in (dkupp.kepala, dkupp.tim):
            await orang.tekan_mentah(palsu, 1)
            assert "tidak berlaku" in orang.kilasan
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.sekretaris.tekan_mentah(data, pesan.id)

    assert "sudah selesai" in dkupp.sekretaris.kilasan
    assert not pengingat(dkupp.sekretaris)[0].label_tombol


async def test_k27_jam_melompat_maju_lalu_mundur(dkupp: Cerita):
    """The computer's clock jumps an hour forward, then back: nothing twice, nothing skipped."""
    await dkupp.sampai(langkah=2)
    jam = dkupp.panggung.jam
    jam.maju(timedelta(hours=1))
    await dkupp.panggung.setelah_maju()
    await dkupp.tenang()
    assert ["terlewati" in p for p in pengingat(dkupp.sekretaris)] == [True]

    jam._asal -= timedelta(hours=1)  # the clock of the simulator refuses to; a computer's does not
    await dkupp.maju(jam=3, menit=5)

    assert saat(pengingat(dkupp.sekretaris)) == ["01/04 09.00", "01/04 09.30", "01/04 11.00"]
    assert saat(untuk_atasan(dkupp.kepala)) == ["01/04 11.00"]


async def test_alih_tugas_pengingat_mengikuti_pemegangnya(dkupp: Cerita):
    """A waiting reminder is not sent to whoever has handed the task on; the new holder is reminded."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(menit=50)
    await dkupp.sekretaris.tulis("/alihkan")
    await dkupp.sekretaris.tekan(
        next(x for x in dkupp.sekretaris.pesan_terakhir.label_tombol if "Tim" in x or "Tatang" in x or "👤" in x)
    )
    await dkupp.sekretaris.tekan("➡️ Tawarkan tanpa pesan")
    penerima = next(o for o in dkupp.semua if "🤝 Terima" in o.tombol())
    await penerima.tekan("🤝 Terima")

    await dkupp.maju(menit=20)

    assert saat(pengingat(dkupp.sekretaris)) == ["01/04 08.45"]
    assert not pengingat(dkupp.sekretaris)[0].label_tombol
    assert "dialihkan kepada" in pengingat(dkupp.sekretaris)[0]
    assert saat(pengingat(penerima)) == ["01/04 09.00"]


async def test_tarik_kembali_pengingat_hidup_lagi(dkupp: Cerita):
    """Done at 08.50 and taken back at 09.40: what passed over it comes once, the reminder shows buttons again."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(menit=50)
    await dkupp.sekretaris.tekan("✅ Selesai")
    assert not pengingat(dkupp.sekretaris)[0].label_tombol
    await dkupp.maju(menit=50)

    await dkupp.sekretaris.tulis("/batal")
    await dkupp.sekretaris.tekan("↶ Tarik kembali")
    await dkupp.maju(menit=1)

    milik = [p for p in pengingat(dkupp.sekretaris) if "Langkah 2/13" in p]
    assert saat(milik) == ["01/04 08.45", "01/04 09.40"]
    assert ["⏰ Ingatkan lagi" in p.label_tombol for p in milik] == [False, True]
    await dkupp.maju(jam=2)
    assert saat([p for p in pengingat(dkupp.sekretaris) if "Langkah 2/13" in p])[2:] == ["01/04 11.00"]


async def test_tangga_pada_tiap_basis_data(dkupp_dua: Cerita):
    """The ladder, the superior, a choice to be reminded again and the morning list, on SQLite and on PostgreSQL."""
    await dkupp_dua.sampai(langkah=2)
    await dkupp_dua.maju(jam=1, menit=5)
    await dkupp_dua.sekretaris.tekan("⏰ Ingatkan lagi")
    await dkupp_dua.sekretaris.tekan("🕐 1 jam lagi")
    await dkupp_dua.maju(jam=24)

    assert saat(pengingat(dkupp_dua.sekretaris)) == [
        "01/04 08.45",
        "01/04 09.00",
        "01/04 10.05",
        "01/04 11.00",
    ]
    assert saat(daftar_pagi(dkupp_dua.sekretaris)) == ["02/04 08.30"]
    assert saat(untuk_atasan(dkupp_dua.kepala)) == ["01/04 11.00", "02/04 08.30"]
    await dkupp_dua.sekretaris.tekan("✅ Selesai")
    assert not daftar_pagi(dkupp_dua.sekretaris)[0].label_tombol
    assert "Tugas Anda hari ini: tidak ada lagi yang menunggu" in daftar_pagi(dkupp_dua.sekretaris)[0]
