"""The people's workbook: how it goes out, what is wrong with it, what it would change."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, papan, templat

BARIS_TERBANYAK = 40  # findings or changes in one message

_KETERANGAN = templat("""
📗 <b>Daftar personel</b> · {{ instansi }}
Satu baris satu peran. Yang tanpa nomor Telegram nanti diundang dengan tautan. \
Kirim kembali ke sini setelah diisi; sebelum disimpan Anda melihat dahulu apa yang berubah.
""")


def keterangan(instansi: str) -> dict[str, Any]:
    """Caption of the workbook."""
    return {"caption": _KETERANGAN.render(instansi=instansi), "parse_mode": "HTML"}


_GALAT = templat("""
⛔ <b>Daftar personel belum dapat dipakai</b>
{{ banyak }} hal perlu diperbaiki. Tidak ada yang disimpan.

{% for t in temuan %}
• {{ t }}
{% endfor %}
{% if sisa %}
… dan {{ sisa }} lagi
{% endif %}

Perbaiki di berkas yang sama, lalu kirim lagi.
""")


def galat(temuan: Sequence[str]) -> dict[str, Any]:
    """Everything that is wrong, each with its cell and what to do."""
    tampil = temuan[:BARIS_TERBANYAK]
    return isi_pesan(_GALAT.render(banyak=len(temuan), temuan=tampil, sisa=len(temuan) - len(tampil)))


_DITOLAK = templat("⛔ {{ alasan }} {{ saran }} Tidak ada yang disimpan.")


def ditolak(alasan: str, saran: str) -> dict[str, Any]:
    """A file that is no workbook."""
    return isi_pesan(_DITOLAK.render(alasan=alasan, saran=saran))


TIDAK_BERUBAH = isi_pesan("Daftar personel ini sama dengan yang tersimpan. Tidak ada yang perlu diubah.")

_PRATINJAU = templat("""
👀 <b>Yang akan berubah</b> · {{ instansi }}
{% for b in baris %}
• {{ b }}
{% endfor %}
{% if sisa %}
… dan {{ sisa }} lagi
{% endif %}
{% if usang %}

⚠️ Susunan personel berubah sejak berkas ini dibuat. Periksa baris "dinonaktifkan" di atas, atau minta berkas baru lewat 📗.
{% endif %}
{% if kosong %}

⚠️ Sesudah ini masih kosong: {{ kosong | join(", ") }}
{% endif %}

Belum ada yang disimpan. Tekan ✅ Simpan personel, atau /batal.
""")


def pratinjau(
    instansi: str, instansi_id: int, sidik: str, baris: Sequence[str], kosong: Sequence[str], usang: bool
) -> dict[str, Any]:
    """What would change; `sidik` binds the button to what is shown."""
    tampil = baris[:BARIS_TERBANYAK]
    teks = _PRATINJAU.render(
        instansi=instansi, baris=tampil, sisa=len(baris) - len(tampil), kosong=kosong[:10], usang=usang
    )
    return isi_pesan(teks, papan([("✅ Simpan personel", Tombol("personelsimpan", instansi_id, sidik))]))


def baris_undangan(nama: str, peran: str) -> str:
    """One line of the preview, plain text."""
    return f"diundang dengan tautan: {nama} sebagai {peran}"


_TERSIMPAN = templat("""
✅ <b>Personel tersimpan</b> · {{ instansi }}
{% for b in baris %}
• {{ b }}
{% endfor %}
{% if sisa %}
… dan {{ sisa }} lagi
{% endif %}
{% if undangan %}

Teruskan {{ undangan }} undangan di bawah kepada orangnya masing-masing.
{% endif %}
""")


def tersimpan(instansi: str, baris: Sequence[str], undangan: int) -> dict[str, Any]:
    """What the preview turns into."""
    tampil = baris[:BARIS_TERBANYAK]
    teks = _TERSIMPAN.render(instansi=instansi, baris=tampil, sisa=len(baris) - len(tampil), undangan=undangan)
    return isi_pesan(teks, TANPA_TOMBOL)
