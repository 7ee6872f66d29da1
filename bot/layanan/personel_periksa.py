"""The people's workbook as it came back: cells in, people and every finding out. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from bot.berkas.baca_excel import BarisMentah, BerkasMentah, LembarMentah, SelMentah
from bot.berkas.personel_excel import BIDANG, JABATAN, JENIS, JUDUL, NAMA, NIP, PANGKAT, PERAN, TELEGRAM
from bot.berkas.sel_excel import alamat
from bot.berkas.tabel import lipat
from bot.berkas.temuan import Temuan
from bot.layanan.kantor_bentuk import TELEGRAM_TERBESAR, keterangan
from bot.layanan.kantor_berkas import Orang
from bot.layanan.nip import NipSalah, baca_nip
from bot.sop.bentuk import Keliru
from bot.sop.kejadian import Slot
from bot.sop.temuan import saran

T = TypeVar("T")

DIGIT_EXCEL = 15  # significant digits that Excel keeps of a number
CUKUP_JUDUL = 3  # so many of our headers in one row make it the header row


@dataclass(frozen=True)
class Pilihan:
    """What a row may name: roles as people read them -> (id, per unit?), units as people read them -> code."""

    peran: Mapping[str, tuple[str, bool]]
    bidang: Mapping[str, str]


@dataclass(frozen=True)
class HasilPersonel:
    """``temuan``: nothing may be stored when there is one. ``orang``: with an account; ``undangan``: without (id 0)."""

    temuan: tuple[Temuan, ...] = ()
    orang: tuple[Orang, ...] = ()
    undangan: tuple[Orang, ...] = ()


def periksa_personel(mentah: BerkasMentah, kode: str, pilihan: Pilihan, hari: date) -> HasilPersonel:
    """Check every row. `kode`: of the office that is expected; `hari`: today."""
    ciri = mentah.identitas or {}
    if ciri and (ciri.get("jenis") != JENIS or lipat(ciri.get("instansi", "")) != lipat(kode)):
        salah = Temuan(
            "A1", "", "Berkas ini bukan daftar personel kantor ini.", "Minta berkasnya lagi lewat 📗 Daftar Excel."
        )
        return HasilPersonel((salah,))  # fmt: skip
    tabel = next((t for t in map(_tabel, mentah.lembar) if t is not None), None)
    if tabel is None:
        anjuran = f"Baris judul harus memuat: {', '.join(JUDUL)}."
        return HasilPersonel((Temuan("A1", "", "Tabel personel tidak ditemukan.", anjuran),))
    return _Pembacaan(tabel, pilihan, hari).hasil()


@dataclass(frozen=True)
class _Tabel:
    kolom: Mapping[str, int]
    baris: tuple[BarisMentah, ...]


def _tabel(lembar: LembarMentah) -> _Tabel | None:
    judul = {lipat(j): j for j in JUDUL}
    for nomor, baris in enumerate(lembar.baris):
        kolom = {judul[lipat(str(s.nilai))]: k for k, s in baris.sel.items() if lipat(str(s.nilai)) in judul}
        if len(kolom) >= CUKUP_JUDUL and NAMA in kolom and PERAN in kolom:
            return _Tabel(kolom, lembar.baris[nomor + 1 :])
    return None


@dataclass(frozen=True)
class _Baris:
    """One readable row: where it stands, the person with the role of this row."""

    nomor: int
    orang: Orang


class _Pembacaan:
    """One reading of one table: collects people and findings."""

    def __init__(self, tabel: _Tabel, pilihan: Pilihan, hari: date) -> None:
        self.tabel, self.pilihan, self.hari = tabel, pilihan, hari
        self.temuan: list[Temuan] = []

    def hasil(self) -> HasilPersonel:
        orang = self._gabung([b for baris in self.tabel.baris if (b := self._baris(baris)) is not None])
        if not orang and not self.temuan:
            self.temuan.append(Temuan(alamat(6, 1), "", "Belum ada satu orang pun.", "Isi paling sedikit satu baris."))
        if self.temuan:
            return HasilPersonel(tuple(self.temuan))
        return HasilPersonel(
            (), tuple(o for o in orang if o.telegram), tuple(o for o in orang if not o.telegram)
        )  # fmt: skip

    # A row

    def _baris(self, baris: BarisMentah) -> _Baris | None:
        isi = {j: baris.sel.get(k) for j, k in self.tabel.kolom.items()}
        if not any(s is not None and str(s.nilai).strip() not in ("", "-") for s in isi.values()):
            return None
        sebelum = len(self.temuan)
        nama = self._isi(baris, NAMA, _satu_baris)
        if not nama and len(self.temuan) == sebelum:
            self._catat(baris, NAMA, "Nama belum diisi.", "Tulis nama lengkap, atau kosongkan seluruh baris.")
        nip = self._isi(baris, NIP, self._nip)
        telegram = self._isi(baris, TELEGRAM, _telegram)
        slot = self._slot(baris, bool(telegram))
        pangkat, jabatan = (self._isi(baris, j, _satu_baris) for j in (PANGKAT, JABATAN))
        if len(self.temuan) > sebelum:
            return None
        return _Baris(baris.nomor, Orang(int(telegram or 0), nama, slot, nip, pangkat, jabatan))

    def _isi(self, baris: BarisMentah, judul: str, baca: Callable[[SelMentah], str]) -> str:
        sel = baris.sel.get(self.tabel.kolom.get(judul, 0))
        if sel is None:
            return ""
        try:
            if sel.jenis in ("rumus", "galat"):
                raise Keliru("Isinya rumus atau galat.", "Tulis isinya langsung.")
            return baca(sel)
        except NipSalah as salah:
            self._catat(baris, judul, salah.masalah, salah.anjuran)
        except Keliru as salah:
            self._catat(baris, judul, salah.masalah, salah.seharusnya)
        return ""

    def _nip(self, sel: SelMentah) -> str:
        if sel.jenis != "teks":
            digit = len(str(int(sel.nilai))) if isinstance(sel.nilai, int | float) else 0
            if digit > DIGIT_EXCEL:
                masalah = "NIP tersimpan sebagai bilangan, sehingga angka terakhirnya hilang."
                raise Keliru(masalah, "Ubah format selnya menjadi Teks, lalu ketik ulang 18 angkanya.")
        return baca_nip(_satu_baris(sel), self.hari)

    def _slot(self, baris: BarisMentah, berakun: bool) -> tuple[Slot, ...]:
        nama, unit = self._isi(baris, PERAN, _satu_baris), self._isi(baris, BIDANG, _satu_baris)
        if not nama:
            if not berakun:
                self._catat(baris, PERAN, "Peran belum dipilih.", "Pilih dari daftar: tanpa peran tidak ada undangan.")
            return ()
        peran = _cari(self.pilihan.peran, nama)
        if peran is None:
            self._tak_ada(baris, PERAN, nama, self.pilihan.peran)
            return ()
        if not peran[1]:
            return ((peran[0], ""),)
        kode = _cari(self.pilihan.bidang, unit) if unit else None
        if not unit:
            self._catat(
                baris,
                BIDANG,
                f'Peran "{nama}" ada di tiap unit, tetapi kolom Bidang belum dipilih.',
                "Pilih dari daftar.",
            )
        elif kode is None:
            self._tak_ada(baris, BIDANG, unit, self.pilihan.bidang)
        return ((peran[0], kode),) if kode else ()  # fmt: skip

    def _tak_ada(self, baris: BarisMentah, judul: str, nilai: str, ada: Mapping[str, object]) -> None:
        petunjuk = f"{saran(nilai, ada)} Yang ada: {', '.join(ada)}.".strip()
        self._catat(baris, judul, f'{judul} "{nilai[:60]}" tidak ada.', petunjuk)

    def _catat(self, baris: BarisMentah, judul: str, masalah: str, anjuran: str) -> None:
        sel = alamat(baris.nomor, self.tabel.kolom.get(judul, 1))
        self.temuan.append(Temuan(sel, "", masalah, anjuran))

    # Rows of the same person

    def _gabung(self, semua: Sequence[_Baris]) -> list[Orang]:
        """A person with several roles stands in several rows; what contradicts itself is a finding."""
        hasil: list[tuple[int, Orang]] = []
        for baris in semua:
            urutan = next((n for n, (_, o) in enumerate(hasil) if _sama(o, baris.orang)), None)
            if urutan is None:
                hasil.append((baris.nomor, baris.orang))
                continue
            pertama, lama = hasil[urutan]
            self.temuan += self._pertentangan(baris, pertama, lama)
            hasil[urutan] = (pertama, _satukan(lama, baris.orang))
        return [o for _, o in hasil]

    def _pertentangan(self, baris: _Baris, pertama: int, lama: Orang) -> Iterator[Temuan]:
        """Two rows that claim the same account or the same NIP for different people."""
        baru, siapa = baris.orang, f"baris {pertama} ({lama.nama})"
        beda_nama = lipat(lama.nama) != lipat(baru.nama)
        if baru.telegram and baru.telegram == lama.telegram:
            if beda_nama:
                masalah = f"Nomor Telegram ini juga dipakai {siapa}."
                yield self._pada(baris, TELEGRAM, masalah, "Satu nomor untuk satu orang: betulkan salah satunya.")
            elif baru.nip and lama.nip and baru.nip != lama.nip:
                yield self._pada(baris, NIP, f"Berbeda dari NIP di {siapa}, orang yang sama.", "Samakan keduanya.")
        elif beda_nama or (baru.telegram and lama.telegram):
            masalah = f"NIP ini juga dipakai {siapa}."
            yield self._pada(baris, NIP, masalah, "Satu NIP untuk satu orang: betulkan salah satunya.")

    def _pada(self, baris: _Baris, judul: str, masalah: str, anjuran: str) -> Temuan:
        return Temuan(alamat(baris.nomor, self.tabel.kolom.get(judul, 1)), "", masalah, anjuran)


def _sama(a: Orang, b: Orang) -> bool:
    """The same account, the same NIP, or the same name where neither speaks against it."""
    if (a.telegram and a.telegram == b.telegram) or (a.nip and a.nip == b.nip):
        return True
    beda = (a.telegram and b.telegram) or (a.nip and b.nip)
    return lipat(a.nama) == lipat(b.nama) and not beda


def _satukan(a: Orang, b: Orang) -> Orang:
    return replace(
        a,
        telegram=a.telegram or b.telegram,
        nip=a.nip or b.nip,
        pangkat=a.pangkat or b.pangkat,
        jabatan=a.jabatan or b.jabatan,
        slot=tuple(dict.fromkeys([*a.slot, *b.slot])),
    )


def _cari(ada: Mapping[str, T], nama: str) -> T | None:
    return next((isi for kunci, isi in ada.items() if lipat(kunci) == lipat(nama)), None)


def _satu_baris(sel: SelMentah) -> str:
    """Raises Keliru."""
    teks = keterangan(str(sel.nilai))
    return "" if teks == "-" else teks


def _telegram(sel: SelMentah) -> str:
    """Raises Keliru."""
    teks = _satu_baris(sel).replace(" ", "")
    if teks and not (teks.isascii() and teks.isdigit() and 0 < int(teks[:20]) < TELEGRAM_TERBESAR):
        anjuran = "Salin nomor yang disebut bot saat START, atau kosongkan agar orangnya diundang dengan tautan."
        raise Keliru(f'"{teks[:40]}" bukan nomor Telegram.', anjuran)
    return teks
