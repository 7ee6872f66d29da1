"""Evidence: which indicator, what has come, what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, nama_triwulan, papan, ringkas, templat

BUKTI = ("📎 Data dukung", "bukti")
KE, LEPAS = "bukti-ke", "bukti-lepas"
TERBANYAK = 40  # indicators with a button; further ones are named by their code


@dataclass(frozen=True)
class Indeks:
    """An indicator on a button: its place, its code, how much is attached."""

    ke: str
    kode: str
    banyak: int


_DAFTAR = templat("""
{% if menunggu %}
📎 <b>Untuk indikator mana?</b> {{ menunggu }}
{% else %}
📎 <b>Data dukung</b> · {{ bidang }} · {{ triwulan }}
{% endif %}
Pilih indikatornya{{ "" if menunggu else ", lalu kirim berkas, foto, atau tautannya" }}. Berkas yang diteruskan dari chat lain juga diterima.

Paling besar 20 MB tiap berkas. Lebih besar dari itu: simpan di penyimpanan kantor, lalu kirim kodenya dengan tautannya:
<code>{{ contoh }} (tautan)</code>
Lebih cepat lagi: tulis kodenya sebagai keterangan berkas; satu berkas boleh untuk beberapa kode.
{% if foto %}

Foto tidak dapat dibaca sebagai formulir. Bila ini formulir, mohon kirim berkas Excel-nya; formulir baru: /formulir
{% endif %}
""")


def daftar(
    pelaksanaan: int,
    bidang: str,
    triwulan: int,
    tahun: int,
    semua: Sequence[Indeks],
    menunggu: str = "",
    foto: bool = False,
) -> dict[str, Any]:
    """Every indicator of the unit as a button. menunggu: what has come already and waits for its place."""
    teks = _DAFTAR.render(
        bidang=bidang,
        triwulan=nama_triwulan(triwulan, tahun),
        menunggu=ringkas(menunggu, 200),
        contoh=semua[0].kode if semua else "KODE-01",
        foto=foto,
    )
    tombol = [(f"{'📎' if i.banyak else '⬜'} {i.kode}", Tombol(KE, pelaksanaan, i.ke)) for i in semua[:TERBANYAK]]
    return isi_pesan(teks, papan(*(tombol[n : n + 2] for n in range(0, len(tombol), 2))))


_MINTA = templat("""
📎 <b>{{ kode }}</b> · {{ nama }}
{% for b in ada %}
• {{ b }}
{% endfor %}
Kirim berkas, foto, atau tautannya sekarang; boleh beberapa. Paling besar 20 MB tiap berkas, selebihnya kirim tautan. /batal bila sudah cukup.
""")


def minta(kode: str, nama: str, ada: Sequence[str]) -> dict[str, Any]:
    """The next things sent belong to this indicator."""
    return isi_pesan(_MINTA.render(kode=kode, nama=nama, ada=[ringkas(b, 100) for b in ada[-10:]]))


_TERSIMPAN = templat("""
{% if masih %}
📎 <b>{{ masih | join(", ") }}</b>: <i>{{ nama }}</i> tersimpan sebagai data dukung {{ "%d indikator" % (masih | length) if masih | length > 1 else "(%d)" % banyak }}.
{% endif %}
{% if lepas %}
🗑 <b>{{ lepas | join(", ") }}</b>: <i>{{ nama }}</i> dilepas dari data dukung.
{% endif %}
{% if not masih %}
{% elif kurang %}
Belum ada data dukung: {{ kurang | join(", ") }}.
{% else %}
Semua indikator unit ini sudah punya data dukung.
{% endif %}
""")


def tersimpan(
    masih: Sequence[tuple[int, str, int]], nama: str, kurang: Sequence[str], lepas: Sequence[str] = ()
) -> dict[str, Any]:
    """What one paper is attached to (number, code, how much the indicator has now), what was taken out, what is missing."""
    teks = _TERSIMPAN.render(
        masih=[kode for _, kode, _ in masih],
        nama=ringkas(nama, 200),
        banyak=masih[0][2] if masih else 0,
        kurang=kurang[:20],
        lepas=lepas,
    )
    satu = len(masih) + len(lepas) == 1
    tombol = [("🗑 Lepas" if satu else f"🗑 Lepas {kode}", Tombol(LEPAS, nomor)) for nomor, kode, _ in masih[:TERBANYAK]]
    return isi_pesan(teks, papan(*(tombol[n : n + 2] for n in range(0, len(tombol), 2))) if masih else TANPA_TOMBOL)


_TIDAK_TERTAMPUNG = templat("""
📎 <i>{{ nama }}</i>{{ " (%s)" % triwulan if triwulan }} tidak disimpan sebagai data dukung: indikatornya belum dipilih sampai triwulan itu berlalu atau rekapnya disetujui.
Bila masih diperlukan, kirim lagi dengan kode indikatornya sebagai keterangan.
""")


def tidak_tertampung(nama: str, triwulan: int, tahun: int) -> dict[str, Any]:
    """The question for which indicator it is has ended unanswered. triwulan 0: unknown."""
    tw = nama_triwulan(triwulan, tahun) if triwulan else ""
    return isi_pesan(_TIDAK_TERTAMPUNG.render(nama=ringkas(nama, 200), triwulan=tw))


DIBEKUKAN = "Rekap triwulan ini sudah disetujui; data dukungnya dibekukan."
LEWAT = "Pilihan ini sudah lewat. Tekan 📎 Data dukung pada disposisi, atau kirim lagi dengan kodenya."
_BUKAN_BUKTI = templat("""
{% if asing %}
Kode {{ asing | join(", ") }} tidak ada pada unit Anda.
{% endif %}
{% if menunggu %}
📎 <i>{{ menunggu }}</i> masih menunggu: tekan indikatornya di atas, atau tulis kodenya saja (beberapa kode dipisah koma). /batal bila tidak jadi.
{% else %}
Mohon kirim berkas, foto, atau tautan (https://…) sebagai data dukung, atau tulis kode indikator lain. /batal bila sudah cukup.
{% endif %}
""")


def bukan_bukti(menunggu: str, asing: Sequence[str]) -> dict[str, Any]:
    """What answers the question, after something that does not. asing: codes that no indicator of the unit has."""
    return isi_pesan(_BUKAN_BUKTI.render(menunggu=ringkas(menunggu, 200), asing=[ringkas(k, 40) for k in asing[:10]]))


TERLALU_BESAR = isi_pesan(
    "Berkas ini lebih dari 20 MB, lebih besar daripada yang dapat diterima bot. Simpan di penyimpanan kantor, lalu kirim "
    "tautannya (https://…) ke sini, didahului kode indikatornya."
)


def uraian_lampir(kode: str, nama: str) -> str:
    """For the log, behind the name of whoever did it."""
    return f"melampirkan data dukung {kode}: {nama}"


def uraian_lepas(kode: str, nama: str) -> str:
    return f"melepas data dukung {kode}: {nama}"
