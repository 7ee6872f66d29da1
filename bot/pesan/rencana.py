"""`/indikator`: the yearly plan goes out as a workbook, comes back, is looked at, gets a reason and becomes a version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.berkas.rencana_excel import ISIAN
from bot.kinerja.rencana import Perbedaan, Ubahan
from bot.kinerja.tabel_berkas import Masalah
from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, nama_triwulan, papan, ringkas, tanggal, templat
from bot.pesan.pengganti import PANJANG_LABEL, TERBANYAK

KANTOR, ALASAN, SIMPAN, TERAPKAN = "rencana-kantor", "rencana-alasan", "rencana-simpan", "rencana-terap"
ATURAN = "aturan"
ALASAN_PERTAMA = ("Perjanjian Kinerja awal tahun",)
ALASAN_UBAH = ("DPPA / perubahan anggaran", "Perubahan Perjanjian Kinerja", "Perbaikan salah ketik")
PANJANG_ALASAN = 200
PANJANG_BARIS = 120  # characters of a line of the preview, which must stay one message
GALAT_TERBANYAK = 100

TIDAK_ADA_KANTOR = isi_pesan("Belum ada kantor. Pasang dahulu kantornya, lalu ketik /indikator lagi.")
TAHUN_SALAH = "Tulis tahunnya dengan empat angka, misalnya: /indikator 2026"
TAK_DITUNGGU = "Ketik /indikator dahulu dan pilih kantornya, lalu kirim berkas rencananya."


@dataclass(frozen=True)
class IsiVersi:
    """The version that is stored, for a heading."""

    nomor: int
    sejak: datetime
    alasan: str
    oleh: str


def keterangan_versi(v: IsiVersi | None, zona: str, dari: int = 0) -> str:
    """One line: ``Versi 2, sejak 15 Oktober 2026: DPPA (Admin TI)``. `dari`: the year whose indicators were copied."""
    if v is not None:
        return f"Versi {v.nomor}, sejak {tanggal(v.sejak, zona)}: {v.alasan} ({v.oleh})"
    return "Belum ada rencana tersimpan." + (f" Indikator disalin dari {dari} tanpa target dan pagu." if dari else "")


def pilih_kantor(kantor: Sequence[tuple[int, str]], tahun: str) -> dict[str, Any]:
    """An administrator of several offices: which one? `tahun`: as typed, or ""."""
    baris = [[(ringkas(f"🏢 {nama}", PANJANG_LABEL), Tombol(KANTOR, nomor, tahun))] for nomor, nama in kantor]
    return isi_pesan("📋 Rencana kinerja kantor mana?", papan(*baris[:TERBANYAK]))


_KANTOR = templat("📋 Rencana kinerja: {{ instansi }}")


def kantor_dipilih(instansi: str) -> dict[str, Any]:
    return isi_pesan(_KANTOR.render(instansi=instansi), TANPA_TOMBOL)


_RENCANA = templat("""
📋 <b>Rencana kinerja {{ tahun }}</b> · {{ instansi }}
{{ versi }}
{% if banyak %}
<b>{{ banyak }} indikator:</b> {{ hitungan }}
{% endif %}

Isi atau ubah berkas Excel di bawah ini, simpan, lalu kirim kembali ke sini (.xlsx, atau .csv dengan judul kolom yang sama). \
Belum ada yang berubah sebelum Anda menekan ✅ Simpan rencana. /batal bila tidak jadi.
""")


def rencana(kantor: int, instansi: str, tahun: int, versi: str, per_bidang: Mapping[str, int]) -> dict[str, Any]:
    """What is stored now, above its workbook. `per_bidang`: name of the unit to number of indicators."""
    hitungan = ", ".join(f"{nama} {n}" for nama, n in per_bidang.items() if n)
    teks = _RENCANA.render(
        instansi=instansi, tahun=tahun, versi=versi, banyak=sum(per_bidang.values()), hitungan=ringkas(hitungan, 1500)
    )
    return isi_pesan(teks, papan([("📐 Aturan hitung", Tombol(ATURAN, kantor))]))


_BERKAS = templat("📋 Rencana {{ tahun }} · {{ instansi }}")


def keterangan_berkas(instansi: str, tahun: int) -> dict[str, Any]:
    """Caption of the workbook."""
    return {"caption": _BERKAS.render(instansi=ringkas(instansi, 200), tahun=tahun), "parse_mode": "HTML"}


# The file comes back --------------------------------------------------------------------------------------------------

_DITOLAK = templat("""
❌ <b>Berkas {{ nama }} tidak dapat dibaca.</b>
{{ alasan }} {{ saran }}

