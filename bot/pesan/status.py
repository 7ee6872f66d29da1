"""Where a run stands: the living message of the group, `/status` and `/tugas`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.pesan.dasar import (
    TANPA_TOMBOL,
    Tombol,
    isi_pesan,
    label_kartu,
    nama_triwulan,
    papan,
    ringkas,
    templat,
    waktu_lengkap,
    waktu_singkat,
)
from bot.sop.alur import Cara
from bot.sop.kejadian import Jeda
from bot.sop.model import Langkah


@dataclass(frozen=True)
class IsiStatus:
    """The state of a run, ready to print."""

    nama_sop: str
    instansi: str
    zona: str
    tahun: int
    triwulan: int
    status: str  # berjalan, selesai, batal
    langkah: Langkah
    banyak: int
    berikut: Langkah | None
    pemegang: str  # whose turn it is, by role
    batas: datetime | None
    putaran: int
    terkumpul: tuple[int, int] | None  # units that have sent, of how many; only while uploading
    ditunggu: tuple[str, ...]  # names of the units still awaited
    catatan: str = ""  # the reason of the last return, while it is being mended
    selesai_pada: datetime | None = None
    disetujui: bool = False
    lewat: bool = False  # the deadline has passed
    dijeda: Jeda | None = None
    aturan: str = ""  # the rules of measuring, where they were changed while the run was under way


PANJANG_CATATAN = 400  # characters of a reason that the status shows

_STATUS = templat("""
{% if pengantar %}
{{ pengantar }}

{% endif %}
📊 <b>{{ s.nama_sop }} · {{ triwulan }}</b>
{{ s.instansi }}

{{ pita }}
{% if s.status == "selesai" %}
✅ Selesai {{ selesai }}. Seluruh {{ s.banyak }} langkah telah dijalankan.
{% elif s.status == "batal" %}
⛔ Dibatalkan {{ selesai }}.
{% else %}
▶️ <b>Langkah {{ s.langkah.no }} dari {{ s.banyak }}</b>{{ " (putaran %d)" % s.putaran if s.putaran > 1 }}
{{ s.langkah.kegiatan }}
<b>Giliran:</b> {{ s.pemegang }}
<b>Batas:</b> {{ batas }}{{ " ⚠️ sudah lewat" if s.lewat }}
{% if dijeda %}
⏸ <b>{{ dijeda }}</b>
Batas waktu bergeser selama jeda itu.
{% endif %}
{% if s.terkumpul %}
<b>Terkumpul:</b> {{ s.terkumpul[0] }} dari {{ s.terkumpul[1] }} unit
{% if s.ditunggu %}
<b>Ditunggu:</b> {{ s.ditunggu | join(", ") }}
{% endif %}
{% endif %}
{% if catatan %}
↩️ Dikembalikan untuk perbaikan: {{ catatan }}
{% endif %}
{% if s.aturan %}
📐 {{ s.aturan }}
{% endif %}
{% if s.disetujui %}
✅ Rekap sudah disetujui pimpinan.
{% endif %}
{% if s.berikut %}
Berikutnya: {{ s.berikut.no }}. {{ s.berikut.kegiatan }}
{% endif %}
{% endif %}
""")


SUDAH_BERJALAN = "Pengukuran triwulan ini sudah ada, jadi tidak dimulai lagi. Inilah keadaannya:"


def status(isi: IsiStatus, pengantar: str = "") -> dict[str, Any]:
    """One phone screen: step, whose turn, deadline, what is awaited."""
    rampung = isi.banyak if isi.status == "selesai" else isi.langkah.no - 1
    teks = _STATUS.render(
        pengantar=pengantar,
        s=isi,
        triwulan=nama_triwulan(isi.triwulan, isi.tahun),
        catatan=ringkas(isi.catatan, PANJANG_CATATAN),
        pita="▰" * rampung + "▱" * (isi.banyak - rampung),
        batas=waktu_lengkap(isi.batas, isi.zona) if isi.batas else "–",
        selesai=waktu_lengkap(isi.selesai_pada, isi.zona) if isi.selesai_pada else "",
        dijeda=kalimat_jeda(isi.dijeda, isi.zona) if isi.dijeda else "",
    )
    return isi_pesan(teks, TANPA_TOMBOL)


def kalimat_jeda(jeda: Jeda, zona: str) -> str:
    """``Dijeda sejak 1 Apr 09.00 WIB karena: …``"""
    return f"Dijeda sejak {waktu_singkat(jeda.sejak, zona)} karena: {ringkas(jeda.alasan, PANJANG_CATATAN)}"


@dataclass(frozen=True)
class BarisTugas:
    instansi: str
    no: int
    banyak: int
    kegiatan: str
    peran: str
    batas: datetime
    zona: str
    lewat: bool
    periode: str
    penugasan: int
    dijeda: Jeda | None = None


_TUGAS = templat("""
{% if not daftar %}
🎉 Tidak ada tugas yang menunggu Anda saat ini.
{% else %}
🗂 <b>Tugas Anda ({{ daftar | length }})</b>, yang paling dekat batasnya di atas:
{% for t in daftar %}

