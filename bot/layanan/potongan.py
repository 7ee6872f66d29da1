"""Telegram carries 4096 characters a message: apps cut what is longer, and send the pieces one after the other. Pure."""

from datetime import datetime, timedelta

SAMBUNGAN = timedelta(seconds=15)  # so soon the next piece comes
PENUH = 4096
POTONGAN = PENUH // 2  # apps cut in the second half of what fits: a shorter message has no continuation


def berlanjut(teks: str, dibuat: datetime, waktu: datetime) -> bool:
    """Whether what comes now may go on from this text."""
    return len(teks) >= POTONGAN and waktu - dibuat <= SAMBUNGAN


def sambungkan(depan: str, lanjutan: str) -> str:
    """The apps drop the blank or the line end where they cut: after a sentence that has ended a new line begins.

    A message that is full to the last letter was cut within a word.
    """
    if len(depan) % PENUH == 0:
        return depan + lanjutan
    return f"{depan}{chr(10) if depan.endswith(('.', ':', ';', '!', '?')) else ' '}{lanjutan}"


def jeda_sambungan(teks: str) -> timedelta:
    """How long to wait for what may follow."""
    return SAMBUNGAN if len(teks) >= POTONGAN else timedelta()
