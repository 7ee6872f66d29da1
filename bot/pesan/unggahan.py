"""The upload: what was read, what is wrong, what was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, nama_triwulan, papan, templat

TERBANYAK = 40  # rows shown in the chat; the rest is counted


@dataclass(frozen=True)
class Butir:
    """A finding: where, what, what to write."""

    sel: str
    kode: str
    uraian: str
    saran: str
    uang: bool = False  # about the budget cell


@dataclass(frozen=True)
class Terbaca:
    """One indicator as it was read."""

    kode: str
    nama: str
    target: str
    realisasi: str
    tanda: str  # ✅ read, ⬜ empty, ❓ to be confirmed, ➖ not assessed this quarter
    rupiah: str = ""


@dataclass(frozen=True)
class IsiRingkasan:
    kiriman: int
    bidang: str
    tahun: int
    triwulan: int
    nama_berkas: str
    baris: Sequence[Terbaca]
    terbaca: int
    kosong: int
    tanpa_target: int
    konfirmasi: Sequence[Butir]
    peringatan: Sequence[Butir]
    tanpa_identitas: bool
    diabaikan: Sequence[str]
    menunggu: bool  # sent before its step
    koreksi: Sequence[str] = ()  # how what is asked is corrected, to be filled in: `DKP-14 = (angka)`
    dijawab: Sequence[tuple[str, str, str]] = ()  # plausibility questions that were answered: code, question, answer
    bertanya: bool = False  # some question is still open


_RINGKASAN = templat("""
📄 <b>{{ r.bidang }}</b> · {{ triwulan }}
{% if r.nama_berkas %}
{{ r.nama_berkas }}
{% endif %}

<b>{{ r.baris | length }} indikator:</b> {{ hitungan }}
{% for b in r.baris[:terbanyak] %}
{{ b.tanda }} <b>{{ b.kode }}</b> {{ b.realisasi }} <i>(target {{ b.target }})</i>{{ "; " ~ b.rupiah if b.rupiah }}
{% endfor %}
{% if r.baris | length > terbanyak %}
… dan {{ r.baris | length - terbanyak }} indikator lagi
{% endif %}
{% if r.konfirmasi %}

❓ <b>Perlu konfirmasi</b> (belum dihitung bila dikirim begini):
{% for k in r.konfirmasi %}
• {% if k.sel %}<b>{{ k.sel }}</b> {% endif %}{{ k.kode }}: {{ k.uraian }}{{ " " ~ k.saran if k.saran }}
{% endfor %}
Betulkan dengan membalas begini, dengan isi yang sebenarnya:
{% for satu in r.koreksi %}
<code>{{ satu }}</code>
{% endfor %}
{% endif %}
{% if r.peringatan %}

⚠️ <b>Mohon diperhatikan</b>:
{% for k in r.peringatan %}
• {% if k.sel %}<b>{{ k.sel }}</b> {% endif %}{{ k.kode }}: {{ k.uraian }}{{ " " ~ k.saran if k.saran }}
{% endfor %}
{% endif %}
{% if r.bertanya %}
Pertanyaan yang tidak dijawab ikut disebut di rekap sebagai <i>tidak dijawab</i>.
{% endif %}
{% if r.dijawab %}

💬 <b>Sudah dijelaskan</b>:
{% for kode, soal, jawaban in r.dijawab %}
• {{ kode }}: {{ soal }} <i>{{ jawaban }}</i>
{% endfor %}
{% endif %}
{% if r.tanpa_identitas %}

❔ Berkas ini bukan dari formulir bot. Pastikan isinya memang {{ r.bidang }} {{ triwulan }} sebelum mengirim.
{% endif %}
{% if r.diabaikan %}

ℹ️ Diabaikan dari berkas: {{ r.diabaikan | join(", ") }}. Hanya angka dan catatannya yang dibaca.
{% endif %}

{% if r.menunggu %}
Langkah pengumpulan belum dimulai; data ini akan dipakai begitu langkahnya tiba.
{% endif %}
Belum disimpan. Tekan ✅ Kirim bila sudah benar, atau 🔄 Ganti berkas.
""")


def hitungan(r: IsiRingkasan) -> str:
    """``4 terbaca, 1 kosong, 2 tanpa target``: every indicator once; budget cells that are in doubt stand apart."""
    bagian = [f"{r.terbaca} terbaca"]
    bagian += [f"{r.kosong} kosong"] if r.kosong else []
    bagian += _ragu([k for k in r.konfirmasi if not k.uang])
    bagian += [f"{r.tanpa_target} tanpa target"] if r.tanpa_target else []
    anggaran = _ragu([k for k in r.konfirmasi if k.uang])
    return ", ".join(bagian) + (f"; anggaran: {anggaran[0]}" if anggaran else "")


def _ragu(konfirmasi: Sequence[Butir]) -> list[str]:
    if not konfirmasi:
        return []
    return [f"{len(konfirmasi)} perlu konfirmasi" + (f" ({konfirmasi[0].sel})" if konfirmasi[0].sel else "")]


def ringkasan(r: IsiRingkasan) -> dict[str, Any]:
    """The summary with `✅ Kirim`: nothing is stored as reported before it is pressed."""
    teks = _RINGKASAN.render(
        r=r, triwulan=nama_triwulan(r.triwulan, r.tahun), hitungan=hitungan(r), terbanyak=TERBANYAK
    )
    jawab = [("❔ Jawab pertanyaan", Tombol("isi-wajar", r.kiriman))] if r.bertanya else []
    tombol = [("✅ Kirim", Tombol("kirim", r.kiriman)), ("🔄 Ganti berkas", Tombol("ganti", r.kiriman))]
    return isi_pesan(teks, papan(tombol, jawab))


_GALAT = templat("""
❌ <b>Formulir belum dapat diterima</b>{{ " (%s · %s)" % (bidang, triwulan) if bidang }}

