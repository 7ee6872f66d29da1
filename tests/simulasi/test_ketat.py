"""The simulator is strict where Telegram is strict, in Telegram's words."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.simulasi import perbuatan
from bot.simulasi.dunia import Dunia
from bot.simulasi.galat import TIDAK_BERUBAH
from bot.simulasi.metode import NAMA
from bot.simulasi.orang import Orang
from bot.simulasi.periksa import spesifikasi
from bot.simulasi.server import Simulator
from tests.simulasi.conftest import GRUP, RINA, TAMU, TAUFIK
from tests.simulasi.gambar import png

TOMBOL = {"text": "Ya", "callback_data": "ya"}


Panggil = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]


@pytest.fixture
async def panggil(simulator: Simulator) -> AsyncIterator[Panggil]:
    """Raw calls, past all that the library would check: ``await panggil("getMe", {…})`` is (status, answer)."""
    async with httpx.AsyncClient(verify=False, trust_env=False) as klien:

        async def kirim(metode: str, isi: dict[str, Any], **lain: Any) -> tuple[int, dict[str, Any]]:
            alamat = f"{simulator.url_api}/bot{simulator.dunia.token}/{metode}"
            jawab = await klien.post(alamat, json=isi or None, **lain)
            return jawab.status_code, jawab.json()

        yield kirim


def papan(*tombol: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(tombol)]}


@pytest.mark.parametrize(
    ("metode", "isi", "alasan"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": RINA}, "message text is empty"),
        ("sendMessage", {"chat_id": RINA, "text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ("sendMessage", {"chat_id": 424242, "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": "rina", "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": TAMU, "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": RINA, "text": "a" * 4097}, "message is too long"),
        ("sendMessage", {"chat_id": RINA, "text": "😀" * 2049}, "message is too long"),
        ("sendMessage", {"chat_id": RINA, "text": "x", "parse_mode": "BB"}, "unsupported parse_mode"),
        ("sendMessage", {"chat_id": RINA, "text": "x", "teks": "y"}, 'unknown parameter "teks" of method sendMessage'),
        ("sendMessage", {"chat_id": RINA, "text": 7}, 'field "text" must be of type String'),
        ("sendMessage", {"chat_id": RINA, "text": "x", "protect_content": "mungkin"}, "must be of type Boolean"),
        ("sendMessage", {"chat_id": RINA, "text": "x", "message_thread_id": 5}, "message thread not found"),
        ("sendMessage", {"chat_id": RINA, "text": "x", "message_thread_id": "a"}, "must be of type Number"),
        ("sendMessage", {"chat_id": RINA, "text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ("sendMessage", {"chat_id": RINA, "text": "x", "reply_parameters": {}}, "can't find field \"message_id\""),
        ("sendMessage", {"chat_id": RINA, "text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ("sendMessage", {"chat_id": RINA, "text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
        ("editMessageText", {"chat_id": RINA, "message_id": 77, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"chat_id": RINA, "text": "x"}, "message identifier is not specified"),
        ("editMessageText", {"chat_id": RINA, "message_id": 1}, "message text is empty"),
        ("deleteMessage", {"chat_id": RINA, "message_id": 77}, "message to delete not found"),
        ("deleteMessage", {"chat_id": RINA}, "message identifier is not specified"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old and response timeout expired or query ID is invalid"),
        ("getFile", {"file_id": "abc"}, "wrong file_id or the file is temporarily unavailable"),
        ("sendDocument", {"chat_id": RINA}, "there is no document in the request"),
        ("sendDocument", {"chat_id": RINA, "document": "abc"}, "wrong remote file identifier specified"),
        ("sendDocument", {"chat_id": RINA, "document": "attach://x"}, "there is no document in the request"),
        ("sendChatAction", {"chat_id": RINA, "action": "menari"}, "wrong parameter action in request"),
        ("sendMediaGroup", {"chat_id": RINA, "media": [{"type": "photo", "media": "x"}]}, "albums can include from 2 to 10 items"),
        (
            "sendMediaGroup",
            {"chat_id": RINA, "media": [{"type": "photo", "media": "x"}, {"type": "document", "media": "y"}]},
            "document can't be mixed with other media types",
        ),
        ("setMyCommands", {"commands": [{"command": "Rekap!", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 424242}}, "chat not found"),
        ("setMyCommands", {"commands": [], "scope": {"type": "semua"}}, "is unknown"),
        ("setWebhook", {"url": "http://contoh.id/x"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ("pinChatMessage", {"chat_id": GRUP, "message_id": 1}, "message to pin not found"),
        ("getChatMember", {"chat_id": GRUP, "user_id": 424242}, "PARTICIPANT_ID_INVALID"),
    ],
)  # fmt: skip
async def test_permintaan_buruk(panggil: Panggil, metode: str, isi: dict[str, Any], alasan: str) -> None:
    """Each slip is answered with 400 and Telegram's own sentence."""
    kode, jawaban = await panggil(metode, isi)

    assert (kode, jawaban["ok"], jawaban["error_code"]) == (400, False, 400)
    assert jawaban["description"].startswith("Bad Request: ")
    assert alasan in jawaban["description"]


