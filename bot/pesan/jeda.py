"""A run stands still for a while: what the administrator, the holders and the leaders are told."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import isi_pesan, minta_balasan, nama_triwulan, ringkas, templat

PANJANG_ALASAN = 400  # characters shown

_ALASAN = templat("""
Mohon tulis alasan menjeda {{ triwulan }} ({{ instansi }}), misalnya:
<code>Kantor menangani banjir sampai pekan depan</code>

Alasan ini tercatat sebagai tindakan admin dan terlihat oleh semua yang terkait. /batal bila tidak jadi.
""")


def minta_alasan(instansi: str, triwulan: int, tahun: int) -> dict[str, Any]:
    teks = _ALASAN.render(instansi=instansi, triwulan=nama_triwulan(triwulan, tahun))
    return minta_balasan(teks, "Alasan jeda")


_DIJEDA = templat("""
⏸ <b>Pengukuran dijeda</b> · {{ triwulan }}
{{ instansi }}

Alasan: {{ alasan }}

Selama jeda tidak ada pengingat, dan waktunya tercatat sebagai menunggu. Yang sudah siap boleh tetap diselesaikan lewat \
disposisinya. Saat dilanjutkan, batas baru dikabarkan.
""")


def dijeda(instansi: str, triwulan: int, tahun: int, alasan: str) -> dict[str, Any]:
    """To holders of open work, head and secretary."""
    tw = nama_triwulan(triwulan, tahun)
    return isi_pesan(_DIJEDA.render(instansi=instansi, triwulan=tw, alasan=ringkas(alasan, PANJANG_ALASAN)))


_DILANJUTKAN = templat("""
▶️ <b>Pengukuran dilanjutkan</b> · {{ triwulan }}
{{ instansi }}
{% if batas %}

Batas Anda sekarang:
{% for b in batas %}
• {{ b }}
{% endfor %}
{% endif %}
""")


def dilanjutkan(instansi: str, triwulan: int, tahun: int, batas: Sequence[str]) -> dict[str, Any]:
    """`batas`: the reader's own open work with its deadlines, from `butir`."""
    tw = nama_triwulan(triwulan, tahun)
    return isi_pesan(_DILANJUTKAN.render(instansi=instansi, triwulan=tw, batas=batas))


def butir(no: int, siapa: str, pukul: str) -> str:
    return f"Langkah {no} ({siapa}): {pukul}"


_TERCATAT = templat("⏸ {{ triwulan }} ({{ instansi }}) dijeda. Tercatat sebagai tindakan admin. Lanjutkan lewat /sop.")


def tercatat(instansi: str, triwulan: int, tahun: int) -> dict[str, Any]:
    """To the administrator."""
    return isi_pesan(_TERCATAT.render(instansi=instansi, triwulan=nama_triwulan(triwulan, tahun)))


ALASAN_PINDAH = "jeda berakhir"
SUDAH_BERAKHIR = "Pengukuran itu sudah berakhir, jadi tidak dijeda. Ketik /sop untuk melihat yang berjalan."
