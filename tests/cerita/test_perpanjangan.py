"""More time: asked for with a reason, granted or refused, in the record beside the printed standard."""

from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from bot.layanan.dokumen import naskah
from bot.layanan.isi_arsip import isi_arsip
from bot.layanan.muat import jalan
from bot.layanan.peta import peta
from bot.layanan.susun_ulang import susun_ulang
from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from bot.sop.kejadian import Pelaku
from db.tabel import HariKhusus, Penugasan, Perpanjangan, Tonggak
from tests.cerita.cerita import Cerita

MINTA, BERI, TOLAK = "⏳ Minta perpanjangan", "🟢 Beri perpanjangan", "🔴 Belum dapat"
ALASAN = "Data pihak lain belum lengkap"


def kartu(orang: Orang, no: int) -> Pesan:
    return [p for p in orang.semua_pesan if p.teks.startswith(f"📨 DISPOSISI {no}/")][-1]


def data(pesan: Pesan, label: str) -> str:
    """What a button carries."""
    return next(t["callback_data"] for baris in pesan.tombol for t in baris if t["text"] == label)


async def tabel(cerita: Cerita) -> list[Perpanjangan]:
    return await cerita.baca(lambda sesi: list(sesi.exec(select(Perpanjangan).order_by(col(Perpanjangan.id)))))


async def minta(orang: Orang, hari: str = "2 hari kerja", alasan: str = ALASAN) -> None:
    """From /tugas, with one open task."""
    await orang.tulis("/tugas")
    await orang.tekan(MINTA)
    await orang.tekan(next(t for t in orang.tombol() if t.startswith(hari)))
    await orang.tekan(alasan)


async def test_diminta_diberikan_batas_pindah(dkupp_dua: Cerita):
    """Two working days: card, group, reminders follow the new deadline; the record keeps the standard and says both."""
    await dkupp_dua.sampai(langkah=2)  # Wednesday 1 April, 08.00, 60 minutes; Friday is a holiday
    sekretaris, kepala = dkupp_dua.sekretaris, dkupp_dua.kepala

    await minta(sekretaris)
    assert "Menunggu keputusan Kepala Dinas" in sekretaris.pesan_terakhir
    assert "sedang diminta" in kartu(sekretaris, 2)
    pesan = kepala.cari("Permintaan perpanjangan")
    assert "Batas 1 Apr 09.00 WIB menjadi 6 Apr 09.00 WIB" in pesan
    await kepala.tekan(BERI)

    assert pesan.label_tombol == []
    assert "Diperpanjang oleh Kepala Dinas" in pesan
    assert "Batasnya sekarang 6 Apr 09.00 WIB" in sekretaris.pesan_terakhir
    assert "Batas: Senin, 6 April 2026 09.00 WIB" in kartu(sekretaris, 2)
    assert "Diperpanjang dari 1 Apr 09.00" in kartu(sekretaris, 2)
    assert "Waktu: 60 menit" in kartu(sekretaris, 2)
    assert "6 April 2026 09.00" in dkupp_dua.status
    await dkupp_dua.maju(jam=5)
    assert not [p for p in sekretaris.semua_pesan if "terlewati" in p]
    tonggak = await dkupp_dua.baca(
        lambda sesi: [
            t.kapan
            for t in sesi.exec(select(Tonggak).where(Tonggak.jenis == "ingat", col(Tonggak.selesai_pada).is_(None)))
            if t.isi["nama"] == "batas"
        ]
    )
    assert tonggak == [datetime(2026, 4, 6, 2, 0, tzinfo=UTC)]

    await dkupp_dua.maju(hari=1)  # Thursday 13.00: late by the standard, in time by what was granted
    await sekretaris.tekan("✅ Selesai")
    isi = await dkupp_dua.baca(lambda sesi: naskah(sesi, jalan(sesi, 1), dkupp_dua.panggung.jam.sekarang()))
    w = next(w for w in isi.waktu if w.no == 2)
    assert (w.standar, w.tepat) == ("60 menit", False)
    assert w.selisih.endswith("dalam batas perpanjangan")
    assert "Sekretaris: diperpanjang sampai 6 Apr 09.00 WIB, disetujui Kepala Dinas" in w.rincian
    assert w.rincian.endswith("ditepati")
    waktu = dkupp_dua.panggung.jam.sekarang()
    gambar = await dkupp_dua.baca(lambda sesi: peta(sesi, jalan(sesi, 1), waktu))
    assert gambar.langkah[1].keadaan == "telat"
    assert w.selisih in gambar.langkah[1].kata
    assert "BatasDipindah" in await dkupp_dua.jejak()


