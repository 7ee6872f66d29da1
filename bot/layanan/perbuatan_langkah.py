"""Who does what a kind of step brings: its due moments, its buttons, its questions. `jenis_langkah` says which it has."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.layanan import arsip, cari_arsip, salinan, tanggapan
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.pelaksanaan import Kilasan
from bot.pesan.dasar import Tombol
from db.tabel import Pertanyaan

# Service, due moment, run, assignment.
TONGGAK: dict[str, Callable[[Layanan, int, int, int], Awaitable[None]]] = {
    "edaran": tanggapan.edarkan,
    "salinan": salinan.antar,
    "arsip": arsip.antar,
    "arsip-akhir": arsip.antar_akhir,
}

AKSI: dict[str, Callable[[Layanan, Asal, Tombol], Awaitable[Kilasan]]] = {
    "terima": tanggapan.terima,
    "koreksi": tanggapan.mulai_koreksi,
    "arsip": cari_arsip.kirim,
    "rekaplagi": cari_arsip.kirim_rekap,
}

# The answer to a question, as text. A kind that begins with "alasan" takes nothing else.
JAWABAN: dict[str, Callable[[Session, Pertanyaan, str, datetime], dict[str, Any]]] = {
    "alasan_koreksi": tanggapan.jawab_koreksi,
}
