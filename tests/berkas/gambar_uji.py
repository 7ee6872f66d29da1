"""A picture for tests."""

import zlib
from struct import pack


def png(sisi: int = 8) -> bytes:
    """A small picture that really is one."""

    def potong(nama: bytes, isi: bytes) -> bytes:
        return pack(">L", len(isi)) + nama + isi + pack(">L", zlib.crc32(nama + isi))

    titik = b"".join(b"\0" + b"\x1f\x3a\x5f" * sisi for _ in range(sisi))
    kepala = pack(">LLBBBBB", sisi, sisi, 8, 2, 0, 0, 0)
    isi = potong(b"IHDR", kepala) + potong(b"IDAT", zlib.compress(titik)) + potong(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + isi
