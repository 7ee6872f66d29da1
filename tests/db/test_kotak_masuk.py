"""The inbox: stored before it is acknowledged, applied once, in order per chat, whatever goes wrong."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select
from telegram import Update
from telegram.error import NetworkError
from telegram.ext import ContextTypes, TypeHandler

from bot import penerima
from bot.galat_telegram import BerhentiTotal, BotGanda, TokenDitolak
from bot.penerima import AplikasiTahan, BotTahan, rakit
from db import kotak_masuk as modul
from db.kotak_masuk import KotakMasuk, pangkas, tandai_selesai, ulangi
from db.pangkalan import Pangkalan
from db.tabel import KotakMasuk as Baris
from db.tabel import Tonggak
from tests.palsu import TOKEN, JamPalsu, Kabel, TelegramPalsu, pesan, tolak

Konteks = ContextTypes.DEFAULT_TYPE


class Kantor:
    """A whole receiving side on one database: Telegram, bot, inbox, application, and a service that counts."""

    def __init__(self, pangkalan: Pangkalan, jam: JamPalsu) -> None:
        self.pangkalan, self.jam, self.telegram = pangkalan, jam, TelegramPalsu(jam)
        self.disisihkan: list[int] = []
        self.fatal: list[BerhentiTotal] = []
        self.ambil = 0
        self.tangani: Callable[[Update], Any] = self.terapkan
        self.kotak = KotakMasuk(pangkalan, jam, lambda sesi, baris, waktu: self.disisihkan.append(baris.update_id))

    async def terapkan(self, update: Update) -> None:
        """What a service does: effect and mark in one transaction."""
        await self.pangkalan.tulis(lambda sesi: self._terapkan(sesi, update))

    def _terapkan(self, sesi: Session, update: Update) -> None:
        tandai_selesai(sesi, update.update_id, self.jam.sekarang())
        nomor = len(sesi.exec(select(Tonggak.id)).all())
        chat = update.effective_chat.id if update.effective_chat else 0
        sesi.add(Tonggak(kunci=f"{update.update_id}-{nomor}", kapan=self.jam.sekarang(), jenis=str(chat)))

    @asynccontextmanager
    async def buka(self) -> AsyncIterator[AplikasiTahan]:
        kabel = Kabel(self.telegram)
        bot = BotTahan(
            TOKEN,
            self.kotak,
            saat_ambil=self._catat_ambil,
            saat_fatal=self.fatal.append,
            request=kabel,
            get_updates_request=kabel,
        )
        aplikasi = rakit(bot, self.kotak)

        async def satu(update: Update, _konteks: Konteks) -> None:
            await self.tangani(update)

        aplikasi.add_handler(TypeHandler(Update, satu))
        aplikasi.add_error_handler(_diam)
        await aplikasi.initialize()
        await aplikasi.start()
        assert aplikasi.updater is not None
        await aplikasi.updater.start_polling(timeout=1)
        try:
            yield aplikasi
        finally:
            await aplikasi.updater.stop()
            if aplikasi.running:
                await aplikasi.stop()
            await aplikasi.shutdown()

    def _catat_ambil(self) -> None:
        self.ambil += 1

    async def tersisa(self) -> int:
        return len(
            await self.pangkalan.baca(lambda s: s.exec(select(Baris.update_id).where(Baris.status == "baru")).all())
        )

    async def diterapkan(self, chat: int | None = None) -> list[int]:
        tanya = select(Tonggak).order_by(col(Tonggak.id))
        semua = await self.pangkalan.baca(lambda sesi: sesi.exec(tanya).all())
        return [int(satu.kunci.split("-")[0]) for satu in semua if chat is None or satu.jenis == str(chat)]


async def _diam(_update: object, _konteks: Konteks) -> None: ...


async def sampai(syarat: Callable[[], Any], batas: float = 5.0) -> None:
    """Wait until the condition (plain or awaitable) holds."""
    async with asyncio.timeout(batas):
        while True:
            hasil = syarat()
            if await hasil if asyncio.iscoroutine(hasil) else hasil:
                return
            await asyncio.sleep(0.01)


@pytest.fixture
def kantor(pangkalan: Pangkalan, jam: JamPalsu) -> Kantor:
    return Kantor(pangkalan, jam)


async def test_satu_transaksi_untuk_satu_kelompok_ambilan(kantor: Kantor):
    """A hundred fetched updates cost one commit, not a hundred."""
    komit: list[object] = []
    kantor.pangkalan.dengarkan(komit.append)
    isi = [pesan(nomor, 7, "x") for nomor in range(1, 101)]

    await kantor.kotak.simpan(isi, [Update.de_json(satu, None) for satu in isi])
    for satu in isi:
        await kantor.kotak.put(Update.de_json(satu, None))

    assert len(komit) == 1
    assert kantor.kotak.qsize() == 100


async def test_k07_simpan_gagal_sekali_lalu_semenit(kantor: Kantor, monkeypatch: pytest.MonkeyPatch):
    """Nothing is acknowledged that is not stored, polling lives on, and the update arrives when the disk is back."""
    rusak = True
    asli = kantor.kotak._sisipkan

    def sisipkan(*isi):
        if rusak:
            raise OperationalError("INSERT", None, OSError("disk full"))
        return asli(*isi)

    monkeypatch.setattr(kantor.kotak, "_sisipkan", sisipkan)
    monkeypatch.setattr("telegram.ext._utils.networkloop.asyncio.sleep", _tidur_singkat)
    kantor.telegram.kirim_pembaruan(pesan(1, 7, "a"))
    async with kantor.buka():
        await sampai(lambda: kantor.telegram.banyak["getUpdates"] > 3)
        sebelum = (kantor.telegram.offset, kantor.ambil)
        rusak = False
        await sampai(kantor.diterapkan)

    assert sebelum == (0, 0)
    assert await kantor.diterapkan() == [1]


_tidur = asyncio.sleep


async def _tidur_singkat(detik: float) -> None:
    await _tidur(min(detik, 0.01))


async def test_k07_webhook_yang_tidak_tersimpan(kantor: Kantor, monkeypatch: pytest.MonkeyPatch):
    """put() raises the library's own error, so that a webhook answers 500 and Telegram sends it again."""

    def gagal(*_):
        raise OperationalError("INSERT", None, OSError("disk full"))

    monkeypatch.setattr(kantor.kotak, "_sisipkan", gagal)

    with pytest.raises(NetworkError):
        await kantor.kotak.put(Update.de_json(pesan(1, 7, "a"), None))


