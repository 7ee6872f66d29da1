"""The letterhead: stored, or what is wrong with the picture."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import isi_pesan, templat

_TERSIMPAN = templat("""
🖼 Kop surat <b>{{ nama }}</b> tersimpan. Beginilah tampaknya pada rekap, notulen, dan lembar disposisi yang dibuat mulai sekarang.
{% if not alamat %}
Alamat belum ada: kirim gambarnya lagi dengan alamat di baris kedua keterangannya.
{% endif %}
""")


def tersimpan(nama: str, alamat: str) -> dict[str, Any]:
    """Caption of the letterhead's picture."""
    return {"caption": _TERSIMPAN.render(nama=nama, alamat=alamat), "parse_mode": "HTML"}


_SALAH = templat("Kop surat belum diubah. {{ sebab }}")


def salah(sebab: str) -> dict[str, Any]:
    return isi_pesan(_SALAH.render(sebab=sebab))


def terlalu_besar(ukuran: int, batas: int) -> dict[str, Any]:
    return salah(
        f"Gambarnya {ukuran // 1024} kB; perkecil sampai paling besar {batas // 1024} kB, atau kirim sebagai foto."
    )


def pilih_kode(kode: Sequence[str]) -> dict[str, Any]:
    """The caption did not say for which office."""
    if not kode:
        return salah("Belum ada kantor yang terpasang.")
    return salah(f"Sebut kode kantornya di keterangan gambar, misalnya: logo {kode[0]}. Yang ada: {', '.join(kode)}.")


BUKAN_GAMBAR = salah("Yang dikirim tidak terbaca sebagai gambar PNG atau JPG.")
