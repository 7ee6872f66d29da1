"""NIP: 18 digits that say something."""

from datetime import date

import pytest

from bot.layanan.nip import NipSalah, baca_nip

HARI = date(2026, 11, 20)


@pytest.mark.parametrize(
    "teks",
    [
        "199403232018071038",
        "19940323 201807 1 038",
        " NIP. 19940323 201807 1 038 ",
        "nip: 1994.0323-201807.1.038",
        "199403232018212038",  # contract staff: 21 where others have the month
        "200002292022031001",  # a leap day
    ],
)
def test_nip_benar(teks: str):
    hasil = baca_nip(teks, HARI)
    assert len(hasil) == 18
    assert hasil.isdigit()
    assert baca_nip(hasil, HARI) == hasil


@pytest.mark.parametrize("teks", ["", "  ", "-", "NIP"])
def test_tanpa_nip(teks: str):
    assert baca_nip(teks, HARI) == ""


@pytest.mark.parametrize(
    ("teks", "sebab"),
    [
        ("19940323201807103", "ada 17 angka"),
        ("1994032320180710388", "ada 19 angka"),
        ("19940323201807103A", "huruf"),
        ("١٩٩٤٠٣٢٣٢٠١٨٠٧١٠٣٨", "huruf"),
        ("199402302018071038", "bukan tanggal lahir"),
        ("189403232018071038", "bukan bulan pengangkatan"),
        ("201503232018071038", "bukan bulan pengangkatan"),
        ("199403232018131038", "bukan bulan pengangkatan"),
        ("199403232018001038", "bukan bulan pengangkatan"),
        ("199403232027011038", "bukan bulan pengangkatan"),
        ("199403232026121038", "belum tiba"),
        ("199403232018073038", "angka ke-15"),
        ("199403232018070038", "angka ke-15"),
    ],
)
def test_nip_salah(teks: str, sebab: str):
    with pytest.raises(NipSalah, match=sebab) as tolak:
        baca_nip(teks, HARI)
    assert tolak.value.anjuran
    assert len(str(tolak.value)) < 250


def test_tanpa_hari_ini_masa_depan_boleh():
    """An office file is read without a clock."""
    assert baca_nip("199403232027011038") == "199403232027011038"
