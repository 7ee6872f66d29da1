"""What an office has switched off with `/pengingat` (``Instansi.pengingat``: {"tangga": ladder, "mati": [switch, …]})."""

from db.tabel import Instansi

SEBELUM, ATASAN, PAGI, JUMAT = "sebelum", "atasan", "pagi", "jumat"
"""Reminders before a deadline, what superiors are told, the morning list, the head's note at the end of the week."""


def mati(instansi: Instansi, nama: str) -> bool:
    """Whether this switch is off."""
    return nama in (instansi.pengingat or {}).get("mati", ())
