"""Obstacles: reported at a step, answered by the superior, solved; never in the way of the step itself."""

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import col, select

from bot.berkas.naskah import BarisWaktu
from bot.layanan.dokumen import naskah
from bot.layanan.isi_arsip import isi_arsip
from bot.layanan.muat import jalan
from bot.layanan.selaras import selaraskan
from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from bot.sop.kejadian import Pelaku
from db.tabel import Kejadian, Kendala, PejabatSementara, Personel
from tests.cerita.cerita import Cerita

DATA = "Data pihak lain belum lengkap"
LANJUT = "Lanjutkan dengan data yang ada"


def kartu(orang: Orang, no: int) -> Pesan:
    return [p for p in orang.semua_pesan if p.teks.startswith(f"📨 DISPOSISI {no}/")][-1]


def data(pesan: Pesan, label: str) -> str:
    """What a button carries."""
    return next(t["callback_data"] for baris in pesan.tombol for t in baris if t["text"] == label)


async def semua(cerita: Cerita) -> list[Kendala]:
    return await cerita.baca(lambda sesi: list(sesi.exec(select(Kendala).order_by(col(Kendala.id)))))


async def catatan(cerita: Cerita) -> list[str]:
    """What the log says about obstacles."""
    baca = select(Kejadian.isi).where(Kejadian.jenis == "HalDicatat").order_by(col(Kejadian.id))
    return [isi for isi in await cerita.baca(lambda sesi: list(sesi.exec(baca))) if '"kendala"' in isi]


async def test_dilaporkan_dijawab_dan_teratasi(dkupp_dua: Cerita):
    """From the card: a ready phrase, the superior's ready answer, solved; card, log and both chats tell it."""
    await dkupp_dua.sampai(langkah=6)
    ukm, sekretaris = dkupp_dua.bidang["ukm"], dkupp_dua.sekretaris
    assert "⚠️ Kendala" in kartu(ukm, 6).label_tombol

    await ukm.tekan("⚠️ Kendala")
    assert "Diteruskan kepada Sekretaris" in ukm.pesan_terakhir
    await ukm.tekan(DATA)

    assert "Kendala disampaikan" in ukm.pesan_terakhir
    diterima = sekretaris.cari("⚠️ Kendala langkah 6/13")
    assert DATA in diterima
    assert "menunggu jawaban sejak" in kartu(ukm, 6)
    await dkupp_dua.maju(menit=30)
    await sekretaris.tekan(LANJUT)

    assert diterima.label_tombol == []
    assert LANJUT in diterima
    assert "Jawaban atas kendala" in ukm.pesan_terakhir
    assert LANJUT in ukm.pesan_terakhir
    assert "dijawab: " + LANJUT in kartu(ukm, 6)
    await ukm.tekan("👌 Sudah teratasi")
    assert "Teratasi menurut pelapornya" in diterima
    assert "Kendala" not in kartu(ukm, 6).teks

    (satu,) = await semua(dkupp_dua)
    assert (satu.status, satu.dijawab_pada - satu.dibuat) == ("selesai", timedelta(minutes=30))
    lapor, jawab, usai = await catatan(dkupp_dua)
    assert "melaporkan kendala kepada Sekretaris: " + DATA in lapor
    assert "menjawab kendala dari " in jawab
    assert "menyatakan kendala teratasi" in usai
    assert dkupp_dua.langkah == 6
    await dkupp_dua.kirim_isian(ukm)


async def test_ditulis_sendiri_lewat_perintah(dkupp: Cerita):
    """`/kendala` with one task asks at once; typed on both sides, escaped; too short is asked again."""
    await dkupp.sampai(langkah=2)
    sekretaris, kepala = dkupp.sekretaris, dkupp.kepala

    await sekretaris.tulis("/kendala")
    await sekretaris.tulis("?")
    assert "satu kalimat" in sekretaris.pesan_terakhir
    await sekretaris.tulis("Surat <undangan> & agenda belum jelas")
    await kepala.tekan("✍️ Tulis jawaban")
    await kepala.tulis("Pakai agenda bulan lalu <lihat> arsip")

    assert "Surat <undangan> & agenda belum jelas" in kepala.cari("⚠️ Kendala langkah 2/13")
    assert "Pakai agenda bulan lalu <lihat> arsip" in sekretaris.cari("💬 Jawaban atas kendala")
    await sekretaris.tekan("✅ Selesai")
    assert dkupp.langkah == 3


