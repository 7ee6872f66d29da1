"""An office that plays its procedure through the pure core: who presses what, and what has come of it."""

import csv
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, reduce
from pathlib import Path

import bot.simulasi
from bot.sop.alur import Cara, cara, putuskan
from bot.sop.kejadian import (
    Keadaan,
    Kejadian,
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
from bot.sop.model import Sop, StandarWaktu
from bot.sop.pemuat import muat, muat_teks
from bot.sop.tampil import menit
from bot.sop.terapan import terapkan
from tests.sop.sop_kecil import TEKS

CONTOH = Path(bot.simulasi.__file__).parent / "contoh"
SENIN = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)  # 08.00 WIB
HABIS = 200  # presses; the longest shipped procedure needs less than 50

SEMENIT = timedelta(minutes=1)
BIDANG = {"bidang/sekretariat", "bidang/koperasi", "bidang/ukm", "bidang/perdagangan", "bidang/perindustrian"}  # dkupp


def batas(standar: StandarWaktu, mulai: datetime) -> datetime:
    """A deadline as if every hour were a working hour: the calendar is somebody else's business."""
    return mulai + timedelta(minutes=menit(standar))


@dataclass(frozen=True)
class Kantor:
    """Who works here. ``unit``: the units that own indicators."""

    sop: Sop
    orang: tuple[Pelaku, ...]
    unit: tuple[str, ...]

    @property
    def slot(self) -> tuple[Slot, ...]:
        return tuple(sorted({s for o in self.orang for s in o.slot}))

    def __repr__(self) -> str:
        """Short enough to be read in the story of a failed search."""
        langkah = (f"{x.no} {x.jenis} {'/'.join(x.pelaksana)} {x.selesai}" for x in self.sop.langkah)
        return f"Kantor({self.sop.id}: {', '.join(langkah)})"


@cache
def kantor_contoh(id_sop: str) -> Kantor:
    """The sample office of a shipped SOP."""
    isi = tomllib.loads((CONTOH / f"instansi_{id_sop}.toml").read_text(encoding="utf-8"))
    with (CONTOH / isi["indikator"]["berkas"]).open(encoding="utf-8-sig", newline="") as berkas:
        berindikator = {baris["bidang"] for baris in csv.DictReader(berkas, delimiter=";")}
    sop = muat(id_sop)
    orang = (orang_dari(sop, p["telegram"], p["nama"], p["peran"], p.get("bidang", "")) for p in isi["personel"])
    return Kantor(sop, tuple(orang), tuple(b["kode"] for b in isi["bidang"] if b["kode"] in berindikator))


def kantor_kecil(teks: str = TEKS) -> Kantor:
    """Two units and one person a role, with the small SOP or a variation of it."""
    sop = muat_teks(teks, "contoh.toml")
    tunggal = [p.id for p in sop.peran if not p.per_bidang]
    banyak = [p.id for p in sop.peran if p.per_bidang]
    orang = [orang_dari(sop, 10 + i, p.title(), [p]) for i, p in enumerate(tunggal)]
    orang += [
        orang_dari(sop, 20 + 10 * u + i, f"{p.title()} {b}", [p], b)
        for u, b in enumerate(("pasar", "umum"))
        for i, p in enumerate(banyak)
    ]
    return Kantor(sop, tuple(orang), ("pasar", "umum"))


def orang_dari(sop: Sop, nomor: int, nama: str, peran: Iterable[str], bidang: str = "") -> Pelaku:
    """A person; the unit counts for the roles that are per unit."""
    return Pelaku(nomor, nama, frozenset((p, bidang if sop.peran_dari(p).per_bidang else "") for p in peran))


def sebutan(slot: Slot) -> str:
    """``tim``, ``bidang/koperasi``."""
    return "/".join(filter(None, slot))


def jenis(kejadian: Iterable[Kejadian]) -> list[type]:
    """What kinds of events these are."""
    return [type(k) for k in kejadian]


