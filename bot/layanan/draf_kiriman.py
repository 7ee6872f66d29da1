"""A unit's waiting draft when something is taken back or handed on: its summary follows."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from bot.layanan.formulir_keluar import Sasaran
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.unggahan import rangkum_draf, ubah_ringkasan
from bot.pesan import unggahan as pesan
from db.kotak_keluar import sunting
from db.tabel import Kiriman, KotakKeluar


def batal_kirim(sesi: Session, kiriman_id: int) -> Kiriman:
    """The figures are a draft again, and those before them count again. Without a summary the draft is dropped."""
    kiriman = sesi.get_one(Kiriman, kiriman_id)
    jalan = Kiriman.pelaksanaan_id == kiriman.pelaksanaan_id
    milik = (jalan, Kiriman.bidang == kiriman.bidang, Kiriman.versi < kiriman.versi)
    dulu = select(Kiriman).where(*milik, col(Kiriman.dikirim_pada).is_not(None)).order_by(col(Kiriman.versi).desc())
    lama = sesi.exec(dulu).first()
    if lama is not None:
        lama.status = "dikirim"
    ada = sesi.exec(select(KotakKeluar.id).where(KotakKeluar.kunci == f"kiriman:{kiriman.id}")).first()
    kiriman.status, kiriman.dikirim_pada = "draf" if ada else "diganti", None
    sesi.flush()
    return kiriman


def tunjukkan_draf(sesi: Session, j: Jalan, orang: Pegawai, kiriman: Kiriman, waktu: datetime) -> None:
    """The summary with `✅ Kirim` once more, in the message in which it was."""
    isi = rangkum_draf(sesi, Sasaran(j, kiriman.bidang, orang), kiriman)
    ubah_ringkasan(sesi, kiriman, pesan.ringkasan(isi), waktu)


def ringkasan_ikut(sesi: Session, j: Jalan, bidang: str, berhak: Mapping[int, Pegawai], waktu: datetime) -> None:
    """A unit's waiting summary has `✅ Kirim` only for those who may send for it now; the draft itself is kept."""
    milik = (Kiriman.pelaksanaan_id == j.nomor, Kiriman.bidang == bidang, Kiriman.status == "draf")
    for kiriman in sesi.exec(select(Kiriman).where(*milik)).all():
        surat = sesi.exec(select(KotakKeluar).where(KotakKeluar.kunci == f"kiriman:{kiriman.id}")).first()
        if surat is None:
            continue
        if surat.chat_id in berhak:
            tunjukkan_draf(sesi, j, berhak[surat.chat_id], kiriman, waktu)
        else:
            sunting(sesi, surat.id or 0, pesan.DIALIHKAN, waktu)
