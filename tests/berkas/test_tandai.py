"""A rejected form comes back: what was typed, where it was typed, and a red cell with a note for every mistake."""

import asyncio
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas.baca_excel import BarisMentah, BerkasMentah, LembarMentah, SelMentah, baca
from bot.berkas.kolom_formulir import BARIS_JUDUL
from bot.berkas.sel_excel import alamat
from bot.berkas.tandai import SALAH, tandai
from bot.berkas.temuan import Temuan
from tests.berkas.bahan import banyak, formulir, isi, periksa_unggahan

PERTAMA = BARIS_JUDUL + 1


def kembali(data: bytes, *temuan: Temuan) -> bytes:
    return tandai(asyncio.run(baca(data, "uji.xlsx")), temuan)


def lembar(data: bytes, nama: str = "Realisasi") -> Worksheet:
    return load_workbook(BytesIO(data))[nama]


def test_isi_tetap_dan_sel_salah_merah_dengan_catatan() -> None:
    """The values of the person stay where they are; the wrong cell is red and says what to write."""
    data = isi(formulir(banyak(3)), {"F6": 85.5, "F7": "20/25", "I6": "Anggaran cair", "H6": "12 juta"})

    satu = lembar(kembali(data, Temuan("F7", "UJI-002", "“20/25” bukan angka.", "Tulis 80.")))

    assert (satu["F6"].value, satu["F7"].value, satu["I6"].value) == (85.5, "20/25", "Anggaran cair")
    assert satu["F7"].fill.fgColor.rgb == SALAH.fgColor.rgb
    assert satu["F7"].comment.text == "“20/25” bukan angka. Tulis 80."
    assert satu["F6"].comment is None
    assert satu.protection.sheet is False


def test_angka_besar_tetap_terbaca() -> None:
    """A number that is wider than its column is not shown as ### in the marked form either."""
    data = isi(formulir(banyak(1)), {"H6": 123_456_789_012_345, "F6": 10**40})

    satu = lembar(kembali(data, Temuan("F6", "UJI-001", "Terlalu besar.", "Tulis 80.")))

    assert satu.column_dimensions["H"].width > len("123.456.789.012.345")
    assert satu.column_dimensions["F"].width <= 60


async def test_berkas_bertanda_dibetulkan_lalu_diterima() -> None:
    """Put right in the marked file itself, it is a form like any other: identity and codes are still there."""
    daftar = banyak(2)
    rusak = isi(formulir(daftar), {"A7": "UJI-001", "F6": 85, "F7": 90})
    hasil = await periksa_unggahan(rusak, daftar)
    assert hasil.galat

    bertanda = tandai(await baca(rusak, "uji.xlsx"), hasil.galat)
    betul = await periksa_unggahan(isi(bertanda, {"A7": "UJI-002"}), daftar)

    assert (betul.galat, betul.tanpa_identitas) == ((), False)
    assert [r.kinerja.nilai for r in betul.realisasi.values()] == [85, 90]


def test_daftar_perbaikan_untuk_ponsel() -> None:
    """What the notes say stands on a sheet as well, since a phone shows no notes; a later list takes its place."""
    rusak = isi(formulir(banyak(2)), {"F6": "20/25", "F7": "x"})
    bertanda = kembali(rusak, Temuan("F6", "UJI-001", "“20/25” bukan angka.", "Tulis 80."), Temuan("F7", "", "=rumus"))

    satu = lembar(bertanda, "Perbaikan")
    assert [[s.value for s in baris] for baris in satu.iter_rows(min_row=2)] == [
        ["F6", "UJI-001", "“20/25” bukan angka.", "Tulis 80."],
        ["F7", None, "=rumus", None],
    ]
    assert satu["C3"].data_type == "s"
    lagi = kembali(bertanda, Temuan("F6", "UJI-001", "Masih salah."))
    assert load_workbook(BytesIO(lagi)).sheetnames == load_workbook(BytesIO(bertanda)).sheetnames
    assert lembar(lagi, "Perbaikan").max_row == 2
    assert lembar(lagi, "Realisasi")["F6"].value == "20/25"


