"""The yearly plan and the reports, in and out of files and stored JSON. Every mistake is told at once."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.kinerja.baca import TargetTidakTerbaca, baca_anggaran, baca_kinerja, baca_sel, baca_target
from bot.kinerja.kode import BENTUK, kode_sah
from bot.kinerja.model import (
    KOSONG,
    Angka,
    Arah,
    Bacaan,
    Indikator,
    Kategori,
    Keterbacaan,
    Realisasi,
    Rentang,
    Sifat,
    Target,
)
from bot.kinerja.penulisan import satuan_terhitung, tulis_desimal
from bot.kinerja.tabel_berkas import BarisTabel, DataDitolak, Masalah, baca_csv, baca_lembar, baca_xlsx
from bot.kinerja.tampil import kutip, target_id

__all__ = [
    "KOLOM_INDIKATOR",
    "KOLOM_REALISASI",
    "DataDitolak",
    "Masalah",
    "baca_indikator_baris",
    "baca_indikator_csv",
    "baca_indikator_lembar",
    "baca_indikator_xlsx",
    "baca_realisasi_csv",
    "indikator_dari_isi",
    "isi_dari_indikator",
    "realisasi_dari_json",
    "realisasi_ke_json",
]

KOLOM_TW = ("target_tw1", "target_tw2", "target_tw3", "target_tw4")
KOLOM_INDIKATOR = (
    *("kode", "sasaran", "program", "kegiatan", "indikator", "satuan", "arah", "sifat", "bobot", "target_tahunan"),
    *KOLOM_TW,
    *("pagu", "bidang"),
)
KOLOM_REALISASI = (
    *("kode", "realisasi_kinerja", "realisasi_anggaran_sd", "data_dukung"),
    *("faktor_pendukung", "faktor_penghambat", "rencana_tindak_lanjut"),
)
_WAJIB = ("kode", "indikator", "satuan", "arah", "sifat", "target_tahunan", *KOLOM_TW, "bidang")
_WAJIB_ISI = {  # what may stand in a cell that must not be empty
    "kode": "Tulis kode indikatornya, misalnya DC-01.",
    "indikator": "Tulis nama indikatornya.",
    "satuan": "Tulis satuannya, misalnya dokumen atau %.",
    "arah": f"Tulis {' atau '.join(Arah)}.",
    "sifat": f"Tulis salah satu: {', '.join(Sifat)}.",
    "bidang": "Tulis kode unit yang melaporkannya.",
}
_WAJIB_REALISASI = ("kode", "realisasi_kinerja")
_PANJANG = {"kode": 40, "bidang": 60, "satuan": 80}
_PANJANG_BIASA = 1000


class _Pembaca:
    """Reads one row's columns and collects what is wrong with them. `unit`: code to name, None where units come later.

    tersimpan: taken over before, so that what counts for new files alone is not asked of it.
    """

    def __init__(self, baris: BarisTabel, unit: Mapping[str, str] | None = None, *, tersimpan: bool = False) -> None:
        self.nomor, self.isi, self.kolom = baris.nomor, baris.isi, baris.kolom
        self.unit, self.tersimpan = unit, tersimpan
        self.masalah: list[Masalah] = []

    def tolak(self, kolom: str, saran: str) -> None:
        sel = f"{self.kolom[kolom]}{self.nomor}" if kolom in self.kolom else ""
        self.masalah.append(Masalah(self.nomor, kolom, self.isi.get(kolom, ""), saran, sel))

    def teks(self, kolom: str) -> str:
        """One line, without control characters (they would break sheets and messages)."""
        asli = self.isi.get(kolom, "")
        teks = " ".join("".join(c if c.isprintable() else " " for c in asli).split())
        if not teks and kolom in _WAJIB_ISI:
            unit = f"Tulis salah satu: {', '.join(self.unit)}." if kolom == "bidang" and self.unit else ""
            self.tolak(kolom, f"sel ini kosong. {unit or _WAJIB_ISI[kolom]}")
        if len(teks) > (panjang := _PANJANG.get(kolom, _PANJANG_BIASA)):
            self.tolak(kolom, f"teks terlalu panjang. Paling banyak {panjang} huruf.")
        return teks

    def kode(self) -> str:
        """What the chat, file names and the archive know the indicator by."""
        kode = self.teks("kode")
        if kode and not self.tersimpan and not kode_sah(kode):
            apa = "adalah rumus tanpa hasil" if kode.startswith("=") else "tidak dapat dipakai sebagai kode"
            self.tolak("kode", f"{kutip(kode)} {apa}. {BENTUK}")
        return kode

    def arah(self) -> Arah:
        teks = self.teks("arah")
        if teks.casefold() in list(Arah):
            return Arah(teks.casefold())
        if teks:
            self.tolak("arah", f"{kutip(teks)} tidak dikenal. {_WAJIB_ISI['arah']}")
        return Arah.NAIK

    def sifat(self) -> Sifat:
        teks = self.teks("sifat")
        baku = "-".join(teks.casefold().replace("_", " ").split())
        if baku in list(Sifat):
            return Sifat(baku)
        if teks:
            self.tolak("sifat", f"{kutip(teks)} tidak dikenal. {_WAJIB_ISI['sifat']}")
        return Sifat.AKHIR

    def bobot(self) -> Decimal:
        bacaan = baca_sel(self.isi.get("bobot", ""), "nilai")
        if bacaan.status is Keterbacaan.KONFIRMASI:
            self.tolak("bobot", bacaan.alasan)
        elif bacaan.nilai is not None and bacaan.nilai <= 0:
            self.tolak("bobot", "bobot harus lebih dari 0. Kosongkan bila bobotnya 1.")
        return Decimal(1) if bacaan.nilai is None else bacaan.nilai

    def pagu(self) -> Decimal | None:
        bacaan = baca_anggaran(self.isi.get("pagu", ""))
        if bacaan.status is Keterbacaan.KONFIRMASI:
            self.tolak("pagu", bacaan.alasan)
        elif bacaan.nilai is not None and bacaan.nilai < 0:
            self.tolak("pagu", "pagu tidak boleh negatif. Tulis misalnya 364134300.")
        return bacaan.nilai

    def bidang(self) -> str:
        """The unit's code; its name will do."""
        teks = self.teks("bidang")
        if self.unit is None or not teks:
            return teks
        lipat = teks.casefold()
        kode = next((k for k, nama in self.unit.items() if lipat in (k.casefold(), nama.casefold())), None)
        if kode is None:
            self.tolak("bidang", f"bidang {kutip(teks)} tidak ada. Tulis salah satu: {', '.join(self.unit)}.")
        return kode or teks

    def target(self, kolom: str) -> Target | None:
        satuan = self.isi.get("satuan", "")
        try:
            target = baca_target(self.isi.get(kolom, ""), satuan=satuan)
        except TargetTidakTerbaca as galat:
            self.tolak(kolom, galat.alasan)
            return None
        if not self.tersimpan and satuan_terhitung(satuan) and _terendah(target) < 0:
            tulis = "Tulis angka 0 atau lebih, atau kosongkan bila tidak ditargetkan."
            self.tolak(kolom, f"target {kutip(target_id(target))} {satuan} negatif, jadi tidak dapat dinilai. {tulis}")
        return target

    def indikator(self) -> Indikator:
        """The row as an indicator; meaningless where `masalah` is not empty."""
        tw1, tw2, tw3, tw4 = (self.target(k) for k in KOLOM_TW)
        return Indikator(
            kode=self.kode(),
            sasaran=self.teks("sasaran"),
            program=self.teks("program"),
            kegiatan=self.teks("kegiatan"),
            nama=self.teks("indikator"),
            satuan=self.teks("satuan"),
            arah=self.arah(),
            sifat=self.sifat(),
            bobot=self.bobot(),
            target_tahunan=self.target("target_tahunan"),
            target_tw=(tw1, tw2, tw3, tw4),
            pagu=self.pagu(),
            bidang=self.bidang(),
        )

    def periksa_sifat(self, i: Indikator) -> None:
        """Words do not add up (domain 3.6): a target that is one is no sum."""
        kata = next((t.teks for t in (i.target_tahunan, *i.target_tw) if isinstance(t, Kategori)), "")
        if kata and i.sifat is Sifat.JUMLAH:
            saran = f"Targetnya kata ({kutip(kata)}), jadi tidak dapat dijumlah. Tulis sifat akhir, atau tulis targetnya sebagai angka."
            self.tolak("sifat", saran)


