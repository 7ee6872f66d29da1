"""The rule card of an office: ways of counting, scales of predikat, roundings, each with the same quarter under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, papan, ringkas, templat
from bot.pesan.rencana import ATURAN

PAKAI = "aturan-pakai"
PANJANG_BIDANG = 1200  # characters: the card must stay one message
CONTOH = "contoh buatan (kantor ini belum punya angka)"


@dataclass(frozen=True)
class Pilihan:
    """One choice: the codes of the whole card with it, name, meaning, what the quarter looks like, whether it is marked."""

    kode: str
    nama: str
    arti: str
    hasil: str
    dipilih: bool


@dataclass(frozen=True)
class IsiAturan:
    """The card. `pilihan`: the codes that are marked, `berlaku`: names of what is stored."""

    kantor: int
    instansi: str
    berlaku: str
    sejak: str
    triwulan: str
    cara: Sequence[Pilihan]
    skala: Sequence[Pilihan]
    pembulatan: Sequence[Pilihan]
    per_bidang: Sequence[str]
    pilihan: str
    berubah: bool


_KARTU = templat("""
📐 <b>Aturan hitung</b> · {{ k.instansi }}
Berlaku: {{ k.berlaku }}{{ ", " ~ k.sejak if k.sejak }}

Rata-rata kantor di bawah tiap pilihan: {{ k.triwulan }}.

<b>Cara hitung</b>
{% for p in k.cara %}
{{ "▶️" if p.dipilih else "▫️" }} <b>{{ p.nama }}</b>: {{ p.arti }} → {{ p.hasil }}
{% endfor %}

<b>Skala predikat</b>
{% for p in k.skala %}
{{ "▶️" if p.dipilih else "▫️" }} <b>{{ p.nama }}</b> → {{ p.hasil }}
{% endfor %}

<b>Pembulatan capaian</b>
{% for p in k.pembulatan %}
{{ "▶️" if p.dipilih else "▫️" }} <b>{{ p.nama }}</b> → {{ p.hasil }}
{% endfor %}

<b>Dengan pilihan ▶️:</b> {{ per_bidang }}

Selalu setengah ke atas dan hanya pada hasil akhir; predikat diambil dari angka yang sudah dibulatkan. Serapan tetap dua desimal.
{% if k.berubah %}

Belum disimpan. ✅ Pakai aturan ini berlaku untuk pengukuran yang diperintahkan sesudahnya. Yang lalu tidak berubah; untuk yang sedang berjalan bot menawarkannya tersendiri.
{% endif %}
""")


def kartu(k: IsiAturan) -> dict[str, Any]:
    """The card with a button for every choice; saving only what differs from what counts."""
    cara, skala, bulat = (
        [(f"{_tanda(p)} {p.nama}", Tombol(ATURAN, k.kantor, p.kode)) for p in pilihan]
        for pilihan in (k.cara, k.skala, k.pembulatan)
    )
    baris = [cara[n : n + 2] for n in range(0, len(cara), 2)] + [[t] for t in skala] + [bulat]
    pakai = [[("✅ Pakai aturan ini", Tombol(PAKAI, k.kantor, k.pilihan))]] if k.berubah else []
    return isi_pesan(
        _KARTU.render(k=k, per_bidang=ringkas("; ".join(k.per_bidang), PANJANG_BIDANG)), papan(*pakai, *baris)
    )


def _tanda(p: Pilihan) -> str:
    return "▶️" if p.dipilih else "▫️"


_DISIMPAN = templat("""
📐 Aturan hitung {{ instansi }}: <b>{{ nama }}</b>, disimpan {{ pada }} oleh {{ oleh }}.
Berlaku untuk pengukuran yang diperintahkan sesudah ini, dan tercetak pada rekapnya. Kartunya: /indikator
""")


def disimpan(instansi: str, nama: str, pada: str, oleh: str) -> dict[str, Any]:
    """What the card turns into."""
    return isi_pesan(_DISIMPAN.render(instansi=instansi, nama=nama, pada=pada, oleh=oleh), TANPA_TOMBOL)


SUDAH = "Aturan ini sudah berlaku."
