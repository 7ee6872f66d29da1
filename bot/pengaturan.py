"""Settings from the environment and `.env`, checked once when the program starts."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

BERKAS_ENV = Path(".env")
TINGKAT_LOG = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
FORMAT_LOG = ("text", "json")


class PengaturanSalah(Exception):
    """Settings that cannot be used. `masalah`: (name of the setting, what is wrong), without any value."""

    def __init__(self, *masalah: tuple[str, str]) -> None:
        self.masalah = masalah
        super().__init__("\n".join(f"{nama}: {apa}" for nama, apa in masalah))


@dataclass(frozen=True)
class Alamat:
    """Where a server listens: ``127.0.0.1:8081``, ``[::1]:8081``, or ``8081`` for this computer alone."""

    host: str
    port: int

    @classmethod
    def baca(cls, teks: str) -> "Alamat":
        """Raises ValueError (in Indonesian) for anything that is not host:port."""
        host, _, port = teks.strip().rpartition(":")
        if not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > 65535:
            raise ValueError("tulis sebagai host:port, misalnya 127.0.0.1:8081.")
        return cls(host.strip("[]") or "127.0.0.1", int(port))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class Pengaturan(BaseSettings):
    """The environment table of the manual, one field a row; an empty value counts as not given."""

    model_config = SettingsConfigDict(
        env_file=BERKAS_ENV,
        env_file_encoding="utf-8-sig",  # Notepad on Windows begins a file with a byte-order mark
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=False,
    )

    telegram_token: SecretStr | None = None
    telegram_api_url: str | None = None
    database_url: SecretStr | None = None  # it may hold a password: use `url_basisdata`
    data_dir: Path = Path("data")
    admin_ids: Annotated[tuple[int, ...], NoDecode] = ()
    webhook_url: str | None = None
    webhook_listen: Annotated[Alamat, NoDecode] = Alamat("127.0.0.1", 8443)
    webhook_secret: SecretStr | None = None
    status_listen: Annotated[Alamat | None, NoDecode] = None
    segel_berkas: Path | None = None
    segel_sandi: SecretStr | None = None
    log_level: str = "INFO"
    log_format: str = "text"

    @property
    def token(self) -> str:
        """The bot's token in the clear; "" when there is none."""
        return self.telegram_token.get_secret_value() if self.telegram_token else ""

    @property
    def rahasia_webhook(self) -> str:
        """What Telegram must send with each update; taken from the token where no WEBHOOK_SECRET is set."""
        if self.webhook_secret:
            return self.webhook_secret.get_secret_value()
        return hashlib.sha256(f"webhook {self.token}".encode()).hexdigest()

    @property
    def sandi_segel(self) -> str:
        """The password of the seal in the clear; "" when there is none."""
        return self.segel_sandi.get_secret_value() if self.segel_sandi else ""

    @property
    def url_basisdata(self) -> str:
        """A SQLAlchemy URL: SQLite in DATA_DIR unless DATABASE_URL says otherwise."""
        if self.database_url:
            return self.database_url.get_secret_value()
        return f"sqlite:///{(self.data_dir.absolute() / 'kinerja.db').as_posix()}"

    @field_validator("telegram_token", mode="before")
    @classmethod
    def _token(cls, nilai: Any) -> Any:
        teks = _polos(nilai)
        if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", teks):
            raise ValueError("bukan token bot. Salin utuh dari BotFather: angka, titik dua, lalu huruf dan angka.")
        return teks

    @field_validator("telegram_api_url", "webhook_url")
    @classmethod
    def _alamat_web(cls, nilai: str | None, info: ValidationInfo) -> str | None:
        if nilai is None:
            return None
        if not re.fullmatch(r"https?://[^\s/@?#]+[^\s?#@]*", nilai.strip(), re.IGNORECASE):
            raise ValueError("tulis alamat lengkap yang diawali https:// (atau http:// untuk server sendiri).")
        alamat = nilai.strip()
        return alamat.rstrip("/") if info.field_name == "telegram_api_url" else alamat

    @field_validator("database_url", mode="before")
    @classmethod
    def _basisdata(cls, nilai: Any) -> Any:
        teks = re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+psycopg://", _polos(nilai))
        try:
            jenis = make_url(teks).get_backend_name()
        except (ArgumentError, ValueError):
            jenis = ""
        if jenis not in ("sqlite", "postgresql"):
            raise ValueError("tulis sebagai postgresql://pengguna:sandi@host/nama atau sqlite:///berkas.db.")
        return teks

    @field_validator("data_dir", "segel_berkas")
    @classmethod
    def _jalur(cls, nilai: Path | None) -> Path | None:
        return nilai.expanduser() if nilai else None

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _admin(cls, nilai: Any) -> Any:
        if not isinstance(nilai, str):
            return nilai
        bagian = [b.strip() for b in nilai.split(",") if b.strip()]
        if not all(re.fullmatch(r"[1-9][0-9]{0,18}", b) for b in bagian):
            raise ValueError("tulis ID Telegram berupa angka, dipisahkan koma, misalnya 5001,5002.")
        return tuple(dict.fromkeys(int(b) for b in bagian))

    @field_validator("webhook_listen", "status_listen", mode="before")
    @classmethod
    def _dengar(cls, nilai: Any) -> Any:
        return Alamat.baca(nilai) if isinstance(nilai, str) else nilai

    @field_validator("webhook_secret", mode="before")
    @classmethod
    def _rahasia(cls, nilai: Any) -> Any:
        teks = _polos(nilai)
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", teks):
            raise ValueError("pakai 1 sampai 256 huruf, angka, garis bawah, atau tanda hubung.")
        return teks

    @field_validator("log_level")
    @classmethod
    def _tingkat(cls, nilai: str) -> str:
        if nilai.strip().upper() not in TINGKAT_LOG:
            raise ValueError(f"pilih salah satu: {', '.join(TINGKAT_LOG)}.")
        return nilai.strip().upper()

    @field_validator("log_format")
    @classmethod
    def _format(cls, nilai: str) -> str:
        if nilai.strip().lower() not in FORMAT_LOG:
            raise ValueError(f"pilih salah satu: {', '.join(FORMAT_LOG)}.")
        return nilai.strip().lower()

    @model_validator(mode="after")
    def _webhook_aman(self) -> "Pengaturan":
        if self.webhook_url and not self.telegram_api_url and not self.webhook_url.lower().startswith("https://"):
            raise PengaturanSalah(("WEBHOOK_URL", "Telegram hanya menerima alamat https://."))
        return self


