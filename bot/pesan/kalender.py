"""`/libur` and `/jamkerja`: the office's calendar, questions about a change of it, the preview, what was stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date

from bot.pesan.dasar import ROMAWI, TANPA_TOMBOL, Tombol, isi_pesan, papan, templat, waktu_singkat
from jadwal.jam_tulis import CONTOH, JAM_SIAP

# Actions; the number is the office's. BUKA: a screen or question, PILIH: an answer of it, SIMPAN: what was shown.
KANTOR, BUKA, PILIH, SIMPAN, GAMBAR = "kalkantor", "kal", "kalpilih", "kalya", "kalgambar"
LIBUR, JAM = "libur", "jam"  # the two screens

NAMA_LIBUR = ("Libur daerah", "Cuti bersama", "Pemungutan suara")
RINCI = 12  # lines of one kind in a message


def hari_lengkap(tanggal: date) -> str:
    """``Rabu, 22 Juli 2026``."""
    return format_date(tanggal, "EEEE, d MMMM y", locale="id")


def hari_singkat(tanggal: date) -> str:
    """``22 Jul 2026``."""
    return format_date(tanggal, "d MMM y", locale="id")


def hari_ringkas(tanggal: date) -> str:
    """``Rab 22 Jul``, for a button."""
    return format_date(tanggal, "EEE d MMM", locale="id")


# The screens ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Layar:
    """An office's calendar. ``triwulan``: those whose picture is offered. ``masa``: first day and name of each period."""

    instansi: int
    nama: str
    zona: str  # WIB
    hari_kerja: int  # a week
    pekan: Sequence[str]
    nanti: Sequence[tuple[date, Sequence[str]]]  # ordinary weeks that have been decided for later: from when
    masa: Sequence[tuple[date, date, str, Sequence[str]]]
    libur: Sequence[tuple[date, str]]
    khusus: Sequence[tuple[date, bool, str]]
    belum_cuti: Sequence[int]  # years whose joint leave is not known
    triwulan: Sequence[tuple[int, int]]


_LIBUR = templat("""
{% if catatan %}
{{ catatan }}

{% endif %}
📅 <b>Kalender kantor</b> · {{ l.nama }}
{{ l.hari_kerja }} hari kerja sepekan, waktu {{ l.zona }}

<b>Libur berikutnya</b>
{% for t, nama in l.libur %}
• {{ hari(t) }}: {{ nama }}
{% else %}
Tidak ada dalam empat bulan ini.
{% endfor %}

<b>Khusus kantor ini</b>
{% for t, libur, nama in l.khusus %}
• {{ "🟥 libur" if libur else "🟩 masuk" }} {{ hari(t) }}: {{ nama }}
{% else %}
Belum ada.
{% endfor %}
{% for tahun in l.belum_cuti %}

⚠️ Cuti bersama {{ tahun }} belum dikenal. Tambahkan dengan ➕ Hari libur bila keputusannya sudah terbit.
{% endfor %}
""")


def layar_libur(layar: Layar, catatan: str = "") -> dict[str, Any]:
    """`/libur`. `catatan`: what has just happened."""

    def tombol(apa: str) -> Tombol:
        return Tombol(BUKA, layar.instansi, apa)

    hapus = [("🗑 Hapus hari khusus", tombol("hapus"))] if layar.khusus else []
    gambar = [
        (f"🖼 TW {ROMAWI[tw - 1]} {th}", Tombol(GAMBAR, layar.instansi, f"{th}.{tw}")) for th, tw in layar.triwulan
    ]
    tombol_ = papan(
        [("➕ Hari libur", tombol("tambah")), ("➕ Hari masuk", tombol("masuk"))],
        [("🔁 Tukar hari", tombol("tukar")), *hapus],
        [("🕗 Jam kerja", tombol(JAM))],
        gambar,
    )
    return isi_pesan(_LIBUR.render(l=layar, catatan=catatan, hari=_hari), tombol_)


_JAM = templat("""
{% if catatan %}
{{ catatan }}

{% endif %}
🕗 <b>Jam kerja</b> · {{ l.nama }}
{{ l.hari_kerja }} hari kerja sepekan, waktu {{ l.zona }}

{% for baris in l.pekan %}
• {{ baris }}
{% endfor %}
{% for sejak, pekan in l.nanti %}

<b>Mulai {{ tanggal(sejak) }}</b>
{% for baris in pekan %}
• {{ baris }}
{% endfor %}
{% endfor %}
{% for dari, sampai, nama, pekan in l.masa %}

<b>{{ nama }}</b>, {{ tanggal(dari) }} sampai {{ tanggal(sampai) }}
{% for baris in pekan %}
• {{ baris }}
{% endfor %}
{% else %}

Belum ada jam Ramadan yang akan datang.
{% endfor %}

Sela antara dua jam adalah istirahat. Zona waktu diubah lewat /pasang.
""")


