"""What kinds of steps say: documents that go round, copies, acknowledgements."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import Tombol, minta_balasan, nama_triwulan, papan, templat

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


_EDARAN = templat("""
📄 <b>Dokumen untuk Anda</b> · {{ triwulan }}
{{ instansi }}
Langkah {{ no }}: {{ kegiatan }}
Dari: {{ dari }}
{% if tanggapan %}

{{ tanggapan }}
{% else %}

Mohon tekan ✅ Terima bila sudah menerima, atau ✏️ Koreksi bila ada yang perlu dibetulkan.
{% endif %}
""")


def edaran(
    penugasan: int, triwulan: int, tahun: int, instansi: str, no: int, kegiatan: str, dari: str
) -> dict[str, Any]:
    """Caption of a document that goes to its receivers, with their buttons."""
    tw = nama_triwulan(triwulan, tahun)
    teks = _EDARAN.render(triwulan=tw, instansi=instansi, no=no, kegiatan=kegiatan, dari=dari, tanggapan="")
    tombol = papan([("✅ Terima", Tombol("terima", penugasan)), ("✏️ Koreksi", Tombol("koreksi", penugasan))])
    return {"caption": teks, "parse_mode": "HTML", "reply_markup": tombol}


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
