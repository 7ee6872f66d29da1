"""The real bot, in a process that may be killed at any moment: what `python -m bot jalan` does, with its imports made before.

Forked from a server that has imported everything, a bot starts in a fifth of the time; on Windows it is spawned.
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

# Everything that the program loads late is loaded here, so that no child has to.
import anyio.to_thread  # noqa: F401
import certifi  # noqa: F401
import httpcore  # noqa: F401

import bot.aplikasi
import bot.perintah.jejak
import bot.perintah.kendala  # noqa: F401
import db.migrasi  # noqa: F401
from bot.__main__ import main
from bot.laju import Batas, Laju
from bot.pengaturan import Pengaturan
from db.titik_mati import PEUBAH
from tests.mati.waktu import geser

if sys.platform == "win32":
    konteks = multiprocessing.get_context("spawn")
else:
    konteks = multiprocessing.get_context("forkserver")
SELONGGARNYA = Batas(1_000_000, timedelta(seconds=1))


def bersihkan(lingkungan: dict[str, str]) -> dict[str, str]:
    """An environment without the settings of whoever runs the tests."""
    milik_kita = {nama.upper() for nama in Pengaturan.model_fields} | {PEUBAH}
    return {nama: isi for nama, isi in lingkungan.items() if nama.upper() not in milik_kita}


def jalankan(
    argumen: Sequence[str], pengaturan: dict[str, str], folder: Path, catatan: Path, cepat: bool, selisih: timedelta
) -> None:
    """The child: `python -m bot ARGUMEN`. `cepat`: without Telegram's pace, which has tests of its own."""
    geser(selisih)
    threading.Thread(target=_ikut_mati, daemon=True).start()
    tujuan = os.open(catatan, os.O_WRONLY | os.O_APPEND)
    os.dup2(tujuan, 1)
    os.dup2(tujuan, 2)
    os.chdir(folder)  # a .env of the project is none of our business
    bersih = bersihkan(dict(os.environ))
    os.environ.clear()
    os.environ.update(bersih | pengaturan)
    if cepat:
        Laju.__init__.__defaults__ = (SELONGGARNYA,) * 3
    sys.exit(main(argumen))


def _ikut_mati() -> None:
    """No bot outlives the tests, however they end."""
    induk = multiprocessing.parent_process()
    if induk is not None:
        induk.join()
        os._exit(1)
