"""Slips taken back."""

from datetime import datetime
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, isi_pesan, templat, waktu_singkat

DITARIK = "Ditarik kembali. Disposisi Anda terbuka lagi dengan batas waktu semula."
LEWAT = {"reply_markup": TANPA_TOMBOL}  # the chance has passed: the outcome stays, its button goes

_KALIMAT = templat("↶ <b>Ditarik kembali</b> oleh {{ oleh }}, {{ pada }}.")
_TEMBUSAN = templat("↶ <b>Ditarik kembali</b> oleh {{ oleh }}, {{ pada }}: langkah {{ no }} ternyata belum selesai.")


def keterangan(oleh: str, pada: datetime, zona: str) -> dict[str, Any]:
    """Caption of a form that belongs to a disposition which lapsed."""
    return {"caption": _KALIMAT.render(oleh=oleh, pada=waktu_singkat(pada, zona)), "parse_mode": "HTML"}


def tembusan(no: int, oleh: str, pada: datetime, zona: str) -> dict[str, Any]:
    """What "step n is done" turns into for those who only receive."""
    return isi_pesan(_TEMBUSAN.render(no=no, oleh=oleh, pada=waktu_singkat(pada, zona)), TANPA_TOMBOL)
