"""A person with a phone, for stories: does what people do and sees what they see."""

import re
from collections.abc import Generator, Sequence
from typing import Generic, TypeVar
from urllib.parse import parse_qs, urlsplit

from bot.simulasi import perbuatan
from bot.simulasi.dunia import Dunia
from bot.simulasi.metode.atur import menu_perintah
from bot.simulasi.model import Json, Obrolan, Panggilan, Pengguna, Pesan

T = TypeVar("T")


class Aksi(Generic[T]):
    """Something that a person has just done. ``await`` it to wait until the bot has finished with it.

    `hasil`: the message sent, or the press.
    """

    def __init__(self, dunia: Dunia, hasil: T) -> None:
        self.hasil = hasil
        self._dunia = dunia

    def __await__(self) -> Generator[object, None, T]:
        yield from self._dunia.tenang().__await__()
        return self.hasil


class Orang:
    """One person of `dunia`. Every act happens at once; ``await orang.tulis(…)`` also waits for the bot.

    `chat` is the id of a group; without it, the private chat with the bot.
    """

    def __init__(self, dunia: Dunia, id: int) -> None:
        self.dunia = dunia
        self.pengguna: Pengguna = dunia.orang[id]
        self.panggilan: list[Panggilan] = []

    def __repr__(self) -> str:
        return f"<Orang {self.id} {self.pengguna.nama}>"

    @property
    def id(self) -> int:
        return self.pengguna.id

    # -- acts ------------------------------------------------------------------------------------------------------

    def mulai(self, payload: str = "") -> Aksi[Pesan]:
        """Press START, with the payload of an invitation link if any."""
        return Aksi(self.dunia, perbuatan.mulai(self.dunia, self.pengguna, payload))

    def tulis(
        self,
        teks: str,
        balas_ke: Pesan | None = None,
        chat: int | None = None,
        *,
        topik: int | None = None,
        langsung: bool = False,
    ) -> Aksi[Pesan]:
        """Write. As in the app, an open ForceReply is answered as a reply, unless ``langsung=True``."""
        if balas_ke is None and not langsung:
            balas_ke = self._paksaan(chat)
        pesan = perbuatan.tulis(self.dunia, self.pengguna, teks, obrolan=chat, balas_ke=balas_ke, topik=topik)
        return Aksi(self.dunia, pesan)

    def balas(self, teks: str, pesan: Pesan | None = None, chat: int | None = None) -> Aksi[Pesan]:
        """Reply to `pesan`, by default to the bot's newest message."""
        return self.tulis(teks, pesan or self.terakhir(chat), chat)

    def kirim_berkas(
        self, isi: bytes, nama: str, caption: str = "", *, balas_ke: Pesan | None = None, chat: int | None = None
    ) -> Aksi[Pesan]:
        pesan = perbuatan.kirim_berkas(
            self.dunia, self.pengguna, isi, nama, keterangan=caption, obrolan=chat, balas_ke=balas_ke
        )
        return Aksi(self.dunia, pesan)

    def kirim_foto(
        self, isi: bytes, caption: str = "", *, balas_ke: Pesan | None = None, chat: int | None = None
    ) -> Aksi[Pesan]:
        pesan = perbuatan.kirim_berkas(
            self.dunia,
            self.pengguna,
            isi,
            "foto.jpg",
            keterangan=caption,
            foto=True,
            obrolan=chat,
            balas_ke=balas_ke,
        )
        return Aksi(self.dunia, pesan)

    def kirim_album(self, gambar: Sequence[bytes], caption: str = "", *, pada: int = 0) -> Aksi[Pesan]:
        """Photos as one album, at once; the caption stands below the piece `pada`. ``hasil``: the last piece."""
        kelompok = {"media_group_id": str(self.dunia.nomor_baru() + 13_000_000_000_000_000)}
        pesan = [
            perbuatan.kirim_berkas(
                self.dunia,
                self.pengguna,
                isi,
                "foto.jpg",
                keterangan=caption if ke == pada else "",
                foto=True,
                tambahan=kelompok,
            )
            for ke, isi in enumerate(gambar)
        ]
        return Aksi(self.dunia, pesan[-1])

    def kirim_lain(self, isi: Json, *, chat: int | None = None) -> Aksi[Pesan]:
        """Anything else: `isi` holds fields of Telegram's Message, e.g. ``{"sticker": {…}}``."""
        return Aksi(self.dunia, perbuatan.kirim(self.dunia, self.pengguna, isi, obrolan=chat))

    def teruskan(self, pesan: Pesan, *, chat: int | None = None) -> Aksi[Pesan]:
        """Forward somebody's message."""
        buang = ("reply_markup", "media_group_id", "message_thread_id", "is_topic_message")
        isi = {k: v for k, v in pesan.isi.items() if k not in buang}
        if pesan.dari is not None:
            isi["forward_origin"] = {"type": "user", "date": pesan.tanggal, "sender_user": pesan.dari.json()}
        kiriman = perbuatan.kirim(self.dunia, self.pengguna, isi, obrolan=chat, berkas=pesan.berkas)
        return Aksi(self.dunia, kiriman)

    def sunting(self, pesan: Pesan, teks: str) -> Aksi[Pesan]:
        """Edit a message of one's own."""
        perbuatan.sunting(self.dunia, pesan, teks)
        return Aksi(self.dunia, pesan)

    def tekan(self, label: str, pesan: Pesan | None = None, chat: int | None = None) -> Aksi[Panggilan | Pesan]:
        """Press the newest visible button whose label is or begins with `label`, or whose data is `label`.

        A link button to the bot itself (``t.me/bot?start=…``) presses START. Raises LookupError that lists the
        buttons which are there.
        """
        chat_ = perbuatan.buka_obrolan(self.dunia, self.pengguna, chat)
        ketemu = _cari_tombol(label, [pesan] if pesan else chat_.terlihat()[::-1])
        if ketemu is None:
            ada = ", ".join(repr(n) for p in ([pesan] if pesan else chat_.terlihat()) for n in p.label_tombol)
            raise LookupError(f"{self.pengguna.nama} tidak melihat tombol {label!r}. Yang ada: {ada or 'tidak ada'}.")
        milik, tombol = ketemu
        if "url" in tombol:
            return Aksi(self.dunia, self._buka(tombol["url"]))
        return Aksi(self.dunia, self._tekan(tombol.get("callback_data", ""), milik.obrolan.id, milik.id))

    def tekan_mentah(self, data: str, pesan_id: int, chat_id: int | None = None) -> Aksi[Panggilan]:
        """A forged press: any data, on any message, also one that does not exist."""
        return Aksi(self.dunia, self._tekan(data, chat_id or self.id, pesan_id))

    def blokir(self) -> Aksi[None]:
        perbuatan.blokir(self.dunia, self.pengguna, True)
        return Aksi(self.dunia, None)

    def buka_blokir(self) -> Aksi[None]:
        perbuatan.blokir(self.dunia, self.pengguna, False)
        return Aksi(self.dunia, None)

    def _tekan(self, data: str, chat: int, nomor: int) -> Panggilan:
        panggilan = perbuatan.tekan(self.dunia, self.pengguna, data, chat, nomor)
        self.panggilan.append(panggilan)
        return panggilan

    def _buka(self, alamat: str) -> Pesan:
        bagian = urlsplit(alamat)
        if not re.fullmatch(rf"/{self.dunia.bot.username}", bagian.path, re.I):
            raise LookupError(f"Tombol membuka {alamat}, bukan obrolan dengan bot.")
        return perbuatan.mulai(self.dunia, self.pengguna, parse_qs(bagian.query).get("start", [""])[0])

    def _paksaan(self, chat: int | None) -> Pesan | None:
        terlihat = perbuatan.buka_obrolan(self.dunia, self.pengguna, chat).terlihat()
        return terlihat[-1] if terlihat and terlihat[-1].dari_bot and terlihat[-1].paksa_balas else None

    # -- sights ----------------------------------------------------------------------------------------------------

    def obrolan(self, chat: int | None = None) -> Obrolan:
        return perbuatan.buka_obrolan(self.dunia, self.pengguna, chat)

    def terakhir(self, chat: int | None = None) -> Pesan:
        """The bot's newest visible message in a chat; LookupError when there is none."""
        for pesan in reversed(self.obrolan(chat).terlihat()):
            if pesan.dari_bot:
                return pesan
        raise LookupError(f"{self.pengguna.nama} belum mendapat pesan.")

    @property
    def pesan_terakhir(self) -> Pesan:
        """The bot's newest visible message in private. ``"…" in orang.pesan_terakhir`` looks into its text."""
        return self.terakhir()

    @property
    def semua_pesan(self) -> list[Pesan]:
        """All visible messages of the private chat, oldest first."""
        return self.obrolan().terlihat()

    def cari(self, potongan: str, chat: int | None = None) -> Pesan:
        """The newest visible message whose text holds `potongan`; LookupError that quotes what is there."""
        terlihat = self.obrolan(chat).terlihat()
        for pesan in reversed(terlihat):
            if potongan in pesan:
                return pesan
        ada = "\n---\n".join(p.teks or "(berkas)" for p in terlihat[-5:])
        raise LookupError(f"{self.pengguna.nama} tidak melihat {potongan!r}. Lima pesan terakhir:\n{ada}")

    def tombol(self, chat: int | None = None) -> list[str]:
        """Labels of all buttons that can be pressed now, newest message first."""
        return [n for p in reversed(self.obrolan(chat).terlihat()) for n in p.label_tombol]

    @property
    def berkas_diterima(self) -> list[Pesan]:
        """The bot's visible messages with a file in private, oldest first; contents in `pesan.berkas.isi`."""
        return [p for p in self.semua_pesan if p.dari_bot and p.berkas is not None]

    @property
    def toast(self) -> str | None:
        """Answer to this person's last press; None when there was no press or no answer (yet)."""
        return self.panggilan[-1].toast if self.panggilan else None

    @property
    def kilasan(self) -> str:
        """What this person has read in answer to the last press; "" when nothing."""
        return self.toast or ""

    def menu(self, chat: int | None = None) -> list[str]:
        """Commands that the menu of a chat offers to this person."""
        return [p["command"] for p in menu_perintah(self.dunia, self.id, self.obrolan(chat))]


def _cari_tombol(label: str, pesan: list[Pesan]) -> tuple[Pesan, Json] | None:
    """Newest message first; within it an equal label or data wins over one that begins so."""
    for satu in pesan:
        semua = [t for baris in satu.tombol for t in baris]
        for tombol in semua:
            if label in (tombol["text"], tombol.get("callback_data")):
                return satu, tombol
        for tombol in semua:
            if tombol["text"].startswith(label):
                return satu, tombol
    return None
