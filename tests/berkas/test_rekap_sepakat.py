"""The four faces of a recap tell the same figures (K63)."""

import csv
import json
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.berkas import data_csv, data_json, data_renja, excel, gambar
from bot.berkas.naskah_data import NaskahData
from bot.kinerja.banding import lampau
from bot.kinerja.rekap import Aturan
from bot.kinerja.tampil import angka_id, persen_id
from bot.pesan import rekap as pesan
from tests.berkas.naskah_uji import KANTOR, indikator, lapor, naskah, naskah_banyak, naskah_kantor
from tests.berkas.test_rekap_pdf import halaman, rapat


@pytest.mark.parametrize(
    ("kantor", "triwulan", "desimal"),
    [*((k, tw, 2) for k in KANTOR for tw in (1, 2)), (KANTOR[-1], 2, 1), (KANTOR[-1], 2, 0)],
)
def test_k63_buku_pdf_gambar_dan_chat_sepakat(kantor: str, triwulan: int, desimal: int) -> None:
    """Average, predikat and spending of every unit and of the office: workbook, paper, picture and chat, to the last digit."""
    isi = naskah_kantor(kantor, triwulan, aturan=Aturan(desimal=desimal))
    baris = list(load_workbook(BytesIO(excel.tulis(isi)))["Per Bidang"].iter_rows(2, values_only=True))
    kertas, chat, data = "".join(halaman(isi)), pesan.keterangan(isi)["caption"], gambar.data(isi)
    batang = [*data["bidang"], data["instansi"]]

    for r, sel, satu in zip((*isi.rekap.per_bidang, isi.rekap.instansi), baris, batang, strict=True):
        nilai = persen_id(r.rata_rata, desimal)
        assert Decimal(str(sel[1])) == r.rata_rata
        assert (satu["nilai"], satu["predikat"], sel[2]) == (nilai, r.predikat, r.predikat)
        assert angka_id(r.rata_rata, desimal) + rapat(r.predikat) in kertas
        assert f"{r.nama}: {nilai} ({r.predikat})" in chat
        assert r.serapan is None or persen_id(r.serapan, 2) in chat


@pytest.mark.parametrize(("desimal", "pola"), [(2, "#,##0.00"), (1, "#,##0.0"), (0, "#,##0")])
def test_setiap_dokumen_menampilkan_pembulatan_kantor(desimal: int, pola: str) -> None:
    """Workbook, exports, paper and comparison show every capaian with the office's decimals, spending always with two."""
    dulu = lampau(naskah_kantor(triwulan=1).rekap)  # approved with two decimals, and shown as it was printed
    isi = naskah_kantor(triwulan=2, aturan=Aturan(desimal=desimal), lampau=(dulu,))
    buku = load_workbook(BytesIO(excel.tulis(isi)))

    capaian = [s for s in buku["Rekap"]["H"][1:] if s.value is not None]
    assert capaian
    assert {s.number_format for s in capaian} == {pola}
    assert {s.number_format for s in buku["Per Bidang"]["B"][1:]} == {pola}
    assert {s.number_format for s in buku["Rincian"]["C"][1:] if s.value is not None} == {pola}
    assert {s.number_format for s in buku["Rekap"]["L"][1:] if s.value is not None} == {"#,##0.00"}
    tren = next(b for b in buku["Tren"].iter_rows(2) if b[0].value == "Rata-rata capaian (%)")
    assert [tren[n].number_format for n in (3, 4)] == ["#,##0.00", pola]
    keterangan = dict(buku["Keterangan"].iter_rows(2, max_col=2, values_only=True))
    tertulis = Aturan(desimal=desimal).tercetak()["Pembulatan"]
    assert keterangan["Aturan: Pembulatan"] == tertulis
    assert rapat(tertulis) in "".join(halaman(isi))

    data = NaskahData(isi, {})
    angka = json.loads(data_json.tulis(data))
    assert angka["aturan"]["Pembulatan"] == tertulis
    assert [angka["ringkasan"]["rata_rata"], angka["ringkasan"]["serapan"]] == [
        str(isi.rekap.instansi.rata_rata),
        str(isi.rekap.instansi.serapan),
    ]
    kolom = data_csv.KOLOM.index("capaian")
    tabel = list(csv.reader(data_csv.tulis(data).decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [b[kolom] for b in tabel[1:]] == [
        angka_id(b.capaian, desimal) if b.capaian is not None else "" for b in isi.rekap.baris
    ]
    renja = load_workbook(BytesIO(data_renja.tulis(data))).active
    assert renja is not None
    baris = range(6, 6 + len(isi.rekap.baris))
    terisi = [s for n in baris if (s := renja.cell(n, data_renja.CAPAIAN)).value is not None]
    assert {s.number_format for s in (*terisi, *(renja.cell(n, data_renja.TINGKAT) for n in baris))} == {pola}
    assert renja.cell(6, data_renja.TINGKAT + 1).number_format == "#,##0.00"
    assert f",10),{desimal})" in str(renja.cell(6, data_renja.TINGKAT).value)
    teks = [str(s.value) for baris in renja.iter_rows() for s in baris]
    assert angka_id(isi.rekap.instansi.rata_rata, desimal) + " %" in teks


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


def test_keterangan_yang_dipendekkan_menyebut_unit_terendah() -> None:
    """A caption with room for a few units names the weakest, lowest first, and says so."""
    isi = naskah_banyak(80, 20)

    chat = pesan.keterangan(isi)["caption"].splitlines()

    rata = sorted(r.rata_rata for r in isi.rekap.per_bidang if r.rata_rata is not None)
    tertulis = [b.split(": ")[1].split(" (")[0] for b in chat if " dinilai" in b and not b.startswith("<b>")]
    assert tertulis == [persen_id(n) for n in rata[: len(tertulis)]]
    assert len(tertulis) == 8
    assert any("unit lainnya ada di dokumen (di atas: terendah dahulu)" in b for b in chat)
