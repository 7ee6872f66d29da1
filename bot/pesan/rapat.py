"""Meetings: invitation, the organiser's view, questions about time and place, attendance, minutes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, nama_triwulan, papan, ringkas, templat, waktu_lengkap

NAMA_NOTULEN = "Notulen rapat"
BUTIR_TERBANYAK = 5  # items of an agenda that a message shows; the minutes and the calendar have all
PANJANG_BUTIR = 130  # characters each, so that they fit a caption, which holds 1024
BATAL = ("batal", "ditarik")  # states of a meeting that is off
HADIR, TIDAK, DIWAKILI = "hadir", "tidak", "diwakili"


@dataclass(frozen=True)
class IsiRapat:
    """A meeting as people read it."""

    nomor: int
    acara: str
    triwulan: str  # "Triwulan I 2026"
    penyelenggara: str
    mulai: datetime | None
    zona: str
    tempat: str
    agenda: tuple[str, ...]
    sebelum: datetime | None  # it should take place before
    status: str  # disusun, diundang, selesai, batal, ditarik
    perubahan: int
    lebih_awal: bool = False  # closed before the time that people were invited to

    @property
    def agenda_tampak(self) -> list[str]:
        """As much of it as a message shows."""
        return [ringkas(b, PANJANG_BUTIR) for b in self.agenda[:BUTIR_TERBANYAK]]

    @property
    def agenda_lain(self) -> int:
        return max(0, len(self.agenda) - BUTIR_TERBANYAK)

    @property
    def waktu(self) -> str:
        return waktu_lengkap(self.mulai, self.zona) if self.mulai else ""

    @property
    def batas(self) -> str:
        return waktu_lengkap(self.sebelum, self.zona) if self.sebelum else ""


@dataclass(frozen=True)
class Undangan:
    """One person's invitation."""

    nomor: int
    nama: str
    jawaban: str  # "", hadir, tidak, diwakili
    wakil: str
    hadir: bool | None = None  # as recorded when the meeting was closed


_UNDANGAN = templat("""
📅 <b>Undangan</b> · {{ r.triwulan }}
<b>Acara:</b> {{ r.acara }}
{% if r.waktu %}
<b>Waktu:</b> {{ r.waktu }}{{ " (tidak jadi dipakai)" if r.lebih_awal }}
<b>Tempat:</b> {{ r.tempat }}
{% elif r.batas %}
<b>Waktu:</b> diharapkan sebelum {{ r.batas }}
{% endif %}
{% if r.agenda and ajakan %}
<b>Agenda:</b>
{% for butir in r.agenda_tampak %}
• {{ butir }}
{% endfor %}
{% if r.agenda_lain %}
… dan {{ r.agenda_lain }} lainnya (semuanya di entri kalender dan notulen)
{% endif %}
{% endif %}
<b>Penyelenggara:</b> {{ r.penyelenggara }}
{% if r.perubahan and r.status == "diundang" %}
🔄 Sudah diubah {{ r.perubahan }} kali; yang tertulis di sini yang berlaku.
{% endif %}

{{ akhir }}
""")

_AJAKAN = {
    "": "Mohon jawab dengan tombol di bawah.",
    HADIR: "👍 Jawaban Anda: hadir. Bila berubah, tekan 👎 Tidak hadir.",
    TIDAK: "👎 Jawaban Anda: tidak hadir. Bila berubah, tekan 👍 Hadir; bila ada yang mewakili, tekan 🔁 Kirim wakil.",
    DIWAKILI: "🔁 Jawaban Anda: diwakili {wakil}. Bila berubah, tekan 👍 Hadir.",
}


def undangan(r: IsiRapat, u: Undangan) -> dict[str, Any]:
    """The invitation as it stands: with the answers that are still open, or with how it ended.

    The agenda is there until it has been answered.
    """
    if r.status in ("selesai", *BATAL):
        return isi_pesan(_UNDANGAN.render(r=r, ajakan=False, akhir=_akhir(r, u)), TANPA_TOMBOL)
    akhir = _AJAKAN[u.jawaban].format(wakil=u.wakil)
    hadir, tidak = ("👍 Hadir", Tombol("hadir", u.nomor)), ("👎 Tidak hadir", Tombol("absen", u.nomor))
    wakil = ("🔁 Kirim wakil", Tombol("wakil", u.nomor))
    baris = {"": [hadir, tidak], HADIR: [tidak], TIDAK: [hadir, wakil], DIWAKILI: [hadir, wakil]}[u.jawaban]
    return isi_pesan(_UNDANGAN.render(r=r, ajakan=not u.jawaban, akhir=akhir), papan(baris))


