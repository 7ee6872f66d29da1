"""More time: asked for with a reason, granted or refused by the superior."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, papan, ringkas, templat

MINTA, HARI, SIAP, IZINKAN, TOLAK = "panjang", "panjanghari", "panjangsiap", "panjangya", "panjangtak"
DIAJUKAN, DISETUJUI, DITOLAK, BERAKHIR = "diajukan", "disetujui", "ditolak", "berakhir"

LABEL = "⏳ Minta perpanjangan"
PILIHAN_HARI = (1, 2, 3)
PANJANG_LABEL = 60
PANJANG_ALASAN = 1000
SIAP_ALASAN = (  # short: Telegram cuts long labels
    "Data pihak lain belum lengkap",
    "Pejabat terkait sedang dinas luar",
    "Perlu koreksi yang cukup banyak",
    "Bersamaan dengan tugas mendesak",
)

TIDAK_ADA = isi_pesan("Tidak ada tugas Anda yang sedang terbuka, jadi tidak ada batas yang perlu diperpanjang.")
HARI_SALAH = isi_pesan(
    "Mohon tulis jumlah hari kerjanya saja, 1 sampai 30, misalnya:\n<code>5 hari</code>\n/batal bila tidak jadi."
)
ALASAN_SINGKAT = isi_pesan("Mohon tulis alasannya dalam satu kalimat. /batal bila tidak jadi.")


@dataclass(frozen=True)
class IsiPerpanjangan:
    """A request, ready to print. Times are as people read them."""

    nomor: int
    status: str
    no: int
    banyak: int
    kegiatan: str
    periode: str
    instansi: str
    waktu: str  # the printed standard
    hari: int
    alasan: str
    pemohon: str
    tujuan: str  # who decides; "" where nobody stands above
    dibuat: str
    batas_lama: str
    batas_baru: str
    dijawab_oleh: str = ""
    dijawab_pada: str = ""


def pilih(tugas: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """For which of several tasks."""
    baris = [[(ringkas(f"⏳ {label}", PANJANG_LABEL), Tombol(MINTA, nomor))] for nomor, label in tugas[:20]]
    return isi_pesan("⏳ Batas tugas yang mana yang perlu diperpanjang?", papan(*baris))


_BERAPA = templat("""
⏳ <b>Perpanjangan langkah {{ no }}/{{ banyak }}</b>
{{ kegiatan }}
Waktu menurut SOP {{ waktu }}; batasnya {{ batas }}.

Perlu berapa hari kerja lagi? Pilih, atau tulis jumlahnya, misalnya:
<code>5 hari</code>
""")


def berapa(
    penugasan: int, no: int, banyak: int, kegiatan: str, waktu: str, batas: str, menjadi: Sequence[str]
) -> dict[str, Any]:
    """How many working days. `menjadi`: the deadline that each choice would give."""
    teks = _BERAPA.render(no=no, banyak=banyak, kegiatan=kegiatan, waktu=waktu, batas=batas)
    pilihan = zip(PILIHAN_HARI, menjadi, strict=True)
    return isi_pesan(
        teks, papan(*[[(f"{n} hari kerja → {baru}", Tombol(HARI, penugasan, str(n)))] for n, baru in pilihan])
    )


_MENGAPA = templat("""
⏳ <b>Perpanjangan langkah {{ no }}/{{ banyak }}</b>: {{ hari }} hari kerja, menjadi {{ menjadi }}.

Apa alasannya? Pilih, atau tulis sendiri dalam satu pesan, misalnya:
<code>Dua unit baru menyerahkan bukti dukung hari Senin</code>

{% if tujuan %}
{{ tujuan }} yang memutuskan; sampai itu batasnya tetap.
{% else %}
Dalam SOP ini tidak ada atasan di atas tugas Anda, jadi perpanjangan Anda langsung berlaku dan tercatat sebagai ditetapkan sendiri.
{% endif %}
""")


def mengapa(penugasan: int, no: int, banyak: int, hari: int, menjadi: str, tujuan: str) -> dict[str, Any]:
    """The reason: ready phrases, or typed."""
    teks = _MENGAPA.render(no=no, banyak=banyak, hari=hari, menjadi=menjadi, tujuan=tujuan)
    return isi_pesan(teks, papan(*[[(s, Tombol(SIAP, penugasan, str(n)))] for n, s in enumerate(SIAP_ALASAN)]))


_DIPILIH = templat("⏳ Perpanjangan langkah {{ no }}, {{ hari }} hari kerja: <i>{{ alasan }}</i>")


def dipilih(no: int, hari: int, alasan: str) -> dict[str, Any]:
    """What the questions turn into."""
    return isi_pesan(_DIPILIH.render(no=no, hari=hari, alasan=ringkas(alasan, 200)), TANPA_TOMBOL)


_HASIL = """
{% if k.status == "disetujui" %}
✅ <b>Diperpanjang</b> oleh {{ k.dijawab_oleh }}, {{ k.dijawab_pada }}. Batasnya sekarang {{ k.batas_baru }}.
{% elif k.status == "ditolak" %}
🙏 <b>Belum dapat diperpanjang</b>, jawab {{ k.dijawab_oleh }}, {{ k.dijawab_pada }}. Batasnya tetap {{ k.batas_lama }}.
{% elif k.status == "berakhir" %}
☑️ Langkahnya sudah berakhir sebelum permintaan ini dijawab.
{% endif %}
"""

_PERMINTAAN = templat(
    """
