"""Dispositions and what they turn into."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from bot.pesan.dasar import (
    TANPA_TOMBOL,
    Tombol,
    isi_pesan,
    nama_triwulan,
    papan,
    ringkas,
    templat,
    waktu_lengkap,
    waktu_singkat,
)
from bot.sop.alur import Cara
from bot.sop.kejadian import Hasil
from bot.sop.model import Jenis, Langkah, Selesai


@dataclass(frozen=True)
class IsiKartu:
    """What a disposition says."""

    penugasan: int
    langkah: Langkah
    banyak: int
    cara: Cara
    instansi: str
    zona: str
    tahun: int
    triwulan: int
    dari: str
    kepada: str
    batas: datetime
    catatan: str = ""  # why it came back
    catatan_dari: str = ""
    catatan_terbuka: Sequence[tuple[str, str]] = ()  # earlier returns not settled yet, the farthest first: who, why
    sidik: str = ""  # of the figures to decide on
    buka_unggahan: bool = False  # a return from here lets the units send again
    data_tetap: bool = False  # earlier figures exist and can be sent again as they are
    hadir: str = ""  # who is invited
    diminta: Sequence[str] = ()  # indicators that a return opens or its reason names
    hanya_itu: bool = False  # the unit's other indicators are locked
    berubah: Sequence[str] = ()  # figures that differ from those returned
    terkumpul: tuple[int, int] | None = None  # units that have sent, of how many; for the owner of an upload
    ditunggu: Sequence[str] = ()
    keterangan: tuple[str, ...] = ()  # what this kind of step tells, line by line
    lain: tuple[tuple[str, str], ...] = ()  # further buttons: label, action


# Where sender and receiver are the same.
DARI_AWAL = "{dari} (awal pengukuran)"
DARI_LANGKAH_LALU = "{dari} (langkah sebelumnya)"
DARI_LANGKAH_INI = "{dari} (pelaksana langkah ini)"

_KARTU = templat("""
📨 DISPOSISI {{ k.langkah.no }}/{{ k.banyak }}
<b>{{ triwulan }}</b> · {{ k.instansi }}

<b>Dari:</b> {{ k.dari }}
<b>Kepada:</b> {{ k.kepada }}
<b>Kegiatan:</b> {{ k.langkah.kegiatan }}
<b>Kelengkapan:</b> {{ k.langkah.kelengkapan | join(", ") or "–" }}
<b>Output:</b> {{ k.langkah.output }}
<b>Waktu:</b> {{ k.langkah.waktu }}
<b>Batas:</b> {{ batas }}
{% if k.hadir %}
<b>Peserta:</b> {{ k.hadir }}
{% endif %}
{% for baris in k.keterangan %}
{{ baris }}
{% endfor %}
{% if k.catatan %}
{% for oleh, alasan in k.catatan_terbuka %}

↩️ <b>Catatan perbaikan</b> dari {{ oleh }} (belum selesai):
<blockquote>{{ alasan }}</blockquote>
{% endfor %}

↩️ <b>Catatan perbaikan</b> dari {{ k.catatan_dari }}:
<blockquote>{{ k.catatan }}</blockquote>
{% if k.diminta %}
<b>Yang disebut untuk diperbaiki:</b>
{% for d in k.diminta %}
• {{ d }}
{% endfor %}
{% if k.hanya_itu %}
Indikator lain tetap terkunci dengan angka yang sudah dikirim.
{% endif %}

{% endif %}
{% if k.berubah %}
<b>Angka yang berubah sejak dikembalikan:</b>
{% for b in k.berubah %}
• {{ b }}
{% endfor %}

{% endif %}
{% else %}

{% endif %}
{% if k.terkumpul %}
<b>Terkumpul:</b> {{ k.terkumpul[0] }} dari {{ k.terkumpul[1] }} unit
{% if k.ditunggu %}
<b>Ditunggu:</b> {{ k.ditunggu | join(", ") }}
{% endif %}

