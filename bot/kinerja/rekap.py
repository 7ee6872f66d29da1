"""The recap of a quarter: computed once from plan and reports, written by many (domain 3.6–3.10)."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.kinerja.hitungan import KONTEKS, SERATUS, bulatkan, jumlahkan
from bot.kinerja.isian import pertanyaan_terbuka
from bot.kinerja.model import (
    KOSONG,
    Angka,
    Bacaan,
    BarisRekap,
    Indikator,
    Kategori,
    Keterbacaan,
    Realisasi,
    Rekap,
    Rentang,
    Ringkasan,
    Status,
    Target,
)
from bot.kinerja.predikat import Skala, muat_skala
from bot.kinerja.rata import efisiensi, rata_rata, serapan
from bot.kinerja.tampil import angka_polos, persen_id
from bot.kinerja.ukur import Capaian, VarianTurun, capaian, capaian_sd, capaian_tahun

NAMA_INSTANSI = "Instansi"

KATA_STATUS: Mapping[Status, str] = {
    Status.BELUM_DILAPORKAN: "Belum dilaporkan",
    Status.PERLU_KONFIRMASI: "Perlu konfirmasi",
    Status.TIDAK_DITARGETKAN: "Tidak ditargetkan",
}

CARA_HITUNG = ("Rumus arah turun", "Batas capaian dalam rata-rata", "Yang belum dilaporkan")  # of `Aturan.tercetak`
PEMBULATAN: Mapping[int, str] = {
    2: "dua desimal, setengah ke atas, pada hasil akhir",
    1: "satu desimal, setengah ke atas, pada hasil akhir; serapan dua desimal",
    0: "bilangan bulat, setengah ke atas, pada hasil akhir; serapan dua desimal",
}


@dataclass(frozen=True)
class Aturan:
    """What an office may decide differently (domain 3.2, 3.5, 3.7, 3.8, 4)."""

    cap: Decimal | None = SERATUS  # % within averages; None: no cap
    varian: VarianTurun = VarianTurun.SELISIH
    kosong_nol: bool = False  # True: not reported counts as 0 in averages
    skala: Skala = field(default_factory=muat_skala)
    desimal: int = 2  # of every capaian and average: 2, 1 or 0 (domain 3.8); spending has 2 always

    def bulat(self, nilai: Decimal | None) -> Decimal | None:
        """A capaian or an average as it is shown; the predikat is taken from this."""
        return None if nilai is None else bulatkan(nilai, self.desimal)

    def tercetak(self) -> dict[str, str]:
        """Rule → what was used, Indonesian, for printing below the recap."""
        return {
            "Rumus arah turun": "(2 × target − realisasi) ÷ target × 100"
            if self.varian is VarianTurun.SELISIH
            else "target ÷ realisasi × 100",
            "Batas capaian dalam rata-rata": "tanpa batas" if self.cap is None else persen_id(self.cap, self.desimal),
            "Yang belum dilaporkan": "dihitung 0 dalam rata-rata"
            if self.kosong_nol
            else "tidak dihitung dalam rata-rata",
            "Skala predikat": self.skala.nama,
            "Pembulatan": PEMBULATAN[self.desimal],
        }


def hitung_rekap(
    indikator: Sequence[Indikator],
    realisasi: Mapping[int, Mapping[str, Realisasi]],
    tahun: int,
    triwulan: int,
    nama_bidang: Mapping[str, str],
    aturan: Aturan | None = None,
) -> Rekap:
    """The recap of `triwulan` (1..4).

    realisasi: quarter → code of the indicator → what was reported; missing entries mean not reported. Later quarters
    are ignored. nama_bidang: code → name, in the order of the recap; units known only to indicators follow.
    """
    if triwulan not in (1, 2, 3, 4):
        raise ValueError(f"triwulan 1 sampai 4, bukan {triwulan}")
    aturan = aturan or Aturan()
    diukur = [_ukur_baris(i, realisasi, triwulan, aturan) for i in indikator]
    nama = {**nama_bidang, **{i.bidang: i.bidang for i in indikator if i.bidang not in nama_bidang}}
    return Rekap(
        tahun=tahun,
        triwulan=triwulan,
        baris=tuple(b for b, _ in diukur),
        per_bidang=tuple(
            _ringkas(kode, n, [(b, c) for b, c in diukur if b.indikator.bidang == kode], aturan)
            for kode, n in nama.items()
        ),
        instansi=_ringkas("", NAMA_INSTANSI, diukur, aturan),
        aturan=aturan.tercetak(),
    )


def _ukur_baris(
    indikator: Indikator, realisasi: Mapping[int, Mapping[str, Realisasi]], tw: int, aturan: Aturan
) -> tuple[BarisRekap, Capaian]:
    """The row with rounded figures, and the unrounded capaian for the averages (domain 3.8)."""
    laporan = realisasi.get(tw, {}).get(indikator.kode) or Realisasi(indikator.kode)
    bacaan = [_kinerja(realisasi, q, indikator.kode) for q in range(1, tw + 1)]
    target = indikator.target_tw[tw - 1]
    hasil = capaian(target, laporan.kinerja, indikator.arah, aturan.varian)
    sd = capaian_sd(indikator, bacaan, aturan.varian)
    nilai, tahun = aturan.bulat(hasil.nilai), capaian_tahun(indikator, bacaan, aturan.varian)
    serap = serapan(_rupiah(laporan), indikator.pagu)
    baris = BarisRekap(
        indikator=indikator,
        target=target,
        realisasi=laporan,
        status=hasil.status,
        capaian=nilai,
        predikat=KATA_STATUS[hasil.status] if nilai is None else aturan.skala.predikat(nilai, aturan.desimal),
        capaian_sd=aturan.bulat(sd.nilai),
        sd_lengkap=sd.lengkap,
        capaian_tahun=aturan.bulat(tahun),
        serapan=serap,
        efisiensi=efisiensi(nilai, serap),
        tahun_utuh=tahun,
        tak_dijawab=tuple(pertanyaan_terbuka(indikator, tw, laporan, realisasi.get(tw - 1, {}).get(indikator.kode))),
    )
    return baris, hasil


def _ringkas(kode: str, nama: str, diukur: Sequence[tuple[BarisRekap, Capaian]], aturan: Aturan) -> Ringkasan:
    """Domain 3.7: over all indicators given, never a mean of means; 3.9: Σ realisasi / Σ pagu."""
    per_status = {s: sum(b.status is s for b, _ in diukur) for s in Status}
    rata = aturan.bulat(rata_rata(_berbobot(diukur, aturan), aturan.cap))
    pagu = jumlahkan(*(b.indikator.pagu for b, _ in diukur if b.indikator.pagu is not None))
    anggaran = [r for b, _ in diukur if (r := _rupiah(b.realisasi)) is not None]
    return Ringkasan(
        kode=kode,
        nama=nama,
        rata_rata=rata,
        predikat=_kenapa_kosong(per_status) if rata is None else aturan.skala.predikat(rata, aturan.desimal),
        pagu=pagu,
        anggaran=jumlahkan(*anggaran),
        serapan=serapan(jumlahkan(*anggaran), pagu) if anggaran else None,
        jumlah=len(diukur),
        dinilai=per_status[Status.DINILAI],
        belum_dilaporkan=per_status[Status.BELUM_DILAPORKAN],
        perlu_konfirmasi=per_status[Status.PERLU_KONFIRMASI],
        tidak_ditargetkan=per_status[Status.TIDAK_DITARGETKAN],
        serapan_lengkap=all(_rupiah(b.realisasi) is not None for b, _ in diukur if b.indikator.pagu),
    )


def _berbobot(diukur: Iterable[tuple[BarisRekap, Capaian]], aturan: Aturan) -> Iterable[tuple[Decimal, Decimal]]:
    for baris, hasil in diukur:
        if hasil.nilai is not None:
            yield baris.indikator.bobot, hasil.nilai
        elif aturan.kosong_nol and hasil.status is Status.BELUM_DILAPORKAN:
            yield baris.indikator.bobot, Decimal(0)


def _kenapa_kosong(per_status: Mapping[Status, int]) -> str:
    """Why a unit has no average: the reason that somebody can act on comes first."""
    return next(
        (KATA_STATUS[s] for s in (Status.BELUM_DILAPORKAN, Status.PERLU_KONFIRMASI) if per_status[s]),
        KATA_STATUS[Status.TIDAK_DITARGETKAN],
    )


def _kinerja(realisasi: Mapping[int, Mapping[str, Realisasi]], tw: int, kode: str) -> Bacaan:
    laporan = realisasi.get(tw, {}).get(kode)
    return laporan.kinerja if laporan else KOSONG


def _rupiah(laporan: Realisasi) -> Decimal | None:
    return laporan.anggaran.nilai if laporan.anggaran.status is Keterbacaan.NILAI else None


def sidik_angka(rekap: Rekap) -> str:
    """SHA-256 (hex) over everything a recap shows; equal for equal content, whatever way the figures were typed.

    A decision is bound to it: a changed target, realisation, ceiling, note or name gives another fingerprint.
    """
    isi = {
        "periode": [rekap.tahun, rekap.triwulan],
        "baris": [_sidik_baris(b) for b in rekap.baris],
        "bidang": [_sidik_ringkasan(r) for r in (*rekap.per_bidang, rekap.instansi)],
        "aturan": dict(rekap.aturan),
    }
    rapat = json.dumps(isi, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(rapat.encode("ascii")).hexdigest()


def _sidik_baris(baris: BarisRekap) -> list[object]:
    i, r = baris.indikator, baris.realisasi
    return [
        [
            i.kode,
            i.sasaran,
            i.program,
            i.kegiatan,
            i.nama,
            i.satuan,
            i.arah,
            i.sifat,
            _d(i.bobot),
            _d(i.pagu),
            i.bidang,
        ],
        [_sidik_target(t) for t in (baris.target, i.target_tahunan, *i.target_tw)],
        [_sidik_bacaan(r.kinerja), _sidik_bacaan(r.anggaran)],
        [r.data_dukung, r.faktor_pendukung, r.faktor_penghambat, r.tindak_lanjut],
        [baris.status, _d(baris.capaian), baris.predikat, _d(baris.capaian_sd), baris.sd_lengkap],
        [_d(baris.capaian_tahun), _d(baris.serapan), baris.efisiensi],
    ]


def _sidik_target(target: Target | None) -> str:
    match target:
        case None:
            return ""
        case Angka(nilai):
            return _d(nilai)
        case Rentang(bawah, atas):
            return f"{_d(bawah)}..{_d(atas)}"
        case Kategori(teks):
            return f"kategori {teks}"


def _sidik_bacaan(bacaan: Bacaan) -> list[str]:
    """A number by its value; words and doubtful cells by their text."""
    if bacaan.status is Keterbacaan.NILAI:
        return [bacaan.status, _d(bacaan.nilai)]
    teks = "" if bacaan.status is Keterbacaan.KOSONG else " ".join(bacaan.asli.split())
    return [bacaan.status, teks]


def _sidik_ringkasan(r: Ringkasan) -> list[object]:
    hitungan = [r.jumlah, r.dinilai, r.belum_dilaporkan, r.perlu_konfirmasi, r.tidak_ditargetkan]
    return [r.kode, r.nama, _d(r.rata_rata), r.predikat, _d(r.pagu), _d(r.anggaran), _d(r.serapan), hitungan]


def _d(nilai: Decimal | None) -> str:
    """One spelling for one value: 85,50 and 85,5 are the same figure."""
    return "" if nilai is None else angka_polos(nilai.normalize(KONTEKS))
