"""Frozen shapes of performance measuring: indicators in, a recap out. Pure data, no behaviour beyond small properties.

Sources: `Perpres 29/2014` (the chain), `Permendagri 86/2017` (scale); sections below refer to the project's domain notes
as restated in `docs/pengukuran.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Arah(StrEnum):
    """Polarity of an indicator (domain 3.2)."""

    NAIK = "naik"
    TURUN = "turun"


class Sifat(StrEnum):
    """How the quarters of a year add up (domain 3.6)."""

    JUMLAH = "jumlah"
    AKHIR = "akhir"
    RATA_RATA = "rata-rata"
    MAKSIMUM = "maksimum"


@dataclass(frozen=True)
class Angka:
    """A plain numeric target."""

    nilai: Decimal


@dataclass(frozen=True)
class Rentang:
    """A range target such as ``2,50-4,50`` (domain 3.4)."""

    bawah: Decimal
    atas: Decimal


@dataclass(frozen=True)
class Kategori:
    """A category target such as ``Tepat Waktu`` or ``WTP`` (domain 3.4)."""

    teks: str


Target = Angka | Rentang | Kategori


@dataclass(frozen=True)
class Indikator:
    """One indicator of the yearly plan. ``bidang`` is the unit's code; ``bobot`` defaults to 1."""

    kode: str
    sasaran: str
    program: str
    kegiatan: str
    nama: str
    satuan: str
    arah: Arah
    sifat: Sifat
    bobot: Decimal
    target_tahunan: Target | None
    target_tw: tuple[Target | None, Target | None, Target | None, Target | None]
    pagu: Decimal | None
    bidang: str


class Keterbacaan(StrEnum):
    NILAI = "nilai"  # a number was read
    TEKS = "teks"  # a category word where the target is a category
    KOSONG = "kosong"  # not reported
    KONFIRMASI = "konfirmasi"  # something is there that must not be guessed


@dataclass(frozen=True)
class Bacaan:
    """What a cell says (domain 3.1). ``asli`` is the text as typed; ``alasan`` (Indonesian) explains KONFIRMASI."""

    status: Keterbacaan
    nilai: Decimal | None = None
    asli: str = ""
    alasan: str = ""
    sel: str = ""  # address in the file it came from, "F17"; empty when typed in the chat


KOSONG = Bacaan(Keterbacaan.KOSONG)


@dataclass(frozen=True)
class Realisasi:
    """What a unit reported for one indicator in one quarter."""

    kode: str
    kinerja: Bacaan = KOSONG
    anggaran: Bacaan = KOSONG  # rupiah, cumulative since January (domain 3.9)
    data_dukung: str = ""
    faktor_pendukung: str = ""
    faktor_penghambat: str = ""
    tindak_lanjut: str = ""
    status_tindak: str = ""  # how far the follow-up of the quarter before is: Selesai, Berjalan, Belum
    soal: tuple[str, ...] = ()  # plausibility questions that its file raises: another unit than the plan's
    penjelasan: tuple[tuple[str, str], ...] = ()  # plausibility questions and their answers: (question, answer)


class Status(StrEnum):
    """Status of an indicator in a quarter (domain 3.1)."""

    DINILAI = "dinilai"
    BELUM_DILAPORKAN = "belum_dilaporkan"
    PERLU_KONFIRMASI = "perlu_konfirmasi"
    TIDAK_DITARGETKAN = "tidak_ditargetkan"


@dataclass(frozen=True)
class BarisRekap:
    """One indicator in the recap of a quarter. Percentages are rounded half up as the office does it (domain 3.8)."""

    indikator: Indikator
    target: Target | None  # of the quarter
    realisasi: Realisasi
    status: Status
    capaian: Decimal | None  # %, uncapped, floor 0; None unless DINILAI
    predikat: str  # word of the scale, or the reason why it is not assessed
    capaian_sd: Decimal | None  # s.d. TW against s.d. target
    sd_lengkap: bool  # False: an earlier quarter is missing, mark "tidak lengkap"
    capaian_tahun: Decimal | None  # against the target of the year: progress
    serapan: Decimal | None  # %, 2 decimals always, only where pagu and spending are known
    efisiensi: str  # "efisien", "tidak efisien" or "–" (domain 3.10 no. 3)
    tahun_utuh: Decimal | None = None  # `capaian_tahun` before rounding, for what is computed from it
    tak_dijawab: tuple[str, ...] = ()  # plausibility questions that the unit left without an answer


@dataclass(frozen=True)
class Ringkasan:
    """Averages and counts of a unit or of the whole office (domain 3.7)."""

    kode: str  # unit code; "" for the office
    nama: str
    rata_rata: Decimal | None  # weighted mean of min(capaian, 100)
    predikat: str
    pagu: Decimal
    anggaran: Decimal
    serapan: Decimal | None
    jumlah: int  # indicators altogether
    dinilai: int
    belum_dilaporkan: int
    perlu_konfirmasi: int
    tidak_ditargetkan: int
    serapan_lengkap: bool = True  # False: spending of some ceiling was not reported, `serapan` is too low

    @property
    def catatan_serapan(self) -> str:
        """What has to stand beside `serapan`; "" where it is whole or unknown."""
        return "" if self.serapan is None or self.serapan_lengkap else "tidak lengkap"


@dataclass(frozen=True)
class Rekap:
    """The measured quarter of one office: computed once, written by many (`bot.berkas`)."""

    tahun: int
    triwulan: int
    baris: tuple[BarisRekap, ...]
    per_bidang: tuple[Ringkasan, ...]
    instansi: Ringkasan
    aturan: Mapping[str, str] = field(default_factory=dict)  # rule -> what was used, Indonesian, for printing
