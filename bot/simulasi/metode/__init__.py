"""The imitated part of the Bot API: method → function. What is not in the table does not exist here."""

from collections.abc import Callable
from typing import Any

from bot.simulasi.dunia import Dunia
from bot.simulasi.metode import atur, kirim, sunting, tanya
from bot.simulasi.metode.kirim import Unggahan_
from bot.simulasi.model import Json

Metode = Callable[[Dunia, Json, Unggahan_], Any]

TABEL: dict[str, Metode] = {
    "getMe": tanya.get_me,
    "getFile": tanya.get_file,
    "getChat": tanya.get_chat,
    "getChatMember": tanya.get_chat_member,
    "getChatAdministrators": tanya.get_chat_administrators,
    "leaveChat": tanya.leave_chat,
    "sendMessage": kirim.send_message,
    "sendDocument": kirim.send_document,
    "sendPhoto": kirim.send_photo,
    "sendMediaGroup": kirim.send_media_group,
    "sendChatAction": kirim.send_chat_action,
    "editMessageText": sunting.edit_message_text,
    "editMessageCaption": sunting.edit_message_caption,
    "editMessageReplyMarkup": sunting.edit_message_reply_markup,
    "editMessageMedia": sunting.edit_message_media,
    "deleteMessage": sunting.delete_message,
    "pinChatMessage": sunting.pin_chat_message,
    "unpinChatMessage": sunting.unpin_chat_message,
    "answerCallbackQuery": sunting.answer_callback_query,
    "setMyCommands": atur.set_my_commands,
    "deleteMyCommands": atur.delete_my_commands,
    "getMyCommands": atur.get_my_commands,
    "setMyDescription": atur.set_my_description,
    "setMyShortDescription": atur.set_my_short_description,
    "setMyName": atur.set_my_name,
    "setChatMenuButton": atur.set_chat_menu_button,
    "setWebhook": atur.set_webhook,
    "deleteWebhook": atur.delete_webhook,
    "getWebhookInfo": atur.get_webhook_info,
    "close": atur.keluar,
    "logOut": atur.keluar,
}

TANPA_JEDA = "getUpdates"
"""The one method that waits; the server serves it itself."""

NAMA = {nama.lower(): nama for nama in (*TABEL, TANPA_JEDA)}
