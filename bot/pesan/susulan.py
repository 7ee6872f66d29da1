"""What is said when a paper of the approved recap could not be made at once, and when it comes after all."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import isi_pesan, nama_triwulan, templat

NAMA = {"pdf": "PDF", "png": "gambar", "xlsx": "buku kerja Excel"}  # in the order in which they are named

_MENYUSUL = templat("""
⏳ Mohon maaf, rekap {{ triwulan }} dalam bentuk {{ apa }} belum selesai dibuat dan akan menyusul di sini secara otomatis.
""")
_KABAR_ADMIN = templat("""
⚠️ Rekap {{ triwulan }} terbit tanpa {{ apa }}
{{ instansi }}

Sebabnya: {{ sebab }}

Rekapnya sudah disetujui dan berlaku. Yang belum jadi dicoba lagi secara otomatis dengan jeda yang makin panjang, \
paling lama {{ jam }} jam, sampai berhasil; setelah itu dikirim menyusul dan Anda diberi tahu.
""")
_JADI = templat("""
✅ Rekap {{ triwulan }} kini lengkap
{{ instansi }}

{{ apa }} sudah jadi dan dikirim menyusul.
""")


def sebut(bagian: Sequence[str]) -> str:
    """``PDF dan gambar``."""
    nama = [kata for jenis, kata in NAMA.items() if jenis in bagian]
    return " dan ".join([", ".join(nama[:-1]), nama[-1]] if len(nama) > 1 else nama)


def menyusul(triwulan: int, tahun: int, bagian: Sequence[str]) -> dict[str, Any]:
    """To the group, below what could be made."""
    return isi_pesan(_MENYUSUL.render(triwulan=nama_triwulan(triwulan, tahun), apa=sebut(bagian)))


def kabar_admin(
    instansi: str, triwulan: int, tahun: int, bagian: Sequence[str], sebab: str, jam: int
) -> dict[str, Any]:
    """To the administrators, once: what is missing, and why. `jam`: of the longest pause between two attempts."""
    triwulan_ = nama_triwulan(triwulan, tahun)
    teks = _KABAR_ADMIN.render(instansi=instansi, triwulan=triwulan_, apa=sebut(bagian), sebab=sebab[:600], jam=jam)
    return isi_pesan(teks)


def jadi(instansi: str, triwulan: int, tahun: int, bagian: Sequence[str]) -> dict[str, Any]:
    """To the administrators: nothing is missing any more."""
    apa = sebut(bagian)
    teks = _JADI.render(instansi=instansi, triwulan=nama_triwulan(triwulan, tahun), apa=apa[:1].upper() + apa[1:])
    return isi_pesan(teks)


def keterangan(triwulan: int, tahun: int, jenis: str) -> dict[str, Any]:
    """Caption of the paper that comes later."""
    return {"caption": f"📄 Menyusul: rekap {nama_triwulan(triwulan, tahun)} dalam bentuk {NAMA[jenis]}."}