Ada {{ galat | length }} hal yang perlu diperbaiki:
{% for g in galat %}
{{ loop.index }}. {% if g.sel %}<b>{{ g.sel }}</b> {% endif %}{{ g.uraian }}{{ " " ~ g.saran if g.saran }}
{% endfor %}
{% if konfirmasi %}

Sekalian mohon diperjelas:
{% for k in konfirmasi %}
• {% if k.sel %}<b>{{ k.sel }}</b> {% endif %}{{ k.kode }}: {{ k.uraian }}{{ " " ~ k.saran if k.saran }}
{% endfor %}
{% endif %}
{% if peringatan %}

⚠️ Mohon diperhatikan:
{% for k in peringatan %}
• {% if k.sel %}<b>{{ k.sel }}</b> {% endif %}{{ k.kode }}: {{ k.uraian }}{{ " " ~ k.saran if k.saran }}
{% endfor %}
{% endif %}

Tidak ada yang disimpan. {% if ditandai %}Berkas Anda kembali di atas ini, dengan sel yang perlu diperbaiki ditandai \
merah. Perbaiki di sana, simpan, lalu kirim lagi ke sini{% else %}Formulir yang benar ada di atas ini. Isi, lalu kirim \
ke sini{% endif %}; formulir baru: /formulir
""")


def galat(
    galat: Sequence[Butir],
    konfirmasi: Sequence[Butir],
    peringatan: Sequence[Butir],
    bidang: str = "",
    triwulan: int = 1,
    tahun: int = 0,
    *,
    ditandai: bool = True,
) -> dict[str, Any]:
    """Every error at once: where, what is wrong, what to write; and what should be looked at on this occasion.

    ditandai: the file comes back with these cells marked; otherwise the right form comes.
    """
    return isi_pesan(
        _GALAT.render(
            galat=galat,
            konfirmasi=konfirmasi,
            peringatan=peringatan,
            bidang=bidang,
            triwulan=nama_triwulan(triwulan, tahun),
            ditandai=ditandai,
        )
    )


_BERTANDA = templat("""
🔴 Berkas Anda. Sel merah perlu diperbaiki; catatan di selnya dan lembar Perbaikan menjelaskan apa yang perlu ditulis.
""")
BERTANDA = {"caption": _BERTANDA.render(), "parse_mode": "HTML"}


_DITOLAK = templat("""
❌ <b>Berkas {{ nama }} tidak dapat dibaca.</b>
{{ alasan }} {{ saran }}

Tidak ada yang disimpan. Formulir yang kosong ada di atas ini; minta lagi dengan /formulir
""")


def ditolak(nama: str, alasan: str, saran: str) -> dict[str, Any]:
    return isi_pesan(_DITOLAK.render(nama=nama, alasan=alasan, saran=saran))


_KOSONG = templat("""
⬜ <b>Formulir {{ bidang }} masih kosong.</b>
{{ banyak }} indikator yang bertarget belum diisi, jadi belum ada yang dapat dikirim dan langkah ini tetap terbuka. \
Isi kolom Realisasi (tulis 0 bila memang nol), simpan, lalu kirim lagi berkasnya ke sini.
""")


def kosong(bidang: str, banyak: int) -> dict[str, Any]:
    """The form came back as it was sent."""
    return isi_pesan(_KOSONG.render(bidang=bidang, banyak=banyak))


_TERKIRIM = templat("""
✅ <b>Data terkirim</b>: {{ bidang }} · {{ triwulan }} (pengiriman ke-{{ versi }})
oleh {{ oleh }}, {{ pada }}. Isinya {{ hitungan }}.
{% if menunggu %}
Data menunggu langkah pengumpulan dimulai.
{% endif %}
{% if tanpa_bukti %}

