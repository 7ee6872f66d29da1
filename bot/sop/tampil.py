"""An SOP as plain text for a terminal of 80 columns: cover sheet, roles, steps, and what is our reading in it."""

import textwrap
from collections.abc import Iterable, Iterator

from bot.sop.model import Jenis, Langkah, LembarSampul, Peran, Satuan, Selesai, Sop, StandarWaktu
from bot.sop.pemuat import daftar, muat

LEBAR = 80
MENIT_SEHARI = 450  # a sum only, never a due time: "1 hari = 7,5 jam kerja" (domain.md 6.4)

_KOSONG = "(kosong atau tidak terbaca)"
_MENIT = {Satuan.MENIT: 1, Satuan.JAM: 60, Satuan.HARI: MENIT_SEHARI}


def tampil(sop: Sop) -> str:
    """The whole SOP, without a line end at the end. A line that begins with `*` is our reading, not the paper's."""
    bagian = [
        _judul(f"SOP {sop.nama}", "="),
        f"id {sop.id}, zona waktu {sop.zona}",
        "",
        *_sampul(sop.sampul),
        "",
        _judul("Pelaksana", "-"),
        *(baris for peran in sop.peran for baris in _peran(sop, peran)),
        "",
        _judul("Langkah", "-"),
    ]
    for langkah in sop.langkah:
        bagian += [*_langkah(sop, langkah), ""]
    bagian += [
        f"Jumlah waktu: {_ribuan(jumlah_menit(sop))} menit kerja (1 hari dihitung {MENIT_SEHARI} menit).",
        "Tanda * berarti: bacaan kami, bukan bunyi lembar SOP.",
    ]
    return "\n".join(bagian)


def daftar_teks() -> str:
    """One paragraph for each SOP that ships with the program: id, name, agency, number of steps, sum of the times."""
    return "\n\n".join(
        "\n".join(
            [
                sop.id,
                *_baris("", f"{sop.nama}, {sop.sampul.instansi}"),
                f"  {len(sop)} langkah, {_ribuan(jumlah_menit(sop))} menit kerja",
            ]
        )
        for sop in map(muat, daftar())
    )


def jumlah_menit(sop: Sop) -> int:
    """The sum of the time standards in working minutes, a day counted as 450."""
    return sum(menit(langkah.waktu) for langkah in sop.langkah)


def menit(waktu: StandarWaktu) -> int:
    """For sums and statistics only; deadlines count days as days."""
    return waktu.jumlah * _MENIT[waktu.satuan]


def _sampul(sampul: LembarSampul) -> Iterator[str]:
    for label, isi in (
        ("Instansi", sampul.instansi),
        ("Unit", sampul.unit),
        ("Nomor SOP", sampul.nomor),
        ("Tanggal pembuatan", sampul.tanggal_pembuatan),
        ("Tanggal revisi", sampul.tanggal_revisi),
        ("Tanggal efektif", sampul.tanggal_efektif),
        ("Disahkan oleh", sampul.disahkan_oleh),
        ("Peringatan", sampul.peringatan),
    ):
        if isi or label != "Unit":
            yield from _baris(label, isi or _KOSONG, lebar_label=18)
    for label, butir in (
        ("Dasar hukum", sampul.dasar_hukum),
        ("Kualifikasi pelaksana", sampul.kualifikasi),
        ("Keterkaitan", sampul.keterkaitan),
        ("Peralatan/perlengkapan", sampul.peralatan),
        ("Pencatatan dan pendataan", sampul.pencatatan),
    ):
        yield ""
        yield f"{label}:" if butir else f"{label}: {_KOSONG}"
        for nomor, isi in enumerate(butir, 1):
            yield from _lipat(f"{nomor:>4}. ", isi)
    if sampul.disimpulkan:
        yield ""
    for isi in sampul.disimpulkan:
        yield from _lipat("  * ", isi)


def _peran(sop: Sop, peran: Peran) -> Iterator[str]:
    keterangan = [peran.nama]
    if peran.per_bidang:
        keterangan.append("satu tugas untuk tiap bidang")
    if peran.atasan:
        keterangan.append(f"atasan {sop.nama_peran(peran.atasan)}")
    yield from _baris(peran.id, "; ".join(keterangan), lebar_label=12)


def _langkah(sop: Sop, langkah: Langkah) -> Iterator[str]:
    yield from _lipat(f"{langkah.no:>2}. ", langkah.kegiatan)
    for label, isi in (
        ("Pelaksana", _nama(sop, langkah.pelaksana) + _cara_selesai(langkah)),
        ("Pemutus", _nama(sop, [langkah.pemutus]) if langkah.pemutus else ""),
        ("Peserta", _nama(sop, langkah.peserta)),
        ("Penerima", _nama(sop, langkah.penerima)),
        ("Jenis", langkah.jenis.value),
        ("Kelengkapan", "; ".join(langkah.kelengkapan)),
        ("Waktu", str(langkah.waktu)),
        ("Output", langkah.output + (" (wajib dilampirkan)" if langkah.wajib_lampiran else "")),
        ("Keputusan", _keputusan(sop, langkah)),
    ):
        if isi:
            yield from _baris(label, isi, lebar_label=12, masuk=4)
    if langkah.disimpulkan:
        yield from _lipat("    * ", langkah.disimpulkan)


def _cara_selesai(langkah: Langkah) -> str:
    if langkah.selesai is Selesai.SALAH_SATU:
        return " (cukup salah satu)"
    berbagi = len(langkah.pelaksana) > 1 and langkah.jenis is not Jenis.UNGGAH
    return " (semua harus selesai)" if berbagi else ""


def _keputusan(sop: Sop, langkah: Langkah) -> str:
    if not langkah.memutuskan:
        return ""
    lanjut = f"ke langkah {langkah.no + 1}" if langkah.no < len(sop) else "selesai"
    terbit = ", dan rekap terbit ke grup" if langkah.terbitkan else ""
    return f"Ya: {lanjut}{terbit}. Tidak: kembali ke langkah {langkah.tidak}."


def _nama(sop: Sop, peran: Iterable[str]) -> str:
    return ", ".join(sop.nama_peran(p) for p in peran)


def _judul(teks: str, garis: str) -> str:
    return f"{teks}\n{garis * min(len(teks), LEBAR)}"


def _baris(label: str, isi: str, *, lebar_label: int = 0, masuk: int = 0) -> list[str]:
    awal = " " * masuk + f"{label:<{lebar_label}}: " if label else "  "
    return _lipat(awal, isi)


def _lipat(awal: str, isi: str) -> list[str]:
    return textwrap.wrap(isi, LEBAR, initial_indent=awal, subsequent_indent=" " * len(awal), break_on_hyphens=False)


def _ribuan(jumlah: int) -> str:
    return f"{jumlah:,}".replace(",", ".")