def baca_indikator_csv(data: bytes, unit: Mapping[str, str] | None = None) -> tuple[Indikator, ...]:
    """The yearly plan from CSV (``;`` or ``,``, with or without BOM). Raises `DataDitolak` with all mistakes.

    unit: the office's units, code to name, to check the column bidang against; their names are taken for codes.
    """
    return _indikator(baca_csv(data, _WAJIB), unit)


def baca_indikator_xlsx(data: bytes, unit: Mapping[str, str] | None = None) -> tuple[Indikator, ...]:
    """The yearly plan from a workbook, header found by its texts. Raises `DataDitolak` with all mistakes."""
    return _indikator(baca_xlsx(data, _WAJIB), unit)


def baca_indikator_lembar(
    lembar: Sequence[Sequence[tuple[int, list[str]]]], unit: Mapping[str, str] | None = None
) -> tuple[Indikator, ...]:
    """The yearly plan from sheets that have been read already (row number, cells as text). Raises `DataDitolak`.

    One of the sheets must have the header; with two nobody knows which is meant.
    """
    ada: list[list[BarisTabel]] = []
    alasan: DataDitolak | None = None
    for satu in lembar:
        try:
            ada.append(baca_lembar(satu, _WAJIB))
        except DataDitolak as ditolak:
            alasan = alasan or ditolak
    if len(ada) > 1:
        saran = "Ada dua lembar dengan tabel rencana. Hapus yang tidak dipakai, lalu kirim lagi."
        raise DataDitolak([Masalah(0, "", "", saran)])
    if not ada:
        raise alasan or DataDitolak([Masalah(0, "", "", "Berkas ini tidak berisi lembar yang terlihat.")])
    return _indikator(ada[0], unit)