📎 Belum ada data dukung: {{ tanpa_bukti[:20] | join(", ") }}. Kirim berkas atau foto ke sini dengan kodenya sebagai keterangan \
(paling besar 20 MB; selebihnya kirim tautan), sampai rekap disetujui.
{% endif %}
""")


def terkirim(
    bidang: str,
    triwulan: int,
    tahun: int,
    versi: int,
    oleh: str,
    pada: str,
    hitungan: str,
    menunggu: bool,
    tanpa_bukti: Sequence[str] = (),
) -> dict[str, Any]:
    """What a summary turns into. tanpa_bukti: reported indicators that nothing is attached to."""
    teks = _TERKIRIM.render(
        bidang=bidang,
        triwulan=nama_triwulan(triwulan, tahun),
        versi=versi,
        oleh=oleh,
        pada=pada,
        hitungan=hitungan,
        menunggu=menunggu,
        tanpa_bukti=tanpa_bukti,
    )
    return isi_pesan(teks, TANPA_TOMBOL)


DIGANTI = isi_pesan("🔄 Diganti dengan berkas yang lebih baru; lihat pesan terakhir.", TANPA_TOMBOL)
GANTI = isi_pesan("🔄 Baik, berkas tadi tidak dipakai. Silakan kirim berkas penggantinya ke sini.", TANPA_TOMBOL)
DIALIHKAN = isi_pesan(
    "🔁 Tugas ini sekarang pada orang lain, jadi isian ini tidak dapat dikirim dari sini. Isiannya tetap tersimpan.",
    TANPA_TOMBOL,
)
TIDAK_DIPAKAI = isi_pesan("⏹️ Tidak dipakai: pengumpulan data sudah ditutup.", TANPA_TOMBOL)

_SUDAH = templat("Berkas dengan isi yang sama sudah diterima: {{ bidang }} · {{ triwulan }}, versi {{ versi }}.")


def sudah_diterima(bidang: str, triwulan: int, tahun: int, versi: int) -> dict[str, Any]:
    return isi_pesan(_SUDAH.render(bidang=bidang, triwulan=nama_triwulan(triwulan, tahun), versi=versi))


_FORMULIR = templat("📄 Formulir {{ bidang }} · {{ triwulan }}. Isi sel putih, lalu kirim kembali berkas ini ke sini.")


def keterangan_formulir(bidang: str, triwulan: int, tahun: int) -> dict[str, Any]:
    """Caption of the form."""
    return {"caption": _FORMULIR.render(bidang=bidang, triwulan=nama_triwulan(triwulan, tahun)), "parse_mode": "HTML"}


TERLALU_BESAR = "Berkas terlalu besar untuk diterima bot. Kirim hanya formulir Excel-nya (paling besar {batas} MB)."
KODE_TAK_DIKENAL = "Kode {kode} tidak ada pada formulir unit Anda."
"""Refusals of single acts; `{…}` is filled in and escaped by the caller."""
KERTAS_TERLALU_BESAR = (
    "Berkas ini lebih dari {batas} MB, sehingga Telegram tidak memberikannya kepada bot. Mohon perkecil (misalnya dengan "
    "mengompres PDF-nya), atau kirim dalam beberapa bagian."
)

_TAK_MENUNGGU = templat("""
<b>{{ kode }}</b> belum berubah: {% if disetujui %}rekap {{ triwulan }} sudah disetujui. \
Bila angkanya keliru, sampaikan kepada administrator kantor Anda; rekap yang sudah terbit dapat dikoreksi.
{% elif tutup %}pengumpulan data {{ triwulan }} sudah selesai, dan kini langkah {{ tutup }}.

Mintalah yang memeriksa menekan ↩️ Kembalikan dengan menyebut {{ kode }}; tugas mengirimnya lalu datang lagi kepada Anda.
{% elif terkunci %}{{ terkunci }}
{% elif terkirim %}data {{ bidang }} {{ triwulan }} sudah terkirim.

Untuk membetulkannya, ambil lagi formulirnya dengan /formulir (berisi data yang terkirim), ubah, lalu kirim; atau pakai /isi.
{% if baru %}
Baru saja salah kirim? /batal menariknya kembali; sesudah itu tulis lagi pembetulan Anda.
{% endif %}
{% else %}tidak ada isian {{ bidang }} {{ triwulan }} yang menunggu ✅ Kirim.

Isi dahulu formulirnya (/formulir), atau pakai /isi.
{% endif %}
""")


@dataclass(frozen=True)
class TakMenunggu:
    """A correction came, and no form waits for it."""

    kode: str
    bidang: str
    triwulan: int
    tahun: int
    terkirim: bool  # its figures have been sent
    baru: bool = False  # and that was the newest act, which may be taken back
    disetujui: bool = False
    tutup: str = ""  # the step at which the run stands, when figures are taken no more
    terkunci: str = ""  # why this unit may not send although others do


def tak_menunggu(t: TakMenunggu) -> dict[str, Any]:
    """Why the figure stays, and how it is corrected now."""
    tw = nama_triwulan(t.triwulan, t.tahun)
    return isi_pesan(
        _TAK_MENUNGGU.render(
            kode=t.kode,
            bidang=t.bidang,
            triwulan=tw,
            terkirim=t.terkirim,
            baru=t.baru,
            disetujui=t.disetujui,
            tutup=t.tutup,
            terkunci=t.terkunci,
        )
    )
