"""What every message is made of: templates that escape, dates as people say them, keyboards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from jinja2 import Environment, StrictUndefined, Template

ROMAWI = ("I", "II", "III", "IV")

_LINGKUNGAN = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


# `{{ nama | akhir }}.`: a name with a title (Siti, S.E.) brings its own full stop to the end of a sentence.
_LINGKUNGAN.filters["akhir"] = lambda nama: str(nama).removesuffix(".")


class Templat:
    """A message template. Everything filled in is escaped for Telegram's HTML.

    Made when it is first used: to make all of them at once would be an eighth of the program's start.
    """

    def __init__(self, teks: str) -> None:
        self._teks = teks

    @cached_property
    def jadi(self) -> Template:
        """The template of the library. Raises jinja2.TemplateSyntaxError."""
        return _LINGKUNGAN.from_string(self._teks)

    def render(self, **nilai: Any) -> str:
        """The text. Raises jinja2.UndefinedError where something is missing."""
        return self.jadi.render(**nilai)


def templat(teks: str) -> Templat:
    """A message template of this text, without the blanks around it."""
    return Templat(teks.strip())


@dataclass(frozen=True)
class Tombol:
    """What a button carries: a pointer, never a value. ``sidik`` binds a decision to the content that was shown."""

    aksi: str
    nomor: int
    sidik: str = ""

    def __str__(self) -> str:
        return f"{self.aksi}:{self.nomor}" + (f":{self.sidik}" if self.sidik else "")

    @classmethod
    def baca(cls, data: str) -> "Tombol":
        """Raises ValueError when this is not one of ours."""
        aksi, _, sisa = data.partition(":")
        nomor, _, sidik = sisa.partition(":")
        if not nomor.isascii() or not nomor.isdigit() or len(nomor) > 15:
            raise ValueError("bukan tombol kami")
        return cls(aksi, int(nomor), sidik)


Baris = Sequence[tuple[str, "Tombol | str"]]


def papan(*baris: Baris) -> dict[str, Any]:
    """An inline keyboard. A string instead of a `Tombol` is a link."""
    return {"inline_keyboard": [[_tombol(label, isi) for label, isi in b] for b in baris if b]}


def _tombol(label: str, isi: "Tombol | str") -> dict[str, str]:
    return {"text": label, "url": isi} if isinstance(isi, str) else {"text": label, "callback_data": str(isi)}


TANPA_TOMBOL: dict[str, Any] = {"inline_keyboard": []}


def isi_pesan(teks: str, tombol: dict[str, Any] | None = None) -> dict[str, Any]:
    """Parameters of `sendMessage`, or of `editMessageText`."""
    isi: dict[str, Any] = {"text": teks, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    if tombol is not None:
        isi["reply_markup"] = tombol
    return isi


def ringkas(teks: str, panjang: int) -> str:
    """At most so many characters, for messages that must stay one: an edit cannot become two."""
    return teks if len(teks) <= panjang else f"{teks[: panjang - 1].rstrip()}…"


PANJANG_KARTU = 60  # characters of a button that opens a disposition again


def label_kartu(semua: Sequence[tuple[int, str, str]]) -> list[str]:
    """``▶️ Langkah 6 · Triwulan II 2026`` for each (number, quarter or "", whose); whose only where two would be the same."""
    banyak = Counter((no, periode) for no, periode, _ in semua)
    return [
        ringkas(
            " · ".join(filter(None, (f"▶️ Langkah {no}", siapa if banyak[no, periode] > 1 else "", periode))),
            PANJANG_KARTU,
        )
        for no, periode, siapa in semua
    ]


def minta_balasan(teks: str, contoh: str = "") -> dict[str, Any]:
    """A question that opens the keyboard of the person asked."""
    balasan: dict[str, Any] = {"force_reply": True}
    if contoh:
        balasan["input_field_placeholder"] = contoh[:64]
    return isi_pesan(teks) | {"reply_markup": balasan}


def nama_triwulan(triwulan: int, tahun: int) -> str:
    return f"Triwulan {ROMAWI[triwulan - 1]} {tahun}"


@lru_cache(maxsize=256)
def waktu_lengkap(waktu: datetime, zona: str) -> str:
    """``Jumat, 20 November 2026 16.28 WIB``."""
    setempat = waktu.astimezone(ZoneInfo(zona))
    return f"{format_datetime(setempat, 'EEEE, d MMMM y HH.mm', locale='id')} {setempat.tzname()}"


@lru_cache(maxsize=256)
def waktu_singkat(waktu: datetime, zona: str) -> str:
    """``20 Nov 16.28 WIB``."""
    setempat = waktu.astimezone(ZoneInfo(zona))
    return f"{format_datetime(setempat, 'd MMM HH.mm', locale='id')} {setempat.tzname()}"


def tanggal(waktu: datetime, zona: str) -> str:
    """``20 November 2026``."""
    return format_date(waktu.astimezone(ZoneInfo(zona)), "d MMMM y", locale="id")
