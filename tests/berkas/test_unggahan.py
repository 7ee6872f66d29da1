"""Reading what people really send: the sample uploads, and every way in which a table gets bent on its way back."""

from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.berkas.baca_excel import baca
from bot.berkas.batas import BerkasDitolak
from bot.berkas.formulir import Identitas
from bot.berkas.periksa import HasilPeriksa, Temuan
from bot.kinerja.data import baca_realisasi_csv
from bot.kinerja.model import Kategori, Keterbacaan, Realisasi
from tests.berkas.bahan import (
    CONTOH,
    JUDUL,
    KITA,
    UNGGAHAN,
    anggota_buku,
    baris_judul,
    baris_tangan,
    buku_tangan,
    formulir,
    gaya_xml,
    indikator,
    indikator_contoh,
    isi,
    lembar_xml,
    periksa_unggahan,
    sel_teks,
    simpan,
    zip_mentah,
)


@dataclass(frozen=True)
class Contoh:
    """A sample upload: whose it is, and what `data/README` expects of the reader."""

    berkas: str
    sop: str
    bidang: str
    tw: int
    terbaca: int
    kosong: int
    tanpa_target: int
    ditanya: tuple[str, ...] = ()


CONTOH_UTUH = [
    Contoh("01_bersih_dkupp_koperasi_tw1", "dkupp-purwakarta", "koperasi", 1, 4, 2, 2),
    Contoh("02_semua_teks_dkupp_perdagangan_tw1", "dkupp-purwakarta", "perdagangan", 1, 6, 1, 1),
    Contoh(
        "03_format_persen_dan_tanggal_bkpsdm_sekretariat_tw2", "bkpsdm-purwakarta", "sekretariat", 2, 3, 1, 1, ("F8",)
    ),
    Contoh(
        "04_rumus_tanpa_nilai_kph_tenaga_kerja_tw1",
        "disnakerperintrans-kapuas-hulu",
        "tenaga-kerja",
        tw=1,
        terbaca=4,
        kosong=2,
        tanpa_target=2,
        ditanya=("F13", "F14"),
    ),
    Contoh("05_urutan_kolom_diubah_setwan_umum_tw2", "setwan-balangan", "umum", 2, 4, 1, 1),
    Contoh("08_formulir_kosong_dkupp_perindustrian_tw2", "dkupp-purwakarta", "perindustrian", 2, 0, 3, 0),
    Contoh("10_teks_bkpsdm_mutasi_tw1", "bkpsdm-purwakarta", "mutasi", 1, 2, 0, 0),
    Contoh("11_nama_lembar_diubah_tabel_bergeser_bkpsdm_pengadaan_tw1", "bkpsdm-purwakarta", "pengadaan", 1, 3, 0, 0),
]


async def periksa_contoh(berkas: str, sop: str, bidang: str, tw: int) -> HasilPeriksa:
    semua = indikator_contoh(sop)
    return await periksa_unggahan(
        (UNGGAHAN / f"{berkas}.xlsx").read_bytes(),
        [i for i in semua if i.bidang == bidang],
        Identitas("dinas", bidang, 2026, tw, "1"),
        {i.kode: f"Bidang {i.bidang}" for i in semua if i.bidang != bidang},
    )


@pytest.mark.parametrize("contoh", CONTOH_UTUH, ids=lambda c: c.berkas[:12])
async def test_contoh_terbaca(contoh: Contoh) -> None:
    """Every sample that can be taken is taken, without an identity sheet, and only the doubtful cells are asked about."""
    hasil = await periksa_contoh(contoh.berkas, contoh.sop, contoh.bidang, contoh.tw)

    assert hasil.galat == ()
    assert hasil.tanpa_identitas
    assert (hasil.terbaca, hasil.kosong, hasil.tanpa_target) == (contoh.terbaca, contoh.kosong, contoh.tanpa_target)
    assert tuple(t.sel for t in hasil.konfirmasi) == contoh.ditanya
    assert hasil.tanpa_isi is contoh.berkas.startswith("08")


