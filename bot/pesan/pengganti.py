"""Tasks handed on, stand-ins by letter, and cards that go to somebody else."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from babel.dates import format_date

from bot.pesan.dasar import (
    TANPA_TOMBOL,
    Tombol,
    isi_pesan,
    minta_balasan,
    nama_triwulan,
    papan,
    ringkas,
    templat,
    waktu_singkat,
)
from bot.sop.model import Langkah

PANJANG_LABEL = 60  # characters of a button that a phone shows
PANJANG_PESAN = 500  # characters of a word of comment that travel along
TERBANYAK = 90  # people offered as buttons; Telegram takes a hundred


def tanggal_id(hari: date) -> str:
    """``20 November 2026``."""
    return format_date(hari, "d MMMM y", locale="id")


def uraian_pindah(no: int, peran: str, kepada: str) -> str:
    """For the log, without its subject."""
    if not kepada:
        return f"membuat langkah {no} ({peran}) tidak ada pemegangnya"
    return f"mengalihkan langkah {no} ({peran}) kepada {kepada}"


_DIALIHKAN = templat("""
{% if kepada %}🔁 <b>Dialihkan</b> kepada {{ kepada }}, {{ pada }}.{% else %}🔁 Bukan lagi tugas Anda sejak {{ pada }}.{% endif %}
""")


def kalimat_dialihkan(kepada: str, pada: datetime, zona: str) -> str:
    """One HTML sentence: the outcome of a card whose work went to somebody else."""
    return _DIALIHKAN.render(kepada=kepada, pada=waktu_singkat(pada, zona))


_KOSONG = templat("""
⚠️ <b>Tidak ada pemegang peran</b> · {{ instansi }}
Langkah {{ no }}/{{ banyak }} menunggu {{ peran }}, tetapi tidak ada yang memegangnya:
{{ kegiatan }}

Tetapkan Plt. atau Plh. dengan /personel, atau daftarkan pejabat barunya. Disposisinya lalu dikirim sendiri kepadanya; \
batasnya tetap berjalan.
""")


def peran_kosong(instansi: str, no: int, banyak: int, kegiatan: str, peran: str) -> dict[str, Any]:
    """To administrators and the secretary: work waits for nobody."""
    return isi_pesan(_KOSONG.render(instansi=instansi, no=no, banyak=banyak, kegiatan=kegiatan, peran=peran))


# /alihkan ------------------------------------------------------------------------------------------------------------

TIDAK_ADA = isi_pesan("Tidak ada tugas Anda yang dapat dialihkan saat ini. Ketik /tugas untuk melihat tugas Anda.")
BUTUH_TEKS = isi_pesan("Mohon jawab dengan teks, satu pesan saja. /batal bila tidak jadi.")

_PILIH = templat("""
🔁 <b>Mengalihkan tugas</b>
{% if tugas %}Tugas mana yang dialihkan?{% endif %}
{% if alihan %}{{ " " if tugas }}Yang sudah ditawarkan atau dialihkan dapat ditarik kembali.{% endif %}
""")


def pilih_tugas(tugas: Sequence[tuple[int, str]], alihan: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """Own open assignments, and what was handed on and can be taken back: pointers with their labels."""
    baris = [[(ringkas(f"🔁 {label}", PANJANG_LABEL), Tombol("alih", nomor))] for nomor, label in tugas]
    baris += [[(ringkas(f"⤴️ Tarik {label}", PANJANG_LABEL), Tombol("alihtarik", nomor))] for nomor, label in alihan]
    return isi_pesan(_PILIH.render(tugas=tugas, alihan=alihan), papan(*baris))


_KEPADA = templat("""
🔁 <b>Mengalihkan langkah {{ l.no }}/{{ banyak }}</b> · {{ triwulan }}
{{ l.kegiatan }}

Kepada siapa? {% if unit %}Yang satu unit dengan Anda disebut lebih dahulu. {% endif %}\
Tugas berpindah setelah orang itu menerima.
""")


def pilih_orang(
    penugasan: int,
    langkah: Langkah,
    banyak: int,
    triwulan: int,
    tahun: int,
    orang: Sequence[tuple[int, str]],
    unit: bool,
) -> dict[str, Any]:
    """To whom: personnel ids with what they are called, people of the same unit first."""
    teks = _KEPADA.render(l=langkah, banyak=banyak, triwulan=nama_triwulan(triwulan, tahun), unit=unit)
    baris = [
        [(ringkas(f"👤 {nama}", PANJANG_LABEL), Tombol("alihke", penugasan, str(nomor)))]
        for nomor, nama in orang[:TERBANYAK]
    ]
    return isi_pesan(teks, papan(*baris))


_PESAN = templat("""
🔁 Langkah {{ no }} akan ditawarkan kepada <b>{{ kepada }}</b>.

Tulis pesan singkat untuknya, misalnya:
<code>Saya dinas luar sampai Jumat, mohon dilanjutkan</code>

