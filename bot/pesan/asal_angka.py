"""Where a figure comes from: units, indicators, then formula, cell, file, sender and evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.kinerja.asal import Hitungan
from bot.kinerja.model import Bacaan, BarisRekap, Keterbacaan, Rekap, Ringkasan
from bot.kinerja.tampil import angka_id, bacaan_id, persen_id, rupiah_id, target_id
from bot.pesan.dasar import Tombol, isi_pesan, nama_triwulan, papan, ringkas, templat, waktu_lengkap

SEHALAMAN = 30  # indicators; a keyboard has at most a hundred buttons
BUKTI_TAMPAK = 10
KEMBALI = "kembali"  # the list takes the place of what it leads back from


@dataclass(frozen=True)
class Pengirim:
    """Who sent a unit's figures, when (aware), and the file they were read from ("": typed in the chat)."""

    siapa: str
    pada: datetime
    zona: str
    berkas: str
    sha256: str


@dataclass(frozen=True)
class Bukti:
    """Evidence: a file's name, or a link with the name it was given."""

    nama: str
    tautan: str
    pada: datetime


@dataclass(frozen=True)
class Asalnya:
    pelaksanaan: int
    nomor: int  # of the indicator in the recap
    urutan_bidang: int
    halaman: int
    nama_bidang: str
    tahun: int
    triwulan: int
    sementara: bool
    baris: BarisRekap
    capaian: Hitungan | None
    rata: str
    serapan: str
    pengirim: Pengirim | None
    bukti: tuple[Bukti, ...] = ()


_BIDANG = templat("""
🔎 <b>Angka ini dari mana?</b>
{{ instansi }}
Rekap {{ triwulan }}. Pilih angka kantor atau unitnya:
""")


def pilih_bidang(pelaksanaan: int, rekap: Rekap, instansi: str) -> dict[str, Any]:
    kantor = tombol_jumlahan(pelaksanaan, rekap.instansi, len(rekap.per_bidang), "kantor")
    tombol = [
        [(ringkas(f"{r.nama} · {persen_id(r.rata_rata)}", 60), Tombol("asalbidang", pelaksanaan, f"{n}.0"))]
        for n, r in enumerate(rekap.per_bidang)
    ]
    teks = _BIDANG.render(triwulan=nama_triwulan(rekap.triwulan, rekap.tahun), instansi=instansi)
    return isi_pesan(teks, papan(*kantor, *tombol[:90]))


def tombol_jumlahan(pelaksanaan: int, r: Ringkasan, urutan: int, milik: str) -> list[list[tuple[str, Tombol | str]]]:
    """The two figures of a unit or of the office (`milik`): its average and its share of the budget."""
    rata = (f"🧮 Rata-rata {milik} · {persen_id(r.rata_rata)}", Tombol("asalrata", pelaksanaan, f"{urutan}.0"))
    serap = (f"💰 Serapan {milik} · {persen_id(r.serapan)}", Tombol("asalserap", pelaksanaan, f"{urutan}.0"))
    return [[rata], [serap]]


_INDIKATOR = templat("""
🔎 <b>{{ nama }}</b>: {{ rata }}{% if predikat %} ({{ predikat }}){% endif %}

Rata-rata berbobot; {{ dinilai }} indikator dinilai. Pilih indikatornya:
""")


def pilih_indikator(
    pelaksanaan: int,
    unit: Ringkasan,
    urutan: int,
    halaman: int,
    milik: Sequence[tuple[int, BarisRekap]],
    *,
    ada_lagi: bool,
) -> dict[str, Any]:
    """`milik`: the rows of this page with their places in the recap."""
    tombol: list[list[tuple[str, Tombol | str]]] = [
        [
            (
                ringkas(f"{b.indikator.kode} · {_nilai(b)} · {b.indikator.nama}", 60),
                Tombol("asalangka", pelaksanaan, str(n)),
            )
        ]
        for n, b in milik
    ]
    geser: list[tuple[str, Tombol | str]] = []
    if halaman:
        geser.append(("◀️ Sebelumnya", Tombol("asalbidang", pelaksanaan, f"{urutan}.{halaman - 1}")))
    if ada_lagi:
        geser.append(("Berikutnya ▶️", Tombol("asalbidang", pelaksanaan, f"{urutan}.{halaman + 1}")))
    balik: list[tuple[str, Tombol | str]] = [("⬅️ Semua unit", Tombol("asal", pelaksanaan, KEMBALI))]
    teks = _INDIKATOR.render(
        nama=unit.nama,
        rata=persen_id(unit.rata_rata),
        predikat=unit.predikat,
        dinilai=f"{unit.dinilai} dari {unit.jumlah}",
    )
    jumlah = tombol_jumlahan(pelaksanaan, unit, urutan, "unit ini")
    return isi_pesan(teks, papan(*jumlah, *tombol, geser, balik))


def _nilai(b: BarisRekap) -> str:
    return persen_id(b.capaian) if b.capaian is not None else b.predikat


