"""The upload: a form comes back filled in, is checked, waits for `✅ Kirim`, becomes the unit's figures."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from bot.berkas.baca_excel import BerkasMentah
from bot.berkas.baca_excel import baca as baca_excel
from bot.berkas.batas import BerkasDitolak
from bot.berkas.periksa import HasilPeriksa, periksa
from bot.berkas.tabel import temukan_tabel
from bot.berkas.temuan import Temuan
from bot.kinerja.aturan import rumus_turun
from bot.kinerja.data import realisasi_ke_json
from bot.kinerja.isian import warisi_jawaban
from bot.kinerja.model import Indikator, Keterbacaan, Realisasi
from bot.layanan import janji, muat, terkunci
from bot.layanan.angka import indikator, kiriman_berlaku, realisasi_bidang, realisasi_setahun
from bot.layanan.bukti_data import semua_bukti
from bot.layanan.cap import sidik_kiriman
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.formulir_keluar import JENIS_XLSX, Sasaran, semua_sasaran, tak_mengunggah, tertutup
from bot.layanan.pelaksanaan import Kilasan, giliran
from bot.layanan.ringkasan import butir, rangkum, tanpa_yang_terjawab, tanyakan
from bot.pesan import umum, unggahan
from bot.pesan.dasar import Tombol, waktu_singkat
from bot.pesan.unggahan import IsiRingkasan
from bot.sop.alur import Cara, cara, langkah_unggah_berikut, peran_pengunggah
from bot.sop.kejadian import KirimRealisasi
from bot.sop.penolakan import (
    BidangTerkunci,
    BukanCaranya,
    BukanPengunggah,
    Ditolak,
    IndikatorTerkunci,
    SudahBerakhir,
    TidakDitemukan,
)
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import Kiriman, KotakKeluar


class KirimanLewat(SudahBerakhir):
    """The summary's form has been sent or replaced. ``status``: of the form."""

    def __init__(self, status: str) -> None:
        self.status = status
        akhir = "sudah dikirim" if status == "dikirim" else "sudah diganti atau tidak dipakai; lihat pesan terakhir"
        Ditolak.__init__(self, f"Berkas ini {akhir}.")


@dataclass(frozen=True)
class Tolakan:
    """Why a workbook is not taken. With `mentah` it can go back marked; with `formulir` these units' forms go again."""

    isi: dict[str, Any]
    mentah: BerkasMentah | None = None
    temuan: tuple[Temuan, ...] = ()
    formulir: tuple[Sasaran, ...] = ()


class BukanFormulir(Exception):
    """A workbook without identity and without the form's table. ``tolakan``: the refusal, where it is no paper either."""

    def __init__(self, tolakan: Tolakan) -> None:
        self.tolakan = tolakan
        super().__init__()


# The form comes back -------------------------------------------------------------------------------------------------


async def terima(lay: Layanan, asal: Asal, data: bytes, nama: str) -> Tolakan | None:
    """A workbook sent in private: read it, check it, answer with everything at once.

    Returns why it is refused, or None when the summary with `✅ Kirim` is on its way. Raises a `Ditolak`, and
    BukanFormulir for a workbook that has nothing of a form.
    """
    try:
        mentah = await baca_excel(data, nama)
    except BerkasDitolak as tolak:
        boleh = await lay.baca(lambda sesi, _: boleh_mengirim(sesi, asal))
        return Tolakan(unggahan.ditolak(nama, tolak.alasan, tolak.saran), formulir=tuple(boleh))
    asing = mentah.identitas is None and not temukan_tabel(mentah)
    try:
        boleh = await lay.baca(lambda sesi, _: boleh_mengirim(sesi, asal))
    except Ditolak as tolak:
        if asing:
            raise BukanFormulir(Tolakan(umum.kalimat(str(tolak)))) from None
        raise
    pilihan = _cocok(boleh, mentah)
    satuan, lalu, kode_lain = await lay.baca(lambda sesi, _: bahan_periksa(sesi, pilihan))
    hasil = await asyncio.to_thread(
        periksa, mentah, pilihan.identitas, satuan, lalu, kode_lain, rumus_turun(pilihan.jalan.baris.aturan)
    )
    if hasil.galat:
        tolakan = _tolakan(pilihan, mentah, hasil)
        if asing:
            raise BukanFormulir(tolakan)
        return tolakan
    if hasil.tanpa_isi and hasil.kosong > hasil.tanpa_target:
        return Tolakan(unggahan.kosong(pilihan.nama_bidang, hasil.kosong - hasil.tanpa_target))
    buka = terkunci.terbuka(pilihan.jalan, satuan)
    if len(buka) < len(satuan):
        hasil = terkunci.kunci(
            hasil, buka, await lay.baca(lambda sesi, _: terkunci.terkirim(sesi, pilihan.jalan, pilihan.bidang))
        )
    simpanan = await lay.taruh(data, JENIS_XLSX)

    def kerja(sesi: Session, waktu: datetime) -> None:
        sha = simpanan.daftarkan(sesi, waktu)
        if isi := _sudah_ada(sesi, pilihan, sha):
            titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0), waktu)
            return
        _simpan_draf(sesi, pilihan, asal, hasil, satuan, sha, nama, mentah.diabaikan, waktu)

    await lay.tulis(asal, kerja)
    return None


