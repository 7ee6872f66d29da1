"""The keys of an office file and how each is read: a table per part of the file, a function per kind of value."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from bot.layanan.nip import NipSalah, baca_nip
from bot.sop.bentuk import Keliru, sebut
from bot.sop.temuan import saran

Pembaca = Callable[[Any], Any]  # raises `Keliru`

PANJANG_NAMA = 200  # characters; names stand in messages, sheets and file lists
TELEGRAM_TERBESAR = 1 << 52  # Bot API: ids have at most 52 significant bits


def nama(nilai: object) -> str:
    """One line of text that says something."""
    hasil = keterangan(nilai)
    if not hasil:
        raise Keliru("Teks ini kosong.", 'Tulis di antara tanda kutip: "…".')
    return hasil


def keterangan(nilai: object) -> str:
    """One line of text, perhaps empty; control characters become blanks."""
    if not isinstance(nilai, str):
        raise Keliru(f"Isinya {sebut(nilai)}, padahal harus teks.", 'Apit dengan tanda kutip: "…".')
    hasil = " ".join("".join(c if c.isprintable() else " " for c in nilai).split())
    if len(hasil) > PANJANG_NAMA:
        raise Keliru(f"Teks ini {len(hasil)} huruf.", f"Ringkaskan sampai paling banyak {PANJANG_NAMA} huruf.")
    return hasil


def kode(nilai: object) -> str:
    """A code that also serves in file names."""
    hasil = nama(nilai)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", hasil):
        anjuran = 'Pakai huruf tanpa spasi, angka, - atau _, paling panjang 40, misalnya "perdagangan".'
        raise Keliru(f'"{hasil}" tidak dapat menjadi kode.', anjuran)
    return hasil


def zona(nilai: object) -> str:
    hasil = nama(nilai)
    try:
        ZoneInfo(hasil)
    except (ValueError, OSError, LookupError):
        anjuran = "Pakai Asia/Jakarta atau Asia/Pontianak (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT)."
        raise Keliru(f'Zona waktu "{hasil}" tidak dikenal.', anjuran) from None
    return hasil


def grup(nilai: object) -> int:
    """The chat id of a group, which is negative."""
    hasil = _bilangan(nilai, "-1001234567890")
    if not -TELEGRAM_TERBESAR < hasil < 0:
        anjuran = "Nomor grup diawali tanda minus, misalnya -1001234567890. Bot menyebutkannya bila diundang ke grup."
        raise Keliru(f"{hasil} bukan nomor grup Telegram.", anjuran)
    return hasil


def topik(nilai: object) -> int:
    hasil = _bilangan(nilai, "12")
    if not 0 < hasil < 1 << 31:
        raise Keliru(f"{hasil} bukan nomor topik.", "Tulis nomor topik forum, misalnya 12, atau hapus kunci ini.")
    return hasil


def tahun(nilai: object) -> int:
    hasil = _bilangan(nilai, "2026")
    if not 2000 <= hasil <= 2100:
        raise Keliru(f"{hasil} bukan tahun anggaran.", "Tulis empat angka, misalnya 2026.")
    return hasil


def telegram(nilai: object) -> int:
    """A person's Telegram id."""
    hasil = _bilangan(nilai, "5001")
    if not 0 < hasil < TELEGRAM_TERBESAR:
        anjuran = "Minta orangnya mengirim /start kepada bot: bot menyebutkan nomornya."
        raise Keliru(f"{hasil} bukan nomor Telegram seseorang.", anjuran)
    return hasil


def nip(nilai: object) -> str:
    """18 digits: birth date, month of appointment, sex, serial (domain 8.5); "" for who has none."""
    if isinstance(nilai, int) and not isinstance(nilai, bool):
        raise Keliru("NIP ditulis sebagai bilangan.", f'Apit dengan tanda kutip: "{nilai}".')
    try:
        return baca_nip(keterangan(nilai))
    except NipSalah as salah:
        raise Keliru(salah.masalah, salah.anjuran) from None


def daftar_peran(nilai: object) -> tuple[str, ...]:
    hasil = _daftar_nama(nilai)
    if not hasil:
        raise Keliru("Daftar ini kosong.", 'Sebut paling sedikit satu peran, misalnya ["kepala"].')
    return hasil


