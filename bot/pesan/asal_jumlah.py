"""Where averages, shares of the budget and figures of the year so far come from: every number of the sum, page by page."""

from typing import Any

from bot.kinerja.asal import HitunganSd
from bot.kinerja.asal_jumlah import Jumlahan
from bot.kinerja.model import BarisRekap, Rekap, Ringkasan
from bot.kinerja.tampil import persen_id, target_id
from bot.pesan.asal_angka import KEMBALI
from bot.pesan.dasar import Tombol, isi_pesan, nama_triwulan, papan, ringkas, templat

RATA, SERAPAN = "asalrata", "asalserap"
SEHALAMAN = 14  # rows: with sum and buttons one phone screen
LUAR_TERBANYAK = 8

_JUMLAHAN = templat("""
{{ tanda }} <b>{{ judul }}: {{ nilai }}</b>{% if sebutan %} ({{ sebutan }}){% endif %}

{{ nama }} · {{ triwulan }}

{{ rumus }}
{% if suku %}
{% if halaman_akhir > 1 %}
Halaman {{ halaman }} dari {{ halaman_akhir }}; {{ banyak }} baris
{% endif %}
<code>{% for kode, kata in suku %}
{{ kode }}: {{ kata }}
{% endfor %}</code>

{% endif %}
{% for satu in terisi %}
{% if loop.last %}
<b>{{ satu }}</b>
{% else %}
{{ satu }}
{% endif %}
{% endfor %}
{% if suku and not terisi %}
Belum ada yang dapat dihitung.
{% endif %}
{% if titik %}
… = angka yang belum dibulatkan dan masih berlanjut; baru hasil akhirnya dibulatkan.
{% endif %}
{% if luar %}
Tidak ikut dihitung: {{ luar }}.
{% endif %}
""")


def jumlahan(
    pelaksanaan: int, rekap: Rekap, siapa: tuple[Ringkasan, str], urutan: int, j: Jumlahan, halaman: int, *, rata: bool
) -> dict[str, Any]:
    """One page of the rows that make an average or a share of the budget; the sum stands below every page.

    siapa: the unit or the office, with its name; urutan: its place among the units, the office after the last.
    """
    r, nama = siapa
    akhir = max(1, -(-len(j.suku) // SEHALAMAN))
    halaman = min(halaman, akhir - 1)
    suku = j.suku[halaman * SEHALAMAN : (halaman + 1) * SEHALAMAN]
    luar = [f"{kode} ({sebab})" for kode, sebab in j.luar[:LUAR_TERBANYAK]]
    if len(j.luar) > LUAR_TERBANYAK:
        luar.append(f"dan {len(j.luar) - LUAR_TERBANYAK} lainnya")
    teks = _JUMLAHAN.render(
        tanda="🧮" if rata else "💰",
        judul="Rata-rata capaian" if rata else "Serapan anggaran",
        nilai=persen_id(r.rata_rata if rata else r.serapan),
        sebutan=r.predikat if rata else r.catatan_serapan,
        nama=ringkas(nama, 80),
        triwulan=nama_triwulan(rekap.triwulan, rekap.tahun),
        rumus=j.rumus,
        suku=suku,
        halaman=halaman + 1,
        halaman_akhir=akhir,
        banyak=len(j.suku),
        terisi=j.terisi,
        titik=any("…" in kata for _, kata in suku) or any("…" in satu for satu in j.terisi),
        luar=", ".join(luar) if rata else "",
    )
    aksi = RATA if rata else SERAPAN
    geser: list[tuple[str, Tombol | str]] = []
    if halaman:
        geser.append(("◀️ Sebelumnya", Tombol(aksi, pelaksanaan, f"{urutan}.{halaman - 1}")))
    if halaman + 1 < akhir:
        geser.append(("Berikutnya ▶️", Tombol(aksi, pelaksanaan, f"{urutan}.{halaman + 1}")))
    balik = (
        (f"⬅️ {ringkas(nama, 40)}", Tombol("asalbidang", pelaksanaan, f"{urutan}.0"))
        if r.kode
        else ("⬅️ Semua unit", Tombol("asal", pelaksanaan, KEMBALI))
    )
    return isi_pesan(teks, papan(geser, [balik]))


_SETAHUN = templat("""
📅 <b>{{ b.indikator.kode }}</b> {{ b.indikator.nama | truncate(200) }}
{{ triwulan }}

{% if sd %}
<b>S.d. triwulan ini: {{ capaian_sd }}</b>{% if not b.sd_lengkap %} (tidak lengkap: triwulan sebelumnya ada yang kosong){% endif %}

Realisasi, {{ sd.gabung }}: {{ sd.realisasi }}
Target: {{ sd.target }}
{% if sd.capaian %}
{{ sd.capaian.rumus }}
<code>{{ sd.capaian.terisi }}</code>
{% endif %}

<b>Terhadap target tahunan {{ target_tahun }}: {{ tahun }}</b>
{% if sd.tahunan %}
{{ sd.tahunan.rumus }}
<code>{{ sd.tahunan.terisi }}</code>
{% else %}
Tidak dihitung: target tahunannya tidak ada, atau baru dapat dibandingkan pada Triwulan IV.
{% endif %}
{% if titik %}

… = angka yang belum dibulatkan dan masih berlanjut; baru hasil akhirnya dibulatkan.
{% endif %}
{% else %}
Realisasi triwulan ini belum dilaporkan atau perlu konfirmasi, jadi belum ada angka s.d. triwulan dan tahunan.
{% endif %}
""")


def setahun(pelaksanaan: int, rekap: Rekap, nomor: int, b: BarisRekap, sd: HitunganSd | None) -> dict[str, Any]:
    """The figures of one indicator over the quarters of the year, with their values."""
    teks = _SETAHUN.render(
        b=b,
        triwulan=nama_triwulan(rekap.triwulan, rekap.tahun),
        sd=sd,
        capaian_sd=persen_id(b.capaian_sd),
        target_tahun=target_id(b.indikator.target_tahunan),
        tahun=persen_id(b.capaian_tahun),
        titik=sd is not None and "…" in f"{sd.realisasi}{sd.target}",
    )
    return isi_pesan(
        teks, papan([(f"⬅️ {ringkas(b.indikator.kode, 40)}", Tombol("asalangka", pelaksanaan, str(nomor)))])
    )
