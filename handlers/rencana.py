"""The yearly plan: its command and its buttons. The file that comes back arrives in `handlers.kiriman`."""

from collections.abc import Awaitable, Callable

from telegram import Update

from bot.layanan import aturan, aturan_jalan, rencana, rencana_jalan, rencana_simpan
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.pelaksanaan import Kilasan
from bot.pesan import aturan as pesan_aturan
from bot.pesan import aturan_jalan as pesan_aturan_jalan
from bot.pesan import rencana as pesan
from bot.pesan.dasar import Tombol
from handlers.konteks import Konteks

AKSI: dict[str, Callable[[Layanan, Asal, Tombol], Awaitable[Kilasan]]] = {
    pesan.KANTOR: rencana.pilih_kantor,
    pesan.ALASAN: rencana_simpan.pilih_alasan,
    pesan.SIMPAN: rencana_simpan.simpan,
    pesan.TERAPKAN: rencana_jalan.terapkan,
    pesan.ATURAN: aturan.lihat,
    pesan_aturan.PAKAI: aturan.pakai,
    pesan_aturan_jalan.TERAPKAN: aturan_jalan.mulai,
}


async def indikator(update: Update, context: Konteks) -> None:
    """/indikator [tahun], administrators only"""
    await rencana.indikator(context.layanan, context.asal, context.args or [])