def unit(nilai: object) -> tuple[str, ...]:
    """The unit of a person, or a list of them for who leads several."""
    return _daftar_nama([nilai] if isinstance(nilai, str) else nilai)


def _daftar_nama(nilai: object) -> tuple[str, ...]:
    if isinstance(nilai, str):
        raise Keliru("Ini satu teks, padahal harus daftar.", f'Tulis dalam kurung siku: ["{nilai}"].')
    if not isinstance(nilai, list):
        raise Keliru(f"Isinya {sebut(nilai)}, padahal harus daftar.", 'Contoh: ["kepala"].')
    return tuple(dict.fromkeys(nama(butir) for butir in nilai))


def _bilangan(nilai: object, contoh: str) -> int:
    if isinstance(nilai, bool) or not isinstance(nilai, int):
        raise Keliru(f"Isinya {sebut(nilai)}, padahal harus bilangan.", f"Tulis tanpa tanda kutip, misalnya {contoh}.")
    return nilai


def _tabel(nilai: object) -> dict[str, Any]:
    if not isinstance(nilai, dict):
        raise Keliru(f"Isinya {sebut(nilai)}, padahal harus satu bagian.", "Awali dengan [nama bagian], sekali saja.")
    return nilai


def _daftar_tabel(nilai: object) -> list[Any]:
    """Entries one by one; who wrote a single table gets the hint to double the brackets."""
    if not isinstance(nilai, list):
        anjuran = "Awali tiap entri dengan dua kurung siku, misalnya [[bidang]]."
        raise Keliru(f"Isinya {sebut(nilai)}, padahal harus ditulis satu per satu.", anjuran)
    return nilai


PUNCAK: Mapping[str, Pembaca] = {
    "instansi": _tabel,
    "bidang": _daftar_tabel,
    "personel": _daftar_tabel,
    "indikator": _tabel,
    "jam_kerja": _tabel,
}
INSTANSI: Mapping[str, Pembaca] = {
    "kode": kode,
    "nama": nama,
    "sop": nama,
    "zona": zona,
    "grup": grup,
    "topik": topik,
    "tahun": tahun,
    "alamat": keterangan,
    "logo": nama,
}
BIDANG: Mapping[str, Pembaca] = {"kode": kode, "nama": nama}
PERSONEL: Mapping[str, Pembaca] = {
    "nama": nama,
    "nip": nip,
    "pangkat": keterangan,
    "jabatan": keterangan,
    "telegram": telegram,
    "peran": daftar_peran,
    "bidang": unit,
}
INDIKATOR: Mapping[str, Pembaca] = {"berkas": nama}
# What has to be there, with an example to copy.
WAJIB: Mapping[str, Mapping[str, str]] = {
    "puncak": {
        "instansi": 'bagian [instansi] dengan kode = "dkupp"',
        "bidang": "satu bagian [[bidang]] untuk tiap bidang",
        "personel": "satu bagian [[personel]] untuk tiap orang",
        "indikator": 'bagian [indikator] dengan berkas = "indikator.csv"',
    },
    "instansi": {
        "kode": 'kode = "dkupp"',
        "nama": 'nama = "Dinas Contoh Kabupaten Contoh"',
        "sop": 'sop = "dkupp-purwakarta"',
        "zona": 'zona = "Asia/Jakarta"',
        "tahun": "tahun = 2026",
    },
    "bidang": {"kode": 'kode = "perdagangan"', "nama": 'nama = "Bidang Perdagangan"'},
    "personel": {
        "nama": 'nama = "Rina Oktavia"',
        "telegram": "telegram = 5001",
        "peran": 'peran = ["kepala"]',
    },
    "indikator": {"berkas": 'berkas = "indikator.csv"'},
}


def tidak_dikenal(kunci: str, bentuk: Mapping[str, Pembaca]) -> Keliru:
    """The refusal of a key that no part of the file has."""
    petunjuk = saran(kunci, bentuk) or f"Kunci yang ada: {', '.join(bentuk)}."
    return Keliru(f'Kunci "{kunci}" tidak dikenal.', petunjuk)