async def test_foto_dan_dokumen_ikut(dkupp: Cerita):
    """A photo or a document is an obstacle too: the superior gets it, the archive keeps it."""
    await dkupp.sampai(langkah=2)
    sekretaris, kepala = dkupp.sekretaris, dkupp.kepala
    await sekretaris.tekan("⚠️ Kendala")
    await sekretaris.kirim_berkas(b"%PDF-1.4 surat", "surat balasan.pdf")

    assert kepala.berkas_diterima[-1].berkas.nama == "surat balasan.pdf"
    assert "surat balasan.pdf" in kepala.cari("⚠️ Kendala langkah 2/13")
    anggota = await dkupp.baca(
        lambda sesi: [a.nama for a in isi_arsip(sesi, jalan(sesi, 1), dkupp.panggung.bot.layanan.tempat_berkas)]
    )
    assert "08-kendala.csv" in anggota
    assert any(a.startswith("08-kendala/langkah-02-") for a in anggota)


async def test_pimpinan_mencatat_sendiri(dkupp: Cerita):
    """Nobody stands above the head: the obstacle is noted, politely, and nobody is waited for."""
    await dkupp.sampai(langkah=9)
    kepala = dkupp.kepala
    assert "⚠️ Kendala" not in kartu(kepala, 9).label_tombol

    await kepala.tulis("/kendala")
    assert "tidak ada atasan" in kepala.pesan_terakhir
    await kepala.tulis("Rapat pimpinan daerah bergeser ke hari Kamis")

    assert "Kendala dicatat" in kepala.pesan_terakhir
    (satu,) = await semua(dkupp)
    assert (satu.status, satu.selesai_pada) == ("dicatat", satu.dibuat)
    assert len(await catatan(dkupp)) == 1
    assert "✅ Setuju" in kartu(kepala, 9).label_tombol


async def test_langkah_berakhir_menutup_kendala_dan_ditarik_membukanya(dkupp: Cerita):
    """Done in spite of it: closed, no buttons left. Taken back: it waits again as before."""
    await dkupp.sampai(langkah=2)
    sekretaris, kepala = dkupp.sekretaris, dkupp.kepala
    await sekretaris.tekan("⚠️ Kendala")
    await sekretaris.tekan(DATA)
    diterima = kepala.cari("⚠️ Kendala langkah 2/13")
    jawab = data(diterima, LANJUT)

    await sekretaris.tekan("✅ Selesai")

    assert diterima.label_tombol == []
    assert "langkahnya sudah berakhir" in diterima
    assert "Kendala ditutup" in sekretaris.cari("Kendala ditutup")
    await kepala.tekan_mentah(jawab, diterima.id)
    assert kepala.toast == "Kendala ini sudah ditutup."

    await sekretaris.tulis("/batal")
    await sekretaris.tekan("↶ Tarik kembali")
    assert LANJUT in diterima.label_tombol
    await kepala.tekan_mentah(jawab, diterima.id)
    assert [k.status for k in await semua(dkupp)] == ["dijawab"]


async def test_dikembalikan_menutup_kendala_pemutus(dkupp: Cerita):
    """The decider's own obstacle ends when he returns the step; the new round begins without it."""
    await dkupp.sampai(langkah=8)
    await dkupp.semua_setuju()
    sekretaris = dkupp.sekretaris
    await sekretaris.tekan("⚠️ Kendala")
    await sekretaris.tekan(DATA)
    await sekretaris.tekan("↩️ Kembalikan")
    await sekretaris.tulis("Angka DKP-14 belum sesuai")

    assert [k.status for k in await semua(dkupp)] == ["berakhir"]
    assert dkupp.langkah == 7
    assert "Kendala" not in kartu(dkupp.tim, 7).teks