def _tolakan(s: Sasaran, mentah: BerkasMentah, hasil: HasilPeriksa) -> Tolakan:
    """A table of the right unit goes back marked; anything else is answered with the right form."""
    baris = s.jalan.baris
    temuan = (butir(hasil.galat), butir(hasil.konfirmasi), butir(hasil.peringatan))
    dapat_ditandai = bool(temukan_tabel(mentah)) and not hasil.salah_alamat
    isi = unggahan.galat(*temuan, s.nama_bidang, baris.triwulan, baris.tahun, ditandai=dapat_ditandai)
    if dapat_ditandai:
        return Tolakan(isi, mentah, (*hasil.galat, *hasil.konfirmasi))
    return Tolakan(isi, formulir=(s,))


def boleh_mengirim(sesi: Session, asal: Asal) -> list[Sasaran]:
    """The units' forms that this person may send in now. Raises a `Ditolak` that says why there is none."""
    ada = semua_sasaran(sesi, asal.telegram)
    boleh = [s for s in ada if langkah_unggah_berikut(s.jalan.sop, s.jalan.keadaan)]
    if not boleh:
        raise tertutup(ada[0].jalan) if ada else tak_mengunggah(sesi, asal.telegram)
    terbuka = [s for s in boleh if not (dibuka := _dibuka(s)) or s.bidang in dibuka]
    if not terbuka:
        raise BidangTerkunci(_dibuka(boleh[0]))
    return terbuka


def _dibuka(s: Sasaran) -> tuple[str, ...]:
    """The units that a return has opened for the coming upload; (): all."""
    tujuan = langkah_unggah_berikut(s.jalan.sop, s.jalan.keadaan)
    return s.jalan.keadaan.dibuka_lagi(tujuan.no) if tujuan else ()


def _cocok(boleh: Sequence[Sasaran], mentah: BerkasMentah) -> Sasaran:
    """The unit that the form names; else the first one, and the check says what does not fit."""
    ciri = mentah.identitas or {}
    for s in boleh:
        i = s.identitas
        if (ciri.get("instansi"), ciri.get("bidang"), ciri.get("tahun"), ciri.get("triwulan")) == (
            i.instansi,
            i.bidang,
            str(i.tahun),
            str(i.triwulan),
        ):
            return s
    return max(boleh, key=lambda s: (ciri.get("bidang") == s.bidang, ciri.get("instansi") == s.identitas.instansi))


def bahan_periksa(
    sesi: Session, s: Sasaran
) -> tuple[tuple[Indikator, ...], Mapping[str, Realisasi] | None, dict[str, str]]:
    """The unit's indicators, what it reported in the quarter before, and whose the other codes are."""
    baris = s.jalan.baris
    semua = indikator(sesi, baris)
    milik = tuple(i for i in semua if i.bidang == s.bidang)
    lain = {i.kode: s.jalan.nama_bidang.get(i.bidang, i.bidang) for i in semua if i.bidang != s.bidang}
    return milik, realisasi_setahun(sesi, baris).get(baris.triwulan - 1), lain


