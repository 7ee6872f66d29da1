"""Whose turn it is, kept the simple way: a step, a half, and the slots that are still awaited.

The board shares no code with the workflow core; `test_alur_model.py` holds the two against each other.
"""

from collections import Counter
from copy import copy
from datetime import datetime
from typing import Any, assert_never

from bot.sop.kejadian import (
    Batalkan,
    Catat,
    Ingatkan,
    Jedakan,
    Kembalikan,
    KirimRealisasi,
    Koreksi,
    Lampirkan,
    Lanjutkan,
    Mulai,
    Paksa,
    Pelaku,
    PindahkanBatas,
    Selesaikan,
    Setujui,
    Slot,
    Status,
    Tahap,
    Tarik,
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
        self.ke = 0  # the round of what is open
        self.awal: dict[str, int] = {}
        self.berkertas: set[tuple[int, int]] = set()
        self.alasan: dict[int, tuple[str, set[str]]] = {}  # by the step that returned; the units that it named
        self.pindah: dict[Tugas, datetime] = {}  # deadlines that were moved
        self.terbit = 0
        self.dijeda = False
        self.semula: tuple[Pelaku, Tugas, dict[str, Any]] | None = None  # the newest act, and the board before it
        self.akhir: Status | None = None
        self._dari_perintah: tuple[Pelaku, Tugas, dict[str, Any]] | None = None

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

    def _terbuka(self, tugas: Tugas) -> bool:
        return self.status is Status.BERJALAN and tugas.slot in self.ditunggu and tugas == self.tugas(tugas.slot)

    def tugas(self, slot: Slot) -> Tugas:
        return Tugas(self.no, self.ke, Tahap.PUTUS if self.putus else Tahap.KERJA, *slot)

    # What an act does to the board; False: the procedure does not allow it

    def laku(self, tindakan: Tindakan, waktu: datetime) -> bool:
        if isinstance(tindakan, Tarik):
            return self.status is Status.BERJALAN and self._tarik(tindakan)
        semula = self._salin()
        if isinstance(tindakan, PindahkanBatas) and self.pindah.get(tindakan.tugas) == tindakan.batas:
            return self._terbuka(tindakan.tugas)  # it is there already
        boleh = self._laku(tindakan, waktu)
        if boleh and not isinstance(tindakan, Ingatkan | Catat | Jedakan | Lanjutkan):
            self.semula = self._yang_dapat_ditarik(tindakan, semula)
        return boleh

    def _salin(self) -> dict[str, Any]:
        tetap = ("sop", "slot", "unit", "semula", "_dari_perintah")
        return {nama: copy(isi) for nama, isi in vars(self).items() if nama not in tetap}

    def _yang_dapat_ditarik(self, tindakan: Tindakan, semula: dict[str, Any]) -> tuple[Pelaku, Tugas, Any] | None:
        if self.akhir is not None:
            return None
        match tindakan:
            case Mulai():
                return self._dari_perintah
            case Selesaikan(pelaku, tugas) | Setujui(pelaku, tugas) | TutupUnggahan(pelaku, tugas):
                return pelaku, tugas, semula
            case Kembalikan(pelaku, tugas):
                return pelaku, tugas, semula
            case KirimRealisasi(pelaku, bidang):
                # What was sent before its step, or in the place of figures sent before, ended nothing.
                milik = [s for s in semula["ditunggu"] if s[1] == bidang]
                tahap = Tahap.PUTUS if semula["putus"] else Tahap.KERJA
                if self.sop[semula["no"]].jenis is Jenis.UNGGAH and milik:
                    return pelaku, Tugas(semula["no"], semula["ke"], tahap, *milik[0]), semula
        return None

    def _tarik(self, tindakan: Tarik) -> bool:
        if self.semula is None:
            return False
        pelaku, tugas, semula = self.semula
        if (tindakan.pelaku, tindakan.tugas) != (pelaku, tugas) or (tindakan.terbit and self.terbit > semula["terbit"]):
            return False
        putaran, dijeda = self.putaran, self.dijeda
        vars(self).update(semula)
        self.putaran, self.dijeda, self.semula = putaran, dijeda, None
        self.putaran[self.no] += 1
        return True

    def _laku(self, tindakan: Tindakan, waktu: datetime) -> bool:  # noqa: C901 - one case an act
        if isinstance(tindakan, Mulai | Koreksi):
            return self._mulai(tindakan, waktu) if isinstance(tindakan, Mulai) else self._koreksi(tindakan, waktu)
        if self.status is not Status.BERJALAN:
            return False
        match tindakan:
            case Ingatkan() | Catat():
                return True
            case PindahkanBatas(_, tugas, batas):
                if self._terbuka(tugas):
                    self.pindah[tugas] = batas
                return self._terbuka(tugas)
            case Paksa(_, no, alasan, lewati):
                if no != self.no or self.langkah.terbitkan or not alasan.strip():
                    return False
                self.putus = self.putus or lewati
                self._maju(waktu)
                return True
            case Jedakan() | Lanjutkan():
                return self._jeda(tindakan)
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
            case Tarik():
                raise AssertionError("handled before")
        assert_never(tindakan)

    def _jeda(self, tindakan: Jedakan | Lanjutkan) -> bool:
        boleh = self.dijeda == isinstance(tindakan, Lanjutkan)
        boleh = boleh and (isinstance(tindakan, Lanjutkan) or bool(tindakan.alasan.strip()))
        self.dijeda = self.dijeda != boleh
        return boleh

    def _mulai(self, tindakan: Mulai, waktu: datetime) -> bool:
        if self.status is not Status.BELUM or ("kepala", "") not in tindakan.pelaku.slot:
            return False
        self._buka(1, waktu)
        perintah, semula = self.tugas(("kepala", "")), self._salin()
        self._lepas(("kepala", ""), waktu)
        self._dari_perintah = (tindakan.pelaku, perintah, semula)
        return True

    def _tekan(
        self, tindakan: Selesaikan | Setujui | Kembalikan | TutupUnggahan | Lampirkan, slot: Slot, waktu: datetime
    ) -> bool:
        tombol, kini = self.tombol(slot), (self.no, self.ke)
        match tindakan:
            case Lampirkan():
                self.berkertas.add(kini)
            case Selesaikan() if tombol == "selesai" and (kini in self.berkertas or not self.langkah.wajib_lampiran):
                self._lepas(slot, waktu)
            case Setujui() if tombol == "putuskan":
                self._lepas(slot, waktu)
            case Kembalikan(_, _, alasan, bidang) if tombol == "putuskan" and self.langkah.tidak and alasan.strip():
                jalan = self.sop.langkah[self.langkah.tidak - 1 : self.no]
                if bidang and not (set(bidang) <= set(self.unit) and any(x.jenis is Jenis.UNGGAH for x in jalan)):
                    return False
                self.alasan = {n: a for n, a in self.alasan.items() if n > self.no}
                self.alasan[self.no] = (alasan.strip(), set(bidang))
                self._buka(self.langkah.tidak, waktu)
            case TutupUnggahan(_, _, alasan) if tombol == "tutup" and alasan.strip():
                self._maju(waktu)
            case _:
                return False
        return True

    def _koreksi(self, tindakan: Koreksi, waktu: datetime) -> bool:
        if not self.terbit or self.status is Status.BATAL or not tindakan.alasan.strip():
            return False
        if not set(tindakan.bidang) <= set(self.unit):
            return False
        (dari,) = (x.no for x in self.sop.langkah if x.terbitkan)
        self.dijeda = self.dijeda and self.akhir is None  # the end of a run ends its pause
        self.terbit, self.akhir = 0, None
        self.alasan = {n: a for n, a in self.alasan.items() if n > dari}
        self.alasan[dari] = (tindakan.alasan.strip(), set(tindakan.bidang))
        self._buka([x.no for x in self.sop.langkah if x.jenis is Jenis.UNGGAH and x.no < dari][-1], waktu)
        return True

    def _kirim(self, pelaku: Pelaku, bidang: str, kiriman: int, waktu: datetime) -> bool:
        sisa = [x for x in self.sop.langkah[self.no - 1 :] if x.jenis is Jenis.UNGGAH]
        if not sisa or bidang not in self.unit:
            return False
        (peran,) = [p for p in sisa[0].pelaksana if self.sop.peran_dari(p).per_bidang]
        if (peran, bidang) not in pelaku.slot or bidang not in self._mengirim(sisa[0].no):
            return False
        if sisa[0].no != self.no:
            self.awal[bidang] = kiriman
        else:
            self.ditunggu.discard((peran, bidang))
            self._lanjut_bila_lengkap(waktu)
        return True

    def _mengirim(self, no: int) -> set[str]:
        """Units that may send at this upload: the nearest return still to be passed may have named some."""
        ke_depan = [n for n in self.alasan if n >= no]
        return (self.alasan[min(ke_depan)][1] if ke_depan else set()) or set(self.unit)

    def _buka(self, no: int, waktu: datetime) -> None:
        self.no, self.putus, self.sejak = no, False, waktu
        self.putaran[no] += 1
        self.ke = self.putaran[no]
        peran = set(self.langkah.pelaksana)
        if self.langkah.jenis is Jenis.UNGGAH and all(self.sop.peran_dari(p).per_bidang for p in peran):
            peran |= {p for p in self.langkah.penerima if not self.sop.peran_dari(p).per_bidang}
        self.ditunggu = {s for s in self.slot if s[0] in peran}
        if self.langkah.jenis is Jenis.UNGGAH:
            mengirim = self._mengirim(no) - set(self.awal)
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
            self.ke = self.putaran[self.no]
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
                kurang = self.langkah.wajib_lampiran and (self.no, self.ke) not in self.berkertas
                return Lampirkan(o, tugas, "notulen.pdf") if kurang else Selesaikan(o, tugas)
        return None
