"""An office's rules and a quarter that is under way: the offer, the question for the reason, and who is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.kinerja.aturan import KodeAturan
from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, minta_balasan, papan, templat

TERAPKAN = "aturan-terap"
PANJANG_ALASAN = 200  # characters: it is printed with the rules on the recap


@dataclass(frozen=True)
class Penggantian:
    """A run, by which rules it goes and by which it would go. `hasil_…`: the office's average and predikat under each."""

    pelaksanaan: int
    kode: str  # of the new rules
    instansi: str
    triwulan: str
    lama: str
    baru: str
    hasil_lama: str
    hasil_baru: str


_BANDING = """
<b>Sekarang:</b> {{ g.lama }} → {{ g.hasil_lama }}
<b>Aturan kantor:</b> {{ g.baru }} → {{ g.hasil_baru }}
"""

_TAWARAN = templat(
    """
📌 Pengukuran <b>{{ g.triwulan }}</b> ({{ g.instansi }}) sedang berjalan dengan aturan hitung lain dan tetap memakainya.
"""
    + _BANDING
    + """
Bila aturan kantor juga harus berlaku untuk triwulan itu, tekan tombol di bawah dan tulis alasannya. \
Dicatat sebagai tindakan admin, tampil di pesan keadaan di grup, dan tercetak pada rekapnya. \
Draf yang sudah ditunjukkan tidak berlaku lagi, dan yang memutuskan menerima dokumen baru.
"""
)


def tawaran(g: Penggantian) -> dict[str, Any]:
    """One living run that goes by other rules than its office."""
    tombol = Tombol(TERAPKAN, g.pelaksanaan, g.kode)
    return isi_pesan(_TAWARAN.render(g=g), papan([("🔁 Terapkan pada triwulan ini", tombol)]))


_ALASAN = templat(
    """
Mohon tulis mengapa aturan hitung {{ g.triwulan }} ({{ g.instansi }}) diganti, misalnya:
<code>Surat Bagian Organisasi 12 Maret 2026 tentang pembulatan capaian</code>
"""
    + _BANDING
    + """
Alasan ini tercatat sebagai tindakan admin dan tercetak pada rekap. /batal bila tidak jadi.
"""
)


def minta_alasan(g: Penggantian) -> dict[str, Any]:
    return minta_balasan(_ALASAN.render(g=g), "Alasan mengganti aturan")


ALASAN_SINGKAT = isi_pesan("Mohon tulis alasannya dengan kata-kata: mengapa aturan hitung triwulan ini diganti.")
ALASAN_PANJANG = isi_pesan(f"Alasannya terlalu panjang. Tulis paling banyak {PANJANG_ALASAN} huruf.")

_DITERAPKAN = templat(
    """
🔁 <b>Aturan hitung {{ g.triwulan }} diganti</b> ({{ g.instansi }}), {{ pada }}. Tercatat sebagai tindakan admin.
<b>Semula:</b> {{ g.lama }} → {{ g.hasil_lama }}
<b>Menjadi:</b> {{ g.baru }} → {{ g.hasil_baru }}
<b>Alasan:</b> {{ alasan }}
"""
)


def diterapkan(g: Penggantian, alasan: str, pada: str) -> dict[str, Any]:
    """The answer to the reason, what the offers turn into, and what head and secretary are told."""
    return isi_pesan(_DITERAPKAN.render(g=g, alasan=alasan, pada=pada), TANPA_TOMBOL)


def uraian_diterapkan(g: Penggantian, alasan: str) -> str:
    """For the log, without its subject."""
    return f"mengganti aturan hitung pengukuran ini dari {g.lama} menjadi {g.baru}: {alasan}"


_FORMULIR = templat("""
📐 Rumus indikator arah turun untuk {{ g.triwulan }} diganti. Catatan pada formulir Anda yang belum dikirim mungkin memuat rumus \
lama; ambil yang baru dengan /formulir. Isian yang sudah dikirim tetap dipakai.
""")


def formulir_berubah(g: Penggantian) -> dict[str, Any]:
    """To those who are filling in a form of the run, where the formula of falling indicators is another one now."""
    return isi_pesan(_FORMULIR.render(g=g))


def tercetak(isi: Mapping[str, str] | None) -> str:
    """For the rules that a recap prints; "" for a run that keeps those it was ordered with. `isi`: of the run, stored."""
    return f"{isi['diterapkan']} (tindakan admin): {isi['alasan']}" if isi and "diterapkan" in isi else ""


def diganti(isi: Mapping[str, str] | None) -> str:
    """For the living message of the group: the same with what counts now."""
    return f"Aturan hitung diganti {tercetak(isi)}. Sekarang: {KodeAturan.dari(isi).nama}" if tercetak(isi) else ""


SUDAH_DISETUJUI = (
    "Rekap triwulan ini sudah disetujui, jadi aturan hitungnya tidak diganti lagi. Bila memang harus diganti, mulailah dahulu "
    "✏️ Koreksi setelah terbit pada /sop."
)
SUDAH_DITERAPKAN = "Pengukuran ini sudah memakai aturan itu, atau aturan kantornya sudah diganti lagi. Buka 📐 Aturan hitung di /indikator."
