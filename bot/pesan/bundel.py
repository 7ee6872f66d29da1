"""Typed papers of a step, as one document."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import templat

_KETERANGAN = templat("📎 Notulen dan catatan ({{ banyak }} bagian), dalam satu berkas")


def keterangan(banyak: int) -> dict[str, Any]:
    """Caption of the document."""
    return {"caption": _KETERANGAN.render(banyak=banyak), "parse_mode": "HTML"}


def nama_berkas(no: int) -> str:
    return f"notulen-dan-catatan-langkah{no}.txt"


def isi(no: int, kegiatan: str, bagian: Sequence[tuple[str, str]]) -> str:
    """Every text whole, numbered, with who sent it; lines end as every program reads them."""
    judul = f"Langkah {no}: {kegiatan}\nNotulen dan catatan ({len(bagian)} bagian)\n"
    teks = [judul, *(f"{n}. {oleh}\n{isi.strip()}\n" for n, (oleh, isi) in enumerate(bagian, 1))]
    return "\r\n".join("\n".join(teks).splitlines()) + "\r\n"
