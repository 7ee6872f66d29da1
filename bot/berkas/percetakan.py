"""Typst at work: a template beside this file, data as JSON, and only the fonts that come with the program.

The text of users travels as data and is never read as markup, so `#`, `*`, `$` or `\\` in a name stay what they are.
"""

import json
import re
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import typst

from bot.berkas.tulisan import bersih

TEMPLAT = Path(__file__).with_name("templat")
HURUF = TEMPLAT / "huruf"
TITIK_PUTUS = "\u200b"
# Longer than any word of an office; without a place to break it would run out of its column.
_TANPA_PUTUS = re.compile(r"[^\s\u200b-]{18}(?=[^\s\u200b-]{4})")
# Direction marks would turn the rest of the line around; what stands after them is not theirs to order.
_ARAH = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def cetak_pdf(templat: str, data: dict[str, Any], saat: datetime) -> bytes:
    """A PDF/A-2b for the archive; a plain PDF where a character has no glyph, which PDF/A forbids.

    Raises typst.TypstError when the template itself is wrong.
    """
    # Typst wants whole seconds and a fixed offset, not a zone.
    saat = saat.replace(microsecond=0).astimezone(timezone(saat.utcoffset() or timedelta(0)))
    try:
        return _cetak(templat, data, format="pdf", pdf_standards=["a-2b"], timestamp=saat)
    except typst.TypstError:
        return _cetak(templat, data, format="pdf", timestamp=saat)


def cetak_png(templat: str, data: dict[str, Any]) -> bytes:
    """A picture, one pixel per point of the template's page."""
    return _cetak(templat, data, format="png", ppi=72.0)


def _cetak(templat: str, data: dict[str, Any], **pilihan: Any) -> bytes:
    hasil = typst.compile(
        TEMPLAT / templat,
        root=TEMPLAT,
        font_paths=_huruf(),
        sys_inputs={"data": json.dumps(_literal(data), ensure_ascii=False)},
        **pilihan,
    )
    assert isinstance(hasil, bytes), f"{templat} must be one page when it is a picture"
    return hasil


@cache
def _huruf() -> typst.Fonts:
    """The same fonts on every computer: ours, and Typst's own for what ours lack."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[HURUF])


def _literal(nilai: Any) -> Any:
    """Every text inside made printable: no control characters, no direction marks, breakable everywhere."""
    match nilai:
        case str():
            # The minus sign is not in our fonts: a dash of them rather than a sign of another typeface.
            rapi = _ARAH.sub("", bersih(nilai)).replace("\u2212", "–")
            return _TANPA_PUTUS.sub(lambda cocok: cocok[0] + TITIK_PUTUS, rapi)
        case dict():
            return {kunci: _literal(isi) for kunci, isi in nilai.items()}
        case list() | tuple():
            return [_literal(isi) for isi in nilai]
        case _:
            return nilai
