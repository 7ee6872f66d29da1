"""Contents in the chained log: which SHA-256 figures, evidence, approval and documents had, and what fits no more (K36).

The chain tells whether the log is as it was written; this tells whether rows and files still are what it speaks of.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from bot.layanan import rantai
from bot.layanan.angka import kiriman_berlaku, sidik
from bot.layanan.catat import catat
from bot.layanan.muat import Jalan
from bot.layanan.terbitan import berkas_terbitan, semua_terbitan, terbitan_berlaku
from bot.pesan import cap as pesan
from bot.sop.catatan import kanonis, kejadian_dari
from bot.sop.kejadian import Cap, HalDicatat, RealisasiDikirim, RekapDisetujui
from bot.sop.kejadian import Kejadian as KejadianInti
from bot.sop.tarik import berlaku
from db.berkas import jalur
from db.tabel import BerkasTerbitan, DataDukung, Kejadian, Kiriman, Terbitan

TENTANG = "terbitan"  # what the log says it is about
BUKTI, TERBITAN = "bukti", "terbitan"


def sidik_kiriman(kiriman: Kiriman) -> str:
    """SHA-256 of figures that a unit sends, with that of the file they were read from."""
    bahan = {"bidang": kiriman.bidang, "versi": kiriman.versi, "isi": kiriman.isi, "berkas": kiriman.sha256}
    return hashlib.sha256(kanonis(bahan).encode()).hexdigest()


def cap_bukti(b: DataDukung) -> Cap:
    """Of a piece of evidence: its file's SHA-256, of a link that of its text."""
    return Cap(f"{BUKTI}:{b.id}", b.sha256 or hashlib.sha256(b.tautan.encode()).hexdigest())


def cap_terbitan(t: Terbitan, berkas: Sequence[BerkasTerbitan]) -> list[Cap]:
    """Of a recap that goes out: the code printed on it, and each document made here."""
    isi = [Cap(f"{TERBITAN}:{t.id}:{b.jenis}", b.sha256) for b in berkas if b.personel_id is None]
    return [Cap(f"{TERBITAN}:{t.id}", t.sidik), *isi]


def catat_terbitan(sesi: Session, j: Jalan, waktu: datetime) -> None:
    """Code and documents of the recap that counts go into the log; what it has of them already is not repeated."""
    terbitan = terbitan_berlaku(sesi, j.nomor)
    if terbitan is None:
        return
    ada = {c for satu in _riwayat(rantai.kejadian(sesi, j.baris)) for c in _cap(satu)}
    berkas = [b for b, _ in berkas_terbitan(sesi, terbitan)]
    baru = tuple(c for c in cap_terbitan(terbitan, berkas) if c not in ada)
    if baru:
        uraian = pesan.uraian_terbit(terbitan.sidik, [c.apa.rpartition(":")[2] for c in baru if c.apa.count(":") == 2])
        catat(sesi, j, [HalDicatat(TENTANG, uraian, None, 0, pesan.PROGRAM, waktu, baru)], waktu)


def _riwayat(semua: Sequence[Kejadian]) -> list[KejadianInti]:
    return [kejadian_dari(satu.jenis, satu.isi) for satu in semua]


def _cap(kejadian: KejadianInti) -> tuple[Cap, ...]:
    return kejadian.cap if isinstance(kejadian, HalDicatat) else ()


# Comparing -----------------------------------------------------------------------------------------------------------


@dataclass
class _Banding:
    """A whole log beside the rows that it speaks of."""

    sesi: Session
    j: Jalan
    riwayat: Sequence[KejadianInti]
    berkas: dict[str, str] = field(default_factory=dict)  # SHA-256 of what must lie in the store: what it is called

    @property
    def cap(self) -> dict[str, set[str]]:
        hasil: dict[str, set[str]] = {}
        for satu in self.riwayat:
            for c in _cap(satu):
                hasil.setdefault(c.apa, set()).add(c.sidik)
        return hasil


def periksa(sesi: Session, j: Jalan, semua: Sequence[Kejadian], gudang: Path | None = None) -> list[str]:
    """What does not fit the log, as Indonesian sentences; of a log whose chain is whole. `gudang`: read the files too.

    What an earlier release has logged without a SHA-256 is passed over.
    """
    b = _Banding(sesi, j, _riwayat(semua))
    beda = [satu for bagian in (_kiriman, _bukti, _terbitan, _persetujuan) for satu in bagian(b)]
    return beda if gudang is None else [*beda, *_berkas(b.berkas, gudang)]


