"""The head's note at the end of the week: where the run stands, and up to three things that need the head."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, nama_triwulan, papan, ringkas, templat, waktu_singkat
from bot.pesan.kendala import BUKA as BUKA_KENDALA
from bot.pesan.perpanjangan import IZINKAN
from bot.pesan.status import IsiStatus, kalimat_jeda

TERBANYAK = 3
PANJANG = 160  # characters of one thing


@dataclass(frozen=True)
class Hal:
    """One thing that needs the head, and the button that leads to it."""

    kalimat: str
    label: str
    tombol: Tombol
    penugasan: int  # it is over with this assignment at the latest


_CATATAN = templat("""
🗒 <b>Catatan akhir pekan</b> · {{ instansi }}
{% for s in jalan %}

<b>{{ s.periode }}</b>
{% if s.berjalan %}
Langkah {{ s.no }} dari {{ s.banyak }}: {{ s.kegiatan }}
Giliran: {{ s.pemegang }}{% if s.terkumpul %} ({{ s.terkumpul[0] }} dari {{ s.terkumpul[1] }} unit sudah mengirim){% endif %}

{% if s.jeda %}
⏸ {{ s.jeda }}
{% else %}
Batas: {{ s.batas }}{{ " ⚠️ sudah lewat" if s.lewat }}
{% endif %}
{% else %}
✅ Selesai.
{% endif %}
{% endfor %}
{% if not jalan %}

Semua langkah sudah selesai.
{% endif %}

{% if hal %}
<b>Menunggu Anda:</b>
{% for h in hal %}
{{ loop.index }}. {{ h }}
{% endfor %}
{% if lebih %}
Masih ada {{ lebih }} lagi: /tugas, /kendala
{% endif %}
{% else %}
Tidak ada yang menunggu Anda.
{% endif %}
""")


def catatan(instansi: str, jalan: Sequence[IsiStatus], hal: Sequence[Hal]) -> dict[str, Any]:
    """One phone screen with a button for each thing."""
    teks = _CATATAN.render(
        instansi=instansi,
        jalan=[_baris(s) for s in jalan],
        hal=[ringkas(h.kalimat, PANJANG) for h in hal[:TERBANYAK]],
        lebih=max(0, len(hal) - TERBANYAK),
    )
    tombol = papan(*([(h.label, h.tombol)] for h in hal[:TERBANYAK])) if hal else TANPA_TOMBOL
    return isi_pesan(teks, tombol)


def _baris(s: IsiStatus) -> dict[str, Any]:
    return vars(s) | {
        "periode": nama_triwulan(s.triwulan, s.tahun),
        "berjalan": s.status == "berjalan",
        "no": s.langkah.no,
        "kegiatan": ringkas(s.langkah.kegiatan, PANJANG),
        "jeda": kalimat_jeda(s.dijeda, s.zona) if s.dijeda else "",
        "batas": waktu_singkat(s.batas, s.zona) if s.batas else "–",
    }


def hal_tugas(nomor: int, no: int, kegiatan: str, pukul: str, lewat: bool) -> Hal:
    kalimat = f"Langkah {no} ({ringkas(kegiatan, 80)}), batas {pukul}{', sudah lewat' if lewat else ''}"
    return Hal(kalimat, f"▶️ Langkah {no}", Tombol("kartu", nomor), nomor)


def hal_kendala(nomor: int, no: int, pelapor: str, uraian: str, penugasan: int) -> Hal:
    kalimat = f"Kendala langkah {no} dari {pelapor}: {ringkas(uraian, 80)}"
    return Hal(kalimat, f"⚠️ Kendala langkah {no}", Tombol(BUKA_KENDALA, nomor), penugasan)


def hal_perpanjangan(nomor: int, no: int, pemohon: str, hari: int, penugasan: int) -> Hal:
    kalimat = f"{pemohon} meminta {hari} hari kerja lagi untuk langkah {no}"
    return Hal(kalimat, f"🟢 Beri perpanjangan langkah {no}", Tombol(IZINKAN, nomor), penugasan)
