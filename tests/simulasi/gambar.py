"""Pictures for tests, made on the spot."""

import struct
import zlib


def png(lebar: int, tinggi: int) -> bytes:
    """A black PNG of this size."""

    def bagian(nama: bytes, isi: bytes) -> bytes:
        return struct.pack(">I", len(isi)) + nama + isi + struct.pack(">I", zlib.crc32(nama + isi))

    kepala = struct.pack(">IIBBBBB", lebar, tinggi, 8, 0, 0, 0, 0)
    baris = zlib.compress((b"\x00" + b"\x00" * lebar) * tinggi)
    return b"\x89PNG\r\n\x1a\n" + bagian(b"IHDR", kepala) + bagian(b"IDAT", baris) + bagian(b"IEND", b"")
