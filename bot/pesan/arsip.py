"""The archive: captions, and the list in which runs are found again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.pesan.dasar import Tombol, isi_pesan, nama_triwulan, papan, templat

_KETERANGAN = templat("""
📦 <b>Arsip {{ triwulan }}</b> · {{ instansi }}
{{ banyak }} berkas: rekap, formulir beserta versinya, kertas kerja, jejak kejadian, dan manifest.csv dengan sidik tiap berkas.
{% if batal %}
Pengukuran ini dibatalkan; arsip ini memuat apa yang sudah ada saat itu. Dapat diambil lagi dengan /arsip.
{% elif akhir %}
Pengukuran sudah selesai; inilah arsip akhirnya. Dapat diambil lagi dengan /arsip.
{% else %}
Mohon periksa isinya, lalu tekan ✅ Selesai pada disposisi. Arsip akhir menyusul begitu semua langkah selesai.
{% endif %}
""")


def keterangan(triwulan: int, tahun: int, instansi: str, banyak: int, akhir: bool, batal: bool) -> dict[str, Any]:
    """Caption of the ZIP."""
    tw = nama_triwulan(triwulan, tahun)
    teks = _KETERANGAN.render(triwulan=tw, instansi=instansi, banyak=banyak, akhir=akhir, batal=batal)
    return {"caption": teks, "parse_mode": "HTML"}


_LAGI = templat("📦 <b>Arsip {{ triwulan }}</b> · {{ instansi }}")


def sekali_lagi(triwulan: int, tahun: int, instansi: str) -> dict[str, Any]:
    """Caption of a ZIP that somebody has asked for."""
    teks = _LAGI.render(triwulan=nama_triwulan(triwulan, tahun), instansi=instansi)
    return {"caption": teks, "parse_mode": "HTML"}


_DIGANTI = templat("""
📦 Arsip {{ "" if akhir else "sementara " }}{{ triwulan }}. Sudah digantikan oleh arsip {{ "yang baru" if akhir else "akhir" }}; \
ambil dengan /arsip.
""")


def diganti(triwulan: int, tahun: int, akhir: bool = False) -> dict[str, Any]:
    """What the caption of the first archive turns into; `akhir`: of a final one, when the run was corrected."""
    teks = _DIGANTI.render(triwulan=nama_triwulan(triwulan, tahun), akhir=akhir)
    return {"caption": teks, "parse_mode": "HTML"}


_BESAR = templat("""
📦 <b>Arsip {{ triwulan }}</b> · {{ instansi }}
Ukurannya {{ mega }} MB, lebih besar dari yang dapat dikirim lewat Telegram. \
Administrator dapat mengambilnya di peladen: <code>{{ tempat }}</code>
""")


def terlalu_besar(triwulan: int, tahun: int, instansi: str, ukuran: int, tempat: str) -> dict[str, Any]:
    """Instead of a ZIP that Telegram does not take."""
    mega = ukuran // 1024 // 1024
    tw = nama_triwulan(triwulan, tahun)
    return isi_pesan(_BESAR.render(triwulan=tw, instansi=instansi, mega=mega, tempat=tempat))


@dataclass(frozen=True)
class BarisArsip:
    """One run in the list. `status`: Indonesian words."""

    pelaksanaan: int
    tahun: int
    triwulan: int
    instansi: str
    status: str
    ada_arsip: bool
    ada_rekap: bool


_DAFTAR = templat("""
🗄 <b>Arsip pengukuran kinerja</b>{% if dicari %} · {{ dicari }}{% endif %}


{% for b in baris %}
{{ loop.index }}. {{ b.triwulan }} · {{ b.instansi }} · {{ b.status }}
{% endfor %}
{% if tersisa %}
… dan {{ tersisa }} lagi. Persempit, misalnya <code>/arsip 2026 1</code>
{% endif %}
""")
_KOSONG = templat("""
Tidak ada pengukuran yang cocok{% if dicari %} dengan <i>{{ dicari }}</i>{% endif %}. Cari dengan tahun, triwulan, atau kata, misalnya:
<code>/arsip 2026 1</code>
<code>/arsip notulen</code>
""")


def daftar(baris: Sequence[BarisArsip], tersisa: int, dicari: str) -> dict[str, Any]:
    """The runs that fit, newest first, with what can be fetched of each."""
    if not baris:
        return isi_pesan(_KOSONG.render(dicari=dicari))
    isi = [{"triwulan": nama_triwulan(b.triwulan, b.tahun), "instansi": b.instansi, "status": b.status} for b in baris]
    tombol = papan(*(_tombol(nomor, b) for nomor, b in enumerate(baris, start=1)))
    return isi_pesan(_DAFTAR.render(baris=isi, tersisa=tersisa, dicari=dicari), tombol)


def _tombol(nomor: int, b: BarisArsip) -> list[tuple[str, Tombol | str]]:
    baris: list[tuple[str, Tombol | str]] = []
    if b.ada_arsip:
        baris.append((f"📦 Arsip {nomor}", Tombol("arsip", b.pelaksanaan)))
    if b.ada_rekap:
        baris.append((f"📊 Rekap {nomor}", Tombol("rekaplagi", b.pelaksanaan)))
    return baris


STATUS = {"berjalan": "sedang berjalan", "selesai": "selesai", "batal": "dibatalkan"}
DIKEMBALIKAN = "Rekap triwulan ini dikembalikan untuk diperbaiki, dan yang baru belum disetujui."
DIKIRIM = "Sedang dikirim ke chat ini."
TIDAK_TERDAFTAR = isi_pesan("Arsip hanya dapat dibuka oleh personel kantornya.")
