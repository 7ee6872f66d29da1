"""A plan that waits in its preview: the reason, and `✅ Simpan rencana`."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.layanan import muat, rencana
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kantor import simpan_rencana
from bot.layanan.pelaksanaan import ALASAN_TERPENDEK, Kilasan, lupakan
from bot.layanan.rencana_jalan import tawarkan
from bot.pesan import rencana as pesan
from bot.pesan import umum
from bot.pesan.dasar import Tombol, waktu_singkat
from bot.sop.penolakan import Ditolak, TidakDitemukan
from db.kotak_keluar import sunting
from db.tabel import Instansi, Kontak, Pertanyaan


class PratinjauLewat(Ditolak):
    def __init__(self) -> None:
        super().__init__(pesan.LEWAT)


class BelumBeralasan(Ditolak):
    def __init__(self) -> None:
        super().__init__(pesan.BELUM_ADA_ALASAN)


def _draf(sesi: Session, lay: Layanan, asal: Asal, tombol: Tombol, sidik: str) -> Pertanyaan:
    """The draft that a button is about. Raises TidakDitemukan, PratinjauLewat."""
    if asal.telegram not in lay.admin:
        raise TidakDitemukan
    soal = sesi.get(Pertanyaan, asal.telegram)
    if soal is None or soal.jenis != rencana.DRAF or soal.isi["instansi"] != tombol.nomor:
        raise PratinjauLewat
    if rencana.sidik_draf(soal.isi) != sidik:
        raise PratinjauLewat
    return soal


async def pilih_alasan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A ready reason. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        sidik, _, ke = tombol.sidik.partition(".")
        soal = _draf(sesi, lay, asal, tombol, sidik)
        alasan = pesan.alasan_siap(soal.isi["dasar"] + 1, ke)
        if not alasan:
            raise TidakDitemukan
        _beri_alasan(sesi, soal, alasan, waktu)
        return Kilasan(alasan)

    return await lay.tulis(asal, kerja)


def jawab_alasan(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any]:
    """The reason in the administrator's own words."""
    alasan = " ".join(teks.split())
    if sum(huruf.isalnum() for huruf in alasan) < ALASAN_TERPENDEK:
        return umum.ALASAN_SINGKAT
    if len(alasan) > pesan.PANJANG_ALASAN:
        return umum.kalimat(pesan.ALASAN_PANJANG)
    _beri_alasan(sesi, soal, alasan, waktu)
    return umum.kalimat(pesan.ALASAN_DITERIMA)


def _beri_alasan(sesi: Session, soal: Pertanyaan, alasan: str, waktu: datetime) -> None:
    soal.isi = {**soal.isi, "alasan": alasan}
    sunting(sesi, int(soal.isi["pesan"]), pesan.pratinjau(rencana.pratinjau(sesi, soal.isi)), waktu)


async def simpan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Simpan rencana`: the draft is the newest version. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal = _draf(sesi, lay, asal, tombol, tombol.sidik)
        draf = soal.isi
        instansi = sesi.get_one(Instansi, draf["instansi"])
        kini = muat.rencana_kini(sesi, draf["instansi"], draf["tahun"])
        if (kini.nomor if kini else 0) != draf["dasar"]:
            rencana.tunjukkan(sesi, asal.telegram, draf, waktu)
            return Kilasan(pesan.BERUBAH, layar=True)
        if not draf["alasan"]:
            raise BelumBeralasan
        oleh = sebutan_admin(sesi, asal.telegram, draf["instansi"])
        baru = simpan_rencana(sesi, draf["instansi"], draf["tahun"], draf["isi"], draf["alasan"], oleh, waktu)
        pada = waktu_singkat(waktu, instansi.zona)
        hasil = pesan.disimpan(instansi.nama, draf["tahun"], rencana.isi_versi(baru), len(baru.isi), pada)
        lupakan(sesi, soal, waktu, hasil)
        tawarkan(sesi, asal, instansi, baru, waktu)
        return Kilasan(f"Rencana disimpan sebagai versi {baru.nomor}.")

    return await lay.tulis(asal, kerja)


def sebutan_admin(sesi: Session, telegram: int, instansi_id: int) -> str:
    """``Admin TI (administrator)``: for the record, never for rights."""
    orang = next((o for o in muat.diri(sesi, telegram) if o.instansi_id == instansi_id), None)
    kontak = sesi.get(Kontak, telegram)
    nama = orang.nama if orang else kontak.nama if kontak else ""
    return f"{nama} (administrator)" if nama else "administrator"
