"""The grammar of numbers as people in Indonesian offices type them (domain 3.1 no. 2–5). Never guesses."""

import re
import unicodedata
from decimal import Decimal

from bot.kinerja.hitungan import KONTEKS
from bot.kinerja.tampil import angka_polos, kutip

MAKS_DIGIT = 15  # before and after the decimal sign; Excel itself keeps no more
CONTOH = "misalnya 1250 atau 85,5"
CONTOH_UANG = "misalnya 12500000"
TEMPAT_ANGKA, TEMPAT_RUPIAH, TEMPAT_KATA = "(angka)", "(rupiah)", "(kata)"  # in a pattern to copy: no value at all
TEMPAT = (TEMPAT_ANGKA, TEMPAT_RUPIAH, TEMPAT_KATA)

_MATA_UANG = re.compile(r"(?:rp\.?|idr|us\$)\s*", re.IGNORECASE)
_ANGKA_LALU_SISA = re.compile(r"([0-9][0-9.,]*)(\s*)(\D.*)", re.DOTALL)
_RIBUAN = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_RIBUAN_INGGRIS = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}|(?:,[0-9]{3})+\.[0-9]+)(?:\.[0-9]+)?")
_MENDUA = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_DESIMAL = re.compile(r"(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?")

_PENGALI = frozenset(
    [
        "ribu",
        "rb",
        "ribuan",
        "juta",
        "jt",
        "jutaan",
        "miliar",
        "milyar",
        "m",
        "mil",
        "triliun",
        "trilyun",
        "t",
        "k",
        "ratus",
        "puluh",
        "lusin",
    ]
)
_PERSEN = frozenset(("%", "persen", "persentase"))
_PECAHAN = _PERSEN | frozenset(
    ["indeks", "index", "nilai", "rasio", "angka", "skor", "poin", "koefisien", "laju", "rating"]
)
_TERHITUNG = frozenset(
    [
        "orang",
        "kasus",
        "dokumen",
        "unit",
        "berkas",
        "usul",
        "usulan",
        "laporan",
        "kali",
        "kegiatan",
        "ikm",
        "umkm",
        "ukm",
        "koperasi",
        "keluhan",
        "raperda",
        "perda",
        "naskah",
        "eksemplar",
        "temuan",
        "paket",
        "buah",
        "lembar",
        "peserta",
        "pegawai",
        "asn",
        "perusahaan",
        "desa",
        "kelurahan",
        "kecamatan",
        "lembaga",
        "kelompok",
        "rumah",
        "sekolah",
        "siswa",
        "keluarga",
        "kk",
        "jiwa",
        "surat",
        "aduan",
        "pengaduan",
        "permohonan",
        "izin",
        "sertifikat",
        "produk",
        "rapat",
        "satuan",
        "pasar",
        "toko",
        "pedagang",
        "wirausaha",
        "alat",
        "judul",
        "buku",
        "arsip",
        "aplikasi",
        "sistem",
        "lokasi",
        "titik",
        "peraturan",
        "keputusan",
        "rekomendasi",
    ]
)
_UKURAN = frozenset(
    [
        "hari",
        "jam",
        "menit",
        "minggu",
        "bulan",
        "tahun",
        "kg",
        "kilogram",
        "gram",
        "ton",
        "kuintal",
        "liter",
        "ha",
        "hektar",
        "hektare",
        "km",
        "meter",
        "rupiah",
    ]
)


class Ragu(Exception):
    """The text must not be guessed. `alasan`: Indonesian, says what to write."""

    def __init__(self, alasan: str) -> None:
        self.alasan = alasan
        super().__init__(alasan)


def kata_satuan(satuan: str) -> list[str]:
    """The words of a unit, folded: ``Juta US$`` → juta, us$."""
    return re.findall(r"[^\W\d_]+\$?|%", satuan.casefold())


def satuan_persen(satuan: str) -> bool:
    """Is the unit percent?"""
    kata = kata_satuan(satuan)
    return bool(kata) and kata[0] in _PERSEN


def satuan_terhitung(satuan: str) -> bool:
    """Does the unit count whole things (orang, kasus, dokumen …)?"""
    kata = kata_satuan(satuan)
    return bool(kata) and kata[0] in _TERHITUNG