Atau tekan ➡️ Tawarkan tanpa pesan. /batal bila tidak jadi.
""")


def minta_pesan(no: int, kepada: str, penugasan: int) -> dict[str, Any]:
    """A word of comment, or none."""
    teks = _PESAN.render(no=no, kepada=kepada)
    return isi_pesan(teks, papan([("➡️ Tawarkan tanpa pesan", Tombol("alihtanpa", penugasan))]))


_TAWARAN = templat("""
🔁 <b>Tawaran tugas</b> · {{ triwulan }}
{{ dari }} ingin mengalihkan kepada Anda:
Langkah {{ l.no }}/{{ banyak }}: {{ l.kegiatan }}
Batas: {{ batas }}
{% if pesan %}
<blockquote>{{ pesan }}</blockquote>
{% endif %}

Bila diterima, disposisinya dikirim kepada Anda dan hanya tugas ini yang Anda kerjakan atas nama {{ peran }}.
""")


def tawaran(
    nomor: int,
    dari: str,
    peran: str,
    langkah: Langkah,
    banyak: int,
    periode: tuple[int, int],
    batas: str,
    pesan: str,
) -> dict[str, Any]:
    """To the person who is offered a task. `periode`: quarter, year."""
    teks = _TAWARAN.render(
        dari=dari,
        peran=peran,
        l=langkah,
        banyak=banyak,
        triwulan=nama_triwulan(*periode),
        batas=batas,
        pesan=ringkas(pesan, PANJANG_PESAN),
    )
    return isi_pesan(teks, papan([("🤝 Terima", Tombol("alihya", nomor)), ("🙏 Tolak", Tombol("alihtak", nomor))]))


_DITAWARKAN = templat("🔁 Langkah {{ no }} ditawarkan kepada {{ kepada }}, {{ pada }}. Menunggu jawabannya.")
_HASIL = {
    "diterima": templat("✅ {{ kepada }} menerima langkah {{ no }}, {{ pada }}."),
    "ditolak": templat("🙏 {{ kepada }} menolak langkah {{ no }}, {{ pada }}. Tugasnya tetap pada {{ dari | akhir }}."),
    "ditarik": templat("⤴️ Langkah {{ no }} ditarik kembali oleh {{ dari }}, {{ pada }}."),
}


def ditawarkan(nomor: int, no: int, kepada: str, pada: str) -> dict[str, Any]:
    """What the giver sees while the offer waits."""
    teks = _DITAWARKAN.render(no=no, kepada=kepada, pada=pada)
    return isi_pesan(teks, papan([("⤴️ Tarik kembali", Tombol("alihtarik", nomor))]))


def hasil_tawaran(status: str, no: int, dari: str, kepada: str, pada: str) -> dict[str, Any]:
    """What offer and waiting turn into, for both."""
    return isi_pesan(_HASIL[status].render(no=no, dari=dari, kepada=kepada, pada=pada), TANPA_TOMBOL)


# /personel: stand-ins by letter -----------------------------------------------------------------------------------------

JENIS_SEMENTARA = ("Plt.", "Plh.", "Pj.")

_SUSUNAN = templat("""
👥 <b>Pejabat</b> · {{ instansi }}
{% for s in sementara %}
{{ s }}
{% else %}
Tidak ada Plt., Plh., atau Pj. yang tercatat.
{% endfor %}

Untuk menetapkan Plt., Plh., atau Pj., tekan pejabat yang digantikan.
""")


def susunan(
    instansi: str,
    sementara: Sequence[tuple[int, str]],
    pejabat: Sequence[tuple[Tombol, str]],
    papan_: Tombol | None = None,
) -> dict[str, Any]:
    """Officials of an office with a button each; stand-ins that count or will, with a button that ends them.

    `papan_`: leads an administrator to the board of those who are registered.
    """
    teks = _SUSUNAN.render(instansi=instansi, sementara=[s for _, s in sementara])
    baris = [[(ringkas(f"👤 {nama}", PANJANG_LABEL), tombol)] for tombol, nama in pejabat[:TERBANYAK]]
    baris += [[(ringkas(f"⏹️ Akhiri {s}", PANJANG_LABEL), Tombol("pjakhir", n))] for n, s in sementara[:8]]
    return isi_pesan(teks, papan([("📋 Pendaftaran", papan_)] if papan_ else [], *baris))


def pilih_kantor(kantor: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """An administrator of several offices: which one?"""
    baris = [[(ringkas(f"🏢 {nama}", PANJANG_LABEL), Tombol("pjkantor", nomor))] for nomor, nama in kantor[:TERBANYAK]]
    return isi_pesan("👥 Pejabat kantor mana?", papan(*baris))


_PENGGANTI = templat("""
👥 Siapa yang menggantikan <b>{{ siapa }}</b>?
""")


def pilih_pengganti(siapa: str, orang: Sequence[tuple[Tombol, str]]) -> dict[str, Any]:
    """Who stands in."""
    baris = [[(ringkas(f"👤 {nama}", PANJANG_LABEL), tombol)] for tombol, nama in orang[:TERBANYAK]]
    return isi_pesan(_PENGGANTI.render(siapa=siapa), papan(*baris))


_JENIS = templat("""
👥 <b>{{ pengganti }}</b> menggantikan <b>{{ siapa }}</b> sebagai apa?
Plt. bila jabatannya kosong atau pejabatnya berhalangan tetap, Plh. bila berhalangan sementara, Pj. penjabat.
""")


def pilih_jenis(siapa: str, pengganti: str, tombol: Sequence[tuple[str, Tombol]]) -> dict[str, Any]:
    """Plt., Plh. or Pj."""
    return isi_pesan(_JENIS.render(siapa=siapa, pengganti=pengganti), papan(list(tombol)))


_SURAT = templat("""
{% if salah %}
⚠️ {{ salah }}