Tidak ada yang disimpan. Berkas baru: /indikator
""")


def ditolak(nama: str, alasan: str, saran: str) -> dict[str, Any]:
    return isi_pesan(_DITOLAK.render(nama=nama, alasan=alasan, saran=saran))


_GALAT = templat("""
❌ <b>Rencana belum dapat diterima</b> ({{ instansi }} · {{ tahun }})

Ada {{ banyak }} hal yang perlu diperbaiki:
{% for letak, kolom, saran in galat %}
{{ loop.index }}. {% if letak %}<b>{{ letak }}</b> {% endif %}{{ kolom ~ ": " if kolom }}{{ saran }}
{% endfor %}
{% if banyak > galat | length %}
… dan {{ banyak - galat | length }} lagi.
{% endif %}

Tidak ada yang disimpan. Perbaiki berkasnya, lalu kirim lagi ke sini.
""")


def galat(instansi: str, tahun: int, masalah: Sequence[Masalah]) -> dict[str, Any]:
    """Every mistake at once: cell, column, what to write."""
    baris = [(m.sel or (f"baris {m.baris}" if m.baris else ""), _judul(m.kolom), m.saran) for m in masalah]
    teks = _GALAT.render(instansi=instansi, tahun=tahun, galat=baris[:GALAT_TERBANYAK], banyak=len(baris))
    return isi_pesan(teks)


def _judul(kolom: str) -> str:
    return ISIAN[kolom].judul if kolom in ISIAN else kolom


_SAMA = templat("Isi berkas ini sama dengan rencana {{ tahun }} {{ instansi }} yang tersimpan; tidak ada yang berubah.")


def sama(instansi: str, tahun: int) -> dict[str, Any]:
    return isi_pesan(_SAMA.render(instansi=instansi, tahun=tahun))


_LAIN = templat("""
❌ <b>Berkas ini bukan rencana {{ instansi }} {{ tahun }}.</b>
Di dalamnya tertulis kantor {{ kode }}, tahun {{ tahun_berkas }}. Tidak ada yang disimpan. Ketik /indikator untuk memilih \
kantor dan tahun yang benar, misalnya /indikator {{ tahun_berkas }}.
""")


def kantor_lain(instansi: str, tahun: int, kode: str, tahun_berkas: str) -> dict[str, Any]:
    """The workbook was made for another office or year than the one that was chosen."""
    teks = _LAIN.render(instansi=instansi, tahun=tahun, kode=ringkas(kode, 60), tahun_berkas=ringkas(tahun_berkas, 10))
    return isi_pesan(teks)


# Preview, reason, saving ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class IsiPratinjau:
    """A plan that waits for its reason and `✅ Simpan rencana`."""

    kantor: int
    sidik: str  # which draft the buttons are about
    instansi: str
    tahun: int
    nomor: int  # the version that it would become
    banyak: int
    beda: Perbedaan
    tanya: Sequence[tuple[str, str]]  # code or "", question
    alasan: str


_PRATINJAU = templat("""
📋 <b>Pratinjau rencana {{ p.tahun }}</b> · {{ p.instansi }}
{{ p.banyak }} indikator, akan menjadi versi {{ p.nomor }}
{% for tanda, judul, banyak, baris in bagian %}

{{ tanda }} <b>{{ judul }}</b> ({{ banyak }}):
{% for satu in baris %}
• {{ satu }}
{% endfor %}
{% if banyak > baris | length %}
… dan {{ banyak - baris | length }} lagi
{% endif %}
{% endfor %}
{% if p.beda.urutan %}

