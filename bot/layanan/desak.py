"""Urging: the secretary or the head reminds those whose work is awaited, from `/status` in private.

A ready polite sentence, in working time, at most every two hours for one assignment whoever sends it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from bot.layanan import muat
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.kabar import nama_pemegang
from bot.layanan.layar import tampilkan, tutup
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import Kilasan
from bot.layanan.selaras import KEPALA, SEKRETARIS
from bot.layanan.tugas import TERBUKA
from bot.pesan import desak as pesan
from bot.pesan.dasar import Tombol, papan, waktu_singkat
from bot.sop.alur import Cara, cara
from bot.sop.kejadian import Catat
from bot.sop.penolakan import Ditolak, SudahBerakhir, TidakBerjalan, TidakDitemukan
from db.kotak_keluar import Surat, berkunci, titipkan
from db.tabel import Pelaksanaan, Penugasan

LAYAR = "desak"
JEDA = timedelta(hours=2)


class DiLuarJam(Ditolak):
    """Nobody is urged at night."""


class Dijeda(Ditolak):
    """Nobody is urged while the run stands still."""


def boleh(j: Jalan, personel_id: int | None) -> bool:
    """Whether this person may urge others in this run: who holds the role of secretary or head, stand-ins included."""
    return any(o.id == personel_id for slot in (KEPALA, SEKRETARIS) for o in j.susunan.pemegang.get(slot, []))


def tombol(sesi: Session, j: Jalan, personel_id: int | None) -> dict[str, Any] | None:
    """The button below `/status`; None for whoever may not, and where nobody else is awaited."""
    if j.keadaan.dijeda or not boleh(j, personel_id) or not _tugas_lain(sesi, j, personel_id):
        return None
    return papan([(pesan.LABEL, Tombol(pesan.DESAK, j.nomor))])


def _tugas_lain(sesi: Session, j: Jalan, personel_id: int | None) -> list[Penugasan]:
    """Open assignments of others, the nearest deadline first. Who owns an upload waits as well: the units are awaited."""
    semua = sesi.exec(TERBUKA, params={"nomor": j.nomor}).all()
    bekerja = [p for p in semua if cara(j.sop, tugas_dari(p)) is not Cara.TUTUP]
    lain = [p for p in bekerja if personel_id not in {o.id for o in j.pemegang.get((p.peran, p.bidang), [])}]
    return sorted(lain, key=lambda p: (p.batas, p.id or 0))


def _pendesak(sesi: Session, pelaksanaan_id: int, telegram: int) -> tuple[Jalan, Pegawai]:
    """Raises TidakDitemukan, TidakBerjalan."""
    baris = sesi.exec(select(Pelaksanaan).where(Pelaksanaan.id == pelaksanaan_id)).first()
    if baris is None:
        raise TidakDitemukan
    orang = muat.personel(sesi, baris.instansi_id, telegram)
    j = muat.jalan(sesi, pelaksanaan_id)
    if not boleh(j, orang.id):
        raise TidakDitemukan
    if j.baris.status != "berjalan":
        raise TidakBerjalan
    if j.keadaan.dijeda:
        raise Dijeda(pesan.DIJEDA)
    slot = next(s for s in (KEPALA, SEKRETARIS) if any(o.id == orang.id for o in j.susunan.pemegang.get(s, [])))
    return j, next(o for o in j.susunan.pemegang[slot] if o.id == orang.id)


async def daftar(lay: Layanan, asal: Asal, tombol_: Tombol) -> Kilasan:
    """`📣 Ingatkan pelaksana`: whom. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        j, orang = _pendesak(sesi, tombol_.nomor, asal.telegram)
        tugas = _tugas_lain(sesi, j, orang.id)
        if not tugas:
            return Kilasan(pesan.TIDAK_ADA)
        pilihan = [(p.id or 0, nama_pemegang(j, p.peran, p.bidang), p.batas <= waktu) for p in tugas]
        langkah = j.sop[tugas[0].langkah]
        isi = pesan.pilih(j.nomor, langkah.no, len(j.sop), langkah.kegiatan, j.baris.triwulan, j.baris.tahun, pilihan)
        tampilkan(sesi, asal, LAYAR, isi, waktu, baru=True)
        return Kilasan("Siapa yang diingatkan?")

    return await lay.tulis(asal, kerja)


