"""K15: the pace, order and waiting."""

from bisect import bisect_left
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.laju import GRUP as BATAS_GRUP
from bot.laju import KESELURUHAN, PERORANGAN, Batas, Laju
from db.antrean_keluar import Calon, giliran
from db.kotak_keluar import sunting
from tests.kurir.conftest import BUDI, GRUP, SARI, Loket
from tests.palsu import AWAL, tolak


def _terbanyak(saat: list[datetime], batas: Batas) -> int:
    """The most that falls into any half-open window."""
    return max((bisect_left(saat, awal + batas.jendela) - ke for ke, awal in enumerate(saat)), default=0)


@given(
    st.lists(st.tuples(st.sampled_from([SARI, BUDI, GRUP, -7]), st.integers(0, 3), st.integers(0, 3000)), max_size=120)
)
def test_k15_tidak_pernah_di_atas_laju(permintaan):
    """Whoever waits as long as told stays within every limit, in whatever order and mixture messages come."""
    laju, kini = Laju(), AWAL
    semua: list[datetime] = []
    per_chat: dict[int, list[datetime]] = {}
    for chat, prioritas, jeda in permintaan:
        kini = laju.kapan(chat, prioritas, kini + timedelta(milliseconds=jeda))
        laju.catat(chat, kini)
        semua.append(kini)
        if prioritas or chat < 0:
            per_chat.setdefault(chat, []).append(kini)

    assert _terbanyak(semua, KESELURUHAN) <= KESELURUHAN.jumlah
    for chat, saat in per_chat.items():
        batas = BATAS_GRUP if chat < 0 else PERORANGAN
        assert _terbanyak(saat, batas) <= batas.jumlah


@given(st.lists(st.integers(0, 3), min_size=1))
def test_giliran_menyalip_hanya_jawaban_atas_pengingat(prioritas):
    """What overtakes is an answer, and everything that it overtakes is a reminder."""
    baris = [Calon(ke, SARI, p, None, "menunggu", 1) for ke, p in enumerate(prioritas)]

    terpilih = giliran(baris)

    didahului = prioritas[: terpilih.id]
    assert not didahului or (terpilih.prioritas == 0 and set(didahului) == {3})


async def test_k15_grup_menunggu_38_detik_yang_lain_jalan(loket: Loket):
    """Told to wait 37 seconds, that group waits 38 and keeps its order; everybody else is served."""
    loket.telegram.sekali("sendMessage", tolak(429, "Too Many Requests", retry_after=37), chat=GRUP)
    for nomor in range(50):
        loket.titip(GRUP, f"g{nomor}", prioritas=2)
    for nomor in range(5):
        loket.titip(SARI, f"s{nomor}")

    await loket.antar()

    assert loket.telegram.teks(GRUP) == [f"g{nomor}" for nomor in range(50)]
    assert loket.saat_kirim(GRUP)[0] == 38
    assert max(loket.saat_kirim(SARI)) < 10
    saat = [p.waktu for p in loket.telegram.panggilan if p.chat == GRUP]
    assert _terbanyak(saat, BATAS_GRUP) <= BATAS_GRUP.jumlah


async def test_k15_jeda_bertahan_setelah_restart(loket: Loket):
    """What Telegram has asked for is not forgotten with the process."""
    loket.telegram.sekali("sendMessage", tolak(429, "Too Many Requests", retry_after=37), chat=GRUP)
    loket.titip(GRUP, "g")
    await loket.antar(sampai=1)

    loket.kurir = loket.kurir_baru()
    await loket.antar()

    assert loket.saat_kirim(GRUP) == [38]


async def test_k15_dua_ratus_suntingan_bergabung(loket: Loket):
    """Two hundred edits of one status message while the group waits: one request, with the newest text."""
    status = loket.titip(GRUP, "status 0", prioritas=2)
    await loket.antar()
    for nomor in range(1, 201):
        loket.tulis(sunting, status, {"text": f"status {nomor}"})

    await loket.antar()

    suntingan = [p.isi["text"] for p in loket.telegram.panggilan if p.metode == "editMessageText"]
    assert suntingan == ["status 200"]


async def test_k15_seribu_pengingat_dan_jawaban_yang_tidak_menunggu(loket: Loket):
    """A flood of reminders goes at the pace of the whole bot; an answer to a press is not behind it."""
    for orang in range(300):
        loket.titip(10_000 + orang, "ingat", prioritas=3)
    await loket.antar(sampai=3)
    diminta = loket.detik(loket.jam.sekarang())
    loket.titip(10_299, "jawab", prioritas=0)

    await loket.antar()

    saat = [p.waktu for p in loket.telegram.panggilan]
    assert len(saat) == 301
    assert _terbanyak(saat, KESELURUHAN) <= KESELURUHAN.jumlah
    assert loket.telegram.teks(10_299) == ["jawab", "ingat"]
    assert loket.saat_kirim(10_299)[0] - diminta <= 2


async def test_k15_laju_grup_ikut_menghitung_yang_sebelum_restart(loket: Loket):
    """A quick restart is no way around Telegram's limit."""
    for nomor in range(18):
        loket.titip(GRUP, f"{nomor}", prioritas=2)
    await loket.antar()
    loket.kurir = loket.kurir_baru()
    loket.titip(GRUP, "setelah", prioritas=2)

    await loket.antar()

    assert loket.saat_kirim(GRUP)[-1] >= 60
