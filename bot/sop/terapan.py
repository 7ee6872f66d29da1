"""What an event does to the state. Pure; replaying the events gives the state back, so the event log is the audit trail."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from typing import assert_never

from bot.sop.kejadian import (
    BatasDipindah,
    Catatan,
    Giliran,
    GiliranDimulai,
    HalDicatat,
    Hasil,
    Jeda,
    Keadaan,
    Kejadian,
    KirimanAwal,
    KoreksiDimulai,
    LampiranDiterima,
    LangkahDikembalikan,
    LangkahDipaksa,
    LangkahSelesai,
    PelaksanaanDibatalkan,
    PelaksanaanDijeda,
    PelaksanaanDilanjutkan,
    PelaksanaanDimulai,
    PelaksanaanSelesai,
    PengingatJatuh,
    RealisasiDikirim,
    RekapDisetujui,
    Status,
    Terakhir,
    TindakanDitarik,
    TugasSelesai,
    UnggahanDitutup,
)


def terapkan(keadaan: Keadaan, kejadian: Kejadian) -> Keadaan:  # noqa: C901 - one case an event
    """The state after this has happened."""
    match kejadian:
        case PelaksanaanDimulai(slot, pengunggah, banyak_langkah):
            return Keadaan(Status.BERJALAN, slot, pengunggah, putaran=(0,) * banyak_langkah)
        case GiliranDimulai((pertama, *_) as tugas, mulai, batas):
            putaran = tuple(
                pertama.putaran if no == pertama.langkah else p for no, p in enumerate(keadaan.putaran, start=1)
            )
            giliran = tuple(Giliran(t, mulai, batas) for t in tugas)
            return replace(keadaan, langkah=pertama.langkah, tahap=pertama.tahap, putaran=putaran, terbuka=giliran)
        case GiliranDimulai():
            raise ValueError("giliran tanpa tugas")
        case TugasSelesai(tugas, Hasil.DIKIRIM):
            terbuka = tuple(g for g in keadaan.terbuka if g.tugas != tugas)
            awal = tuple(k for k in keadaan.kiriman_awal if k.bidang != tugas.bidang)
            terakhir = keadaan.terakhir
            if terakhir and terakhir.kiriman and terakhir.tugas is None:
                terakhir = replace(terakhir, tugas=tugas)
            return replace(keadaan, terbuka=terbuka, kiriman_awal=awal, terakhir=terakhir)
        case TugasSelesai(tugas, _, personel):
            terbuka = tuple(g for g in keadaan.terbuka if g.tugas != tugas)
            return replace(keadaan, terbuka=terbuka, terakhir=Terakhir(personel, tugas))
        case RealisasiDikirim(bidang, kiriman, False, personel):
            return replace(keadaan, terakhir=Terakhir(personel, kiriman=kiriman))
        case RealisasiDikirim(bidang, kiriman, _, personel, nama):
            lain = tuple(k for k in keadaan.kiriman_awal if k.bidang != bidang)
            awal = (*lain, KirimanAwal(bidang, kiriman, personel, nama))
            return replace(keadaan, kiriman_awal=awal, terakhir=None)
        case UnggahanDitutup(tugas, personel=personel):
            return replace(keadaan, terbuka=(), terakhir=Terakhir(personel, tugas))
        case LampiranDiterima(tugas):
            return replace(keadaan, berlampiran=keadaan.berlampiran | {tugas}, terakhir=None)
        case LangkahSelesai(no):
            return replace(keadaan, terbuka=(), semua_catatan=_catatan_sesudah(keadaan, no))
        case LangkahDikembalikan(tugas, alasan=alasan, personel=personel, nama=nama):
            # What has been approved stays so: no return leads back before it (pemeriksa, `_sesudah_terbit`).
            catatan = (
                *_catatan_sesudah(keadaan, tugas.langkah),
                Catatan(tugas.langkah, alasan, nama, kejadian.bidang, kejadian.indikator),
            )
            return replace(keadaan, terbuka=(), semua_catatan=catatan, terakhir=Terakhir(personel, tugas))
        case TindakanDitarik():
            return _sesudah_ditarik(keadaan, kejadian)
        case LangkahDipaksa():
            return replace(keadaan, terbuka=(), terakhir=None)
        case PelaksanaanDijeda(alasan, waktu=waktu):
            return replace(keadaan, dijeda=Jeda(waktu, alasan))
        case PelaksanaanDilanjutkan():
            return replace(keadaan, dijeda=None)
        case KoreksiDimulai(dari, ke, alasan, nama=nama, bidang=bidang):
            catatan = (*_catatan_sesudah(keadaan, dari), Catatan(dari, alasan, nama, bidang, ke=ke))
            hidup = replace(keadaan, status=Status.BERJALAN, disetujui=False)
            return replace(hidup, terbuka=(), semua_catatan=catatan, terakhir=None)
        case RekapDisetujui():
            return replace(keadaan, disetujui=True)
        case PengingatJatuh() | HalDicatat():
            return keadaan
        case BatasDipindah(tugas, batas=batas):
            terbuka = tuple(replace(g, batas=batas) if g.tugas == tugas else g for g in keadaan.terbuka)
            return replace(keadaan, terbuka=terbuka, terakhir=None)
        case PelaksanaanSelesai():
            return replace(keadaan, status=Status.SELESAI, terbuka=(), dijeda=None, terakhir=None)
        case PelaksanaanDibatalkan():
            return replace(keadaan, status=Status.BATAL, terbuka=(), dijeda=None, terakhir=None)
    assert_never(kejadian)


def _sesudah_ditarik(keadaan: Keadaan, ditarik: TindakanDitarik) -> Keadaan:
    """As before the act, but rounds never run backwards: what begins anew is told from what lapsed."""
    putaran = tuple(p + (no == ditarik.langkah) for no, p in enumerate(keadaan.putaran, start=1))
    return replace(
        keadaan,
        langkah=ditarik.langkah,
        tahap=ditarik.tahap,
        putaran=putaran,
        terbuka=ditarik.terbuka,
        kiriman_awal=ditarik.kiriman_awal,
        disetujui=ditarik.disetujui,
        semua_catatan=ditarik.semua_catatan,
        terakhir=None,
    )


def _catatan_sesudah(keadaan: Keadaan, no: int) -> tuple[Catatan, ...]:
    """The reasons given at steps that are still ahead of step `no`."""
    return tuple(c for c in keadaan.semua_catatan if c.langkah > no)


def putar_ulang(riwayat: Iterable[Kejadian]) -> Keadaan:
    """The state that a history leads to."""
    return reduce(terapkan, riwayat, Keadaan())
