"""Which printed standards are unrealistic, by the own time of finished runs."""

from decimal import Decimal

import pytest

from bot.layanan.standar_waktu import Riwayat, gabung


def riwayat(standar: int, *menit: int, no: int = 1, kata: str = "") -> Riwayat:
    return Riwayat(no, "Menyusun", kata or f"{standar} menit", Decimal(standar), tuple(map(Decimal, menit)))


@pytest.mark.parametrize(
    ("standar", "menit", "putusan", "usul"),
    [
        (60, (130, 110), "pendek", 120),
        (60, (72, 72), "", 90),  # a fifth above is no reason
        (60, (73, 73), "pendek", 90),
        (60, (500,), "", 675),  # one quarter proves nothing
        (60, (10, 300, 20), "", 20),  # one outlier does not move the median
        (240, (30, 40), "longgar", 35),
        (240, (60, 60), "", 60),
        (15, (0, 1), "longgar", 5),
        (5, (0, 0), "", 5),  # nothing smaller to propose
        (450, (1000, 900), "pendek", 1125),
    ],
)
def test_putusan_dan_usul(standar: int, menit: tuple[int, ...], putusan: str, usul: int):
    r = riwayat(standar, *menit)

    assert ("pendek" if r.pendek else "longgar" if r.longgar else "") == putusan
    assert r.usul == usul


def test_hanya_standar_yang_sama_dibandingkan():
    """A standard that was changed since starts anew; the newest run says which steps there are."""
    terbaru = [riwayat(60, 70, no=1), riwayat(30, 90, no=2)]
    dulu = [riwayat(60, 80, no=1), riwayat(45, 90, no=2), riwayat(10, 90, no=3)]

    hasil = gabung([terbaru, dulu])

    assert [(r.no, r.sendiri) for r in hasil] == [(1, (70, 80)), (2, (90,))]
    assert gabung([]) == []
