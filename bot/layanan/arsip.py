"""The archive of a run: one ZIP when the archiving step begins, and a final one when the run is over."""

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.berkas.arsip import Anggota, tulis_arsip
from bot.berkas.rakit import BAGIAN
from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan, Simpanan
from bot.layanan.isi_arsip import isi_arsip
from bot.layanan.muat import Jalan
from bot.layanan.tenggat import tunaikan
from bot.pesan import arsip as pesan
from bot.sop.model import Jenis
from db import berkas as gudang
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Instansi, Pelaksanaan, Penugasan, Tonggak

JENIS_ZIP = "application/zip"
BATAS_KIRIM = 49 * 1024 * 1024  # bytes that a bot may send, with room for the rest of the request
TUNGGU_REKAP = timedelta(minutes=1)
TUNGGU_TERBANYAK = 5


@dataclass(frozen=True)
class ArsipJadi:
    """An archive that lies ready."""

    sha256: str
    ukuran: int
    kode: str
    instansi: str
    tahun: int
    triwulan: int
    batal: int | None = None  # number of a run that was cancelled: the quarter may have another one

    @property
    def nama(self) -> str:
        tanda = "" if self.batal is None else f"-batal-{self.batal}"
        return f"arsip-{self.kode}-{self.tahun}-TW{self.triwulan}{tanda}.zip"

    @property
    def tempat(self) -> str:
        """Where people find it, below DATA_DIR."""
        return f"arsip/{self.kode}/{self.tahun}/TW{self.triwulan}/{self.nama}"


@dataclass(frozen=True)
class _Bahan:
    """What one archive needs, gathered in one look."""

    anggota: Sequence[Anggota]
    kepala: dict[str, str]
    instansi: Instansi
    baris: Pelaksanaan
    penerima: tuple[tuple[int | None, int], ...]  # assignment, Telegram id
    saat: datetime


async def antar(lay: Layanan, tonggak_id: int, pelaksanaan_id: int, penugasan_id: int) -> None:
    """A due moment: the archiving step has begun, its actors get the archive as it stands."""
    await _buat(lay, tonggak_id, pelaksanaan_id, penugasan_id)


async def antar_akhir(lay: Layanan, tonggak_id: int, pelaksanaan_id: int, _: int) -> None:
    """A due moment: the run is over, finished or cancelled; the archive is complete now."""
    await _buat(lay, tonggak_id, pelaksanaan_id, None)


async def _buat(lay: Layanan, tonggak_id: int, pelaksanaan_id: int, penugasan_id: int | None) -> None:
    if await lay.tulis(Asal(None), lambda sesi, waktu: _tunda(sesi, tonggak_id, pelaksanaan_id, waktu)):
        return
    bahan = await lay.baca(lambda sesi, waktu: _bahan(lay, sesi, pelaksanaan_id, penugasan_id, waktu))
    jadi = await asyncio.to_thread(_tulis, lay, bahan)

    def kerja(sesi: Session, waktu: datetime) -> None:
        if not tunaikan(sesi, tonggak_id, waktu):
            return
        Simpanan(jadi.sha256, jadi.ukuran, JENIS_ZIP).daftarkan(sesi, waktu)
        baris = sesi.get(Pelaksanaan, pelaksanaan_id)
        assert baris is not None
        baris.dokumen = {**(baris.dokumen or {}), "arsip": jadi.sha256}
        _kirim(sesi, pelaksanaan_id, bahan, jadi, penugasan_id is None, waktu)

    await lay.tulis(Asal(None), kerja)


def _tunda(sesi: Session, tonggak_id: int, pelaksanaan_id: int, waktu: datetime) -> bool:
    """An approved recap belongs in, with all its papers: wait a little for what is still being made, but not for ever."""
    tonggak, j = sesi.get(Tonggak, tonggak_id), muat.jalan(sesi, pelaksanaan_id)
    if tonggak is None or not j.keadaan.disetujui or set(BAGIAN) <= set(j.baris.dokumen or {}):
        return False
    if tonggak.percobaan >= TUNGGU_TERBANYAK:
        return False
    tonggak.percobaan += 1
    tonggak.kapan = waktu + TUNGGU_REKAP
    return True


