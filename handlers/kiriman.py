"""What people send in private: forms, papers, texts. A file that was sent in the group instead is taken as well (K60)."""

import asyncio
import logging
import mimetypes
import re
from collections.abc import Awaitable, Callable
from pathlib import PurePath
from typing import Any

from telegram import Bot, Document, Message, PhotoSize, Update
from telegram.error import Forbidden

from bot.berkas.batas import BATAS
from bot.berkas.program import program
from bot.layanan import berkas_kami, bukti, formulir_kembali, percakapan, personel_excel, rencana, verifikasi
from bot.layanan.atur_kop import Permintaan, baca_keterangan
from bot.layanan.atur_kop import terima as terima_logo
from bot.layanan.kertas import Kertas
from bot.layanan.kuota import FORMULIR, KERTAS, Putusan, Takaran
from bot.layanan.percakapan import TujuanBerkas
from bot.layanan.verifikasi import Contoh
from bot.pesan import banjir, umum
from bot.pesan.bukti import TERLALU_BESAR as BUKTI_BESAR
from bot.pesan.unggahan import KERTAS_TERLALU_BESAR, TERLALU_BESAR
from bot.sop.penolakan import Ditolak
from handlers import kendala_tugas, kisah, perintah
from handlers.ambil import BATAS_AMBIL, TerlaluBesar, ambil
from handlers.balasan import balas
from handlers.konteks import Konteks

Isi = dict[str, Any]

_LOG = logging.getLogger(__name__)

