"""What kinds of steps say: documents that go round, copies, acknowledgements."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, minta_balasan, nama_triwulan, papan, templat

PANJANG_KOREKSI = 200  # characters of one correction on a card; the whole text is in the archive


def tanggapan(sudah: int, semua: int, terima: Sequence[str], koreksi: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The live list on the card of whoever hands the document over, and of the decider."""
    baris = [f"📬 Tanggapan penerima: {sudah} dari {semua}"]
    if terima:
        baris.append(f"✅ Diterima: {', '.join(terima)}")
    for oleh, teks in koreksi:
        isi = teks if len(teks) <= PANJANG_KOREKSI else f"{teks[: PANJANG_KOREKSI - 1]}…"
        baris.append(f"✏️ {oleh}: {isi}")
    return tuple(baris)


def salinan(banyak: int) -> tuple[str, ...]:
    """The count on the card of whoever makes the copies."""
    return (f"📑 Terkirim kepada {banyak} orang",)


_AJAKAN = "Mohon tekan ✅ Terima bila sudah menerima, atau ✏️ Koreksi bila ada yang perlu dibetulkan."
_TANPA_TANGGAPAN = "☑️ Langkahnya sudah berakhir; tanggapan tidak diperlukan lagi."

_EDARAN = templat("""
📄 <b>Dokumen untuk Anda</b> · {{ triwulan }}
{{ instansi }}
Langkah {{ no }}: {{ kegiatan }}
Dari: {{ dari }}

{{ tanggapan }}
""")


def edaran(
    penugasan: int, triwulan: int, tahun: int, instansi: str, no: int, kegiatan: str, dari: str
) -> dict[str, Any]:
    """Caption of a document that goes to its receivers, with their buttons."""
    tw = nama_triwulan(triwulan, tahun)
    teks = _EDARAN.render(triwulan=tw, instansi=instansi, no=no, kegiatan=kegiatan, dari=dari, tanggapan=_AJAKAN)
    return {"caption": teks, "parse_mode": "HTML", "reply_markup": tombol_edaran(penugasan)}


def edaran_usai(caption: str) -> dict[str, Any]:
    """What it turns into when its step ends and this receiver has not answered."""
    return {"caption": caption.replace(_AJAKAN, _TANPA_TANGGAPAN), "parse_mode": "HTML", "reply_markup": TANPA_TOMBOL}


def edaran_lagi(caption: str, penugasan: int) -> dict[str, Any]:
    """The same when the step is open again."""
    buka = {"caption": caption.replace(_TANPA_TANGGAPAN, _AJAKAN), "parse_mode": "HTML"}
    return buka | {"reply_markup": tombol_edaran(penugasan)}


def tombol_edaran(penugasan: int) -> dict[str, Any]:
    """The receiver's buttons."""
    return papan([("✅ Terima", Tombol("terima", penugasan)), ("✏️ Koreksi", Tombol("koreksi", penugasan))])


def edaran_terjawab(
    triwulan: int, tahun: int, instansi: str, no: int, kegiatan: str, dari: str, tanggapan: str
) -> dict[str, Any]:
    """What it turns into: no buttons, what this receiver said."""
    tw = nama_triwulan(triwulan, tahun)
    teks = _EDARAN.render(triwulan=tw, instansi=instansi, no=no, kegiatan=kegiatan, dari=dari, tanggapan=tanggapan)
    return {"caption": teks, "parse_mode": "HTML"}


def sudah_terima(pada: str) -> str:
    return f"✅ Anda menyatakan sudah menerima, {pada}."


def sudah_koreksi(teks: str, pada: str) -> str:
    isi = teks if len(teks) <= PANJANG_KOREKSI else f"{teks[: PANJANG_KOREKSI - 1]}…"
    return f"✏️ Koreksi Anda, {pada}: {isi}"


_MINTA_KOREKSI = templat("""
Mohon tulis apa yang perlu dibetulkan dalam satu pesan, misalnya:
<code>Realisasi DKP-14 seharusnya 178</code>

Koreksi Anda diteruskan kepada penyusunnya. /batal bila tidak jadi.
""")


def minta_koreksi() -> dict[str, Any]:
    return minta_balasan(_MINTA_KOREKSI.render(), "Koreksi")


KOREKSI_DITERIMA = "Koreksi Anda tersimpan dan sudah diteruskan. Terima kasih."

_SALINAN = templat("""
📑 <b>Salinan Dokumen Pengukuran Kinerja</b> · {{ triwulan }}
{{ instansi }}
Sudah disetujui; salinan ini untuk Anda.
""")


