"""Papers go along with what they belong to: those of a step, to whoever is next or only receives."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy import select as pilih
from sqlmodel import Session, SQLModel, col, select

from bot.layanan.kertas_rapat import tanpa_ganda
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.tonggak_baru import ADA_TONGGAK, isi_tonggak, tulis_tonggak
from bot.pesan import umum
from db.kotak_keluar import Surat, titipkan
from db.tabel import Berkas, Lampiran, Personel

JENIS_UMUM = "application/octet-stream"
TEKS_TERBANYAK = 5  # more typed papers of one step go on as one document

_KERTAS, _TUGAS = SQLModel.metadata.tables["lampiran"], SQLModel.metadata.tables["penugasan"]
_NOMOR_LAMPIRAN = (
    pilih(_KERTAS.c.id, _TUGAS.c.putaran)
    .join(_TUGAS, _TUGAS.c.id == _KERTAS.c.penugasan_id)
    .where(_TUGAS.c.pelaksanaan_id == bindparam("pelaksanaan"), _TUGAS.c.langkah == bindparam("langkah"))
)


def lampiran_langkah(sesi: Session, j: Jalan, langkah: int) -> Sequence[Lampiran]:
    """Papers of the latest round of a step that go along."""
    milik = {"pelaksanaan": j.nomor, "langkah": langkah}
    semua = sesi.connection().execute(_NOMOR_LAMPIRAN, milik).all()
    if not semua:
        return []
    terakhir = [nomor for nomor, ke in semua if ke == max(putaran for _, putaran in semua)]
    kertas = sesi.exec(select(Lampiran).where(col(Lampiran.id).in_(terakhir)).order_by(col(Lampiran.id))).all()
    return tanpa_ganda(j, langkah, kertas)


def titip_lampiran(
    sesi: Session, lampiran: Lampiran, telegram: int, kunci: str, waktu: datetime, penugasan_id: int | None = None
) -> None:
    """Hand a paper on."""
    orang = sesi.get(Personel, lampiran.personel_id)
    oleh = orang.jabatan if orang else ""
    if lampiran.sha256 is None:
        isi = umum.lampiran_teks(lampiran.nama, oleh, lampiran.teks)
        titipkan(sesi, Surat(telegram, "sendMessage", isi, kunci=kunci, penugasan_id=penugasan_id), waktu)
        return
    foto = lampiran.jenis == "foto"
    arsip = sesi.get(Berkas, lampiran.sha256)
    berkas = [{"sha256": lampiran.sha256, "nama": lampiran.nama, "jenis": arsip.jenis if arsip else JENIS_UMUM}]
    isi = umum.keterangan_lampiran(lampiran.nama, oleh)
    metode = "sendPhoto" if foto else "sendDocument"
    titipkan(sesi, Surat(telegram, metode, isi, berkas, kunci=kunci, penugasan_id=penugasan_id), waktu)


def titip_kertas(
    sesi: Session,
    j: Jalan,
    kertas: Sequence[Lampiran],
    orang: Pegawai,
    kunci: str,
    waktu: datetime,
    penugasan_id: int | None = None,
) -> None:
    """Hand on what is not their own; many texts as one document, for which nothing waits (`bundel`). `kunci`: with `{}`."""
    milik = [x for x in kertas if x.personel_id != orang.id]
    teks = [x for x in milik if x.sha256 is None]
    bundel = len(teks) > TEKS_TERBANYAK
    for satu in milik:
        if not (bundel and satu.sha256 is None):
            titip_lampiran(sesi, satu, orang.telegram, kunci.format(satu.id), waktu, penugasan_id)
    if bundel:
        isi = {"langkah": teks[0].langkah, "telegram": orang.telegram, "kecuali": orang.id or 0}
        kunci_bundel = "bundel:" + kunci.format(f"{teks[-1].id}-{len(teks)}")
        tulis_tonggak(sesi, [isi_tonggak(kunci_bundel, waktu, "bundel", j.nomor, penugasan_id, **isi)])
        sesi.info[ADA_TONGGAK] = True
