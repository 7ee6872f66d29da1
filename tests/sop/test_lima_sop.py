"""The five SOPs as they ship, against the sheets they were copied from."""

import re
import tomllib
from pathlib import Path

import pytest

import bot.simulasi
from bot.sop.bentuk import LANGKAH, PERAN, PUNCAK, SAMPUL
from bot.sop.model import Jenis, Langkah, Sop
from bot.sop.pemuat import daftar, muat
from bot.sop.tampil import LEBAR, daftar_teks, jumlah_menit, menit, tampil

AKAR = Path(__file__).parents[2]
CONTOH = Path(bot.simulasi.__file__).parent / "contoh"

# The sheets: no, kegiatan, kelengkapan, waktu, the same in working minutes (1 hari = 450), output, jenis.
LEMBAR = {
    "bkpsdm-purwakarta": [
        (1, "Kepala Badan memerintahkan Sekretaris untuk melakukan pengukuran kinerja", "Nota Dinas", "5 menit", 5, "Disposisi Nota Dinas", "perintah"),
        (2, "Sekretaris melakukan rapat dengan Kasubag PKP dan Anggota Tim Penyusunan LAKIP untuk memberikan arahan pelaksanaan kegiatan pengukuran kinerja", "Disposisi Nota Dinas", "60 menit", 60, "Notulen rapat", "rapat"),
        (3, "Tim Penyusunan LAKIP menyusun rencana kegiatan pengukuran kinerja", "Notulen rapat", "2 jam", 120, "Program kerja kegiatan", "format"),
        (4, "Tim Penyusunan LAKIP menyiapkan metodologi pengukuran capaian kinerja untuk tiap-tiap sasaran/program/kegiatan/sub kegiatan berdasarkan indikator kinerja yang SMART", "Program kerja kegiatan, Renstra, Tapkin", "3 jam", 180, "Kertas kerja pengukuran kinerja", "format"),
        (5, "Tim Penyusunan LAKIP melakukan pengukuran capaian kinerja menggunakan metodologi yang telah ditetapkan", "Dokumen pengumpulan data kinerja, kertas kerja pengukuran kinerja", "1 hari", 450, "Kertas kerja pengukuran kinerja", "unggah"),
        (6, "Tim Penyusunan LAKIP merekap seluruh hasil pengukuran capaian kinerja untuk tiap-tiap sasaran/program/kegiatan/sub kegiatan", "Kertas kerja pengukuran kinerja", "2 jam", 120, "Rekapitulasi hasil pengukuran kinerja", "rekap"),
        (7, "Tim Penyusunan LAKIP melaporkan hasil rekapitulasi pengukuran kinerja kepada Kasubag PKP", "Rekapitulasi hasil pengukuran kinerja", "30 menit", 30, "Draft laporan hasil pengukuran kinerja", "laporan"),
        (8, "Kasubag PKP menganalisa hasil rekapitulasi pengukuran kinerja; apabila setuju akan digunakan sebagai bahan penyusunan LAKIP dan evaluasi", "Draft laporan hasil pengukuran kinerja", "2 jam", 120, "Laporan hasil pengukuran kinerja", "telaah"),
        (9, "Kasubag PKP melaporkan data pengukuran kinerja kepada Sekretaris dan Kepala Badan", "Laporan hasil pengukuran kinerja", "30 menit", 30, "Laporan hasil pengukuran kinerja", "laporan"),
        (10, "Pengarsipan data capaian kinerja", "Laporan hasil pengukuran kinerja", "15 menit", 15, "Arsip", "arsip"),
    ],
    "disnakerperintrans-kapuas-hulu": [
        (1, "Kepala Dinas memerintahkan Sekretaris untuk melaksanakan pengukuran capaian data kinerja triwulan", "Perjanjian Kinerja", "10 menit", 10, "Disposisi", "perintah"),
        (2, "Memerintahkan JFT Perencana Ahli Muda untuk merekap data pengukuran capaian kinerja triwulan pada Bidang, Subag dan Jabatan Fungsional Tertentu yang sudah terkumpul", "Perjanjian Kinerja, Capaian Kinerja triwulan", "10 menit", 10, "Lembar Disposisi", "perintah"),
        (3, "Merekap data pengukuran capaian kinerja triwulan yang sudah terkumpul", "Disposisi, Perjanjian Kinerja, Capaian Kinerja", "30 menit", 30, "Lembar Disposisi", "rekap"),
        (4, "Menyusun data pengukuran capaian kinerja triwulan", "Perjanjian Kinerja, Capaian Kinerja Triwulan dan Tahunan", "10 hari", 4500, "Draf Laporan Kinerja", "unggah"),
        (5, "Validasi data pengukuran capaian kinerja triwulan", "Capaian Kinerja Triwulan dan Tahunan", "1 jam", 60, "Draf Laporan Kinerja", "telaah"),
        (6, "Mensosialisasikan data pengukuran capaian kinerja triwulan pada Bidang, Subag dan Jabatan Fungsional Tertentu", "Laporan Capaian Kinerja Triwulan dan Tahunan", "2 jam", 120, "Draf Laporan Kinerja", "sosialisasi"),
        (7, "Menyerahkan data pengukuran capaian kinerja triwulan untuk didokumentasikan", "Hasil koreksi Laporan Kinerja Triwulan dan Tahunan", "5 menit", 5, "Draf Laporan Kinerja", "laporan"),
        (8, "Penandatanganan data pengukuran capaian kinerja triwulan", "Laporan Kinerja Triwulan dan Tahunan", "5 menit", 5, "Draf Laporan Kinerja", "tanda-tangan"),
        (9, "Mendokumentasikan data pengukuran capaian kinerja triwulan", "Laporan Kinerja Triwulan dan Tahunan", "2 hari", 900, "Draf Laporan Kinerja", "arsip"),
    ],
    "dkupp-purwakarta": [
        (1, "Memerintahkan penyusunan pengukuran kinerja Dinas Koperasi UKM Perdagangan dan Perindustrian", "Lembar disposisi", "15 menit", 15, "Disposisi pimpinan", "perintah"),
        (2, "Membuat format pengumpulan data dan informasi pengukuran kinerja dari masing-masing bidang dan sekretariat", "Form Pengukuran Kinerja", "60 menit", 60, "Draf Pengukuran Kinerja", "format"),
        (3, "Menyampaikan format pengumpulan data dan informasi pengukuran kinerja kepada masing-masing bidang dan sekretariat", "Form Pengukuran Kinerja", "25 menit", 25, "Draf masukan dan arahan", "format"),
        (4, "Mengundang Kepala Dinas dan pejabat terkait untuk rapat pembahasan pengukuran kinerja", "Undangan Rapat", "30 menit", 30, "Undangan Rapat", "undangan"),
        (5, "Melaksanakan rapat pembahasan pengukuran kinerja", "Draf Pengukuran Kinerja", "120 menit", 120, "Draf Pengukuran Kinerja", "rapat"),
        (6, "Menghimpun format data dan informasi pengukuran kinerja masing-masing bidang dan sekretariat", "Draf Dokumen Pengukuran Kinerja", "120 menit", 120, "Draf Dokumen Pengukuran Kinerja", "unggah"),
        (7, "Memvalidasi data kinerja", "Draf Dokumen Pengukuran Kinerja", "240 menit", 240, "Draf Dokumen Pengukuran Kinerja", "telaah"),
        (8, "Menyampaikan data kinerja kepada Sekretaris; dikembalikan kepada tim jika ada yang belum sesuai", "Draf Dokumen Pengukuran Kinerja", "40 menit", 40, "Draf Dokumen Pengukuran Kinerja", "telaah"),
        (9, "Kepala Dinas mengoreksi Dokumen Pengukuran Kinerja DKUPP", "Dokumen Pengukuran Kinerja", "60 menit", 60, "Dokumen Pengukuran Kinerja", "telaah"),
        (10, "Sekretaris menyampaikan Dokumen Pengukuran Kinerja kepada Kepala Dinas untuk meminta persetujuan", "Dokumen Pengukuran Kinerja", "25 menit", 25, "Dokumen Pengukuran Kinerja", "laporan"),
        (11, "Penandatanganan Dokumen Pengukuran Kinerja oleh Kepala", "Dokumen Pengukuran Kinerja", "10 menit", 10, "Dokumen Pengukuran Kinerja", "tanda-tangan"),
        (12, "Penggandaan Dokumen Pengukuran Kinerja", "Dokumen Pengukuran Kinerja", "20 menit", 20, "Dokumen Pengukuran Kinerja", "penggandaan"),
        (13, "Pengarsipan Dokumen Pengukuran Kinerja", "Dokumen Pengukuran Kinerja", "10 menit", 10, "Dokumen Pengukuran Kinerja", "arsip"),
    ],
    "gowa": [
        (1, "Kepala SKPD memerintahkan Sekretaris untuk menyiapkan rapat pengukuran kinerja pegawai", "Disposisi surat", "5 menit", 5, "Disposisi surat", "perintah"),
        (2, "Sekretaris membuat draf pengukuran kinerja pegawai dan diserahkan kepada Kepala Bidang", "Data", "60 menit", 60, "Draf", "format"),
        (3, "Mengundang masing-masing pegawai fungsional dan rapat bersama Kepala SKPD dan Sekretaris", "Undangan", "120 menit", 120, "Undangan", "undangan"),
        (4, "Pegawai fungsional menyerahkan data kinerja pegawai kepada Kepala SKPD untuk dievaluasi", "Data", "5 menit", 5, "Data", "unggah"),
        (5, "Kepala SKPD menelaah dan menyerahkan data kinerja kepada Kepala Bidang untuk dilakukan analisis capaian kinerja", "Data", "15 menit", 15, "Data", "telaah"),
        (6, "Kepala Bidang melakukan analisis capaian kinerja berdasarkan capaian kinerja, kemudian menyerahkan draf pengukuran kinerja pegawai kepada Kasubag Perencanaan untuk dibuat draf dalam dokumen pengukuran kinerja dan diinput dalam aplikasi e-SAKIP Gowa", "Data", "60 menit", 60, "Draf", "analisis"),
        (7, "Membuat dokumen pengukuran kinerja dan menyerahkan draf kepada Kepala SKPD untuk ditandatangani", "Draf", "60 menit", 60, "Dokumen", "laporan"),
        (8, "Menandatangani dokumen pengukuran kinerja. Jika benar akan ditandatangani dan diberikan kepada Kasubag Perencanaan & Pelaporan untuk ditindaklanjuti. Jika butuh perbaikan akan dikembalikan kepada Kepala Bidang", "Dokumen", "5 menit", 5, "Dokumen", "tanda-tangan"),
        (9, "Menerima dokumen kinerja dan diinput masuk ke dalam e-SAKIP Gowa", "Dokumen", "60 menit", 60, "Laporan", "input-esakip"),
        (10, "Melaporkan hasil penginputan pengukuran kinerja kepada Kepala SKPD dan Sekretaris", "Laporan", "5 menit", 5, "Laporan", "laporan"),
    ],
    "setwan-balangan": [
        (1, "Memerintahkan melaksanakan pengukuran kinerja", "Struktur organisasi, surat perintah", "20 menit", 20, "Disposisi perintah, surat", "perintah"),
        (2, "Pengumpulan tim pelaksana pengukuran kinerja", "Anggota tim", "1 jam", 60, "Tim perumus", "rapat"),
        (3, "Menyusun konsep pengukuran kinerja", "Tim", "1 hari", 450, "Draf pengukuran kinerja", "format"),
        (4, "Menghimpun data rencana kinerja dan menyusun konsep laporan", "Konsep", "2 hari", 900, "Konsep laporan, data-data", "unggah"),
        (5, "Laporan Kasubag/Kabag kepada Sekretaris DPRD terkait data pengukuran kinerja masing-masing bagian", "Konsep laporan", "1 hari", 450, "Konsep laporan, data-data", "laporan"),
        (6, "Melakukan rapat internal dengan tim pengukuran kinerja", "Data dan laporan", "2 jam", 120, "Laporan kinerja", "rapat"),
        (7, "Hasil laporan pengukuran kinerja", "Laporan Pengukuran Kinerja yang telah selesai", "2 hari", 900, "Laporan Kinerja yang sudah siap", "laporan"),
    ],
}  # fmt: skip
JUMLAH_MENIT = {
    "bkpsdm-purwakarta": 1130,
    "disnakerperintrans-kapuas-hulu": 5640,
    "dkupp-purwakarta": 775,
    "gowa": 395,
    "setwan-balangan": 2900,
}

