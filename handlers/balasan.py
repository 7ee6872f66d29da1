"""Answers that only answer a question: sent directly, not through the outbox."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from telegram import Message

from bot.pesan.dasar import TANPA_TOMBOL
from db.potong import BATAS_TEKS, potong


async def balas(pesan: Message, isi: Mapping[str, Any]) -> None:
    """Send an answer to the chat of `pesan`, in its topic; a long text in several messages."""
    bagian = potong(isi["text"], BATAS_TEKS, html_=isi.get("parse_mode") == "HTML")
    lain = {k: v for k, v in isi.items() if k not in ("text", "reply_markup")}
    papan = isi.get("reply_markup")
    markup = {"reply_markup": papan} if papan and papan != TANPA_TOMBOL else {}
    for nomor, teks in enumerate(bagian, start=1):
        akhir = markup if nomor == len(bagian) else {}
        await pesan.get_bot().send_message(
            pesan.chat_id, teks, message_thread_id=topik_dari(pesan), api_kwargs={**lain, **akhir}
        )


async def balas_gambar(pesan: Message, gambar: bytes, isi: Mapping[str, Any]) -> None:
    """Send a picture with its caption to the chat of `pesan`, in its topic."""
    await pesan.get_bot().send_photo(pesan.chat_id, gambar, message_thread_id=topik_dari(pesan), api_kwargs=dict(isi))


async def balas_berkas(pesan: Message, berkas: Path, isi: Mapping[str, Any]) -> None:
    """Send a file with `isi` as its caption to the chat of `pesan`, in its topic."""
    lain = {k: v for k, v in isi.items() if k not in ("text", "link_preview_options")}
    await pesan.get_bot().send_document(
        pesan.chat_id, berkas, isi["text"], message_thread_id=topik_dari(pesan), api_kwargs=lain
    )


def topik_dari(pesan: Message) -> int | None:
    """The topic in which something was written, in a group that has them."""
    return pesan.message_thread_id if pesan.is_topic_message else None
