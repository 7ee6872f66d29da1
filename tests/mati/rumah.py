"""A house for one bot: the simulated Telegram in this process, the bot in a child process, the data in a folder."""

import asyncio
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.jam import JamSistem
from bot.simulasi import simpanan
from bot.simulasi.dunia import Dunia
from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from bot.simulasi.panggung import ADMIN, Kantor, Panggung
from db.titik_mati import PEUBAH
from tests.mati import anak
from tests.mati.waktu import GESER

AKAR = Path(__file__).parents[2]
MATI = 137  # exit code at a crash point
TERLAMA = 45.0  # seconds that anything here may take; on a quiet machine it takes two
_SHA256 = re.compile(r"\b[0-9a-f]{64}\b")
HENING = 0.02

anak.konteks.set_forkserver_preload(["tests.mati.anak"])


class Anak:
    """A running bot. `murni`: started as people start it, else from the server that has its imports ready."""

    def __init__(
        self,
        pengaturan: dict[str, str],
        folder: Path,
        catatan: Path,
        argumen: tuple[str, ...] = ("jalan",),
        *,
        murni: bool = False,
        cepat: bool = True,
    ) -> None:
        self.catatan = catatan
        catatan.touch()
        self._perintah: subprocess.Popen[bytes] | None = None
        if murni:
            lingkungan = anak.bersihkan(dict(os.environ)) | pengaturan | {"PYTHONPATH": str(AKAR)}
            with catatan.open("ab") as keluaran:
                self._perintah = subprocess.Popen(
                    [sys.executable, "-m", "tests.mati.waktu", str(GESER.total_seconds()), *argumen],
                    cwd=folder,
                    env=lingkungan,
                    stdin=subprocess.DEVNULL,
                    stdout=keluaran,
                    stderr=keluaran,
                )
            return
        isi = (argumen, pengaturan, folder, catatan, cepat, GESER)
        self._proses = anak.konteks.Process(target=anak.jalankan, args=isi)
        self._proses.start()

    @property
    def kode(self) -> int | None:
        """The exit code; None while it runs."""
        return self._perintah.poll() if self._perintah else self._proses.exitcode

    @property
    def keluaran(self) -> str:
        """Everything that it has written to stdout and stderr."""
        return self.catatan.read_text("utf-8", errors="replace")

    async def habis(self, batas: float = TERLAMA) -> int:
        """Wait until it has ended; returns the exit code."""
        try:
            await tunggu(lambda: self.kode is not None, "anak selesai", batas)
        except TimeoutError as galat:
            raise TimeoutError(f"{galat}\n{self.keluaran[-3000:]}") from None
        assert self.kode is not None
        return self.kode

    def isyarat(self) -> None:
        """The orderly signal that a container sends."""
        os.kill(self._pid, signal.SIGTERM)

    def bunuh(self) -> None:
        """As if the power had gone. Does nothing when it is over already."""
        if self.kode is not None:
            return
        if self._perintah:
            self._perintah.kill()
            self._perintah.wait()
        else:
            self._proses.kill()
            self._proses.join()

    @property
    def _pid(self) -> int:
        nomor = self._perintah.pid if self._perintah else self._proses.pid
        assert nomor is not None
        return nomor


@dataclass(frozen=True)
class Potret:
    """What is the case at one moment. `pesan`: how often each chat shows which message of the bot."""

    kejadian: tuple[str, ...]
    masuk: int  # updates that nobody has handled
    keluar: int  # messages that wait
    belum_diambil: int  # updates that Telegram still keeps
    pesan: Counter[tuple[int, str]]


