"""`⏱ Kepatuhan waktu`: a run's time record as a picture, and over quarters which standards are unrealistic."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from bot.berkas.gambar_waktu import BatangWaktu, GambarWaktu
from bot.berkas.naskah import BarisWaktu
from bot.berkas.rakit import GagalMerakit
from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kepatuhan import TINDAKAN_ADMIN, waktu_langkah
from bot.layanan.kisah import kantor_diawasi
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import Kilasan
from bot.layanan.standar_waktu import PALING_SEDIKIT, Riwayat, gabung
from bot.pesan import waktu as pesan
from bot.pesan.dasar import Tombol, nama_triwulan, ringkas
from bot.sop.penolakan import TidakDitemukan
from db.kotak_keluar import Surat, titipkan
from db.tabel import Pelaksanaan
from jadwal.kalender import menit_standar

_LOG = logging.getLogger(__name__)
PNG = "image/png"
TERBANYAK = 24  # rows in the picture
LAMPAU = 8  # finished runs that are compared
NOL = Decimal(0)


@dataclass(frozen=True)
class _Bahan:
    gambar: GambarWaktu
    lintas: dict[str, Any] | None  # the message; None where there are too few quarters


async def kirim(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The picture of the run that the button names, and the comparison. Raises TidakDitemukan."""

    def bahan(sesi: Session, _: datetime) -> _Bahan:
        baris = sesi.get(Pelaksanaan, tombol.nomor)
        if baris is None or baris.instansi_id not in kantor_diawasi(sesi, lay, asal):
            raise TidakDitemukan
        return _Bahan(gambar(sesi, muat.jalan(sesi, tombol.nomor)), lintas(sesi, baris.instansi_id))

    isi = await lay.baca(bahan)
    try:
        simpanan = await lay.taruh(await lay.perakit.satu("waktu", isi.gambar), PNG)
    except GagalMerakit as galat:
        _LOG.warning("gambar kepatuhan waktu gagal dibuat: %s", galat.sebab)
        return Kilasan(pesan.GAGAL, layar=True)

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        g = isi.gambar
        berkas = [{"sha256": simpanan.daftarkan(sesi, waktu), "nama": "kepatuhan-waktu.png", "jenis": PNG}]
        keterangan = pesan.keterangan(g.periode, g.nama_instansi, g.ringkasan, isi.lintas is not None)
        kunci = f"waktu:{asal.update_id}"
        titipkan(sesi, Surat(asal.telegram, "sendPhoto", keterangan, berkas, prioritas=0, kunci=kunci), waktu)
        if isi.lintas is not None:
            surat = Surat(asal.telegram, "sendMessage", isi.lintas, prioritas=0, kunci=f"{kunci}:lintas")
            titipkan(sesi, surat, waktu)
        return Kilasan(pesan.DIKIRIM)

    return await lay.tulis(asal, kerja)


def gambar(sesi: Session, j: Jalan) -> GambarWaktu:
    """What the picture shows of a run."""
    semua = waktu_langkah(sesi, j)
    selesai = [b for b in semua if b.menit_nyata is not None]
    batang = [_batang(b) for b in semua[:TERBANYAK]]
    ada = {x.keadaan for x in batang} | ({"menunggu"} if any(x.menunggu for x in batang) else set()) | {"standar"}
    return GambarWaktu(
        periode=nama_triwulan(j.baris.triwulan, j.baris.tahun),
        nama_instansi=j.instansi.nama,
        ringkasan=pesan.ringkasan(
            sum(not b.selisih for b in selesai),
            len(selesai),
            sum((b.menit_nyata or NOL for b in selesai), NOL),
            sum((b.menit_menunggu or NOL for b in selesai), NOL),
        ),
        baris=tuple(batang),
        arti=tuple((nama, kata) for nama, kata in pesan.ARTI.items() if nama in ada),
        sisa=pesan.sisa(len(semua) - len(batang)),
    )


def _batang(b: BarisWaktu) -> BatangWaktu:
    nyata, sendiri, menunggu = (m or NOL for m in (b.menit_nyata, b.menit_sendiri, b.menit_menunggu))
    penuh = max(nyata, b.menit_standar, Decimal(1))
    if b.menit_nyata is None:
        keadaan, kata = "berjalan", pesan.BELUM_SELESAI
    else:
        kata = pesan.kata(nyata, b.standar, b.selisih)
        keadaan = "admin" if _oleh_admin(b) else "telat" if b.selisih else "tepat"
    return BatangWaktu(
        no=pesan.nomor(b.no, b.putaran),
        kegiatan=b.kegiatan,
        keadaan=keadaan,
        kata=kata,
        rincian=pesan.rincian(sendiri, menunggu),
        sendiri=float(sendiri / penuh),
        menunggu=float(menunggu / penuh),
        standar=float(b.menit_standar / penuh),
    )


def _oleh_admin(b: BarisWaktu) -> bool:
    return b.kegiatan.endswith(tuple(TINDAKAN_ADMIN.values()))


# Over quarters -------------------------------------------------------------------------------------------------------


def lintas(sesi: Session, instansi_id: int) -> dict[str, Any] | None:
    """The message that compares the finished runs of an office; None for fewer than two."""
    milik = (Pelaksanaan.instansi_id == instansi_id, Pelaksanaan.status == "selesai")
    urut = (col(Pelaksanaan.tahun).desc(), col(Pelaksanaan.triwulan).desc())
    nomor = sesi.exec(select(Pelaksanaan.id).where(*milik).order_by(*urut).limit(LAMPAU)).all()
    if len(nomor) < PALING_SEDIKIT:
        return None
    jalan = [muat.jalan(sesi, n or 0) for n in nomor]
    riwayat = [r for r in gabung([_riwayat(sesi, j) for j in jalan]) if r.cukup]
    pendek, longgar = [r for r in riwayat if r.pendek], [r for r in riwayat if r.longgar]
    return pesan.lintas(
        jalan[0].instansi.nama,
        len(jalan),
        nama_triwulan(jalan[-1].baris.triwulan, jalan[-1].baris.tahun),
        nama_triwulan(jalan[0].baris.triwulan, jalan[0].baris.tahun),
        _usul(pendek),
        _usul(longgar),
        len(riwayat) - len(pendek) - len(longgar),
    )


def _usul(semua: Sequence[Riwayat]) -> list[pesan.UsulStandar]:
    return [pesan.UsulStandar(r.no, ringkas(r.kegiatan, 60), r.standar, r.tengah, r.usul) for r in semua]


def _riwayat(sesi: Session, j: Jalan) -> list[Riwayat]:
    """Own minutes of each step's first round, both halves together; what an administrator did does not count."""
    jumlah: dict[int, Decimal] = {}
    dibuang: set[int] = set()
    for b in waktu_langkah(sesi, j):
        if b.putaran == 1 and b.menit_sendiri is not None:
            jumlah[b.no] = jumlah.get(b.no, NOL) + b.menit_sendiri
        if b.putaran == 1 and _oleh_admin(b):
            dibuang.add(b.no)
    return [
        Riwayat(n, j.sop[n].kegiatan, str(j.sop[n].waktu), _standar(j, n), (menit,))
        for n, menit in jumlah.items()
        if n not in dibuang
    ]


def _standar(j: Jalan, no: int) -> Decimal:
    return Decimal(menit_standar(j.sop[no].waktu))


AKSI = {pesan.PATUH: kirim}
