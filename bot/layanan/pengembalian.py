"""`↩️ Kembalikan` for single units: ticks under the question, before the reason is written."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.layanan.dasar import Asal, Layanan
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import Kilasan, giliran
from bot.pesan import pengembalian as pesan
from bot.pesan.dasar import Tombol
from bot.sop.penolakan import SudahBerakhir, TidakDitemukan
from db.kotak_keluar import sunting
from db.tabel import Pertanyaan


async def pilih_bidang(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A tick is set or taken away; nothing else happens yet. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, _ = giliran(sesi, tombol.nomor, asal.telegram)
        soal = sesi.get(Pertanyaan, asal.telegram)
        unit = j.keadaan.pengunggah
        if not tombol.sidik.isascii() or not tombol.sidik.isdigit() or int(tombol.sidik) >= len(unit):
            raise TidakDitemukan
        if soal is None or soal.penugasan_id != baris.id or "pesan" not in soal.isi:
            raise SudahBerakhir("pengembaliannya sudah dikirim atau dibatalkan")
        dipilih = set(soal.isi["bidang"]) ^ {unit[int(tombol.sidik)]}
        soal.isi = {**soal.isi, "bidang": [b for b in unit if b in dipilih]}
        sunting(sesi, int(soal.isi["pesan"]), tanya_bidang(j, tombol.nomor, soal.isi["bidang"]), waktu)
        return Kilasan(f"{len(dipilih)} bidang ditandai." if dipilih else "Semua bidang dibuka.")

    return await lay.tulis(asal, kerja)


def tanya_bidang(j: Jalan, penugasan: int, dipilih: list[str]) -> dict[str, Any]:
    unit = j.keadaan.pengunggah
    ke = [n for n, b in enumerate(unit) if b in dipilih]
    return pesan.pilih_bidang(penugasan, [j.nama_bidang.get(b, b) for b in unit], ke)
