"""The inbox: an update is stored before Telegram learns that it was received, and marked in the transaction that applies it.

`KotakMasuk` is the `asyncio.Queue` that the Telegram library fills, by polling and by webhook alike. It hands out one
update per chat at a time, in order; a chat whose update failed waits while the others go on.
"""

import asyncio
import json
import logging
from bisect import insort
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, SQLModel, col, select
from telegram import Bot, Update
from telegram.error import NetworkError

from bot.jam import Jam
from db.pangkalan import UPDATE_SELESAI, Kabar, Pangkalan
from db.tabel import KotakMasuk as Baris
from db.titik_mati import lewati

_LOG = logging.getLogger(__name__)

JEDA_ULANG = (2, 10, 60, 300)  # seconds to wait after the first, second, … failure
PERCOBAAN_TERBANYAK = len(JEDA_ULANG) + 1
DISIMPAN_DI_MEMORI = 500  # parsed updates kept; the rest is read again from the database
SERENTAK = 8  # updates in work at the same time, each of another chat
PERIKSA_SETIAP = 1.0  # seconds; the simulator's clock may jump

SaatDisisihkan = Callable[[Session, Baris, datetime], None]


class SudahDitangani(Exception):
    """This update has been applied before; the transaction must be rolled back."""

    def __init__(self, update_id: int) -> None:
        self.update_id = update_id
        super().__init__(f"Pesan masuk {update_id} sudah ditangani.")


def tandai_selesai(sesi: Session, update_id: int, waktu: datetime) -> None:
    """Mark the update handled, inside the transaction that applies it. Raises SudahDitangani when it is already."""
    if not _tandai(sesi, update_id, waktu):
        raise SudahDitangani(update_id)
    sesi.info[UPDATE_SELESAI] = update_id


def ulangi(sesi: Session, update_id: int) -> bool:
    """Give an update that was set aside another chance (after a repair). True when there was such a row."""
    return bool(
        sesi.exec(
            update(Baris)
            .where(col(Baris.update_id) == update_id, col(Baris.status) == "disisihkan")
            .values(status="baru", percobaan=0, coba_lagi_pada=None, selesai_pada=None)
        ).rowcount
    )


def pangkas(sesi: Session, sebelum: datetime) -> int:
    """Delete handled updates received before `sebelum`; returns how many."""
    lama = (col(Baris.status) == "selesai", col(Baris.diterima_pada) < sebelum)
    return int(sesi.exec(delete(Baris).where(*lama)).rowcount)


