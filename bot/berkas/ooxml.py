"""Reading the XML of an .xlsx in one pass: values, formulas without a value, merged cells, hidden sheets.

Runs in the child process only (`bot.berkas.anak`) and imports the standard library only, since its start is part of
every upload. One pass gives what openpyxl needs two loads for, merged cells included, and does not pad empty rows; a
cell outside the limits is reported, never dropped in silence. Any DOCTYPE is refused, so no entity is ever expanded.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bot.berkas.batas import BatasUnggah, BerkasDitolak
from bot.berkas.kenali import SARAN_FORMULIR, SARAN_SIMPAN, SARAN_ULANG
from bot.berkas.sel_excel import (
    BENTUK_BAWAAN,
    alamat,
    alamat_ke_angka,
    angka_excel,
    bentuk_tanggal,
    tanggal_excel,
    teks_sel,
)

Nilai = str | int | float | bool
Atribut = dict[str, str]

_UTAMA = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
_RELASI = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_PAKET = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass
class Lembar:
    """One sheet. ``sel``: (row, column) from 1 -> (kind, value, style); only cells that hold something."""

    nama: str
    tersembunyi: bool
    sel: dict[tuple[int, int], tuple[str, Nilai, int]] = field(default_factory=dict)
    gabungan: list[str] = field(default_factory=list)
    di_luar: str = ""


@dataclass
class Buku:
    lembar: list[Lembar]
    bentuk: list[str]  # number format of each style
    diabaikan: list[str]


class Arsip:
    """The ZIP directory, looked at before anything is unpacked; then its members, each at most as long as declared."""

    def __init__(self, arsip: ZipFile, batas: BatasUnggah) -> None:
        anggota = arsip.infolist()
        if len(anggota) > batas.anggota:
            raise BerkasDitolak(f"Berkas ini berisi lebih dari {batas.anggota} bagian.", SARAN_FORMULIR)
        if sum(a.file_size for a in anggota) > batas.terurai:
            raise BerkasDitolak("Isi berkas ini terlalu besar setelah dibuka.", SARAN_FORMULIR)
        for a in anggota:
            _periksa_anggota(a)
        self._arsip = arsip
        self._peta = {_rapi(a.filename): a for a in anggota}
        if len(self._peta) != len(anggota):
            raise BerkasDitolak("Berkas ini rusak: ada bagian yang tercatat dua kali.", SARAN_ULANG)

    @property
    def nama(self) -> set[str]:
        return set(self._peta)

    def baca(self, nama: str) -> bytes:
        info = self._peta[_rapi(nama)]
        with self._arsip.open(info) as berkas:
            isi = berkas.read(info.file_size + 1)
        if len(isi) != info.file_size:
            raise BerkasDitolak("Berkas ini rusak: ukuran isinya tidak seperti yang tercatat.", SARAN_ULANG)
        return isi


def _rapi(nama: str) -> str:
    return nama.replace("\\", "/").lstrip("/").lower()


def _periksa_anggota(a: ZipInfo) -> None:
    if a.flag_bits & 1:
        raise BerkasDitolak("Berkas ini dikunci dengan kata sandi.", "Hapus sandinya, simpan, lalu kirim ulang.")
    if a.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BerkasDitolak("Cara pemadatan berkas ini bukan cara Excel.", SARAN_SIMPAN)


def baca_buku(arsip: Arsip, batas: BatasUnggah) -> Buku:
    """Every worksheet of the workbook. Raises `BerkasDitolak` where a limit or the kind of file forbids it."""
    utama = _bagian_utama(arsip)
    daftar, sejak_1904 = _daftar_lembar(arsip, utama)
    bentuk = _bentuk(arsip, join(dirname(utama), "styles.xml"))
    teks_bersama = _teks_bersama(arsip, join(dirname(utama), "sharedstrings.xml"))
    lembar, sisa = [], batas.sel
    for nama, tersembunyi, bagian in daftar:
        pembaca = PembacaLembar(Lembar(nama, tersembunyi), teks_bersama, bentuk, sejak_1904, batas, sisa)
        lembar.append(pembaca.baca(arsip.baca(bagian)))
        sisa -= len(lembar[-1].sel)
    return Buku(lembar, bentuk, _diabaikan(arsip.nama))


def _bagian_utama(arsip: Arsip) -> str:
    for jenis, tujuan in _relasi(arsip, "_rels/.rels").values():
        if jenis.endswith("/officeDocument") and tujuan in arsip.nama:
            nama = tujuan
            break
    else:
        nama = "xl/workbook.xml"
    if nama.startswith("word/") or "word/document.xml" in arsip.nama:
        raise BerkasDitolak("Ini dokumen Word (.docx), bukan Excel.", SARAN_FORMULIR)
    if nama.startswith("ppt/"):
        raise BerkasDitolak("Ini presentasi PowerPoint, bukan Excel.", SARAN_FORMULIR)
    if nama.endswith(".bin") or "xl/workbook.bin" in arsip.nama:
        raise BerkasDitolak("Ini Excel biner (.xlsb).", SARAN_SIMPAN)
    if "content.xml" in arsip.nama and arsip.nama & {"meta-inf/manifest.xml", "mimetype"}:
        raise BerkasDitolak("Ini dokumen OpenDocument (.ods), bukan Excel.", SARAN_SIMPAN)
    if nama not in arsip.nama:
        raise BerkasDitolak("Ini arsip ZIP, bukan Excel.", SARAN_FORMULIR)
    return nama


def _relasi(arsip: Arsip, nama: str, dasar: str = "") -> dict[str, tuple[str, str]]:
    """Relationship id -> (type, member). Targets outside the file are left out: nothing outside is ever opened."""
    hasil: dict[str, tuple[str, str]] = {}

    def mulai(tag: str, a: Atribut) -> None:
        if tag == f"{_PAKET} Relationship" and a.get("TargetMode") != "External":
            tujuan = a.get("Target", "").replace("\\", "/")
            hasil[a.get("Id", "")] = (a.get("Type", ""), _rapi(normpath(join("/" + dasar, tujuan))))

    if nama in arsip.nama:
        urai(arsip.baca(nama), mulai)
    return hasil


def _daftar_lembar(arsip: Arsip, utama: str) -> tuple[list[tuple[str, bool, str]], bool]:
    map_buku = dirname(utama)
    relasi = _relasi(arsip, f"{map_buku}/_rels/{utama.rpartition('/')[2]}.rels".lstrip("/"), map_buku)
    daftar: list[tuple[str, bool, str]] = []
    sejak_1904 = False

    def mulai(tag: str, a: Atribut) -> None:
        nonlocal sejak_1904
        nama = lokal(tag)
        if nama == "workbookPr":
            sejak_1904 = a.get("date1904", "0").lower() in ("1", "true", "on")
        elif nama == "sheet":
            jenis, tujuan = relasi.get(next((a[r] for r in _RELASI if r in a), ""), ("", ""))
            if jenis.endswith("/worksheet") and tujuan in arsip.nama:
                daftar.append((a.get("name", ""), a.get("state", "visible") != "visible", tujuan))

    urai(arsip.baca(utama), mulai)
    if not daftar:
        raise BerkasDitolak("Buku kerja ini tidak mempunyai lembar.", SARAN_FORMULIR)
    return daftar, sejak_1904


def _bentuk(arsip: Arsip, nama: str) -> list[str]:
    """Number format of each cell style, in order."""
    kode, gaya = dict(BENTUK_BAWAAN), []
    di_sel = False

    def mulai(tag: str, a: Atribut) -> None:
        nonlocal di_sel
        match lokal(tag):
            case "numFmt":
                kode[int(a["numFmtId"])] = a.get("formatCode", "")
            case "cellXfs":
                di_sel = True
            case "xf" if di_sel:
                gaya.append(int(a.get("numFmtId", "0")))

    def akhir(tag: str) -> None:
        nonlocal di_sel
        di_sel = di_sel and lokal(tag) != "cellXfs"

    if nama in arsip.nama:
        urai(arsip.baca(nama), mulai, akhir)
    return [kode.get(g, "General")[:255] for g in gaya] or ["General"]


def _teks_bersama(arsip: Arsip, nama: str) -> list[str]:
    hasil: list[str] = []
    potongan: list[str] = []
    fonetik = ambil = False

    def mulai(tag: str, _: Atribut) -> None:
        nonlocal fonetik, ambil
        match lokal(tag):
            case "si":
                potongan.clear()
            case "rPh":
                fonetik = True
            case "t":
                ambil = not fonetik

    def akhir(tag: str) -> None:
        nonlocal fonetik, ambil
        match lokal(tag):
            case "si":
                hasil.append(teks_sel("".join(potongan)))
            case "rPh":
                fonetik = False
            case "t":
                ambil = False

    def isi(teks: str) -> None:
        if ambil:
            potongan.append(teks)

    if nama in arsip.nama:
        urai(arsip.baca(nama), mulai, akhir, isi)
    return hasil


class PembacaLembar:
    """State of one pass over one sheet's XML."""

    def __init__(
        self,
        lembar: Lembar,
        teks_bersama: list[str],
        bentuk: list[str],
        sejak_1904: bool,
        batas: BatasUnggah,
        sisa: int,
    ) -> None:
        self.lembar, self.teks_bersama, self.batas, self.sisa = lembar, teks_bersama, batas, sisa
        self.tanggal = [bentuk_tanggal(b) for b in bentuk]
        self.sejak_1904 = sejak_1904
        self.huruf = 0
        self.baris = self.kolom = self.gaya = 0
        self.jenis = ""
        self.rumus: str | None = None
        self.nilai: str | None = None
        self.potongan: list[str] | None = None
        self.fonetik = False

    def baca(self, data: bytes) -> Lembar:
        urai(data, self.mulai, self.akhir, self.isi)
        return self.lembar

    def mulai(self, tag: str, a: Atribut) -> None:
        match lokal(tag):
            case "c":
                self._mulai_sel(a)
            case "v" | "f" | "t":
                self.potongan = None if self.fonetik else []
            case "row":
                self.baris, self.kolom = int(a.get("r", self.baris + 1)), 0
            case "rPh":
                self.fonetik = True
            case "mergeCell":
                self._gabung(a.get("ref", ""))

    def _mulai_sel(self, a: Atribut) -> None:
        if "r" in a:
            self.baris, self.kolom = alamat_ke_angka(a["r"])
        else:
            self.kolom += 1
        self.jenis, self.gaya = a.get("t", "n"), int(a.get("s", "0"))
        self.rumus = self.nilai = None

    def isi(self, teks: str) -> None:
        if self.potongan is not None:
            self.potongan.append(teks)

    def akhir(self, tag: str) -> None:
        match lokal(tag):
            case "v":
                self.nilai = self._selesai()
            case "f":
                self.rumus = self._selesai()
            case "t" if self.potongan is not None:  # rich text comes in several runs
                self.nilai = (self.nilai or "") + self._selesai()
            case "rPh":
                self.fonetik = False
            case "c":
                self._catat()

    def _selesai(self) -> str:
        teks, self.potongan = "".join(self.potongan or ()), None
        return teks

    def _catat(self) -> None:
        baca = self._nilai_sel()
        if baca is None:
            return
        if self.baris > self.batas.baris or self.kolom > self.batas.kolom:
            self.lembar.di_luar = self.lembar.di_luar or alamat(self.baris, self.kolom)
            return
        kunci = (self.baris, self.kolom)
        if kunci in self.lembar.sel:
            raise BerkasDitolak(f"Berkas ini rusak: sel {alamat(*kunci)} tercatat dua kali.", SARAN_ULANG)
        jenis, nilai = baca
        self.huruf += len(nilai) if isinstance(nilai, str) else 0
        if len(self.lembar.sel) >= self.sisa or self.huruf > self.batas.huruf:
            raise BerkasDitolak("Buku kerja ini berisi terlalu banyak sel.", SARAN_FORMULIR)
        self.lembar.sel[kunci] = (jenis, nilai, self.gaya)

    def _nilai_sel(self) -> tuple[str, Nilai] | None:
        """Kind and value; None for an empty cell. An empty text result of a formula is an empty cell too."""
        if self.rumus is not None and (self.nilai is None or (self.nilai == "" and self.jenis == "n")):
            return "rumus", "=" + self.rumus
        if not self.nilai:
            return None
        match self.jenis:
            case "s":
                teks = self.teks_bersama[int(self.nilai)]
                return ("teks", teks) if teks else None
            case "str" | "inlineStr":
                return "teks", teks_sel(self.nilai)
            case "b":
                return "logika", self.nilai.strip() in ("1", "true")
            case "e":
                return "galat", self.nilai
            case "d":
                return "tanggal", self.nilai
        return self._angka(self.nilai.strip())

    def _angka(self, teks: str) -> tuple[str, Nilai]:
        angka = angka_excel(teks)
        if angka is None:
            return "teks", teks
        if self.gaya < len(self.tanggal) and self.tanggal[self.gaya]:
            return "tanggal", tanggal_excel(angka, sejak_1904=self.sejak_1904)
        return "angka", angka

    def _gabung(self, wilayah: str) -> None:
        awal, _, akhir = wilayah.partition(":")
        baris, kolom = alamat_ke_angka(awal)
        if akhir and baris <= self.batas.baris and kolom <= self.batas.kolom:
            self.lembar.gabungan.append(wilayah)
        if len(self.lembar.gabungan) > self.batas.baris:
            raise BerkasDitolak("Lembar ini berisi terlalu banyak sel gabungan.", SARAN_FORMULIR)


