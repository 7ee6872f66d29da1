"""The mark inside every document: which recap does a file say it is?"""

import zipfile
from dataclasses import replace
from io import BytesIO
from re import fullmatch

import pytest
from openpyxl import load_workbook

from bot.berkas import excel, gambar, pdf
from bot.berkas.tanda import Tanda, baca_tanda, kode_rekap
from tests.berkas.naskah_uji import naskah_kantor

SIDIK = "0123456789abcdef"
PENULIS = {"xlsx": excel, "pdf": pdf, "png": gambar}


@pytest.mark.parametrize("jenis", PENULIS)
@pytest.mark.parametrize(
    ("ubah", "status"),
    [({}, "final"), ({"disetujui": None}, "draf"), ({"disetujui": None, "sementara": True}, "sementara")],
)
def test_tanda_terbaca_dari_setiap_dokumen(jenis, ubah, status):
    """Whichever document somebody has, it tells office, quarter and whether it was approved; only then its code."""
    data = PENULIS[jenis].tulis(naskah_kantor(sidik=SIDIK, **ubah))

    assert baca_tanda(data) == Tanda("dkupp", 2026, 1, SIDIK if status == "final" else "", status)


def test_buku_yang_disimpan_lagi_masih_menyebut_dirinya():
    """A workbook that was opened, changed and saved elsewhere keeps its mark, so that it can be called changed."""
    buku = load_workbook(BytesIO(excel.tulis(naskah_kantor(sidik=SIDIK))))
    buku["Rekap"]["G2"] = 1
    keluar = BytesIO()
    buku.save(keluar)

    assert baca_tanda(keluar.getvalue()).sidik == SIDIK


def zip_besar(banyak):
    keluar = BytesIO()
    with zipfile.ZipFile(keluar, "w") as arsip:
        for nomor in range(banyak):
            arsip.writestr(f"{nomor:08d}" * 4, b"")
    return keluar.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"PK\3\4" + b"x" * 100,
        b"%PDF-1.7 lain",
        b"asisten-kinerja rekap dkupp 2026 TW1 0123456789abcdef final",
        zip_besar(1),
        zip_besar(3000),
        b"PK\5\6" + b"\xff" * 18,
    ],
    ids=["kosong", "awal zip", "bukan zip", "pdf lain", "teks", "zip lain", "zip beribu anggota", "ekor palsu"],
)
def test_berkas_lain_tidak_bertanda(data):
    """Other files, broken archives and archives made to cost time say nothing."""
    assert baca_tanda(data) is None


def test_kode_menyebut_satu_dokumen():
    """Another office, run, version or figure is another code; the same document has the same one."""
    asal = ("dkupp", 1, 1, "abc")
    lain = [("gowa", 1, 1, "abc"), ("dkupp", 2, 1, "abc"), ("dkupp", 1, 2, "abc"), ("dkupp", 1, 1, "abd")]

    assert len({kode_rekap(*isi) for isi in (asal, *lain)}) == 5
    assert kode_rekap(*asal) == kode_rekap(*asal)
    assert fullmatch("[0-9a-f]{16}", kode_rekap(*asal))


def test_sidik_ganjil_tidak_dikenali():
    """Only a code of ours counts."""
    assert baca_tanda(pdf.tulis(replace(naskah_kantor(), sidik="bukan-kode"))) is None
