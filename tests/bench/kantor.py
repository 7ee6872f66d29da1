"""Many offices with a running quarter each, so that many people have something to press."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session, col, select

from bot.kinerja.model import Indikator
from bot.layanan import muat, pelaksanaan
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kantor import Kantor, baca_kantor, pasang
from bot.pesan.dasar import Tombol
from bot.simulasi.panggung import berkas_kantor
from bot.sop.alur import Cara, cara
from db.pangkalan import Pangkalan
from db.tabel import Kontak, Penugasan

SOP = "dkupp-purwakarta"
MULAI = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)
TAHUN, TRIWULAN = 2026, 1


@dataclass
class JamUkur:
    """A clock that stands still, so that every run writes the same rows."""

    saat: datetime = MULAI

    def sekarang(self) -> datetime:
        return self.saat


@dataclass(frozen=True)
class Tekan:
    """A press that the procedure allows now."""

    telegram: int
    tombol: Tombol


def contoh() -> Kantor:
    """The sample office."""
    return baca_kantor(berkas_kantor(SOP))


def telegram_kepala(nomor: int) -> int:
    """The head of the office with this number (from 0)."""
    return 100_001 + nomor * 100


def grup(nomor: int) -> int:
    return -1_000_000_100_000 - nomor


def penduduk(banyak: int) -> tuple[list[int], list[tuple[int, list[int]]]]:
    """People and groups of the first offices, as the simulator wants to know them."""
    orang = [[telegram_kepala(n) + i for i in range(len(contoh().personel))] for n in range(banyak)]
    return [t for satu in orang for t in satu], [(grup(n), satu) for n, satu in enumerate(orang)]


def pasang_kantor(pangkalan: Pangkalan, banyak: int, indikator: Sequence[Indikator] = ()) -> None:
    """Install copies of the sample office, each with its own code, people and group."""
    asal = contoh()

    def kerja(sesi: Session) -> None:
        for n in range(banyak):
            orang = [replace(o, telegram=telegram_kepala(n) + i) for i, o in enumerate(asal.personel)]
            kantor = replace(asal, kode=f"{asal.kode}{n}", grup=grup(n), personel=tuple(orang))
            if indikator:
                kantor = replace(kantor, indikator=tuple(indikator))
            pasang(sesi, kantor, MULAI)
            sesi.add_all(Kontak(telegram=o.telegram, terjangkau=True, diubah=MULAI) for o in orang)

    pangkalan.tulis_sinkron(kerja)


def buka(folder: Path) -> Layanan:
    """A service on a database in this folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    pangkalan = Pangkalan(f"sqlite:///{folder / 'kinerja.db'}")
    pangkalan.migrasikan()
    return Layanan(pangkalan, JamUkur(), folder)


async def perintahkan(layanan: Layanan, banyak: int) -> None:
    """Every head orders the quarter."""
    for n in range(banyak):
        tombol = Tombol("perintah", n + 1, f"{TAHUN}.{TRIWULAN}")
        await pelaksanaan.perintahkan(layanan, Asal(None, telegram_kepala(n)), tombol)


def tekan_selesai(sesi: Session) -> list[Tekan]:
    """One press of `✅ Selesai` for every run that waits for one, in the order of the runs."""
    terbuka = select(Penugasan).where(col(Penugasan.selesai_pada).is_(None)).order_by(col(Penugasan.id))
    hasil: dict[int, Tekan] = {}
    for p in sesi.exec(terbuka):
        j = muat.jalan(sesi, p.pelaksanaan_id)
        if p.pelaksanaan_id not in hasil and cara(j.sop, tugas_dari(p)) is Cara.SELESAI:
            orang = j.pemegang[p.peran, p.bidang][0]
            hasil[p.pelaksanaan_id] = Tekan(orang.telegram, Tombol("selesai", p.id or 0))
    return [hasil[n] for n in sorted(hasil)]