def test_petunjuk_kembali_seperti_semula() -> None:
    """The sheet of hints is as readable in the marked form as in the one that was sent."""
    asal = formulir(banyak(1))
    satu, dua = lembar(asal, "Petunjuk"), lembar(kembali(asal, Temuan("F6", "", "Salah.")), "Petunjuk")

    assert [[s.value for s in b] for b in dua.iter_rows()] == [[s.value for s in b] for b in satu.iter_rows()]
    assert [dua.column_dimensions[k].width for k in "ABC"] == [satu.column_dimensions[k].width for k in "ABC"]


def test_beberapa_temuan_di_satu_sel_dan_sel_gabungan() -> None:
    """Two findings share a note; a swallowed cell is marked where its merged cell begins, and stays merged."""
    buku = load_workbook(BytesIO(isi(formulir(banyak(2)), {"F6": 5})))
    buku["Realisasi"].merge_cells("F6:F7")
    keluaran = BytesIO()
    buku.save(keluaran)

    satu = lembar(kembali(keluaran.getvalue(), Temuan("F7", "", "Digabung.", "Pisahkan."), Temuan("F6", "", "Lain.")))

    assert satu["F6"].comment.text == "Digabung. Pisahkan.\nLain."
    assert [str(w) for w in satu.merged_cells.ranges] == ["F6:F7"]


def test_k61_k53_tanpa_rumus_dan_tanpa_bawaan() -> None:
    """Text that begins like a formula stays text; nothing of the upload but its cells is in the file."""
    data = isi(formulir(banyak(1)), {"I6": "'=1+1", "J6": '=HYPERLINK("http://contoh")', "K6": "+62"})

    balik = kembali(data, Temuan("F6", "", "=1+1"))

    isinya = ZipFile(BytesIO(balik))
    assert not any(b"<f>" in isinya.read(n) for n in isinya.namelist() if n.endswith(".xml"))
    satu = lembar(balik)
    assert [satu[s].data_type for s in ("I6", "J6", "K6")] == ["s"] * 3
    assert satu["K6"].quotePrefix


def test_dua_lembar_dan_nama_aneh() -> None:
    """Both tables come back; equal and forbidden names are made different and allowed (K62)."""
    sel = {1: SelMentah("A1", "teks", "Kode", "@")}
    nama = ("a/b", "A-B", "x" * 40, "")
    mentah = BerkasMentah(tuple(LembarMentah(n, False, (BarisMentah(1, sel),)) for n in nama), None, ())

    buku = load_workbook(BytesIO(tandai(mentah, [Temuan("A1", "", "Tidak ada tabel.")])))

    assert buku.sheetnames == ["a-b", "A-B-2", "x" * 31, "Lembar", "Perbaikan"]


_TEKS = st.text(max_size=30)
_NILAI = st.one_of(
    st.tuples(st.just("angka"), st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15)),
    st.tuples(st.sampled_from(["teks", "rumus", "galat", "tanggal"]), _TEKS),
    st.tuples(st.just("logika"), st.booleans()),
)


@settings(max_examples=40)
@given(
    nama=_TEKS,
    judul=st.lists(st.sampled_from(["Kode", "Realisasi", "Indikator", "Faktor Pendukung", "lain"]), max_size=6),
    isi_sel=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12), _NILAI, _TEKS), max_size=8),
    gabungan=st.lists(st.sampled_from(["A1:B2", "B2:C3", "$F$7:$F$8", "A1:Z40"]), max_size=3),
    temuan=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12), _TEKS), max_size=4),
)
def test_apa_pun_isinya_tidak_menjatuhkan(nama, judul, isi_sel, gabungan, temuan) -> None:
    """Whatever was read can be given back, and read again."""
    sel: dict[int, dict[int, SelMentah]] = {
        1: {k: SelMentah(alamat(1, k), "teks", j, "@") for k, j in enumerate(judul, 1)}
    }
    for b, k, (jenis, nilai), bentuk in isi_sel:
        sel.setdefault(b, {})[k] = SelMentah(alamat(b, k), jenis, nilai, bentuk)
    baris = tuple(BarisMentah(b, s) for b, s in sorted(sel.items()))
    mentah = BerkasMentah((LembarMentah(nama, False, baris, tuple(gabungan)),), {"instansi": nama}, ())

    data = tandai(mentah, [Temuan(alamat(b, k), "", t, t) for b, k, t in temuan])

    assert len(load_workbook(BytesIO(data)).sheetnames) == 2 + bool(temuan)
