"""Reads an SOP file. What comes out is frozen and has been checked; nothing further in has to doubt it.

A file that cannot be used is refused with everything that is wrong with it at once (`SopDitolak`), each with the way
to it, the line, and what would be right.
"""

import hashlib
import textwrap
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.sop.bentuk import (
    LANGKAH,
    PERAN,
    PUNCAK,
    SAMPUL,
    WAJIB,
    Keliru,
    Pembaca,
    id_peran,
    sebut,
)
from bot.sop.letak import baris_dari, letak_baris
from bot.sop.model import Jenis, Langkah, LembarSampul, Peran, Satuan, Sop, StandarWaktu
from bot.sop.pemeriksa import periksa
from bot.sop.salah_tulis import salah_tulis
from bot.sop.temuan import Kunci, SopDitolak, Temuan, saran

_RUANG = Path(__file__).parent
_BATAS_BERKAS = 256 * 1024  # bytes; the longest of ours has 9 kB

# Stands in for what could not be read, so that the rest can still be looked at.
_LANGKAH_KOSONG: Mapping[str, Any] = {
    "kegiatan": "",
    "pelaksana": (),
    "jenis": Jenis.FORMAT,
    "kelengkapan": (),
    "waktu": StandarWaktu(1, Satuan.MENIT),
    "output": "",
}
# Which parts of the file make the flow, which keys name roles, and where a fault says nothing about the flow.
_ALUR = frozenset({"langkah", "peran"})
_SEBUTAN_PERAN = frozenset({"pelaksana", "penerima", "peserta", "pemutus"})
_BUKAN_ALUR = frozenset({"kegiatan", "kelengkapan", "waktu", "output", "disimpulkan"})


def daftar() -> tuple[str, ...]:
    """The ids of the SOPs that ship with the program."""
    return tuple(sorted(berkas.stem for berkas in _RUANG.glob("*.toml")))


def muat(id_atau_jalur: str | Path) -> Sop:
    """An SOP by its id (see `daftar`) or from a file. Raises `SopDitolak`."""
    teks, nama = baca(id_atau_jalur)
    return muat_teks(teks, nama)


def muat_teks(teks: str, nama: str) -> Sop:
    """An SOP from the text of its file; `nama` is how messages call the file. Raises `SopDitolak` with all findings."""
    try:
        mentah = tomllib.loads(teks)
    except (ValueError, RecursionError) as galat:  # ValueError: TOMLDecodeError, and integers of 4300 digits and more
        raise SopDitolak(nama, [replace(salah_tulis(galat, _ARTI, _SELAIN_ITU), jalan=(nama,))]) from None
    pembacaan = Pembacaan()
    sop = pembacaan.sop(mentah, hashlib.sha256(teks.encode()).hexdigest())
    semua = [*pembacaan.temuan, *(t for t in periksa(sop) if not pembacaan.akibat(t))]
    if semua:
        letak = letak_baris(teks)
        lengkap = [replace(t, jalan=_jalan(nama, mentah, t.kunci), baris=baris_dari(letak, t.kunci)) for t in semua]
        raise SopDitolak(nama, sorted(lengkap, key=lambda t: t.baris or 0))
    return sop


def baca(id_atau_jalur: str | Path) -> tuple[str, str]:
    """Text and name of an SOP file, with line ends of Unix. Raises `SopDitolak` when there is nothing to read."""
    dikenal = str(id_atau_jalur) in daftar()
    jalur = _RUANG / f"{id_atau_jalur}.toml" if dikenal else Path(id_atau_jalur)
    nama = jalur.name or str(id_atau_jalur)
    try:
        isi = jalur.read_bytes()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        petunjuk = f"{saran(nama, daftar())} Yang tersedia: {', '.join(daftar())}; atau tulis jalur ke berkas .toml."
        raise _tolak(nama, f'Tidak ada SOP atau berkas "{id_atau_jalur}".', petunjuk.strip()) from None
    if len(isi) > _BATAS_BERKAS:
        raise _tolak(nama, "Berkas ini terlalu besar untuk sebuah SOP.", "Paling besar 256 kB.")
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError as galat:
        baris = isi.count(b"\n", 0, galat.start) + 1
        raise _tolak(
            nama, "Ada huruf yang bukan UTF-8.", "Simpan ulang berkas dengan pengodean UTF-8.", baris
        ) from None
    return teks.replace("\r\n", "\n"), nama


