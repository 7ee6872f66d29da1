"""`periksa`: is this computer ready to run the bot? One line each, exit 1 when something is wrong (K37)."""

import json
import logging
import shutil
import sqlite3
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from bot.berkas.segel import ZONA as ZONA_SEGEL
from bot.berkas.segel import SegelDitolak
from bot.berkas.segel import periksa as periksa_segel
from bot.berkas.tulisan import tanggal
from bot.jam import JamSistem
from bot.layanan.segel import dari
from bot.pengaturan import Pengaturan, PengaturanSalah, muat, siapkan_folder
from bot.perintah.dasar import BERHASIL, GAGAL
from db import migrasi
from db.migrasi import MigrasiGagal, VersiTakDikenal
from db.pangkalan import Pangkalan, PangkalanDitolak
from db.setelan import SetelanBerbeda
from db.tabel import Instansi

SQLITE_AMAN = (3, 51, 3)  # older ones can damage a write-ahead log that several connections use
RUANG_KURANG, RUANG_HABIS = 1 << 30, 100 << 20  # bytes
SEGEL_SEGERA = timedelta(days=100)  # until the next quarter's recap
SELISIH_JAM = timedelta(minutes=10)
BATAS_DETIK = 10.0
ZONA = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
API_TELEGRAM = "https://api.telegram.org"


class Tanda(Enum):
    BERES = "✔"
    AWAS = "!"
    SALAH = "✘"


@dataclass(frozen=True)
class Hasil:
    """One line of the report."""

    tanda: Tanda
    apa: str
    keterangan: str

    def __str__(self) -> str:
        return f"{self.tanda.value} {self.apa}: {self.keterangan}"


def beres(apa: str, keterangan: str) -> Hasil:
    return Hasil(Tanda.BERES, apa, keterangan)


def awas(apa: str, keterangan: str) -> Hasil:
    return Hasil(Tanda.AWAS, apa, keterangan)


def salah(apa: str, keterangan: object) -> Hasil:
    return Hasil(Tanda.SALAH, apa, str(keterangan))


def jalankan(_: Namespace) -> int:
    ada_salah = False
    for satu in semua():
        print(satu, flush=True)
        ada_salah = ada_salah or satu.tanda is Tanda.SALAH
    return GAGAL if ada_salah else BERHASIL


def semua() -> Iterator[Hasil]:
    """Every line, each as soon as it is known."""
    try:
        pengaturan = muat()
    except PengaturanSalah as galat:
        yield from (salah(nama, apa) for nama, apa in galat.masalah)
        return
    yield beres("Pengaturan", "terbaca")
    folder = list(_folder(pengaturan))
    yield from folder
    yield _zona()
    if all(h.tanda is not Tanda.SALAH for h in folder) or pengaturan.database_url:
        yield from _basis_data(pengaturan)
    yield from _segel(pengaturan)
    yield from _admin(pengaturan)
    yield from _telegram(pengaturan)


def _folder(pengaturan: Pengaturan) -> Iterator[Hasil]:
    try:
        folder = siapkan_folder(pengaturan)
    except PengaturanSalah as galat:
        yield from (salah(nama, apa) for nama, apa in galat.masalah)
        return
    yield beres("DATA_DIR", f"{folder} dapat ditulis")
    yield ruang(folder, shutil.disk_usage(folder).free)


def ruang(folder: Path, sisa: int) -> Hasil:
    """`sisa`: free bytes on the disk of `folder`."""
    teks = f"tersisa {sisa / (1 << 30):.1f} GB".replace(".", ",")
    if sisa < RUANG_HABIS:
        return salah("Penyimpanan", f"{teks}. Kosongkan tempat: bot berhenti menerima bila penyimpanan penuh.")
    return awas("Penyimpanan", f"{teks}. Siapkan tempat.") if sisa < RUANG_KURANG else beres("Penyimpanan", teks)


def _zona() -> Hasil:
    """The time zones of Indonesia come with `tzdata` where the system has none."""
    asing = [nama for nama in ZONA if not dikenal(nama)]
    if asing:
        return salah(
            "Zona waktu", f"{', '.join(asing)} tidak dikenal komputer ini. Pasang ulang program beserta tzdata."
        )
    return beres("Zona waktu", "WIB, WITA, dan WIT dikenal")


def dikenal(zona: str) -> bool:
    try:
        ZoneInfo(zona)
    except (ValueError, OSError, LookupError):
        return False
    return True


def sqlite_aman(versi: tuple[int, ...]) -> Hasil:
    """A warning only: the program itself uses one connection."""
    teks = ".".join(map(str, versi))
    if versi >= SQLITE_AMAN:
        return beres("SQLite", f"versi {teks}")
    perlu = ".".join(map(str, SQLITE_AMAN))
    return awas(
        "SQLite", f"versi {teks}, sebaiknya {perlu} atau lebih baru. Bot memakai satu sambungan, jadi tetap aman."
    )


def _basis_data(pengaturan: Pengaturan) -> Iterator[Hasil]:
    try:
        basis = Pangkalan(pengaturan.url_basisdata)
    except PangkalanDitolak as galat:
        yield salah("Basis data", galat)
        return
    if basis.sqlite:
        yield sqlite_aman(sqlite3.sqlite_version_info)
    if basis.sqlite and not Path(basis.url.database or "").exists():
        yield beres("Basis data", "belum ada; dibuat saat bot pertama kali dijalankan")
        basis.tutup()
        return
    try:
        yield from basis.baca_sinkron(_isi_basis_data)
    except (PangkalanDitolak, SetelanBerbeda, MigrasiGagal, VersiTakDikenal) as galat:
        yield salah("Basis data", " ".join(str(galat).split()).removeprefix("Basis data "))
    except DBAPIError as galat:
        yield salah("Basis data", str(galat.orig).partition("\n")[0])
    finally:
        basis.tutup()


