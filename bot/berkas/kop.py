"""The letterhead of every paper, and a picture of it: what cannot be drawn here would spoil each paper (domain 8.1)."""

from dataclasses import dataclass
from typing import Any

BATAS_LOGO = 400 * 1024  # bytes; it is in every paper
AWAL_GAMBAR = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True)
class Kop:
    """`logo`: the bytes of a PNG or JPEG, b"" without one."""

    nama: str
    pemerintah: str = ""
    alamat: str = ""
    logo: bytes = b""

    def data(self) -> dict[str, Any]:
        """What `kop.typ` is given; JSON has no bytes."""
        return {
            "pemerintah": self.pemerintah,
            "nama": self.nama,
            "alamat": self.alamat,
            "logo": list(self.logo),
        }


def tulis(kop: Kop) -> bytes:
    """A picture of the letterhead. Raises typst.TypstError when the logo cannot be drawn."""
    from bot.berkas.percetakan import cetak_png  # only in the process that sets papers: Typst and its fonts are large

    return cetak_png("contoh_kop.typ", {"kop": kop.data()})


def gambar_dikenal(data: bytes) -> bool:
    """Whether these bytes begin as a PNG or JPEG."""
    return data.startswith(AWAL_GAMBAR)
