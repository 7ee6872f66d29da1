"""The webhook: Telegram brings the updates, and keeps those that are not stored."""

import json
from typing import Any

import httpx
import pytest

from tests.mati.conftest import BukaRumah
from tests.mati.lemari import Babak
from tests.mati.rumah import Anak, Rumah, tunggu
from tests.mati.test_mulai_henti import DKUPP, berjalan, perpindahan
from tests.mati.test_rahasia import port_kosong

RAHASIA = "Rahasia_webhook-1"
KEPALA = "X-Telegram-Bot-Api-Secret-Token"


def nyalakan(rumah: Rumah, port: int, titik: str = "") -> Anak:
    alamat = f"127.0.0.1:{port}"
    kait = {"WEBHOOK_URL": f"http://{alamat}/kait/kinerja", "WEBHOOK_LISTEN": alamat, "WEBHOOK_SECRET": RAHASIA}
    return rumah.nyalakan(titik, kait)


async def test_k01_k02_k07_lewat_webhook(buka_rumah: BukaRumah):
    """Killed before or after storing, or unable to store, the bot loses no press that Telegram brings."""
    rumah, port = await buka_rumah(DKUPP), port_kosong()
    rumah.orang("sekretaris").tekan("✅ Selesai")

    assert await nyalakan(rumah, port, "sebelum_kotak_masuk").habis() == 137
    assert await nyalakan(rumah, port, "sesudah_kotak_masuk").habis() == 137
    assert await nyalakan(rumah, port, "dalam_transaksi").habis() == 137
    anak = await berjalan(nyalakan(rumah, port))
    await rumah.tenang()

    assert perpindahan(rumah) == 3
    assert len(rumah.kartu(rumah.orang("tim"), 4)) == 1
    await _gagal_menyimpan(rumah)
    anak.isyarat()
    assert await anak.habis() == 0


async def _gagal_menyimpan(rumah: Rumah) -> None:
    """K07: 500 while the inbox cannot be written; the update arrives when it can."""
    rumah.sql("ALTER TABLE kotakmasuk RENAME TO simpanan_rusak")
    rumah.orang("tim").tekan("✅ Selesai")
    await tunggu(lambda: "500" in rumah.dunia.webhook.get("last_error_message", ""), "jawaban 500")
    assert len(rumah.dunia.antrean) == 1
    rumah.sql("ALTER TABLE simpanan_rusak RENAME TO kotakmasuk")
    await rumah.tenang()
    assert perpindahan(rumah) == 4


@pytest.fixture
async def pintu(buka_rumah: BukaRumah) -> "Pintu":
    rumah, port = await buka_rumah(Babak("dkupp-purwakarta", 3, "", "", "")), port_kosong()
    await berjalan(nyalakan(rumah, port))
    await rumah.tenang()
    return Pintu(rumah, f"http://127.0.0.1:{port}/kait/kinerja")


class Pintu:
    """Knocks at the webhook as a stranger may."""

    def __init__(self, rumah: Rumah, alamat: str) -> None:
        self.rumah, self.alamat = rumah, alamat

    async def ketuk(self, isi: Any = b"", rahasia: str | None = RAHASIA, metode: str = "POST", jalur: str = "") -> int:
        badan = isi if isinstance(isi, bytes) else json.dumps(isi).encode()
        kepala = httpx.Headers({"Content-Type": "application/json"}, encoding="utf-8")
        if rahasia is not None:
            kepala[KEPALA] = rahasia
        async with httpx.AsyncClient() as klien:
            jawaban = await klien.request(metode, self.alamat + jalur, content=badan, headers=kepala)
        assert "server" not in jawaban.headers
        assert RAHASIA not in jawaban.text
        return jawaban.status_code

    def tersimpan(self) -> list[tuple[int, str]]:
        return [tuple(b) for b in self.rumah.sql("SELECT update_id, status FROM kotakmasuk WHERE update_id < 1000")]


def pesan(nomor: int, **ubah: Any) -> dict[str, Any]:
    chat = {"id": 5002, "type": "private", "first_name": "x"}
    dari = {"id": 5002, "is_bot": False, "first_name": "x"}
    isi = {"message_id": nomor, "date": 1_760_000_000, "chat": chat, "from": dari, "text": "/status"}
    return {"update_id": nomor, "message": isi | ubah}


async def test_k49_webhook_menolak_yang_bukan_telegram(pintu: Pintu):
    """Without or with a wrong secret, by GET, with broken JSON or ten megabytes: refused, and nothing is stored."""
    besar = pesan(7, text="x" * 10_000_000)

    assert await pintu.ketuk(pesan(1), rahasia=None) == 403
    assert await pintu.ketuk(pesan(2), rahasia="salah") == 403
    assert await pintu.ketuk(pesan(3), rahasia="é") == 403
    assert await pintu.ketuk(metode="GET") == 405
    assert await pintu.ketuk(pesan(4), metode="PUT") == 405
    assert await pintu.ketuk(b'{"update_id": 5,') == 400
    for bukan in (b"", b"[]", b"null", b"\xff\xfe", b"[" * 200_000, b'{"update_id": "6"}', b'{"update_id": 1e400}'):
        assert await pintu.ketuk(bukan) == 400
    assert await pintu.ketuk(besar) == 413
    assert await pintu.ketuk(besar, rahasia=None) == 403
    assert await pintu.ketuk(pesan(8), jalur="/lain") == 404
    assert pintu.tersimpan() == []
    assert await pintu.ketuk(pesan(9)) == 200
    assert [nomor for nomor, _ in pintu.tersimpan()] == [9]


async def test_k08_k10_webhook_menyimpan_yang_tak_terurai_dan_yang_berulang(pintu: Pintu):
    """An update that cannot be parsed is kept raw and set aside, so that Telegram does not bring it for ever."""
    rusak = pesan(1, date="kemarin", text="\ud83d separuh emoji \x00")

    assert [await pintu.ketuk(isi) for isi in (rusak, rusak, pesan(2), pesan(2))] == [200] * 4

    await pintu.rumah.tenang()
    assert pintu.tersimpan() == [(1, "disisihkan"), (2, "selesai")]
