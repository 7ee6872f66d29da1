"""The signed copy of a recap: what may be sent, what it is found to be, and what becomes of it."""

from enum import StrEnum
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, minta_balasan, nama_triwulan, papan, templat


class Mutu(StrEnum):
    """What is known of the content of a signed copy."""

    ASLI_BERTANDA = "asli bertanda"  # what was published, whole, with an electronic signature over it
    BERTANDA = "bertanda"  # an electronic signature over something that cannot be compared
    PINDAI = "pindai"  # a scan or a photo


_MINTA = templat("""
🖋️ <b>Rekap {{ triwulan }} yang ditandatangani</b>

Silakan kirim salah satu:
• PDF rekap yang sudah ditandatangani secara elektronik dengan aplikasi BSrE, atau
• hasil pindai rekap yang ditandatangani di atas kertas (PDF, JPG, atau PNG).

Kirim sebagai berkas, paling besar 20 MB. Belum ada yang disimpan sebelum Anda memastikannya. Jangan pernah mengirim NIK, \
kata sandi, atau passphrase ke sini. Batal? Ketik /batal.
""")


def minta(triwulan: int, tahun: int) -> dict[str, Any]:
    return minta_balasan(_MINTA.render(triwulan=nama_triwulan(triwulan, tahun)), "Kirim PDF, JPG, atau PNG")


_ISI = {
    Mutu.ASLI_BERTANDA: "Berkas ini memuat PDF rekap yang terbit secara utuh, ditambah tanda tangan elektronik. Keabsahan "
    "tanda tangannya diperiksa dengan aplikasi BSrE, bukan oleh bot ini.",
    Mutu.BERTANDA: "Berkas ini bertanda tangan elektronik, tetapi isinya tidak dapat dicocokkan dengan rekap yang terbit, "
    "karena berkasnya ditulis ulang atau bukan berasal dari PDF itu. Mohon periksa sendiri bahwa isinya benar.",
    Mutu.PINDAI: "Isi hasil pindai tidak dapat diperiksa oleh bot ini. Mohon periksa sendiri bahwa ini rekap yang benar, "
    "semua halamannya ada, dan tanda tangannya terbaca.",
}
_PASTIKAN = templat("""
🖋️ <b>Simpan sebagai rekap bertanda tangan {{ triwulan }}?</b>

{{ nama }}
{{ isi }}

{% if lama %}
Salinan bertanda tangan yang sekarang akan digantikan; yang lama tetap ada di dalam arsip.
{% else %}
Salinan ini akan menjadi arsip di samping rekap aslinya.
{% endif %}
Belum disimpan. Salah berkas? Kirim berkas yang benar, atau /batal.

Sidik SHA-256: <code>{{ sha }}</code>
""")


def pastikan(
    pelaksanaan: int, triwulan: int, tahun: int, nama: str, sha: str, mutu: Mutu, lama: bool
) -> dict[str, Any]:
    """The question before anything is filed. `lama`: a signed copy is filed already."""
    teks = _PASTIKAN.render(triwulan=nama_triwulan(triwulan, tahun), nama=nama, isi=_ISI[mutu], lama=lama, sha=sha)
    ya, tidak = Tombol("bertandaya", pelaksanaan, sha[:16]), Tombol("bertandatidak", pelaksanaan, sha[:16])
    return isi_pesan(teks, papan([("✅ Simpan sebagai arsip", ya)], [("✖️ Jangan simpan", tidak)]))


_DITERIMA = templat("""
✅ Salinan bertanda tangan rekap {{ triwulan }} tersimpan di samping aslinya. Inilah yang menjadi arsip, dan ikut \
terkirim pada /rekap.
{% if not cocok %}
Isinya tidak diperiksa oleh sistem; itu juga yang dijawab bot bila keasliannya ditanyakan.
{% endif %}

Sidik SHA-256: <code>{{ sha }}</code>
""")


