"""The context that handlers get: the service, and where the update comes from."""

from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.layanan.dasar import Asal, Layanan

LAYANAN = "layanan"


class Konteks(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """`context.layanan` does the work, `context.asal` says whose act it is."""

    asal: Asal = Asal(None)

    @classmethod
    def from_update(cls, update: object, application: "Application[Any, Any, Any, Any, Any, Any]") -> "Konteks":
        konteks = super().from_update(update, application)
        if isinstance(update, Update):
            orang = update.effective_user
            konteks.asal = Asal(update.update_id, orang.id if orang else 0)
        return konteks

    @property
    def layanan(self) -> Layanan:
        layanan = self.bot_data[LAYANAN]
        assert isinstance(layanan, Layanan)
        return layanan
