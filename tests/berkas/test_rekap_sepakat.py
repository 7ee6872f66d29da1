"""The four faces of a recap tell the same figures (K63)."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.berkas import excel, gambar
from bot.kinerja.tampil import angka_id, persen_id
from bot.pesan import rekap as pesan
from tests.berkas.naskah_uji import KANTOR, indikator, lapor, naskah, naskah_kantor
from tests.berkas.test_rekap_pdf import halaman, rapat


@pytest.mark.parametrize("triwulan", [1, 2])
@pytest.mark.parametrize("kantor", KANTOR)
def test_k63_buku_pdf_gambar_dan_chat_sepakat(kantor: str, triwulan: int) -> None:
    """Average, predikat and spending of every unit and of the office: workbook, paper, picture and chat, to the last digit."""
    isi = naskah_kantor(kantor, triwulan)
    baris = list(load_workbook(BytesIO(excel.tulis(isi)))["Per Bidang"].iter_rows(2, values_only=True))
    kertas, chat, data = "".join(halaman(isi)), pesan.keterangan(isi)["caption"], gambar.data(isi)
    batang = [*data["bidang"], data["instansi"]]

    for r, sel, satu in zip((*isi.rekap.per_bidang, isi.rekap.instansi), baris, batang, strict=True):
        nilai = persen_id(r.rata_rata)
        assert Decimal(str(sel[1])) == r.rata_rata
        assert (satu["nilai"], satu["predikat"], sel[2]) == (nilai, r.predikat, r.predikat)
        assert angka_id(r.rata_rata, 2) + rapat(r.predikat) in kertas
        assert f"{r.nama}: {nilai} ({r.predikat})" in chat
        assert r.serapan is None or persen_id(r.serapan) in chat


def test_keterangan_menyebut_serapan_yang_tidak_lengkap() -> None:
    """Spending that a unit has not reported: its own line says so, and the office's says that the figure is too low."""
    daftar = [
        indikator("I-1", pagu=Decimal(100), bidang="a"),
        indikator("I-2", pagu=Decimal(100), bidang="b"),
        indikator("I-3", pagu=None, bidang="c"),
        indikator("I-4", pagu=Decimal(100), bidang="a"),
    ]
    isi = naskah(daftar, {1: {"I-1": lapor("I-1", "9", "50"), "I-2": lapor("I-2", "9"), "I-3": lapor("I-3", "9")}})

    chat = pesan.keterangan(isi)["caption"].splitlines()

    satu, dua, tiga = (next(b for b in chat if b.startswith(f"{kode}:")) for kode in ("a", "b", "c"))
    kantor = next(b for b in chat if b.startswith("<b>Instansi:"))
    assert satu.endswith("serapan 25,00 % (tidak lengkap)")
    assert dua.endswith("; serapan belum dilaporkan")
    assert "serapan" not in tiga
    assert kantor.endswith("serapan 16,67 % (tidak lengkap)</b>")
    assert "16,67 % (tidak lengkap)" in pesan.keterangan_draf(isi.rekap)["caption"]
