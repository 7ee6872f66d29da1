"""Slips taken back."""

from datetime import datetime
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, nama_triwulan, papan, templat, waktu_singkat
from bot.sop.model import Langkah

DITARIK = "Ditarik kembali. Disposisi Anda terbuka lagi dengan batas waktu semula."
SUDAH = "Sudah ditarik kembali; disposisi Anda terbuka lagi."
LEWAT = isi_pesan("Tindakan ini tidak dapat ditarik lagi: sudah ada tindakan berikutnya.", TANPA_TOMBOL)
SUDAH_DITARIK = isi_pesan("↶ Tindakan terakhir Anda sudah ditarik kembali.", TANPA_TOMBOL)

_TAWARAN = templat("""
{% if terlupakan %}
Baik, pertanyaan tadi dilupakan.

{% endif %}
Tindakan terakhir Anda: <b>langkah {{ langkah.no }}</b> · {{ triwulan }}
{{ langkah.kegiatan }}

Salah tekan? Tindakan ini dapat ditarik kembali selama belum ada tindakan berikutnya.
""")


def tawaran(langkah: Langkah, triwulan: int, tahun: int, penugasan: int, *, terlupakan: bool = False) -> dict[str, Any]:
    """The newest act, with the button that takes it back. terlupakan: a question was forgotten with it."""
    teks = _TAWARAN.render(langkah=langkah, triwulan=nama_triwulan(triwulan, tahun), terlupakan=terlupakan)
    return isi_pesan(teks, papan([("↶ Tarik kembali", Tombol("tarik", penugasan))]))


_KALIMAT = templat("↶ <b>Ditarik kembali</b> oleh {{ oleh }}, {{ pada }}.")
_TEMBUSAN = templat("↶ <b>Ditarik kembali</b> oleh {{ oleh }}, {{ pada }}: langkah {{ no }} ternyata belum selesai.")


def keterangan(oleh: str, pada: datetime, zona: str) -> dict[str, Any]:
    """Caption of a form that belongs to a disposition which lapsed."""
    return {"caption": _KALIMAT.render(oleh=oleh, pada=waktu_singkat(pada, zona)), "parse_mode": "HTML"}


def tembusan(no: int, oleh: str, pada: datetime, zona: str) -> dict[str, Any]:
    """What "step n is done" turns into for those who only receive."""
    return isi_pesan(_TEMBUSAN.render(no=no, oleh=oleh, pada=waktu_singkat(pada, zona)), TANPA_TOMBOL)