↕️ Hanya urutannya yang berubah.
{% endif %}

{% if p.alasan %}
<b>Alasan:</b> {{ p.alasan }}
Belum disimpan. Tekan ✅ Simpan rencana bila sudah benar, atau kirim berkas penggantinya.
{% else %}
Belum disimpan. Pilih alasannya di bawah, atau tulis sendiri dalam satu pesan. /batal bila tidak jadi.
{% endif %}
""")


def pratinjau(p: IsiPratinjau) -> dict[str, Any]:
    """What would change. Reasons to choose from; saving only once there is one."""
    bagian = [
        (tanda, judul, len(baris), [ringkas(b, panjang) for b in baris[:tampak]])
        for tanda, judul, baris, tampak, panjang in _bagian(p)
    ]
    teks = _PRATINJAU.render(p=p, bagian=bagian)
    siap = ALASAN_PERTAMA if p.nomor == 1 else ALASAN_UBAH
    pilihan = [[(f"💬 {a}", Tombol(ALASAN, p.kantor, f"{p.sidik}.{n}"))] for n, a in enumerate(siap) if a != p.alasan]
    simpan = [[("✅ Simpan rencana", Tombol(SIMPAN, p.kantor, p.sidik))]] if p.alasan else []
    return isi_pesan(teks, papan(*simpan, *pilihan))


_RINCIAN = templat("""
📋 <b>Rincian perubahan rencana {{ p.tahun }}</b> · {{ p.instansi }}
{% for tanda, judul, baris, _, _ in bagian %}

{{ tanda }} <b>{{ judul }}</b> ({{ baris | length }}):
{% for satu in baris %}
• {{ satu }}
{% endfor %}
{% endfor %}
""")


def rincian(p: IsiPratinjau) -> dict[str, Any] | None:
    """Everything that the preview, which must stay one message, had to leave out; None when it shows all."""
    bagian = _bagian(p)
    utuh = all(len(b) <= tampak and all(len(s) <= panjang for s in b) for _, _, b, tampak, panjang in bagian)
    return None if utuh else isi_pesan(_RINCIAN.render(p=p, bagian=bagian))


def _bagian(p: IsiPratinjau) -> list[tuple[str, str, list[str], int, int]]:
    """Mark, heading, lines, how many of them and how much of each the preview shows; empty parts are left out."""
    diubah: dict[str, list[Ubahan]] = {}
    for u in p.beda.diubah:
        diubah.setdefault(u.kode, []).append(u)
    semua = [
        ("➕", "Baru", [f"{b['kode']} {b['indikator']}" for b in p.beda.baru], 6, PANJANG_BARIS),
        ("✏️", "Diubah", [f"{k}: {'; '.join(map(_ubahan, u))}" for k, u in diubah.items()], 10, PANJANG_BARIS),
        ("➖", "Disisihkan", [f"{b['kode']} {b['indikator']}" for b in p.beda.disisihkan], 6, PANJANG_BARIS),
        ("⚠️", "Mohon diperhatikan", [f"{k}: {tanya}" if k else tanya for k, tanya in p.tanya], 8, PANJANG_BARIS * 2),
    ]
    return [satu for satu in semua if satu[2]]


def _ubahan(u: Ubahan) -> str:
    return f"{_judul(u.kolom)} {ringkas(u.lama, 40) or '–'} → {ringkas(u.baru, 40) or '–'}"


def alasan_siap(nomor_versi: int, ke: str) -> str:
    """The ready reason that a button names; "" when there is none such."""
    siap = ALASAN_PERTAMA if nomor_versi == 1 else ALASAN_UBAH
    return siap[int(ke)] if ke in map(str, range(len(siap))) else ""


_DISIMPAN = templat("""
✅ <b>Rencana {{ tahun }} disimpan sebagai versi {{ v.nomor }}</b> · {{ instansi }}
{{ banyak }} indikator. Alasan: {{ v.alasan }}
oleh {{ v.oleh }}, {{ pada }}. Dipakai pengukuran yang diperintahkan sesudah ini.
""")


def disimpan(instansi: str, tahun: int, v: IsiVersi, banyak: int, pada: str) -> dict[str, Any]:
    """What the preview turns into."""
    return isi_pesan(_DISIMPAN.render(instansi=instansi, tahun=tahun, v=v, banyak=banyak, pada=pada), TANPA_TOMBOL)


def dari_versi_lama(dari: int, kini: int) -> str:
    """A question about a workbook that was made before the newest version."""
    asal = f"versi {dari}" if dari else "sebelum ada rencana tersimpan"
    return f"Berkas ini dibuat dari {asal}, padahal sekarang versi {kini}: yang diubah di antaranya ikut kembali."


BERUBAH = "Rencananya sudah berubah sejak pratinjau ini. Periksa pratinjau yang baru."
LEWAT = "Pratinjau ini sudah tidak berlaku. Ketik /indikator untuk mulai lagi."
ALASAN_DITERIMA = "Alasan diterima. Tekan ✅ Simpan rencana pada pratinjau di atas."
BELUM_ADA_ALASAN = "Pilih atau tulis alasannya dahulu."
ALASAN_PANJANG = f"Alasannya terlalu panjang. Tulis paling banyak {PANJANG_ALASAN} huruf."


# A quarter that is under way ------------------------------------------------------------------------------------------

_TAWARAN = templat("""
📌 Pengukuran <b>{{ triwulan }}</b> ({{ instansi }}) sedang berjalan dengan {{ lama }} dan tetap memakainya.

