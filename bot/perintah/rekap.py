"""`rekap KODE TAHUN TW --ke DIR`: the documents of a run as files."""

import asyncio
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from sqlmodel import Session

from bot.berkas.naskah import Naskah
from bot.berkas.rakit import Dokumen, rakit
from bot.jam import JamSistem
from bot.layanan import muat
from bot.layanan.dokumen import naskah, tulis_dokumen
from bot.layanan.terbitan import akhiran_bertanda, sudah_terbit
from bot.pengaturan import muat as muat_pengaturan
from bot.perintah.dasar import BERHASIL, pangkalan, pelaksanaan
from db.berkas import jalur


def jalankan(args: Namespace) -> int:
    """What was approved is handed out byte for byte, so that `verifikasi` knows it; a draft is made on the spot."""
    pengaturan = muat_pengaturan()

    def bahan(sesi: Session) -> tuple[Naskah, dict[str, str]]:
        baris = pelaksanaan(sesi, args.kode, args.tahun, args.triwulan)
        assert baris.id is not None
        return naskah(sesi, muat.jalan(sesi, baris.id), JamSistem().sekarang()), dict(baris.dokumen or {})

    with pangkalan(pengaturan) as basis:
        isi, disetujui = basis.baca_sinkron(bahan)
    dokumen = None if isi.draf else _simpanan(pengaturan.data_dir / "berkas", disetujui)
    if dokumen is None:
        if not isi.draf:
            print("Dokumen yang disetujui belum terbit atau tidak ada di DATA_DIR; dibuat ulang.", file=sys.stderr)
        dokumen = asyncio.run(rakit(isi))
        if dokumen.galat:
            print(f"Sebagian dokumen gagal dibuat: {dokumen.galat}", file=sys.stderr)
    tertanda = () if isi.draf else _bertanda(pengaturan.data_dir / "berkas", disetujui, isi, args.ke)
    for tertulis in (*tulis_dokumen(args.ke, isi, dokumen), *tertanda):
        print(tertulis)
    return BERHASIL


def _bertanda(gudang: Path, disetujui: dict[str, str], isi: Naskah, tempat: Path) -> Iterator[Path]:
    """The signed copy, where the head has sent one back."""
    for jenis, sha in disetujui.items():
        if (akhiran := akhiran_bertanda(jenis)) and jalur(gudang, sha).is_file():
            tujuan = tempat / isi.nama_berkas(f"bertanda.{akhiran}")
            tujuan.write_bytes(jalur(gudang, sha).read_bytes())
            yield tujuan


def _simpanan(gudang: Path, disetujui: dict[str, str]) -> Dokumen | None:
    """The approved files as they were sent; None when none of them is there."""
    ada = {jenis: jalur(gudang, sha) for jenis, sha in disetujui.items()}
    isi = {jenis: berkas.read_bytes() for jenis, berkas in ada.items() if berkas.is_file()}
    return Dokumen(isi.get("xlsx"), isi.get("pdf"), isi.get("png")) if sudah_terbit(isi) else None