def _isi_basis_data(sesi: Session) -> list[Hasil]:
    revisi = migrasi.revisi(sesi.connection())
    if revisi is None:
        return [beres("Basis data", "kosong; tabel dibuat saat bot pertama kali dijalankan")]
    if revisi != migrasi.KEPALA:
        from db.migrasi import jalan  # imports Alembic

        if not jalan.dikenal(revisi):
            raise VersiTakDikenal(revisi)
        return [awas("Basis data", f"revisi {revisi}; diperbarui ke {migrasi.KEPALA} saat bot dijalankan")]
    kantor = sesi.exec(select(Instansi).order_by(col(Instansi.kode))).all()
    hasil = [beres("Basis data", f"terbuka, setelan benar, revisi {revisi}")]
    if not kantor:
        return [*hasil, awas("Kantor", "belum ada. Pasang dengan: python -m bot pasang FILE.toml")]
    return [*hasil, *(_kantor(satu) for satu in kantor)]


def _kantor(instansi: Instansi) -> Hasil:
    apa = f"Kantor {instansi.kode}"
    try:
        ZoneInfo(instansi.zona)
    except (ValueError, OSError, LookupError):
        return salah(
            apa, f'zona waktu "{instansi.zona}" tidak dikenal komputer ini. Pasang ulang program beserta tzdata.'
        )
    if instansi.grup is None:
        return awas(apa, f"{instansi.zona}; grup belum ditulis, jadi rekap hanya dikirim kepada pimpinan")
    return beres(apa, f"{instansi.zona}, grup {instansi.grup}")


def _segel(pengaturan: Pengaturan) -> Iterator[Hasil]:
    """The office's seal, where one is set."""
    segel = dari(pengaturan)
    if segel is None:
        if pengaturan.sandi_segel:
            yield awas("SEGEL_BERKAS", "belum diisi, jadi SEGEL_SANDI tidak dipakai dan rekap tidak disegel.")
        return
    sekarang = JamSistem().sekarang()
    try:
        sertifikat = periksa_segel(segel, sekarang)
    except SegelDitolak as tolak:
        yield salah("SEGEL_BERKAS", tolak)
        return
    teks = f"sertifikat {sertifikat.pemilik}, berlaku sampai {tanggal(sertifikat.sampai, ZONA_SEGEL)}"
    if sertifikat.sampai - sekarang < SEGEL_SEGERA:
        yield awas("SEGEL_BERKAS", f"{teks}. Siapkan penggantinya.")
    else:
        yield beres("SEGEL_BERKAS", teks)


def _admin(pengaturan: Pengaturan) -> Iterator[Hasil]:
    if pengaturan.admin_ids:
        yield beres("ADMIN_IDS", f"{len(pengaturan.admin_ids)} admin")
    else:
        yield awas(
            "ADMIN_IDS", "belum diisi, jadi kendala tidak dikabarkan kepada siapa pun. /start menyebutkan nomornya."
        )


# Telegram ------------------------------------------------------------------------------------------------------------


def _telegram(pengaturan: Pengaturan) -> Iterator[Hasil]:
    """getMe, and the server's clock against ours. Nothing that names the address is printed: it holds the token."""
    if not pengaturan.token:
        yield awas("TELEGRAM_TOKEN", "belum diisi, jadi yang dijalankan adalah simulator. Minta kepada @BotFather.")
        return
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs addresses at INFO
    alamat = f"{pengaturan.telegram_api_url or API_TELEGRAM}/bot{pengaturan.token}/getMe"
    try:
        jawaban = httpx.get(alamat, timeout=BATAS_DETIK)
    except (httpx.HTTPError, httpx.InvalidURL) as galat:
        yield salah(
            "Telegram", f"tidak terjangkau ({type(galat).__name__}). Periksa internet, proksi, TELEGRAM_API_URL."
        )
        return
    yield _token(jawaban)
    if saat := jawaban.headers.get("Date"):
        yield from _selisih(saat, JamSistem().sekarang)


def _token(jawaban: httpx.Response) -> Hasil:
    try:
        isi = jawaban.json()
        if isi["ok"] is True:
            return beres("Telegram", f"token berlaku untuk @{isi['result']['username']}")
        kode = int(isi["error_code"])
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError):
        return salah(
            "Telegram", f"jawabannya bukan dari Bot API (HTTP {jawaban.status_code}). Periksa TELEGRAM_API_URL."
        )
    if kode in (401, 404):
        return salah("TELEGRAM_TOKEN", "ditolak Telegram. Salin lagi token dari @BotFather.")
    return salah("Telegram", f"menolak permintaan (kode {kode}). Coba lagi nanti.")


def _selisih(saat: str, sekarang: Callable[[], datetime]) -> Iterator[Hasil]:
    try:
        selisih = sekarang() - parsedate_to_datetime(saat)
    except (ValueError, TypeError):  # not a date, or without a zone
        return
    yield jam(selisih)


def jam(selisih: timedelta) -> Hasil:
    """`selisih`: how much this computer's clock is ahead of Telegram's."""
    besar = abs(selisih)
    menit = round(besar.total_seconds() / 60)
    if besar <= SELISIH_JAM:
        return beres("Jam", "cocok dengan Telegram" if menit < 1 else f"selisih {menit} menit dengan Telegram")
    arah = "terlalu cepat" if selisih > timedelta(0) else "terlambat"
    return salah(
        "Jam", f"jam komputer ini {arah} {menit} menit. Setel waktu otomatis: batas waktu dihitung dari jam ini."
    )
