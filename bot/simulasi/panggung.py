"""The stage: the whole bot against the simulated Telegram, with offices installed and their people at hand."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.aplikasi import Aplikasi
from bot.berkas.segel import Segel
from bot.laju import Batas, Laju
from bot.layanan.kantor import baca_kantor, pasang
from bot.pengaturan import Pengaturan, muat
from bot.simulasi.dunia import Dunia
from bot.simulasi.jam import JamSimulasi
from bot.simulasi.model import Json
from bot.simulasi.orang import Orang
from bot.simulasi.server import Simulator
from bot.simulasi.terjadwal import terjadwal
from db.pangkalan import Pangkalan
from jadwal.kalender import KalenderKerja

CONTOH = Path(__file__).parent / "contoh"
ADMIN = 9001  # the administrator of the sample offices
SELONGGARNYA = Batas(1_000_000, timedelta(seconds=1))


def berkas_kantor(sop: str) -> Path:
    """The sample office of an SOP."""
    return CONTOH / f"instansi_{sop}.toml"


@dataclass(frozen=True)
class Kantor:
    """A sample office: its own code, group and people by role (and unit)."""

    sop: str
    kode: str
    grup: int
    isi: dict[str, Any]

    def pemegang(self, peran: str, bidang: str = "") -> list[int]:
        """Telegram ids of those who hold a role."""
        cocok = [p for p in self.isi["personel"] if peran in p["peran"] and bidang in ("", p.get("bidang", ""))]
        return [p["telegram"] for p in cocok]


class Panggung:
    """`buka`, play, `tutup`. The database and files live in `folder`, so a stage can be opened again on them."""

    def __init__(
        self,
        folder: Path,
        sop: tuple[str, ...],
        mulai: datetime,
        *,
        beku: bool = False,
        tanpa_jeda: bool = False,
        port: int = 0,
        url_basisdata: str | None = None,
        dunia: Dunia | None = None,
    ) -> None:
        """beku: the clock stands still between moves. tanpa_jeda: neither side keeps Telegram's pace."""
        self.folder = folder
        self.tanpa_jeda = tanpa_jeda
        self.url_basisdata = url_basisdata
        self.dunia = dunia or Dunia(JamSimulasi(mulai, beku=beku), batas_laju=not tanpa_jeda)
        self.kantor = [self._kantor(s) for s in sop]
        self.simulator = Simulator(
            self.dunia,
            port,
            saat_berikutnya=self.saat_berikutnya,
            setelah_maju=self.setelah_maju,
            hari_kerja_berikut=self._hari_kerja_berikut,
            terjadwal=self._terjadwal,
        )
        self.aplikasi: Aplikasi | None = None
        self.segel: Segel | None = None  # never the one of the environment: a recap of a sample office is no paper

    @property
    def jam(self) -> JamSimulasi:
        jam = self.dunia.jam
        assert isinstance(jam, JamSimulasi)
        return jam

    @property
    def bot(self) -> Aplikasi:
        assert self.aplikasi is not None
        return self.aplikasi

    def _kantor(self, sop: str) -> Kantor:
        isi = tomllib.loads(berkas_kantor(sop).read_text("utf-8"))
        i = isi["instansi"]
        kantor = Kantor(sop, i["kode"], i["grup"], isi)
        if i["kode"] not in self.dunia.kantor:
            self.dunia.tambah_kantor(i["kode"], i["nama"], i["zona"], i["grup"])
            for p in isi["personel"]:
                self.dunia.tambah_orang(p["telegram"], p["nama"], jabatan=p["jabatan"], kantor=i["kode"])
            self.dunia.tambah_grup(i["grup"], i["nama"], [p["telegram"] for p in isi["personel"]])
        if ADMIN not in self.dunia.orang:
            self.dunia.tambah_orang(ADMIN, "Admin TI", jabatan="Administrator bot")
        return kantor

    async def buka(self) -> None:
        """Start the simulated Telegram, install the offices, start the bot."""
        await self.simulator.mulai()
        self._pasang()
        await self.mulai_bot()

    def _pengaturan(self) -> Pengaturan:
        lain = {"database_url": self.url_basisdata} if self.url_basisdata else {}
        return muat(
            None,
            telegram_token=self.dunia.token,
            telegram_api_url=self.simulator.url_api,
            data_dir=self.folder,
            admin_ids=str(ADMIN),
            segel_berkas=self.segel.berkas if self.segel else None,
            segel_sandi=self.segel.sandi or None if self.segel else None,
            **lain,
        )

    def _pasang(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        pangkalan = Pangkalan(self._pengaturan().url_basisdata)
        try:
            pangkalan.migrasikan()
            for isi in [baca_kantor(berkas_kantor(k.sop)) for k in self.kantor]:
                pangkalan.tulis_sinkron(partial(pasang, kantor=isi, waktu=self.jam.sekarang()))
        finally:
            pangkalan.tutup()

    async def mulai_bot(self) -> None:
        """Start the bot, also again after `hentikan_bot`."""
        laju = Laju(SELONGGARNYA, SELONGGARNYA, SELONGGARNYA) if self.tanpa_jeda else None
        self.aplikasi = Aplikasi(self._pengaturan(), self.jam, laju)
        self.dunia.sibuk[:] = [lambda: self.bot.sibuk]
        await self.aplikasi.mulai()

    async def hentikan_bot(self) -> None:
        """An orderly stop."""
        self.dunia.sibuk.clear()
        if self.aplikasi is not None:
            await self.aplikasi.berhenti()
            self.aplikasi = None

    async def tutup(self) -> None:
        await self.hentikan_bot()
        await self.simulator.berhenti()

    def orang(self, telegram: int) -> Orang:
        return Orang(self.dunia, telegram)

    async def maju_ke(self, waktu: datetime) -> None:
        """Move the clock and let the bot do what has come due."""
        self.jam.maju_ke(waktu)
        await self.setelah_maju()

    async def saat_berikutnya(self) -> datetime | None:
        """The next due moment."""
        return await self.bot.penjadwal.berikutnya()

    async def setelah_maju(self) -> None:
        await self.bot.penjadwal.detak()

    async def _terjadwal(self) -> list[Json]:
        return await self.bot.pangkalan.baca(terjadwal)

    def _hari_kerja_berikut(self, waktu: datetime) -> datetime:
        kalender = KalenderKerja(self.kantor[0].isi["instansi"]["zona"])
        besok = kalender.hari_kerja_ke(kalender.setempat(waktu).date() + timedelta(days=1), 1)
        return kalender.pembukaan_berikut(kalender.pukul(besok, datetime.min.time()))