class Jalannya:
    """One run. People are named by what they hold: ``kepala``, ``bidang/koperasi``."""

    def __init__(self, kantor: Kantor) -> None:
        self.kantor, self.sop = kantor, kantor.sop
        self.keadaan = Keadaan()
        self.riwayat: list[Kejadian] = []
        self.waktu = SENIN

    def lakukan(self, tindakan: Tindakan) -> list[Kejadian]:
        """Decide and apply. Raises a `Ditolak`."""
        kejadian = putuskan(self.sop, self.keadaan, tindakan, self.waktu, batas)
        self.keadaan = reduce(terapkan, kejadian, self.keadaan)
        self.riwayat += kejadian
        return kejadian

    # People

    def pelaku(self, siapa: str) -> Pelaku:
        peran, _, bidang = siapa.partition("/")
        return next(o for o in self.kantor.orang if (peran, bidang) in o.slot)

    def rekan(self, siapa: str) -> Pelaku:
        """The second person who holds the same."""
        pertama = self.pelaku(siapa)
        return next(o for o in self.kantor.orang if o.slot == pertama.slot and o != pertama)

    def tugas(self, siapa: str) -> Tugas:
        """What waits for them now."""
        return next(g.tugas for g in self.keadaan.terbuka if sebutan(g.tugas.slot) == siapa)

    # What they do

    def mulai(self, siapa: str = "kepala") -> list[Kejadian]:
        return self.lakukan(Mulai(self.pelaku(siapa), self.kantor.slot, self.kantor.unit))

    def selesai(self, siapa: str) -> list[Kejadian]:
        return self.lakukan(Selesaikan(self.pelaku(siapa), self.tugas(siapa)))

    def setuju(self, *mereka: str) -> list[Kejadian]:
        return [k for siapa in mereka for k in self.lakukan(Setujui(self.pelaku(siapa), self.tugas(siapa)))]

    def kembalikan(self, siapa: str, alasan: str) -> list[Kejadian]:
        return self.lakukan(Kembalikan(self.pelaku(siapa), self.tugas(siapa), alasan))

    def kirim(self, siapa: str, kiriman: int = 1) -> list[Kejadian]:
        pelaku = self.pelaku(siapa)
        return self.lakukan(KirimRealisasi(pelaku, siapa.partition("/")[2], kiriman))

    def tutup(self, siapa: str, alasan: str) -> list[Kejadian]:
        return self.lakukan(TutupUnggahan(self.pelaku(siapa), self.tugas(siapa), alasan))

    def lampirkan(self, siapa: str, lampiran: str = "notulen.pdf") -> list[Kejadian]:
        return self.lakukan(Lampirkan(self.pelaku(siapa), self.tugas(siapa), lampiran))

    # Getting on

    def sampai(self, langkah: int, tahap: Tahap = Tahap.KERJA) -> None:
        """Everybody does the right thing until this half of this step begins."""
        if self.keadaan.status is Status.BELUM:
            self.mulai()
        self._bantu_sampai(lambda: (self.keadaan.langkah, self.keadaan.tahap) == (langkah, tahap))

    def sampai_akhir(self) -> None:
        if self.keadaan.status is Status.BELUM:
            self.mulai()
        self._bantu_sampai(lambda: self.keadaan.status is not Status.BERJALAN)

    def _bantu_sampai(self, tercapai: Callable[[], bool]) -> None:
        for _ in range(HABIS):
            if tercapai():
                return
            self._bantu()
        raise AssertionError(f"not reached after {HABIS} right presses")

    def _bantu(self) -> None:
        tugas = next(g.tugas for g in self.keadaan.terbuka if cara(self.sop, g.tugas) is not Cara.TUTUP)
        siapa = sebutan(tugas.slot)
        match cara(self.sop, tugas):
            case Cara.SELESAI:
                if self.sop[tugas.langkah].wajib_lampiran:
                    self.lampirkan(siapa)
                self.selesai(siapa)
            case Cara.PUTUSKAN:
                self.setuju(siapa)
            case Cara.UNGGAH:
                self.kirim(siapa)

    # What has come of it

    @property
    def giliran(self) -> set[str]:
        return {sebutan(g.tugas.slot) for g in self.keadaan.terbuka}

    @property
    def putaran(self) -> int:
        """The round of the step that runs."""
        return self.keadaan.putaran[self.keadaan.langkah - 1]

    @property
    def tenggat(self) -> datetime:
        """The one deadline of everybody whose turn it is."""
        (satu,) = {g.batas for g in self.keadaan.terbuka}
        return satu