def _akhir(r: IsiRapat, u: Undangan) -> str:
    if r.status == "ditarik":
        return "↶ Undangan ini ditarik kembali dan tidak perlu dijawab. Bila jadi, undangan baru menyusul."
    if r.status == "batal":
        return "⛔ Rapat dibatalkan."
    if u.hadir is None and r.lebih_awal:
        return "✅ Rapat dinyatakan sudah berlangsung, sebelum waktu pada undangan ini. Kehadiran belum dicatat."
    if u.hadir is None:
        return "✅ Rapat selesai."
    tercatat = kehadiran(u)
    return f"✅ Rapat selesai. Kehadiran Anda tercatat: {tercatat[0].lower()}{tercatat[1:]}."


def kehadiran(u: Undangan) -> str:
    """How somebody's attendance is recorded; what they answered is no attendance."""
    if u.hadir is None:
        return {
            HADIR: "Belum dicatat (menyatakan akan hadir)",
            TIDAK: "Belum dicatat (menyatakan tidak hadir)",
            DIWAKILI: f"Belum dicatat (akan diwakili {u.wakil})",
        }.get(u.jawaban, "Belum dicatat")
    if not u.hadir:
        return "Tidak hadir"
    return f"Diwakili {u.wakil}" if u.jawaban == DIWAKILI and u.wakil else "Hadir"


_PANEL = templat("""
📅 <b>Rapat Anda</b> · {{ r.triwulan }}
<b>Acara:</b> {{ r.acara }}
<b>Waktu:</b> {{ r.waktu or "belum ditetapkan" }}{{ " (tidak jadi dipakai)" if r.lebih_awal }}
<b>Tempat:</b> {{ r.tempat or "belum ditetapkan" }}
{% if r.agenda %}
<b>Agenda:</b> {{ r.agenda[0] if r.agenda | length == 1 else (r.agenda | length) ~ " butir" }}
{% endif %}

{% if r.status == "disusun" %}
Undangan belum dikirim; ia dikirim begitu Anda menekan ✅ Selesai pada disposisinya.
{% elif r.status == "ditarik" %}
↶ Undangan ditarik kembali; semua yang diundang diberi tahu. Waktu dan tempatnya tetap sebagai rencana.
{% elif r.status == "batal" %}
⛔ Rapat dibatalkan.
{% elif mencatat %}
☑️ <b>Siapa yang hadir?</b> Tekan nama untuk mengubah, lalu 💾 Simpan kehadiran.
{% elif r.status == "selesai" %}
✅ <b>Rapat ditutup.</b>
{% for nama, daftar in kelompok %}
{{ nama }} ({{ daftar | length }}): {{ daftar | join(", ") }}
{% endfor %}
{% else %}
Undangan terkirim{% if r.perubahan %}, diubah {{ r.perubahan }} kali{% endif %}. Pesan ini diperbarui setiap ada jawaban.
{% for nama, daftar in kelompok %}
{{ nama }} ({{ daftar | length }}): {{ daftar | join(", ") }}
{% endfor %}
{% endif %}
""")


def panel(r: IsiRapat, hadirin: Sequence[Undangan], mencatat: bool, tanpa_notulen: bool) -> dict[str, Any]:
    """The organiser's living message. ``mencatat``: attendance is being recorded; ``tanpa_notulen``: no minutes yet."""
    kelompok = _tercatat(hadirin) if r.status == "selesai" else _jawaban(hadirin)
    teks = ringkas(_PANEL.render(r=r, mencatat=mencatat, kelompok=kelompok), 4000)
    if r.status in BATAL:
        return isi_pesan(teks, TANPA_TOMBOL)
    if r.status == "selesai":
        catat = papan([("📝 Kirim notulen", Tombol("rapat-notulen", r.nomor))])
        return isi_pesan(teks, catat if tanpa_notulen else TANPA_TOMBOL)
    if mencatat:
        nama = [
            [(f"{'☑️' if u.hadir else '⬜'} {ringkas(u.nama, 40)}", Tombol("rapat-catat", u.nomor))]
            for u in hadirin[:90]
        ]
        return isi_pesan(teks, papan(*nama, [("💾 Simpan kehadiran", Tombol("rapat-simpan", r.nomor))]))
    ubah = [("🕘 Ubah waktu", Tombol("rapat-ubah", r.nomor)), ("🗒 Agenda", Tombol("rapat-agenda", r.nomor))]
    tutup = [("🏁 Tutup rapat", Tombol("rapat-tutup", r.nomor))] if r.status == "diundang" else []
    batal = [("🚫 Batalkan rapat", Tombol("rapat-batal", r.nomor))] if r.mulai else []
    return isi_pesan(teks, papan(ubah, tutup, batal))


