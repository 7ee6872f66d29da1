"""A recap as one table for other programs: a row per indicator, numbers the Indonesian way."""

from decimal import Decimal

from bot.berkas.arsip import tulis_csv
from bot.berkas.naskah_data import NaskahData
from bot.berkas.tulisan import nama_bidang, rupiah
from bot.kinerja.data import tulis_target
from bot.kinerja.model import BarisRekap
from bot.kinerja.tampil import angka_polos

KOLOM = (
    *("kode", "kode_bidang", "bidang", "sasaran", "program", "kegiatan", "indikator", "satuan", "arah", "sifat"),
    *("bobot", "target_tahunan", "target", "realisasi", "realisasi_tertulis", "status", "capaian", "predikat"),
    *("capaian_sd", "capaian_sd_lengkap", "capaian_tahun", "pagu", "realisasi_anggaran", "serapan", "efisiensi"),
    *("data_dukung", "faktor_pendukung", "faktor_penghambat", "tindak_lanjut", "penjelasan"),
    "status_rekap",
)


def tulis(data: NaskahData) -> bytes:
    """`;` and a byte-order mark, so that Indonesian Excel opens it; no cell begins a formula (K61)."""
    bidang = nama_bidang(data.naskah.rekap)
    semua = data.naskah.rekap.baris
    return tulis_csv(KOLOM, ((*_baris(b, bidang.get(b.indikator.bidang, "")), data.status_rekap) for b in semua))


def _baris(b: BarisRekap, bidang: str) -> tuple[str, ...]:
    i, r = b.indikator, b.realisasi
    return (
        *(i.kode, i.bidang, bidang, i.sasaran, i.program, i.kegiatan, i.nama, i.satuan, i.arah.value, i.sifat.value),
        *(_angka(i.bobot), tulis_target(i.target_tahunan), tulis_target(b.target)),
        *(_angka(r.kinerja.nilai), r.kinerja.asli, b.status.value, _angka(b.capaian), b.predikat),
        *(_angka(b.capaian_sd), "ya" if b.sd_lengkap else "tidak", _angka(b.capaian_tahun)),
        *(_angka(i.pagu), _angka(rupiah(b)), _angka(b.serapan), b.efisiensi),
        *(r.data_dukung, r.faktor_pendukung, r.faktor_penghambat, r.tindak_lanjut),
        "; ".join(
            f"{soal} {jawaban}" for soal, jawaban in (*r.penjelasan, *((s, "(tidak dijawab)") for s in b.tak_dijawab))
        ),
    )


def _angka(nilai: Decimal | None) -> str:
    return "" if nilai is None else angka_polos(nilai)
