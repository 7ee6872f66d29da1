"""The beginning of `/pasang`: what administrators learn about groups, and the list of offices."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, papan, ringkas, templat

PANJANG_LABEL = 60  # characters of a button that a phone shows
PANJANG_SEBUTAN = 60  # characters of a name in a list
TERBANYAK = 90  # buttons; Telegram takes a hundred


def sebut_sop(kode: str) -> str:
    """``dkupp-purwakarta`` as people say it: ``DKUPP Purwakarta``."""
    return " ".join(k.upper() if sum(h in "aiueo" for h in k) < 2 else k.capitalize() for k in kode.split("-"))


# What administrators learn about groups ---------------------------------------------------------------------------------

_ADMIN_GRUP = templat("""
{% if ada %}
👥 Bot masuk ke grup <b>{{ judul }}</b>. Nomor grup ini:
<code>{{ grup }}</code>

Tekan 🏢 Pasang kantor untuk memasang kantor di grup ini lewat ponsel. Bila kantornya ditulis dalam berkas, pakai nomor itu \
pada baris <code>grup</code>.
{% else %}
⚠️ Bot dikeluarkan dari grup <b>{{ judul }}</b>{% if kantor %} milik {{ kantor }}{% endif %}. \
Pekerjaan di chat pribadi tetap berjalan; pesan grup dikirim begitu bot diundang lagi.
{% endif %}
""")


def admin_grup(grup: int, judul: str, kantor: str, ada: bool) -> dict[str, Any]:
    """The bot joined a group that belongs to no office, or was put out of one."""
    teks = _ADMIN_GRUP.render(grup=grup, judul=judul, kantor=kantor, ada=ada)
    return isi_pesan(teks, papan([("🏢 Pasang kantor", Tombol("pasanggrup", -grup))]) if ada else None)


_GRUP_TERPASANG = templat("👥 Grup <b>{{ judul }}</b> dipakai kantor {{ kantor }}. Ketik /pasang untuk mengubahnya.")


def grup_terpasang(judul: str, kantor: str) -> dict[str, Any]:
    """What the message above turns into, also for the other administrators."""
    return isi_pesan(_GRUP_TERPASANG.render(judul=judul, kantor=kantor), TANPA_TOMBOL)


# The beginning ----------------------------------------------------------------------------------------------------------

_DAFTAR = templat("""
🏢 <b>Kantor pada bot ini</b>
{% for nama, kode, sop, tahun in kantor %}
• {{ nama }} ({{ kode }}): SOP {{ sop }}, tahun {{ tahun }}
{% else %}
Belum ada.
{% endfor %}

{% if kantor %}
Tekan kantor untuk melihat atau mengubahnya. ➕ Kantor baru memasang yang lain.
{% else %}
Undang bot ke grup kantor, atau tekan ➕ Kantor baru.
{% endif %}
""")


def daftar(kantor: Sequence[tuple[int, str, str, str, int]], lanjut: str) -> dict[str, Any]:
    """Every office (row, name, code, SOP, year); `lanjut`: what is being put together just now, or ""."""
    isi = [(ringkas(nama, PANJANG_SEBUTAN), *lain) for _, nama, *lain in kantor[:20]]
    baris = [[(ringkas(f"🏢 {nama}", PANJANG_LABEL), Tombol("pasangkantor", n))] for n, nama, *_ in kantor[:TERBANYAK]]
    sambung = [(ringkas(f"▶️ Lanjutkan: {lanjut}", PANJANG_LABEL), Tombol("pasanglanjut", 0))] if lanjut else []
    return isi_pesan(_DAFTAR.render(kantor=isi), papan(sambung, *baris, [("➕ Kantor baru", Tombol("pasangbaru", 0))]))


_PILIH_GRUP = templat("""
🏢 <b>Kantor baru</b>
{% if grup %}
Grup mana yang dipakai kantor ini? Rekap dan keadaan pengukuran muncul di sana.
{% else %}
Undang bot ke grup kantor itu dahulu; ia tidak perlu menjadi admin grup. Begitu masuk, bot mengirim tombol 🏢 Pasang kantor ke sini.

Bila bot sudah lama ada di grup tetapi tidak disebut di sini, keluarkan lalu undang lagi. Kantor juga dapat dipasang tanpa grup; \
grupnya menyusul lewat /pasang.
{% endif %}
""")


def pilih_grup(grup: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """Groups without an office."""
    baris = [[(ringkas(f"👥 {j or n}", PANJANG_LABEL), Tombol("pasanggrup", -n))] for n, j in grup[:TERBANYAK]]
    return isi_pesan(_PILIH_GRUP.render(grup=grup), papan(*baris, [("➡️ Tanpa grup dahulu", Tombol("pasanggrup", 0))]))


_DIPILIH = templat("🏢 {{ apa }} <b>{{ siapa }}</b>")


def dipilih(apa: str, siapa: str) -> dict[str, Any]:
    """What a list turns into once something has been chosen."""
    return isi_pesan(_DIPILIH.render(apa=apa, siapa=siapa), TANPA_TOMBOL)
