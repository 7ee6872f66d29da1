"""A quarter beside earlier ones."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.berkas.tulisan import perubahan
from bot.kinerja.banding import (
    lampau,
    lampau_dari_json,
    lampau_ke_json,
    selisih,
    setahun,
    tahun_lalu,
    triwulan_lalu,
)
from tests.berkas.naskah_uji import naskah_kantor


def test_disimpan_dan_dibaca_lagi_sama():
    """What is kept of an approved quarter survives JSON to the last digit, the unknown included."""
    satu = lampau(naskah_kantor().rekap)

    assert lampau_dari_json(json.loads(json.dumps(lampau_ke_json(satu)))) == satu
    assert None in satu.capaian.values()


@pytest.mark.parametrize(("triwulan", "sebelum"), [(1, (2025, 4)), (2, (2026, 1))])
def test_triwulan_lalu(triwulan, sebelum):
    """Before the first quarter comes the fourth of last year; a gap is a gap."""
    rekap = naskah_kantor(triwulan=triwulan).rekap
    ada = [replace(lampau(rekap), tahun=t, triwulan=q) for t, q in ((2025, triwulan), sebelum)]

    lalu = triwulan_lalu(rekap, ada)

    assert (lalu.tahun, lalu.triwulan) == sebelum
    assert tahun_lalu(rekap, ada) is ada[0]
    assert triwulan_lalu(rekap, ada[:1]) is None


def test_setahun_tidak_memuat_yang_belum_datang():
    """The quarters of the year in their places; a later one that is already approved does not belong to this recap."""
    rekap = naskah_kantor(triwulan=2).rekap
    ada = [replace(lampau(rekap), triwulan=q) for q in (1, 3)]

    assert [x.triwulan if x else None for x in setahun(rekap, ada)] == [1, 2, None, None]


@pytest.mark.parametrize(
    ("kini", "dulu", "kata"),
    [
        ("90.00", "87.60", "naik 2,40 poin dari TW I"),
        ("80.00", "87.60", "turun 7,60 poin dari TW I"),
        ("80.00", "80.00", "tetap dari TW I"),
        ("80.00", None, ""),
        (None, "80.00", ""),
    ],
)
def test_perubahan_dalam_kata(kini, dulu, kata):
    angka = [None if x is None else Decimal(x) for x in (kini, dulu)]

    assert perubahan(selisih(*angka), "TW I") == kata