class KotakMasuk(asyncio.Queue[object]):
    """The queue of the Telegram library, kept in the database.

    `saat_disisihkan(sesi, baris, waktu)` is called inside the transaction that sets an update aside, so that the message
    to the administrator is written with it. `bot` must be set before updates are handed out. With `menangani=False`
    updates are only stored: another process handles them (PostgreSQL), until `mulai` is called.
    """

    def __init__(
        self, pangkalan: Pangkalan, jam: Jam, saat_disisihkan: SaatDisisihkan | None = None, *, menangani: bool = True
    ) -> None:
        super().__init__()
        self.bot: Bot | None = None
        self._pangkalan = pangkalan
        self._jam = jam
        self._saat_disisihkan = saat_disisihkan
        self._menangani = menangani
        self._sudah_muat = False
        self._dimuat = 0.0  # when, by the event loop's clock
        self._per_chat: dict[int, deque[int]] = {}  # unhandled, oldest first; the head may be in work
        self._tunda: dict[int, datetime] = {}  # chat → when its head may be tried again
        self._dikerjakan: dict[int, int] = {}  # update_id → chat
        self._isi: OrderedDict[int, Update] = OrderedDict()
        self._penanda = asyncio.Lock()
        self._akan_ditandai: set[int] = set()  # handled, and no service's transaction has marked them
        self._ditandai: set[int] = set()  # in work, and already marked by the service's transaction
        self._gagal: dict[int, int] = {}
        self._baru_disimpan: set[int] = set()
        self._tanda: deque[object] = deque()  # the library's stop signal
        self._ubah = asyncio.Event()
        pangkalan.dengarkan(self._dengar)

    # --- in -----------------------------------------------------------------------------------------------------

    async def put(self, item: object) -> None:
        """Store an update that came alone (webhook); what `simpan` has stored already costs nothing.

        Raises telegram.error.NetworkError when it cannot be stored: polling goes on, a webhook answers 500.
        """
        if not isinstance(item, Update):
            self._tanda.append(item)
            self._ubah.set()
            return
        if item.update_id in self._baru_disimpan:
            self._baru_disimpan.discard(item.update_id)
            return
        await self.simpan([json.loads(item.to_json())], [item])
        self._baru_disimpan.discard(item.update_id)

    async def simpan(self, mentah: Sequence[Mapping[str, Any]], terurai: Sequence[Update | None]) -> None:
        """Store a fetched batch in one transaction; `terurai[i]` None: it could not be parsed and is set aside (K08).

        Known updates are left alone (K10). Raises telegram.error.NetworkError when nothing could be stored (K07).
        """
        if not mentah:
            return
        lewati("sebelum_kotak_masuk")
        waktu = self._jam.sekarang()
        baris = [_nilai(satu, urai is not None, waktu) for satu, urai in zip(mentah, terurai, strict=True)]
        try:
            baru = await self._pangkalan.tulis(lambda sesi: self._sisipkan(sesi, baris, waktu))
        except (SQLAlchemyError, OSError) as galat:
            _LOG.error("kotak masuk tidak dapat ditulis: %s", type(galat).__name__)
            raise NetworkError(f"kotak masuk tidak dapat ditulis: {type(galat).__name__}") from galat
        lewati("sesudah_kotak_masuk")
        self._baru_disimpan = {nilai["update_id"] for nilai in baris}
        for nilai, urai in zip(baris, terurai, strict=True):
            if urai is not None and nilai["update_id"] in baru:
                self._antrikan(nilai["update_id"], nilai["chat_id"])
                self._ingat(urai)
        self._ubah.set()

    def _sisipkan(self, sesi: Session, baris: list[dict[str, Any]], waktu: datetime) -> set[int]:
        insert = sqlite.insert if self._pangkalan.sqlite else postgresql.insert
        perintah = insert(Baris).on_conflict_do_nothing().returning(col(Baris.update_id))
        baru = set(sesi.execute(perintah, baris).scalars())
        for nilai in baris:
            if nilai["status"] == "disisihkan" and nilai["update_id"] in baru:
                self._kabari(sesi, nilai["update_id"], waktu)
        return baru

    # --- out ----------------------------------------------------------------------------------------------------

    async def get(self) -> object:
        """The next update whose turn it is (or the library's stop signal); belongs to the caller until `selesai`."""
        while True:
            if self._tanda:
                return self._tanda.popleft()
            self._ubah.clear()
            try:
                pembaruan = await self._berikut() if self._menangani else None
            except (SQLAlchemyError, OSError) as galat:
                _LOG.error("kotak masuk tidak dapat dibaca: %s", type(galat).__name__)
                pembaruan = None
            if pembaruan is not None:
                return pembaruan
            await self._tunggu()

    async def mulai(self) -> None:
        """This process handles updates from now on; what is unhandled in the database comes first."""
        self._menangani = True
        await self.muat()

    async def muat(self) -> None:
        """Take up unhandled updates from the database: after a restart, and those that another process has stored."""
        for update_id, chat_id, coba_lagi in await self._pangkalan.baca(_belum_ditangani):
            if self._antrikan(update_id, chat_id) and coba_lagi is not None:
                self._tunda[chat_id] = coba_lagi
        self._sudah_muat = True
        self._dimuat = asyncio.get_running_loop().time()
        self._ubah.set()

    def selesai(self, update_id: int) -> None:
        """The update has been handled (and marked): the chat's next one may come."""
        chat_id = self._dikerjakan.pop(update_id, None)
        if chat_id is None:
            return
        self._isi.pop(update_id, None)
        self._ditandai.discard(update_id)
        self._gagal.pop(update_id, None)
        antrean = self._per_chat[chat_id]
        antrean.remove(update_id)
        if not antrean:
            del self._per_chat[chat_id]
        self._ubah.set()

    def kembalikan(self, update_id: int, jeda: float = 0.0) -> None:
        """The update was not handled after all: it keeps its place and comes again after `jeda` seconds."""
        chat_id = self._dikerjakan.pop(update_id, None)
        if chat_id is not None and jeda:
            self._tunda[chat_id] = self._jam.sekarang() + timedelta(seconds=jeda)
        self._ubah.set()

    def sudah_ditandai(self, update_id: int) -> bool:
        """Whether a service transaction has marked this update, which is in work."""
        return update_id in self._ditandai

    def percobaan(self, update_id: int) -> int:
        """How often this update has failed since the program started."""
        return self._gagal.get(update_id, 0)

    async def tandai(self, update_id: int) -> None:
        """Mark an update that no service transaction has marked, then as `selesai`."""
        if update_id in self._dikerjakan and update_id not in self._ditandai:
            self._akan_ditandai.add(update_id)
            async with self._penanda:
                if update_id in self._akan_ditandai:
                    await self._tandai_semua()
        self.selesai(update_id)

    async def _tandai_semua(self) -> None:
        """Marks that have piled up while another transaction ran share one: they only say that nothing is left to do."""
        nomor, waktu = list(self._akan_ditandai), self._jam.sekarang()
        await self._pangkalan.tulis(
            lambda sesi: sesi.connection().execute(_TANDAI, [{"nomor": satu, "saat": waktu} for satu in nomor])
        )
        self._akan_ditandai.difference_update(nomor)

    async def catat_gagal(self, update_id: int, galat: str) -> None:
        """A handler failed: try again after a growing pause, set aside after the fifth time (K09)."""
        waktu = self._jam.sekarang()
        coba_lagi = await self._pangkalan.tulis(lambda sesi: self._gagalkan(sesi, update_id, galat, waktu))
        if coba_lagi is None:
            self.selesai(update_id)
            return
        self._gagal[update_id] = self._gagal.get(update_id, 0) + 1
        chat_id = self._dikerjakan.get(update_id)
        if chat_id is not None:
            self._tunda[chat_id] = coba_lagi
        self.kembalikan(update_id)

    def qsize(self) -> int:
        return sum(len(antrean) for antrean in self._per_chat.values())

    @property
    def sibuk(self) -> bool:
        """Whether something is in work or could be handed out now; what waits after a failure does not count."""
        sekarang = self._jam.sekarang()
        return bool(self._dikerjakan) or any(self._tunda.get(chat, sekarang) <= sekarang for chat in self._per_chat)

    def empty(self) -> bool:
        return not self._tanda and not self._per_chat

    def task_done(self) -> None:
        """The library's own count is not ours: `selesai` names the update."""

    async def join(self) -> None:
        """Wait for the updates in work; the rest stays in the database."""
        while self._dikerjakan:
            self._ubah.clear()
            await self._tunggu()

    async def _berikut(self) -> Update | None:
        if not self._sudah_muat or self._orang_lain_menyimpan():
            await self.muat()
        if len(self._dikerjakan) >= SERENTAK:
            return None
        sekarang = self._jam.sekarang()
        sibuk = set(self._dikerjakan.values())
        siap = [
            (antrean[0], chat_id)
            for chat_id, antrean in self._per_chat.items()
            if chat_id not in sibuk and self._tunda.get(chat_id, sekarang) <= sekarang
        ]
        if not siap:
            return None
        update_id, chat_id = min(siap)
        self._tunda.pop(chat_id, None)
        self._dikerjakan[update_id] = chat_id
        try:
            pembaruan = self._isi.get(update_id) or await self._bangun_ulang(update_id)
        except BaseException:
            self.kembalikan(update_id)
            raise
        if pembaruan is None:
            self.selesai(update_id)
        return pembaruan

    async def _bangun_ulang(self, update_id: int) -> Update | None:
        """Read it from the database; None when somebody else has handled it meanwhile or it no longer parses."""
        isi = await self._pangkalan.baca(
            lambda sesi: sesi.exec(
                select(Baris.isi).where(Baris.update_id == update_id, Baris.status == "baru")
            ).first()
        )
        if isi is None:
            return None
        try:
            return Update.de_json(json.loads(isi), self.bot)
        except Exception as galat:  # whatever the library trips over: the update must not block the others
            sebab = type(galat).__name__
            await self._pangkalan.tulis(lambda sesi: self._sisihkan(sesi, update_id, sebab))
            return None

    def _orang_lain_menyimpan(self) -> bool:
        """On PostgreSQL other processes store too: time to look."""
        return not self._pangkalan.sqlite and asyncio.get_running_loop().time() - self._dimuat >= PERIKSA_SETIAP

    async def _tunggu(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ubah.wait(), PERIKSA_SETIAP)

    def _antrikan(self, update_id: int, chat_id: int) -> bool:
        antrean = self._per_chat.setdefault(chat_id, deque())
        if update_id in self._dikerjakan or update_id in antrean:
            return False
        if antrean and antrean[-1] > update_id:
            urut = list(antrean)
            kepala = 1 if urut[0] in self._dikerjakan else 0
            insort(urut, update_id, lo=kepala)
            self._per_chat[chat_id] = deque(urut)
        else:
            antrean.append(update_id)
        return True

    def _ingat(self, pembaruan: Update) -> None:
        if len(self._isi) < DISIMPAN_DI_MEMORI:
            self._isi[pembaruan.update_id] = pembaruan

    def _dengar(self, kabar: Kabar) -> None:
        """A service transaction has marked the update: no second mark is needed."""
        update_id = kabar.get(UPDATE_SELESAI)
        if update_id in self._dikerjakan:
            self._ditandai.add(update_id)

    # --- rows ---------------------------------------------------------------------------------------------------

    def _gagalkan(self, sesi: Session, update_id: int, galat: str, waktu: datetime) -> datetime | None:
        baris = sesi.get(Baris, update_id)
        if baris is None or baris.selesai_pada is not None:
            return None
        baris.percobaan += 1
        baris.galat = galat[:500]
        if baris.percobaan >= PERCOBAAN_TERBANYAK:
            self._sisihkan(sesi, update_id, galat)
            return None
        baris.coba_lagi_pada = waktu + timedelta(seconds=JEDA_ULANG[baris.percobaan - 1])
        return baris.coba_lagi_pada

    def _sisihkan(self, sesi: Session, update_id: int, galat: str) -> None:
        baris = sesi.get_one(Baris, update_id)
        waktu = self._jam.sekarang()
        baris.status, baris.galat, baris.coba_lagi_pada = "disisihkan", galat[:500], None
        self._kabari(sesi, update_id, waktu)

    def _kabari(self, sesi: Session, update_id: int, waktu: datetime) -> None:
        _LOG.error("pesan masuk %s disisihkan", update_id)
        if self._saat_disisihkan is not None:
            self._saat_disisihkan(sesi, sesi.get_one(Baris, update_id), waktu)


