"""The command line itself: verbs, exit codes, and failing without a traceback."""

import os
import re
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

import bot.__main__ as baris_perintah
from bot import aplikasi
from bot.pengaturan import Pengaturan
from bot.perintah import pasang
from bot.simulasi import main as panggung
from tests.perintah.conftest import CONTOH, DKUPP

PERINTAH = (
    "jalan",
    "simulasi",
    "pasang",
    "sop",
    "rekap",
    "ekspor",
    "jejak",
    "verifikasi",
    "cadangkan",
    "pulihkan",
    "periksa",
)


def test_semua_perintah_ada_di_bantuan(konsol):
    """The help names every verb of the manual."""
    hasil = konsol("--help")

    assert hasil.kode == 0
    assert [p for p in PERINTAH if not re.search(rf"^ +{p}\b", hasil.out, re.MULTILINE)] == []


@pytest.mark.parametrize(
    ("argumen", "kata"),
    [
        (["terbang"], "tidak dikenal: 'terbang'"),
        (["jejak", "dkupp"], "yang belum ditulis: TAHUN, TW"),
        (["jejak", "dkupp", "2026", "5"], "tulis 1, 2, 3, atau 4"),
        (["jejak", "dkupp", "dua", "1"], "bukan bilangan: 'dua'"),
        (["rekap", "dkupp", "2026", "1"], "yang belum ditulis: --ke"),
        (["sop"], "yang belum ditulis: daftar|periksa|tampil"),
        (["pasang", "a.toml", "b.toml"], "tidak dikenal: b.toml"),
        (["simulasi", "--port", "x"], "bukan port"),
        (["simulasi", "--sop", "dkup-purwakarta"], 'Mungkin maksudnya "dkupp-purwakarta"'),
    ],
)
def test_pemakaian_salah(konsol, argumen, kata):
    """Wrong usage is exit code 2 and says in Indonesian what was expected."""
    hasil = konsol(*argumen)

    assert hasil.kode == 2
    assert kata in hasil.err
    assert "usage" not in hasil.err


def test_kantor_dipasang_dari_baris_perintah(konsol):
    """The first time tells what was added, the second that nothing changed."""
    pertama, kedua = konsol("pasang", DKUPP), konsol("pasang", DKUPP)

    assert (pertama.kode, kedua) == (0, (0, "tidak ada perubahan\n", ""))
    assert "personel ditambah: Rina Oktavia (Kepala Dinas)\n" in pertama.out


def test_kekurangan_disebut_waktu_memasang(konsol, tmp_path):
    """An office without a head can be installed, but is told that it cannot start."""
    for nama in ("instansi_dkupp-purwakarta.toml", "indikator_dkupp-purwakarta.csv"):
        (tmp_path / nama).write_bytes((CONTOH / nama).read_bytes())
    berkas = tmp_path / "instansi_dkupp-purwakarta.toml"
    berkas.write_text(berkas.read_text(encoding="utf-8").replace('["kepala"]', '["tim"]'), encoding="utf-8")

    hasil = konsol("pasang", berkas)

    assert hasil.kode == 0
    assert "perlu dilengkapi: belum ada personel untuk peran Kepala Dinas" in hasil.out


def test_kegagalan_di_stderr_tanpa_jejak_program(konsol, tmp_path):
    """What failed is on stderr, nothing on stdout, exit code 1."""
    (tmp_path / "rusak.toml").write_text("[instansi", encoding="utf-8")

    for argumen in (["pasang", tmp_path / "rusak.toml"], ["pasang", "tidak-ada.toml"], ["verifikasi", "tidak-ada.pdf"]):
        hasil = konsol(*argumen)
        assert (hasil.kode, hasil.out) == (1, "")
        assert hasil.err.strip()


def test_folder_data_tidak_dapat_dipakai(konsol, tmp_path, monkeypatch):
    """K37: a DATA_DIR that is a file is named with the setting."""
    (tmp_path / "berkas").write_text("")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "berkas"))

    hasil = konsol("pasang", DKUPP)

    assert hasil.kode == 1
    assert "DATA_DIR: folder" in hasil.err