{% endif %}
{{ ajakan }}
""")

_AJAKAN = {
    Cara.PUTUSKAN: "Mohon periksa dokumennya (terlampir), lalu tekan ✅ Setuju atau ↩️ Kembalikan.",
    Cara.UNGGAH: (
        "Mohon isi formulir Excel yang menyusul di bawah ini, lalu kirim kembali berkasnya ke sini. "
        "Isian diperiksa seketika dan baru disimpan setelah Anda menekan ✅ Kirim."
    ),
    Cara.TUTUP: (
        "Unit sedang mengirim data; langkah ini selesai sendiri begitu semua unit mengirim. "
        "Bila perlu diakhiri lebih awal, tekan ⏹️ Tutup unggahan dan tulis alasannya."
    ),
}


def _ajakan(kartu: IsiKartu) -> str:
    if kartu.cara is not Cara.SELESAI:
        tambahan = " Bila angkanya tetap, cukup tekan ✅ Kirim." if kartu.data_tetap else ""
        if kartu.cara is Cara.PUTUSKAN and kartu.catatan and kartu.buka_unggahan:
            tambahan = " Bila angkanya sendiri perlu diperbaiki, tekan ↩️ Kembalikan: unit lalu dapat mengirim lagi."
        return _AJAKAN[kartu.cara] + tambahan
    if kartu.langkah.jenis is Jenis.PERINTAH:
        return "Tekan ✅ Perintahkan untuk meneruskan perintah ini."
    bersama = (
        " Cukup salah seorang pelaksana yang mengerjakannya." if kartu.langkah.selesai is Selesai.SALAH_SATU else ""
    )
    if kartu.langkah.wajib_lampiran:
        return f"Kirim {kartu.langkah.output} ke sini (dokumen, foto, atau teks), lalu tekan ✅ Selesai.{bersama}"
    return f"Tekan ✅ Selesai bila sudah dikerjakan.{bersama} Bila ada berkas atau catatan, kirim saja ke sini lebih dahulu."


def _tombol(kartu: IsiKartu) -> dict[str, Any]:
    nomor = kartu.penugasan
    if kartu.cara is Cara.PUTUSKAN:
        setuju, kembali = Tombol("setuju", nomor, kartu.sidik), Tombol("kembali", nomor, kartu.sidik)
        return papan([("✅ Setuju", setuju), ("↩️ Kembalikan", kembali)])
    if kartu.cara is Cara.UNGGAH:
        return papan([("✅ Kirim", Tombol("tetap", nomor))]) if kartu.data_tetap else TANPA_TOMBOL
    if kartu.cara is Cara.TUTUP:
        return papan([("⏹️ Tutup unggahan", Tombol("tutup", nomor))])
    if kartu.langkah.jenis is Jenis.PERINTAH:
        return papan([("✅ Perintahkan", Tombol("selesai", nomor))])
    rapat = [("📅 Atur rapat", Tombol("rapat", nomor))] if kartu.langkah.jenis in (Jenis.RAPAT, Jenis.UNDANGAN) else []
    return papan([("✅ Selesai", Tombol("selesai", nomor)), ("📎 Lampirkan", Tombol("lampir", nomor))], rapat)


def kartu(isi: IsiKartu) -> dict[str, Any]:
    """The disposition with its buttons."""
    teks = _KARTU.render(
        k=isi,
        triwulan=nama_triwulan(isi.triwulan, isi.tahun),
        batas=waktu_lengkap(isi.batas, isi.zona),
        ajakan=_ajakan(isi),
    )
    tombol = _tombol(isi)
    sisa = [(label, Tombol(aksi, isi.penugasan)) for label, aksi in isi.lain]
    lain = papan(*([sisa[:-2], sisa[-2:]] if len(sisa) > 2 else [sisa]))
    return isi_pesan(teks, {"inline_keyboard": tombol["inline_keyboard"] + lain["inline_keyboard"]})


_HASIL = templat("""
📨 DISPOSISI {{ no }}/{{ banyak }}
<b>{{ triwulan }}</b>
{{ kegiatan }}

{{ akhir }}
{% if alasan %}
<blockquote>{{ alasan }}</blockquote>
{% endif %}
""")


PANJANG_ALASAN = 1500  # characters; in full it is with those who must correct (and in the chat of who wrote it)

_KATA = {
    Hasil.SELESAI: "✅ <b>Selesai</b>, dikerjakan oleh",
    Hasil.SETUJU: "✅ <b>Disetujui</b> oleh",
    Hasil.KEMBALI: "↩️ <b>Dikembalikan</b> oleh",
    Hasil.DIKIRIM: "✅ <b>Data dikirim</b> oleh",
    Hasil.DITUTUP: "⏹️ <b>Unggahan ditutup</b> oleh",
    Hasil.BATAL: "⛔ <b>Pengukuran dibatalkan</b> oleh",
    Hasil.GUGUR: "☑️ <b>Selesai</b>, dikerjakan oleh",
    Hasil.DITARIK: "↶ <b>Ditarik kembali</b> oleh",
    Hasil.DILEWATI: "⏭️ <b>Dilewati</b> oleh",
    Hasil.DIPAKSA: "⏭️ <b>Diselesaikan paksa</b> oleh",
}

BERUBAH = (
    "Angka, data dukung, atau triwulan sebelumnya berubah sejak pesan ini dibuat. "
    "Dokumen terbaru sedang dikirim; mohon periksa lagi."
)
KATA_SINGKAT = {
    Hasil.SELESAI: "dikerjakan",
    Hasil.SETUJU: "disetujui",
    Hasil.KEMBALI: "dikembalikan",
    Hasil.DIKIRIM: "dikirim",
    Hasil.DITUTUP: "ditutup",
    Hasil.BATAL: "dibatalkan",
    Hasil.GUGUR: "dikerjakan",
    Hasil.DITARIK: "ditarik kembali",
    Hasil.DILEWATI: "dilewati administrator",
    Hasil.DIPAKSA: "diselesaikan paksa administrator",
}

_AKHIR = templat("{{ kata | safe }} {{ oleh }}, {{ pada }}.")


def kalimat_akhir(hasil: Hasil, oleh: str, pada: datetime, zona: str) -> str:
    """One HTML sentence: what happened, by whom, when."""
    return _AKHIR.render(kata=_KATA[hasil], oleh=oleh, pada=waktu_singkat(pada, zona))


def kartu_akhir(
    langkah: Langkah, banyak: int, tahun: int, triwulan: int, akhir: str, alasan: str = ""
) -> dict[str, Any]:
    """What a disposition turns into when its work is done: no buttons, the outcome."""
    teks = _HASIL.render(
        no=langkah.no,
        banyak=banyak,
        triwulan=nama_triwulan(triwulan, tahun),
        kegiatan=langkah.kegiatan,
        akhir=Markup(akhir),
        alasan=ringkas(alasan, PANJANG_ALASAN),
    )
    return isi_pesan(teks, TANPA_TOMBOL)
