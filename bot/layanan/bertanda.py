"""The head sends the recap back signed, by hand and scanned or with a certificate: from then on that is the filed one.

The approval button is an internal approval and no signature (domain 8.6); the original stays beside the signed copy.
"""

import mimetypes
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.kabar import jadwalkan
from bot.layanan.kertas import Kertas
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import KEPALA, Kilasan, tanya
from bot.layanan.terbitan import BERTANDA, akhiran_bertanda, terbitan_berlaku
from bot.pesan import bertanda as pesan
from bot.pesan.dasar import Tombol
from bot.sop.kejadian import Catat, Status
from bot.sop.penolakan import BukanPelaksana, Ditolak, TidakDitemukan
from db.kotak_keluar import Surat, titipkan
from db.tabel import BerkasTerbitan, Pertanyaan, Terbitan

PERTANYAAN = "bertanda"
AKHIRAN = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


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


def terima(sesi: Session, soal: Pertanyaan, kertas: Kertas, waktu: datetime) -> dict[str, Any]:
    """A file in answer. What is no PDF or picture is told so, and the question stays."""
    akhiran = _akhiran(kertas) if kertas.simpanan else None
    if akhiran is None or kertas.simpanan is None:
        return pesan.BUKAN_BERKASNYA
    try:
        j, orang, terbitan = _sasaran(sesi, int(soal.isi["pelaksanaan"]), soal.telegram)
        if terbitan.id != soal.isi["terbitan"]:
            raise TidakBerlaku
    except Ditolak as tolak:
        sesi.delete(soal)
        return pesan.tidak_jadi(str(tolak))
    sesi.delete(soal)
    assert terbitan.id is not None
    sha = kertas.simpanan.daftarkan(sesi, waktu)
    sesi.add(BerkasTerbitan(terbitan_id=terbitan.id, jenis=BERTANDA, sha256=sha, personel_id=orang.id, dibuat=waktu))
    dokumen = {k: v for k, v in (j.baris.dokumen or {}).items() if not akhiran_bertanda(k)}
    j.baris.dokumen = dokumen | {f"{BERTANDA}-{akhiran}": sha}
    sesi.flush()
    if j.keadaan.status is Status.BERJALAN:
        laksanakan(sesi, j, Catat(muat.pelaku(j, orang), BERTANDA, pesan.uraian(sha)), waktu)
    if "arsip" in dokumen:
        jadwalkan(sesi, f"arsip-akhir:{j.nomor}:{sha[:16]}", waktu, "arsip-akhir", j.nomor)
    return pesan.diterima(j.baris.triwulan, j.baris.tahun, sha)


def _akhiran(kertas: Kertas) -> str | None:
    """By media type; where the sender's program gave none, by name."""
    jenis = kertas.simpanan.jenis if kertas.simpanan else ""
    return AKHIRAN.get(jenis) or AKHIRAN.get(mimetypes.guess_type(kertas.nama.lower())[0] or "")


def tolak_teks(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any]:
    """A text in answer."""
    return pesan.BUKAN_BERKASNYA


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