@pytest.mark.parametrize(
    "contoh", [c for c in CONTOH_UTUH if c.berkas[:2] in ("01", "02", "05", "10", "11")], ids=lambda c: c.berkas[:2]
)
async def test_contoh_sama_dengan_csv(contoh: Contoh) -> None:
    """The workbook and the CSV of the same quarter give the same figures, whatever way they were typed."""
    hasil = await periksa_contoh(contoh.berkas, contoh.sop, contoh.bidang, contoh.tw)
    csv = baca_realisasi_csv(
        (CONTOH / f"realisasi_{contoh.sop}_tw{contoh.tw}.csv").read_bytes(), indikator_contoh(contoh.sop)
    )

    for kode, baca_an in hasil.realisasi.items():
        assert (baca_an.kinerja.status, baca_an.kinerja.nilai) == (csv[kode].kinerja.status, csv[kode].kinerja.nilai)
        assert baca_an.anggaran.nilai == csv[kode].anggaran.nilai


async def test_contoh_03_persen() -> None:
    """0.4801 shown as 48,01 % is 48.01."""
    hasil = await periksa_contoh(
        "03_format_persen_dan_tanggal_bkpsdm_sekretariat_tw2", "bkpsdm-purwakarta", "sekretariat", 2
    )

    assert hasil.realisasi["BKP-13"].kinerja.nilai == Decimal("48.01")
    assert hasil.realisasi["BKP-15"].kinerja.nilai == 1
    assert hasil.realisasi["BKP-15"].anggaran.nilai == 46_000_000
    assert "tanggal" in hasil.konfirmasi[0].uraian


async def test_contoh_06_tanpa_kolom_kode() -> None:
    """Without the key no row can be recognised: refused, with a way out."""
    hasil = await periksa_contoh("06_kolom_kode_hilang_gowa_kearsipan_tw1", "gowa", "kearsipan", 1)

    assert "Kolom Kode tidak ada" in hasil.galat[0].uraian
    assert "formulir baru" in hasil.galat[0].saran
    assert hasil.realisasi == {}


async def test_contoh_07_semua_sekaligus() -> None:
    """The double code refuses; the unknown one is named, and so is the target that does not count, in the same answer."""
    hasil = await periksa_contoh("07_kode_ganda_dan_target_diubah_dkupp_ukm_tw2", "dkupp-purwakarta", "ukm", 2)

    assert [(t.sel, t.kode) for t in hasil.galat] == [("A11", "DKP-11"), ("A12", "")]
    assert "baris 7 dan 11" in hasil.galat[0].uraian
    assert "DKP-99" in hasil.galat[1].uraian
    target = next(t for t in hasil.peringatan if t.sel == "E8")
    assert target.kode == "DKP-12"
    assert "tidak dihitung" in target.uraian
    assert "75" in target.uraian
    assert hasil.realisasi == {}


async def test_contoh_09_bukan_excel() -> None:
    with pytest.raises(BerkasDitolak) as ditolak:
        await baca((UNGGAHAN / "09_bukan_excel.xlsx").read_bytes(), "09_bukan_excel.xlsx")

    assert "teks" in ditolak.value.alasan


def ringkas(temuan: tuple[Temuan, ...]) -> list[tuple[str, str]]:
    return [(t.sel, t.kode) for t in temuan]


# --- K54, K55: cells ----------------------------------------------------------------------------------------------


async def periksa_sel(xml: str, *, satuan: str = "%", bentuk: str = "0.00", sifat: str = "", anggaran: bool = False):
    """What one raw cell says; ``xml`` with {r} for the address; style 1 has the number format ``bentuk``."""
    i = indikator("UJI-01", satuan=satuan)
    alamat = "H2" if anggaran else "F2"
    baris = baris_judul() + f'<row r="2">{sel_teks("A2", i.kode)}{xml.replace("{r}", alamat)}</row>'
    data = zip_mentah(anggota_buku(lembar_xml(baris), styles=gaya_xml(bentuk), sifat=sifat))
    hasil = await periksa_unggahan(data, [i])
    assert hasil.galat == ()
    laporan = hasil.realisasi[i.kode]
    return laporan.anggaran if anggaran else laporan.kinerja


