"""Returns of single units and indicators: which ones open again, what is to be corrected, what has changed."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, nama_triwulan, papan, ringkas, templat

PILIH = "unit"
PILIH_INDIKATOR = "indi"
DAFTAR = "x"  # instead of a place: show the list, change nothing
PANJANG_TOMBOL = 60

_TANYA = templat("""
Hanya unit tertentu yang perlu memperbaiki? Tandai di bawah ini; yang lain tetap terkunci dengan data yang sudah dikirim. \
Tanpa tanda, semua unit dibuka. Alasannya ditulis seperti biasa.
""")
_TANYA_INDIKATOR = templat("""
Hanya indikator tertentu? Tandai di bawah ini; indikator lain di unit itu tetap terkunci dengan angka yang sudah dikirim. \
Alasannya ditulis seperti biasa.
{% if sisa %}
Ada {{ sisa }} indikator lagi; tandai unitnya dahulu agar daftarnya pendek.
{% endif %}
""")
_DIBUKA = templat("""
↩️ Yang dibuka kembali: {{ unit | join(', ') or 'semua unit' }}{{ ", hanya " + indikator | join(', ') if indikator }}.
""")


def pilih_bidang(penugasan: int, unit: Sequence[str], dipilih: Sequence[int], indikator: int = 0) -> dict[str, Any]:
    """The units with a tick each; `dipilih`: places of those chosen. A button carries the place."""
    tombol = [
        [(f"{'☑️' if ke in dipilih else '☐'} {nama}", Tombol(PILIH, penugasan, str(ke)))] for ke, nama in enumerate(unit)
    ]
    label = f"🔎 Pilih indikator ({indikator} ditandai)" if indikator else "🔎 Pilih indikator"
    return isi_pesan(_TANYA.render(), papan(*tombol, [(label, Tombol(PILIH_INDIKATOR, penugasan, DAFTAR))]))


def pilih_indikator(
    penugasan: int, indikator: Sequence[tuple[int, str]], dipilih: Sequence[int], sisa: int
) -> dict[str, Any]:
    """Indicators with a tick each: their place in the plan, code and name. `sisa`: how many do not fit."""
    tombol = [[(_label(nama, ke in dipilih), Tombol(PILIH_INDIKATOR, penugasan, str(ke)))] for ke, nama in indikator]
    kembali = papan([("⬅️ Unit", Tombol(PILIH, penugasan, DAFTAR))])["inline_keyboard"]
    isi = papan(*tombol)["inline_keyboard"] + kembali
    return isi_pesan(_TANYA_INDIKATOR.render(sisa=sisa), {"inline_keyboard": isi})


def _label(nama: str, dipilih: bool) -> str:
    return f"{'☑️' if dipilih else '☐'} {ringkas(nama, PANJANG_TOMBOL)}"


def bidang_dibuka(unit: Sequence[str], indikator: Sequence[str] = ()) -> dict[str, Any]:
    """What the choice turns into."""
    return isi_pesan(_DIBUKA.render(unit=unit, indikator=list(indikator)).strip(), TANPA_TOMBOL)


def berubah(kode: str, lama: str, baru: str) -> str:
    """``DKP-14: 178 → 190``."""
    return f"{kode}: {lama} → {baru}"


def diminta(kode: str, nama: str, nilai: str) -> str:
    """``DKP-14 Pelatihan UKM (terkirim: 178)``."""
    return f"{kode} {nama} (terkirim: {nilai})"


def terkunci(nama: str, dipakai: str) -> str:
    """A row that is not to be corrected was changed all the same. `nama`: of the column."""
    return f"{nama} indikator ini tidak diminta diperbaiki, jadi tetap {dipakai}."


def koreksi_terkunci(kode: str, dibuka: Sequence[str]) -> str:
    return f"{kode} tidak diminta diperbaiki, jadi tetap seperti yang sudah dikirim. Yang dibuka: {', '.join(dibuka)}."


_KABAR = templat("""
📥 <b>Untuk diketahui</b> · {{ triwulan }}
Langkah {{ no }} ({{ kegiatan }}) dikembalikan {{ oleh }} ke langkah {{ ke }}. Giliran Anda datang lagi sesudah perbaikan.
<blockquote>{{ alasan }}</blockquote>
""")
KABAR_DITARIK = isi_pesan(
    "📥 Untuk diketahui: pengembalian ini ditarik kembali, jadi tidak ada yang diulang.", TANPA_TOMBOL
)
PANJANG_ALASAN = 1500


def kabar_kembali(no: int, kegiatan: str, ke: int, oleh: str, alasan: str, triwulan: int, tahun: int) -> dict[str, Any]:
    """For those whose step lies between and will come again."""
    tw = nama_triwulan(triwulan, tahun)
    ringkasan = ringkas(alasan, PANJANG_ALASAN)
    return isi_pesan(_KABAR.render(triwulan=tw, no=no, kegiatan=kegiatan, ke=ke, oleh=oleh, alasan=ringkasan))
