"""Whoever is to hold a role applies in private: a link opens it, a card shows the data, `✅ Daftar` hands it in."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.layanan import muat
from bot.layanan.dasar import Layanan
from bot.layanan.kursi import Kursi, semua_kursi
from bot.layanan.undangan import muatan_grup, token_grup
from bot.pesan import pendaftaran as pesan
from db.kotak_keluar import Surat, berkunci, lepas_dari_tugas, sunting, titipkan
from db.tabel import Instansi

# In the group --------------------------------------------------------------------------------------------------------


def umumkan(sesi: Session, lay: Layanan, instansi: Instansi, waktu: datetime) -> bool:
    """One message in the office's group, a button per role that opens the private chat. False when it has no group.

    An earlier one points to this one. The links give no rights: they begin an application.
    """
    if instansi.grup is None or instansi.id is None:
        return False
    for lama in berkunci(sesi, _kunci_umum(instansi)):
        sunting(sesi, lama.id, pesan.UMUM_DIGANTI, waktu, prioritas=2)
        lepas_dari_tugas(sesi, lama.id, kunci=f"bekas:{lama.id}")
    token = token_grup(sesi, instansi.id, waktu)
    sop = muat.sop_versi(sesi, instansi.versi_sop_id)
    tombol = pesan.tombol_umum([(p.nama, f"{lay.tautan_bot}?start={muatan_grup(token, p.id)}") for p in sop.peran])
    isi = pesan.umum(instansi.nama, _keadaan_peran(sesi, instansi, semua_kursi(sesi, instansi)), tombol)
    surat = Surat(
        instansi.grup, "sendMessage", isi, prioritas=2, kunci=_kunci_umum(instansi) + token[:6], topik=instansi.topik
    )
    titipkan(sesi, surat, waktu)
    return True


def segarkan_umum(sesi: Session, instansi: Instansi, waktu: datetime) -> None:
    """The message in the group shows who holds what now."""
    for lama in berkunci(sesi, _kunci_umum(instansi)):
        peran = _keadaan_peran(sesi, instansi, semua_kursi(sesi, instansi))
        sunting(sesi, lama.id, pesan.umum(instansi.nama, peran, lama.isi["reply_markup"]), waktu, prioritas=2)


def _kunci_umum(instansi: Instansi) -> str:
    return f"umum-daftar:{instansi.id}:"


def _keadaan_peran(sesi: Session, instansi: Instansi, semua: Sequence[Kursi]) -> list[tuple[str, str]]:
    """Each role with who holds it; one that is per unit with how many units have somebody."""
    hasil = []
    for p in muat.sop_versi(sesi, instansi.versi_sop_id).peran:
        milik = [k for k in semua if k.slot[0] == p.id]
        terisi = sum(bool(k.pemegang) for k in milik)
        nama = ", ".join(o.nama for k in milik for o in k.pemegang)
        hasil.append((p.nama, f"{terisi} dari {len(milik)} bidang" if p.per_bidang and terisi else nama))
    return hasil
