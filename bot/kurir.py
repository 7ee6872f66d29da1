"""The courier: takes rows of the outbox to Telegram, in order within a chat, at the pace that Telegram allows.

What Telegram answers decides what becomes of a row (K15–K23); each result is stored in a transaction of its own.
A row is read again right before it is sent, so a change made while it waited is what goes out.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session
from telegram import Bot

from bot import putusan_kirim as putusan
from bot.catatan import sembunyikan
from bot.galat_telegram import DitolakTetap, GalatTelegram, Putus, Ragu, TokenDitolak
from bot.jam import Jam
from bot.laju import Laju
from bot.pengirim import Pengirim, Terkirim, susun
from db.antrean_keluar import Calon, baca_baris, baca_jeda, calon_kirim, giliran, terkirim_terakhir
from db.pangkalan import ADA_SURAT, Kabar, Pangkalan
from db.tabel import KotakKeluar
from db.titik_mati import lewati

_LOG = logging.getLogger(__name__)

T = TypeVar("T")

SERENTAK = 8  # chats at the same time
INTIP_SETIAP = 1.0  # seconds between looks for rows that another process has written
BERHENTI_DALAM = 4.0  # seconds that running requests get when the program stops
PUTUS_BERTURUT = 3  # so many failed requests in a row mean that Telegram, not a message, is the trouble

TakTerjangkauDipanggil = Callable[[Session, KotakKeluar, datetime], None]
GagalDipanggil = Callable[[Session, KotakKeluar, str, datetime], None]
PindahDipanggil = Callable[[Session, int, int], None]


@dataclass(frozen=True)
class _Muatan:
    """What is being sent: the row as it was read, and the message that it edits."""

    baris: KotakKeluar
    asal: KotakKeluar | None


class Kurir:
    """One courier per database (see `bot.kunci`).

    The callables are called inside the transaction that stores the result, so that what they write (a mention in
    the group, a notice to the administrator) is written with it: `saat_tak_terjangkau(sesi, baris, waktu)`,
    `saat_gagal(sesi, baris, sebab, waktu)`, `saat_pindah(sesi, lama, baru)`; `saat_topik_hilang(sesi, baris, waktu)` for a
    message that went to the group's general topic because its own is closed or deleted (K20).
    `acak`: a number from 0 to 1 for the jitter of pauses.
    """

    def __init__(
        self,
        pangkalan: Pangkalan,
        bot: Bot,
        jam: Jam,
        tempat_berkas: Path,
        saat_tak_terjangkau: TakTerjangkauDipanggil,
        saat_gagal: GagalDipanggil,
        saat_pindah: PindahDipanggil,
        *,
        saat_topik_hilang: TakTerjangkauDipanggil = lambda *_: None,
        acak: Callable[[], float] = random.random,
        laju: Laju | None = None,
    ) -> None:
        self._pangkalan, self._jam, self._acak = pangkalan, jam, acak
        self._akibat = putusan.Akibat(saat_tak_terjangkau, saat_gagal, saat_pindah)
        self._saat_topik_hilang = saat_topik_hilang
        self._laju = laju or Laju()
        self._pengirim = Pengirim(bot, tempat_berkas, self._catat_laju)
        self._antrean: dict[int, list[Calon]] = {}
        self._jeda: dict[int, datetime] = {}
        self._jalan: dict[int, asyncio.Task[None]] = {}  # chat → the request under way
        self._usai: set[int] = set()  # rows finished since the last look at the database
        self._terlama: set[int] = set()  # chats whose rows must be looked at again before the next one goes
        self._putus = 0  # failed requests since Telegram last answered
        self._putus_sampai: datetime | None = None
        self._perlu_muat = True
        self._memuat = 0  # looks at the database under way
        self._siap = False
        self._berhenti = False
        self._fatal: BaseException | None = None
        self._ubah = asyncio.Event()
        pangkalan.dengarkan(self._dengar)

    async def jalan(self) -> None:
        """Send until `berhenti`. Raises TokenDitolak when Telegram refuses the token (K24)."""
        self._berhenti = False
        try:
            while not self._berhenti:
                self._ubah.clear()
                await self._putaran_aman()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._ubah.wait(), self._lama_tunggu())
                    continue
                self._perlu_muat = True
        finally:
            await self._habiskan()

    async def sekali(self) -> datetime | None:
        """Send what may go now and wait for the answers; returns when the next row may go, None: nothing waits."""
        self._perlu_muat = True
        await self._putaran()
        if self._jalan:
            await asyncio.wait(self._jalan.values())
        if self._fatal is not None:
            raise self._fatal
        await self._muat()
        return self._berikut(self._jam.sekarang())

    def bangun(self) -> None:
        """There is something new in the outbox."""
        self._perlu_muat = True
        self._ubah.set()

    @property
    def sibuk(self) -> bool:
        """Whether something is under way or could go now; what waits for its time does not count."""
        sekarang = self._jam.sekarang()
        berikut = self._berikut(sekarang)
        memuat = bool(self._memuat) or (self._perlu_muat and self._laju.lapang(sekarang) <= sekarang)
        return memuat or bool(self._jalan) or (berikut is not None and berikut <= sekarang)

    def berhenti(self) -> None:
        """End `jalan` after the requests under way."""
        self._berhenti = True
        self._ubah.set()

    def _dengar(self, kabar: Kabar) -> None:
        if ADA_SURAT in kabar:
            self.bangun()

    # --- which row next -----------------------------------------------------------------------------------------

    async def _putaran_aman(self) -> None:
        try:
            await self._putaran()
        except (SQLAlchemyError, OSError) as galat:
            _LOG.error("kotak keluar tidak dapat dibaca: %s", type(galat).__name__)
        if self._fatal is not None:
            raise self._fatal

    async def _putaran(self) -> None:
        """Start a request for every chat whose turn it is."""
        if not self._siap:
            await self._ingat_laju()
        if self._laju.lapang(self._jam.sekarang()) > self._jam.sekarang():
            return  # nothing may go, so there is no use in looking
        if self._perlu_muat:
            await self._muat()
        sekarang = self._jam.sekarang()
        if self._putus_sampai is not None and (sekarang < self._putus_sampai or self._jalan):
            return
        tempat = (SERENTAK if self._putus_sampai is None else 1) - len(self._jalan)
        terpilih: list[Calon] = []
        for calon in sorted(self._kepala(), key=lambda satu: (satu.prioritas, satu.id)):
            if len(terpilih) >= tempat:
                break
            if self._kapan(calon, sekarang) > sekarang:
                continue
            self._laju.catat(calon.chat_id, sekarang)
            terpilih.append(calon)
        if not terpilih:
            return
        for calon, muatan in await self._baca(lambda sesi: [(c, _muatan(sesi, c)) for c in terpilih]):
            tugas = asyncio.create_task(self._urus(calon, muatan), name=f"kurir-{calon.id}")
            self._jalan[calon.chat_id] = tugas
            tugas.add_done_callback(partial(self._lepas, calon.chat_id))

    def _kepala(self) -> list[Calon]:
        sibuk = self._jalan.keys() | self._terlama
        return [giliran(baris) for chat, baris in self._antrean.items() if baris and chat not in sibuk]

    def _kapan(self, calon: Calon, sekarang: datetime) -> datetime:
        """The earliest moment at which this row may go."""
        saat = self._laju.kapan(calon.chat_id, calon.prioritas, sekarang, calon.bobot)
        for jeda in (calon.coba_lagi_pada, self._jeda.get(calon.chat_id), self._jeda.get(0)):
            if jeda is not None and jeda > saat:
                saat = jeda
        return saat

    def _berikut(self, sekarang: datetime) -> datetime | None:
        saat = min((self._kapan(calon, sekarang) for calon in self._kepala()), default=None)
        if saat is not None and self._putus_sampai is not None:
            return max(saat, self._putus_sampai)
        return saat

    def _lama_tunggu(self) -> float:
        sekarang = self._jam.sekarang()
        saat: datetime | None = self._laju.lapang(sekarang)
        if saat is not None and saat <= sekarang:
            saat = self._berikut(sekarang)
        if saat is None or len(self._jalan) >= SERENTAK:
            return INTIP_SETIAP
        return min(INTIP_SETIAP, max(0.005, (saat - sekarang).total_seconds()))

    async def _muat(self) -> None:
        self._perlu_muat = False
        self._usai.clear()
        self._terlama = set()
        sekarang = self._jam.sekarang()
        antrean, self._jeda = await self._baca(lambda sesi: (calon_kirim(sesi), baca_jeda(sesi, sekarang)))
        for chat, baris in antrean.items():
            antrean[chat] = [satu for satu in baris if satu.id not in self._usai]
        self._antrean = antrean

    async def _baca(self, kerja: Callable[[Session], T]) -> T:
        self._memuat += 1
        try:
            return await self._pangkalan.baca(kerja)
        finally:
            self._memuat -= 1

    async def _ingat_laju(self) -> None:
        """What went out right before a restart counts as well."""
        sejak = self._jam.sekarang() - timedelta(minutes=1)
        for chat_id, waktu in await self._pangkalan.baca(lambda sesi: terkirim_terakhir(sesi, sejak)):
            self._laju.catat(chat_id, waktu)
        self._siap = True

    def _catat_laju(self, chat_id: int, jumlah: int) -> None:
        self._laju.catat(chat_id, self._jam.sekarang(), jumlah)

    def _lepas(self, chat_id: int, tugas: asyncio.Task[None]) -> None:
        self._jalan.pop(chat_id, None)
        if not tugas.cancelled() and (galat := tugas.exception()) is not None:
            if isinstance(galat, TokenDitolak):
                self._fatal = galat
            else:
                _LOG.error("kurir: %s", sembunyikan(repr(galat)), exc_info=galat)
        self._ubah.set()

    async def _habiskan(self) -> None:
        if self._jalan:
            await asyncio.wait(self._jalan.values(), timeout=BERHENTI_DALAM)
        for tugas in list(self._jalan.values()):
            tugas.cancel()
        await asyncio.gather(*self._jalan.values(), return_exceptions=True)

    # --- one row ------------------------------------------------------------------------------------------------

    async def _urus(self, calon: Calon, muatan: _Muatan | None) -> None:
        if muatan is None:
            self._selesai(calon)
            return
        try:
            terkirim = await self._pengirim.kirim(*susun(muatan.baris, muatan.asal))
        except TokenDitolak:
            raise
        except GalatTelegram as galat:
            await self._gagal(muatan.baris, galat)
        except Exception as galat:  # our own mistake in this row must not hold up the chat
            _LOG.exception("pesan %s tidak dapat dikirim", calon.id)
            await self._gagal(muatan.baris, DitolakTetap(f"kesalahan program ({type(galat).__name__})"))
        else:
            lewati("sesudah_kirim")
            self._nilai_jaringan(None)
            waktu = self._jam.sekarang()
            lagi = await self._simpan(lambda sesi: self._berhasil(sesi, muatan.baris, terkirim, waktu))
            self._selesai(calon)
            if lagi:  # it may have been looked at before this was known: look again
                self._usai.discard(calon.id)
                self._perlu_muat = True

    def _berhasil(self, sesi: Session, baris: KotakKeluar, terkirim: Terkirim, waktu: datetime) -> bool:
        keluar = terkirim.permintaan
        if baris.topik is not None and keluar.topik is None and keluar.sunting is None:
            self._saat_topik_hilang(sesi, baris, waktu)
        return putusan.berhasil(sesi, baris, terkirim, waktu)

    async def _gagal(self, baris: KotakKeluar, galat: GalatTelegram) -> None:
        _LOG.info("pesan %s ke %s: %s", baris.id, baris.chat_id, sembunyikan(repr(galat)))
        hitung = self._nilai_jaringan(galat)
        waktu, acak = self._jam.sekarang(), self._acak()
        await self._simpan(
            lambda sesi: putusan.gagal(sesi, baris, galat, waktu, self._akibat, hitung=hitung, acak=acak)
        )
        self._terlama.add(baris.chat_id)
        self._perlu_muat = True

    async def _simpan(self, kerja: Callable[[Session], T]) -> T:
        """The result must be stored, or the message would go out again: the chat waits until the database can."""
        jeda = 0.2
        while True:
            try:
                return await self._pangkalan.tulis(kerja)
            except (SQLAlchemyError, OSError) as galat:
                _LOG.error("hasil pengiriman tidak dapat disimpan: %s", type(galat).__name__)
                await asyncio.sleep(jeda)
                jeda = min(jeda * 2, 30.0)

    def _selesai(self, calon: Calon) -> None:
        """The row needs no sending any more, or has been merged with a newer one that is read from the database."""
        self._usai.add(calon.id)
        sisa = [satu for satu in self._antrean.get(calon.chat_id, ()) if satu.id != calon.id]
        self._antrean[calon.chat_id] = sisa

    def _nilai_jaringan(self, galat: GalatTelegram | None) -> bool:
        """Whether Telegram can be talked to. While it cannot, one request after a growing pause finds out (K16)."""
        if not isinstance(galat, Putus | Ragu):
            self._putus, self._putus_sampai = 0, None
            return True
        self._putus += 1
        if self._putus < PUTUS_BERTURUT:
            return True
        jeda = putusan.jeda(self._putus - PUTUS_BERTURUT + 1, self._acak())
        self._putus_sampai = self._jam.sekarang() + jeda
        return False


def _muatan(sesi: Session, calon: Calon) -> _Muatan | None:
    baris = baca_baris(sesi, calon)
    if baris is None:
        return None
    asal = sesi.get(KotakKeluar, baris.asal_id) if baris.asal_id is not None else None
    return _Muatan(baris, asal)