# Who does what: actors > receivers, + people invited; who decides where it is not the actor; where a refusal leads.
ALUR = {
    "bkpsdm-purwakarta": """
        1 kepala > sekretaris
        2 sekretaris + kasubag tim, wajib lampiran
        3 tim, wajib lampiran
        4 tim, wajib lampiran
        5 tim bidang
        6 tim
        7 tim > kasubag
        8 kasubag, tidak 6
        9 kasubag > sekretaris, pemutus kepala, tidak 8, terbit
        10 tim
    """,
    "disnakerperintrans-kapuas-hulu": """
        1 kepala > sekretaris
        2 sekretaris > perencana
        3 perencana
        4 bidang staf > fungsional
        5 sekretaris, tidak 4
        6 perencana > bidang fungsional, pemutus perencana, tidak 4
        7 perencana > sekretaris kepala
        8 kepala, tidak 4, terbit
        9 staf
    """,
    "dkupp-purwakarta": """
        1 kepala > sekretaris
        2 sekretaris
        3 sekretaris > bidang
        4 tim bidang + kepala sekretaris, salah satu
        5 sekretaris tim bidang + kepala, salah satu, wajib lampiran
        6 sekretaris tim bidang
        7 tim bidang, tidak 6
        8 tim bidang, pemutus sekretaris, tidak 7
        9 kepala, tidak 7
        10 sekretaris > kepala
        11 kepala, tidak 7, terbit
        12 tim
        13 tim
    """,
    "gowa": """
        1 kepala > sekretaris
        2 sekretaris > bidang
        3 bidang + kepala sekretaris fungsional, salah satu
        4 fungsional > kepala
        5 kepala > bidang, tidak 4
        6 bidang > kasubag
        7 kasubag > kepala
        8 kepala > kasubag, tidak 6, terbit
        9 kasubag
        10 kasubag > kepala sekretaris
    """,
    "setwan-balangan": """
        1 kepala > bidang
        2 bidang + tim, salah satu, wajib lampiran
        3 tim, wajib lampiran
        4 tim staf bidang
        5 bidang > kepala
        6 kepala + bidang tim, wajib lampiran
        7 tim, pemutus kepala, tidak 4, terbit
    """,
}

