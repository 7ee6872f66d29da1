"""The form as a conversation: what is asked of one indicator, and in which order. Pure: figures in, questions out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.kinerja.model import Indikator, Realisasi
from bot.kinerja.ukur import VarianTurun
from bot.kinerja.wajar import menonjol, periksa_wajar, perlu_penjelasan


class Bagian(StrEnum):
    """What one message asks, in the order of asking."""

    KINERJA = "kinerja"
    ANGGARAN = "anggaran"
    WAJAR = "wajar"  # is this really so?
    STATUS = "status"  # how far is the follow-up of the quarter before?
    PENDUKUNG = "pendukung"
    PENGHAMBAT = "penghambat"
    TINDAK_LANJUT = "tindak-lanjut"


CATATAN = (Bagian.PENDUKUNG, Bagian.PENGHAMBAT, Bagian.TINDAK_LANJUT)
URUTAN = tuple(Bagian)


@dataclass(frozen=True)
class Pos:
    """Where a conversation stands: an indicator and what is asked of it."""

    kode: str
    bagian: Bagian


def pertanyaan_terbuka(i: Indikator, tw: int, r: Realisasi, lalu: Realisasi | None) -> list[str]:
    """Plausibility questions (domain 3.1 no. 7) that nobody has answered yet."""
    terjawab = {soal for soal, _ in r.penjelasan}
    return [soal for soal in (*r.soal, *periksa_wajar(i, tw, r, lalu)) if soal not in terjawab]


def bagian_untuk(
    i: Indikator,
    tw: int,
    r: Realisasi,
    lalu: Realisasi | None,
    *,
    berjanji: bool = False,
    varian: VarianTurun = VarianTurun.SELISIH,
) -> list[Bagian]:
    """What is asked of an indicator as it stands: money where there is a ceiling, explanations where they are due.

    Below a capaian of 91 (domain 7.2) the obstacle and what is done about it; far above the target what has helped.
    berjanji: an earlier follow-up is open.
    """
    hasil = [Bagian.KINERJA]
    if i.pagu is not None:
        hasil.append(Bagian.ANGGARAN)
    if pertanyaan_terbuka(i, tw, r, lalu):
        hasil.append(Bagian.WAJAR)
    if berjanji:
        hasil.append(Bagian.STATUS)
    if perlu_penjelasan(i, tw, r, varian):
        hasil += [Bagian.PENGHAMBAT, Bagian.TINDAK_LANJUT]
    elif menonjol(i, tw, r, varian):
        hasil.append(Bagian.PENDUKUNG)
    return hasil


def rangkaian(
    semua: Sequence[Indikator],
    tw: int,
    realisasi: Mapping[str, Realisasi],
    lalu: Mapping[str, Realisasi],
    *,
    hanya_wajar: bool = False,
    berjanji: Collection[str] = (),
    varian: VarianTurun = VarianTurun.SELISIH,
) -> list[Pos]:
    """Every question of the form as it stands now, in order.

    hanya_wajar: only those about plausibility. berjanji: codes whose earlier follow-up is open.
    """
    hasil = []
    for i in semua:
        r = realisasi.get(i.kode, Realisasi(i.kode))
        for bagian in bagian_untuk(i, tw, r, lalu.get(i.kode), berjanji=i.kode in berjanji, varian=varian):
            if not hanya_wajar or bagian is Bagian.WAJAR:
                hasil.append(Pos(i.kode, bagian))
    return hasil


def sesudah(daftar: Sequence[Pos], semua: Sequence[Indikator], kini: Pos) -> Pos | None:
    """The first question behind this one, which need not be asked any more itself."""
    return next((p for p in daftar if _urut(semua, p) > _urut(semua, kini)), None)


def sebelum(daftar: Sequence[Pos], semua: Sequence[Indikator], kini: Pos) -> Pos | None:
    """The last question before this one."""
    return next((p for p in reversed(daftar) if _urut(semua, p) < _urut(semua, kini)), None)


def _urut(semua: Sequence[Indikator], p: Pos) -> tuple[int, int]:
    ke = next((n for n, i in enumerate(semua) if i.kode == p.kode), -1)
    return ke, URUTAN.index(p.bagian)


def catatan(r: Realisasi, bagian: Bagian) -> str:
    """The note of this kind, "" where there is none."""
    match bagian:
        case Bagian.PENDUKUNG:
            return r.faktor_pendukung
        case Bagian.PENGHAMBAT:
            return r.faktor_penghambat
        case Bagian.TINDAK_LANJUT:
            return r.tindak_lanjut
    return ""


def dengan_catatan(r: Realisasi, bagian: Bagian, teks: str) -> Realisasi:
    """The report with this note."""
    match bagian:
        case Bagian.PENDUKUNG:
            return replace(r, faktor_pendukung=teks)
        case Bagian.PENGHAMBAT:
            return replace(r, faktor_penghambat=teks)
        case Bagian.TINDAK_LANJUT:
            return replace(r, tindak_lanjut=teks)
    return r


def dengan_jawaban(r: Realisasi, soal: Sequence[str], jawaban: str) -> Realisasi:
    """The report with these questions answered; the answer stays with the number."""
    lama = tuple(p for p in r.penjelasan if p[0] not in soal)
    return replace(r, penjelasan=(*lama, *((satu, jawaban) for satu in soal)))


def warisi_jawaban(
    semua: Sequence[Indikator],
    tw: int,
    baru: Mapping[str, Realisasi],
    dulu: Mapping[str, Realisasi],
    lalu: Mapping[str, Realisasi],
) -> dict[str, Realisasi]:
    """A new file with the answers given before, wherever the same figure raises the same question again."""
    menurut_kode = {i.kode: i for i in semua}
    hasil = {}
    for kode, r in baru.items():
        jawaban = dulu[kode].penjelasan if kode in dulu else ()
        hasil[kode] = r
        if jawaban and kode in menurut_kode:
            hasil[kode] = tanpa_jawaban_usang(menurut_kode[kode], tw, replace(r, penjelasan=jawaban), lalu.get(kode))
    return hasil


def tanpa_jawaban_usang(i: Indikator, tw: int, r: Realisasi, lalu: Realisasi | None) -> Realisasi:
    """Answers to questions that the changed figure no longer raises are dropped."""
    masih = {*r.soal, *periksa_wajar(i, tw, r, lalu)}
    return replace(r, penjelasan=tuple(p for p in r.penjelasan if p[0] in masih))