_TANYA_BATAL = templat("""
🚫 Batalkan rapat ini? Semua yang diundang diberi tahu, dan kalendernya diperbarui. Langkahnya sendiri tetap berjalan.
{{ waktu }}, {{ tempat }}
""")


def tanya_batal(r: IsiRapat) -> dict[str, Any]:
    """Asked once more: many people hear of it."""
    return isi_pesan(
        _TANYA_BATAL.render(waktu=r.waktu, tempat=r.tempat),
        papan([("🚫 Ya, batalkan", Tombol("rapat-batal-ya", r.nomor))]),
    )


def _jawaban(hadirin: Sequence[Undangan]) -> list[tuple[str, list[str]]]:
    wakil = [f"{u.nama} oleh {u.wakil}" for u in hadirin if u.jawaban == DIWAKILI]
    semua = [
        ("👍 Hadir", [u.nama for u in hadirin if u.jawaban == HADIR]),
        ("🔁 Diwakili", wakil),
        ("👎 Tidak hadir", [u.nama for u in hadirin if u.jawaban == TIDAK]),
        ("⏳ Belum menjawab", [u.nama for u in hadirin if not u.jawaban]),
    ]
    return [satu for satu in semua if satu[1]]


def _tercatat(hadirin: Sequence[Undangan]) -> list[tuple[str, list[str]]]:
    semua = [
        ("👍 Hadir", [u.nama if u.jawaban != DIWAKILI else f"{u.nama} oleh {u.wakil}" for u in hadirin if u.hadir]),
        ("👎 Tidak hadir", [u.nama for u in hadirin if u.hadir is False]),
        ("Belum dicatat", [u.nama for u in hadirin if u.hadir is None]),
    ]
    return [satu for satu in semua if satu[1]]


# Questions -----------------------------------------------------------------------------------------------------------

_KAPAN = templat("""
🕘 <b>Kapan dan di mana?</b>
{{ acara }}

{% if kini %}
Sekarang: {{ kini }}.
{% endif %}
Pilih waktunya, atau tulis hari, tanggal, jam, dan tempat, misalnya:
<code>{{ contoh }}</code>

/batal bila tidak jadi.
""")


def minta_waktu(nomor: int, acara: str, kini: str, usul: Sequence[str], contoh: str) -> dict[str, Any]:
    """When and where: proposals as buttons, or typed."""
    baris = [[(label, Tombol("rapat-usul", nomor, str(n)))] for n, label in enumerate(usul)]
    return isi_pesan(_KAPAN.render(acara=acara, kini=kini, contoh=contoh), papan(*baris))


_TEMPAT = templat("""
📍 <b>Di mana?</b> Rapat {{ waktu }}.
Pilih tempatnya, atau tulis, misalnya:
<code>{{ contoh }}</code>

/batal bila tidak jadi.
""")


def minta_tempat(nomor: int, waktu: str, usul: Sequence[str]) -> dict[str, Any]:
    baris = [[(ringkas(label, 40), Tombol("rapat-tempat", nomor, str(n)))] for n, label in enumerate(usul)]
    return isi_pesan(_TEMPAT.render(waktu=waktu, contoh=usul[0]), papan(*baris))


_SALAH = templat("{{ sebab }} Tulis misalnya:\n<code>{{ contoh }}</code>")


def jawaban_salah(sebab: str, contoh: str) -> dict[str, Any]:
    """What was typed cannot be read; the question stays open."""
    return isi_pesan(_SALAH.render(sebab=sebab, contoh=contoh))