def _sudah_ada(sesi: Session, s: Sasaran, sha: str) -> dict[str, Any] | None:
    """The very same content counts already (it does not after a return: sending it again confirms it)."""
    if any(g.tugas.bidang == s.bidang for g in s.jalan.keadaan.terbuka):
        return None
    milik = (Kiriman.pelaksanaan_id == s.jalan.nomor, Kiriman.bidang == s.bidang, Kiriman.status == "dikirim")
    ada = sesi.exec(select(Kiriman).where(*milik, Kiriman.sha256 == sha)).first()
    baris = s.jalan.baris
    return unggahan.sudah_diterima(s.nama_bidang, baris.triwulan, baris.tahun, ada.versi) if ada else None


def _simpan_draf(
    sesi: Session,
    s: Sasaran,
    asal: Asal,
    hasil: HasilPeriksa,
    milik: Sequence[Indikator],
    sha: str,
    nama: str,
    diabaikan: Sequence[str],
    waktu: datetime,
) -> None:
    _, lalu, _ = bahan_periksa(sesi, s)
    dulu = realisasi_bidang(kiriman_terbaru(sesi, s))
    realisasi = warisi_jawaban(milik, s.jalan.baris.triwulan, hasil.realisasi, dulu, lalu or {})
    kiriman = _draf_baru(sesi, s, [realisasi_ke_json(r) for r in realisasi.values()], sha, nama, waktu)
    peringatan = tanpa_yang_terjawab(hasil.peringatan, realisasi)
    ringkasan = _isi_ringkasan(s, kiriman, realisasi, milik, peringatan, hasil.konfirmasi)
    ringkasan = replace(ringkasan, tanpa_identitas=hasil.tanpa_identitas, diabaikan=tuple(diabaikan))
    _titip_ringkasan(sesi, asal.telegram, kiriman, ringkasan, waktu)


def _draf_baru(sesi: Session, s: Sasaran, isi: list[Any], sha: str, nama: str, waktu: datetime) -> Kiriman:
    """A new draft of the unit; the drafts before it turn into "diganti"."""
    assert s.orang.id is not None
    milik = (Kiriman.pelaksanaan_id == s.jalan.nomor, Kiriman.bidang == s.bidang)
    versi = sesi.exec(select(func.max(Kiriman.versi)).where(*milik)).one() or 0
    for lama in sesi.exec(select(Kiriman).where(*milik, Kiriman.status == "draf")).all():
        lama.status = "diganti"
        ubah_ringkasan(sesi, lama, unggahan.DIGANTI, waktu)
    kiriman = Kiriman(
        pelaksanaan_id=s.jalan.nomor,
        bidang=s.bidang,
        versi=versi + 1,
        status="draf",
        personel_id=s.orang.id,
        sha256=sha,
        nama_berkas=nama[:200],
        isi=isi,
        dibuat=waktu,
    )
    sesi.add(kiriman)
    sesi.flush()
    return kiriman


def _titip_ringkasan(sesi: Session, telegram: int, kiriman: Kiriman, isi: IsiRingkasan, waktu: datetime) -> None:
    kunci = f"kiriman:{kiriman.id}"
    titipkan(sesi, Surat(telegram, "sendMessage", unggahan.ringkasan(isi), prioritas=0, kunci=kunci), waktu)


def ubah_ringkasan(sesi: Session, kiriman: Kiriman, isi: dict[str, Any], waktu: datetime) -> None:
    """The message of a draft, where it has one, turns into `isi`."""
    asal = sesi.exec(select(KotakKeluar.id).where(KotakKeluar.kunci == f"kiriman:{kiriman.id}")).first()
    if asal is not None:
        sunting(sesi, asal, isi, waktu)


# Corrections and sending ---------------------------------------------------------------------------------------------


