"""Approved recaps as they were handed out: their files, and what later quarters and people who doubt ask of them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from bot.berkas.naskah import Naskah
from bot.berkas.rakit import BAGIAN, Dokumen
from bot.berkas.segel import SegelDitolak
from bot.kinerja.banding import Lampau, lampau, lampau_dari_json, lampau_ke_json
from bot.kinerja.tampil import persen_id
from bot.layanan.angka import rekap
from bot.layanan.bekuan import Bekuan, simpan
from bot.layanan.dasar import Layanan, Simpanan
from bot.layanan.kop_kantor import muat_logo
from bot.layanan.segel import bersegel
from db.tabel import Berkas, BerkasTerbitan, Pelaksanaan, Terbitan

BERTANDA = "bertanda"  # the signed copy that the head sent back; among a run's documents with its form, bertanda-pdf
AWALAN_TAUTAN = "v"  # of the payload that asks about a recap


# Making the documents ------------------------------------------------------------------------------------------------


async def rakit(lay: Layanan, n: Naskah, instansi_logo: str) -> Dokumen:
    """Every document, with the office's logo and, once approved, the link that its QR code opens. Raises `GagalMerakit`."""
    return await lay.perakit.rakit(_lengkap(lay, n, instansi_logo))


async def rakit_terbit(
    lay: Layanan, n: Naskah, instansi_logo: str, bagian: Sequence[str] = BAGIAN
) -> tuple[Dokumen, str]:
    """The same of an approved recap, its PDF under the office's seal where there is one.

    Also returns why it bears none although it should: a recap is never held up by its seal. Raises `GagalMerakit`.
    """
    lengkap = _lengkap(lay, n, instansi_logo)
    dokumen = await lay.perakit.rakit(lengkap, bagian)
    if lay.segel is None or dokumen.pdf is None:
        return dokumen, ""
    try:
        return replace(dokumen, pdf=await bersegel(lay.perakit, lengkap, lay.segel)), ""
    except SegelDitolak as tolak:
        return dokumen, str(tolak)


def _lengkap(lay: Layanan, n: Naskah, instansi_logo: str) -> Naskah:
    logo = muat_logo(lay.tempat_berkas, instansi_logo)
    tautan = f"{lay.tautan_bot}?start={AWALAN_TAUTAN}{n.kode_verifikasi}" if lay.tautan_bot and not n.draf else ""
    return replace(n, logo=logo, tautan=tautan)


# What was handed out -------------------------------------------------------------------------------------------------


def catat_terbit(
    sesi: Session, pelaksanaan_id: int, beku: Bekuan, berkas: Mapping[str, Simpanan], waktu: datetime
) -> Terbitan:
    """An approved recap goes out and is kept as it is; one of the same run that went out before counts no more."""
    cabut(sesi, pelaksanaan_id)
    n = beku.data.naskah
    unit = [[r.nama, persen_id(r.rata_rata), r.predikat] for r in (*n.rekap.per_bidang, n.rekap.instansi)]
    baru = Terbitan(
        pelaksanaan_id=pelaksanaan_id,
        sidik=n.sidik,
        ringkasan=lampau_ke_json(lampau(n.rekap)) | {"unit": unit},
        dibuat=waktu,
    )
    sesi.add(baru)
    sesi.flush()
    assert baru.id is not None
    simpan(sesi, baru.id, beku)
    for jenis, satu in berkas.items():
        sesi.add(BerkasTerbitan(terbitan_id=baru.id, jenis=jenis, sha256=satu.daftarkan(sesi, waktu), dibuat=waktu))
    sesi.flush()
    return baru


def sudah_terbit(dokumen: Mapping[str, Any] | None) -> bool:
    """Whether a run's documents hold an approved recap, be it not all of its papers."""
    return any(bagian in (dokumen or {}) for bagian in BAGIAN)


def cabut(sesi: Session, pelaksanaan_id: int) -> None:
    """What was handed out is being corrected: it counts no more. Raises nothing where nothing was handed out yet."""
    dulu = (col(Terbitan.pelaksanaan_id) == pelaksanaan_id, col(Terbitan.berlaku).is_(True))
    sesi.exec(update(Terbitan).where(*dulu).values(berlaku=False))


