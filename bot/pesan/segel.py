"""What administrators are told of the office's seal."""

from typing import Any

from bot.pesan.dasar import isi_pesan, nama_triwulan, templat

SEBAB_LAIN = "segelnya gagal dibuat. Sebabnya ada di catatan program; jalankan python -m bot periksa."

_TANPA_SEGEL = templat("""
⚠️ Rekap {{ triwulan }} terbit tanpa segel kantor
{{ instansi }}

Sebabnya: {{ sebab }}

Rekapnya tetap berlaku dan tetap dapat diperiksa keasliannya. Betulkan sebelum rekap berikutnya.
""")
_BELUM_SIAP = templat("""
⚠️ Segel kantor belum dapat dipakai

Sebabnya: {{ sebab }}

Bot tetap bekerja; selama belum dibetulkan, rekap yang disetujui terbit tanpa segel.
""")


def tanpa_segel(instansi: str, triwulan: int, tahun: int, sebab: str) -> dict[str, Any]:
    """A recap went out that should have borne the seal."""
    return isi_pesan(_TANPA_SEGEL.render(instansi=instansi, triwulan=nama_triwulan(triwulan, tahun), sebab=sebab))


def belum_siap(sebab: str) -> dict[str, Any]:
    """The program has started with a seal that it cannot use."""
    return isi_pesan(_BELUM_SIAP.render(sebab=sebab))
