"""What people do in Telegram: press START, write, send files, press buttons, block; and what befalls a group."""

import re
from collections.abc import Sequence
from typing import Any

from bot.simulasi import entitas
from bot.simulasi.dunia import Dunia
from bot.simulasi.metode.tanya import status_bot
from bot.simulasi.model import Berkas, Json, Kantor, Obrolan, Panggilan, Pengguna, Peristiwa, Pesan

ANONIM = Pengguna(1087968824, "Group", username="GroupAnonymousBot", bot=True)
MAKS_TEKS = 4096
BARU = "baru-"  # how the codes of offices begin that were made on the page
PEGAWAI = (
    "Rahmat Hidayat",
    "Sulastri Wulandari",
    "Bambang Irawan",
    "Nurhayati Lubis",
    "Yusuf Maulana",
    "Dewi Anggraini",
    "Agus Setiawan",
)


class TidakBisa(Exception):
    """Telegram's app would not let a person do that; the text says why, in Indonesian."""


def buka_obrolan(dunia: Dunia, orang: Pengguna, obrolan: int | None) -> Obrolan:
    """The private chat (None) or the group that the person is in; TidakBisa otherwise."""
    if obrolan is None or obrolan == orang.id:
        return dunia.obrolan[orang.id]
    chat = dunia.obrolan.get(obrolan)
    if chat is None or chat.anggota.get(orang.id, "left") in ("left", "kicked"):
        raise TidakBisa(f"{orang.nama} bukan anggota obrolan {obrolan}.")
    return chat


def mulai(dunia: Dunia, orang: Pengguna, muatan: str = "") -> Pesan:
    """Press START (also to come back after blocking), with the payload of a link if any."""
    if orang.blokir:
        blokir(dunia, orang, False)
    orang.mulai = orang.pernah_chat = True
    dunia.umumkan(Peristiwa("orang", orang.id, orang=orang.id))
    return tulis(dunia, orang, f"/start {muatan}".strip())


def blokir(dunia: Dunia, orang: Pengguna, ya: bool = True) -> None:
    """Block the bot, or unblock it; the bot gets `my_chat_member`."""
    if orang.blokir == ya:
        return
    orang.blokir = ya
    dunia.umumkan(Peristiwa("orang", orang.id, orang=orang.id))
    lama, baru = ("member", "kicked") if ya else ("kicked", "member")
    if orang.mulai:
        _keanggotaan_bot(dunia, dunia.obrolan[orang.id], orang, lama, baru)


def tulis(
    dunia: Dunia,
    orang: Pengguna,
    teks: str,
    *,
    obrolan: int | None = None,
    balas_ke: Pesan | None = None,
    topik: int | None = None,
    tambahan: Json | None = None,
) -> Pesan:
    """Send a text; longer than 4096 it goes out in pieces, as apps do. Returns the last piece."""
    if not teks.strip():
        raise TidakBisa("Telegram tidak mengirim pesan kosong.")
    while True:
        potongan, teks = teks[:MAKS_TEKS], teks[MAKS_TEKS:]
        bersih, daftar = entitas.rapikan(potongan, [])
        isi: Json = {"text": bersih}
        if daftar:
            isi["entities"] = daftar
        pesan = kirim(dunia, orang, isi | (tambahan or {}), obrolan=obrolan, balas_ke=balas_ke, topik=topik)
        if not teks.strip():
            return pesan


def kirim_berkas(
    dunia: Dunia,
    orang: Pengguna,
    isi: bytes,
    nama: str,
    *,
    keterangan: str = "",
    foto: bool = False,
    obrolan: int | None = None,
    balas_ke: Pesan | None = None,
    topik: int | None = None,
    tambahan: Json | None = None,
) -> Pesan:
    """Send a document, or a picture as a photo."""
    berkas = dunia.simpan_berkas(isi, nama, "photo" if foto else "document")
    medan: Json
    if foto:
        if not berkas.lebar:
            raise TidakBisa(f"{nama} bukan gambar; kirim sebagai berkas.")
        medan = {"photo": [berkas.json() | {"width": berkas.lebar, "height": berkas.tinggi}]}
    else:
        medan = {"document": {"file_name": nama, "mime_type": berkas.mime} | berkas.json()}
    if keterangan:
        teks, daftar = entitas.rapikan(keterangan, [])
        medan |= {"caption": teks} | ({"caption_entities": daftar} if daftar else {})
    return kirim(dunia, orang, medan | (tambahan or {}), obrolan=obrolan, balas_ke=balas_ke, topik=topik, berkas=berkas)


