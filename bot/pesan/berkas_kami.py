"""What is said of a form of ours that nothing waits for, and of the wrong workbook where another one is awaited."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.pesan.dasar import isi_pesan, nama_triwulan, templat

PERSONEL = "daftar personel (/personel)"


class Nasib(StrEnum):
    """Why a form is not taken now."""

    BELUM = "belum"  # its quarter has not been ordered
    DIALIHKAN = "dialihkan"  # the sender has handed the assignment on
    BUKAN_PENGISI = "bukan pengisi"  # somebody else reports for this unit
    USAI = "usai"  # the measurement of its quarter is over
    ASING = "asing"  # of an office that the sender does not belong to


@dataclass(frozen=True)
class Formulir:
    """A form and who may send it. `ditunggu`: what this person was asked for, if anything."""

    nasib: Nasib
    unit: str = ""
    tahun: int = 0
    triwulan: int = 0
    pengisi: Sequence[str] = ()
    ditunggu: str = ""


_FORMULIR = templat("""
📝 {% if f.nasib == "asing" %}
Ini formulir realisasi, bukan rekap. Anda tidak tercatat di kantor yang disebutnya, jadi berkas ini tidak disimpan.
{% else %}
Ini formulir <b>{{ f.unit }}</b> {{ triwulan }}. \
{% if f.nasib == "belum" %}
Pengukurannya belum dimulai pimpinan, jadi berkas ini belum disimpan. \
{% if f.pengisi %}
Formulir ini dapat dikirim oleh {{ f.pengisi | join(" atau ") }} begitu disposisinya datang.
{% else %}
Isilah terus; kirim lagi ke sini begitu disposisinya datang.
{% endif %}
{% elif f.nasib == "dialihkan" %}
Tugas ini sekarang pada {{ f.pengisi | join(", ") }}: teruskan berkas ini kepadanya untuk dikirim ke bot, \
atau tarik kembali tugasnya dengan /alihkan. Dari Anda berkas ini tidak disimpan.
{% elif f.nasib == "usai" %}
Pengukuran triwulan itu sudah selesai, jadi berkas ini tidak disimpan. Angka yang keliru diperbaiki lewat pimpinan atau sekretaris.
{% else %}
{% if f.pengisi %}
Yang mengirimnya {{ f.pengisi | join(" atau ") }}; \
{% endif %}
dari Anda berkas ini tidak disimpan.
{% endif %}
{% endif %}
{% if f.ditunggu %}

Yang sedang ditunggu dari Anda: {{ f.ditunggu }}. Kirim berkas itu, atau /batal.
{% endif %}
""")


def formulir(f: Formulir) -> dict[str, Any]:
    """What this form is, and when or from whom it is taken."""
    triwulan = nama_triwulan(f.triwulan, f.tahun) if f.triwulan else ""
    return isi_pesan(_FORMULIR.render(f=f, triwulan=triwulan))


_SALAH = templat("""
📎 Ini <b>{{ apa }}</b>, sedangkan yang ditunggu dari Anda: {{ ditunggu }}. Berkas ini tidak disimpan.
Kirim berkas yang ditunggu, atau /batal dahulu bila berkas ini memang untuk keperluan lain.
""")


def salah_berkas(apa: str, ditunggu: str) -> dict[str, Any]:
    """One of our own papers where another one is awaited."""
    return isi_pesan(_SALAH.render(apa=apa, ditunggu=ditunggu))


def rencana(instansi: str, tahun: int) -> str:
    return f"rencana kinerja {tahun} {instansi}"
