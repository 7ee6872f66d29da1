"""`✏️ Koreksi setelah terbit` under `/sop`: an approved recap is corrected in a new round and replaced (K65)."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, or_, select

from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import ALASAN_TERPENDEK, TINDAKAN_ADMIN, Kilasan, lupakan, tanya
from bot.layanan.terbitan import cabut
from bot.pesan import koreksi_terbit as pesan
from bot.pesan import umum
from bot.pesan.dasar import Tombol
from bot.sop.alur import langkah_terbit
from bot.sop.catatan import keadaan_dari
from bot.sop.kejadian import Koreksi, KoreksiDimulai, Pelaku
from bot.sop.penolakan import BelumDisetujui, Ditolak, SudahBerakhir, TidakDitemukan
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Pelaksanaan, Pertanyaan, Tonggak

PERTANYAAN = "ralat"


class AdaYangLebihBaru(Ditolak):
    """A later quarter is approved: its figures add to these, so it has to be opened first."""

    def __init__(self) -> None:
        super().__init__(
            "Rekap triwulan sesudahnya sudah disetujui dan menghitung angka ini. Mulailah koreksi dari triwulan yang terbaru."
        )


def giliran_kini(j: Jalan) -> str:
    """Which turn a message of `/sop` is about: step, round, half."""
    putaran = max((g.tugas.putaran for g in j.keadaan.terbuka), default=j.keadaan.putaran[j.keadaan.langkah - 1])
    return f"{j.keadaan.langkah}.{putaran}.{j.keadaan.tahap.value}"


def depan(pelaksanaan_id: int, giliran: str) -> str:
    """How the keys of the messages of `/sop` about a run at this turn begin."""
    return f"sop:{pelaksanaan_id}:{giliran}:"


def sidik(j: Jalan) -> str:
    """Which approval a button is about: the round of the step that approves."""
    return str(j.keadaan.putaran[langkah_terbit(j.sop) - 1])


def boleh(sesi: Session, baris: Pelaksanaan) -> bool:
    """Whether the recap of this run is approved, and of no later quarter of the office."""
    disetujui = baris.status in ("berjalan", "selesai") and keadaan_dari(baris.keadaan).disetujui
    return disetujui and not _ada_yang_lebih_baru(sesi, baris)


def _ada_yang_lebih_baru(sesi: Session, baris: Pelaksanaan) -> bool:
    sesudah = or_(
        col(Pelaksanaan.tahun) > baris.tahun,
        (col(Pelaksanaan.tahun) == baris.tahun) & (col(Pelaksanaan.triwulan) > baris.triwulan),
    )
    milik = (Pelaksanaan.instansi_id == baris.instansi_id, Pelaksanaan.status != "batal")
    return any(keadaan_dari(p.keadaan).disetujui for p in sesi.exec(select(Pelaksanaan).where(*milik, sesudah)))


def _pastikan(sesi: Session, j: Jalan, cap: str) -> None:
    """Raises BelumDisetujui, AdaYangLebihBaru. `cap`: the approval that the button was about."""
    if not j.keadaan.disetujui or j.baris.status == "batal" or cap != sidik(j):
        raise BelumDisetujui
    if _ada_yang_lebih_baru(sesi, j.baris):
        raise AdaYangLebihBaru


async def mulai(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✏️ Koreksi setelah terbit`: asks which units and why, nothing else happens yet. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        if asal.telegram not in lay.admin:
            raise TidakDitemukan
        j = muat.jalan(sesi, tombol.nomor)
        _pastikan(sesi, j, tombol.sidik)
        pilihan = titipkan(sesi, Surat(asal.telegram, "sendMessage", _pilihan(j, []), prioritas=0), waktu)
        isi = {"pelaksanaan": j.nomor, "sidik": tombol.sidik, "bidang": [], "pesan": pilihan}
        tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi=isi)
        surat = pesan.minta_alasan(j.instansi.nama, j.baris.triwulan, j.baris.tahun)
        titipkan(sesi, Surat(asal.telegram, "sendMessage", surat, prioritas=0), waktu)
        return Kilasan("Mohon tulis alasannya.")

    return await lay.tulis(asal, kerja)


async def pilih(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A unit is ticked or no longer; nothing else happens yet. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal = sesi.get(Pertanyaan, asal.telegram)
        if asal.telegram not in lay.admin:
            raise TidakDitemukan
        if soal is None or soal.jenis != PERTANYAAN or soal.isi["pelaksanaan"] != tombol.nomor:
            raise SudahBerakhir("koreksinya sudah dimulai atau tidak jadi")
        j = muat.jalan(sesi, tombol.nomor)
        unit = j.keadaan.pengunggah
        if not tombol.sidik.isascii() or not tombol.sidik.isdigit() or int(tombol.sidik) >= len(unit):
            raise TidakDitemukan
        dipilih = {*soal.isi["bidang"]} ^ {unit[int(tombol.sidik)]}
        soal.isi = {**soal.isi, "bidang": [b for b in unit if b in dipilih]}
        sunting(sesi, int(soal.isi["pesan"]), _pilihan(j, soal.isi["bidang"]), waktu)
        return Kilasan(f"{len(dipilih)} unit ditandai." if dipilih else "Semua unit dibuka.")

    return await lay.tulis(asal, kerja)


def _pilihan(j: Jalan, dipilih: list[str]) -> dict[str, Any]:
    unit = j.keadaan.pengunggah
    ke = [n for n, b in enumerate(unit) if b in dipilih]
    return pesan.pilih_bidang(j.nomor, [j.nama_bidang.get(b, b) for b in unit], ke)


def jawab(sesi: Session, soal: Pertanyaan, alasan: str, waktu: datetime) -> dict[str, Any]:
    """The reason has come: the recap counts no more, the upload is open again."""
    if sum(huruf.isalnum() for huruf in alasan) < ALASAN_TERPENDEK:
        return pesan.ALASAN_SINGKAT  # the question stays
    j = muat.jalan(sesi, int(soal.isi["pelaksanaan"]))
    bidang = tuple(soal.isi["bidang"])
    try:
        _pastikan(sesi, j, str(soal.isi["sidik"]))
    except Ditolak as tolak:
        lupakan(sesi, soal, waktu)
        return umum.kalimat(str(tolak))
    _, perubahan = laksanakan(sesi, j, Koreksi(Pelaku(0, TINDAKAN_ADMIN), alasan, bidang), waktu)
    _cabut_rekap(sesi, j, waktu)
    unit = [j.nama_bidang.get(b, b) for b in bidang]
    lupakan(sesi, soal, waktu, pesan.dibuka(unit))
    koreksi = perubahan[0].kejadian
    assert isinstance(koreksi, KoreksiDimulai)
    hasil = pesan.dimulai(j.instansi.nama, j.baris.triwulan, j.baris.tahun, koreksi.ke, unit)
    for satu in berkunci(sesi, depan(j.nomor, giliran_kini(j))):
        sunting(sesi, satu.id, hasil, waktu)
    return hasil


def _cabut_rekap(sesi: Session, j: Jalan, waktu: datetime) -> None:
    """What was handed out counts no more, and says so where the group sees it; what was still to be made is not made.

    The archive stays until the next one.
    """
    cabut(sesi, j.nomor)
    j.baris.dokumen = {jenis: sha for jenis, sha in (j.baris.dokumen or {}).items() if jenis == "arsip"}
    belum = (col(Tonggak.selesai_pada).is_(None), col(Tonggak.jenis).in_(("rekap", "susulan", "arsip-akhir")))
    sesi.exec(delete(Tonggak).where(col(Tonggak.pelaksanaan_id) == j.nomor, *belum))
    isi = pesan.tidak_berlaku(j.instansi.nama, j.baris.triwulan, j.baris.tahun)
    for satu in berkunci(sesi, f"rekap:{j.nomor}:"):
        if satu.metode == "sendPhoto":
            sunting(sesi, satu.id, isi, waktu)


AKSI = {pesan.KOREKSI: mulai, pesan.PILIH: pilih}