def diterima(triwulan: int, tahun: int, sha: str, mutu: Mutu) -> dict[str, Any]:
    cocok = mutu is Mutu.ASLI_BERTANDA
    teks = _DITERIMA.render(triwulan=nama_triwulan(triwulan, tahun), sha=sha, cocok=cocok)
    return isi_pesan(teks, TANPA_TOMBOL)


_TIDAK_JADI = templat("Salinan itu tidak disimpan. {{ sebab }}")


def tidak_jadi(sebab: str) -> dict[str, Any]:
    return isi_pesan(_TIDAK_JADI.render(sebab=sebab))


_DITOLAK = templat("""
❌ Bukan rekap bertanda tangan yang ditunggu, jadi tidak disimpan.

{{ sebab }}

Kirim berkas yang benar ke sini, atau /batal.
""")


def ditolak(sebab: str) -> dict[str, Any]:
    """What is wrong with the file, and what to send instead."""
    return isi_pesan(_DITOLAK.render(sebab=sebab))


def _ambil(nama: str) -> str:
    return f"Ambil {nama} dari grup atau dengan /rekap, tandatangani, lalu kirim hasilnya."


def belum_ditandatangani(nama: str) -> str:
    return f"Ini berkas rekap seperti yang dikirim bot, belum ditandatangani. {_ambil(nama)}"


def masih_draf(status: str, nama: str) -> str:
    apa = "rekap sementara" if status == "sementara" else "draf rekap"
    return f"Ini {apa}, bukan rekap yang disetujui. {_ambil(nama)}"


def rekap_lain(ada: tuple[str, int, int], ditunggu: tuple[str, int, int]) -> str:
    """Each: code of the office, quarter, year."""
    (kode, tw, tahun), (kode_kami, tw_kami, tahun_kami) = ada, ditunggu
    return (
        f"Ini rekap {nama_triwulan(tw, tahun)} kantor {kode}, sedangkan yang ditunggu rekap "
        f"{nama_triwulan(tw_kami, tahun_kami)} kantor {kode_kami}."
    )


def versi_lain(nama: str) -> str:
    return f"Ini rekap triwulan yang sama, tetapi bukan versi yang sekarang berlaku. {_ambil(nama)}"


def berubah(nama: str, *, ditambah: bool) -> str:
    apa = (
        "Ini rekap yang terbit dengan sesuatu yang ditambahkan, tetapi tanpa tanda tangan elektronik."
        if ditambah
        else "Berkas ini berasal dari rekap yang terbit, tetapi isinya sudah berubah."
    )
    return f"{apa} {_ambil(nama)}"


def salinan_lain(instansi: str, triwulan: int, tahun: int) -> str:
    return (
        f"Berkas ini sudah tersimpan sebagai salinan bertanda tangan rekap {nama_triwulan(triwulan, tahun)} {instansi} "
        "yang lain."
    )


def uraian(sha: str, mutu: Mutu) -> str:
    """For the log: ``mengirim rekap bertanda tangan (pindai; SHA-256 0123…)``."""
    return f"mengirim rekap bertanda tangan ({mutu}; SHA-256 {sha})"


SUDAH_TERSIMPAN = "Berkas ini sudah tersimpan sebagai salinan bertanda tangan; tidak ada yang perlu diganti."
TIDAK_BERLAKU = "Belum ada rekap triwulan itu yang disetujui, atau rekapnya sedang diperbaiki."
BUKAN_BERKASNYA = isi_pesan(
    "Yang ditunggu adalah rekap bertanda tangan: kirim sebagai PDF, JPG, atau PNG. Batal? Ketik /batal."
)
TEKAN_DAHULU = isi_pesan("Mohon tekan ✅ Simpan sebagai arsip atau ✖️ Jangan simpan, atau kirim berkas yang lain.")
LEWAT = isi_pesan("Berkas itu tidak disimpan.", TANPA_TOMBOL)
TIDAK_DISIMPAN = isi_pesan("✖️ Tidak ada yang disimpan. Rekap yang ada tetap seperti semula.", TANPA_TOMBOL)
