"""The words of the time record: its picture, and the comparison of quarters with a proposal."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.kinerja.hitungan import bulatkan
from bot.kinerja.tampil import angka_id
from bot.pesan.dasar import Tombol, isi_pesan, papan, templat
from jadwal.kalender import MENIT_SEHARI

PATUH = "patuh"  # action; the number is the run's
DIKIRIM = "Kepatuhan waktu sedang dikirim."
GAGAL = "Gambarnya belum dapat dibuat. Mohon coba lagi sebentar."
BELUM_SELESAI = "sedang berjalan"
ADMIN = "tindakan administrator"
TEPAT = "tepat waktu"
ARTI = {
    "tepat": "sendiri, tepat waktu",
    "telat": "sendiri, terlambat",
    "admin": "oleh administrator",
    "menunggu": "menunggu",
    "standar": "standar SOP",
}


def papan_waktu(pelaksanaan: int) -> dict[str, Any]:
    return papan([("⏱ Kepatuhan waktu", Tombol(PATUH, pelaksanaan))])


def lama(menit: Decimal) -> str:
    """``45 menit``, from a working day on ``1,5 hari kerja``."""
    if menit >= MENIT_SEHARI:
        return f"{angka_id(bulatkan(menit / MENIT_SEHARI, 1))} hari kerja"
    return f"{angka_id(bulatkan(menit, 0))} menit"


def nomor(no: int, putaran: int) -> str:
    return f"{no}" if putaran == 1 else f"{no}·{putaran}"


def kata(nyata: Decimal, standar: str, selisih: str) -> str:
    return f"{lama(nyata)} dari standar {standar}, {selisih or TEPAT}"


def rincian(sendiri: Decimal, menunggu: Decimal) -> str:
    return f"Sendiri {lama(sendiri)}, menunggu {lama(menunggu)}" if menunggu else ""


def ringkasan(tepat: int, selesai: int, nyata: Decimal, menunggu: Decimal) -> str:
    if not selesai:
        return "Belum ada langkah yang selesai"
    tunggu = f", {lama(menunggu)} menunggu" if menunggu else ""
    return f"{tepat} dari {selesai} tepat waktu; {lama(nyata)} seluruhnya{tunggu}"


def sisa(banyak: int) -> str:
    return f"Dan {banyak} lagi; selengkapnya di lembar Kepatuhan Waktu pada rekap." if banyak else ""


_KETERANGAN = templat("""
⏱ <b>{{ periode }}</b> · {{ instansi }}
{{ ringkasan }}
{% if not lintas %}
Perbandingan lintas triwulan tersedia sesudah dua pengukuran selesai.
{% endif %}
""")


def keterangan(periode: str, instansi: str, ringkas: str, lintas: bool) -> dict[str, Any]:
    """The caption of the picture."""
    teks = _KETERANGAN.render(periode=periode, instansi=instansi, ringkasan=ringkas, lintas=lintas)
    return {"caption": teks, "parse_mode": "HTML"}


@dataclass(frozen=True)
class UsulStandar:
    no: int
    kegiatan: str
    standar: str
    tengah: Decimal
    usul: Decimal


_LINTAS = templat("""
📏 <b>Standar waktu lintas triwulan</b> · {{ instansi }}
Dari {{ banyak }} pengukuran yang selesai ({{ dari }} sampai {{ sampai }}). Yang dibandingkan: nilai tengah waktu kerja sendiri, tanpa waktu menunggu.
{% for judul, daftar in bagian %}
{% if daftar %}

<b>{{ judul }}</b>
{% for u in daftar %}
• Langkah {{ u.no }}, {{ u.kegiatan }}: standar {{ u.standar }}, nilai tengah {{ lama(u.tengah) }}. Usul: {{ lama(u.usul) }}.
{% endfor %}
{% endif %}
{% endfor %}

{% if wajar %}
{{ wajar }} langkah {{ "lainnya " if ada else "" }}sesuai dengan standarnya.
{% endif %}
{% if ada %}
Usul ini bahan untuk mengubah SOP. Standar yang tercetak tidak berubah dengan sendirinya.
{% endif %}
""")


def lintas(
    instansi: str,
    banyak: int,
    dari: str,
    sampai: str,
    pendek: Sequence[UsulStandar],
    longgar: Sequence[UsulStandar],
    wajar: int,
) -> dict[str, Any]:
    """Over quarters: which standards are unrealistic, and what they might be."""
    teks = _LINTAS.render(
        instansi=instansi,
        banyak=banyak,
        dari=dari,
        sampai=sampai,
        bagian=[("Terlalu pendek", pendek), ("Jauh lebih longgar daripada yang dipakai", longgar)],
        wajar=wajar,
        ada=bool(pendek or longgar),
        lama=lama,
    )
    return isi_pesan(teks)
