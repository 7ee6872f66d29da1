"""The papers of a meeting: what they are called, and which of them go along when there is a draft of the minutes."""

from collections.abc import Sequence

from bot.layanan.muat import Jalan
from bot.pesan.rapat import NAMA_NOTULEN
from bot.sop.model import Jenis, Langkah
from db.tabel import Lampiran


def nama_kertas(langkah: Langkah) -> str:
    """What a typed or photographed paper of this step is: its output; of a meeting the minutes."""
    if langkah.jenis is Jenis.RAPAT and "notul" not in langkah.output.casefold():
        return NAMA_NOTULEN
    return langkah.output


def nama_draf(j: Jalan, no: int) -> str:
    """``notulen-dkupp-2026-TW1-langkah5.pdf``: the draft that is made here of the meeting of step `no`."""
    return f"notulen-{j.instansi.kode}-{j.baris.tahun}-TW{j.baris.triwulan}-langkah{no}.pdf"


def tanpa_ganda(j: Jalan, no: int, kertas: Sequence[Lampiran]) -> list[Lampiran]:
    """Without the typed minutes that the draft repeats word for word; what came after it goes along."""
    dibuat = max((x.dibuat for x in kertas if x.nama == nama_draf(j, no)), default=None)
    return [x for x in kertas if dibuat is None or x.jenis != "teks" or x.dibuat > dibuat]
