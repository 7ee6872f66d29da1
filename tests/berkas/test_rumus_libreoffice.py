"""Live formulas come to our figures in a real spreadsheet program too (K63); Renja columns 13 to 16 follow each indicator."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.berkas import data_renja
from bot.berkas.excel import tulis
from bot.berkas.naskah_data import NaskahData
from bot.kinerja.model import Angka, Arah, Rentang, Sifat
from bot.kinerja.rekap import Aturan
from bot.kinerja.ukur import VarianTurun
from tests.berkas.hitung_ulang import hitung_ulang
from tests.berkas.naskah_uji import indikator, lapor, naskah, naskah_kantor

RASIO = Aturan(varian=VarianTurun.RASIO)


def test_k63_rumus_dihitung_ulang_libreoffice(tmp_path: Path):
    """K63: the sheet `Rumus` of several offices and roundings, computed by LibreOffice: every comparison says "sama"."""
    isi = {
        "dkupp": naskah_kantor(triwulan=2),
        "bkpsdm": naskah_kantor("bkpsdm-purwakarta", 2, aturan=Aturan(desimal=1)),
        "gowa": naskah_kantor("gowa", 1, aturan=Aturan(desimal=0, kosong_nol=True)),
        "setwan": naskah_kantor("setwan-balangan", 1, aturan=Aturan(cap=None, varian=VarianTurun.RASIO)),
    }

    hasil = hitung_ulang({nama: load_workbook(io.BytesIO(tulis(n))) for nama, n in isi.items()}, tmp_path)

    for nama, n in isi.items():
        nilai = [sel for deret in hasil[nama]["Rumus"].iter_rows(values_only=True) for sel in deret]
        banding = [sel for sel in nilai if sel in ("sama", "beda")]
        assert set(banding) == {"sama"}, nama
        assert len(banding) == 3 * (len(n.rekap.baris) + len(n.rekap.per_bidang) + 1), nama
        rata = n.rekap.instansi.rata_rata
        baris = {d[0]: d for d in hasil[nama]["Rumus"].iter_rows(values_only=True)}
        assert rata is None or Decimal(str(round(baris["Instansi"][2], 6))) == rata
        assert baris["Banyak yang beda"][1] == 0


# code, arah, sifat, realisation of TW I and II, and of columns 13, 15 and 16 what comes out when 6 is 100 and 7 is 30
RENJA = (
    ("naik-jumlah", Arah.NAIK, Sifat.JUMLAH, ("12", "8"), 20, 50, 50),
    ("naik-akhir", Arah.NAIK, Sifat.AKHIR, ("60", "80"), 80, 80, 80),
    ("naik-rata", Arah.NAIK, Sifat.RATA_RATA, ("80", "90"), 85, 85, 85),
    ("naik-maks", Arah.NAIK, Sifat.MAKSIMUM, ("25", "20"), 25, 30, 30),
    ("turun-jumlah", Arah.TURUN, Sifat.JUMLAH, ("30", "20"), 50, 80, 120),
    ("turun-akhir", Arah.TURUN, Sifat.AKHIR, ("90", "80"), 80, 80, 120),
    ("turun-lewat", Arah.TURUN, Sifat.AKHIR, ("90", "250"), 250, 250, 0),
)


def renja(aturan: Aturan) -> NaskahData:
    target = (Angka(Decimal(50)),) * 4
    daftar = [
        indikator(k, arah=a, sifat=s, target_tw=target, target_tahunan=Angka(Decimal(100)), pagu=Decimal(1000))
        for k, a, s, *_ in RENJA
    ]
    tahun = {
        tw: {k: lapor(k, nilai=nilai[tw - 1], anggaran=str(100 * tw)) for k, _, _, nilai, *_ in RENJA} for tw in (1, 2)
    }
    return NaskahData(naskah(daftar, tahun, triwulan=2, aturan=aturan), tahun)


def test_renja_kolom_15_dan_16_menurut_arah_dan_sifat(tmp_path: Path):
    """Renstra columns filled in by hand: 15 and 16 are those of the indicator's nature and of the office's formula."""
    buku = {"selisih": renja(Aturan()), "rasio": renja(RASIO)}
    terisi = {nama: load_workbook(io.BytesIO(data_renja.tulis(data))) for nama, data in buku.items()}
    for satu in terisi.values():
        for baris in range(6, 6 + len(RENJA)):
            for kolom, nilai in (("F", 100), ("G", 5000), ("H", 30), ("I", 300)):
                satu.active[f"{kolom}{baris}"] = nilai

    hasil = hitung_ulang(terisi, tmp_path)

    for nama in buku:
        for nomor, (kode, arah, _, _, tiga_belas, lima_belas, enam_belas) in enumerate(RENJA, 6):
            rasio = nama == "rasio" and arah is Arah.TURUN
            deret = {k: hasil[nama].active[f"{k}{nomor}"].value for k in ("T", "X", "Z", "Y", "AA")}
            harap = round(100 / lima_belas * 100, 2) if rasio else enam_belas
            assert (deret["T"], deret["X"], deret["Z"]) == (tiga_belas, lima_belas, harap), (nama, kode)
            assert (deret["Y"], deret["AA"]) == (500, 10), (nama, kode)  # money always adds up


@pytest.mark.parametrize(
    ("aturan", "rumus"), [(Aturan(), "(2 × target − realisasi) ÷ target"), (RASIO, "target ÷ realisasi")]
)
def test_renja_menyebut_rumus_tiap_baris(aturan: Aturan, rumus: str):
    """The head row says that it is the form's; whatever a row does otherwise stands in its Keterangan, with the reason below."""
    lembar = load_workbook(io.BytesIO(data_renja.tulis(renja(aturan)))).active
    keterangan = {lembar[f"C{n}"].value: lembar[f"AC{n}"].value or "" for n in range(6, 6 + len(RENJA))}

    assert lembar["V5"].value == "14 = 13/8 *)"
    assert keterangan["naik-jumlah"] == ""
    assert keterangan["naik-akhir"] == "13 dan 15: keadaan terakhir."
    assert "13 dan 15: rata-rata" in keterangan["naik-rata"]
    assert "13 dan 15: yang tertinggi" in keterangan["naik-maks"]
    assert f"14 dan 16: {rumus}." in keterangan["turun-akhir"]
    assert "akhir Renstra" in keterangan["turun-jumlah"]
    rentang = indikator(target_tahunan=Rentang(Decimal(2), Decimal(4)))
    satu = NaskahData(naskah([rentang], {}), {})
    assert "rentang target 100" in load_workbook(io.BytesIO(data_renja.tulis(satu))).active["AC6"].value
    assert any(str(s.value).startswith("*) ") for d in lembar.iter_rows(min_row=13) for s in d)
