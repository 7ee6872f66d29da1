"""`/sop`: an administrator skips or forces a step of a living run, with a reason. Never shown as the actors' own act."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.layanan import koreksi_terbit, muat
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.kabar import isi_status
from bot.layanan.koreksi_terbit import depan, giliran_kini
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import TINDAKAN_ADMIN, Kilasan, tanya
from bot.pesan import tindakan_admin as pesan
from bot.pesan import umum
from bot.pesan.dasar import Tombol
from bot.pesan.status import kalimat_jeda
from bot.sop.kejadian import Paksa, Pelaku
from bot.sop.penolakan import Ditolak, MilikPimpinan, SudahBerakhir, TidakBerjalan, TidakDitemukan
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Instansi, Pelaksanaan, Pertanyaan

PERTANYAAN = "paksa"


async def daftar(lay: Layanan, asal: Asal) -> None:
    """Every living run with its step, then each office's newest finished one that may be corrected, a message each.

    Raises BukanAdministrator.
    """

    def kerja(sesi: Session, waktu: datetime) -> None:
        if asal.telegram not in lay.admin:
            raise BukanAdministrator
        urut = (col(Pelaksanaan.instansi_id), col(Pelaksanaan.tahun), col(Pelaksanaan.triwulan))
        hidup = sesi.exec(select(Pelaksanaan.id).where(Pelaksanaan.status == "berjalan").order_by(*urut)).all()
        semua = [*hidup, *_selesai_terbaru(sesi)]
        for nomor in semua:
            i = _isi(sesi, muat.jalan(sesi, nomor or 0))
            kunci = f"{depan(i.pelaksanaan, i.sidik)}{asal.telegram}:{asal.update_id}"
            titipkan(sesi, Surat(asal.telegram, "sendMessage", pesan.jalan(i), prioritas=0, kunci=kunci), waktu)
        if not semua:
            titipkan(sesi, Surat(asal.telegram, "sendMessage", pesan.TIDAK_ADA, prioritas=0), waktu)

    await lay.tulis(asal, kerja)


def _selesai_terbaru(sesi: Session) -> list[int]:
    """Of each office the newest finished run, where nothing newer is approved."""
    kantor = sesi.exec(select(Instansi.id).order_by(col(Instansi.id))).all()
    terakhir = [p for nomor in kantor for p in muat.pelaksanaan_terakhir(sesi, nomor or 0)]
    return [p.id or 0 for p in terakhir if koreksi_terbit.boleh(sesi, p)]


class BukanAdministrator(Ditolak):
    def __init__(self) -> None:
        super().__init__("Perintah ini tidak tersedia untuk peran Anda. Ketik /bantuan untuk melihat yang tersedia.")


def _isi(sesi: Session, j: Jalan) -> pesan.IsiJalan:
    keadaan = isi_status(sesi, j)
    return pesan.IsiJalan(
        pelaksanaan=j.nomor,
        sidik=giliran_kini(j),
        instansi=j.instansi.nama,
        nama_sop=j.sop.nama,
        zona=j.instansi.zona,
        tahun=j.baris.tahun,
        triwulan=j.baris.triwulan,
        no=keadaan.langkah.no,
        banyak=len(j.sop),
        kegiatan=keadaan.langkah.kegiatan,
        pemegang=keadaan.pemegang,
        batas=keadaan.batas,
        milik_pimpinan=keadaan.langkah.terbitkan,
        jeda=kalimat_jeda(keadaan.dijeda, j.instansi.zona) if keadaan.dijeda else "",
        selesai=j.baris.selesai_pada if j.baris.status == "selesai" else None,
        koreksi=koreksi_terbit.sidik(j) if koreksi_terbit.boleh(sesi, j.baris) else "",
    )


def segarkan(sesi: Session, j: Jalan, waktu: datetime) -> None:
    """The messages about the step that this run is at say how it is now."""
    i = _isi(sesi, j)
    for satu in berkunci(sesi, depan(j.nomor, i.sidik)):
        sunting(sesi, satu.id, pesan.jalan(i), waktu)


def mulai(lewati: bool) -> Callable[[Layanan, Asal, Tombol], Awaitable[Kilasan]]:
    """`⏭️ Lewati langkah` or `✅ Paksa selesai`: asks for the reason, nothing else happens yet."""

    async def tekan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
        def kerja(sesi: Session, waktu: datetime) -> Kilasan:
            if asal.telegram not in lay.admin:
                raise TidakDitemukan
            j = muat.jalan(sesi, tombol.nomor)
            if j.baris.status != "berjalan":
                raise TidakBerjalan
            if tombol.sidik != giliran_kini(j):
                raise SudahBerakhir(pesan.SUDAH_LEWAT.rstrip("."))
            langkah = j.sop[j.keadaan.langkah]
            if langkah.terbitkan:
                raise MilikPimpinan(langkah.kegiatan)
            isi = {"pelaksanaan": tombol.nomor, "sidik": tombol.sidik, "lewati": lewati}
            tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi=isi)
            surat = pesan.minta_alasan(langkah.no, langkah.kegiatan, lewati)
            titipkan(sesi, Surat(asal.telegram, "sendMessage", surat, prioritas=0), waktu)
            return Kilasan("Mohon tulis alasannya.")

        return await lay.tulis(asal, kerja)

    return tekan


def jawab(sesi: Session, soal: Pertanyaan, alasan: str, waktu: datetime) -> dict[str, Any]:
    """The reason has come: the step ends. Raises a `Ditolak` while it may be tried again."""
    isi = soal.isi
    j = muat.jalan(sesi, int(isi["pelaksanaan"]))
    if j.baris.status != "berjalan" or giliran_kini(j) != isi["sidik"]:
        sesi.delete(soal)
        return umum.kalimat(pesan.SUDAH_LEWAT)
    no, lewati = j.keadaan.langkah, bool(isi["lewati"])
    laksanakan(sesi, j, Paksa(Pelaku(0, TINDAKAN_ADMIN), no, alasan, lewati), waktu)
    sesi.delete(soal)
    hasil = pesan.dilakukan(no, lewati, j.instansi.nama, j.baris.triwulan, j.baris.tahun)
    for satu in berkunci(sesi, depan(j.nomor, str(isi["sidik"]))):
        sunting(sesi, satu.id, hasil, waktu)
    return hasil


AKSI = {pesan.LEWATI: mulai(lewati=True), pesan.PAKSA: mulai(lewati=False)}
