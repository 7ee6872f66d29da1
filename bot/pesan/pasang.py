"""`/pasang`: the questions, the summary, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, papan, ringkas, templat
from bot.pesan.pasang_awal import PANJANG_LABEL, PANJANG_SEBUTAN, TERBANYAK, sebut_sop
from bot.sop.model import Sop
from jadwal.jam_tulis import CONTOH, JAM_SIAP

ZONA = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
CONTOH_NAMA = "Dinas Perdagangan Kabupaten Contoh"
CONTOH_BIDANG = "Sekretariat\nBidang Perdagangan\nBidang Koperasi"
CONTOH_KODE = "dinas-contoh"
NOMOR = {nama: n for n, nama in enumerate(("sop", "nama", "zona", "jam", "bidang"), start=1)}

# The questions ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Letak:
    """Where a question stands: which conversation its buttons belong to, for whom, new or there already."""

    cap: int
    baru: bool
    siapa: str  # the office's name or its group

    def tombol(self, langkah: str, nilai: str) -> Tombol:
        return Tombol("pasang", self.cap, f"{langkah}.{nilai}")


_KEPALA = templat("""
🏢 <b>{{ "Kantor baru" if l.baru else "Mengubah kantor" }}</b>{% if l.baru and nomor %} · {{ nomor }} dari 5{% endif %}

{% if l.siapa %}{{ l.siapa }}
{% endif %}
""")


def _tanya(l_: Letak, langkah: str, teks: str, tombol: dict[str, Any] | None = None) -> dict[str, Any]:
    kepala = _KEPALA.render(l=l_, nomor=NOMOR.get(langkah))
    return isi_pesan(f"{kepala}\n{teks}", tombol or TANPA_TOMBOL)


def _kembali(letak: Letak, ada: bool) -> list[tuple[str, Tombol]]:
    """Back to the summary without a change, where there is one already."""
    return [("⬅️ Kembali", letak.tombol("kembali", ""))] if ada else []


_SOP = templat("""
Pilih SOP yang dijalankan kantor ini. Tekan yang urutan langkah dan pelaksananya paling sesuai.
{% for nama, langkah, peran in semua %}

<b>{{ nama }}</b>, {{ langkah }} langkah
{{ peran }}
{% endfor %}
""")


def tanya_sop(letak: Letak, semua: Sequence[tuple[str, Sop]], ada: bool) -> dict[str, Any]:
    """Every SOP: its pointer and itself. `ada`: there is a summary to go back to."""
    baris = [(sebut_sop(s.id), len(s), ringkas(", ".join(p.nama for p in s.peran), 200)) for _, s in semua[:15]]
    tombol = [[(ringkas(sebut_sop(s.id), PANJANG_LABEL), letak.tombol("sop", p))] for p, s in semua[:TERBANYAK]]
    return _tanya(letak, "sop", _SOP.render(semua=baris), papan(*tombol, _kembali(letak, ada)))


_NAMA = templat("""
{% if usul %}
Nama kantornya <b>{{ usul }}</b>? Tekan ✅ bila benar.

Bila bukan, tulis nama lengkapnya, misalnya:
{% else %}
Tulis nama lengkap kantornya, misalnya:
{% endif %}
<code>{{ contoh }}</code>

Nama ini tercetak pada rekap.
""")


def tanya_nama(letak: Letak, usul: str, ada: bool) -> dict[str, Any]:
    """`usul`: taken from the group's title, "" when there is none."""
    terima = [(ringkas(f"✅ {usul}", PANJANG_LABEL), letak.tombol("nama", "ya"))] if usul else []
    teks = _NAMA.render(usul=usul, contoh=CONTOH_NAMA)
    return _tanya(letak, "nama", teks, papan(terima, _kembali(letak, ada)))


_KODE = templat("""
Kodenya <code>{{ kode }}</code>. Kode menjadi bagian dari nama berkas dan tidak dapat diubah sesudah kantor terpasang.

Tulis kode lain, misalnya:
<code>{{ contoh }}</code>

Pakai huruf, angka, - atau _ tanpa spasi, paling panjang 40.
""")


