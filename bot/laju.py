"""The pace that Telegram allows, counted in sliding windows. Pure: time is an argument."""

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Batas:
    """`jumlah` messages within any `jendela`."""

    jumlah: int
    jendela: timedelta


KESELURUHAN = Batas(25, timedelta(seconds=1))
PERORANGAN = Batas(1, timedelta(seconds=1))
GRUP = Batas(18, timedelta(minutes=1))  # edits count as well


class Laju:
    """When may the next message go? Groups have negative ids."""

    def __init__(self, keseluruhan: Batas = KESELURUHAN, perorangan: Batas = PERORANGAN, grup: Batas = GRUP) -> None:
        self._keseluruhan, self._perorangan, self._grup = keseluruhan, perorangan, grup
        self._semua: deque[datetime] = deque(maxlen=keseluruhan.jumlah)
        self._per_chat: dict[int, deque[datetime]] = defaultdict(deque)

    def kapan(self, chat_id: int, prioritas: int, sekarang: datetime, bobot: int = 1) -> datetime:
        """The earliest moment for `bobot` messages; `sekarang` when they may go at once.

        An answer to the person's own act (`prioritas` 0) in a private chat is not held back by that chat's pace.
        """
        saat = _kosong(self._keseluruhan, self._semua, sekarang, min(bobot, self._keseluruhan.jumlah))
        if prioritas == 0 and chat_id > 0:
            return saat
        batas = self._batas(chat_id)
        terpakai = self._per_chat.get(chat_id, deque())
        return max(saat, _kosong(batas, terpakai, sekarang, min(bobot, batas.jumlah)))

    def lapang(self, sekarang: datetime) -> datetime:
        """The earliest moment for anything at all, to whomever."""
        return _kosong(self._keseluruhan, self._semua, sekarang, 1)

    def catat(self, chat_id: int, waktu: datetime, bobot: int = 1) -> None:
        """`bobot` messages have gone to the chat."""
        batas = self._batas(chat_id)
        terpakai = self._per_chat[chat_id]
        for _ in range(bobot):
            self._semua.append(waktu)
            terpakai.append(waktu)
        while len(terpakai) > batas.jumlah:
            terpakai.popleft()
        if len(self._per_chat) > 10_000:
            self._lupakan(waktu)

    def _batas(self, chat_id: int) -> Batas:
        return self._grup if chat_id < 0 else self._perorangan

    def _lupakan(self, waktu: datetime) -> None:
        lama = [chat for chat, terpakai in self._per_chat.items() if terpakai[-1] + self._batas(chat).jendela < waktu]
        for chat in lama:
            del self._per_chat[chat]


def _kosong(batas: Batas, terpakai: deque[datetime], sekarang: datetime, bobot: int) -> datetime:
    """When `bobot` places are free, given the last `batas.jumlah` moments."""
    lebih = len(terpakai) + bobot - batas.jumlah
    if lebih <= 0:
        return sekarang
    return max(sekarang, terpakai[lebih - 1] + batas.jendela)
