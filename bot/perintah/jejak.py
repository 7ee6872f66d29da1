"""`jejak KODE TAHUN TW`: the event log of a run, one event a line; its chain of hashes and what it speaks of are checked."""

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from pydantic import ValidationError
from sqlmodel import Session

from bot.catatan import satu_baris
from bot.layanan import cap, muat, rantai
from bot.pengaturan import muat as atur
from bot.perintah.dasar import BERHASIL, gagal, pangkalan, pelaksanaan
from bot.pesan.cap import tidak_cocok
from bot.pesan.dasar import nama_triwulan
from bot.pesan.jejak import Penutur
from bot.sop.catatan import kejadian_dari
from db.tabel import Instansi, Kejadian, Pelaksanaan


def jalankan(args: Namespace) -> int:
    pengaturan = atur()
    gudang = pengaturan.data_dir / "berkas"

    def bahan(sesi: Session) -> tuple[Pelaksanaan, Instansi, Sequence[Kejadian], Penutur, Sequence[str]]:
        baris = pelaksanaan(sesi, args.kode, args.tahun, args.triwulan)
        instansi = sesi.get(Instansi, baris.instansi_id)
        assert instansi is not None
        penutur = Penutur(
            muat.sop_versi(sesi, baris.versi_sop_id), muat.nama_bidang(sesi, baris.instansi_id), instansi.zona
        )
        semua = rantai.kejadian(sesi, baris)
        utuh = rantai.periksa(baris, semua) is None
        beda = cap.periksa(sesi, muat.jalan(sesi, baris.id or 0), semua, gudang) if utuh else ()
        return baris, instansi, semua, penutur, beda

    with pangkalan(pengaturan) as basis:
        baris, instansi, semua, penutur, beda = basis.baca_sinkron(bahan)
    for satu in semua:
        print(_json(satu) if args.jsonl else _baris(penutur, instansi.zona, satu))
    if putus := rantai.periksa(baris, semua):
        return gagal(putus)
    if beda:
        return gagal(tidak_cocok(beda))
    judul = f"{instansi.nama}, {nama_triwulan(baris.triwulan, baris.tahun)}"
    print(f"{judul}: {len(semua)} kejadian, rantai hash utuh.", file=sys.stderr)
    return BERHASIL


def _json(satu: Kejadian) -> str:
    try:
        isi = json.loads(satu.isi)
    except ValueError:  # changed by hand; shown as it is
        isi = satu.isi
    waktu = satu.waktu.astimezone(UTC).isoformat()
    return json.dumps(
        {"no": satu.no, "waktu": waktu, "jenis": satu.jenis, "isi": isi, "hash": satu.hash}, ensure_ascii=False
    )


def _baris(penutur: Penutur, zona: str, satu: Kejadian) -> str:
    """``  7  20 Nov 2026 16.28.05 WIB  Langkah 3 diselesaikan oleh Sekretaris (Budi)``; never more than a line."""
    setempat = satu.waktu.astimezone(ZoneInfo(zona))
    pukul = f"{format_datetime(setempat, 'dd MMM y HH.mm.ss', locale='id')} {setempat.tzname()}"
    try:
        apa = penutur.kalimat(kejadian_dari(satu.jenis, satu.isi))
    except (KeyError, ValidationError):
        apa = f"{satu.jenis} (isinya tidak terbaca)"
    return f"{satu.no:>4}  {pukul}  {satu_baris(apa)}"
