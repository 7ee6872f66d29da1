"""`/indikator`: the yearly plan of an office as a workbook, out and back again. Nothing is stored here but a question."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.berkas.baca_excel import BerkasMentah
from bot.berkas.baca_excel import baca as baca_excel
from bot.berkas.batas import BATAS, BerkasDitolak
from bot.berkas.kami import sebutan
from bot.berkas.rencana_excel import JENIS, BukuRencana, di_luar_batas, lembar_teks, tulis_rencana
from bot.kinerja.data import (
    DataDitolak,
    Masalah,
    baca_indikator_csv,
    baca_indikator_lembar,
    indikator_dari_isi,
    isi_dari_indikator,
)
from bot.kinerja.model import Indikator
from bot.kinerja.rencana import bandingkan, seejaan, tanyakan_rencana
from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kertas import jawab
from bot.layanan.layar import tampilkan, tutup
from bot.layanan.pelaksanaan import Kilasan, tanya
from bot.layanan.rencana_jalan import tawarkan
from bot.layanan.tindakan_admin import BukanAdministrator
from bot.pesan import berkas_kami as pesan_kami
from bot.pesan import rencana as pesan
from bot.pesan.dasar import Tombol
from bot.sop.catatan import kanonis
from bot.sop.penolakan import Ditolak, TidakDitemukan
from db.kotak_keluar import Surat, titipkan
from db.tabel import Bidang, Instansi, Pertanyaan, VersiRencana

LAYAR = "rencana"  # the conversation that chooses the office
MENUNGGU, DRAF = "rencana_berkas", "rencana"  # questions: for the file, for the reason
JENIS_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TERBESAR = 1 << 20  # bytes; 500 indicators have 100 kB


class TahunSalah(Ditolak):
    def __init__(self) -> None:
        super().__init__(pesan.TAHUN_SALAH)


class TidakDitunggu(Ditolak):
    """A plan without a word about whose it is."""

    def __init__(self) -> None:
        super().__init__(pesan.TAK_DITUNGGU)


# The plan goes out ---------------------------------------------------------------------------------------------------


async def indikator(lay: Layanan, asal: Asal, kata: Sequence[str]) -> None:
    """`/indikator [tahun]`: the plan of the only office, or the question which. Raises a `Ditolak`."""
    if asal.telegram not in lay.admin:
        raise BukanAdministrator
    tahun = _baca_tahun(kata[0]) if kata else None
    semua = await lay.baca(lambda sesi, _: [(i.id or 0, i.nama) for i in _semua_kantor(sesi)])
    if len(semua) == 1:
        await _kirim(lay, asal, semua[0][0], tahun)
        return
    isi = pesan.pilih_kantor(semua, str(tahun or "")) if semua else pesan.TIDAK_ADA_KANTOR

    def kerja(sesi: Session, waktu: datetime) -> None:
        tampilkan(sesi, asal, LAYAR, isi, waktu, baru=True)

    await lay.tulis(asal, kerja)


async def pilih_kantor(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """Which of several offices. Raises TidakDitemukan, TahunSalah."""
    if asal.telegram not in lay.admin:
        raise TidakDitemukan
    nama = await _kirim(lay, asal, tombol.nomor, _baca_tahun(tombol.sidik) if tombol.sidik else None)
    return Kilasan(nama)


def _semua_kantor(sesi: Session) -> Sequence[Instansi]:
    return sesi.exec(select(Instansi).order_by(col(Instansi.nama))).all()


def _baca_tahun(teks: str) -> int:
    if not (len(teks) == 4 and teks.isascii() and teks.isdigit() and 2000 <= int(teks) <= 2100):
        raise TahunSalah
    return int(teks)


async def _kirim(lay: Layanan, asal: Asal, instansi_id: int, tahun: int | None) -> str:
    """The workbook is on its way, and its return is waited for. The office's name. Raises TidakDitemukan."""
    buku = await lay.baca(lambda sesi, waktu: _buku(sesi, instansi_id, tahun, waktu))
    simpanan = await lay.taruh(await asyncio.to_thread(tulis_rencana, buku), JENIS_XLSX)

    def kerja(sesi: Session, waktu: datetime) -> str:
        instansi = sesi.get_one(Instansi, instansi_id)
        tutup(sesi, asal, LAYAR, pesan.kantor_dipilih(instansi.nama), waktu)
        banyak = Counter(i.bidang for i in buku.indikator)
        per_bidang = {nama: banyak[kode] for kode, nama in buku.bidang.items()}
        jawab(sesi, asal, pesan.rencana(instansi_id, instansi.nama, buku.tahun, buku.keterangan, per_bidang), waktu)
        berkas = [{"sha256": simpanan.daftarkan(sesi, waktu), "nama": buku.nama_berkas, "jenis": JENIS_XLSX}]
        keterangan = pesan.keterangan_berkas(instansi.nama, buku.tahun)
        titipkan(sesi, Surat(asal.telegram, "sendDocument", keterangan, berkas, prioritas=0), waktu)
        kini = muat.rencana_kini(sesi, instansi_id, buku.tahun)
        if kini is not None:
            tawarkan(sesi, asal, instansi, kini, waktu)
        tanya(sesi, asal.telegram, MENUNGGU, waktu, isi={"instansi": instansi_id, "tahun": buku.tahun})
        return instansi.nama

    return await lay.tulis(asal, kerja)


