"""What a person sends in private that is not a button: papers, reasons, corrections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.layanan import (
    analisis,
    bukti,
    bukti_tunggu,
    isian,
    isian_ruang,
    koreksi_draf,
    muat,
    pasang,
    pendaftaran,
    rapat_mendatang,
    rencana,
    sambungan,
    unggahan,
)
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, Simpanan
from bot.layanan.kabar import nama_pemegang
from bot.layanan.kabar_tarik import tawarkan
from bot.layanan.kertas import BERUNTUN, Kertas, jawab, lampirkan
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import PILIHAN, Kilasan, giliran, lupakan, tanya
from bot.layanan.penjawab import penjawab
from bot.layanan.potongan import berlanjut, sambungkan
from bot.layanan.rapat_dasar import UBAH_INI
from bot.layanan.tugas import tugas_terbuka
from bot.pesan import pasang as pesan_pasang
from bot.pesan import umum
from bot.pesan.dasar import ROMAWI, Tombol
from bot.sop.alur import Cara, cara
from bot.sop.penolakan import BukanCaranya, BukanPelaksana, Ditolak, SudahBerakhir, TidakDitemukan
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import Penugasan, Pertanyaan

DIABAIKAN = (PILIHAN, "lampiran", bukti_tunggu.PERTANYAAN)  # questions that need no answer


# Papers and answers --------------------------------------------------------------------------------------------------


async def terima_teks(lay: Layanan, asal: Asal, teks: str) -> None:
    """A text in private: the answer to a question, a correction of the waiting form, or a paper."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        soal = muat.soal(sesi, asal.telegram)
        if lewat := bukti_tunggu.lewat(sesi, soal, waktu):  # its question has ended, and that is said
            soal = None
        if soal is not None and (siapa := penjawab(soal)):
            if _membetulkan(sesi, asal, soal, teks, waktu):
                return
            if isi := siapa.teks(sesi, soal, teks, waktu):
                jawab(sesi, asal, isi, waktu)
        elif not _menemukan_tempat(sesi, asal, soal, teks, waktu):
            if lewat and not _penerima_kertas(sesi, asal.telegram):
                return
            _tempatkan(sesi, asal, Kertas("teks", " ".join(teks.split()), teks), soal, waktu)

    await lay.tulis(asal, kerja)


def _membetulkan(sesi: Session, asal: Asal, soal: Pertanyaan, teks: str, waktu: datetime) -> bool:
    """`DKP-14 = 160` corrects a figure of the waiting form, whatever else is asked. The question stays open.

    Not while figures are asked for: then it is an answer. Where a sentence is asked for, only what is clearly a figure.
    """
    if soal.jenis == isian_ruang.PERTANYAAN or bukti.TAUTAN.search(teks):
        return False
    tentang_bukti = soal.jenis == bukti_tunggu.PERTANYAAN
    return koreksi_draf.terima(sesi, asal, teks, waktu, hanya_angka=not tentang_bukti) or (
        tentang_bukti and koreksi_draf.jelaskan(sesi, asal, teks, waktu)
    )


def _menemukan_tempat(sesi: Session, asal: Asal, soal: Pertanyaan | None, teks: str, waktu: datetime) -> bool:
    """A text that nobody asked for: what takes it by its look, the surest first. False: it may be a paper."""
    return (
        sambungan.sambung(sesi, asal, soal, teks, waktu)
        or bukti.terima_tautan(sesi, asal, teks, waktu)
        or koreksi_draf.terima(sesi, asal, teks, waktu)
        or (soal is None and analisis.terima_sebab(sesi, asal, teks, waktu))
        or ((soal is None or soal.jenis == PILIHAN) and koreksi_draf.jelaskan(sesi, asal, teks, waktu))
    )


