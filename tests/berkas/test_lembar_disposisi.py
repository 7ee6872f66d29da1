"""The disposition sheet as a paper, also when it takes more than one page."""

from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfReader

from bot.berkas.kop import Kop
from bot.berkas.lembar_disposisi import BarisParaf, LembarDisposisi, tulis

SAAT = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)
KEGIATAN = f"Awal pengumpulan {'data dan informasi pengukuran kinerja dari bidang, ' * 4} sampai akhir"


def lembar(isi: str, banyak: int) -> LembarDisposisi:
    return LembarDisposisi(
        kop=Kop("Dinas Contoh", "PEMERINTAH KABUPATEN CONTOH"),
        nomor_agenda="012/2026",
        sifat="Biasa",
        dibuat=SAAT,
        mulai=SAAT,
        batas=SAAT,
        zona="Asia/Jakarta",
        dari="Kepala Dinas",
        perihal="Memvalidasi data",
        periode="Triwulan I 2026",
        dasar="SOP",
        diteruskan="Tim",
        kelengkapan=("Form",),
        isi=isi,
        catatan="",
        paraf=tuple(BarisParaf(n, "Sekretaris", KEGIATAN, "dikerjakan", "1 Apr") for n in range(1, banyak + 1)),
    )


def test_baris_paraf_tidak_terpotong_dan_judulnya_berulang() -> None:
    """Each line of who did what stands whole on one page, under the header of the table."""
    for panjang in range(0, 400, 25):
        kertas = PdfReader(BytesIO(tulis(lembar("Isi " * panjang, 16))))
        halaman = [" ".join(h.extract_text().split()) for h in kertas.pages]

        assert len(halaman) > 1
        for teks in halaman:
            assert teks.count("Awal pengumpulan") == teks.count("sampai akhir"), panjang
            assert "Pelaksana" in teks


def test_isi_yang_panjang_tercetak_seluruhnya() -> None:
    """An instruction of several pages is not cut off."""
    semua = " ".join(h.extract_text() for h in PdfReader(BytesIO(tulis(lembar("kata " * 4000 + "habis", 1)))).pages)

    assert semua.count("kata") == 4000
    assert "habis" in semua
