"""The book of a world that lasts: whatever the simulator has answered is on disk by then, as with Telegram.

Beside the whole world (`simpanan`) lies a journal of what has changed since; `simpanan.pulihkan` replays it. What reaches
the operating system survives a kill of this process, so nothing is synced and an answer costs well under a millisecond.
"""

import pickle
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from bot.simulasi import jurnal, simpanan
from bot.simulasi.dunia import Dunia
from bot.simulasi.model import Peristiwa, Pesan

TERPANJANG = 32 * 1024 * 1024  # bytes of a journal; then the whole world is written anew
SELANG_JAM = timedelta(minutes=1)  # the time is noted at least that often while the bot asks for updates
RINGAN = frozenset({"pesan", "sunting", "hapus", "tekan", "jawab", "ketik"})  # what only touches messages


class Buku:
    """Keeps `dunia` in `jalur`; from now on `dunia` writes into it before every answer."""

    def __init__(self, dunia: Dunia, jalur: Path) -> None:
        self.dunia = dunia
        self.jalur = jalur
        self._jurnal: BinaryIO | None = None
        self._pesan: dict[tuple[int, int], Pesan] = {}
        self._semua = True  # people and settings may have changed, not only messages
        self._berkas = self._chat = 0  # so many of the world's files and chats are written
        self._terakhir: dict[str, bytes] = {}
        self._waktu = dunia.jam.sekarang()
        dunia.pendengar.append(self._dengar)
        dunia.sebelum_jawab = self.tulis

    def _dengar(self, peristiwa: Peristiwa) -> None:
        if peristiwa.jenis in RINGAN:
            if peristiwa.pesan is not None:
                self._pesan[peristiwa.pesan.obrolan.id, peristiwa.pesan.id] = peristiwa.pesan
        elif peristiwa.jenis == "jam":  # before the bot writes down anything of the new time
            self.tulis()
        else:
            self._semua = True

    def tulis(self) -> None:
        """Note what has changed since the last time; with the first note, or a long journal, the whole world."""
        if self._jurnal is None or self._jurnal.tell() > TERPANJANG:
            self.padatkan()
            return
        isi = self._perubahan()
        waktu = self.dunia.jam.sekarang()
        if isi or waktu - self._waktu > SELANG_JAM:
            self._waktu = waktu
            saat = self._kemas(("saat", (waktu, self.dunia.nomor_terakhir, self.dunia.nomor_benda)))
            self._tambah(self._jurnal, isi + saat)

    def padatkan(self) -> None:
        """Write the whole world and begin an empty journal for it."""
        sidik = simpanan.simpan(self.dunia, self.jalur)
        if self._jurnal is not None:
            self._jurnal.close()
        self._jurnal = jurnal.jalur_jurnal(self.jalur).open("wb")
        self._tambah(self._jurnal, pickle.dumps(sidik))
        self._lupakan()

    @staticmethod
    def _tambah(berkas: BinaryIO, isi: bytes) -> None:
        berkas.write(isi)
        berkas.flush()

    def tutup(self) -> None:
        self.padatkan()
        assert self._jurnal is not None
        self._jurnal.close()
        self.dunia.sebelum_jawab = lambda: None

    def _perubahan(self) -> bytes:
        """Everything that is not what it was, so that each part can be read once the parts before it are there."""
        d, potongan = self.dunia, []
        if self._semua or len(d.obrolan) != self._chat:
            potongan.append(self._jika_lain("orang", {n: vars(o) for n, o in d.orang.items()}))
            potongan.append(self._jika_lain("obrolan", {n: jurnal.tanpa_pesan(o) for n, o in d.obrolan.items()}))
            potongan += [self._jika_lain(nama, getattr(d, nama)) for nama in jurnal.SETELAN]
        elif self._pesan:
            chat = {n: jurnal.tanpa_pesan(d.obrolan[n]) for n, _ in self._pesan}
            potongan.append(self._kemas(("obrolan", chat)))
        potongan += [self._jika_lain(nama, getattr(d, nama)) for nama in jurnal.ANTREAN]
        potongan += [self._kemas(("berkas", vars(b))) for b in islice(d.berkas.values(), self._berkas, None)]
        potongan += [self._kemas(("pesan", (kunci, vars(p)))) for kunci, p in self._pesan.items()]
        self._lupakan()
        return b"".join(potongan)

    def _lupakan(self) -> None:
        self._berkas, self._chat, self._semua = len(self.dunia.berkas), len(self.dunia.obrolan), False
        self._pesan.clear()

    def _jika_lain(self, nama: str, nilai: Any) -> bytes:
        isi = self._kemas((nama, nilai))
        if self._terakhir.get(nama) == isi:
            return b""
        self._terakhir[nama] = isi
        return isi

    def _kemas(self, catatan: tuple[str, Any]) -> bytes:
        return jurnal.kemas(self.dunia, catatan)
