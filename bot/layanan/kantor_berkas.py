"""Reads an office file. What comes out is frozen and has been checked; a file that cannot be used is refused with
everything that is wrong with it at once, each with file, key or person, line, and what would be right.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.berkas.kop import BATAS_LOGO, gambar_dikenal
from bot.kinerja.data import DataDitolak, baca_indikator_csv, baca_indikator_xlsx
from bot.kinerja.model import Indikator
from bot.layanan import kantor_bentuk as bentuk
from bot.sop import pemuat
from bot.sop.alur import kekurangan
from bot.sop.bentuk import Keliru, sebut
from bot.sop.kejadian import Slot
from bot.sop.letak import baris_dari, letak_baris
from bot.sop.model import Sop
from bot.sop.penolakan import Ditolak
from bot.sop.salah_tulis import salah_tulis
from bot.sop.temuan import Kunci, SopDitolak, Temuan, saran
from jadwal.jam_kerja import JamKerja, JamKerjaSalah

BATAS_BERKAS = 1 << 20  # bytes; an office of 100 people has 20 kB


class KantorDitolak(Ditolak):
    """The office file cannot be used. Carries every finding; nothing of the file has been stored."""

    def __init__(self, nama: str, temuan: Iterable[Temuan]) -> None:
        self.nama, self.temuan = nama, tuple(temuan)
        judul = f"Kantor pada {nama} belum dapat dipasang: {len(self.temuan)} hal perlu diperbaiki."
        super().__init__("\n\n".join([judul, *map(str, self.temuan)]))


@dataclass(frozen=True)
class Unit:
    kode: str
    nama: str


@dataclass(frozen=True)
class Orang:
    """A person of the office with the roles held, each for a unit or for the whole office ("")."""

    telegram: int
    nama: str
    slot: tuple[Slot, ...]
    nip: str = ""
    pangkat: str = ""
    jabatan: str = ""

    def __str__(self) -> str:
        return f"{self.nama} ({self.jabatan})" if self.jabatan else self.nama


@dataclass(frozen=True)
class Kantor:
    """An office as `pasang` stores it. ``grup`` and ``jam_kerja`` None: what is known already stays as it is.

    ``hanya_kantor``: it brings neither people nor a plan (set-up from the phone); those that are there stay.
    """

    kode: str
    nama: str
    sop: Sop
    teks_sop: str
    zona: str
    tahun: int
    bidang: tuple[Unit, ...]
    personel: tuple[Orang, ...]
    indikator: tuple[Indikator, ...]
    grup: int | None = None
    topik: int | None = None
    jam_kerja: Mapping[str, Any] | None = None
    alamat: str | None = None  # of the letterhead; None: as it is
    logo: bytes | None = None  # PNG or JPEG; None: as it is
    hanya_kantor: bool = False

    @property
    def kekurangan(self) -> list[str]:
        """What still keeps a run from being started, as Indonesian phrases."""
        slot = {s for orang in self.personel for s in orang.slot}
        kurang = kekurangan(self.sop, slot, sorted({i.bidang for i in self.indikator}))
        return kurang if self.grup else [*kurang, "grup belum ditulis, jadi rekap hanya dikirim kepada pimpinan"]


def baca_kantor(jalur: Path) -> Kantor:
    """The office that a file describes; other files that it names are looked for beside it. Raises KantorDitolak."""
    teks = _teks(jalur)
    try:
        mentah = tomllib.loads(teks)
    except (ValueError, RecursionError) as galat:
        raise KantorDitolak(
            jalur.name, [replace(salah_tulis(galat, _ARTI, _SELAIN_ITU), jalan=(jalur.name,))]
        ) from None
    return _Pembacaan(jalur, teks, mentah).kantor()


def _teks(jalur: Path) -> str:
    nama = jalur.name or str(jalur)
    try:
        isi = jalur.read_bytes()
    except (OSError, ValueError):
        masalah, anjuran = f"Berkas {jalur} tidak ada atau tidak dapat dibaca.", "Periksa nama dan foldernya."
        raise KantorDitolak(nama, [Temuan((), masalah, anjuran, (nama,))]) from None
    if len(isi) > BATAS_BERKAS:
        raise KantorDitolak(nama, [Temuan((), "Berkas ini terlalu besar.", "Paling besar 1 MB.", (nama,))])
    try:
        return isi.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as galat:
        baris = isi.count(b"\n", 0, galat.start) + 1
        masalah, anjuran = "Ada huruf yang bukan UTF-8.", "Simpan ulang berkas dengan pengodean UTF-8."
        raise KantorDitolak(nama, [Temuan((), masalah, anjuran, (nama,), baris)]) from None


class _Pembacaan:
    """One reading of one file: builds what it can and takes down what it cannot."""

    def __init__(self, jalur: Path, teks: str, mentah: Mapping[str, Any]) -> None:
        self.folder, self.nama = jalur.parent, jalur.name
        self.mentah = mentah
        self.letak = letak_baris(teks)
        self.temuan: list[Temuan] = []

    def kantor(self) -> Kantor:
        puncak = self._isi((), self.mentah, bentuk.PUNCAK, "puncak")
        isi = self._bagian(puncak, "instansi", bentuk.INSTANSI)
        unit = self._daftar(puncak, "bidang", bentuk.BIDANG)
        orang = self._daftar(puncak, "personel", bentuk.PERSONEL)
        berkas = self._bagian(puncak, "indikator", bentuk.INDIKATOR)
        self._unik("bidang", "kode", unit)
        self._unik("personel", "telegram", orang)
        teks_sop, sop = self._sop(isi.get("sop", ""))
        personel = self._personel(orang, sop, [str(u["kode"]) for u in unit if "kode" in u])
        jam = self._jam_kerja(puncak)
        logo = self._logo(isi["logo"]) if "logo" in isi else None
        indikator = self._indikator(berkas.get("berkas", ""), [str(u["kode"]) for u in unit if "kode" in u])
        if self.temuan or sop is None:
            raise KantorDitolak(
                self.nama, sorted(self.temuan, key=lambda t: (t.jalan[:1] != (self.nama,), t.baris or 0))
            )
        return Kantor(
            kode=isi["kode"],
            nama=isi["nama"],
            sop=sop,
            teks_sop=teks_sop,
            zona=isi["zona"],
            tahun=isi["tahun"],
            bidang=tuple(Unit(u["kode"], u["nama"]) for u in unit),
            personel=personel,
            indikator=indikator,
            grup=isi.get("grup"),
            topik=isi.get("topik"),
            jam_kerja=jam,
            alamat=isi.get("alamat"),
            logo=logo,
        )

    # The parts of the file

    def _bagian(self, puncak: Mapping[str, Any], apa: str, kunci: Mapping[str, bentuk.Pembaca]) -> dict[str, Any]:
        return self._isi((apa,), puncak[apa], kunci, apa) if apa in puncak else {}

    def _daftar(self, puncak: Mapping[str, Any], apa: str, kunci: Mapping[str, bentuk.Pembaca]) -> list[dict[str, Any]]:
        return [self._isi((apa, nomor), satu, kunci, apa) for nomor, satu in enumerate(puncak.get(apa, []))]

    def _isi(self, kunci: Kunci, mentah: object, pembaca: Mapping[str, bentuk.Pembaca], apa: str) -> dict[str, Any]:
        """The readable part of a table, key by key."""
        if not isinstance(mentah, dict):
            self._catat(kunci, f"Isinya {sebut(mentah)}.", f"Seharusnya bagian dengan kunci: {', '.join(pembaca)}.")
            return {}
        hasil: dict[str, Any] = {}
        for nama, nilai in mentah.items():
            try:
                if nama not in pembaca:
                    raise bentuk.tidak_dikenal(nama, pembaca)
                hasil[nama] = pembaca[nama](nilai)
            except Keliru as salah:
                self._catat((*kunci, nama), salah.masalah, salah.seharusnya)
        for nama, contoh in bentuk.WAJIB[apa].items():
            if nama not in mentah:
                self._catat((*kunci, nama), "Kunci ini belum ada.", f"Tambahkan, misalnya: {contoh}")
        return hasil

    def _unik(self, apa: str, kunci: str, semua: Sequence[Mapping[str, Any]]) -> None:
        pertama: dict[str, int] = {}
        for nomor, satu in enumerate(semua):
            if kunci not in satu:
                continue
            lama = pertama.setdefault(str(satu[kunci]).casefold(), nomor)
            if lama != nomor:
                masalah = f"{satu[kunci]} sudah dipakai {self._sebutan(apa, lama)}."
                anjuran = "Gabungkan keduanya." if apa == "personel" else "Beri kode lain."
                self._catat((apa, nomor, kunci), masalah, anjuran)

    def _sop(self, sebutan: str) -> tuple[str, Sop | None]:
        """An id of those that ship with the program, else a file."""
        if not sebutan:
            return "", None
        try:
            teks, nama = pemuat.baca(sebutan if sebutan in pemuat.daftar() else self.folder / sebutan)
            return teks, pemuat.muat_teks(teks, nama)
        except SopDitolak as tolak:
            baris = baris_dari(self.letak, ("instansi", "sop"))
            if (self.folder / sebutan).is_file():
                self.temuan += tolak.temuan
            else:
                petunjuk = saran(sebutan, pemuat.daftar())
                anjuran = (
                    f"{petunjuk} Yang tersedia: {', '.join(pemuat.daftar())}; atau nama berkas .toml di folder ini."
                )
                jalan = (self.nama, "instansi", "sop")
                self.temuan.append(Temuan((), f'Tidak ada SOP atau berkas "{sebutan}".', anjuran.strip(), jalan, baris))
            return "", None

    def _personel(self, semua: Sequence[Mapping[str, Any]], sop: Sop | None, unit: Sequence[str]) -> tuple[Orang, ...]:
        hasil = []
        for nomor, isi in enumerate(semua):
            kunci: Kunci = ("personel", nomor)
            for kode in isi.get("bidang", ()):
                self._bidang_dikenal((*kunci, "bidang"), kode, unit)
            slot = self._slot(kunci, isi, sop) if sop else ()
            if "telegram" in isi and "nama" in isi:
                lain = {k: isi[k] for k in ("nip", "pangkat", "jabatan") if k in isi}
                hasil.append(Orang(isi["telegram"], isi["nama"], slot, **lain))
        return tuple(hasil)

    def _slot(self, kunci: Kunci, isi: Mapping[str, Any], sop: Sop) -> tuple[Slot, ...]:
        slot: list[Slot] = []
        dikenal = {p.id: p for p in sop.peran}
        for nama in isi.get("peran", ()):
            if nama not in dikenal:
                petunjuk = f"{saran(nama, dikenal)} Peran pada SOP {sop.id}: {', '.join(dikenal)}.".strip()
                self._catat((*kunci, "peran"), f'Peran "{nama}" tidak ada.', petunjuk)
            elif not dikenal[nama].per_bidang:
                slot.append((nama, ""))
            elif "bidang" not in self.mentah["personel"][kunci[1]]:
                masalah = f'Peran "{nama}" ada di tiap bidang, tetapi bidangnya belum ditulis.'
                self._catat((*kunci, "bidang"), masalah, 'Tambahkan, misalnya: bidang = "perdagangan"')
            else:
                slot += [(nama, kode) for kode in isi.get("bidang", ())]
        return tuple(slot)

    def _bidang_dikenal(self, kunci: Kunci, kode: str, unit: Sequence[str]) -> None:
        if kode not in unit:
            petunjuk = f"{saran(kode, unit)} Bidang yang ada: {', '.join(unit) or 'belum ada'}.".strip()
            self._catat(kunci, f'Bidang "{kode}" tidak ada.', petunjuk)

    def _jam_kerja(self, puncak: Mapping[str, Any]) -> Mapping[str, Any] | None:
        if "jam_kerja" not in puncak:
            return None
        isi = _polos(puncak["jam_kerja"])
        try:
            JamKerja.dari_json(isi)
        except JamKerjaSalah as salah:
            letak = tuple(re.sub(r" \d+$", "", bagian) for bagian in salah.letak.split(" > "))
            self._catat(("jam_kerja", *letak), salah.apa[:1].upper() + salah.apa[1:], "")
        return isi

    def _logo(self, nama: str) -> bytes | None:
        kunci = ("instansi", "logo")
        try:
            data = (self.folder / nama).read_bytes()
        except (OSError, ValueError):
            self._catat(
                kunci,
                f'Berkas "{nama}" tidak ada atau tidak dapat dibaca.',
                f"Letakkan di folder yang sama dengan {self.nama}, atau tulis nama yang benar.",
            )
            return None
        if not gambar_dikenal(data):
            self._catat(kunci, f'Berkas "{nama}" bukan gambar PNG atau JPG.', "Simpan logonya sebagai PNG atau JPG.")
        elif len(data) > BATAS_LOGO:
            batas = BATAS_LOGO // 1024
            self._catat(kunci, f'Berkas "{nama}" {len(data) // 1024} kB.', f"Perkecil sampai paling besar {batas} kB.")
        return data

    def _indikator(self, nama: str, unit: Sequence[str]) -> tuple[Indikator, ...]:
        if not nama:
            return ()
        kunci = ("indikator", "berkas")
        try:
            data = (self.folder / nama).read_bytes()
        except (OSError, ValueError):
            anjuran = f"Letakkan di folder yang sama dengan {self.nama}, atau tulis nama yang benar."
            self._catat(kunci, f'Berkas "{nama}" tidak ada atau tidak dapat dibaca.', anjuran)
            return ()
        pembaca = {".csv": baca_indikator_csv, ".xlsx": baca_indikator_xlsx}.get(Path(nama).suffix.lower())
        if pembaca is None:
            self._catat(kunci, f'Berkas "{nama}" bukan .csv atau .xlsx.', "Simpan dari Excel sebagai salah satunya.")
            return ()
        try:
            hasil = pembaca(data)
        except DataDitolak as tolak:
            for m in tolak.masalah:
                jalan = (Path(nama).name, m.kolom) if m.kolom else (Path(nama).name,)
                self.temuan.append(Temuan((), m.saran[:1].upper() + m.saran[1:], "", jalan, m.baris or None))
            return ()
        self._bidang_indikator(Path(nama).name, hasil, unit)
        return hasil

    def _bidang_indikator(self, nama: str, semua: Sequence[Indikator], unit: Sequence[str]) -> None:
        asing = Counter(i.bidang for i in semua if i.bidang not in unit)
        for kode, banyak in asing.items():
            pertama = next(i.kode for i in semua if i.bidang == kode)
            lain = f" dan {banyak - 1} lainnya" if banyak > 1 else ""
            petunjuk = f"{saran(kode, unit)} Bidang yang ada: {', '.join(unit) or 'belum ada'}.".strip()
            jalan = (nama, f"{pertama}{lain}", "bidang")
            self.temuan.append(Temuan((), f'Bidang "{kode}" tidak ada.', petunjuk, jalan))

    # Where a finding lies

    def _catat(self, kunci: Kunci, masalah: str, seharusnya: str) -> None:
        jalan = [self.nama]
        for posisi, bagian in enumerate(kunci):
            if isinstance(bagian, int):
                jalan[-1] = self._sebutan(str(kunci[posisi - 1]), bagian)
            else:
                jalan.append(bagian)
        self.temuan.append(Temuan(kunci, masalah, seharusnya, tuple(jalan), baris_dari(self.letak, kunci)))

    def _sebutan(self, apa: str, nomor: int) -> str:
        """``personel 3 "Vera Natalia"``."""
        satu = self.mentah[apa][nomor]
        nama = satu.get("nama") if isinstance(satu, dict) else None
        return f'{apa} {nomor + 1} "{nama[:60]}"' if isinstance(nama, str) and nama else f"{apa} {nomor + 1}"


def _polos(isi: Any) -> Any:
    """TOML as JSON can hold it: dates become text."""
    if isinstance(isi, dict):
        return {kunci: _polos(nilai) for kunci, nilai in isi.items()}
    if isinstance(isi, list):
        return [_polos(nilai) for nilai in isi]
    return str(isi) if isinstance(isi, date) else isi


# Said with the examples of an office.
_ARTI = (
    (
        "Cannot declare",
        "Bagian ini sudah ditulis di atas, atau kurang kurung siku.",
        "Pakai [[bidang]] dan [[personel]].",
    ),
    ("Unclosed array", "Daftar ini belum ditutup, atau kurang koma.", 'Contoh: peran = ["kepala"].'),
    ("Expected ']'", "Kurung siku pada judul bagian belum lengkap.", "Contoh: [instansi] atau [[bidang]]."),
    ("Expected '=' after", "Sesudah nama kunci harus ada tanda =.", 'Contoh: kode = "dkupp".'),
)
_SELAIN_ITU = (
    "Baris ini bukan kunci, judul bagian, atau catatan.",
    'Contoh kunci: kode = "dkupp"; catatan diawali #.',
)
