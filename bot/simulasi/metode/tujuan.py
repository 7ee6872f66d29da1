"""Where a call goes: the chat, the topic, the message, and whether the bot may."""

from datetime import timedelta

from bot.simulasi.dunia import Dunia
from bot.simulasi.galat import GalatApi, buruk, terlalu_sering, terlarang
from bot.simulasi.model import Json, Obrolan, Pesan

BATAS_HAPUS = timedelta(hours=48)


def obrolan(dunia: Dunia, a: Json) -> Obrolan:
    """The chat that `chat_id` names, readable by the bot; GalatApi otherwise."""
    tujuan = a.get("chat_id")
    if tujuan is None:
        raise buruk("chat_id is empty")
    chat = dunia.obrolan.get(tujuan) if isinstance(tujuan, int) else None
    if chat is None or (chat.pribadi and dunia.dikenal(chat.id) is None):
        raise buruk("chat not found")
    if not chat.pribadi:
        if chat.pindah_ke is not None:
            raise GalatApi(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.pindah_ke},
            )
        if chat.status_bot == "kicked":
            raise terlarang(f"bot was kicked from the {chat.jenis} chat")
        if chat.status_bot == "left":
            raise terlarang(f"bot is not a member of the {chat.jenis} chat")
    return chat


def boleh_tulis(dunia: Dunia, a: Json, hal: str = "text messages") -> Obrolan:
    """The chat, if a message may be sent there now, its topic included."""
    chat = obrolan(dunia, a)
    orang = chat.pengguna
    if orang is not None:
        if orang.nonaktif:
            raise terlarang("user is deactivated")
        if orang.blokir:
            raise terlarang("bot was blocked by the user")
        if not orang.mulai:
            raise terlarang("bot can't initiate conversation with a user")
    elif chat.bisu and chat.status_bot != "administrator":
        raise buruk(f"not enough rights to send {hal} to the chat")
    topik = a.get("message_thread_id")
    if topik is not None:
        if topik not in chat.topik:
            raise buruk("message thread not found")
        if chat.topik[topik].ditutup and chat.status_bot != "administrator":
            raise buruk("TOPIC_CLOSED")
    return chat


def jaga_laju(dunia: Dunia, chat: Obrolan, jumlah: int = 1) -> None:
    """Count `jumlah` messages against the pace of `chat`; 429 when there are too many."""
    for _ in range(jumlah):
        tunggu = dunia.laju.tunggu(chat.id)
        if tunggu:
            raise terlalu_sering(tunggu)


def balasan(chat: Obrolan, a: Json) -> Pesan | None:
    """The message that `reply_parameters` points at."""
    rujukan = a.get("reply_parameters")
    if rujukan is None:
        return None
    if rujukan.get("chat_id", chat.id) != chat.id:
        raise buruk("reply_parameters.chat_id tidak ditiru simulator")
    pesan = chat.pesan.get(rujukan["message_id"])
    if pesan is None or pesan.dihapus:
        if rujukan.get("allow_sending_without_reply"):
            return None
        raise buruk("message to be replied not found")
    if rujukan.get("quote") and rujukan["quote"] not in pesan.teks:
        raise buruk("QUOTE_TEXT_INVALID")
    return pesan


def pesan_di(chat: Obrolan, a: Json, sebutan: str) -> Pesan:
    """The message `message_id` of `chat`; "`sebutan` not found" otherwise."""
    pesan = chat.pesan.get(a.get("message_id", 0))
    if pesan is None or pesan.dihapus:
        raise buruk(f"{sebutan} not found")
    return pesan


def pesan_bot(dunia: Dunia, a: Json) -> Pesan:
    """A message of the bot's own that may be edited now."""
    if a.get("chat_id") is None or a.get("message_id") is None:
        raise buruk("message identifier is not specified")
    chat = obrolan(dunia, a)
    pesan = pesan_di(chat, a, "message to edit")
    papan = pesan.isi.get("reply_markup")
    if not pesan.dari_bot or (papan is not None and "inline_keyboard" not in papan):
        raise buruk("message can't be edited")
    if chat.pengguna is not None and chat.pengguna.blokir:
        raise terlarang("bot was blocked by the user")
    return pesan


def boleh_hapus(dunia: Dunia, pesan: Pesan) -> bool:
    """Within 48 hours its own messages and everything in private; in a group an administrator may always."""
    if not pesan.obrolan.pribadi and pesan.obrolan.status_bot == "administrator":
        return True
    muda = dunia.kini() - pesan.tanggal <= BATAS_HAPUS.total_seconds()
    return muda and (pesan.dari_bot or pesan.obrolan.pribadi)
