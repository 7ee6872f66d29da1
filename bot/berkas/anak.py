"""The child process that reads one uploaded workbook: file on stdin, lines of JSON on stdout, then it ends.

``python -m bot.berkas.anak '<limits as JSON>'``. First line: ``{"tolak": [alasan, saran], "rinci": …}`` or
``{"lembar": […], "bentuk": {style: number format}, "diabaikan": […]}``; then one line per row: ``[sheet, row, [[column, kind, value,
style], …]]``. Whatever a hostile file does to this process, the bot only loses the child.
"""

import contextlib
import json
import sys
from io import BytesIO
from itertools import groupby
from typing import Any
from zipfile import ZipFile

from bot.berkas.batas import BatasUnggah, BerkasDitolak
from bot.berkas.kenali import SARAN_FORMULIR, SARAN_ULANG
from bot.berkas.ooxml import Arsip, Buku, baca_buku


def batasi_proses(batas: BatasUnggah) -> None:
    """Memory and processor time, and no file of any length. Windows knows no such limits; there the clock ends it."""
    if sys.platform == "win32":
        return
    import resource

    detik = int(batas.detik) + 2
    for apa, nilai in (
        (resource.RLIMIT_AS, batas.memori),
        (resource.RLIMIT_CPU, detik),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a stricter limit is already in force
            resource.setrlimit(apa, (nilai, nilai))


def baca(data: bytes, batas: BatasUnggah) -> list[Any]:
    """The lines to print. Raises only MemoryError; everything else becomes a refusal."""
    try:
        with ZipFile(BytesIO(data)) as zip_:
            return list(baris_keluaran(baca_buku(Arsip(zip_, batas), batas)))
    except BerkasDitolak as e:
        return [{"tolak": [e.alasan, e.saran]}]
    except MemoryError:
        raise
    except Exception as e:  # hostile input may break any part of any library
        alasan = "Berkas ini rusak atau terpotong, isinya tidak dapat dibaca."
        return [{"tolak": [alasan, SARAN_ULANG], "rinci": f"{type(e).__name__}: {e}"[:200]}]


def baris_keluaran(buku: Buku) -> list[Any]:
    dipakai = {gaya for lembar in buku.lembar for _, _, gaya in lembar.sel.values()}
    kepala = {
        "lembar": [[x.nama, x.tersembunyi, x.gabungan, x.di_luar] for x in buku.lembar],
        "bentuk": {gaya: buku.bentuk[gaya] for gaya in sorted(dipakai) if gaya < len(buku.bentuk)},
        "diabaikan": buku.diabaikan,
    }
    hasil: list[Any] = [kepala]
    for nomor, lembar in enumerate(buku.lembar):
        for baris, isi in groupby(sorted(lembar.sel.items()), key=lambda pasang: pasang[0][0]):
            hasil.append([nomor, baris, [[kolom, *sel] for (_, kolom), sel in isi]])
    return hasil


def main() -> None:
    batas = BatasUnggah(**json.loads(sys.argv[1]))
    batasi_proses(batas)
    try:
        hasil = baca(sys.stdin.buffer.read(), batas)
        keluaran = "\n".join(json.dumps(baris, separators=(",", ":")) for baris in hasil)
    except MemoryError:
        keluaran = json.dumps({"tolak": ["Isi berkas ini terlalu besar untuk dibaca.", SARAN_FORMULIR]})
    sys.stdout.write(keluaran)


if __name__ == "__main__":
    main()
