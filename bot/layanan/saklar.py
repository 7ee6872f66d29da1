"""What an office has switched off with `/pengingat` (``Instansi.pengingat``: {"tangga": ladder, "mati": [switch, …]})."""

from db.tabel import Instansi
from jadwal.triwulan import ULANG

SEBELUM, ATASAN, PAGI, JUMAT, TINDAK = "sebelum", "atasan", "pagi", "jumat", "tindak"
"""Reminders before a deadline, what superiors are told, the morning list, the head's note at the end of the week,
reminders of promised follow-ups."""


def saklar_dari(nama: str) -> str:
    """The switch of a moment: the reminders of the secretary share one."""
    return nama.rstrip("0123456789").rstrip("-") if nama.startswith(ULANG) else nama


def mati(instansi: Instansi, nama: str) -> bool:
    """Whether the switch of this moment is off."""
    return saklar_dari(nama) in (instansi.pengingat or {}).get("mati", ())
