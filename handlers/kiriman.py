"""What people send in private: forms, papers, texts."""

import mimetypes
from pathlib import PurePath

from telegram import Document, PhotoSize, Update

from bot.berkas.batas import BATAS
from bot.layanan import percakapan, unggahan
from bot.layanan.kertas import Kertas
from bot.pesan import umum
from bot.pesan.unggahan import TERLALU_BESAR
from handlers import perintah
from handlers.balasan import balas
from handlers.konteks import Konteks

LEMBAR_KERJA = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
BATAS_AMBIL = 20 * 1024 * 1024  # bytes that a bot may fetch from Telegram


async def dokumen(update: Update, context: Konteks) -> None:
    """A document: a filled form where this person reports for a unit, else a paper of an open assignment."""
    pesan = update.effective_message
    assert pesan is not None
    assert pesan.document is not None
    nama = PurePath((pesan.document.file_name or "berkas").replace("\\", "/")).name
    tujuan = await percakapan.tujuan_berkas(context.layanan, context.asal.telegram)
    lembar = nama.lower().endswith(LEMBAR_KERJA)
    if tujuan.formulir and (lembar or not tujuan.kertas):
        if (pesan.document.file_size or 0) > BATAS.ukuran:
            await balas(pesan, umum.kalimat(TERLALU_BESAR.format(batas=BATAS.ukuran // 1024 // 1024)))
            return
        isi = await unggahan.terima(context.layanan, context.asal, await _ambil(pesan.document), nama)
    elif not tujuan.kertas:
        isi = umum.PESAN_TAK_JELAS
    elif (pesan.document.file_size or 0) > BATAS_AMBIL:
        isi = umum.kalimat(TERLALU_BESAR.format(batas=BATAS_AMBIL // 1024 // 1024))
    else:
        jenis = pesan.document.mime_type or mimetypes.guess_type(nama)[0] or "application/octet-stream"
        simpanan = await context.layanan.taruh(await _ambil(pesan.document), jenis)
        await percakapan.terima_kertas(context.layanan, context.asal, Kertas("dokumen", nama, simpanan=simpanan))
        return
    if isi is not None:
        await balas(pesan, isi)


async def foto(update: Update, context: Konteks) -> None:
    """A photo: a paper."""
    pesan = update.effective_message
    assert pesan is not None
    assert pesan.photo
    tujuan = await percakapan.tujuan_berkas(context.layanan, context.asal.telegram)
    if not tujuan.kertas:
        await balas(pesan, umum.FOTO_BUKAN_FORMULIR if tujuan.formulir else umum.PESAN_TAK_JELAS)
        return
    simpanan = await context.layanan.taruh(await _ambil(pesan.photo[-1]), "image/jpeg")
    kertas = Kertas("foto", "foto.jpg", pesan.caption or "", simpanan)
    await percakapan.terima_kertas(context.layanan, context.asal, kertas)


async def teks(update: Update, context: Konteks) -> None:
    """A text: the answer to a question, a correction, or a paper."""
    pesan = update.effective_message
    assert pesan is not None
    assert pesan.text is not None
    kata = pesan.text.strip().lstrip("/ ").casefold()
    if kata in perintah.SATU_KATA:  # somebody typed the word and forgot the slash
        await perintah.SATU_KATA[kata](update, context)
    else:
        await percakapan.terima_teks(context.layanan, context.asal, pesan.text)


async def lain(update: Update, context: Konteks) -> None:
    """Voice, sticker, video …: say what is expected instead."""
    pesan = update.effective_message
    assert pesan is not None
    await balas(pesan, await percakapan.petunjuk_jawaban(context.layanan, context.asal.telegram))


async def diubah(update: Update, context: Konteks) -> None:
    """An edited message: what was handled stays as it is."""
    pesan = update.effective_message
    assert pesan is not None
    await balas(pesan, umum.PESAN_DIUBAH)


async def _ambil(berkas: Document | PhotoSize) -> bytes:
    return bytes(await (await berkas.get_file()).download_as_bytearray())