async def test_k08_satu_pembaruan_rusak_di_antara_yang_baik(kantor: Kantor):
    """The broken one is kept raw and set aside, the administrator told, the others applied, without a storm of calls."""
    rusak = pesan(2, 7, "b")
    rusak["message"]["date"] = "kemarin"
    kantor.telegram.kirim_pembaruan(pesan(1, 7, "a"), rusak, pesan(3, 7, "c"))
    async with kantor.buka():
        await sampai(lambda: _panjang(kantor.diterapkan(), 2))
        panggilan = kantor.telegram.banyak["getUpdates"]

    baris = await kantor.pangkalan.baca(lambda sesi: sesi.get_one(Baris, 2))
    assert await kantor.diterapkan() == [1, 3]
    assert (baris.status, '"kemarin"' in baris.isi, baris.chat_id) == ("disisihkan", True, 7)
    assert kantor.disisihkan == [2]
    assert panggilan < 10


async def test_k08_kelompok_yang_seluruhnya_rusak_tidak_diambil_lagi(kantor: Kantor):
    """Also when nothing in a batch can be parsed, the next fetch asks for what comes after it."""
    rusak = pesan(5, 7, "b")
    rusak["message"]["date"] = "kemarin"
    kantor.telegram.kirim_pembaruan(rusak)
    async with kantor.buka():
        await sampai(lambda: kantor.telegram.offset == 6)

    assert kantor.disisihkan == [5]


async def _panjang(tugas: Any, jumlah: int) -> bool:
    return len(await tugas) >= jumlah


async def test_k09_handler_yang_selalu_gagal(kantor: Kantor):
    """Five growing attempts, then aside; its chat goes on in order, other chats never waited; after a repair it is applied."""
    saat: list[float] = []
    mulai = kantor.jam.sekarang()

    async def tangani(update: Update) -> None:
        if update.update_id == 1:
            saat.append((kantor.jam.sekarang() - mulai).total_seconds())
            raise KeyError("rusak")
        await kantor.terapkan(update)

    kantor.tangani = tangani
    kantor.telegram.kirim_pembaruan(pesan(1, 7, "a"), pesan(2, 7, "b"), pesan(3, 8, "c"))
    async with kantor.buka():
        await sampai(lambda: _sama(kantor.diterapkan(), [3]))
        for ke in range(2, 6):
            await sampai(partial(_sudah, kantor, saat, ke - 1))
            kantor.jam.maju(modul.JEDA_ULANG[ke - 2] - 0.5)
            await asyncio.sleep(0.02)
            assert len(saat) == ke - 1
            kantor.jam.maju(0.5)
            kantor.kotak._ubah.set()
        await sampai(lambda: _sama(kantor.diterapkan(), [3, 2]))

        assert kantor.disisihkan == [1]
        assert saat == [0, 2, 12, 72, 372]

        kantor.tangani = kantor.terapkan
        assert await kantor.pangkalan.tulis(lambda sesi: ulangi(sesi, 1))
        await kantor.kotak.muat()
        await sampai(lambda: _sama(kantor.diterapkan(), [3, 2, 1]))


