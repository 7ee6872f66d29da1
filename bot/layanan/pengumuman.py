"""The office's group is told who is to register: a button per role that opens the private chat."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.layanan import muat, papan_personel
from bot.layanan.dasar import Layanan
from bot.layanan.kursi import Kursi, semua_kursi
from bot.layanan.undangan import muatan_grup, token_grup
from bot.pesan import pendaftaran as pesan
from db.kotak_keluar import Surat, berkunci, lepas_dari_tugas, sunting, titipkan
from db.tabel import Instansi


def umumkan(sesi: Session, lay: Layanan, instansi: Instansi, waktu: datetime) -> bool:
    """One message in the office's group, and the board for the administrators. False when the office has no group.

    An earlier message points to this one. The links give no rights: they begin an application.
    """
    for admin in sorted(lay.admin):
        if not papan_personel.ada(sesi, instansi, admin):
            papan_personel.bentangkan(sesi, instansi, admin, waktu)
    if instansi.grup is None or instansi.id is None:
        return False
    for lama in berkunci(sesi, _kunci(instansi)):
        sunting(sesi, lama.id, pesan.UMUM_DIGANTI, waktu, prioritas=2)
        lepas_dari_tugas(sesi, lama.id, kunci=f"bekas:{lama.id}")
    token = token_grup(sesi, instansi.id, waktu)
    sop = muat.sop_versi(sesi, instansi.versi_sop_id)
    tombol = pesan.tombol_umum([(p.nama, f"{lay.tautan_bot}?start={muatan_grup(token, p.id)}") for p in sop.peran])
    isi = pesan.umum(instansi.nama, _keadaan(sesi, instansi, semua_kursi(sesi, instansi)), tombol)
    kunci = _kunci(instansi) + token[:6]
    surat = Surat(instansi.grup, "sendMessage", isi, prioritas=2, kunci=kunci, topik=instansi.topik)
    titipkan(sesi, surat, waktu)
    return True


def segarkan(sesi: Session, instansi: Instansi, semua: Sequence[Kursi], waktu: datetime) -> None:
    """The message in the group shows who holds what now."""
    for lama in berkunci(sesi, _kunci(instansi)):
        peran = _keadaan(sesi, instansi, semua)
        sunting(sesi, lama.id, pesan.umum(instansi.nama, peran, lama.isi["reply_markup"]), waktu, prioritas=2)


def _kunci(instansi: Instansi) -> str:
    return f"umum-daftar:{instansi.id}:"


def _keadaan(sesi: Session, instansi: Instansi, semua: Sequence[Kursi]) -> list[tuple[str, str, bool]]:
    """Each role with who holds it (per unit: how many units have somebody), and whether nothing is missing."""
    hasil = []
    for p in muat.sop_versi(sesi, instansi.versi_sop_id).peran:
        milik = [k for k in semua if k.slot[0] == p.id]
        terisi = sum(bool(k.pemegang) for k in milik)
        nama = ", ".join(o.nama for k in milik for o in k.pemegang)
        siapa = f"{terisi} dari {len(milik)} unit" if p.per_bidang and terisi else nama
        hasil.append((p.nama, siapa, 0 < terisi == len(milik)))
    return hasil
