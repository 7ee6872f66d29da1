"""The people of an office by Excel: the workbook goes out, comes back, is checked, shows what would change, is stored."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.berkas.baca_excel import baca as baca_excel
from bot.berkas.batas import BerkasDitolak
from bot.berkas.kami import sebutan
from bot.berkas.personel_excel import JENIS, BarisPersonel, BukuPersonel, tulis_personel
from bot.layanan import muat, papan_personel, pengumuman
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kantor import Orang, pasang_personel
from bot.layanan.kelola_personel import instansi_admin, kirim_tautan
from bot.layanan.kursi import Kursi, sebut, semua_kursi
from bot.layanan.pelaksanaan import TINDAKAN_ADMIN, Kilasan, tanya
from bot.layanan.personel_periksa import HasilPersonel, Pilihan, periksa_personel
from bot.layanan.selaras import selaraskan
from bot.layanan.undangan import DataOrang
from bot.pesan import berkas_kami as pesan_kami
from bot.pesan import pendaftaran as pesan_pendaftaran
from bot.pesan import personel_excel as pesan
from bot.pesan.dasar import Tombol
from bot.sop.kejadian import Pelaku
from bot.sop.penolakan import Ditolak, TidakDitemukan
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import Bidang, Instansi, Personel, Pertanyaan

MENUNGGU, DRAF = "personel_berkas", "personel_draf"  # questions: for the file, for `✅`
JENIS_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PratinjauUsang(Ditolak):
    """The people have changed since the preview was shown, or another file has come."""

    def __init__(self) -> None:
        super().__init__("Pratinjau ini sudah tidak berlaku. Kirim berkasnya sekali lagi.")


# The workbook goes out -----------------------------------------------------------------------------------------------


async def kirim_buku(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📗 Daftar Excel`: who is registered, ready for more. Raises TidakDitemukan."""
    buku = await lay.baca(lambda sesi, _: _buku(sesi, instansi_admin(sesi, lay, asal, tombol.nomor)))
    simpanan = await lay.taruh(await asyncio.to_thread(tulis_personel, buku), JENIS_XLSX)

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        berkas = [{"sha256": simpanan.daftarkan(sesi, waktu), "nama": buku.nama_berkas, "jenis": JENIS_XLSX}]
        isi = pesan.keterangan(buku.nama)
        titipkan(sesi, Surat(asal.telegram, "sendDocument", isi, berkas, prioritas=0), waktu)
        tanya(sesi, asal.telegram, MENUNGGU, waktu, isi={"instansi": tombol.nomor})
        return Kilasan("Daftarnya dikirim di bawah.")

    return await lay.tulis(asal, kerja)


def _buku(sesi: Session, instansi: Instansi) -> BukuPersonel:
    peran, unit = _pilihan_sebutan(sesi, instansi)
    baris = []
    for orang, milik in _susunan(sesi, instansi, semua_kursi(sesi, instansi)):
        data = (orang.nama, orang.nip, orang.pangkat, orang.jabatan, str(orang.telegram))
        slot = [k.slot for k in milik] or [("", "")]
        baris += [BarisPersonel(*data, peran.get(p, ""), unit.get(b, "")) for p, b in slot]
    sidik = _sidik(sesi, instansi)
    return BukuPersonel(instansi.kode, instansi.nama, sidik, baris, list(peran.values()), list(unit.values()))


def _pilihan_sebutan(sesi: Session, instansi: Instansi) -> tuple[dict[str, str], dict[str, str]]:
    """Roles and active units by id and code, as people read them; names that occur twice carry their code."""
    sop = muat.sop_versi(sesi, instansi.versi_sop_id)
    aktif = (Bidang.instansi_id == instansi.id, col(Bidang.aktif).is_(True))
    unit = sesi.exec(select(Bidang).where(*aktif).order_by(col(Bidang.urutan))).all()
    return _sebutan([(p.id, p.nama) for p in sop.peran]), _sebutan([(b.kode, b.nama) for b in unit])


def _sebutan(semua: Sequence[tuple[str, str]]) -> dict[str, str]:
    nama = [n.casefold() for _, n in semua]
    return {kode: n if nama.count(n.casefold()) == 1 else f"{n} ({kode})" for kode, n in semua}