@pytest.mark.parametrize(
    ("markup", "alasan"),
    [
        (papan({"text": "Ya", "callback_data": "x" * 65}), "BUTTON_DATA_INVALID"),
        (papan({"text": "Ya", "callback_data": "é" * 33}), "BUTTON_DATA_INVALID"),
        (papan({"text": "Ya", "callback_data": ""}), "BUTTON_DATA_INVALID"),
        (papan({"text": "Ya"}), "Text buttons are unallowed in the inline keyboard"),
        (papan({"text": " ", "callback_data": "x"}), "button text must be non-empty"),
        (papan(TOMBOL | {"url": "https://contoh.id"}), "exactly one action"),
        (papan({"text": "Ya", "url": "bukan alamat"}), "Wrong HTTP URL"),
        (papan({"text": "Ya", "data": "x"}), 'has no field "data"'),
        (papan({"text": "Ya", "pay": True}), "tidak ditiru"),
        ({"inline_keyboard": [TOMBOL]}, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
        (papan(*[TOMBOL] * 101), "REPLY_MARKUP_TOO_LONG"),
        ({"force_reply": True, "input_field_placeholder": "x" * 65}, "placeholder must be 1-64 characters"),
        ({"keyboard": [[{"text": ""}]]}, "button text must be non-empty"),
        ({}, "object expected as reply markup"),
    ],
)  # fmt: skip
async def test_papan_tombol_ditolak(panggil: Panggil, markup: dict[str, Any], alasan: str) -> None:
    kode, jawaban = await panggil("sendMessage", {"chat_id": RINA, "text": "x", "reply_markup": markup})

    assert kode == 400
    assert alasan in jawaban["description"]


@pytest.mark.parametrize(
    ("html", "alasan"),
    [
        ("<b>tebal", 'Can\'t find end tag corresponding to start tag "b"'),
        ("tebal</b>", "Unexpected end tag at byte offset 5"),
        ("é<b>x</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("<font>x</font>", 'Unsupported start tag "font" at byte offset 0'),
        ("2 < 3", 'Unsupported start tag "" at byte offset 2'),
        ("2 <3 dan>", 'Unsupported start tag "3" at byte offset 2'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("<a href=>x</a", "Unclosed end tag"),
        ("<a href='x>y</a>", "Unexpected end of name token"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler"'),
    ],
)
async def test_html_rusak_ditolak(panggil: Panggil, html: str, alasan: str) -> None:
    kode, jawaban = await panggil("sendMessage", {"chat_id": RINA, "text": html, "parse_mode": "HTML"})

    assert kode == 400
    assert jawaban["description"].startswith("Bad Request: can't parse entities: ")
    assert alasan in jawaban["description"]


async def test_galat_menjadi_pengecualian_pustaka(bot: Bot, dunia: Dunia) -> None:
    """The library turns each refusal into the exception that the courier has to tell apart."""
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(TAUFIK, "x")
    perbuatan.blokir(dunia, dunia.orang[RINA])
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(RINA, "x")
    perbuatan.ubah_status_bot(dunia, GRUP, dunia.orang[RINA], "kicked")
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(GRUP, "x")
    dunia.tambah_grup(-77, "Lama", [RINA])
    perbuatan.jadikan_supergrup(dunia, -77, -1000000000077, dunia.orang[RINA])
    with pytest.raises(ChatMigrated) as pindah:
        await bot.send_message(-77, "x")
    assert pindah.value.new_chat_id == -1000000000077
    dunia.token_sah = False
    with pytest.raises(InvalidToken):
        await bot.send_message(RINA, "x")


async def test_grup_dibisukan_dan_topik(bot: Bot, dunia: Dunia) -> None:
    dunia.tambah_grup(-1000000006000, "Forum", [RINA], topik={12: "Kinerja"})

    pesan = await bot.send_message(-1000000006000, "x", message_thread_id=12)
    dunia.grup(-1000000006000).topik[12].ditutup = True

    assert pesan.message_thread_id == 12
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(-1000000006000, "x", message_thread_id=12)
    with pytest.raises(BadRequest, match="thread not found"):
        await bot.send_message(-1000000006000, "x", message_thread_id=13)
    dunia.grup(GRUP).bisu = True
    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await bot.send_message(GRUP, "x")


async def test_suntingan_tanpa_perubahan(bot: Bot, dunia: Dunia) -> None:
    """The same text with the same keyboard is refused; without the keyboard it is a change."""
    tombol = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="ya")]])
    pesan = await bot.send_message(RINA, "<b>Satu</b>", parse_mode="HTML", reply_markup=tombol)

    with pytest.raises(BadRequest, match=TIDAK_BERUBAH[1:]):
        await pesan.edit_text("<b>Satu</b> ", parse_mode="HTML", reply_markup=tombol)
    await pesan.edit_text("<b>Satu</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="no caption"):
        await pesan.edit_caption("x")

    assert dunia.obrolan[RINA].pesan[pesan.message_id].tombol == []


async def test_yang_tidak_boleh_disunting_dan_dihapus(bot: Bot, dunia: Dunia, rina: Orang) -> None:
    """Others' messages and those with a ForceReply can't be edited; after two days nothing can be deleted."""
    milik_rina = rina.tulis("halo").hasil
    paksa = await bot.send_message(RINA, "alasan?", reply_markup={"force_reply": True})  # type: ignore[arg-type]

    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("x", RINA, milik_rina.id)
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("x", RINA, paksa.message_id)
    dunia.jam.maju(timedelta(hours=49))  # type: ignore[attr-defined]
    with pytest.raises(BadRequest, match="can't be deleted"):
        await paksa.delete()


async def test_jawaban_tombol_sekali_dan_tepat_waktu(bot: Bot, dunia: Dunia, rina: Orang) -> None:
    cepat = rina.tekan_mentah("apa saja", 1).hasil
    lambat = rina.tekan_mentah("apa saja", 1).hasil

    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(cepat.id, "x" * 201)
    await bot.answer_callback_query(cepat.id, "x" * 200)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(cepat.id)
    dunia.jam.maju(timedelta(minutes=2))  # type: ignore[attr-defined]
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(lambat.id)
    assert (cepat.toast, lambat.toast) == ("x" * 200, None)


async def test_berkas_terlalu_besar(panggil: Panggil, bot: Bot, rina: Orang) -> None:
    """50 MB is the most that a bot sends, 20 MB the most that it fetches, 10 MB the largest photo."""
    besar = rina.kirim_berkas(b"x" * (20 * 1024 * 1024 + 1), "besar.xlsx").hasil
    assert besar.berkas is not None

    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(besar.berkas.id)
    berkas = {"document": ("a.bin", b"x" * (50 * 1024 * 1024 + 1))}
    kode, _ = await panggil("sendDocument", {}, data={"chat_id": str(RINA)}, files=berkas)
    assert kode == 413
    with pytest.raises(BadRequest, match="too big for a photo"):
        await bot.send_photo(RINA, png(8, 8) + b"x" * 10 * 1024 * 1024)
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(RINA, b"bukan gambar")
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(RINA, png(2100, 100))
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(RINA, b"", filename="kosong.xlsx")
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(RINA, b"x", filename="a.txt", caption="x" * 1025)


async def test_balasan_ke_pesan_terhapus_boleh_bila_diizinkan(bot: Bot) -> None:
    pesan = await bot.send_message(RINA, "x", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True))

    assert pesan.reply_to_message is None


