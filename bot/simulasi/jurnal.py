"""Notes of what has changed in a world, as bytes, and the world that they lead to."""

import io
import pickle
from pathlib import Path
from typing import Any, BinaryIO

from bot.simulasi.dunia import Dunia
from bot.simulasi.model import Berkas, Obrolan, Pengguna, Pesan

SETELAN = ("kantor", "perintah", "uraian", "tombol_menu")  # these and ANTREAN are noted as a whole
ANTREAN = ("antrean", "jenis_diminta")


def jalur_jurnal(jalur: Path) -> Path:
    """Where the journal of the world in `jalur` lies."""
    return jalur.with_suffix(".jurnal")


def tanpa_pesan(obrolan: Obrolan) -> dict[str, Any]:
    return {nama: nilai for nama, nilai in vars(obrolan).items() if nama != "pesan"}


def kemas(dunia: Dunia, catatan: tuple[str, Any]) -> bytes:
    wadah = io.BytesIO()
    _Penulis(wadah, dunia).dump(catatan)
    return wadah.getvalue()


def putar(dunia: Dunia, jalur: Path, sidik: str) -> Any:
    """Apply the journal of the world whose fingerprint is `sidik`. Returns time and numbers as last noted, else None.

    A journal of another world is none, and a note that a kill cut off was never answered.
    """
    saat = None
    if not jalur.exists():
        return saat
    with jalur.open("rb") as berkas:
        try:
            if pickle.load(berkas) != sidik:  # our own file, in our own folder
                return saat
            while True:
                nama, nilai = _Pembaca(berkas, dunia).load()
                if nama == "saat":
                    saat = nilai
                else:
                    _terapkan(dunia, nama, nilai)
        except (EOFError, pickle.UnpicklingError):
            return saat


def _terapkan(dunia: Dunia, nama: str, nilai: Any) -> None:
    if nama == "orang":
        for nomor, isi in nilai.items():
            vars(dunia.orang.setdefault(nomor, Pengguna(nomor, ""))).update(isi)
    elif nama == "obrolan":
        for nomor, isi in nilai.items():
            vars(dunia.obrolan.setdefault(nomor, Obrolan(nomor, ""))).update(isi)
    elif nama == "berkas":
        berkas = Berkas(**nilai)
        dunia.berkas[berkas.id] = dunia.jalur_berkas[berkas.jalur] = berkas
    elif nama == "pesan":
        (chat, nomor), isi = nilai
        obrolan = dunia.obrolan[chat]
        vars(obrolan.pesan.setdefault(nomor, Pesan(nomor, obrolan, None, 0, {}))).update(isi)
    else:
        setattr(dunia, nama, nilai)


class _Penulis(pickle.Pickler):
    """People, chats, messages and files are named, not copied."""

    def __init__(self, wadah: io.BytesIO, dunia: Dunia) -> None:
        super().__init__(wadah)
        self.dunia = dunia

    def persistent_id(self, obj: object) -> tuple[str, Any] | None:
        if isinstance(obj, Pesan):
            return "pesan", (obj.obrolan.id, obj.id)
        if isinstance(obj, Obrolan):
            return "obrolan", obj.id
        if isinstance(obj, Berkas):
            return "berkas", obj.id
        if isinstance(obj, Pengguna) and self.dunia.orang.get(obj.id) is obj:
            return "orang", obj.id
        return None


class _Pembaca(pickle.Unpickler):
    def __init__(self, wadah: BinaryIO, dunia: Dunia) -> None:
        super().__init__(wadah)
        self.dunia = dunia

    def persistent_load(self, pid: tuple[str, Any]) -> object:
        jenis, nomor = pid
        if jenis == "pesan":
            return self.dunia.obrolan[nomor[0]].pesan[nomor[1]]
        if jenis == "berkas":
            return self.dunia.berkas[nomor]
        return self.dunia.obrolan[nomor] if jenis == "obrolan" else self.dunia.orang[nomor]
