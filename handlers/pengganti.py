"""Tasks handed on and stand-ins: commands and buttons."""

from collections.abc import Awaitable, Callable

from telegram import Update

from bot.layanan import pejabat, pengganti
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.pelaksanaan import Kilasan
from bot.pesan.dasar import Tombol
from handlers.konteks import Konteks

AKSI: dict[str, Callable[[Layanan, Asal, Tombol], Awaitable[Kilasan]]] = {
    "alih": pengganti.pilih_tugas,
    "alihke": pengganti.pilih_orang,
    "alihtanpa": pengganti.tanpa_pesan,
    "alihya": pengganti.terima,
    "alihtak": pengganti.tolak,
    "alihtarik": pengganti.tarik,
    "pjkantor": pejabat.pilih_kantor,
    "pjdari": pejabat.pilih_pejabat,
    "pjoleh": pejabat.pilih_pengganti,
    "pjjenis": pejabat.pilih_jenis,
    "pjakhir": pejabat.akhiri,
}


async def alihkan(update: Update, context: Konteks) -> None:
    """/alihkan"""
    await pengganti.alihkan(context.layanan, context.asal)


async def personel(update: Update, context: Konteks) -> None:
    """/personel, administrators and the secretary"""
    await pejabat.personel(context.layanan, context.asal)
