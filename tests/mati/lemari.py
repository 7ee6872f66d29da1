"""Worlds played up to a step in this process, kept for the whole test session; and how the next act goes undisturbed."""

import shutil
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from bot.jam import JamSistem
from bot.simulasi import simpanan
from bot.simulasi.dunia import Dunia
from bot.simulasi.jam import JamSimulasi
from bot.simulasi.panggung import Panggung
from bot.simulasi.sandiwara import NOTULEN, Naskah, Sandiwara
from db.tabel import Kejadian
from tests.mati.rumah import sidik_pesan, tanpa_waktu


@dataclass(frozen=True)
class Babak:
    """One press in the middle of a procedure, and the press that follows from it. `langkah`: the step of the first."""

    sop: str
    langkah: int
    peran: str
    label: str
    penerus: str
    label_penerus: str = "✅ Selesai"
    triwulan: int = 1
    notulen: bool = False  # the step asks for a paper first
    notulen_penerus: bool = False

    def __str__(self) -> str:
        return self.sop


@dataclass(frozen=True)
class Acuan:
    """What a play without any fault leaves behind."""

    kejadian: list[str]
    pesan: Counter[tuple[int, str]]


Perbuatan = Callable[[Panggung], Awaitable[object]]


class Lemari:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._siap: dict[tuple[str, int], Path] = {}
        self._acuan: dict[tuple[str, int, str], Acuan] = {}

    async def ambil(self, babak: Babak, tujuan: Path) -> Path:
        """A copy of the world in which the step of `babak` has just begun."""
        kunci = (babak.sop, babak.langkah)
        if kunci not in self._siap:
            folder = self.folder / f"{babak.sop}-{babak.langkah}"
            await self._siapkan(babak, folder)
            self._siap[kunci] = folder
        shutil.copytree(self._siap[kunci], tujuan)
        return tujuan

    async def acuan(self, babak: Babak, apa: str, perbuatan: Perbuatan) -> Acuan:
        """What `perbuatan`, named `apa`, leaves behind when it is played from that step with a bot that nobody kills."""
        kunci = (babak.sop, babak.langkah, apa)
        if kunci not in self._acuan:
            folder = await self.ambil(babak, self.folder / "-".join(map(str, kunci)))
            self._acuan[kunci] = await self._mainkan(babak, folder, perbuatan)
        return self._acuan[kunci]

    async def _mainkan(self, babak: Babak, folder: Path, perbuatan: Perbuatan) -> Acuan:
        panggung = await self._buka(babak, folder)
        try:
            await perbuatan(panggung)
            await panggung.dunia.tenang()
            semua = await panggung.bot.pangkalan.baca(_kejadian)
            return Acuan(semua, sidik_pesan(panggung.dunia))
        finally:
            await panggung.tutup()

    async def _siapkan(self, babak: Babak, folder: Path) -> None:
        panggung = await self._buka(babak, folder)
        try:
            if babak.langkah == 0:
                return
            sandiwara = Sandiwara(panggung, panggung.kantor[0], babak.triwulan, Naskah(sampai=babak.langkah))
            await sandiwara.mainkan()
            if babak.notulen:
                await panggung.orang(panggung.kantor[0].pemegang(babak.peran)[0]).tulis(NOTULEN)
        finally:
            await panggung.tutup()
            simpanan.simpan(panggung.dunia, folder / "dunia.pickle")

    async def _buka(self, babak: Babak, folder: Path) -> Panggung:
        kini = JamSistem().sekarang()
        dunia = Dunia(JamSimulasi(kini), batas_laju=False)
        ada = (folder / "dunia.pickle").exists()
        if ada:
            simpanan.pulihkan(dunia, folder / "dunia.pickle")
        dunia.hening, dunia.batas_tenang = 0.01, 60.0
        panggung = Panggung(folder, (babak.sop,), kini, tanpa_jeda=True, dunia=dunia)
        if ada:
            await panggung.simulator.mulai()
            await panggung.mulai_bot()
        else:
            await panggung.buka()
        return panggung


def _kejadian(sesi: Session) -> list[str]:
    return [tanpa_waktu(k.jenis, k.isi) for k in sesi.exec(select(Kejadian).order_by(col(Kejadian.id)))]
