"""Is this a recap that was approved here, unchanged, and does it still count? Asked with a file or with a printed code."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.berkas.tanda import Tanda, baca_tanda
from bot.kinerja.tampil import persen_id
from bot.layanan import rantai
from bot.layanan.angka import rekap
from bot.layanan.cap import tak_memuat
from bot.layanan.dasar import Layanan
from bot.layanan.terbitan import AWALAN_TAUTAN, BERTANDA, panjang_asli
from bot.pesan import verifikasi as pesan
from bot.pesan.verifikasi import Hasil, Putusan, Sebab
from bot.sop.catatan import keadaan_dari, kejadian_dari
from bot.sop.kejadian import RekapDisetujui
from db.tabel import BerkasTerbitan, Instansi, Pelaksanaan, Personel, Terbitan

BENTUK = (".pdf", ".xlsx", ".png")  # what our documents are, and signed copies mostly
_TAUTAN = re.compile(rf"{AWALAN_TAUTAN}([0-9a-f]{{16}})")


@dataclass(frozen=True)
class Contoh:
    """A file that somebody has: its fingerprint, what it says it is, and its first bytes under other lengths."""

    sha256: str
    tanda: Tanda | None
    data: bytes = b""

    @classmethod
    def dari(cls, data: bytes) -> "Contoh":
        return cls(hashlib.sha256(data).hexdigest(), baca_tanda(data), data)


def periksa_berkas(sesi: Session, contoh: Contoh) -> Hasil:
    """The verdict on a file."""
    cocok = (
        select(BerkasTerbitan, Terbitan)
        .join(Terbitan, col(Terbitan.id) == col(BerkasTerbitan.terbitan_id))
        .where(BerkasTerbitan.sha256 == contoh.sha256)
        .order_by(col(Terbitan.berlaku).desc(), col(Terbitan.id).desc())
    )
    ada = sesi.exec(cocok).first()
    if ada is not None:
        return _hasil_salinan(sesi, *ada, contoh) if ada[0].jenis == BERTANDA else _hasil(sesi, ada[1], ada[0])
    tanda = contoh.tanda
    if tanda is None:
        return Hasil(Putusan.TIDAK_DIKENAL)
    if tanda.status != "final":
        return Hasil(Putusan.TIDAK_DIKENAL, Sebab.DRAF)
    terbitan = _terbitan(sesi, tanda.sidik, tanda.kode)
    if terbitan is None:
        return Hasil(Putusan.TIDAK_DIKENAL, Sebab.TEMPAT_LAIN)
    sebab = Sebab.DIUBAH if panjang_asli(sesi, terbitan, contoh.data) is None else Sebab.DITAMBAH
    return _hasil(sesi, terbitan, None, Putusan.BERUBAH, sebab)


def periksa_kode(sesi: Session, sidik: str) -> Hasil:
    """The verdict on a printed code: on the one document that bears it."""
    terbitan = _terbitan(sesi, sidik)
    return Hasil(Putusan.TIDAK_DIKENAL, Sebab.KODE) if terbitan is None else _hasil(sesi, terbitan, None)


def kode_dari(muatan: str) -> str | None:
    """The code in the payload of a link, None where it is another link."""
    cocok = _TAUTAN.fullmatch(muatan)
    return cocok[1] if cocok else None


async def jawab_tautan(lay: Layanan, sidik: str) -> dict[str, Any]:
    """What the QR code tells anybody, registered or not."""
    return await lay.baca(lambda sesi, _: pesan.jawaban(periksa_kode(sesi, sidik)))


async def jawab_berkas(lay: Layanan, contoh: Contoh, *, selalu: bool) -> dict[str, Any] | None:
    """What to say of a file. None where it is none of ours, unless `selalu`."""

    def kerja(sesi: Session, _: datetime) -> dict[str, Any] | None:
        hasil = periksa_berkas(sesi, contoh)
        return pesan.jawaban(hasil) if selalu or hasil != Hasil(Putusan.TIDAK_DIKENAL) else None

    return await lay.baca(kerja)


def _terbitan(sesi: Session, sidik: str, kode: str | None = None) -> Terbitan | None:
    """The newest recap with this code that counts, else the newest; `kode`: of that office."""
    semua = (
        select(Terbitan)
        .join(Pelaksanaan, col(Pelaksanaan.id) == col(Terbitan.pelaksanaan_id))
        .join(Instansi, col(Instansi.id) == col(Pelaksanaan.instansi_id))
        .where(Terbitan.sidik == sidik)
        .order_by(col(Terbitan.berlaku).desc(), col(Terbitan.id).desc())
    )
    return sesi.exec(semua if kode is None else semua.where(Instansi.kode == kode)).first()


def _hasil_salinan(sesi: Session, berkas: BerkasTerbitan, terbitan: Terbitan, contoh: Contoh) -> Hasil:
    """The verdict on a signed copy, which was made outside: genuine is only what was published and is whole inside it."""
    orang = sesi.get(Personel, berkas.personel_id) if berkas.personel_id else None
    hasil = _hasil(sesi, terbitan, berkas, Putusan.SALINAN)
    cocok = panjang_asli(sesi, terbitan, contoh.data) is not None
    return replace(
        hasil,
        cocok=cocok,
        pengirim=(orang.jabatan if orang else "") or "pimpinan",
        dikirim=berkas.dibuat,
        unit=hasil.unit if cocok else (),
    )


def _hasil(
    sesi: Session,
    terbitan: Terbitan,
    berkas: BerkasTerbitan | None,
    putusan: Putusan = Putusan.ASLI,
    sebab: Sebab = Sebab.TIDAK_ADA,
) -> Hasil:
    """The verdict with what anybody may know of the recap; whether it still counts comes before `putusan`."""
    baris = sesi.get_one(Pelaksanaan, terbitan.pelaksanaan_id)
    instansi = sesi.get_one(Instansi, baris.instansi_id)
    semua = rantai.kejadian(sesi, baris)
    setuju = [x for x in semua if x.jenis == RekapDisetujui.__name__]
    putus = rantai.periksa(baris, semua) or (None if setuju else rantai.Putus(1, "tidak memuat persetujuan"))
    putus = putus or tak_memuat(semua, terbitan, berkas)
    saat_itu = [
        x for x in setuju if x.waktu <= terbitan.dibuat
    ] or setuju  # what was approved again later is another one
    isi = kejadian_dari(saat_itu[-1].jenis, saat_itu[-1].isi) if putus is None else None
    lewat = _lewat(baris, terbitan, berkas) if putus is None else None
    return Hasil(
        putusan if lewat is None or putusan is Putusan.BERUBAH else Putusan.DIGANTIKAN,
        sebab if lewat is None or putusan is Putusan.BERUBAH else lewat,
        jenis=berkas.jenis if berkas else "",
        instansi=instansi.nama,
        zona=instansi.zona,
        tahun=baris.tahun,
        triwulan=baris.triwulan,
        disetujui=isi.waktu if isinstance(isi, RekapDisetujui) else None,
        oleh=isi.nama if isinstance(isi, RekapDisetujui) else "",
        terbit=terbitan.dibuat,
        unit=_unit(sesi, baris, terbitan),
        sidik=terbitan.sidik,
        putus=str(putus) if putus else "",
        **_urutan(sesi, terbitan),
    )


def _urutan(sesi: Session, terbitan: Terbitan) -> dict[str, Any]:
    """Which version of its recap this is, and the one that counts instead."""
    milik = select(Terbitan).where(Terbitan.pelaksanaan_id == terbitan.pelaksanaan_id).order_by(col(Terbitan.id))
    semua = list(enumerate(sesi.exec(milik).all(), 1))
    kini = next(((n, satu.dibuat) for n, satu in semua if satu.berlaku and satu.id != terbitan.id), None)
    return {"versi": next(n for n, satu in semua if satu.id == terbitan.id), "pengganti": kini}


def _lewat(baris: Pelaksanaan, terbitan: Terbitan, berkas: BerkasTerbitan | None) -> Sebab | None:
    """Why this recap counts no more."""
    if baris.status == "batal":
        return Sebab.DIBATALKAN
    if not keadaan_dari(baris.keadaan).disetujui:
        return Sebab.DIKEMBALIKAN
    if not terbitan.berlaku:
        return Sebab.TERBITAN_BARU
    if berkas is None or berkas.jenis != BERTANDA:
        return None
    return None if berkas.sha256 in (baris.dokumen or {}).values() else Sebab.SALINAN_BARU


def _unit(sesi: Session, baris: Pelaksanaan, terbitan: Terbitan) -> tuple[tuple[str, str, str], ...]:
    """Name, average, predikat as they were printed."""
    if "unit" in terbitan.ringkasan:
        return tuple((nama, rata, predikat) for nama, rata, predikat in terbitan.ringkasan["unit"])
    r = rekap(sesi, baris)
    return tuple((u.nama, persen_id(u.rata_rata), u.predikat) for u in (*r.per_bidang, r.instansi))