def layar_jam(layar: Layar, catatan: str = "") -> dict[str, Any]:
    """`/jamkerja`."""

    def tombol(apa: str) -> Tombol:
        return Tombol(BUKA, layar.instansi, apa)

    hapus = [[(f"🗑 {nama}"[:40], Tombol(PILIH, layar.instansi, f"masa.{dari}"))] for dari, _, nama, _ in layar.masa]
    tombol_ = papan(
        [("🕗 Ganti jam", tombol("ganti")), ("🌙 Jam Ramadan", tombol("ramadan"))],
        *hapus,
        [("📅 Hari libur", tombol(LIBUR))],
    )
    return isi_pesan(_JAM.render(l=layar, catatan=catatan, tanggal=hari_singkat), tombol_)


def _hari(tanggal: date) -> str:
    return format_date(tanggal, "EEE, d MMM y", locale="id")


def pilih_kantor(kantor: Sequence[tuple[int, str]], layar: str) -> dict[str, Any]:
    """Which of several offices."""
    apa = "Kalender" if layar == LIBUR else "Jam kerja"
    return isi_pesan(f"📅 {apa} kantor yang mana?", papan(*([(n, Tombol(KANTOR, i, layar))] for i, n in kantor[:50])))


TIDAK_ADA = isi_pesan("Belum ada kantor. Pasang dahulu satu kantor.")

# Questions -----------------------------------------------------------------------------------------------------------

_TANYA = templat("""
{% if salah %}
⚠️ {{ salah }}

{% endif %}
{{ soal }}
{% if contoh %}

{{ "Tulis, misalnya:" if pilihan else "Misalnya:" }}
<code>{{ contoh }}</code>
{% endif %}
""")

_SOAL = {
    "tambah": "➕ Hari apa yang libur? Pilih, atau tulis tanggal dan namanya; beberapa hari satu baris satu tanggal.",
    "nama": "Apa nama hari libur itu? Pilih, atau tulis namanya.",
    "masuk": "➕ Hari libur mana yang menjadi hari kerja? Pilih, atau tulis tanggalnya.",
    "tukar": "🔁 Hari kerja mana yang menjadi libur? Pilih, atau tulis langsung keduanya: yang libur, lalu yang masuk.",
    "tukarmasuk": "Hari mana yang menjadi hari kerja sebagai gantinya? Pilih, atau tulis tanggalnya.",
    "hapus": "🗑 Hari mana yang kembali menurut kalender nasional?",
    "ganti": "🕗 Jam kerja yang baru? Pilih, atau tulis satu baris untuk hari-hari yang sama jamnya.",
    "sejak": "Sejak hari apa jam itu berlaku? Pilih, atau tulis tanggalnya.",
    "ramadan": "🌙 Hari pertama dan terakhir Ramadan (menurut sidang isbat)?",
    "jamramadan": "🌙 Jam kerja selama Ramadan? Pilih, atau tulis.",
}
CONTOH_JAM, CONTOH_NAMA = CONTOH, "Hari jadi kabupaten"
CONTOH_JAM_RAMADAN = "Senin-Kamis 08.00-12.00 12.30-15.00\nJumat 08.00-11.30 12.30-15.30"


def contoh_hari(hari: date, nama: str) -> str:
    """``22/07/2026 Hari jadi kabupaten``."""
    return f"{hari:%d/%m/%Y} {nama}".strip()


def contoh_tukar(libur: date, masuk: date) -> str:
    return f"{libur:%d/%m/%Y} ditukar {masuk:%d/%m/%Y}"


def contoh_masa(dari: date, sampai: date) -> str:
    return f"{dari:%d/%m/%Y} - {sampai:%d/%m/%Y}"


def tanya(
    instansi: int, langkah: str, pilihan: Sequence[tuple[str, str]], contoh: str, kembali: str, salah: str = ""
) -> dict[str, Any]:
    """A question. `pilihan`: label and value of each answer ready; `contoh`: a typed one, "" where none is taken.

    `kembali`: the screen to go back to.
    """
    siap = [(label[:40], Tombol(PILIH, instansi, f"{langkah}.{nilai}")) for label, nilai in pilihan]
    lebar = 1 if any(len(label) > 18 for label, _ in pilihan) else 2
    baris = [siap[n : n + lebar] for n in range(0, len(siap), lebar)]
    teks = _TANYA.render(soal=_SOAL[langkah], contoh=contoh, salah=salah, pilihan=siap)
    return isi_pesan(teks, papan(*baris, [("⬅️ Kembali", Tombol(BUKA, instansi, kembali))]))


