"""`/arsip`: finished quarters found again, the office's own only (K46)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from bot.layanan import muat
from bot.layanan.arsip import ArsipJadi, nomor_batal, surat_arsip
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.dokumen import naskah, surat_rekap
from bot.layanan.pelaksanaan import Kilasan
from bot.layanan.terbitan import sudah_terbit
from bot.pesan import arsip as pesan
from bot.pesan.dasar import Tombol
from bot.sop.penolakan import TidakDitemukan
from db.kotak_keluar import titipkan
from db.tabel import Berkas, Instansi, Kejadian, Lampiran, Pelaksanaan, VersiRencana

TERBANYAK = 10
ROMAWI = {"I": 1, "II": 2, "III": 3, "IV": 4}


async def cari(lay: Layanan, telegram: int, kata: Sequence[str]) -> dict[str, Any]:
    """The runs of this account's offices that fit every word, newest first."""
    tahun, triwulan, lain = _pilah(kata)

    def kerja(sesi: Session, _: datetime) -> dict[str, Any]:
        kantor = {o.instansi_id for o in muat.diri(sesi, telegram)}
        if not kantor:
            return pesan.TIDAK_TERDAFTAR
        rencana = sesi.exec(select(VersiRencana).where(col(VersiRencana.instansi_id).in_(kantor))).all() if lain else ()
        ada = sesi.exec(_pencarian(kantor, tahun, triwulan, lain, rencana)).all()
        baris = [
            pesan.BarisArsip(
                p.id or 0,
                p.tahun,
                p.triwulan,
                i.nama,
                pesan.STATUS.get(p.status, p.status),
                "arsip" in (p.dokumen or {}),
                sudah_terbit(p.dokumen),
            )
            for p, i in ada[:TERBANYAK]
        ]
        return pesan.daftar(baris, len(ada) - len(baris), " ".join(kata))

    return await lay.baca(kerja)


def _pilah(kata: Sequence[str]) -> tuple[int | None, int | None, list[str]]:
    """``2026 TW1 notulen rapat`` → 2026, 1, ["notulen", "rapat"]."""
    tahun = triwulan = None
    lain = []
    for satu in kata:
        polos = satu.upper().removeprefix("TW")
        if tahun is None and len(satu) == 4 and satu.isascii() and satu.isdigit():
            tahun = int(satu)
        elif triwulan is None and (polos in ROMAWI or polos in ("1", "2", "3", "4")):
            triwulan = ROMAWI.get(polos) or int(polos)
        elif polos:
            lain.append(satu)
    return tahun, triwulan, lain


def _pencarian(
    kantor: set[int], tahun: int | None, triwulan: int | None, kata: Sequence[str], rencana: Sequence[VersiRencana]
) -> Any:
    pilih = (
        select(Pelaksanaan, Instansi)
        .join(Instansi, col(Instansi.id) == col(Pelaksanaan.instansi_id))
        .where(col(Pelaksanaan.instansi_id).in_(kantor))
        .order_by(col(Pelaksanaan.tahun).desc(), col(Pelaksanaan.triwulan).desc(), col(Pelaksanaan.id).desc())
    )
    if tahun is not None:
        pilih = pilih.where(Pelaksanaan.tahun == tahun)
    if triwulan is not None:
        pilih = pilih.where(Pelaksanaan.triwulan == triwulan)
    for satu in kata:
        pilih = pilih.where(_memuat(satu, rencana))
    return pilih


def _memuat(kata: str, rencana: Sequence[VersiRencana]) -> Any:
    """The word stands in the office's name, a paper, an indicator, or anything that was said and decided."""
    kertas = select(Lampiran.id).where(
        col(Lampiran.pelaksanaan_id) == col(Pelaksanaan.id),
        or_(_ada(col(Lampiran.nama), kata), _ada(col(Lampiran.teks), kata)),
    )
    jejak = select(Kejadian.id).where(
        col(Kejadian.pelaksanaan_id) == col(Pelaksanaan.id), _ada(col(Kejadian.isi), kata)
    )
    cocok = [v.id for v in rencana if any(_sebut(kata, b["kode"], b["indikator"]) for b in v.isi)]
    indikator = col(Pelaksanaan.rencana_id).in_(cocok)
    nama = (_ada(kolom, kata) for kolom in (col(Instansi.nama), col(Instansi.kode)))
    return or_(*nama, kertas.exists(), jejak.exists(), indikator)


def _sebut(kata: str, *teks: str) -> bool:
    return any(kata.casefold() in t.casefold() for t in teks)


def _ada(kolom: Any, kata: str) -> Any:
    return kolom.icontains(kata, autoescape=True)


async def kirim(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📦 Arsip`: the ZIP once more. Raises TidakDitemukan for everybody who is not of that office."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, instansi = _milik(sesi, tombol.nomor, asal.telegram)
        arsip = sesi.get(Berkas, (baris.dokumen or {}).get("arsip", ""))
        if arsip is None:
            raise TidakDitemukan
        periode = (baris.tahun, baris.triwulan)
        jadi = ArsipJadi(arsip.sha256, arsip.ukuran, instansi.kode, instansi.nama, *periode, nomor_batal(baris))
        isi = pesan.sekali_lagi(baris.triwulan, baris.tahun, instansi.nama)
        titipkan(sesi, surat_arsip(jadi, asal.telegram, isi, f"arsip-lagi:{asal.update_id}", 0), waktu)
        return Kilasan(pesan.DIKIRIM)

    return await lay.tulis(asal, kerja)


async def kirim_rekap(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📊 Rekap`: the approved recap once more. Raises TidakDitemukan for everybody who is not of that office."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, _ = _milik(sesi, tombol.nomor, asal.telegram)
        if not sudah_terbit(baris.dokumen):
            raise TidakDitemukan
        isi = naskah(sesi, muat.jalan(sesi, tombol.nomor), waktu)
        if isi.draf:
            return Kilasan(pesan.DIKEMBALIKAN, layar=True)
        kunci = f"rekap-lagi:{asal.update_id}"
        for surat in surat_rekap(isi, dict(baris.dokumen or {}), asal.telegram, None, kunci, 0):
            titipkan(sesi, surat, waktu)
        return Kilasan(pesan.DIKIRIM)

    return await lay.tulis(asal, kerja)


def _milik(sesi: Session, pelaksanaan_id: int, telegram: int) -> tuple[Pelaksanaan, Instansi]:
    baris = sesi.get(Pelaksanaan, pelaksanaan_id)
    instansi = sesi.get(Instansi, baris.instansi_id) if baris else None
    if baris is None or instansi is None:
        raise TidakDitemukan
    muat.personel(sesi, baris.instansi_id, telegram)
    return baris, instansi
