"""Captions of the recap: one phone screen."""

from typing import Any

from bot.berkas.naskah import Naskah
from bot.berkas.tulisan import perubahan_instansi, tak_dijawab, terendah_dahulu
from bot.kinerja.model import Rekap, Ringkasan, Status
from bot.kinerja.tampil import persen_id
from bot.pesan.dasar import Tombol, isi_pesan, nama_triwulan, papan, ringkas, templat, waktu_lengkap
from bot.pesan.waktu import PATUH

_REKAP = templat("""
{% if jabatan %}
📊 <b>Rekap Pengukuran Kinerja {{ triwulan }}</b>
{% else %}
🚧 <b>Rekap SEMENTARA · {{ triwulan }}</b>
{% endif %}
{{ nama }}
{% if menggantikan %}
🔁 Versi {{ versi }}, menggantikan yang terbit {{ menggantikan }}.
{% endif %}

{% for b in bidang %}
{{ b }}
{% endfor %}
<b>{{ instansi }}</b>
{% if perubahan %}
Rata-rata instansi {{ perubahan }}.
{% endif %}
{% if belum %}

Belum dilaporkan: {{ belum }}
{% endif %}
{% if konfirmasi %}
Perlu konfirmasi: {{ konfirmasi }}
{% endif %}

{% if jabatan %}
✅ Disetujui {{ jabatan }}, {{ pada }}.
{% else %}
🚧 Belum disetujui; angkanya masih dapat berubah. Keadaan {{ pada }}.
{% endif %}
""")

BATAS = 1024
PANJANG_NAMA = 40
NAMA_UTUH = 120  # characters: shortened only where the caption would be too long


def _baris(r: Ringkasan, panjang: int = PANJANG_NAMA) -> str:
    nama = r.nama if len(r.nama) <= panjang else r.nama[: panjang - 1] + "…"
    nilai = f"{persen_id(r.rata_rata)} ({r.predikat})" if r.rata_rata is not None else r.predikat
    return f"{nama}: {nilai}; {r.dinilai} dari {r.jumlah} dinilai{_serapan(r)}"


def _serapan(r: Ringkasan) -> str:
    """Spending against its ceilings; where some was not reported that is said, for the figure is too low then."""
    if r.serapan is None:
        return "" if r.serapan_lengkap else "; serapan belum dilaporkan"
    return f"; serapan {persen_id(r.serapan)}" + (f" ({r.catatan_serapan})" if r.catatan_serapan else "")


def _daftar(rekap: Rekap, status: Status, terbanyak: int) -> str:
    kode = [b.indikator.kode for b in rekap.baris if b.status is status]
    sisa = len(kode) - terbanyak
    return ", ".join(kode[:terbanyak]) + (f", dan {sisa} lainnya" if sisa > 0 else "")


def keterangan(n: Naskah) -> dict[str, Any]:
    """Caption of the picture in the group: offices, not names of people; at most 1,024 characters.

    Before the approval it says that nothing is final.
    """
    semua = len(n.rekap.per_bidang)
    ukuran = [(p, t, banyak) for p, t in ((PANJANG_NAMA, 12), (24, 8), (14, 4)) for banyak in (semua, 8, 0)]
    for panjang, terbanyak, banyak in ((NAMA_UTUH, 12, semua), *ukuran):
        unit = n.rekap.per_bidang if banyak == semua else terendah_dahulu(n.rekap.per_bidang)
        bidang = [_baris(r, panjang) for r in unit[:banyak]]
        if banyak < semua:
            urutan = " (di atas: terendah dahulu)" if banyak else ""
            bidang.append(f"… {semua - banyak} unit lainnya ada di dokumen{urutan}")
        teks = _REKAP.render(
            triwulan=nama_triwulan(n.rekap.triwulan, n.rekap.tahun),
            nama=n.nama_instansi,
            bidang=bidang,
            instansi=_baris(n.rekap.instansi, 60),
            belum=_daftar(n.rekap, Status.BELUM_DILAPORKAN, terbanyak),
            konfirmasi=_daftar(n.rekap, Status.PERLU_KONFIRMASI, terbanyak),
            perubahan=perubahan_instansi(n.rekap, n.lampau),
            jabatan=(n.penanda_tangan.jabatan or "pimpinan") if n.disetujui else "",
            pada=waktu_lengkap(n.disetujui or n.dibuat, n.zona),
            versi=n.versi,
            menggantikan=waktu_lengkap(n.menggantikan, n.zona) if n.disetujui and n.menggantikan else "",
        )
        if len(teks.encode("utf-16-le")) // 2 <= BATAS:
            return {"caption": teks, "parse_mode": "HTML"}
    return {"caption": teks, "parse_mode": "HTML"}


