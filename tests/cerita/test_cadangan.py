"""`/cadangan`: an administrator gets everything as one file, the same that `pulihkan` takes."""

from pathlib import Path

import pytest

from bot.layanan import cadangan as pencadangan
from db.cadangan import adalah_cadangan, pulihkan
from db.pangkalan import Pangkalan
from tests.cerita.cerita import Cerita


async def test_cadangan_dapat_dipulihkan(dkupp: Cerita, tmp_path: Path):
    await dkupp.sampai(langkah=3)
    await dkupp.admin.tulis("/cadangan")

    berkas = dkupp.admin.berkas_diterima[-1]
    assert "💾 Cadangan selesai" in berkas.teks
    assert berkas.berkas is not None
    hasil = tmp_path / "cadangan.zip"
    hasil.write_bytes(berkas.berkas.isi)
    assert adalah_cadangan(hasil)
    baru = tmp_path / "baru"
    baru.mkdir()
    url = f"sqlite:///{baru / 'kinerja.db'}"
    pulihkan(url, baru, hasil)
    jejak = await dkupp.jejak()
    assert jejak
    basis = Pangkalan(url)
    try:
        banyak = basis.baca_sinkron(lambda s: s.connection().exec_driver_sql("SELECT count(*) FROM kejadian").scalar())
    finally:
        basis.tutup()
    assert banyak == len(jejak)


async def test_hanya_tujuh_yang_disimpan(dkupp: Cerita, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pencadangan, "SIMPAN", 2)
    await dkupp.sampai(langkah=2)
    for _ in range(3):
        await dkupp.admin.tulis("/cadangan")
        await dkupp.maju(menit=1)
    assert len(list(dkupp.panggung.folder.glob("cadangan/*.zip"))) == 2


async def test_terlalu_besar_untuk_telegram(dkupp: Cerita, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pencadangan, "BATAS_KIRIM", 10)
    await dkupp.sampai(langkah=2)
    sebelum = len(dkupp.admin.berkas_diterima)
    await dkupp.admin.tulis("/cadangan")
    assert "Terlalu besar untuk dikirim lewat Telegram" in dkupp.admin.pesan_terakhir.teks
    assert len(dkupp.admin.berkas_diterima) == sebelum


async def test_bukan_administrator(dkupp: Cerita):
    await dkupp.sampai(langkah=2)
    sebelum = len(dkupp.sekretaris.berkas_diterima)
    await dkupp.sekretaris.tulis("/cadangan")
    assert len(dkupp.sekretaris.berkas_diterima) == sebelum
    assert not list(dkupp.panggung.folder.glob("cadangan/*.zip"))