{{ "⏸" if t.jeda else "🔴" if t.lewat else "🟢" }} <b>Langkah {{ t.no }}/{{ t.banyak }}</b> · {{ t.peran }}
{{ t.kegiatan }}
{{ t.periode }} · {{ t.instansi }}
Batas: {{ t.pukul }}{{ " – sudah lewat" if t.lewat and not t.jeda }}
{% if t.jeda %}
{{ t.jeda }}
{% endif %}
{% endfor %}

Tekan ▶️ untuk menampilkan lagi disposisi beserta tombolnya.
{% endif %}
{% if menunggu %}

💬 {{ menunggu }} kendala atau permintaan perpanjangan menunggu jawaban Anda: /kendala
{% endif %}
""")


def tugas(daftar: Sequence[BarisTugas], menunggu: int = 0) -> dict[str, Any]:
    """Open work of one person, nearest deadline first. `menunggu`: what others have asked this person as a superior."""
    baris = [
        vars(t) | {"pukul": waktu_lengkap(t.batas, t.zona), "jeda": kalimat_jeda(t.dijeda, t.zona) if t.dijeda else ""}
        for t in daftar
    ]
    kartu = daftar[:20]
    kantor = len({t.instansi for t in kartu}) > 1
    label = label_kartu([(t.no, t.periode, f"{t.peran}, {t.instansi}" if kantor else t.peran) for t in kartu])
    buka = [[(isi, Tombol("kartu", t.penugasan))] for isi, t in zip(label, kartu, strict=True)]
    lain = [("🔁 Alihkan", Tombol("alih", 0))], [("⏳ Minta perpanjangan", Tombol("panjang", 0))]
    tombol = papan(*buka, *lain) if baris else None
    return isi_pesan(_TUGAS.render(daftar=baris, menunggu=menunggu), tombol)


_AJAKAN = {
    Cara.UNGGAH: "Mohon kirim formulir Excel yang sudah diisi ke sini. Formulir baru: /formulir; tanpa Excel: /isi",
    Cara.PUTUSKAN: "Mohon tekan ✅ Setuju atau ↩️ Kembalikan pada disposisinya. Daftar tugas: /tugas",
    Cara.SELESAI: "Mohon selesaikan lewat tombol pada disposisinya. Daftar tugas: /tugas",
}


def ajakan(cara: Cara, ditunggu: Sequence[str]) -> str:
    """What somebody who is reminded can do; who owns an upload is told whom it waits for."""
    if cara is Cara.TUTUP:
        return f"Masih ditunggu: {', '.join(ditunggu)}." if ditunggu else "Semua unit sudah mengirim."
    return _AJAKAN[cara]


_PENGINGAT = templat("""
{% if lewat %}
⏰ <b>Batas waktu terlewati</b>
{% else %}
⏰ <b>Batas waktu sudah dekat</b>
{% endif %}
Langkah {{ no }}/{{ banyak }} · {{ triwulan }}
{{ kegiatan }}
{% if lewat %}
Batasnya {{ pukul }}. {{ ajakan }}
{% else %}
Batas: {{ pukul }}. {{ ajakan }}
{% endif %}
""")


def pengingat(
    langkah: Langkah, banyak: int, tahun: int, triwulan: int, batas: datetime, zona: str, lewat: bool, ajakan: str
) -> dict[str, Any]:
    """A reminder before the deadline, or at it. `ajakan`: what to do now."""
    teks = _PENGINGAT.render(
        lewat=lewat,
        no=langkah.no,
        banyak=banyak,
        triwulan=nama_triwulan(triwulan, tahun),
        kegiatan=langkah.kegiatan,
        pukul=waktu_singkat(batas, zona),
        ajakan=ajakan,
    )
    return isi_pesan(teks)