def satuan_pecahan(satuan: str) -> bool:
    """Is a value with three decimals natural in this unit (%, indeks, juta rupiah …)? Unknown units are not."""
    kata = kata_satuan(satuan)
    return bool(kata) and (kata[0] in _PECAHAN or kata[0] in _PENGALI)


def rapikan(teks: str) -> str:
    """Every kind of blank (non-breaking too) becomes one blank, outer blanks go; refuses what cannot be seen.

    Raises `Ragu` for control characters, direction marks, zero-width characters and lone surrogates.
    """
    if any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") and c not in "\t\n\r" for c in teks):
        raise Ragu(f"{kutip(teks)} memuat karakter yang tidak terlihat. Hapus isi sel, lalu ketik ulang.")
    return " ".join(teks.split())


def ada_angka(teks: str) -> bool:
    """Does the text hold a digit of any script, or a sign such as ½?"""
    return any(c.isnumeric() for c in teks)


def urai_angka(teks: str, *, satuan: str, uang: bool = False) -> Decimal:
    """The number in a text already passed through `rapikan`. `uang`: the cell is an amount of rupiah.

    Raises `Ragu` with the reason and what to write, wherever two people could read two numbers.
    """
    contoh = CONTOH_UANG if uang else CONTOH
    if any(c.isnumeric() and c not in "0123456789" for c in teks):
        raise Ragu(f"{kutip(teks)} memakai angka khusus. Ketik ulang dengan angka biasa 0–9, {contoh}.")
    if uang and "us$" in teks.casefold():
        raise Ragu(f"{kutip(teks)} dalam dolar, padahal kolom ini rupiah. Tulis jumlah rupiahnya, {contoh}.")
    badan, negatif = _tanda_dan_mata_uang(teks)
    badan = _tanpa_ekor(badan, teks, satuan, uang)
    nilai = _nilai(badan, teks, satuan, uang)
    return nilai.copy_negate() if negatif and nilai else nilai


def _tanda_dan_mata_uang(teks: str) -> tuple[str, bool]:
    """The body without sign, brackets and currency; the sign may stand before or after the currency."""
    tanda = ""
    for _ in range(2):
        if teks[:1] in ("-", "+", "\N{MINUS SIGN}") and not tanda:
            tanda, teks = ("+" if teks[0] == "+" else "-"), teks[1:]
        elif teks[:1] == "(" and teks[-1:] == ")" and not tanda:
            tanda, teks = "-", teks[1:-1].strip()
        if mata_uang := _MATA_UANG.match(teks):
            teks = teks[mata_uang.end() :]
    return teks, tanda == "-"


def _tanpa_ekor(badan: str, teks: str, satuan: str, uang: bool) -> str:
    """Without a trailing ``,-``, ``%`` or unit word."""
    if re.fullmatch(r"[0-9][0-9.,]*[0-9],-|[0-9],-", badan):
        badan = badan[:-2]
    cocok = _ANGKA_LALU_SISA.fullmatch(badan)
    if cocok is None:
        return badan
    angka, blank, sisa = cocok[1], cocok[2], cocok[3].casefold()
    if sisa[0] in "/-–—+*:=&":
        return badan
    kata = kata_satuan(sisa)
    if _PENGALI.intersection(kata):
        raise Ragu(f"{kutip(teks)} memakai kata pengali. Tulis angkanya secara penuh, {CONTOH_UANG}.")
    if sisa in _PERSEN:
        _pastikan_boleh_persen(teks, satuan, uang)
        return angka
    if uang and sisa == "rupiah":
        return angka
    if sisa == satuan.casefold() or (blank and _kata_satuan_ini(sisa, kata, satuan, uang)):
        return angka
    if blank and len(kata) == 1 and kata[0] in _TERHITUNG | _UKURAN:
        tujuan = "rupiah" if uang else satuan
        raise Ragu(f"{kutip(teks)} bersatuan lain, padahal satuannya {tujuan}. Tulis angkanya saja dalam {tujuan}.")
    return badan