Bila versi {{ baru }} juga berlaku untuk triwulan itu (misalnya membetulkan salah ketik), tekan tombol di bawah. \
Dicatat sebagai tindakan admin dengan alasan versinya; draf yang sudah ditunjukkan tidak berlaku lagi, \
dan yang memutuskan menerima dokumen baru.
{% if susulan %}

⚠️ {{ susulan | join(", ") }} tidak ikut pengukuran ini sejak awal: indikatornya tercatat belum dilaporkan.
{% endif %}
""")


def tawaran(
    pelaksanaan: int, versi: int, instansi: str, triwulan: str, lama: int, baru: int, susulan: Sequence[str]
) -> dict[str, Any]:
    """One living run that goes by an older version. `versi`: row id, `lama`, `baru`: numbers; lama 0: none."""
    teks = _TAWARAN.render(
        instansi=instansi,
        triwulan=triwulan,
        lama=f"rencana versi {lama}" if lama else "tanpa rencana",
        baru=baru,
        susulan=susulan,
    )
    return isi_pesan(teks, papan([("🔁 Terapkan pada triwulan ini", Tombol(TERAPKAN, pelaksanaan, str(versi)))]))


_DITERAPKAN = templat("""
🔁 Rencana versi {{ nomor }} diterapkan pada {{ triwulan }} ({{ instansi }}), {{ pada }}. Tercatat sebagai tindakan admin.
""")


def diterapkan(nomor: int, triwulan: str, instansi: str, pada: str) -> dict[str, Any]:
    """What the offers turn into."""
    teks = _DITERAPKAN.render(nomor=nomor, triwulan=triwulan, instansi=instansi, pada=pada)
    return isi_pesan(teks, TANPA_TOMBOL)


def uraian_diterapkan(nomor: int, alasan: str) -> str:
    """For the log, without its subject."""
    return f"menerapkan rencana kinerja versi {nomor} pada pengukuran ini: {alasan}"


_FORMULIR = templat("""
📋 Rencana kinerja untuk {{ triwulan }} diperbarui ({{ alasan }}). Formulir Anda yang belum dikirim mungkin memuat target \
lama; ambil yang baru dengan /formulir. Isian yang sudah dikirim tetap dipakai.
""")


def formulir_berubah(tw: int, tahun: int, alasan: str) -> dict[str, Any]:
    """To those who are filling in a form of the run."""
    return isi_pesan(_FORMULIR.render(triwulan=nama_triwulan(tw, tahun), alasan=alasan))


SUDAH_DITERAPKAN = (
    "Pengukuran ini sudah memakai rencana itu, sudah disetujui, atau ada versi yang lebih baru. Ketik /indikator."
)
