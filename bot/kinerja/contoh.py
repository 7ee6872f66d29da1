"""How an answer about an indicator is written: a place to be filled in, never a value that somebody might just send."""

from bot.kinerja.baca import berkategori
from bot.kinerja.model import Indikator
from bot.kinerja.penulisan import TEMPAT_ANGKA, TEMPAT_KATA, TEMPAT_RUPIAH

ANGGARAN = "anggaran"  # behind a code: the correction is about its budget cell


def bentuk_koreksi(i: Indikator, *, uang: bool) -> str:
    """``DKP-14 = (angka)``, ``DKP-14 anggaran = (rupiah)``: what corrects the cell; it is refused as it stands."""
    if uang:
        return f"{i.kode} {ANGGARAN} = {TEMPAT_RUPIAH}"
    return f"{i.kode} = {TEMPAT_KATA if berkategori(i) else TEMPAT_ANGKA}"
