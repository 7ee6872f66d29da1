"""Settings: what is read from where, and how a mistake is told."""

import re
from pathlib import Path

import pytest

from bot.pengaturan import Alamat, Pengaturan, PengaturanSalah, muat, siapkan_folder

AKAR = Path(__file__).parent.parent
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture(autouse=True)
def lingkungan_kosong(monkeypatch, tmp_path):
    for nama in Pengaturan.model_fields:
        monkeypatch.delenv(nama.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_tanpa_apa_pun_berjalan_dengan_bawaan(tmp_path):
    """A fresh machine needs no setting at all."""
    p = muat()

    assert p.token == ""
    assert p.admin_ids == ()
    assert p.url_basisdata == f"sqlite:///{(tmp_path / 'data' / 'kinerja.db').as_posix()}"
    assert (p.webhook_url, p.status_listen) == (None, None)
    assert (p.log_level, p.log_format) == ("INFO", "text")


def test_nilai_langsung_mengalahkan_lingkungan(monkeypatch, tmp_path):
    """What the caller gives by name wins over everything; that is how the simulator sets its own server."""
    monkeypatch.setenv("TELEGRAM_API_URL", "https://lain.example")

    p = muat(None, telegram_api_url="http://127.0.0.1:8081/", data_dir=tmp_path)

    assert p.telegram_api_url == "http://127.0.0.1:8081"
    assert p.data_dir == tmp_path


def test_lingkungan_mengalahkan_berkas(monkeypatch, tmp_path):
    """The environment wins over `.env`; a byte-order mark and empty values do no harm."""
    (tmp_path / ".env").write_text(f"\ufeffTELEGRAM_TOKEN={TOKEN}\nADMIN_IDS=1\nLOG_LEVEL=\nLAIN=x\n", encoding="utf-8")
    monkeypatch.setenv("ADMIN_IDS", " 5001, 5002,5001, ")

    p = muat()

    assert p.token == TOKEN
    assert p.admin_ids == (5001, 5002)
    assert p.log_level == "INFO"


@pytest.mark.parametrize(
    ("tertulis", "terbaca"),
    [
        ("postgres://u:s@h/n", "postgresql+psycopg://u:s@h/n"),
        ("postgresql://u@h:5433/n?sslmode=require", "postgresql+psycopg://u@h:5433/n?sslmode=require"),
        ("postgresql+psycopg://u@h/n", "postgresql+psycopg://u@h/n"),
        ("postgresql+psycopg2://u@h/n", "postgresql+psycopg://u@h/n"),
        ("sqlite:///x.db", "sqlite:///x.db"),
    ],
)
def test_alamat_basis_data(monkeypatch, tertulis, terbaca):
    """The URL that a hosting company hands out works as it is."""
    monkeypatch.setenv("DATABASE_URL", tertulis)

    assert muat().url_basisdata == terbaca


@pytest.mark.parametrize(
    ("nama", "nilai"),
    [
        ("TELEGRAM_TOKEN", "sangat-rahasia"),
        ("TELEGRAM_API_URL", "localhost:8081"),
        ("DATABASE_URL", "mysql://u:sangat-rahasia@h/n"),
        ("DATABASE_URL", "sangat-rahasia"),
        ("DATABASE_URL", "postgresql://u:sangat-rahasia@h:angka/n"),
        ("ADMIN_IDS", "5001;5002"),
        ("ADMIN_IDS", "@rina"),
        ("WEBHOOK_URL", "contoh.go.id"),
        ("WEBHOOK_URL", "http://contoh.go.id/"),
        ("WEBHOOK_LISTEN", "localhost"),
        ("WEBHOOK_SECRET", "sangat rahasia"),
        ("STATUS_LISTEN", "localhost:99999"),
        ("LOG_LEVEL", "RIBUT"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_k37_satu_baris_jelas_tanpa_rahasia(monkeypatch, nama, nilai):
    """A wrong setting is named in one line, and what was written is not repeated."""
    monkeypatch.setenv(nama, nilai)

    with pytest.raises(PengaturanSalah) as salah:
        muat()

    baris = str(salah.value).splitlines()
    assert len(baris) == 1
    assert baris[0].startswith(f"{nama}: ")
    assert nilai not in baris[0]
    assert "rahasia" not in baris[0]


def test_k37_semua_kesalahan_sekaligus(monkeypatch):
    """Every mistake at once: nobody has to start the program three times to learn of three."""
    monkeypatch.setenv("ADMIN_IDS", "rina")
    monkeypatch.setenv("LOG_LEVEL", "?")
    monkeypatch.setenv("STATUS_LISTEN", "?")

    with pytest.raises(PengaturanSalah) as salah:
        muat()

    assert [nama for nama, _ in salah.value.masalah] == ["ADMIN_IDS", "STATUS_LISTEN", "LOG_LEVEL"]


def test_k37_folder_tidak_dapat_ditulis(monkeypatch, tmp_path):
    """A DATA_DIR that cannot be used is told before anything is opened in it."""
    (tmp_path / "berkas").write_text("")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "berkas" / "data"))

    with pytest.raises(PengaturanSalah, match=r"^DATA_DIR: "):
        siapkan_folder(muat())


def test_folder_dibuat(tmp_path):
    """DATA_DIR comes into being with the first start, and stays clean."""
    assert siapkan_folder(muat()) == tmp_path / "data"
    assert list((tmp_path / "data").iterdir()) == []


def test_k48_repr_tidak_membuka_rahasia(monkeypatch):
    """Printing the settings shows neither token nor password."""
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", "postgres://u:sandirahasia@h/n")
    monkeypatch.setenv("WEBHOOK_SECRET", "kuncirahasia")

    teks = repr(muat()) + str(muat()) + muat().model_dump_json()

    assert TOKEN not in teks
    assert "rahasia" not in teks


def test_rahasia_webhook_selalu_ada(monkeypatch):
    """Without WEBHOOK_SECRET a webhook still is not open to everybody, and the secret outlives a restart."""
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    turunan = muat().rahasia_webhook
    assert re.fullmatch(r"[A-Za-z0-9_-]{32,256}", turunan)
    assert turunan == muat().rahasia_webhook

    monkeypatch.setenv("WEBHOOK_SECRET", "abc")
    assert muat().rahasia_webhook == "abc"


@pytest.mark.parametrize(
    ("teks", "alamat", "cetak"),
    [
        ("127.0.0.1:8081", Alamat("127.0.0.1", 8081), "127.0.0.1:8081"),
        ("8081", Alamat("127.0.0.1", 8081), "127.0.0.1:8081"),
        ("[::1]:80", Alamat("::1", 80), "[::1]:80"),
        ("0.0.0.0:0", Alamat("0.0.0.0", 0), "0.0.0.0:0"),
    ],
)
def test_alamat_dengar(teks, alamat, cetak):
    """host:port in the three ways that people write it."""
    assert Alamat.baca(teks) == alamat
    assert str(alamat) == cetak


def test_contoh_env_lengkap(monkeypatch, tmp_path):
    """Every setting is explained in `.env.example`, nothing else is, and the file can be used as it is."""
    teks = (AKAR / ".env.example").read_text(encoding="utf-8")
    disebut = re.findall(r"^([A-Z_]+)=", teks, re.MULTILINE)

    assert sorted(disebut) == sorted(nama.upper() for nama in Pengaturan.model_fields)
    assert muat(AKAR / ".env.example") == muat(None)


def test_segel(monkeypatch, tmp_path):
    """Path and password of the seal are taken as they stand; empty they do not count; nothing shows the password."""
    monkeypatch.setenv("SEGEL_BERKAS", "~/kantor.p12")
    monkeypatch.setenv("SEGEL_SANDI", " sangat rahasia#")

    p = muat()

    assert p.segel_berkas == Path.home() / "kantor.p12"
    assert p.sandi_segel == " sangat rahasia#"
    assert "rahasia" not in repr(p) + str(p)
    monkeypatch.setenv("SEGEL_BERKAS", "")
    monkeypatch.setenv("SEGEL_SANDI", "")
    assert (muat().segel_berkas, muat().sandi_segel) == (None, "")