async def test_beberapa_tugas_dan_pelapor_lain(dkupp: Cerita):
    """Several people of one task may each report; the same person not twice while it waits."""
    await dkupp.sampai(langkah=7)
    tim, anggota = dkupp.tim, dkupp.anggota
    await tim.tekan("⚠️ Kendala")
    await tim.tekan(DATA)
    await tim.tekan("⚠️ Kendala")
    assert "menunggu jawaban" in tim.toast
    await anggota.tekan("⚠️ Kendala")
    await anggota.tulis("Jaringan kantor padam")

    assert len(await semua(dkupp)) == 2
    await dkupp.sekretaris.tulis("/kendala")
    pilihan = dkupp.sekretaris.pesan_terakhir.label_tombol
    assert len([p for p in pilihan if p.startswith("💬")]) == 2
    await dkupp.sekretaris.tekan(next(p for p in pilihan if "padam" in p))
    await dkupp.sekretaris.tekan("Saya bantu tindak lanjuti hari ini")
    assert sorted(k.status for k in await semua(dkupp)) == ["dijawab", "terbuka"]


async def test_tombol_orang_lain_dan_palsu(dua_kantor: Cerita):
    """Nobody but the superior answers, nobody but the reporter says solved, another office learns nothing."""
    await dua_kantor.sampai(langkah=2)
    sekretaris, kepala, tim = dua_kantor.sekretaris, dua_kantor.kepala, dua_kantor.tim
    kepala_lain = dua_kantor.pemegang("kepala", kantor=1)
    tombol_kartu = data(kartu(sekretaris, 2), "⚠️ Kendala")
    await sekretaris.tekan("⚠️ Kendala")
    siap = data(sekretaris.pesan_terakhir, DATA)
    await sekretaris.tekan(DATA)
    jawab = data(kepala.cari("⚠️ Kendala langkah 2/13"), LANJUT)
    usai = data(sekretaris.cari("Kendala disampaikan"), "👌 Sudah teratasi")

    asing = "Tombol ini tidak berlaku untuk Anda atau sudah tidak ada."
    for orang, isi in (
        (kepala_lain, jawab),
        (tim, jawab),
        (sekretaris, jawab),
        (kepala, usai),
        (kepala_lain, usai),
        (kepala_lain, tombol_kartu),
        (sekretaris, siap),
        (kepala, jawab.rpartition(":")[0] + ":99"),
        (kepala, "kendalatls:9999"),
    ):
        await orang.tekan_mentah(isi, 1)
        assert orang.toast == asing, (orang.id, isi)
    await tim.tekan_mentah(tombol_kartu, 1)
    assert "Ini tugas" in tim.toast
    assert [k.status for k in await semua(dua_kantor)] == ["terbuka"]

    await kepala.tekan(LANJUT)
    await kepala.tekan_mentah(jawab, 1)
    assert "sudah dijawab" in kepala.toast
    assert len(await catatan(dua_kantor)) == 2


