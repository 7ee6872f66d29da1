"""The chat page and its own API under /simulasi/, apart from the Bot API."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from tornado.httputil import HTTPServerRequest

from bot.simulasi import perbuatan
from bot.simulasi.dunia import Dunia
from bot.simulasi.http import Jawaban, badan_json, jawab_json, kirim
from bot.simulasi.jam import JamSimulasi
from bot.simulasi.model import Json, Obrolan, Pengguna, Peristiwa, Pesan
from bot.simulasi.pandangan import Pandangan
from bot.simulasi.siaran import Siaran

HALAMAN = Path(__file__).with_name("halaman")
MIME = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
KEAMANAN = (
    ("Content-Security-Policy", "default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-cache"),
)
MULAI_KERJA = time(8, 0)
SABAR = 5.0  # seconds that the bot may take for one due moment on the way
BERTAHAN = 3  # so often it is waited for what stays due, then time goes on


def hari_kerja_biasa(waktu: datetime) -> datetime:
    """08:00 of the next Monday to Friday after `waktu`, in its zone; knows no holidays."""
    hari = waktu.date() + timedelta(days=1)
    while hari.weekday() > 4:
        hari += timedelta(days=1)
    return datetime.combine(hari, MULAI_KERJA, waktu.tzinfo)


def triwulan_berikut(waktu: datetime) -> datetime:
    """07:00 of the first day of the next quarter after `waktu`, in its zone: before any office opens."""
    tw = (waktu.month - 1) // 3 + 1
    return datetime(waktu.year + tw // 4, tw % 4 * 3 + 1, 1, 7, tzinfo=waktu.tzinfo)


class Antarmuka:
    """Answers every request that is not for the Bot API. For the hooks see `Simulator`."""

    def __init__(
        self,
        dunia: Dunia,
        saat_berikutnya: Callable[[], Awaitable[datetime | None]] | None,
        setelah_maju: Callable[[], Awaitable[None]] | None,
        hari_kerja_berikut: Callable[[datetime], datetime] | None,
        terjadwal: Callable[[], Awaitable[list[Json]]] | None,
    ) -> None:
        self.dunia = dunia
        self.pandangan = Pandangan(dunia)
        self.siaran = Siaran()
        self._saat_berikutnya = saat_berikutnya
        self._setelah_maju = setelah_maju
        self._hari_kerja = hari_kerja_berikut or hari_kerja_biasa
        self._terjadwal = terjadwal
        self._giliran_jam = asyncio.Lock()
        self._baca = {"keadaan": self._keadaan, "percakapan": self._percakapan}
        self._ubah: dict[str, Callable[[Json], Any]] = {
            "mulai": self._mulai,
            "tulis": self._tulis,
            "tekan": self._tekan,
            "sunting": self._sunting,
            "blokir": self._blokir,
            "baca": self._tandai_baca,
            "gagalkan": self._gagalkan,
            "kantor-baru": self._kantor_baru,
        }
        dunia.pendengar.append(self._dengar)

    def tutup(self) -> None:
        self.siaran.tutup()
        if self._dengar in self.dunia.pendengar:
            self.dunia.pendengar.remove(self._dengar)

    def _dengar(self, peristiwa: Peristiwa) -> None:
        if peristiwa.jenis == "pesan" and peristiwa.pesan is not None:
            self.pandangan.hitung(peristiwa.pesan)
        if len(self.siaran):
            self.siaran.kirim(self.pandangan.peristiwa(peristiwa))

    async def layani(self, permintaan: HTTPServerRequest) -> None:
        try:
            jawaban = await self._jawab(permintaan)
        except perbuatan.TidakBisa as alasan:
            jawaban = jawab_json({"galat": str(alasan)}, 409)
        except (KeyError, ValueError, TypeError) as galat:
            jawaban = jawab_json({"galat": f"Permintaan tidak dipahami: {galat}"}, 400)
        if jawaban is not None:
            if permintaan.method == "POST":
                self.dunia.sebelum_jawab()
            kirim(permintaan, jawaban)

    async def _jawab(self, permintaan: HTTPServerRequest) -> Jawaban | None:
        jalur, metode = unquote(permintaan.path), permintaan.method
        nama = jalur.removeprefix("/simulasi/")
        if metode == "GET":
            if jalur == "/simulasi/peristiwa":
                self.siaran.sambungkan(permintaan)
                return None
            if nama == "terjadwal":
                return jawab_json({"daftar": await self._terjadwal() if self._terjadwal is not None else []})
            if nama in self._baca:
                return jawab_json(self._baca[nama](permintaan))
            if nama.startswith("berkas/"):
                return self._unduh(nama.removeprefix("berkas/"))
            return _berkas_halaman(jalur)
        if metode == "POST" and nama == "maju":
            return jawab_json(await self._maju(badan_json(permintaan)))
        if metode == "POST" and nama == "unggah":
            return jawab_json(self._unggah(permintaan))
        if metode == "POST" and nama in self._ubah:
            return jawab_json(self._ubah[nama](badan_json(permintaan)))
        return jawab_json({"galat": "Tidak ada di simulator."}, 404)

    # -- reading ---------------------------------------------------------------------------------------------------

    def _keadaan(self, permintaan: HTTPServerRequest) -> Json:
        return self.pandangan.keadaan() | {"ada_jatuh_tempo": self._saat_berikutnya is not None}

    def _percakapan(self, permintaan: HTTPServerRequest) -> Json:
        a = {k: v[-1].decode() for k, v in permintaan.arguments.items()}
        orang, chat = self._peran(a)
        self.pandangan.belum[orang.id, chat.id] = 0
        return self.pandangan.percakapan(orang, chat) | {"saya": self.pandangan.orang(orang)}

    def _unduh(self, id: str) -> Jawaban:
        berkas = self.dunia.berkas[id]
        gambar = berkas.lebar > 0 and berkas.jalur.startswith("photos/")
        cara = "inline" if gambar else "attachment"
        letak = ("Content-Disposition", f"{cara}; filename*=UTF-8''{quote(berkas.nama)}")
        mime = berkas.mime if gambar and berkas.mime.startswith("image/") else "application/octet-stream"
        return Jawaban(
            berkas.isi, mime="image/jpeg" if gambar and mime[:6] != "image/" else mime, kepala=(letak, KEAMANAN[1])
        )

    # -- acting ----------------------------------------------------------------------------------------------------

    def _peran(self, a: Json) -> tuple[Pengguna, Obrolan]:
        """The person who acts, and the chat (default: private)."""
        orang = self.dunia.orang[int(a["orang"])]
        chat = int(a["chat"]) if a.get("chat") else None
        return orang, perbuatan.buka_obrolan(self.dunia, orang, chat)

    def _balasan(self, chat: Obrolan, a: Json) -> Pesan | None:
        return chat.pesan[int(a["balas"])] if a.get("balas") else None

    def _mulai(self, a: Json) -> Json:
        orang, _ = self._peran(a)
        return {"pesan": perbuatan.mulai(self.dunia, orang, str(a.get("muatan", ""))).id}

    def _tulis(self, a: Json) -> Json:
        orang, chat = self._peran(a)
        balas = self._balasan(chat, a)
        return {"pesan": perbuatan.tulis(self.dunia, orang, str(a["teks"]), obrolan=chat.id, balas_ke=balas).id}

    def _tekan(self, a: Json) -> Json:
        orang, chat = self._peran(a)
        return {"panggilan": perbuatan.tekan(self.dunia, orang, str(a["data"]), chat.id, int(a["pesan"])).id}

    def _sunting(self, a: Json) -> Json:
        orang, chat = self._peran(a)
        pesan = chat.pesan[int(a["pesan"])]
        if pesan.dari is not orang:
            raise perbuatan.TidakBisa("Hanya pesan sendiri yang dapat disunting.")
        perbuatan.sunting(self.dunia, pesan, str(a["teks"]))
        return {"pesan": pesan.id}

    def _blokir(self, a: Json) -> Json:
        orang, _ = self._peran(a)
        perbuatan.blokir(self.dunia, orang, bool(a["ya"]))
        return {}

    def _kantor_baru(self, _: Json) -> Json:
        """By somebody who belongs to no office: the administrator."""
        pendiri = next((o for o in self.dunia.orang.values() if not o.kantor), None)
        if pendiri is None:
            raise perbuatan.TidakBisa("Tidak ada administrator yang dapat membuat grup.")
        return {"kantor": perbuatan.kantor_baru(self.dunia, pendiri).kode, "pendiri": pendiri.nama}

    def _tandai_baca(self, a: Json) -> Json:
        orang, chat = self._peran(a)
        self.pandangan.belum[orang.id, chat.id] = 0
        return {"saya": self.pandangan.orang(orang)}

    def _gagalkan(self, a: Json) -> Json:
        """Order a fault: metode, galat (short name), and optionally chat, kali, detik (or retry_after), teks."""
        a = {"kali": 1, "detik": a.get("retry_after", 5), "teks": ""} | a
        self.dunia.gagalkan(
            str(a["metode"]),
            str(a["galat"]),
            chat=int(a["chat"]) if "chat" in a else None,
            kali=int(a["kali"]),
            detik=int(a["detik"]),
            teks=str(a["teks"]),
        )
        return {"rencana": len(self.dunia.rencana)}

    def _unggah(self, permintaan: HTTPServerRequest) -> Json:
        a = {k: v[-1].decode() for k, v in permintaan.arguments.items()}
        orang, chat = self._peran(a)
        berkas = permintaan.files.get("berkas", [])
        album = {"media_group_id": str(self.dunia.nomor_baru())} if len(berkas) > 1 else None
        nomor = []
        for i, satu in enumerate(berkas):
            pesan = perbuatan.kirim_berkas(
                self.dunia,
                orang,
                satu["body"],
                satu["filename"],
                keterangan=a.get("keterangan", "") if i == 0 else "",
                foto=a.get("foto") == "1",
                obrolan=chat.id,
                balas_ke=self._balasan(chat, a),
                tambahan=album,
            )
            nomor.append(pesan.id)
        return {"pesan": nomor}

    async def _maju(self, a: Json) -> Json:
        """Move the clock by `menit`, or `ke` "hari-kerja", "triwulan" (in `zona`) or "berikutnya".

        What comes due on the way is handled at its own moment, as on a real day.
        """
        jam = self.dunia.jam
        if not isinstance(jam, JamSimulasi):
            raise perbuatan.TidakBisa("Jam ini tidak dapat dimajukan.")
        async with self._giliran_jam:
            tujuan = await self._tujuan(jam, a)
            if tujuan is None:
                return {"jam": self.pandangan.jam(), "tidak_ada": True}
            if a.get("ke") != "berikutnya":
                await self._lalui(jam, tujuan)
            await self._langkah(jam, tujuan)
        return {"jam": self.pandangan.jam()}

    async def _lalui(self, jam: JamSimulasi, tujuan: datetime) -> None:
        """Stop at every due moment before `tujuan`, also at one that has come and is not handled yet."""
        menunggu = 0
        while self._saat_berikutnya is not None:
            saat, kini = await self._saat_berikutnya(), jam.sekarang()
            if saat is None or saat >= tujuan or menunggu == BERTAHAN:
                return
            menunggu = menunggu + 1 if saat <= kini else 0
            if saat > kini:
                await self._langkah(jam, saat)
            with suppress(TimeoutError):  # a bot that does not answer must not hold up the clock
                await self.dunia.tenang(SABAR)

    async def _langkah(self, jam: JamSimulasi, tujuan: datetime) -> None:
        semula = jam.sekarang()
        self.dunia.laju.lewati((jam.maju_ke(tujuan) - semula).total_seconds())
        self.dunia.umumkan(Peristiwa("jam"))
        if self._setelah_maju is not None:
            await self._setelah_maju()

    async def _tujuan(self, jam: JamSimulasi, a: Json) -> datetime | None:
        kini = jam.sekarang()
        if a.get("ke") == "hari-kerja":
            return self._hari_kerja(kini.astimezone(ZoneInfo(str(a.get("zona") or "Asia/Jakarta")))).astimezone(UTC)
        if a.get("ke") == "triwulan":
            return triwulan_berikut(kini.astimezone(ZoneInfo(str(a.get("zona") or "Asia/Jakarta")))).astimezone(UTC)
        if a.get("ke") == "berikutnya":
            return await self._saat_berikutnya() if self._saat_berikutnya is not None else None
        return kini + timedelta(minutes=float(a["menit"]))


def _berkas_halaman(jalur: str) -> Jawaban:
    """A file of the page; only those that lie in its folder."""
    berkas = HALAMAN / ("index.html" if jalur == "/" else jalur.removeprefix("/"))
    if berkas.parent != HALAMAN or berkas.suffix not in MIME or not berkas.is_file():
        return jawab_json({"galat": "Tidak ada di simulator."}, 404)
    return Jawaban(berkas.read_bytes(), mime=f"{MIME[berkas.suffix]}; charset=utf-8", kepala=KEAMANAN)
