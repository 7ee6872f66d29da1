"""The real library talks to the simulator: polling, sending, pressing, editing, files."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
)
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.simulasi import perbuatan
from bot.simulasi.dunia import Dunia
from bot.simulasi.orang import Orang
from tests.simulasi.conftest import GRUP, RINA, TAUFIK
from tests.simulasi.gambar import png

SATU_TOMBOL = InlineKeyboardMarkup([[InlineKeyboardButton("✅ Setuju", callback_data="setujui:1")]])


async def test_start_sampai_ke_bot_dan_dijawab(aplikasi: Application, taufik: Orang) -> None:
    """START sends /start with the payload of the link, and opens the private chat for the bot."""

    async def sapa(update: Any, context: Any) -> None:
        await update.message.reply_html(f"Halo <b>{context.args[0]}</b>")

    aplikasi.add_handler(CommandHandler("start", sapa))

    await taufik.mulai("undangan_7")

    assert taufik.pesan_terakhir.teks == "Halo undangan_7"
    assert taufik.pesan_terakhir.isi["entities"] == [{"type": "bold", "offset": 5, "length": 10}]


async def test_tombol_toast_dan_suntingan(aplikasi: Application, rina: Orang) -> None:
    """A press reaches the handler; its answer is the person's toast and the message keeps its history."""

    async def tanya(update: Any, context: Any) -> None:
        await update.message.reply_text("Setuju?", reply_markup=SATU_TOMBOL)

    async def setuju(update: Any, context: Any) -> None:
        await update.callback_query.answer("Tercatat.", show_alert=True)
        await update.callback_query.edit_message_text("Disetujui")

    aplikasi.add_handler(CommandHandler("tanya", tanya))
    aplikasi.add_handler(CallbackQueryHandler(setuju, pattern="^setujui:1$"))

    await rina.tulis("/tanya")
    assert rina.tombol() == ["✅ Setuju"]
    await rina.tekan("✅ Setuju")

    assert rina.toast == "Tercatat."
    assert rina.tombol() == []
    assert rina.pesan_terakhir.teks == "Disetujui"
    assert [lama["text"] for lama in rina.pesan_terakhir.riwayat] == ["Setuju?"]


async def test_berkas_pulang_pergi(aplikasi: Application, rina: Orang) -> None:
    """What a person uploads the bot reads byte by byte, and what it sends back arrives the same."""

    async def gema(update: Any, context: Any) -> None:
        berkas = await update.message.document.get_file()
        isi = bytes(await berkas.download_as_bytearray())
        await update.message.reply_document(BytesIO(isi[::-1]), filename="balik.xlsx", caption="Ini")

    aplikasi.add_handler(MessageHandler(filters.Document.FileExtension("xlsx"), gema))

    await rina.kirim_berkas(b"abc" * 1000, "formulir.xlsx", "lampiran")

    (kiriman,) = rina.berkas_diterima
    assert kiriman.berkas is not None
    assert (kiriman.berkas.nama, kiriman.berkas.isi) == ("balik.xlsx", b"cba" * 1000)


async def test_foto_dan_balasan_paksa(aplikasi: Application, rina: Orang) -> None:
    """After a ForceReply the next text is a reply to it, as in the app."""
    terlihat = []

    async def catat(update: Any, context: Any) -> None:
        terlihat.append(update.message)
        await update.message.reply_text("Tulis alasannya", reply_markup=ForceReply(input_field_placeholder="Alasan"))

    aplikasi.add_handler(MessageHandler(filters.ALL, catat))

    await rina.kirim_foto(png(40, 30))
    await rina.tulis("belum ada bukti")

    foto, teks = terlihat
    assert (foto.photo[-1].width, foto.photo[-1].height) == (40, 30)
    assert teks.reply_to_message.text == "Tulis alasannya"


async def test_album_di_grup(bot, dunia: Dunia) -> None:
    """An album is one call and several messages of one group, in order."""
    media = [InputMediaDocument(b"satu", filename="a.xlsx"), InputMediaDocument(b"dua", filename="b.pdf")]

    pesan = await bot.send_media_group(GRUP, media)

    assert [p.document.file_name for p in pesan] == ["a.xlsx", "b.pdf"]
    assert len({p.media_group_id for p in pesan}) == 1
    assert [p.berkas.isi for p in dunia.grup(GRUP).terlihat() if p.berkas] == [b"satu", b"dua"]