def tanya_kode(letak: Letak, kode: str) -> dict[str, Any]:
    return _tanya(letak, "kode", _KODE.render(kode=kode, contoh=CONTOH_KODE), papan(_kembali(letak, True)))


_ZONA = """Kantor ini memakai waktu apa?

<b>WIB</b>: Sumatra, Jawa, Kalimantan Barat dan Tengah
<b>WITA</b>: Kalimantan Selatan, Timur, dan Utara, Sulawesi, Bali, Nusa Tenggara
<b>WIT</b>: Maluku dan Papua"""


def tanya_zona(letak: Letak, ada: bool) -> dict[str, Any]:
    zona = [(nama, letak.tombol("zona", nama)) for nama in ZONA]
    return _tanya(letak, "zona", _ZONA, papan(zona, _kembali(letak, ada)))


_JAM = templat("""
Jam kerja kantor ini? Batas waktu dan pengingat mengikutinya. Hari libur nasional, cuti bersama, dan jam Ramadan \
sudah diperhitungkan.

Jam lain? Tulis, satu baris untuk hari-hari yang sama jamnya:
<code>{{ contoh }}</code>
""")


def tanya_jam(letak: Letak, ada: bool) -> dict[str, Any]:
    siap = [[(f"🕗 {j.nama}", letak.tombol("jam", j.kode))] for j in JAM_SIAP]
    return _tanya(letak, "jam", _JAM.render(contoh=CONTOH), papan(*siap, _kembali(letak, ada)))


_BIDANG = templat("""
{% if bidang %}
<b>Unit ({{ bidang | length }})</b>
{% for kode, nama in bidang %}
• {{ nama }} – <code>{{ kode }}</code>
{% endfor %}

Tekan unit untuk menamai ulang atau menghapusnya. Untuk menambah, tulis namanya, satu pada tiap baris.
{% else %}
Unit apa saja (bidang, bagian, sekretariat, …) yang melaporkan capaian? Tulis dalam satu pesan, satu nama pada tiap baris, misalnya:
<code>{{ contoh }}</code>

Bagian, sekretariat, atau UPTD yang melaporkan sendiri juga ditulis.
{% endif %}
""")


def tanya_bidang(letak: Letak, bidang: Sequence[tuple[str, str]], ada: bool) -> dict[str, Any]:
    """Units so far (code, name). The codes stand in the list of indicators."""
    isi = [(kode, ringkas(nama, PANJANG_SEBUTAN)) for kode, nama in bidang]
    satu = [
        [(ringkas(f"✏️ {nama}", PANJANG_LABEL), letak.tombol("bidang", str(n)))] for n, (_, nama) in enumerate(bidang)
    ]
    teks = _BIDANG.render(bidang=isi, contoh=CONTOH_BIDANG)
    return _tanya(letak, "bidang", teks, papan(*satu, _kembali(letak, ada)))


_UNIT = templat("""
Unit <b>{{ nama }}</b>, kode <code>{{ kode }}</code>

Tulis nama barunya, misalnya:
<code>{{ contoh }}</code>

Kodenya tetap. 🗑 Hapus unit mengeluarkannya dari pengukuran berikutnya; catatan lama tetap ada.
""")


def tanya_unit(letak: Letak, kode: str, nama: str) -> dict[str, Any]:
    contoh = CONTOH_BIDANG.splitlines()[1]
    hapus = [("🗑 Hapus unit", letak.tombol("unit", "hapus"))]
    return _tanya(letak, "unit", _UNIT.render(kode=kode, nama=nama, contoh=contoh), papan(hapus, _kembali(letak, True)))


_TAHUN = templat("""
Tahun anggaran yang sedang diukur: <b>{{ tahun }}</b>. Indikator disimpan per tahun; yang lama tidak hilang.

Pilih tahunnya, atau tulis empat angka, misalnya:
<code>{{ contoh }}</code>
""")


def tanya_tahun(letak: Letak, tahun: int, kini: int) -> dict[str, Any]:
    pilihan = [(str(t), letak.tombol("tahun", str(t))) for t in (kini - 1, kini, kini + 1)]
    return _tanya(letak, "tahun", _TAHUN.render(tahun=tahun, contoh=kini + 1), papan(pilihan, _kembali(letak, True)))


