"""Obstacles: reported at a step, answered by the superior."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, minta_balasan, papan, ringkas, templat

PANJANG_LABEL = 60  # characters on a button
PANJANG_ISI = 1500  # characters of an obstacle or an answer in a message; in full it is in the log and the archive
PANJANG_KARTU = 200  # characters of the same on a card

TERBUKA, DIJAWAB, SELESAI, BERAKHIR, DICATAT = "terbuka", "dijawab", "selesai", "berakhir", "dicatat"

SIAP_LAPOR = (  # short: Telegram cuts long labels
    "Data pihak lain belum lengkap",
    "Pejabat terkait belum dapat ditemui",
    "Aplikasi atau jaringan bermasalah",
    "Ketentuan atau angka belum jelas",
    "Bersamaan dengan tugas mendesak",
)
SIAP_JAWAB = (
    "Saya bantu tindak lanjuti hari ini",
    "Lanjutkan dengan data yang ada",
    "Koordinasikan dengan pihak terkait",
    "Silakan temui saya untuk dibahas",
)

TIDAK_ADA = isi_pesan(
    "Tidak ada tugas Anda yang sedang terbuka dan tidak ada kendala yang menunggu jawaban Anda. "
    "Kendala dilaporkan pada tugas yang sedang berjalan; ketik /tugas untuk melihatnya."
)
TERLALU_SINGKAT = isi_pesan("Mohon tulis kendalanya dalam satu kalimat. /batal bila tidak jadi.")
JAWABAN_SINGKAT = isi_pesan("Mohon tulis jawabannya dalam satu kalimat. /batal bila tidak jadi.")
LEWAT = "Kendala ini sudah ditutup."


@dataclass(frozen=True)
class IsiKendala:
    """An obstacle, ready to print. Times are as people read them."""

    nomor: int
    status: str
    no: int
    banyak: int
    kegiatan: str
    periode: str
    instansi: str
    batas: str
    uraian: str
    pelapor: str
    tujuan: str  # who is to answer; "" where nobody stands above
    dibuat: str
    jawaban: str = ""
    dijawab_oleh: str = ""
    dijawab_pada: str = ""
    selesai_pada: str = ""


_PILIH = templat("""
⚠️ <b>Kendala</b>
{% if tugas %}Pada tugas yang mana ada kendala?{% endif %}
{% if jawab or panjang %}{{ "\n" if tugas }}Yang bertanda 💬 atau ⏳ menunggu jawaban Anda.{% endif %}
{% if sendiri %}{{ "\n" if tugas or jawab or panjang }}Sudah teratasi? Tekan yang bertanda 👌.{% endif %}
""")


def pilih(
    tugas: Sequence[tuple[int, str]],
    jawab: Sequence[tuple[int, str]],
    panjang: Sequence[tuple[int, str]],
    sendiri: Sequence[tuple[int, str]],
) -> dict[str, Any]:
    """Own open assignments, obstacles to answer, requests for more time, own obstacles: pointers with their labels."""
    baris = [
        [(ringkas(f"{tanda} {label}", PANJANG_LABEL), Tombol(aksi, nomor))]
        for tanda, aksi, daftar in (
            ("⚠️", LAPOR, tugas),
            ("💬", BUKA, jawab),
            ("⏳", "panjangbuka", panjang),
            ("👌", USAI, sendiri),
        )
        for nomor, label in daftar[:20]
    ]
    return isi_pesan(_PILIH.render(tugas=tugas, jawab=jawab, panjang=panjang, sendiri=sendiri), papan(*baris))


LAPOR, KALIMAT, BUKA, JAWAB, TULIS, USAI = (
    "kendala",
    "kendalasiap",
    "kendalabuka",
    "kendalajwb",
    "kendalatls",
    "kendalausai",
)

_TANYA = templat("""
⚠️ <b>Kendala pada langkah {{ no }}/{{ banyak }}</b>
{{ kegiatan }}