def _buku(sesi: Session, instansi_id: int, tahun: int | None, waktu: datetime) -> BukuRencana:
    """What is stored for the year; else last year's indicators, whose targets and ceilings are to be written anew."""
    instansi = sesi.get(Instansi, instansi_id)
    if instansi is None:
        raise TidakDitemukan
    th = tahun or max(instansi.tahun, waktu.astimezone(ZoneInfo(instansi.zona)).year)
    kini = muat.rencana_kini(sesi, instansi_id, th)
    sumber = kini or muat.rencana_kini(sesi, instansi_id, th - 1)
    asal = [indikator_dari_isi(isi) for isi in sumber.isi] if sumber else []
    if kini is None:
        asal = [_tanpa_target(i) for i in asal]
    return BukuRencana(
        kode_instansi=instansi.kode,
        nama_instansi=instansi.nama,
        tahun=th,
        versi=kini.nomor if kini else 0,
        keterangan=pesan.keterangan_versi(isi_versi(kini) if kini else None, instansi.zona, th - 1 if asal else 0),
        indikator=tuple(asal),
        bidang=_unit(sesi, instansi_id),
    )


def _tanpa_target(i: Indikator) -> Indikator:
    return replace(i, target_tahunan=None, target_tw=(None, None, None, None), pagu=None)


def isi_versi(v: VersiRencana) -> pesan.IsiVersi:
    return pesan.IsiVersi(v.nomor, v.dibuat, v.alasan, v.oleh)


def _unit(sesi: Session, instansi_id: int) -> dict[str, str]:
    """Units that report now, code to name."""
    milik = (Bidang.instansi_id == instansi_id, col(Bidang.aktif).is_(True))
    return {b.kode: b.nama for b in sesi.exec(select(Bidang).where(*milik).order_by(col(Bidang.urutan)))}


# The file comes back -------------------------------------------------------------------------------------------------


async def ditunggu(lay: Layanan, telegram: int, nama: str) -> bool:
    """Whether a file of this account is a plan: it was asked for, or it bears the name that the bot gives."""
    if telegram not in lay.admin or nama.lower().startswith("formulir-"):
        return False
    soal = await lay.baca(lambda sesi, _: sesi.get(Pertanyaan, telegram))
    return (soal is not None and soal.jenis in (MENUNGGU, DRAF)) or nama.lower().startswith("rencana-")


@dataclass(frozen=True)
class _Tujuan:
    """Whose plan for which year a file is taken for."""

    instansi: int
    kode: str
    nama: str
    tahun: int
    unit: Mapping[str, str]


async def terima(lay: Layanan, asal: Asal, data: bytes, nama: str) -> dict[str, Any] | None:
    """A plan sent in private: read it in a child, check it, answer with everything at once.

    Returns the answer that refuses it, or None when the preview is on its way. Raises a `Ditolak`.
    """
    try:
        mentah = await _baca(data, nama)
    except BerkasDitolak as tolak:
        return pesan.ditolak(nama, tolak.alasan, tolak.saran)
    ciri = mentah.identitas if isinstance(mentah, BerkasMentah) else None
    tujuan = await lay.baca(lambda sesi, _: _tujuan(sesi, asal.telegram, ciri))
    apa = await asyncio.to_thread(sebutan, ciri, data)
    if apa and (ciri or {}).get("jenis") != JENIS:
        return pesan_kami.salah_berkas(apa, pesan_kami.rencana(tujuan.nama, tujuan.tahun))
    if ciri is not None and (ciri.get("instansi"), ciri.get("tahun")) != (tujuan.kode, str(tujuan.tahun)):
        return pesan.kantor_lain(tujuan.nama, tujuan.tahun, ciri.get("instansi", ""), ciri.get("tahun", ""))
    try:
        semua = await asyncio.to_thread(_urai, mentah, tujuan.unit)
    except DataDitolak as tolak:
        return pesan.galat(tujuan.nama, tujuan.tahun, tolak.masalah)
    isi = [isi_dari_indikator(i) for i in semua]
    dari = int(ciri["versi"]) if ciri and ciri.get("versi", "").isdecimal() else None

    def kerja(sesi: Session, waktu: datetime) -> None:
        kini = muat.rencana_kini(sesi, tujuan.instansi, tujuan.tahun)
        rencana = seejaan(kini.isi if kini else (), isi)
        if not bandingkan(kini.isi if kini else (), rencana):
            jawab(sesi, asal, pesan.sama(tujuan.nama, tujuan.tahun), waktu)
            return
        draf = {"instansi": tujuan.instansi, "tahun": tujuan.tahun, "isi": rencana, "alasan": "", "dari": dari}
        tunjukkan(sesi, asal.telegram, draf, waktu)

    await lay.tulis(asal, kerja)
    return None


