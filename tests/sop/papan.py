"""Whose turn it is, kept the simple way: a step, a half, and the slots that are still awaited.

The board shares no code with the workflow core; `test_alur_model.py` holds the two against each other.
"""

from collections import Counter
from datetime import datetime
from typing import assert_never

from bot.sop.kejadian import (
    Batalkan,
    Catat,
    Ingatkan,
    Kembalikan,
    KirimRealisasi,
    Lampirkan,
    Mulai,
    Pelaku,
    Selesaikan,
    Setujui,
    Slot,
    Status,
    Tahap,
    Tindakan,
    Tugas,
    TutupUnggahan,
)
from bot.sop.model import Jenis, Langkah, Selesai
from tests.sop.kantor import SENIN, Kantor


class Papan:
    """Whose turn it is, kept the simple way."""

    def __init__(self, kantor: Kantor, unit: tuple[str, ...]) -> None:
        self.sop, self.slot, self.unit = kantor.sop, set(kantor.slot), unit
        self.no = 0
        self.putus = False
        self.ditunggu: set[Slot] = set()
        self.sejak = SENIN
        self.putaran: Counter[int] = Counter()
        self.awal: dict[str, int] = {}
        self.berkertas: set[tuple[int, int]] = set()
        self.alasan: dict[int, str] = {}
        self.terbit = 0
        self.akhir: Status | None = None

    @property
    def langkah(self) -> Langkah:
        return self.sop[self.no]

    @property
    def status(self) -> Status:
        return self.akhir or (Status.BERJALAN if self.no else Status.BELUM)

    def tombol(self, slot: Slot) -> str:
        """What completes the assignment of this slot now."""
        if self.putus:
            return "putuskan"
        if self.langkah.jenis is Jenis.UNGGAH:
            return "unggah" if slot[1] else "tutup"
        menilai = self.langkah.jenis in (Jenis.TELAAH, Jenis.TANDA_TANGAN) and not self.langkah.pemutus
        return "putuskan" if menilai else "selesai"

    def tugas(self, slot: Slot) -> Tugas:
        return Tugas(self.no, self.putaran[self.no], Tahap.PUTUS if self.putus else Tahap.KERJA, *slot)

    # What an act does to the board; False: the procedure does not allow it

    def laku(self, tindakan: Tindakan, waktu: datetime) -> bool:
        if isinstance(tindakan, Mulai):
            return self._mulai(tindakan, waktu)
        if self.status is not Status.BERJALAN:
            return False
        match tindakan:
            case Ingatkan() | Catat():
                return True
            case Batalkan(_, alasan):
                self.akhir = Status.BATAL if alasan.strip() else None
                self.ditunggu = self.ditunggu if self.akhir is None else set()
                return self.akhir is not None
            case KirimRealisasi(pelaku, bidang, kiriman):
                return self._kirim(pelaku, bidang, kiriman, waktu)
            case Selesaikan() | Setujui() | Kembalikan() | TutupUnggahan() | Lampirkan():
                slot = tindakan.tugas.slot
                terbuka = slot in self.ditunggu and tindakan.tugas == self.tugas(slot)
                return terbuka and slot in tindakan.pelaku.slot and self._tekan(tindakan, slot, waktu)
        assert_never(tindakan)

    def _mulai(self, tindakan: Mulai, waktu: datetime) -> bool:
        if self.status is not Status.BELUM or ("kepala", "") not in tindakan.pelaku.slot:
            return False
        self._buka(1, waktu)
        self._lepas(("kepala", ""), waktu)
        return True

    def _tekan(
        self, tindakan: Selesaikan | Setujui | Kembalikan | TutupUnggahan | Lampirkan, slot: Slot, waktu: datetime
    ) -> bool:
        tombol, kini = self.tombol(slot), (self.no, self.putaran[self.no])
        match tindakan:
            case Lampirkan():
                self.berkertas.add(kini)
            case Selesaikan() if tombol == "selesai" and (kini in self.berkertas or not self.langkah.wajib_lampiran):
                self._lepas(slot, waktu)
            case Setujui() if tombol == "putuskan":
                self._lepas(slot, waktu)
            case Kembalikan(_, _, alasan) if tombol == "putuskan" and self.langkah.tidak and alasan.strip():
                self.alasan[self.no] = alasan.strip()
                self._buka(self.langkah.tidak, waktu)
            case TutupUnggahan(_, _, alasan) if tombol == "tutup" and alasan.strip():
                self._maju(waktu)
            case _:
                return False
        return True

    def _kirim(self, pelaku: Pelaku, bidang: str, kiriman: int, waktu: datetime) -> bool:
        sisa = [x for x in self.sop.langkah[self.no - 1 :] if x.jenis is Jenis.UNGGAH]
        if not sisa or bidang not in self.unit:
            return False
        (peran,) = [p for p in sisa[0].pelaksana if self.sop.peran_dari(p).per_bidang]
        if (peran, bidang) not in pelaku.slot:
            return False
        if sisa[0].no != self.no:
            self.awal[bidang] = kiriman
        else:
            self.ditunggu.discard((peran, bidang))
            self._lanjut_bila_lengkap(waktu)
        return True

    def _buka(self, no: int, waktu: datetime) -> None:
        self.no, self.putus, self.sejak = no, False, waktu
        self.putaran[no] += 1
        peran = set(self.langkah.pelaksana)
        if self.langkah.jenis is Jenis.UNGGAH and all(self.sop.peran_dari(p).per_bidang for p in peran):
            peran |= {p for p in self.langkah.penerima if not self.sop.peran_dari(p).per_bidang}
        self.ditunggu = {s for s in self.slot if s[0] in peran}
        if self.langkah.jenis is Jenis.UNGGAH:
            mengirim = set(self.unit) - set(self.awal)
            self.awal = {}
            self.ditunggu = {s for s in self.ditunggu if not s[1] or s[1] in mengirim}
            self._lanjut_bila_lengkap(waktu)

    def _lanjut_bila_lengkap(self, waktu: datetime) -> None:
        if not any(bidang for _, bidang in self.ditunggu):
            self._maju(waktu)

    def _lepas(self, slot: Slot, waktu: datetime) -> None:
        self.ditunggu.discard(slot)
        if self.ditunggu and self.langkah.selesai is Selesai.SEMUA:
            return
        if self.langkah.terbitkan and (self.putus or not self.langkah.pemutus):
            self.terbit += 1
        self._maju(waktu)

    def _maju(self, waktu: datetime) -> None:
        if self.langkah.pemutus and not self.putus:
            self.putus, self.sejak, self.ditunggu = True, waktu, {(self.langkah.pemutus, "")}
            return
        self.alasan.pop(self.no, None)
        if self.no == len(self.sop):
            self.akhir, self.ditunggu = Status.SELESAI, set()
        else:
            self._buka(self.no + 1, waktu)

    # What may be done now

    def yang_memajukan(self, orang: tuple[Pelaku, ...]) -> list[Tindakan]:
        """One right act for each person whose act brings the run on."""
        return [t for o in orang for s in sorted(o.slot & self.ditunggu) if (t := self._langkah_maju(o, s))]

    def _langkah_maju(self, o: Pelaku, slot: Slot) -> Tindakan | None:
        tugas = self.tugas(slot)
        match self.tombol(slot):
            case "unggah":
                return KirimRealisasi(o, slot[1], o.personel)
            case "putuskan":
                return Setujui(o, tugas)
            case "selesai":
                kurang = self.langkah.wajib_lampiran and (self.no, self.putaran[self.no]) not in self.berkertas
                return Lampirkan(o, tugas, "notulen.pdf") if kurang else Selesaikan(o, tugas)
        return None
