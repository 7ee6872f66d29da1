"""The head sends the recap back signed, by hand and scanned or with a certificate: from then on that is the filed one.

The approval button is an internal approval and no signature (domain 8.6); the original stays beside the signed copy, and
so does every signed copy before. What comes is looked at before anybody is asked whether it shall be filed.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.berkas.salinan import BukanSalinan, bentuk, tanda_tangan
from bot.berkas.tanda import Tanda, baca_tanda
from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.kertas import Kertas
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import KEPALA, Kilasan, lupakan, tanya
from bot.layanan.terbitan import BERTANDA, akhiran_bertanda, panjang_asli, terbitan_berlaku
from bot.layanan.tonggak_baru import jadwalkan
from bot.pesan import bertanda as pesan
from bot.pesan.bertanda import Mutu
from bot.pesan.dasar import Tombol
from bot.sop.kejadian import Catat, Status
from bot.sop.penolakan import BukanPelaksana, Ditolak, SudahBerakhir, TidakDitemukan
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import BerkasTerbitan, Instansi, Pelaksanaan, Pertanyaan, Terbitan

PERTANYAAN = "bertanda"
JENIS = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


class TidakBerlaku(Ditolak):
    """The recap is not approved (any more): there is nothing to sign."""

    def __init__(self) -> None:
        super().__init__(pesan.TIDAK_BERLAKU)


async def minta(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🖋️ Kirim yang ditandatangani`: the next file is the signed copy. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        j, _, terbitan = _sasaran(sesi, tombol.nomor, asal.telegram)
        tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi={"pelaksanaan": j.nomor, "terbitan": terbitan.id})
        isi = pesan.minta(j.baris.triwulan, j.baris.tahun)
        titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0), waktu)
        return Kilasan("Silakan kirim berkasnya.")

    return await lay.tulis(asal, kerja)


# What was sent -------------------------------------------------------------------------------------------------------


def terima(sesi: Session, soal: Pertanyaan, kertas: Kertas, waktu: datetime) -> dict[str, Any] | None:
    """A file in answer. What cannot be the signed copy is told so, and the question stays; else it is asked about."""
    if kertas.simpanan is None:
        return pesan.BUKAN_BERKASNYA
    try:
        j, _, terbitan = _sasaran_soal(sesi, soal)
    except Ditolak as tolak:
        lupakan(sesi, soal, waktu, pesan.LEWAT)
        return pesan.tidak_jadi(str(tolak))
    try:
        akhiran = bentuk(kertas.isi)
        _pastikan_baru(sesi, j, terbitan, kertas.simpanan.sha256)
        mutu = _mutu(sesi, j, terbitan, kertas)
    except BukanSalinan as bukan:
        return pesan.ditolak(str(bukan))
    sha = replace(kertas.simpanan, jenis=JENIS[akhiran]).daftarkan(sesi, waktu)
    if "pesan" in soal.isi:
        sunting(sesi, int(soal.isi["pesan"]), pesan.LEWAT, waktu)
    lama = _salinan_kini(j) is not None
    isi = pesan.pastikan(j.nomor, j.baris.triwulan, j.baris.tahun, kertas.nama, sha, mutu, lama)
    nomor = titipkan(sesi, Surat(soal.telegram, "sendMessage", isi, prioritas=0), waktu)
    soal.isi = {**soal.isi, "pesan": nomor, "calon": {"sha256": sha, "akhiran": akhiran, "mutu": mutu.value}}
    return None


def tolak_teks(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any]:
    """A text in answer."""
    return pesan.TEKAN_DAHULU if "calon" in soal.isi else pesan.BUKAN_BERKASNYA


def _pastikan_baru(sesi: Session, j: Jalan, terbitan: Terbitan, sha: str) -> None:
    """Raises BukanSalinan for a file that was handed out here, and for a signed copy that is filed already."""
    if _salinan_kini(j) == sha:
        raise BukanSalinan(pesan.SUDAH_TERSIMPAN)
    milik = select(BerkasTerbitan).where(BerkasTerbitan.sha256 == sha).order_by(col(BerkasTerbitan.id))
    for satu in sesi.exec(milik):
        if satu.jenis != BERTANDA:
            raise BukanSalinan(pesan.belum_ditandatangani(_nama_terbit(j)))
        if satu.terbitan_id != terbitan.id:
            raise BukanSalinan(pesan.salinan_lain(*_sebut(sesi, satu.terbitan_id)))


def _mutu(sesi: Session, j: Jalan, terbitan: Terbitan, kertas: Kertas) -> Mutu:
    """What can be said of its content. Raises BukanSalinan where our own mark says that it is something else."""
    tanda = baca_tanda(kertas.isi)
    if tanda is not None:
        _pastikan_tanda(j, terbitan, tanda)
    tertanda = tanda_tangan(kertas.isi)
    panjang = panjang_asli(sesi, terbitan, kertas.isi)
    if panjang and any(t.sampai > panjang for t in tertanda):
        return Mutu.ASLI_BERTANDA
    if tanda is not None and not (tertanda and panjang is None):
        raise BukanSalinan(pesan.berubah(_nama_terbit(j), ditambah=panjang is not None))
    return Mutu.BERTANDA if tertanda else Mutu.PINDAI


def _pastikan_tanda(j: Jalan, terbitan: Terbitan, tanda: Tanda) -> None:
    """Raises BukanSalinan."""
    if tanda.status != "final":
        raise BukanSalinan(pesan.masih_draf(tanda.status, _nama_terbit(j)))
    if (tanda.kode, tanda.tahun, tanda.triwulan) != (j.instansi.kode, j.baris.tahun, j.baris.triwulan):
        ditunggu = (j.instansi.kode, j.baris.triwulan, j.baris.tahun)
        raise BukanSalinan(pesan.rekap_lain((tanda.kode, tanda.triwulan, tanda.tahun), ditunggu))
    if tanda.sidik != terbitan.sidik:
        raise BukanSalinan(pesan.versi_lain(_nama_terbit(j)))


def _nama_terbit(j: Jalan) -> str:
    return f"rekap-{j.instansi.kode}-{j.baris.tahun}-TW{j.baris.triwulan}.pdf"


def _sebut(sesi: Session, terbitan_id: int) -> tuple[str, int, int]:
    baris = sesi.get_one(Pelaksanaan, sesi.get_one(Terbitan, terbitan_id).pelaksanaan_id)
    return sesi.get_one(Instansi, baris.instansi_id).nama, baris.triwulan, baris.tahun


def _salinan_kini(j: Jalan) -> str | None:
    """The signed copy that is filed now."""
    return next((sha for jenis, sha in (j.baris.dokumen or {}).items() if akhiran_bertanda(jenis)), None)


# What becomes of it --------------------------------------------------------------------------------------------------


async def simpan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Simpan sebagai arsip`: the copy that was shown is filed; the one before stays in the archive. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal = _calon(sesi, asal, tombol)
        j, orang, terbitan = _sasaran_soal(sesi, soal)
        sha, akhiran = str(soal.isi["calon"]["sha256"]), str(soal.isi["calon"]["akhiran"])
        mutu = Mutu(soal.isi["calon"]["mutu"])
        lupakan(sesi, soal, waktu, pesan.diterima(j.baris.triwulan, j.baris.tahun, sha, mutu))
        _arsipkan(sesi, j, orang, terbitan, sha, akhiran, mutu, waktu)
        return Kilasan("Tersimpan.")

    return await lay.tulis(asal, kerja)


async def batal(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✖️ Jangan simpan`: nothing is filed. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        lupakan(sesi, _calon(sesi, asal, tombol), waktu, pesan.TIDAK_DISIMPAN)
        return Kilasan("Tidak disimpan.")

    return await lay.tulis(asal, kerja)


def _calon(sesi: Session, asal: Asal, tombol: Tombol) -> Pertanyaan:
    """The question whose file the button is about. Raises what `_sasaran` raises, SudahBerakhir."""
    _sasaran(sesi, tombol.nomor, asal.telegram)
    soal = sesi.get(Pertanyaan, asal.telegram)
    ditanya = soal is not None and soal.jenis == PERTANYAAN and soal.isi["pelaksanaan"] == tombol.nomor
    if not ditanya or soal is None or soal.isi.get("calon", {}).get("sha256", "")[:16] != tombol.sidik:
        raise SudahBerakhir("pilihan ini sudah dijawab atau berkasnya diganti")
    return soal


def _arsipkan(
    sesi: Session,
    j: Jalan,
    orang: Pegawai,
    terbitan: Terbitan,
    sha: str,
    akhiran: str,
    mutu: Mutu,
    waktu: datetime,
) -> None:
    assert terbitan.id is not None
    sesi.add(BerkasTerbitan(terbitan_id=terbitan.id, jenis=BERTANDA, sha256=sha, personel_id=orang.id, dibuat=waktu))
    dokumen = {k: v for k, v in (j.baris.dokumen or {}).items() if not akhiran_bertanda(k)}
    j.baris.dokumen = dokumen | {f"{BERTANDA}-{akhiran}": sha}
    sesi.flush()
    if j.keadaan.status is Status.BERJALAN:
        laksanakan(sesi, j, Catat(muat.pelaku(j, orang), BERTANDA, pesan.uraian(sha, mutu)), waktu)
    if "arsip" in dokumen:
        jadwalkan(sesi, f"arsip-akhir:{j.nomor}:{sha[:16]}", waktu, "arsip-akhir", j.nomor)


def _sasaran_soal(sesi: Session, soal: Pertanyaan) -> tuple[Jalan, Pegawai, Terbitan]:
    """As `_sasaran`, of the recap that the question was about. Raises a `Ditolak`."""
    j, orang, terbitan = _sasaran(sesi, int(soal.isi["pelaksanaan"]), soal.telegram)
    if terbitan.id != soal.isi["terbitan"]:
        raise TidakBerlaku
    return j, orang, terbitan


def _sasaran(sesi: Session, pelaksanaan_id: int, telegram: int) -> tuple[Jalan, Pegawai, Terbitan]:
    """The run, its head and its recap that counts. Raises TidakDitemukan, BukanPelaksana, TidakBerlaku."""
    j = muat.jalan(sesi, pelaksanaan_id)
    muat.personel(sesi, j.baris.instansi_id, telegram)
    orang = next((o for o in j.pemegang.get((KEPALA, ""), []) if o.telegram == telegram), None)
    if orang is None:
        raise BukanPelaksana("pimpinan kantor")
    if j.baris.status == "batal":
        raise TidakDitemukan
    terbitan = terbitan_berlaku(sesi, pelaksanaan_id)
    if terbitan is None or not j.keadaan.disetujui:
        raise TidakBerlaku
    return j, orang, terbitan
