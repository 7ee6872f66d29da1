"""What is wrong with an SOP file: the way to it, what it is, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from bot.sop.penolakan import Ditolak

Kunci = tuple[str | int, ...]  # ("langkah", 6, "tidak"): keys and positions (from 0), as in the parsed file


@dataclass(frozen=True)
class Temuan:
    """One mistake. ``str()`` is the paragraph for the person who corrects the file."""

    kunci: Kunci
    masalah: str
    seharusnya: str
    jalan: tuple[str, ...] = ()  # the way as people read it: file, `langkah 7 "Memvalidasi …"`, `tidak`
    baris: int | None = None  # counted from 1; None where the mistake has no place in the file

    def __str__(self) -> str:
        letak = " > ".join(self.jalan) + (f" (baris {self.baris})" if self.baris else "")
        return f"{letak}\n    {self.masalah} {self.seharusnya}".rstrip()


class SopDitolak(Ditolak):
    """The SOP cannot be used. Carries every finding, in the order of the file."""

    def __init__(self, nama: str, temuan: Iterable[Temuan]) -> None:
        self.nama, self.temuan = nama, tuple(temuan)
        judul = f"SOP {nama} belum dapat dipakai: {len(self.temuan)} hal perlu diperbaiki."
        super().__init__("\n\n".join([judul, *map(str, self.temuan)]))


def saran(kata: str, pilihan: Iterable[str]) -> str:
    """``Mungkin maksudnya "tidak".`` for a misspelt word; "" where nothing is near."""
    mirip = get_close_matches(kata.lower(), list(pilihan), n=1)
    return f'Mungkin maksudnya "{mirip[0]}".' if mirip else ""