async def satu(lay: Layanan, asal: Asal, tombol_: Tombol) -> Kilasan:
    """One assignment. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        p = sesi.get(Penugasan, tombol_.nomor)
        if p is None:
            raise TidakDitemukan
        j, orang = _pendesak(sesi, p.pelaksanaan_id, asal.telegram)
        if p.selesai_pada is not None:
            raise SudahBerakhir
        if all(p.id != lain.id for lain in _tugas_lain(sesi, j, orang.id)):
            raise TidakDitemukan
        return _desak(sesi, asal, j, orang, [p], waktu)

    return await lay.tulis(asal, kerja)


async def semua(lay: Layanan, asal: Asal, tombol_: Tombol) -> Kilasan:
    """Everybody whose work is awaited. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        j, orang = _pendesak(sesi, tombol_.nomor, asal.telegram)
        tugas = _tugas_lain(sesi, j, orang.id)
        if not tugas:
            return Kilasan(pesan.TIDAK_ADA)
        return _desak(sesi, asal, j, orang, tugas, waktu)

    return await lay.tulis(asal, kerja)


@dataclass
class _Hasil:
    dapat: list[str] = field(default_factory=list)
    belum_start: list[str] = field(default_factory=list)
    kosong: list[str] = field(default_factory=list)
    baru: list[str] = field(default_factory=list)


def _desak(sesi: Session, asal: Asal, j: Jalan, orang: Pegawai, tugas: Sequence[Penugasan], waktu: datetime) -> Kilasan:
    zona = j.instansi.zona
    if not j.kalender.buka(waktu):
        raise DiLuarJam(pesan.di_luar_jam(waktu_singkat(j.kalender.pembukaan_berikut(waktu), zona)))
    hasil = _Hasil()
    for p in tugas:
        siapa = nama_pemegang(j, p.peran, p.bidang)
        terakhir = _terakhir(sesi, p)
        if terakhir is not None and waktu < terakhir + JEDA:
            hasil.baru.append(pesan.baru_diingatkan(siapa, waktu_singkat(terakhir + JEDA, zona)))
        elif pemegang := j.pemegang.get((p.peran, p.bidang), []):
            j = _kirim(sesi, j, p, orang, pemegang, hasil, waktu)
        else:
            hasil.kosong.append(siapa)
    isi = pesan.hasil(tugas[0].langkah, waktu_singkat(waktu, zona), **vars(hasil))
    tutup(sesi, asal, LAYAR, isi, waktu)
    return Kilasan(
        "Diingatkan." if hasil.dapat or hasil.belum_start else "Belum ada yang diingatkan; lihat keterangannya."
    )


def _terakhir(sesi: Session, p: Penugasan) -> datetime | None:
    """When somebody last urged the holders of this assignment."""
    kunci = [satu.kunci.split(":")[2] for satu in berkunci(sesi, f"desak:{p.id}:")]
    return datetime.fromtimestamp(max(map(int, kunci)), UTC) if kunci else None


def _kirim(
    sesi: Session,
    j: Jalan,
    p: Penugasan,
    orang: Pegawai,
    pemegang: Sequence[Pegawai],
    hasil: _Hasil,
    waktu: datetime,
) -> Jalan:
    assert p.id is not None
    belum = muat.belum_terjangkau(sesi, [o.telegram for o in pemegang])
    batas, langkah = waktu_singkat(p.batas, j.instansi.zona), j.sop[p.langkah]
    isi = pesan.pesan(
        p.id,
        muat.sebutan(orang),
        langkah.no,
        len(j.sop),
        langkah.kegiatan,
        j.baris.triwulan,
        j.baris.tahun,
        batas,
        p.batas <= waktu,
    )
    for o in pemegang:
        kunci = f"desak:{p.id}:{int(waktu.timestamp())}:{o.telegram}"
        titipkan(sesi, Surat(o.telegram, "sendMessage", isi, kunci=kunci, penugasan_id=p.id), waktu)
        (hasil.belum_start if o.telegram in belum else hasil.dapat).append(muat.sebutan(o))
    uraian = pesan.uraian(", ".join(muat.sebutan(o) for o in pemegang))
    return laksanakan(sesi, j, Catat(muat.pelaku(j, orang), "desakan", uraian, tugas_dari(p)), waktu)[0]


AKSI = {pesan.DESAK: daftar, pesan.SATU: satu, pesan.SEMUA: semua}
