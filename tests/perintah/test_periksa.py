"""`periksa`: one line each, exit 1 when something is wrong, and never the token (K37)."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.jam import JamSistem
from bot.perintah.periksa import Tanda, jam, ruang, sqlite_aman
from tests.berkas.segel_uji import PEMILIK, SANDI, kantor, segel
from tests.perintah.conftest import DKUPP, sql

TOKEN = "123456789:rahasia-rahasia-rahasia-rahasia-rah"


class Peladen(ThreadingHTTPServer):
    """A Bot API server that knows one token. `maju`: how far its clock is ahead; `jawaban` replaces the right one."""

    maju = timedelta(0)
    jawaban: tuple[int, bytes] | None = None


class Jawab(BaseHTTPRequestHandler):
    server: Peladen

    def do_GET(self) -> None:
        benar = self.path == f"/bot{TOKEN}/getMe"
        isi = {"ok": True, "result": {"username": "kinerja_bot"}} if benar else {"ok": False, "error_code": 401}
        kode, data = self.server.jawaban or (200 if benar else 401, json.dumps(isi).encode())
        self.send_response_only(kode)
        self.send_header("Date", format_datetime(JamSistem().sekarang() + self.server.maju))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: the test looks at what `periksa` says."""


@pytest.fixture
def telegram(konsol, monkeypatch) -> Iterator[Peladen]:
    with Peladen(("127.0.0.1", 0), Jawab) as peladen:
        utas = threading.Thread(target=peladen.serve_forever, daemon=True)
        utas.start()
        monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
        monkeypatch.setenv("TELEGRAM_API_URL", f"http://127.0.0.1:{peladen.server_port}")
        monkeypatch.setenv("ADMIN_IDS", "5001")
        yield peladen
        peladen.shutdown()
        utas.join()


def test_semua_beres(konsol, telegram):
    """A computer that is ready: settings, disk, zones, database, offices, administrators, token and clock."""
    konsol("pasang", DKUPP)

    hasil = konsol("periksa")

    assert hasil.kode == 0
    baris = [b for b in hasil.out.splitlines() if "SQLite: versi" not in b]
    assert {b[0] for b in baris} == {"✔"}
    assert [b[2:].partition(":")[0] for b in baris] == [
        "Pengaturan",
        "DATA_DIR",
        "Penyimpanan",
        "Zona waktu",
        "Basis data",
        "Kantor dkupp",
        "ADMIN_IDS",
        "Telegram",
        "Jam",
    ]
    assert "token berlaku untuk @kinerja_bot" in hasil.out


def test_tanpa_token_dan_admin_hanya_peringatan(konsol):
    """A newcomer's computer is fit for the simulator."""
    hasil = konsol("periksa")

    assert hasil.kode == 0
    assert "! TELEGRAM_TOKEN: belum diisi" in hasil.out
    assert "! ADMIN_IDS: belum diisi" in hasil.out
    assert not (konsol.folder / "kinerja.db").exists()


@pytest.mark.parametrize(
    ("nama", "nilai", "kata"),
    [
        ("ADMIN_IDS", "saya", "✘ ADMIN_IDS: "),
        ("TELEGRAM_TOKEN", "bukan token", "✘ TELEGRAM_TOKEN: "),
        ("DATABASE_URL", "mysql://x", "✘ DATABASE_URL: "),
        ("DATABASE_URL", "postgresql://kinerja:rahasia@127.0.0.1:1/x", "✘ Basis data: tidak dapat dibuka"),
        ("DATA_DIR", __file__, "✘ DATA_DIR: folder"),
        ("STATUS_LISTEN", "x", "✘ STATUS_LISTEN: "),
        ("TELEGRAM_API_URL", "http://127.0.0.1:1", "✘ Telegram: tidak terjangkau (ConnectError)"),
    ],
)
def test_k37_pengaturan_salah(konsol, telegram, monkeypatch, nama, nilai, kata):
    """One clear line for each wrong setting, exit 1, no secret."""
    monkeypatch.setenv(nama, nilai)

    hasil = konsol("periksa")

    assert hasil.kode == 1
    assert [b for b in hasil.out.splitlines() if b.startswith(kata)], hasil.out
    assert "rahasia" not in hasil.out + hasil.err


def test_k37_basis_data_rusak_dan_dari_versi_lain(konsol):
    """A damaged database and one of a newer release are told apart."""
    konsol("pasang", DKUPP)
    sql(konsol, "UPDATE alembic_version SET version_num = '9999'")
    baru = konsol("periksa")
    (konsol.folder / "kinerja.db").write_bytes(b"bukan basis data " * 100)
    for sisa in konsol.folder.glob("kinerja.db-*"):
        sisa.unlink()
    rusak = konsol("periksa")

    assert (baru.kode, rusak.kode) == (1, 1)
    assert "✘ Basis data: berasal dari versi program yang lebih baru" in baru.out
    assert "✘ Basis data: tidak dapat dibuka" in rusak.out