{% endif %}
Tulis nomor surat, tanggal mulai, dan tanggal berakhir, dipisah titik koma, misalnya:
<code>{{ contoh }}</code>

Tanggal berakhir ikut dihitung. Bila belum diketahui, tulis - di tempatnya. /batal bila tidak jadi.
""")


def minta_surat(contoh: str, salah: str = "") -> dict[str, Any]:
    """Number of the letter and its dates; `salah`: what was wrong with the answer before."""
    return minta_balasan(_SURAT.render(contoh=contoh, salah=salah), contoh)


_DIPILIH = templat("👥 {{ gelar }}: {{ nama | akhir }}.")


def dipilih(gelar: str, nama: str) -> dict[str, Any]:
    """What a choice with buttons turns into."""
    return isi_pesan(_DIPILIH.render(gelar=gelar, nama=nama), TANPA_TOMBOL)


def masa(dari: date, sampai: date | None) -> str:
    """``20 November 2026 s.d. 30 November 2026``, ``… s.d. dicabut``."""
    return f"{tanggal_id(dari)} s.d. {tanggal_id(sampai) if sampai else 'dicabut'}"


def sebut_sementara(gelar: str, nama: str, masa_: str, surat: str, kini: bool) -> str:
    """One line of the list."""
    return f"{gelar}: {nama}, {masa_}, surat {surat}" + ("" if kini else " (belum mulai)")


_DITETAPKAN = templat("""
✅ <b>{{ gelar }}</b>: {{ nama }}
Surat nomor {{ surat }}, {{ masa }}.
{{ "Berlaku sekarang; disposisi yang terbuka ikut berpindah." if kini else "Tugasnya berpindah sendiri pada tanggal mulai dan kembali sesudah tanggal berakhir." }}
""")


def ditetapkan(gelar: str, nama: str, surat: str, masa_: str, kini: bool) -> dict[str, Any]:
    """To whoever entered it."""
    return isi_pesan(_DITETAPKAN.render(gelar=gelar, nama=nama, surat=surat, masa=masa_, kini=kini))


_MULAI = templat("""
👥 Mulai hari ini <b>{{ nama }}</b> adalah <b>{{ gelar }}</b> (surat nomor {{ surat }}, {{ masa }}).
{{ "Disposisi yang terbuka, bila ada, menyusul di bawah ini; ketik /bantuan untuk perintah Anda." if pengganti else "Disposisi yang terbuka berpindah kepadanya dan kembali kepada Anda sesudah masa itu. Bila Anda tetap atau kembali bertugas, tekan tombol di bawah." }}
""")
_AKHIR = templat(
    "👥 Masa <b>{{ gelar }}</b> ({{ nama }}) berakhir. Disposisi yang masih terbuka kembali kepada pejabatnya."
)


def mulai_berlaku(gelar: str, nama: str, surat: str, masa_: str, akhiri: int | None = None) -> dict[str, Any]:
    """On the first day, to the stand-in; with ``akhiri`` to whoever is stood in for, who can end it."""
    teks = _MULAI.render(gelar=gelar, nama=nama, surat=surat, masa=masa_, pengganti=akhiri is None)
    return isi_pesan(teks, papan([("⏹️ Saya bertugas kembali", Tombol("pjakhir", akhiri))]) if akhiri else None)


_DITETAPKAN_OLEH = templat("""
👥 {{ oleh }} menetapkan <b>{{ gelar }}</b>: {{ nama }} · {{ instansi }}
Surat nomor {{ surat }}, {{ masa }}. Bila ini keliru, akhiri lewat /personel.
""")


def ditetapkan_oleh(oleh: str, instansi: str, gelar: str, nama: str, surat: str, masa_: str) -> dict[str, Any]:
    """To the administrators, when somebody of the office has entered it."""
    return isi_pesan(
        _DITETAPKAN_OLEH.render(oleh=oleh, instansi=instansi, gelar=gelar, nama=nama, surat=surat, masa=masa_)
    )


def berakhir(gelar: str, nama: str) -> dict[str, Any]:
    """After the last day, to both."""
    return isi_pesan(_AKHIR.render(gelar=gelar, nama=nama))


# Nobody approves their own figures ------------------------------------------------------------------------------------------


def uraian_sendiri(no: int) -> str:
    """For the log, without its subject."""
    return f"memutus data sendiri pada langkah {no}; tidak ada pemegang lain"