LEMBAR_KERJA = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
MILIK_ADMIN = ("personel-", "rencana-")  # how the names of lists and plans begin
FORMULIR_KAMI = "formulir-"  # how the names of our forms begin
FORMULIR_BESAR = umum.kalimat(TERLALU_BESAR.format(batas=BATAS.ukuran // 1024 // 1024))
TEGURAN = {FORMULIR: banjir.FORMULIR, KERTAS: banjir.KERTAS}
BERPERIODE = ("mulai", "rekap", "jejak")  # commands that take a quarter
_PERIODE = re.compile(r"(tw ?)?([1-4]|i{1,3}|iv)( \d{4})?", re.IGNORECASE)
KERTAS_BESAR = umum.kalimat(KERTAS_TERLALU_BESAR.format(batas=BATAS_AMBIL // 1024 // 1024))


async def berkas(update: Update, context: Konteks) -> None:
    """A document or photo in private."""
    pesan = update.effective_message
    assert pesan is not None
    tujuan = await percakapan.tujuan_berkas(context.layanan, context.asal.telegram)
    isi = await _terima(pesan, context, tujuan)
    if isi is not None:
        await balas(pesan, isi)


async def berkas_grup(update: Update, context: Konteks) -> None:
    """A document or photo in the group: taken where it fits, answered in private; the group stays quiet."""
    pesan = update.effective_message
    assert pesan is not None
    tujuan = await percakapan.tujuan_berkas(context.layanan, context.asal.telegram)
    if not tujuan.kertas and not tujuan.formulir:
        return
    try:
        isi = await _terima(pesan, context, tujuan)
    except Ditolak as tolak:
        isi = umum.kalimat(str(tolak))
    if isi is not None:
        try:
            await context.bot.send_message(context.asal.telegram, isi["text"], parse_mode=isi.get("parse_mode"))
        except Forbidden:
            _LOG.info("jawaban atas berkas di grup tidak sampai: akun %s belum dapat dihubungi", context.asal.telegram)


def untuk_bot(pesan: Message, bot: Bot) -> bool:
    """Whether a file in the group is meant for the bot: a reply to it, naming it, or a form of ours."""
    if pesan.document is None and not pesan.photo:
        return False
    balasan = pesan.reply_to_message
    if balasan is not None and balasan.from_user is not None and balasan.from_user.id == bot.id:
        return True
    nama = (pesan.document.file_name or "") if pesan.document else ""
    return f"@{bot.username}".casefold() in (pesan.caption or "").casefold() or nama.startswith(FORMULIR_KAMI)


class _Cukup(Exception):
    """The file is not fetched. ``isi``: what to say about it, if anything."""

    def __init__(self, isi: Isi | None) -> None:
        self.isi = isi


async def _terima(pesan: Message, context: Konteks, tujuan: TujuanBerkas) -> Isi | None:
    """What to answer, if anything is left to say. Raises a `Ditolak`, BelumTerambil."""
    try:
        return await _arahkan(pesan, context, tujuan)
    except _Cukup as cukup:
        return cukup.isi


async def _muat(context: Konteks, berkas_: Document | PhotoSize, besar: Isi, takaran: Takaran | None = None) -> bytes:
    """The file's content, within Telegram's limit and what this person may send; no program.

    Raises _Cukup, BelumTerambil.
    """
    if (berkas_.file_size or 0) > BATAS_AMBIL:
        raise _Cukup(besar)
    if takaran is not None:
        waktu = context.layanan.jam.sekarang()
        putusan = context.layanan.kuota.ambil(context.asal.telegram, takaran, waktu)
        if putusan is not Putusan.BOLEH:
            raise _Cukup(TEGURAN[takaran] if putusan is Putusan.TEGUR else None)
    try:
        data = await ambil(berkas_)
    except TerlaluBesar:
        raise _Cukup(besar) from None
    if isinstance(berkas_, Document) and program(_nama(berkas_), data):
        raise _Cukup(umum.program(_nama(berkas_)))
    return data


def _nama(dokumen: Document) -> str:
    return PurePath((dokumen.file_name or "berkas").replace("\\", "/")).name


async def _arahkan(pesan: Message, context: Konteks, tujuan: TujuanBerkas) -> Isi | None:
    """A logo, the list of people or the plan that was asked for, a filled form, evidence, else a paper."""
    if pesan.document is not None and program(_nama(pesan.document)):
        return umum.program(_nama(pesan.document))  # not even fetched
    kop = baca_keterangan(pesan.caption) if context.asal.telegram in context.layanan.admin else None
    if kop is not None and pesan.chat.type == "private":
        return await _logo(pesan, context, kop)
    if pesan.document is None:
        if tujuan.bukti or (tujuan.formulir and not tujuan.kertas):
            return await _bukti(pesan, context, pesan.photo[-1], "foto.jpg")
        if not tujuan.kertas:
            return umum.FOTO_TAK_JELAS
        return await _kertas(pesan, context, pesan.photo[-1], "foto.jpg")
    nama = _nama(pesan.document)
    lembar = nama.lower().endswith(LEMBAR_KERJA)
    besar = (pesan.document.file_size or 0) > BATAS.ukuran
    if (
        lembar
        and pesan.chat.type == "private"
        and await personel_excel.ditunggu(context.layanan, context.asal.telegram, nama)
    ):
        return FORMULIR_BESAR if besar else await _personel(context, pesan.document, nama)
    if lembar and pesan.chat.type == "private" and await rencana.ditunggu(context.layanan, context.asal.telegram, nama):
        return FORMULIR_BESAR if besar else await _rencana(context, pesan.document, nama)
    if (tujuan.bukti or (tujuan.formulir and not tujuan.kertas)) and not lembar:
        return await _bukti(pesan, context, pesan.document, nama)
    if tujuan.formulir and (not tujuan.kertas or (lembar and not besar)):
        return FORMULIR_BESAR if besar else await _formulir(pesan, context, pesan.document, nama, tujuan.kertas)
    if tujuan.kertas:
        return await _kertas(pesan, context, pesan.document, nama, tujuan.diminta)
    if lembar and nama.lower().startswith(MILIK_ADMIN) and context.asal.telegram not in context.layanan.admin:
        return umum.HANYA_DARI_ADMIN
    return await _verifikasi(context, pesan.document, nama) or umum.PESAN_TAK_JELAS


async def _bukti(pesan: Message, context: Konteks, berkas_: Document | PhotoSize, nama: str) -> Isi | None:
    """Evidence for an indicator: named in the caption, asked for, or to be chosen."""
    data = await _muat(context, berkas_, BUKTI_BESAR, KERTAS)
    if pesan.document and (kami := await _rekap_kami(context, data, nama)):
        return kami
    jenis = (pesan.document.mime_type if pesan.document else "image/jpeg") or mimetypes.guess_type(nama)[0]
    simpanan = await context.layanan.taruh(data, jenis or "application/octet-stream")
    kertas = Kertas("dokumen" if pesan.document else "foto", nama, pesan.caption or "", simpanan)
    album = pesan.media_group_id if not pesan.caption else None
    await bukti.terima(context.layanan, context.asal, kertas, (pesan.chat_id, album) if album else None)
    return None


async def _logo(pesan: Message, context: Konteks, kop: Permintaan) -> Isi | None:
    """A picture of an administrator whose caption says that it is a logo."""
    data = await _muat(context, pesan.document or pesan.photo[-1], KERTAS_BESAR)
    return await terima_logo(context.layanan, context.asal, data, kop)


async def _verifikasi(context: Konteks, dokumen: Document, nama: str) -> Isi | None:
    """The verdict on a file that nothing waits for. None for what no recap ever looks like."""
    if not nama.lower().endswith(verifikasi.BENTUK) or (dokumen.file_size or 0) > BATAS_AMBIL:
        return None
    data = await _muat(context, dokumen, KERTAS_BESAR, KERTAS)
    contoh = await asyncio.to_thread(Contoh.dari, data)
    if contoh.tanda is None and nama.lower().endswith(LEMBAR_KERJA):
        formulir = await berkas_kami.jelaskan(context.layanan, context.asal, data, nama)
        if formulir is not None:
            return formulir
    return await verifikasi.jawab_berkas(context.layanan, contoh, selalu=True)


async def _rekap_kami(context: Konteks, data: bytes, nama: str) -> Isi | None:
    """The verdict on a file that calls itself a recap, or on a signed copy; None for every other."""
    if not nama.lower().endswith(verifikasi.BENTUK):
        return None
    contoh = await asyncio.to_thread(Contoh.dari, data)
    if contoh.tanda is None and nama.lower().endswith(LEMBAR_KERJA):  # a form or a paper, as nearly always
        return None
    return await verifikasi.jawab_berkas(context.layanan, contoh, selalu=False)


async def _formulir(pesan: Message, context: Konteks, dokumen: Document, nama: str, bisa_kertas: bool) -> Isi | None:
    """A workbook that is no form of ours is a paper, where one is awaited."""
    data = await _muat(context, dokumen, FORMULIR_BESAR, FORMULIR)
    if isi := await _rekap_kami(context, data, nama):
        return isi
    if not await formulir_kembali.terima(context.layanan, context.asal, data, nama, bisa_kertas=bisa_kertas):
        await _simpan(pesan, context, data, nama)
    return None


async def _personel(context: Konteks, dokumen: Document, nama: str) -> Isi | None:
    data = await _muat(context, dokumen, FORMULIR_BESAR)
    return await personel_excel.terima(context.layanan, context.asal, data, nama)


async def _rencana(context: Konteks, dokumen: Document, nama: str) -> Isi | None:
    data = await _muat(context, dokumen, FORMULIR_BESAR)
    return await rencana.terima(context.layanan, context.asal, data, nama)


async def _kertas(
    pesan: Message, context: Konteks, berkas_: Document | PhotoSize, nama: str, diminta: bool = False
) -> Isi | None:
    data = await _muat(context, berkas_, KERTAS_BESAR, KERTAS)
    await _simpan(pesan, context, data, nama)
    return None if diminta else await _rekap_kami(context, data, nama)


async def _simpan(pesan: Message, context: Konteks, data: bytes, nama: str) -> None:
    dokumen = pesan.document
    jenis = (dokumen.mime_type if dokumen else None) or mimetypes.guess_type(nama)[0] or "application/octet-stream"
    simpanan = await context.layanan.taruh(data, jenis)
    kertas = Kertas("dokumen" if dokumen else "foto", nama, "" if dokumen else pesan.caption or "", simpanan, data)
    await percakapan.terima_kertas(context.layanan, context.asal, kertas)


async def teks(update: Update, context: Konteks) -> None:
    """A text: the answer to a question, a correction, or a paper."""
    pesan = update.effective_message
    assert pesan is not None
    assert pesan.text is not None
    kata, *sisa = pesan.text.strip().lstrip("/ ").split() or [""]
    if (jawab := _tanpa_garis_miring(kata.casefold(), " ".join(sisa))) is not None:
        context.args = sisa
        await jawab(update, context)
    else:
        await percakapan.terima_teks(context.layanan, context.asal, pesan.text)


def _tanpa_garis_miring(kata: str, sisa: str) -> Callable[[Update, Konteks], Awaitable[None]] | None:
    """The command whose slash was forgotten: the bare word, or with the quarter that it takes. Any other text is a text."""
    semua = {**perintah.SATU_KATA, "kendala": kendala_tugas.laporkan, "jejak": kisah.jejak}
    if sisa and not (kata in BERPERIODE and _PERIODE.fullmatch(sisa)):
        return None
    return semua.get(kata)


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
