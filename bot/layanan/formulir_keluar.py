"""Whose form it is, and how it goes out: with the disposition, or when somebody asks for it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from bot.berkas.formulir import Formulir, Identitas, nama_formulir, tulis_formulir
from bot.berkas.formulir_lalu import BarisFormulir
from bot.kinerja.aturan import rumus_turun
from bot.kinerja.model import Indikator, Keterbacaan, Realisasi
from bot.kinerja.tampil import bacaan_id
from bot.layanan import janji, muat, terkunci
from bot.layanan.angka import indikator, kiriman_berlaku, realisasi_bidang, realisasi_lalu
from bot.layanan.dasar import Asal, Layanan, Simpanan
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.tenggat import tunaikan
from bot.pesan import unggahan
from bot.sop.alur import langkah_unggah_berikut, peran_pengunggah
from bot.sop.penolakan import BelumBerjalan, BukanPengunggah, UnggahanTertutup
from db.kotak_keluar import Surat, titipkan
from db.tabel import Instansi, Penugasan, TindakLanjut

JENIS_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Sasaran:
    """A unit's form that a person may send in now."""

    jalan: Jalan
    bidang: str
    orang: Pegawai

    @property
    def nama_bidang(self) -> str:
        return self.jalan.nama_bidang.get(self.bidang, self.bidang)

    @property
    def identitas(self) -> Identitas:
        baris = self.jalan.baris
        return Identitas(self.jalan.instansi.kode, self.bidang, baris.tahun, baris.triwulan, self.jalan.sop.id)


def sasaran(sesi: Session, telegram: int) -> list[Sasaran]:
    """Every form that this account may send in now, newest quarter first."""
    return [s for s in semua_sasaran(sesi, telegram) if langkah_unggah_berikut(s.jalan.sop, s.jalan.keadaan)]


def semua_sasaran(sesi: Session, telegram: int) -> list[Sasaran]:
    """Every unit of a living run that this account reports for, whether or not its form may be sent in now."""
    hasil = []
    for orang, j in muat.jalan_sendiri(sesi, telegram):
        peran = peran_pengunggah(j.sop)
        milik = muat.slot_dari(j.pemegang, orang.id)
        unit = {b: (p, b) for p, b in sorted(milik) if p in peran and b in j.keadaan.pengunggah}
        hasil += [Sasaran(j, b, muat.sebagai(j, unit[b], orang)) for b in sorted(unit)]
    return hasil


async def kirim_formulir(lay: Layanan, asal: Asal) -> None:
    """`/formulir`: the forms of the units that this person reports for. Raises a `Ditolak`."""

    def bahan(sesi: Session, waktu: datetime) -> list[tuple[Sasaran, Formulir]]:
        ada = semua_sasaran(sesi, asal.telegram)
        boleh = [s for s in ada if langkah_unggah_berikut(s.jalan.sop, s.jalan.keadaan)]
        if not boleh:
            raise tertutup(ada[0].jalan) if ada else tak_mengunggah(sesi, asal.telegram)
        return [(s, formulir_bidang(sesi, s.jalan, s.bidang)) for s in boleh]

    jadi = [(s, f, await simpan_formulir(lay, f)) for s, f in await lay.baca(bahan)]

    def kerja(sesi: Session, waktu: datetime) -> None:
        for s, f, simpanan in jadi:
            surat = surat_formulir(s.orang.telegram, f, simpanan.daftarkan(sesi, waktu), None)
            titipkan(sesi, replace(surat, prioritas=0), waktu)

    await lay.tulis(asal, kerja)


async def antar_formulir(lay: Layanan, tonggak_id: int, penugasan_id: int) -> None:
    """A due moment: the form that belongs to a disposition follows it."""

    def bahan(sesi: Session, waktu: datetime) -> tuple[Formulir, list[int]] | None:
        baris = sesi.get(Penugasan, penugasan_id)
        if baris is None or baris.selesai_pada is not None:
            return None
        j = muat.jalan(sesi, baris.pelaksanaan_id)
        orang = j.pemegang.get((baris.peran, baris.bidang), [])
        return formulir_bidang(sesi, j, baris.bidang), [o.telegram for o in orang]

    isi = await lay.baca(bahan)
    simpanan = await simpan_formulir(lay, isi[0]) if isi else None

    def kerja(sesi: Session, waktu: datetime) -> None:
        if not tunaikan(sesi, tonggak_id, waktu) or isi is None or simpanan is None:
            return
        sha = simpanan.daftarkan(sesi, waktu)
        for telegram in isi[1]:
            titipkan(sesi, surat_formulir(telegram, isi[0], sha, penugasan_id), waktu)

    await lay.tulis(Asal(None), kerja)


