"""get…: the bot itself, chats, members, files."""

from bot.simulasi.dunia import Dunia
from bot.simulasi.galat import buruk
from bot.simulasi.metode.kirim import Unggahan_
from bot.simulasi.metode.tujuan import obrolan
from bot.simulasi.model import Json, Obrolan, Pengguna, Peristiwa

MAKS_AMBIL = 20 * 1024 * 1024
HAK_ADMIN = tuple(
    f"can_{hak}"
    for hak in (
        *("manage_chat", "delete_messages", "manage_video_chats", "restrict_members", "promote_members"),
        *("change_info", "invite_users", "post_stories", "edit_stories", "delete_stories"),
        *("pin_messages", "manage_topics"),
    )
)


def get_me(dunia: Dunia, a: Json, u: Unggahan_) -> Json:
    return dunia.bot.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_file(dunia: Dunia, a: Json, u: Unggahan_) -> Json:
    berkas = dunia.berkas.get(a["file_id"])
    if berkas is None:
        raise buruk("wrong file_id or the file is temporarily unavailable")
    if len(berkas.isi) > MAKS_AMBIL:
        raise buruk("file is too big")
    return berkas.json() | {"file_path": berkas.jalur}


def get_chat(dunia: Dunia, a: Json, u: Unggahan_) -> Json:
    chat = obrolan(dunia, a)
    isi = chat.json() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    tersemat = [chat.pesan[n] for n in chat.sematan if not chat.pesan[n].dihapus]
    if tersemat:
        isi["pinned_message"] = tersemat[-1].json(dengan_balasan=False)
    if not chat.pribadi:
        isi["permissions"] = {"can_send_messages": not chat.bisu}
    return isi


def _anggota(chat: Obrolan, siapa: Pengguna, status: str) -> Json:
    isi: Json = {"user": siapa.json(), "status": status}
    if status in ("creator", "administrator"):
        isi["is_anonymous"] = False
    if status == "administrator":
        isi |= {"can_be_edited": False} | dict.fromkeys(HAK_ADMIN, False)
        isi |= dict.fromkeys(("can_manage_chat", "can_delete_messages", "can_invite_users", "can_pin_messages"), True)
    if status == "kicked":
        isi["until_date"] = 0
    return isi


def status_bot(dunia: Dunia, chat: Obrolan, status: str | None = None) -> Json:
    """The bot's own ChatMember in `chat`, now or with another status."""
    return _anggota(chat, dunia.bot, status or chat.status_bot)


def get_chat_member(dunia: Dunia, a: Json, u: Unggahan_) -> Json:
    chat = obrolan(dunia, a)
    if a["user_id"] == dunia.bot.id:
        return status_bot(dunia, chat, "member" if chat.pribadi else None)
    siapa = dunia.orang.get(a["user_id"])
    if siapa is None:
        raise buruk("PARTICIPANT_ID_INVALID" if not chat.pribadi else "user not found")
    if chat.pribadi:
        if siapa.id != chat.id:
            raise buruk("user not found")
        return _anggota(chat, siapa, "member")
    return _anggota(chat, siapa, chat.anggota.get(siapa.id, "left"))


def get_chat_administrators(dunia: Dunia, a: Json, u: Unggahan_) -> list[Json]:
    chat = obrolan(dunia, a)
    if chat.pribadi:
        raise buruk("there are no administrators in the private chat")
    hasil = [_anggota(chat, dunia.orang[n], s) for n, s in chat.anggota.items() if s in ("creator", "administrator")]
    if chat.status_bot == "administrator" and a.get("return_bots"):
        hasil.append(status_bot(dunia, chat))
    return hasil


def leave_chat(dunia: Dunia, a: Json, u: Unggahan_) -> bool:
    chat = obrolan(dunia, a)
    if chat.pribadi:
        raise buruk("chat member status can't be changed in private chats")
    chat.status_bot = "left"
    dunia.umumkan(Peristiwa("grup", chat.id))
    return True
