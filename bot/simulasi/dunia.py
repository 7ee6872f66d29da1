"""The simulated world: everything that Telegram's servers would know. In memory, on one event loop."""

import asyncio
import hashlib
import mimetypes
from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.jam import Jam
from bot.simulasi.galat import Gangguan, Rencana, gangguan_bernama
from bot.simulasi.gambar import ukuran
from bot.simulasi.jam import JamSimulasi
from bot.simulasi.laju import Laju
from bot.simulasi.model import (
    Berkas,
    Json,
    Kantor,
    Obrolan,
    Panggilan,
    Pembaruan,
    Pengguna,
    Peristiwa,
    Pesan,
    Topik,
)

UMUR_PEMBARUAN = timedelta(hours=24)
BUKAN_BAWAAN = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


def _detik() -> float:
    return asyncio.get_running_loop().time()


class Dunia:
    """People, chats, messages, files and updates of one bot.

    `jam`: the clock of the world (default: running, starts 2026-04-01 08:00 WIB). `batas_laju`: answer 429 beyond
    Telegram's pace. `batas_jawab`: how long a press can be answered. `batas_tenang`: seconds that `tenang()`
    waits unless told otherwise, `hening`: seconds of silence that it takes for calm. `sibuk`: callables that say whether
    the application still has work which Telegram cannot see (an outbox, say); `tenang()` waits for them.
    """

    def __init__(self, jam: Jam | None = None, *, batas_laju: bool = True, nama_bot: str = "Asisten Kinerja") -> None:
        self.jam: Jam = jam or JamSimulasi(datetime(2026, 4, 1, 1, 0, tzinfo=UTC))
        self.bot = Pengguna(7000000001, nama_bot, username="kinerja_simulasi_bot", bot=True)
        self.token = f"{self.bot.id}:SIMULASI-tanpa-Telegram-0000000000000"
        self.token_sah = True
        self.laju = Laju(_detik, batas_laju)
        self.batas_jawab = timedelta(seconds=30)
        self.batas_tenang = 10.0
        self.hening = 0.05
        self.sibuk: list[Callable[[], bool]] = []
        self.orang: dict[int, Pengguna] = {}
        self.kantor: dict[str, Kantor] = {}
        self.obrolan: dict[int, Obrolan] = {}
        self.berkas: dict[str, Berkas] = {}
        self.jalur_berkas: dict[str, Berkas] = {}
        self.panggilan: dict[str, Panggilan] = {}
        self.perintah: dict[tuple[str, str], list[Json]] = {}
        self.uraian: dict[str, str] = {}
        self.tombol_menu: dict[int, Json] = {}
        self.antrean: deque[Pembaruan] = deque()
        self.jenis_diminta: frozenset[str] | None = None
        self.webhook: Json = {}
        self.rencana: list[Rencana] = []
        self.panggilan_api: deque[tuple[str, Json]] = deque(maxlen=5000)
        self.pendengar: list[Callable[[Peristiwa], None]] = []
        self.sebelum_jawab: Callable[[], None] = lambda: None  # called when everything is done and nothing is said yet
        self.nomor_terakhir = 100_000_000  # of an update
        self.nomor_benda = 0  # of a file, a press, an album
        self._penunggu: list[asyncio.Future[None]] = []
        self._pengamat: list[asyncio.Future[None]] = []

    # -- who and where ---------------------------------------------------------------------------------------------

    def tambah_kantor(self, kode: str, nama: str, zona: str = "Asia/Jakarta", grup: int | None = None) -> Kantor:
        self.kantor[kode] = Kantor(kode, nama, zona, grup)
        return self.kantor[kode]

    def tambah_orang(
        self, id: int, nama: str, *, username: str = "", jabatan: str = "", kantor: str = "", mulai: bool = False
    ) -> Pengguna:
        """A person with Telegram id `id` (> 0). ``mulai=True``: has pressed START long ago."""
        if id <= 0:
            raise ValueError(f"Nomor Telegram orang harus positif, bukan {id}.")
        pengguna = Pengguna(id, nama, username, jabatan=jabatan, kantor=kantor, mulai=mulai, pernah_chat=mulai)
        self.orang[id] = pengguna
        self.obrolan[id] = Obrolan(id, "private", pengguna=pengguna)
        return pengguna

    def tambah_grup(
        self,
        id: int,
        judul: str,
        anggota: Iterable[int] = (),
        *,
        topik: dict[int, str] | None = None,
        bot_admin: bool = False,
    ) -> Obrolan:
        """A group (`id` < 0; -100… is a supergroup) whose members are `anggota`; the first one owns it."""
        if id >= 0:
            raise ValueError(f"Nomor grup harus negatif, bukan {id}.")
        grup = Obrolan(id, "supergroup" if id < -1_000_000_000_000 else "group", judul, forum=topik is not None)
        grup.anggota = {a: "creator" if i == 0 else "member" for i, a in enumerate(anggota)}
        grup.topik = {t: Topik(t, nama) for t, nama in (topik or {}).items()}
        grup.status_bot = "administrator" if bot_admin else "member"
        self.obrolan[id] = grup
        return grup

    def grup(self, id: int) -> Obrolan:
        """The group with this id; `pesan.values()` are its messages, `terlihat()` those not deleted."""
        grup = self.obrolan[id]
        if grup.pribadi:
            raise KeyError(f"{id} bukan grup.")
        return grup

    def grup_orang(self, id: int) -> list[Obrolan]:
        """Groups that this person is in."""
        return [o for o in self.obrolan.values() if id in o.anggota and o.anggota[id] not in ("left", "kicked")]

    def dikenal(self, id: int) -> Json | None:
        """The person as the bot may see them: met in private or in a common group; else None."""
        orang = self.orang.get(id)
        if orang is None or not (
            orang.pernah_chat or any(g.status_bot not in ("left", "kicked") for g in self.grup_orang(id))
        ):
            return None
        return orang.json()

    def kini(self) -> int:
        """Unix time of the world, whole seconds."""
        return int(self.jam.sekarang().timestamp())

    # -- messages and files ----------------------------------------------------------------------------------------

    def simpan_berkas(self, isi: bytes, nama: str, jenis: str = "document") -> Berkas:
        nomor = self.nomor_baru()
        sidik = hashlib.sha256(isi + str(nomor).encode()).hexdigest()
        akhiran = nama.rsplit(".", 1)[-1].lower() if "." in nama else ("jpg" if jenis == "photo" else "bin")
        aman = "".join(c for c in akhiran if c.isascii() and c.isalnum())[:8] or "bin"
        mime = mimetypes.guess_type(nama)[0] or "application/octet-stream"
        lebar, tinggi = ukuran(isi) or (0, 0)
        awalan = "AgACAgUAAx" if jenis == "photo" else "BQACAgUAAx"
        berkas = Berkas(
            awalan + sidik[:40], f"AQAD{sidik[40:52]}", nama, mime, isi, f"{jenis}s/file_{nomor}.{aman}", lebar, tinggi
        )
        self.berkas[berkas.id] = self.jalur_berkas[berkas.jalur] = berkas
        return berkas

    def pesan_baru(
        self,
        obrolan: Obrolan,
        dari: Pengguna | None,
        isi: Json,
        *,
        balas_ke: Pesan | None = None,
        berkas: Berkas | None = None,
    ) -> Pesan:
        """Put a message into a chat and tell the watchers. No update: that is for what people do."""
        obrolan.nomor += 1
        pesan = Pesan(obrolan.nomor, obrolan, dari, self.kini(), isi, balas_ke, berkas=berkas)
        obrolan.pesan[pesan.id] = pesan
        self.umumkan(Peristiwa("pesan", obrolan.id, pesan))
        return pesan

    def sunting(self, pesan: Pesan, isi: Json, berkas: Berkas | None = None) -> None:
        """New content; the old one goes to `pesan.riwayat`."""
        pesan.riwayat.append(pesan.isi)
        pesan.isi, pesan.disunting = isi, self.kini()
        if berkas is not None:
            pesan.berkas = berkas
        self.umumkan(Peristiwa("sunting", pesan.obrolan.id, pesan))

    def hapus(self, pesan: Pesan) -> None:
        pesan.dihapus = True
        self.umumkan(Peristiwa("hapus", pesan.obrolan.id, pesan))

    # -- updates ---------------------------------------------------------------------------------------------------

    def perbarui(self, jenis: str, isi: Json) -> Pembaruan | None:
        """Queue an update for the bot; None when the bot did not ask for that kind."""
        mau = self.jenis_diminta
        if (jenis not in mau) if mau else (jenis in BUKAN_BAWAAN):
            return None
        return self.perbarui_mentah({jenis: isi})

    def perbarui_mentah(self, pembaruan: Json) -> Pembaruan:
        """Queue any update, also a malformed one; `update_id` is added. One key beside it."""
        ((jenis, isi),) = ((k, v) for k, v in pembaruan.items() if k != "update_id")
        self.nomor_terakhir += 1
        baru = Pembaruan(self.nomor_terakhir, jenis, isi, self.jam.sekarang())
        self.antrean.append(baru)
        self.bangunkan()
        return baru

    def ulangi(self, pembaruan: Pembaruan) -> None:
        """Deliver the same update once more, as Telegram does when an acknowledgement got lost."""
        self.antrean.append(pembaruan)
        self.bangunkan()

    def nomor_baru(self) -> int:
        """For a file, a press or an album: never given before."""
        self.nomor_benda += 1
        return self.nomor_benda

    def lanjutkan_nomor(self, pembaruan: int, benda: int) -> None:
        """Go on counting updates and things from here."""
        self.nomor_terakhir, self.nomor_benda = pembaruan, benda

    def bangunkan(self) -> None:
        """Let whoever waits for updates look again."""
        for penunggu in self._penunggu:
            if not penunggu.done():
                penunggu.set_result(None)
        self._penunggu.clear()
        self.bergerak()

    def menunggu_pembaruan(self) -> "asyncio.Future[None]":
        """Done as soon as an update arrives."""
        masa = asyncio.get_running_loop().create_future()
        self._penunggu.append(masa)
        return masa

    def akui(self, offset: int) -> None:
        """Drop what the bot acknowledged (ids below `offset`; negative: all but the last -offset) and what is too old."""
        if offset > 0:
            while self.antrean and self.antrean[0].id < offset:
                self.antrean.popleft()
            if self.antrean and any(p.id < offset for p in self.antrean):
                self.antrean = deque(p for p in self.antrean if p.id >= offset)
        elif offset < 0:
            while len(self.antrean) > -offset:
                self.antrean.popleft()
        batas = self.jam.sekarang() - UMUR_PEMBARUAN
        while self.antrean and self.antrean[0].saat < batas:
            self.antrean.popleft()

    # -- faults ----------------------------------------------------------------------------------------------------

    def gagalkan(
        self,
        metode: str,
        gangguan: Gangguan | str,
        *,
        chat: int | None = None,
        kali: int = 1,
        detik: int = 5,
        teks: str = "",
    ) -> Rencana:
        """Let the next `kali` calls of `metode` fail (``*``: any, ``file``: downloads), only those for `chat` if given.

        `gangguan`: from `bot.simulasi.galat`, or a short name (429 with `detik`, 502, 400/403 with `teks`, 401, 409,
        habis_waktu = carried out but never answered, habis_waktu_sebelum, putus, putus_setelah).
        The returned plan counts what happened in `terjadi`.
        """
        if isinstance(gangguan, str):
            gangguan = gangguan_bernama(gangguan, detik=detik, teks=teks)
        rencana = Rencana(metode, gangguan, chat, kali)
        self.rencana.append(rencana)
        return rencana

    def gangguan_untuk(self, metode: str, chat: int | None) -> Gangguan | None:
        if not self.rencana:
            return None
        for rencana in self.rencana:
            if rencana.kena(metode, chat):
                rencana.terjadi += 1
                return rencana.gangguan
        return None

    # -- watching --------------------------------------------------------------------------------------------------

    def umumkan(self, peristiwa: Peristiwa) -> None:
        for dengar in self.pendengar:
            dengar(peristiwa)
        self.bergerak()

    def bergerak(self) -> None:
        """Something happened: `tenang` starts to listen anew."""
        if self._pengamat:
            for masa in self._pengamat:
                if not masa.done():
                    masa.set_result(None)
            self._pengamat.clear()

    def belum_selesai(self) -> str:
        """What the world still waits for, in words; empty when nothing."""
        if self.antrean:
            return f"{len(self.antrean)} pembaruan belum diambil bot (pertama: {self.antrean[0].jenis})"
        if any(sibuk() for sibuk in self.sibuk):
            return "aplikasi menyatakan dirinya masih sibuk"
        return ""

    async def tenang(self, timeout: float | None = None, hening: float | None = None) -> None:
        """Wait until the bot has fetched every update and been silent for `hening` seconds.

        Raises TimeoutError that says what is still going on after `timeout` seconds.
        """
        loop = asyncio.get_running_loop()
        timeout = self.batas_tenang if timeout is None else timeout
        hening = self.hening if hening is None else hening
        batas = loop.time() + timeout
        while True:
            masa: asyncio.Future[None] = loop.create_future()
            self._pengamat.append(masa)
            _, tunggu = await asyncio.wait([masa], timeout=hening)
            sisa = self.belum_selesai()
            if tunggu and not sisa:
                self._pengamat.remove(masa)
                return
            if loop.time() > batas:
                raise TimeoutError(f"Bot belum tenang setelah {timeout:g} detik: {sisa or 'pesan terus berdatangan'}.")

    def catat_panggilan(self, metode: str, isi: dict[str, Any]) -> None:
        self.panggilan_api.append((metode, isi))
