"""`/pengingat`: which reminders an office gets, and when the next ones come."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.pesan.dasar import Tombol, isi_pesan, papan, templat, waktu_lengkap
from jadwal.tonggak import PILIHAN, Tangga, daftar_tangga

KANTOR, TANGGA, SAKLAR = "ingatkantor", "ingattangga", "ingatsaklar"  # actions

# Switch -> short label, and what it is in the list of coming dates.
NAMA = {
    "sebelum": ("Sebelum batas", "pengingat sebelum batas"),
    "atasan": ("Ke atasan", "kabar keterlambatan kepada atasan"),
    "pagi": ("Daftar pagi", "daftar tugas pagi"),
    "jumat": ("Akhir pekan", "catatan akhir pekan untuk pimpinan"),
    "h-10": ("H-10", "menawarkan perintah kepada pimpinan"),
    "h-5": ("H-5", "unit menyiapkan data, dengan formulir"),
    "hari-1": ("Hari 1", "triwulan berakhir: pimpinan dan unit"),
    "hari-3": ("Hari 3", "unit: dua hari kerja lagi"),
    "hari-5": ("Hari 5 pagi", "unit: hari ini batas data"),
    "hari-5-siang": ("Hari 5 siang", "unit: hari ini batas data"),
    "hari-6": ("Hari 6", "batas data lewat: unit dan sekretaris"),
    "sekretaris": ("Hari 7 dst.", "daftar untuk sekretaris"),
    "hari-10": ("Hari 10", "pimpinan: hari ini batas rekap"),
    "tindak": ("Tindak lanjut", "unit: tindak lanjut mendekati tanggalnya"),
    "tunda": ("Ditunda", "perintah yang ditunda pimpinan"),
}
SAKLAR_ADA = tuple(nama for nama in NAMA if nama != "tunda")

_LAYAR = templat("""
⏰ <b>Pengingat</b> · {{ kantor }}

<b>Tangga pengingat langkah: {{ tangga }}</b>
{% for baris in uraian %}
• {{ baris }}
{% endfor %}
Yang jatuh di luar jam kerja menunggu kantor buka.

<b>Tanggal berikutnya</b>
{% for t in tanggal %}
• {{ t }}
{% else %}
Belum ada.
{% endfor %}

Tekan untuk menyalakan (🔔) atau mematikan (🔕). Pengingat pada batas waktu selalu ada.
""")


def layar(
    instansi_id: int,
    kantor: str,
    tangga: str,
    mati: Sequence[str],
    tanggal: Sequence[tuple[datetime, str, str]],
    zona: str,
) -> dict[str, Any]:
    """`tanggal`: the next moments, each with the switch it belongs to and the quarter ("" for none)."""
    teks = _LAYAR.render(
        kantor=kantor,
        tangga=tangga,
        uraian=[_uraian(t) for t in daftar_tangga({"tangga": tangga})],
        tanggal=[_tanggal(kapan, nama, periode, nama in mati, zona) for kapan, nama, periode in tanggal],
    )
    pilihan = [
        (f"{'●' if nama == tangga else '○'} {nama.capitalize()}", Tombol(TANGGA, instansi_id, nama)) for nama in PILIHAN
    ]
    saklar = [
        (f"{'🔕' if nama in mati else '🔔'} {NAMA[nama][0]}", Tombol(SAKLAR, instansi_id, nama)) for nama in SAKLAR_ADA
    ]
    return isi_pesan(teks, papan(pilihan, *(saklar[n : n + 2] for n in range(0, len(saklar), 2))))


def _tanggal(kapan: datetime, nama: str, periode: str, mati: bool, zona: str) -> str:
    tentang = f"{periode}, " if periode else ""
    return f"{waktu_lengkap(kapan, zona)}: {tentang}{NAMA[nama][1]}{' (dimatikan)' if mati else ''}"


def _uraian(t: Tangga) -> str:
    """``sampai 2 jam: pada 75 % waktunya, pada batas, 30 menit dan 2 jam sesudahnya, lalu tiap hari kerja``."""
    lama = {15: "sampai 15 menit", 120: "sampai 2 jam", 450: "sampai 1 hari"}.get(t.sampai or 0, "lebih dari 1 hari")
    bagian = [f"pada {_dan([f'{persen} %' for persen in t.sebelum])} waktunya"] if t.sebelum else []
    bagian += ["pagi hari terakhir"] if t.pagi_terakhir else []
    bagian.append("pada batas")
    bagian += [f"{_dan([_lama(menit) for menit in t.sesudah])} sesudahnya"] if t.sesudah else []
    return f"{lama}: {', '.join(bagian)}, lalu tiap hari kerja 08.30"


def _lama(menit: int) -> str:
    return f"{menit // 60} jam" if menit % 60 == 0 else f"{menit} menit"


def _dan(bagian: Sequence[str]) -> str:
    return " dan ".join([", ".join(bagian[:-1]), bagian[-1]]) if len(bagian) > 1 else bagian[0]


def pilih_kantor(kantor: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """Which of several offices."""
    return isi_pesan("⏰ Pengingat kantor yang mana?", papan(*([(nama, Tombol(KANTOR, n))] for n, nama in kantor[:50])))


TIDAK_ADA = isi_pesan("Belum ada kantor. Pasang dahulu satu kantor.")