⏳ <b>Permintaan perpanjangan</b> langkah {{ k.no }}/{{ k.banyak }}: {{ k.hari }} hari kerja
{{ k.kegiatan }}
Dari {{ k.batas_lama }} menjadi {{ k.batas_baru }}.
<blockquote>{{ k.alasan }}</blockquote>
{% if k.status == "diajukan" %}
Menunggu keputusan {{ k.tujuan or "atasan" }}; sampai itu batasnya tetap.
{% endif %}
"""
    + _HASIL.strip()
)


def permintaan(k: IsiPerpanjangan) -> dict[str, Any]:
    """What the asker keeps."""
    return isi_pesan(_PERMINTAAN.render(k=_pendek(k)), TANPA_TOMBOL)


_UNTUK_ATASAN = templat(
    """
⏳ <b>Permintaan perpanjangan</b> · {{ k.periode }}
{{ k.instansi }}
Langkah {{ k.no }}/{{ k.banyak }}: {{ k.kegiatan }}
Dari {{ k.pemohon }}, {{ k.dibuat }}.
<blockquote>{{ k.alasan }}</blockquote>
Waktu menurut SOP {{ k.waktu }}. Batas {{ k.batas_lama }} menjadi <b>{{ k.batas_baru }}</b> ({{ k.hari }} hari kerja). \
Standar SOP tetap tercatat.
"""
    + _HASIL.strip()
)


def untuk_atasan(k: IsiPerpanjangan) -> dict[str, Any]:
    """To the superior, with the two answers while nobody has given one."""
    tombol = papan([("🟢 Beri perpanjangan", Tombol(IZINKAN, k.nomor))], [("🔴 Belum dapat", Tombol(TOLAK, k.nomor))])
    return isi_pesan(_UNTUK_ATASAN.render(k=_pendek(k)), tombol if k.status == DIAJUKAN else TANPA_TOMBOL)


_KABAR = templat(
    """
⏳ Langkah {{ k.no }}/{{ k.banyak }} · {{ k.periode }}
{{ k.kegiatan }}
"""
    + _HASIL.strip()
)


def kabar(k: IsiPerpanjangan) -> dict[str, Any]:
    """The outcome, to the asker and whoever works on it now."""
    return isi_pesan(_KABAR.render(k=_pendek(k)))


def _pendek(k: IsiPerpanjangan) -> dict[str, Any]:
    return vars(k) | {"alasan": ringkas(k.alasan, PANJANG_ALASAN)}


def di_kartu(status: str, lama: str, baru: str) -> str:
    """One line of the card."""
    if status == DIAJUKAN:
        return f"⏳ Perpanjangan sampai {baru} sedang diminta"
    return f"⏳ Diperpanjang dari {lama}"


# For the log and the time record -------------------------------------------------------------------------------------


def uraian_minta(hari: int, alasan: str) -> str:
    """Without its subject."""
    return f"meminta perpanjangan {hari} hari kerja: {alasan}"


def uraian_tolak(hari: int, pemohon: str) -> str:
    """Without its subject."""
    return f"belum mengabulkan perpanjangan {hari} hari kerja dari {pemohon}"


def alasan_pindah(hari: int, alasan: str, sendiri: bool) -> str:
    """Why the deadline has moved."""
    return f"perpanjangan {hari} hari kerja{' (ditetapkan sendiri)' if sendiri else ''}: {alasan}"


def di_rekap(siapa: str, batas: str, oleh: str, sendiri: bool, ditepati: bool | None) -> str:
    """One remark of the time record. `ditepati`: None while the task is open."""
    memberi = "ditetapkan sendiri" if sendiri else f"disetujui {oleh}"
    akhir = {True: ", ditepati", False: ", terlewati", None: ""}[ditepati]
    return f"{siapa}: diperpanjang sampai {batas}, {memberi}{akhir}"