async def test_laju(bot: Bot, dunia: Dunia) -> None:
    """A burst is tolerated, then 429 with the seconds to wait, for that chat only; off when switched off."""
    for n in range(20):
        await bot.send_message(GRUP, str(n))
    with pytest.raises(RetryAfter) as tunggu:
        await bot.send_message(GRUP, "kelebihan")
    await bot.send_message(RINA, "tidak ikut menunggu")
    dunia.laju.aktif = False
    await bot.send_message(GRUP, "bebas")

    assert tunggu.value.retry_after in [timedelta(seconds=n) for n in (1, 2, 3)]


async def test_gangguan_pesanan(bot: Bot, dunia: Dunia) -> None:
    """Faults strike the ordered method, chat and number of calls, before or after the effect."""
    rencana = dunia.gagalkan("sendMessage", "429", chat=GRUP, detik=37)
    await bot.send_message(RINA, "chat lain")
    with pytest.raises(RetryAfter):
        await bot.send_message(GRUP, "x")
    await bot.send_message(GRUP, "berhasil")
    assert rencana.terjadi == 1

    for nama, galat in [("502", NetworkError), ("403", Forbidden), ("401", InvalidToken), ("400", BadRequest)]:
        dunia.gagalkan("*", nama)
        with pytest.raises(galat):
            await bot.send_message(RINA, nama)
    dunia.gagalkan("sendMessage", "habis_waktu")
    with pytest.raises(TimedOut):
        await bot.send_message(RINA, "terkirim tanpa kabar", read_timeout=0.1)
    dunia.gagalkan("sendMessage", "putus")
    with pytest.raises(NetworkError):
        await bot.send_message(RINA, "tidak terkirim")

    assert [p.teks for p in dunia.obrolan[RINA].terlihat()] == ["chat lain", "terkirim tanpa kabar"]


