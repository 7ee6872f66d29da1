"""The form by conversation: one indicator after the other, left and taken up at will, ending in the same summary."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.kinerja.isian import Bagian
from bot.layanan import muat
from bot.layanan.angka import indikator
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.formulir_keluar import Sasaran, semua_sasaran
from bot.layanan.isian_jawab import PILIHAN_TOMBOL, isi_jeda, terima_jawaban
from bot.layanan.isian_ruang import (
    BERJALAN,
    JEDA,
    PENUH,
    SELESAI,
    WAJAR,
    IsianLewat,
    Ruang,
    buka_ruang,
    pindahkan,
    sasaran_kini,
    tanyakan,
    yang_hidup,
)
from bot.layanan.pelaksanaan import Kilasan, giliran
from bot.layanan.unggahan import KirimanLewat, boleh_mengirim, kiriman_terbaru
from bot.pesan import isian as pesan
from bot.pesan.dasar import Tombol, nama_triwulan
from bot.pesan.unggahan import TIDAK_DIPAKAI
from bot.sop.penolakan import BukanPengunggah, Ditolak, TidakDitemukan
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import IsianChat, Kiriman, Pertanyaan

# Opening -------------------------------------------------------------------------------------------------------------


async def mulai(lay: Layanan, asal: Asal) -> None:
    """`/isi`: the conversation begins, or goes on where it was left. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        boleh = boleh_mengirim(sesi, asal)
        lama = next((b for s in boleh if (b := yang_hidup(sesi, s, asal.telegram))), None)
        if len(boleh) > 1 and lama is None:
            kantor = len({s.jalan.instansi.kode for s in boleh}) > 1
            pilihan = [(_sebut(s, kantor), s.jalan.nomor, s.jalan.keadaan.pengunggah.index(s.bidang)) for s in boleh]
            titipkan(sesi, Surat(asal.telegram, "sendMessage", pesan.pilih(pilihan), prioritas=0), waktu)
            return
        s = next(s for s in boleh if lama is None or (s.jalan.nomor, s.bidang) == (lama.pelaksanaan_id, lama.bidang))
        _buka(sesi, s, asal, waktu)

    await lay.tulis(asal, kerja)


def _sebut(s: Sasaran, kantor: bool) -> str:
    """Unit and quarter; with the office's code for who reports in several."""
    baris = s.jalan.baris
    kode = f" · {s.jalan.instansi.kode}" if kantor else ""
    return f"{s.nama_bidang}{kode} · {nama_triwulan(baris.triwulan, baris.tahun)}"


