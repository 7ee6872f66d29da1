"""The date of a promise, as people write it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kinerja.tindak import akhir_triwulan, tanggal_janji


@pytest.mark.parametrize(
    ("teks", "tanggal"),
    [
        ("Pelatihan susulan, oleh Seksi UKM, paling lambat 30 Juni 2026", date(2026, 6, 30)),
        ("selesai 5-7-2026", date(2026, 7, 5)),
        ("mulai 1 April 2026 sampai 15 mei 2026", date(2026, 5, 15)),
        ("Februari 2028", date(2028, 2, 29)),
        ("pada TW III 2026", date(2026, 9, 30)),
        ("triwulan 4 tahun 2026", date(2026, 12, 31)),
        ("31 Juni 2026", date(2026, 6, 30)),
        ("segera, oleh Seksi UKM", None),
        ("45-13-2026", None),
        ("", None),
    ],
)
def test_tanggal_janji(teks: str, tanggal: date | None) -> None:
    assert tanggal_janji(teks) == tanggal


def test_akhir_triwulan_melewati_tahun() -> None:
    assert [akhir_triwulan(2026, n) for n in (1, 4, 5)] == [date(2026, 3, 31), date(2026, 12, 31), date(2027, 3, 31)]


@given(st.text())
def test_teks_apa_pun_tidak_menjatuhkan(teks: str) -> None:
    assert tanggal_janji(teks) is None or isinstance(tanggal_janji(teks), date)
