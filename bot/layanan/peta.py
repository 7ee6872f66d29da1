"""`/status` in private: the procedure as a picture that follows the text, drawn away from the event loop."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from bot.berkas.naskah import BarisWaktu
from bot.berkas.peta import LangkahPeta, Peta
from bot.berkas.rakit import GagalMerakit
from bot.kinerja.tampil import angka_id
from bot.layanan import muat
from bot.layanan.dasar import Layanan
from bot.layanan.kabar import isi_status
from bot.layanan.kepatuhan import catatan_waktu, waktu_langkah
from bot.layanan.muat import Jalan
from bot.pesan import peta as pesan
from bot.pesan.dasar import nama_triwulan
from bot.pesan.status import IsiStatus
from bot.sop.kejadian import Hasil, Status
from db.tabel import Penugasan

_LOG = logging.getLogger(__name__)

ADMIN = (Hasil.DILEWATI.value, Hasil.DIPAKSA.value)


async def gambar(lay: Layanan, telegram: int) -> list[tuple[bytes, dict[str, Any]]]:
    """PNG and caption of every run that `/status` tells of. One that cannot be drawn is left out: the text is there."""

    def bahan(sesi: Session, waktu: datetime) -> list[tuple[Peta, dict[str, Any]]]:
        semua = [
            muat.jalan(sesi, p.id or 0)
            for o in muat.diri(sesi, telegram)
            for p in pelaksanaan_kini(sesi, o.instansi_id)
        ]
        return [(satu, _keterangan(sesi, j, satu)) for j in semua for satu in [peta(sesi, j, waktu)]]

    hasil = []
    for satu, keterangan in await lay.baca(bahan):
        try:
            hasil.append((await lay.perakit.satu("peta", satu), keterangan))
        except GagalMerakit as galat:
            _LOG.warning("gambar prosedur gagal dibuat: %s", galat.sebab)
    return hasil


def _keterangan(sesi: Session, j: Jalan, satu: Peta) -> dict[str, Any]:
    rampung = [w for w in waktu_langkah(sesi, j) if w.menit_nyata is not None]
    nyata = sum((w.menit_nyata or Decimal(0) for w in rampung), Decimal(0))
    menunggu = sum((w.menit_menunggu or Decimal(0) for w in rampung), Decimal(0))
    waktu = pesan.waktu(angka_id(nyata), angka_id(menunggu)) if rampung else ""
    return pesan.keterangan(j.baris.triwulan, j.baris.tahun, j.instansi.nama, satu.ringkasan, waktu)


def pelaksanaan_kini(sesi: Session, instansi_id: int) -> Sequence[Any]:
    """The living runs, or the last one that ended."""
    return muat.pelaksanaan_hidup(sesi, instansi_id) or muat.pelaksanaan_terakhir(sesi, instansi_id)


def peta(sesi: Session, j: Jalan, waktu: datetime) -> Peta:
    """The run as it stands at `waktu`."""
    isi = isi_status(sesi, j, waktu)
    return Peta(
        judul=pesan.JUDUL.format(sop=j.sop.nama),
        periode=nama_triwulan(j.baris.triwulan, j.baris.tahun),
        nama_instansi=j.instansi.nama,
        ringkasan=pesan.ringkasan("dijeda" if isi.dijeda else j.baris.status, isi.langkah.no, len(j.sop)),
        langkah=tuple(_langkah(sesi, j, isi)),
    )


def _langkah(sesi: Session, j: Jalan, isi: IsiStatus) -> Iterator[LangkahPeta]:
    terakhir = _putaran_terakhir(sesi, j.nomor)
    catatan = catatan_waktu(sesi, j)
    selesai_semua = j.keadaan.status is Status.SELESAI
    for langkah in j.sop.langkah:
        tugas = terakhir.get(langkah.no, [])
        if langkah.no == j.keadaan.langkah and j.keadaan.status is Status.BERJALAN and isi.batas is not None:
            kata = pesan.berjalan(isi.batas, isi.zona, isi.lewat, isi.putaran, isi.dijeda is not None)
            giliran = pesan.giliran(isi.pemegang, isi.terkumpul)
            yield LangkahPeta(langkah.no, langkah.kegiatan, "lewat" if isi.lewat else "kini", kata, giliran)
        elif tugas and (selesai_semua or langkah.no < j.keadaan.langkah):
            yield LangkahPeta(langkah.no, langkah.kegiatan, *_rampung(j, tugas, catatan))
        else:
            siapa = ", ".join(map(j.sop.nama_peran, langkah.pelaksana))
            kata = pesan.ULANG if tugas else pesan.BELUM.format(siapa=siapa)
            yield LangkahPeta(langkah.no, langkah.kegiatan, "belum", kata)


def _rampung(
    j: Jalan, tugas: Sequence[Penugasan], catatan: Mapping[tuple[int, int, str], BarisWaktu]
) -> tuple[str, str]:
    """State and words of a step that is over. Whether it was in time is for the time record to judge, as in the recap."""
    milik = [w for kunci, w in catatan.items() if kunci[:2] == (tugas[0].langkah, tugas[0].putaran)]
    zona, putaran = j.instansi.zona, milik[0].putaran
    pada = max(p.selesai_pada for p in tugas if p.selesai_pada is not None)
    if admin := next((p.hasil for p in tugas if p.hasil in ADMIN), ""):
        return "admin", pesan.oleh_admin(admin == Hasil.DILEWATI.value, pada, zona, putaran)
    selisih = "; ".join(dict.fromkeys(w.selisih for w in milik if w.selisih))
    kata = "Ditutup" if any(p.hasil == Hasil.DITUTUP.value for p in tugas) else "Selesai"
    return "telat" if selisih else "tepat", pesan.selesai(kata, pada, zona, selisih, putaran)


def _putaran_terakhir(sesi: Session, pelaksanaan_id: int) -> dict[int, list[Penugasan]]:
    """Step to the assignments of its latest round; what was taken back has not taken place."""
    milik = (Penugasan.pelaksanaan_id == pelaksanaan_id, Penugasan.hasil != Hasil.DITARIK.value)
    hasil: dict[int, list[Penugasan]] = {}
    for p in sesi.exec(select(Penugasan).where(*milik).order_by(col(Penugasan.putaran), col(Penugasan.id))):
        ada = hasil.setdefault(p.langkah, [])
        if ada and ada[0].putaran != p.putaran:
            ada.clear()
        ada.append(p)
    return hasil
