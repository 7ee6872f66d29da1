"""A courier on an empty outbox, with Telegram in memory and time that passes only when everything waits."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select
from telegram.ext import ExtBot

from bot.kurir import Kurir
from db.kotak_keluar import Surat, titipkan
from db.pangkalan import Pangkalan
from db.tabel import KotakKeluar
from tests.palsu import TOKEN, JamPalsu, Kabel, TelegramPalsu

SARI, BUDI, GRUP = 501, 502, -100_900


class Loket:
    """Hands messages in and lets the courier work in simulated time."""

    def __init__(self, pangkalan: Pangkalan, tempat: Path) -> None:
        self.pangkalan, self.jam = pangkalan, JamPalsu()
        self.telegram = TelegramPalsu(self.jam)
        self.tempat = tempat
        self.kabar: list[tuple[Any, ...]] = []
        self.mulai = self.jam.sekarang()
        self.kurir = self.kurir_baru()

    def kurir_baru(self) -> Kurir:
        """As after a restart."""
        bot = ExtBot(TOKEN, request=Kabel(self.telegram), get_updates_request=Kabel(self.telegram))
        return Kurir(
            self.pangkalan,
            bot,
            self.jam,
            self.tempat,
            lambda sesi, baris, waktu: self.kabar.append(("tak terjangkau", baris.id)),
            lambda sesi, baris, sebab, waktu: self.kabar.append(("gagal", baris.id, sebab)),
            lambda sesi, lama, baru: self.kabar.append(("pindah", lama, baru)),
            acak=lambda: 0.0,
        )

    def titip(self, chat: int, teks: str = "", metode: str = "sendMessage", **lain: Any) -> int:
        isi = lain.pop("isi", None) or {"text": teks}
        surat = Surat(chat, metode, isi, **lain)
        return self.pangkalan.tulis_sinkron(lambda sesi: titipkan(sesi, surat, self.jam.sekarang()))

    def tulis(self, kerja: Any, *lain: Any) -> Any:
        """`kerja(sesi, …, waktu)` in a transaction."""
        return self.pangkalan.tulis_sinkron(lambda sesi: kerja(sesi, *lain, self.jam.sekarang()))

    async def antar(self, sampai: float | None = None) -> None:
        """Until nothing waits, or until `sampai` seconds after the start of the test."""
        while (saat := await self.kurir.sekali()) is not None:
            if sampai is not None and (saat - self.mulai).total_seconds() > sampai:
                self.jam.maju(sampai - self.detik(self.jam.sekarang()))
                return
            self.jam.ke(saat)

    def detik(self, saat: datetime) -> float:
        return (saat - self.mulai).total_seconds()

    def saat_kirim(self, chat: int) -> list[float]:
        """Seconds after the start at which something reached the chat."""
        return [self.detik(p.waktu) for p in self.telegram.panggilan if p.chat == chat]

    def baris(self, id: int) -> KotakKeluar:
        return self.pangkalan.baca_sinkron(lambda sesi: sesi.get_one(KotakKeluar, id))

    def semua(self) -> list[KotakKeluar]:
        return self.pangkalan.baca_sinkron(_semua)


def _semua(sesi: Session) -> list[KotakKeluar]:
    return list(sesi.exec(select(KotakKeluar).order_by(col(KotakKeluar.id))).all())


@pytest.fixture
def loket(url_basisdata: str, tmp_path: Path) -> Iterator[Loket]:
    pangkalan = Pangkalan(url_basisdata)
    pangkalan.migrasikan()
    yield Loket(pangkalan, tmp_path / "berkas")
    pangkalan.tutup()
