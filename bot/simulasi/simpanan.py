"""The simulated world on disk: a simulator that was closed, or killed, goes on where it was."""

import itertools
import os
import pickle
from datetime import datetime
from pathlib import Path

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


def simpan(dunia: Dunia, jalur: Path) -> None:
    """Write the world beside the bot's own data; whole or not at all."""
    isi = {nama: getattr(dunia, nama) for nama in ISI}
    nomor = max((p.id for p in dunia.antrean), default=0)
    data = {"isi": isi, "waktu": dunia.jam.sekarang(), "nomor": max(nomor, dunia.nomor_terakhir)}
    sementara = jalur.with_suffix(".tmp")
    sementara.write_bytes(pickle.dumps(data))
    os.replace(sementara, jalur)


def pulihkan(dunia: Dunia, jalur: Path) -> datetime:
    """Fill an empty world with what `simpan` wrote. Returns the time that it was then."""
    data = pickle.loads(jalur.read_bytes())  # our own file, in our own folder
    for nama, nilai in data["isi"].items():
        setattr(dunia, nama, nilai)
    awal = data["nomor"] + LOMPATAN
    dunia.lanjutkan_nomor(itertools.count(awal))
    for obrolan in dunia.obrolan.values():
        obrolan.nomor += 1000
    waktu = data["waktu"]
    assert isinstance(waktu, datetime)
    return waktu