PILIHAN_JAM = tuple((f"🕗 {j.nama}", j.kode) for j in JAM_SIAP)
JAM_RAMADAN = ("🕗 Perpres 21/2023: 08.00–15.00", "perpres")


def terjawab(teks: str) -> dict[str, Any]:
    """A question answered by typing."""
    return isi_pesan(_TERJAWAB.render(teks=" · ".join(teks.splitlines())[:200]), TANPA_TOMBOL)


_TERJAWAB = templat("Dijawab: {{ teks }}")

# The preview ---------------------------------------------------------------------------------------------------------

_PRATINJAU = templat("""
{% if catatan %}
⚠️ {{ catatan }}

{% endif %}
📅 <b>Pratinjau</b> · {{ nama }}
Belum disimpan.

{% for baris in usul[:rinci] %}
• {{ baris }}
{% endfor %}
{% if usul | length > rinci %}
• dan {{ usul | length - rinci }} lagi
{% endif %}

{% if batas %}
<b>Batas tugas terbuka yang bergeser</b>
{% for baris in batas[:rinci] %}
• {{ baris }}
{% endfor %}
{% if batas | length > rinci %}
• dan {{ batas | length - rinci }} tugas lagi
{% endif %}
{% else %}
Tidak ada batas tugas terbuka yang bergeser.
{% endif %}
{% if triwulan %}

<b>Tanggal triwulan yang bergeser</b>
{% for baris in triwulan %}
• {{ baris }}
{% endfor %}
{% endif %}

Pengingat yang sudah terkirim tidak diulang.
""")


def pratinjau(
    instansi: int,
    nama: str,
    usul: Sequence[str],
    batas: Sequence[str],
    triwulan: Sequence[str],
    sidik: str,
    kembali: str,
    catatan: str = "",
) -> dict[str, Any]:
    """What would be stored and what would move with it; nothing is stored before `✅`."""
    teks = _PRATINJAU.render(nama=nama, usul=usul, batas=batas, triwulan=triwulan, catatan=catatan, rinci=RINCI)
    tombol = papan(
        [("✅ Simpan kalender", Tombol(SIMPAN, instansi, sidik))],
        [("✖️ Jangan simpan", Tombol(BUKA, instansi, kembali))],
    )
    return isi_pesan(teks, tombol)


def sebut_geser(langkah: int, siapa: str, triwulan: int, tahun: int, dari: datetime, ke: datetime, zona: str) -> str:
    return (
        f"Langkah {langkah}, {siapa} (TW {ROMAWI[triwulan - 1]} {tahun}): "
        f"{waktu_singkat(dari, zona)} → {waktu_singkat(ke, zona)}"
    )


def sebut_tanggal(apa: str, triwulan: int, tahun: int, dari: date, ke: date) -> str:
    return f"{apa} TW {ROMAWI[triwulan - 1]} {tahun}: {hari_singkat(dari)} → {hari_singkat(ke)}"


def disimpan(banyak: int) -> str:
    geser = (
        f"{banyak} batas tugas bergeser dan pelaksananya melihat batas yang baru."
        if banyak
        else "Tidak ada batas yang bergeser."
    )
    return f"✅ Kalender disimpan. {geser}"


SUDAH_LAIN = "Keadaan berubah sejak pratinjau ini dibuat. Mohon periksa lagi."
PAKAI_TOMBOL = "Tekan salah satu tombolnya."
BELUM_DISIMPAN = "Perubahan di bawah ini belum disimpan. Tekan ✅ Simpan kalender atau ✖️ Jangan simpan."
ALASAN = "kalender kantor diubah: {apa}"

# December ------------------------------------------------------------------------------------------------------------

_CUTI = templat("""
📅 <b>Cuti bersama {{ tahun }} belum dikenal</b>
Kalender nasional di program ini belum memuat keputusan cuti bersama {{ tahun }}. Tanpa itu, batas waktu dan pengingat tetap \
jatuh pada hari-hari tersebut.

Yang dapat dilakukan: perbarui program bila versi barunya sudah ada, atau tambahkan hari-harinya dengan /libur.
Kantor: {{ kantor[:10] | join("; ") }}{% if kantor | length > 10 %}, dan {{ kantor | length - 10 }} lagi{% endif %}
""")


def belum_ada_cuti(tahun: int, kantor: Sequence[str]) -> dict[str, Any]:
    """To administrators, once, in December."""
    return isi_pesan(_CUTI.render(tahun=tahun, kantor=kantor))