# Steps where the transcription marks something as inferred, or where the reading is ours.
DISIMPULKAN = {
    "bkpsdm-purwakarta": {3, 4, 5, 6, 8, 9, 10},
    "disnakerperintrans-kapuas-hulu": {1, 2, 3, 4, 5, 6, 7, 8, 9},
    "dkupp-purwakarta": {4, 5, 7, 8, 9, 11, 12, 13},
    "gowa": {3, 5, 6, 7, 8, 9, 10},
    "setwan-balangan": {1, 2, 3, 4, 6, 7},
}

per_sop = pytest.mark.parametrize("id_sop", sorted(LEMBAR))


def baris_alur(langkah: Langkah) -> str:
    siapa = f"{langkah.no} {' '.join(langkah.pelaksana)}"
    siapa += f" > {' '.join(langkah.penerima)}" if langkah.penerima else ""
    siapa += f" + {' '.join(langkah.peserta)}" if langkah.peserta else ""
    sisanya = (
        f"pemutus {langkah.pemutus}" if langkah.pemutus else "",
        f"tidak {langkah.tidak}" if langkah.tidak is not None else "",
        "salah satu" if langkah.selesai == "salah_satu" else "",
        "wajib lampiran" if langkah.wajib_lampiran else "",
        "terbit" if langkah.terbitkan else "",
    )
    return ", ".join([siapa, *filter(None, sisanya)])


