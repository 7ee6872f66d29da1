"""The bot's own settings: commands by scope and language, descriptions, menu button, webhook."""

import re
from typing import Any

from bot.simulasi.dunia import Dunia
from bot.simulasi.galat import buruk
from bot.simulasi.metode.kirim import Unggahan_
from bot.simulasi.metode.tujuan import obrolan
from bot.simulasi.model import Json, Obrolan, Peristiwa


def kunci_lingkup(dunia: Dunia, lingkup: Json | None) -> str:
    """One text per command scope: ``default``, ``chat:5001``, ``chat_member:-100…:5001``, …"""
    if lingkup is None:
        return "default"
    jenis = str(lingkup["type"])
    if "chat_id" in lingkup:
        chat = obrolan(dunia, lingkup)
        if jenis != "chat" and chat.pribadi:
            raise buruk("chat_id of the scope must be a group")
        jenis += f":{chat.id}"
    if "user_id" in lingkup:
        if lingkup["user_id"] not in dunia.orang:
            raise buruk("user not found")
        jenis += f":{lingkup['user_id']}"
    return jenis


def _bahasa(a: Json) -> str:
    bahasa = str(a.get("language_code", ""))
    if bahasa and not re.fullmatch(r"[a-z]{2}", bahasa):
        raise buruk("language_code is invalid")
    return bahasa


def set_my_commands(dunia: Dunia, a: Json, u: Unggahan_) -> bool:
    if len(a["commands"]) > 100:
        raise buruk("BOT_COMMANDS_TOO_MUCH")
    for satu in a["commands"]:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", satu["command"].removeprefix("/")):
            raise buruk("BOT_COMMAND_INVALID")
        if not 1 <= len(satu["description"].strip()) <= 256:
            raise buruk("BOT_COMMAND_DESCRIPTION_INVALID")
    bersih = [{"command": s["command"].removeprefix("/"), "description": s["description"]} for s in a["commands"]]
    dunia.perintah[kunci_lingkup(dunia, a.get("scope")), _bahasa(a)] = bersih
    dunia.umumkan(Peristiwa("perintah"))
    return True


def delete_my_commands(dunia: Dunia, a: Json, u: Unggahan_) -> bool:
    dunia.perintah.pop((kunci_lingkup(dunia, a.get("scope")), _bahasa(a)), None)
    dunia.umumkan(Peristiwa("perintah"))
    return True


def get_my_commands(dunia: Dunia, a: Json, u: Unggahan_) -> list[Json]:
    return dunia.perintah.get((kunci_lingkup(dunia, a.get("scope")), _bahasa(a)), [])


def menu_perintah(dunia: Dunia, orang: int, chat: Obrolan) -> list[Json]:
    """The commands that this person sees in this chat, by Telegram's order of precedence."""
    if chat.pribadi:
        urutan = [f"chat:{chat.id}", "all_private_chats", "default"]
    else:
        admin = chat.anggota.get(orang) in ("creator", "administrator")
        urutan = [f"chat_member:{chat.id}:{orang}"]
        urutan += [f"chat_administrators:{chat.id}"] if admin else []
        urutan += [f"chat:{chat.id}"]
        urutan += ["all_chat_administrators"] if admin else []
        urutan += ["all_group_chats", "default"]
    for lingkup in urutan:
        for bahasa in ("id", ""):
            if dunia.perintah.get((lingkup, bahasa)):
                return dunia.perintah[lingkup, bahasa]
    return []


def _uraian(kunci: str, medan: str, batas: int) -> Any:
    def simpan(dunia: Dunia, a: Json, u: Unggahan_) -> bool:
        if len(a.get(medan, "")) > batas:
            raise buruk(f"{medan} is too long")
        dunia.uraian[kunci + ":" + _bahasa(a)] = a.get(medan, "")
        dunia.umumkan(Peristiwa("perintah"))
        return True

    return simpan


set_my_description = _uraian("description", "description", 512)
set_my_short_description = _uraian("short_description", "short_description", 120)
set_my_name = _uraian("name", "name", 64)


def set_chat_menu_button(dunia: Dunia, a: Json, u: Unggahan_) -> bool:
    if "chat_id" in a and not obrolan(dunia, a).pribadi:
        raise buruk("chat not found")
    dunia.tombol_menu[a.get("chat_id", 0)] = a.get("menu_button", {"type": "default"})
    dunia.umumkan(Peristiwa("perintah"))
    return True


def set_webhook(dunia: Dunia, a: Json, u: Unggahan_) -> bool:
    alamat = a.get("url", "")
    if alamat and not re.match(r"https://|http://(127\.0\.0\.1|localhost)[:/]", alamat):
        raise buruk("bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", a.get("secret_token", "")):
        raise buruk("secret token contains unallowed characters")
    if a.get("drop_pending_updates"):
        dunia.antrean.clear()
    if a.get("allowed_updates") is not None:
        dunia.jenis_diminta = frozenset(a["allowed_updates"]) or None
    dunia.webhook = {"url": alamat, "rahasia": a.get("secret_token", "")} if alamat else {}
    dunia.bangunkan()
    return True


def delete_webhook(dunia: Dunia, a: Json, u: Unggahan_) -> bool:
    dunia.webhook = {}
    if a.get("drop_pending_updates"):
        dunia.antrean.clear()
    return True


def get_webhook_info(dunia: Dunia, a: Json, u: Unggahan_) -> Json:
    isi = {
        "url": dunia.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(dunia.antrean),
    }
    return isi | {k: dunia.webhook[k] for k in ("last_error_date", "last_error_message") if k in dunia.webhook}


def keluar(dunia: Dunia, a: Json, u: Unggahan_) -> bool:
    """`close` and `logOut`: nothing to let go of here."""
    return True
