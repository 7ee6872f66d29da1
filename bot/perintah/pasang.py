"""`pasang FILE`: create an office or bring it up to date from a file."""

from argparse import Namespace

from sqlalchemy.exc import DBAPIError

from bot.jam import JamSistem
from bot.layanan.catat import Kalah
from bot.layanan.dasar import CUKUP
from bot.layanan.kantor import Kantor, baca_kantor, pasang
from bot.perintah.dasar import BERHASIL, pangkalan
from db.pangkalan import Pangkalan, karena_bersaing


def jalankan(args: Namespace) -> int:
    kantor = baca_kantor(args.berkas)
    with pangkalan() as basis:
        perubahan = _pasang(basis, kantor)
    for satu in perubahan:
        print(satu)
    for kurang in kantor.kekurangan:
        print(f"perlu dilengkapi: {kurang}")
    return BERHASIL


def _pasang(basis: Pangkalan, kantor: Kantor) -> list[str]:
    """Again when the running bot changed a quarter of this office at the same moment."""
    for _ in range(CUKUP - 1):
        try:
            return basis.tulis_sinkron(lambda sesi: pasang(sesi, kantor, JamSistem().sekarang()))
        except Kalah:
            continue
        except DBAPIError as galat:
            if not karena_bersaing(galat):
                raise
    return basis.tulis_sinkron(lambda sesi: pasang(sesi, kantor, JamSistem().sekarang()))