@per_sop
def test_langkah_sama_dengan_lembar(id_sop: str):
    """Number, activity, what is needed, time standard, output and kind are those of the sheet, word for word."""
    sop = muat(id_sop)

    assert [
        (
            langkah.no,
            langkah.kegiatan,
            ", ".join(langkah.kelengkapan).lower(),
            str(langkah.waktu),
            menit(langkah.waktu),
            langkah.output,
            langkah.jenis.value,
        )
        for langkah in sop.langkah
    ] == [(no, keg, kel.lower(), *sisa) for no, keg, kel, *sisa in LEMBAR[id_sop]]
    assert jumlah_menit(sop) == JUMLAH_MENIT[id_sop]


@per_sop
def test_alur_sama_dengan_lembar(id_sop: str):
    """Actors, receivers, deciders and returns are those of the sheet and of the readings agreed on."""
    assert [baris_alur(langkah) for langkah in muat(id_sop).langkah] == [
        baris.strip() for baris in ALUR[id_sop].strip().splitlines()
    ]


@per_sop
def test_bacaan_kami_ditandai(id_sop: str):
    """A reading that is ours and not the paper's says so beside it, with the reason, and so does the cover sheet."""
    sop = muat(id_sop)

    assert {langkah.no for langkah in sop.langkah if langkah.disimpulkan} == DISIMPULKAN[id_sop]
    assert sop.sampul.disimpulkan