class Rumah:
    """`buka`, `nyalakan` a bot, let people act, `tutup`."""

    def __init__(self, folder: Path, sop: str) -> None:
        self.folder = folder
        self.dunia = Dunia(JamSistem(), batas_laju=False)
        if (folder / "dunia.pickle").exists():
            simpanan.pulihkan(self.dunia, folder / "dunia.pickle")
        self.dunia.hening, self.dunia.batas_tenang = HENING, TERLAMA
        self.panggung = Panggung(folder, (sop,), self.dunia.jam.sekarang(), dunia=self.dunia)
        self.anak: list[Anak] = []
        self._basis: sqlite3.Connection | None = None

    async def buka(self) -> "Rumah":
        await self.panggung.simulator.mulai()
        self.dunia.sibuk[:] = [lambda: bool(self.tertunda())]
        return self

    async def tutup(self) -> None:
        for satu in self.anak:
            satu.bunuh()
        if self._basis is not None:
            self._basis.close()
        await self.panggung.simulator.berhenti()

    def nyalakan(
        self, titik: str = "", lain: Mapping[str, str] | None = None, *, murni: bool = False, cepat: bool = True
    ) -> Anak:
        """Start the bot; `titik`: where it dies, `lain`: settings by their names in the environment."""
        pengaturan = {
            "TELEGRAM_TOKEN": self.dunia.token,
            "TELEGRAM_API_URL": self.panggung.simulator.url_api,
            "DATA_DIR": str(self.folder),
            "ADMIN_IDS": str(ADMIN),
            PEUBAH: titik,
            **(lain or {}),
        }
        return self._anak(Anak(pengaturan, self.folder, self._catatan(), murni=murni, cepat=cepat))

    def perintah(self, *argumen: str) -> Anak:
        """`python -m bot ARGUMEN` beside the running bot."""
        return self._anak(Anak({"DATA_DIR": str(self.folder)}, self.folder, self._catatan(), argumen))

    def _catatan(self) -> Path:
        return self.folder / f"keluaran-{len(self.anak)}.txt"

    def _anak(self, satu: Anak) -> Anak:
        self.anak.append(satu)
        return satu

    # -- people --------------------------------------------------------------------------------------------------------

    @property
    def kantor(self) -> Kantor:
        return self.panggung.kantor[0]

    def orang(self, peran: str, ke: int = 0, bidang: str = "") -> Orang:
        return self.panggung.orang(self.kantor.pemegang(peran, bidang)[ke])

    async def tenang(self) -> None:
        """Until everything is fetched, handled and sent."""
        await self.dunia.tenang()

    # -- what is the case ----------------------------------------------------------------------------------------------

    def sql(self, perintah: str, *nilai: Any) -> list[Any]:
        """Ask the bot's database; also used to change what only time would change."""
        if self._basis is None:
            self._basis = sqlite3.connect(self.folder / "kinerja.db", isolation_level=None, timeout=10)
        return self._basis.execute(perintah, nilai).fetchall()

    def tertunda(self) -> int:
        """Updates not handled, messages not sent, moments that have come and are not dealt with."""
        if not (self.folder / "kinerja.db").exists():
            return 0
        return (
            self._hitung("kotakmasuk WHERE status = 'baru'")
            + self._hitung("kotakkeluar WHERE status = 'menunggu'")
            + self.tiba()
        )

    def tiba(self) -> int:
        """Due moments that have come and are not done."""
        kini = self.dunia.jam.sekarang().strftime("%Y-%m-%d %H:%M:%S.%f")
        return int(self.sql("SELECT count(*) FROM tonggak WHERE selesai_pada IS NULL AND kapan <= ?", kini)[0][0])

    def potret(self) -> Potret:
        return Potret(
            tuple(self.kejadian()),
            self._hitung("kotakmasuk WHERE status = 'baru'"),
            self._hitung("kotakkeluar WHERE status = 'menunggu'"),
            len(self.dunia.antrean),
            self.pesan(),
        )

    def _hitung(self, dari: str) -> int:
        return int(self.sql(f"SELECT count(*) FROM {dari}")[0][0])

    def kejadian(self) -> list[str]:
        """The event log without its times, so that two plays can be compared."""
        return [tanpa_waktu(*baris) for baris in self.sql("SELECT jenis, isi FROM kejadian ORDER BY id")]

    def pesan(self) -> Counter[tuple[int, str]]:
        return sidik_pesan(self.dunia)

    def kartu(self, orang: Orang, langkah: int) -> list[Pesan]:
        """Every copy of a person's disposition of a step."""
        return [p for p in orang.semua_pesan if p.dari_bot and p.teks.startswith(f"📨 DISPOSISI {langkah}/")]

    async def jejak(self) -> int:
        """Exit code of `jejak`, which checks the chain of hashes."""
        kode, tahun, tw = self.sql(
            "SELECT i.kode, p.tahun, p.triwulan FROM pelaksanaan p JOIN instansi i ON i.id = p.instansi_id"
        )[0]
        return await self.perintah("jejak", kode, str(tahun), str(tw)).habis()


def tanpa_waktu(jenis: str, isi: str) -> str:
    """One event, without the moments in it and without the SHA-256 of files, which hold the moment they were made.

    Whether log and files agree is seen by `jejak`.
    """
    nilai = {k: v for k, v in json.loads(isi).items() if k not in ("waktu", "mulai", "batas")}
    return f"{jenis} {_SHA256.sub('…', json.dumps(nilai, sort_keys=True, ensure_ascii=False))}"


def sidik_pesan(dunia: Dunia) -> Counter[tuple[int, str]]:
    """The bot's visible messages per chat: first line, buttons, file. What is edited counts as it is now."""
    return Counter(
        (chat.id, f"{p.teks.partition(chr(10))[0]} {p.label_tombol} {p.berkas.nama if p.berkas else ''}")
        for chat in dunia.obrolan.values()
        for p in chat.terlihat()
        if p.dari_bot
    )


async def tunggu(syarat: Callable[[], object], apa: str, batas: float = TERLAMA) -> None:
    """Look every few milliseconds until `syarat()` is true; TimeoutError names what did not come."""
    akhir = time.monotonic() + batas
    while not syarat():
        if time.monotonic() > akhir:
            raise TimeoutError(f"Belum terjadi setelah {batas:g} detik: {apa}")
        await asyncio.sleep(0.01)
