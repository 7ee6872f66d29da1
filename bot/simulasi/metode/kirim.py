"""send…: text, documents, photos, albums."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.simulasi import entitas
from bot.simulasi.dunia import Dunia
from bot.simulasi.galat import buruk
from bot.simulasi.metode.tujuan import balasan, boleh_tulis, jaga_laju
from bot.simulasi.model import Berkas, Json, Obrolan, Peristiwa, Pesan
from bot.simulasi.papan import periksa_papan

MAKS_TEKS, MAKS_KETERANGAN = 4096, 1024
MAKS_KIRIM = 50 * 1024 * 1024
MAKS_FOTO = 10 * 1024 * 1024


@dataclass(frozen=True)
class Unggahan:
    """One file part of a multipart form."""

    nama: str
    isi: bytes
    mime: str


Unggahan_ = Mapping[str, Unggahan]
"""The file parts of a call, by name."""

AKSI_OBROLAN = frozenset(
    {"typing", "choose_sticker", "find_location"}
    | {f"upload_{apa}" for apa in ("photo", "video", "voice", "audio", "document", "video_note")}
    | {f"record_{apa}" for apa in ("video", "voice", "audio", "video_note")}
)


def isi_teks(dunia: Dunia, a: Json) -> Json:
    """`text` and `entities` of a message, checked."""
    if not a.get("text"):
        raise buruk("message text is empty")
    teks, daftar = entitas.format(a["text"], a.get("parse_mode"), a.get("entities"), dunia.dikenal)
    if not teks:
        raise buruk("text must be non-empty")
    if entitas.panjang(teks) > MAKS_TEKS:
        raise buruk("message is too long")
    isi: Json = {"text": teks}
    if daftar:
        isi["entities"] = daftar
    if a.get("link_preview_options"):
        isi["link_preview_options"] = a["link_preview_options"]
    return isi


def isi_keterangan(dunia: Dunia, a: Json) -> Json:
    """`caption` and `caption_entities`, checked; empty without caption."""
    if not a.get("caption"):
        return {}
    teks, daftar = entitas.format(a["caption"], a.get("parse_mode"), a.get("caption_entities"), dunia.dikenal)
    if entitas.panjang(teks) > MAKS_KETERANGAN:
        raise buruk("message caption is too long")
    isi: Json = {"caption": teks} if teks else {}
    if daftar:
        isi["caption_entities"] = daftar
    if a.get("show_caption_above_media"):
        isi["show_caption_above_media"] = True
    return isi


def ambil_berkas(dunia: Dunia, nilai: Any, u: Unggahan_, jenis: str, medan: str) -> Berkas:
    """The file that a field carries: a part of the form, ``attach://part``, or a known file_id."""
    nama = medan if nilai is None else nilai
    if isinstance(nama, str) and nama.startswith("attach://"):
        nama = nama.removeprefix("attach://")
        if nama not in u:
            raise buruk(f"there is no {jenis} in the request")
    if nama in u:
        unggahan = u[nama]
        if not unggahan.isi:
            raise buruk("file must be non-empty")
        berkas = dunia.simpan_berkas(unggahan.isi, unggahan.nama or jenis, jenis)
    elif isinstance(nama, str) and nama.startswith(("http://", "https://")):
        raise buruk("pengiriman berkas lewat alamat HTTP tidak ditiru simulator")
    elif nama in dunia.berkas:
        berkas = dunia.berkas[nama]
        if jenis == "photo" and not berkas.jalur.startswith("photos/"):
            raise buruk("can't use file of type Document as Photo")
        if jenis == "document" and berkas.jalur.startswith("photos/"):
            raise buruk("can't use file of type Photo as Document")
    else:
        raise buruk("wrong remote file identifier specified: Wrong string length")
    if jenis == "photo":
        _periksa_foto(berkas)
    return berkas


def _periksa_foto(berkas: Berkas) -> None:
    if len(berkas.isi) > MAKS_FOTO:
        raise buruk(
            f"file of size {len(berkas.isi)} bytes is too big for a photo; the maximum size is {MAKS_FOTO} bytes"
        )
    if not berkas.lebar or not berkas.tinggi:
        raise buruk("IMAGE_PROCESS_FAILED")
    panjang, pendek = max(berkas.lebar, berkas.tinggi), min(berkas.lebar, berkas.tinggi)
    if berkas.lebar + berkas.tinggi > 10_000 or panjang > 20 * pendek:
        raise buruk("PHOTO_INVALID_DIMENSIONS")


