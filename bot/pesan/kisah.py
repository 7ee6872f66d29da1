"""`/jejak`: the story of a run in plain Indonesian, step by step; the log itself has more (`bot.pesan.jejak`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.pesan.dasar import Tombol, isi_pesan, nama_triwulan, papan, ringkas, templat

JEJAK = "jejak"  # action; the number is the run's
SEPESAN = 3800  # characters of a story that is sent as a message; a longer one is a file


@dataclass(frozen=True)
class Babak:
    """One stay at a step. ``baris``: when and what; ``hari``: whether the first of them names the day."""

    judul: str
    baris: Sequence[tuple[datetime, str]]
    waktu: str = ""  # the time record of the step's round, where it has ended


@dataclass(frozen=True)
class Kisah:
    instansi: str
    kode: str
    tahun: int
    triwulan: int
    zona: str
    babak: Sequence[Babak]
    utuh: str  # "" or what is wrong with the chain of hashes

    @property
    def periode(self) -> str:
        return nama_triwulan(self.triwulan, self.tahun)


_TEKS = templat("""
📖 <b>Kisah {{ k.periode }}</b> · {{ k.instansi }}
Waktu {{ zona }}. {{ utuh }}
{% for b in babak %}

<b>{{ b.judul }}</b>
{% for pukul, apa in b.baris %}
{% if pukul.endswith(":") %}
{{ pukul }}
{% else %}
• {{ pukul }} {{ apa }}
{% endif %}
{% endfor %}
{% if b.waktu %}
⏱ {{ b.waktu }}
{% endif %}
{% endfor %}
""")


def teks(k: Kisah) -> str:
    """The whole story as HTML of any length."""
    zona = ZoneInfo(k.zona)
    babak = [{"judul": b.judul, "waktu": b.waktu, "baris": _baris(b, zona)} for b in k.babak]
    singkatan = k.babak[0].baris[0][0].astimezone(zona).tzname() if k.babak and k.babak[0].baris else ""
    utuh = f"⚠️ {k.utuh}" if k.utuh else "Rantai catatannya utuh."
    return _TEKS.render(k=k, babak=babak, zona=singkatan, utuh=utuh)


def _baris(b: Babak, zona: ZoneInfo) -> list[tuple[str, str]]:
    """``("Rab 1 Apr:", "")`` where a new day begins, then ``("08.45", "…")``."""
    hasil: list[tuple[str, str]] = []
    hari = ""
    for saat, apa in b.baris:
        setempat = saat.astimezone(zona)
        ini = format_datetime(setempat, "EEEE, d MMM y", locale="id")
        if ini != hari:
            hasil.append((f"{ini}:", ""))
            hari = ini
        hasil.append((setempat.strftime("%H.%M"), apa))
    return hasil


_BERKAS = templat("""
📖 <b>Kisah {{ k.periode }}</b> · {{ k.instansi }}
{{ k.babak | length }} babak. Karena panjang, kisahnya dikirim sebagai berkas teks.
{% if utuh %}

⚠️ {{ utuh }}
{% endif %}
""")
PANJANG_UTUH = 600  # characters of a caption's remark on the log; the file has all of it


def keterangan(k: Kisah) -> dict[str, Any]:
    """The caption of a long story."""
    return {"caption": _BERKAS.render(k=k, utuh=ringkas(k.utuh, PANJANG_UTUH)), "parse_mode": "HTML"}


def nama_berkas(k: Kisah) -> str:
    return f"kisah-{k.kode}-{k.tahun}-TW{k.triwulan}.txt"


def pilih(jalan: Sequence[tuple[int, str, int, int]]) -> dict[str, Any]:
    """Which of several runs: number, office, quarter, year."""
    baris = [[(f"{nama_triwulan(tw, th)} · {nama}"[:60], Tombol(JEJAK, n))] for n, nama, tw, th in jalan[:30]]
    return isi_pesan("📖 Kisah pengukuran yang mana?", papan(*baris))


BELUM_ADA = isi_pesan("Belum ada pengukuran yang dapat diceritakan. Yang tersimpan dapat dicari dengan /arsip.")
DIKIRIM = "Kisahnya sedang dikirim."

JUDUL = "Langkah {no} dari {banyak}{putaran}: {kegiatan}"
AWAL = "Pembukaan"
PUTARAN = " (putaran {putaran})"
DIINGATKAN = "{banyak} pengingat; yang terakhir: {terakhir}"
KEPUTUSAN = "Keputusan: "


def sebut_waktu(nyata: str, standar: str, sendiri: str, menunggu: str, selisih: str) -> str:
    """``45 menit kerja dari standar 60 menit (sendiri 30, menunggu 15); tepat waktu``. Numbers as people read them."""
    pisah = f" (sendiri {sendiri}, menunggu {menunggu})" if menunggu not in ("", "0") else ""
    return f"{nyata} menit kerja dari standar {standar}{pisah}; {selisih or 'tepat waktu'}"
