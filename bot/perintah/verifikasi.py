"""`verifikasi BERKAS`: is this document one that was approved here, unchanged?"""

import hashlib
from argparse import Namespace

from bot.layanan.verifikasi import Contoh, periksa_berkas
from bot.perintah.dasar import BERHASIL, gagal, pangkalan
from bot.pesan.verifikasi import KALIMAT, Putusan, baris_konsol

BATAS_UTUH = 64 * 1024 * 1024  # bytes; what is larger is none of our documents, only its fingerprint is looked at


def jalankan(args: Namespace) -> int:
    contoh = _contoh(args)
    with pangkalan() as basis:
        hasil = basis.baca_sinkron(lambda sesi: periksa_berkas(sesi, contoh))
    if hasil.putusan is Putusan.TIDAK_DIKENAL:
        return gagal(
            f"{hasil.putusan}: {args.berkas.name}\n"
            + (
                KALIMAT[hasil.sebab]
                or "Tidak ada rekap dengan isi persis ini yang pernah disetujui di sini. Isinya sudah berubah, "
                "masih draf, atau berasal dari tempat lain."
            )
        )
    if hasil.sah:
        print(baris_konsol(hasil))
        return BERHASIL
    return gagal(baris_konsol(hasil))


def _contoh(args: Namespace) -> Contoh:
    with args.berkas.open("rb") as masuk:
        if args.berkas.stat().st_size > BATAS_UTUH:
            return Contoh(hashlib.file_digest(masuk, "sha256").hexdigest(), None)
        return Contoh.dari(masuk.read())