def test_k37_zona_kantor_tidak_dikenal(konsol):
    """An office whose zone this computer does not know would have no deadlines."""
    konsol("pasang", DKUPP)
    sql(konsol, "UPDATE instansi SET zona = 'Asia/Bandung'")

    hasil = konsol("periksa")

    assert hasil.kode == 1
    assert '✘ Kantor dkupp: zona waktu "Asia/Bandung" tidak dikenal' in hasil.out


def test_k37_token_ditolak(konsol, telegram, monkeypatch):
    """A token that Telegram refuses."""
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN[:-1] + "x")

    hasil = konsol("periksa")

    assert hasil.kode == 1
    assert "✘ TELEGRAM_TOKEN: ditolak Telegram" in hasil.out
    assert "rahasia" not in hasil.out + hasil.err


@pytest.mark.parametrize(
    "jawaban", [(200, b"<html>"), (502, b""), (200, b"[]"), (200, b"\xff"), (200, b'{"ok": false}')]
)
def test_jawaban_bukan_bot_api(konsol, telegram, jawaban):
    """A proxy's log-in page is not Telegram."""
    telegram.jawaban = jawaban

    hasil = konsol("periksa")

    assert hasil.kode == 1
    assert "✘ Telegram: jawabannya bukan dari Bot API" in hasil.out


@pytest.mark.parametrize(
    ("menit", "kode", "kata"),
    [(9, 0, "selisih 9 menit"), (11, 1, "terlambat 11 menit"), (-30, 1, "terlalu cepat 30 menit")],
)
def test_k37_jam_meleset(konsol, telegram, menit, kode, kata):
    """A clock that is off by more than ten minutes makes every deadline wrong."""
    telegram.maju = timedelta(minutes=menit)

    hasil = konsol("periksa")

    assert hasil.kode == kode
    assert kata in hasil.out


@pytest.mark.parametrize(
    ("hari", "kode", "kata"),
    [
        (300, 0, f"✔ SEGEL_BERKAS: sertifikat {PEMILIK}, berlaku sampai "),
        (30, 0, f"! SEGEL_BERKAS: sertifikat {PEMILIK}, berlaku sampai "),
        (-1, 1, f"✘ SEGEL_BERKAS: sertifikat {PEMILIK} sudah berakhir pada "),
    ],
)
def test_segel(konsol, monkeypatch, tmp_path, hari, kode, kata):
    """Whose seal it is and how long it is good for; a warning comes a quarter before its end."""
    kini = JamSistem().sekarang().replace(microsecond=0)
    satu = segel(tmp_path, kantor(kini - timedelta(days=9), kini + timedelta(days=hari)).p12())
    monkeypatch.setenv("SEGEL_BERKAS", str(satu.berkas))
    monkeypatch.setenv("SEGEL_SANDI", satu.sandi)

    hasil = konsol("periksa")

    assert hasil.kode == kode
    assert kata in hasil.out


def test_segel_salah_sandi_dan_tanpa_berkas(konsol, monkeypatch, tmp_path):
    """What is wrong and what to do, without the password."""
    monkeypatch.setenv("SEGEL_SANDI", SANDI)
    hanya_sandi = konsol("periksa")
    monkeypatch.setenv("SEGEL_BERKAS", str(segel(tmp_path, kantor().p12("lain")).berkas))
    salah = konsol("periksa")

    assert (hanya_sandi.kode, salah.kode) == (0, 1)
    assert "! SEGEL_BERKAS: belum diisi" in hanya_sandi.out
    assert "✘ SEGEL_BERKAS: kata sandinya tidak cocok. Periksa SEGEL_SANDI." in salah.out
    assert SANDI not in hanya_sandi.out + hanya_sandi.err + salah.out + salah.err


@pytest.mark.parametrize(
    ("hasil", "tanda"),
    [
        (sqlite_aman((3, 51, 2)), Tanda.AWAS),
        (sqlite_aman((3, 51, 3)), Tanda.BERES),
        (ruang(Path("data"), 99 << 20), Tanda.SALAH),
        (ruang(Path("data"), 500 << 20), Tanda.AWAS),
        (ruang(Path("data"), 5 << 30), Tanda.BERES),
        (jam(timedelta(minutes=10)), Tanda.BERES),
        (jam(timedelta(minutes=-10, seconds=-1)), Tanda.SALAH),
    ],
)
def test_ambang(hasil, tanda):
    """Where a warning becomes an error."""
    assert hasil.tanda is tanda
