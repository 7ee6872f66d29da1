"""Contents that do not fit the chained log."""

from collections.abc import Sequence

PROGRAM = "Bot"  # who published, in the log

DATA = "Data {unit}"
BUKTI = "Data dukung {kode}"
REKAP = "Rekap versi {versi}"

BEDA_DATA = "{apa} versi {versi} lain dari yang dikirim {nama}."
BEDA_BUKTI = "{apa} ({nama}) lain dari yang dilampirkan."
BEDA_REKAP = "{apa}: {bagian} lain dari yang terbit."
BEDA_SETUJU = "Rencana, angka, aturan, atau data dukung lain dari yang disetujui {nama}."
TAK_TERCATAT = "{apa} tidak tercatat dalam jejak."
HILANG = "{apa} tercatat dalam jejak, tetapi sudah tidak ada."
BERKAS_HILANG = "Berkas {nama} tidak ada lagi di penyimpanan."
BERKAS_BERUBAH = "Isi berkas {nama} di penyimpanan sudah berubah."
LAIN = "mencatat rekap yang lain"


def uraian_terbit(kode: str, bentuk: Sequence[str]) -> str:
    """Of the log: ``menerbitkan rekap, kode verifikasi 0123456789abcdef: pdf, png, xlsx``."""
    isi = f": {', '.join(sorted(bentuk))}" if bentuk else ""
    return f"menerbitkan rekap, kode verifikasi {kode}{isi}"


def tidak_cocok(semua: Sequence[str]) -> str:
    """After a chain that is whole."""
    return f"Rantai hash utuh, tetapi {len(semua)} isi tidak cocok dengannya: {' '.join(semua)}"