@pytest.mark.parametrize(
    ("xml", "nilai"),
    [
        ('<c r="{r}"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="{r}" t="str"><f>"85"&amp;",5"</f><v>85,5</v></c>', "85.5"),
        ('<c r="{r}"><f t="shared" si="0"/><v>7.25</v></c>', "7.25"),
        ('<c r="{r}"><v>0.30000000000000004</v></c>', "0.3"),
        ('<c r="{r}"><v>97.5</v></c>', "97.5"),
        ('<c r="{r}"><v>9.75E1</v></c>', "97.5"),
        (
            '<c r="{r}" t="inlineStr"><is><r><t>85</t></r><r><t>,5</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>',
            "85.5",
        ),
        ('<c r="{r}" t="inlineStr"><is><t>97.5</t></is></c>', "97.5"),
        ('<c r="{r}" s="1"><v>0.5</v></c>', "0.5"),
    ],
)
async def test_k54_nilai_tersimpan_dihitung(xml: str, nilai: str) -> None:
    """A formula counts by its stored result; numbers have Excel's fifteen digits, not a binary tail."""
    bacaan = await periksa_sel(xml)

    assert (bacaan.status, bacaan.nilai) == (Keterbacaan.NILAI, Decimal(nilai))


@pytest.mark.parametrize(
    "xml",
    [
        '<c r="{r}"><f>SUM(2,1)</f><v></v></c>',
        '<c r="{r}"><f>SUM(2,1)</f></c>',
        '<c r="{r}"><f t="shared" si="0"/></c>',
        '<c r="{r}" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="{r}" t="e"><v>#N/A</v></c>',
        '<c r="{r}" t="b"><v>1</v></c>',
        '<c r="{r}"><v>NaN</v></c>',
        '<c r="{r}"><v>1e309</v></c>',
        '<c r="{r}"><v>1e300</v></c>',
        '<c r="{r}" t="d"><v>2026-07-05T00:00:00Z</v></c>',
        '<c r="{r}" t="d"><v>kemarin</v></c>',
        '<c r="{r}" t="inlineStr"><is><t>4O</t></is></c>',
        '<c r="{r}" t="inlineStr"><is><t>20/25</t></is></c>',
        '<c r="{r}" t="inlineStr"><is><t>NaN</t></is></c>',
        '<c r="{r}" t="inlineStr"><is><t>1e309</t></is></c>',
        '<c r="{r}" t="inlineStr"><is><t>８５</t></is></c>',
        f'<c r="{{r}}" t="inlineStr"><is><t>{"9" * 40}</t></is></c>',
    ],
)
async def test_k55_yang_meragukan_ditanyakan(xml: str) -> None:
    """Never a guess: the cell is asked about, with its address."""
    bacaan = await periksa_sel(xml)

    assert bacaan.status is Keterbacaan.KONFIRMASI
    assert bacaan.sel == "F2"
    assert bacaan.alasan


async def test_k55_hasil_rumus_teks_hampa_adalah_kosong() -> None:
    """=IF(A1="","",…) that shows nothing reports nothing."""
    bacaan = await periksa_sel('<c r="{r}" t="str"><f>IF(1,"","")</f><v></v></c>')

    assert bacaan.status is Keterbacaan.KOSONG


@pytest.mark.parametrize(
    ("bentuk", "sifat", "serial", "asli"),
    [
        ("yyyy-mm-dd", "", "46208", "05-07-2026"),
        ("d/m", '<workbookPr date1904="1"/>', "44746", "05-07-2026"),
        ('[$-421]dd\\ mmmm\\ yyyy;@', "", "46208", "05-07-2026"),
        ("yyyy-mm-dd", "", "59", "28-02-1900"),
        ("h:mm", "", "0.75", "18:00:00"),
        ("[h]:mm", "", "0.75", "18:00:00"),
        ("yyyy-mm-dd", "", "99999999", "tanggal 99999999"),
    ],
)  # fmt: skip
async def test_k55_tanggal(bentuk: str, sifat: str, serial: str, asli: str) -> None:
    """Excel turned "5/7" into 5 July: asked about, in both calendars of Excel."""
    bacaan = await periksa_sel(f'<c r="{{r}}" s="1"><v>{serial}</v></c>', bentuk=bentuk, sifat=sifat)

    assert bacaan.status is Keterbacaan.KONFIRMASI
    assert asli in bacaan.asli


@pytest.mark.parametrize(
    "bentuk", ['#,##0 "dokumen"', "[Red]#,##0", '"Rp" #,##0', "_-* #,##0_-", "0.00E+00", "[$Rp-421] #,##0"]
)
async def test_bentuk_angka_bukan_tanggal(bentuk: str) -> None:
    """Letters that only decorate a number format make no date of it."""
    bacaan = await periksa_sel('<c r="{r}" s="1"><v>46208</v></c>', bentuk=bentuk, anggaran=True)

    assert (bacaan.status, bacaan.nilai) == (Keterbacaan.NILAI, 46208)


