"""Returns of single units: which ones open again, what is to be corrected, what has changed."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, papan, templat

PILIH = "unit"

_TANYA = templat("""
Hanya bidang tertentu yang perlu memperbaiki? Tandai di bawah ini; yang lain tetap terkunci dengan data yang sudah dikirim. \
Tanpa tanda, semua bidang dibuka. Alasannya ditulis seperti biasa.
""")
_DIBUKA = templat("↩️ Yang dibuka kembali: {{ unit | join(', ') or 'semua bidang' }}.")


def pilih_bidang(penugasan: int, unit: Sequence[str], dipilih: Sequence[int]) -> dict[str, Any]:
    """The units with a tick each; `dipilih`: places of those chosen. A button carries the place."""
    tombol = [
        [(f"{'☑️' if ke in dipilih else '☐'} {nama}", Tombol(PILIH, penugasan, str(ke)))] for ke, nama in enumerate(unit)
    ]
    return isi_pesan(_TANYA.render(), papan(*tombol))


def bidang_dibuka(unit: Sequence[str]) -> dict[str, Any]:
    """What the choice turns into."""
    return isi_pesan(_DIBUKA.render(unit=unit), TANPA_TOMBOL)


def berubah(kode: str, lama: str, baru: str) -> str:
    """``DKP-14: 178 → 190``."""
    return f"{kode}: {lama} → {baru}"


def diminta(kode: str, nama: str, nilai: str) -> str:
    """``DKP-14 Pelatihan UKM (terkirim: 178)``."""
    return f"{kode} {nama} (terkirim: {nilai})"