@pytest.mark.parametrize(
    ("galat", "kata"),
    [
        (OperationalError("SELECT 1", {}, Exception("database is locked")), "Basis data menolak: database is locked"),
        (RuntimeError("123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), "RuntimeError: [token]"),
        (PermissionError(13, "Permission denied", "x.toml"), "x.toml tidak boleh dibuka atau ditulis."),
    ],
)
def test_galat_tak_terduga_satu_kalimat(konsol, monkeypatch, galat, kata):
    """Also what nobody foresaw ends in a sentence, and without the token."""

    def gagal(_: Path) -> None:
        raise galat

    monkeypatch.setattr(pasang, "baca_kantor", gagal)

    hasil = konsol("pasang", "x.toml")

    assert hasil.kode == 1
    assert kata in hasil.err


def test_ctrl_c_diam(konsol, monkeypatch):
    """Ctrl+C ends the program quietly."""

    def berhenti(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pasang, "baca_kantor", berhenti)

    assert konsol("pasang", "x.toml") == (130, "", "")


@pytest.mark.parametrize("argumen", [[], ["jalan"]])
def test_tanpa_token_simulator(konsol, monkeypatch, argumen):
    """Without a token the newcomer learns how to get one and can play at once; `jalan` is the default."""
    dipanggil = []

    def simulasi(args: Namespace) -> int:
        dipanggil.append(args)
        return 0

    monkeypatch.setattr(baris_perintah, "_simulasi", simulasi)

    hasil = konsol(*argumen)

    assert hasil.kode == 0
    assert (dipanggil[0].port, dipanggil[0].otomatis, dipanggil[0].sop) == (8080, False, None)
    assert "TELEGRAM_TOKEN belum diisi" in hasil.err
    assert "@BotFather" in hasil.err


def test_dengan_token_bot(konsol, monkeypatch):
    """With a token the bot itself is started, with the settings of the environment, and its exit code is ours."""
    dipanggil = []

    def bot(pengaturan: Pengaturan) -> int:
        dipanggil.append(pengaturan.token)
        return 1

    monkeypatch.setattr(aplikasi, "jalankan", bot)
    monkeypatch.setenv("TELEGRAM_TOKEN", "123456:abc")

    assert konsol("jalan") == (1, "", "")
    assert dipanggil == ["123456:abc"]


def test_pilihan_simulasi(konsol, monkeypatch, tmp_path):
    """Every option of the manual reaches the simulator."""
    dipanggil: dict[str, object] = {}

    def jalankan(**pilihan: object) -> int:
        dipanggil.update(pilihan)
        return 0

    monkeypatch.setattr(panggung, "jalankan", jalankan)

    argumen = ["--port", "9", "--otomatis", "--sop", "gowa", "--tanpa-jeda", "--ke", tmp_path]
    assert konsol("simulasi", *argumen).kode == 0
    pengaturan = dipanggil.pop("pengaturan")
    assert isinstance(pengaturan, Pengaturan)
    assert pengaturan.data_dir == konsol.folder
    assert dipanggil == {"port": 9, "otomatis": True, "sop": "gowa", "tanpa_jeda": True, "ke": tmp_path}


def test_sebagai_program_tersendiri(tmp_path):
    """`python -m bot` from a shell: exit codes and UTF-8 also on a console with an old code page."""
    lingkungan = {**os.environ, "DATA_DIR": str(tmp_path), "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    akar = Path(__file__).parents[2]

    def jalankan(*argumen: str) -> subprocess.CompletedProcess[bytes]:
        perintah = [sys.executable, "-m", "bot", *argumen]
        return subprocess.run(perintah, cwd=akar, env=lingkungan, capture_output=True, timeout=60, check=False)

    tampil, salah = jalankan("sop", "tampil", "dkupp-purwakarta"), jalankan("jejak", "dkupp", "2026", "1")

    assert tampil.returncode == 0
    assert "Mengkoordinasikan" in tampil.stdout.decode() or "Langkah" in tampil.stdout.decode()
    assert (salah.returncode, salah.stdout) == (1, b"")
    assert salah.stderr.decode().startswith("Belum ada kantor yang terpasang.")


def test_bantuan_tidak_memuat_yang_berat():
    """Asking for help is quick: no database, no Telegram library, no settings."""
    kode = "import sys; from bot.__main__ import main; main(['--help']); print(sorted(set(sys.modules) & set(sys.argv[1:])))"
    berat = ["sqlalchemy", "telegram", "pydantic", "openpyxl", "babel", "httpx"]

    hasil = subprocess.run([sys.executable, "-c", kode, *berat], capture_output=True, text=True, timeout=60, check=True)

    assert hasil.stdout.splitlines()[-1] == "[]"
