"""The end of a conversation: the workbook for the record, and the summary with `✅ Kirim`."""

from datetime import datetime

from sqlmodel import Session

from bot.berkas.formulir import Formulir, nama_formulir
from bot.kinerja.data import realisasi_ke_json
from bot.kinerja.model import Keterbacaan, Realisasi
from bot.layanan import isian_ruang as isian
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.formulir_keluar import Sasaran, formulir_bidang, simpan_formulir
from bot.layanan.kertas import jawab
from bot.layanan.tenggat import tunaikan
from bot.layanan.unggahan import bahan_periksa, boleh_mengirim, draf_dari_chat
from bot.pesan import umum
from bot.pesan import unggahan as pesan_unggahan
from bot.sop.penolakan import Ditolak
from db.tabel import IsianChat, Kiriman, Tonggak


async def susun(lay: Layanan, tonggak_id: int, pelaksanaan_id: int, penugasan_id: int) -> None:
    """A due moment: the last question was answered; the form is written and becomes the unit's draft."""

    def bahan(sesi: Session, waktu: datetime) -> Formulir | None:
        baris = _baris(sesi, tonggak_id)
        if baris.ragam == isian.WAJAR:
            return None
        try:
            s = _sasaran(sesi, baris)
        except Ditolak:
            return None
        milik = bahan_periksa(sesi, s)[0]
        return formulir_bidang(sesi, s.jalan, s.bidang, isian.daftar_realisasi(baris, milik))

    formulir = await lay.baca(bahan)
    simpanan = await simpan_formulir(lay, formulir) if formulir else None

    def kerja(sesi: Session, waktu: datetime) -> None:
        if not tunaikan(sesi, tonggak_id, waktu):
            return
        baris = _baris(sesi, tonggak_id)
        baris.status = isian.SELESAI
        try:
            s = _sasaran(sesi, baris)
        except Ditolak as tolak:
            jawab(sesi, Asal(None, baris.telegram), umum.kalimat(str(tolak)), waktu)
            return
        berkas = ("", "")
        if simpanan is not None and formulir is not None:
            berkas = (simpanan.daftarkan(sesi, waktu), nama_formulir(formulir.identitas))
        _serahkan(sesi, s, baris, berkas, waktu)

    await lay.tulis(Asal(None), kerja)


def _baris(sesi: Session, tonggak_id: int) -> IsianChat:
    tonggak = sesi.get_one(Tonggak, tonggak_id)
    return sesi.get_one(IsianChat, int(tonggak.kunci.rpartition(":")[2]))


def _sasaran(sesi: Session, baris: IsianChat) -> Sasaran:
    """Raises a `Ditolak` when the collection was closed meanwhile."""
    boleh = boleh_mengirim(sesi, Asal(None, baris.telegram))
    return isian.sasaran_isian(boleh, baris.pelaksanaan_id, baris.bidang)


def _serahkan(sesi: Session, s: Sasaran, baris: IsianChat, berkas: tuple[str, str], waktu: datetime) -> None:
    milik = bahan_periksa(sesi, s)[0]
    semua = isian.daftar_realisasi(baris, milik)
    bertarget = [i.kode for i in milik if i.target_tw[s.jalan.baris.triwulan - 1] is not None]
    if bertarget and not any(_terisi(r) for r in semua.values()):
        isi = pesan_unggahan.kosong(s.nama_bidang, len(bertarget))
        jawab(sesi, Asal(None, baris.telegram), isi, waktu)
        return
    if baris.kiriman_id is not None:
        asal = sesi.get_one(Kiriman, baris.kiriman_id)
        if asal.status != "draf":
            return  # a newer file has taken its place, and its summary is there
        berkas = (asal.sha256, asal.nama_berkas)
    isi_json = [realisasi_ke_json(r) for r in semua.values()]
    draf_dari_chat(sesi, s, baris.telegram, isi_json, berkas, waktu)


def _terisi(r: Realisasi) -> bool:
    kosong = Keterbacaan.KOSONG
    return r.kinerja.status is not kosong or r.anggaran.status is not kosong or bool(r.faktor_penghambat)