def kirim(
    dunia: Dunia,
    orang: Pengguna,
    isi: Json,
    *,
    obrolan: int | None = None,
    balas_ke: Pesan | None = None,
    topik: int | None = None,
    berkas: Berkas | None = None,
) -> Pesan:
    """Send a message with any content (`isi`: fields of Telegram's Message)."""
    chat = buka_obrolan(dunia, orang, obrolan)
    if chat.pribadi and not orang.mulai:
        raise TidakBisa(f"{orang.nama} belum menekan START.")
    if chat.pribadi and orang.blokir:
        raise TidakBisa(f"{orang.nama} memblokir bot; buka blokir dulu.")
    if topik is not None:
        if topik not in chat.topik:
            raise TidakBisa(f"Topik {topik} tidak ada di {chat.judul}.")
        isi = isi | {"message_thread_id": topik, "is_topic_message": True}
    pesan = dunia.pesan_baru(chat, orang, isi, balas_ke=balas_ke, berkas=berkas)
    if chat.pribadi or _sampai_ke_bot(dunia, chat, pesan):
        dunia.perbarui("message", pesan.json())
    return pesan


def _sampai_ke_bot(dunia: Dunia, chat: Obrolan, pesan: Pesan) -> bool:
    """Privacy mode: a bot that is no administrator only gets commands and replies to itself."""
    if chat.status_bot in ("left", "kicked"):
        return False
    if chat.status_bot == "administrator":
        return True
    if pesan.balas_ke is not None and pesan.balas_ke.dari_bot:
        return True
    perintah = re.match(r"/\w+(?:@(\w+))?", pesan.teks)
    if perintah:
        return perintah[1] is None or perintah[1].lower() == dunia.bot.username.lower()
    return f"@{dunia.bot.username}".lower() in pesan.teks.lower()


def sunting(dunia: Dunia, pesan: Pesan, teks: str) -> None:
    """A person edits a message of their own."""
    medan = "text" if "text" in pesan.isi else "caption"
    bersih, daftar = entitas.rapikan(teks, [])
    isi = {k: v for k, v in pesan.isi.items() if k not in (medan, "entities", "caption_entities")} | {medan: bersih}
    if daftar:
        isi["entities" if medan == "text" else "caption_entities"] = daftar
    dunia.sunting(pesan, isi)
    if pesan.obrolan.pribadi or _sampai_ke_bot(dunia, pesan.obrolan, pesan):
        dunia.perbarui("edited_message", pesan.json())


def tekan(dunia: Dunia, orang: Pengguna, data: str, obrolan: int, nomor: int) -> Panggilan:
    """A callback press as a (perhaps modified) app sends it: any data, any message, existing or not."""
    nomor_panggilan = str(4_000_000_000_000_000_000 + dunia.nomor_baru())
    chat = dunia.obrolan.get(obrolan)
    pesan = chat.pesan.get(nomor) if chat else None
    panggilan = Panggilan(nomor_panggilan, orang, data, pesan, dunia.jam.sekarang())
    dunia.panggilan[nomor_panggilan] = panggilan
    isi: Json = {
        "id": nomor_panggilan,
        "from": orang.json(),
        "chat_instance": str(abs(obrolan) * 7919),
        "data": data,
    }
    if chat is not None:
        ada = pesan is not None and not pesan.dihapus
        isi["message"] = pesan.json() if ada and pesan else {"chat": chat.json(), "message_id": nomor, "date": 0}
    dunia.umumkan(Peristiwa("tekan", obrolan, pesan, panggilan, orang.id))
    dunia.perbarui("callback_query", isi)
    return panggilan


