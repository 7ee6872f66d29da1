"""`cadangkan BERKAS` and `pulihkan BERKAS`."""

from argparse import Namespace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from sqlmodel import Session, select

from bot.jam import JamSistem
from bot.layanan import rantai
from bot.pengaturan import muat, siapkan_folder
from bot.perintah.dasar import BERHASIL, Gagal, gagal, pangkalan
from db import cadangan
from db.tabel import Pelaksanaan


def cadangkan(args: Namespace) -> int:
    pengaturan = muat()
    siapkan_folder(pengaturan)
    if args.berkas.is_dir():
        raise Gagal(f"{args.berkas} adalah folder. Tulis juga nama berkasnya, misalnya {args.berkas / 'cadangan.zip'}.")
    args.berkas.parent.mkdir(parents=True, exist_ok=True)
    lama = _simpan_yang_lama(args.berkas)
    isi = cadangan.cadangkan(pengaturan.url_basisdata, pengaturan.data_dir, args.berkas, JamSistem().sekarang())
    print(f"Cadangan tersimpan: {args.berkas} ({_ringkas(isi)}).")
    if lama is not None:
        print(f"Cadangan sebelumnya tetap ada: {lama}.")
    return BERHASIL


def _simpan_yang_lama(berkas: Path) -> Path | None:
    """An earlier backup under this name is kept beside it; whatever else lies there is not touched. Raises Gagal."""
    if not berkas.exists():
        return None
    if not cadangan.adalah_cadangan(berkas):
        raise Gagal(f"{berkas} sudah ada dan bukan cadangan dari program ini, jadi tidak ditimpa. Tulis nama lain.")
    lama = berkas.with_name(f"{berkas.stem}-lama{berkas.suffix}")
    berkas.replace(lama)
    return lama


def pulihkan(args: Namespace) -> int:
    if not args.berkas.is_file():
        raise Gagal(f"Berkas {args.berkas} tidak ada.")
    pengaturan = muat()
    siapkan_folder(pengaturan)
    try:
        isi = cadangan.pulihkan(pengaturan.url_basisdata, pengaturan.data_dir, args.berkas)
    except (BadZipFile, KeyError) as galat:
        raise Gagal(f"{args.berkas} bukan cadangan dari program ini. Pilih berkas yang dibuat `cadangkan`.") from galat
    print(f"Cadangan tanggal {isi['waktu'][:10]} dipulihkan ({_ringkas(isi)}).")
    with pangkalan(pengaturan) as basis:
        putus = basis.baca_sinkron(_catatan_putus)
    return gagal("\n".join(putus)) if putus else BERHASIL


def _ringkas(manifes: dict[str, Any]) -> str:
    baris, berkas = cadangan.ringkas(manifes)
    return f"{baris} baris data, {berkas} berkas"


def _catatan_putus(sesi: Session) -> list[str]:
    periksa = ((p, rantai.periksa(p, rantai.kejadian(sesi, p))) for p in sesi.exec(select(Pelaksanaan)).all())
    return [f"Pengukuran TW{p.triwulan} {p.tahun}: {putus}" for p, putus in periksa if putus]
