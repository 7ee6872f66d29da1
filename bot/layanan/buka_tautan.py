"""A link is opened: it counts or it does not, and where it counts an application begins with what is known already."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.layanan import kantor_bentuk, kontak, muat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kertas import jawab
from bot.layanan.kursi import Kursi, sebut, semua_kursi
from bot.layanan.pendaftaran import buang_isian, permohonan_sama, tampilkan_kartu, tampilkan_pilihan
from bot.layanan.penerimaan import isi_calon
from bot.layanan.undangan import DataOrang, TautanTidakBerlaku, cari
from bot.pesan import pendaftaran as pesan
from bot.sop.bentuk import Keliru
from bot.sop.kejadian import Slot
from db.tabel import CalonPersonel, Instansi, Personel, TautanUndangan


async def buka(lay: Layanan, asal: Asal, muatan: str, nama: str) -> None:
    """`/start` with what a link carries; `nama`: as Telegram shows it. A link that does not count is told so."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        kontak.tandai(sesi, asal.telegram, nama, waktu)
        try:
            tautan, peran = cari(sesi, muatan, asal.telegram, waktu, milik=asal.telegram not in lay.admin)
            _mulai(sesi, asal, tautan, peran, nama, waktu)
        except TautanTidakBerlaku as tolak:
            terdaftar = bool(muat.diri(sesi, asal.telegram))
            nomor = 0 if terdaftar or asal.telegram in lay.admin else asal.telegram
            jawab(sesi, asal, pesan.tautan_tidak_berlaku(str(tolak), nomor, terdaftar=terdaftar), waktu)

    await lay.tulis(asal, kerja)


def _mulai(sesi: Session, asal: Asal, tautan: TautanUndangan, peran: str, nama: str, waktu: datetime) -> None:
    instansi = sesi.get_one(Instansi, tautan.instansi_id)
    semua = semua_kursi(sesi, instansi)
    mungkin = _slot_mungkin(tautan, peran, semua)
    milik = [k.slot for k in semua if any(o.telegram == asal.telegram for o in k.pemegang)]
    baru = [s for s in mungkin if s not in milik]
    if not baru:
        jawab(sesi, asal, pesan.sudah_terdaftar(sebut(semua, mungkin), instansi.nama), waktu)
        return
    if not tautan.slot and (menunggu := permohonan_sama(sesi, asal.telegram, tautan.instansi_id, baru)):
        jawab(sesi, asal, pesan.menunggu(isi_calon(menunggu, instansi, semua)), waktu)
        return
    buang_isian(sesi, asal, waktu)
    memilih = not tautan.slot and len(baru) > 1
    slot = [(peran, "")] if memilih else baru
    data = _data_awal(sesi, asal.telegram, tautan, nama)
    calon = CalonPersonel(
        instansi_id=tautan.instansi_id,
        telegram=asal.telegram,
        slot=[list(s) for s in slot],
        nama=data.nama,
        nip=data.nip,
        pangkat=data.pangkat,
        jabatan=data.jabatan,
        tautan=tautan.token_hash if tautan.slot else "",
        dibuat=waktu,
    )
    sesi.add(calon)
    sesi.flush()
    if memilih:
        tampilkan_pilihan(sesi, asal, calon, instansi, semua, waktu)
    else:
        tampilkan_kartu(sesi, asal, calon, instansi, semua, waktu)


def _slot_mungkin(tautan: TautanUndangan, peran: str, semua: Sequence[Kursi]) -> list[Slot]:
    """The seats that a link may lead to, of those that the office has now. Raises TautanTidakBerlaku."""
    dituju = [(p, b) for p, b in tautan.slot]
    hasil = [k.slot for k in semua if (k.slot in dituju if dituju else k.slot[0] == peran)]
    if not hasil:
        raise TautanTidakBerlaku
    return hasil


def _data_awal(sesi: Session, telegram: int, tautan: TautanUndangan, nama: str) -> DataOrang:
    """What is known already: from the invitation, from this office, from another office, from Telegram."""
    diri = sorted(muat.diri(sesi, telegram), key=lambda o: o.instansi_id != tautan.instansi_id)
    lama = diri[0] if diri else Personel(instansi_id=0, telegram=telegram, nama=_nama_rapi(nama))
    return DataOrang(
        tautan.nama or lama.nama,
        tautan.nip or lama.nip,
        tautan.pangkat or lama.pangkat,
        tautan.jabatan or (lama.jabatan if lama.instansi_id == tautan.instansi_id else ""),
    )


def _nama_rapi(nama: str) -> str:
    try:
        return kantor_bentuk.nama(nama)
    except Keliru:
        return ""
