"""Intervals of the time record: joined, cut, taken away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from bot.layanan.kepatuhan import Selang, _Bahan, _pembagian, gabung, iris, kurang
from bot.layanan.masa_jeda import geser
from bot.layanan.muat import Jalan
from bot.sop.pemuat import muat as muat_sop
from db.tabel import Penugasan
from jadwal.kalender import KalenderKerja

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


def test_batas_bergeser_selama_jeda():
    """Only the working time of a pause counts, only what lies after the assignment began, in whole minutes."""
    kantor = KalenderKerja("Asia/Jakarta")
    pagi = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)  # Wednesday 08.00
    sejam = timedelta(hours=1)
    assert geser(kantor, pagi + sejam, pagi, []) == pagi + sejam
    assert geser(kantor, pagi + sejam, pagi, [(pagi - sejam, pagi)]) == pagi + sejam
    assert geser(kantor, pagi + sejam, pagi, [(pagi - sejam, pagi + timedelta(seconds=90))]) == pagi + timedelta(
        minutes=62
    )
    dua = [(pagi, pagi + timedelta(minutes=10)), (pagi + timedelta(minutes=20), pagi + timedelta(minutes=25))]
    assert geser(kantor, pagi + sejam, pagi, dua) == pagi + timedelta(minutes=75)
    semalam = [(datetime(2026, 4, 1, 9, 0, tzinfo=UTC), datetime(2026, 4, 2, 0, 30, tzinfo=UTC))]  # 16.00 to 07.30
    assert geser(kantor, pagi + sejam, pagi, semalam) == pagi + sejam


def test_jeda_adalah_menunggu():
    """Paused before others are awaited: no minute is counted twice, and the words say so."""
    pagi = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)
    kedua = timedelta(minutes=1)
    sop = muat_sop("dkupp-purwakarta")
    p = Penugasan(
        id=7, pelaksanaan_id=1, langkah=2, putaran=1, tahap="kerja", peran="sekretaris", bidang="",
        mulai_pada=pagi, batas=pagi + 60 * kedua, selesai_pada=pagi + 100 * kedua, hasil="selesai",
    )  # fmt: skip
    j = SimpleNamespace(sop=sop, kalender=KalenderKerja("Asia/Jakarta"), nama_bidang={})
    kendala = {7: [(pagi + 20 * kedua, pagi + 50 * kedua)]}
    sendiri, rincian = _pembagian(cast(Jalan, j), [p], kendala, [(pagi + 30 * kedua, pagi + 80 * kedua)])
    assert sendiri == 40
    assert rincian == "Sekretaris: sendiri 40, menunggu jawaban kendala 10, dijeda 50"
    bahan = _Bahan(cast(Jalan, j), {}, kendala, {}, [(pagi + 30 * kedua, pagi + 80 * kedua)])
    assert bahan.batas(p) == p.batas  # the pause was over: the deadline has moved already
    assert replace(bahan, jeda=[(pagi + 30 * kedua, None)]).batas(p) == p.batas + 70 * kedua