_DRAF = templat("""
📄 <b>Draf Dokumen Pengukuran Kinerja</b> · {{ triwulan }}
{{ instansi }}
{% if sisa %}
{{ sisa | join(", ") }}.
{% endif %}
{% if rendah %}
Terendah: {{ rendah }}
{% endif %}
{% for satu in diam %}
❔ {{ satu }}
{% endfor %}
""")
DIAM = 3  # unanswered questions with their words; the rest is counted


def _sisa(r: Ringkasan) -> list[str]:
    """What was not assessed, and why; nothing where that is nobody."""
    sebab = (
        (r.belum_dilaporkan, "belum dilaporkan"),
        (r.perlu_konfirmasi, "perlu konfirmasi"),
        (r.tidak_ditargetkan, "tidak ditargetkan"),
    )
    return [f"{banyak} {apa}" for banyak, apa in sebab if banyak]


def _diam(rekap: Rekap) -> list[str]:
    """What was asked about the figures and nobody answered: the one who decides should know."""
    semua = [f"{b.indikator.kode} tidak dijawab: {soal}" for b in rekap.baris for soal in tak_dijawab(b)]
    sisa = len(semua) - DIAM
    return [ringkas(s, 160) for s in semua[:DIAM]] + (
        [f"… dan {sisa} pertanyaan lagi yang tidak dijawab"] if sisa > 0 else []
    )


def keterangan_draf(rekap: Rekap) -> dict[str, Any]:
    """Caption of the document that somebody decides on."""
    dinilai = sorted((b for b in rekap.baris if b.capaian is not None), key=lambda b: b.capaian or 0)
    rendah = ", ".join(f"{b.indikator.kode} {persen_id(b.capaian)}" for b in dinilai[:3])
    teks = _DRAF.render(
        triwulan=nama_triwulan(rekap.triwulan, rekap.tahun),
        instansi=_baris(rekap.instansi, 60),
        sisa=_sisa(rekap.instansi),
        rendah=rendah,
        diam=_diam(rekap),
    )
    return {"caption": teks, "parse_mode": "HTML"}


def tombol(pelaksanaan: int, kepala: bool, hidup: int | None, draf: bool, awas: bool) -> dict[str, Any]:
    """The buttons under a recap in private. `kepala`: for the head, who may send the signed copy back.

    `awas`: for whoever oversees the office.
    """
    return papan(
        [("🔎 Angka ini dari mana?", Tombol("asal", pelaksanaan))],
        [("📤 Data (CSV, JSON, Renja)", Tombol("ekspor", pelaksanaan))],
        [("🖋️ Kirim yang ditandatangani", Tombol("bertanda", pelaksanaan))] if kepala and not draf else [],
        [("📊 Rekap sementara", Tombol("rekapkini", hidup))] if hidup else [],
        [("⏱ Kepatuhan waktu", Tombol(PATUH, pelaksanaan))] if awas else [],
    )


DIKIRIM = "Sedang dikirim ke chat ini."
TIDAK_TERDAFTAR = isi_pesan("Rekap hanya dapat diminta oleh personel kantornya.")
BELUM_ADA = isi_pesan("Belum ada rekap yang disetujui untuk triwulan itu. Ketik /status untuk melihat keadaannya.")
