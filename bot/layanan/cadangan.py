"""`/cadangan`: the same backup as the verb `cadangkan` makes, asked for from the phone."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.layanan.dasar import Layanan
from db import cadangan

SIMPAN = 7  # backups kept in DATA_DIR/cadangan; older ones are deleted
BATAS_KIRIM = 50 * 1000 * 1000  # bytes that a bot may send


@dataclass(frozen=True)
class Cadangan:
    """A backup that lies in its place."""

    berkas: Path
    ukuran: int  # bytes
    jumlah_baris: int
    jumlah_berkas: int

    @property
    def terkirim(self) -> bool:
        """Whether Telegram takes a file of this size."""
        return self.ukuran <= BATAS_KIRIM


async def buat(lay: Layanan) -> Cadangan:
    """Write a backup, off the event loop and without keeping writers waiting. Raises OSError when the disk is full."""
    return await asyncio.to_thread(_buat, lay)


def _buat(lay: Layanan) -> Cadangan:
    waktu = lay.jam.sekarang()
    folder = lay.folder / "cadangan"
    folder.mkdir(exist_ok=True)
    berkas = folder / f"kinerja-{waktu:%Y%m%d-%H%M%S}.zip"
    baris, jumlah = cadangan.ringkas(cadangan.cadangkan_dari(lay.pangkalan, lay.folder, berkas, waktu))
    for lama in sorted(folder.glob("kinerja-*.zip"))[:-SIMPAN]:
        lama.unlink(missing_ok=True)
    return Cadangan(berkas, berkas.stat().st_size, baris, jumlah)
