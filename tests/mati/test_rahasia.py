"""The token stays where it belongs, also when the program tells everything that it knows."""

import socket

import httpx

from bot.simulasi.sandiwara import hapus_kolom_kode
from tests.mati.conftest import BukaRumah
from tests.mati.rumah import MATI
from tests.mati.test_bertahap import UNGGAH, UNIT, isian


def port_kosong() -> int:
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        nomor: int = soket.getsockname()[1]
        return nomor


async def test_k48_token_tidak_bocor(buka_rumah: BukaRumah):
    """At debug level, through uploads, refusals, broken calls, a kill and a wrong token: nowhere a trace of the token."""
    rumah = await buka_rumah(UNGGAH)
    orang, port = rumah.orang("bidang", bidang=UNIT), port_kosong()
    formulir, nama = isian(orang, UNGGAH.sop)
    umum = {"LOG_LEVEL": "DEBUG", "STATUS_LISTEN": f"127.0.0.1:{port}"}
    pertama = rumah.nyalakan(lain={"LOG_FORMAT": "json"} | umum, murni=True)
    await orang.kirim_berkas(hapus_kolom_kode(formulir), nama)
    rumah.dunia.gagalkan("file", "502")
    rumah.dunia.gagalkan("sendMessage", "400", teks="chat not found")
    await orang.kirim_berkas(formulir, nama)
    rumah.dunia.gagalkan("answerCallbackQuery", "putus")
    orang.tekan_mentah("setuju:999999:x", 1)
    orang.tekan_mentah("\u202e" * 20, 10**9)
    await rumah.tenang()
    async with httpx.AsyncClient() as klien:
        jawaban = [await klien.get(f"http://127.0.0.1:{port}/{apa}") for apa in ("healthz", "metrics", "x")]
    pertama.bunuh()
    kedua = rumah.nyalakan("dalam_transaksi", umum)
    orang.kirim_berkas(formulir, nama)
    assert await kedua.habis() == MATI
    ketiga = rumah.nyalakan(lain=umum)
    await rumah.tenang()
    ketiga.isyarat()
    await ketiga.habis()
    rumah.dunia.token_sah = False
    terakhir = rumah.nyalakan(lain=umum)
    await terakhir.habis()

    rahasia = rumah.dunia.token.partition(":")[2].encode()
    assert all("DEBUG" in a.keluaran or '"level": "debug"' in a.keluaran for a in (pertama, kedua, ketiga, terakhir))
    assert [j.status_code for j in jawaban] == [200, 200, 404]
    for satu in jawaban:
        assert rahasia not in satu.content + str(satu.headers).encode()
    diperiksa = [b for b in rumah.folder.rglob("*") if b.is_file() and b.name != "dunia.pickle"]
    assert {"kinerja.db", "keluaran-0.txt"} <= {b.name for b in diperiksa}
    assert [b.name for b in diperiksa if rahasia in b.read_bytes()] == []
