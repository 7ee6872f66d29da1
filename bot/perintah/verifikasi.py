"""`verifikasi BERKAS`: is this document one that was approved here, unchanged?"""

import hashlib
from argparse import Namespace

from sqlmodel import Session, col, select

from bot.layanan import rantai
from bot.perintah.dasar import BERHASIL, gagal, pangkalan
from bot.pesan.dasar import nama_triwulan, waktu_lengkap
from bot.sop.catatan import kejadian_dari
from bot.sop.kejadian import RekapDisetujui
from db.tabel import Instansi, Pelaksanaan


def jalankan(args: Namespace) -> int:
    with args.berkas.open("rb") as masuk:
        sha = hashlib.file_digest(masuk, "sha256").hexdigest()
    with pangkalan() as basis:
        cocok = basis.baca_sinkron(lambda sesi: _cari(sesi, sha))
    if cocok is None:
        return gagal(
            f"tidak dikenal: {args.berkas.name}\n"
            "Tidak ada rekap dengan isi persis ini yang pernah disetujui di sini. Isinya sudah berubah, "
            "masih draf, atau berasal dari tempat lain."
        )
    keterangan, putus = cocok
    if putus:
        return gagal(f"Isi berkas cocok dengan {keterangan}, tetapi persetujuannya tidak dapat dipercaya.\n{putus}")
    print(f"asli: {keterangan}")
    return BERHASIL


def _cari(sesi: Session, sha: str) -> tuple[str, rantai.Putus | None] | None:
    """What the document is, and what is wrong with the log of its run."""
    for baris in sesi.exec(select(Pelaksanaan).order_by(col(Pelaksanaan.id).desc())):
        if sha not in (baris.dokumen or {}).values():
            continue
        instansi = sesi.get(Instansi, baris.instansi_id)
        assert instansi is not None
        semua = rantai.kejadian(sesi, baris)
        setuju = [x for x in semua if x.jenis == RekapDisetujui.__name__]
        putus = rantai.periksa(baris, semua) or (None if setuju else rantai.Putus(1, "tidak memuat persetujuan"))
        keterangan = f"rekap {instansi.nama}, {nama_triwulan(baris.triwulan, baris.tahun)}"
        if putus is None:
            isi = kejadian_dari(setuju[-1].jenis, setuju[-1].isi)
            assert isinstance(isi, RekapDisetujui)
            keterangan += f", disetujui {waktu_lengkap(isi.waktu, instansi.zona)} oleh {isi.nama}"
        return keterangan, putus
    return None
