"""Reminders: one message for everything that a person is to be reminded of at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Baris, Tombol, isi_pesan, label_kartu, papan, ringkas, templat, waktu_singkat

LAGI, NANTI = "ingat", "ingatnanti"  # actions: ask when, remind again
SEJAM, BESOK = "sejam", "besok"
TERBANYAK = 12  # tasks named in one message, so that it stays one
PANJANG_KEGIATAN = 140
PANJANG_AJAKAN = 300
PANJANG_ATASAN = 80  # in a toast, which holds 200


@dataclass(frozen=True)
class IsiTugas:
    """One assignment in a reminder."""

    penugasan: int
    no: int
    banyak: int
    periode: str  # Triwulan I 2026, with the office where it is not clear
    kegiatan: str
    batas: datetime
    zona: str
    lewat: bool
    ajakan: str = ""  # what to do now
    pemegang: str = ""  # whose it is, for a superior
    ditunggu: tuple[str, ...] = ()  # the units that its holder waits for
    ke: int = 0  # which reminder after the deadline
    atasan: str = ""  # who is told next time
    akhir: str = ""  # how it ended; "" while it is open


_SATU = templat("""
{% if t.akhir %}
⏰ Langkah {{ t.no }}/{{ t.banyak }} · {{ t.periode }}
{{ t.kegiatan }}
✅ {{ t.akhir }}
{% else %}
⏰ <b>Batas waktu {{ "terlewati" if t.lewat else "sudah dekat" }}</b>
Langkah {{ t.no }}/{{ t.banyak }} · {{ t.periode }}
{{ t.kegiatan }}
{{ "Batasnya" if t.lewat else "Batas:" }} {{ t.pukul }}. {{ t.ajakan }}
{% if t.atasan %}
Pengingat berikutnya sampai juga kepada {{ t.atasan }}. Bila ada halangan, sampaikan lewat /kendala.
{% endif %}
{% endif %}
""")

_BANYAK = templat("""
{% if not sisa %}
{{ "☀️" if pagi else "⏰" }} <b>Tugas Anda{{ " hari ini" if pagi }}: tidak ada lagi yang menunggu</b>
{% elif pagi %}
☀️ <b>Tugas Anda hari ini ({{ sisa }})</b>
{% else %}
⏰ <b>{{ sisa }} tugas menunggu Anda</b>
{% endif %}
{% for t in daftar %}

{% if t.akhir %}
✅ Langkah {{ t.no }}/{{ t.banyak }} · {{ t.periode }}: {{ t.akhir }}
{% else %}
{{ "🔴" if t.lewat else "🟢" }} <b>Langkah {{ t.no }}/{{ t.banyak }}</b> · {{ t.periode }}
{{ t.kegiatan }}
Batas: {{ t.pukul }}{{ " – sudah lewat" if t.lewat }}
{% endif %}
{% endfor %}
{% if lebih %}

Masih ada {{ lebih }} lagi: /tugas
{% endif %}
{% if atasan %}

Pengingat berikutnya tentang yang sudah lewat sampai juga kepada {{ atasan | join(", ") }}. Bila ada halangan, sampaikan lewat /kendala.
{% endif %}
""")

_BAWAHAN = templat("""
🔔 <b>Untuk diketahui: {{ judul }}</b>
{% for t, siapa in daftar %}

<b>Langkah {{ t.no }}/{{ t.banyak }}</b> · {{ t.periode }}
{{ t.kegiatan }}
Batasnya {{ "" if t.lewat else "sekarang " }}{{ t.pukul }}. Ditunggu: {{ siapa | join(", ") }}.
{% endfor %}
{% for t in usai %}
{% if loop.first %}

{% endif %}
✅ Langkah {{ t.no }}/{{ t.banyak }} · {{ t.pemegang }}: {{ t.akhir }}
{% endfor %}
{% if lebih %}