def muat(berkas_env: Path | None = BERKAS_ENV, **nilai: Any) -> Pengaturan:
    """Settings given as `nilai` (by field name), else of the environment, else of `berkas_env`.

    Raises PengaturanSalah with one line for every setting that cannot be used.
    """
    try:
        return Pengaturan(**{"_env_file": berkas_env, **nilai})
    except ValidationError as galat:
        raise PengaturanSalah(*map(_masalah, galat.errors(include_url=False, include_input=False))) from None
    except (OSError, UnicodeDecodeError):
        raise PengaturanSalah((str(berkas_env), "tidak dapat dibaca. Simpan sebagai teks UTF-8.")) from None


def siapkan_folder(pengaturan: Pengaturan) -> Path:
    """Make DATA_DIR and prove that it can be written to. Raises PengaturanSalah."""
    folder = pengaturan.data_dir.absolute()
    uji = folder / f".tulis-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        uji.write_bytes(b"")
        uji.unlink()
    except OSError as galat:
        sebab = galat.strerror or type(galat).__name__
        raise PengaturanSalah(("DATA_DIR", f"folder {folder} tidak dapat dipakai untuk menulis ({sebab}).")) from None
    return folder


def _polos(nilai: Any) -> str:
    return (nilai.get_secret_value() if isinstance(nilai, SecretStr) else str(nilai)).strip()


def _masalah(galat: Any) -> tuple[str, str]:
    nama = str(galat["loc"][0]).upper() if galat["loc"] else "Pengaturan"
    sebab = galat.get("ctx", {}).get("error")
    return nama, str(sebab) if sebab else "nilainya tidak dapat dibaca."
