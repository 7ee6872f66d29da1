"""`pasang FILE`: create an office or bring it up to date from a file."""

from argparse import Namespace

from bot.jam import JamSistem
from bot.layanan.kantor import baca_kantor, pasang
from bot.perintah.dasar import BERHASIL, pangkalan


def jalankan(args: Namespace) -> int:
    kantor = baca_kantor(args.berkas)
    with pangkalan() as basis:
        perubahan = basis.tulis_sinkron(lambda sesi: pasang(sesi, kantor, JamSistem().sekarang()))
    for satu in perubahan:
        print(satu)
    for kurang in kantor.kekurangan:
        print(f"perlu dilengkapi: {kurang}")
    return BERHASIL
