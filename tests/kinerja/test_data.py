"""The plan and the reports in files and stored JSON."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kinerja.data import (
    KOLOM_INDIKATOR,
    DataDitolak,
    baca_indikator_baris,
    baca_indikator_csv,
    baca_indikator_xlsx,
    baca_realisasi_csv,
    indikator_dari_isi,
    isi_dari_indikator,
    realisasi_dari_json,
    realisasi_ke_json,
)
from bot.kinerja.model import Angka, Arah, Bacaan, Kategori, Keterbacaan, Realisasi, Rentang, Sifat
from tests.kinerja.bantu import indikator

CONTOH = Path(__file__).parents[2] / "bot/simulasi/contoh"
JUMLAH = {
    "bkpsdm-purwakarta": 16,
    "gowa": 14,
    "disnakerperintrans-kapuas-hulu": 17,
    "setwan-balangan": 15,
    "dkupp-purwakarta": 24,
}
ISI = {
    "kode": "A-1",
    "sasaran": "Meningkatnya mutu, dan lainnya",
    "indikator": "Jumlah dokumen",
    "satuan": "dokumen",
    "arah": "naik",
    "sifat": "akhir",
    "bobot": "",
    "target_tahunan": "1.000,5",
    "target_tw1": "2,50-4,50",
    "target_tw2": "",
    "target_tw3": "Tepat Waktu",
    "target_tw4": "0",
    "pagu": "Rp 1.000.000",
    "bidang": "umum",
}


def csv(*baris: dict[str, str], pemisah: str = ";") -> str:
    def sel(teks: str) -> str:
        return f'"{teks}"' if pemisah in teks else teks

    judul = list(baris[0])
    return "\r\n".join([pemisah.join(judul), *(pemisah.join(sel(b.get(k, "")) for k in judul) for b in baris)]) + "\r\n"


@pytest.mark.parametrize("nama", JUMLAH)
def test_contoh_dimuat(nama):
    """Every sample plan and report loads, and each indicator survives being stored."""
    rencana = baca_indikator_csv((CONTOH / f"indikator_{nama}.csv").read_bytes())
    assert len(rencana) == JUMLAH[nama]
    for i in rencana:
        assert indikator_dari_isi(json.loads(json.dumps(isi_dari_indikator(i)))) == i
    for tw in (1, 2):
        laporan = baca_realisasi_csv((CONTOH / f"realisasi_{nama}_tw{tw}.csv").read_bytes(), rencana)
        assert list(laporan) == [i.kode for i in rencana]
        for r in laporan.values():
            assert realisasi_dari_json(json.loads(json.dumps(realisasi_ke_json(r)))) == r


@pytest.mark.parametrize("pemisah", [";", ",", "\t"])
@pytest.mark.parametrize("sandi", ["utf-8", "utf-8-sig", "cp1252"])
def test_pemisah_dan_sandi(pemisah, sandi):
    """Delimiter and encoding of any Excel; a name with an accent survives all of them."""
    teks = csv({**ISI, "sasaran": "Café; mutu, dan\tlainnya"}, pemisah=pemisah)
    (i,) = baca_indikator_csv(teks.encode(sandi))
    assert i.sasaran == "Café; mutu, dan lainnya"
    assert (i.arah, i.sifat, i.bobot, i.pagu) == (Arah.NAIK, Sifat.AKHIR, 1, 1_000_000)
    assert i.target_tahunan == Angka(Decimal("1000.5"))
    assert i.target_tw == (
        Rentang(Decimal("2.5"), Decimal("4.5")),
        None,
        Kategori("Tepat Waktu"),
        Angka(Decimal(0)),
    )


def test_baris_kosong_dan_petunjuk_excel():
    """Blank rows, rows of delimiters and the ``sep=`` hint of Excel are no indicators."""
    teks = "sep=;\r\n" + csv(ISI) + ";;;;\r\n\r\n"
    assert len(baca_indikator_csv(teks.encode())) == 1


@pytest.mark.parametrize(
    ("kode", "sebab"), [("=1+1", "rumus tanpa hasil"), ("DKP 14", "tanpa spasi"), ("DKP–14", "misalnya DC-01")]
)
def test_kode_yang_tidak_dapat_dipakai(kode, sebab):
    """A code that cannot be typed in the chat: refused in a file; a plan that was taken over before is still read."""
    with pytest.raises(DataDitolak) as galat:
        baca_indikator_csv(csv({**ISI, "kode": kode}).encode())

    (masalah,) = galat.value.masalah
    assert masalah.kolom == "kode"
    assert sebab in masalah.saran
    assert baca_indikator_baris([{**ISI, "kode": kode}])[0].kode == kode


@pytest.mark.parametrize("target", ["-200", "-5-10"])
def test_target_negatif_pada_satuan_yang_dihitung(target):
    """Minus two hundred people are no target; a plan that was taken over before is still read."""
    isi = {**ISI, "satuan": "orang", "target_tahunan": "10", "target_tw1": target}

    with pytest.raises(DataDitolak) as galat:
        baca_indikator_csv(csv(isi).encode())

    (masalah,) = galat.value.masalah
    assert masalah.kolom == "target_tw1"
    assert "Tulis angka 0 atau lebih" in masalah.saran
    assert len(baca_indikator_baris([isi])) == 1


@pytest.mark.parametrize("kolom", ["target_tahunan", "target_tw3"])
def test_target_kata_tidak_dapat_dijumlah(kolom):
    """A word as target and sifat jumlah: refused in a file; a plan that was taken over before is still read."""
    kata = {**ISI, "target_tahunan": "12", "target_tw3": "3", "sifat": "jumlah"} | {kolom: "WTP"}

    with pytest.raises(DataDitolak) as galat:
        baca_indikator_csv(csv(kata).encode())

    (masalah,) = galat.value.masalah
    assert (masalah.baris, masalah.kolom) == (2, "sifat")
    assert masalah.saran.startswith('Targetnya kata ("WTP"), jadi tidak dapat dijumlah. Tulis sifat akhir')
    assert indikator_dari_isi(kata).sifat is Sifat.JUMLAH


def test_semua_kesalahan_sekaligus():
    """One answer names every mistake with line, column, content and remedy."""
    salah = {
        **ISI,
        "arah": "ke atas",
        "sifat": "total",
        "bobot": "-1",
        "target_tw1": "4O",
        "pagu": "12 juta",
        "bidang": "",
    }
    with pytest.raises(DataDitolak) as galat:
        baca_indikator_csv(csv(ISI, salah, {**ISI, "kode": ""}).encode())
    masalah = galat.value.masalah
    assert [(m.baris, m.kolom) for m in masalah] == [
        (3, "target_tw1"),
        (3, "arah"),
        (3, "sifat"),
        (3, "bobot"),
        (3, "pagu"),
        (3, "bidang"),
        (3, "kode"),
        (4, "kode"),
    ]
    assert masalah[1].isi == "ke atas"
    assert "naik atau turun" in masalah[1].saran
    assert "baris 2" in masalah[6].saran
    assert str(galat.value).count("\n") == len(masalah) - 1


@pytest.mark.parametrize(
    ("data", "sebut"),
    [
        (b"", "kosong"),
        (b"\r\n;;\r\n", "kosong"),
        (b"kode;indikator\r\nA;B\r\n", "kolom satuan tidak ada"),
        (csv(ISI).encode().split(b"\r\n")[0], "Belum ada indikator"),
        (csv(ISI).replace("kode;", "kode;kode;").encode(), "dua kali"),
        (csv(ISI, pemisah=",").replace('"', "").encode(), "tanda kutip"),
        (b"PK\x03\x04\0\0", "bukan CSV"),
        (b"kode;\x81\x8d", "tidak terbaca"),
        (b"x" * 5_000_001, "terlalu besar"),
        (csv(ISI, *[{**ISI, "kode": f"B-{n}"} for n in range(2000)]).encode(), "Terlalu banyak baris"),
        (csv({**ISI, "indikator": "x" * 2000}).encode(), "terlalu panjang"),
        (csv({**ISI, "indikator": "x" * 200_000}).encode(), "rusak"),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_csv_ditolak(data, sebut):
    """What is not a plan is refused with the true reason."""
    with pytest.raises(DataDitolak, match=sebut):
        baca_indikator_csv(data)


def buku(baris: Sequence[Sequence[object]], format_angka: dict[str, str] | None = None) -> bytes:
    """A workbook whose second sheet holds the rows."""
    wb = openpyxl.Workbook()
    lembar = wb.create_sheet("Rencana")
    for b in baris:
        lembar.append(b)
    for sel, bentuk in (format_angka or {}).items():
        lembar[sel].number_format = bentuk
    simpanan = io.BytesIO()
    wb.save(simpanan)
    return simpanan.getvalue()


def test_xlsx():
    """Typed cells keep their value: 86.75, a percent format, 4800, a date is refused, titles above do not matter."""
    kolom = list(KOLOM_INDIKATOR)
    satu = [
        "A-1",
        "S",
        "P",
        None,
        "Nilai",
        "%",
        "naik",
        "akhir",
        None,
        86.75,
        0.4801,
        1,
        "2,50-4,50",
        None,
        364134300,
        "u",
    ]
    dua = ["A-2", "S", "P", None, "Usul", "usul", "turun", "jumlah", 2, 4800, 1200, 1200.0, 0, "-", "Rp 5.000", "u"]
    data = buku([["RENCANA TAHUN 2026"], [], kolom, satu, [], dua], {"K4": "0.00%"})
    a, b = baca_indikator_xlsx(data)
    assert a.target_tahunan == Angka(Decimal("86.75"))
    assert a.target_tw == (Angka(Decimal("48.01")), Angka(Decimal(1)), Rentang(Decimal("2.5"), Decimal("4.5")), None)
    assert a.pagu == 364134300
    assert (b.bobot, b.target_tahunan, b.target_tw[1], b.pagu) == (2, Angka(Decimal(4800)), Angka(Decimal(1200)), 5000)


def test_xlsx_tanggal_dan_rumus():
    """A target that Excel turned into a date, and a formula without a stored value, are told by row and column."""
    baris: list[object] = [ISI.get(k, "") for k in KOLOM_INDIKATOR]
    baris[KOLOM_INDIKATOR.index("target_tw1")] = datetime(2026, 7, 5)
    baris[KOLOM_INDIKATOR.index("target_tw2")] = "=1+1"
    with pytest.raises(DataDitolak) as galat:
        baca_indikator_xlsx(buku([list(KOLOM_INDIKATOR), baris]))
    assert [(m.baris, m.kolom) for m in galat.value.masalah] == [(2, "target_tw1"), (2, "target_tw2")]
    assert "simpan ulang" in galat.value.masalah[1].saran


def zip_lain() -> bytes:
    simpanan = io.BytesIO()
    with zipfile.ZipFile(simpanan, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("bom", b"\0" * 70_000_000)
    return simpanan.getvalue()


@pytest.mark.parametrize(
    ("data", "sebut"),
    [
        (b"", "bukan Excel"),
        (b"bukan", "bukan Excel"),
        (buku([["kode"]])[:900], "bukan Excel"),
        (zip_lain(), "terlalu besar"),
        (buku([]), "kosong"),
        (buku([["apa", "saja"]]), "kosong"),
    ],
    ids=["kosong", "teks", "terpotong", "bom", "tanpa isi", "tabel lain"],
)
def test_xlsx_ditolak(data, sebut):
    """What is not a workbook with the plan is refused without a traceback."""
    with pytest.raises(DataDitolak, match=sebut):
        baca_indikator_xlsx(data)


def test_realisasi_ditolak():
    """Unknown and double codes are told together."""
    data = b"kode;realisasi_kinerja\r\nA-1;5\r\nA-1;6\r\nX-9;7\r\n"
    with pytest.raises(DataDitolak) as galat:
        baca_realisasi_csv(data, [indikator("A-1", "5")])
    assert [m.baris for m in galat.value.masalah] == [3, 4]


def test_realisasi_ragu_disimpan():
    """A doubtful cell is kept with its text and reason, so that it can be asked about."""
    hasil = baca_realisasi_csv(b"kode;realisasi_kinerja\r\nA-1;20/25\r\n", [indikator("A-1", "5")])
    assert hasil["A-1"].kinerja.status is Keterbacaan.KONFIRMASI
    assert hasil["A-1"].kinerja.asli == "20/25"


def test_baris_teks():
    """Rows from the chat: counted from 1, unused columns may be missing."""
    assert baca_indikator_baris([ISI])[0].program == ""
    with pytest.raises(DataDitolak, match="baris 2"):
        baca_indikator_baris([ISI, {**ISI, "kode": "A-2", "arah": ""}])


@pytest.mark.parametrize(
    ("kolom", "saran"),
    [
        ("kode", "sel ini kosong. Tulis kode indikatornya, misalnya DC-01."),
        ("satuan", "sel ini kosong. Tulis satuannya, misalnya dokumen atau %."),
        ("arah", "sel ini kosong. Tulis naik atau turun."),
        ("sifat", "sel ini kosong. Tulis salah satu: jumlah, akhir, rata-rata, maksimum."),
        ("bidang", "sel ini kosong. Tulis salah satu: umum, keuangan."),
    ],
)
@pytest.mark.parametrize("isi", ["", "  "])
def test_sel_kosong_disebut_kosong(kolom: str, saran: str, isi: str):
    """Nothing is quoted where nothing stands: the answer says so once, and what may stand there."""
    baris = {**ISI, "bidang": "umum", kolom: isi}
    with pytest.raises(DataDitolak) as galat:
        baca_indikator_csv(csv(baris).encode(), {"umum": "Bagian Umum", "keuangan": "Bagian Keuangan"})
    assert [(m.kolom, m.saran) for m in galat.value.masalah] == [(kolom, saran)]


def test_teks_dibersihkan():
    """Line breaks and direction marks in names cannot break a sheet or a message."""
    (i,) = baca_indikator_baris([{**ISI, "indikator": " Jumlah\r\n\u202edokumen\x07 "}])
    assert i.nama == "Jumlah dokumen"


@pytest.mark.parametrize("isi", [{}, {"kode": "A"}, {"kode": "A", "kinerja": {"status": "?"}, "anggaran": {}}])
def test_json_asing(isi):
    """Foreign JSON is refused, not half read."""
    with pytest.raises(ValueError, match=r".+"):
        realisasi_dari_json(isi)


bacaan = st.one_of(
    st.builds(Bacaan, st.just(Keterbacaan.NILAI), st.decimals(allow_nan=False, allow_infinity=False), st.text()),
    st.builds(Bacaan, st.just(Keterbacaan.KONFIRMASI), st.none(), st.text(), st.text(), st.text()),
    st.builds(Bacaan, st.just(Keterbacaan.KOSONG), st.none(), st.text()),
)


@given(st.builds(Realisasi, st.text(), bacaan, bacaan, st.text(), st.text(), st.text(), st.text()))
def test_json_bolak_balik(realisasi):
    """What is stored comes back equal, to the last digit."""
    assert realisasi_dari_json(json.loads(json.dumps(realisasi_ke_json(realisasi)))) == realisasi


desimal = st.decimals(min_value=-(10**9), max_value=10**9, places=3)
target = st.one_of(
    st.none(),
    st.builds(Angka, desimal),
    st.tuples(desimal, desimal).map(lambda p: Rentang(min(p), max(p))),
    st.sampled_from([Kategori("WTP"), Kategori("Level 3"), Kategori("Tepat Waktu")]),
)


@given(st.tuples(target, target, target, target), target, st.sampled_from(["orang", "%", "Juta US$", "hal lain"]))
def test_indikator_bolak_balik(tw, tahunan, satuan):
    """A stored plan reads back equal in every unit, three decimals and negative bounds included."""
    i = indikator("A-1", satuan=satuan, target_tw=tw, target_tahunan=tahunan, pagu=Decimal("1234567.125"))
    assert indikator_dari_isi(isi_dari_indikator(i)) == i
