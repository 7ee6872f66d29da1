"""The checklist of what has been entered into the other application."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.pesan.dasar import Tombol, isi_pesan, nama_triwulan, papan, templat

SEHALAMAN = 8


@dataclass(frozen=True)
class Butir:
    """One indicator of the checklist."""

    ciri: str  # what its button points to
    kode: str
    nama: str
    target: str
    realisasi: str
    capaian: str
    sudah: bool


_DAFTAR = templat("""
🗂 <b>Input e-SAKIP {{ triwulan }}</b>: {{ sudah }} dari {{ semua }} indikator
Tekan indikatornya bila sudah dimasukkan; tekan lagi untuk membatalkan. Bukti (foto layar) boleh dikirim ke sini.

{% for b in butir %}
{{ "☑️" if b.sudah else "⬜" }} <b>{{ b.kode }}</b> {{ b.nama }}
target {{ b.target }}, realisasi {{ b.realisasi }}, capaian {{ b.capaian }}
{% endfor %}
{% if halaman_semua > 1 %}

Halaman {{ halaman + 1 }} dari {{ halaman_semua }}
{% endif %}
""")


def daftar(penugasan: int, triwulan: int, tahun: int, butir: Sequence[Butir], halaman: int) -> dict[str, Any]:
    """One page of the checklist, with a button for each indicator on it."""
    banyak = max(1, -(-len(butir) // SEHALAMAN))
    halaman = min(max(halaman, 0), banyak - 1)
    tampak = butir[halaman * SEHALAMAN : (halaman + 1) * SEHALAMAN]
    teks = _DAFTAR.render(
        triwulan=nama_triwulan(triwulan, tahun),
        sudah=sum(b.sudah for b in butir),
        semua=len(butir),
        butir=tampak,
        halaman=halaman,
        halaman_semua=banyak,
    )
    tombol = [(f"{'☑️' if b.sudah else '⬜'} {b.kode}", Tombol("centang", penugasan, b.ciri)) for b in tampak]
    baris = [tombol[n : n + 2] for n in range(0, len(tombol), 2)]
    geser: list[tuple[str, Tombol | str]] = []
    if halaman > 0:
        geser.append(("◀️ Sebelumnya", Tombol("halaman", penugasan, str(halaman - 1))))
    if halaman < banyak - 1:
        geser.append(("Berikutnya ▶️", Tombol("halaman", penugasan, str(halaman + 1))))
    return isi_pesan(teks, papan(*baris, geser))


_BERKAS = templat("""
🗂 <b>Data untuk e-SAKIP</b> · {{ triwulan }}
Nilai polos untuk disalin (Excel) atau diimpor (CSV).
""")


def keterangan_berkas(triwulan: int, tahun: int) -> dict[str, Any]:
    """Caption of the export."""
    return {"caption": _BERKAS.render(triwulan=nama_triwulan(triwulan, tahun)), "parse_mode": "HTML"}


def kemajuan(sudah: int, semua: int) -> tuple[str, ...]:
    """The line on the card."""
    return (f"☑️ Sudah dimasukkan: {sudah} dari {semua} indikator",)


def sisa(sudah: int, semua: int) -> str:
    """For the toast on ✅ Selesai; "" when all are ticked."""
    return f"Masih {semua - sudah} indikator belum dicentang." if sudah < semua else ""