@pytest.mark.parametrize(
    ("id_sop", "instansi", "nomor", "tanggal", "zona", "banyak"),
    [
        ("bkpsdm-purwakarta", "BKPSDM", "83 /SOP BKPSDM/2023", "", "Asia/Jakarta", (6, 4, 0, 3, 2)),
        ("disnakerperintrans-kapuas-hulu", "Kapuas Hulu", "", "", "Asia/Pontianak", (4, 4, 4, 6, 1)),
        ("dkupp-purwakarta", "Koperasi", "000.01340 - J000 - 2024", "2 Desember 2024", "Asia/Jakarta", (6, 3, 1, 5, 0)),
        ("gowa", "SKPD", "", "", "Asia/Makassar", (2, 2, 1, 4, 1)),
        ("setwan-balangan", "DPRD", "175 / 188 / SETWAN-BLG/2023", "17 Juli 2023", "Asia/Makassar", (6, 4, 1, 6, 1)),
    ],
)
def test_lembar_sampul(id_sop, instansi, nomor, tanggal, zona, banyak):
    """The cover sheet is complete: every item of its lists is there; what cannot be read is empty, not invented."""
    sop = muat(id_sop)
    sampul = sop.sampul

    assert sop.id == id_sop
    assert instansi in sampul.instansi
    assert (sampul.nomor, sampul.tanggal_pembuatan, sop.zona) == (nomor, tanggal, zona)
    daftar_isi = (sampul.dasar_hukum, sampul.kualifikasi, sampul.keterkaitan, sampul.peralatan, sampul.pencatatan)
    assert tuple(map(len, daftar_isi)) == banyak


@per_sop
def test_kantor_contoh_mengisi_semua_peran(id_sop: str):
    """In the sample office everybody who has to act exists, and every unit has exactly one role that uploads for it."""
    sop = muat(id_sop)
    kantor = tomllib.loads((CONTOH / f"instansi_{id_sop}.toml").read_text(encoding="utf-8"))
    slot = {(peran, orang.get("bidang", "")) for orang in kantor["personel"] for peran in orang["peran"]}
    unit = {bidang["kode"] for bidang in kantor["bidang"]}

    assert {peran for peran, _ in slot} == {peran.id for peran in sop.peran}
    assert all(bool(bidang) == sop.peran_dari(peran).per_bidang for peran, bidang in slot)
    for peran in pengunggah(sop):
        assert {bidang for p, bidang in slot if p == peran} == unit


