"""An example of a value that the reader takes for an indicator."""

from bot.kinerja.model import Angka, Indikator, Kategori, Rentang
from bot.kinerja.penulisan import satuan_terhitung
from bot.kinerja.tampil import angka_polos


def contoh_kinerja(i: Indikator, tw: int) -> str:
    """Of the form of this indicator's target in quarter `tw`, 1 to 4: ``178``, ``12,5``, ``WTP``."""
    match i.target_tw[tw - 1]:
        case Kategori(teks):
            return teks
        case Angka(nilai):
            return angka_polos(nilai)
        case Rentang(bawah, _):
            return angka_polos(bawah)
    return "178" if satuan_terhitung(i.satuan) else "12,5"
