"""A form of ours that nothing waits for: what it is, and when or from whom it is taken. Only looks."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from bot.berkas.baca_excel import baca as baca_excel
from bot.berkas.batas import BerkasDitolak
from bot.berkas.formulir import Identitas
from bot.berkas.kami import identitas_formulir
from bot.layanan import muat, rencana
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.muat import Pegawai
from bot.pesan import berkas_kami as pesan
from bot.pesan.berkas_kami import Formulir, Nasib
from bot.sop.alur import peran_pengunggah
from db.tabel import Bidang, Instansi, Pelaksanaan, Pertanyaan


async def jelaskan(lay: Layanan, asal: Asal, data: bytes, nama: str) -> dict[str, Any] | None:
    """What to answer to a workbook that nothing waits for; None where it is no form of ours."""
    try:
        mentah = await baca_excel(data, nama)
    except BerkasDitolak:  # broken or too heavy: then it is none that the bot gave out
        return None
    ciri = identitas_formulir(mentah.identitas)
    if ciri is None:
        return None

    def kerja(sesi: Session, _: datetime) -> dict[str, Any]:
        return pesan.formulir(_nasib(sesi, asal, ciri))

    return await lay.baca(kerja)


def _nasib(sesi: Session, asal: Asal, ciri: Identitas) -> Formulir:
    ditunggu = _ditunggu(sesi, asal)
    instansi = sesi.exec(select(Instansi).where(Instansi.kode == ciri.instansi)).first()
    saya = next((o for o in muat.diri(sesi, asal.telegram) if instansi and o.instansi_id == instansi.id), None)
    milik = (Bidang.instansi_id == saya.instansi_id, Bidang.kode == ciri.bidang) if saya else ()
    unit = sesi.exec(select(Bidang).where(*milik)).first() if saya else None
    if instansi is None or saya is None or unit is None:
        return Formulir(Nasib.ASING, ditunggu=ditunggu)
    nasib, pengisi = _tentang(sesi, instansi, saya, ciri)
    return Formulir(nasib, unit.nama, ciri.tahun, ciri.triwulan, pengisi, ditunggu)


def _tentang(sesi: Session, instansi: Instansi, saya: Pegawai, ciri: Identitas) -> tuple[Nasib, list[str]]:
    baris = sesi.exec(
        select(Pelaksanaan).where(
            Pelaksanaan.instansi_id == instansi.id,
            Pelaksanaan.tahun == ciri.tahun,
            Pelaksanaan.triwulan == ciri.triwulan,
            Pelaksanaan.status != "batal",
        )
    ).first()
    if baris is None:
        peran = peran_pengunggah(muat.sop_versi(sesi, instansi.versi_sop_id))
        duduk = muat.pemegang(sesi, saya.instansi_id)
        orang = [o for p in sorted(peran) for o in duduk.get((p, ciri.bidang), [])]
        return Nasib.BELUM, [] if any(o.id == saya.id for o in orang) else _nama(orang)
    if baris.status != "berjalan":
        return Nasib.USAI, []
    j = muat.jalan(sesi, baris.id or 0)
    slot = {(p, ciri.bidang) for p in peran_pengunggah(j.sop)}
    terbuka = {g.tugas.slot for g in j.keadaan.terbuka} & slot
    ke = [a.ke for a in j.susunan.alihan if a.slot in terbuka and a.dari == saya.id]
    if ke:
        return Nasib.DIALIHKAN, _nama(ke)
    return Nasib.BUKAN_PENGISI, _nama([o for s in sorted(slot) for o in j.pemegang.get(s, [])])


def _nama(orang: list[Pegawai]) -> list[str]:
    return [f"{o.nama} ({o.jabatan})" for o in orang]


def _ditunggu(sesi: Session, asal: Asal) -> str:
    """The plan that an administrator was asked for."""
    soal = sesi.get(Pertanyaan, asal.telegram)
    if soal is None or soal.jenis not in (rencana.MENUNGGU, rencana.DRAF):
        return ""
    return pesan.rencana(sesi.get_one(Instansi, soal.isi["instansi"]).nama, soal.isi["tahun"])