def _susunan(sesi: Session, instansi: Instansi, semua: Sequence[Kursi]) -> list[tuple[Personel, list[Kursi]]]:
    """Active people in the order of their seats, each with these; last who has none."""
    aktif = (Personel.instansi_id == instansi.id, col(Personel.aktif).is_(True))
    orang = sesi.exec(select(Personel).where(*aktif).order_by(col(Personel.id))).all()
    milik = {o.id: [k for k in semua if any(p.id == o.id for p in k.pemegang)] for o in orang}
    urutan = {k.slot: n for n, k in enumerate(semua)}
    return [(o, milik[o.id]) for o in sorted(orang, key=lambda o: min((urutan[k.slot] for k in milik[o.id]), default=999))]  # fmt: skip


def _sidik(sesi: Session, instansi: Instansi) -> str:
    """Of who is registered for what."""
    susunan = _susunan(sesi, instansi, semua_kursi(sesi, instansi))
    return _cap([f"{o.telegram}:{o.nama}:{o.nip}:{sorted(k.slot for k in milik)}" for o, milik in susunan])


def _cap(baris: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(baris).encode()).hexdigest()[:12]


# It comes back -------------------------------------------------------------------------------------------------------


async def ditunggu(lay: Layanan, telegram: int, nama: str) -> bool:
    """Whether a file of this account is a list of people: it was asked for, or it bears the name that the bot gives."""
    if telegram not in lay.admin:
        return False
    if nama.lower().startswith(f"{JENIS}-"):
        return True
    soal = await lay.baca(lambda sesi, _: sesi.get(Pertanyaan, telegram))
    return soal is not None and soal.jenis in (MENUNGGU, DRAF)


async def terima(lay: Layanan, asal: Asal, data: bytes, nama: str) -> dict[str, Any] | None:
    """The workbook is read and checked; the preview goes out, or what is wrong is returned. Raises TidakDitemukan."""
    try:
        mentah = await baca_excel(data, nama)
    except BerkasDitolak as tolak:
        return pesan.ditolak(tolak.alasan, tolak.saran)
    ciri = mentah.identitas or {}
    apa = await asyncio.to_thread(sebutan, ciri, data)
    if apa and ciri.get("jenis") != JENIS:
        return pesan_kami.salah_berkas(apa, pesan_kami.PERSONEL)

    def bahan(sesi: Session, waktu: datetime) -> tuple[int, str, Pilihan, ZoneInfo, datetime]:
        instansi = _instansi(sesi, lay, asal, ciri.get("instansi", ""))
        sop, (peran, unit) = muat.sop_versi(sesi, instansi.versi_sop_id), _pilihan_sebutan(sesi, instansi)
        per_bidang = {p.id: p.per_bidang for p in sop.peran}
        pilihan = Pilihan({n: (k, per_bidang[k]) for k, n in peran.items()}, {n: k for k, n in unit.items()})
        return instansi.id or 0, instansi.kode, pilihan, ZoneInfo(instansi.zona), waktu

    nomor, kode, pilihan, zona, kini = await lay.baca(bahan)
    hasil = await asyncio.to_thread(periksa_personel, mentah, kode, pilihan, kini.astimezone(zona).date())
    if hasil.temuan:
        return pesan.galat([str(t) for t in hasil.temuan])
    return await lay.tulis(asal, lambda sesi, waktu: _tampilkan(sesi, asal, nomor, hasil, ciri.get("sidik", ""), waktu))


def _instansi(sesi: Session, lay: Layanan, asal: Asal, kode: str) -> Instansi:
    """The office that the workbook names, else the one it was asked for, else the only one. Raises TidakDitemukan."""
    semua = sesi.exec(select(Instansi)).all()
    soal = sesi.get(Pertanyaan, asal.telegram)
    diminta = soal.isi.get("instansi") if soal is not None and soal.jenis in (MENUNGGU, DRAF) else None
    cocok = [i for i in semua if i.kode == kode] or [i for i in semua if i.id == diminta] or list(semua)
    if len(cocok) != 1:
        raise TidakDitemukan
    return instansi_admin(sesi, lay, asal, cocok[0].id or 0)