async def terima_kertas(lay: Layanan, asal: Asal, kertas: Kertas) -> None:
    """A document or photo in private that is no form."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        soal = sesi.get(Pertanyaan, asal.telegram)
        if bukti_tunggu.lewat(sesi, soal, waktu):
            soal = None
        if soal is not None and (siapa := penjawab(soal)):
            if isi := siapa.terima_kertas(sesi, soal, kertas, waktu):
                jawab(sesi, asal, isi, waktu)
        else:
            _tempatkan(sesi, asal, kertas, soal, waktu)

    await lay.tulis(asal, kerja)


class TidakCocok(Ditolak):
    """Something was sent that no task of this person waits for."""

    def __init__(self) -> None:
        super().__init__(umum.TAK_JELAS)


def _tempatkan(sesi: Session, asal: Asal, kertas: Kertas, soal: Pertanyaan | None, waktu: datetime) -> None:
    """To the assignment it was asked for, or to the only one that takes papers; else one question with buttons."""
    if soal is not None and soal.jenis == "lampiran":
        sesi.delete(soal)
        assert soal.penugasan_id is not None
        try:
            lampirkan(sesi, *giliran(sesi, soal.penugasan_id, asal.telegram), kertas, waktu)
        except (SudahBerakhir, BukanPelaksana, TidakDitemukan) as tolak:
            jawab(sesi, asal, umum.kalimat(str(tolak)), waktu)
        return
    terbuka = _penerima_kertas(sesi, asal.telegram)
    if not terbuka:
        raise TidakCocok
    if any(rapat_mendatang.tanya_ubah(sesi, kertas, satu, waktu) for satu in terbuka):
        return
    baris, j, _ = terbuka[0]
    if len(terbuka) == 1 and (kertas.jenis != "teks" or j.sop[baris.langkah].wajib_lampiran):
        lampirkan(sesi, *terbuka[0], kertas, waktu)
        return
    # A stray word must not become an official paper: where the step asks for none, the sender says that it is one.
    _tanyakan_tujuan(sesi, asal, kertas, soal, terbuka, waktu)


def _tanyakan_tujuan(
    sesi: Session,
    asal: Asal,
    kertas: Kertas,
    soal: Pertanyaan | None,
    terbuka: Sequence[tuple[Penugasan, Jalan, Pegawai]],
    waktu: datetime,
) -> None:
    """One question, also for several papers that come before it is answered; an album does not ask ten times."""
    sha = kertas.simpanan.daftarkan(sesi, waktu) if kertas.simpanan else ""
    semua = list(soal.isi["kertas"]) if soal is not None and soal.jenis == PILIHAN else []
    lanjutan = soal is not None and semua and kertas.jenis == semua[-1]["jenis"] == "teks"
    if soal and lanjutan and berlanjut(semua[-1]["teks"], soal.dibuat, waktu):
        semua[-1] = {**semua[-1], "teks": sambungkan(semua[-1]["teks"], kertas.teks)}
    else:
        semua.append({"jenis": kertas.jenis, "nama": kertas.nama, "teks": kertas.teks, "sha256": sha})
    beda = len({j.nomor for _, j, _ in terbuka}) > 1
    pilihan = [
        (b.id or 0, f"{b.langkah}. {nama_pemegang(j, b.peran, b.bidang)}" + (f" · {_sebut_jalan(j)}" if beda else ""))
        for b, j, _ in terbuka
    ]
    isi = umum.pilih_tugas(pilihan, len(semua))
    if soal is not None and soal.jenis == PILIHAN and waktu - soal.dibuat <= BERUNTUN:
        sunting(sesi, int(soal.isi["pesan"]), isi, waktu)
        soal.isi = {**soal.isi, "kertas": semua}
        return
    pesan = titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0), waktu)
    tanya(sesi, asal.telegram, PILIHAN, waktu, isi={"kertas": semua, "pesan": pesan})


def _sebut_jalan(j: Jalan) -> str:
    return f"{j.instansi.kode} TW {ROMAWI[j.baris.triwulan - 1]} {j.baris.tahun}"


def _penerima_kertas(sesi: Session, telegram: int) -> list[tuple[Penugasan, Jalan, Pegawai]]:
    return [t for t in tugas_terbuka(sesi, telegram) if cara(t[1].sop, tugas_dari(t[0])) is Cara.SELESAI]


async def minta_lampiran(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📎 Lampirkan`: the next thing sent belongs to this assignment. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, orang = giliran(sesi, tombol.nomor, asal.telegram)
        if cara(j.sop, tugas_dari(baris)) is not Cara.SELESAI:
            raise BukanCaranya(j.sop[baris.langkah].kegiatan)
        tanya(sesi, asal.telegram, "lampiran", waktu, tombol.nomor)
        isi = umum.minta_lampiran(j.sop[baris.langkah].output)
        titipkan(sesi, Surat(orang.telegram, "sendMessage", isi, prioritas=0), waktu)
        return Kilasan("Silakan kirim berkas atau teksnya.")

    return await lay.tulis(asal, kerja)


async def pilih_tugas(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The answer to "for which assignment?". Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal = sesi.get(Pertanyaan, asal.telegram)
        if soal is None or soal.jenis != PILIHAN:
            raise TidakDitemukan
        untuk = ""
        for isi in soal.isi["kertas"]:
            baris, j, orang = giliran(sesi, tombol.nomor, asal.telegram)
            simpanan = Simpanan(isi["sha256"], 0, "") if isi["sha256"] else None
            lampirkan(sesi, baris, j, orang, Kertas(isi["jenis"], isi["nama"], isi["teks"], simpanan), waktu)
            untuk = f"langkah {baris.langkah}, {nama_pemegang(j, baris.peran, baris.bidang)}"
        lupakan(sesi, soal, waktu, umum.tugas_dipilih(untuk))
        return Kilasan("Diterima.")

    return await lay.tulis(asal, kerja)


async def batal(lay: Layanan, asal: Asal) -> None:
    """`/batal`: whatever was asked is forgotten; where nothing was, the newest act is offered to be taken back.

    A question that may be ignored does not stand before a newer act: it is forgotten, and the act is offered.
    """

    def kerja(sesi: Session, waktu: datetime) -> None:
        soal = sesi.get(Pertanyaan, asal.telegram)
        if soal is not None and soal.jenis == pendaftaran.PERTANYAAN:
            pendaftaran.batal(sesi, asal, waktu)
        elif soal is not None and soal.jenis == isian_ruang.PERTANYAAN:
            isian.hentikan(sesi, soal, waktu)
        elif soal is not None:
            jenis, sejak, bertugas = soal.jenis, soal.dibuat, soal.penugasan_id is not None
            lupakan(sesi, soal, waktu)
            if jenis in DIABAIKAN and _tawarkan(sesi, asal, waktu, None if jenis == PILIHAN else sejak, True):
                return
            biasa = umum.DIBATALKAN_TUGAS if bertugas else umum.DIBATALKAN
            jawab(sesi, asal, pesan_pasang.DIBATALKAN if jenis == pasang.PERTANYAAN else biasa, waktu)
        elif not _tawarkan(sesi, asal, waktu):
            jawab(sesi, asal, umum.TIDAK_ADA_PERTANYAAN, waktu)

    await lay.tulis(asal, kerja)


def _tawarkan(
    sesi: Session, asal: Asal, waktu: datetime, sejak: datetime | None = None, terlupakan: bool = False
) -> bool:
    return any(
        tawarkan(sesi, j, orang, asal.update_id, waktu, sejak=sejak, terlupakan=terlupakan)
        for orang, j in muat.jalan_sendiri(sesi, asal.telegram)
    )


# What a file may be, what is expected ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class TujuanBerkas:
    """What a file of this person could be."""

    formulir: bool
    kertas: bool
    diminta: bool = False  # the answer to a question
    bukti: bool = False  # evidence: it was asked for, or a conversation is about an indicator


async def tujuan_berkas(lay: Layanan, telegram: int) -> TujuanBerkas:
    """Whether they report for a unit of a living run, and whether they hold an assignment that takes papers."""

    def kerja(sesi: Session, _: datetime) -> TujuanBerkas:
        soal = _yang_berlaku(sesi, telegram)
        diminta = soal is not None and soal.jenis not in (
            PILIHAN,
            isian_ruang.PERTANYAAN,
            bukti_tunggu.PERTANYAAN,
            rencana.MENUNGGU,
            UBAH_INI,
        )  # a reason, too: the answer says that it must be a text
        formulir = unggahan.ada_sasaran(sesi, telegram) and not diminta
        untuk_bukti = soal is not None and soal.jenis in (isian_ruang.PERTANYAAN, bukti_tunggu.PERTANYAAN)
        return TujuanBerkas(formulir, diminta or bool(_penerima_kertas(sesi, telegram)), diminta, untuk_bukti)

    return await lay.baca(kerja)


def _yang_berlaku(sesi: Session, telegram: int) -> Pertanyaan | None:
    soal = sesi.get(Pertanyaan, telegram)
    return soal if bukti_tunggu.berlaku(sesi, soal) else None


async def petunjuk_jawaban(lay: Layanan, telegram: int) -> dict[str, Any]:
    """For a voice message or a sticker: what is expected instead."""

    def kerja(sesi: Session, waktu: datetime) -> dict[str, Any]:
        soal = _yang_berlaku(sesi, telegram)
        if soal is not None and (siapa := penjawab(soal)):
            return siapa.petunjuk(sesi, soal, waktu)
        return umum.PESAN_TAK_JELAS

    return await lay.baca(kerja)