async def test_kendala_mengikuti_pengganti(dkupp: Cerita):
    """The superior gets a stand-in while an obstacle waits: the stand-in receives it and answers."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    await ukm.tekan("⚠️ Kendala")
    await ukm.tekan(DATA)

    def tetapkan(sesi) -> None:
        orang = {o.telegram: o for o in sesi.exec(select(Personel))}
        plh, lama = orang[dkupp.tim.id], orang[dkupp.sekretaris.id]
        hari = dkupp.panggung.jam.sekarang().date()
        sesi.add(
            PejabatSementara(
                instansi_id=plh.instansi_id,
                personel_id=plh.id,
                menggantikan=lama.id,
                status="berlaku",
                jabatan="Sekretaris",
                peran="sekretaris",
                jenis="Plh.",
                dari=hari,
            )
        )
        selaraskan(sesi, plh.instansi_id, dkupp.panggung.jam.sekarang(), Pelaku(0, "Administrator"))

    await dkupp.panggung.bot.pangkalan.tulis(tetapkan)
    await dkupp.tenang()
    assert DATA in dkupp.tim.cari("⚠️ Kendala langkah 6/13")
    await dkupp.tim.tekan(LANJUT)
    assert "Plh. Sekretaris" in ukm.cari("💬 Jawaban atas kendala")


async def test_tanpa_tugas_tanpa_kendala(dkupp: Cerita):
    """Nothing open: a polite answer. In the group the command says where it belongs."""
    await dkupp.sampai(langkah=2)

    await dkupp.tim.tulis("/kendala")

    assert "Tidak ada tugas Anda yang sedang terbuka" in dkupp.tim.pesan_terakhir
    await dkupp.tim.tulis("/bantuan")
    assert "/kendala" in dkupp.tim.pesan_terakhir


async def test_lima_sop_dapat_melapor(buat: Callable[..., Cerita]):
    """Where the superior is not the secretary (Kapuas Hulu, Gowa, Balangan) the obstacle finds the right person."""
    cerita = await buat("setwan-balangan").sampai(langkah=2)
    terbuka = [o for o in cerita.semua if any("⚠️ Kendala" in p.label_tombol for p in o.semua_pesan)]
    assert terbuka
    await terbuka[0].tekan("⚠️ Kendala")
    await terbuka[0].tekan(DATA)
    assert [o for o in cerita.semua if any(p.teks.startswith("⚠️ Kendala langkah") for p in o.semua_pesan)]


async def waktu(cerita: Cerita, no: int) -> BarisWaktu:
    """The time record of a step."""
    isi = await cerita.baca(lambda sesi: naskah(sesi, jalan(sesi, 1), cerita.panggung.jam.sekarang()))
    return next(w for w in isi.waktu if w.no == no)


async def test_waktu_menunggu_jawaban_dicatat_terpisah(dkupp: Cerita):
    """60 minutes of work with 35 of waiting in them, one over the lunch break: own 60, waiting 35; the standard stays."""
    await dkupp.sampai(langkah=2)  # 08.00, 60 minutes
    sekretaris, kepala = dkupp.sekretaris, dkupp.kepala
    await dkupp.maju(menit=20)
    await sekretaris.tekan("⚠️ Kendala")
    await sekretaris.tekan(DATA)
    await dkupp.maju(menit=30)
    await kepala.tekan(LANJUT)
    await dkupp.maju(jam=3, menit=5)  # 11.55
    await sekretaris.tekan("⚠️ Kendala")
    await sekretaris.tekan("Ketentuan atau angka belum jelas")
    await dkupp.maju(jam=1, menit=5)  # 13.00: five of them were working time
    await sekretaris.tekan("👌 Sudah teratasi", sekretaris.cari("Kendala disampaikan"))
    await sekretaris.tekan("✅ Selesai")

    w = await waktu(dkupp, 2)
    assert (w.menit_nyata, w.menit_sendiri, w.menit_menunggu) == (240, 205, 35)
    assert w.rincian == "Sekretaris: sendiri 205, menunggu jawaban kendala 35"
    assert (w.standar, w.tepat) == ("60 menit", False)
    await kepala.tulis("/status")
    assert "memakai 240 menit kerja; 35 di antaranya menunggu" in kepala.pesan_terakhir


async def test_pemilik_unggahan_menunggu_bidang(dkupp: Cerita):
    """Collecting: the units work, its owner waits for them; one unit waits for an answer while others work."""
    await dkupp.sampai(langkah=6)
    bidang = dkupp.bidang
    await bidang["ukm"].tekan("⚠️ Kendala")
    await bidang["ukm"].tekan(DATA)
    await dkupp.maju(menit=30)
    for kode, orang in bidang.items():
        if kode != "ukm":
            await dkupp.kirim_isian(orang)
    await dkupp.maju(menit=20)  # now nobody can go on
    await dkupp.sekretaris.tekan(LANJUT)
    await dkupp.maju(menit=10)
    await dkupp.kirim_isian(bidang["ukm"])

    w = await waktu(dkupp, 6)
    assert (w.menit_nyata, w.menit_sendiri, w.menit_menunggu) == (60, 40, 20)
    assert "Bidang UKM: sendiri 10, menunggu jawaban kendala 50" in w.rincian
    assert "Sekretaris: sendiri 0, menunggu unit 60" in w.rincian
