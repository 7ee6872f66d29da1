"""What an administrator reads who asks for a backup."""

from typing import Any

from bot.pesan.dasar import isi_pesan, templat

DIBUAT = isi_pesan("⏳ Cadangan sedang dibuat. Bila datanya banyak, perlu beberapa menit.")

_KETERANGAN = templat("""
💾 <b>Cadangan selesai</b>: {{ baris }} baris data, {{ berkas }} berkas, {{ ukuran }} MB.
{% if terkirim %}
Isinya data semua kantor pada bot ini. Simpan di tempat yang aman dan jangan diteruskan.
{% else %}
Terlalu besar untuk dikirim lewat Telegram (batasnya 50 MB). Ambil di komputer tempat bot berjalan.
{% endif %}
Juga tersimpan di komputer bot: folder <code>cadangan</code> di DATA_DIR, berkas <code>{{ nama }}</code>; tujuh cadangan terakhir disimpan di sana. Untuk memulihkannya, jalankan <code>pulihkan</code> di komputer itu.
""")


def keterangan(nama: str, ukuran: int, baris: int, berkas: int, terkirim: bool) -> dict[str, Any]:
    """Caption of the file, or the message in its place. `ukuran` in bytes."""
    mb = f"{max(ukuran / 1e6, 0.1):.1f}".replace(".", ",")
    return isi_pesan(_KETERANGAN.render(nama=nama, ukuran=mb, baris=baris, berkas=berkas, terkirim=terkirim))
