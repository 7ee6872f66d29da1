"""The keys of an SOP file and how each is read: a table per part of the file, a function per kind of value."""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.sop.model import Jenis, Satuan, Selesai, StandarWaktu
from bot.sop.temuan import saran

Pembaca = Callable[[Any], Any]  # raises `Keliru`

PANJANG_TEKS = 600  # characters; a disposition quotes several of them and must fit into one Telegram message
_PALING_LAMA = {Satuan.MENIT: 112_500, Satuan.JAM: 1_875, Satuan.HARI: 250}  # about one working year


class Keliru(ValueError):
    """A value that cannot be read."""

    def __init__(self, masalah: str, seharusnya: str) -> None:
        self.masalah, self.seharusnya = masalah, seharusnya
        super().__init__(f"{masalah} {seharusnya}")


def sebut(nilai: object) -> str:
    """What a value is, for people: ``sebut(True) == "ya/tidak (true)"``."""
    if isinstance(nilai, bool):
        return f"ya/tidak ({str(nilai).lower()})"
    if isinstance(nilai, str):
        return f'teks "{nilai}"' if len(nilai) <= 60 else "teks"
    if isinstance(nilai, int | float):
        return f"bilangan {nilai}"
    if isinstance(nilai, list):
        return "daftar"
    if isinstance(nilai, dict):
        return "tabel"
    return "tanggal atau jam" if isinstance(nilai, datetime.date | datetime.time) else "nilai lain"


def teks(nilai: object) -> str:
    """A text that may be empty; line breaks become blanks."""
    if not isinstance(nilai, str):
        raise Keliru(f"Isinya {sebut(nilai)}, padahal harus teks.", 'Apit dengan tanda kutip: "…".')
    hasil = " ".join(nilai.split())
    if len(hasil) > PANJANG_TEKS:
        raise Keliru(f"Teks ini {len(hasil)} huruf.", f"Ringkaskan sampai paling banyak {PANJANG_TEKS} huruf.")
    return hasil


def kalimat(nilai: object) -> str:
    """A text that says something."""
    if not (hasil := teks(nilai)):
        raise Keliru("Teks ini kosong.", "Isi menurut lembar SOP.")
    return hasil


def daftar_kalimat(nilai: object) -> tuple[str, ...]:
    if isinstance(nilai, str):
        raise Keliru("Ini satu teks, padahal harus daftar.", f'Tulis dalam kurung siku: ["{nilai}"].')
    if not isinstance(nilai, list):
        raise Keliru(f"Isinya {sebut(nilai)}, padahal harus daftar.", 'Contoh: ["Lembar disposisi", "Undangan"].')
    return tuple(kalimat(butir) for butir in nilai)


def daftar_peran(nilai: object) -> tuple[str, ...]:
    hasil = daftar_kalimat(nilai)
    if not hasil:
        raise Keliru("Daftar ini kosong.", 'Sebut paling sedikit satu peran, misalnya ["kepala"].')
    return hasil


def bilangan(nilai: object) -> int:
    if isinstance(nilai, bool) or not isinstance(nilai, int):
        raise Keliru(
            f"Isinya {sebut(nilai)}, padahal harus nomor langkah.", "Tulis angka tanpa tanda kutip, misalnya 7."
        )
    return nilai


def ya_tidak(nilai: object) -> bool:
    if not isinstance(nilai, bool):
        raise Keliru(f"Isinya {sebut(nilai)}, padahal harus ya atau tidak.", "Tulis true atau false tanpa tanda kutip.")
    return nilai


def jenis(nilai: object) -> Jenis:
    return Jenis(_salah_satu_dari([j.value for j in Jenis], nilai, "jenis langkah"))


def selesai(nilai: object) -> Selesai:
    return Selesai(_salah_satu_dari([s.value for s in Selesai], nilai, "cara selesai"))


def per(nilai: object) -> str:
    return _salah_satu_dari(["bidang"], nilai, "pembagian peran")


def id_sop(nilai: object) -> str:
    return _id(nilai, r"[a-z0-9]+(-[a-z0-9]+)*", "huruf kecil, angka, dan tanda hubung, misalnya dinas-contoh")


def id_peran(nilai: object) -> str:
    return _id(nilai, r"[a-z][a-z0-9_-]*", "huruf kecil tanpa spasi, misalnya kasubag_umum")


def waktu(nilai: object) -> StandarWaktu:
    """``"240 menit"``, ``"1 jam"``, ``"2 Hari"``. Hari are working days (domain.md 6.4)."""
    if not isinstance(nilai, str):
        contoh = f'Tulis satuannya, dalam tanda kutip: "{nilai} menit".' if type(nilai) is int else _CONTOH_WAKTU
        raise Keliru(f"Isinya {sebut(nilai)}, padahal harus waktu.", contoh)
    rapi = " ".join(nilai.lower().split())
    ada = re.fullmatch(r"([0-9]{1,6}) ?(menit|jam|hari)( kerja)?", rapi)
    if ada is None:
        raise Keliru(f'Waktu "{nilai}" tidak terbaca.', _perbaikan_waktu(rapi))
    jumlah, satuan = int(ada[1]), Satuan(ada[2])
    if not 1 <= jumlah <= _PALING_LAMA[satuan]:
        raise Keliru(f'Waktu "{nilai}" di luar kewajaran.', f"Pilih 1 sampai {_PALING_LAMA[satuan]} {satuan}.")
    return StandarWaktu(jumlah, satuan)


