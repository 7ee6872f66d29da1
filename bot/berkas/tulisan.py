"""Small pieces of Indonesian text that every recap document prints the same way. Nothing is measured here."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.kinerja.banding import INSTANSI, Lampau, selisih, triwulan_lalu
from bot.kinerja.hitungan import SERATUS, bagi, bulatkan
from bot.kinerja.model import BarisRekap, Keterbacaan, Rekap, Ringkasan
from bot.kinerja.rata import efisiensi_kemenkeu, nilai_efisiensi
from bot.kinerja.tampil import angka_id, persen_id, rupiah_id

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
ROMAWI = {1: "I", 2: "II", 3: "III", 4: "IV"}

# What XML 1.0 cannot carry, besides halves of surrogate pairs: one such character makes a workbook unreadable.
_TERLARANG = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def bersih(teks: str) -> str:
    """The text as typed, without control characters; every kind of line end becomes ``\\n``. Nothing else is lost."""
    return _TERLARANG.sub("", teks.replace("\r\n", "\n").replace("\r", "\n"))


def triwulan(rekap: Rekap) -> str:
    """``Triwulan I Tahun 2026``."""
    return f"Triwulan {ROMAWI[rekap.triwulan]} Tahun {rekap.tahun}"


def tanggal(saat: datetime, zona: str) -> str:
    """``10 April 2026``, the date that the wall clock of the office shows."""
    lokal = saat.astimezone(ZoneInfo(zona))
    return f"{lokal.day} {BULAN[lokal.month - 1]} {lokal.year}"


def hari_tanggal_pukul(saat: datetime, zona: str) -> str:
    """``Jumat, 10 April 2026 pukul 14.05 WIB``."""
    lokal = saat.astimezone(ZoneInfo(zona))
    return f"{HARI[lokal.weekday()]}, {tanggal(saat, zona)} pukul {lokal:%H.%M} {lokal.tzname()}"


def versi_pengganti(versi: int, menggantikan: datetime | None, zona: str) -> str:
    """``Versi 2, menggantikan yang terbit Jumat, 10 April 2026 pukul 14.05 WIB.``; "" for the first one."""
    return f"Versi {versi}, menggantikan yang terbit {hari_tanggal_pukul(menggantikan, zona)}." if menggantikan else ""


def tanggal_pukul_pendek(saat: datetime | None, zona: str) -> str:
    """``10-04-2026 14.05`` for narrow columns; a dash while the moment has not come."""
    return "–" if saat is None else f"{saat.astimezone(ZoneInfo(zona)):%d-%m-%Y %H.%M}"


def nip_cetak(nip: str) -> str:
    """``19660503 199303 1 007``: 18 digits are printed 8-6-1-3 (domain 8.5); anything else as it is."""
    angka = nip.replace(" ", "")
    if not re.fullmatch(r"[0-9]{18}", angka):
        return nip
    return f"{angka[:8]} {angka[8:14]} {angka[14]} {angka[15:]}"


def hitungan(ringkasan: Ringkasan) -> str:
    """The line that belongs beside every average (domain 3.7)."""
    r = ringkasan
    return (
        f"{r.dinilai} dinilai dari {r.jumlah}; {r.belum_dilaporkan} belum dilaporkan; "
        f"{r.perlu_konfirmasi} perlu konfirmasi; {r.tidak_ditargetkan} tidak ditargetkan"
    )


def nama_bidang(rekap: Rekap) -> Mapping[str, str]:
    """Unit code to unit name, for the units that the recap knows."""
    return {r.kode: r.nama for r in rekap.per_bidang}


def perubahan_instansi(rekap: Rekap, semua: Sequence[Lampau]) -> str:
    """How the office stands against the last quarter; "" without an approved one."""
    dulu = triwulan_lalu(rekap, semua)
    if dulu is None:
        return ""
    beda = selisih(rekap.instansi.rata_rata, dulu.rata_rata.get(INSTANSI))
    return perubahan(beda, f"TW {ROMAWI[dulu.triwulan]} {dulu.tahun}{tanda_lampau(dulu, rekap)}")


def tanda_lampau(satu: Lampau | None, rekap: Rekap) -> str:
    """What follows the name of a quarter that is being corrected, or that was counted by other rules; mostly ""."""
    if satu is None:
        return ""
    koreksi = " (sedang dikoreksi)" if satu.dikoreksi else ""
    return f"{koreksi} (aturan hitung lain)" if satu.secara_lain(rekap) else koreksi


def efisiensi_setahun(rekap: Rekap) -> list[tuple[str, str]]:
    """E and NE of the finance ministry's form (domain 3.10 no. 1) with the reading of them; only in the fourth quarter.

    CK is what was achieved of the year's target, before any rounding: both have two decimals in every office.
    """
    if rekap.triwulan != 4:
        return []
    ada = [
        (b.indikator.pagu, bagi(b.tahun_utuh, SERATUS), nilai)
        for b in rekap.baris
        if b.indikator.pagu and b.tahun_utuh is not None and (nilai := rupiah(b)) is not None
    ]
    e = efisiensi_kemenkeu(ada)
    if e is None:
        return []
    dasar = f"{len(ada)} indikator yang mempunyai pagu, realisasi anggaran, dan capaian setahun"
    return [
        ("Efisiensi setahun (E)", f"{persen_id(bulatkan(e))}, dari {dasar} (PMK 214/2017, PMK 22/2021)"),
        ("Nilai efisiensi (NE)", f"{angka_id(nilai_efisiensi(e), 2)}; E dibatasi -20 sampai 20 %"),
    ]


def rupiah(baris: BarisRekap) -> Decimal | None:
    """The spending that was read; None where nothing, or nothing certain, was reported."""
    anggaran = baris.realisasi.anggaran
    return anggaran.nilai if anggaran.status is Keterbacaan.NILAI else None


def tak_dijawab(baris: BarisRekap) -> list[str]:
    """``Realisasi 2.500 lebih dari sepuluh kali target 200``: what was asked of the unit and got no answer."""
    return [soal.removesuffix(": apakah benar?") for soal in baris.tak_dijawab]


def uang(nilai: Decimal | None) -> str:
    """Rupiah without the sign, for columns that carry it in their header: cents only where there are some."""
    return rupiah_id(nilai).replace("Rp", "")


def arah_perubahan(selisih: Decimal | None) -> str:
    """A difference in one word, so that no colour or sign has to carry it; "" where there is none to tell."""
    if selisih is None:
        return ""
    return "tetap" if selisih == 0 else "naik" if selisih > 0 else "turun"


def perubahan(selisih: Decimal | None, dari: str) -> str:
    """``naik 2,40 poin dari TW I``; "" where there is nothing to compare with."""
    if selisih is None:
        return ""
    kata = arah_perubahan(selisih)
    return f"{kata} dari {dari}" if selisih == 0 else f"{kata} {angka_id(abs(selisih))} poin dari {dari}"


def ketepatan(tepat: bool | None, selisih: str) -> str:
    """How a step stands against its time standard, in words."""
    if tepat is None:
        return "belum selesai" + (f", {selisih}" if selisih else "")
    return "tepat waktu" if tepat else selisih or "terlambat"


def terendah_dahulu(unit: Sequence[Ringkasan]) -> list[Ringkasan]:
    """Units for a reader who will not see all of them: what was not reported, then the lowest averages.

    Units without a target this quarter come last; equal ones stay in the order of the recap.
    """

    def urut(r: Ringkasan) -> tuple[int, Decimal]:
        if r.rata_rata is not None:
            return 1, r.rata_rata
        return (0 if r.belum_dilaporkan or r.perlu_konfirmasi else 2), Decimal(0)

    return sorted(unit, key=urut)
