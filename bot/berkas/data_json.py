"""A recap as JSON. Numbers are text with a decimal point, so that no program rounds them on the way; null: unknown."""

import json
from decimal import Decimal
from typing import Any

from bot.berkas.naskah_data import NaskahData
from bot.berkas.tulisan import rupiah
from bot.kinerja.data import tulis_target
from bot.kinerja.model import Angka, BarisRekap, Ringkasan, Target

FORMAT = 1


def tulis(data: NaskahData) -> bytes:
    """UTF-8, two blanks of indentation, keys in a fixed order."""
    n = data.naskah
    isi = {
        "format": FORMAT,
        "instansi": {"kode": n.kode_instansi, "nama": n.nama_instansi},
        "tahun": n.rekap.tahun,
        "triwulan": n.rekap.triwulan,
        "status_rekap": data.status_rekap,
        "disetujui": n.disetujui.isoformat() if n.disetujui else None,
        "kode_verifikasi": n.kode_verifikasi or None,
        "aturan": dict(n.rekap.aturan),
        "ringkasan": _ringkasan(n.rekap.instansi),
        "bidang": [_ringkasan(r) for r in n.rekap.per_bidang],
        "indikator": [_indikator(b) for b in n.rekap.baris],
    }
    return (json.dumps(isi, ensure_ascii=False, indent=2) + "\n").encode()


def _ringkasan(r: Ringkasan) -> dict[str, Any]:
    return {
        "kode": r.kode,
        "nama": r.nama,
        "rata_rata": _angka(r.rata_rata),
        "predikat": r.predikat,
        "pagu": _angka(r.pagu),
        "realisasi_anggaran": _angka(r.anggaran),
        "serapan": _angka(r.serapan),
        "serapan_lengkap": r.serapan_lengkap,
        "jumlah": r.jumlah,
        "dinilai": r.dinilai,
        "belum_dilaporkan": r.belum_dilaporkan,
        "perlu_konfirmasi": r.perlu_konfirmasi,
        "tidak_ditargetkan": r.tidak_ditargetkan,
    }


def _indikator(b: BarisRekap) -> dict[str, Any]:
    i, r = b.indikator, b.realisasi
    return {
        "kode": i.kode,
        "bidang": i.bidang,
        "sasaran": i.sasaran,
        "program": i.program,
        "kegiatan": i.kegiatan,
        "indikator": i.nama,
        "satuan": i.satuan,
        "arah": i.arah.value,
        "sifat": i.sifat.value,
        "bobot": _angka(i.bobot),
        "target_tahunan": _target(i.target_tahunan),
        "target": _target(b.target),
        "realisasi": _angka(r.kinerja.nilai),
        "realisasi_tertulis": r.kinerja.asli,
        "penjelasan": [{"soal": soal, "jawaban": jawaban} for soal, jawaban in r.penjelasan],
        "tidak_dijawab": list(b.tak_dijawab),
        "status": b.status.value,
        "capaian": _angka(b.capaian),
        "predikat": b.predikat,
        "capaian_sd": _angka(b.capaian_sd),
        "capaian_sd_lengkap": b.sd_lengkap,
        "capaian_tahun": _angka(b.capaian_tahun),
        "pagu": _angka(i.pagu),
        "realisasi_anggaran": _angka(rupiah(b)),
        "serapan": _angka(b.serapan),
        "efisiensi": b.efisiensi,
        "data_dukung": r.data_dukung,
        "faktor_pendukung": r.faktor_pendukung,
        "faktor_penghambat": r.faktor_penghambat,
        "tindak_lanjut": r.tindak_lanjut,
    }


def _target(target: Target | None) -> str | None:
    """A number like every other; ranges and categories as they are written."""
    return _angka(target.nilai) if isinstance(target, Angka) else tulis_target(target) or None


def _angka(nilai: Decimal | None) -> str | None:
    return None if nilai is None else format(nilai, "f")