{% if tujuan %}
Apa kendalanya? Pilih, atau tulis sendiri dalam satu pesan (boleh foto atau dokumen), misalnya:
<code>Data realisasi dari UPTD baru masuk besok pagi</code>

Diteruskan kepada {{ tujuan }}. Batas langkahnya tetap; waktu menunggu jawaban dicatat terpisah.
{% else %}
Dalam SOP ini tidak ada atasan di atas tugas Anda, jadi kendalanya dicatat saja, tanpa menunggu jawaban. \
Pilih, atau tulis sendiri dalam satu pesan, misalnya:
<code>Rapat pimpinan daerah bergeser ke hari Kamis</code>
{% endif %}
/batal bila tidak jadi.
""")


def tanya(penugasan: int, no: int, banyak: int, kegiatan: str, tujuan: str) -> dict[str, Any]:
    """What is the matter? Ready phrases, or typed."""
    teks = _TANYA.render(no=no, banyak=banyak, kegiatan=kegiatan, tujuan=tujuan)
    siap = [[(s, Tombol(KALIMAT, penugasan, str(n)))] for n, s in enumerate(SIAP_LAPOR)]
    return isi_pesan(teks, papan(*siap, [("⏳ Minta perpanjangan", Tombol("panjang", penugasan))]))


_DIPILIH = templat("⚠️ Kendala pada langkah {{ no }}: <i>{{ uraian }}</i>")


def dipilih(no: int, uraian: str) -> dict[str, Any]:
    """What the question turns into."""
    return isi_pesan(_DIPILIH.render(no=no, uraian=ringkas(uraian, PANJANG_KARTU)), TANPA_TOMBOL)


_LAPORAN = templat("""
{% if k.status == "terbuka" %}
⚠️ <b>Kendala disampaikan</b> kepada {{ k.tujuan or "atasan" }}, {{ k.dibuat }}.
{% elif k.status == "dicatat" %}
📝 <b>Kendala dicatat</b>, {{ k.dibuat }}.
{% elif k.status == "dijawab" %}
💬 <b>Kendala dijawab</b> oleh {{ k.dijawab_oleh }}, {{ k.dijawab_pada }}.
{% elif k.status == "selesai" %}
👌 <b>Kendala teratasi</b>, {{ k.selesai_pada }}.
{% else %}
☑️ <b>Kendala ditutup</b>: langkahnya sudah berakhir, {{ k.selesai_pada }}.
{% endif %}
Langkah {{ k.no }}/{{ k.banyak }} · {{ k.periode }}
{{ k.kegiatan }}
<blockquote>{{ k.uraian }}</blockquote>
{% if k.status == "terbuka" %}
Jawabannya dikirim ke sini. Waktu menunggu dicatat terpisah; batas {{ k.batas }} tetap. \
Sudah teratasi lebih dahulu? Tekan 👌 Sudah teratasi.
{% elif k.status == "dicatat" %}
Tidak ada atasan di atas tugas ini dalam SOP, jadi kendalanya tersimpan pada jejak dan arsip pengukuran. \
Tugas dan batasnya tetap.
{% endif %}
""")


def laporan(k: IsiKendala) -> dict[str, Any]:
    """What the reporter keeps."""
    teratasi = papan([("👌 Sudah teratasi", Tombol(USAI, k.nomor))])
    return isi_pesan(_LAPORAN.render(k=_pendek(k)), teratasi if k.status == TERBUKA else TANPA_TOMBOL)


_UNTUK_ATASAN = templat("""
⚠️ <b>Kendala langkah {{ k.no }}/{{ k.banyak }}</b> · {{ k.periode }}
{{ k.instansi }}
{{ k.kegiatan }}
Dari {{ k.pelapor }}, {{ k.dibuat }}; batas langkah {{ k.batas }}.
<blockquote>{{ k.uraian }}</blockquote>
{% if k.status == "terbuka" %}
Mohon arahan Bapak/Ibu: pilih jawaban, atau tulis sendiri.
{% else %}
{% if k.jawaban %}
💬 Dijawab {{ k.dijawab_oleh }}, {{ k.dijawab_pada }}:
<blockquote>{{ k.jawaban }}</blockquote>
{% endif %}
{% if k.status == "selesai" %}
👌 Teratasi menurut pelapornya, {{ k.selesai_pada }}.
{% elif k.status == "berakhir" %}
☑️ Ditutup: langkahnya sudah berakhir, {{ k.selesai_pada }}.
{% endif %}
{% endif %}
""")


def untuk_atasan(k: IsiKendala) -> dict[str, Any]:
    """To the superior, with the answers to choose from while nobody has answered."""
    siap = [[(s, Tombol(JAWAB, k.nomor, str(n)))] for n, s in enumerate(SIAP_JAWAB)]
    tombol = papan(*siap, [("✍️ Tulis jawaban", Tombol(TULIS, k.nomor))])
    return isi_pesan(_UNTUK_ATASAN.render(k=_pendek(k)), tombol if k.status == TERBUKA else TANPA_TOMBOL)


_MINTA_JAWABAN = templat("""
💬 Mohon tulis jawaban atas kendala langkah {{ no }} dari {{ pelapor }}, dalam satu pesan, misalnya:
<code>Pakai data bulan Maret dahulu, sisanya menyusul</code>

