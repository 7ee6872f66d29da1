"""The seats of an office: every role of its SOP, for each unit where it is per unit, and who is registered for it."""

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.kabar import nama_slot
from bot.layanan.muat import Pegawai
from bot.sop.kejadian import Slot
from bot.sop.penolakan import TidakDitemukan
from db.tabel import Bidang, Instansi, PejabatSementara, PemegangPeran, Personel

BERKEPALA = (
    "Bidang",
    "Bagian",
    "Subbagian",
    "Subbag",
    "Subbidang",
    "Seksi",
    "Cabang",
    "UPT",
    "UPTD",
)  # units with a head


@dataclass(frozen=True)
class Kursi:
    """``nama``: ``Bidang Perdagangan``, ``Sekretaris``. ``pemegang``: as registered, stand-ins left aside."""

    slot: Slot
    nama: str
    pemegang: tuple[Pegawai, ...]

    @property
    def cap(self) -> str:
        """A short pointer for a button."""
        return hashlib.sha256("/".join(self.slot).encode()).hexdigest()[:10]

    @property
    def jabatan(self) -> str:
        """The title that its holder probably has; whoever holds it corrects it."""
        depan, sisa = self.nama.partition(" ")[::2]
        if not sisa or depan not in (*BERKEPALA, "Tim"):
            return self.nama
        return f"{'Anggota' if depan == 'Tim' else 'Kepala'} {self.nama}"


def semua_kursi(sesi: Session, instansi: Instansi) -> list[Kursi]:
    """In the order of the SOP and of the units; only units that are active."""
    sop = muat.sop_versi(sesi, instansi.versi_sop_id)
    aktif = (Bidang.instansi_id == instansi.id, col(Bidang.aktif).is_(True))
    unit = {b.kode: b.nama for b in sesi.exec(select(Bidang).where(*aktif).order_by(col(Bidang.urutan))).all()}
    milik: dict[Slot, list[Pegawai]] = defaultdict(list)
    baris = (
        select(PemegangPeran, Personel)
        .join(Personel, col(Personel.id) == col(PemegangPeran.personel_id))
        .where(Personel.instansi_id == instansi.id, col(Personel.aktif).is_(True))
        .order_by(col(Personel.id))
    )
    for p, orang in sesi.exec(baris).all():
        milik[p.peran, p.bidang].append(orang)
    semua = [(p, b) for p in sop.peran for b in (unit if p.per_bidang else [""])]
    return [Kursi((p.id, b), nama_slot(p.nama, unit.get(b, "")), tuple(milik[p.id, b])) for p, b in semua]


@dataclass(frozen=True)
class Sementara:
    """Who sits in a seat by letter now. ``menggantikan``: whose seat it is otherwise, None where nobody holds it."""

    orang: Personel
    jenis: str  # Plt., Plh., Pj.
    dari: date
    sampai: date | None
    menggantikan: int | None


def pejabat_kini(sesi: Session, instansi_id: int) -> dict[Slot, list[Sementara]]:
    """The seats of an office that somebody has by letter now."""
    berlaku = (PejabatSementara.instansi_id == instansi_id, PejabatSementara.status == muat.BERLAKU)
    baris = (
        select(PejabatSementara, Personel)
        .join(Personel, col(Personel.id) == col(PejabatSementara.personel_id))
        .where(*berlaku, col(Personel.aktif).is_(True))
        .order_by(col(PejabatSementara.id))
    )
    hasil: dict[Slot, list[Sementara]] = defaultdict(list)
    for s, orang in sesi.exec(baris).all():
        hasil[s.peran, s.bidang].append(Sementara(orang, s.jenis, s.dari, s.sampai, s.menggantikan))
    return dict(hasil)


def sebut(semua: Collection[Kursi], slot: Collection[Slot]) -> str:
    """``Sekretaris, Tim Evaluasi Kinerja``."""
    nama = {k.slot: k.nama for k in semua}
    return ", ".join(nama.get(s) or s[0].replace("_", " ").capitalize() for s in slot)


def kursi_bercap(semua: Collection[Kursi], cap: str) -> Kursi:
    """Raises TidakDitemukan."""
    ada = next((k for k in semua if k.cap == cap), None)
    if ada is None:
        raise TidakDitemukan
    return ada
