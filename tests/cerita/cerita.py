"""A story: one or more sample offices whose people talk to the real bot, over HTTP, in a simulated Telegram."""

import asyncio
import re
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from bot.layanan.kantor import baca_kantor, pasang
from bot.pengaturan import muat
from bot.simulasi import simpanan
from bot.simulasi.dunia import Dunia
from bot.simulasi.jam import JamSimulasi
from bot.simulasi.model import Obrolan, Pesan
from bot.simulasi.orang import Orang
from bot.simulasi.panggung import ADMIN, Kantor, Panggung, berkas_kantor
from bot.simulasi.sandiwara import Naskah, Sandiwara, contoh_realisasi, isi_formulir
from db.cadangan import cadangkan, pulihkan
from db.tabel import Kejadian, Kiriman

MULAI = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)  # a Wednesday, 08.00 WIB
TW2 = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)  # the first working day after the second quarter
HENING = 0.004  # seconds of silence after which the bot, which says whether it is busy, has finished
KARTU = re.compile(r"📨 DISPOSISI (\d+)/(\d+)")


def kartu_terbuka(pesan: Pesan) -> int:
    """The step of a disposition that still waits for its reader, else 0."""
    cocok = KARTU.match(pesan.teks)
    return int(cocok[1]) if cocok and "Batas:" in pesan else 0


def contoh(pesan: Pesan) -> str:
    """The example that a question shows in monospace: one tap copies it."""
    (kode,) = [e for e in pesan.isi["entities"] if e["type"] == "code"]
    satuan = pesan.teks.encode("utf-16-le")  # Telegram counts in UTF-16
    return satuan[kode["offset"] * 2 : (kode["offset"] + kode["length"]) * 2].decode("utf-16-le")


