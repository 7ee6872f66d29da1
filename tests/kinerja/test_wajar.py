"""Questions about plausible slips: domain 3.1 no. 7 and 7.2."""

from decimal import Decimal

import pytest

from bot.kinerja.model import Arah, Realisasi, Sifat
from bot.kinerja.wajar import periksa_penjelasan, periksa_rencana, periksa_wajar
from tests.kinerja.bantu import indikator, lapor

PERSEN = {"satuan": "%", "nama": "Persentase koperasi aktif"}
ORANG = {"satuan": "orang", "sifat": Sifat.JUMLAH}


@pytest.mark.parametrize(
    ("lain", "tw", "isi", "sebut"),
    [
        (ORANG, "20", "201", "lebih dari sepuluh kali"),
        ({}, "44,10", "441", "441 sepuluh kali target 44,10"),
        (PERSEN, "90", "100,5", "lebih dari 100 %"),
        (PERSEN, "90", 0.48, "48 %?"),
        (ORANG, "20", "12,5", "bilangan bulat"),
        ({}, "2-4", "41", "sepuluh kali"),
    ],
)
def test_ditanyakan(lain, tw, isi, sebut):
    """A likely slip is asked about in one sentence."""
    i = indikator(tw=tw, **lain)
    tanya = periksa_wajar(i, 1, lapor(i, isi))
    assert len(tanya) == 1
    assert sebut in tanya[0]
    assert tanya[0].endswith("?")


@pytest.mark.parametrize(
    ("lain", "tw", "isi"),
    [
        (ORANG, "20", "199"),
        (PERSEN, "90", "100"),
        ({"satuan": "%", "nama": "Laju pertumbuhan ekspor"}, "90", "120"),
        ({"satuan": "orang", "sifat": Sifat.RATA_RATA}, "20", "12,5"),
        ({}, "0", "5"),
        ({}, "", "5"),
        (PERSEN, "90", "-"),
        (PERSEN, "90", "4O"),
        (PERSEN, "90", "0"),
    ],
)
def test_tidak_ditanyakan(lain, tw, isi):
    """Growth above 100 %, means of counts and cells without a number raise no question."""
    i = indikator(tw=tw, **lain)
    assert periksa_wajar(i, 1, lapor(i, isi)) == []


def test_jumlah_berjalan_turun():
    """A running total does not fall; a state that the plan keeps level may."""
    naik, tetap = indikator(tw="2,4|4,9"), indikator(tw="88|88")
    lama = lapor(naik, "5")
    assert "triwulan sebelumnya" in periksa_wajar(naik, 2, lapor(naik, "4"), lama)[0]
    assert periksa_wajar(naik, 2, lapor(naik, "5"), lama) == []
    assert periksa_wajar(tetap, 2, lapor(tetap, "87"), lapor(tetap, "88")) == []


@pytest.mark.parametrize(
    ("isi", "pagu", "sebut"),
    [
        ("1.500.000", "1000000", "melebihi pagu"),
        ("12,5", "1000000", "rupiah penuh"),
        ("-5.000", "1000000", "negatif"),
        ("400.000", "1000000", "kumulatif"),
        ("600.000", None, "tanpa pagu"),
    ],
)
def test_anggaran(isi, pagu, sebut):
    """Spending is cumulative since January, in full rupiah, on the row that carries the ceiling, within it."""
    i = indikator(tw="5", pagu=None if pagu is None else Decimal(pagu))
    lama = lapor(i, "5", "500.000") if sebut == "kumulatif" else None
    tanya = periksa_wajar(i, 1, lapor(i, "5", isi), lama)
    assert [sebut in t for t in tanya] == [True]


def test_penjelasan():
    """Below 91 % the hindrance and the follow-up are expected: warned, not refused."""
    i = indikator(tw="100")
    assert periksa_penjelasan(i, 1, lapor(i, "91")) == []
    assert "Faktor Penghambat dan Tindak Lanjut" in periksa_penjelasan(i, 1, lapor(i, "90"))[0]
    isian = Realisasi(i.kode, lapor(i, "90").kinerja, faktor_penghambat="Hujan", tindak_lanjut="Ulang")
    assert periksa_penjelasan(i, 1, isian) == []
    assert periksa_penjelasan(i, 1, lapor(i, "-")) == []


def test_rencana():
    """Quarters that do not fit the year are asked about when a plan is loaded."""
    assert "120" in periksa_rencana(indikator(tw="20|40|40|10", tahunan="120", sifat=Sifat.JUMLAH))[0]
    assert periksa_rencana(indikator(tw="20|40|40|20", tahunan="120", sifat=Sifat.JUMLAH)) == []
    assert "TW IV" in periksa_rencana(indikator(tw="2|4|6|8", tahunan="9"))[0]
    assert periksa_rencana(indikator(tw="2|4||", tahunan="9")) == []
    assert periksa_rencana(indikator(tw="1|1|1|1", tahunan="4", arah=Arah.TURUN, sifat=Sifat.JUMLAH)) == []