# --- K56: tables --------------------------------------------------------------------------------------------------

A, B, C = (indikator(f"UJI-0{n}") for n in (1, 2, 3))


async def test_k56_lembar_lain_tersembunyi_dan_baris_tersembunyi() -> None:
    """The table is found by its texts on any sheet, hidden or not, and hidden rows count."""
    buku = buku_tangan(baris_tangan(A, 81), baris_tangan(B, 82))
    lembar = buku["Sheet"]
    lembar.title = "Data bidang"
    lembar.sheet_state = "veryHidden"
    lembar.insert_rows(1, 6)
    lembar.row_dimensions[8].hidden = True
    buku.create_sheet("Catatan", 0)["A1"] = "halo"

    hasil = await periksa_unggahan(simpan(buku), [A, B])

    assert hasil.galat == ()
    assert [r.kinerja.nilai for r in hasil.realisasi.values()] == [81, 82]
    assert hasil.realisasi[A.kode].kinerja.sel == "F8"


async def test_k56_dua_tabel() -> None:
    """Two filled tables: a person chooses. A hidden copy or an empty one does not matter."""
    buku = buku_tangan(baris_tangan(A, 81))
    salinan = buku.copy_worksheet(buku["Sheet"])

    assert "lebih dari satu tabel" in (await periksa_unggahan(simpan(buku), [A])).galat[0].uraian
    salinan["F2"] = None
    salinan["H2"] = None
    assert (await periksa_unggahan(simpan(buku), [A])).realisasi[A.kode].kinerja.nilai == 81
    salinan["F2"] = 99
    salinan.sheet_state = "hidden"
    assert (await periksa_unggahan(simpan(buku), [A])).realisasi[A.kode].kinerja.nilai == 81


async def test_k56_kolom_diganti_nama_atau_ganda() -> None:
    """Every column that is missing is named, and so is the text that stands there instead."""
    buku = buku_tangan(baris_tangan(A, 81))
    buku["Sheet"]["F1"] = "Realisasi TW I"
    buku["Sheet"]["I1"] = "Tindak Lanjut"

    hasil = await periksa_unggahan(simpan(buku), [A])

    assert [t.sel for t in hasil.galat] == ["A1", "K1"]
    assert "Kolom Realisasi tidak ada" in hasil.galat[0].uraian
    assert "F1" in hasil.galat[0].uraian
    assert "dua kali" in hasil.galat[1].uraian
    assert any("Faktor Pendukung tidak ada" in t.uraian for t in hasil.peringatan)


async def test_k56_judul_longgar() -> None:
    """Case, blanks and the bracketed unit do not make a header unknown."""
    buku = buku_tangan(baris_tangan(A, 81, anggaran=5000))
    buku["Sheet"]["A1"] = " KODE :"
    buku["Sheet"]["H1"] = "Realisasi\xa0 anggaran"

    hasil = await periksa_unggahan(simpan(buku), [A])

    assert hasil.realisasi[A.kode].anggaran.nilai == 5000


async def test_k56_kode_hilang_ganda_asing_dan_kosong() -> None:
    """One clear list of everything that is wrong, in the order of the rows, nothing stored."""
    asing = baris_tangan(replace(A, kode="LAIN-9"), 5)
    bidang_lain = baris_tangan(replace(A, kode="EKO-01"), 6)
    tanpa_kode = baris_tangan(replace(A, kode=""), 7)
    buku = buku_tangan(baris_tangan(A, 1), asing, baris_tangan(A, 2), bidang_lain, tanpa_kode, baris_tangan(B, "20/25"))

    hasil = await periksa_unggahan(simpan(buku), [A, B, C], kode_lain={"EKO-01": "Bidang Ekonomi"})

    assert ringkas(hasil.galat) == [("A1", C.kode), ("A3", ""), ("A4", A.kode), ("A5", ""), ("A6", "")]
    assert "Bidang Ekonomi" in hasil.galat[3].uraian
    assert ringkas(hasil.konfirmasi) == [("F7", B.kode)]
    assert hasil.realisasi == {}


