"""An office as it is being put together on the phone: what has been answered, what comes next, and the office it makes."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.layanan import kantor_bentuk as bentuk
from bot.layanan import muat
from bot.layanan.kantor import Kantor, Unit
from bot.layanan.kode_usul import usul_kode_bidang, usul_kode_kantor
from bot.sop import pemuat
from bot.sop.bentuk import Keliru
from bot.sop.model import Sop
from bot.sop.penolakan import Ditolak, TidakDitemukan
from db.tabel import Bidang, GrupTelegram, Instansi, VersiSop

BIDANG_TERBANYAK = 30  # units of one office; the summary must stay one message


class BidangTerpakai(Ditolak):
    """A unit that still owns indicators of the year."""

    def __init__(self, nama: str, tahun: int) -> None:
        super().__init__(
            f"{nama[:80]} masih memiliki indikator tahun {tahun}. "
            "Pindahkan atau hapus indikatornya dahulu dengan /indikator."
        )


@dataclass(frozen=True)
class Rancangan:
    """``instansi``: its row's id, 0 for a new office. Empty texts, `jam` None: not answered yet; `jam` {}: the default.

    ``sop``: id of one that ships with the program, or ``v12``, the stored text of that number.
    ``semula``: fingerprint of the office as it was when it was loaded.
    """

    instansi: int = 0
    grup: int | None = None
    topik: int | None = None  # of a group with topics; only a file names it
    judul: str = ""  # the group's title
    sop: str = ""
    nama: str = ""
    kode: str = ""
    zona: str = ""
    jam: Mapping[str, Any] | None = None
    tahun: int = 0
    bidang: tuple[tuple[str, str], ...] = field(default=())  # code, name
    semula: str = ""

    def ke_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def dari_json(cls, isi: Mapping[str, Any]) -> "Rancangan":
        return cls(**{**isi, "bidang": tuple((str(k), str(n)) for k, n in isi["bidang"])})

    @property
    def sidik(self) -> str:
        """Binds `✅` to the summary that was shown."""
        teks = json.dumps(self.ke_json() | {"semula": ""}, sort_keys=True)
        return hashlib.sha256(teks.encode()).hexdigest()[:10]


# From and to the rows ------------------------------------------------------------------------------------------------


def rancangan_baru(grup: GrupTelegram | None) -> Rancangan:
    return Rancangan(grup=grup.chat_id, judul=grup.judul) if grup else Rancangan()


def rancangan_dari(sesi: Session, instansi: Instansi) -> Rancangan:
    """An office that is there, with the SOP's text that it has."""
    grup = sesi.get(GrupTelegram, instansi.grup) if instansi.grup is not None else None
    aktif = (Bidang.instansi_id == instansi.id, col(Bidang.aktif).is_(True))
    unit = sesi.exec(select(Bidang).where(*aktif).order_by(col(Bidang.urutan), col(Bidang.id))).all()
    r = Rancangan(
        instansi=instansi.id or 0,
        grup=instansi.grup,
        topik=instansi.topik,
        judul=grup.judul if grup else "",
        sop=f"v{instansi.versi_sop_id}",
        nama=instansi.nama,
        kode=instansi.kode,
        zona=instansi.zona,
        jam=instansi.jam_kerja or {},
        tahun=instansi.tahun,
        bidang=tuple((b.kode, b.nama) for b in unit),
    )
    return replace(r, semula=r.sidik)


def kantor_dari(sesi: Session, r: Rancangan) -> Kantor:
    """What `pasang` stores. Raises TidakDitemukan when its SOP is gone."""
    sop, teks = sop_dari(sesi, r.sop)
    return Kantor(
        kode=r.kode,
        nama=r.nama,
        sop=sop,
        teks_sop=teks,
        zona=r.zona,
        tahun=r.tahun,
        bidang=tuple(Unit(kode, nama) for kode, nama in r.bidang),
        personel=(),
        indikator=(),
        grup=r.grup,
        topik=r.topik,
        jam_kerja=r.jam,
        hanya_kantor=True,
    )


# The SOPs ------------------------------------------------------------------------------------------------------------


def sop_dari(sesi: Session, pilihan: str) -> tuple[Sop, str]:
    """The SOP of `Rancangan.sop` and its text. Raises TidakDitemukan, also for a forged choice."""
    if pilihan in pemuat.daftar():
        return _sop_siap(pilihan)
    nomor = pilihan.removeprefix("v")
    versi = sesi.get(VersiSop, int(nomor)) if nomor.isascii() and nomor.isdigit() and len(nomor) < 10 else None
    if versi is None or versi.id is None or nomor == pilihan:
        raise TidakDitemukan
    return muat.sop_versi(sesi, versi.id), versi.isi


@lru_cache(maxsize=32)
def _sop_siap(kode: str) -> tuple[Sop, str]:
    """One that ships with the program; it does not change while the program runs."""
    teks, nama = pemuat.baca(kode)
    return pemuat.muat_teks(teks, nama), teks


