"""What is said of a document that somebody doubts: genuine, replaced, changed, unknown; never more than anybody may know."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.pesan.dasar import isi_pesan, nama_triwulan, templat, waktu_lengkap


class Putusan(StrEnum):
    ASLI = "asli"
    DIGANTIKAN = "digantikan"
    BERUBAH = "berubah"
    TIDAK_DIKENAL = "tidak dikenal"


class Sebab(StrEnum):
    """Why; each has a sentence below."""

    TIDAK_ADA = ""
    DRAF = "draf"
    TEMPAT_LAIN = "tempat lain"
    KODE = "kode"
    DIUBAH = "diubah"
    DITAMBAH = "ditambah"
    TERBITAN_BARU = "terbitan baru"
    DIKEMBALIKAN = "dikembalikan"
    DIBATALKAN = "dibatalkan"
    SALINAN_BARU = "salinan baru"


KALIMAT = {
    Sebab.TIDAK_ADA: "",
    Sebab.DRAF: "Ini draf atau rekap sementara, bukan rekap yang disetujui.",
    Sebab.TEMPAT_LAIN: "Berkas ini menyebut diri rekap, tetapi tidak ada rekap dengan kode itu yang disetujui di sini.",
    Sebab.KODE: "Tidak ada rekap dengan kode ini yang disetujui di sini. Mungkin masih draf, atau berasal dari tempat lain.",
    Sebab.DIUBAH: "Berkas ini berasal dari rekap di bawah, tetapi isinya sudah tidak sama. Mintalah berkas aslinya.",
    Sebab.DITAMBAH: "Berkas ini memuat PDF aslinya secara utuh, lalu ditambah sesuatu sesudahnya, misalnya tanda tangan "
    "elektronik. Periksa tanda tangannya dengan aplikasi pembuatnya.",
    Sebab.TERBITAN_BARU: "Sudah ada rekap yang lebih baru untuk triwulan ini. Pakailah yang terbaru.",
    Sebab.DIKEMBALIKAN: "Rekap ini dikembalikan untuk diperbaiki; yang baru belum disetujui.",
    Sebab.SALINAN_BARU: "Pimpinan sudah mengirim salinan bertanda tangan yang lebih baru.",
    Sebab.DIBATALKAN: "Pengukuran ini dibatalkan, jadi rekapnya tidak berlaku.",
}


@dataclass(frozen=True)
class Hasil:
    """The verdict. `unit`: name, average, predikat as printed, the office last. `putus`: what is wrong with the log."""

    putusan: Putusan
    sebab: Sebab = Sebab.TIDAK_ADA
    jenis: str = ""
    instansi: str = ""
    zona: str = ""
    tahun: int = 0
    triwulan: int = 0
    disetujui: datetime | None = None
    oleh: str = ""
    terbit: datetime | None = None
    unit: tuple[tuple[str, str, str], ...] = ()
    sidik: str = ""
    putus: str = ""


_KEPALA = {
    Putusan.ASLI: "✅ <b>ASLI</b> dan masih berlaku",
    Putusan.DIGANTIKAN: "⚠️ <b>DIGANTIKAN</b>: pernah disetujui, tidak berlaku lagi",
    Putusan.BERUBAH: "❌ <b>BERUBAH</b>: bukan berkas asli",
    Putusan.TIDAK_DIKENAL: "❔ <b>TIDAK DIKENAL</b>",
}
_JAWABAN = templat("""
🔍 {{ kepala | safe }}
{% if putus %}
❗ {{ putus }} Persetujuannya tidak dapat dipercaya.
{% endif %}
{% if kalimat %}
{{ kalimat }}
{% endif %}
{% if h.instansi %}

<b>Rekap Pengukuran Kinerja {{ triwulan }}</b>
{{ h.instansi }}
{% if pada %}
Disetujui di dalam sistem {{ pada }}.
{% endif %}

{% for nama, rata, predikat in h.unit %}
{{ nama }}: {{ rata }} ({{ predikat }})
{% endfor %}
{% if h.sidik %}

Kode verifikasi: <code>{{ h.sidik }}</code>
{% endif %}
{% endif %}
""")
TIDAK_ADA_TANDA = (
    "Berkas ini bukan rekap dari bot ini, atau isinya sudah berubah sehingga tidak dikenali lagi. Foto yang dikirim "
    "lewat Telegram selalu berubah; kirimlah sebagai berkas."
)
BERTANDA = "Ini salinan bertanda tangan yang dikirim pimpinan."


def jawaban(h: Hasil) -> dict[str, Any]:
    """The verdict as a message: status, office, quarter, date, averages and code, nothing else (domain 8.6)."""
    kalimat = KALIMAT[h.sebab] or (TIDAK_ADA_TANDA if h.putusan is Putusan.TIDAK_DIKENAL else "")
    if h.jenis == "bertanda" and not kalimat:
        kalimat = BERTANDA
    return isi_pesan(
        _JAWABAN.render(
            kepala=f"<b>PERSETUJUAN BERMASALAH</b> ({h.putusan})" if h.putus else _KEPALA[h.putusan],
            h=h,
            kalimat=kalimat,
            putus=h.putus,
            triwulan=nama_triwulan(h.triwulan, h.tahun) if h.instansi else "",
            pada=waktu_lengkap(h.disetujui, h.zona) if h.disetujui else "",
        )
    )


def baris_konsol(h: Hasil) -> str:
    """``asli: rekap Dinas X, Triwulan I 2026, disetujui … oleh …``: for the command line, which may know the person."""
    apa = f"rekap {h.instansi}, {nama_triwulan(h.triwulan, h.tahun)}"
    if h.disetujui:
        apa += f", disetujui {waktu_lengkap(h.disetujui, h.zona)} oleh {h.oleh}"
    if h.putus:
        return f"Isi berkas cocok dengan {apa}, tetapi persetujuannya tidak dapat dipercaya.\n{h.putus}"
    return f"{h.putusan}: {apa}" + (f"\n{KALIMAT[h.sebab]}" if h.sebab else "")
