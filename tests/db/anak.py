"""A bot small enough to be killed often: `python -m tests.db.anak <database> <folder>`.

The folder plays Telegram and outlives the process: pembaruan.json (updates that wait), offset (what was acknowledged) and
terkirim.jsonl (messages that arrived). Ends with 0 when every update is applied and every message sent.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, func, select
from telegram import Update
from telegram.ext import ContextTypes, TypeHandler

from bot.jam import JamSistem
from bot.kurir import Kurir
from bot.laju import Batas, Laju
from bot.penerima import BotTahan, rakit
from db.kotak_keluar import Surat, titipkan
from db.kotak_masuk import KotakMasuk, tandai_selesai
from db.pangkalan import Pangkalan
from db.tabel import KotakKeluar, Tonggak
from tests.palsu import TOKEN, Kabel, TelegramPalsu


class TelegramDiBerkas(TelegramPalsu):
    """A Telegram that remembers across the death of the bot."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        berkas_offset = folder / "offset"
        self.offset = int(berkas_offset.read_text()) if berkas_offset.exists() else 0
        self.kirim_pembaruan(*json.loads((folder / "pembaruan.json").read_text()))

    async def jawab(self, metode: str, isi: dict[str, Any], berkas: dict[str, bytes]) -> tuple[int, dict[str, Any]]:
        hasil = await super().jawab(metode, isi, berkas)
        (self.folder / "offset").write_text(str(self.offset))
        if metode == "sendMessage":
            with (self.folder / "terkirim.jsonl").open("a") as catatan:
                catatan.write(json.dumps([isi["chat_id"], isi["text"]]) + "\n")
        return hasil


class Anak:
    def __init__(self, url: str, folder: Path) -> None:
        self.jam = JamSistem()
        self.pangkalan = Pangkalan(url)
        self.pangkalan.migrasikan()
        self.telegram = TelegramDiBerkas(folder)
        self.jumlah = len(self.telegram.menunggu)

    async def jalan(self) -> None:
        kotak = KotakMasuk(self.pangkalan, self.jam)
        kabel = Kabel(self.telegram)
        bot = BotTahan(TOKEN, kotak, request=kabel, get_updates_request=kabel)
        cepat = Laju(*(Batas(10_000, batas.jendela) for batas in (_SEDETIK, _SEDETIK, _SEDETIK)))
        kurir = Kurir(self.pangkalan, bot, self.jam, Path(), _tidak, _tidak, _tidak, laju=cepat)
        aplikasi = rakit(bot, kotak)
        aplikasi.add_handler(TypeHandler(Update, self.tangani))
        await aplikasi.initialize()
        pengantar = asyncio.create_task(kurir.jalan())
        await aplikasi.start()
        assert aplikasi.updater is not None
        await aplikasi.updater.start_polling(timeout=1)
        await self._tunggu_tuntas()
        await aplikasi.updater.stop()
        await aplikasi.stop()
        kurir.berhenti()
        await pengantar
        await aplikasi.shutdown()
        self.pangkalan.tutup()

    async def _tunggu_tuntas(self) -> None:
        while True:
            if await self.pangkalan.baca(self._tuntas):
                return
            await asyncio.sleep(0.02)

    async def tangani(self, update: Update, _konteks: ContextTypes.DEFAULT_TYPE) -> None:
        await self.pangkalan.tulis(lambda sesi: self._terapkan(sesi, update))

    def _terapkan(self, sesi: Session, update: Update) -> None:
        waktu = self.jam.sekarang()
        tandai_selesai(sesi, update.update_id, waktu)
        chat = update.effective_chat.id if update.effective_chat else 0
        ke = sesi.exec(select(func.count()).select_from(Tonggak)).one()
        sesi.add(Tonggak(kunci=f"{update.update_id}-{ke}", kapan=waktu, jenis=str(chat)))
        titipkan(sesi, Surat(chat, "sendMessage", {"text": str(update.update_id)}, prioritas=0), waktu)

    def _tuntas(self, sesi: Session) -> bool:
        selesai = sesi.exec(select(func.count()).select_from(Tonggak)).one()
        tersisa = sesi.exec(select(func.count()).where(col(KotakKeluar.status) != "terkirim")).one()
        return selesai >= self.jumlah and tersisa == 0


_SEDETIK = Batas(1, Laju()._perorangan.jendela)


def _tidak(*_: object) -> None: ...


if __name__ == "__main__":
    asyncio.run(Anak(sys.argv[1], Path(sys.argv[2])).jalan())
