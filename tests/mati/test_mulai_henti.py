"""Starting, stopping, starting twice; Telegram out of reach, out of order, or out of patience with the token."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.mati.conftest import BukaRumah
from tests.mati.lemari import Babak
from tests.mati.rumah import Anak, Rumah, tunggu

DKUPP = Babak("dkupp-purwakarta", 3, "sekretaris", "✅ Selesai", "tim")
SERATUS = 100


async def berjalan(anak: Anak) -> Anak:
    await tunggu(lambda: "berjalan" in anak.keluaran or anak.kode is not None, "bot menyala")
    assert anak.kode is None, anak.keluaran
    return anak


def perpindahan(rumah: Rumah) -> int:
    return sum(1 for k in rumah.kejadian() if k.startswith("TugasSelesai "))


def kalimat_akhir(anak: Anak) -> str:
    """What the program says before it gives up: no traceback, no token."""
    assert "Traceback" not in anak.keluaran
    return anak.keluaran.splitlines()[-1]


async def test_k06_berhenti_saat_telegram_membisu(buka_rumah: BukaRumah):
    """Even while a request to Telegram hangs the process is gone in time; the update that it belonged to comes again."""
    rumah = await buka_rumah(DKUPP)
    orang = [rumah.orang("sekretaris"), rumah.orang("tim"), rumah.orang("tim", 1), rumah.orang("kepala")]
    sebelum = {o.id: len(o.semua_pesan) for o in orang}
    rumah.dunia.gagalkan("sendMessage", "habis_waktu_sebelum", chat=orang[0].id)
    for ke in range(SERATUS):
        orang[ke % len(orang)].tulis("/tugas")
    anak = rumah.nyalakan(murni=True)
    await tunggu(lambda: len(orang[1].semua_pesan) > sebelum[orang[1].id] + SERATUS // len(orang), "jawaban pertama")

    mulai = time.monotonic()
    anak.isyarat()
    kode = await anak.habis()
    lama = time.monotonic() - mulai
    tersisa = rumah.potret()
    rumah.nyalakan()
    await rumah.tenang()

    assert kode == 0
    assert lama < 5
    assert tersisa.masuk + tersisa.belum_diambil >= SERATUS // len(orang)
    bertambah = [len(o.semua_pesan) - sebelum[o.id] for o in orang]
    assert bertambah == [2 * SERATUS // len(orang)] * len(orang)  # each question, and one answer to each


async def test_k06_dihentikan_sebelum_telegram_terjangkau(buka_rumah: BukaRumah):
    """A program that waits for Telegram at its start stops when it is told to, and in good order."""
    rumah = await buka_rumah(DKUPP)
    anak = rumah.nyalakan(lain={"TELEGRAM_API_URL": "http://127.0.0.1:9"})
    await tunggu(lambda: "belum terjangkau" in anak.keluaran, "percobaan pertama")

    anak.isyarat()

    assert await anak.habis(batas=5) == 0
    assert "Traceback" not in anak.keluaran


async def test_k10_pembaruan_yang_sama_setelah_dinyalakan_ulang(buka_rumah: BukaRumah):
    """Telegram repeats a press that was handled before the restart: nothing moves, nothing is said."""
    rumah = await buka_rumah(DKUPP)
    anak = rumah.nyalakan()
    rumah.orang("sekretaris").tekan("✅ Selesai")
    tekanan = rumah.dunia.antrean[0]
    await rumah.tenang()
    rumah.dunia.ulangi(tekanan)
    await rumah.tenang()
    sebelum = rumah.potret()
    anak.bunuh()
    await berjalan(rumah.nyalakan())
    panggilan = len(rumah.dunia.panggilan_api)
    await tunggu(lambda: len(rumah.dunia.panggilan_api) > panggilan, "menu dipasang")

    rumah.dunia.ulangi(tekanan)
    await rumah.tenang()

    assert rumah.potret() == sebelum
    assert not {m for m, _ in list(rumah.dunia.panggilan_api)[panggilan:]} - {"setMyCommands", "setMyDescription"}


async def test_k11_proses_kedua_atas_data_yang_sama(buka_rumah: BukaRumah):
    """The second one refuses in one clear line; the lock of a killed one is free at once."""
    rumah = await buka_rumah(DKUPP)
    pertama = await berjalan(rumah.nyalakan(murni=True))

    kedua = rumah.nyalakan(murni=True)

    assert await kedua.habis() == 1
    assert kalimat_akhir(kedua) == f"Program sudah berjalan dengan data di {rumah.folder}. Hentikan yang lama dahulu."
    pertama.bunuh()
    await berjalan(rumah.nyalakan())


async def test_k16_telegram_rusak_sebentar(buka_rumah: BukaRumah):
    """While Telegram answers 502 nothing is lost; afterwards everything arrives once and in order."""
    rumah = await buka_rumah(DKUPP)
    await berjalan(rumah.nyalakan())
    await rumah.tenang()
    for metode in ("getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery"):
        rumah.dunia.gagalkan(metode, "502", kali=2)

    rumah.orang("sekretaris").tekan("✅ Selesai")
    await tunggu(lambda: perpindahan(rumah) == 3, "perpindahan")
    await rumah.tenang()

    assert all(r.terjadi == 2 for r in rumah.dunia.rencana if r.metode in ("sendMessage", "editMessageText"))
    kartu = rumah.kartu(rumah.orang("tim"), 4)
    assert len(kartu) == 1
    assert rumah.potret().keluar == 0


class TestK24:
    """A token that Telegram no longer takes ends the program, with a word about what to do and without the token."""

    @pytest.fixture
    def tutur(self) -> Iterator[list[Anak]]:
        anak: list[Anak] = []
        yield anak
        for satu in anak:
            assert "menolak token" in kalimat_akhir(satu)
            assert "SIMULASI-tanpa" not in satu.keluaran

    async def test_k24_token_salah_sejak_awal(self, buka_rumah: BukaRumah, tutur: list[Anak]):
        """Refused at the first hello: no loop, exit 1."""
        rumah = await buka_rumah(DKUPP)
        rumah.dunia.token_sah = False

        tutur.append(rumah.nyalakan(murni=True))

        assert await tutur[0].habis() == 1

    async def test_k24_token_dicabut_saat_berjalan(self, buka_rumah: BukaRumah, tutur: list[Anak]):
        """Revoked in the midst of work: exit 1 at the next call, and what was asked stays with Telegram."""
        rumah = await buka_rumah(DKUPP)
        tutur.append(await berjalan(rumah.nyalakan()))
        await rumah.tenang()
        rumah.dunia.token_sah = False

        rumah.orang("sekretaris").tekan("✅ Selesai")

        assert await tutur[0].habis() == 1
        rumah.dunia.token_sah = True
        rumah.nyalakan()
        await rumah.tenang()
        assert perpindahan(rumah) == 3
        assert len(rumah.kartu(rumah.orang("tim"), 4)) == 1


async def test_k25_pengingat_jatuh_selagi_mati(buka_rumah: BukaRumah):
    """Due while the bot was down, then two quick restarts: one reminder."""
    rumah = await buka_rumah(DKUPP)
    ((nomor,),) = rumah.sql(
        "SELECT min(t.id) FROM tonggak t JOIN penugasan p ON p.id = t.penugasan_id"
        " WHERE t.jenis = 'ingat' AND t.selesai_pada IS NULL AND p.selesai_pada IS NULL"
    )
    semenit_lalu = rumah.dunia.jam.sekarang() - timedelta(minutes=1)
    rumah.sql("UPDATE tonggak SET kapan = ? WHERE id = ?", f"{semenit_lalu:%Y-%m-%d %H:%M:%S.000000}", nomor)
    sebelum = rumah.pesan()

    for _ in range(2):
        anak = await berjalan(rumah.nyalakan())
        anak.isyarat()
        assert await anak.habis() == 0
    rumah.nyalakan()
    await rumah.tenang()

    baru = rumah.pesan() - sebelum
    assert {chat: jumlah for (chat, _), jumlah in baru.items() if chat > 0} == {rumah.orang("sekretaris").id: 1}
    assert [k for k in rumah.kejadian() if k.startswith("PengingatJatuh")] != []
    assert rumah.tiba() == 0