_CONTOH_WAKTU = 'Tulis bilangan bulat dan satuannya, misalnya "240 menit", "1 jam", atau "2 hari".'
_HARI_DALAM = {"minggu": 5, "pekan": 5, "bulan": 20}  # working days


def _perbaikan_waktu(rapi: str) -> str:
    """The right way to write a time standard that people are known to write otherwise."""
    if ada := re.fullmatch(r"([0-9]{1,4}) jam (?:dan )?([0-9]{1,4}) menit", rapi):
        return f'Tulis dalam satu satuan: "{int(ada[1]) * 60 + int(ada[2])} menit".'
    if ada := re.fullmatch(r"([0-9]{1,4})[.,]5 jam", rapi):
        return f'Tulis tanpa pecahan: "{int(ada[1]) * 60 + 30} menit".'
    if ada := re.fullmatch(r"([0-9]{1,3}) (minggu|pekan|bulan)", rapi):
        return f'Tulis dalam hari kerja, misalnya "{int(ada[1]) * _HARI_DALAM[ada[2]]} hari".'
    return _CONTOH_WAKTU


def _salah_satu_dari(pilihan: list[str], nilai: object, apa: str) -> str:
    if isinstance(nilai, str) and nilai in pilihan:
        return nilai
    petunjuk = saran(nilai, pilihan) if isinstance(nilai, str) else ""
    raise Keliru(f"Isinya {sebut(nilai)}, bukan {apa}.", f"{petunjuk} Pilihannya: {', '.join(pilihan)}.".strip())


def _id(nilai: object, pola: str, contoh: str) -> str:
    hasil = kalimat(nilai)
    if len(hasil) > 40 or not re.fullmatch(pola, hasil):
        raise Keliru(f'"{hasil}" tidak dapat menjadi id.', f"Pakai {contoh}, paling panjang 40 huruf.")
    return hasil


def _tabel(nilai: object) -> object:
    """The keys inside are read one by one by the loader."""
    return nilai


def _tabel_peran(nilai: object) -> object:
    if not isinstance(nilai, dict):
        raise Keliru(f"Isinya {sebut(nilai)}, padahal harus bagian [peran].", 'Contoh: kepala = "Kepala Dinas".')
    return nilai


def _daftar_langkah(nilai: object) -> object:
    if not isinstance(nilai, list):
        raise Keliru("Langkah harus ditulis satu per satu.", "Awali tiap langkah dengan dua kurung siku: [[langkah]].")
    return nilai


PUNCAK: Mapping[str, Pembaca] = {
    "id": id_sop,
    "nama": kalimat,
    "zona": kalimat,
    "sampul": _tabel,
    "peran": _tabel_peran,
    "langkah": _daftar_langkah,
}
SAMPUL: Mapping[str, Pembaca] = {
    "instansi": kalimat,
    "unit": teks,
    "sebutan": daftar_kalimat,
    "nomor": teks,
    "tanggal_pembuatan": teks,
    "tanggal_revisi": teks,
    "tanggal_efektif": teks,
    "disahkan_oleh": teks,
    "dasar_hukum": daftar_kalimat,
    "kualifikasi": daftar_kalimat,
    "keterkaitan": daftar_kalimat,
    "peralatan": daftar_kalimat,
    "peringatan": teks,
    "pencatatan": daftar_kalimat,
    "disimpulkan": daftar_kalimat,
}
PERAN: Mapping[str, Pembaca] = {"nama": kalimat, "per": per, "atasan": kalimat}
LANGKAH: Mapping[str, Pembaca] = {
    "no": bilangan,
    "kegiatan": kalimat,
    "pelaksana": daftar_peran,
    "jenis": jenis,
    "kelengkapan": daftar_kalimat,
    "waktu": waktu,
    "output": kalimat,
    "selesai": selesai,
    "tidak": bilangan,
    "penerima": daftar_peran,
    "pemutus": kalimat,
    "peserta": daftar_peran,
    "terbitkan": ya_tidak,
    "wajib_lampiran": ya_tidak,
    "disimpulkan": kalimat,
}
# What has to be there, with an example to copy.
WAJIB: Mapping[str, Mapping[str, str]] = {
    "sop": {
        "id": 'id = "dinas-contoh"',
        "nama": 'nama = "Pengukuran Kinerja"',
        "zona": 'zona = "Asia/Jakarta"',
        "sampul": 'bagian [sampul] dengan instansi = "…"',
        "peran": 'bagian [peran] dengan kepala = "Kepala Dinas"',
        "langkah": "bagian [[langkah]] untuk tiap langkah",
    },
    "sampul": {"instansi": 'instansi = "Dinas Contoh Kabupaten Contoh"'},
    "peran": {"nama": 'nama = "Kepala Bidang"'},
    "langkah": {
        "no": "no = 1",
        "kegiatan": 'kegiatan = "Memvalidasi data kinerja"',
        "pelaksana": 'pelaksana = ["kepala"]',
        "jenis": 'jenis = "telaah"',
        "kelengkapan": 'kelengkapan = ["Lembar disposisi"]',
        "waktu": 'waktu = "60 menit"',
        "output": 'output = "Draf laporan"',
    },
}
