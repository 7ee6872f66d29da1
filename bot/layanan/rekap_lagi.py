"""`/rekap`: an approved recap once more; while a quarter is being measured, for those who oversee it, as it stands."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.berkas.naskah import Naskah
from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.dokumen import naskah, surat_rekap, taruh
from bot.layanan.kantor_grup import diri_di
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import KEPALA, Kilasan
from bot.layanan.terbitan import rakit, sudah_terbit
from bot.pesan import rekap as pesan
from bot.pesan.dasar import Tombol
from bot.sop.catatan import keadaan_dari
from bot.sop.penolakan import TidakDitemukan
from db.kotak_keluar import titipkan
from db.tabel import Pelaksanaan


@dataclass(frozen=True)
class _Pilihan:
    """What `/rekap` is about: an approved run, or a living one that this person may see; numbers of runs."""

    terbit: int | None = None
    hidup: int | None = None
    asing: bool = False  # this account belongs to no office that could have been meant


async def kirim_rekap(
    lay: Layanan, asal: Asal, grup: int | None, triwulan: int | None, tahun: int | None, topik: int | None = None
) -> dict[str, Any] | None:
    """The newest approved recap of those asked for, in private with its buttons. Returns an answer when there is none.

    topik: of a group with topics, the one in which it was asked for.
    """
    pilihan = await lay.baca(lambda sesi, _: _pilih(sesi, asal, grup, triwulan, tahun))
    if pilihan.terbit is None:
        if pilihan.hidup is None:
            return pesan.TIDAK_TERDAFTAR if pilihan.asing else pesan.BELUM_ADA
        await _kirim_sementara(lay, asal, pilihan.hidup)
        return None
    nomor = pilihan.terbit

    def kerja(sesi: Session, waktu: datetime) -> None:
        j = muat.jalan(sesi, nomor)
        n, dokumen = naskah(sesi, j, waktu), dict(j.baris.dokumen or {})
        kunci = f"rekap-lagi:{asal.update_id}"
        if grup:
            surat = surat_rekap(n, dokumen, grup, topik, kunci, 0)
        else:
            awas = mengawasi(sesi, muat.personel(sesi, j.baris.instansi_id, asal.telegram))
            tombol = pesan.tombol(nomor, _kepala(sesi, j, asal), pilihan.hidup, n.draf, awas)
            surat = surat_rekap(n, dokumen, asal.telegram, None, kunci, 0, tombol)
        for satu in surat:
            titipkan(sesi, satu, waktu)

    await lay.tulis(asal, kerja)
    return None


async def sementara(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📊 Rekap sementara`. Raises TidakDitemukan for whoever does not oversee the office, or when it is approved."""

    def boleh(sesi: Session, _: datetime) -> bool:
        baris = sesi.get(Pelaksanaan, tombol.nomor)
        if baris is None:
            raise TidakDitemukan
        return _hidup(baris) and mengawasi(sesi, muat.personel(sesi, baris.instansi_id, asal.telegram))

    if not await lay.baca(boleh):
        raise TidakDitemukan
    await _kirim_sementara(lay, asal, tombol.nomor)
    return Kilasan(pesan.DIKIRIM)


async def _kirim_sementara(lay: Layanan, asal: Asal, nomor: int) -> None:
    def bahan(sesi: Session, waktu: datetime) -> tuple[Naskah, str]:
        j = muat.jalan(sesi, nomor)
        return naskah(sesi, j, waktu), j.instansi.logo

    isi, logo = await lay.baca(bahan)
    n = replace(isi, sementara=True)
    berkas = await taruh(lay, await rakit(lay, n, logo))

    def kerja(sesi: Session, waktu: datetime) -> None:
        dokumen = {jenis: satu.daftarkan(sesi, waktu) for jenis, satu in berkas.items()}
        kunci = f"rekap-lagi:{asal.update_id}"
        tombol = pesan.tombol(nomor, False, None, n.draf, True)
        for surat in surat_rekap(n, dokumen, asal.telegram, None, kunci, 0, tombol):
            titipkan(sesi, surat, waktu)

    await lay.tulis(asal, kerja)


def _pilih(sesi: Session, asal: Asal, grup: int | None, triwulan: int | None, tahun: int | None) -> _Pilihan:
    orang = {o.instansi_id: o for o in diri_di(sesi, asal.telegram, grup)}
    if not orang:
        return _Pilihan(asing=True)
    urut = (col(Pelaksanaan.tahun).desc(), col(Pelaksanaan.triwulan).desc())
    milik = (col(Pelaksanaan.instansi_id).in_(orang), Pelaksanaan.status != "batal")
    semua = [
        p
        for p in sesi.exec(select(Pelaksanaan).where(*milik).order_by(*urut))
        if triwulan in (None, p.triwulan) and tahun in (None, p.tahun)
    ]
    terbit = next((p.id for p in semua if sudah_terbit(p.dokumen) and not _hidup(p)), None)
    hidup = next((p for p in semua if _hidup(p)), None)
    if grup or hidup is None or not mengawasi(sesi, orang[hidup.instansi_id]):
        return _Pilihan(terbit)
    return _Pilihan(terbit, hidup.id)


def _hidup(p: Pelaksanaan) -> bool:
    """Under way, and not approved or no longer."""
    return p.status == "berjalan" and not keadaan_dari(p.keadaan).disetujui


def mengawasi(sesi: Session, orang: Pegawai) -> bool:
    """Head, secretary, team: whoever holds a role that is not of one unit."""
    return any(not bidang for _, bidang in muat.slot_dari(muat.pemegang(sesi, orang.instansi_id), orang.id))


def _kepala(sesi: Session, j: Jalan, asal: Asal) -> bool:
    return any(o.telegram == asal.telegram for o in j.pemegang.get((KEPALA, ""), []))
