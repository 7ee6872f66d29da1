"""The simulated world on disk: a simulator that was closed, or killed, goes on where it was."""

import hashlib
import os
import pickle
from datetime import datetime
from pathlib import Path

from bot.simulasi import jurnal
from bot.simulasi.dunia import Dunia

ISI = (
    "orang",
    "kantor",
    "obrolan",
    "berkas",
    "jalur_berkas",
    "perintah",
    "uraian",
    "tombol_menu",
    "antrean",
    "jenis_diminta",
)
LOMPATAN = 1_000_000  # numbers never come twice, even when the last moments before a kill were not written


def simpan(dunia: Dunia, jalur: Path) -> str:
    """Write the world beside the bot's own data; whole or not at all. Returns its fingerprint."""
    isi = {nama: getattr(dunia, nama) for nama in ISI}
    nomor = max((p.id for p in dunia.antrean), default=0)
    data = {
        "isi": isi,
        "waktu": dunia.jam.sekarang(),
        "nomor": max(nomor, dunia.nomor_terakhir),
        "nomor_benda": dunia.nomor_benda,
    }
    tulisan = pickle.dumps(data)
    sementara = jalur.with_suffix(".tmp")
    sementara.write_bytes(tulisan)
    os.replace(sementara, jalur)
    return hashlib.sha256(tulisan).hexdigest()


def pulihkan(dunia: Dunia, jalur: Path) -> datetime:
    """Fill an empty world with what `simpan` wrote and the journal beside it. Returns the time that it was then."""
    tulisan = jalur.read_bytes()
    data = pickle.loads(tulisan)  # our own file, in our own folder
    for nama, nilai in data["isi"].items():
        setattr(dunia, nama, nilai)
    saat = data["waktu"], data["nomor"], data.get("nomor_benda", len(dunia.berkas) + LOMPATAN)
    saat = jurnal.putar(dunia, jurnal.jalur_jurnal(jalur), hashlib.sha256(tulisan).hexdigest()) or saat
    waktu, pembaruan, benda = saat
    dunia.lanjutkan_nomor(pembaruan + LOMPATAN, benda)
    for obrolan in dunia.obrolan.values():
        obrolan.nomor += 1000
    assert isinstance(waktu, datetime)
    return waktu