def keterangan_salinan(triwulan: int, tahun: int, instansi: str) -> dict[str, Any]:
    """Caption of a copy of the approved recap."""
    teks = _SALINAN.render(triwulan=nama_triwulan(triwulan, tahun), instansi=instansi)
    return {"caption": teks, "parse_mode": "HTML"}


_LEMBAR = templat("🧾 <b>Lembar disposisi</b> nomor agenda {{ nomor }}")


def keterangan_lembar(nomor: str) -> dict[str, Any]:
    """Caption of the disposition sheet."""
    return {"caption": _LEMBAR.render(nomor=nomor), "parse_mode": "HTML"}


FRASA = (
    "Laksanakan sesuai SOP dan laporkan hasilnya.",
    "Segera laksanakan; utamakan ketepatan waktu.",
    "Koordinasikan dengan semua unit dan pastikan datanya lengkap.",
)

_MINTA_INSTRUKSI = templat("""
Pilih isi disposisi, atau tulis sendiri dalam satu pesan, misalnya:
<code>Selesaikan sebelum rapat pimpinan hari Jumat</code>

Isi ini terbaca pada disposisi berikutnya. /batal bila tidak jadi.
""")


def minta_instruksi() -> dict[str, Any]:
    """The question with its ready phrases."""
    return isi_pesan(_MINTA_INSTRUKSI.render(), papan(*([(f, Tombol("frasa", n))] for n, f in enumerate(FRASA))))


_INSTRUKSI = templat("✏️ Isi disposisi: <i>{{ teks }}</i>")


def instruksi_terpilih(teks: str) -> dict[str, Any]:
    """What the question turns into."""
    return isi_pesan(_INSTRUKSI.render(teks=_potong(teks)), TANPA_TOMBOL)


INSTRUKSI_TERSIMPAN = "Isi disposisi tersimpan. Tekan ✅ Perintahkan bila sudah siap."


def isi_disposisi(teks: str, milik_sendiri: bool) -> tuple[str, ...]:
    """On the card of whoever writes it, and on the next."""
    depan = "✏️ Isi disposisi Anda" if milik_sendiri else "✏️ Isi disposisi"
    return (f"{depan}: {_potong(teks)}",) if teks else ()


def _potong(teks: str, panjang: int = 500) -> str:
    return teks if len(teks) <= panjang else f"{teks[: panjang - 1]}…"


_BAHAN = templat("""
📉 <b>Capaian {{ triwulan }}</b>, terendah di atas
{% for b in baris %}
{{ b.tanda }} <b>{{ b.kode }}</b> {{ b.capaian }} · target {{ b.target }}, realisasi {{ b.realisasi }} ({{ b.selisih }})
{% endfor %}
{% if lagi %}
… {{ lagi }} indikator lainnya ada di berkas.
{% endif %}
{% if rendah %}

Apa sebab capaian yang rendah ({{ rendah | join(", ") }})? Tulis kode dan sebabnya, boleh beberapa baris, misalnya:
<code>{{ rendah[0] }} : panen mundur karena kemarau</code>
Tidak wajib; sebabnya ikut ke langkah berikutnya dan ke arsip, dan mengisi Faktor Penghambat yang dikosongkan unit.
{% endif %}
""")


def bahan_analisis(
    triwulan: int, tahun: int, baris: Sequence[dict[str, str]], lagi: int, rendah: Sequence[str]
) -> dict[str, Any]:
    """The deviations as text, red first, and the question for causes."""
    tw = nama_triwulan(triwulan, tahun)
    return isi_pesan(_BAHAN.render(triwulan=tw, baris=baris, lagi=lagi, rendah=rendah))


_BERKAS_BAHAN = templat("📊 Draf rekap {{ triwulan }}: Excel dan PDF.")


def keterangan_bahan(triwulan: int, tahun: int) -> dict[str, Any]:
    """Caption of the draft for whoever checks or analyses."""
    return {"caption": _BERKAS_BAHAN.render(triwulan=nama_triwulan(triwulan, tahun)), "parse_mode": "HTML"}


def menurut(sebab: str, siapa: str) -> str:
    """A cause as the recap prints it: ``panen mundur (menurut Tim Evaluasi Kinerja)``."""
    return f"{sebab} (menurut {siapa})"


def sebab_diterima(kode: Sequence[str]) -> str:
    return f"Sebab tersimpan untuk {', '.join(kode)}."


_CONTOH = templat("""
📎 Contoh formulir yang akan diterima {{ bidang }}. Inilah format yang diedarkan dan nanti kembali; tiap unit mendapat formulirnya sendiri dengan indikatornya.
""")


def keterangan_contoh(bidang: str) -> dict[str, Any]:
    """Caption of the sample of the form."""
    return {"caption": _CONTOH.render(bidang=bidang), "parse_mode": "HTML"}