class Lemari:
    """Worlds that have been played up to a step, kept for a whole test session so that each is played once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ada: dict[tuple[tuple[str, ...], int], dict[int, Path]] = {}

    async def ambil(self, sop: tuple[str, ...], triwulan: int, langkah: int, tujuan: Path) -> None:
        """A copy of the world in which `langkah` has just begun, in the folder `tujuan`."""
        ada = self._ada.setdefault((sop, triwulan), {})
        if langkah not in ada:
            dasar = max((n for n in ada if n < langkah), default=None)
            folder = self.folder / f"{'-'.join(sop)}-tw{triwulan}-{langkah}"
            if dasar is not None:
                shutil.copytree(ada[dasar], folder)
            try:
                await _mainkan(folder, sop, triwulan, langkah)
            except BaseException:
                shutil.rmtree(folder)
                raise
            ada[langkah] = folder
        shutil.copytree(ada[langkah], tujuan, dirs_exist_ok=True)

    async def pindahkan(self, sop: tuple[str, ...], triwulan: int, langkah: int, tujuan: Path, url: str) -> None:
        """The same on another database: moved there as a backup is restored."""
        salinan = tujuan.with_name(f"{tujuan.name}-salinan")
        await self.ambil(sop, triwulan, langkah, salinan)
        asal = muat(None, data_dir=salinan).url_basisdata
        arsip = salinan / "cadangan.zip"
        tujuan.mkdir(parents=True)
        await asyncio.to_thread(cadangkan, asal, salinan, arsip, MULAI)
        await asyncio.to_thread(pulihkan, url, tujuan, arsip)
        shutil.copy(salinan / "dunia.pickle", tujuan)


async def _mainkan(folder: Path, sop: tuple[str, ...], triwulan: int, langkah: int) -> None:
    panggung = buka_panggung(folder, sop, triwulan)
    try:
        await panggung.buka()
        await mainkan_sampai(panggung, triwulan, langkah)
    finally:
        await panggung.tutup()
    simpanan.simpan(panggung.dunia, folder / "dunia.pickle")


async def mainkan_sampai(panggung: Panggung, triwulan: int, langkah: int) -> None:
    """Scripted people do everything before `langkah`. 0: nobody has pressed START; 1: all have, nothing is ordered."""
    if langkah:
        for orang in panggung.dunia.orang.values():
            if not orang.mulai:
                await panggung.orang(orang.id).mulai()
    for kantor in panggung.kantor if langkah > 1 else ():
        sandiwara = Sandiwara(panggung, kantor, triwulan, Naskah(sampai=langkah))
        if any(KARTU.match(p.teks) for p in panggung.orang(kantor.pemegang("kepala")[0]).semua_pesan):
            await sandiwara.lanjutkan()
        else:
            await sandiwara.mainkan()


def buka_panggung(folder: Path, sop: tuple[str, ...], triwulan: int = 1, url: str | None = None) -> Panggung:
    """A stage on `folder`, going on from the world that lies there, if any."""
    jam = JamSimulasi(MULAI if triwulan == 1 else TW2, beku=True)
    dunia = Dunia(jam, batas_laju=False)
    if (folder / "dunia.pickle").exists():
        jam.maju_ke(simpanan.pulihkan(dunia, folder / "dunia.pickle"))
    dunia.hening, dunia.batas_tenang = HENING, 60.0
    return Panggung(folder, sop, MULAI, tanpa_jeda=True, url_basisdata=url, dunia=dunia)


class Cerita:
    """`await cerita.sampai(langkah=…)` opens it; `cerita.kepala.tekan(…)` goes on."""

    def __init__(self, lemari: Lemari, folder: Path, sop: Sequence[str], triwulan: int = 1, url: str | None = None):
        self.lemari, self.folder, self.sop, self.triwulan, self.url = lemari, folder, tuple(sop), triwulan, url
        self.panggung: Panggung = None  # type: ignore[assignment]  # opened by `sampai`
        self._orang: dict[int, Orang] = {}

    async def sampai(self, langkah: int) -> "Cerita":
        """Everything before `langkah` has been done: 0 nothing, 1 all have pressed START, 2 the head has ordered, …"""
        if self.url is None:
            await self.lemari.ambil(self.sop, self.triwulan, langkah, self.folder)
        else:
            await self.lemari.pindahkan(self.sop, self.triwulan, langkah, self.folder, self.url)
        self.panggung = buka_panggung(self.folder, self.sop, self.triwulan, self.url)
        await self.panggung.simulator.mulai()
        await self.panggung.mulai_bot()
        await self.tenang()
        return self

    async def tutup(self) -> None:
        if self.panggung is not None:
            await self.panggung.tutup()

    async def nyalakan_ulang(self) -> None:
        """The bot stops and starts again."""
        await self.panggung.hentikan_bot()
        await self.panggung.mulai_bot()
        await self.tenang()

    # -- who and where -------------------------------------------------------------------------------------------------

    @property
    def dunia(self) -> Dunia:
        return self.panggung.dunia

    @property
    def kantor(self) -> Kantor:
        return self.panggung.kantor[0]

    def orang(self, telegram: int) -> Orang:
        """The same `Orang` at every call, so that it remembers its presses."""
        return self._orang.setdefault(telegram, self.panggung.orang(telegram))

    def pemegang(self, peran: str, bidang: str = "", kantor: int = 0) -> Orang:
        """The first who holds a role in an office."""
        return self.orang(self.panggung.kantor[kantor].pemegang(peran, bidang)[0])

    @property
    def kepala(self) -> Orang:
        return self.pemegang("kepala")

    @property
    def sekretaris(self) -> Orang:
        return self.pemegang("sekretaris")

    @property
    def tim(self) -> Orang:
        return self.pemegang("tim")

    @property
    def anggota(self) -> Orang:
        """The second member of the team."""
        return self.orang(self.kantor.pemegang("tim")[1])

    @property
    def bidang(self) -> dict[str, Orang]:
        """Those who report, by unit (dkupp)."""
        return {b["kode"]: self.pemegang("bidang", b["kode"]) for b in self.kantor.isi["bidang"]}

    @property
    def admin(self) -> Orang:
        return self.orang(ADMIN)

    @property
    def semua(self) -> list[Orang]:
        """Everybody of the first office."""
        return [self.orang(p["telegram"]) for p in self.kantor.isi["personel"]]

    async def tamu(self, telegram: int = 6666, nama: str = "Tamu") -> Orang:
        """Somebody whom no office knows, with the bot open."""
        self.dunia.tambah_orang(telegram, nama, mulai=True)
        self.dunia.grup(self.kantor.grup).anggota[telegram] = "member"
        return self.orang(telegram)

    @property
    def grup(self) -> Obrolan:
        return self.dunia.grup(self.kantor.grup)

    @property
    def pesan_grup(self) -> list[Pesan]:
        """What the bot has written into the group."""
        return [p for p in self.grup.terlihat() if p.dari_bot]

    @property
    def status(self) -> Pesan:
        """The living status message."""
        (pesan,) = [p for p in self.pesan_grup if p.teks.startswith("📊 Pengukuran Kinerja")]
        return pesan

    # -- what is the case ----------------------------------------------------------------------------------------------

    @property
    def giliran(self) -> set[str]:
        """Roles (dkupp: ``tim``, ``bidang`` …) whose dispositions still wait for them."""
        return {
            peran
            for p in self.kantor.isi["personel"]
            if any(kartu_terbuka(pesan) for pesan in self.orang(p["telegram"]).semua_pesan)
            for peran in p["peran"]
        }

    @property
    def langkah(self) -> int:
        """The step that somebody's open disposition names; 0 when there is none."""
        terbuka = {kartu_terbuka(pesan) for orang in self.semua for pesan in orang.semua_pesan} - {0}
        assert len(terbuka) <= 1
        return terbuka.pop() if terbuka else 0

    @property
    def realisasi(self) -> dict[str, dict[str, str]]:
        """The sample figures by indicator code, as people typed them; a story may change them."""
        return contoh_realisasi(self.kantor.sop, self.triwulan)

    async def baca(self, kerja: Callable[[Session], Any]) -> Any:
        """One look into the database."""
        return await self.panggung.bot.pangkalan.baca(kerja)

    async def jejak(self) -> list[str]:
        """Kinds of events so far."""
        return await self.baca(lambda sesi: list(sesi.exec(select(Kejadian.jenis).order_by(col(Kejadian.id)))))

    async def kiriman(self, bidang: str) -> list[Kiriman]:
        """All versions that a unit has sent or begun, oldest first."""
        milik = select(Kiriman).where(Kiriman.bidang == bidang).order_by(col(Kiriman.versi))
        return await self.baca(lambda sesi: list(sesi.exec(milik)))

    # -- acts that come often ------------------------------------------------------------------------------------------

    async def tenang(self) -> None:
        await self.dunia.tenang()

    async def maju(self, **selama: float) -> None:
        """Time passes, ``menit=…``/``hari=…``; what has come due is handled at its own moment, as on a real day."""
        tujuan = self.panggung.jam.sekarang() + timedelta(
            minutes=selama.get("menit", 0), hours=selama.get("jam", 0), days=selama.get("hari", 0)
        )
        while (saat := await self.panggung.saat_berikutnya()) is not None and saat <= tujuan:
            await self.panggung.maju_ke(saat)
            await self.tenang()
        await self.panggung.maju_ke(tujuan)
        await self.tenang()

    def isian(self, orang: Orang, **ubah: str) -> bytes:
        """The newest form that this person was sent, filled in with the sample figures; ``DKP_14="178"`` changes some."""
        realisasi = {k: dict(b) for k, b in self.realisasi.items()}
        for kode, nilai in ubah.items():
            realisasi[kode.replace("_", "-")]["realisasi_kinerja"] = nilai
        return isi_formulir(self.formulir(orang).berkas.isi, realisasi)

    def formulir(self, orang: Orang) -> Pesan:
        """The newest form that this person was sent."""
        return [p for p in orang.berkas_diterima if p.berkas.nama.startswith("formulir-")][-1]

    async def kirim_isian(self, orang: Orang, **ubah: str) -> None:
        """Upload the filled form and send it."""
        await orang.kirim_berkas(self.isian(orang, **ubah), self.formulir(orang).berkas.nama)
        await orang.tekan("✅ Kirim")

    async def semua_setuju(self, peran: Sequence[str] = ("tim", "bidang")) -> None:
        """Everybody of these roles presses the button that agrees or hands over, once for each assignment."""
        for orang in self.semua:
            for label in ("✅ Setuju", "✅ Selesai"):
                if label in orang.tombol() and self._peran(orang) & set(peran):
                    await orang.tekan(label)

    def _peran(self, orang: Orang) -> set[str]:
        return {r for p in self.kantor.isi["personel"] if p["telegram"] == orang.id for r in p["peran"]}

    def pasang(self, sop: str, ubah: Callable[[Path], None], tempat: Path) -> list[str]:
        """Install an office anew from copies of its files that `ubah` has changed; the bot keeps running."""
        for berkas in berkas_kantor(sop).parent.glob(f"*_{sop}*"):
            shutil.copy(berkas, tempat)
        ubah(tempat)
        isi = baca_kantor(tempat / berkas_kantor(sop).name)
        pangkalan = self.panggung.bot.pangkalan
        return pangkalan.tulis_sinkron(lambda sesi: pasang(sesi, isi, self.panggung.jam.sekarang()))
