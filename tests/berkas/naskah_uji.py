"""Recaps to write documents of: the sample offices, and offices made up for one question."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import bot.simulasi
from bot.berkas.naskah import BarisWaktu, Naskah, PenandaTangan
from bot.kinerja.data import baca_indikator_csv, baca_realisasi_csv
from bot.kinerja.model import KOSONG, Angka, Arah, Bacaan, Indikator, Keterbacaan, Realisasi, Sifat, Target
from bot.kinerja.rekap import Aturan, hitung_rekap

CONTOH = Path(bot.simulasi.__file__).parent / "contoh"
KANTOR = ("bkpsdm-purwakarta", "gowa", "disnakerperintrans-kapuas-hulu", "setwan-balangan", "dkupp-purwakarta")
SEPULUH = Angka(Decimal(10))
DIBUAT = datetime(2026, 4, 10, 3, 15, tzinfo=UTC)
DISETUJUI = datetime(2026, 4, 10, 7, 5, tzinfo=UTC)


def naskah_kantor(sop: str = "dkupp-purwakarta", triwulan: int = 1, **ganti: Any) -> Naskah:
    """The recap of a sample office, approved."""
    instansi = tomllib.loads((CONTOH / f"instansi_{sop}.toml").read_text(encoding="utf-8"))
    indikator = baca_indikator_csv((CONTOH / f"indikator_{sop}.csv").read_bytes())
    realisasi = {
        tw: baca_realisasi_csv((CONTOH / f"realisasi_{sop}_tw{tw}.csv").read_bytes(), indikator)
        for tw in range(1, triwulan + 1)
    }
    bidang = {b["kode"]: b["nama"] for b in instansi["bidang"]}
    return naskah(indikator, realisasi, triwulan, bidang, nama_instansi=instansi["instansi"]["nama"], **ganti)


def naskah(
    indikator: Sequence[Indikator],
    realisasi: Mapping[int, Mapping[str, Realisasi]],
    triwulan: int = 1,
    bidang: Mapping[str, str] | None = None,
    aturan: Aturan | None = None,
    **ganti: Any,
) -> Naskah:
    """A recap of these indicators, approved unless `disetujui=None` is given."""
    aturan = aturan or Aturan()
    rekap = hitung_rekap(indikator, realisasi, 2026, triwulan, bidang or {"umum": "Bidang Umum"}, aturan)
    kepala = PenandaTangan("Pj. Kepala Dinas", "Rina Oktavia", "Pembina Tk. I", "199403232018071038")
    biasa = Naskah(
        rekap=rekap,
        kode_instansi="dkupp",
        nama_instansi="Dinas Koperasi UKM Perdagangan dan Perindustrian",
        nama_sop="Pengukuran Kinerja",
        nomor_sop="000.8.3/12",
        zona="Asia/Jakarta",
        dibuat=DIBUAT,
        disetujui=DISETUJUI,
        penanda_tangan=kepala,
        waktu=waktu_langkah(),
        tanpa_data_dukung=(),
        sidik="7F3A-91C2-0D4E",
        alamat="Jalan Veteran Nomor 1",
        pemerintah="Pemerintah Kabupaten Purwakarta",
        tempat="Purwakarta",
        aturan=aturan,
    )
    return replace(biasa, **ganti)


def waktu_langkah() -> tuple[BarisWaktu, ...]:
    selesai = DIBUAT + timedelta(hours=5)
    lima, lewat = Decimal(5), Decimal(275)
    return (
        BarisWaktu(1, "Memerintahkan pengukuran", "Kepala Dinas", "5 menit", 1, DIBUAT, DIBUAT, lima, lima, True, ""),
        BarisWaktu(
            2, "Memvalidasi data", "Tim", "240 menit", 2, DIBUAT, selesai, lewat, Decimal(240), False,
            "terlambat 35 menit kerja",
        ),
        BarisWaktu(3, "Mengarsipkan", "Tim", "10 menit", 1, None, None, None, Decimal(10), None, ""),
    )  # fmt: skip


def indikator(kode: str = "I-1", target: Target | None = SEPULUH, **ganti: Any) -> Indikator:
    biasa = Indikator(
        kode=kode,
        sasaran="Meningkatnya kinerja",
        program="Program",
        kegiatan="",
        nama="Persentase layanan",
        satuan="%",
        arah=Arah.NAIK,
        sifat=Sifat.AKHIR,
        bobot=Decimal(1),
        target_tahunan=target,
        target_tw=(target, target, target, target),
        pagu=None,
        bidang="umum",
    )
    return replace(biasa, **ganti)


def lapor(kode: str = "I-1", nilai: str | None = None, anggaran: str | None = None, **ganti: Any) -> Realisasi:
    return replace(Realisasi(kode, _bacaan(nilai), _bacaan(anggaran)), **ganti)


def naskah_banyak(banyak: int, bidang: int = 5, nama: str = "Persentase layanan", **ganti: Any) -> Naskah:
    """`banyak` reported indicators spread over `bidang` units; their capaian lies between 20 and 119 %."""
    daftar = [
        indikator(f"I-{n}", nama=f"{nama} {n}", bidang=f"b{n % bidang}", pagu=Decimal(1_000_000 + n))
        for n in range(1, banyak + 1)
    ]
    laporan = {i.kode: lapor(i.kode, str(Decimal(20 + n * 7 % 100) / 10), str(1000 * n)) for n, i in enumerate(daftar)}
    return naskah(daftar, {1: laporan}, bidang={f"b{n}": f"Bidang {n + 1}" for n in range(bidang)}, **ganti)


def _bacaan(nilai: str | None) -> Bacaan:
    return KOSONG if nilai is None else Bacaan(Keterbacaan.NILAI, Decimal(nilai), nilai)