def _bahan(lay: Layanan, sesi: Session, pelaksanaan_id: int, penugasan_id: int | None, waktu: datetime) -> _Bahan:
    j = muat.jalan(sesi, pelaksanaan_id)
    kepala = {
        "instansi": j.instansi.nama,
        "kode": j.instansi.kode,
        "periode": f"{j.baris.tahun} TW{j.baris.triwulan}",
        "sop": j.sop.nama,
        "dibuat": waktu.isoformat(timespec="seconds"),
        "hash_jejak": j.baris.hash_akhir,
    }
    anggota = isi_arsip(sesi, j, lay.tempat_berkas)
    return _Bahan(anggota, kepala, j.instansi, j.baris, _penerima(sesi, j, penugasan_id), waktu)


def _penerima(sesi: Session, j: Jalan, penugasan_id: int | None) -> tuple[tuple[int | None, int], ...]:
    """Who archives: with the card the actors of the step, at the end those of the archiving step, else of the last."""
    if penugasan_id is not None:
        contoh = sesi.get(Penugasan, penugasan_id)
        assert contoh is not None
        terbuka = select(Penugasan).where(
            Penugasan.pelaksanaan_id == j.nomor,
            Penugasan.langkah == contoh.langkah,
            Penugasan.putaran == contoh.putaran,
            col(Penugasan.selesai_pada).is_(None),
        )
        return tuple((p.id, o.telegram) for p in sesi.exec(terbuka) for o in j.pemegang.get((p.peran, p.bidang), []))
    langkah = next((x for x in reversed(j.sop.langkah) if x.jenis is Jenis.ARSIP), j.sop.langkah[-1])
    orang = {o.telegram for (p, _), semua in j.pemegang.items() if p in langkah.pelaksana for o in semua}
    return tuple((None, t) for t in sorted(orang))


def _tulis(lay: Layanan, bahan: _Bahan) -> ArsipJadi:
    """Write the ZIP, keep it, and lay a copy where people look for it. In a thread of its own."""
    lay.tempat_berkas.mkdir(parents=True, exist_ok=True)
    sementara = lay.tempat_berkas / f"{uuid4().hex}.tmp"
    try:
        setempat = bahan.saat.astimezone(ZoneInfo(bahan.instansi.zona))  # a ZIP knows no zones
        tulis_arsip(sementara, bahan.anggota, bahan.kepala, setempat)
        sha, ukuran = gudang.pindahkan(lay.tempat_berkas, sementara)
    finally:
        sementara.unlink(missing_ok=True)
    i, b = bahan.instansi, bahan.baris
    jadi = ArsipJadi(sha, ukuran, i.kode, i.nama, b.tahun, b.triwulan, nomor_batal(b))
    salinan = lay.folder / jadi.tempat
    salinan.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(gudang.jalur(lay.tempat_berkas, sha), salinan)
    return jadi


def nomor_batal(baris: Pelaksanaan) -> int | None:
    return baris.id if baris.status == "batal" else None


def _kirim(sesi: Session, pelaksanaan_id: int, bahan: _Bahan, jadi: ArsipJadi, akhir: bool, waktu: datetime) -> None:
    depan, tamat = f"arsip:{pelaksanaan_id}:", f"arsip-akhir:{pelaksanaan_id}:"
    kini = f"{tamat}{bahan.baris.versi}:"  # a run that is corrected ends again
    if akhir:
        dulu = [x for x in berkunci(sesi, tamat) if not (x.kunci or "").startswith(kini)]
        for lama in berkunci(sesi, depan):
            sunting(sesi, lama.id, pesan.diganti(jadi.triwulan, jadi.tahun), waktu)
        for lama in dulu:
            sunting(sesi, lama.id, pesan.diganti(jadi.triwulan, jadi.tahun, akhir=True), waktu)
    batal = jadi.batal is not None
    isi = pesan.keterangan(jadi.triwulan, jadi.tahun, jadi.instansi, len(bahan.anggota), akhir, batal)
    for penugasan, telegram in bahan.penerima:
        kunci = f"{kini}{telegram}" if akhir else f"{depan}{penugasan}:{telegram}"
        titipkan(sesi, surat_arsip(jadi, telegram, isi, kunci, 1), waktu)


def surat_arsip(a: ArsipJadi, telegram: int, isi: dict[str, Any], kunci: str, prioritas: int) -> Surat:
    """The ZIP, or where it lies when Telegram would not take it."""
    if a.ukuran > BATAS_KIRIM:
        besar = pesan.terlalu_besar(a.triwulan, a.tahun, a.instansi, a.ukuran, a.tempat)
        return Surat(telegram, "sendMessage", besar, kunci=kunci, prioritas=prioritas)
    berkas = [{"sha256": a.sha256, "nama": a.nama, "jenis": JENIS_ZIP}]
    return Surat(telegram, "sendDocument", isi, berkas, kunci=kunci, prioritas=prioritas)