/batal bila tidak jadi.
""")


def minta_jawaban(no: int, pelapor: str) -> dict[str, Any]:
    return minta_balasan(_MINTA_JAWABAN.render(no=no, pelapor=pelapor), "Jawaban atas kendala")


_JAWABAN = templat("""
💬 <b>Jawaban atas kendala</b> langkah {{ k.no }}/{{ k.banyak }} · {{ k.periode }}
<i>{{ k.uraian }}</i>

{{ k.dijawab_oleh }}:
<blockquote>{{ k.jawaban }}</blockquote>
{% if k.status == "dijawab" %}
Silakan lanjutkan lewat disposisinya (/tugas); batasnya {{ k.batas }}. Bila belum teratasi, laporkan lagi lewat /kendala.
{% elif k.status == "selesai" %}
👌 Teratasi, {{ k.selesai_pada }}.
{% else %}
☑️ Langkahnya sudah berakhir, {{ k.selesai_pada }}.
{% endif %}
""")


def jawaban(k: IsiKendala) -> dict[str, Any]:
    """The answer, to the reporter and to whoever works on it now."""
    teratasi = papan([("👌 Sudah teratasi", Tombol(USAI, k.nomor))])
    return isi_pesan(_JAWABAN.render(k=_pendek(k)), teratasi if k.status == DIJAWAB else TANPA_TOMBOL)


def _pendek(k: IsiKendala) -> dict[str, Any]:
    panjang = {n: ringkas(getattr(k, n), PANJANG_ISI) for n in ("uraian", "jawaban")}
    return vars(k) | panjang


def di_kartu(status: str, uraian: str, jawaban_: str, dibuat: str) -> str:
    """One line of the card."""
    if status == TERBUKA:
        return f"⚠️ Kendala, menunggu jawaban sejak {dibuat}: {ringkas(uraian, PANJANG_KARTU)}"
    return f"💬 Kendala: {ringkas(uraian, PANJANG_KARTU)} – dijawab: {ringkas(jawaban_, PANJANG_KARTU)}"


# For the log, without their subject -----------------------------------------------------------------------------------


def uraian_lapor(uraian: str, berkas: str, tujuan: str) -> str:
    lampiran = f" (lampiran: {berkas})" if berkas else ""
    kepada = f" kepada {tujuan}" if tujuan else " tanpa atasan yang menjawab"
    return f"melaporkan kendala{kepada}: {uraian}{lampiran}"


def uraian_jawab(pelapor: str, jawaban_: str) -> str:
    return f"menjawab kendala dari {pelapor}: {jawaban_}"


def uraian_usai(uraian: str) -> str:
    return f"menyatakan kendala teratasi: {ringkas(uraian, PANJANG_KARTU)}"
