"""The log: one line a record, and no secret on any road into it."""

import io
import json
import logging

import httpx
import pytest
import structlog

from bot.catatan import satu_baris, sembunyikan, siapkan
from bot.pengaturan import muat

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
TOKEN_LAIN = "987654321:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture
def catatan(monkeypatch):
    """Set logging up on a text stream; `catatan(...)` gives that stream. All is put back afterwards."""
    akar = logging.getLogger()
    dulu = (akar.handlers[:], akar.level, logging.getLogRecordFactory())
    cerewet = {nama: logging.getLogger(nama).level for nama in ("httpx", "httpcore", "apscheduler", "asyncio", "hpack")}

    def mulai(**nilai: object) -> io.StringIO:
        aliran = io.StringIO()
        siapkan(muat(None, **{"telegram_token": TOKEN, **nilai}), aliran)
        return aliran

    yield mulai
    akar.handlers[:], akar.level = dulu[0], dulu[1]
    logging.setLogRecordFactory(dulu[2])
    for nama, tingkat in cerewet.items():
        logging.getLogger(nama).setLevel(tingkat)
    logging.captureWarnings(False)
    structlog.reset_defaults()


def meledak() -> None:
    raise RuntimeError(f"gagal membuka https://api.telegram.org/bot{TOKEN}/getMe\nbaris kedua")


@pytest.mark.parametrize("bentuk", ["text", "json"])
def test_k48_token_tidak_pernah_tercatat(catatan, bentuk):
    """Message, arguments, extra fields, structured fields, exceptions: none of these roads shows the token."""
    aliran = catatan(log_format=bentuk, log_level="DEBUG")
    log = logging.getLogger("uji")

    log.info(f"langsung {TOKEN}")
    log.info("argumen %s", httpx.URL(f"https://api.telegram.org/bot{TOKEN}/getMe"))
    log.info("tambahan", extra={"alamat": f"/file/bot{TOKEN}/a.xlsx"})
    structlog.get_logger("uji").info("terstruktur", bot=[{"token": TOKEN}])
    structlog.get_logger("uji").info("lain", token=TOKEN_LAIN, kode=TOKEN.replace(":", "%3A"))
    log.debug("sebagian %s", TOKEN.partition(":")[2])
    for tulis in (log.exception, structlog.get_logger("uji").exception):
        try:
            meledak()
        except RuntimeError:
            tulis("galat")

    teks = aliran.getvalue()
    assert len(teks.splitlines()) == 8
    assert "AAHdq" not in teks
    assert "BBHdq" not in teks
    assert teks.count("[token]") >= 8
    assert "RuntimeError" in teks


def test_k48_penangan_orang_lain(catatan):
    """A handler that is not ours, added later, sees no token either."""
    catatan()
    lain = io.StringIO()
    penangan = logging.StreamHandler(lain)
    logging.getLogger().addHandler(penangan)

    try:
        meledak()
    except RuntimeError:
        logging.getLogger("uji").exception("gagal %s", TOKEN)

    assert "RuntimeError" in lain.getvalue()
    assert "AAHdq" not in lain.getvalue()


def test_k48_token_pendek_dan_sandi(catatan):
    """The configured secrets are hidden even when they look like nothing special."""
    aliran = catatan(
        telegram_token="5:abc",
        database_url="postgresql://u:sandipanjang@h/n",
        webhook_url="https://h/",
        webhook_secret="kuncirahasia",
    )

    logging.getLogger("uji").warning("5:abc sandipanjang kuncirahasia dan abc")

    assert aliran.getvalue().rstrip().endswith("[token] [token] [token] dan abc")
    assert sembunyikan("url bot5:abc/x") == "url bot[token]/x"


def test_k48_httpx_tidak_mencatat_permintaan(catatan):
    """The library that would log each URL is kept quiet, at debug level too."""
    aliran = catatan(log_level="DEBUG")

    for nama in ("httpx", "httpcore.connection", "apscheduler.scheduler"):
        logging.getLogger(nama).info("HTTP Request: POST %s", f"https://api.telegram.org/bot{TOKEN}/getMe")

    assert aliran.getvalue() == ""


@pytest.mark.parametrize("bentuk", ["text", "json"])
def test_k45_satu_baris(catatan, bentuk):
    """Names with line breaks, direction marks and control characters stay on their line and are visible as such."""
    aliran = catatan(log_format=bentuk)

    logging.getLogger("uji").info("nama %s", "a\nb\r\u202ec\u2028d\x1b[31m\x85e")
    structlog.get_logger("uji").info("nama", nama="a\nb\u200f")

    baris = aliran.getvalue().split("\n")
    assert len(baris) == 3
    assert baris[2] == ""
    assert not any(c in aliran.getvalue() for c in "\r\u202e\u2028\u200f\x1b\x85")
    assert r"\u202e" in baris[0]
    assert satu_baris("e\ud800") == r"e\ud800"


def test_json_dapat_dibaca_mesin(catatan):
    """One JSON object a line, with time, level and logger, and the fields beside the message."""
    aliran = catatan(log_format="json")

    structlog.get_logger("bot.kurir").warning("pesan ditahan", chat=5001, nama="Rina\n\u202e")

    isi = json.loads(aliran.getvalue())
    assert isi["waktu"].endswith("Z")
    assert {k: isi[k] for k in ("level", "logger", "event", "chat", "nama")} == {
        "level": "warning",
        "logger": "bot.kurir",
        "event": "pesan ditahan",
        "chat": 5001,
        "nama": "Rina\n\u202e",
    }


def test_tingkat_dan_pengulangan(catatan):
    """The level is obeyed, and calling twice does not write twice."""
    catatan()
    aliran = catatan(log_level="ERROR")

    logging.getLogger("uji").warning("tidak")
    structlog.get_logger("uji").info("tidak")
    logging.getLogger("uji").error("ya")

    assert len(aliran.getvalue().splitlines()) == 1
    assert "ERROR   uji: ya" in aliran.getvalue()


def test_sandi_segel_tidak_tercatat(catatan):
    """A message of some library that repeats the seal's password loses it on the way."""
    aliran = catatan(segel_sandi="sandi segel yang panjang")

    logging.getLogger("lain").warning("gagal memakai %r", "sandi segel yang panjang")

    assert "gagal memakai" in aliran.getvalue()
    assert "panjang" not in aliran.getvalue()
