"""`🔎 Angka ini dari mana?`: from a recap to a unit, to an indicator, to the cell that somebody filled in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session

from bot.kinerja.asal import HitunganSd, hitungan_capaian, hitungan_rata, hitungan_sd, hitungan_serapan
from bot.kinerja.asal_jumlah import jumlahan_rata, jumlahan_serapan
from bot.kinerja.aturan import aturan_dari
from bot.kinerja.model import KOSONG, BarisRekap, Rekap, Ringkasan
from bot.layanan import muat
from bot.layanan.angka import realisasi_setahun, rekap
from bot.layanan.bekuan import Bekuan, bekuan
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.layar import tampilkan
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import Kilasan
from bot.layanan.pembekuan import bukti, pengirim
from bot.layanan.rekap_lagi import mengawasi
from bot.pesan import asal_angka as pesan
from bot.pesan import asal_jumlah
from bot.pesan.asal_angka import SEHALAMAN, Asalnya
from bot.pesan.dasar import Tombol
from bot.sop.penolakan import TidakDitemukan

T = TypeVar("T")
LAYAR = "asal"


@dataclass(frozen=True)
class _Bahan:
    j: Jalan
    rekap: Rekap
    beku: Bekuan | None  # what the recap was published with

    def milik(self, bidang: str) -> list[tuple[int, BarisRekap]]:
        """A unit's rows with their places in the recap."""
        return [(n, b) for n, b in enumerate(self.rekap.baris) if b.indikator.bidang == bidang]

    def ringkasan(self, urutan: int) -> tuple[Ringkasan, Sequence[BarisRekap]]:
        """A unit and its rows; after the last unit the whole office. Raises TidakDitemukan."""
        if urutan == len(self.rekap.per_bidang):
            return self.rekap.instansi, self.rekap.baris
        unit = _di(self.rekap.per_bidang, urutan)
        return unit, [b for _, b in self.milik(unit.kode)]