def _kiriman(b: _Banding) -> Iterator[str]:
    dikirim = {e.kiriman: e for e in berlaku(b.riwayat) if isinstance(e, RealisasiDikirim)}
    for nomor, e in dikirim.items():
        unit, baris = b.j.nama_bidang.get(e.bidang, e.bidang), b.sesi.get(Kiriman, nomor)
        if baris is None:
            yield pesan.HILANG.format(apa=pesan.DATA.format(unit=unit))
        elif e.sidik and sidik_kiriman(baris) != e.sidik:
            yield pesan.BEDA_DATA.format(apa=pesan.DATA.format(unit=unit), versi=baris.versi, nama=e.nama)
        elif e.sidik and baris.sha256:
            b.berkas[baris.sha256] = baris.nama_berkas
    for baris in kiriman_berlaku(b.sesi, b.j.nomor):
        if baris.id not in dikirim:
            unit = b.j.nama_bidang.get(baris.bidang, baris.bidang)
            yield pesan.TAK_TERCATAT.format(apa=f"{pesan.DATA.format(unit=unit)} versi {baris.versi}")


def _bukti(b: _Banding) -> Iterator[str]:
    for apa, sidik_ in b.cap.items():
        jenis, _, nomor = apa.partition(":")
        if jenis != BUKTI:
            continue
        baris = b.sesi.get(DataDukung, int(nomor))
        if baris is None:
            yield pesan.HILANG.format(apa=pesan.BUKTI.format(kode=f"nomor {nomor}"))
        elif cap_bukti(baris).sidik not in sidik_:
            yield pesan.BEDA_BUKTI.format(apa=pesan.BUKTI.format(kode=baris.kode), nama=baris.nama)
        elif baris.sha256:
            b.berkas[baris.sha256] = baris.nama


def _terbitan(b: _Banding) -> Iterator[str]:
    cap, terbit = b.cap, semua_terbitan(b.sesi, b.j.nomor)
    bersidik = [e.waktu for e in b.riwayat if isinstance(e, RekapDisetujui) and e.sidik]
    sisa = {apa for apa in cap if apa.startswith(f"{TERBITAN}:")}
    for versi, t in enumerate(terbit, start=1):
        if f"{TERBITAN}:{t.id}" not in cap:
            if any(waktu <= t.dibuat for waktu in bersidik):
                yield pesan.TAK_TERCATAT.format(apa=pesan.REKAP.format(versi=versi))
            continue
        for c in cap_terbitan(t, [x for x, _ in berkas_terbitan(b.sesi, t)]):
            sisa.discard(c.apa)
            bagian = c.apa.split(":")[2:]
            if c.sidik not in cap.get(c.apa, ()):
                yield pesan.BEDA_REKAP.format(apa=pesan.REKAP.format(versi=versi), bagian=(*bagian, "kode")[0].upper())
            elif bagian:
                b.berkas[c.sidik] = f"rekap versi {versi} ({bagian[0].upper()})"
    nomor = {t.id: versi for versi, t in enumerate(terbit, start=1)}
    for apa in sorted(sisa):
        milik = nomor.get(int(apa.split(":")[1]))
        yield pesan.HILANG.format(
            apa=pesan.REKAP.format(versi=milik or "?") + f" ({(*apa.split(':')[2:], 'semua')[0]})"
        )


def _persetujuan(b: _Banding) -> Iterator[str]:
    setuju = [e for e in berlaku(b.riwayat) if isinstance(e, RekapDisetujui)]
    if not b.j.keadaan.disetujui or not setuju or not setuju[-1].sidik:
        return
    if sidik(b.sesi, b.j.baris).isi != setuju[-1].sidik:
        yield pesan.BEDA_SETUJU.format(nama=setuju[-1].nama)


def _berkas(dicatat: dict[str, str], gudang: Path) -> Iterator[str]:
    for sha, nama in dicatat.items():
        letak = jalur(gudang, sha)
        if not letak.is_file():
            yield pesan.BERKAS_HILANG.format(nama=nama)
        elif _sha_berkas(letak) != sha:
            yield pesan.BERKAS_BERUBAH.format(nama=nama)


def _sha_berkas(letak: Path) -> str:
    with letak.open("rb") as berkas:
        return hashlib.file_digest(berkas, "sha256").hexdigest()


def tak_memuat(semua: Sequence[Kejadian], t: Terbitan, berkas: BerkasTerbitan | None) -> rantai.Putus | None:
    """The entry about this recap's publication, where it knows another code than the row, or not this document."""
    untuk = [(s.no, c) for s in semua if s.jenis == HalDicatat.__name__ for c in _cap(kejadian_dari(s.jenis, s.isi))]
    cap: dict[str, set[str]] = {}
    for _, c in untuk:
        cap.setdefault(c.apa, set()).add(c.sidik)
    milik = [] if berkas is None else [berkas]
    for c in cap_terbitan(t, milik) if f"{TERBITAN}:{t.id}" in cap else ():
        if c.sidik not in cap.get(c.apa, ()):
            return rantai.Putus(next(no for no, x in untuk if x.apa == f"{TERBITAN}:{t.id}"), pesan.LAIN)
    return None
