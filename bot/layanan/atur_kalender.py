"""`/libur` and `/jamkerja`: an administrator sees an office's calendar and changes it, with a preview before `✅`.

One message turns from screen to question to preview. What has been answered lies in the administrator's `Pertanyaan`.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan import usul_kalender as u
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.hari_tulis import baca_hari, baca_masa, baca_tanggal, baca_tukar
from bot.layanan.kertas import jawab
from bot.layanan.layar import tampilkan, tutup
from bot.layanan.layar_kalender import contoh, isi_layar, pilihan
from bot.layanan.pelaksanaan import Kilasan, tanya
from bot.layanan.pratinjau_kalender import pratinjau, simpan
from bot.layanan.tindakan_admin import BukanAdministrator
from bot.pesan import kalender as pesan
from bot.pesan.dasar import Tombol
from bot.sop.bentuk import Keliru
from bot.sop.penolakan import Ditolak, TidakDitemukan
from db.tabel import Instansi, Pertanyaan
from jadwal.jam_kerja import PERPRES_21_2023, JamKerja, JamKerjaSalah, Pekan
from jadwal.jam_tulis import JAM_SIAP, baca_jam
from jadwal.kalender import KalenderKerja

PERTANYAAN = "kalender"
LAYAR = "kalender"  # the conversation
USUL = "usul"  # the preview is shown
Isi = dict[str, Any]


class PratinjauLewat(Ditolak):
    """The question or preview that this button belongs to is over."""

    def __init__(self) -> None:
        super().__init__("Pilihan ini sudah lewat. Ketik /libur atau /jamkerja untuk memulai lagi.")


# Screens and questions -----------------------------------------------------------------------------------------------


async def buka(lay: Layanan, asal: Asal, layar: str) -> None:
    """`/libur` and `/jamkerja`. Raises BukanAdministrator."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        if asal.telegram not in lay.admin:
            raise BukanAdministrator
        semua = sesi.exec(select(Instansi).order_by(col(Instansi.nama))).all()
        if not semua:
            jawab(sesi, asal, pesan.TIDAK_ADA, waktu)
            return
        isi = (
            pesan.pilih_kantor([(i.id or 0, i.nama) for i in semua], layar)
            if len(semua) > 1
            else isi_layar(sesi, semua[0], layar, waktu)
        )
        tampilkan(sesi, asal, LAYAR, isi, waktu, baru=True)

    await lay.tulis(asal, kerja)


def _kantor(sesi: Session, lay: Layanan, asal: Asal, nomor: int) -> Instansi:
    instansi = sesi.get(Instansi, nomor) if asal.telegram in lay.admin else None
    if instansi is None:
        raise TidakDitemukan
    return instansi


async def pilih_kantor(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """Which of several offices. Raises TidakDitemukan."""
    return await buka_bagian(lay, asal, tombol)


async def buka_bagian(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A screen, or a question whose answer is awaited from now on. Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = _kantor(sesi, lay, asal, tombol.nomor)
        if tombol.sidik in (pesan.LIBUR, pesan.JAM):
            soal = _soal(sesi, asal)
            if soal is not None:
                sesi.delete(soal)
                sesi.flush()
            tampilkan(sesi, asal, LAYAR, isi_layar(sesi, instansi, tombol.sidik, waktu), waktu)
            return Kilasan(instansi.nama[:100])
        if tombol.sidik not in _AWAL:
            raise TidakDitemukan
        _tanyakan(sesi, asal, instansi, {"langkah": tombol.sidik}, waktu)
        return Kilasan("Silakan.")

    return await lay.tulis(asal, kerja)


_AWAL = ("tambah", "masuk", "tukar", "hapus", "ganti", "ramadan")  # questions that a screen leads to
_LAYAR_JAM = ("ganti", "sejak", "ramadan", "jamramadan", "masa")


def _layar_dari(langkah: str) -> str:
    return pesan.JAM if langkah in _LAYAR_JAM else pesan.LIBUR


def _soal(sesi: Session, asal: Asal) -> Pertanyaan | None:
    soal = sesi.get(Pertanyaan, asal.telegram)
    return soal if soal is not None and soal.jenis == PERTANYAAN else None


def _tanyakan(sesi: Session, asal: Asal, instansi: Instansi, isi: Isi, waktu: datetime, salah: str = "") -> None:
    langkah = isi["langkah"]
    tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi={**isi, "instansi": instansi.id})
    kalender = muat.kalender(sesi, instansi)
    siap, tulisan = pilihan(kalender, langkah, waktu), contoh(kalender, langkah, waktu)
    layar = pesan.tanya(instansi.id or 0, langkah, siap, tulisan, _layar_dari(langkah), salah)
    tampilkan(sesi, asal, LAYAR, layar, waktu)


def _tunjukkan(
    sesi: Session, asal: Asal, instansi: Instansi, usul: u.Usul, kembali: str, waktu: datetime, catatan: str = ""
) -> None:
    """The preview."""
    isi = {"langkah": USUL, "instansi": instansi.id, "usul": usul.ke_json(), "kembali": kembali}
    tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi=isi)
    p = pratinjau(sesi, instansi, usul, waktu)
    layar = pesan.pratinjau(
        instansi.id or 0, instansi.nama, p.usul, p.batas, p.triwulan, p.sidik, kembali, catatan=catatan
    )
    tampilkan(sesi, asal, LAYAR, layar, waktu)