async def test_ditolak_batas_tetap(dkupp: Cerita):
    """Refused: nothing moves, it may be asked for again; typed days and a typed reason."""
    await dkupp.sampai(langkah=2)
    sekretaris, kepala = dkupp.sekretaris, dkupp.kepala

    await sekretaris.tekan("⚠️ Kendala")
    await sekretaris.tekan(MINTA)
    await sekretaris.tulis("secepatnya")
    assert "1 sampai 30" in sekretaris.pesan_terakhir
    await sekretaris.tulis("5 hari kerja")
    await sekretaris.tulis("Bukti <dukung> & tanda tangan menyusul")
    assert "Bukti <dukung> & tanda tangan menyusul" in kepala.cari("Permintaan perpanjangan")
    await kepala.tekan(TOLAK)

    assert "Belum dapat diperpanjang" in sekretaris.pesan_terakhir
    assert "Batas: Rabu, 1 April 2026 09.00 WIB" in kartu(sekretaris, 2)
    assert "BatasDipindah" not in await dkupp.jejak()
    await minta(sekretaris, "1 hari kerja")
    await kepala.tekan(BERI)
    assert [(m.hari, m.status) for m in await tabel(dkupp)] == [(5, "ditolak"), (1, "disetujui")]


async def test_dari_pengingat_dan_sesudah_lewat(dkupp: Cerita):
    """Asked for from a reminder when it is late already: the days count from now, the ladder begins anew."""
    await dkupp.sampai(langkah=2)
    sekretaris, kepala = dkupp.sekretaris, dkupp.kepala
    await dkupp.maju(jam=1, menit=10)

    await sekretaris.tekan(MINTA, sekretaris.cari("terlewati"))
    await sekretaris.tekan(next(t for t in sekretaris.tombol() if t.startswith("1 hari kerja")))
    await sekretaris.tekan(ALASAN)
    await kepala.tekan(BERI)

    assert "Batas: Kamis, 2 April 2026 09.10 WIB" in kartu(sekretaris, 2)
    assert "sudah lewat" not in dkupp.status
    banyak = len([p for p in sekretaris.semua_pesan if p.teks.startswith("⏰")])
    await dkupp.maju(jam=3)
    assert len([p for p in sekretaris.semua_pesan if p.teks.startswith("⏰")]) == banyak
    await dkupp.maju(hari=1)
    assert "terlewati" in [p for p in sekretaris.semua_pesan if p.teks.startswith("⏰")][-1]


async def test_kabar_atasan_sesudah_diperpanjang(dkupp: Cerita):
    """What a superior was told of lateness does not go on saying so with a deadline that lies ahead."""
    await dkupp.sampai(langkah=2)
    sekretaris, kepala = dkupp.sekretaris, dkupp.kepala
    await dkupp.maju(jam=3, menit=10)
    kabar = kepala.cari("🔔 Untuk diketahui: sudah lewat batas")

    await sekretaris.tekan(MINTA, [p for p in sekretaris.semua_pesan if "terlewati" in p][-1])
    await sekretaris.tekan(next(t for t in sekretaris.tombol() if t.startswith("1 hari kerja")))
    await sekretaris.tekan(ALASAN)
    await kepala.tekan(BERI)

    assert "batasnya sudah diperpanjang" in kabar
    assert "sudah lewat batas" not in kabar
    assert "Batasnya sekarang 2 Apr 11.10 WIB. Ditunggu: Sekretaris." in kabar


async def test_kalender_berubah_selagi_diminta(dkupp: Cerita):
    """The day becomes free while the request waits: the days asked for count from the deadline that has moved."""
    await dkupp.sampai(langkah=2)
    sekretaris, kepala = dkupp.sekretaris, dkupp.kepala
    await minta(sekretaris, "1 hari kerja")
    kini = dkupp.panggung.jam.sekarang()

    def libur(sesi: Session) -> None:
        sesi.add(HariKhusus(instansi_id=1, tanggal=date(2026, 4, 1), libur=True, nama="Libur daerah"))
        susun_ulang(sesi, 1, kini, Pelaku(0, "administrator"), "hari libur diubah")

    dkupp.panggung.bot.pangkalan.tulis_sinkron(libur)
    await dkupp.tenang()
    await kepala.tekan(BERI)

    (satu,) = await tabel(dkupp)
    assert (satu.batas_lama, satu.batas_baru) == (
        datetime(2026, 4, 2, 1, 30, tzinfo=UTC),
        datetime(2026, 4, 6, 1, 30, tzinfo=UTC),
    )
    assert "Batas: Senin, 6 April 2026 08.30 WIB" in kartu(sekretaris, 2)


async def test_pimpinan_menetapkan_sendiri(dkupp: Cerita):
    """Above the head nobody decides: it takes effect at once, and the record says whose act it was."""
    await dkupp.sampai(langkah=9)
    kepala = dkupp.kepala

    await minta(kepala, "1 hari kerja")

    assert "Diperpanjang oleh Kepala Dinas" in kepala.pesan_terakhir
    assert "Diperpanjang dari" in kartu(kepala, 9)
    assert "✅ Setuju" in kartu(kepala, 9).label_tombol
    await kepala.tekan("✅ Setuju")
    isi = await dkupp.baca(lambda sesi: naskah(sesi, jalan(sesi, 1), dkupp.panggung.jam.sekarang()))
    assert "ditetapkan sendiri, ditepati" in next(w for w in isi.waktu if w.no == 9).rincian