def isi_berkas(berkas: Berkas, jenis: str) -> Json:
    """The field `document` or `photo` of a message."""
    if jenis == "document":
        return {"document": {"file_name": berkas.nama, "mime_type": berkas.mime} | berkas.json()}
    besar = berkas.json() | {"width": berkas.lebar, "height": berkas.tinggi}
    kali = min(1.0, 320 / max(berkas.lebar, berkas.tinggi))
    kecil = besar | {"width": max(1, int(berkas.lebar * kali)), "height": max(1, int(berkas.tinggi * kali))}
    return {"photo": [besar] if kali == 1.0 else [kecil, besar]}


def terbitkan(dunia: Dunia, chat: Obrolan, a: Json, isi: Json, berkas: Berkas | None = None) -> Pesan:
    """Put a checked message of the bot into the chat."""
    balas = balasan(chat, a)
    if a.get("reply_markup"):
        papan = periksa_papan(a["reply_markup"])
        if papan.get("inline_keyboard") != []:
            isi["reply_markup"] = papan
    if a.get("message_thread_id") is not None:
        isi |= {"message_thread_id": a["message_thread_id"], "is_topic_message": True}
    if a.get("protect_content"):
        isi["has_protected_content"] = True
    jaga_laju(dunia, chat)
    return dunia.pesan_baru(chat, dunia.bot, isi, balas_ke=balas, berkas=berkas)


def send_message(dunia: Dunia, a: Json, u: Unggahan_) -> Json:
    isi = isi_teks(dunia, a)
    return terbitkan(dunia, boleh_tulis(dunia, a), a, isi).json()


def send_document(dunia: Dunia, a: Json, u: Unggahan_) -> Json:
    chat = boleh_tulis(dunia, a, "documents")
    isi = isi_keterangan(dunia, a)
    berkas = ambil_berkas(dunia, a["document"], u, "document", "document")
    return terbitkan(dunia, chat, a, isi_berkas(berkas, "document") | isi, berkas).json()


def send_photo(dunia: Dunia, a: Json, u: Unggahan_) -> Json:
    chat = boleh_tulis(dunia, a, "photos")
    isi = isi_keterangan(dunia, a)
    berkas = ambil_berkas(dunia, a["photo"], u, "photo", "photo")
    if a.get("has_spoiler"):
        isi["has_media_spoiler"] = True
    return terbitkan(dunia, chat, a, isi_berkas(berkas, "photo") | isi, berkas).json()


def send_media_group(dunia: Dunia, a: Json, u: Unggahan_) -> list[Json]:
    chat = boleh_tulis(dunia, a, "documents")
    media = a["media"]
    if not 2 <= len(media) <= 10:
        raise buruk("wrong number of items in album: albums can include from 2 to 10 items")
    if len({m["type"] for m in media}) > 1:
        raise buruk("document can't be mixed with other media types")
    balas = balasan(chat, a)
    siap = []
    for satu in media:
        isi = isi_keterangan(dunia, satu)
        berkas = ambil_berkas(dunia, satu["media"], u, satu["type"], "media")
        siap.append((isi_berkas(berkas, satu["type"]) | isi, berkas))
    jaga_laju(dunia, chat, len(siap))
    kelompok = str(dunia.nomor_baru() + 13_000_000_000_000_000)
    hasil = []
    for isi, berkas in siap:
        isi["media_group_id"] = kelompok
        if a.get("message_thread_id") is not None:
            isi |= {"message_thread_id": a["message_thread_id"], "is_topic_message": True}
        hasil.append(dunia.pesan_baru(chat, dunia.bot, isi, balas_ke=balas, berkas=berkas).json())
    return hasil


def send_chat_action(dunia: Dunia, a: Json, u: Unggahan_) -> bool:
    if a["action"] not in AKSI_OBROLAN:
        raise buruk("wrong parameter action in request")
    dunia.umumkan(Peristiwa("ketik", boleh_tulis(dunia, a).id))
    return True
