"""Who and what is in the simulated Telegram: people, chats, messages, files, presses."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]


@dataclass
class Pengguna:
    """A person, or the bot. `mulai`: has pressed START; `blokir`: has blocked the bot."""

    id: int
    nama: str
    username: str = ""
    nama_belakang: str = ""
    jabatan: str = ""
    kantor: str = ""
    bot: bool = False
    mulai: bool = False
    blokir: bool = False
    nonaktif: bool = False
    pernah_chat: bool = False

    def json(self) -> Json:
        isi: Json = {"id": self.id, "is_bot": self.bot, "first_name": self.nama}
        if self.nama_belakang:
            isi["last_name"] = self.nama_belakang
        if self.username:
            isi["username"] = self.username
        if not self.bot:
            isi["language_code"] = "id"
        return isi


@dataclass(frozen=True)
class Kantor:
    """An office, for the page: its people name it in `Pengguna.kantor`."""

    kode: str
    nama: str
    zona: str
    grup: int | None = None


@dataclass
class Topik:
    id: int
    nama: str
    ditutup: bool = False


@dataclass
class Obrolan:
    """A private chat (id of the person), a group or a supergroup with its members' status."""

    id: int
    jenis: str
    judul: str = ""
    pengguna: Pengguna | None = None
    anggota: dict[int, str] = field(default_factory=dict)
    topik: dict[int, Topik] = field(default_factory=dict)
    forum: bool = False
    status_bot: str = "member"
    bisu: bool = False
    pindah_ke: int | None = None
    pesan: dict[int, "Pesan"] = field(default_factory=dict)
    nomor: int = 0
    sematan: list[int] = field(default_factory=list)

    @property
    def pribadi(self) -> bool:
        return self.jenis == "private"

    def json(self) -> Json:
        if self.pengguna is not None:
            orang = self.pengguna.json()
            return {"id": self.id, "type": "private"} | {
                k: orang[k] for k in ("first_name", "last_name", "username") if k in orang
            }
        isi: Json = {"id": self.id, "type": self.jenis, "title": self.judul}
        if self.forum:
            isi["is_forum"] = True
        return isi

    def terlihat(self) -> list["Pesan"]:
        """Messages that are not deleted, oldest first."""
        return [p for p in self.pesan.values() if not p.dihapus]


@dataclass
class Berkas:
    id: str
    unik: str
    nama: str
    mime: str
    isi: bytes
    jalur: str
    lebar: int = 0
    tinggi: int = 0

    def json(self) -> Json:
        return {"file_id": self.id, "file_unique_id": self.unik, "file_size": len(self.isi)}


@dataclass(repr=False)
class Pesan:
    """One message. `isi` holds Telegram's own fields (text, entities, document, reply_markup, …)."""

    id: int
    obrolan: Obrolan
    dari: Pengguna | None
    tanggal: int
    isi: Json
    balas_ke: "Pesan | None" = None
    disunting: int | None = None
    dihapus: bool = False
    riwayat: list[Json] = field(default_factory=list)
    berkas: Berkas | None = None

    @property
    def dari_bot(self) -> bool:
        return self.dari is not None and self.dari.bot

    @property
    def teks(self) -> str:
        """Text or caption, without formatting; empty when there is none."""
        return str(self.isi.get("text") or self.isi.get("caption") or "")

    @property
    def tombol(self) -> list[list[Json]]:
        """Rows of inline buttons as Telegram sends them."""
        baris: list[list[Json]] = self.isi.get("reply_markup", {}).get("inline_keyboard", [])
        return baris

    @property
    def label_tombol(self) -> list[str]:
        return [str(t["text"]) for baris in self.tombol for t in baris]

    @property
    def paksa_balas(self) -> bool:
        return bool(self.isi.get("reply_markup", {}).get("force_reply"))

    def __contains__(self, potongan: str) -> bool:
        return potongan in self.teks

    def __repr__(self) -> str:
        return f"<Pesan {self.id} {self.teks!r} {self.label_tombol}>"

    def json(self, *, dengan_balasan: bool = True) -> Json:
        """Telegram's Message. A ForceReply or reply keyboard is not part of it, as there."""
        hasil: Json = {"message_id": self.id}
        if self.dari is not None:
            hasil["from"] = self.dari.json()
        hasil["chat"] = self.obrolan.json()
        hasil["date"] = self.tanggal
        hasil.update(self.isi)
        if "reply_markup" in hasil and "inline_keyboard" not in hasil["reply_markup"]:
            del hasil["reply_markup"]
        if self.disunting is not None:
            hasil["edit_date"] = self.disunting
        if dengan_balasan and self.balas_ke is not None:
            hasil["reply_to_message"] = self.balas_ke.json(dengan_balasan=False)
        return hasil


@dataclass
class Panggilan:
    """A press of an inline button, and the bot's answer to it (the toast)."""

    id: str
    dari: Pengguna
    data: str
    pesan: Pesan | None
    saat: datetime
    jawaban: Json | None = None

    @property
    def toast(self) -> str | None:
        """Text of the answer; "" when answered without text; None when not answered (yet)."""
        return None if self.jawaban is None else str(self.jawaban.get("text", ""))


@dataclass(frozen=True)
class Pembaruan:
    """One update that waits for the bot."""

    id: int
    jenis: str
    isi: Json
    saat: datetime

    def json(self) -> Json:
        return {"update_id": self.id, self.jenis: self.isi}


@dataclass(frozen=True)
class Peristiwa:
    """Something that watchers (the page) may want to show: `jenis` is pesan, sunting, hapus, jawab, orang, jam, …"""

    jenis: str
    obrolan: int | None = None
    pesan: Pesan | None = None
    panggilan: Panggilan | None = None
    orang: int | None = None