def _sudah(kantor: Kantor, saat: list[float], kali: int) -> bool:
    return len(saat) == kali and not kantor.kotak._dikerjakan


async def _sama(tugas: Any, harus: list[int]) -> bool:
    return await tugas == harus


async def test_k09_setelah_restart_tetap_menunggu_gilirannya(kantor: Kantor, pangkalan: Pangkalan, jam: JamPalsu):
    """The pause of a failed update and the order behind it survive a restart."""

    async def gagal(_update: Update) -> None:
        raise KeyError("rusak")

    kantor.tangani = gagal
    kantor.telegram.kirim_pembaruan(pesan(1, 7, "a"), pesan(2, 7, "b"))
    async with kantor.buka():
        await sampai(lambda: 7 in kantor.kotak._tunda)
    baru = Kantor(pangkalan, jam)
    async with baru.buka():
        await asyncio.sleep(0.05)
        dahulu = await baru.diterapkan()
        jam.maju(modul.JEDA_ULANG[0])
        await sampai(lambda: _sama(baru.diterapkan(), [1, 2]))

    assert dahulu == []


async def test_k10_pembaruan_yang_sama_dua_kali(kantor: Kantor, pangkalan: Pangkalan, jam: JamPalsu):
    """Delivered again, before and after a restart, it changes nothing."""
    kantor.telegram.kirim_pembaruan(pesan(1, 7, "a"), pesan(1, 7, "a"))
    async with kantor.buka():
        await sampai(kantor.diterapkan)
        await kantor.kotak.put(Update.de_json(pesan(1, 7, "a"), None))
    baru = Kantor(pangkalan, jam)
    baru.telegram.kirim_pembaruan(pesan(1, 7, "a"), pesan(2, 7, "b"))
    async with baru.buka():
        await sampai(lambda: _panjang(baru.diterapkan(), 2))

    assert await baru.diterapkan() == [1, 2]
    assert await baru.tersisa() == 0


async def test_k10_transaksi_kedua_untuk_pembaruan_yang_sama_batal(kantor: Kantor):
    """Whoever applies an update that is marked already rolls back everything, silently."""
    await kantor.kotak.put(Update.de_json(pesan(1, 7, "a"), None))
    update = Update.de_json(pesan(1, 7, "a"), None)
    await kantor.terapkan(update)

    with pytest.raises(modul.SudahDitangani) as galat:
        await kantor.terapkan(update)

    assert galat.value.update_id == 1
    assert await kantor.diterapkan() == [1]


async def test_k06_berhenti_tertib_dengan_seratus_menunggu(
    kantor: Kantor, pangkalan: Pangkalan, jam: JamPalsu, monkeypatch: pytest.MonkeyPatch
):
    """The update in work ends, a handler that hangs is cut off, the rest stays, all within five seconds; nothing is lost."""
    assert penerima.BERHENTI_DALAM <= 4
    monkeypatch.setattr(penerima, "BERHENTI_DALAM", 0.5)
    boleh = asyncio.Event()

    async def lambat(update: Update) -> None:
        if update.update_id == 1:
            await asyncio.sleep(0.1)
        else:
            await boleh.wait()
        await kantor.terapkan(update)

    kantor.tangani = lambat
    kantor.telegram.kirim_pembaruan(*(pesan(nomor, 7 + nomor % 3, "x") for nomor in range(1, 101)))
    async with kantor.buka():
        await sampai(lambda: len(kantor.kotak._dikerjakan) == 3)
        mulai = asyncio.get_running_loop().time()
    lama = asyncio.get_running_loop().time() - mulai

    assert lama < 1.5
    assert await kantor.diterapkan() == [1]
    assert await kantor.tersisa() == 99
    baru = Kantor(pangkalan, jam)
    async with baru.buka():
        await sampai(lambda: _panjang(baru.diterapkan(), 100))
    for sisa in range(3):
        chat = await baru.diterapkan(7 + sisa)
        assert chat == sorted(chat)