async def buka(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The units of a recap. Raises TidakDitemukan for whoever may not see it."""

    def isi(sesi: Session) -> dict[str, Any]:
        b = _bahan(sesi, tombol.nomor, asal)
        return pesan.pilih_bidang(b.j.nomor, b.rekap, b.j.instansi.nama)

    return await _tampil(lay, asal, isi, baru=tombol.sidik != pesan.KEMBALI)


async def pilih_bidang(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The indicators of a unit, a page of them. ``sidik``: place of the unit, a dot, the page. Raises TidakDitemukan."""

    def isi(sesi: Session) -> dict[str, Any]:
        b = _bahan(sesi, tombol.nomor, asal)
        urutan, halaman = _angka(tombol.sidik, 2)
        unit = _di(b.rekap.per_bidang, urutan)
        milik = b.milik(unit.kode)[halaman * SEHALAMAN :]
        ada_lagi = len(milik) > SEHALAMAN
        return pesan.pilih_indikator(b.j.nomor, unit, urutan, halaman, milik[:SEHALAMAN], ada_lagi=ada_lagi)

    return await _tampil(lay, asal, isi)


async def tunjukkan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """Where the figures of one indicator come from. ``sidik``: its place in the recap. Raises TidakDitemukan."""

    def isi(sesi: Session) -> dict[str, Any]:
        b = _bahan(sesi, tombol.nomor, asal)
        (nomor,) = _angka(tombol.sidik, 1)
        return pesan.asalnya(_asalnya(sesi, b, _di(b.rekap.baris, nomor)))

    return await _tampil(lay, asal, isi)


async def jumlahan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """How an average or a share of the budget was computed, a page of its rows. ``sidik``: as in `pilih_bidang`.

    Raises TidakDitemukan.
    """

    def isi(sesi: Session) -> dict[str, Any]:
        b = _bahan(sesi, tombol.nomor, asal)
        urutan, halaman = _angka(tombol.sidik, 2)
        unit, baris = b.ringkasan(urutan)
        rata = tombol.aksi == asal_jumlah.RATA
        hitung = jumlahan_rata(baris, unit, aturan_dari(b.j.baris.aturan)) if rata else jumlahan_serapan(baris, unit)
        nama = unit.nama if unit.kode else b.j.instansi.nama
        return asal_jumlah.jumlahan(b.j.nomor, b.rekap, (unit, nama), urutan, hitung, halaman, rata=rata)

    return await _tampil(lay, asal, isi)


async def setahun(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The year so far of one indicator. ``sidik``: its place in the recap. Raises TidakDitemukan."""

    def isi(sesi: Session) -> dict[str, Any]:
        b = _bahan(sesi, tombol.nomor, asal)
        (nomor,) = _angka(tombol.sidik, 1)
        baris = _di(b.rekap.baris, nomor)
        return asal_jumlah.setahun(b.j.nomor, b.rekap, nomor, baris, _sd(sesi, b, baris))

    return await _tampil(lay, asal, isi)


def _sd(sesi: Session, b: _Bahan, baris: BarisRekap) -> HitunganSd | None:
    setahun_ = b.beku.data.setahun if b.beku else realisasi_setahun(sesi, b.j.baris)
    kode = baris.indikator.kode
    bacaan = [
        laporan.kinerja if (laporan := setahun_.get(tw, {}).get(kode)) else KOSONG
        for tw in range(1, b.rekap.triwulan + 1)
    ]
    return hitungan_sd(baris, bacaan, aturan_dari(b.j.baris.aturan))


async def _tampil(lay: Layanan, asal: Asal, isi: Callable[[Session], dict[str, Any]], *, baru: bool = False) -> Kilasan:
    """The recap is measured in a look of its own, so that nobody who writes has to wait for it."""
    pesan_ = await lay.baca(lambda sesi, _: isi(sesi))

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        tampilkan(sesi, asal, LAYAR, pesan_, waktu, baru=baru)
        return Kilasan("")

    return await lay.tulis(asal, kerja)


def _bahan(sesi: Session, pelaksanaan_id: int, asal: Asal) -> _Bahan:
    j = muat.jalan(sesi, pelaksanaan_id)
    orang = muat.personel(sesi, j.baris.instansi_id, asal.telegram)
    if j.baris.status == "batal" or not (j.keadaan.disetujui or mengawasi(sesi, orang)):
        raise TidakDitemukan
    beku = bekuan(sesi, j.baris)
    return _Bahan(j, beku.data.naskah.rekap if beku else rekap(sesi, j.baris), beku)


def _asalnya(sesi: Session, b: _Bahan, baris: BarisRekap) -> Asalnya:
    aturan, i, beku = aturan_dari(b.j.baris.aturan), baris.indikator, b.beku
    unit = next(n for n, r in enumerate(b.rekap.per_bidang) if r.kode == i.bidang)
    return Asalnya(
        pelaksanaan=b.j.nomor,
        nomor=b.rekap.baris.index(baris),
        urutan_bidang=unit,
        halaman=[n for n, _ in b.milik(i.bidang)].index(b.rekap.baris.index(baris)) // SEHALAMAN,
        nama_bidang=b.rekap.per_bidang[unit].nama,
        tahun=b.rekap.tahun,
        triwulan=b.rekap.triwulan,
        sementara=not b.j.keadaan.disetujui,
        baris=baris,
        capaian=hitungan_capaian(baris, aturan),
        rata=hitungan_rata(baris, aturan),
        serapan=hitungan_serapan(baris),
        pengirim=(beku.pengirim if beku else pengirim(sesi, b.j)).get(i.bidang),
        bukti=(beku.bukti if beku else bukti(sesi, b.j)).get(i.kode, ()),
    )


def _angka(sidik: str, banyak: int) -> list[int]:
    """``3.0`` → [3, 0]. Raises TidakDitemukan."""
    bagian = sidik.split(".")
    if len(bagian) != banyak or not all(b.isascii() and b.isdigit() and len(b) < 6 for b in bagian):
        raise TidakDitemukan
    return [int(b) for b in bagian]


def _di(semua: Sequence[T], nomor: int) -> T:
    if nomor >= len(semua):
        raise TidakDitemukan
    return semua[nomor]