def tercabut(sesi: Session, pelaksanaan_id: int) -> tuple[int, datetime | None]:
    """How many recaps of a run were handed out and count no more, and when the last of them was."""
    milik = (Terbitan.pelaksanaan_id == pelaksanaan_id, col(Terbitan.berlaku).is_(False))
    saat = sesi.exec(select(Terbitan.dibuat).where(*milik).order_by(col(Terbitan.id))).all()
    return len(saat), saat[-1] if saat else None


def pernah_terbit(sesi: Session, pelaksanaan_id: int) -> bool:
    """Whether a recap of this run was handed out, even one that counts no more."""
    return sesi.exec(select(Terbitan.id).where(Terbitan.pelaksanaan_id == pelaksanaan_id)).first() is not None


def akhiran_bertanda(jenis: str) -> str:
    """``pdf`` of ``bertanda-pdf``; "" for every other document of a run."""
    depan, _, akhiran = jenis.partition("-")
    return akhiran if depan == BERTANDA else ""


def semua_terbitan(sesi: Session, pelaksanaan_id: int) -> Sequence[Terbitan]:
    """Every recap of a run that was handed out, version by version."""
    milik = Terbitan.pelaksanaan_id == pelaksanaan_id
    return sesi.exec(select(Terbitan).where(milik).order_by(col(Terbitan.id))).all()


def berkas_terbitan(sesi: Session, terbitan: Terbitan) -> Sequence[tuple[BerkasTerbitan, str]]:
    """The files of a handed-out recap with their media types, signed copies after those made here."""
    milik = (
        select(BerkasTerbitan, Berkas.jenis)
        .join(Berkas, col(Berkas.sha256) == col(BerkasTerbitan.sha256), isouter=True)
        .where(BerkasTerbitan.terbitan_id == terbitan.id)
        .order_by(col(BerkasTerbitan.id))
    )
    return [(satu, media or "") for satu, media in sesi.exec(milik)]


def terbitan_berlaku(sesi: Session, pelaksanaan_id: int) -> Terbitan | None:
    """The handed-out recap of a run that counts."""
    milik = (Terbitan.pelaksanaan_id == pelaksanaan_id, col(Terbitan.berlaku).is_(True))
    return sesi.exec(select(Terbitan).where(*milik)).first()


def panjang_asli(sesi: Session, terbitan: Terbitan, data: bytes) -> int | None:
    """With how many of its first bytes a file is the PDF that was handed out; None where it is something else."""
    milik = (
        select(Berkas)
        .join(BerkasTerbitan, col(BerkasTerbitan.sha256) == col(Berkas.sha256))
        .where(BerkasTerbitan.terbitan_id == terbitan.id, BerkasTerbitan.jenis == "pdf")
    )
    for asli in sesi.exec(milik):
        if asli.ukuran <= len(data) and hashlib.sha256(data[: asli.ukuran]).hexdigest() == asli.sha256:
            return asli.ukuran
    return None


def lampau_dari(sesi: Session, baris: Pelaksanaan) -> tuple[Lampau, ...]:
    """The approved quarters before this run's, of its year and of the one before, oldest first.

    One that is being corrected has the figures that it was last published with.
    """
    milik = (
        Pelaksanaan.instansi_id == baris.instansi_id,
        col(Pelaksanaan.tahun).in_((baris.tahun - 1, baris.tahun)),
        Pelaksanaan.status != "batal",
    )
    semua = (
        select(Pelaksanaan, Terbitan)
        .join(Terbitan, col(Terbitan.pelaksanaan_id) == col(Pelaksanaan.id))
        .where(*milik)
        .order_by(col(Pelaksanaan.tahun), col(Pelaksanaan.triwulan), col(Terbitan.id))
    )
    kini = (baris.tahun, baris.triwulan)
    terakhir = {(p.tahun, p.triwulan): (p, t) for p, t in sesi.exec(semua) if (p.tahun, p.triwulan) < kini}
    hasil = (_lampau(sesi, p, t) for p, t in terakhir.values())
    return tuple(satu for satu in hasil if satu is not None)


def _lampau(sesi: Session, p: Pelaksanaan, t: Terbitan) -> Lampau | None:
    """None where nobody kept what was published, and what is stored now is something else."""
    if t.ringkasan:
        return replace(lampau_dari_json(t.ringkasan), dikoreksi=not t.berlaku)
    return lampau(rekap(sesi, p)) if t.berlaku else None
