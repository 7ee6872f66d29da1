"""Working time of an office: when it is open, when a time standard runs out, how long something really took.

Pure: no clock, no database. Moments go in and come out timezone-aware, results in UTC. Rules: domain notes, section 6.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.sop.model import Satuan, StandarWaktu
from jadwal.jam_kerja import PERPRES_21_2023, JamKerja
from jadwal.libur import cuti_bersama, libur_nasional

MENIT_SEHARI = 450  # "1 hari = 7,5 jam kerja": for sums and statistics only, never for a deadline
SEHARI = timedelta(days=1)
SEMENIT = timedelta(minutes=1)
MIKRO = timedelta(microseconds=1)
AKHIR = date(9999, 12, 1)  # the calendar ends here; Python's own ends a month later

Sesi = tuple[datetime, datetime]
"""An uninterrupted span of work, from and to, in UTC. The closing moment itself still counts as open."""


class ZonaTidakDikenal(Exception):
    """`zona` is no IANA name of a time zone."""

    def __init__(self, zona: str) -> None:
        self.zona = zona
        super().__init__(
            f'Zona waktu "{zona}" tidak dikenal. Pilih Asia/Jakarta (WIB), Asia/Makassar (WITA), atau '
            "Asia/Jayapura (WIT)."
        )


def zona_waktu(nama: str) -> ZoneInfo:
    """Raises ZonaTidakDikenal."""
    try:
        return ZoneInfo(nama)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ZonaTidakDikenal(nama) from None


def menit_standar(standar: StandarWaktu) -> int:
    """A time standard in working minutes, 1 hari = 450, for choosing a ladder of reminders and for statistics."""
    return standar.jumlah * {Satuan.MENIT: 1, Satuan.JAM: 60, Satuan.HARI: MENIT_SEHARI}[standar.satuan]


@dataclass(frozen=True, eq=False)
class KalenderKerja:
    """An office's calendar. ``khusus``: local days by date, each (is it free?, name); they win over the national ones.

    Raises ZonaTidakDikenal. Cheap to make; keeps the days it was asked about.
    """

    zona: str
    jam: JamKerja = PERPRES_21_2023
    khusus: Mapping[date, tuple[bool, str]] = field(default_factory=dict)
    tz: ZoneInfo = field(init=False, repr=False)
    _hari: dict[date, tuple[Sesi, ...]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tz", zona_waktu(self.zona))

    def setempat(self, waktu: datetime) -> datetime:
        """The same moment on the office's own clock. Raises ValueError for a time without a zone."""
        if waktu.tzinfo is None:
            raise ValueError("naive datetime")
        return waktu.astimezone(self.tz)

    # Days

    def nama_libur(self, tanggal: date) -> str | None:
        """Why the office is closed on a day of the week on which it otherwise works; None when it is not."""
        if tanggal in self.khusus:
            libur, nama = self.khusus[tanggal]
            return nama if libur else None
        return libur_nasional(tanggal.year).get(tanggal)

    def hari_kerja(self, tanggal: date) -> bool:
        return bool(self.sesi(tanggal))

    def hari_kerja_ke(self, awal: date, n: int) -> date:
        """n > 0: the n-th working day, counting `awal` itself if it is one. n < 0: H-n, counted back from before `awal`.

        Raises ValueError for n = 0.
        """
        if n == 0:
            raise ValueError("n = 0")
        langkah = SEHARI if n > 0 else -SEHARI
        tanggal = awal if n > 0 else awal - SEHARI
        sisa = abs(n)
        while tanggal < AKHIR:
            sisa -= self.hari_kerja(tanggal)
            if sisa == 0:
                break
            tanggal += langkah
        return tanggal

    def cuti_bersama_diketahui(self, tahun: int) -> bool:
        """False while neither the national calendar nor the office's own days name the joint leave of that year."""
        setempat = (
            t.year == tahun and ya and "cuti bersama" in nama.casefold() for t, (ya, nama) in self.khusus.items()
        )
        return bool(cuti_bersama(tahun)) or any(setempat)

    def sesi(self, tanggal: date) -> tuple[Sesi, ...]:
        """The day's spans of work, in order; empty on a free day."""
        if tanggal not in self._hari:
            self._hari[tanggal] = self._susun(tanggal)
        return self._hari[tanggal]

    # Moments

    def buka(self, waktu: datetime) -> bool:
        """Is the office working at this moment?"""
        return any(mulai <= waktu <= selesai for mulai, selesai in self.sesi(self.setempat(waktu).date()))

    def pembukaan_berikut(self, waktu: datetime) -> datetime:
        """`waktu` itself while the office is working, else the next moment at which work begins."""
        return next((mulai for mulai, _ in self._sesi_sejak(waktu)), waktu).astimezone(UTC)

    def tambah(self, waktu: datetime, standar: StandarWaktu) -> datetime:
        """When a time standard that starts at `waktu` runs out; always a moment of working time.

        Minutes and hours stop when the office does. Days are working days and end at the same clock time, moved into
        the working hours of the last day, so that a day stays a day in Ramadan.
        """
        if standar.satuan is Satuan.HARI:
            return self._tambah_hari(waktu, standar.jumlah)
        return self.tambah_menit(waktu, menit_standar(standar))

    def tambah_menit(self, waktu: datetime, menit: int | Decimal) -> datetime:
        """`waktu` plus working minutes, to the microsecond."""
        sisa = int(menit * 60_000_000) * MIKRO
        for mulai, selesai in self._sesi_sejak(waktu):
            if selesai - mulai >= sisa:
                return mulai + sisa
            sisa -= selesai - mulai
        return waktu.astimezone(UTC)

    def menit_kerja(self, dari: datetime, sampai: datetime) -> Decimal:
        """Working minutes between two moments; 0 when `sampai` is not after `dari`."""
        jumlah = timedelta()
        tanggal, terakhir = self.setempat(dari).date(), min(self.setempat(sampai).date(), AKHIR)
        dari, sampai = dari.astimezone(UTC), sampai.astimezone(UTC)
        while tanggal <= terakhir:
            for mulai, selesai in self.sesi(tanggal):
                jumlah += max(min(selesai, sampai) - max(mulai, dari), timedelta())
            tanggal += SEHARI
        return Decimal(jumlah // MIKRO) / 60_000_000

    def pukul(self, tanggal: date, jam: time) -> datetime:
        """A clock time of a day, or the next moment after it at which the office works."""
        return self.pembukaan_berikut(datetime.combine(tanggal, jam, self.tz))

    # Inside

    def _tambah_hari(self, waktu: datetime, jumlah: int) -> datetime:
        mulai = self.setempat(self.pembukaan_berikut(waktu))
        if jumlah == 0:
            return mulai.astimezone(UTC)
        tanggal = self.hari_kerja_ke(mulai.date() + SEHARI, jumlah)
        sesi = self.sesi(tanggal)
        if not sesi:  # past the end of the calendar
            return mulai.astimezone(UTC)
        if self.jam.hari_sampai_tutup:
            return sesi[-1][1]
        ingin = datetime.combine(tanggal, mulai.time(), self.tz)
        batas = sesi[0][0]
        for buka, tutup in sesi:
            if buka <= ingin:
                batas = min(ingin, tutup)
        return batas.astimezone(UTC)

    def _sesi_sejak(self, waktu: datetime) -> Iterator[Sesi]:
        """What is left of the spans from `waktu` on."""
        tanggal, waktu = self.setempat(waktu).date(), waktu.astimezone(UTC)
        while tanggal < AKHIR:
            for mulai, selesai in self.sesi(tanggal):
                if selesai >= waktu:
                    yield max(mulai, waktu), selesai
            tanggal += SEHARI

    def _susun(self, tanggal: date) -> tuple[Sesi, ...]:
        if self.nama_libur(tanggal):
            return ()
        rentang = self.jam.rentang(tanggal)
        if not rentang and self.khusus.get(tanggal, (True, ""))[0] is False:
            # A free weekday that the office declares a working day (a Saturday in exchange): hours of the first one.
            rentang = next(r for r in self.jam.pekan_pada(tanggal) if r)
        return tuple((self._utc(tanggal, r.mulai), self._utc(tanggal, r.selesai)) for r in rentang)

    def _utc(self, tanggal: date, jam: time) -> datetime:
        return datetime.combine(tanggal, jam, self.tz).astimezone(UTC)
