"""Killed at named points, in a process of its own, and started again: nothing lost, nothing applied twice."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlmodel import col, select

from db.pangkalan import Pangkalan
from db.tabel import Tonggak
from db.titik_mati import PEUBAH
from tests.palsu import pesan

AKAR = Path(__file__).parents[2]
MATI = 137


@dataclass
class Uji:
    url: str
    folder: Path

    def siapkan(self, jumlah: int) -> None:
        """Updates 1 … jumlah, in turn from three people."""
        isi = [pesan(nomor, 7 + nomor % 3, "x") for nomor in range(1, jumlah + 1)]
        (self.folder / "pembaruan.json").write_text(json.dumps(isi))

    def jalankan(self, titik: str | None = None) -> int:
        lingkungan = {**os.environ, PEUBAH: titik or ""}
        perintah = [sys.executable, "-m", "tests.db.anak", self.url, str(self.folder)]
        selesai = subprocess.run(perintah, cwd=AKAR, env=lingkungan, timeout=30, capture_output=True, check=False)
        assert selesai.returncode in (0, MATI), selesai.stderr.decode()
        return selesai.returncode

    def diterapkan(self) -> dict[str, list[int]]:
        """Per chat, the updates in the order in which they were applied."""
        basis = Pangkalan(self.url)
        semua = basis.baca_sinkron(lambda sesi: sesi.exec(select(Tonggak).order_by(col(Tonggak.id))).all())
        basis.tutup()
        hasil: dict[str, list[int]] = {}
        for satu in semua:
            hasil.setdefault(satu.jenis, []).append(int(satu.kunci.split("-")[0]))
        return hasil

    def terkirim(self) -> Counter[int]:
        catatan = self.folder / "terkirim.jsonl"
        return Counter(int(json.loads(baris)[1]) for baris in catatan.read_text().splitlines())


def _semua(jumlah: int) -> dict[str, list[int]]:
    return {str(7 + sisa): [n for n in range(1, jumlah + 1) if n % 3 == sisa] for sisa in range(3)}


@pytest.fixture
def uji(url_basisdata: str, tmp_path: Path) -> Uji:
    return Uji(url_basisdata, tmp_path)


def test_k01_mati_di_dalam_transaksi(uji: Uji):
    """The update whose transaction was cut off is applied once after the restart."""
    uji.siapkan(9)

    assert uji.jalankan("dalam_transaksi:4") == MATI
    assert sum(map(len, uji.diterapkan().values())) == 3
    assert uji.jalankan() == 0

    assert uji.diterapkan() == _semua(9)
    assert set(uji.terkirim().values()) == {1}


@pytest.mark.parametrize("titik", ["sebelum_kotak_masuk", "sesudah_kotak_masuk"])
def test_k02_mati_setelah_mengambil_seratus(uji: Uji, titik: str):
    """All hundred are applied in order per chat, none twice, whether they had been stored or not."""
    uji.siapkan(100)

    assert uji.jalankan(titik) == MATI
    assert uji.diterapkan() == {}
    assert uji.jalankan() == 0

    assert uji.diterapkan() == _semua(100)
    assert uji.terkirim() == Counter(range(1, 101))


def test_k03_mati_antara_komit_dan_kirim(uji: Uji):
    """What was committed is sent after the restart."""
    uji.siapkan(6)

    assert uji.jalankan("sesudah_transaksi") == MATI
    assert uji.jalankan() == 0

    assert uji.diterapkan() == _semua(6)
    assert uji.terkirim() == Counter(range(1, 7))


def test_k04_mati_setelah_diterima_telegram(uji: Uji):
    """One extra copy per crash at most, of the message whose mark was lost."""
    uji.siapkan(6)

    assert uji.jalankan("sesudah_kirim:2") == MATI
    assert uji.jalankan("sesudah_kirim:2") == MATI
    assert uji.jalankan() == 0

    assert uji.diterapkan() == _semua(6)
    terkirim = uji.terkirim()
    assert set(terkirim) == set(range(1, 7))
    # Up to one request per chat is under way when the process dies.
    assert max(terkirim.values()) <= 3
    assert terkirim.total() <= 6 + 2 * 3
