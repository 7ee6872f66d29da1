"""The code of an indicator: what it may look like, where a text names it."""

import pytest

from bot.kinerja.kode import kode_disebut, kode_sah


@pytest.mark.parametrize("kode", ["DKP-14", "2.17.01", "IKU_1", "IKU/2026/1a", "7", "A"])
def test_sah(kode: str):
    assert kode_sah(kode)


@pytest.mark.parametrize("kode", ["=1+1", "DKP 14", "DKP-", "-1", "DKP–14", "DKP,14", "", "DKP\n14", "Ä1"])
def test_tidak_sah(kode: str):
    assert not kode_sah(kode)


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("DKP-12 dan dkp-11", ["DKP-12", "DKP-11"]),
        ("DKP-11/DKP-12", ["DKP-11", "DKP-12"]),
        ("foto_DKP-11_v2.", ["DKP-11"]),
        ("DKP-110, SUBDKP-11, DKP-11/12", []),
        ("DKP-1.2", ["DKP-1.2"]),
        ("tanggal 12.2.17 nomor 7", []),
        ("2.17 lalu 2.17.01", ["2.17", "2.17.01"]),
        ("DKP-11 lagi DKP-11", ["DKP-11"]),
    ],
)
def test_disebut(teks: str, kode: list[str]):
    assert kode_disebut(teks, ["DKP-11", "DKP-12", "DKP-1", "DKP-1.2", "7", "2.17", "2.17.01"]) == kode