# --- small parts --------------------------------------------------------------------------------------------------


def urai(
    data: bytes,
    mulai: Callable[[str, Atribut], None],
    akhir: Callable[[str], None] | None = None,
    isi: Callable[[str], None] | None = None,
) -> None:
    """Feed one XML part to handlers. Names come as ``namespace local``. A DOCTYPE is refused where it begins."""
    pengurai = expat.ParserCreate(namespace_separator=" ")
    pengurai.buffer_text = True
    pengurai.StartDoctypeDeclHandler = _tolak_doctype
    pengurai.EntityDeclHandler = _tolak_doctype
    pengurai.ExternalEntityRefHandler = _tolak_doctype
    pengurai.StartElementHandler = mulai
    pengurai.EndElementHandler = akhir
    pengurai.CharacterDataHandler = isi
    pengurai.Parse(data, True)


def _tolak_doctype(*_: object) -> int:
    raise BerkasDitolak("Berkas ini memuat definisi XML (DTD) yang tidak pernah ditulis Excel.", SARAN_FORMULIR)


_LOKAL: dict[str, str] = {}


def lokal(tag: str) -> str:
    """Local name in the spreadsheet namespace, "" for elements of any other."""
    nama = _LOKAL.get(tag)
    if nama is None:
        ruang, _, sisa = tag.rpartition(" ")
        nama = sisa if ruang in _UTAMA else ""
        if len(_LOKAL) < 500:
            _LOKAL[tag] = nama
    return nama


def _diabaikan(nama: set[str]) -> list[str]:
    """Parts of the file that are never read or passed on, for telling the sender."""

    def cocok(*tanda: str) -> bool:
        return any(t in n for n in nama for t in tanda)

    def semua() -> Iterator[str]:
        if cocok("vbaproject", "macrosheets/", "activex/"):
            yield "makro"
        if cocok("externallinks/"):
            yield "tautan ke buku kerja lain"
        if cocok("embeddings/", "oleobject"):
            yield "objek tertanam"
        if cocok("/media/"):
            yield "gambar"

    return list(semua())
