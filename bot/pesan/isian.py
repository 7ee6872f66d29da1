"""The form by conversation: one question a message, what it turns into, how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.kinerja.isian import Bagian
from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, nama_triwulan, papan, ringkas, templat

ISI = ("✍️ Isi lewat chat", "isichat")
TETAP, SAMA, NOL, KOSONG, LEWATI, YA, BIARKAN = "tetap", "sama", "nol", "kosong", "lewati", "ya", "biarkan"
BERES, JALAN, BELUM = "beres", "jalan", "belum"
MUNDUR, NANTI, LANJUT, RINGKASAN = "mundur", "nanti", "lanjut", "ringkasan"
PILIHAN = (TETAP, SAMA, NOL, KOSONG, LEWATI, YA, BIARKAN, BERES, JALAN, BELUM, MUNDUR, NANTI, LANJUT, RINGKASAN)
PANJANG_TOMBOL = 24


def aksi(pilihan: str) -> str:
    """The action of a button of this conversation."""
    return f"isi-{pilihan}"


@dataclass(frozen=True)
class Tanya:
    """One question. Values are written for people; "" where there is none."""

    isian: int
    urut: int
    ke: int  # the indicator's place in the form, from 1
    dari: int
    kode: str
    nama: str
    satuan: str
    triwulan: int
    tahun: int
    bagian: Bagian
    target: str = ""
    cara: str = ""  # direction and how quarters add up
    lalu: str = ""  # of the quarter before
    kini: str = ""  # what is filled in so far
    pagu: str = ""
    soal: str = ""  # the plausibility question
    capaian: str = ""
    tindak_lama: Sequence[str] = field(default_factory=tuple)  # earlier follow-ups with their status
    contoh: str = ""  # how the answer is written; never a figure, and nothing that one tap copies
    keliru: str = ""  # why the last answer was not taken
    pertama: bool = False


_TANYA = templat("""
{% if t.keliru %}
⚠️ {{ t.keliru }}

{% endif %}
✍️ <b>{{ t.kode }}</b> · {{ t.ke }} dari {{ t.dari }}
{{ t.nama }}
{% if t.bagian == "kinerja" %}

<b>Target {{ triwulan }}:</b> {{ t.target }}
{% if t.lalu %}
<b>Triwulan lalu:</b> {{ t.lalu }}
{% endif %}
{% if t.kini %}
<b>Isian sekarang:</b> {{ t.kini }}
{% endif %}
<i>{{ t.cara }}</i>

<b>Realisasi?</b> Balas dengan {{ t.contoh }}.
{% elif t.bagian == "anggaran" %}

<b>Pagu:</b> {{ t.pagu }}
{% if t.lalu %}
<b>S.d. triwulan lalu:</b> {{ t.lalu }}
{% endif %}
{% if t.kini %}
<b>Isian sekarang:</b> {{ t.kini }}
{% endif %}

<b>Realisasi anggaran sejak Januari?</b> Balas dengan {{ t.contoh }}.
{% elif t.bagian == "wajar" %}

❔ {{ t.soal }}

Bila benar, tekan ✅ Ya, benar, atau tulis penjelasannya, misalnya <i>{{ t.contoh }}</i>
Bila keliru, balas dengan angka yang betul.
{% else %}
{% if t.capaian and t.bagian != "status" %}

<b>Capaian:</b> {{ t.capaian }}
{% endif %}
{% for baris in t.tindak_lama %}
📌 {{ baris }}
{% endfor %}
{% if t.kini %}

<b>Isian sekarang:</b> {{ t.kini }}
{% endif %}

