"""Who is this, what may they do, and where do things stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.layanan import (
    desak,
    kontak,
    muat,
    pejabat,
    pendaftaran,
)
from bot.layanan.angka import sidik_isi
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kabar import isi_kartu, isi_status, nama_pemegang, nama_slot
from bot.layanan.kantor_grup import diri_di, jawab_sebutan
from bot.layanan.kendala_dasar import yang_dijawab
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import KEPALA, Kilasan, giliran
from bot.layanan.perpanjangan_dasar import yang_diputus
from bot.layanan.peta import pelaksanaan_kini
from bot.layanan.rekap_lagi import mengawasi
from bot.layanan.tugas import tugas_pada
from bot.pesan import disposisi, status, umum
from bot.pesan.dasar import Tombol, nama_triwulan
from bot.pesan.waktu import papan_waktu
from bot.sop.alur import Cara, cara, peran_pengunggah
from db.kotak_keluar import Surat, titipkan
from db.tabel import Instansi, Pelaksanaan, Personel


async def mulai(lay: Layanan, asal: Asal, nama: str) -> dict[str, Any] | None:
    """`/start`: the account can be reached from now on; everything that waits for it goes out.

    None where an application is under way: its card comes again.
    """

    def kerja(sesi: Session, waktu: datetime) -> dict[str, Any] | None:
        kontak.tandai(sesi, asal.telegram, nama, waktu)
        diri = muat.diri(sesi, asal.telegram)
        if diri:
            jawab_sebutan(sesi, diri[0], waktu)
            return umum.sapa(diri[0].nama, [_keanggotaan(sesi, o) for o in diri])
        if asal.telegram in lay.admin:
            return umum.sapa_admin(asal.telegram, _semua_kantor(sesi))
        if pendaftaran.sisa(sesi, asal, waktu):
            return None
        return umum.tak_dikenal(asal.telegram)

    return await lay.tulis(asal, kerja)


def _keanggotaan(sesi: Session, orang: Pegawai) -> dict[str, Any]:
    instansi = sesi.get(Instansi, orang.instansi_id)
    assert instansi is not None
    sop = muat.sop_versi(sesi, instansi.versi_sop_id)
    nama = muat.nama_bidang(sesi, orang.instansi_id)
    slot = sorted(muat.slot_dari(muat.pemegang(sesi, orang.instansi_id), orang.id))
    peran = [nama_slot(sop.nama_peran(p), nama.get(b, b)) for p, b in slot]
    return {"nama": instansi.nama, "jabatan": orang.jabatan, "peran": [p for p in peran if p != orang.jabatan]}


def _semua_kantor(sesi: Session) -> list[dict[str, Any]]:
    hasil = []
    for instansi in sesi.exec(select(Instansi).order_by(col(Instansi.nama))):
        assert instansi.id is not None
        orang = {o.telegram: o for semua in muat.pemegang(sesi, instansi.id).values() for o in semua}
        belum = muat.belum_terjangkau(sesi, sorted(orang))
        rencana = muat.rencana_kini(sesi, instansi.id, instansi.tahun)
        hasil.append(
            {
                "nama": instansi.nama,
                "kode": instansi.kode,
                "sop": muat.sop_versi(sesi, instansi.versi_sop_id).id,
                "tahun": instansi.tahun,
                "personel": len(orang),
                "indikator": len(rencana.isi) if rencana else 0,
                "belum": [orang[t].nama for t in sorted(belum)],
            }
        )
    return hasil


async def kantor_admin(lay: Layanan, telegram: int) -> dict[str, Any]:
    """What an administrator who belongs to no office sees: all offices and what they lack."""
    return await lay.baca(lambda sesi, _: umum.sapa_admin(telegram, _semua_kantor(sesi)))


@dataclass(frozen=True)
class Hak:
    """What a Telegram account is here."""

    terdaftar: bool
    kepala: bool
    pengunggah: bool
    admin: bool
    pengatur: bool = False  # sets stand-ins
    pengawas: bool = False  # oversees an office: a role that is not of one unit


async def terdaftar(lay: Layanan, telegram: int) -> bool:
    """Whether this account may use the bot at all."""
    if telegram in lay.admin or lay.kenalan.kenal(telegram):
        return True
    ada = await lay.baca(lambda sesi, _: muat.dikenal(sesi, telegram))
    if ada:
        lay.kenalan.ingat(telegram)
    return ada


async def hak(lay: Layanan, telegram: int) -> Hak:
    def kerja(sesi: Session, _: datetime) -> Hak:
        return hak_dari(sesi, telegram, telegram in lay.admin)

    return await lay.baca(kerja)


def hak_dari(sesi: Session, telegram: int, admin: bool) -> Hak:
    """Looked up when it is needed, never remembered."""
    kepala = unggah = pengatur = pengawas = False
    diri = muat.diri(sesi, telegram)
    for orang in diri:
        slot = muat.slot_dari(muat.pemegang(sesi, orang.instansi_id), orang.id)
        instansi = sesi.get(Instansi, orang.instansi_id)
        assert instansi is not None
        pengunggah = peran_pengunggah(muat.sop_versi(sesi, instansi.versi_sop_id))
        kepala = kepala or (KEPALA, "") in slot
        pengawas = pengawas or any(not bidang for _, bidang in slot)
        unggah = unggah or any(p in pengunggah for p, _ in slot)
        pengatur = pengatur or pejabat.mengatur(sesi, instansi, orang)
    return Hak(bool(diri), kepala, unggah, admin, pengatur, pengawas)


async def daftar_tugas(lay: Layanan, telegram: int) -> dict[str, Any]:
    """`/tugas`."""

    def kerja(sesi: Session, waktu: datetime) -> dict[str, Any]:
        milik = muat.jalan_sendiri(sesi, telegram)
        return status.tugas(
            [
                status.BarisTugas(
                    j.instansi.nama,
                    b.langkah,
                    len(j.sop),
                    j.sop[b.langkah].kegiatan,
                    nama_pemegang(j, b.peran, b.bidang),
                    b.batas,
                    j.instansi.zona,
                    b.batas < waktu,
                    nama_triwulan(j.baris.triwulan, j.baris.tahun),
                    b.id or 0,
                    j.keadaan.dijeda,
                )
                for b, j, _ in tugas_pada(sesi, milik)
            ],
            len(yang_dijawab(sesi, milik)) + len(yang_diputus(sesi, milik)),
        )

    return await lay.baca(kerja)


async def kartu_lagi(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`▶️ Langkah n` under `/tugas`: the disposition once more, with its buttons. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, _ = giliran(sesi, tombol.nomor, asal.telegram)
        sidik = sidik_isi(sesi, j.baris) if cara(j.sop, tugas_dari(baris)) is Cara.PUTUSKAN else ""
        isi = disposisi.kartu(isi_kartu(sesi, j, baris, sidik))
        kunci = f"kartu:{baris.id}:{asal.telegram}:{sidik}:{asal.update_id}"
        surat = Surat(asal.telegram, "sendMessage", isi, prioritas=0, kunci=kunci, penugasan_id=baris.id)
        titipkan(sesi, surat, waktu)
        return Kilasan("Disposisinya dikirim lagi di bawah.")

    return await lay.tulis(asal, kerja)


async def keadaan(lay: Layanan, telegram: int, grup: int | None) -> list[dict[str, Any]]:
    """`/status`: the runs of the offices that this account belongs to; in a group only of the group's office.

    An administrator who belongs to none is told of every run that has not ended.
    """

    def kerja(sesi: Session, waktu: datetime) -> list[dict[str, Any]]:
        milik = diri_di(sesi, telegram, grup)
        if not milik and telegram in lay.admin:
            hidup = select(Instansi.id).join(Pelaksanaan).where(Pelaksanaan.status == "berjalan").distinct()
            semua = sesi.exec(hidup if grup is None else hidup.where(Instansi.grup == grup)).all()
            return [
                isi
                for nomor in sorted(nomor for nomor in semua if nomor is not None)
                for isi in _status_kantor(sesi, nomor, waktu)
            ]
        if grup is not None:
            return [isi for orang in milik for isi in _status_kantor(sesi, orang.instansi_id, waktu)]
        return [isi for orang in milik for isi in _status_kantor(sesi, orang.instansi_id, waktu, orang.id)]

    return await lay.baca(kerja) or [umum.TIDAK_ADA_PELAKSANAAN]


def _status_kantor(
    sesi: Session, instansi_id: int, waktu: datetime, pembaca: int | None = None
) -> Sequence[dict[str, Any]]:
    """`pembaca`: the person who reads it in private, with what they can do about it."""
    hasil = []
    for p in pelaksanaan_kini(sesi, instansi_id):
        j = muat.jalan(sesi, p.id or 0)
        isi = status.status(isi_status(sesi, j, waktu))
        papan = _papan_status(sesi, j, pembaca) if pembaca is not None else None
        hasil.append(isi | ({"reply_markup": papan} if papan else {}))
    return hasil


def _papan_status(sesi: Session, j: Jalan, pembaca: int) -> dict[str, Any] | None:
    """Urging for head and secretary, the time record for whoever oversees the office."""
    papan = desak.tombol(sesi, j, pembaca) or {"inline_keyboard": []}
    if mengawasi(sesi, sesi.get_one(Personel, pembaca)):
        papan = {"inline_keyboard": [*papan["inline_keyboard"], *papan_waktu(j.nomor)["inline_keyboard"]]}
    return papan if papan["inline_keyboard"] else None
