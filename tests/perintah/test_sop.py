"""`sop daftar | periksa | tampil`."""

from pathlib import Path

import pytest

from bot import sop
from bot.sop.pemuat import daftar


def test_daftar_menyebut_kelima_sop(konsol):
    """Every id that `pasang` takes is listed."""
    hasil = konsol("sop", "daftar")

    assert hasil.kode == 0
    assert [i for i in daftar() if i not in hasil.out.splitlines()] == []


@pytest.mark.parametrize("id_sop", daftar())
def test_periksa_dan_tampil(konsol, id_sop):
    """The five are in order and can be read."""
    periksa, tampil = konsol("sop", "periksa", id_sop), konsol("sop", "tampil", id_sop)

    assert periksa.kode == tampil.kode == 0
    assert periksa.out.startswith(f"{id_sop}: beres.")
    assert f"id {id_sop}," in tampil.out


def test_periksa_berkas_sendiri(konsol, tmp_path):
    """An office's own file is checked by its path; every finding is on stderr with its place."""
    asli = (Path(sop.__file__).parent / "dkupp-purwakarta.toml").read_text(encoding="utf-8")
    (tmp_path / "kami.toml").write_text(asli.replace('jenis = "telaah"', 'jenis = "telah"'), encoding="utf-8")

    hasil = konsol("sop", "periksa", tmp_path / "kami.toml")

    assert (hasil.kode, hasil.out) == (1, "")
    assert "kami.toml > langkah 7" in hasil.err
    assert 'Mungkin maksudnya "telaah"' in hasil.err


@pytest.mark.parametrize("perintah", ["periksa", "tampil"])
def test_sop_tidak_ada(konsol, perintah):
    """A misspelt id gets the nearest one."""
    hasil = konsol("sop", perintah, "gova")

    assert hasil.kode == 1
    assert 'Mungkin maksudnya "gowa"' in hasil.err