class Pembacaan:
    """One reading of one file: builds what it can and takes down what it cannot."""

    def __init__(self) -> None:
        self.temuan: list[Temuan] = []

    def sop(self, mentah: Mapping[str, Any], sidik: str) -> Sop:
        isi = self._isi((), mentah, PUNCAK, "sop")
        peran = self._semua_peran(isi.get("peran", {}))
        langkah = [self._langkah(urutan, nilai) for urutan, nilai in enumerate(isi.get("langkah", []))]
        sampul = self._isi(("sampul",), isi["sampul"], SAMPUL, "sampul") if "sampul" in isi else {}
        return Sop(
            id=isi.get("id", ""),
            nama=isi.get("nama", ""),
            zona=isi.get("zona", "Asia/Jakarta"),
            sampul=LembarSampul(**{"instansi": "", **sampul}),
            peran=tuple(peran),
            langkah=tuple(langkah),
            sidik=sidik,
        )

    def akibat(self, temuan: Temuan) -> bool:
        """Could this finding of the checker be the mere consequence of a fault found while reading?"""
        cacat = {t.kunci[:2] for t in self.temuan if t.kunci[0] in _ALUR and t.kunci[-1] not in _BUKAN_ALUR}
        if temuan.kunci[0] != "langkah" or len(temuan.kunci) == 1:
            return bool(cacat)
        peran_cacat = any(kunci[0] == "peran" for kunci in cacat)
        return temuan.kunci[:2] in cacat or (peran_cacat and temuan.kunci[-1] in _SEBUTAN_PERAN)

    def _semua_peran(self, mentah: Mapping[str, Any]) -> list[Peran]:
        peran: dict[str, dict[str, Any]] = {}
        for nama, nilai in mentah.items():
            kunci = ("peran", nama)
            try:
                id_peran(nama)
            except Keliru as salah:
                self._catat(kunci, salah.masalah, salah.seharusnya)
            peran[nama] = self._isi(kunci, {"nama": nilai} if isinstance(nilai, str) else nilai, PERAN, "peran")
        return [
            Peran(
                id=nama,
                nama=isi.get("nama", nama),
                per_bidang="per" in isi,
                atasan=isi.get("atasan") or _atasan_bawaan(nama, peran),
            )
            for nama, isi in peran.items()
        ]

    def _langkah(self, urutan: int, mentah: object) -> Langkah:
        isi = self._isi(("langkah", urutan), mentah, LANGKAH, "langkah")
        return Langkah(**{"no": urutan + 1, **_LANGKAH_KOSONG, **isi})

    def _isi(self, kunci: Kunci, mentah: object, bentuk: Mapping[str, Pembaca], apa: str) -> dict[str, Any]:
        """The readable part of a table, key by key."""
        if not isinstance(mentah, dict):
            self._catat(kunci, f"Isinya {sebut(mentah)}.", f"Seharusnya tabel dengan kunci: {', '.join(bentuk)}.")
            return {}
        hasil: dict[str, Any] = {}
        for nama, nilai in mentah.items():
            if nama not in bentuk:
                petunjuk = saran(nama, bentuk) or f"Kunci yang ada: {', '.join(bentuk)}."
                self._catat((*kunci, nama), f'Kunci "{nama}" tidak dikenal.', petunjuk)
                continue
            try:
                hasil[nama] = bentuk[nama](nilai)
            except Keliru as salah:
                self._catat((*kunci, nama), salah.masalah, salah.seharusnya)
        for nama, contoh in WAJIB[apa].items():
            if nama not in mentah:
                self._catat((*kunci, nama), "Kunci ini belum ada.", f"Tambahkan, misalnya: {contoh}")
        return hasil

    def _catat(self, kunci: Kunci, masalah: str, seharusnya: str) -> None:
        self.temuan.append(Temuan(kunci, masalah, seharusnya))


def _atasan_bawaan(nama: str, peran: Mapping[str, object]) -> str:
    """The sekretaris, then the kepala (kontrak.md: who is told of lateness)."""
    if nama == "kepala":
        return ""
    return "sekretaris" if nama != "sekretaris" and "sekretaris" in peran else "kepala"


def _jalan(nama: str, mentah: Mapping[str, Any], kunci: Kunci) -> tuple[str, ...]:
    """``("dkupp.toml", 'langkah 7 "Memvalidasi data kinerja"', "tidak")``."""
    jalan = [nama]
    for posisi, bagian in enumerate(kunci):
        if isinstance(bagian, int):
            jalan[posisi] = _judul_langkah(mentah["langkah"][bagian], bagian + 1)
        else:
            jalan.append(bagian)
    return tuple(jalan)


def _judul_langkah(langkah: object, urutan: int) -> str:
    isi = langkah if isinstance(langkah, dict) else {}
    no = isi["no"] if type(isi.get("no")) is int else urutan
    kegiatan = isi.get("kegiatan")
    if not isinstance(kegiatan, str) or not kegiatan.strip():
        return f"langkah {no}"
    return f'langkah {no} "{textwrap.shorten(kegiatan, 60, placeholder=" …")}"'


def _tolak(nama: str, masalah: str, seharusnya: str, baris: int | None = None) -> SopDitolak:
    return SopDitolak(nama, [Temuan((), masalah, seharusnya, jalan=(nama,), baris=baris)])


# Said with the examples of an SOP.
_ARTI = (
    ("Cannot declare ('langkah',)", "[langkah] ditulis lebih dari sekali.", "Tulis dua kurung siku: [[langkah]]."),
    (
        "Unclosed array",
        "Daftar ini belum ditutup, atau kurang koma.",
        'Tulis ["satu", "dua"], dengan koma di antaranya.',
    ),
    (
        "Unclosed inline",
        "Kurung kurawal belum ditutup, atau kurang koma.",
        'Contoh: { nama = "Bidang", per = "bidang" }.',
    ),
    ("Expected '=' after", "Sesudah nama kunci harus ada tanda =.", 'Contoh: waktu = "60 menit".'),
    ("Expected ']'", "Kurung siku pada judul bagian belum lengkap.", "Contoh: [peran] atau [[langkah]]."),
    (
        "Invalid statement",
        "Baris ini bukan kunci, judul, atau catatan.",
        'Contoh: waktu = "60 menit"; catatan diawali #.',
    ),
    ("Invalid initial character", "Nama kunci tidak terbaca.", 'Contoh: waktu = "60 menit".'),
)
_SELAIN_ITU = ("Susunan berkas tidak terbaca.", "Bandingkan dengan contoh pada docs/sop.md.")
