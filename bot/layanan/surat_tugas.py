"""The letter that appoints a stand-in, as typed in the chat."""

import re
from dataclasses import dataclass
from datetime import date

from bot.sop.penolakan import Ditolak

_BULAN = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
_TANGGAL = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2}|[a-z]+)[-/. ]+(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class SuratTakTerbaca(Ditolak):
    """Number and dates were not written as asked; the text says what is missing."""


@dataclass(frozen=True)
class SuratTugas:
    """The letter that appoints a stand-in. `sampai` is included; None: until it is withdrawn."""

    nomor: str
    dari: date
    sampai: date | None


def baca_surat(teks: str, hari_ini: date) -> SuratTugas:
    """``800/123/2026; 20-11-2026; 30-11-2026``. Raises SuratTakTerbaca."""
    bagian = [b.strip() for b in teks.split(";")]
    if len(bagian) != 3 or not bagian[0]:
        raise SuratTakTerbaca("Tiga bagian belum terbaca: nomor surat; tanggal mulai; tanggal berakhir.")
    dari = _baca_tanggal(bagian[1])
    sampai = None if bagian[2] in ("-", "–", "") else _baca_tanggal(bagian[2])
    if sampai is not None and sampai < dari:
        raise SuratTakTerbaca("Tanggal berakhir lebih awal daripada tanggal mulai.")
    if sampai is not None and sampai < hari_ini:
        raise SuratTakTerbaca("Masa itu sudah lewat.")
    return SuratTugas(bagian[0][:100], dari, sampai)


def _baca_tanggal(teks: str) -> date:
    kecil = teks.strip().lower()
    if cocok := _ISO.fullmatch(kecil):
        tahun, bulan, hari = cocok.groups()
    elif cocok := _TANGGAL.fullmatch(kecil):
        hari, bulan, tahun = cocok.groups()
    elif not kecil:
        raise SuratTakTerbaca("Tanggal mulai belum ditulis. Tulis hari-bulan-tahun.")
    else:
        raise SuratTakTerbaca(f"Tanggal “{teks[:40]}” tidak terbaca. Tulis hari-bulan-tahun.")
    angka = next((n for n, b in enumerate(_BULAN, 1) if len(bulan) >= 3 and b.startswith(bulan)), 0)
    try:
        return date(int(tahun), int(bulan) if bulan.isdigit() else angka, int(hari))
    except ValueError:
        raise SuratTakTerbaca(f"Tanggal “{teks[:40]}” tidak ada di kalender.") from None
