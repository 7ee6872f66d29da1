"""The sheet `Rumus`: live formulas that come to the same figures as the program (K63)."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.berkas.excel import tulis
from bot.berkas.naskah import Naskah
from bot.berkas.rumus_hidup import Lembar, hasil_rumus, isi_hasil
from bot.kinerja.model import Angka, Arah, Bacaan, Indikator, Kategori, Keterbacaan, Rentang, Target
from bot.kinerja.predikat import muat_skala
from bot.kinerja.rekap import Aturan
from bot.kinerja.ukur import VarianTurun
from tests.berkas.naskah_uji import KANTOR, indikator, lapor, naskah, naskah_banyak, naskah_kantor


def perbandingan(isi: Naskah) -> list[str]:
    """Every "sama" and "beda" of the sheet, computed."""
    buku = load_workbook(BytesIO(tulis(isi)))
    hidup = Lembar(buku)
    sel = (s.coordinate for deret in buku["Rumus"].iter_rows() for s in deret if s.data_type == "f")
    return [nilai for alamat in sel if (nilai := hidup.nilai("Rumus", alamat)) in ("sama", "beda")]


@pytest.mark.parametrize("desimal", [2, 1, 0])
@pytest.mark.parametrize("triwulan", [1, 2])
@pytest.mark.parametrize("kantor", KANTOR)
def test_rumus_kelima_kantor_contoh_sama(kantor, triwulan, desimal):
    """Every formula of the sample offices gives the value that stands in the recap, whatever the rounding."""
    isi = naskah_kantor(kantor, triwulan, aturan=Aturan(desimal=desimal))

    hasil = perbandingan(isi)

    assert set(hasil) == {"sama"}
    assert len(hasil) == 3 * (len(isi.rekap.baris) + len(isi.rekap.per_bidang) + 1)


@pytest.mark.parametrize(
    ("target", "arah", "realisasi"),
    [
        (Angka(Decimal(10)), Arah.TURUN, "25"),
        (Angka(Decimal(10)), Arah.TURUN, "8"),
        (Angka(Decimal(0)), Arah.TURUN, "0"),
        (Angka(Decimal(0)), Arah.TURUN, "3"),
        (Angka(Decimal(0)), Arah.NAIK, "3"),
        (Angka(Decimal(-2)), Arah.NAIK, "-2"),
        (Angka(Decimal(5)), Arah.NAIK, "-2.5"),
        (Angka(Decimal("0.01")), Arah.NAIK, "999"),
        (Rentang(Decimal("2.50"), Decimal("4.50")), Arah.NAIK, "3"),
        (Rentang(Decimal(80), Decimal(90)), Arah.NAIK, "92"),
        (Rentang(Decimal(7), Decimal(8)), Arah.TURUN, "6.5"),
        (Rentang(Decimal(0), Decimal(8)), Arah.TURUN, "-1"),
        (Rentang(Decimal(-3), Decimal(-1)), Arah.NAIK, "-2"),
        (Rentang(Decimal(-3), Decimal(-1)), Arah.NAIK, "4"),
        (None, Arah.NAIK, "4"),
        (Angka(Decimal(10)), Arah.NAIK, None),
    ],
)
@pytest.mark.parametrize("varian", list(VarianTurun))
def test_rumus_di_tepi_aturan(target, arah, realisasi, varian):
    """Zero, negative and range targets come to the same in the formula and in the program, for both falling formulas."""
    isi = naskah(
        [indikator(target=target, arah=arah)], {1: {"I-1": lapor(nilai=realisasi)}}, aturan=Aturan(varian=varian)
    )

    assert set(perbandingan(isi)) == {"sama"}


@pytest.mark.parametrize("tertulis", ["WTP", " wtp ", "WDP"])
def test_rumus_target_kategori(tertulis):
    """A category counts as reached whatever the case and the blanks around it."""
    laporan = lapor(kinerja=Bacaan(Keterbacaan.TEKS, asli=tertulis))
    isi = naskah([indikator(target=Kategori("WTP"))], {1: {"I-1": laporan}})

    assert set(perbandingan(isi)) == {"sama"}


@pytest.mark.parametrize(
    "aturan",
    [
        Aturan(cap=None),
        Aturan(cap=Decimal(120)),
        Aturan(kosong_nol=True),
        Aturan(skala=muat_skala("memuaskan")),
        Aturan(skala=muat_skala("lampu"), desimal=1),
        Aturan(kosong_nol=True, desimal=0),
    ],
    ids=["tanpa batas", "batas 120", "kosong dihitung nol", "skala lain", "satu desimal", "bilangan bulat"],
)
def test_rumus_mengikuti_aturan_kantor(aturan):
    """An office with rules of its own gets formulas with these rules."""
    daftar = [indikator(f"I-{n}", bobot=Decimal(n), pagu=Decimal(1000)) for n in range(1, 6)]
    laporan = {i.kode: lapor(i.kode, nilai, "10") for i, nilai in zip(daftar, ("13", "9.99", "4", None), strict=False)}

    assert set(perbandingan(naskah(daftar, {1: laporan}, aturan=aturan))) == {"sama"}


@pytest.mark.parametrize("banyak", [0, 1, 500])
def test_k63_rumus_nol_satu_dan_lima_ratus_baris(banyak):
    """The sheet is well-formed for any number of rows."""
    assert set(perbandingan(naskah_banyak(banyak))) == {"sama"}


@pytest.mark.parametrize(("desimal", "predikat"), [(2, "Tinggi"), (1, "Sangat Tinggi"), (0, "Sangat Tinggi")])
def test_rumus_predikat_dari_angka_yang_dibulatkan(desimal, predikat):
    """90,95 of 100: the live formula rounds as the office does before it looks the word up."""
    isi = naskah(
        [indikator(target=Angka(Decimal(100)))], {1: {"I-1": lapor(nilai="90.95")}}, aturan=Aturan(desimal=desimal)
    )
    hidup = Lembar(load_workbook(BytesIO(tulis(isi))))

    assert hidup.nilai("Rumus", "S2") == predikat
    assert hidup.nilai("Rumus", "K2") == [91, 91, 90.95][desimal]


def test_rumus_menunjukkan_angka_yang_diubah():
    """Whoever changes a realisation in the workbook sees the comparison turn to "beda"."""
    buku = load_workbook(BytesIO(tulis(naskah([indikator()], {1: {"I-1": lapor(nilai="9")}}))))
    buku["Rekap"]["G2"] = 8

    hidup = Lembar(buku)

    assert hidup.nilai("Rumus", "K2") == 80
    assert hidup.nilai("Rumus", "M2") == "beda"


angka = st.decimals(0, 10_000, places=2, allow_nan=False)
target_acak: st.SearchStrategy[Target | None] = st.one_of(
    st.none(), angka.map(Angka), st.tuples(angka, angka).map(lambda dua: Rentang(min(dua), max(dua)))
)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(target_acak, st.sampled_from(Arah), angka, st.integers(1, 5), angka), max_size=6),
    st.sampled_from((2, 1, 0)),
)
def test_rumus_sama_untuk_angka_apa_pun(acak, desimal):
    """Whatever is planned and reported, formulas and program agree to the last digit."""
    daftar: list[Indikator] = []
    laporan = {}
    for nomor, (target, arah, nilai, bobot, pagu) in enumerate(acak):
        i = replace(indikator(f"I-{nomor}", target, arah=arah), bobot=Decimal(bobot), pagu=pagu)
        daftar.append(i)
        laporan[i.kode] = lapor(i.kode, str(nilai), str(round(pagu / 3, 2)))

    assert set(perbandingan(naskah(daftar, {1: laporan}, aturan=Aturan(desimal=desimal)))) == {"sama"}


def test_telepon_melihat_hasil_rumus():
    """A preview that cannot compute shows the results: every formula is saved with what it comes to."""
    isi = naskah_kantor("setwan-balangan", 2)
    berkas = BytesIO(tulis(isi))
    rumus, nilai = load_workbook(berkas)["Rumus"], load_workbook(berkas, data_only=True)["Rumus"]

    hasil = [nilai[s.coordinate].value for deret in rumus.iter_rows() for s in deret if s.data_type == "f"]

    # An empty text is a result as well; openpyxl reads it as nothing.
    assert hasil.count("sama") == 3 * (len(isi.rekap.baris) + len(isi.rekap.per_bidang) + 1)
    assert "beda" not in hasil
    kepala = next(b for b in rumus.iter_rows() if b[0].value == "Instansi")[0].row
    assert nilai.cell(kepala, 3).value == pytest.approx(float(isi.rekap.instansi.rata_rata or 0))
    mentah = ZipFile(berkas).read("xl/worksheets/sheet4.xml")
    assert mentah.count(b"</f><v>") == mentah.count(b"<f>") > 0


@pytest.mark.parametrize("kosong", [b"<v/>", b"<v />", b"<v></v>"])
def test_hasil_ditulis_bagaimana_pun_xml_nya(kosong):
    """openpyxl writes an empty result in another way where lxml is installed."""
    lembar = b'<c r="A1" s="4"><f>B1&amp;"x"</f>' + kosong + b'</c><c r="B2"><f>1+1</f>' + kosong + b"</c>"

    assert isi_hasil(lembar, {"A1": "a<b", "B2": 2.0}) == (
        b'<c r="A1" s="4" t="str"><f>B1&amp;"x"</f><v>a&lt;b</v></c><c r="B2"><f>1+1</f><v>2</v></c>'
    )
    assert isi_hasil(lembar, {}) == lembar


def test_rumus_yang_galat_tidak_diberi_hasil():
    """Where Excel would show an error, no result is made up."""
    buku = Workbook()
    buku.active.title = "Rumus"
    buku.active.append(["=1/A2", "=ROUND(2.345,2)", "=XLOOKUP(1,A1,B1)"])

    assert hasil_rumus(buku) == {"Rumus": {"B1": 2.35}}