_GRUP = templat("""
{% if grup %}
Grup mana yang dipakai kantor ini?
{% else %}
Tidak ada grup lain yang bebas. Undang bot ke grup kantor itu, lalu tekan 👥 Grup lagi. Bila bot sudah ada di sana, \
keluarkan lalu undang lagi.
{% endif %}
""")


def tanya_grup(letak: Letak, grup: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """Groups without an office."""
    baris = [
        [(ringkas(f"👥 {judul or n}", PANJANG_LABEL), letak.tombol("grup", str(-n)))] for n, judul in grup[:TERBANYAK]
    ]
    return _tanya(letak, "grup", _GRUP.render(grup=grup), papan(*baris, _kembali(letak, True)))


# The summary ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ringkasan:
    """``bidang``: (code, name), None where the SOP has no work for units. ``kurang``: what `/mulai` would miss."""

    nama: str
    kode: str
    grup: str
    sop: str
    langkah: int
    zona: str
    jam: Sequence[str]
    tahun: int
    bidang: Sequence[tuple[str, str]] | None
    sidik: str
    instansi: int = 0
    berubah: bool = True
    personel: int = 0
    indikator: int = 0
    kurang: Sequence[str] = ()
    berjalan: Sequence[str] = ()  # ``Triwulan I 2026``


_RINGKASAN = templat("""
<b>{{ r.nama }}</b>
Kode: <code>{{ r.kode }}</code>
Grup: {{ r.grup or "belum ada" }}
SOP: {{ r.sop }}, {{ r.langkah }} langkah
Zona waktu: {{ r.zona }}
Jam kerja: {{ r.jam | join("; ") }}
Tahun: {{ r.tahun }}
{% if r.bidang is not none %}
Unit ({{ r.bidang | length }}):
{% for kode, nama in r.bidang %}
• {{ nama }} – <code>{{ kode }}</code>
{% endfor %}
{% endif %}

{% if l.baru %}
Sudah benar? Tekan ✅ Pasang kantor. Bila ada yang keliru, tekan bagiannya. /batal bila tidak jadi.
{% else %}
{{ r.personel }} personel (/personel), {{ r.indikator }} indikator tahun {{ r.tahun }} (/indikator).
{% for tw in r.berjalan %}
▶️ {{ tw }} sedang berjalan; susunannya tetap seperti saat dimulai.
{% endfor %}
{% if r.kurang %}
⚠️ Belum siap dimulai:
{% for k in r.kurang %}
• {{ k }}
{% endfor %}
{% elif not r.berjalan %}
✅ Siap dimulai oleh pimpinan dengan /mulai.
{% endif %}

{% if r.berubah %}
Tekan ✅ Simpan perubahan bila sudah benar. /batal bila tidak jadi.
{% else %}
Tekan bagian yang ingin diubah.
{% endif %}
{% endif %}
""")


def ringkasan(letak: Letak, r: Ringkasan) -> dict[str, Any]:
    """Everything at a glance with the button that stores it, and one for each part."""
    simpan = Tombol("pasangya", letak.cap, r.sidik)
    utama = [("✅ Pasang kantor", simpan)] if letak.baru else [("✅ Simpan perubahan", simpan)] if r.berubah else []
    bagian = [
        [("✏️ SOP", "sop"), ("✏️ Nama", "nama")],
        [("✏️ Zona waktu", "zona"), ("✏️ Jam kerja", "jam")],
        [("✏️ Tahun", "tahun"), ("✏️ Kode", "kode") if letak.baru else ("👥 Grup", "grup")],
        [("✏️ Unit", "bidang")] if r.bidang is not None else [],
    ]
    baris = [[(label, letak.tombol("ubah", langkah)) for label, langkah in b] for b in bagian]
    orang = [] if letak.baru else [("📋 Pendaftaran", Tombol("papan", r.instansi))]
    if r.bidang is not None:
        r = replace(r, bidang=[(kode, ringkas(nama, PANJANG_SEBUTAN)) for kode, nama in r.bidang])
    teks = _RINGKASAN.render(r=replace(r, kurang=[ringkas(k, 150) for k in r.kurang[:8]]), l=letak)
    kepala = _KEPALA.render(l=Letak(letak.cap, letak.baru, ""), nomor=None)
    return isi_pesan(f"{kepala}\n{teks}", papan(utama, *baris, orang))


# What came of it --------------------------------------------------------------------------------------------------------

_TERPASANG = templat("""
✅ <b>{{ nama }}</b> terpasang, kode <code>{{ kode }}</code>.

Yang berikutnya:
{% if grup %}
1. Pesan pendaftaran dengan tombol tiap peran sudah dikirim ke grup <b>{{ grup }}</b>. Tiap orang menekan perannya dan \
memeriksa datanya; Anda menerimanya dengan satu ketukan di sini.
{% else %}
1. Undang bot ke grup kantor, lalu hubungkan: /pasang, tekan kantor ini, 👥 Grup. Pesan pendaftaran dikirim ke sana. Tanpa grup, undang tiap orang lewat 📋 Pendaftaran.
{% endif %}
2. Indikator tahun {{ tahun }}: /indikator.{% if bidang %} Kode unitnya: {% for k in bidang %}<code>{{ k }}</code>{{ ", " if not loop.last }}{% endfor %}.{% endif %}

3. Pimpinan memulai dengan /mulai. Bot menyebut apa yang masih kurang.
""")


def terpasang(instansi: int, nama: str, kode: str, grup: str, tahun: int, bidang: Sequence[str]) -> dict[str, Any]:
    """What the summary turns into; the board comes by itself where there is a group."""
    teks = _TERPASANG.render(nama=nama, kode=kode, grup=grup, tahun=tahun, bidang=bidang)
    return isi_pesan(teks, TANPA_TOMBOL if grup else papan([("📋 Pendaftaran", Tombol("papan", instansi))]))


_DISIMPAN = templat("""
✅ <b>{{ nama }}</b>: perubahan tersimpan.
{% for b in baris %}
• {{ b }}
{% endfor %}
{% if sisa %}
• dan {{ sisa }} lainnya
{% endif %}
""")


def disimpan(nama: str, baris: Sequence[str]) -> dict[str, Any]:
    """What changed, as `pasang` says it."""
    isi = [ringkas(b, 220) for b in baris[:15]]
    return isi_pesan(_DISIMPAN.render(nama=nama, baris=isi, sisa=len(baris) - len(isi)), TANPA_TOMBOL)


_TERJAWAB = templat("🏢 {{ apa }}: <b>{{ isi }}</b>")


def terjawab(apa: str, isi: str) -> dict[str, Any]:
    """What a question turns into that was answered by typing: the next one comes below the answer."""
    return isi_pesan(_TERJAWAB.render(apa=apa, isi=ringkas(isi, PANJANG_SEBUTAN)), TANPA_TOMBOL)


TERHENTI = isi_pesan(
    "🏢 Isian kantor ini terhenti karena Anda memulai hal lain; tidak ada yang tersimpan. "
    "Ketik /pasang untuk mengulanginya.",
    TANPA_TOMBOL,
)
DILANJUTKAN = isi_pesan("🏢 Dilanjutkan di bawah.", TANPA_TOMBOL)
BERUBAH_LAIN = (
    "⚠️ Data kantor ini diubah orang lain sesudah dibuka di sini. Di bawah keadaannya sekarang; "
    "mohon ulangi perubahan Anda."
)
DIBATALKAN = isi_pesan("Baik, dibatalkan. Tidak ada yang tersimpan; ketik /pasang untuk memulai lagi.")
PAKAI_TOMBOL = "Bagian ini dijawab dengan tombol. Pertanyaannya saya ulangi di bawah."
_KELIRU = templat("⚠️ {{ masalah }}\n{{ seharusnya }}")


def keliru(masalah: str, seharusnya: str) -> str:
    """HTML above the question that is asked again."""
    return _KELIRU.render(masalah=masalah, seharusnya=seharusnya).strip()


def dengan_catatan(catatan: str, isi: dict[str, Any]) -> dict[str, Any]:
    """The question once more, with what was wrong with the answer above it."""
    return isi | {"text": f"{catatan}\n\n{isi['text']}"}