def formulir_bidang(sesi: Session, j: Jalan, bidang: str, isi: Mapping[str, Realisasi] | None = None) -> Formulir:
    """A unit's form, filled with `isi`; by default with what it has already reported for the quarter."""
    kode = {k.bidang: k for k in kiriman_berlaku(sesi, j.nomor)}
    sudah = realisasi_bidang(kode.get(bidang)) if isi is None else isi
    baris, lalu, janjinya = j.baris, realisasi_lalu(sesi, j.baris), janji.per_kode(sesi, j, bidang)
    milik = [i for i in indikator(sesi, baris) if i.bidang == bidang]
    buka = terkunci.terbuka(j, milik)
    return Formulir(
        Identitas(j.instansi.kode, bidang, baris.tahun, baris.triwulan, j.sop.id),
        j.instansi.nama,
        j.nama_bidang.get(bidang, bidang),
        tuple(
            baris_formulir(i, sudah.get(i.kode), lalu.get(i.kode), janjinya.get(i.kode), terkunci=i.kode not in buka)
            for i in milik
        ),
        rumus_turun(j.baris.aturan),
    )


def baris_formulir(
    i: Indikator,
    kini: Realisasi | None,
    lalu: Realisasi | None,
    terbuka: TindakLanjut | None,
    *,
    terkunci: bool = False,
) -> BarisFormulir:
    """One indicator of a form: what was reported now and in the quarter before, and which promise is open."""
    terbaca = lalu is not None and lalu.kinerja.status is not Keterbacaan.KOSONG
    sebut = (kini.status_tindak if kini else "") or ("Berjalan" if terbuka and terbuka.status == janji.BERJALAN else "")
    return BarisFormulir(
        i,
        kini,
        lalu=bacaan_id(lalu.kinerja) if lalu and terbaca else "",
        tindak_lalu=terbuka.uraian if terbuka else "",
        status_tindak=sebut if terbuka else "",
        terkunci=terkunci,
    )


async def simpan_formulir(lay: Layanan, f: Formulir) -> Simpanan:
    """The form as a file in its place, written off the event loop."""
    return await lay.taruh(await asyncio.to_thread(tulis_formulir, f), JENIS_XLSX)


def surat_formulir(telegram: int, f: Formulir, sha: str, penugasan_id: int | None) -> Surat:
    """The message that carries a form."""
    isi = unggahan.keterangan_formulir(f.nama_bidang, f.identitas.triwulan, f.identitas.tahun)
    berkas = [{"sha256": sha, "nama": nama_formulir(f.identitas), "jenis": JENIS_XLSX}]
    kunci = f"formulir:{penugasan_id}:{telegram}" if penugasan_id else None
    return Surat(telegram, "sendDocument", isi, berkas, kunci=kunci, penugasan_id=penugasan_id)


def tak_mengunggah(sesi: Session, telegram: int) -> BukanPengunggah | BelumBerjalan:
    """Why there is nothing to send: no run is alive, or this person reports for no unit."""
    for orang in muat.diri(sesi, telegram):
        instansi = sesi.get_one(Instansi, orang.instansi_id)
        peran = peran_pengunggah(muat.sop_versi(sesi, instansi.versi_sop_id))
        slot = muat.slot_dari(muat.pemegang(sesi, orang.instansi_id), orang.id)
        if any(p in peran for p, _ in slot) and not muat.pelaksanaan_hidup(sesi, orang.instansi_id):
            return BelumBerjalan()
    return BukanPengunggah()


def tertutup(j: Jalan) -> UnggahanTertutup:
    no = j.keadaan.langkah
    return UnggahanTertutup(f"{no} ({j.sop[no].kegiatan})")