def _kata_satuan_ini(sisa: str, kata: list[str], satuan: str, uang: bool) -> bool:
    """Is this one word the cell's unit, or a unit that cannot contradict it?"""
    if uang or len(kata) != 1 or kata[0] != sisa:
        return False
    milik = kata_satuan(satuan)
    if sisa in milik:
        return True
    bertentangan = (_TERHITUNG | _UKURAN | _PERSEN).intersection(milik)
    return sisa in _TERHITUNG | _UKURAN and not bertentangan


def _pastikan_boleh_persen(teks: str, satuan: str, uang: bool) -> None:
    if uang or satuan_terhitung(satuan):
        tujuan = "rupiah" if uang else satuan
        contoh = CONTOH_UANG if uang else "misalnya 12"
        raise Ragu(f"{kutip(teks)} berupa persen, padahal satuannya {tujuan}. Tulis jumlahnya, {contoh}.")


def _nilai(badan: str, teks: str, satuan: str, uang: bool) -> Decimal:
    """The digits themselves (domain 3.1 no. 3 and 4)."""
    if _MENDUA.fullmatch(badan) and (uang or not satuan_pecahan(satuan)):
        ribuan, desimal = badan.replace(",", ""), tulis_desimal(Decimal(badan.replace(",", ".")).normalize(KONTEKS))
        dot = f"{int(ribuan):,}".replace(",", ".")
        raise Ragu(f"{kutip(teks)} bisa berarti {dot} atau {desimal}. Tulis {ribuan} atau {desimal}.")
    if _RIBUAN.fullmatch(badan):
        polos = badan.replace(".", "").replace(",", ".")
    elif _RIBUAN_INGGRIS.fullmatch(badan):
        polos = badan.replace(",", "")
    elif _DESIMAL.fullmatch(badan):
        polos = badan.replace(",", ".")
    else:
        raise Ragu(_kenapa_bukan_angka(badan, teks, uang))
    utuh, _, pecahan = polos.partition(".")
    if len(utuh) > MAKS_DIGIT or len(pecahan) > MAKS_DIGIT:
        raise Ragu(f"{kutip(teks)} terlalu panjang untuk sebuah angka. Tulis paling banyak {MAKS_DIGIT} angka.")
    return Decimal(polos)


def tulis_desimal(nilai: Decimal) -> str:
    """Digits that read back as the same number in any unit: ``1,125`` is written ``1,1250`` (domain 3.1 no. 4)."""
    teks = angka_polos(nilai)
    return teks + "0" if re.fullmatch(r"-?[0-9]+,[0-9]{3}", teks) else teks


def _kenapa_bukan_angka(badan: str, teks: str, uang: bool) -> str:
    """One Indonesian sentence about what is wrong and one about what to write."""
    tulis = f"Tulis satu angka saja, {CONTOH_UANG if uang else CONTOH}."
    if teks.startswith("="):
        return f"{kutip(teks)} adalah rumus tanpa hasil. Buka dan simpan ulang di Excel, atau ketik angkanya."
    if teks.startswith("#"):
        return f"{kutip(teks)} adalah galat rumus Excel. Perbaiki rumusnya atau ketik angkanya."
    if re.search(r"[0-9]\s*/\s*[0-9]", badan):
        return f"{kutip(teks)} berupa pecahan atau tanggal. Hitung dahulu, lalu tulis hasilnya, {CONTOH}."
    if re.fullmatch(r"[0-9.,]+[eE][+-]?[0-9]+", badan):
        return f"{kutip(teks)} memakai notasi ilmiah. {tulis}"
    if re.fullmatch(r"0[0-9]+(?:[.,][0-9]+)*", badan):
        polos = badan.lstrip("0") or "0"
        return f"{kutip(teks)} diawali angka 0. Tulis {polos}, atau pakai koma bila maksudnya desimal, misalnya 0,36."
    if re.search(r"[0-9][^\W\d_]|[^\W\d_][0-9]", badan):
        return f"{kutip(teks)} memuat huruf di antara angka. {tulis}"
    if len(re.findall(r"[0-9]+", badan)) > 1:
        return f"{kutip(teks)} bisa dibaca lebih dari satu cara. {tulis}"
    if not ada_angka(badan):
        return f"{kutip(teks)} bukan angka. {tulis} Bila belum ada data, tulis -; bila hasilnya nol, tulis 0."
    return f"{kutip(teks)} tidak terbaca sebagai angka. {tulis}"
