"""The recap as a picture for the group: read on a phone, without zooming, in one look."""

from decimal import Decimal
from typing import Any

from bot.berkas.naskah import Naskah
from bot.berkas.percetakan import cetak_png
from bot.berkas.tanda import sisip_png, tanda
from bot.berkas.tulisan import hari_tanggal_pukul, perubahan_instansi, terendah_dahulu, triwulan
from bot.berkas.warna import corak, kelas_rendah
from bot.kinerja.model import BarisRekap, Rekap, Ringkasan
from bot.kinerja.tampil import persen_id

MAKS_BIDANG = 12
MAKS_PERHATIAN = 6
PENUH = Decimal(100)

Data = dict[str, Any]


def tulis(naskah: Naskah) -> bytes:
    """The PNG of a recap, 1080 pixels wide. Raises typst.TypstError when it cannot be drawn."""
    return sisip_png(cetak_png("gambar.typ", data(naskah)), tanda(naskah))


def data(naskah: Naskah) -> Data:
    """What the template `gambar.typ` is given."""
    rekap = naskah.rekap
    perhatian = _perlu_perhatian(naskah)
    semua = len(rekap.per_bidang) <= MAKS_BIDANG
    unit = rekap.per_bidang if semua else terendah_dahulu(rekap.per_bidang)
    return {
        "cap": naskah.cap,
        "perubahan": perubahan_instansi(rekap, naskah.lampau),
        "nama": naskah.nama_instansi,
        "periode": triwulan(rekap),
        "instansi": _batang(naskah, rekap.instansi),
        "bidang": [_batang(naskah, r) for r in unit[:MAKS_BIDANG]],
        "judul_bidang": "Per unit" if semua else "Per unit, terendah dahulu",
        "bidang_lain": max(0, len(rekap.per_bidang) - MAKS_BIDANG),
        "hitungan": _hitungan(rekap),
        "serapan": persen_id(rekap.instansi.serapan),
        "catatan_serapan": rekap.instansi.catatan_serapan,
        "perhatian": [_sorotan(naskah, b) for b in perhatian[:MAKS_PERHATIAN]],
        "perhatian_lain": max(0, len(perhatian) - MAKS_PERHATIAN),
        "kaki": (
            f"Disetujui di dalam sistem pada {hari_tanggal_pukul(naskah.disetujui, naskah.zona)}"
            if naskah.disetujui
            else f"{'Keadaan' if naskah.sementara else 'Draf'} {hari_tanggal_pukul(naskah.dibuat, naskah.zona)}, "
            "belum disetujui"
        ),
        "sidik": naskah.kode_verifikasi,
    }


def _batang(naskah: Naskah, r: Ringkasan) -> Data:
    """One bar: how long (percent of the full width), which colour, and the words that say the same."""
    panjang = Decimal(0) if r.rata_rata is None else min(max(r.rata_rata, Decimal(0)), PENUH)
    return {
        "nama": r.nama,
        "panjang": float(panjang),
        "nilai": persen_id(r.rata_rata),
        "predikat": r.predikat,
        "warna": corak(naskah.aturan.skala, r.predikat).kuat,
        "dinilai": f"{r.dinilai} dari {r.jumlah} dinilai",
    }


def _hitungan(rekap: Rekap) -> list[Data]:
    r = rekap.instansi
    isi = (
        (r.dinilai, f"dinilai dari {r.jumlah}"),
        (r.belum_dilaporkan, "belum dilaporkan"),
        (r.perlu_konfirmasi, "perlu konfirmasi"),
        (r.tidak_ditargetkan, "tidak ditargetkan"),
    )
    return [{"angka": str(banyak), "kata": kata} for banyak, kata in isi]


def _perlu_perhatian(naskah: Naskah) -> list[BarisRekap]:
    """Assessed indicators whose predikat is one of the lowest, the lowest capaian first."""
    rendah = kelas_rendah(naskah.aturan.skala)
    terpilih = [(b.capaian, b) for b in naskah.rekap.baris if b.capaian is not None and b.predikat in rendah]
    return [b for _, b in sorted(terpilih, key=lambda pasangan: (pasangan[0], pasangan[1].indikator.kode))]


def _sorotan(naskah: Naskah, baris: BarisRekap) -> Data:
    return {
        "nama": baris.indikator.nama,
        "nilai": persen_id(baris.capaian),
        "predikat": baris.predikat,
        "warna": corak(naskah.aturan.skala, baris.predikat).kuat,
    }