Masih ada {{ lebih }} lagi; keadaan lengkapnya: /status
{% endif %}
""")


def ajakan_rapat(mulai: datetime | None, zona: str) -> str:
    """What to do where the meeting is called and still ahead."""
    kapan = waktu_singkat(mulai, zona) if mulai else ""
    return f"Rapatnya {kapan}; sesudah itu kirim notulennya, lalu tekan ✅ Selesai. Daftar tugas: /tugas"


def pengingat(
    sendiri: Sequence[IsiTugas],
    bawahan: Sequence[IsiTugas],
    tanda: Tombol,
    *,
    pagi: bool = False,
    memilih: bool = False,
) -> dict[str, Any]:
    """`sendiri`: the reader's own tasks; `bawahan`: what they are told of as a superior. One of them is not empty.

    `tanda`: points to this message. `pagi`: the list of the morning. `memilih`: shows when to remind again.
    """
    bagian = []
    if len(sendiri) == 1 and not pagi:
        bagian.append(_SATU.render(t=_baris(sendiri[0])))
    elif sendiri:
        bagian.append(_teks_banyak(sendiri, pagi))
    if bawahan:
        bagian.append(_teks_bawahan(bawahan))
    return isi_pesan("\n\n".join(b.strip() for b in bagian), _tombol(sendiri, tanda, memilih))


def _teks_banyak(sendiri: Sequence[IsiTugas], pagi: bool) -> str:
    tampil = sendiri[:TERBANYAK]
    buka = [t for t in sendiri if not t.akhir]
    return _BANYAK.render(
        daftar=[_baris(t) for t in tampil],
        sisa=len(buka),
        lebih=len(sendiri) - len(tampil),
        pagi=pagi,
        atasan=sorted({t.atasan for t in buka if t.atasan}),
    )


def _teks_bawahan(bawahan: Sequence[IsiTugas]) -> str:
    """Step by step, with those who are awaited there; what has ended below."""
    langkah: dict[tuple[str, int, datetime], list[IsiTugas]] = {}
    for t in bawahan:
        if not t.akhir:
            langkah.setdefault((t.periode, t.no, t.batas), []).append(t)
    tampil = list(langkah.values())[:TERBANYAK]
    usai = [t for t in bawahan if t.akhir]
    return _BAWAHAN.render(
        daftar=[(_baris(satu[0]), _ditunggu(satu)) for satu in tampil],
        usai=usai[:TERBANYAK],
        judul=_judul_bawahan([t for satu in langkah.values() for t in satu]),
        lebih=len(langkah) - len(tampil) + max(0, len(usai) - TERBANYAK),
    )


def _ditunggu(semua: Sequence[IsiTugas]) -> list[str]:
    """Who is awaited at one step: where figures are collected the units that have not sent, not who waits for them."""
    return list(dict.fromkeys(nama for t in semua for nama in (t.ditunggu or (t.pemegang,))))


def _judul_bawahan(terbuka: Sequence[IsiTugas]) -> str:
    if not terbuka:
        return "sudah tidak menunggu lagi"
    return "sudah lewat batas" if any(t.lewat for t in terbuka) else "batasnya sudah diperpanjang"


def _baris(t: IsiTugas) -> dict[str, Any]:
    return vars(t) | {
        "pukul": waktu_singkat(t.batas, t.zona),
        "kegiatan": ringkas(t.kegiatan, PANJANG_KEGIATAN),
        "ajakan": ringkas(t.ajakan, PANJANG_AJAKAN),
    }


def _tombol(sendiri: Sequence[IsiTugas], tanda: Tombol, memilih: bool) -> dict[str, Any]:
    buka = [t for t in sendiri if not t.akhir][:TERBANYAK]
    if not buka:
        return TANPA_TOMBOL
    beda = len({t.periode for t in buka}) > 1
    label = label_kartu([(t.no, t.periode if beda else "", t.pemegang) for t in buka])
    kartu: list[Baris] = [[(isi, Tombol("kartu", t.penugasan))] for isi, t in zip(label, buka, strict=True)]
    if not memilih:
        minta = Tombol("panjang", buka[0].penugasan if len(buka) == 1 else 0)
        lagi = Tombol(LAGI, tanda.nomor, tanda.sidik)
        return papan(*kartu, [("⏰ Ingatkan lagi", lagi)], [("⏳ Minta perpanjangan", minta)])
    sejam, besok = (Tombol(NANTI, tanda.nomor, f"{tanda.sidik}.{kapan}") for kapan in (SEJAM, BESOK))
    return papan(*kartu, [("🕐 1 jam lagi", sejam), ("🌅 Besok 08.00", besok)])


_DIINGATKAN = templat("""
Baik, diingatkan lagi {{ pukul }}.{% if atasan %} Bila belum selesai, {{ atasan }} diberi tahu {{ diberi_tahu }}.{% endif %}
""")


def diingatkan_lagi(kapan: datetime, zona: str, atasan: tuple[datetime, str] | None) -> str:
    """A toast. `atasan`: the superior who hears of it before then, and when."""
    siapa = ringkas(atasan[1], PANJANG_ATASAN) if atasan else ""
    diberi_tahu = waktu_singkat(atasan[0], zona) if atasan else ""
    return _DIINGATKAN.render(pukul=waktu_singkat(kapan, zona), atasan=siapa, diberi_tahu=diberi_tahu).strip()
