"""What an office is told as a quarter ends: begin, prepare, what is due. Private, and silent once a run has begun."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, nama_triwulan, templat

TUNDA = "tundatw"  # action: the head wants to be asked again later


@dataclass(frozen=True)
class Tenggat:
    """A quarter and its two dates."""

    tahun: int
    triwulan: int
    berakhir: date
    data: date  # figures of the units
    rekap: date  # approved recap

    @property
    def nama(self) -> str:
        return nama_triwulan(self.triwulan, self.tahun)


def sebut_hari(hari: date) -> str:
    """``Rabu, 8 April 2026``."""
    return format_date(hari, "EEEE, d MMMM y", locale="id")


_PENGANTAR = templat("""
{% if nama == "h-10" %}
📅 <b>{{ t.nama }} berakhir {{ berakhir }}</b>
Pengukurannya dapat disiapkan mulai sekarang.
{% elif nama == "hari-10" %}
📅 <b>Hari ini batas rekap {{ t.nama }}</b>
Pengukurannya belum diperintahkan. Data yang belum masuk: {{ belum | join(", ") or "–" }}.
{% else %}
📅 <b>{{ t.nama }} sudah berakhir</b>
Pengukurannya belum diperintahkan.
{% endif %}
Data unit diharapkan {{ data }}, rekap disetujui {{ rekap }}.

""")


def ajakan_kepala(
    nama: str, t: Tenggat, siap: dict[str, Any], instansi_id: int, belum: Sequence[str]
) -> dict[str, Any]:
    """The prompt to the head: why now, then the readiness check (`siap`) with `✅ Perintahkan`, and a way to postpone."""
    pengantar = _PENGANTAR.render(nama=nama, t=t, belum=belum, **_hari(t))
    tombol = siap.get("reply_markup", {"inline_keyboard": []})["inline_keyboard"]
    tunda = {"text": LABEL_TUNDA, "callback_data": str(Tombol(TUNDA, instansi_id, f"{t.tahun}.{t.triwulan}"))}
    return isi_pesan(f"{pengantar.strip()}\n\n{siap['text']}", {"inline_keyboard": [*tombol, [tunda]]})


LABEL_TUNDA = "⏳ Ingatkan besok"

_DITUNDA = templat("""
⏳ <b>{{ t.nama }}</b>: belum diperintahkan. Anda diingatkan lagi {{ pukul }}.
Memulai lebih cepat: /mulai {{ t.triwulan }} {{ t.tahun }}
""")


def ditunda(t: Tenggat, pukul: str) -> dict[str, Any]:
    """What the prompt turns into."""
    return isi_pesan(_DITUNDA.render(t=t, pukul=pukul), TANPA_TOMBOL)


_BIDANG = templat("""
{% if nama == "h-5" %}
📅 <b>Siapkan data {{ t.nama }}</b>
Triwulan ini berakhir {{ berakhir }}. Data {{ unit }} diharapkan paling lambat {{ data }}. \
Formulirnya terlampir: boleh diisi mulai sekarang, dan dikirim ke sini begitu disposisi pengumpulan data datang.
{% elif nama == "hari-1" %}
📅 <b>Data {{ t.nama }}</b>
Data {{ unit }} diharapkan paling lambat {{ data }}. Kumpulkan angka dan data dukungnya; kirim begitu disposisinya datang.
{% elif nama == "hari-3" %}
📅 <b>Data {{ t.nama }}: dua hari kerja lagi</b>
Data {{ unit }} belum masuk; batasnya {{ data }}. Disposisinya menunggu perintah pimpinan; siapkan formulirnya dahulu.
{% elif nama == "hari-6" %}
📅 <b>Batas data {{ t.nama }} sudah lewat</b>
Batasnya {{ data }}, dan data {{ unit }} belum masuk. Disposisinya menunggu perintah pimpinan; \
siapkan agar dapat dikirim begitu datang.
{% else %}
📅 <b>Hari ini batas data {{ t.nama }}</b>
Data {{ unit }} belum masuk. Disposisinya menunggu perintah pimpinan; siapkan agar dapat dikirim begitu datang.
{% endif %}
""")


def untuk_bidang(nama: str, t: Tenggat, unit: str) -> dict[str, Any]:
    """To a unit that has sent nothing yet."""
    return isi_pesan(_BIDANG.render(nama=nama, t=t, unit=unit, **_hari(t)))


def keterangan_formulir(t: Tenggat, unit: str) -> dict[str, Any]:
    """The same as the caption of its form."""
    return {"caption": _BIDANG.render(nama="h-5", t=t, unit=unit, **_hari(t)), "parse_mode": "HTML"}


_STAF = templat("""
{% if nama == "h-10" %}
📅 <b>{{ t.nama }} berakhir {{ berakhir }}</b>
Pimpinan sudah ditawari untuk memerintahkan pengukurannya. Data unit diharapkan {{ data }}, rekap disetujui {{ rekap }}.
{% else %}
📅 <b>{{ t.nama }}: batas data sudah lewat{{ " (pengingat %d dari 5)" % ke if ke }}</b>
Batasnya {{ data }}. Pengukurannya belum diperintahkan, jadi data ini belum masuk: {{ belum | join(", ") or "–" }}.
Mohon ingatkan pimpinan untuk menekan ✅ Perintahkan (/mulai).
{% endif %}
""")


def untuk_staf(nama: str, t: Tenggat, belum: Sequence[str], ke: int = 0) -> dict[str, Any]:
    """To the secretary, and at first to the planner. `ke`: which of the five reminders."""
    return isi_pesan(_STAF.render(nama=nama, t=t, belum=belum, ke=ke, **_hari(t)))


def _hari(t: Tenggat) -> dict[str, str]:
    return {"berakhir": sebut_hari(t.berakhir), "data": sebut_hari(t.data), "rekap": sebut_hari(t.rekap)}
