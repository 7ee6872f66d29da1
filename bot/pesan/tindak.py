"""Follow-ups: the reminder, what it turns into, the line on an agenda."""

from datetime import date
from typing import Any

from babel.dates import format_date

from bot.kinerja.tindak import tanggal_janji
from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, nama_triwulan, papan, ringkas, templat

SELESAI, BERJALAN = "tindak-selesai", "tindak-berjalan"
PANJANG_AGENDA = 200

_INGAT = templat("""
📌 <b>Tindak lanjut {{ kode }}</b> · {{ bidang }}
<blockquote>{{ uraian }}</blockquote>
Direncanakan pada {{ triwulan }}, paling lambat {{ hari }}. Sampai di mana?
""")


def ingatkan(nomor: int, kode: str, bidang: str, uraian: str, hari: date, triwulan: int, tahun: int) -> dict[str, Any]:
    """The promised day comes near."""
    teks = _INGAT.render(
        kode=kode,
        bidang=bidang,
        uraian=ringkas(uraian, 1500),
        hari=tanggal(hari),
        triwulan=nama_triwulan(triwulan, tahun),
    )
    tombol = [("✅ Sudah dilaksanakan", Tombol(SELESAI, nomor)), ("⏳ Masih berjalan", Tombol(BERJALAN, nomor))]
    return isi_pesan(teks, papan(tombol))


_DITANDAI = templat("""
📌 <b>Tindak lanjut {{ kode }}</b>: {{ "sudah dilaksanakan" if selesai else "masih berjalan" }}, menurut {{ oleh }}.
<blockquote>{{ uraian }}</blockquote>
""")


def ditandai(kode: str, uraian: str, selesai: bool, oleh: str) -> dict[str, Any]:
    """What the reminder turns into."""
    return isi_pesan(
        _DITANDAI.render(kode=kode, uraian=ringkas(uraian, 1500), selesai=selesai, oleh=oleh), TANPA_TOMBOL
    )


def tanggal(hari: date) -> str:
    """``30 Juni 2026``."""
    return format_date(hari, "d MMMM y", locale="id")


def butir_agenda(kode: str, bidang: str, uraian: str, batas: date | None, berjalan: bool) -> str:
    """``Tindak lanjut DKP-14 (Bidang UKM), masih berjalan: …``; plain text. The day is named once."""
    tampak = ringkas(" ".join(uraian.split()), PANJANG_AGENDA)
    janji = f", paling lambat {tanggal(batas)}" if batas and tanggal_janji(tampak) != batas else ""
    keadaan = ", masih berjalan" if berjalan else ", belum dilaksanakan"
    return f"Tindak lanjut {kode} ({bidang}){janji}{keadaan}: {tampak}"


def di_isian(uraian: str, status: str) -> str:
    """The line above a question of the conversation."""
    return f"Tindak lanjut triwulan lalu ({(status or 'belum').lower()}): {ringkas(uraian, 500)}"
