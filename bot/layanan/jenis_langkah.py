"""What each kind of step brings of its own, in one table: a new kind is one file and one row here.

The work itself is in `perbuatan_langkah`, since documents are made away from the event loop, after the act itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from bot.layanan import centang, keterangan
from bot.layanan.catat import Terbuka
from bot.layanan.muat import Jalan
from bot.pesan.bukti import BUKTI
from bot.pesan.isian import ISI
from bot.sop.alur import Cara
from bot.sop.kejadian import Tahap, Tugas
from bot.sop.model import Jenis, Langkah, Sop

Keterangan = Callable[[Session, Jalan, Terbuka], tuple[str, ...]]


def _tanpa(sesi: Session, j: Jalan, p: Terbuka) -> tuple[str, ...]:
    return ()


def _lengkap(sesi: Session, j: Jalan, p: Terbuka) -> str:
    return ""


@dataclass(frozen=True)
class Perilaku:
    """What a kind adds to "get a card, press a button".

    saat_buka: due moments raised when the step (not its decision) begins; `perbuatan_langkah` knows who handles them.
    keterangan: further lines of the card, as things stand now; the decider of the step sees them too.
    tombol: further buttons of the card: label, action.
    sisa: what has been left open, for the answer to `✅ Selesai`; it never blocks.
    """

    saat_buka: tuple[str, ...] = ()
    keterangan: Keterangan = _tanpa
    tombol: tuple[tuple[str, str], ...] = ()
    sisa: Callable[[Session, Jalan, Terbuka], str] = _lengkap


PERILAKU: dict[Jenis, Perilaku] = {
    Jenis.PERINTAH: Perilaku(tombol=(("✏️ Isi disposisi", "isi"),)),
    Jenis.FORMAT: Perilaku(("contoh",)),
    Jenis.REKAP: Perilaku(("bahan",)),
    Jenis.ANALISIS: Perilaku(("bahan",)),
    Jenis.LAPORAN: Perilaku(("edaran",), keterangan.tanggapan),
    Jenis.SOSIALISASI: Perilaku(("edaran",), keterangan.tanggapan),
    Jenis.INPUT_ESAKIP: Perilaku(("esakip",), centang.kemajuan, sisa=centang.sisa),
    Jenis.PENGGANDAAN: Perilaku(("salinan",), keterangan.salinan),
    Jenis.ARSIP: Perilaku(("arsip",)),
}

LEMBAR = ("🧾 Lembar disposisi", "lembar")
KENDALA = ("⚠️ Kendala", "kendala")

_BIASA = Perilaku()


def perilaku(langkah: Langkah) -> Perilaku:
    """The row of this step's kind; a kind that needs nothing of its own has none."""
    return PERILAKU.get(langkah.jenis, _BIASA)


def tonggak_pembuka(sop: Sop, no: int, tahap: str) -> tuple[str, ...]:
    """Which due moments the beginning of a step raises."""
    return perilaku(sop[no]).saat_buka if tahap == Tahap.KERJA.value else ()


def keterangan_kartu(sesi: Session, j: Jalan, p: Terbuka) -> tuple[str, ...]:
    """What the card of this assignment tells beside the columns of the sheet."""
    perintah = keterangan.instruksi(sesi, j, p) if p.tahap == Tahap.KERJA.value else ()
    khusus = perilaku(j.sop[p.langkah]).keterangan(sesi, j, p)
    waktu = (*keterangan.perpanjangan(sesi, j, p), *keterangan.jeda(j))
    return (*perintah, *khusus, *waktu, *keterangan.kendala(sesi, j, p))


def tombol_lain(sop: Sop, tugas: Tugas, cara: Cara) -> tuple[tuple[str, str], ...]:
    """Further buttons of a card. Whoever sends figures gets the form instead of a sheet; the head reports to nobody."""
    kendala = (KENDALA,) if sop.peran_dari(tugas.peran).atasan else ()
    if cara is Cara.UNGGAH:
        return (ISI, BUKTI, *kendala)
    return (*(perilaku(sop[tugas.langkah]).tombol if cara is Cara.SELESAI else ()), LEMBAR, *kendala)


def sisa_langkah(sesi: Session, j: Jalan, p: Terbuka) -> str:
    """What this assignment leaves open, "" for nothing."""
    return perilaku(j.sop[p.langkah]).sisa(sesi, j, p)
