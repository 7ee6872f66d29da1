"""`↩️ Kembalikan` for single units and indicators: ticks under the question, before the reason is written."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.kinerja.model import Indikator
from bot.layanan.angka import indikator
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import Kilasan, giliran
from bot.pesan import pengembalian as pesan
from bot.pesan.dasar import Tombol
from bot.sop.penolakan import SudahBerakhir, TidakDitemukan
from db.kotak_keluar import sunting
from db.tabel import Pertanyaan

TERBANYAK = 60  # buttons of one message; more is no choice on a phone


async def pilih_bidang(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A tick is set or taken away, with the ticks of the unit's indicators; nothing else happens yet. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        j, soal = _soal(sesi, asal, tombol)
        unit, dipilih = j.keadaan.pengunggah, set(soal.isi["bidang"])
        if tombol.sidik != pesan.DAFTAR:
            satu = unit[_tempat(tombol, len(unit))]
            dipilih ^= {satu}
            tinggal = [i.kode for i in indikator(sesi, j.baris) if i.bidang in dipilih]
            ditandai = [k for k in soal.isi.get("indikator", []) if k in tinggal]
            soal.isi = {**soal.isi, "bidang": [b for b in unit if b in dipilih], "indikator": ditandai}
        sunting(sesi, int(soal.isi["pesan"]), tanya_bidang(j, tombol.nomor, soal.isi), waktu)
        return Kilasan(f"{len(dipilih)} unit ditandai." if dipilih else "Semua unit dibuka.")

    return await lay.tulis(asal, kerja)


async def pilih_indikator(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The list of indicators, or a tick in it; the unit of a ticked one is ticked as well. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        j, soal = _soal(sesi, asal, tombol)
        semua = indikator(sesi, j.baris)
        dipilih = set(soal.isi.get("indikator", []))
        if tombol.sidik != pesan.DAFTAR:
            satu = semua[_tempat(tombol, len(semua))]
            if satu.bidang not in j.keadaan.pengunggah:
                raise TidakDitemukan
            dipilih ^= {satu.kode}
            bidang = {*soal.isi["bidang"], satu.bidang}
            soal.isi = {
                **soal.isi,
                "bidang": [b for b in j.keadaan.pengunggah if b in bidang],
                "indikator": [i.kode for i in semua if i.kode in dipilih],
            }
        sunting(sesi, int(soal.isi["pesan"]), _tanya_indikator(j, tombol.nomor, soal.isi, semua), waktu)
        return Kilasan(f"{len(dipilih)} indikator ditandai." if dipilih else "Belum ada indikator yang ditandai.")

    return await lay.tulis(asal, kerja)


def _soal(sesi: Session, asal: Asal, tombol: Tombol) -> tuple[Jalan, Pertanyaan]:
    baris, j, _ = giliran(sesi, tombol.nomor, asal.telegram)
    soal = sesi.get(Pertanyaan, asal.telegram)
    if soal is None or soal.penugasan_id != baris.id or "pesan" not in soal.isi:
        raise SudahBerakhir("pengembaliannya sudah dikirim atau dibatalkan")
    return j, soal


def _tempat(tombol: Tombol, banyak: int) -> int:
    if not tombol.sidik.isascii() or not tombol.sidik.isdigit() or int(tombol.sidik) >= banyak:
        raise TidakDitemukan
    return int(tombol.sidik)


def tanya_bidang(j: Jalan, penugasan: int, isi: dict[str, Any]) -> dict[str, Any]:
    unit = j.keadaan.pengunggah
    ke = [n for n, b in enumerate(unit) if b in isi["bidang"]]
    nama = [j.nama_bidang.get(b, b) for b in unit]
    return pesan.pilih_bidang(penugasan, nama, ke, len(isi.get("indikator", [])))


def _tanya_indikator(j: Jalan, penugasan: int, isi: dict[str, Any], semua: Sequence[Indikator]) -> dict[str, Any]:
    """Those of the ticked units; of all units while none is ticked."""
    boleh = isi["bidang"] or j.keadaan.pengunggah
    ada = [(n, f"{i.kode} {i.nama}") for n, i in enumerate(semua) if i.bidang in boleh]
    ditandai = [n for n, i in enumerate(semua) if i.kode in isi.get("indikator", [])]
    return pesan.pilih_indikator(penugasan, ada[:TERBANYAK], ditandai, max(0, len(ada) - TERBANYAK))
