"""From a row of the outbox to a request to Telegram, and the few repairs that are worth a second request."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from telegram import Bot, InputFile, InputMediaDocument, InputMediaPhoto, Message
from telegram.error import TelegramError

from bot.galat_telegram import (
    DitolakTetap,
    GalatTelegram,
    MarkupRusak,
    PesanHilang,
    TerlaluPanjang,
    TidakBerubah,
    TopikHilang,
    terjemahkan,
)
from db.berkas import jalur
from db.kotak_keluar import PENYUNTING
from db.potong import BATAS_KETERANGAN, BATAS_TEKS, muat, polos, potong
from db.tabel import KotakKeluar

NAMA_TEKS = "pesan.txt"
WAKTU_KIRIM_BERKAS = 60.0  # seconds for the upload of a file


@dataclass(frozen=True)
class Permintaan:
    """One request. `sunting`: the message to be edited; else a new message is sent."""

    metode: str
    chat_id: int
    isi: Mapping[str, Any]
    topik: int | None = None
    berkas: tuple[Mapping[str, str], ...] = ()
    sunting: int | None = None
    lampiran: bytes | None = None  # a text that became a file

    @property
    def bobot(self) -> int:
        """How many messages Telegram counts."""
        return max(1, len(self.berkas)) if self.metode == "sendMediaGroup" else 1


@dataclass(frozen=True)
class Terkirim:
    """`message_id`: of a new message; None when an existing one was edited. `permintaan`: what went out in the end."""

    message_id: int | None
    permintaan: Permintaan


@dataclass
class Pengirim:
    """Sends requests. Raises the exceptions of `bot.galat_telegram` that a second request does not mend."""

    bot: Bot
    tempat_berkas: Path
    catat: Callable[[int, int], None] = field(default=lambda _chat, _jumlah: None)
    """Told (chat, messages) for everything that goes out beyond the one message that the caller has counted."""

    async def kirim(self, permintaan: Permintaan, cadangan: Permintaan | None) -> Terkirim:
        """Send or edit; `cadangan` is what goes out as a new message when the one to be edited is gone (K22)."""
        permintaan = rapikan(permintaan, cadangan)
        sudah: set[type[GalatTelegram]] = set()
        terhitung = 1
        while True:
            self.catat(permintaan.chat_id, permintaan.bobot - terhitung)
            terhitung = 0
            try:
                return Terkirim(await self._sekali(permintaan), permintaan)
            except TelegramError as galat:
                kendala = terjemahkan(galat)
                if isinstance(kendala, TidakBerubah) or _percuma(kendala, permintaan, cadangan):
                    return Terkirim(None, permintaan)
                pengganti = _perbaiki(permintaan, cadangan, kendala)
                if type(kendala) in sudah or pengganti is None:
                    raise kendala from galat
                sudah.add(type(kendala))
                permintaan = pengganti

    async def _sekali(self, permintaan: Permintaan) -> int | None:
        if permintaan.sunting is not None:
            await _PENYUNTING[permintaan.metode](self.bot, permintaan)
            return None
        if permintaan.metode == "sendMessage":
            pesan = await self.bot.send_message(
                permintaan.chat_id,
                permintaan.isi["text"],
                message_thread_id=permintaan.topik,
                api_kwargs=_selain(permintaan.isi, "text"),
            )
            return pesan.message_id
        berkas = await asyncio.to_thread(self._muat, permintaan)
        if permintaan.metode == "sendMediaGroup":
            return await self._album(permintaan, berkas)
        return (await self._satu_berkas(permintaan, berkas[0])).message_id

    async def _satu_berkas(self, permintaan: Permintaan, berkas: InputFile) -> Message:
        umum: dict[str, Any] = {
            "message_thread_id": permintaan.topik,
            "write_timeout": WAKTU_KIRIM_BERKAS,
            "api_kwargs": dict(permintaan.isi),
        }
        if permintaan.metode == "sendPhoto":
            return await self.bot.send_photo(permintaan.chat_id, berkas, **umum)
        return await self.bot.send_document(permintaan.chat_id, berkas, **umum)

    async def _album(self, permintaan: Permintaan, berkas: list[InputFile]) -> int:
        html = permintaan.isi.get("parse_mode")
        keterangan = [satu.get("keterangan") or None for satu in permintaan.berkas]
        keterangan[0] = keterangan[0] or permintaan.isi.get("caption")
        gambar = all(satu["jenis"].startswith("image/") for satu in permintaan.berkas)
        media = [
            InputMediaPhoto(isi, caption=teks, parse_mode=html)
            if gambar
            else InputMediaDocument(isi, caption=teks, parse_mode=html)
            for isi, teks in zip(berkas, keterangan, strict=True)
        ]
        pesan = await self.bot.send_media_group(
            permintaan.chat_id,
            media,
            message_thread_id=permintaan.topik,
            write_timeout=WAKTU_KIRIM_BERKAS,
            api_kwargs=_selain(permintaan.isi, "caption", "parse_mode", "reply_markup"),
        )
        return pesan[0].message_id

    def _muat(self, permintaan: Permintaan) -> list[InputFile]:
        if permintaan.lampiran is not None:
            return [InputFile(io.BytesIO(permintaan.lampiran), NAMA_TEKS)]
        album = permintaan.metode == "sendMediaGroup"
        try:
            return [
                InputFile(jalur(self.tempat_berkas, satu["sha256"]).read_bytes(), satu["nama"], attach=album)
                for satu in permintaan.berkas
            ]
        except (OSError, ValueError) as galat:
            raise DitolakTetap(f"berkas tidak dapat dibaca ({type(galat).__name__})") from galat


def susun(baris: KotakKeluar, asal: KotakKeluar | None) -> tuple[Permintaan, Permintaan | None]:
    """The request of a row, and the new message to fall back to when the row edits one that is gone.

    An edit of a message whose id nobody knows (uncertain, failed) goes out as a new message.
    """
    if asal is None or baris.metode not in PENYUNTING:
        return _baru(baris, baris.isi), None
    lengkap = replace(_baru(asal, _terbaru(asal.isi, baris.isi)), chat_id=baris.chat_id, topik=baris.topik)
    hanya_tombol = baris.metode == "editMessageReplyMarkup"
    lepas_tombol = hanya_tombol and not (baris.isi.get("reply_markup") or {}).get("inline_keyboard")
    cadangan = None if lepas_tombol else lengkap
    if asal.message_id is None and cadangan is not None:
        return cadangan, None
    sunting = Permintaan(baris.metode, baris.chat_id, baris.isi, sunting=asal.message_id or 0)
    return sunting, cadangan


def rapikan(permintaan: Permintaan, cadangan: Permintaan | None) -> Permintaan:
    """What is too long to be taken is not even tried (K23)."""
    teks, batas = permintaan.isi.get("text"), BATAS_TEKS
    if teks is None:
        teks, batas = permintaan.isi.get("caption") or "", BATAS_KETERANGAN
    if muat(teks, batas, html_=_html(permintaan.isi)):
        return permintaan
    return _perbaiki(permintaan, cadangan, TerlaluPanjang()) or permintaan


def _baru(baris: KotakKeluar, isi: Mapping[str, Any]) -> Permintaan:
    return Permintaan(baris.metode, baris.chat_id, isi, baris.topik, tuple(baris.berkas))


def _terbaru(lama: Mapping[str, Any], baru: Mapping[str, Any]) -> dict[str, Any]:
    if "text" in baru or "caption" in baru:
        return {**_selain(lama, "reply_markup"), **baru}
    return {**lama, **baru}


def _percuma(kendala: GalatTelegram, permintaan: Permintaan, cadangan: Permintaan | None) -> bool:
    """Buttons were to be taken off a message that is gone."""
    return isinstance(kendala, PesanHilang) and permintaan.sunting is not None and cadangan is None


def _perbaiki(permintaan: Permintaan, cadangan: Permintaan | None, kendala: GalatTelegram) -> Permintaan | None:
    """The same message in a form that has a chance; None: there is none."""
    match kendala:
        case PesanHilang():
            return rapikan(cadangan, None) if permintaan.sunting is not None and cadangan is not None else None
        case MarkupRusak():
            return _tanpa_markup(permintaan)
        case TopikHilang():
            return replace(permintaan, topik=None) if permintaan.topik is not None else None
        case TerlaluPanjang():
            return _sebagai_berkas(permintaan, cadangan)
    return None


def _tanpa_markup(permintaan: Permintaan) -> Permintaan | None:
    if "parse_mode" not in permintaan.isi:
        return None
    isi = {nama: polos(nilai) if nama in ("text", "caption") else nilai for nama, nilai in permintaan.isi.items()}
    berkas = tuple({**satu, "keterangan": polos(satu.get("keterangan") or "")} for satu in permintaan.berkas)
    return replace(permintaan, isi=_selain(isi, "parse_mode"), berkas=berkas)


def _sebagai_berkas(permintaan: Permintaan, cadangan: Permintaan | None) -> Permintaan | None:
    """A text becomes a file with its beginning as caption; a caption is cut at a line end."""
    if permintaan.sunting is not None and permintaan.metode == "editMessageText":
        return _sebagai_berkas(cadangan, None) if cadangan is not None else None
    html = _html(permintaan.isi)
    if "text" not in permintaan.isi:
        keterangan = potong(permintaan.isi.get("caption") or "", BATAS_KETERANGAN - 2, html_=html)[0]
        return replace(permintaan, isi={**permintaan.isi, "caption": f"{keterangan}\n…"})
    teks = permintaan.isi["text"]
    isi = _selain(permintaan.isi, "text", "link_preview_options")
    isi["caption"] = potong(teks, BATAS_KETERANGAN - 2, html_=html)[0] + "\n…"
    lampiran = (polos(teks) if html else teks).encode("utf-8")
    return replace(permintaan, metode="sendDocument", isi=isi, lampiran=lampiran)


def _html(isi: Mapping[str, Any]) -> bool:
    return isi.get("parse_mode") == "HTML"


def _selain(isi: Mapping[str, Any], *nama: str) -> dict[str, Any]:
    return {kunci: nilai for kunci, nilai in isi.items() if kunci not in nama}


async def _sunting_teks(bot: Bot, p: Permintaan) -> None:
    await bot.edit_message_text(
        p.isi["text"], chat_id=p.chat_id, message_id=p.sunting, api_kwargs=_selain(p.isi, "text")
    )


async def _sunting_keterangan(bot: Bot, p: Permintaan) -> None:
    await bot.edit_message_caption(chat_id=p.chat_id, message_id=p.sunting, api_kwargs=dict(p.isi))


async def _sunting_tombol(bot: Bot, p: Permintaan) -> None:
    await bot.edit_message_reply_markup(chat_id=p.chat_id, message_id=p.sunting, api_kwargs=dict(p.isi))


_PENYUNTING: dict[str, Callable[[Bot, Permintaan], Awaitable[None]]] = {
    "editMessageText": _sunting_teks,
    "editMessageCaption": _sunting_keterangan,
    "editMessageReplyMarkup": _sunting_tombol,
}
