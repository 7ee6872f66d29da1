"""Named rules: what an office may choose, and what a run keeps."""

from decimal import Decimal

import pytest

from bot.kinerja.aturan import CARA, CARA_BAWAAN, SKALA, aturan_dari, contoh
from bot.kinerja.predikat import SKALA_BAWAAN
from bot.kinerja.rekap import Aturan, hitung_rekap
from bot.kinerja.ukur import VarianTurun


def test_tanpa_pilihan_adalah_bawaan():
    """An office that never chose, and one that chose the default, count alike."""
    assert aturan_dari(None) == Aturan() == aturan_dari({"cara": CARA_BAWAAN, "skala": SKALA_BAWAAN, "sejak": "x"})


@pytest.mark.parametrize("skala", SKALA)
def test_cara_dan_skala_bebas_satu_sama_lain(skala):
    """Each way of counting goes with each scale."""
    assert {aturan_dari({"cara": c, "skala": skala}).skala.kode for c in CARA} == {skala}
    assert aturan_dari({"cara": "rasio", "skala": skala}).varian is VarianTurun.RASIO
    assert aturan_dari({"cara": "batas-120", "skala": skala}).cap == Decimal(120)


def test_contoh_membedakan_semua_cara():
    """On the invented quarter no two ways of counting give the same average, worked out by hand."""
    indikator, realisasi = contoh()
    hasil = {
        c: hitung_rekap(indikator, realisasi, 2026, 1, {}, aturan_dari({"cara": c, "skala": SKALA_BAWAAN}))
        for c in CARA
    }

    # 130, 70, (2·10−14)/10 = 60 or 10/14 = 71,43, and one that did not report
    assert {c: str(r.instansi.rata_rata) for c, r in hasil.items()} == {
        "baku": "76.67",
        "ketat": "57.50",
        "batas-120": "83.33",
        "tanpa-batas": "86.67",
        "rasio": "80.48",
    }
