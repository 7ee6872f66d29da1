"""Applications: the message in the group, the card of whoever applies, the card of the administrators."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, isi_pesan, papan, ringkas, templat

PANJANG_LABEL = 60  # characters of a button that a phone shows
TERBANYAK = 90  # buttons; Telegram takes a hundred

# In the group -----------------------------------------------------------------------------------------------------------

_UMUM = templat("""
📣 <b>Pendaftaran petugas</b> · {{ instansi }}
Tekan tombol peran Anda. Chat pribadi dengan bot terbuka: periksa data Anda di sana, lalu tekan ✅.

{% for peran, isi in peran %}
{{ "✅" if isi else "▫️" }} {{ peran }}{% if isi %}: {{ isi }}{% endif %}

{% endfor %}
""")
UMUM_DIGANTI = isi_pesan("📣 Pendaftaran petugas: pakai tombol pada pesan yang lebih baru di bawah.", TANPA_TOMBOL)


def umum(instansi: str, peran: Sequence[tuple[str, str]], tombol: dict[str, Any]) -> dict[str, Any]:
    """In the group: each role with who holds it ("" nobody, ``3 dari 5 bidang``); `tombol`: from `tombol_umum`."""
    return isi_pesan(_UMUM.render(instansi=instansi, peran=peran), tombol)


def tombol_umum(peran: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """One link for each role: its name, where it leads."""
    return papan(*[[(ringkas(f"🙋 {nama}", PANJANG_LABEL), tautan)] for nama, tautan in peran[:TERBANYAK]])
