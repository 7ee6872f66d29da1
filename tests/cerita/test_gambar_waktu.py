"""`⏱ Kepatuhan waktu`: the time record as a picture, and over quarters which standards are unrealistic."""

from datetime import timedelta

from sqlmodel import Session, col, select

from bot.berkas.gambar_waktu import GambarWaktu, tulis
from bot.layanan import muat
from bot.layanan.gambar_waktu import gambar
from bot.layanan.muat import Jalan
from db.tabel import Pelaksanaan, Penugasan
from tests.cerita.cerita import Cerita

LABEL = "⏱ Kepatuhan waktu"


def _isi(sesi: Session) -> GambarWaktu:
    nomor = sesi.exec(select(Pelaksanaan.id)).first()
    return gambar(sesi, muat.jalan(sesi, nomor or 0))


async def test_gambar_dari_status(dkupp: Cerita):
    """On time, late with the waiting apart, still open; from /status in private, not in the group, not for a unit."""
    await dkupp.sampai(langkah=6)
    await dkupp.maju(jam=3)
    for kode in dkupp.bidang:
        await dkupp.kirim_isian(dkupp.bidang[kode])
    await dkupp.maju(menit=20)
    await dkupp.sekretaris.tulis("/status")
    status = next(p for p in reversed(dkupp.sekretaris.semua_pesan) if LABEL in p.label_tombol)

    await dkupp.sekretaris.tekan(LABEL, status)

    foto = dkupp.sekretaris.pesan_terakhir
    assert foto.berkas.isi.startswith(b"\x89PNG")
    assert "⏱ Triwulan I 2026" in foto
    assert "Perbandingan lintas triwulan tersedia sesudah dua pengukuran selesai." in foto
    isi = await dkupp.baca(_isi)
    assert isi.ringkasan == "5 dari 6 tepat waktu; 180 menit seluruhnya"
    enam, tujuh = isi.baris[5:]
    assert (enam.no, enam.keadaan, enam.kata) == (
        "6",
        "telat",
        "180 menit dari standar 120 menit, terlambat 60 menit kerja",
    )
    assert (enam.sendiri, round(enam.standar, 3)) == (1.0, 0.667)
    assert (tujuh.keadaan, tujuh.kata, tujuh.sendiri) == ("berjalan", "sedang berjalan", 0.0)


async def test_menunggu_jawaban_atasan_tersendiri(dkupp: Cerita):
    """An hour of waiting for the superior's answer is no own time, and has its own colour."""
    await dkupp.sampai(langkah=2)
    await dkupp.sekretaris.tulis("/kendala")
    await dkupp.sekretaris.tulis("Format dari provinsi belum ada")
    await dkupp.maju(jam=1)
    await dkupp.kepala.tulis("/kendala")
    jawaban = next(
        p for p in reversed(dkupp.kepala.semua_pesan) if "Lanjutkan dengan data yang ada" in str(p.label_tombol)
    )
    label = next(x for x in jawaban.label_tombol if "Lanjutkan dengan data yang ada" in x)
    await dkupp.kepala.tekan(label, jawaban)
    await dkupp.maju(menit=15)
    await dkupp.sekretaris.tekan("✅ Selesai", dkupp.sekretaris.cari("📨 DISPOSISI 2/13"))

    isi = await dkupp.baca(_isi)

    dua = isi.baris[1]
    assert dua.rincian == "Sendiri 15 menit, menunggu 60 menit"
    assert (round(dua.sendiri, 2), round(dua.menunggu, 2), round(dua.standar, 2)) == (0.2, 0.8, 0.8)
    assert ("menunggu", "menunggu") in isi.arti
    assert tulis(isi).startswith(b"\x89PNG")


def _dua_triwulan(sesi: Session) -> None:
    """The run that there is ends; another one like it, a year before, in which everything took twice its standard."""
    ini = sesi.exec(select(Pelaksanaan)).one()
    j = muat.jalan(sesi, ini.id or 0)
    ini.status = "selesai"
    dulu = Pelaksanaan(**ini.model_dump(exclude={"id", "kunci", "tahun"}), tahun=2025, kunci="1:2025:1")
    sesi.add(dulu)
    sesi.flush()
    for p in sesi.exec(select(Penugasan).where(Penugasan.pelaksanaan_id == ini.id).order_by(col(Penugasan.id))).all():
        _lambat(j, p)
        isi = p.model_dump(exclude={"id", "pelaksanaan_id"})
        sesi.add(Penugasan(**isi, pelaksanaan_id=dulu.id or 0))


def _lambat(j: Jalan, p: Penugasan) -> None:
    if p.selesai_pada is not None and p.langkah == 2:
        p.selesai_pada = j.kalender.tambah_menit(p.mulai_pada, 130)
    elif p.selesai_pada is not None:
        p.selesai_pada = j.kalender.tambah(p.mulai_pada, j.sop[p.langkah].waktu) - timedelta(minutes=1)


async def test_lintas_triwulan(dkupp: Cerita):
    """Two finished runs: a step that took 130 minutes each time, against 60 that are printed."""
    await dkupp.sampai(langkah=6)
    dkupp.panggung.bot.pangkalan.tulis_sinkron(_dua_triwulan)
    await dkupp.kepala.tulis("/status")
    status = next(p for p in reversed(dkupp.kepala.semua_pesan) if LABEL in p.label_tombol)

    await dkupp.kepala.tekan(LABEL, status)

    foto, lintas = dkupp.kepala.semua_pesan[-2:]
    assert "Perbandingan lintas triwulan" not in foto
    assert "Dari 2 pengukuran yang selesai (Triwulan I 2025 sampai Triwulan I 2026)." in lintas
    assert "Terlalu pendek\n• Langkah 2, Membuat format" in lintas
    assert "standar 60 menit, nilai tengah 130 menit. Usul: 150 menit." in lintas
    assert "4 langkah lainnya sesuai dengan standarnya." in lintas


async def test_siapa_yang_boleh(dua_kantor: Cerita):
    """Nobody of another office, no unit; the administrator gets it below the story."""
    cerita = await dua_kantor.sampai(langkah=2)
    nomor, lain = await cerita.baca(lambda s: sorted(s.exec(select(Pelaksanaan.id)).all()))
    await cerita.pemegang("kepala", kantor=1).tekan_mentah(f"patuh:{nomor}", 1)
    assert "tidak berlaku" in cerita.pemegang("kepala", kantor=1).kilasan
    await cerita.kepala.tekan_mentah(f"patuh:{lain}", 1)
    assert "tidak berlaku" in cerita.kepala.kilasan
    await cerita.kepala.tekan_mentah("patuh:999", 1)
    assert "tidak berlaku" in cerita.kepala.kilasan
    await cerita.admin.tulis("/jejak")
    await cerita.admin.tekan(cerita.admin.pesan_terakhir.label_tombol[0])
    await cerita.admin.tekan(LABEL)
    assert "⏱ Triwulan I 2026" in cerita.admin.pesan_terakhir
