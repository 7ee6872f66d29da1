"""Which entries of the log are one act, and whether its person may take it back."""

from collections.abc import Iterable, Sequence

from bot.sop.kejadian import (
    GiliranDimulai,
    HalDicatat,
    Hasil,
    Keadaan,
    Kejadian,
    LangkahDikembalikan,
    LangkahSelesai,
    PelaksanaanDijeda,
    PelaksanaanDilanjutkan,
    PengingatJatuh,
    RealisasiDikirim,
    RekapDisetujui,
    Tarik,
    Terakhir,
    TindakanDitarik,
    TugasSelesai,
    UnggahanDitutup,
)
from bot.sop.penolakan import TakBisaDitarik

# What follows from an act by itself, and what nobody does to the run.
_TETAP = (HalDicatat, PengingatJatuh, PelaksanaanDijeda, PelaksanaanDilanjutkan)
_SERTA = (GiliranDimulai, LangkahSelesai, TugasSelesai, RekapDisetujui, *_TETAP)


def awal_tindakan(keadaan: Keadaan, tindakan: Tarik) -> int:
    """How many entries of the log stand when this act is taken back. Raises TakBisaDitarik."""
    terakhir = keadaan.terakhir
    if terakhir is None or terakhir.tugas != tindakan.tugas:
        raise TakBisaDitarik("sesudahnya sudah ada tindakan berikutnya")
    if terakhir.personel != tindakan.pelaku.personel:
        raise TakBisaDitarik("hanya yang melakukannya yang dapat menariknya")
    awal = _cari(tindakan.riwayat, terakhir)
    if awal is None or not all(isinstance(k, _SERTA) for k in tindakan.riwayat[awal + 1 :]):
        raise TakBisaDitarik("sesudahnya keadaan pengukuran sudah berubah")
    if tindakan.terbit and any(isinstance(k, RekapDisetujui) for k in tindakan.riwayat[awal:]):
        raise TakBisaDitarik("rekap yang disetujui sudah terbit")
    return awal


def _cari(riwayat: Sequence[Kejadian], terakhir: Terakhir) -> int | None:
    """Where the newest act begins in the log."""
    return next((n for n in reversed(range(len(riwayat))) if _mengawali(riwayat[n], terakhir)), None)


def _mengawali(kejadian: Kejadian, terakhir: Terakhir) -> bool:
    match kejadian:
        case RealisasiDikirim(kiriman=kiriman):
            return kiriman == terakhir.kiriman
        case TugasSelesai(hasil=hasil):
            return not terakhir.kiriman and hasil is not Hasil.DIKIRIM and kejadian.tugas == terakhir.tugas
        case LangkahDikembalikan() | UnggahanDitutup():
            return kejadian.tugas == terakhir.tugas
    return False


def berlaku(riwayat: Iterable[Kejadian]) -> list[Kejadian]:
    """The history without the acts that were taken back, and without the taking back."""
    hasil: list[tuple[int, Kejadian]] = []
    for no, kejadian in enumerate(riwayat):
        if isinstance(kejadian, TindakanDitarik):
            hasil = [(n, k) for n, k in hasil if n < kejadian.sampai or isinstance(k, _TETAP)]
        else:
            hasil.append((no, kejadian))
    return [k for _, k in hasil]
