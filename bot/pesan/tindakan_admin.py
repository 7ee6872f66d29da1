"""What an administrator does in other people's place: always said to be that."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.pesan.dasar import (
    TANPA_TOMBOL,
    Tombol,
    isi_pesan,
    minta_balasan,
    nama_triwulan,
    papan,
    templat,
    waktu_lengkap,
    waktu_singkat,
)
from bot.pesan.koreksi_terbit import KOREKSI, TOMBOL_KOREKSI

LEWATI, PAKSA, JEDA, LANJUTKAN = "lewati", "paksa", "jeda", "lanjutkan"
TIDAK_ADA = isi_pesan("Tidak ada pengukuran yang sedang berjalan, dan belum ada rekap yang dapat dikoreksi.")


@dataclass(frozen=True)
class IsiJalan:
    """A living run as an administrator sees it."""

    pelaksanaan: int
    sidik: str  # which step the buttons are about
    instansi: str
    nama_sop: str
    zona: str
    tahun: int
    triwulan: int
    no: int
    banyak: int
    kegiatan: str
    pemegang: str
    batas: datetime | None
    milik_pimpinan: bool
    jeda: str = ""  # since when and why the run stands still
    selesai: datetime | None = None  # when the run ended
    koreksi: str = ""  # which approval the button of a correction is about; "": there is none to correct


_JALAN = templat("""
🧭 <b>{{ i.instansi }}</b> · {{ triwulan }}
SOP: {{ i.nama_sop }}

{% if i.selesai %}
✅ Selesai {{ selesai }}.
{% else %}
▶️ <b>Langkah {{ i.no }} dari {{ i.banyak }}</b>
{{ i.kegiatan }}
<b>Giliran:</b> {{ i.pemegang }}
<b>Batas:</b> {{ batas }}
{% if i.jeda %}
⏸ <b>{{ i.jeda }}</b>
{% endif %}
{% endif %}

{% if i.selesai %}
{% elif i.milik_pimpinan %}
Langkah ini tidak dapat dilewati atau dipaksa: rekap hanya terbit dengan persetujuan pimpinan sendiri. \
Bila pimpinan berhalangan, tetapkan Plt. atau Plh.
{% else %}
⏭️ Lewati langkah: langkah berakhir tanpa hasilnya. ✅ Paksa selesai: pekerjaannya dianggap sudah diserahkan; \
bila ada yang memutuskan, ia tetap memutuskan. Keduanya dicatat sebagai tindakan admin dengan alasannya.
{% endif %}
{% if i.koreksi %}
✏️ Koreksi setelah terbit: rekap yang sudah disetujui dicabut, data dibuka lagi di langkah unggah, dan semua langkah \
sesudahnya diulang sampai pimpinan menyetujui versi barunya.
{% endif %}

{% if i.selesai %}
{% elif i.jeda %}
▶️ Lanjutkan: batas yang terbuka bergeser sepanjang jam kerja selama jeda, dan pengingat jalan lagi.
{% else %}
⏸ Jeda: semua pengingat berhenti sampai dilanjutkan; waktunya tercatat sebagai menunggu.
{% endif %}
""")


def jalan(i: IsiJalan) -> dict[str, Any]:
    """One living run with what an administrator may do about its step."""
    batas = waktu_singkat(i.batas, i.zona) if i.batas else "–"
    selesai = waktu_lengkap(i.selesai, i.zona) if i.selesai else ""
    teks = _JALAN.render(i=i, triwulan=nama_triwulan(i.triwulan, i.tahun), batas=batas, selesai=selesai)
    koreksi = [(TOMBOL_KOREKSI, Tombol(KOREKSI, i.pelaksanaan, i.koreksi))] if i.koreksi else []
    if i.selesai:
        return isi_pesan(teks, papan(koreksi))
    lewati, paksa = Tombol(LEWATI, i.pelaksanaan, i.sidik), Tombol(PAKSA, i.pelaksanaan, i.sidik)
    langkah = [] if i.milik_pimpinan else [("⏭️ Lewati langkah", lewati), ("✅ Paksa selesai", paksa)]
    henti = ("▶️ Lanjutkan", Tombol(LANJUTKAN, i.pelaksanaan)) if i.jeda else ("⏸ Jeda", Tombol(JEDA, i.pelaksanaan))
    return isi_pesan(teks, papan(langkah, [henti], koreksi))


_ALASAN = templat("""
Mohon tulis alasan {{ "melewati" if lewati else "menyelesaikan paksa" }} langkah {{ no }} ({{ kegiatan }}), misalnya:
<code>Pelaksana dinas luar sampai akhir bulan</code>

Alasan ini tercatat sebagai tindakan admin dan terlihat oleh semua yang terkait. /batal bila tidak jadi.
""")


def minta_alasan(no: int, kegiatan: str, lewati: bool) -> dict[str, Any]:
    return minta_balasan(_ALASAN.render(no=no, kegiatan=kegiatan, lewati=lewati), "Alasan tindakan admin")


_DILAKUKAN = templat("""
⏭️ Langkah {{ no }} {{ "dilewati" if lewati else "diselesaikan paksa" }} ({{ instansi }}, {{ triwulan }}). \
Tercatat sebagai tindakan admin.
""")


def dilakukan(no: int, lewati: bool, instansi: str, triwulan: int, tahun: int) -> dict[str, Any]:
    tw = nama_triwulan(triwulan, tahun)
    return isi_pesan(_DILAKUKAN.render(no=no, lewati=lewati, instansi=instansi, triwulan=tw), TANPA_TOMBOL)


SUDAH_LEWAT = "Langkahnya sudah berganti. Ketik /sop untuk melihat keadaan sekarang."
