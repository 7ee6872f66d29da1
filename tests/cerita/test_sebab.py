"""Causes given in the analysis fill what the unit left empty in the recap, and say whose words they are."""

from collections.abc import Callable

from bot.layanan import muat
from bot.layanan.dokumen import naskah
from tests.cerita.cerita import Cerita


async def penghambat(cerita: Cerita) -> dict[str, str]:
    """Indicator to Faktor Penghambat as the documents print it."""
    waktu = cerita.panggung.jam.sekarang()
    isi = await cerita.baca(lambda sesi: naskah(sesi, muat.jalan(sesi, 1), waktu))
    return {b.indikator.kode: b.realisasi.faktor_penghambat for b in isi.rekap.baris}


async def test_sebab_mengisi_faktor_penghambat_yang_kosong(buat: Callable[..., Cerita]):
    """The newest cause counts, marked with who said it; where the unit wrote something itself, its own words stand."""
    cerita = await buat("bkpsdm-purwakarta").sampai(langkah=6)
    sebelum = await penghambat(cerita)
    kosong = next(k for k, isi in sebelum.items() if not isi)
    berisi = next(k for k, isi in sebelum.items() if isi)

    await cerita.tim.tulis(f"{kosong} : anggaran baru cair\n{berisi} : hujan")
    await cerita.tim.tulis(f"{kosong} : anggaran baru cair Maret")
    sesudah = await penghambat(cerita)

    jabatan = next(p["jabatan"] for p in cerita.kantor.isi["personel"] if p["telegram"] == cerita.tim.id)
    assert sesudah == sebelum | {kosong: f"anggaran baru cair Maret (menurut {jabatan})"}