async def test_k56_kode_ganda_tanpa_isi_dan_catatan() -> None:
    """A repeated code without values, a note, a blank foreign row: no reason to send anything back."""
    catatan: list[object] = ["Tulis '-' bila belum ada data; tulis 0 bila memang nol."]
    buku = buku_tangan(baris_tangan(A), baris_tangan(A, 81), ["EKO-01"], [None], list(JUDUL), catatan, ["Ketua Tim"])

    hasil = await periksa_unggahan(simpan(buku), [A], kode_lain={"EKO-01": "Bidang Ekonomi"})

    assert hasil.galat == ()
    assert hasil.realisasi[A.kode].kinerja.nilai == 81
    assert [t.sel for t in hasil.peringatan] == ["A2", "A4"]


async def test_k56_sel_gabungan() -> None:
    """A merged cell holds one value for two rows: nobody can know for which."""
    buku = buku_tangan(baris_tangan(A, 81), baris_tangan(B))
    buku["Sheet"].merge_cells("F2:F3")
    buku["Sheet"].merge_cells("A5:K5")

    hasil = await periksa_unggahan(simpan(buku), [A, B])

    assert ringkas(hasil.galat) == [("F3", B.kode)]
    assert "digabung" in hasil.galat[0].uraian


async def test_k56_kode_dan_indikator_tertukar() -> None:
    """Sorted without the code column, every value would land at the wrong indicator."""
    buku = buku_tangan(baris_tangan(replace(A, nama=B.nama), 81), baris_tangan(replace(B, nama=A.nama), 82))

    hasil = await periksa_unggahan(simpan(buku), [A, B])

    assert ringkas(hasil.galat) == [("C2", A.kode), ("C3", B.kode)]


async def test_k56_urutan_baris_bebas() -> None:
    buku = buku_tangan(baris_tangan(B, 82), [None], baris_tangan(A, 81))

    hasil = await periksa_unggahan(simpan(buku), [A, B])

    assert [r.kinerja.nilai for r in hasil.realisasi.values()] == [81, 82]
    assert hasil.galat == ()


async def test_tabel_tidak_ada() -> None:
    hasil = await periksa_unggahan(simpan(load_workbook(BytesIO(isi(formulir([A]), {"A5": "x"})))), [A])
    assert "Kode tidak ada" in hasil.galat[0].uraian

    buku = buku_tangan()
    buku["Sheet"].delete_rows(1)
    hasil = await periksa_unggahan(simpan(buku), [A])
    assert "tidak ditemukan" in hasil.galat[0].uraian


# --- K57: whose form ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("beda", "sebut"),
    [
        ({"instansi": "lain"}, "instansi Dinas Uji"),
        ({"bidang": "lain"}, "Bidang Uji"),
        ({"tahun": 2025}, "Triwulan I 2025"),
        ({"triwulan": 2}, "Triwulan II 2026"),
    ],
)
async def test_k57_formulir_lain(beda: dict[str, Any], sebut: str) -> None:
    """The hidden sheet tells whose form it is; the refusal names it and says which one is wanted."""
    data = isi(formulir([A], replace(KITA, **beda)), {"F6": 81})

    hasil = await periksa_unggahan(data, [A])

    assert len(hasil.galat) == 1
    assert sebut in hasil.galat[0].uraian
    assert "Triwulan I 2026" in hasil.galat[0].saran
    assert hasil.realisasi == {}


async def test_k57_versi_lama_diterima() -> None:
    """A form from an earlier round counts as long as office, unit, quarter and indicators are right."""
    data = isi(formulir([A], replace(KITA, versi="putaran-1")), {"F6": 81})

    hasil = await periksa_unggahan(data, [A], replace(KITA, versi="putaran-3"))

    assert (hasil.galat, hasil.tanpa_identitas) == ((), False)
    assert hasil.realisasi[A.kode].kinerja.nilai == 81


async def test_k57_tanpa_identitas_milik_bidang_lain() -> None:
    """Without the hidden sheet the codes tell: one sentence, not a list of every row."""
    buku = buku_tangan(baris_tangan(replace(A, kode="EKO-01"), 1), baris_tangan(replace(B, kode="EKO-02"), 2))

    hasil = await periksa_unggahan(
        simpan(buku), [A, B], kode_lain={"EKO-01": "Bidang Ekonomi", "EKO-02": "Bidang Ekonomi"}
    )

    assert [t.uraian for t in hasil.galat] == ["Formulir ini milik Bidang Ekonomi."]


