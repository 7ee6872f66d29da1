"""The Bot API over HTTP, and the simulator as one thing that starts and stops."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.netutil import bind_sockets

from bot.simulasi.antarmuka import Antarmuka
from bot.simulasi.dunia import Dunia
from bot.simulasi.galat import GalatApi, Gangguan, Jaringan, bentrok, buruk, tidak_sah
from bot.simulasi.http import Jawaban, badan_json, dari_sini, jawab_json, kirim, putuskan
from bot.simulasi.kait import Pengirim
from bot.simulasi.metode import NAMA, TABEL, TANPA_JEDA
from bot.simulasi.metode.kirim import MAKS_KIRIM, Unggahan
from bot.simulasi.model import Json
from bot.simulasi.periksa import periksa

MAKS_TUNGGU = 50
MEDAN_BERKAS = frozenset({"document", "photo", "certificate", "thumbnail"})


class ApiBot:
    """Serves ``/bot<token>/<method>`` and ``/file/bot<token>/<path>`` of one world."""

    def __init__(self, dunia: Dunia) -> None:
        self.dunia = dunia
        self._pengambil: asyncio.Future[None] | None = None

    def layani(self, permintaan: HTTPServerRequest) -> Coroutine[Any, Any, None] | None:
        """Answer at once; for getUpdates return the waiting that the caller has to run."""
        token, _, nama = unquote(permintaan.path).removeprefix("/bot").partition("/")
        metode = NAMA.get(nama.lower())
        try:
            self._periksa_token(token)
            if metode is None:
                ditiru = ", ".join(NAMA.values())
                raise GalatApi(404, f"Not Found: metode {nama} tidak ditiru simulator. Yang ditiru: {ditiru}.")
            if metode == TANPA_JEDA:
                return self._pembaruan(permintaan)
            self._panggil(permintaan, metode)
        except GalatApi as galat:
            kirim(permintaan, jawab_json(galat.json(), galat.kode))
        return None

    async def _pembaruan(self, permintaan: HTTPServerRequest) -> None:
        try:
            await self._ambil_pembaruan(permintaan)
        except GalatApi as galat:
            kirim(permintaan, jawab_json(galat.json(), galat.kode))

    def _periksa_token(self, token: str) -> None:
        nomor, titik, sisa = token.partition(":")
        if not (nomor.isdigit() and titik and sisa):
            raise GalatApi(404, "Not Found")
        if token != self.dunia.token or not self.dunia.token_sah:
            raise tidak_sah()

    def _panggil(self, permintaan: HTTPServerRequest, metode: str) -> None:
        """Check, fault, act, answer: all within one turn of the loop."""
        dunia = self.dunia
        argumen, unggahan = _argumen(permintaan)
        dunia.catat_panggilan(metode, argumen)
        dunia.bergerak()
        gangguan = dunia.gangguan_untuk(metode, _chat(dunia, argumen)) if dunia.rencana else None
        if gangguan is not None and not (isinstance(gangguan, Jaringan) and gangguan.setelah_efek):
            _ganggu(permintaan, gangguan)
            return
        for nama in unggahan.keys() & MEDAN_BERKAS:
            argumen[nama] = f"attach://{nama}"
        hasil = TABEL[metode](dunia, periksa(metode, argumen), unggahan)
        dunia.sebelum_jawab()
        if gangguan is not None:
            _ganggu(permintaan, gangguan)
            return
        kirim(permintaan, jawab_json({"ok": True, "result": hasil}))

    async def _ambil_pembaruan(self, permintaan: HTTPServerRequest) -> None:
        dunia = self.dunia
        argumen, _ = _argumen(permintaan)
        gangguan = dunia.gangguan_untuk(TANPA_JEDA, None)
        if gangguan is not None:
            _ganggu(permintaan, gangguan)
            return
        a = periksa(TANPA_JEDA, argumen)
        if dunia.webhook:
            alasan = (
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
            raise GalatApi(409, f"Conflict: {alasan}")
        if a.get("allowed_updates") is not None:
            dunia.jenis_diminta = frozenset(a["allowed_updates"]) or None
        dunia.akui(a.get("offset", 0))
        dunia.bergerak()
        if self._pengambil is not None and not self._pengambil.done():
            self._pengambil.set_exception(bentrok())
        if not dunia.antrean and a.get("timeout", 0) > 0:
            await self._tunggu(permintaan, min(a["timeout"], MAKS_TUNGGU))
        batas = min(max(a.get("limit", 100), 1), 100)
        hasil = [p.json() for _, p in zip(range(batas), dunia.antrean, strict=False)]
        dunia.sebelum_jawab()
        kirim(permintaan, jawab_json({"ok": True, "result": hasil}))

    async def _tunggu(self, permintaan: HTTPServerRequest, detik: float) -> None:
        """Until an update comes, time is over, the caller is gone, or another poller takes over (409)."""
        masa = self.dunia.menunggu_pembaruan()
        self._pengambil = masa
        sambungan: Any = permintaan.connection

        def cukup() -> None:
            if not masa.done():
                masa.set_result(None)

        sambungan.set_close_callback(cukup)
        pengingat = asyncio.get_running_loop().call_later(detik, cukup)
        try:
            await masa
        finally:
            pengingat.cancel()

    def unduh(self, permintaan: HTTPServerRequest) -> None:
        token, _, jalur = unquote(permintaan.path).removeprefix("/file/bot").partition("/")
        try:
            self._periksa_token(token)
            gangguan = self.dunia.gangguan_untuk("file", None)
            if gangguan is not None:
                _ganggu(permintaan, gangguan)
                return
            berkas = self.dunia.jalur_berkas.get(jalur)
            if berkas is None:
                raise GalatApi(404, "Not Found")
            kirim(permintaan, Jawaban(berkas.isi, mime="application/octet-stream"))
        except GalatApi as galat:
            kirim(permintaan, jawab_json(galat.json(), galat.kode))


def _argumen(permintaan: HTTPServerRequest) -> tuple[dict[str, Any], dict[str, Unggahan]]:
    """Arguments from the address, a form or a JSON body, and the uploaded parts."""
    unggahan: dict[str, Unggahan] = {}
    if permintaan.headers.get("Content-Type", "").startswith("application/json"):
        try:
            return badan_json(permintaan), unggahan
        except ValueError:
            raise buruk("can't parse request: JSON object expected") from None
    if permintaan.files:
        for nama, daftar in permintaan.files.items():
            satu = daftar[0]
            if len(satu["body"]) > MAKS_KIRIM:
                raise GalatApi(413, "Request Entity Too Large")
            unggahan[nama] = Unggahan(satu["filename"], satu["body"], satu["content_type"])
    try:
        return {k: v[-1].decode() for k, v in permintaan.arguments.items()}, unggahan
    except UnicodeDecodeError:
        raise buruk("strings must be encoded in UTF-8") from None


def _chat(dunia: Dunia, argumen: dict[str, Any]) -> int | None:
    """The chat that a call is about, for faults ordered for one chat only."""
    try:
        if "callback_query_id" in argumen:
            panggilan = dunia.panggilan.get(argumen["callback_query_id"])
            return panggilan.pesan.obrolan.id if panggilan and panggilan.pesan else None
        return int(argumen["chat_id"])
    except (KeyError, ValueError):
        return None


def _ganggu(permintaan: HTTPServerRequest, gangguan: Gangguan) -> None:
    if isinstance(gangguan, GalatApi):
        raise gangguan
    if not gangguan.gantung:
        putuskan(permintaan)


class Simulator:
    """The whole simulator on 127.0.0.1: Bot API, chat page and its API.

    `port` 0 takes a free one. `saat_berikutnya`: when the application has something due next (None: nothing);
    `setelah_maju`: called after the clock was moved, so that the application looks at what is due;
    `hari_kerja_berikut`: start of the next working day after a moment; `terjadwal`: what the application will do next,
    as the page lists it (``saat`` in Unix time, ``apa``, ``siapa``, ``kantor``).
    """

    def __init__(
        self,
        dunia: Dunia,
        port: int = 0,
        *,
        saat_berikutnya: Callable[[], Awaitable[datetime | None]] | None = None,
        setelah_maju: Callable[[], Awaitable[None]] | None = None,
        hari_kerja_berikut: Callable[[datetime], datetime] | None = None,
        terjadwal: Callable[[], Awaitable[list[Json]]] | None = None,
    ) -> None:
        self.dunia = dunia
        self.port = port
        self.api = ApiBot(dunia)
        self.antarmuka = Antarmuka(dunia, saat_berikutnya, setelah_maju, hari_kerja_berikut, terjadwal)
        self._pengirim = Pengirim(dunia)
        self._server: HTTPServer | None = None
        self._tugas: set[asyncio.Task[None]] = set()

    @property
    def url_api(self) -> str:
        """Root for TELEGRAM_API_URL, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def url_halaman(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    async def mulai(self) -> None:
        """Listen. OSError when the port is taken."""
        soket = bind_sockets(self.port, "127.0.0.1")
        self.port = soket[0].getsockname()[1]
        batas = MAKS_KIRIM + 4 * 1024 * 1024
        self._server = HTTPServer(self._terima, max_body_size=batas, max_buffer_size=batas)
        self._server.add_sockets(soket)
        self._pengirim.mulai()

    async def berhenti(self) -> None:
        """Stop listening and drop every open connection."""
        await self._pengirim.berhenti()
        self.antarmuka.tutup()
        if self._server is not None:
            self._server.stop()
            for tugas in list(self._tugas):
                tugas.cancel()
            await asyncio.gather(*self._tugas, return_exceptions=True)
            await self._server.close_all_connections()
            self._server = None

    def _terima(self, permintaan: HTTPServerRequest) -> None:
        if not dari_sini(permintaan, self.port):
            kirim(permintaan, jawab_json({"ok": False, "description": "Forbidden: foreign Host or Origin"}, 403))
        elif permintaan.path.startswith("/bot"):
            tunggu = self.api.layani(permintaan)
            if tunggu is not None:
                self._jalankan(tunggu)
        elif permintaan.path.startswith("/file/bot"):
            self.api.unduh(permintaan)
        else:
            self._jalankan(self.antarmuka.layani(permintaan))

    def _jalankan(self, kerja: Coroutine[Any, Any, None]) -> None:
        tugas = asyncio.get_running_loop().create_task(kerja)
        self._tugas.add(tugas)
        tugas.add_done_callback(self._tugas.discard)
