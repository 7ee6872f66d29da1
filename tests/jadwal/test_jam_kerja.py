"""Working hours as data: what an office may write, and how a mistake is told."""

import json
from datetime import date

import pytest

from jadwal.jam_kerja import PERPRES_21_2023, JamKerja, JamKerjaSalah, Rentang


def test_bawaan_perpres():
    """Without hours of its own an office has those of Perpres 21/2023, Ramadan included."""
    jam = JamKerja.dari_json(None)

    assert jam is PERPRES_21_2023
    assert [str(r) for r in jam.rentang(date(2026, 11, 20))] == ["07.30-11.30", "13.00-16.30"]
    assert [str(r) for r in jam.rentang(date(2026, 2, 19))] == ["08.00-12.00", "12.30-15.00"]
    assert [str(r) for r in jam.rentang(date(2026, 3, 20))] == ["08.00-11.30", "12.30-15.30"]
    assert [str(r) for r in jam.rentang(date(2026, 3, 25))] == ["07.30-12.00", "13.00-16.00"]
    assert jam.rentang(date(2026, 11, 21)) == ()


def test_bolak_balik_json():
    """What is stored is read back as the same hours."""
    assert JamKerja.dari_json(json.loads(json.dumps(PERPRES_21_2023.ke_json()))) == PERPRES_21_2023


def test_yang_tidak_ditulis_mengikuti_bawaan():
    """An office that only changes its week keeps Ramadan; one that only adds a Ramadan keeps its week."""
    sendiri = JamKerja.dari_json({"pekan": {"senin": ["08:00–15:00"]}})
    ramadan = JamKerja.dari_json({"masa": [{"nama": "Ramadan 1449 H", "dari": "2028-01-28", "sampai": "2028-02-26"}]})

    assert sendiri.masa == PERPRES_21_2023.masa
    assert str(sendiri.rentang(date(2026, 11, 23))[0]) == "08.00-15.00"
    assert ramadan.pekan == PERPRES_21_2023.pekan
    assert str(ramadan.rentang(date(2028, 1, 31))[0]) == "08.00-12.00"


@pytest.mark.parametrize(
    ("isi", "letak"),
    [
        ({"hari": {}}, "hari"),
        ({"pekan": []}, "pekan"),
        ({"pekan": {}}, "pekan"),
        ({"pekan": {"monday": ["08.00-15.00"]}}, "pekan > monday"),
        ({"pekan": {"senin": "08.00-15.00"}}, "pekan > senin"),
        ({"pekan": {"senin": ["15.00-08.00"]}}, "pekan > senin"),
        ({"pekan": {"senin": ["08.00-25.00"]}}, "pekan > senin"),
        ({"pekan": {"senin": ["pagi"]}}, "pekan > senin"),
        ({"pekan": {"senin": ["08.00-12.00", "11.30-15.00"]}}, "pekan > senin"),
        ({"masa": {}}, "masa"),
        ({"masa": ["Ramadan"]}, "masa 1"),
        ({"masa": [{"dari": "2028-02-30", "sampai": "2028-03-01"}]}, "masa 1 > dari"),
        ({"masa": [{"dari": "2028-03-01", "sampai": "2028-02-01"}]}, "masa 1"),
        ({"hari_sampai_tutup": "ya"}, "hari_sampai_tutup"),
    ],
)
def test_k37_kesalahan_menunjuk_letaknya(isi, letak):
    """A mistake is answered with the way to it and with what would be right."""
    with pytest.raises(JamKerjaSalah) as salah:
        JamKerja.dari_json(isi)

    assert salah.value.letak == letak
    assert str(salah.value).startswith(f"Jam kerja > {letak}: ")


@pytest.mark.parametrize("teks", ["07.30-16.00", " 7:30 – 16:00 ", "07.30—16.00"])
def test_rentang_terbaca(teks):
    """Dots, colons and every kind of dash: as people type on a phone."""
    assert str(Rentang.baca(teks)) == "07.30-16.00"
