"""The world itself: clock, unusual senders, repeated and broken updates, webhook delivery, waiting for calm."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import Conflict
from telegram.ext import Application, CommandHandler
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.netutil import bind_sockets

from bot.simulasi import perbuatan
from bot.simulasi.dunia import Dunia
from bot.simulasi.http import Jawaban, kirim
from bot.simulasi.jam import JamSimulasi
from bot.simulasi.orang import Orang
from tests.simulasi.conftest import GRUP, RINA, TAUFIK

MULAI = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)


class JamPalsu:
    """A wall clock that the test turns."""

    def __init__(self) -> None:
        self.nilai = datetime(2030, 1, 1, tzinfo=UTC)

    def sekarang(self) -> datetime:
        return self.nilai


def test_jam_berjalan_dan_dimajukan() -> None:
    """Real seconds and skipped hours add up; the past can't be reached."""
    dinding = JamPalsu()
    jam = JamSimulasi(MULAI, sumber=dinding)

    dinding.nilai += timedelta(seconds=5)
    jam.maju(timedelta(hours=1))
    jam.maju_ke(MULAI)

    assert jam.sekarang() == MULAI + timedelta(hours=1, seconds=5)
    with pytest.raises(ValueError):
        jam.maju(timedelta(seconds=-1))
    with pytest.raises(ValueError):
        JamSimulasi(datetime(2026, 4, 1))


def test_jam_beku_berdiri_di_antara_dua_langkah() -> None:
    dinding = JamPalsu()
    jam = JamSimulasi(MULAI, beku=True, sumber=dinding)

    dinding.nilai += timedelta(days=1)

    assert jam.sekarang() == MULAI
    assert jam.maju_ke(MULAI + timedelta(minutes=15)) == MULAI + timedelta(minutes=15)


