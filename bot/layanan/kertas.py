"""A paper that somebody sends, and the answer to it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.layanan import muat
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Simpanan, laksanakan
from bot.layanan.kertas_rapat import nama_kertas
from bot.layanan.muat import Jalan, Pegawai
from bot.pesan import umum
from bot.pesan.dasar import ringkas
from bot.sop.kejadian import Lampirkan
from db.kotak_keluar import Surat, titipkan
from db.tabel import Lampiran, Penugasan

BERUNTUN = timedelta(minutes=1)  # papers that come so soon after each other share one message


@dataclass(frozen=True)
class Kertas:
    """A paper that somebody sent: a document, a photo or a text."""

    jenis: str  # dokumen, foto, teks
    nama: str
    teks: str = ""
    simpanan: Simpanan | None = None
    isi: bytes = field(default=b"", repr=False)  # of a file, for who looks into it


def jawab(sesi: Session, asal: Asal, isi: dict[str, Any], waktu: datetime) -> None:
    """An answer that belongs to the change: it goes out even if this process dies now."""
    titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0), waktu)


def lampirkan(sesi: Session, baris: Penugasan, j: Jalan, orang: Pegawai, kertas: Kertas, waktu: datetime) -> None:
    """The paper belongs to this assignment from now on. Raises a `Ditolak`."""
    assert baris.id is not None
    assert orang.id is not None
    lampiran = Lampiran(
        pelaksanaan_id=baris.pelaksanaan_id,
        penugasan_id=baris.id,
        langkah=baris.langkah,
        personel_id=orang.id,
        jenis=kertas.jenis,
        nama=kertas.nama if kertas.jenis in ("dokumen", "sebab") else nama_kertas(j.sop[baris.langkah]),
        sha256=kertas.simpanan.daftarkan(sesi, waktu) if kertas.simpanan else None,
        teks=kertas.teks,
        dibuat=waktu,
    )
    sesi.add(lampiran)
    sesi.flush()
    ciri = lampiran.sha256 or kertas.teks
    laksanakan(sesi, j, Lampirkan(muat.pelaku(j, orang), tugas_dari(baris), f"{kertas.jenis}: {ciri}"[:200]), waktu)
    nama = ringkas(" ".join(kertas.teks.split()), 60) if kertas.jenis == "teks" else kertas.nama
    isi = umum.lampiran_diterima(nama or kertas.jenis, baris.id, lampiran.id or 0)
    kunci = f"lampiran:{lampiran.id}"
    surat = Surat(orang.telegram, "sendMessage", isi, prioritas=0, kunci=kunci, penugasan_id=baris.id)
    titipkan(sesi, surat, waktu)