# Answers -------------------------------------------------------------------------------------------------------------

Lanjutan = u.Usul | Isi
"""What an answer leads to: a change to be shown, or the next question."""


async def pilih(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A question answered with a button. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = _kantor(sesi, lay, asal, tombol.nomor)
        langkah, _, nilai = tombol.sidik.partition(".")
        soal = _soal(sesi, asal)
        if langkah == "masa":  # from the screen itself
            isi: Isi = {"langkah": "masa"}
        elif soal is None or soal.isi["instansi"] != instansi.id or soal.isi["langkah"] != langkah:
            raise PratinjauLewat
        else:
            isi = soal.isi
        kalender = muat.kalender(sesi, instansi)
        try:
            if nilai not in {n for _, n in pilihan(kalender, langkah, waktu)} and langkah != "masa":
                raise PratinjauLewat
            hasil = _TOMBOL[langkah](kalender, isi, nilai, kalender.setempat(waktu).date())
        except (Keliru, ValueError, KeyError):
            raise PratinjauLewat from None
        _lanjut(sesi, asal, instansi, langkah, hasil, waktu)
        return Kilasan("Periksa pratinjaunya." if isinstance(hasil, u.Usul) else "Dicatat.")

    return await lay.tulis(asal, kerja)


def jawab_teks(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any] | None:
    """A question answered by typing: the next one, or the same with what was wrong, comes below."""
    asal, isi = Asal(None, soal.telegram), soal.isi
    instansi = sesi.get(Instansi, isi["instansi"])
    if instansi is None:
        sesi.delete(soal)
        return pesan.TIDAK_ADA
    langkah = isi["langkah"]
    tutup(sesi, asal, LAYAR, pesan.terjawab(teks), waktu)
    if langkah == USUL:
        usul = u.Usul.dari_json(isi["usul"])
        _tunjukkan(sesi, asal, instansi, usul, isi["kembali"], waktu, pesan.BELUM_DISIMPAN)
        return None
    kalender = muat.kalender(sesi, instansi)
    salah = pesan.PAKAI_TOMBOL
    if langkah in _TEKS:
        try:
            hasil = _TEKS[langkah](kalender, isi, teks, kalender.setempat(waktu).date())
        except (Keliru, JamKerjaSalah) as keliru:
            salah = str(keliru).removeprefix("Jam kerja > ")
        else:
            _lanjut(sesi, asal, instansi, langkah, hasil, waktu)
            return None
    _tanyakan(sesi, asal, instansi, isi, waktu, salah)
    return None


def _lanjut(sesi: Session, asal: Asal, instansi: Instansi, langkah: str, hasil: Lanjutan, waktu: datetime) -> None:
    if isinstance(hasil, u.Usul):
        _tunjukkan(sesi, asal, instansi, hasil, _layar_dari(langkah), waktu)
    else:
        _tanyakan(sesi, asal, instansi, hasil, waktu)


Jawaban = Callable[[KalenderKerja, Isi, str, date], Lanjutan]


def _tambah(k: KalenderKerja, isi: Isi, teks: str, kini: date) -> Lanjutan:
    hari = baca_hari(teks)
    usul = u.usul_libur(k, hari, kini)  # wrong days are named before a name is asked for
    return usul if any(nama for _, nama in hari) else {"langkah": "nama", "hari": [str(t) for t, _ in hari]}


def _nama(k: KalenderKerja, isi: Isi, teks: str, kini: date) -> Lanjutan:
    nama = " ".join(teks.split())[:60]
    if not any(h.isalpha() for h in nama):
        raise Keliru("Nama harinya belum terbaca.", "Tulis dengan huruf.")
    return u.usul_libur(k, [(date.fromisoformat(t), nama) for t in isi["hari"]], kini)


def _tukar(k: KalenderKerja, isi: Isi, teks: str, kini: date) -> Lanjutan:
    return u.usul_tukar(k, *baca_tukar(teks), kini)


def _jam(k: KalenderKerja, isi: Isi, teks: str, kini: date) -> Lanjutan:
    return {"langkah": "sejak", "jam": baca_jam(teks)}


def _sejak(k: KalenderKerja, isi: Isi, sejak: date, kini: date) -> Lanjutan:
    return u.usul_pekan(k.jam, _pekan(isi["jam"]), sejak, kini)


def _ramadan(k: KalenderKerja, isi: Isi, teks: str, kini: date) -> Lanjutan:
    dari, sampai = baca_masa(teks)
    u.usul_ramadan(k.jam, dari, sampai, k.jam.pekan, kini)  # wrong dates are named before the hours are asked for
    return {"langkah": "jamramadan", "dari": str(dari), "sampai": str(sampai)}


def _jam_ramadan(k: KalenderKerja, isi: Isi, pekan: Pekan, kini: date) -> Lanjutan:
    dari, sampai = (date.fromisoformat(isi[nama]) for nama in ("dari", "sampai"))
    return u.usul_ramadan(k.jam, dari, sampai, pekan, kini)


def _pekan(isi: Isi) -> Pekan:
    """The week of ready or typed hours; empty stands for the default."""
    return JamKerja.dari_json(isi).pekan


_TEKS: dict[str, Jawaban] = {
    "tambah": _tambah,
    "nama": _nama,
    "masuk": lambda k, _, teks, kini: u.usul_masuk(k, baca_hari(teks), kini),
    "tukar": _tukar,
    "tukarmasuk": lambda k, isi, teks, kini: u.usul_tukar(
        k, date.fromisoformat(isi["libur"]), baca_tanggal(teks), kini
    ),
    "ganti": _jam,
    "sejak": lambda k, isi, teks, kini: _sejak(k, isi, baca_tanggal(teks), kini),
    "ramadan": _ramadan,
    "jamramadan": lambda k, isi, teks, kini: _jam_ramadan(k, isi, _pekan(baca_jam(teks)), kini),
}
_SIAP = {j.kode: dict(j.isi) for j in JAM_SIAP}
_TOMBOL: dict[str, Jawaban] = {
    "tambah": lambda k, _, nilai, kini: {"langkah": "nama", "hari": [str(date.fromisoformat(nilai))]},
    "nama": lambda k, isi, nilai, kini: _nama(k, isi, pesan.NAMA_LIBUR[int(nilai)], kini),
    "masuk": lambda k, _, nilai, kini: u.usul_masuk(k, [(date.fromisoformat(nilai), "")], kini),
    "tukar": lambda k, _, nilai, kini: {"langkah": "tukarmasuk", "libur": str(date.fromisoformat(nilai))},
    "tukarmasuk": lambda k, isi, nilai, kini: u.usul_tukar(
        k, date.fromisoformat(isi["libur"]), date.fromisoformat(nilai), kini
    ),
    "hapus": lambda k, _, nilai, __: u.usul_hapus(k, date.fromisoformat(nilai)),
    "ganti": lambda _, __, nilai, ___: {"langkah": "sejak", "jam": _SIAP[nilai]},
    "sejak": lambda k, isi, nilai, kini: _sejak(k, isi, kini + timedelta(days=int(nilai)), kini),
    "jamramadan": lambda k, isi, _, kini: _jam_ramadan(k, isi, PERPRES_21_2023.masa[0].pekan, kini),
    "masa": lambda k, _, nilai, __: u.usul_hapus_masa(k.jam, date.fromisoformat(nilai)),
}


# Storing -------------------------------------------------------------------------------------------------------------


async def simpan_usul(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Simpan kalender`: what was shown, or the preview anew where that has changed. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = _kantor(sesi, lay, asal, tombol.nomor)
        soal = _soal(sesi, asal)
        if soal is None or soal.isi["langkah"] != USUL or soal.isi["instansi"] != instansi.id:
            raise PratinjauLewat
        usul, kembali = u.Usul.dari_json(soal.isi["usul"]), str(soal.isi["kembali"])
        if pratinjau(sesi, instansi, usul, waktu).sidik != tombol.sidik:
            _tunjukkan(sesi, asal, instansi, usul, kembali, waktu, pesan.SUDAH_LAIN)
            return Kilasan(pesan.SUDAH_LAIN, layar=True)
        sesi.delete(soal)
        geser = simpan(sesi, instansi, usul, waktu)
        isi = isi_layar(sesi, instansi, kembali, waktu, pesan.disimpan(len(geser)))
        tampilkan(sesi, asal, LAYAR, isi, waktu)
        return Kilasan("Kalender disimpan.")

    return await lay.tulis(asal, kerja)
