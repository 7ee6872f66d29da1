"""Working hours as people choose, write and read them: ready patterns, typed lines, a short description. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jadwal.jam_kerja import HARI, JamKerja, JamKerjaSalah, Rentang

CONTOH = "Senin-Kamis 08.00-12.00 13.00-16.30\nJumat 08.00-11.30 13.00-17.00"  # itself a valid answer
BATAS_BARIS = 14  # two lines for each day of the week

_SEBUTAN = {nama[:3]: nama for nama in HARI} | {"jumaat": "jumat", "ahad": "minggu"}
_SAMPAI = r"(?:[-–—]|s\s*[./]\s*d\.?|sampai(?:\s+dengan)?|hingga)"
_JAM = r"\d{1,2}(?:[.:]\d{2})?"
_RENTANG = re.compile(rf"({_JAM})\s*{_SAMPAI}\s*({_JAM})")
_PENGHUBUNG = re.compile(r"[\s,;:&=()]|\bdan\b|\bpukul\b|\bjam\b|\bwi(?:b|ta|t)\b")


@dataclass(frozen=True)
class JamSiap:
    """Ready hours for a button. ``isi``: for `Instansi.jam_kerja`; empty stands for the default, Perpres 21/2023."""

    kode: str
    nama: str
    isi: Mapping[str, Any]


def _siap(senin_kamis: str, jumat: str, sabtu: str = "") -> dict[str, Any]:
    hari = dict.fromkeys(HARI[:4], senin_kamis) | {"jumat": jumat, "sabtu": sabtu}
    return {"pekan": {nama: rentang.split() for nama, rentang in hari.items() if rentang}}


# Each adds up to 37.5 hours (Perpres 21/2023) except the second, whose Friday is half an hour shorter.
JAM_SIAP = (
    JamSiap("perpres", "Perpres 21/2023: 07.30–16.00", {}),
    JamSiap("lima", "5 hari, 07.30–16.00 juga Jumat", _siap("07.30-12.00 13.00-16.00", "07.30-11.30 13.00-16.00")),
    JamSiap("delapan", "5 hari, 08.00–16.30", _siap("08.00-12.00 13.00-16.30", "08.00-11.30 13.00-17.00")),
    JamSiap("enam", "6 hari, 07.30–15.00", _siap("07.30-12.00 12.30-15.00", "07.30-11.30", "07.30-13.00")),
)


def baca_jam(teks: str) -> dict[str, Any]:
    """Typed lines, ``Senin-Kamis 07.30-12.00 13.00-16.00``, as `JamKerja.dari_json` reads them: ``{"pekan": …}``.

    Days that are not named are free. Raises JamKerjaSalah, whose `letak` quotes the line.
    """
    baris = [b.strip() for b in re.split(r"[\n;]", teks) if b.strip()]
    if len(baris) > BATAS_BARIS:
        raise JamKerjaSalah("pesan ini", f"ada {len(baris)} baris. Tulis satu baris untuk hari-hari yang jamnya sama.")
    pekan: dict[str, list[str]] = {}
    for satu in baris:
        letak = f"“{satu[:60]}”"
        hari, rentang = _baca_baris(letak, satu)
        for nama in hari:
            if nama in pekan:
                raise JamKerjaSalah(letak, f"{nama.capitalize()} sudah disebut. Tulis tiap hari sekali saja.")
            pekan[nama] = [str(r) for r in rentang]
    isi = {"pekan": {nama: pekan[nama] for nama in HARI if pekan.get(nama)}}
    try:
        JamKerja.dari_json(isi)
    except JamKerjaSalah as salah:
        raise JamKerjaSalah(salah.letak.removeprefix("pekan > ").capitalize(), salah.apa) from None
    return isi


def _baca_baris(letak: str, teks: str) -> tuple[list[str], list[Rentang]]:
    """The days that a line is about and its spans of work; none for ``Sabtu libur``."""
    kecil = teks.casefold()
    batas = re.search(r"\d|\blibur\b", kecil)
    hari = _baca_hari(letak, kecil[: batas.start()] if batas else kecil)
    sisa = kecil[batas.start() :] if batas else ""
    if sisa.strip() == "libur":
        return hari, []
    rentang = []
    for mulai, selesai in _RENTANG.findall(sisa):
        try:
            rentang.append(Rentang.baca(f"{_lengkap(mulai)}-{_lengkap(selesai)}"))
        except ValueError as galat:
            raise JamKerjaSalah(letak, str(galat)) from None
    asing = _PENGHUBUNG.sub("", _RENTANG.sub("", sisa))
    if asing or not rentang:
        sebab = f"“{asing[:30]}” tidak terbaca." if asing else "jamnya belum ditulis."
        raise JamKerjaSalah(letak, f"{sebab} Tulis hari lalu jamnya, misalnya Senin-Kamis 07.30-12.00 13.00-16.00")
    return hari, rentang


def _lengkap(jam: str) -> str:
    return jam if re.search(r"[.:]", jam) else f"{jam}.00"


def _baca_hari(letak: str, teks: str) -> list[str]:
    """``senin - kamis, sabtu`` as names of days."""
    hasil: list[str] = []
    for bagian in re.split(r",|&|\bdan\b", teks):
        ujung = [_satu_hari(letak, u) for u in re.split(_SAMPAI, bagian.strip(" :=\t"))]
        awal, akhir = HARI.index(ujung[0]), HARI.index(ujung[-1])
        if len(ujung) > 2 or akhir < awal:
            raise JamKerjaSalah(letak, "urutan harinya tidak terbaca. Tulis misalnya Senin-Kamis.")
        hasil += HARI[awal : akhir + 1]
    return hasil


def _satu_hari(letak: str, teks: str) -> str:
    kata = re.sub(r"\b(?:hari|pukul|jam)\b|[^a-z]", "", teks)
    nama = kata if kata in HARI else _SEBUTAN.get(kata)
    if nama is None:
        sebab = f"“{teks.strip()[:30]}” bukan nama hari." if teks.strip() else "harinya belum ditulis."
        raise JamKerjaSalah(letak, f"{sebab} Awali dengan hari, misalnya Senin-Kamis 07.30-12.00 13.00-16.00")
    return nama


def uraikan(jam: JamKerja) -> list[str]:
    """The ordinary week in lines as people read them: ``Senin–Kamis 07.30–12.00, 13.00–16.00``."""
    hasil: list[tuple[int, int, tuple[Rentang, ...]]] = []
    for n, rentang in enumerate(jam.pekan):
        if hasil and hasil[-1][2] == rentang:
            hasil[-1] = (hasil[-1][0], n, rentang)
        else:
            hasil.append((n, n, rentang))
    return [f"{_sebut_hari(a, b)} {_sebut_rentang(r)}" for a, b, r in hasil if r]


def _sebut_hari(awal: int, akhir: int) -> str:
    nama = HARI[awal].capitalize()
    return nama if awal == akhir else f"{nama}–{HARI[akhir].capitalize()}"


def _sebut_rentang(semua: Sequence[Rentang]) -> str:
    return ", ".join(str(r).replace("-", "–") for r in semua)