async def _baca(data: bytes, nama: str) -> BerkasMentah | bytes:
    """Cells of a workbook, or the bytes of a CSV. Raises BerkasDitolak with the true reason."""
    if not nama.lower().endswith(".csv") or data.startswith(b"PK"):
        return await baca_excel(data, nama)
    if len(data) > CSV_TERBESAR:
        raise BerkasDitolak("Berkas CSV ini lebih dari 1 MB.", "Kirim hanya tabel rencananya.")
    return data


def _tujuan(sesi: Session, telegram: int, ciri: Mapping[str, str] | None) -> _Tujuan:
    """As was asked with /indikator; without a question as the workbook says. Raises TidakDitunggu."""
    soal = sesi.get(Pertanyaan, telegram)
    instansi, tahun = None, 0
    if soal is not None and soal.jenis in (MENUNGGU, DRAF):
        instansi, tahun = sesi.get(Instansi, soal.isi["instansi"]), soal.isi["tahun"]
    elif ciri is not None and ciri.get("jenis") == "rencana":
        instansi = sesi.exec(select(Instansi).where(Instansi.kode == ciri.get("instansi", ""))).first()
        tahun = _baca_tahun(ciri.get("tahun", ""))
    if instansi is None or instansi.id is None:
        raise TidakDitunggu
    return _Tujuan(instansi.id, instansi.kode, instansi.nama, tahun, _unit(sesi, instansi.id))


def _urai(mentah: BerkasMentah | bytes, unit: Mapping[str, str]) -> tuple[Indikator, ...]:
    """Raises DataDitolak."""
    if isinstance(mentah, bytes):
        return baca_indikator_csv(mentah, unit)
    if jauh := di_luar_batas(mentah):
        saran = f"ada isi terlalu jauh dari tabel. Hapus isi sel itu; paling banyak {BATAS.baris} baris."
        raise DataDitolak([Masalah(0, "", "", saran, sel) for sel in jauh])
    return baca_indikator_lembar(lembar_teks(mentah), unit)


# The draft that waits ------------------------------------------------------------------------------------------------


def sidik_draf(draf: Mapping[str, Any]) -> str:
    """Which draft a button is about: office, year and every cell."""
    bahan = {k: draf[k] for k in ("instansi", "tahun", "isi", "dasar")}
    return hashlib.sha256(kanonis(bahan).encode()).hexdigest()[:12]


def tunjukkan(sesi: Session, telegram: int, draf: dict[str, Any], waktu: datetime) -> None:
    """A new preview against what is stored now; an older one loses its buttons."""
    kini = muat.rencana_kini(sesi, draf["instansi"], draf["tahun"])
    draf = {**draf, "dasar": kini.nomor if kini else 0}
    p = pratinjau(sesi, draf)
    if lengkap := pesan.rincian(p):
        titipkan(sesi, Surat(telegram, "sendMessage", lengkap, prioritas=0), waktu)
    nomor = titipkan(sesi, Surat(telegram, "sendMessage", pesan.pratinjau(p), prioritas=0), waktu)
    tanya(sesi, telegram, DRAF, waktu, isi={**draf, "pesan": nomor})


def pratinjau(sesi: Session, draf: Mapping[str, Any]) -> pesan.IsiPratinjau:
    """The preview of a draft as it stands."""
    instansi = sesi.get_one(Instansi, draf["instansi"])
    kini = muat.rencana_kini(sesi, draf["instansi"], draf["tahun"])
    semua = [indikator_dari_isi(isi) for isi in draf["isi"]]
    tanya_ = tanyakan_rencana(semua, _unit(sesi, draf["instansi"]))
    if kini is not None and draf["dari"] not in (None, kini.nomor):
        tanya_.insert(0, ("", pesan.dari_versi_lama(draf["dari"], kini.nomor)))
    return pesan.IsiPratinjau(
        kantor=draf["instansi"],
        sidik=sidik_draf(draf),
        instansi=instansi.nama,
        tahun=draf["tahun"],
        nomor=draf["dasar"] + 1,
        banyak=len(semua),
        beda=bandingkan(kini.isi if kini else (), draf["isi"]),
        tanya=tanya_,
        alasan=draf["alasan"],
    )
