"""Intervals of the time record: joined, cut, taken away."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.layanan.kepatuhan import Selang, gabung, iris, kurang

NOL = datetime(2026, 4, 1, tzinfo=UTC)


def menit(*batas: int) -> list[Selang]:
    """Pairs of minutes as intervals."""
    pukul = [NOL + timedelta(minutes=b) for b in batas]
    return list(zip(pukul[::2], pukul[1::2], strict=True))


def test_gabung_menyatukan_yang_bertumpuk():
    assert gabung(menit(30, 40, 0, 10, 5, 20, 20, 25, 50, 50)) == menit(0, 25, 30, 40)


def test_iris_hanya_yang_di_dalam():
    assert iris(menit(0, 10, 20, 30, 40, 50), menit(5, 25)[0]) == menit(5, 10, 20, 25)


def test_kurang_menyisakan_kiri_dan_kanan():
    assert kurang(menit(0, 60), menit(10, 20, 15, 30, 50, 90)) == menit(0, 10, 30, 50)
    assert kurang(menit(0, 60), menit(0, 60)) == []


SELANG = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20)), max_size=6).map(
    lambda isi: menit(*(x for dari, lama in isi for x in (dari, dari + lama)))
)


def isi(selang: list[Selang]) -> set[int]:
    return {m for dari, sampai in selang for m in range(_ke(dari), _ke(sampai))}


def _ke(pukul: datetime) -> int:
    return int((pukul - NOL).total_seconds() // 60)


@given(SELANG, SELANG)
def test_menit_demi_menit_sama(kiri: list[Selang], kanan: list[Selang]):
    """Every minute is where a set of minutes says it is, and none is counted twice."""
    assert isi(kurang(kiri, kanan)) == isi(kiri) - isi(kanan)
    assert isi(gabung([*kiri, *kanan])) == isi(kiri) | isi(kanan)
    for hasil in (kurang(kiri, kanan), gabung(kiri)):
        assert sum(_ke(sampai) - _ke(dari) for dari, sampai in hasil) == len(isi(hasil))
