"""Answers of the conversation, typed or pressed: each is taken, or asked again with what was wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.berkas.kolom_formulir import PANJANG_CATATAN, STATUS
from bot.kinerja import isian as inti
from bot.kinerja.baca import baca_anggaran, baca_kinerja
from bot.kinerja.data import realisasi_dari_json, realisasi_ke_json
from bot.kinerja.isian import Bagian, Pos
from bot.kinerja.model import KOSONG, Bacaan, Keterbacaan, Realisasi
from bot.layanan.isian_ruang import (
    BERJALAN,
    JEDA,
    MENYUSUN,
    PERTANYAAN,
    TERPENDEK,
    Ruang,
    pindahkan,
    tanyakan,
)
from bot.layanan.isian_tanya import tertulis
from bot.layanan.pelaksanaan import Kilasan
from bot.layanan.tonggak_baru import jadwalkan
from bot.pesan import isian as pesan
from db.kotak_keluar import sunting
from db.tabel import IsianChat, Pelaksanaan, Pertanyaan


def terima_jawaban(sesi: Session, r: Ruang, teks: str, waktu: datetime) -> None:
    """What was typed answers the open question."""
    if r.pos.bagian in (Bagian.KINERJA, Bagian.ANGGARAN):
        _terima_angka(sesi, r, _baca(r, r.pos.bagian, teks), waktu)
    elif r.pos.bagian is Bagian.WAJAR:
        _terima_wajar(sesi, r, teks, waktu)
    elif r.pos.bagian is Bagian.STATUS:
        _ulangi(sesi, r, pesan.PILIH_STATUS, waktu)
    else:
        _terima_catatan(sesi, r, teks, waktu)


def _baca(r: Ruang, bagian: Bagian, teks: str) -> Bacaan:
    return baca_anggaran(teks) if bagian is Bagian.ANGGARAN else baca_kinerja(r.indikator, teks)


def _terima_angka(sesi: Session, r: Ruang, bacaan: Bacaan, waktu: datetime) -> None:
    r = _isi_angka(r, r.pos.bagian, bacaan)
    if bacaan.status is Keterbacaan.KONFIRMASI:
        _ulangi(sesi, r, bacaan.alasan, waktu)
    else:
        _terjawab(sesi, r, tertulis(r.indikator, bacaan, r.pos.bagian) or pesan.BELUM_ADA, waktu)


def _terima_wajar(sesi: Session, r: Ruang, teks: str, waktu: datetime) -> None:
    """Another number corrects the figure that was asked about; any other sentence is the explanation."""
    bagian = Bagian.ANGGARAN if r.soal.startswith("Realisasi anggaran") else Bagian.KINERJA
    bacaan = _baca(r, bagian, teks)
    if bacaan.status is Keterbacaan.NILAI:
        r = _isi_angka(r, bagian, bacaan)
        _terjawab(sesi, r, tertulis(r.indikator, bacaan, bagian), waktu)
    elif galat := _galat_teks(teks):
        _ulangi(sesi, r, galat, waktu)
    else:
        _terjawab(sesi, _ganti(r, inti.dengan_jawaban(r.kini, [r.soal], teks)), teks, waktu)


def _terima_catatan(sesi: Session, r: Ruang, teks: str, waktu: datetime) -> None:
    if galat := _galat_teks(teks):
        _ulangi(sesi, r, galat, waktu)
    else:
        _terjawab(sesi, _isi_catatan(r, teks), teks, waktu)


def _galat_teks(teks: str) -> str:
    if len(teks) > PANJANG_CATATAN:
        return pesan.TERLALU_PANJANG.format(batas=PANJANG_CATATAN)
    return pesan.TERLALU_SINGKAT if sum(h.isalnum() for h in teks) < TERPENDEK else ""


def _isi_angka(r: Ruang, bagian: Bagian, bacaan: Bacaan) -> Ruang:
    satu = replace(r.kini, anggaran=bacaan) if bagian is Bagian.ANGGARAN else replace(r.kini, kinerja=bacaan, soal=())
    return _ganti(r, inti.tanpa_jawaban_usang(r.indikator, r.tw, satu, r.tahun_ini.get(satu.kode)))


def _isi_catatan(r: Ruang, teks: str) -> Ruang:
    return _ganti(r, inti.dengan_catatan(r.kini, r.pos.bagian, teks))


def _ganti(r: Ruang, satu: Realisasi) -> Ruang:
    isi = {**r.isi, satu.kode: satu}
    r.baris.isi = [realisasi_ke_json(x) for x in isi.values()]
    return replace(r, isi=isi)


def _ulangi(sesi: Session, r: Ruang, galat: str, waktu: datetime) -> None:
    """The same question once more, with what was wrong."""
    pindahkan(sesi, r.baris, waktu)
    tanyakan(sesi, r, waktu, keliru=galat)


def _terjawab(sesi: Session, r: Ruang, nilai: str, waktu: datetime) -> None:
    """The question turns into its answer; the next one comes, or the summary."""
    _tutup(sesi, r, nilai, waktu)
    masih = r.pos.bagian is Bagian.WAJAR and nilai != pesan.DILEWATI and r.soal
    _lanjut(sesi, r, r.pos if masih else inti.sesudah(r.daftar, r.semua, r.pos), waktu)


def _tutup(sesi: Session, r: Ruang, nilai: str, waktu: datetime) -> None:
    if r.baris.kotak_id is not None:
        sunting(sesi, r.baris.kotak_id, pesan.terjawab(r.baris.kode, r.pos.bagian, nilai), waktu)
        r.baris.kotak_id = None


def _lanjut(sesi: Session, r: Ruang, ke: Pos | None, waktu: datetime) -> None:
    if ke is None:
        _akhiri(sesi, r, waktu)
        return
    r.baris.kode, r.baris.bagian = ke.kode, ke.bagian.value
    tanyakan(sesi, r, waktu)


def _akhiri(sesi: Session, r: Ruang, waktu: datetime) -> None:
    """The workbook is written away from here; its summary follows."""
    b = r.baris
    b.status, b.diubah = MENYUSUN, waktu
    soal = sesi.get(Pertanyaan, b.telegram)
    if soal is not None and soal.jenis == PERTANYAAN:
        sesi.delete(soal)
    jadwalkan(sesi, f"isian:{b.id}", waktu, "isian", b.pelaksanaan_id)


def isi_jeda(b: IsianChat, nama: str, jalan: Pelaksanaan, banyak: int) -> dict[str, Any]:
    assert b.id is not None
    terisi = sum(realisasi_dari_json(r).kinerja.status is not Keterbacaan.KOSONG for r in b.isi)
    return pesan.jeda(b.id, b.urut, nama, jalan.triwulan, jalan.tahun, terisi, banyak)


# Buttons -------------------------------------------------------------------------------------------------------------


def _tetap(sesi: Session, r: Ruang, waktu: datetime) -> Kilasan:
    if r.pos.bagian in inti.CATATAN:
        nilai = inti.catatan(r.kini, r.pos.bagian)
    else:
        bacaan = r.kini.anggaran if r.pos.bagian is Bagian.ANGGARAN else r.kini.kinerja
        nilai = tertulis(r.indikator, bacaan, r.pos.bagian) or pesan.BELUM_ADA
    _terjawab(sesi, r, nilai, waktu)
    return Kilasan("Tetap.")


def _sama(sesi: Session, r: Ruang, waktu: datetime) -> Kilasan:
    """As in the quarter before."""
    lalu = r.lalu.get(r.baris.kode, Realisasi(r.baris.kode))
    if r.pos.bagian in inti.CATATAN:
        teks = inti.catatan(lalu, r.pos.bagian)
        _terjawab(sesi, _isi_catatan(r, teks), teks, waktu)
    else:
        bacaan = lalu.anggaran if r.pos.bagian is Bagian.ANGGARAN else lalu.kinerja
        _terima_angka(sesi, r, replace(bacaan, sel=""), waktu)
    return Kilasan("Sama dengan triwulan lalu.")


def _nol(sesi: Session, r: Ruang, waktu: datetime) -> Kilasan:
    _terima_angka(sesi, r, _baca(r, r.pos.bagian, "0"), waktu)
    return Kilasan("Dicatat: nol.")


def _kosong(sesi: Session, r: Ruang, waktu: datetime) -> Kilasan:
    _terima_angka(sesi, r, KOSONG, waktu)
    return Kilasan("Dicatat: belum ada data.")


def _lewati(sesi: Session, r: Ruang, waktu: datetime) -> Kilasan:
    _terjawab(sesi, r, pesan.DILEWATI, waktu)
    return Kilasan("Dilewati.")


def _ya(sesi: Session, r: Ruang, waktu: datetime) -> Kilasan:
    _terjawab(sesi, _ganti(r, inti.dengan_jawaban(r.kini, [r.soal], pesan.BENAR)), pesan.BENAR, waktu)
    return Kilasan("Dicatat bersama angkanya.")


def _status(kata: str) -> Callable[[Session, Ruang, datetime], Kilasan]:
    """How far the follow-up of the quarter before is."""

    def jawab(sesi: Session, r: Ruang, waktu: datetime) -> Kilasan:
        _terjawab(sesi, _ganti(r, replace(r.kini, status_tindak=kata)), kata, waktu)
        return Kilasan("Dicatat.")

    return jawab


def _biarkan(sesi: Session, r: Ruang, waktu: datetime) -> Kilasan:
    """The unreadable answer stays as it was typed: to be confirmed, not counted."""
    bacaan = r.kini.anggaran if r.pos.bagian is Bagian.ANGGARAN else r.kini.kinerja
    _terjawab(sesi, r, tertulis(r.indikator, bacaan, r.pos.bagian), waktu)
    return Kilasan("Disimpan sebagai perlu konfirmasi.")


def _mundur(sesi: Session, r: Ruang, waktu: datetime) -> Kilasan:
    ke = inti.sebelum(r.daftar, r.semua, r.pos)
    if ke is None:
        return Kilasan("Ini pertanyaan pertama.", layar=True)
    pindahkan(sesi, r.baris, waktu)
    _lanjut(sesi, r, ke, waktu)
    return Kilasan("Kembali satu pertanyaan.")


def _nanti(sesi: Session, r: Ruang, waktu: datetime) -> Kilasan:
    b = r.baris
    b.status, b.urut, b.diubah = JEDA, b.urut + 1, waktu
    if b.kotak_id is not None:
        sunting(sesi, b.kotak_id, isi_jeda(b, r.s.nama_bidang, r.s.jalan.baris, len(r.semua)), waktu)
    soal = sesi.get(Pertanyaan, b.telegram)
    if soal is not None and soal.jenis == PERTANYAAN:
        sesi.delete(soal)
    return Kilasan("Disimpan. Lanjutkan dengan /isi.")


def _lanjutkan(sesi: Session, r: Ruang, waktu: datetime) -> Kilasan:
    r.baris.status = BERJALAN
    pindahkan(sesi, r.baris, waktu)
    tanyakan(sesi, r, waktu)
    return Kilasan("Kita lanjutkan.")


def _ringkasan(sesi: Session, r: Ruang, waktu: datetime) -> Kilasan:
    if r.baris.kotak_id is not None:
        sunting(sesi, r.baris.kotak_id, pesan.MENYUSUN, waktu)
    _akhiri(sesi, r, waktu)
    return Kilasan("Ringkasannya menyusul.")


PILIHAN_TOMBOL: dict[str, Callable[[Session, Ruang, datetime], Kilasan]] = {
    pesan.TETAP: _tetap,
    pesan.SAMA: _sama,
    pesan.NOL: _nol,
    pesan.KOSONG: _kosong,
    pesan.LEWATI: _lewati,
    pesan.YA: _ya,
    pesan.BIARKAN: _biarkan,
    pesan.BERES: _status(STATUS[0]),
    pesan.JALAN: _status(STATUS[1]),
    pesan.BELUM: _status(STATUS[2]),
    pesan.MUNDUR: _mundur,
    pesan.NANTI: _nanti,
    pesan.LANJUT: _lanjutkan,
    pesan.RINGKASAN: _ringkasan,
}