def baca_indikator_baris(baris: Sequence[Mapping[str, str]]) -> tuple[Indikator, ...]:
    """The yearly plan from stored rows of text; `Masalah.baris` counts from 1. Raises `DataDitolak` with all mistakes."""
    return _indikator([BarisTabel(n, dict(b)) for n, b in enumerate(baris, 1)], tersimpan=True)


def indikator_dari_isi(isi: Mapping[str, str]) -> Indikator:
    """One stored row (`IndikatorTahunan.isi`). Raises `DataDitolak`."""
    return baca_indikator_baris([isi])[0]


def isi_dari_indikator(indikator: Indikator) -> dict[str, str]:
    """The columns as text that `indikator_dari_isi` reads back to an equal indicator."""
    i = indikator
    return {
        "kode": i.kode,
        "sasaran": i.sasaran,
        "program": i.program,
        "kegiatan": i.kegiatan,
        "indikator": i.nama,
        "satuan": i.satuan,
        "arah": i.arah.value,
        "sifat": i.sifat.value,
        "bobot": tulis_desimal(i.bobot),
        "target_tahunan": tulis_target(i.target_tahunan),
        **{kolom: tulis_target(t) for kolom, t in zip(KOLOM_TW, i.target_tw, strict=True)},
        "pagu": "" if i.pagu is None else tulis_desimal(i.pagu),
        "bidang": i.bidang,
    }


def tulis_target(target: Target | None) -> str:
    """A target as text that `baca_target` reads back in any unit."""
    match target:
        case None:
            return ""
        case Angka(nilai):
            return tulis_desimal(nilai)
        case Rentang(bawah, atas):
            return f"{tulis_desimal(bawah)}{' s.d. ' if atas < 0 else '-'}{tulis_desimal(atas)}"
        case Kategori(teks):
            return teks


def _terendah(target: Target | None) -> Decimal:
    """The lowest number in a target; 0 where it has none."""
    match target:
        case Angka(nilai):
            return nilai
        case Rentang(bawah, _):
            return bawah
    return Decimal(0)


def _indikator(
    baris: Sequence[BarisTabel], unit: Mapping[str, str] | None = None, *, tersimpan: bool = False
) -> tuple[Indikator, ...]:
    """tersimpan: as in `_Pembaca`."""
    masalah: list[Masalah] = []
    hasil: list[Indikator] = []
    pertama: dict[str, int] = {}
    for b in baris:
        pembaca = _Pembaca(b, unit, tersimpan=tersimpan)
        indikator = pembaca.indikator()
        if not tersimpan:
            pembaca.periksa_sifat(indikator)
        if indikator.kode and (lama := pertama.setdefault(indikator.kode.casefold(), b.nomor)) != b.nomor:
            pembaca.tolak("kode", f"kode {indikator.kode} sudah dipakai di baris {lama}. Beri kode lain.")
        masalah += pembaca.masalah
        hasil.append(indikator)
    if masalah:
        raise DataDitolak(masalah)
    if not hasil:
        raise DataDitolak(
            [Masalah(0, "", "", "Belum ada indikator. Isi paling sedikit satu baris di bawah judul kolom.")]
        )
    return tuple(hasil)


