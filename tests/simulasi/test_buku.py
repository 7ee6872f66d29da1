"""The world of the page outlives a kill: whatever was answered is there again."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.simulasi import jurnal, perbuatan, simpanan
from bot.simulasi.buku import Buku
from bot.simulasi.dunia import Dunia
from bot.simulasi.model import Peristiwa
from bot.simulasi.orang import Orang
from tests.simulasi import anak_buku
from tests.simulasi.anak_buku import GRUP, RINA, dunia_dari

AKAR = Path(__file__).parents[2]
TOKEN = Dunia().token


class Telegram:
    """The child process; every answer waits for `ok`."""

    def __init__(self, folder: Path) -> None:
        perintah = [sys.executable, "-m", anak_buku.__name__, str(folder)]
        self.proses = subprocess.Popen(perintah, cwd=AKAR, stdout=subprocess.PIPE, text=True)
        assert self.proses.stdout is not None
        self.alamat = f"http://127.0.0.1:{self.proses.stdout.readline().strip()}"

    def bunuh(self) -> None:
        self.proses.kill()
        self.proses.wait()
        assert self.proses.stdout is not None
        self.proses.stdout.close()

    def minta(self, jalur: str, **isi: Any) -> Any:
        badan = json.dumps(isi).encode()
        kepala = {"Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(self.alamat + jalur, badan, kepala), timeout=20) as jawaban:
            return json.load(jawaban)

    def bot(self, metode: str, **isi: Any) -> Any:
        jawaban = self.minta(f"/bot{TOKEN}/{metode}", **isi)
        assert jawaban["ok"]
        return jawaban["result"]


@pytest.fixture
def nyalakan(tmp_path: Path) -> Iterator[Callable[[], Telegram]]:
    semua: list[Telegram] = []

    def mulai() -> Telegram:
        semua.append(Telegram(tmp_path))
        return semua[-1]

    yield mulai
    for satu in semua:
        if satu.proses.poll() is None:
            satu.bunuh()


def test_yang_sudah_dijawab_selamat_dari_kill_9(nyalakan: Callable[[], Telegram], tmp_path: Path) -> None:
    """Killed right after each answer: the message, its edit, its pin, the press and the waiting update are there again."""
    papan = {"inline_keyboard": [[{"text": "✅ Setuju", "callback_data": "setuju"}]]}
    telegram = nyalakan()
    telegram.bot("sendMessage", chat_id=RINA, text="pertama")
    kartu = telegram.bot("sendMessage", chat_id=RINA, text="Disposisi", reply_markup=papan)["message_id"]
    telegram.bunuh()

    telegram = nyalakan()
    telegram.bot("editMessageText", chat_id=RINA, message_id=kartu, text="Selesai")
    telegram.bunuh()

    telegram = nyalakan()
    rekap = telegram.bot("sendMessage", chat_id=GRUP, text="Rekap")["message_id"]
    telegram.bot("pinChatMessage", chat_id=GRUP, message_id=rekap)
    telegram.bot("setMyCommands", commands=[{"command": "tugas", "description": "Tugas"}])
    telegram.minta("/simulasi/tulis", orang=RINA, teks="/tugas")
    telegram.bunuh()

    dunia = dunia_dari(tmp_path / "dunia.pickle")
    pribadi, grup = dunia.obrolan[RINA], dunia.grup(GRUP)
    assert [p.teks for p in pribadi.terlihat()] == ["pertama", "Selesai", "/tugas"]
    assert pribadi.pesan[kartu].tombol == []
    assert pribadi.pesan[kartu].riwayat[0]["reply_markup"] == papan
    assert grup.terlihat()[0].teks == "Rekap"
    assert grup.sematan == [rekap]
    assert (dunia.antrean[-1].jenis, dunia.antrean[-1].isi["text"]) == ("message", "/tugas")
    assert dunia.perintah["default", ""][0]["command"] == "tugas"
    assert nyalakan().bot("getUpdates")[-1]["message"]["text"] == "/tugas"


class TestJurnal:
    @pytest.fixture
    def jalur(self, tmp_path: Path) -> Path:
        return tmp_path / "dunia.pickle"

    @pytest.fixture
    def dunia(self, jalur: Path) -> Iterator[Dunia]:
        dunia = dunia_dari(jalur)
        buku = Buku(dunia, jalur)
        buku.tulis()
        yield dunia
        buku.tutup()

    async def test_berkas_dan_orang_tetap_satu(self, dunia: Dunia, jalur: Path) -> None:
        """A file and its reply come back as the things they were: one person, one file, one message."""
        asal = Orang(dunia, RINA).kirim_berkas(b"isi", "bukti.pdf").hasil
        dunia.sebelum_jawab()
        dunia.pesan_baru(dunia.obrolan[RINA], dunia.bot, {"text": "diterima"}, balas_ke=asal)
        dunia.sebelum_jawab()

        lagi = dunia_dari(jalur)

        kiriman, jawaban = lagi.obrolan[RINA].terlihat()
        assert kiriman.dari is lagi.orang[RINA] is lagi.obrolan[RINA].pengguna
        assert kiriman.berkas is not None
        assert kiriman.berkas is lagi.berkas[kiriman.berkas.id] is lagi.jalur_berkas[kiriman.berkas.jalur]
        assert kiriman.berkas.isi == b"isi"
        assert jawaban.balas_ke is kiriman
        assert jawaban.dari_bot

    async def test_nomor_berkas_tidak_terulang(self, dunia: Dunia, jalur: Path) -> None:
        """Presses use numbers too: a file of the third life still has a place of its own."""
        jalan = []
        for _ in range(3):
            berkas = Orang(dunia, RINA).kirim_berkas(b"isi", "bukti.pdf").hasil.berkas
            assert berkas is not None
            jalan.append(berkas.jalur)
            for _ in range(5):
                dunia.nomor_baru()
            simpanan.simpan(dunia, jalur)
            dunia = dunia_dari(jalur)

        assert len(set(jalan)) == 3
        assert len(dunia.jalur_berkas) == 3

    async def test_orang_dan_kantor_baru(self, dunia: Dunia, jalur: Path) -> None:
        """An office made on the page, its people, and who blocked the bot."""
        perbuatan.blokir(dunia, dunia.orang[RINA])
        dunia.sebelum_jawab()
        kantor = perbuatan.kantor_baru(dunia, dunia.orang[RINA])
        dunia.sebelum_jawab()

        lagi = dunia_dari(jalur)

        assert lagi.orang[RINA].blokir
        assert lagi.kantor[kantor.kode] == kantor
        assert lagi.orang.keys() == dunia.orang.keys()
        assert kantor.grup is not None
        assert lagi.grup(kantor.grup).anggota == dunia.grup(kantor.grup).anggota

    async def test_jam_yang_dimajukan(self, dunia: Dunia, jalur: Path) -> None:
        """The bot may write down what came due as soon as the clock has moved: so the clock is noted first."""
        maju = dunia.jam.maju(timedelta(days=3))  # type: ignore[attr-defined]
        dunia.umumkan(Peristiwa("jam"))

        assert dunia_dari(jalur).jam.sekarang() >= maju

    async def test_catatan_terpotong(self, dunia: Dunia, jalur: Path) -> None:
        """A note that the kill cut off was not answered; what lies before it counts."""
        catatan = jurnal.jalur_jurnal(jalur)
        dunia.pesan_baru(dunia.obrolan[RINA], dunia.bot, {"text": "utuh"})
        dunia.sebelum_jawab()
        utuh = catatan.stat().st_size
        dunia.pesan_baru(dunia.obrolan[RINA], dunia.bot, {"text": "terpotong"})
        dunia.sebelum_jawab()
        penuh = catatan.read_bytes()

        for panjang in range(utuh, len(penuh)):
            catatan.write_bytes(penuh[:panjang])
            assert next(p.teks for p in dunia_dari(jalur).obrolan[RINA].terlihat()) == "utuh"

    async def test_jurnal_lama_tidak_menimpa(self, dunia: Dunia, jalur: Path) -> None:
        """Killed between the whole world and its empty journal: the old journal is not played over the newer world."""
        pesan = dunia.pesan_baru(dunia.obrolan[RINA], dunia.bot, {"text": "lama"})
        dunia.sebelum_jawab()
        dunia.sunting(pesan, {"text": "baru"})
        simpanan.simpan(dunia, jalur)

        assert [p.teks for p in dunia_dari(jalur).obrolan[RINA].terlihat()] == ["baru"]

    async def test_jurnal_panjang_dipadatkan(self, dunia: Dunia, jalur: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The journal does not grow for ever, and nothing is lost when the whole world is written anew."""
        monkeypatch.setattr("bot.simulasi.buku.TERPANJANG", 20_000)
        for ke in range(200):
            dunia.pesan_baru(dunia.obrolan[RINA], dunia.bot, {"text": f"pesan {ke}"})
            dunia.sebelum_jawab()

        assert jurnal.jalur_jurnal(jalur).stat().st_size < 25_000
        assert [p.teks for p in dunia_dari(jalur).obrolan[RINA].terlihat()] == [f"pesan {ke}" for ke in range(200)]
