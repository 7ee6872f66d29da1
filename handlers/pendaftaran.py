"""Registration: links that were opened, what people without an office write, the administrator's side."""

from collections.abc import Awaitable, Callable

from telegram import Message, Update

from bot.layanan import kelola_personel, pendaftaran, penerimaan, personel_excel, terima_semua, tolak_permohonan
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.pelaksanaan import Kilasan
from bot.pesan.dasar import Tombol
from handlers.konteks import Konteks

AKSI: dict[str, Callable[[Layanan, Asal, Tombol], Awaitable[Kilasan]]] = {
    "daftar": pendaftaran.daftar,
    "daftarbidang": pendaftaran.pilih_bidang,
    "daftarubah": pendaftaran.ubah,
    "daftarpangkat": pendaftaran.pilih_pangkat,
    "calonterima": penerimaan.terima,
    "calonganti": penerimaan.gantikan,
    "calontetap": penerimaan.tetap_terima,
    "calonjangan": penerimaan.jangan_dulu,
    "calonsemua": terima_semua.terima_semua,
    "calontolak": tolak_permohonan.tolak,
    "calonalasan": tolak_permohonan.pilih_alasan,
    "papan": kelola_personel.papan,
    "umumkan": kelola_personel.umumkan_lagi,
    "undang": kelola_personel.undang,
    "undangkursi": kelola_personel.undang_kursi,
    "daftarexcel": personel_excel.kirim_buku,
    "personelsimpan": personel_excel.simpan,
}


async def calon(update: Update, context: Konteks) -> bool:
    """What somebody writes who belongs to no office. False when no application of theirs is under way."""
    pesan = update.effective_message
    assert isinstance(pesan, Message)
    if pesan.chat.type != "private" or update.edited_message is not None:
        return False
    return await pendaftaran.terima_teks(context.layanan, context.asal, pesan.text or "")