def pilihan_sop(sesi: Session, pilihan: str) -> str:
    """The same choice, as the stored text where there is one: so the same SOP is no change. Raises TidakDitemukan."""
    sidik = sop_dari(sesi, pilihan)[0].sidik
    versi = sesi.exec(select(VersiSop.id).where(VersiSop.sidik == sidik)).first()
    return f"v{versi}" if versi is not None else pilihan


def sop_tersedia(sesi: Session) -> list[tuple[str, Sop]]:
    """What can be chosen: those that ship with the program, then offices' own in their newest text."""
    siap = pemuat.daftar()
    semua = sesi.exec(select(VersiSop.sop_id, VersiSop.id).order_by(col(VersiSop.id))).all()
    sendiri = {sop_id: f"v{nomor}" for sop_id, nomor in semua if sop_id not in siap}
    return [(kode, sop_dari(sesi, kode)[0]) for kode in (*siap, *sendiri.values())]


def perlu_bidang(sop: Sop) -> bool:
    """Whether the SOP has work for each unit."""
    return any(p.per_bidang for p in sop.peran)


# Answers -------------------------------------------------------------------------------------------------------------


def langkah_berikut(sesi: Session, r: Rancangan) -> str:
    """The first question that has no answer yet, else ``ringkas``."""
    if not r.sop:
        return "sop"
    kosong = {"nama": not r.nama, "zona": not r.zona, "jam": r.jam is None}
    kosong["bidang"] = not r.bidang and perlu_bidang(sop_dari(sesi, r.sop)[0])
    return next((nama for nama, belum in kosong.items() if belum), "ringkas")


def usul_nama(r: Rancangan) -> str:
    """The group's title as an office's name, without ``Grup`` in front; "" when it will not do."""
    judul = re.sub(r"^\s*(?:grup|group)\b[\s:–-]*", "", r.judul, flags=re.IGNORECASE)
    try:
        return bentuk.nama(judul) if any(huruf.isalnum() for huruf in judul) else ""
    except Keliru:
        return ""


def bernama(sesi: Session, r: Rancangan, nama: str) -> Rancangan:
    """With this name; a new office gets a code that goes with it."""
    if r.instansi:
        return replace(r, nama=nama)
    return replace(r, nama=nama, kode=usul_kode_kantor(nama, sesi.exec(select(Instansi.kode)).all()))


def berjam(r: Rancangan, jam: Mapping[str, Any]) -> Rancangan:
    """With this week; what is said of Ramadan and other periods stays."""
    return replace(r, jam={**{k: isi for k, isi in (r.jam or {}).items() if k != "pekan"}, **jam})


def berzona(r: Rancangan, zona: str, waktu: datetime) -> Rancangan:
    """In this zone; a new office begins with the current year there."""
    return replace(r, zona=zona, tahun=r.tahun or waktu.astimezone(ZoneInfo(zona)).year)


def baca_bidang(teks: str) -> list[str]:
    """Names of units, one a line; bullets and numbers in front are dropped. Raises Keliru."""
    nama = []
    for baris in teks.splitlines():
        isi = baris.strip().lstrip("•*-–—").strip()
        depan, _, sisa = isi.partition(" ")
        if sisa.strip() and depan[:-1].isdigit() and depan[-1] in ".)":
            isi = sisa.strip()
        if isi:
            nama.append(bentuk.nama(isi))
    if not nama:
        raise Keliru("Nama unitnya belum terbaca.", "Tulis satu nama pada tiap baris.")
    return nama


def tambah_bidang(r: Rancangan, nama: Sequence[str]) -> Rancangan:
    """These units behind those that are there, each with a code of its own. Raises Keliru."""
    semua = list(r.bidang)
    for satu in nama:
        _pastikan_beda(semua, satu)
        semua.append((usul_kode_bidang(satu, [kode for kode, _ in semua]), satu))
    if len(semua) > BIDANG_TERBANYAK:
        raise Keliru(f"Unitnya menjadi {len(semua)}.", f"Paling banyak {BIDANG_TERBANYAK} untuk satu kantor.")
    return replace(r, bidang=tuple(semua))


def namai_bidang(r: Rancangan, kode: str, nama: str) -> Rancangan:
    """One unit under another name; its code stays. Raises Keliru."""
    _pastikan_beda([b for b in r.bidang if b[0] != kode], nama)
    return replace(r, bidang=tuple((k, nama if k == kode else n) for k, n in r.bidang))


def _pastikan_beda(semua: Sequence[tuple[str, str]], nama: str) -> None:
    if any(n.casefold() == nama.casefold() for _, n in semua):
        raise Keliru(f"“{nama}” sudah ada.", "Tiap unit ditulis sekali saja.")


def pastikan_bidang_bebas(sesi: Session, lama: Rancangan, baru: Rancangan) -> None:
    """No unit goes that this year's indicators need. Raises BidangTerpakai."""
    tetap = {kode for kode, _ in baru.bidang}
    for tahun in {lama.tahun, baru.tahun}:
        berindikator = muat.bidang_berindikator(sesi, lama.instansi, muat.rencana_kini(sesi, lama.instansi, tahun))
        for kode, nama in lama.bidang:
            if kode in berindikator and kode not in tetap:
                raise BidangTerpakai(nama, tahun)
