"""Reading cells: domain 3.1, trap list 11, K54 and K55."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kinerja.baca import TargetTidakTerbaca, baca_anggaran, baca_sel, baca_target
from bot.kinerja.model import Angka, Kategori, Keterbacaan, Rentang, Target
from bot.kinerja.penulisan import tulis_desimal

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    "isi",
    [
        "",
        "  ",
        NBSP,
        "-",
        " - ",
        "–",
        "—",
        "n/a",
        "N/A",
        "na",
        "belum",
        "Belum ada",
        "Belum dilakukan evaluasi AKIP",
        "(belum rekon)",
        None,
    ],
)
def test_kosong_bukan_nol(isi):
    """Not reported is not zero: real forms write "-" for not measured and "0" for zero."""
    assert baca_sel(isi, "orang").status is Keterbacaan.KOSONG


@pytest.mark.parametrize(
    "isi", ["0", "nihil", "Nihil", "NOL", "0,00", "0 kasus", "0%", "-0", 0, 0.0, -0.0, Decimal("0E+3")]
)
def test_nol_terbaca_nol(isi):
    """Zero is a result."""
    bacaan = baca_sel(isi, "%" if isi == "0%" else "kasus")
    assert (bacaan.status, bacaan.nilai) == (Keterbacaan.NILAI, 0)
    assert not bacaan.nilai.is_signed()


@pytest.mark.parametrize(
    ("isi", "satuan", "nilai"),
    [
        ("85,5", "%", "85.5"),
        ("85,5%", "%", "85.5"),
        ("11,92 %", "%", "11.92"),
        ("100%", "%", "100"),
        ("86.75", "Indeks", "86.75"),
        ("0.36", "Rasio", "0.36"),
        ("63.5", "Nilai", "63.5"),
        ("97.5", "%", "97.5"),
        ("0.360", "Rasio", "0.36"),
        ("1.234", "orang", "1234"),
        ("1.250", "%", "1250"),
        ("1.234,5", "orang", "1234.5"),
        ("1.234.567,89", "orang", "1234567.89"),
        ("4.120 unit", "unit", "4120"),
        ("1.310 usul", "usul", "1310"),
        ("12 orang", "orang", "12"),
        ("12orang", "orang", "12"),
        (f"1{NBSP}dokumen", "dokumen", "1"),
        ("38 IKM", "IKM", "38"),
        ("6,5 hari kerja", "hari kerja", "6.5"),
        ("6,5 hari", "hari kerja", "6.5"),
        ("12 persen", "%", "12"),
        ("1,250,000", "orang", "1250000"),
        ("1,250.50", "orang", "1250.5"),
        ("1,250", "%", "1.25"),
        ("1,250", "Indeks", "1.25"),
        ("1,250", "Rasio", "1.25"),
        ("63,731", "Juta Rupiah/Tenaga Kerja", "63.731"),
        ("0,125", "orang", "0.125"),
        ("12500,500", "orang", "12500.5"),
        ("(250)", "orang", "-250"),
        ("-2,5", "%", "-2.5"),
        ("\N{MINUS SIGN}2,5", "%", "-2.5"),
        ("+2,5", "%", "2.5"),
        ("US$ 41,25", "Juta US$", "41.25"),
        ("  85,5\n", "%", "85.5"),
    ],
)
def test_tulisan_orang(isi, satuan, nilai):
    """The decimal sign is a comma, the thousands sign a dot, and people add units, percent signs and blanks."""
    bacaan = baca_sel(isi, satuan, sel="F17")
    assert (bacaan.status, bacaan.nilai, bacaan.alasan) == (Keterbacaan.NILAI, Decimal(nilai), "")
    assert (bacaan.asli, bacaan.sel) == (isi, "F17")


@pytest.mark.parametrize(
    ("isi", "nilai"),
    [
        ("17.244.445", "17244445"),
        ("Rp 112.500.000", "112500000"),
        ("Rp. 70.537.500", "70537500"),
        ("Rp 210.426.590,00", "210426590"),
        ("Rp3.486.879.210,-", "3486879210"),
        ("Rp 4.869.028.237,50", "4869028237.5"),
        (f"Rp{NBSP}46.000.000", "46000000"),
        ("IDR 1.250.000", "1250000"),
        ("rp1.250.000 rupiah", "1250000"),
        ("(Rp 250.000)", "-250000"),
        ("-Rp250.000", "-250000"),
        ("Rp -250.000", "-250000"),
        ("92500000", "92500000"),
        (92500000, "92500000"),
        (46000000.0, "46000000"),
    ],
)
def test_rupiah(isi, nilai):
    """Five spellings of Rp, cents, ``,-`` and brackets are one amount."""
    assert baca_anggaran(isi).nilai == Decimal(nilai)


@pytest.mark.parametrize(
    ("isi", "satuan", "sebut"),
    [
        ("1,250", "orang", "Tulis 1250 atau 1,25."),
        ("1,125", "berkas", "Tulis 1125 atau 1,1250."),
        ("1,250", "hal yang tidak dikenal", "Tulis 1250 atau 1,25."),
        ("1,250", "", "Tulis 1250 atau 1,25."),
        ("20/25", "IKM", "pecahan"),
        ("05/07/2026", "IKM", "tanggal"),
        ("4O", "orang", "huruf"),
        ("l2", "orang", "huruf"),
        ("12kg", "orang", "huruf"),
        ("12,5 juta", "orang", "pengali"),
        ("12jt", "orang", "pengali"),
        ("1,2M", "orang", "pengali"),
        ("5 ribu", "orang", "pengali"),
        ("41,25 juta US$", "Juta US$", "pengali"),
        ("12 orang", "kasus", "satuannya kasus"),
        ("50%", "orang", "persen"),
        ("12 persen", "kasus", "Tulis"),
        ("2-3", "orang", "lebih dari satu"),
        ("2 s.d. 3", "orang", "Tulis"),
        ("12 dan 13", "orang", "lebih dari satu"),
        ("1 250", "orang", "lebih dari satu"),
        ("1.23.456", "orang", "lebih dari satu"),
        ("1.234.56", "orang", "lebih dari satu"),
        ("1.250,50.1", "orang", "lebih dari satu"),
        ("036", "%", "0,36"),
        ("01.250", "orang", "diawali angka 0"),
        (",5", "%", "tidak terbaca"),
        ("5,", "%", "tidak terbaca"),
        ("- 2,5", "%", "Tulis"),
        ("--2,5", "%", "Tulis"),
        ("–2,5", "%", "Tulis"),
        ("≥ 80", "%", "tidak terbaca"),
        ("tidak ada", "orang", "bukan angka"),
        ("sudah", "orang", "bukan angka"),
        ("NaN", "%", "bukan angka"),
        ("inf", "%", "bukan angka"),
        ("1e5", "%", "notasi ilmiah"),
        ("1E+309", "%", "notasi ilmiah"),
        ("１２", "orang", "angka biasa"),
        ("٣", "orang", "angka biasa"),
        ("½", "%", "angka biasa"),
        ("belum ½", "%", "angka biasa"),
        ("\u200f12", "orang", "tidak terlihat"),
        ("12\u202e", "orang", "tidak terlihat"),
        ("1\u200b2", "orang", "tidak terlihat"),
        ("12\x00", "orang", "tidak terlihat"),
        ("\x1c12", "orang", "tidak terlihat"),
        ("1" * 40, "orang", "terlalu panjang"),
        ("0," + "1" * 40, "%", "terlalu panjang"),
        ("9" * 40_000, "orang", "bukan angka"),
        ("=A1+B1", "orang", "simpan ulang di Excel"),
        ("#DIV/0!", "%", "galat"),
        ("#N/A", "%", "galat"),
        ("Rp", "orang", "bukan angka"),
        ("%", "%", "bukan angka"),
        ("()", "%", "bukan angka"),
    ],
    ids=lambda isi: ascii(isi)[:30],
)
def test_ditanyakan_tidak_ditebak(isi, satuan, sebut):
    """Where two people could read two numbers, the uploader is asked, told why and told what to write."""
    bacaan = baca_sel(isi, satuan, sel="F17")
    assert (bacaan.status, bacaan.nilai, bacaan.sel) == (Keterbacaan.KONFIRMASI, None, "F17")
    assert sebut in bacaan.alasan
    assert bacaan.alasan.isprintable()


@pytest.mark.parametrize("isi", ["1,250", "12,5 juta", "50%", "US$ 100", "4O", "1e9", "12 orang", float("inf")])
def test_rupiah_ditanyakan(isi):
    """In a column of rupiah a share, dollars or millions in words are never turned into an amount."""
    assert baca_anggaran(isi).status is Keterbacaan.KONFIRMASI


@pytest.mark.parametrize(
    ("isi", "format_angka", "satuan", "nilai"),
    [
        (87.22, "General", "%", "87.22"),
        (0.4801, "0.00%", "%", "48.01"),
        (0.4801, "0.00 %;-0.00 %", "Persen", "48.01"),
        (1, "0%", "%", "100"),
        (0.07, "0%", "%", "7"),
        (48.01, '0.00"%"', "%", "48.01"),
        (48.01, "0.00\\%", "%", "48.01"),
        (0.1, "General", "Indeks", "0.1"),
        (1250, "#,##0", "orang", "1250"),
        (9300000.0, "#,##0", "unit", "9300000"),
        (1e14, "General", "unit", "100000000000000"),
        (Decimal("2.50"), "", "Indeks", "2.5"),
    ],
)
def test_nilai_bertipe(isi, format_angka, satuan, nilai):
    """Typed numbers are taken as they are; 0.4801 shown as 48,01 % is 48.01, whatever binary floats make of it."""
    assert baca_sel(isi, satuan, format_angka=format_angka).nilai == Decimal(nilai)


@pytest.mark.parametrize(
    "isi",
    [
        *(True, False, datetime(2026, 7, 5), date(2026, 7, 5), date(1904, 1, 1), time(7, 30), object, b"12", [1]),
        *(float("nan"), float("inf"), float("-inf"), 1e309, 1e300, 1e-300, 10**400),
        *(Decimal("sNaN"), Decimal("1E+999999")),
    ],
    ids=lambda isi: repr(isi)[:20],
)
def test_nilai_bertipe_ditanyakan(isi):
    """Excel turns 5/7 into a date; that, logical values and absurd sizes are asked about and never crash."""
    bacaan = baca_sel(isi, "Indeks", sel="F9")
    assert (bacaan.status, bacaan.nilai, bacaan.sel) == (Keterbacaan.KONFIRMASI, None, "F9")
    assert bacaan.alasan


def test_format_persen_pada_satuan_lain():
    """88 shown as a percentage in a column of Indeks could be 88 or 0,88: ask."""
    assert baca_sel(0.88, "Indeks", format_angka="0%").status is Keterbacaan.KONFIRMASI


@pytest.mark.parametrize(
    ("isi", "status"),
    [
        ("Tepat Waktu", Keterbacaan.TEKS),
        ("WTP", Keterbacaan.TEKS),
        ("Level 3", Keterbacaan.TEKS),
        ("belum", Keterbacaan.KOSONG),
        ("-", Keterbacaan.KOSONG),
        (3, Keterbacaan.TEKS),
        (date(2026, 7, 5), Keterbacaan.KONFIRMASI),
        ("=A1", Keterbacaan.KONFIRMASI),
        ("WTP\u202e", Keterbacaan.KONFIRMASI),
    ],
)
def test_sel_kategori(isi, status):
    """Where the target is a category, words are the value."""
    assert baca_sel(isi, "Kategori", kategori=True).status is status


@pytest.mark.parametrize(
    ("teks", "target"),
    [
        ("", None),
        ("-", None),
        ("belum ditetapkan", None),
        ("91,1", Angka(Decimal("91.1"))),
        ("4.800", Angka(Decimal(4800))),
        ("100 %", Angka(Decimal(100))),
        ("0", Angka(Decimal(0))),
        ("nihil", Angka(Decimal(0))),
        ("-2,5", Angka(Decimal("-2.5"))),
        ("2,50-4,50", Rentang(Decimal("2.5"), Decimal("4.5"))),
        ("2,50 – 4,50", Rentang(Decimal("2.5"), Decimal("4.5"))),
        ("80%-90%", Rentang(Decimal(80), Decimal(90))),
        ("7 s.d. 8", Rentang(Decimal(7), Decimal(8))),
        ("7 sampai 8", Rentang(Decimal(7), Decimal(8))),
        ("-5 s.d. -3", Rentang(Decimal(-5), Decimal(-3))),
        ("-2-3", Rentang(Decimal(-2), Decimal(3))),
        ("Tepat Waktu", Kategori("Tepat Waktu")),
        (" WTP ", Kategori("WTP")),
        ("A", Kategori("A")),
        ("Level 3", Kategori("Level 3")),
    ],
)
def test_target(teks: str, target: Target | None):
    """A target is a number, a range, a category or nothing."""
    assert baca_target(teks, satuan="Indeks") == target


@pytest.mark.parametrize(
    "teks", ["20/25", "4O", "≥ 80", "4-2", "12 juta", "tidak ada", "1\u200f2", "=A1", "???", "2026-07-05"]
)
def test_target_tidak_terbaca(teks):
    """A plan with a doubtful target is not taken; the error carries the text and the remedy."""
    with pytest.raises(TargetTidakTerbaca) as galat:
        baca_target(teks)
    assert galat.value.teks == teks
    assert "ulis" in galat.value.alasan or "ketik" in galat.value.alasan or "kosongkan" in galat.value.alasan


def test_target_mendua_tanpa_satuan():
    """Without a unit ``1,250`` stays ambiguous in a plan too."""
    with pytest.raises(TargetTidakTerbaca):
        baca_target("1,250")
    assert baca_target("1,250", satuan="%") == Angka(Decimal("1.25"))


isi_sel = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.text(),
    st.text("0123456789.,-–+()% RpjutaOoE/=#\u200f\xa0"),
)


@given(isi_sel, st.sampled_from(["%", "orang", "Indeks", "Juta US$", ""]), st.sampled_from(["", "0.00%", "#,##0"]))
def test_apa_pun_terjawab(isi, satuan, format_angka):
    """No cell crashes the reader; a number comes only with NILAI, a reason only with KONFIRMASI."""
    for uang in (False, True):
        bacaan = baca_sel(isi, satuan, format_angka=format_angka, uang=uang)
        assert (bacaan.nilai is not None) == (bacaan.status is Keterbacaan.NILAI)
        assert bool(bacaan.alasan) == (bacaan.status is Keterbacaan.KONFIRMASI)
        assert bacaan.nilai is None or bacaan.nilai.is_finite()
        bacaan.asli.encode()


@given(st.text())
def test_target_apa_pun(teks):
    """Any text is a target or a refusal with a reason."""
    alasan = None
    try:
        baca_target(teks)
    except TargetTidakTerbaca as galat:
        alasan = galat.alasan
    assert alasan is None or alasan


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4), st.sampled_from(["%", "orang", "rupiah", ""]))
def test_angka_bolak_balik(nilai, satuan):
    """A number that we write is read back as the same number in every unit."""
    assert baca_sel(tulis_desimal(nilai), satuan).nilai == nilai
