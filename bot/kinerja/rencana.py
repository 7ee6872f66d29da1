"""Two versions of a yearly plan beside each other, and what is worth asking about one before it is stored."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.kinerja.model import Indikator
from bot.kinerja.tampil import kutip, rupiah_id
from bot.kinerja.wajar import periksa_rencana

Baris = Mapping[str, str]  # one indicator: the columns of its file, as text

_BERDESIMAL = re.compile(r"-?[0-9]+,[0-9]+")
JANGGAL = Decimal(20)  # a weight so many times the smallest is more likely a percentage beside empty cells


@dataclass(frozen=True)
class Ubahan:
    """One column of one indicator that differs."""

    kode: str
    kolom: str
    lama: str
    baru: str


@dataclass(frozen=True)
class Perbedaan:
    """What a newer version does to an older one. Indicators are recognised by their code."""

    baru: tuple[Baris, ...]
    diubah: tuple[Ubahan, ...]
    disisihkan: tuple[Baris, ...]
    urutan: bool  # nothing but the order differs

    def __bool__(self) -> bool:
        return bool(self.baru or self.diubah or self.disisihkan or self.urutan)


def bandingkan(lama: Sequence[Baris], baru: Sequence[Baris]) -> Perbedaan:
    """`lama` → `baru`."""
    dulu, kini = {b["kode"]: b for b in lama}, {b["kode"]: b for b in baru}
    diubah = tuple(
        Ubahan(kode, kolom, dulu[kode].get(kolom, ""), isi)
        for kode, satu in kini.items()
        if kode in dulu
        for kolom, isi in satu.items()
        if dulu[kode].get(kolom, "") != isi
    )
    tambah = tuple(b for kode, b in kini.items() if kode not in dulu)
    sisih = tuple(b for kode, b in dulu.items() if kode not in kini)
    urutan = not (diubah or tambah or sisih) and list(dulu) != list(kini)
    return Perbedaan(tambah, diubah, sisih, urutan)


def seejaan(lama: Sequence[Baris], baru: Sequence[Baris]) -> list[dict[str, str]]:
    """`baru`, with numbers spelled as in `lama` where they are the same: a workbook keeps no ``53,50``, only 53.5."""
    dulu = {b["kode"]: b for b in lama}
    return [
        {k: asal if _polos(asal := dulu.get(b["kode"], {}).get(k, isi)) == _polos(isi) else isi for k, isi in b.items()}
        for b in baru
    ]


def _polos(teks: str) -> str:
    return teks.rstrip("0").rstrip(",") if _BERDESIMAL.fullmatch(teks) else teks


def tanyakan_rencana(indikator: Sequence[Indikator], bidang: Mapping[str, str]) -> list[tuple[str, str]]:
    """Code (or "") and question, in the order of the plan. `bidang`: units of the office, code to name."""
    per_baris = [(i.kode, tanya) for i in indikator for tanya in periksa_rencana(i)]
    terisi = {i.bidang for i in indikator}
    tanpa = [nama for kode, nama in bidang.items() if kode not in terisi]
    kosong = [("", f"Belum ada indikator untuk {', '.join(tanpa)}: unit itu tidak diminta melapor.")] if tanpa else []
    return [*per_baris, *_nama_sama(indikator), *_pagu_sama(indikator), *_bobot_janggal(indikator), *kosong]


def _nama_sama(indikator: Sequence[Indikator]) -> list[tuple[str, str]]:
    pertama: dict[tuple[str, str], str] = {}
    hasil = []
    for i in indikator:
        asal = pertama.setdefault((i.bidang, i.nama.casefold()), i.kode)
        if asal != i.kode:
            hasil.append((i.kode, f"Nama indikatornya sama dengan {asal} di unit yang sama: apakah memang dua?"))
    return hasil


def _pagu_sama(indikator: Sequence[Indikator]) -> list[tuple[str, str]]:
    """The ceiling belongs to a program and stands on one of its rows (domain 3.9): twice the same is counted twice."""
    kelompok: dict[tuple[str, str, Decimal], list[str]] = defaultdict(list)
    for i in indikator:
        if i.pagu and i.program:
            kelompok[i.program.casefold(), i.kegiatan.casefold(), i.pagu].append(i.kode)
    return [
        (kode[0], f"Pagu {rupiah_id(pagu)} yang sama juga di {', '.join(kode[1:])} dan akan dijumlahkan: apakah benar?")
        for (_, _, pagu), kode in kelompok.items()
        if len(kode) > 1
    ]


def _bobot_janggal(indikator: Sequence[Indikator]) -> list[tuple[str, str]]:
    terkecil = min((i.bobot for i in indikator), default=Decimal(1))
    besar = next((i for i in indikator if i.bobot >= terkecil * JANGGAL), None)
    if besar is None:
        return []
    kutipan = kutip(f"{besar.bobot.normalize():f}".replace(".", ","))
    return [(besar.kode, f"Bobot {kutipan} jauh di atas yang lain (yang kosong dihitung 1): apakah benar?")]
