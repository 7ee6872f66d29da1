"""A meeting whose time has not come: what is pressed or typed at its step is asked about before it counts.

Nobody can have attended it, and a text that says when and where is more likely a new time than its minutes.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.layanan import rapat
from bot.layanan.atur_rapat import terima_waktu
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kertas import Kertas, lampirkan
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import Kilasan, giliran, lupakan, selesaikan_giliran
from bot.layanan.rapat_dasar import UBAH_INI, tanyakan
from bot.layanan.waktu_rapat import JawabanSalah, SudahLewat, baca, terbaca_tanggal
from bot.pesan import rapat as pesan
from bot.pesan.dasar import Tombol
from bot.sop.model import Jenis
from bot.sop.penolakan import TidakDitemukan
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Penugasan, Pertanyaan, Rapat


async def selesaikan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Selesai`; at the step of a meeting that lies ahead it asks first. Raises a `Ditolak`."""
    return await _selesaikan(lay, asal, tombol, berlangsung=False)


async def selesaikan_lebih_awal(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Rapat sudah berlangsung`: the step is done. Raises a `Ditolak`."""
    return await _selesaikan(lay, asal, tombol, berlangsung=True)


async def _selesaikan(lay: Layanan, asal: Asal, tombol: Tombol, *, berlangsung: bool) -> Kilasan:
    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, orang = giliran(sesi, tombol.nomor, asal.telegram)
        r = _rapat_langkah(sesi, j, baris)
        if r is not None and rapat.mendatang(r, waktu) and not berlangsung:
            return tanya_berlangsung(sesi, j, r, asal, Tombol("rapat-sudah", tombol.nomor), waktu, menutup=False)
        hasil = selesaikan_giliran(sesi, j, baris, orang, waktu)
        if r is not None:
            tutup_tanya_berlangsung(sesi, r, waktu)
        return hasil

    return await lay.tulis(asal, kerja)


def _rapat_langkah(sesi: Session, j: Jalan, baris: Penugasan) -> Rapat | None:
    """The meeting of this very step."""
    return rapat.cari(sesi, j, baris.langkah) if j.sop[baris.langkah].jenis is Jenis.RAPAT else None


def tanya_berlangsung(
    sesi: Session, j: Jalan, r: Rapat, asal: Asal, sudah: Tombol, waktu: datetime, *, menutup: bool
) -> Kilasan:
    """The one question, with `sudah` on its button. What was pressed has had no effect."""
    isi = pesan.tanya_berlangsung(rapat.isi_rapat(sesi, j, r), sudah, menutup=menutup)
    kunci = f"{_depan(r)}{asal.telegram}:{asal.update_id}"
    titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0, kunci=kunci), waktu)
    return Kilasan("Rapatnya belum berlangsung. Mohon pastikan dahulu.")


def tutup_tanya_berlangsung(sesi: Session, r: Rapat, waktu: datetime) -> None:
    """It has been answered, or the time has come meanwhile."""
    for satu in berkunci(sesi, _depan(r)):
        sunting(sesi, satu.id, pesan.SUDAH_BERLANGSUNG, waktu)


def _depan(r: Rapat) -> str:
    return f"rapat-sudah:{r.id}:"


# A time instead of minutes -------------------------------------------------------------------------------------------


def tanya_ubah(sesi: Session, kertas: Kertas, tugas: tuple[Penugasan, Jalan, Pegawai], waktu: datetime) -> bool:
    """Whether this text was asked about rather than filed: at the step of a living meeting it says when and where."""
    baris, j, orang = tugas
    r = _rapat_langkah(sesi, j, baris)
    if kertas.jenis != "teks" or r is None or r.status not in rapat.HIDUP or not terbaca_tanggal(kertas.teks):
        return False
    sebab = ""
    try:
        baca(kertas.teks.strip(), waktu, ZoneInfo(j.instansi.zona))
    except SudahLewat:  # the minutes name when it was
        return False
    except JawabanSalah as salah:
        sebab = str(salah)
    ingatan = {"rapat": r.id, "penugasan": baris.id, "teks": kertas.teks}
    tanyakan(sesi, orang, UBAH_INI, ingatan, pesan.tanya_ubah_waktu(baris.id or 0, kertas.teks, sebab), waktu)
    return True


async def ubah_ini(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🕘 Ya, ubah waktunya`: the text is the meeting's new time. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal = _soal(sesi, asal, tombol)
        terima_waktu(sesi, asal, soal, Kertas("teks", "", soal.isi["teks"]), waktu)
        return Kilasan("Tersimpan.")

    return await lay.tulis(asal, kerja)


async def simpan_ini(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📎 Bukan, simpan sebagai notulen`. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal = _soal(sesi, asal, tombol)
        baris, j, orang = giliran(sesi, tombol.nomor, asal.telegram)
        teks = soal.isi["teks"]
        lupakan(sesi, soal, waktu, pesan.tersimpan("📎 Disimpan sebagai notulen."))
        lampirkan(sesi, baris, j, orang, Kertas("teks", " ".join(teks.split()), teks), waktu)
        return Kilasan("Tersimpan.")

    return await lay.tulis(asal, kerja)


def _soal(sesi: Session, asal: Asal, tombol: Tombol) -> Pertanyaan:
    soal = sesi.get(Pertanyaan, asal.telegram)
    if soal is None or soal.jenis != UBAH_INI or soal.isi["penugasan"] != tombol.nomor:
        raise TidakDitemukan
    return soal


AKSI = {
    "selesai": selesaikan,
    "rapat-sudah": selesaikan_lebih_awal,
    "rapat-waktuini": ubah_ini,
    "rapat-catatan": simpan_ini,
}