async def test_langkah_berakhir_sebelum_dijawab(dkupp: Cerita):
    """Done while the request waits: it ends too; the step taken back keeps its deadline, one more can be asked for."""
    await dkupp.sampai(langkah=2)
    sekretaris, kepala = dkupp.sekretaris, dkupp.kepala
    await minta(sekretaris)
    pesan = kepala.cari("Permintaan perpanjangan")
    beri = data(pesan, BERI)
    await sekretaris.tekan("✅ Selesai")

    assert pesan.label_tombol == []
    assert "sudah berakhir" in pesan
    await kepala.tekan_mentah(beri, pesan.id)
    assert "sudah dijawab" in kepala.toast
    await sekretaris.tulis("/batal")
    await sekretaris.tekan("↶ Tarik kembali")
    await minta(sekretaris, "1 hari kerja")
    await kepala.tekan(BERI)
    assert [m.status for m in await tabel(dkupp)] == ["berakhir", "disetujui"]
    await sekretaris.tekan("✅ Selesai")
    await sekretaris.tulis("/batal")
    await sekretaris.tekan("↶ Tarik kembali")
    assert "Batas: Kamis, 2 April 2026 09.00 WIB" in kartu(sekretaris, 2)


async def test_hanya_bidang_yang_meminta(dkupp: Cerita):
    """One unit gets more time: the others keep theirs, the owner's card too; everything is in the archive."""
    await dkupp.sampai(langkah=6)
    ukm, koperasi, sekretaris = dkupp.bidang["ukm"], dkupp.bidang["koperasi"], dkupp.sekretaris
    await minta(ukm)
    await sekretaris.tekan(BERI)

    batas = await dkupp.baca(
        lambda sesi: {p.bidang: p.batas for p in sesi.exec(select(Penugasan).where(Penugasan.langkah == 6))}
    )
    assert batas["ukm"] > batas["koperasi"] == batas[""]
    assert "Diperpanjang" not in kartu(koperasi, 6)
    anggota = await dkupp.baca(
        lambda sesi: [a.nama for a in isi_arsip(sesi, jalan(sesi, 1), dkupp.panggung.bot.layanan.tempat_berkas)]
    )
    assert {"11-perpanjangan.csv", "12-waktu.csv"} <= set(anggota)


async def test_ditemukan_lagi_lewat_tugas_dan_kendala(dkupp: Cerita):
    """The superior's message is far up: /tugas counts what waits for them, /kendala shows it again."""
    await dkupp.sampai(langkah=2)
    sekretaris, kepala = dkupp.sekretaris, dkupp.kepala
    await minta(sekretaris)
    await kepala.tulis("/tugas")
    assert "1 kendala atau permintaan perpanjangan menunggu jawaban Anda" in kepala.pesan_terakhir
    await kepala.tulis("/kendala")
    await kepala.tekan("⏳ Langkah 2: 2 hari kerja")
    await kepala.tekan(BERI, kepala.pesan_terakhir)

    assert [m.status for m in await tabel(dkupp)] == ["disetujui"]
    assert not [p for p in kepala.semua_pesan if BERI in p.label_tombol]


async def test_tombol_orang_lain_dan_palsu(dua_kantor: Cerita):
    """Nobody but the superior decides, once; nobody asks for another's task; a second request must wait."""
    await dua_kantor.sampai(langkah=2)
    sekretaris, kepala, tim = dua_kantor.sekretaris, dua_kantor.kepala, dua_kantor.tim
    lain = dua_kantor.pemegang("kepala", kantor=1)
    await sekretaris.tekan("⚠️ Kendala")
    tombol_minta = data(sekretaris.pesan_terakhir, MINTA)
    await sekretaris.tekan(MINTA)
    pilih_hari = data(sekretaris.pesan_terakhir, next(t for t in sekretaris.tombol() if t.startswith("1 hari")))
    await sekretaris.tekan(next(t for t in sekretaris.tombol() if t.startswith("1 hari")))
    await sekretaris.tekan(ALASAN)
    beri, tolak = (data(kepala.cari("Permintaan perpanjangan"), t) for t in (BERI, TOLAK))

    asing = "Tombol ini tidak berlaku untuk Anda atau sudah tidak ada."
    for orang, isi in (
        (lain, beri),
        (sekretaris, beri),
        (tim, tolak),
        (lain, tombol_minta),
        (sekretaris, pilih_hari),
        (tim, pilih_hari),
        (kepala, "panjangya:9999"),
    ):
        await orang.tekan_mentah(isi, 1)
        assert orang.toast == asing, (orang.id, isi)
    await sekretaris.tekan_mentah(tombol_minta, 1)
    assert "sudah diminta" in sekretaris.toast
    await kepala.tekan(BERI)
    await kepala.tekan_mentah(tolak, 1)
    assert "sudah dijawab" in kepala.toast
    assert [m.status for m in await tabel(dua_kantor)] == ["disetujui"]
