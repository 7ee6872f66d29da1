"""An office set up from the phone."""

from collections.abc import Awaitable, Callable

from telegram import Update

from bot.layanan import pasang, pasang_simpan
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.pelaksanaan import Kilasan
from bot.pesan.dasar import Tombol
from handlers.konteks import Konteks

AKSI: dict[str, Callable[[Layanan, Asal, Tombol], Awaitable[Kilasan]]] = {
    "pasang": pasang.jawab_tombol,
    "pasangbaru": pasang.kantor_baru,
    "pasanggrup": pasang.mulai_grup,
    "pasangkantor": pasang.buka_kantor,
    "pasanglanjut": pasang.lanjutkan,
    "pasangya": pasang_simpan.simpan,
}


async def pasang_kantor(update: Update, context: Konteks) -> None:
    """/pasang, administrators only"""
    await pasang.pasang(context.layanan, context.asal)