def pengunggah(sop: Sop) -> list[str]:
    langkah = next(langkah for langkah in sop.langkah if langkah.jenis is Jenis.UNGGAH)
    return [peran for peran in langkah.pelaksana if sop.peran_dari(peran).per_bidang]


@per_sop
def test_tampil_muat_di_terminal(id_sop: str):
    """`sop tampil` shows every step, role and reading within 80 columns, and marks what is ours."""
    sop = muat(id_sop)

    teks = tampil(sop)

    assert max(map(len, teks.splitlines())) <= LEBAR
    rata = " ".join(teks.split())
    for langkah in sop.langkah:
        assert langkah.kegiatan in rata
        assert f"* {langkah.disimpulkan}" in rata or not langkah.disimpulkan
    assert all(peran.nama in rata for peran in sop.peran)


def test_tampil_keputusan():
    """Where a decision leads is said in words, also what happens to the recap."""
    rata = " ".join(tampil(muat("dkupp-purwakarta")).split())

    assert "Ya: ke langkah 9. Tidak: kembali ke langkah 7." in rata
    assert "Ya: ke langkah 12, dan rekap terbit ke grup. Tidak: kembali ke langkah 7." in rata
    assert "Jumlah waktu: 775 menit kerja" in rata


def test_daftar_teks():
    """`sop daftar` names each SOP with its agency, its number of steps and its time."""
    teks = daftar_teks()

    assert all(id_sop in teks for id_sop in daftar())
    assert "13 langkah, 775 menit kerja" in teks
    assert max(map(len, teks.splitlines())) <= LEBAR


def test_panduan_menyebut_setiap_kunci_dan_jenis():
    """docs/sop.md explains every key and every kind of step: what is documented is what the loader reads."""
    panduan = (AKAR / "docs" / "sop.md").read_text(encoding="utf-8")

    kunci = {*PUNCAK, *SAMPUL, *PERAN, *LANGKAH, *(jenis.value for jenis in Jenis)}
    assert {nama for nama in kunci if f"`{nama}`" not in panduan} == set()


def test_contoh_di_panduan_lolos_periksa(tmp_path: Path):
    """The example in docs/sop.md is a whole SOP that the checker accepts: it can be copied and filled in."""
    panduan = (AKAR / "docs" / "sop.md").read_text(encoding="utf-8")
    contoh = re.search(r"```toml\n(id = .*?)```", panduan, re.DOTALL)
    assert contoh
    berkas = tmp_path / "dinas-contoh.toml"
    berkas.write_text(contoh[1], encoding="utf-8")

    assert muat(berkas).id == "dinas-contoh"


def test_kantor_lain_membaca_namanya_sendiri():
    """An office that borrows a sheet finds neither the lender's name in its steps nor the lender's number."""
    sop, kantor = muat("dkupp-purwakarta"), "Dinas Perikanan Kabupaten Contoh"
    pinjam = sop.untuk(kantor)
    assert pinjam[1].kegiatan == f"Memerintahkan penyusunan pengukuran kinerja {kantor}"
    assert pinjam[9].kegiatan == f"Kepala Dinas mengoreksi Dokumen Pengukuran Kinerja {kantor}"
    assert (sop.sampul.nomor != "", pinjam.sampul.nomor) == (True, "")
    assert (pinjam.sidik, pinjam[5]) == (sop.sidik, sop[5])


@pytest.mark.parametrize("nama", sorted(LEMBAR))
def test_kantor_pemilik_membaca_lembarnya_apa_adanya(nama: str):
    sop = muat(nama)
    contoh = tomllib.loads((CONTOH / f"instansi_{nama}.toml").read_text("utf-8"))["instansi"]["nama"]
    assert sop.untuk(contoh) is sop
    assert sop.untuk("") is sop
