"""`ekspor KODE TAHUN TW --ke DIR`: the data of a run as CSV, JSON and a workbook for the Renja evaluation."""

from argparse import Namespace

from sqlmodel import Session

from bot.berkas.naskah_data import NaskahData
from bot.jam import JamSistem
from bot.layanan import muat
from bot.layanan.ekspor import naskah_data, tulis_data
from bot.perintah.dasar import BERHASIL, pangkalan, pelaksanaan


def jalankan(args: Namespace) -> int:
    def bahan(sesi: Session) -> NaskahData:
        baris = pelaksanaan(sesi, args.kode, args.tahun, args.triwulan)
        assert baris.id is not None
        return naskah_data(sesi, muat.jalan(sesi, baris.id), JamSistem().sekarang())

    with pangkalan() as basis:
        data = basis.baca_sinkron(bahan)
    for tertulis in tulis_data(args.ke, data):
        print(tertulis)
    return BERHASIL