async def test_pengirim_yang_tidak_biasa(bot: Bot, dunia: Dunia, rina: Orang, taufik: Orang) -> None:
    """Anonymous administrators, forwards, edits, stickers, arrivals: the library reads them all."""
    taufik.mulai()
    asal = taufik.kirim_berkas(b"isi", "bukti.pdf").hasil
    rina.teruskan(asal)
    rina.sunting(rina.tulis("halo").hasil, "halo semua")
    rina.kirim_lain({"sticker": {"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}})  # fmt: skip
    perbuatan.tulis_anonim(dunia, GRUP, "/status")
    perbuatan.ubah_anggota(dunia, GRUP, [9001], masuk=True)
    rina.blokir()

    pembaruan = await bot.get_updates(allowed_updates=[])
    pesan = [u.effective_message for u in pembaruan]

    assert [p.text for p in pesan if p and p.text] == ["/start", "halo", "halo semua", "/status"]
    assert pembaruan[4].edited_message is not None
    terusan = pembaruan[2].message
    assert terusan is not None
    assert terusan.forward_origin is not None
    assert terusan.document is not None
    anonim = next(p for p in pesan if p and p.text == "/status")
    assert (
        anonim.from_user.username if anonim.from_user else None,
        anonim.sender_chat.id if anonim.sender_chat else 0,
    ) == (
        "GroupAnonymousBot",
        GRUP,
    )
    assert pembaruan[-1].my_chat_member is not None
    assert pembaruan[-1].my_chat_member.new_chat_member.status == "kicked"


async def test_pembaruan_ganda_dan_rusak(bot: Bot, dunia: Dunia, rina: Orang) -> None:
    """The same update can come twice, and one that no library can read can be put among good ones."""
    rina.tulis("satu")
    satu = dunia.antrean[0]
    (awal,) = await bot.get_updates()
    dunia.akui(awal.update_id + 1)
    dunia.ulangi(satu)
    (lagi,) = await bot.get_updates(offset=awal.update_id)
    dunia.akui(lagi.update_id + 1)
    dunia.perbarui_mentah({"message": {"message_id": "bukan angka"}})

    assert lagi == awal
    assert dunia.antrean[0].json()["message"] == {"message_id": "bukan angka"}


async def test_jenis_pembaruan_yang_tidak_diminta(bot: Bot, dunia: Dunia, rina: Orang) -> None:
    """`allowed_updates` is remembered and holds for what happens afterwards."""
    await bot.get_updates(allowed_updates=["callback_query"])
    rina.tulis("tidak diminta")
    rina.tekan_mentah("x", 1)

    (satu,) = await bot.get_updates()

    assert satu.callback_query is not None
    assert satu.callback_query.data == "x"


async def test_tombol_tautan_menekan_mulai(aplikasi: Application, dunia: Dunia, taufik: Orang) -> None:
    """The way out for someone whom the bot can't reach: a mention in the group with a link button."""
    muatan: list[str] = []

    async def start(update: Any, context: Any) -> None:
        muatan.extend(context.args)

    aplikasi.add_handler(CommandHandler("start", start))
    tautan = InlineKeyboardButton("Buka obrolan", url=f"https://t.me/{dunia.bot.username}?start=tugas_9")
    sebutan = f'<a href="tg://user?id={TAUFIK}">Taufik</a>, ada disposisi'
    pesan = await aplikasi.bot.send_message(
        GRUP, sebutan, parse_mode="HTML", reply_markup=InlineKeyboardMarkup([[tautan]])
    )

    await taufik.tekan("Buka obrolan", chat=GRUP)

    assert pesan.entities[0].user is not None
    assert pesan.entities[0].user.id == TAUFIK
    assert muatan == ["tugas_9"]


async def test_tenang_menyebut_yang_belum(dunia: Dunia, rina: Orang) -> None:
    """Waiting in vain says what is missing, and the application can say that it is busy."""
    rina.tulis("halo")
    with pytest.raises(TimeoutError, match="1 pembaruan belum diambil"):
        await dunia.tenang(0.05, 0.01)
    dunia.antrean.clear()
    sibuk = [True]
    dunia.sibuk.append(lambda: sibuk[0])
    with pytest.raises(TimeoutError, match="masih sibuk"):
        await dunia.tenang(0.05, 0.01)
    asyncio.get_running_loop().call_later(0.05, sibuk.clear)
    asyncio.get_running_loop().call_later(0.04, sibuk.insert, 0, False)

    await dunia.tenang(1, 0.01)


@pytest.fixture
async def kait() -> AsyncIterator[tuple[str, list[tuple[str, bytes]], list[int]]]:
    """A webhook: its address, what arrived (secret, body), and the status codes to answer with (then 200)."""
    datang: list[tuple[str, bytes]] = []
    kode: list[int] = []

    def terima(permintaan: HTTPServerRequest) -> None:
        datang.append((permintaan.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), permintaan.body))
        kirim(permintaan, Jawaban(b"", kode.pop(0) if kode else 200))

    soket = bind_sockets(0, "127.0.0.1")
    server = HTTPServer(terima)
    server.add_sockets(soket)
    yield f"http://127.0.0.1:{soket[0].getsockname()[1]}/kait", datang, kode
    server.stop()
    await server.close_all_connections()


async def test_webhook(bot: Bot, dunia: Dunia, rina: Orang, kait: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A set webhook gets each update, again until it takes it, with the secret; polling is refused meanwhile."""
    monkeypatch.setattr("bot.simulasi.kait.JEDA_ULANG", 0.01)
    alamat, datang, kode = kait
    kode.append(500)

    await bot.set_webhook(alamat, secret_token="rahasia")
    rina.tulis("halo")
    await dunia.tenang()

    assert [rahasia for rahasia, _ in datang] == ["rahasia", "rahasia"]
    assert datang[0][1] == datang[1][1]
    with pytest.raises(Conflict):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == alamat
    await bot.delete_webhook()
    assert await bot.get_updates() == ()
    assert rina.id == RINA
