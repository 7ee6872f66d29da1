"""An administrator opens an approved recap again: the question, the choice of units, and who is told."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, minta_balasan, nama_triwulan, papan, ringkas, templat

KOREKSI, PILIH = "ralat", "ralat-unit"
TOMBOL_KOREKSI = "✏️ Koreksi setelah terbit"
PANJANG_ALASAN = 1500
ALASAN_SINGKAT = isi_pesan("Mohon tulis alasannya dengan kata-kata: apa yang keliru pada rekap yang sudah terbit.")

_PILIH = templat("""
Hanya unit tertentu yang perlu memperbaiki? Tandai di bawah ini; yang lain tetap terkunci dengan data yang sudah dikirim. \
Tanpa tanda, semua unit dibuka.
""")


def pilih_bidang(pelaksanaan: int, unit: Sequence[str], dipilih: Sequence[int]) -> dict[str, Any]:
    """The units with a tick each; `dipilih`: places of those chosen. A button carries the place."""
    tombol = [
        [(f"{'☑️' if ke in dipilih else '☐'} {nama}", Tombol(PILIH, pelaksanaan, str(ke)))]
        for ke, nama in enumerate(unit)
    ]
    return isi_pesan(_PILIH.render(), papan(*tombol))


_ALASAN = templat("""
Mohon tulis apa yang dikoreksi pada rekap {{ triwulan }} ({{ instansi }}) dan mengapa, misalnya:
<code>Realisasi DKP-14 salah ketik, 178 seharusnya 187</code>

Sesudah itu rekap yang terbit tidak berlaku lagi sampai versi barunya disetujui pimpinan. Alasan ini tercatat sebagai tindakan \
admin dan terlihat oleh semua yang terkait. /batal bila tidak jadi.
""")


def minta_alasan(instansi: str, triwulan: int, tahun: int) -> dict[str, Any]:
    teks = _ALASAN.render(instansi=instansi, triwulan=nama_triwulan(triwulan, tahun))
    return minta_balasan(teks, "Alasan koreksi")


_DIMULAI = templat("""
✏️ Koreksi setelah terbit dimulai ({{ instansi }}, {{ triwulan }}): data dibuka lagi di langkah {{ ke }} \
untuk {{ unit | join(", ") or "semua unit" }}. Tercatat sebagai tindakan admin.
""")


def dimulai(instansi: str, triwulan: int, tahun: int, ke: int, unit: Sequence[str]) -> dict[str, Any]:
    tw = nama_triwulan(triwulan, tahun)
    return isi_pesan(_DIMULAI.render(instansi=instansi, triwulan=tw, ke=ke, unit=list(unit)), TANPA_TOMBOL)


_DIBUKA = templat("✏️ Yang dibuka kembali: {{ unit | join(', ') or 'semua unit' }}.")


def dibuka(unit: Sequence[str]) -> dict[str, Any]:
    """What the choice turns into."""
    return isi_pesan(_DIBUKA.render(unit=list(unit)), TANPA_TOMBOL)


_KABAR = templat("""
✏️ <b>Koreksi setelah terbit</b> · {{ triwulan }}
{{ instansi }}

Rekap yang sudah terbit dikoreksi oleh {{ oleh }} dan tidak berlaku lagi. Data \
{{ unit | join(", ") or "semua unit" }} dibuka kembali di langkah {{ ke }}; langkah sesudahnya diulang sampai pimpinan menyetujui \
versi barunya.
<blockquote>{{ alasan }}</blockquote>
""")


def kabar(
    instansi: str, triwulan: int, tahun: int, oleh: str, alasan: str, ke: int, unit: Sequence[str]
) -> dict[str, Any]:
    """For head and secretary, and for those whose step comes again."""
    return isi_pesan(
        _KABAR.render(
            instansi=instansi,
            triwulan=nama_triwulan(triwulan, tahun),
            oleh=oleh,
            alasan=ringkas(alasan, PANJANG_ALASAN),
            ke=ke,
            unit=list(unit),
        )
    )


_TIDAK_BERLAKU = templat("""
⚠️ <b>Rekap Pengukuran Kinerja {{ triwulan }}: tidak berlaku lagi</b>
{{ instansi }}

Rekap ini dikoreksi. Yang baru menyusul sesudah disetujui pimpinan.
""")


def tidak_berlaku(instansi: str, triwulan: int, tahun: int) -> dict[str, Any]:
    """What the caption of the earlier recap in the group turns into."""
    teks = _TIDAK_BERLAKU.render(instansi=instansi, triwulan=nama_triwulan(triwulan, tahun))
    return {"caption": teks, "parse_mode": "HTML"}
