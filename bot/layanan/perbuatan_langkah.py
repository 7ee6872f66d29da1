"""Who does what a kind of step brings: its due moments, its buttons, its questions. `jenis_langkah` says which it has."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.layanan import (
    analisis,
    arsip,
    bangun,
    bundel,
    cari_arsip,
    contoh_formulir,
    esakip,
    instruksi,
    isian_akhir,
    lembar,
    salinan,
    tanggapan,
    tindak_lanjut,
)
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.pelaksanaan import Kilasan
from bot.pesan.dasar import Tombol
from db.tabel import Pertanyaan

# Service, due moment, run, assignment.
TONGGAK: dict[str, Callable[[Layanan, int, int, int], Awaitable[None]]] = {
    "contoh": contoh_formulir.antar,
    "bahan": analisis.antar,
    "edaran": tanggapan.edarkan,
    "esakip": esakip.antar,
    "salinan": salinan.antar,
    "arsip": arsip.antar,
    "arsip-akhir": arsip.antar_akhir,
    "isian": isian_akhir.susun,
    "tindak": tindak_lanjut.catat,
    "tindak-ingat": tindak_lanjut.ingatkan,
    "bundel": bundel.antar,
    "ulangi": bangun.minta_ulangi,
}

AKSI: dict[str, Callable[[Layanan, Asal, Tombol], Awaitable[Kilasan]]] = {
    "isi": instruksi.mulai,
    "isiawal": instruksi.mulai_awal,
    "frasa": instruksi.pilih_frasa,
    "lembar": lembar.minta,
    "centang": esakip.centang,
    "halaman": esakip.halaman,
    "terima": tanggapan.terima,
    "koreksi": tanggapan.mulai_koreksi,
    "arsip": cari_arsip.kirim,
    **tindak_lanjut.AKSI,
    "rekaplagi": cari_arsip.kirim_rekap,
}

# The answer to a question, as text.
JAWABAN: dict[str, Callable[[Session, Pertanyaan, str, datetime], dict[str, Any]]] = {
    instruksi.SOAL: instruksi.jawab,
    "alasan_koreksi": tanggapan.jawab_koreksi,
}
