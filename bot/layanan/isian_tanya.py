"""What a question of the conversation shows: values as people write them, examples that are valid answers."""

from calendar import monthrange
from typing import TYPE_CHECKING

from sqlmodel import Session

from bot.berkas.formulir import penjelasan_indikator
from bot.berkas.tulisan import BULAN
from bot.kinerja.aturan import aturan_dari
from bot.kinerja.baca import berkategori
from bot.kinerja.isian import CATATAN, Bagian, catatan
from bot.kinerja.model import Bacaan, Indikator, Kategori, Keterbacaan, Realisasi
from bot.kinerja.tampil import bacaan_id, persen_id, rupiah_id, target_id
from bot.kinerja.ukur import capaian
from bot.layanan.janji import BERJALAN
from bot.pesan import isian as pesan
from bot.pesan import tindak as pesan_tindak

if TYPE_CHECKING:
    from bot.layanan.isian_ruang import Ruang


def susun_tanya(sesi: Session, r: "Ruang", keliru: str = "") -> pesan.Tanya:
    """The open question of a conversation."""
    i, jalan, bagian = r.indikator, r.s.jalan.baris, r.pos.bagian
    assert r.baris.id is not None
    aturan = aturan_dari(jalan.aturan)
    lalu = r.lalu.get(i.kode, Realisasi(i.kode))
    return pesan.Tanya(
        isian=r.baris.id,
        urut=r.baris.urut,
        ke=next(n for n, satu in enumerate(r.semua, 1) if satu is i),
        dari=len(r.semua),
        kode=i.kode,
        nama=i.nama,
        satuan=i.satuan,
        triwulan=jalan.triwulan,
        tahun=jalan.tahun,
        bagian=bagian,
        target=_target(i, r.tw),
        cara=penjelasan_indikator(i, r.tw, aturan.varian).replace("\n", " "),
        lalu=_isian(i, lalu, bagian),
        kini=_isian(i, r.kini, bagian),
        pagu=rupiah_id(i.pagu),
        soal=r.soal if bagian is Bagian.WAJAR else "",
        capaian=persen_id(aturan.bulat(capaian(i.target_tw[r.tw - 1], r.kini.kinerja, i.arah, aturan.varian).nilai)),
        tindak_lama=_tindak_lama(r),
        contoh=_contoh(i, r.tw, jalan.tahun, bagian),
        keliru=keliru,
        pertama=bool(r.daftar) and r.daftar[0] == r.pos,
    )


def _tindak_lama(r: "Ruang") -> tuple[str, ...]:
    """The open follow-up of the quarter before, where the question is about follow-ups."""
    t = r.janji.get(r.baris.kode)
    if t is None or r.pos.bagian not in (Bagian.STATUS, Bagian.TINDAK_LANJUT):
        return ()
    return (pesan_tindak.di_isian(t.uraian, r.kini.status_tindak or ("Berjalan" if t.status == BERJALAN else "")),)


def _target(i: Indikator, tw: int) -> str:
    target = i.target_tw[tw - 1]
    if target is None:
        return "tidak ditargetkan triwulan ini"
    return target_id(target) if isinstance(target, Kategori) else f"{target_id(target)} {i.satuan}"


def _isian(i: Indikator, r: Realisasi, bagian: Bagian) -> str:
    if bagian is Bagian.STATUS:
        return r.status_tindak
    if bagian in CATATAN:
        return catatan(r, bagian)
    return tertulis(i, r.anggaran if bagian is Bagian.ANGGARAN else r.kinerja, bagian)


def tertulis(i: Indikator, bacaan: Bacaan, bagian: Bagian) -> str:
    """``178``, ``Rp17.244.445``, ``WTP``; "" where nothing is reported."""
    if bacaan.status is Keterbacaan.KOSONG:
        return ""
    if bagian is Bagian.ANGGARAN and bacaan.status is Keterbacaan.NILAI:
        return rupiah_id(bacaan.nilai)
    return bacaan_id(bacaan)


def _contoh(i: Indikator, tw: int, tahun: int, bagian: Bagian) -> str:
    match bagian:
        case Bagian.KINERJA:
            return pesan.BALAS_KATA if berkategori(i) else pesan.BALAS_ANGKA
        case Bagian.ANGGARAN:
            return pesan.BALAS_RUPIAH
        case Bagian.WAJAR:
            return pesan.CONTOH_WAJAR
        case Bagian.PENGHAMBAT:
            return pesan.CONTOH_PENGHAMBAT
        case Bagian.PENDUKUNG:
            return pesan.CONTOH_PENDUKUNG
    return pesan.CONTOH_TINDAK.format(tanggal=_akhir_triwulan_depan(tahun, tw))


def _akhir_triwulan_depan(tahun: int, tw: int) -> str:
    """``30 Juni 2026`` for the first quarter of 2026."""
    tahun, bulan = (tahun, tw * 3 + 3) if tw < 4 else (tahun + 1, 3)
    return f"{monthrange(tahun, bulan)[1]} {BULAN[bulan - 1]} {tahun}"
