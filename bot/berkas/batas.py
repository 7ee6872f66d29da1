"""Limits of an upload, and the refusal that says what the file really is and what to send instead.

Imported by the reading child too, so nothing heavy here.
"""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class BatasUnggah:
    """What one upload may cost. Sizes are bytes, times seconds."""

    ukuran: int = 5 * MIB  # of the file as sent
    terurai: int = 8 * MIB  # of all members unpacked, as the ZIP directory declares them
    anggota: int = 100  # members of the archive
    baris: int = 1_000  # rows read of one sheet
    kolom: int = 40  # columns read of one sheet
    sel: int = 40_000  # filled cells of the whole workbook
    huruf: int = 4_000_000  # characters of all cells; shared strings can repeat one text without end
    detik: float = 15.0  # for reading, after that the child is ended
    memori: int = 512 * MIB  # of the child, where the system can limit it
    serentak: int = 2  # children at once; further uploads wait
    per_jam: int = 10  # forms of one person in an hour
    kertas_per_jam: int = 30  # other documents and photos of one person in an hour


BATAS = BatasUnggah()


class BerkasDitolak(Exception):
    """This file is not read. ``alasan`` says what it is, ``saran`` what to do; both Indonesian sentences."""

    def __init__(self, alasan: str, saran: str) -> None:
        self.alasan, self.saran = alasan, saran
        super().__init__(f"{alasan} {saran}")


def mib(ukuran: int) -> str:
    """``5 MB``, ``7,5 MB``."""
    return f"{ukuran / MIB:.1f} MB".replace(".0 ", " ").replace(".", ",")