async def test_dua_pengambil_bentrok(bot: Bot, panggil: Panggil) -> None:
    """The poller that waited is told of the conflict, as by Telegram."""
    pertama = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    await panggil("getUpdates", {"timeout": 0})

    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await pertama


async def test_metode_asing_menyebut_yang_ditiru(panggil: Panggil) -> None:
    """An unknown method answers with its name and the list of what is imitated, instead of pretending."""
    kode, jawaban = await panggil("sendDice", {"chat_id": RINA})

    assert kode == 404
    assert "sendDice" in jawaban["description"]
    assert "sendMessage" in jawaban["description"]


async def test_token_salah(simulator: Simulator) -> None:
    async with httpx.AsyncClient(verify=False, trust_env=False) as klien:
        salah = await klien.get(f"{simulator.url_api}/bot123:abc/getMe")
        rusak = await klien.get(f"{simulator.url_api}/botabc/getMe")
        benar = await klien.get(f"{simulator.url_api}/bot{simulator.dunia.token}/getme")

    assert (salah.status_code, rusak.status_code, benar.status_code) == (401, 404, 200)


async def test_asal_asing_ditolak(simulator: Simulator) -> None:
    """A page elsewhere can't play with the simulator through somebody's browser."""
    alamat = f"{simulator.url_api}/bot{simulator.dunia.token}/getMe"
    async with httpx.AsyncClient(verify=False, trust_env=False) as klien:
        asal = await klien.get(alamat, headers={"Origin": "https://jahat.example"})
        rumah = await klien.get(alamat, headers={"Host": f"jahat.example:{simulator.port}"})

    assert (asal.status_code, rumah.status_code) == (403, 403)


def test_semua_metode_punya_spesifikasi() -> None:
    """Every imitated method is checked against the published parameters, and no other is listed."""
    assert set(NAMA.values()) == set(spesifikasi()["metode"])


@pytest.mark.parametrize("metode", sorted(NAMA.values()))
async def test_parameter_asing_dan_jenis_salah(panggil: Panggil, metode: str) -> None:
    """For every parameter of every imitated method: a wrong type and an unknown name are refused."""
    kode, jawaban = await panggil(metode, {"bukan_parameter": 1})
    assert (kode, "bukan_parameter" in jawaban["description"]) == (400, True)

    for nama, jenis in spesifikasi()["metode"][metode].items():
        salah: Any = {"ada": 1} if jenis.rstrip("*") in ("String", "Integer", "Boolean", "Integer|String") else 3.5
        if jenis.startswith("InputFile"):
            continue
        kode, jawaban = await panggil(metode, {nama: salah})
        assert kode == 400, (nama, json.dumps(jawaban))
