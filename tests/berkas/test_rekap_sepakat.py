"""The four faces of a recap tell the same figures (K63)."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.berkas import excel, gambar
from bot.kinerja.tampil import angka_id, persen_id
from bot.pesan import rekap as pesan
from tests.berkas.naskah_uji import KANTOR, naskah_kantor
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
