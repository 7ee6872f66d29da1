"""Answers to an invitation: comes, stays away, sends somebody."""

from datetime import datetime

from sqlmodel import Session

from bot.layanan import rapat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kertas import Kertas
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import Kilasan, lupakan
from bot.layanan.rapat_dasar import WAKIL, catat_rapat, tanyakan, teks_jawaban, undangan_sendiri
from bot.layanan.waktu_rapat import rapi
from bot.pesan import rapat as pesan
from bot.pesan.dasar import Tombol
from db.tabel import Kehadiran, Pertanyaan, Rapat


async def hadir(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`👍 Hadir`. Raises a `Ditolak`."""
    return await _jawab(lay, asal, tombol, pesan.HADIR)


async def tidak_hadir(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`👎 Tidak hadir`. Raises a `Ditolak`."""
    return await _jawab(lay, asal, tombol, pesan.TIDAK)


async def _jawab(lay: Layanan, asal: Asal, tombol: Tombol, jawaban: str) -> Kilasan:
    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        k, r, j, orang = undangan_sendiri(sesi, tombol.nomor, asal.telegram)
        if k.jawaban == jawaban:
            return Kilasan("Jawaban Anda sudah tersimpan.")
        _simpan_jawaban(sesi, k, r, j, orang, jawaban, "", waktu)
        return Kilasan("Tersimpan: Anda hadir." if jawaban == pesan.HADIR else "Tersimpan: Anda tidak hadir.")

    return await lay.tulis(asal, kerja)


async def minta_wakil(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🔁 Kirim wakil`: asks who comes instead. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        k, _, _, orang = undangan_sendiri(sesi, tombol.nomor, asal.telegram)
        tanyakan(sesi, orang, WAKIL, {"kehadiran": k.id}, pesan.minta_wakil(), waktu)
        return Kilasan("Mohon tulis nama wakilnya.")

    return await lay.tulis(asal, kerja)


def terima_wakil(sesi: Session, asal: Asal, soal: Pertanyaan, kertas: Kertas, waktu: datetime) -> None:
    """Who comes instead, as typed. Raises a `Ditolak`."""
    k, r, j, orang = undangan_sendiri(sesi, soal.isi["kehadiran"], asal.telegram)
    wakil = rapi(teks_jawaban(kertas))[:80]
    lupakan(sesi, soal, waktu, pesan.tersimpan(f"🔁 Anda diwakili {wakil}."))
    _simpan_jawaban(sesi, k, r, j, orang, pesan.DIWAKILI, wakil, waktu)


def _simpan_jawaban(
    sesi: Session, k: Kehadiran, r: Rapat, j: Jalan, orang: Pegawai, jawaban: str, wakil: str, waktu: datetime
) -> None:
    k.jawaban, k.wakil, k.dijawab_pada = jawaban, wakil, waktu
    sesi.flush()
    rapat.segarkan_undangan(sesi, j, r, waktu, k.id)
    rapat.segarkan_panel(sesi, j, r, waktu, rapat.penyelenggara(sesi, r))
    kata = {pesan.HADIR: "akan hadir", pesan.TIDAK: "tidak akan hadir", pesan.DIWAKILI: f"diwakili {wakil}"}
    catat_rapat(sesi, j, orang, f"menjawab undangan rapat: {kata[jawaban]}", waktu, tentang="kehadiran")
