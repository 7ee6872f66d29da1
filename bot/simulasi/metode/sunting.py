"""edit…, deleteMessage, pins and the answer to a press."""

import re

from bot.simulasi.dunia import Dunia
from bot.simulasi.galat import PANGGILAN_KEDALUWARSA, TIDAK_BERUBAH, buruk
from bot.simulasi.metode.kirim import (
    Unggahan_,
    ambil_berkas,
    isi_berkas,
    isi_keterangan,
    isi_teks,
)
from bot.simulasi.metode.tujuan import boleh_hapus, jaga_laju, obrolan, pesan_bot, pesan_di
from bot.simulasi.model import Berkas, Json, Peristiwa, Pesan
from bot.simulasi.papan import periksa_papan

TEKS = ("text", "entities", "link_preview_options")
KETERANGAN = ("caption", "caption_entities", "show_caption_above_media")
MEDIA = ("document", "photo", "has_media_spoiler")


def _ganti(
    dunia: Dunia, pesan: Pesan, a: Json, buang: tuple[str, ...], baru: Json, berkas: Berkas | None = None
) -> Json:
    """Replace the fields `buang` by `baru`, and the keyboard by the one of the call (none: it disappears)."""
    isi = {k: v for k, v in pesan.isi.items() if k not in buang and k != "reply_markup"} | baru
    if a.get("reply_markup"):
        papan = periksa_papan(a["reply_markup"], hanya_inline=True)
        if papan["inline_keyboard"]:
            isi["reply_markup"] = papan
    if isi == pesan.isi and (berkas is None or (pesan.berkas is not None and berkas.isi == pesan.berkas.isi)):
        raise buruk(TIDAK_BERUBAH)
    jaga_laju(dunia, pesan.obrolan)
    dunia.sunting(pesan, isi, berkas)
    return pesan.json()


def edit_message_text(dunia: Dunia, a: Json, u: Unggahan_) -> Json:
    baru = isi_teks(dunia, a)
    pesan = pesan_bot(dunia, a)
    if "text" not in pesan.isi:
        raise buruk("there is no text in the message to edit")
    return _ganti(dunia, pesan, a, TEKS, baru)


def edit_message_caption(dunia: Dunia, a: Json, u: Unggahan_) -> Json:
    baru = isi_keterangan(dunia, a)
    pesan = pesan_bot(dunia, a)
    if "text" in pesan.isi:
        raise buruk("there is no caption in the message to edit")
    return _ganti(dunia, pesan, a, KETERANGAN, baru)


def edit_message_reply_markup(dunia: Dunia, a: Json, u: Unggahan_) -> Json:
    return _ganti(dunia, pesan_bot(dunia, a), a, (), {})


def edit_message_media(dunia: Dunia, a: Json, u: Unggahan_) -> Json:
    pesan, media = pesan_bot(dunia, a), a["media"]
    if "media_group_id" in pesan.isi and media["type"] not in pesan.isi:
        raise buruk("can't use the media of the specified type in the album")
    keterangan = isi_keterangan(dunia, media)
    berkas = ambil_berkas(dunia, media["media"], u, media["type"], "media")
    return _ganti(dunia, pesan, a, TEKS + KETERANGAN + MEDIA, isi_berkas(berkas, media["type"]) | keterangan, berkas)


def delete_message(dunia: Dunia, a: Json, u: Unggahan_) -> bool:
    pesan = pesan_di(obrolan(dunia, a), a, "message to delete")
    if not boleh_hapus(dunia, pesan):
        raise buruk("message can't be deleted for everyone" if pesan.obrolan.pribadi else "message can't be deleted")
    dunia.hapus(pesan)
    return True


def pin_chat_message(dunia: Dunia, a: Json, u: Unggahan_) -> bool:
    chat = obrolan(dunia, a)
    pesan = pesan_di(chat, a, "message to pin")
    if chat.jenis == "supergroup" and chat.status_bot != "administrator":
        raise buruk("not enough rights to manage pinned messages in the chat")
    if pesan.id not in chat.sematan:
        chat.sematan.append(pesan.id)
        layanan = dunia.pesan_baru(chat, dunia.bot, {"pinned_message": pesan.json(dengan_balasan=False)})
        dunia.perbarui("message", layanan.json())
    return True


def unpin_chat_message(dunia: Dunia, a: Json, u: Unggahan_) -> bool:
    chat = obrolan(dunia, a)
    if chat.jenis == "supergroup" and chat.status_bot != "administrator":
        raise buruk("not enough rights to manage pinned messages in the chat")
    nomor = a.get("message_id", chat.sematan[-1] if chat.sematan else None)
    if nomor not in chat.sematan:
        raise buruk("message to unpin not found")
    chat.sematan.remove(nomor)
    dunia.umumkan(Peristiwa("sematan", chat.id))
    return True


def answer_callback_query(dunia: Dunia, a: Json, u: Unggahan_) -> bool:
    panggilan = dunia.panggilan.get(a["callback_query_id"])
    if panggilan is None or panggilan.jawaban is not None:
        raise buruk(PANGGILAN_KEDALUWARSA)
    if dunia.jam.sekarang() - panggilan.saat > dunia.batas_jawab:
        raise buruk(PANGGILAN_KEDALUWARSA)
    if len(a.get("text", "")) > 200:
        raise buruk("MESSAGE_TOO_LONG")
    alamat = a.get("url")
    if alamat and not re.match(rf"https://t\.me/{dunia.bot.username}\?start=[\w-]{{0,64}}$", alamat):
        raise buruk("URL_INVALID")
    panggilan.jawaban = {k: a[k] for k in ("text", "show_alert", "url") if k in a}
    dunia.umumkan(
        Peristiwa(
            "jawab",
            panggilan.pesan.obrolan.id if panggilan.pesan else None,
            panggilan.pesan,
            panggilan,
            panggilan.dari.id,
        )
    )
    return True
