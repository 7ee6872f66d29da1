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
    SALINAN = "salinan bertanda tangan"
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


COCOK = (
    "memuat PDF yang terbit secara utuh, ditambah tanda tangan elektronik. Tanda tangannya tidak diperiksa oleh sistem; "
    "periksalah dengan aplikasi BSrE."
)
TIDAK_DIPERIKSA = "isinya tidak diperiksa oleh sistem, bandingkan dengan rekap asli."


@dataclass(frozen=True)
class Hasil:
    """The verdict. `unit`: name, average, predikat as printed, the office last. `putus`: what is wrong with the log."""

    putusan: Putusan
    sebab: Sebab = Sebab.TIDAK_ADA
    jenis: str = ""
    cocok: bool = False  # a signed copy holds what was published, whole
    pengirim: str = ""  # of a signed copy: title
    dikirim: datetime | None = None
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
    versi: int = 1  # of the recap: each correction after it was handed out makes another
    pengganti: tuple[int, datetime] | None = None  # the version that counts instead, and when it was handed out

    @property
    def sah(self) -> bool:
        """This is what was approved here, and it counts."""
        terpercaya = self.putusan is Putusan.ASLI or (self.putusan is Putusan.SALINAN and self.cocok)
        return terpercaya and not self.putus

    @property
    def salinan(self) -> str:
        """What is known of a signed copy; "" for every other file."""
        if self.dikirim is None:
            return ""
        asal = f"Salinan bertanda tangan yang dikirim {self.pengirim} pada {waktu_lengkap(self.dikirim, self.zona)}; "
        return asal + (COCOK if self.cocok else TIDAK_DIPERIKSA)

    @property
    def kalimat(self) -> str:
        """Why; "" where the verdict says it all."""
        if self.sebab is Sebab.TERBITAN_BARU and self.pengganti:
            versi, saat = self.pengganti
            return f"Digantikan oleh versi {versi}, yang terbit {waktu_lengkap(saat, self.zona)}. Pakailah yang itu."
        return KALIMAT[self.sebab]


_KEPALA = {
    Putusan.ASLI: "✅ <b>ASLI</b> dan masih berlaku",
    Putusan.DIGANTIKAN: "⚠️ <b>DIGANTIKAN</b>: pernah disetujui, tidak berlaku lagi",
    Putusan.BERUBAH: "❌ <b>BERUBAH</b>: bukan berkas asli",
    Putusan.SALINAN: "🖋️ <b>SALINAN BERTANDA TANGAN</b>",
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
{% if h.salinan %}
{{ h.salinan }}
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
{% if h.sidik and diperiksa %}

Kode verifikasi: <code>{{ h.sidik }}</code>
{% endif %}
{% endif %}
""")
TIDAK_ADA_TANDA = (
    "Berkas ini bukan rekap dari bot ini, atau isinya sudah berubah sehingga tidak dikenali lagi. Foto yang dikirim "
    "lewat Telegram selalu berubah; kirimlah sebagai berkas."
)


def jawaban(h: Hasil) -> dict[str, Any]:
    """The verdict as a message: status, office, quarter, date, averages and code, nothing else (domain 8.6)."""
    kalimat = h.kalimat or (TIDAK_ADA_TANDA if h.putusan is Putusan.TIDAK_DIKENAL else "")
    diperiksa = h.cocok or not h.salinan
    return isi_pesan(
        _JAWABAN.render(
            kepala=f"<b>PERSETUJUAN BERMASALAH</b> ({h.putusan})" if h.putus else _KEPALA[h.putusan],
            h=h,
            kalimat=kalimat,
            putus=h.putus,
            triwulan=_periode(h) if h.instansi else "",
            diperiksa=diperiksa,
            pada=waktu_lengkap(h.disetujui, h.zona) if h.disetujui and diperiksa else "",
        )
    )


def _periode(h: Hasil) -> str:
    """``Triwulan I 2026``; with the version where there were several."""
    berversi = h.versi > 1 or h.pengganti
    return nama_triwulan(h.triwulan, h.tahun) + (f", versi {h.versi}" if berversi else "")


def baris_konsol(h: Hasil) -> str:
    """``asli: rekap Dinas X, Triwulan I 2026, disetujui … oleh …``: for the command line, which may know the person."""
    apa = f"rekap {h.instansi}, {_periode(h)}"
    if h.disetujui:
        apa += f", disetujui {waktu_lengkap(h.disetujui, h.zona)} oleh {h.oleh}"
    if h.putus:
        sebut = "Isi berkas cocok dengan" if h.cocok or not h.salinan else "Berkas ini salinan bertanda tangan"
        return f"{sebut} {apa}, tetapi persetujuannya tidak dapat dipercaya.\n{h.putus}"
    return "\n".join(x for x in (f"{h.putusan}: {apa}", h.kalimat, h.salinan) if x)