# -- groups ----------------------------------------------------------------------------------------------------------


def _keanggotaan_bot(dunia: Dunia, chat: Obrolan, oleh: Pengguna, lama: str, baru: str) -> None:
    chat_lama, chat_baru = status_bot(dunia, chat, lama), status_bot(dunia, chat, baru)
    isi = {
        "chat": chat.json(),
        "from": oleh.json(),
        "date": dunia.kini(),
        "old_chat_member": chat_lama,
        "new_chat_member": chat_baru,
    }
    dunia.perbarui("my_chat_member", isi)


def ubah_status_bot(dunia: Dunia, grup: int, oleh: Pengguna, status: str) -> None:
    """member, administrator, left or kicked, decided by `oleh`; the bot gets `my_chat_member`."""
    chat = dunia.grup(grup)
    lama, chat.status_bot = chat.status_bot, status
    dunia.umumkan(Peristiwa("grup", grup))
    _keanggotaan_bot(dunia, chat, oleh, lama, status)


def kantor_baru(dunia: Dunia, pendiri: Pengguna) -> Kantor:
    """An office from nothing: a group of people who have never met the bot, to which `pendiri` adds it."""
    ke = sum(1 for kode in dunia.kantor if kode.startswith(BARU)) + 1
    nama, grup = f"Dinas Contoh {ke}", -1_009_000_000_000 - ke
    kantor = dunia.tambah_kantor(f"{BARU}{ke}", nama, grup=grup)
    pegawai = [
        dunia.tambah_orang(90_000 + 100 * ke + n, satu, jabatan="Pegawai", kantor=kantor.kode)
        for n, satu in enumerate(PEGAWAI)
    ]
    dunia.tambah_grup(grup, nama, [pendiri.id, *(satu.id for satu in pegawai)]).status_bot = "left"
    ubah_status_bot(dunia, grup, pendiri, "member")
    return kantor


def jadikan_supergrup(dunia: Dunia, grup: int, baru: int, oleh: Pengguna, *, diam: bool = False) -> Obrolan:
    """The group becomes a supergroup with id `baru`. ``diam``: the bot only learns of it from an error."""
    lama = dunia.grup(grup)
    anggota = dict(lama.anggota)
    pengganti = dunia.tambah_grup(baru, lama.judul, anggota, bot_admin=lama.status_bot == "administrator")
    pengganti.anggota = anggota
    lama.pindah_ke = baru
    dunia.umumkan(Peristiwa("grup", baru))
    if not diam:
        dari = dunia.pesan_baru(lama, oleh, {"migrate_to_chat_id": baru})
        ke = dunia.pesan_baru(pengganti, oleh, {"migrate_from_chat_id": grup})
        dunia.perbarui("message", dari.json())
        dunia.perbarui("message", ke.json())
    return pengganti


def tulis_anonim(dunia: Dunia, grup: int, teks: str) -> Pesan:
    """A message of an anonymous administrator: `from` is GroupAnonymousBot, `sender_chat` the group."""
    chat = dunia.grup(grup)
    bersih, daftar = entitas.rapikan(teks, [])
    isi: Json = {"text": bersih, "sender_chat": chat.json()} | ({"entities": daftar} if daftar else {})
    pesan = dunia.pesan_baru(chat, ANONIM, isi)
    dunia.perbarui("message", pesan.json())
    return pesan


def ubah_anggota(dunia: Dunia, grup: int, orang: Sequence[int], *, masuk: bool) -> Pesan:
    """People join or leave a group; the bot gets the service message."""
    chat = dunia.grup(grup)
    if masuk:
        chat.anggota |= dict.fromkeys(orang, "member")
        isi: dict[str, Any] = {"new_chat_members": [dunia.orang[n].json() for n in orang]}
    else:
        chat.anggota |= dict.fromkeys(orang, "left")
        isi = {"left_chat_member": dunia.orang[orang[0]].json()}
    pesan = dunia.pesan_baru(chat, dunia.orang[orang[0]], isi)
    dunia.perbarui("message", pesan.json())
    return pesan