_TABEL = SQLModel.metadata.tables["kotakmasuk"]
_TANDAI = (  # below the ORM: this runs in every transaction
    update(_TABEL)
    .where(_TABEL.c.update_id == bindparam("nomor"), _TABEL.c.selesai_pada.is_(None))
    .values(status="selesai", selesai_pada=bindparam("saat"), coba_lagi_pada=None)
)


def _tandai(sesi: Session, update_id: int, waktu: datetime) -> bool:
    return bool(sesi.connection().execute(_TANDAI, {"nomor": update_id, "saat": waktu}).rowcount)


def _belum_ditangani(sesi: Session) -> Sequence[tuple[int, int, datetime | None]]:
    tanya = select(Baris.update_id, Baris.chat_id, Baris.coba_lagi_pada).where(Baris.status == "baru")
    return sesi.exec(tanya.order_by(col(Baris.update_id))).all()


def _nilai(mentah: Mapping[str, Any], terbaca: bool, waktu: datetime) -> dict[str, Any]:
    return {
        "update_id": mentah["update_id"],
        "chat_id": chat_dari(mentah),
        "isi": json.dumps(mentah),  # escaped: half an emoji or a zero byte can be stored as well
        "diterima_pada": waktu,
        "status": "baru" if terbaca else "disisihkan",
        "percobaan": 0,
        "galat": "" if terbaca else "tidak dapat diurai",
    }


def chat_dari(mentah: Mapping[str, Any]) -> int:
    """The chat of a raw update, else the person, else 0: what keeps its order. Never raises."""
    for jalur in _kandidat(mentah):
        kode = jalur.get("id") if isinstance(jalur, Mapping) else None
        if isinstance(kode, int):
            return kode
    return 0


def _kandidat(mentah: Mapping[str, Any]) -> Iterable[object]:
    for isi in mentah.values():
        if not isinstance(isi, Mapping):
            continue
        pesan = isi.get("message")
        yield isi.get("chat")
        yield pesan.get("chat") if isinstance(pesan, Mapping) else None
        yield isi.get("from") or isi.get("user")