async def test_grup_hanya_meneruskan_yang_untuk_bot(aplikasi: Application, rina: Orang) -> None:
    """Privacy mode: of the talk in a group the bot gets commands and replies to itself, nothing else."""
    terbaca = []

    async def catat(update: Any, context: Any) -> None:
        terbaca.append(update.message.text)

    aplikasi.add_handler(MessageHandler(filters.ALL, catat))
    pengumuman = await aplikasi.bot.send_message(GRUP, "Status")

    await rina.tulis("selamat pagi semua", chat=GRUP)
    await rina.tulis("/status@kinerja_simulasi_bot", chat=GRUP)
    await rina.tulis("/status@bot_lain_bot", chat=GRUP)
    await rina.balas("terima kasih", rina.terakhir(GRUP), GRUP)

    assert pengumuman.chat.type == "supergroup"
    assert terbaca == ["/status@kinerja_simulasi_bot", "terima kasih"]


async def test_menu_perintah_menurut_lingkup(bot, rina: Orang, taufik: Orang) -> None:
    """The narrowest scope wins, per person and chat."""
    await bot.set_my_commands([BotCommand("start", "Mulai")])
    await bot.set_my_commands([BotCommand("tugas", "Tugas")], scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([BotCommand("mulai", "Mulai TW")], scope=BotCommandScopeChat(RINA))
    await bot.set_my_commands([BotCommand("rekap", "Rekap")], scope=BotCommandScopeChatMember(GRUP, TAUFIK))

    assert rina.menu() == ["mulai"]
    assert taufik.menu() == ["tugas"]
    assert (rina.menu(GRUP), taufik.menu(GRUP)) == (["start"], ["rekap"])
    assert [c.command for c in await bot.get_my_commands()] == ["start"]


async def test_pembaruan_lama_hilang(bot, dunia: Dunia, rina: Orang) -> None:
    """What nobody fetched within a day Telegram has thrown away."""
    rina.tulis("kemarin")
    dunia.jam.maju(timedelta(hours=25))  # type: ignore[attr-defined]
    rina.tulis("hari ini")

    (satu,) = await bot.get_updates()

    assert satu.message.text == "hari ini"


async def test_pembaruan_datang_lagi_sampai_diakui(bot, rina: Orang) -> None:
    """Fetching is not acknowledging: only a higher offset removes an update."""
    rina.tulis("satu")
    rina.tulis("dua")

    pertama = await bot.get_updates(limit=1)
    lagi = await bot.get_updates()
    sisa = await bot.get_updates(offset=pertama[0].update_id + 1)

    assert [u.message.text for u in lagi] == ["satu", "dua"]
    assert [u.message.text for u in sisa] == ["dua"]


async def test_anggota_dan_obrolan(bot, dunia: Dunia) -> None:
    """Chats and members parse as the library's own types."""
    pemilik = await bot.get_chat_member(GRUP, RINA)
    tamu = await bot.get_chat_member(GRUP, 9001)
    grup = await bot.get_chat(GRUP)
    perbuatan.ubah_status_bot(dunia, GRUP, dunia.orang[RINA], "administrator")
    diri = await bot.get_chat_member(GRUP, bot.id)

    assert (pemilik.status, tamu.status, diri.status) == ("creator", "left", "administrator")
    assert grup.title == "Kinerja Dinas Contoh"
    assert (await bot.get_chat(RINA)).first_name == "Rina <b>Oktavia"


async def test_tidak_bisa_seperti_di_aplikasi(dunia: Dunia, rina: Orang, taufik: Orang) -> None:
    """A person can't write before START, nor in a foreign group, and hears which buttons there are."""
    with pytest.raises(perbuatan.TidakBisa):
        taufik.tulis("halo")
    with pytest.raises(perbuatan.TidakBisa):
        Orang(dunia, 9001).tulis("halo", chat=GRUP)
    with pytest.raises(LookupError, match="tidak ada"):
        rina.tekan("✅ Setuju")
