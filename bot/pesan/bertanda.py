"""The signed copy of a recap: what may be sent, and what becomes of it."""

from typing import Any

from bot.pesan.dasar import isi_pesan, minta_balasan, nama_triwulan, templat

_MINTA = templat("""
🖋️ <b>Rekap {{ triwulan }} yang ditandatangani</b>

Silakan kirim salah satu:
• PDF rekap yang sudah ditandatangani secara elektronik dengan aplikasi BSrE, atau
• hasil pindai rekap yang ditandatangani di atas kertas (PDF, JPG, atau PNG).

Kirim sebagai berkas, paling besar 20 MB. Jangan pernah mengirim NIK, kata sandi, atau passphrase ke sini. \
Batal? Ketik /batal.
""")


def minta(triwulan: int, tahun: int) -> dict[str, Any]:
    return minta_balasan(_MINTA.render(triwulan=nama_triwulan(triwulan, tahun)), "Kirim PDF, JPG, atau PNG")


_DITERIMA = templat("""
✅ Salinan bertanda tangan rekap {{ triwulan }} tersimpan di samping aslinya. Inilah yang menjadi arsip, dan ikut \
terkirim pada /rekap.

Sidik SHA-256: <code>{{ sha }}</code>
""")


def diterima(triwulan: int, tahun: int, sha: str) -> dict[str, Any]:
    return isi_pesan(_DITERIMA.render(triwulan=nama_triwulan(triwulan, tahun), sha=sha))


_TIDAK_JADI = templat("Salinan itu tidak disimpan. {{ sebab }}")


def tidak_jadi(sebab: str) -> dict[str, Any]:
    return isi_pesan(_TIDAK_JADI.render(sebab=sebab))


def uraian(sha: str) -> str:
    """For the log: ``mengirim rekap bertanda tangan (0123456789ab)``."""
    return f"mengirim rekap bertanda tangan (SHA-256 {sha})"


TIDAK_BERLAKU = "Belum ada rekap triwulan itu yang disetujui, atau rekapnya sedang diperbaiki."
BUKAN_BERKASNYA = isi_pesan(
    "Yang ditunggu adalah rekap bertanda tangan: kirim sebagai PDF, JPG, atau PNG. Batal? Ketik /batal."
)