_ASAL = templat("""
🔎 <b>{{ b.indikator.kode }}</b> {{ b.indikator.nama | truncate(300) }}
{{ bidang }} · {{ triwulan }}{% if sementara %} · 🚧 sementara{% endif %}


<b>Capaian: {{ nilai }}</b>{% if b.capaian is not none %} ({{ b.predikat }}){% endif %}

{% if capaian %}
{{ capaian.rumus }}
<code>{{ capaian.terisi }}</code>
{% endif %}
{% if rata %}
Dalam rata-rata {{ rata }}.
{% endif %}

Target: {{ target }} {{ b.indikator.satuan }}
Realisasi: {{ realisasi }}
{% for soal, jawaban in b.realisasi.penjelasan %}
❔ {{ soal | truncate(200) }} <i>{{ jawaban | truncate(200) }}</i>
{% endfor %}
{% for soal in b.tak_dijawab %}
❔ {{ soal | truncate(200) }} <b>tidak dijawab</b>
{% endfor %}
{% if b.capaian_sd is not none %}
Capaian s.d. triwulan ini: {{ capaian_sd }}{% if not b.sd_lengkap %} (tidak lengkap){% endif %}

{% endif %}
{% if tahun %}
Terhadap target tahunan {{ target_tahun }}: {{ tahun }}
{% endif %}
{% if anggaran %}
Anggaran: {{ anggaran }}
{% endif %}

{% if pengirim %}
📎 {{ pengirim }}
{% else %}
📎 Unit ini belum mengirim.
{% endif %}
Data dukung: {{ bukti }}
{% for nama in lampiran %}
 • {{ nama }}
{% endfor %}
{% if hambat %}
Faktor penghambat: {{ hambat | truncate(300) }}
{% endif %}
{% if dukung %}
Faktor pendukung: {{ dukung | truncate(300) }}
{% endif %}
{% if lanjut %}
Tindak lanjut: {{ lanjut | truncate(300) }}
{% endif %}
""")


def asalnya(a: Asalnya) -> dict[str, Any]:
    """Everything about one indicator on one screen."""
    b, r = a.baris, a.baris.realisasi
    teks = _ASAL.render(
        b=b,
        bidang=a.nama_bidang,
        triwulan=nama_triwulan(a.triwulan, a.tahun),
        sementara=a.sementara,
        nilai=_nilai(b),
        capaian=a.capaian,
        rata=a.rata,
        target=target_id(b.target),
        realisasi=_terbaca(r.kinerja),
        capaian_sd=persen_id(b.capaian_sd),
        tahun=persen_id(b.capaian_tahun) if b.capaian_tahun is not None else "",
        target_tahun=target_id(b.indikator.target_tahunan),
        anggaran=_anggaran(a),
        pengirim=_pengirim(a.pengirim),
        bukti=ringkas(r.data_dukung, 300) or (f"{len(a.bukti)} lampiran" if a.bukti else "belum ada"),
        lampiran=[_sebut_bukti(b) for b in a.bukti[:BUKTI_TAMPAK]],
        hambat=r.faktor_penghambat,
        dukung=r.faktor_pendukung,
        lanjut=r.tindak_lanjut,
    )
    balik = Tombol("asalbidang", a.pelaksanaan, f"{a.urutan_bidang}.{a.halaman}")
    setahun = ("📅 Hitungan s.d. dan tahunan", Tombol("asalsd", a.pelaksanaan, str(a.nomor)))
    return isi_pesan(teks, papan([setahun], [(f"⬅️ {ringkas(a.nama_bidang, 40)}", balik)]))


def _sebut_bukti(b: Bukti) -> str:
    return ringkas(b.nama if not b.tautan or b.tautan == b.nama else f"{b.nama} ({b.tautan})", 200)


def _terbaca(bacaan: Bacaan) -> str:
    """``87,9 (tertulis “87.9”, sel F17)``."""
    match bacaan.status:
        case Keterbacaan.KOSONG:
            return "belum dilaporkan"
        case Keterbacaan.KONFIRMASI:
            return f"“{bacaan.asli}”{_sel(bacaan)} perlu konfirmasi: {bacaan.alasan}"
    tampak = bacaan_id(bacaan)
    asli = f" tertulis “{ringkas(bacaan.asli, 60)}”" if bacaan.asli and bacaan.asli != tampak else ""
    return f"{tampak}{_sel(bacaan)}{asli}"


def _sel(bacaan: Bacaan) -> str:
    return (
        f" (sel {bacaan.sel})"
        if bacaan.sel
        else " (diketik di chat)"
        if bacaan.status is not Keterbacaan.KOSONG
        else ""
    )


def _anggaran(a: Asalnya) -> str:
    anggaran = a.baris.realisasi.anggaran
    if a.serapan:
        return f"{a.serapan}{_sel(anggaran)}"
    if anggaran.nilai is not None:
        return f"{rupiah_id(anggaran.nilai)}{_sel(anggaran)}, pagunya tidak ada di rencana"
    pagu = a.baris.indikator.pagu
    return f"pagu {angka_id(pagu)}, realisasi belum dilaporkan" if pagu else ""


def _pengirim(p: Pengirim | None) -> str:
    if p is None:
        return ""
    dari = f"berkas {ringkas(p.berkas, 80)}" if p.berkas else "chat"
    sidik = f", SHA-256 {p.sha256[:16]}…" if p.sha256 else ""
    return f"Dikirim {p.siapa}, {waktu_lengkap(p.pada, p.zona)}, lewat {dari}{sidik}."
