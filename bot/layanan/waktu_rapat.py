"""When a meeting may be: proposals from the office's calendar, and what people type. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.sop.model import Satuan, StandarWaktu
from bot.sop.penolakan import Ditolak
from jadwal.kalender import SEHARI, KalenderKerja

JAM = (time(9, 0), time(13, 30))
BANYAK = 3
SIAP = timedelta(minutes=30)  # nobody is called to a meeting that begins earlier
PENGINGAT = timedelta(minutes=15)
LAMA = timedelta(hours=2)  # of a meeting whose time standard is in days
JAUH = 60  # days ahead that are searched
HARI = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_BULAN = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
_ZONA = {"WIB": 7, "WITA": 8, "WIT": 9}
_POLA = re.compile(
    r"""\s*
    (?:(?P<hari>senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|hari\ ini|besok|lusa)\b[\s,]*)?
    (?:(?P<tgl>\d{1,2})(?:\s*[-/]\s*(?P<bln>\d{1,2})(?:\s*[-/]\s*(?P<thn>\d{4}))?
        |\s+(?P<nama>[a-z]{3,9})\.?(?:\s+(?P<tahun>\d{4}))?)[\s,]+)?
    (?:pukul|pkl\.?|jam)?\s*(?P<jam>\d{1,2})[.:](?P<mnt>\d{2})
    (?:\s*(?P<zona>wib|wita|wit)\b)?
    (?:\s*[,;]\s*(?P<tempat>.*?)|\s+(?:di|bertempat\ di)\s+(?P<di>.*?))?
    \s*""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


class JawabanSalah(Ditolak):
    """An answer that cannot be used. Its text says why; the question stays open."""


class SudahLewat(JawabanSalah):
    """A moment that is over."""

    def __init__(self) -> None:
        super().__init__("Waktu itu sudah lewat.")


@dataclass(frozen=True)
class Jadwal:
    """What was typed: a moment, and a place ("" where none was)."""

    mulai: datetime
    tempat: str


def lama(standar: StandarWaktu) -> timedelta:
    """How long a meeting lasts: as long as its step may take."""
    menit = {Satuan.MENIT: 1, Satuan.JAM: 60}.get(standar.satuan)
    return timedelta(minutes=standar.jumlah * menit) if menit else LAMA


def usul(kalender: KalenderKerja, waktu: datetime) -> list[datetime]:
    """The next usual meeting times within working hours."""
    hari = kalender.setempat(waktu).date()
    hasil: list[datetime] = []
    for n in range(JAUH):
        saat = (datetime.combine(hari + n * SEHARI, jam, kalender.tz) for jam in JAM)
        hasil += [s for s in saat if s >= waktu + SIAP and kalender.buka(s)]
        if len(hasil) >= BANYAK:
            break
    return hasil[:BANYAK]


def label(saat: datetime) -> str:
    """``Senin 23 November 2026 09.00``: a button, and the beginning of what may be typed."""
    return f"{HARI[saat.weekday()].capitalize()} {format_date(saat, 'd MMMM y', locale='id')} {saat:%H.%M}"


def baca(teks: str, kini: datetime, zona: ZoneInfo) -> Jadwal:
    """``Senin 23 November 2026 09.00, Ruang Rapat``; weekday, year, date and place may be missing. Raises JawabanSalah."""
    cocok = _POLA.fullmatch(teks)
    if cocok is None:
        raise JawabanSalah("Waktu itu belum terbaca.")
    setempat = kini.astimezone(zona)
    try:
        jam = time(int(cocok["jam"]), int(cocok["mnt"]))
    except ValueError:
        raise JawabanSalah(f"Jam {cocok['jam']}.{cocok['mnt']} tidak ada.") from None
    _periksa_zona(cocok["zona"], setempat)
    mulai = datetime.combine(_tanggal(cocok, setempat, jam), jam, zona)
    if mulai <= kini:
        raise SudahLewat
    if mulai > kini + timedelta(days=366):
        raise JawabanSalah("Waktu itu lebih dari setahun lagi.")
    return Jadwal(mulai, rapi(cocok["tempat"] or cocok["di"] or ""))


def terbaca_tanggal(teks: str) -> bool:
    """Whether the whole text is one line that says a day, an hour and perhaps a place."""
    cocok = _POLA.fullmatch(teks.strip())
    return cocok is not None and bool(cocok["hari"] or cocok["tgl"]) and len(teks.strip().splitlines()) == 1


def rapi(teks: str) -> str:
    """One line, not too long."""
    return " ".join(teks.split())[:120]


def _periksa_zona(zona: str | None, setempat: datetime) -> None:
    selisih = setempat.utcoffset() or timedelta()
    if zona and selisih != timedelta(hours=_ZONA[zona.upper()]):
        raise JawabanSalah(f"Tulis waktunya dalam {setempat.tzname()}.")


def _tanggal(cocok: re.Match[str], setempat: datetime, jam: time) -> date:
    hari = (cocok["hari"] or "").lower().replace("'", "").replace("ahad", "minggu")
    kini = setempat.date()
    if cocok["tgl"] is None:
        if hari in HARI:
            beda = (HARI.index(hari) - kini.weekday()) % 7
            return kini + timedelta(days=beda if beda or jam > setempat.time() else 7)
        return kini + timedelta(days={"besok": 1, "lusa": 2}.get(hari, 0))
    bulan = int(cocok["bln"]) if cocok["bln"] else _bulan(cocok["nama"])
    tahun = cocok["thn"] or cocok["tahun"]
    try:
        tanggal = date(int(tahun or kini.year), bulan, int(cocok["tgl"]))
        if tahun is None and tanggal < kini:
            tanggal = tanggal.replace(year=kini.year + 1)
    except ValueError:
        raise JawabanSalah("Tanggal itu tidak ada.") from None
    if hari in HARI and HARI.index(hari) != tanggal.weekday():
        raise JawabanSalah(f"Tanggal itu hari {HARI[tanggal.weekday()].capitalize()}, bukan {hari.capitalize()}.")
    return tanggal


def _bulan(nama: str) -> int:
    cocok = [n for n, b in enumerate(_BULAN, 1) if b.startswith(nama.lower())]
    if len(cocok) != 1:
        raise JawabanSalah(f"Bulan “{nama}” tidak dikenal.")
    return cocok[0]


def saat_mengingatkan(kalender: KalenderKerja, mulai: datetime, waktu: datetime) -> datetime | None:
    """Fifteen minutes before, or the nearest working moment to that on the same day; None when there is none left."""
    ingin = mulai - PENGINGAT
    if not kalender.buka(ingin):
        sesi = kalender.sesi(kalender.setempat(mulai).date())
        tutup = [selesai for _, selesai in sesi if selesai <= ingin]
        buka = [awal for awal, _ in sesi if ingin <= awal <= mulai]
        if not tutup and not buka:
            return None
        ingin = max(tutup) if tutup else buka[0]
    return ingin if ingin > waktu else None
