"""`✏️ Isi disposisi`: an instruction, from ready phrases or typed, before `✅ Perintahkan`. Optional."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from bot.layanan import muat
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.isi_disposisi import baris_disposisi
from bot.layanan.kabar import segarkan_kartu
from bot.layanan.muat import Pegawai
from bot.layanan.pelaksanaan import KEPALA, Kilasan, baca_periode, giliran, lupakan, pesan_kesiapan, tanya
from bot.pesan import jenis_langkah as pesan
from bot.pesan import umum
from bot.pesan.dasar import Tombol
from bot.sop.kejadian import Catat
from bot.sop.model import Jenis
from bot.sop.penolakan import BukanCaranya, BukanPelaksana, Ditolak, TidakDitemukan
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Instansi, IsiDisposisi, Pelaksanaan, Pertanyaan

SOAL = "alasan_disposisi"


async def mulai(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """On the card of a step of kind perintah. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, _ = giliran(sesi, tombol.nomor, asal.telegram)
        if j.sop[baris.langkah].jenis is not Jenis.PERINTAH:
            raise BukanCaranya(j.sop[baris.langkah].kegiatan)
        return _tanyakan(sesi, asal, tombol.nomor, {}, waktu)

    return await lay.tulis(asal, kerja)


async def mulai_awal(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """On the readiness message, before the run exists. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        tahun, triwulan = baca_periode(tombol.sidik)
        _kepala(sesi, tombol.nomor, asal.telegram)
        isi = {"instansi": tombol.nomor, "tahun": tahun, "triwulan": triwulan}
        return _tanyakan(sesi, asal, None, isi, waktu)

    return await lay.tulis(asal, kerja)


def _kepala(sesi: Session, instansi_id: int, telegram: int) -> Pegawai:
    orang = muat.personel(sesi, instansi_id, telegram)
    if (KEPALA, "") not in muat.slot_dari(muat.pemegang(sesi, instansi_id), orang.id):
        raise BukanPelaksana("pimpinan kantor")
    return orang


def _tanyakan(sesi: Session, asal: Asal, penugasan_id: int | None, isi: dict[str, Any], waktu: datetime) -> Kilasan:
    nomor = titipkan(sesi, Surat(asal.telegram, "sendMessage", pesan.minta_instruksi(), prioritas=0), waktu)
    tanya(sesi, asal.telegram, SOAL, waktu, penugasan_id, {**isi, "pesan": nomor})
    return Kilasan("Pilih salah satu, atau tulis sendiri.")


async def pilih_frasa(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """One of the ready phrases. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal = sesi.get(Pertanyaan, asal.telegram)
        if soal is None or soal.jenis != SOAL or not 0 <= tombol.nomor < len(pesan.FRASA):
            raise TidakDitemukan
        _simpan(sesi, soal, pesan.FRASA[tombol.nomor], waktu)
        return Kilasan("Isi disposisi tersimpan.")

    return await lay.tulis(asal, kerja)


def jawab(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any]:
    """The instruction has been typed."""
    try:
        _simpan(sesi, soal, teks.strip(), waktu)
    except Ditolak as tolak:
        lupakan(sesi, soal, waktu)
        return umum.kalimat(str(tolak))
    return umum.kalimat(pesan.INSTRUKSI_TERSIMPAN)


def _simpan(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> None:
    if soal.penugasan_id is None:
        _simpan_awal(sesi, soal, teks, waktu)
    else:
        baris, j, orang = giliran(sesi, soal.penugasan_id, soal.telegram)
        b = j.baris
        _tulis(sesi, (b.instansi_id, b.tahun, b.triwulan, baris.langkah), teks, orang, waktu)
        catat = Catat(muat.pelaku(j, orang), "disposisi", f"menulis isi disposisi: {teks}", tugas_dari(baris))
        j, _ = laksanakan(sesi, j, catat, waktu)
        segarkan_kartu(sesi, j, baris, waktu)
    lupakan(sesi, soal, waktu, pesan.instruksi_terpilih(teks))


def _simpan_awal(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> None:
    nomor, tahun, triwulan = (int(soal.isi[k]) for k in ("instansi", "tahun", "triwulan"))
    orang = _kepala(sesi, nomor, soal.telegram)
    instansi = sesi.get(Instansi, nomor)
    kunci = f"{nomor}:{tahun}:{triwulan}"
    if instansi is None or sesi.exec(select(Pelaksanaan.id).where(Pelaksanaan.kunci == kunci)).first():
        raise TidakDitemukan
    _tulis(sesi, (nomor, tahun, triwulan, 1), teks, orang, waktu)
    depan = f"mulai:{kunci}:"
    isi = pesan_kesiapan(sesi, instansi, tahun, triwulan, waktu)
    for surat in berkunci(sesi, depan):
        sunting(sesi, surat.id, isi, waktu)


def _tulis(sesi: Session, ciri: tuple[int, int, int, int], teks: str, orang: Pegawai, waktu: datetime) -> None:
    ada = baris_disposisi(sesi, *ciri)
    if ada is None:
        instansi_id, tahun, triwulan, langkah = ciri
        ada = IsiDisposisi(
            instansi_id=instansi_id,
            tahun=tahun,
            triwulan=triwulan,
            langkah=langkah,
            teks=teks,
            personel_id=orang.id or 0,
            dibuat=waktu,
        )
        sesi.add(ada)
    ada.teks, ada.personel_id, ada.dibuat = teks, orang.id or 0, waktu
    sesi.flush()
