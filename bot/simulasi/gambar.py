"""Width and height of a picture, from its first bytes."""

import struct


def ukuran(isi: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels of a PNG, JPEG, GIF or WebP (VP8X); None for anything else."""
    if isi[:8] == b"\x89PNG\r\n\x1a\n" and len(isi) >= 24:
        lebar, tinggi = struct.unpack(">II", isi[16:24])
        return lebar, tinggi
    if isi[:6] in (b"GIF87a", b"GIF89a") and len(isi) >= 10:
        lebar, tinggi = struct.unpack("<HH", isi[6:10])
        return lebar, tinggi
    if isi[:4] == b"RIFF" and isi[8:16] == b"WEBPVP8X" and len(isi) >= 30:
        return int.from_bytes(isi[24:27], "little") + 1, int.from_bytes(isi[27:30], "little") + 1
    if isi[:2] == b"\xff\xd8":
        return _jpeg(isi)
    return None


def _jpeg(isi: bytes) -> tuple[int, int] | None:
    i = 2
    while i + 9 < len(isi) and isi[i] == 0xFF:
        tanda, panjang = isi[i + 1], int.from_bytes(isi[i + 2 : i + 4], "big")
        if 0xC0 <= tanda <= 0xCF and tanda not in (0xC4, 0xC8, 0xCC):
            tinggi, lebar = struct.unpack(">HH", isi[i + 5 : i + 9])
            return lebar, tinggi
        i += 2 + panjang
    return None