_AGENDA = templat("""
🗒 Tulis agenda rapat, satu butir per baris, misalnya:
<code>{{ contoh }}</code>

/batal bila tidak jadi.
""")


def minta_agenda(contoh: str) -> dict[str, Any]:
    return isi_pesan(_AGENDA.render(contoh=contoh), TANPA_TOMBOL)


_WAKIL = templat("""
🔁 Siapa yang mewakili Anda? Tulis namanya, misalnya:
<code>{{ contoh }}</code>

/batal bila tidak jadi.
""")
CONTOH_WAKIL = "Budi Santoso"


def minta_wakil() -> dict[str, Any]:
    return isi_pesan(_WAKIL.render(contoh=CONTOH_WAKIL), TANPA_TOMBOL)


_NOTULEN = templat("""
📝 Kirim notulennya: teks, foto, atau dokumen. Keputusan yang ditulis satu per baris dirapikan menjadi draf notulen, misalnya:
<code>{{ contoh }}</code>

/batal bila menyusul.
""")
CONTOH_NOTULEN = "Format pengumpulan data disepakati."


def minta_notulen() -> dict[str, Any]:
    return isi_pesan(_NOTULEN.render(contoh=CONTOH_NOTULEN), TANPA_TOMBOL)


# Outcomes ------------------------------------------------------------------------------------------------------------

_DITETAPKAN = templat("📅 Rapat ditetapkan: <b>{{ waktu }}</b>, {{ tempat }}.")


def ditetapkan(waktu: str, tempat: str) -> dict[str, Any]:
    """What a question about time and place turns into."""
    return isi_pesan(_DITETAPKAN.render(waktu=waktu, tempat=tempat), TANPA_TOMBOL)


_TERSIMPAN = templat("{{ teks }}")


def tersimpan(teks: str) -> dict[str, Any]:
    return isi_pesan(_TERSIMPAN.render(teks=teks), TANPA_TOMBOL)


_KALENDER = templat("""
{% if r.lebih_awal %}
⛔ Waktu itu tidak jadi dipakai: rapatnya sudah berlangsung. Buka berkas ini untuk menghapusnya dari kalender Anda.
{% elif r.status == "ditarik" %}
↶ Undangan rapat ditarik kembali: {{ r.acara }}. Buka berkas ini untuk menghapusnya dari kalender Anda.
{% elif r.status == "batal" %}
⛔ Rapat dibatalkan: {{ r.acara }}. Buka berkas ini untuk menghapusnya dari kalender Anda.
{% elif agenda %}
🗒 Agenda rapat:{{ "" if r.agenda else " belum ditulis" }}
{% for butir in r.agenda_tampak %}
• {{ butir }}
{% endfor %}
{% if r.agenda_lain %}
… dan {{ r.agenda_lain }} lainnya (semuanya di entri kalender)
{% endif %}
Rapatnya <b>{{ r.waktu }}</b>, {{ r.tempat }}. Buka berkas ini untuk memperbarui kalender Anda.
{% elif r.perubahan %}
🔄 Perubahan rapat: <b>{{ r.waktu }}</b>, {{ r.tempat }}. Buka berkas ini untuk memperbarui kalender Anda.
{% else %}
🗓 {{ r.waktu }}, {{ r.tempat }}. Buka berkas ini untuk menyimpannya di kalender ponsel Anda.
{% endif %}
""")


def keterangan_kalender(r: IsiRapat, *, agenda: bool = False) -> dict[str, Any]:
    """Caption of the iCalendar file. `agenda`: nothing else has changed."""
    return {
        "caption": _KALENDER.render(r=r, agenda=agenda),
        "parse_mode": "HTML",
    }


def uraian_kalender(r: IsiRapat) -> str:
    """The description inside the iCalendar entry."""
    return "\n".join(x for x in (r.acara, r.triwulan, "Agenda:" if r.agenda else "", *r.agenda) if x)


_PENGINGAT = templat("""
⏰ <b>Rapat segera dimulai</b>
{{ r.acara }}
{{ r.waktu }}, {{ r.tempat }}
""")


def pengingat(r: IsiRapat) -> dict[str, Any]:
    return isi_pesan(_PENGINGAT.render(r=r))


_DRAF = templat("""
📄 Draf notulen: agenda, daftar {{ "hadir" if tercatat else "undangan" }}{{ ", dan keputusan" if keputusan }}. \
Sudah diarsipkan; mohon diperiksa.
{% if not tercatat %}
Kehadiran belum dicatat; jawaban undangan bukan kehadiran. Mohon dilengkapi pada lembar tanda tangan.
{% endif %}
""")


