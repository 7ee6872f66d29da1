"""`🖼` under `/libur`: a quarter's calendar as a picture, drawn away from the event loop."""

import logging
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.berkas.gambar_kalender import BulanGambar, HariGambar, KalenderTriwulan
from bot.berkas.rakit import GagalMerakit
from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.pelaksanaan import Kilasan
from bot.layanan.usul_kalender import lama
from bot.pesan import gambar_kalender as pesan
from bot.pesan.dasar import Tombol, nama_triwulan
from bot.sop.penolakan import TidakDitemukan
from db.kotak_keluar import Surat, titipkan
from db.tabel import Instansi
from jadwal.jam_kerja import JamKerja, Pekan
from jadwal.jam_tulis import uraikan
from jadwal.kalender import KalenderKerja
from jadwal.libur import cuti_bersama
from jadwal.triwulan import hari_terakhir, sebelumnya, tonggak_triwulan

_LOG = logging.getLogger(__name__)
PNG = "image/png"
TAHUN = range(2020, 2100)


async def kirim(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The picture of the quarter that the button names. Raises TidakDitemukan."""

    def bahan(sesi: Session, waktu: datetime) -> KalenderTriwulan:
        instansi = sesi.get(Instansi, tombol.nomor) if asal.telegram in lay.admin else None
        cocok = re.fullmatch(r"(\d{4})\.([1-4])", tombol.sidik, re.ASCII)
        if instansi is None or cocok is None or int(cocok[1]) not in TAHUN:
            raise TidakDitemukan
        return triwulan(instansi.nama, muat.kalender(sesi, instansi), int(cocok[1]), int(cocok[2]))

    isi = await lay.baca(bahan)
    try:
        simpanan = await lay.taruh(await lay.perakit.satu("kalender", isi), PNG)
    except GagalMerakit as galat:
        _LOG.warning("gambar kalender gagal dibuat: %s", galat.sebab)
        return Kilasan(pesan.GAGAL, layar=True)

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        nama = f"kalender-{tombol.sidik.replace('.', '-TW')}.png"
        berkas = [{"sha256": simpanan.daftarkan(sesi, waktu), "nama": nama, "jenis": PNG}]
        keterangan = pesan.keterangan(isi.periode, isi.nama_instansi, isi.ringkasan)
        surat = Surat(asal.telegram, "sendPhoto", keterangan, berkas, prioritas=0, kunci=f"kalender:{asal.update_id}")
        titipkan(sesi, surat, waktu)
        return Kilasan(pesan.DIKIRIM)

    return await lay.tulis(asal, kerja)


def triwulan(nama: str, kalender: KalenderKerja, tahun: int, tw: int) -> KalenderTriwulan:
    """What the picture shows of a quarter."""
    akhir = hari_terakhir(tahun, tw)
    awal = date(tahun, akhir.month - 2, 1)
    hari = [awal + timedelta(days=n) for n in range((akhir - awal).days + 1)]
    batas = _batas(kalender, tahun, tw, awal, akhir)
    tanda = {t: kata for t, kata, _ in batas}
    jenis = {t: _jenis(kalender, t) for t in hari}
    masa = [m for m in kalender.jam.masa if not lama(m) and m.dari <= akhir and m.sampai >= awal]
    return KalenderTriwulan(
        nama_instansi=nama,
        periode=nama_triwulan(tw, tahun),
        ringkasan=pesan.banyak(sum(map(kalender.hari_kerja, hari))),
        bulan=tuple(_bulan(kalender, date(tahun, b, 1), jenis, tanda) for b in range(awal.month, akhir.month + 1)),
        libur=tuple(
            (pesan.tanggal(t), _nama(kalender, t), jenis[t]) for t in hari if jenis[t] not in ("kerja", "pekan")
        ),
        batas=tuple((pesan.tanggal(t), kata) for t, _, kata in batas),
        jam="; ".join(uraikan(JamKerja(_pekan_biasa(kalender, akhir)))),
        ramadan="; ".join(pesan.masa(m.nama, m.dari, m.sampai, uraikan(JamKerja(m.pekan))) for m in masa),
        arti=pesan.arti({*jenis.values(), *(["ramadan"] if masa else []), *(["batas"] if batas else [])}),
    )


def _pekan_biasa(kalender: KalenderKerja, tanggal: date) -> Pekan:
    """The ordinary week in force on a day, whatever Ramadan says."""
    biasa = (m.pekan for m in kalender.jam.masa if lama(m) and m.dari <= tanggal <= m.sampai)
    return next(biasa, kalender.jam.pekan)


def _jenis(kalender: KalenderKerja, tanggal: date) -> str:
    """A key of `bot.berkas.gambar_kalender.WARNA`."""
    if tanggal in kalender.khusus:
        return "khusus" if kalender.khusus[tanggal][0] else "masuk"
    if kalender.nama_libur(tanggal):
        return "cuti" if tanggal in cuti_bersama(tanggal.year) else "libur"
    return "kerja" if kalender.hari_kerja(tanggal) else "pekan"


def _nama(kalender: KalenderKerja, tanggal: date) -> str:
    if tanggal in kalender.khusus:
        libur, nama = kalender.khusus[tanggal]
        return nama if libur else pesan.masuk(nama)
    return kalender.nama_libur(tanggal) or ""


def _bulan(kalender: KalenderKerja, awal: date, jenis: Mapping[date, str], tanda: Mapping[date, str]) -> BulanGambar:
    kosong = tuple(HariGambar(0, "") for _ in range(awal.weekday()))
    hari = [t for t in sorted(jenis) if t.month == awal.month]
    isi = tuple(HariGambar(t.day, jenis[t], tanda.get(t, ""), _ramadan(kalender, t)) for t in hari)
    return BulanGambar(pesan.bulan(awal), pesan.banyak(sum(map(kalender.hari_kerja, hari))), kosong + isi)


def _ramadan(kalender: KalenderKerja, tanggal: date) -> bool:
    return any(m.dari <= tanggal <= m.sampai for m in kalender.jam.masa if not lama(m))


def _batas(kalender: KalenderKerja, tahun: int, tw: int, awal: date, akhir: date) -> list[tuple[date, str, str]]:
    """Date, one word, and what is due, of the quarters whose moments fall between these days."""
    hasil = []
    for th, t in (sebelumnya(tahun, tw), (tahun, tw)):
        for saat in tonggak_triwulan(th, t, kalender):
            tanggal = kalender.setempat(saat.kapan).date()
            if saat.nama in pesan.SAAT and awal <= tanggal <= akhir:
                tanda, kata = pesan.SAAT[saat.nama]
                hasil.append((tanggal, tanda, pesan.batas(kata, t, th)))
    return hasil


AKSI = {pesan.GAMBAR: kirim}