def baca_realisasi_csv(data: bytes, indikator: Sequence[Indikator]) -> dict[str, Realisasi]:
    """Reports of one quarter, code → `Realisasi`. Doubtful cells are kept as KONFIRMASI; unknown or double codes refuse.

    Columns: kode, realisasi_kinerja, realisasi_anggaran_sd, data_dukung, faktor_pendukung, faktor_penghambat,
    rencana_tindak_lanjut. Raises `DataDitolak`.
    """
    menurut_kode = {i.kode: i for i in indikator}
    masalah: list[Masalah] = []
    hasil: dict[str, Realisasi] = {}
    for baris in baca_csv(data, _WAJIB_REALISASI):
        kode = baris.isi["kode"]
        if kode not in menurut_kode:
            sebab = (
                f"kode {kutip(kode)} tidak ada dalam daftar indikator."
                if kode
                else f"sel ini kosong. {_WAJIB_ISI['kode']}"
            )
            masalah.append(Masalah(baris.nomor, "kode", kode, sebab))
        elif kode in hasil:
            masalah.append(Masalah(baris.nomor, "kode", kode, f"kode {kode} muncul dua kali. Hapus salah satunya."))
        else:
            hasil[kode] = _realisasi(menurut_kode[kode], baris.isi)
    if masalah:
        raise DataDitolak(masalah)
    return hasil


def _realisasi(indikator: Indikator, isi: Mapping[str, str]) -> Realisasi:
    return Realisasi(
        kode=indikator.kode,
        kinerja=baca_kinerja(indikator, isi["realisasi_kinerja"]),
        anggaran=baca_anggaran(isi.get("realisasi_anggaran_sd", "")),
        data_dukung=isi.get("data_dukung", ""),
        faktor_pendukung=isi.get("faktor_pendukung", ""),
        faktor_penghambat=isi.get("faktor_penghambat", ""),
        tindak_lanjut=isi.get("rencana_tindak_lanjut", ""),
    )


def realisasi_ke_json(realisasi: Realisasi) -> dict[str, Any]:
    """JSON-ready dict; numbers as text, so that no float ever touches them."""
    r = realisasi
    return {
        "kode": r.kode,
        "kinerja": _bacaan_ke_json(r.kinerja),
        "anggaran": _bacaan_ke_json(r.anggaran),
        "data_dukung": r.data_dukung,
        "faktor_pendukung": r.faktor_pendukung,
        "faktor_penghambat": r.faktor_penghambat,
        "tindak_lanjut": r.tindak_lanjut,
        **({"status_tindak": r.status_tindak} if r.status_tindak else {}),
        **({"soal": list(r.soal)} if r.soal else {}),
        **({"penjelasan": [list(p) for p in r.penjelasan]} if r.penjelasan else {}),
    }


def realisasi_dari_json(isi: Mapping[str, Any]) -> Realisasi:
    """Inverse of `realisasi_ke_json`. Raises ValueError for anything that it did not write."""
    try:
        return Realisasi(
            kode=isi["kode"],
            kinerja=_bacaan_dari_json(isi["kinerja"]),
            anggaran=_bacaan_dari_json(isi["anggaran"]),
            data_dukung=isi["data_dukung"],
            faktor_pendukung=isi["faktor_pendukung"],
            faktor_penghambat=isi["faktor_penghambat"],
            tindak_lanjut=isi["tindak_lanjut"],
            status_tindak=isi.get("status_tindak", ""),
            soal=tuple(map(str, isi.get("soal", ()))),
            penjelasan=tuple((str(soal), str(jawaban)) for soal, jawaban in isi.get("penjelasan", ())),
        )
    except (KeyError, TypeError, InvalidOperation) as galat:
        raise ValueError(f"not a stored realisation: {galat!r}") from galat


def _bacaan_ke_json(bacaan: Bacaan) -> dict[str, str]:
    nilai = "" if bacaan.nilai is None else str(bacaan.nilai)
    isi = {
        "status": bacaan.status.value,
        "nilai": nilai,
        "asli": bacaan.asli,
        "alasan": bacaan.alasan,
        "sel": bacaan.sel,
    }
    return {k: v for k, v in isi.items() if v}


def _bacaan_dari_json(isi: Mapping[str, str]) -> Bacaan:
    bacaan = Bacaan(
        status=Keterbacaan(isi["status"]),
        nilai=Decimal(isi["nilai"]) if "nilai" in isi else None,
        asli=isi.get("asli", ""),
        alasan=isi.get("alasan", ""),
        sel=isi.get("sel", ""),
    )
    return KOSONG if bacaan == KOSONG else bacaan