{% if t.bagian == "status" %}
<b>Sampai di mana tindak lanjut itu?</b>
{% elif t.bagian == "penghambat" %}
<b>Apa yang menghambat?</b> Balas dengan satu kalimat, misalnya
{% elif t.bagian == "tindak-lanjut" %}
<b>Apa tindak lanjutnya, oleh siapa, kapan?</b> Balas misalnya
{% else %}
<b>Apa yang membantu?</b> Balas dengan satu kalimat, misalnya
{% endif %}
{% if t.bagian != "status" %}
<i>{{ t.contoh }}</i>
{% endif %}
{% endif %}
""")


def tanya(t: Tanya) -> dict[str, Any]:
    """The question with its buttons."""
    teks = _TANYA.render(t=t, triwulan=nama_triwulan(t.triwulan, t.tahun))

    def tombol(pilihan: str) -> Tombol:
        return Tombol(aksi(pilihan), t.isian, str(t.urut))

    tetap = [(f"Tetap: {_pendek(t.kini)}", tombol(TETAP))] if t.kini else []
    sama = [(f"Sama: {_pendek(t.lalu)}", tombol(SAMA))] if t.lalu else []
    if t.bagian in (Bagian.KINERJA, Bagian.ANGGARAN):
        jawaban = [[*tetap, *sama], [("Nol (0)", tombol(NOL)), ("Belum ada data", tombol(KOSONG))]]
        if t.keliru and t.kini:
            jawaban.append([("❓ Biarkan dahulu", tombol(BIARKAN))])
    elif t.bagian is Bagian.WAJAR:
        jawaban = [[("✅ Ya, benar", tombol(YA)), ("Lewati", tombol(LEWATI))]]
    elif t.bagian is Bagian.STATUS:
        status = [("Selesai", tombol(BERES)), ("Berjalan", tombol(JALAN)), ("Belum", tombol(BELUM))]
        jawaban = [status, [("Lewati", tombol(LEWATI))]]
    else:
        jawaban = [[*tetap, *sama], [("Lewati", tombol(LEWATI))]]
    mundur = [] if t.pertama else [("⬅️ Mundur", tombol(MUNDUR))]
    arah = [*mundur, ("📋 Ringkasan", tombol(RINGKASAN))]
    return isi_pesan(teks, papan(*jawaban, arah, [("⏸️ Lanjutkan nanti", tombol(NANTI))]))


def _pendek(teks: str) -> str:
    return ringkas(" ".join(teks.split()), PANJANG_TOMBOL)


_TERJAWAB = templat("✍️ <b>{{ kode }}</b> · {{ apa }}: {{ nilai }}")

SEBUTAN = {
    Bagian.KINERJA: "realisasi",
    Bagian.ANGGARAN: "realisasi anggaran",
    Bagian.WAJAR: "pemeriksaan",
    Bagian.STATUS: "status tindak lanjut",
    Bagian.PENDUKUNG: "faktor pendukung",
    Bagian.PENGHAMBAT: "faktor penghambat",
    Bagian.TINDAK_LANJUT: "tindak lanjut",
}
DILEWATI = "dilewati"
BELUM_ADA = "belum ada data"
BENAR = "Ya, benar"


def terjawab(kode: str, bagian: Bagian, nilai: str) -> dict[str, Any]:
    """What a question turns into."""
    return isi_pesan(_TERJAWAB.render(kode=kode, apa=SEBUTAN[bagian], nilai=ringkas(nilai, 1500)), TANPA_TOMBOL)


_DITINGGALKAN = templat("✍️ <b>{{ kode }}</b> · {{ apa }}: pertanyaan ini pindah ke bawah.")


def pindah(kode: str, bagian: Bagian) -> dict[str, Any]:
    """The question comes once more further down."""
    return isi_pesan(_DITINGGALKAN.render(kode=kode, apa=SEBUTAN[bagian]), TANPA_TOMBOL)


_JEDA = templat("""
⏸️ Isian {{ bidang }} · {{ triwulan }} disimpan ({{ terisi }} dari {{ dari }} indikator terisi).
Lanjutkan kapan saja dengan /isi atau tombol di bawah; belum ada yang dikirim.
""")


def jeda(isian: int, urut: int, bidang: str, triwulan: int, tahun: int, terisi: int, dari: int) -> dict[str, Any]:
    """The conversation rests; it goes on from here on any day."""
    teks = _JEDA.render(bidang=bidang, triwulan=nama_triwulan(triwulan, tahun), terisi=terisi, dari=dari)
    return isi_pesan(teks, papan([("▶️ Lanjutkan", Tombol(aksi(LANJUT), isian, str(urut)))]))


_MULAI = templat("""
✍️ <b>Mengisi lewat chat</b>: {{ bidang }} · {{ triwulan }}, {{ dari }} indikator.
Jawab satu per satu; berhenti kapan saja, isian Anda tersimpan. Pemeriksaannya sama dengan formulir Excel, dan baru \
dikirim setelah Anda menekan ✅ Kirim pada ringkasannya.
""")


def mulai(bidang: str, triwulan: int, tahun: int, dari: int) -> dict[str, Any]:
    """Opens a conversation that is new."""
    return isi_pesan(_MULAI.render(bidang=bidang, triwulan=nama_triwulan(triwulan, tahun), dari=dari))


MENYUSUN = isi_pesan("✍️ Isian selesai; ringkasannya menyusul di bawah.", TANPA_TOMBOL)
TERJAWAB_SEMUA = isi_pesan("✍️ Pertanyaannya sudah dijawab; ringkasan baru menyusul di bawah.", TANPA_TOMBOL)


def pilih(pilihan: Sequence[tuple[str, int, int]]) -> dict[str, Any]:
    """Which form? (name, run, place of the unit in it)"""
    baris = [[(nama, Tombol("isi-pilih", jalan, str(ke)))] for nama, jalan, ke in pilihan]
    return isi_pesan("Formulir mana yang ingin diisi lewat chat?", papan(*baris))


TERLALU_PANJANG = (
    "Teks ini terlalu panjang. Tulis paling banyak {batas} huruf; selebihnya lampirkan sebagai data dukung."
)
PILIH_STATUS = "Mohon pilih salah satu tombol: Selesai, Berjalan, atau Belum."
TERLALU_SINGKAT = "Jawabannya terlalu singkat. Tulis satu kalimat, atau tekan Lewati."
BALAS_ANGKA = "angkanya saja; pecahan memakai koma"
BALAS_KATA = "katanya, ditulis seperti pada target bila sama"
BALAS_RUPIAH = "rupiah penuhnya, bukan dalam ribuan atau juta"
CONTOH_WAJAR = "Benar, peserta bertambah karena ada program baru"
CONTOH_PENGHAMBAT = "Jadwal pelatihan mundur karena anggaran belum cair"
CONTOH_PENDUKUNG = "Pendampingan rutin dan anggaran cair tepat waktu"
CONTOH_TINDAK = "Pelatihan susulan, oleh Seksi Bina Usaha, paling lambat {tanggal}"