async def test_k57_judul_menyebut_triwulan_lain() -> None:
    """Last quarter's file without identity: its title gives it away before the question is asked."""
    buku = buku_tangan(baris_tangan(A, 81))
    buku["Sheet"].insert_rows(1)
    buku["Sheet"]["A1"] = "Triwulan IV Tahun 2025"

    hasil = await periksa_unggahan(simpan(buku), [A])

    assert hasil.tanpa_identitas
    assert "Triwulan IV Tahun 2025" in hasil.peringatan[0].uraian


async def test_k57_target_satuan_pagu_nama_diubah() -> None:
    """Protection without a password is a hint: where the file differs from the plan it is told, and the plan wins."""
    data = isi(formulir([A]), {"E6": "70", "D6": "orang", "G6": 5, "C6": "Nama baru", "F6": 81})

    hasil = await periksa_unggahan(data, [A])

    assert hasil.galat == ()
    assert [t.sel for t in hasil.peringatan] == ["E6", "D6", "C6", "G6"]
    assert "tetap 80" in hasil.peringatan[0].uraian
    assert "Rp1.000.000" in hasil.peringatan[3].uraian


async def test_target_sama_dengan_ejaan_lain() -> None:
    """80, "80,0" and 80 % are the plan's 80: nothing to tell."""
    for tulisan in (80, "80,0", "80%"):
        hasil = await periksa_unggahan(isi(formulir([A]), {"E6": tulisan, "F6": 95}), [A])
        assert hasil.peringatan == (), tulisan


# --- questions ----------------------------------------------------------------------------------------------------


async def test_penghambat_diharapkan_di_bawah_91() -> None:
    """Warned, not refused; with the address of the cell that is missing."""
    data = isi(formulir([A, B]), {"F6": 40, "F7": 40, "J7": "Hujan", "K7": "Tambah tenda"})

    hasil = await periksa_unggahan(data, [A, B])

    assert ringkas(hasil.peringatan) == [("J6", A.kode)]
    assert "Faktor Penghambat dan Tindak Lanjut" in hasil.peringatan[0].uraian


async def test_kewajaran_terhadap_triwulan_lalu() -> None:
    """A spending total that falls is asked about at the money cell."""
    lalu = (await periksa_unggahan(isi(formulir([A]), {"F6": 80, "H6": 900_000}), [A])).realisasi

    hasil = await periksa_unggahan(isi(formulir([A]), {"F6": 80, "H6": 800_000}), [A], sebelumnya=lalu)

    assert ringkas(hasil.peringatan) == [("H6", A.kode)]


async def test_kategori_lain_ditetapkan_tim() -> None:
    """Another word than the target is a valid report whose capaian a person sets."""
    i = indikator(satuan="Kategori", target_tw=(Kategori("Tepat Waktu"), None, None, None))

    hasil = await periksa_unggahan(isi(formulir([i]), {"F6": "Terlambat"}), [i])

    assert (hasil.galat, hasil.konfirmasi, hasil.terbaca) == ((), (), 1)
    assert "ditetapkan" in hasil.peringatan[0].uraian or "tetapkan" in hasil.peringatan[0].uraian


async def test_rumus_di_keterangan() -> None:
    """A note that Excel took for a formula is named, not stored as if it were words."""
    hasil = await periksa_unggahan(isi(formulir([A]), {"F6": 95, "I6": "=A1"}), [A])

    assert hasil.peringatan[0].sel == "I6"
    assert "rumus" in hasil.peringatan[0].uraian
    assert hasil.realisasi[A.kode].faktor_pendukung == ""


async def test_k45_catatan_apa_adanya() -> None:
    """Markup, emoji, line breaks and long names in a note are kept literally."""
    catatan = "<b>tebal</b> & 'kutip' \"dua\" 😀\nbaris dua " + "x" * 300

    hasil = await periksa_unggahan(isi(formulir([A]), {"J6": catatan}), [A])

    assert hasil.realisasi[A.kode].faktor_penghambat == catatan
    assert hasil.realisasi[A.kode] == Realisasi(
        A.kode, hasil.realisasi[A.kode].kinerja, hasil.realisasi[A.kode].anggaran, faktor_penghambat=catatan
    )
