"""Urging: a ready polite sentence from the secretary or the head to those whose work is awaited."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, nama_triwulan, papan, ringkas, templat

DESAK, SATU, SEMUA = "desak", "desaksatu", "desaksemua"
LABEL = "📣 Ingatkan pelaksana"
PANJANG_LABEL = 60

DIJEDA = "Pengukuran ini sedang dijeda, jadi tidak ada yang diingatkan. Ketik /status untuk melihat alasannya."
TIDAK_ADA = "Tidak ada tugas orang lain yang sedang terbuka."

_PILIH = templat("""
📣 <b>Siapa yang diingatkan?</b>
Langkah {{ no }}/{{ banyak }} · {{ triwulan }}
{{ kegiatan }}

Mereka menerima kalimat santun atas nama Anda, paling sering sekali dalam dua jam. 🔴 sudah lewat batas, 🟢 belum.
""")


def pilih(
    pelaksanaan: int,
    no: int,
    banyak: int,
    kegiatan: str,
    triwulan: int,
    tahun: int,
    tugas: Sequence[tuple[int, str, bool]],
) -> dict[str, Any]:
    """Open assignments: pointer, whose, whether late; the late ones first."""
    teks = _PILIH.render(no=no, banyak=banyak, kegiatan=kegiatan, triwulan=nama_triwulan(triwulan, tahun))
    baris = [
        [(ringkas(f"{'🔴' if lewat else '🟢'} {siapa}", PANJANG_LABEL), Tombol(SATU, nomor))]
        for nomor, siapa, lewat in tugas[:40]
    ]
    semua = [("📣 Ingatkan semua", Tombol(SEMUA, pelaksanaan))] if len(tugas) > 1 else []
    return isi_pesan(teks, papan(*baris, semua))


_PESAN = templat("""
📣 <b>Pesan dari {{ dari }}</b>
{% if lewat %}
Bapak/Ibu, langkah {{ no }}/{{ banyak }} masih kami tunggu; batasnya {{ batas }} sudah lewat. \
Mohon berkenan menyelesaikannya hari ini.
{% else %}
Bapak/Ibu, mohon berkenan menyelesaikan langkah {{ no }}/{{ banyak }} sebelum batasnya, {{ batas }}.
{% endif %}
{{ kegiatan }} · {{ triwulan }}

Bila ada halangan, sampaikan lewat /kendala. Terima kasih.
""")


def pesan(
    penugasan: int,
    dari: str,
    no: int,
    banyak: int,
    kegiatan: str,
    triwulan: int,
    tahun: int,
    batas: str,
    lewat: bool,
) -> dict[str, Any]:
    """The sentence itself, with the way to the disposition."""
    teks = _PESAN.render(
        dari=dari,
        no=no,
        banyak=banyak,
        kegiatan=kegiatan,
        triwulan=nama_triwulan(triwulan, tahun),
        batas=batas,
        lewat=lewat,
    )
    return isi_pesan(teks, papan([(f"▶️ Langkah {no}", Tombol("kartu", penugasan))]))


_HASIL = templat("""
📣 <b>Langkah {{ no }}</b>, {{ pada }}
{% if dapat %}
Diingatkan: {{ dapat | join("; ") }}.
{% endif %}
{% if belum_start %}
Menunggu START ditekan: {{ belum_start | join("; ") }}.
{% endif %}
{% if kosong %}
Tidak ada pemegangnya: {{ kosong | join("; ") }}.
{% endif %}
{% if baru %}
Baru saja diingatkan, jadi tidak diulang: {{ baru | join("; ") }}.
{% endif %}
""")


def hasil(
    no: int, pada: str, dapat: Sequence[str], belum_start: Sequence[str], kosong: Sequence[str], baru: Sequence[str]
) -> dict[str, Any]:
    """Who got it, and who did not."""
    teks = _HASIL.render(no=no, pada=pada, dapat=dapat, belum_start=belum_start, kosong=kosong, baru=baru)
    return isi_pesan(teks, TANPA_TOMBOL)


def baru_diingatkan(siapa: str, lagi: str) -> str:
    """``Bidang UKM (lagi mulai 1 Apr 11.15 WIB)``."""
    return f"{siapa} (lagi mulai {lagi})"


def di_luar_jam(buka: str) -> str:
    """A toast: people are urged in working time only."""
    return f"Sekarang di luar jam kerja. Mohon ingatkan lagi mulai {buka}."


def uraian(kepada: str) -> str:
    """For the log, without its subject."""
    return f"mengingatkan {kepada}"