def _kiriman(sesi: Session, nomor: int, telegram: int) -> tuple[Kiriman, Sasaran]:
    """A unit's draft, for somebody who reports for that unit. Raises TidakDitemukan, BukanPengunggah."""
    kiriman = sesi.get(Kiriman, nomor)
    if kiriman is None:
        raise TidakDitemukan
    j = muat.jalan(sesi, kiriman.pelaksanaan_id)
    orang = muat.personel(sesi, j.baris.instansi_id, telegram)
    slot = {(p, kiriman.bidang) for p in peran_pengunggah(j.sop)} & muat.slot_dari(j.pemegang, orang.id)
    if not slot:
        raise BukanPengunggah
    return kiriman, Sasaran(j, kiriman.bidang, muat.sebagai(j, min(slot), orang))


async def kirim(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Kirim` on a summary: the draft becomes the unit's figures. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        kiriman, s = _kiriman(sesi, tombol.nomor, asal.telegram)
        if kiriman.status != "draf":
            raise KirimanLewat(kiriman.status)
        if langkah_unggah_berikut(s.jalan.sop, s.jalan.keadaan) is None:
            return _tak_terpakai(sesi, s, kiriman, waktu)
        _kirimkan(sesi, s, kiriman, waktu)
        return Kilasan("Data terkirim. Terima kasih.")

    return await lay.tulis(asal, kerja)


async def kirim_tetap(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Kirim` on a disposition that came back: the figures stay as they are. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, orang = giliran(sesi, tombol.nomor, asal.telegram)
        lama = next((k for k in kiriman_berlaku(sesi, j.nomor) if k.bidang == baris.bidang), None)
        tugas = next((g.tugas for g in j.keadaan.terbuka if g.tugas.bidang == baris.bidang), None)
        if lama is None or tugas is None or cara(j.sop, tugas) is not Cara.UNGGAH:
            raise BukanCaranya(j.sop[baris.langkah].kegiatan)
        s = Sasaran(j, baris.bidang, orang)
        kiriman = _draf_baru(sesi, s, lama.isi, lama.sha256, lama.nama_berkas, waktu)
        _kirimkan(sesi, s, kiriman, waktu)
        return Kilasan("Data dikirim lagi tanpa perubahan.")

    return await lay.tulis(asal, kerja)


async def ganti(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🔄 Ganti berkas`: the draft is dropped. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        kiriman, _ = _kiriman(sesi, tombol.nomor, asal.telegram)
        if kiriman.status != "draf":
            raise KirimanLewat(kiriman.status)
        kiriman.status = "diganti"
        ubah_ringkasan(sesi, kiriman, unggahan.GANTI, waktu)
        return Kilasan("Silakan kirim berkas penggantinya.")

    return await lay.tulis(asal, kerja)


def _tak_terpakai(sesi: Session, s: Sasaran, kiriman: Kiriman, waktu: datetime) -> Kilasan:
    kiriman.status = "diganti"
    ubah_ringkasan(sesi, kiriman, unggahan.TIDAK_DIPAKAI, waktu)
    return Kilasan(str(tertutup(s.jalan)), layar=True)


def _kirimkan(sesi: Session, s: Sasaran, kiriman: Kiriman, waktu: datetime) -> None:
    assert kiriman.id is not None
    milik_, _, _ = bahan_periksa(sesi, s)
    buka = terkunci.terbuka(s.jalan, milik_)
    lama = terkunci.terkirim(sesi, s.jalan, s.bidang) if len(buka) < len(milik_) else {}
    if lama and (kode := terkunci.berbeda(realisasi_bidang(kiriman), buka, lama)):
        raise IndikatorTerkunci(kode)
    milik = (Kiriman.pelaksanaan_id == s.jalan.nomor, Kiriman.bidang == s.bidang, Kiriman.status == "dikirim")
    for dulu in sesi.exec(select(Kiriman).where(*milik)).all():
        dulu.status = "diganti"
    kiriman.status, kiriman.dikirim_pada = "dikirim", waktu
    assert s.orang.id is not None
    kiriman.personel_id = s.orang.id
    sesi.flush()
    langkah = s.jalan.keadaan.langkah
    tujuan = langkah_unggah_berikut(s.jalan.sop, s.jalan.keadaan)
    pelaku = muat.pelaku(s.jalan, s.orang)
    laksanakan(sesi, s.jalan, KirimRealisasi(pelaku, s.bidang, kiriman.id, sidik_kiriman(kiriman)), waktu)
    realisasi = realisasi_bidang(kiriman)
    janji.ikut_formulir(sesi, s.jalan, s.bidang, realisasi, s.orang.id, waktu)
    hitungan = unggahan.hitungan(rangkum_draf(sesi, s, kiriman))
    isi = unggahan.terkirim(
        s.nama_bidang,
        s.jalan.baris.triwulan,
        s.jalan.baris.tahun,
        _pengiriman_ke(sesi, kiriman),
        pelaku.nama,
        waktu_singkat(waktu, s.jalan.instansi.zona),
        hitungan,
        tujuan is not None and tujuan.no != langkah,
        _tanpa_bukti(sesi, s, realisasi),
    )
    ubah_ringkasan(sesi, kiriman, isi, waktu)


def _tanpa_bukti(sesi: Session, s: Sasaran, realisasi: Mapping[str, Realisasi]) -> list[str]:
    """Codes of what was reported and has no evidence yet."""
    ada = {b.kode for b in semua_bukti(sesi, s.jalan.nomor)}
    terbaca = (Keterbacaan.NILAI, Keterbacaan.TEKS)
    return [r.kode for r in realisasi.values() if r.kinerja.status in terbaca and r.kode not in ada]


def _pengiriman_ke(sesi: Session, kiriman: Kiriman) -> int:
    """How often this unit has sent in this run; drafts do not count."""
    milik = (Kiriman.pelaksanaan_id == kiriman.pelaksanaan_id, Kiriman.bidang == kiriman.bidang)
    return sesi.exec(
        select(func.count()).select_from(Kiriman).where(*milik, col(Kiriman.dikirim_pada).is_not(None))
    ).one()


def rangkum_draf(sesi: Session, s: Sasaran, kiriman: Kiriman) -> IsiRingkasan:
    """The summary of a stored draft: everything is asked again as when its file came."""
    realisasi = realisasi_bidang(kiriman)
    milik, lalu, _ = bahan_periksa(sesi, s)
    peringatan, konfirmasi = tanyakan(realisasi, milik, s.jalan.baris.triwulan, lalu, rumus_turun(s.jalan.baris.aturan))
    return _isi_ringkasan(s, kiriman, realisasi, milik, peringatan, konfirmasi)


def _isi_ringkasan(
    s: Sasaran,
    kiriman: Kiriman,
    realisasi: Mapping[str, Realisasi],
    milik: Sequence[Indikator],
    peringatan: Sequence[Temuan],
    konfirmasi: Sequence[Temuan],
) -> IsiRingkasan:
    assert kiriman.id is not None
    baris, tujuan = s.jalan.baris, langkah_unggah_berikut(s.jalan.sop, s.jalan.keadaan)
    return rangkum(
        kiriman.id,
        s.nama_bidang,
        baris.tahun,
        baris.triwulan,
        kiriman.nama_berkas,
        realisasi,
        milik,
        peringatan,
        konfirmasi,
        menunggu=tujuan is not None and tujuan.no != s.jalan.keadaan.langkah,
    )


def kiriman_terbaru(sesi: Session, s: Sasaran) -> Kiriman | None:
    """What a correction goes on from: the unit's waiting draft, else what it has sent."""
    milik = (Kiriman.pelaksanaan_id == s.jalan.nomor, Kiriman.bidang == s.bidang)
    berlaku = select(Kiriman).where(*milik, col(Kiriman.status).in_(("draf", "dikirim")))
    return sesi.exec(berlaku.order_by(col(Kiriman.versi).desc())).first()


def draf_dari_chat(
    sesi: Session, s: Sasaran, telegram: int, isi: list[Any], berkas: tuple[str, str], waktu: datetime
) -> None:
    """Figures typed in the chat become the unit's newest draft, with its summary. berkas: SHA-256 and name of the form."""
    baru = _draf_baru(sesi, s, isi, *berkas, waktu)
    _titip_ringkasan(sesi, telegram, baru, rangkum_draf(sesi, s, baru), waktu)


def ada_sasaran(sesi: Session, telegram: int) -> bool:
    """Whether this account reports for any unit of a living run."""
    return bool(semua_sasaran(sesi, telegram))
