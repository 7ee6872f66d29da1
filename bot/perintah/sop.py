"""`sop daftar | periksa | tampil`."""

from argparse import Namespace

from bot.perintah.dasar import BERHASIL
from bot.sop.pemuat import muat
from bot.sop.tampil import daftar_teks, tampil


def daftar(_: Namespace) -> int:
    print(daftar_teks())
    return BERHASIL


def periksa(args: Namespace) -> int:
    """Raises SopDitolak with all findings."""
    sop = muat(args.sop)
    print(f"{sop.id}: beres. {len(sop)} langkah, {len(sop.peran)} peran; setiap langkah tercapai dan sampai ke akhir.")
    return BERHASIL


def tampil_satu(args: Namespace) -> int:
    """Raises SopDitolak."""
    print(tampil(muat(args.sop)))
    return BERHASIL
