"""`🙅 Tolak`: an application is refused, with a reason where the administrator likes to give one."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kursi import semua_kursi
from bot.layanan.pelaksanaan import ALASAN_TERPENDEK, Kilasan, lupakan, tanya
from bot.layanan.penerimaan import MENUNGGU, PermohonanBerakhir, isi_calon, permohonan, tolak_satu
from bot.pesan import pendaftaran as pesan
from bot.pesan import umum
from bot.pesan.dasar import Tombol, ringkas
from bot.sop.penolakan import TidakDitemukan
from db.kotak_keluar import Surat, titipkan
from db.tabel import CalonPersonel, Instansi, Pertanyaan

PERTANYAAN = "calontolak"


async def tolak(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """Asks for the reason; nothing is refused yet. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        calon, instansi = permohonan(sesi, lay, asal, tombol.nomor)
        if calon.status != MENUNGGU:
            raise PermohonanBerakhir
        c = isi_calon(calon, instansi, semua_kursi(sesi, instansi))
        nomor = titipkan(sesi, Surat(asal.telegram, "sendMessage", pesan.mengapa_ditolak(c), prioritas=0), waktu)
        tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi={"calon": calon.id, "pesan": nomor})
        return Kilasan("Apa alasannya? Boleh tanpa alasan.")

    return await lay.tulis(asal, kerja)


async def pilih_alasan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A ready phrase, or none. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        calon, instansi = permohonan(sesi, lay, asal, tombol.nomor)
        soal = sesi.get(Pertanyaan, asal.telegram)
        siap = {str(n): kalimat for n, (_, kalimat) in enumerate(pesan.SIAP_TOLAK)} | {pesan.TANPA: ""}
        if soal is None or soal.jenis != PERTANYAAN or soal.isi["calon"] != calon.id or tombol.sidik not in siap:
            raise TidakDitemukan
        _tolak(sesi, asal, soal, calon, instansi, siap[tombol.sidik], waktu)
        return Kilasan("Permohonan ditolak. Orangnya sudah diberi tahu.")

    return await lay.tulis(asal, kerja)


def jawab(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any] | None:
    """The reason was typed. Returns an answer when it cannot be taken."""
    if sum(huruf.isalnum() for huruf in teks) < ALASAN_TERPENDEK:
        return pesan.ALASAN_SINGKAT  # the question stays
    calon = sesi.get_one(CalonPersonel, int(soal.isi["calon"]))
    instansi = sesi.get_one(Instansi, calon.instansi_id)
    alasan = ringkas(" ".join(teks.split()), pesan.PANJANG_ALASAN)
    try:
        _tolak(sesi, Asal(None, soal.telegram), soal, calon, instansi, alasan, waktu)
    except PermohonanBerakhir as berakhir:
        lupakan(sesi, soal, waktu)
        return umum.kalimat(str(berakhir))
    return None


def _tolak(
    sesi: Session, asal: Asal, soal: Pertanyaan, calon: CalonPersonel, instansi: Instansi, alasan: str, waktu: datetime
) -> None:
    tolak_satu(sesi, asal, calon, instansi, waktu, alasan)
    c = isi_calon(calon, instansi, semua_kursi(sesi, instansi))
    lupakan(sesi, soal, waktu, pesan.alasan_tercatat(c, alasan))
