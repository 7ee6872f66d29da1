"""Keyboards (reply_markup) after their shape was checked: what Telegram refuses about their content."""

import re
from typing import Any

from bot.simulasi.galat import buruk

AKSI = ("url", "callback_data", "switch_inline_query", "switch_inline_query_current_chat", "copy_text")
MAKS_TOMBOL = 100


def periksa_papan(markup: dict[str, Any], *, hanya_inline: bool = False) -> dict[str, Any]:
    """`markup` unchanged when Telegram would take it; GalatApi otherwise."""
    if "inline_keyboard" in markup:
        baris = [b for b in markup["inline_keyboard"] if b]
        if sum(map(len, baris)) > MAKS_TOMBOL:
            raise buruk("REPLY_MARKUP_TOO_LONG")
        for tombol in (t for b in baris for t in b):
            _periksa_tombol(tombol)
        return {"inline_keyboard": baris}
    if hanya_inline:
        raise buruk("inline keyboard expected")
    if "keyboard" in markup:
        if not any(markup["keyboard"]):
            raise buruk("reply markup is empty")
        for tombol in (t for b in markup["keyboard"] for t in b):
            if not tombol["text"].strip():
                raise buruk("keyboard button text must be non-empty")
    elif not (markup.get("force_reply") or markup.get("remove_keyboard")):
        raise buruk("object expected as reply markup")
    contoh = markup.get("input_field_placeholder")
    if contoh is not None and not 1 <= len(contoh) <= 64:
        raise buruk("input field placeholder must be 1-64 characters long")
    return markup


def _periksa_tombol(tombol: dict[str, Any]) -> None:
    if not tombol["text"].strip():
        raise buruk("can't parse inline keyboard button: button text must be non-empty")
    aksi = [a for a in AKSI if a in tombol]
    if not aksi:
        raise buruk("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(aksi) > 1:
        raise buruk(f"can't parse inline keyboard button: exactly one action is allowed, found {', '.join(aksi)}")
    if "callback_data" in tombol and not 1 <= len(tombol["callback_data"].encode()) <= 64:
        raise buruk("BUTTON_DATA_INVALID")
    if "url" in tombol and not _alamat_sah(tombol["url"]):
        raise buruk(f"inline keyboard button URL '{tombol['url']}' is invalid: Wrong HTTP URL")
    if "copy_text" in tombol and not 1 <= len(tombol["copy_text"]["text"]) <= 256:
        raise buruk("BUTTON_COPY_TEXT_INVALID")


def _alamat_sah(alamat: str) -> bool:
    if re.fullmatch(r"(?i)tg://\S+", alamat):
        return True
    rumah = re.fullmatch(r"(?i)(?:https?://)?([^/?#\s:@]+)(?::\d+)?(?:[/?#]\S*)?", alamat)
    return rumah is not None and "." in rumah[1].strip(".")