def keterangan_notulen(keputusan: bool, tercatat: bool = True) -> dict[str, Any]:
    """Caption of the draft of the minutes."""
    return {"caption": _DRAF.render(keputusan=keputusan, tercatat=tercatat), "parse_mode": "HTML"}


_NOMOR = re.compile(r"^\s*(?:[-•*]+|\d{1,2}[.)](?!\d)|[a-z][.)](?=\s))\s*")


def butir(teks: str) -> tuple[str, ...]:
    """The lines that say something, without their own numbering or bullets: ``1. Jadwal`` is ``Jadwal``, ``2026`` stays."""
    baris = (_NOMOR.sub("", b).strip() for b in teks.splitlines())
    return tuple(b for b in baris if b)


def agenda_bawaan(triwulan: int, tahun: int) -> str:
    """What is on the agenda where nobody wrote one."""
    return f"Pembahasan pengukuran kinerja {nama_triwulan(triwulan, tahun)}"


# A meeting that lies ahead -------------------------------------------------------------------------------------------

_BELUM = templat("""
📅 <b>Rapatnya baru {{ r.waktu }}</b>, {{ r.tempat }}.
{% if menutup %}
Kehadiran dicatat sesudah rapat berlangsung.
{% else %}
Langkah ini selesai sesudah rapatnya berlangsung dan notulennya ada.
{% endif %}
Sudah berlangsung lebih awal? Tekan ✅ Rapat sudah berlangsung: waktu itu dihapus dari kalender peserta, dan jawaban \
undangan tidak dihitung sebagai kehadiran.
""")


def tanya_berlangsung(r: IsiRapat, sudah: Tombol, *, menutup: bool) -> dict[str, Any]:
    """Asked before a meeting is taken for held whose time has not come. `sudah`: what it means that it was."""
    baris = [[("✅ Rapat sudah berlangsung", sudah)], [("🕘 Ubah waktu", Tombol("rapat-ubah", r.nomor))]]
    return isi_pesan(_BELUM.render(r=r, menutup=menutup), papan(*baris))


SUDAH_BERLANGSUNG = isi_pesan("✅ Rapat dinyatakan sudah berlangsung.", TANPA_TOMBOL)

_TERBACA_WAKTU = templat("""
🕘 <b>Ubah waktu rapat?</b> Tulisan ini terbaca sebagai waktu dan tempat:
<blockquote>{{ teks }}</blockquote>
{{ sebab or "Tekan 🕘 agar waktu rapatnya menjadi itu, atau 📎 bila memang isi notulen." }}
""")


def tanya_ubah_waktu(penugasan: int, teks: str, sebab: str) -> dict[str, Any]:
    """A text that says when and where, at the step of a meeting. `sebab`: why it cannot be that time."""
    ubah = [] if sebab else [("🕘 Ya, ubah waktunya", Tombol("rapat-waktuini", penugasan))]
    catatan = [("📎 Bukan, simpan sebagai notulen", Tombol("rapat-catatan", penugasan))]
    saran = f"{sebab} Belum ada yang diubah atau disimpan; mohon tulis lagi waktunya." if sebab else ""
    return isi_pesan(_TERBACA_WAKTU.render(teks=teks, sebab=saran), papan(ubah, catatan))


_LIBUR = templat("""
📅 <b>{{ waktu }}</b> bukan hari kerja{{ " (" + libur + ")" if libur }}. Tetap mengundang pada waktu itu?
Pilih waktunya, atau tulis waktu yang lain, misalnya:
<code>{{ contoh }}</code>

/batal bila tidak jadi.
""")


def tanya_libur(nomor: int, waktu: str, libur: str, usul: Sequence[str], contoh: str) -> dict[str, Any]:
    """A day off was typed: asked once before anybody hears of it. `usul`: that time first, then working ones."""
    label = [f"✅ Tetap {usul[0]}", *usul[1:]]
    baris = [[(satu, Tombol("rapat-usul", nomor, str(n)))] for n, satu in enumerate(label)]
    return isi_pesan(_LIBUR.render(waktu=waktu, libur=libur, contoh=contoh), papan(*baris))
