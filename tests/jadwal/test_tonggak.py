"""The ladder of reminders of an assignment."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sop.model import Satuan, StandarWaktu
from jadwal.kalender import KalenderKerja, menit_standar
from jadwal.tonggak import PILIHAN, TANGGA, daftar_tangga, sampai_ke_atasan, tonggak_penugasan, tonggak_sesudah
from tests.jadwal.conftest import tertulis, wib

M, J, H = Satuan.MENIT, Satuan.JAM, Satuan.HARI


@pytest.mark.parametrize(
    ("mulai", "standar", "saat"),
    [
        (
            "2026-11-23 09.00",
            StandarWaktu(5, M),
            [("ingatkan-60", "2026-11-23 09.03"), ("batas", "2026-11-23 09.05")],
        ),
        (
            "2026-11-23 11.30",
            StandarWaktu(2, J),
            [("ingatkan-75", "2026-11-23 14.00"), ("batas", "2026-11-23 14.30")],
        ),
        (
            "2026-11-19 14.00",
            StandarWaktu(240, M),
            [("ingatkan-75", "2026-11-20 08.30"), ("batas", "2026-11-20 09.30")],
        ),
        (
            "2026-11-19 10.00",
            StandarWaktu(1, H),
            [("ingatkan-75", "2026-11-20 08.07.30"), ("batas", "2026-11-20 10.00")],
        ),
        (
            "2026-11-20 09.00",
            StandarWaktu(10, H),
            [
                ("ingatkan-50", "2026-11-27 09.00"),
                ("ingatkan-90", "2026-12-03 09.00"),
                ("ingatkan-pagi", "2026-12-04 08.30"),
                ("batas", "2026-12-04 09.00"),
            ],
        ),
        (  # the last morning's reminder would come after the deadline
            "2026-11-23 08.00",
            StandarWaktu(2, H),
            [
                ("ingatkan-50", "2026-11-24 08.00"),
                ("ingatkan-90", "2026-11-24 15.00"),
                ("batas", "2026-11-25 08.00"),
            ],
        ),
    ],
    ids=["5 menit", "2 jam", "240 menit", "1 hari", "10 hari", "2 hari pagi"],
)
def test_sebelum_batas(kalender, mulai, standar, saat):
    """Shares of the working time between start and deadline, and the morning of the last day."""
    batas = kalender.tambah(wib(mulai), standar)

    tonggak = tonggak_penugasan(wib(mulai), batas, standar, kalender)

    assert [(t.nama, tertulis(t.kapan)) for t in tonggak] == saat


@pytest.mark.parametrize(
    ("batas", "standar", "saat"),
    [
        (
            "2026-11-20 16.20",
            StandarWaktu(15, M),
            ["2026-11-23 07.35", "2026-11-23 08.20", "2026-11-24 08.30", "2026-11-25 08.30"],
        ),
        (
            "2026-12-23 14.00",
            StandarWaktu(120, M),
            ["2026-12-23 14.30", "2026-12-23 16.00", "2026-12-28 08.30", "2026-12-29 08.30"],
        ),
        ("2026-11-26 09.00", StandarWaktu(1, H), ["2026-11-26 11.00", "2026-11-27 08.30", "2026-11-30 08.30"]),
        ("2026-11-26 08.00", StandarWaktu(3, H), ["2026-11-27 08.30", "2026-11-30 08.30", "2026-12-01 08.30"]),
    ],
    ids=["15 menit", "2 jam", "1 hari", "3 hari"],
)
def test_sesudah_batas(kalender, batas, standar, saat):
    """After the deadline: soon, later, then once per working day, across weekends and joint leave."""
    tonggak = [tonggak_sesudah(wib(batas), standar, kalender, ke) for ke in range(1, len(saat) + 1)]

    assert [tertulis(t.kapan) for t in tonggak] == saat
    assert [t.nama for t in tonggak] == [f"sesudah-{ke}" for ke in range(1, len(saat) + 1)]


def test_atasan_sejak_yang_kedua():
    """The superior is not told of the first slip."""
    assert [sampai_ke_atasan(ke) for ke in (1, 2, 3)] == [False, True, True]


def test_k29_libur_baru_menggeser_tanpa_mengganti_nama():
    """A holiday that is added later moves the moments and keeps their names, so that nothing is sent twice."""
    mulai, standar = wib("2026-11-20 09.00"), StandarWaktu(3, H)
    dulu = KalenderKerja("Asia/Jakarta")
    kini = KalenderKerja("Asia/Jakarta", khusus={date(2026, 11, 24): (True, "Pilkada")})

    semula, baru = (tonggak_penugasan(mulai, k.tambah(mulai, standar), standar, k) for k in (dulu, kini))

    assert [t.nama for t in semula] == [t.nama for t in baru]
    assert all(a.kapan < b.kapan for a, b in zip(semula[1:], baru[1:], strict=True))


saat_mulai = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
lama = st.builds(StandarWaktu, st.integers(1, 30), st.sampled_from(Satuan))


@given(saat_mulai, lama, st.sampled_from(["Asia/Jakarta", "Asia/Makassar"]))
def test_semua_tonggak_tertib(mulai, standar, zona):
    """Whatever the start: in order, in working time, no name twice, the deadline last of those before."""
    kalender = KalenderKerja(zona)
    batas = kalender.tambah(mulai, standar)
    sebelum = tonggak_penugasan(mulai, batas, standar, kalender)
    semua = [*sebelum, *(tonggak_sesudah(batas, standar, kalender, ke) for ke in range(1, 6))]
    kapan = [t.kapan for t in semua]

    assert sebelum[-1] == ("batas", batas)
    assert kapan == sorted(kapan)
    assert all(map(kalender.buka, kapan))
    assert len({t.nama for t in semua}) == len(semua)
    assert len(set(kapan)) == len(kapan)


@given(
    saat_mulai,
    lama,
    st.sampled_from(sorted(PILIHAN)),
    st.integers(1, 5),
    st.timedeltas(timedelta(), timedelta(days=60)),
)
def test_sesudah_yang_terlewat_tidak_disusulkan(mulai, standar, tangga, ke, lewat):
    """Whatever was missed: the next one comes later than now, in working time, within the next working day."""
    kalender = KalenderKerja("Asia/Jakarta")
    batas = kalender.tambah(mulai, standar)
    kini = batas + lewat

    satu = tonggak_sesudah(batas, standar, kalender, ke, PILIHAN[tangga], kini)

    besok = kalender.hari_kerja_ke(kalender.setempat(kini).date() + timedelta(days=1), ke)
    assert satu.nama == f"sesudah-{ke}"
    assert satu.kapan > kini
    assert kalender.buka(satu.kapan)
    assert kalender.setempat(satu.kapan).date() <= besok


@pytest.mark.parametrize("daftar", PILIHAN.values(), ids=PILIHAN)
def test_tiap_tangga_punya_batas_dan_tak_berkesudahan(kalender, daftar):
    """Every ladder tells the deadline, and always has one more after it."""
    for standar in (StandarWaktu(5, M), StandarWaktu(90, M), StandarWaktu(1, H), StandarWaktu(9, H)):
        mulai = wib("2026-11-23 08.00")
        batas = kalender.tambah(mulai, standar)
        assert tonggak_penugasan(mulai, batas, standar, kalender, daftar)[-1] == ("batas", batas)
        kapan = [tonggak_sesudah(batas, standar, kalender, ke, daftar).kapan for ke in range(1, 8)]
        assert kapan == sorted(set(kapan))


@pytest.mark.parametrize(
    ("aturan", "daftar"), [(None, "biasa"), ({"tangga": "hemat"}, "hemat"), ({"tangga": "?"}, "biasa"), ({}, "biasa")]
)
def test_tangga_kantor(aturan, daftar):
    assert daftar_tangga(aturan) is PILIHAN[daftar]


def test_tabel_menutup_semua_lama():
    """The rows of the ladder rise, and the last one takes whatever is longer."""
    batas = [t.sampai for t in TANGGA]

    assert batas[-1] is None
    assert batas[:-1] == [15, 120, menit_standar(StandarWaktu(1, H))]
