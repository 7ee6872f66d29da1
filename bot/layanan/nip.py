"""NIP, the number of a civil servant: 18 digits that say something, so that a slip is found (domain 8.5).

Digits 1-8 are the date of birth, 9-14 year and month of the appointment as candidate (contract staff have 21 and above
where others have the month), 15 the sex (1 male, 2 female), 16-18 a serial number.
"""

import re
from datetime import date

PANJANG = 18
USIA_TERMUDA, USIA_TERTUA = 15, 65  # years between birth and appointment


class NipSalah(ValueError):
    """``masalah``: what is wrong, ``anjuran``: what to do; both Indonesian sentences."""

    def __init__(self, masalah: str, anjuran: str) -> None:
        self.masalah, self.anjuran = masalah, anjuran
        super().__init__(f"{masalah} {anjuran}")


def baca_nip(teks: str, hari: date | None = None) -> str:
    """The 18 digits, blanks and dots between them dropped; "" for an empty text. Raises NipSalah.

    `hari`: today, after which nobody has been appointed; None where the day is not known.
    """
    hasil = re.sub(r"[\s.\-]", "", re.sub(r"(?i)^\s*nip\b[\s.:]*", "", teks))
    if not hasil:
        return ""
    if not (hasil.isascii() and hasil.isdigit()):
        raise NipSalah(f'NIP "{hasil[:40]}" memuat huruf atau tanda lain.', _CONTOH)
    if len(hasil) != PANJANG:
        raise NipSalah(f'NIP "{hasil[:40]}" ada {len(hasil)} angka, seharusnya {PANJANG}.', _CONTOH)
    if salah := _bagian_salah(hasil, hari):
        raise NipSalah(f'NIP "{hasil}" tidak mungkin: {salah}.', "Salin lagi dari kartu pegawai atau SK.")
    return hasil


_CONTOH = "Tulis 18 angka, misalnya 199403232018071038, atau kosongkan bila tidak punya."


def _bagian_salah(nip: str, hari: date | None) -> str:
    """What cannot be right in 18 digits; "" when nothing."""
    try:
        lahir = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return f"angka 1-8 ({nip[:8]}) bukan tanggal lahir"
    angkat, bulan = int(nip[8:12]), int(nip[12:14])
    terakhir = hari.year if hari else 2100
    wajar = lahir.year > 1900 and lahir.year + USIA_TERMUDA <= angkat <= min(lahir.year + USIA_TERTUA, terakhir)
    if not wajar or not (1 <= bulan <= 12 or bulan > 20):
        return f"angka 9-14 ({nip[8:14]}) bukan bulan pengangkatan orang yang lahir tahun {lahir.year}"
    if hari and angkat == hari.year and hari.month < bulan <= 12:
        return f"angka 9-14 ({nip[8:14]}) menyebut bulan yang belum tiba"
    return "" if nip[14] in "12" else f"angka ke-15 harus 1 (laki-laki) atau 2 (perempuan), bukan {nip[14]}"
