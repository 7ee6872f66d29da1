"""`pasang FILE`: create an office or bring it up to date from a file."""

from argparse import Namespace
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.berkas.kop import Kop, tulis
from bot.jam import JamSistem
from bot.layanan.catat import Kalah
from bot.layanan.dasar import CUKUP
from bot.layanan.kantor import Kantor, baca_kantor, pasang
from bot.pengaturan import muat
from bot.perintah.dasar import BERHASIL, Gagal, pangkalan
from db.berkas import simpan
from db.pangkalan import Pangkalan, karena_bersaing


def jalankan(args: Namespace) -> int:
    kantor = baca_kantor(args.berkas)
    pengaturan = muat()
    if kantor.logo is not None:
        _simpan_logo(kantor, pengaturan.data_dir / "berkas")
    with pangkalan(pengaturan) as basis:
        perubahan = _pasang(basis, kantor)
    for satu in perubahan:
        print(satu)
    for kurang in kantor.kekurangan:
        print(f"perlu dilengkapi: {kurang}")
    return BERHASIL


def _simpan_logo(kantor: Kantor, gudang: Path) -> None:
    """Put the logo in its place. Raises Gagal when it would spoil every paper."""
    from typst import TypstError

    assert kantor.logo is not None
    try:
        tulis(Kop(kantor.nama, logo=kantor.logo))
    except TypstError:
        raise Gagal("Logo tidak terbaca sebagai gambar. Simpan ulang sebagai PNG atau JPG.") from None
    simpan(gudang, kantor.logo, "logo")


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
