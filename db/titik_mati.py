"""Named crash points: a test names one in KINERJA_TITIK_MATI and the process dies there, as if the power had gone.

"nama" dies at the first pass, "nama:3" at the third. Without the variable a pass costs one dictionary look-up.
Points: sebelum_kotak_masuk, sesudah_kotak_masuk, dalam_transaksi, sesudah_transaksi, sesudah_kirim.
"""

import os

PEUBAH = "KINERJA_TITIK_MATI"

_lewat: dict[str, int] = {}


def lewati(nama: str) -> None:
    """End the process at once (exit code 137, nothing flushed) when `nama` is the point asked for."""
    pesanan = os.environ.get(PEUBAH)
    if not pesanan:
        return
    titik, _, ke = pesanan.partition(":")
    if titik != nama:
        return
    _lewat[nama] = _lewat.get(nama, 0) + 1
    if _lewat[nama] >= int(ke or 1):
        os._exit(137)