async def test_chat_lain_tidak_menunggu_handler_yang_lambat(kantor: Kantor):
    """A slow upload in one chat holds up only that chat."""
    boleh = asyncio.Event()

    async def lambat(update: Update) -> None:
        if update.effective_chat and update.effective_chat.id == 7:
            await boleh.wait()
        await kantor.terapkan(update)

    kantor.tangani = lambat
    kantor.telegram.kirim_pembaruan(pesan(1, 7, "a"), pesan(2, 8, "b"), pesan(3, 7, "c"), pesan(4, 8, "d"))
    async with kantor.buka():
        await sampai(lambda: _sama(kantor.diterapkan(), [2, 4]))
        boleh.set()
        await sampai(lambda: _sama(kantor.diterapkan(), [2, 4, 1, 3]))


async def test_handler_tanpa_layanan_ditandai_setelahnya(kantor: Kantor):
    """/status writes nothing, yet must not come again after a restart."""

    async def hanya_jawab(_update: Update) -> None: ...

    kantor.tangani = hanya_jawab
    kantor.telegram.kirim_pembaruan(pesan(1, 7, "/status"))
    async with kantor.buka():
        await sampai(lambda: kantor.telegram.offset == 2)
        await sampai(lambda: _kosong(kantor))

    assert await kantor.tersisa() == 0


async def _kosong(kantor: Kantor) -> bool:
    return await kantor.tersisa() == 0


@pytest.mark.parametrize(
    ("jawaban", "jenis"),
    [
        (tolak(401, "Unauthorized"), TokenDitolak),
        (tolak(409, "Conflict: terminated by other getUpdates request"), BotGanda),
    ],
    ids=["token", "ganda"],
)
async def test_k11_k24_pengambilan_yang_tidak_boleh_diteruskan(kantor: Kantor, jawaban: Any, jenis: type):
    """A refused token or a second process with the same token is reported once for the end, without the token."""
    kantor.telegram.kali(99, "getUpdates", jawaban)
    async with kantor.buka():
        await sampai(lambda: kantor.fatal)

    assert type(kantor.fatal[0]) is jenis
    assert TOKEN not in str(kantor.fatal[0])


async def test_k24_token_ditolak_saat_mulai(kantor: Kantor):
    """The library's own error names the token; ours does not."""
    kantor.telegram.sekali("getMe", tolak(401, "Unauthorized"))
    kabel = Kabel(kantor.telegram)
    bot = BotTahan(TOKEN, kantor.kotak, request=kabel, get_updates_request=kabel)

    with pytest.raises(TokenDitolak) as galat:
        await bot.initialize()

    assert TOKEN not in repr(galat.value)
    assert galat.value.__suppress_context__


async def test_proses_lain_hanya_menyimpan(pangkalan: Pangkalan, jam: JamPalsu):
    """On PostgreSQL a process without the lock stores; the one that holds it takes over what is unhandled."""
    penyimpan = KotakMasuk(pangkalan, jam, menangani=False)
    penyimpan.bot = None
    await penyimpan.put(Update.de_json(pesan(1, 7, "a"), None))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(penyimpan.get(), 0.05)

    await penyimpan.mulai()

    hasil = await penyimpan.get()
    assert isinstance(hasil, Update)
    assert hasil.update_id == 1


async def test_pangkas_hanya_yang_selesai(kantor: Kantor):
    """Handled updates go by age; what nobody has handled stays."""
    await kantor.kotak.put(Update.de_json(pesan(1, 7, "a"), None))
    await kantor.kotak.put(Update.de_json(pesan(2, 7, "b"), None))
    await kantor.terapkan(Update.de_json(pesan(1, 7, "a"), None))
    kantor.jam.maju(86400)

    assert await kantor.pangkalan.tulis(lambda sesi: pangkas(sesi, kantor.jam.sekarang())) == 1
    assert await kantor.tersisa() == 1


async def test_yang_disimpan_proses_lain_ikut_ditangani(
    pangkalan: Pangkalan, jam: JamPalsu, monkeypatch: pytest.MonkeyPatch
):
    """Any process may store; the one that handles finds it, also while it is busy with its own."""
    monkeypatch.setattr(modul, "PERIKSA_SETIAP", 0.05)
    penangan, penyimpan = KotakMasuk(pangkalan, jam), KotakMasuk(pangkalan, jam, menangani=False)
    await penangan.muat()
    await penyimpan.put(Update.de_json(pesan(1, 7, "a"), None))

    if pangkalan.sqlite:  # one process by design: a restart finds it
        penangan = KotakMasuk(pangkalan, jam)
    hasil = await asyncio.wait_for(penangan.get(), 2)

    assert isinstance(hasil, Update)
    assert hasil.update_id == 1
