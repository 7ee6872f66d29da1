"""The other side of `bot.berkas.rakit`: a process that makes one document after the other until its parent is gone."""

import importlib
import pickle
import sys
import threading

from bot.berkas.rakit import kirim, terima

PENULIS = {
    "xlsx": "bot.berkas.excel",
    "pdf": "bot.berkas.pdf",
    "segel": "bot.berkas.segel_pdf",
    "png": "bot.berkas.gambar",
    "notulen": "bot.berkas.notulen",
    "disposisi": "bot.berkas.lembar_disposisi",
    "peta": "bot.berkas.peta",
    "kalender": "bot.berkas.gambar_kalender",
    "waktu": "bot.berkas.gambar_waktu",
    "kop": "bot.berkas.kop",
    "data-csv": "bot.berkas.data_csv",
    "data-json": "bot.berkas.data_json",
    "data-xlsx": "bot.berkas.data_renja",
}


def jalan() -> None:
    """Read orders from standard input, answer on standard output, end with the input."""
    masuk, keluar = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing that prints may stand between the answers
    threading.Thread(target=_muat, daemon=True).start()
    while True:
        try:
            bagian, isi = terima(masuk).decode(), terima(masuk)
        except EOFError:
            return
        try:
            jawaban = importlib.import_module(PENULIS[bagian]).tulis(pickle.loads(isi))
        except Exception as galat:
            kirim(keluar, b"galat")
            kirim(keluar, f"{type(galat).__name__}: {galat}"[:2000].encode(errors="replace"))
        else:
            kirim(keluar, b"ada")
            kirim(keluar, jawaban)


def _muat() -> None:
    """Load what will be needed while the first order is on its way."""
    for modul in PENULIS.values():
        importlib.import_module(modul)
