"""The alarm clock: wakes up, asks the database what is due, hands each moment to the service. It sends nothing itself."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlmodel import Session

from bot.layanan import (
    cuti_bersama,
    dokumen,
    formulir_keluar,
    ingatkan,
    jumat,
    pejabat,
    perbuatan_langkah,
    rapat_berkas,
    selaras,
    susulan,
    tenggat,
    triwulan,
)
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.tonggak_baru import ADA_TONGGAK
from db.pangkalan import Kabar
from db.tabel import Tonggak

_LOG = logging.getLogger(__name__)

DETAK_DETIK = 1
# Kinds of due moments that need no more than their own row.
SENDIRI: dict[str, Callable[[Layanan, int], Awaitable[None]]] = {
    "pejabat": pejabat.saat_tanggal,
    "jumat": jumat.tiba,
    "triwulan": triwulan.tiba,
    "susulan": susulan.tiba,
    "rapat-kalender": rapat_berkas.antar_kalender,
    "rapat-ingat": rapat_berkas.ingatkan,
    "rapat-notulen": rapat_berkas.susun_notulen,
    cuti_bersama.JENIS: cuti_bersama.tiba,
}


class Penjadwal:
    """One per database. `saat_detak(waktu)` is told of every look, for the health report."""

    def __init__(self, layanan: Layanan, saat_detak: Callable[[datetime], None] = lambda _: None) -> None:
        self._layanan = layanan
        self._saat_detak = saat_detak
        self._giliran = asyncio.Lock()
        self._tugas: set[asyncio.Task[None]] = set()
        self._jam = AsyncIOScheduler(timezone="UTC")
        self._aktif = False
        self._lengkap = False  # whether every office has its dates written down
        layanan.pangkalan.dengarkan(self._dengar)

    def pakai(self, layanan: Layanan) -> None:
        """The service as it is once the bot knows its own name: papers carry a link to it."""
        self._layanan = layanan

    def mulai(self) -> None:
        """Wake up every second; a late wake-up is worth as much as a punctual one."""
        self._aktif = True
        self._jam.add_job(
            self._ketuk,
            "interval",
            seconds=DETAK_DETIK,
            id="detak",
            coalesce=True,
            misfire_grace_time=None,
            max_instances=1,
            replace_existing=True,
        )
        self._jam.start()
        self._bangun()

    async def _ketuk(self) -> None:
        """The job of the alarm clock: over at once, so that there is nothing to cancel when the clock stops."""
        if not self.sibuk:
            self._bangun()

    async def berhenti(self) -> None:
        """Stop waking up; what is under way ends."""
        self._aktif = False
        if self._jam.running:
            self._jam.shutdown(wait=False)
        if self._tugas:
            await asyncio.wait(self._tugas, timeout=4)

    @property
    def sibuk(self) -> bool:
        """Whether a look at what is due is under way."""
        return bool(self._tugas) or self._giliran.locked()

    async def detak(self) -> None:
        """Handle everything that is due, oldest first."""
        async with self._giliran:
            if not self._lengkap:
                await triwulan.lengkapi(self._layanan)
                await cuti_bersama.lengkapi(self._layanan)
                self._lengkap = True
            while await self._satu_putaran():
                pass
            self._saat_detak(self._layanan.jam.sekarang())

    async def _satu_putaran(self) -> bool:
        """What somebody waits for, then one lot of reminders. False when nothing was due."""

        def lihat(sesi: Session, waktu: datetime) -> tuple[list[Tonggak], list[int]]:
            if not tenggat.ada_yang_tiba(sesi, waktu):
                return [], []
            return tenggat.yang_tiba(sesi, waktu), ingatkan.kantor_tiba(sesi, waktu)

        tiba, kantor = await self._layanan.baca(lihat)
        for satu in tiba:
            await self._tangani(satu)
        if kantor:
            await self._ingatkan(kantor)
        return bool(tiba or kantor)

    async def _ingatkan(self, kantor: Sequence[int]) -> None:
        try:
            await ingatkan.ingatkan(self._layanan, kantor)
        except Exception:
            if len(kantor) == 1:
                _LOG.exception("pengingat kantor %s gagal", kantor[0])
                await ingatkan.gagal(self._layanan, kantor[0])
                return
            for satu in kantor:  # one office in trouble must not hold up the others
                await self._ingatkan([satu])

    async def berikutnya(self) -> datetime | None:
        """When the next due moment comes."""
        return await self._layanan.baca(lambda sesi, _: tenggat.berikutnya(sesi))

    async def _tangani(self, tonggak: Tonggak) -> None:
        assert tonggak.id is not None
        try:
            await self._perbuatan(tonggak)
        except Exception:
            _LOG.exception("tonggak %s (%s) gagal", tonggak.id, tonggak.jenis)
            nomor = tonggak.id
            await self._layanan.tulis(Asal(None), lambda sesi, waktu: tenggat.catat_gagal(sesi, nomor, waktu))

    def _perbuatan(self, tonggak: Tonggak) -> Awaitable[None]:
        nomor, tugas, jalan = tonggak.id or 0, tonggak.penugasan_id or 0, tonggak.pelaksanaan_id or 0
        match tonggak.jenis:
            case "formulir":
                return formulir_keluar.antar_formulir(self._layanan, nomor, tugas)
            case "dokumen":
                return dokumen.antar_draf(self._layanan, nomor, tugas)
            case "rekap":
                return dokumen.terbitkan(self._layanan, nomor, jalan)
            case "kosong":
                return selaras.ingatkan_kosong(self._layanan, nomor, tugas)
        if tonggak.jenis in SENDIRI:
            return SENDIRI[tonggak.jenis](self._layanan, nomor)
        if tonggak.jenis in perbuatan_langkah.TONGGAK:
            return perbuatan_langkah.TONGGAK[tonggak.jenis](self._layanan, nomor, jalan, tugas)
        raise ValueError(f"jenis tonggak tidak dikenal: {tonggak.jenis}")

    def _dengar(self, kabar: Kabar) -> None:
        if ADA_TONGGAK in kabar:
            self._bangun()

    def _bangun(self) -> None:
        if not self._aktif:
            return
        tugas = asyncio.get_running_loop().create_task(self.detak(), name="detak")
        self._tugas.add(tugas)
        tugas.add_done_callback(self._tugas.discard)
