"""Captions of exported data."""

from typing import Any

from bot.berkas.naskah import Naskah
from bot.pesan.dasar import nama_triwulan, templat

_KETERANGAN = templat("""
📤 <b>Data {{ triwulan }}</b> · {{ instansi }}{% if draf %} · 🚧 belum disetujui{% endif %}

CSV dan JSON untuk program lain; Excel menurut formulir Evaluasi Renja. Kolom Renstra pada formulir itu diisi sendiri.
""")


def keterangan(n: Naskah) -> dict[str, Any]:
    triwulan = nama_triwulan(n.rekap.triwulan, n.rekap.tahun)
    teks = _KETERANGAN.render(triwulan=triwulan, instansi=n.nama_instansi, draf=n.draf)
    return {"caption": teks, "parse_mode": "HTML"}
