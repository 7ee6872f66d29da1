"""What the papers of a meeting show: its calendar entry and its minutes. Shapes only; nothing heavy is imported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.berkas.kop import Kop
from bot.berkas.naskah import PenandaTangan


@dataclass(frozen=True)
class Acara:
    """A meeting. Times are aware."""

    uid: str
    urutan: int  # SEQUENCE
    judul: str
    keterangan: str
    mulai: datetime
    lama: timedelta
    tempat: str
    penyelenggara: str
    peserta: Sequence[str]
    dibuat: datetime
    batal: bool = False


@dataclass(frozen=True)
class Hadirin:
    """A line of the attendance list."""

    nama: str
    jabatan: str
    keterangan: str  # Hadir, Tidak hadir, "Diwakili Budi"


@dataclass(frozen=True)
class NaskahNotulen:
    """Everything that `tulis` needs."""

    kop: Kop
    periode: str  # "Triwulan I 2026"
    acara: str
    mulai: datetime | None  # aware; None: never fixed
    tempat: str
    zona: str  # IANA name
    agenda: tuple[str, ...]
    hadirin: tuple[Hadirin, ...]
    hadir: int | None  # None: nobody has recorded it
    keputusan: tuple[str, ...]  # empty: lines to write on
    lampiran: tuple[str, ...]  # names of papers that go with it
    pimpinan: PenandaTangan  # the organiser
    kota: str  # before the date of the signature
    dibuat: datetime
