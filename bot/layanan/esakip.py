"""Entry into the other application: an export to type over, and a checklist that remembers what has been entered."""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, select

from bot.berkas.esakip import tulis_csv, tulis_xlsx
from bot.berkas.tulisan import triwulan
from bot.kinerja.model import Rekap
from bot.kinerja.tampil import bacaan_id, persen_id, target_id
from bot.layanan import muat
from bot.layanan.angka import rekap_berlaku
from bot.layanan.centang import baris_centang, kode_tercentang
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kabar import segarkan_kartu
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import Kilasan, giliran
from bot.layanan.tenggat import tunaikan
from bot.pesan import esakip as pesan
from bot.pesan.dasar import Tombol
from bot.sop.model import Jenis
from bot.sop.penolakan import BukanCaranya, TidakDitemukan
from db.kotak_keluar import Surat, sunting, titipkan, untuk_penugasan
from db.tabel import CentangEsakip, Penugasan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def antar(lay: Layanan, tonggak_id: int, pelaksanaan_id: int, penugasan_id: int) -> None:
    """A due moment: the step has begun, its actors get the export and the checklist."""

    def bahan(sesi: Session, _: datetime) -> tuple[Rekap, str, str]:
        j = muat.jalan(sesi, pelaksanaan_id)
        nama = f"esakip-{j.instansi.kode}-{j.baris.tahun}-TW{j.baris.triwulan}"
        return rekap_berlaku(sesi, j.baris), nama, j.instansi.nama

    isi, nama, kantor = await lay.baca(bahan)
    judul = f"Isian e-SAKIP {triwulan(isi)} – {kantor}"
    xlsx = await lay.taruh(await asyncio.to_thread(tulis_xlsx, isi.baris, judul), XLSX)
    csv = await lay.taruh(tulis_csv(isi.baris), "text/csv")

    def kerja(sesi: Session, waktu: datetime) -> None:
        if not tunaikan(sesi, tonggak_id, waktu):
            return
        j, contoh = muat.jalan(sesi, pelaksanaan_id), sesi.get(Penugasan, penugasan_id)
        berkas = [
            {"sha256": s.daftarkan(sesi, waktu), "nama": f"{nama}.{akhir}", "jenis": s.jenis}
            for s, akhir in ((xlsx, "xlsx"), (csv, "csv"))
        ]
        for p in _serumpun(sesi, contoh):
            for orang in j.pemegang.get((p.peran, p.bidang), []):
                ciri = f"{p.id}:{orang.telegram}"
                keterangan = pesan.keterangan_berkas(j.baris.triwulan, j.baris.tahun)
                album = Surat(orang.telegram, "sendMediaGroup", keterangan, berkas, kunci=f"esakip:{ciri}")
                titipkan(sesi, album, waktu)
                daftar = _daftar(sesi, j, p, 0)
                surat = Surat(orang.telegram, "sendMessage", daftar, kunci=f"centang:{ciri}", penugasan_id=p.id)
                titipkan(sesi, surat, waktu)

    await lay.tulis(Asal(None), kerja)


def _serumpun(sesi: Session, contoh: Penugasan | None) -> Sequence[Penugasan]:
    """The open assignments of the same step and round."""
    if contoh is None:
        return ()
    milik = (
        Penugasan.pelaksanaan_id == contoh.pelaksanaan_id,
        Penugasan.langkah == contoh.langkah,
        Penugasan.putaran == contoh.putaran,
        Penugasan.tahap == contoh.tahap,
    )
    return [p for p in sesi.exec(select(Penugasan).where(*milik)) if p.selesai_pada is None]


def _daftar(sesi: Session, j: Jalan, p: Penugasan, halaman: int) -> dict[str, object]:
    assert p.id is not None
    return pesan.daftar(p.id, j.baris.triwulan, j.baris.tahun, _butir(sesi, j, p), halaman)


def _butir(sesi: Session, j: Jalan, p: Penugasan) -> list[pesan.Butir]:
    sudah = kode_tercentang(sesi, p)
    return [
        pesan.Butir(
            _ciri(b.indikator.kode),
            b.indikator.kode,
            b.indikator.nama if len(b.indikator.nama) <= 60 else f"{b.indikator.nama[:59]}…",
            target_id(b.target),
            bacaan_id(b.realisasi.kinerja)[:60],
            persen_id(b.capaian),
            b.indikator.kode in sudah,
        )
        for b in rekap_berlaku(sesi, j.baris).baris
    ]


def _ciri(kode: str) -> str:
    """What a button can carry of a code, which may be longer than its 64 bytes."""
    return hashlib.sha256(kode.encode()).hexdigest()[:12]


async def centang(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """One indicator is entered, or is not after all. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, orang = _milik(sesi, tombol, asal.telegram)
        kode = next((b["kode"] for b in muat.rencana_jalan(sesi, j.baris) if _ciri(b["kode"]) == tombol.sidik), None)
        if kode is None:
            raise TidakDitemukan
        ada = baris_centang(sesi, baris, kode)
        if ada is None:
            ada_baru = CentangEsakip(
                pelaksanaan_id=j.nomor,
                langkah=baris.langkah,
                putaran=baris.putaran,
                kode=kode,
                personel_id=orang.id or 0,
                dibuat=waktu,
            )
            sesi.add(ada_baru)
        else:
            sesi.delete(ada)
        sesi.flush()
        urut = [b.kode for b in _butir(sesi, j, baris)]
        halaman = urut.index(kode) // pesan.SEHALAMAN
        _tampilkan(sesi, j, baris, halaman, None, waktu)
        segarkan_kartu(sesi, j, baris, waktu)
        return Kilasan(f"{kode}: {'sudah dimasukkan' if ada is None else 'belum'}")

    return await lay.tulis(asal, kerja)


async def halaman(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """Another page of one's own checklist. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, _ = _milik(sesi, tombol, asal.telegram)
        _tampilkan(sesi, j, baris, _angka(tombol.sidik), asal.telegram, waktu)
        return Kilasan(f"Halaman {_angka(tombol.sidik) + 1}")

    return await lay.tulis(asal, kerja)


def _milik(sesi: Session, tombol: Tombol, telegram: int) -> tuple[Penugasan, Jalan, Pegawai]:
    baris, j, orang = giliran(sesi, tombol.nomor, telegram)
    if j.sop[baris.langkah].jenis is not Jenis.INPUT_ESAKIP:
        raise BukanCaranya(j.sop[baris.langkah].kegiatan)
    return baris, j, orang


def _angka(teks: str) -> int:
    if not (teks.isascii() and teks.isdigit() and len(teks) < 10):
        raise TidakDitemukan
    return int(teks)


def _tampilkan(sesi: Session, j: Jalan, p: Penugasan, halaman: int, hanya: int | None, waktu: datetime) -> None:
    isi = _daftar(sesi, j, p, halaman)
    for surat in untuk_penugasan(sesi, p.id or 0):
        if (surat.kunci or "").startswith("centang:") and hanya in (None, surat.chat_id):
            sunting(sesi, surat.id, isi, waktu)
