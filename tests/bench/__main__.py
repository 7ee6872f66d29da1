"""`python -m tests.bench [part …]`: how fast, how big. Prints a table and exits 0: a benchmark is no test."""

import asyncio
import logging
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import berkas, hidup, lalu_lintas, tangan, tenggat
from tests.bench.hasil import tabel

BAGIAN = {
    "traffic": lalu_lintas.ukur,
    "service": tangan.ukur,
    "files": berkas.ukur,
    "process": hidup.ukur,
    "clock": tenggat.ukur,
}


async def jalan(nama: list[str]) -> None:
    mulai = time.perf_counter()
    ukuran = []
    for satu in nama or BAGIAN:
        print(f"{satu} …", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
            ukuran += await BAGIAN[satu](Path(folder))
    print(tabel(ukuran))
    print(f"\n{time.perf_counter() - mulai:.0f} s in all")


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(jalan(sys.argv[1:]))
