"""Buttons under a recap."""

from collections.abc import Awaitable, Callable

from bot.layanan import asal_angka, bertanda, ekspor, rekap_lagi
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.pelaksanaan import Kilasan
from bot.pesan.dasar import Tombol

AKSI: dict[str, Callable[[Layanan, Asal, Tombol], Awaitable[Kilasan]]] = {
    "rekapkini": rekap_lagi.sementara,
    "bertanda": bertanda.minta,
    "bertandaya": bertanda.simpan,
    "bertandatidak": bertanda.batal,
    "ekspor": ekspor.kirim,
    "asal": asal_angka.buka,
    "asalbidang": asal_angka.pilih_bidang,
    "asalangka": asal_angka.tunjukkan,
    "asalrata": asal_angka.jumlahan,
    "asalserap": asal_angka.jumlahan,
    "asalsd": asal_angka.setahun,
}