async def dari_kartu(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✍️ Isi lewat chat` on the disposition. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, _, _ = giliran(sesi, tombol.nomor, asal.telegram)
        _buka(sesi, sasaran_kini(sesi, asal, baris.pelaksanaan_id, baris.bidang), asal, waktu)
        return Kilasan("Silakan jawab di bawah.")

    return await lay.tulis(asal, kerja)


async def dari_pilihan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The answer to "which form?". Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        _pastikan_milik(sesi, asal, tombol.nomor)
        ke = int(tombol.sidik) if tombol.sidik.isascii() and tombol.sidik.isdigit() else -1
        ada = [s for s in boleh_mengirim(sesi, asal) if s.jalan.nomor == tombol.nomor]
        unit = ada[0].jalan.keadaan.pengunggah if ada else ()
        s = next((s for s in ada if 0 <= ke < len(unit) and s.bidang == unit[ke]), None)
        if s is None:
            raise TidakDitemukan
        _buka(sesi, s, asal, waktu)
        return Kilasan("Silakan jawab di bawah.")

    return await lay.tulis(asal, kerja)


async def dari_ringkasan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`❔ Jawab pertanyaan` under a summary: only what is worth a second look. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        kiriman = sesi.get(Kiriman, tombol.nomor)
        if kiriman is None:
            raise TidakDitemukan
        _pastikan_milik(sesi, asal, kiriman.pelaksanaan_id)
        s = sasaran_kini(sesi, asal, kiriman.pelaksanaan_id, kiriman.bidang)
        if kiriman.status != "draf":
            raise KirimanLewat(kiriman.status)
        _akhiri_yang_hidup(sesi, s, asal, waktu)
        r = _baru(sesi, s, asal, waktu, ragam=WAJAR, isi=kiriman.isi, kiriman_id=kiriman.id)
        if r is None:
            return Kilasan("Tidak ada pertanyaan yang masih terbuka.", layar=True)
        tanyakan(sesi, r, waktu)
        return Kilasan("Silakan jawab di bawah.")

    return await lay.tulis(asal, kerja)


def _pastikan_milik(sesi: Session, asal: Asal, pelaksanaan_id: int) -> None:
    """A run in which this person reports for nothing is none of theirs. Raises TidakDitemukan."""
    if all(s.jalan.nomor != pelaksanaan_id for s in semua_sasaran(sesi, asal.telegram)):
        raise TidakDitemukan


def _buka(sesi: Session, s: Sasaran, asal: Asal, waktu: datetime) -> None:
    lama = yang_hidup(sesi, s, asal.telegram)
    if lama is not None and lama.ragam == PENUH:
        lama.status = BERJALAN
        pindahkan(sesi, lama, waktu)
        tanyakan(sesi, buka_ruang(sesi, lama, s), waktu)
        return
    _akhiri_yang_hidup(sesi, s, asal, waktu)
    draf = kiriman_terbaru(sesi, s)
    r = _baru(sesi, s, asal, waktu, ragam=PENUH, isi=draf.isi if draf else [])
    if r is None:
        raise BukanPengunggah
    isi = pesan.mulai(s.nama_bidang, r.tw, s.jalan.baris.tahun, len(r.semua))
    titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0), waktu)
    tanyakan(sesi, r, waktu)


def _baru(
    sesi: Session, s: Sasaran, asal: Asal, waktu: datetime, *, ragam: str, isi: list[Any], kiriman_id: int | None = None
) -> Ruang | None:
    """A new conversation at its first question; None when there is nothing to ask."""
    baris = IsianChat(
        pelaksanaan_id=s.jalan.nomor,
        bidang=s.bidang,
        telegram=asal.telegram,
        ragam=ragam,
        kiriman_id=kiriman_id,
        isi=isi,
        kode="",
        bagian=Bagian.KINERJA.value,
        dibuat=waktu,
        diubah=waktu,
    )
    r = buka_ruang(sesi, baris, s)
    if not r.daftar:
        return None
    baris.kode, baris.bagian = r.daftar[0].kode, r.daftar[0].bagian.value
    sesi.add(baris)
    sesi.flush()
    return r


def _akhiri_yang_hidup(sesi: Session, s: Sasaran, asal: Asal, waktu: datetime) -> None:
    if lama := yang_hidup(sesi, s, asal.telegram):
        pindahkan(sesi, lama, waktu)
        lama.status = SELESAI


# Answers -------------------------------------------------------------------------------------------------------------


async def tekan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A button under a question. Raises a `Ditolak`."""
    pilihan = tombol.aksi.removeprefix("isi-")

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        b = sesi.get(IsianChat, tombol.nomor)
        if b is None or b.telegram != asal.telegram:
            raise TidakDitemukan
        jeda = pilihan == pesan.LANJUT
        if b.status != (JEDA if jeda else BERJALAN) or tombol.sidik != str(b.urut):
            raise IsianLewat
        try:
            s = sasaran_kini(sesi, asal, b.pelaksanaan_id, b.bidang)
        except Ditolak as tolak:  # the collection is over: so is the conversation
            b.status = SELESAI
            if b.kotak_id is not None:
                sunting(sesi, b.kotak_id, TIDAK_DIPAKAI, waktu)
            return Kilasan(str(tolak), layar=True)
        return PILIHAN_TOMBOL[pilihan](sesi, buka_ruang(sesi, b, s), waktu)

    return await lay.tulis(asal, kerja)


def terima_teks(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any] | None:
    """What was typed answers the open question. Raises a `Ditolak`."""
    b = sesi.get(IsianChat, int(soal.isi["isian"]))
    if b is None or b.status != BERJALAN:
        sesi.delete(soal)
        raise IsianLewat
    r = buka_ruang(sesi, b, sasaran_kini(sesi, Asal(None, soal.telegram), b.pelaksanaan_id, b.bidang))
    terima_jawaban(sesi, r, teks.strip(), waktu)
    return None


def hentikan(sesi: Session, soal: Pertanyaan, waktu: datetime) -> None:
    """`/batal`: the conversation rests, nothing is lost."""
    b = sesi.get(IsianChat, int(soal.isi["isian"]))
    sesi.delete(soal)
    if b is not None and b.status == BERJALAN:
        jalan = muat.jalan(sesi, b.pelaksanaan_id)
        milik = [i for i in indikator(sesi, jalan.baris) if i.bidang == b.bidang]
        nama = jalan.nama_bidang.get(b.bidang, b.bidang)
        pindahkan(sesi, b, waktu)
        b.status, b.urut, b.diubah = JEDA, b.urut + 1, waktu
        b.kotak_id = titipkan(
            sesi, Surat(b.telegram, "sendMessage", isi_jeda(b, nama, jalan.baris, len(milik)), prioritas=0), waktu
        )


AKSI = {
    "isichat": dari_kartu,
    "isi-pilih": dari_pilihan,
    "isi-wajar": dari_ringkasan,
    **{pesan.aksi(p): tekan for p in pesan.PILIHAN},
}