def _tampilkan(
    sesi: Session, asal: Asal, nomor: int, hasil: HasilPersonel, dibuat_dari: str, waktu: datetime
) -> dict[str, Any] | None:
    instansi = sesi.get_one(Instansi, nomor)
    usang = bool(dibuat_dari) and dibuat_dari != _sidik(sesi, instansi)
    orang = _berjabatan(hasil.orang, semua_kursi(sesi, instansi))
    coba = sesi.begin_nested()
    baris = pasang_personel(sesi, nomor, orang)
    sesi.flush()
    kursi = semua_kursi(sesi, instansi)
    diundang = {s for o in hasil.undangan for s in o.slot}
    kosong = [k.nama for k in kursi if not k.pemegang and k.slot not in diundang]
    coba.rollback()
    sesi.expire_all()
    baris += [pesan.baris_undangan(o.nama, sebut(kursi, o.slot)) for o in hasil.undangan]
    if not baris:
        return pesan.TIDAK_BERUBAH
    sidik = _cap(baris)
    isi = pesan.pratinjau(instansi.nama, nomor, sidik, baris, kosong, usang)
    titipan = titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0), waktu)
    simpan = {"orang": [asdict(o) for o in orang], "undangan": [asdict(o) for o in hasil.undangan]}
    tanya(sesi, asal.telegram, DRAF, waktu, isi={"instansi": nomor, "sidik": sidik, "pesan": titipan, **simpan})
    return None


def _berjabatan(orang: Sequence[Orang], semua: Sequence[Kursi]) -> list[Orang]:
    """Whose title was left empty gets that of their first seat, as on the card of an application."""
    jabatan = {k.slot: k.jabatan for k in semua}
    return [replace(o, jabatan=o.jabatan or next((jabatan[s] for s in o.slot if s in jabatan), "")) for o in orang]


# It is stored -----------------------------------------------------------------------------------------------------------


async def simpan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Simpan personel`: exactly what the preview has shown, or nothing. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = instansi_admin(sesi, lay, asal, tombol.nomor)
        soal = sesi.get(Pertanyaan, asal.telegram)
        if soal is None or soal.jenis != DRAF or soal.isi["instansi"] != tombol.nomor:
            raise PratinjauUsang
        orang, undangan = ([_orang(o) for o in soal.isi[n]] for n in ("orang", "undangan"))
        dulu = {
            o.telegram: {k.slot for k in milik} for o, milik in _susunan(sesi, instansi, semua_kursi(sesi, instansi))
        }
        baris = pasang_personel(sesi, tombol.nomor, orang)
        sesi.flush()
        kursi = semua_kursi(sesi, instansi)
        baris += [pesan.baris_undangan(o.nama, sebut(kursi, o.slot)) for o in undangan]
        if soal.isi["sidik"] != tombol.sidik or _cap(baris) != tombol.sidik:
            raise PratinjauUsang
        sunting(sesi, int(soal.isi["pesan"]), pesan.tersimpan(instansi.nama, baris, len(undangan)), waktu)
        sesi.delete(soal)
        sesi.flush()
        _ikuti(sesi, instansi, kursi, [o for o in orang if o.telegram not in dulu], waktu)
        for o in undangan:
            data = DataOrang(o.nama, o.nip, o.pangkat, o.jabatan)
            kirim_tautan(sesi, lay, asal, instansi, list(o.slot), data, waktu)
        papan_personel.segarkan(sesi, instansi, waktu)
        kini = {o.telegram: set(o.slot) for o in orang}
        berubah = [t for t in kini | dulu if kini.get(t) != dulu.get(t)]
        return Kilasan("Tersimpan.", menu=tuple(sorted(set(berubah) - muat.belum_terjangkau(sesi, berubah))))

    return await lay.tulis(asal, kerja)


def _ikuti(sesi: Session, instansi: Instansi, kursi: Sequence[Kursi], baru: Sequence[Orang], waktu: datetime) -> None:
    """Open work and the group's message follow; whoever is new is told, those who cannot be reached yet by START."""
    assert instansi.id is not None
    selaraskan(sesi, instansi.id, waktu, Pelaku(0, TINDAKAN_ADMIN), "(susunan pejabat diubah)")
    pengumuman.segarkan(sesi, instansi, kursi, waktu)
    belum = muat.belum_terjangkau(sesi, [o.telegram for o in baru])
    for o in baru:
        if o.telegram in belum:
            continue
        isi = pesan_pendaftaran.IsiCalon(0, instansi.nama, sebut(kursi, o.slot), o.nama, o.jabatan, o.nip, o.pangkat)
        titipkan(sesi, Surat(o.telegram, "sendMessage", pesan_pendaftaran.diterima(isi)), waktu)


def _orang(isi: dict[str, Any]) -> Orang:
    return Orang(**{**isi, "slot": tuple((p, b) for p, b in isi["slot"])})
