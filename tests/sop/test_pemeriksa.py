"""Each rule of the checker, with a file that breaks it: the way to the mistake, its line, and what would be right."""

import tomllib
from typing import Any

import pytest

from bot.sop.pemeriksa import ATURAN, panah, periksa
from bot.sop.pemuat import Pembacaan, muat_teks
from tests.sop.sop_kecil import NAMA, TEKS, nomor_baris, penolakan, satu_temuan, ubah

SATU, DUA, TIGA, EMPAT, LIMA = (
    'langkah 1 "Memerintahkan"',
    'langkah 2 "Rapat"',
    'langkah 3 "Menghimpun data"',
    'langkah 4 "Menandatangani"',
    'langkah 5 "Melaporkan"',
)
TELAAH = """
[[langkah]]
no = {no}
kegiatan = "Menelaah"
pelaksana = ["sekretaris"]
jenis = "telaah"
kelengkapan = ["Rekap"]
waktu = "1 jam"
output = "Rekap"
tidak = {tidak}
"""


def test_sop_kecil_diterima():
    """The file that the other tests break is a good one."""
    assert periksa(muat_teks(TEKS, NAMA)) == []


# rule: what is replaced by what, the way, the text on the line that is named, what is wrong, what would be right
PELANGGARAN = [
    pytest.param(
        [('zona = "Asia/Jakarta"', 'zona = "Asia/Surabaya"')],
        ("zona",), "zona =", "Asia/Surabaya", "Asia/Makassar (WITA)", id="zona tidak dikenal",
    ),
    pytest.param(
        [('jenis = "perintah"', 'jenis = "format"')],
        (SATU, "jenis"), 'jenis = "format"', "format", '"perintah"', id="tidak diawali perintah",
    ),
    pytest.param(
        [('"Memerintahkan"\npelaksana = ["kepala"]', '"Memerintahkan"\npelaksana = ["sekretaris"]')],
        (SATU, "pelaksana"), 'pelaksana = ["sekretaris"]', "kepala", 'pelaksana = ["kepala"]', id="bukan perintah kepala",
    ),
    pytest.param(
        [('kepala = "Kepala Dinas"', 'kepala = { nama = "Kepala Dinas", per = "bidang" }')],
        ("peran", "kepala", "per"), "kepala = {", "per bidang", "Hapus per", id="kepala per bidang",
    ),
    pytest.param(
        [('pelaksana = ["sekretaris"]', 'pelaksana = ["sekertaris"]')],
        (DUA, "pelaksana"), "sekertaris", '"sekertaris" belum ada', 'Mungkin maksudnya "sekretaris"', id="pelaksana asing",
    ),
    pytest.param(
        [('penerima = ["sekretaris"]', 'penerima = ["camat"]')],
        (LIMA, "penerima"), "camat", '"camat" belum ada', "kepala, sekretaris, bidang, tim", id="penerima asing",
    ),
    pytest.param(
        [('peserta = ["tim"]', 'peserta = ["timm"]')],
        (DUA, "peserta"), "timm", '"timm" belum ada', '"tim"', id="peserta asing",
    ),
    pytest.param(
        [('penerima = ["sekretaris"]', 'pemutus = "kepalla"\ntidak = 5')],
        (LIMA, "pemutus"), "kepalla", '"kepalla" belum ada', '"kepala"', id="pemutus asing",
    ),
    pytest.param(
        [('pelaksana = ["tim", "bidang"]', 'pelaksana = ["tim", "bidang", "tim"]')],
        (TIGA, "pelaksana"), '["tim", "bidang", "tim"]', '"tim" disebut lebih dari sekali', "Hapus ulangannya", id="peran berulang",
    ),
    pytest.param(
        [('sekretaris = "Sekretaris"', 'sekretaris = "Sekretaris"\nstaf = "Staf"')],
        ("peran", "staf"), "staf =", '"staf" tidak dipakai', "atau hapus", id="peran tidak terpakai",
    ),
    pytest.param(
        [('nama = "Tim"', 'nama = "Tim"\natasan = "kabag"')],
        ("peran", "tim", "atasan"), "atasan =", '"kabag" belum ada', "Peran yang ada: kepala", id="atasan asing",
    ),
    pytest.param(
        [('nama = "Tim"', 'nama = "Tim"\natasan = "bidang"')],
        ("peran", "tim", "atasan"), "atasan =", "di tiap bidang", "Pilih satu pejabat", id="atasan per bidang",
    ),
    pytest.param(
        [('nama = "Tim"', 'nama = "Tim"\natasan = "tim"')],
        ("peran", "tim", "atasan"), "atasan =", "berputar", "Pilih atasan lain", id="atasan berputar",
    ),
    pytest.param(
        [('kepala = "Kepala Dinas"', 'kepala = { nama = "Kepala Dinas", atasan = "sekretaris" }')],
        ("peran", "kepala", "atasan"), "kepala = {", "tidak mempunyai atasan", "Hapus kunci ini", id="atasan kepala",
    ),
    pytest.param(
        [("tidak = 3\n", "")],
        (EMPAT, "tidak"), '[[langkah]]\nno = 4', "belum punya tujuan", "1 sampai 3", id="keputusan tanpa tidak",
    ),
    pytest.param(
        [('penerima = ["sekretaris"]', 'penerima = ["sekretaris"]\ntidak = 2')],
        (LIMA, "tidak"), "tidak = 2", "tidak memutuskan", "tambahkan pemutus", id="tidak tanpa keputusan",
    ),
    pytest.param(
        [("tidak = 3", "tidak = 5")],
        (EMPAT, "tidak"), "tidak = 5", "5 menunjuk ke depan.", "Pilih langkah sebelumnya: 1 sampai 3.", id="tidak ke depan",
    ),
    pytest.param(
        [("tidak = 3", "tidak = 4")],
        (EMPAT, "tidak"), "tidak = 4", "langkah itu sendiri", "1 sampai 3", id="tidak ke diri sendiri",
    ),
    pytest.param(
        [("tidak = 3", "tidak = 0")],
        (EMPAT, "tidak"), "tidak = 0", "Langkah 0 tidak ada", "1 sampai 3", id="tidak ke langkah yang tidak ada",
    ),
    pytest.param(
        [("wajib_lampiran = true", 'wajib_lampiran = true\npemutus = "bidang"\ntidak = 1')],
        (DUA, "pemutus"), "pemutus =", "di tiap bidang", "tidak per bidang", id="pemutus per bidang",
    ),
    pytest.param(
        [('output = "Data"', 'output = "Data"\npemutus = "sekretaris"\ntidak = 2')],
        (TIGA, "pemutus"), "pemutus =", '"unggah" tidak mempunyai pemutus', "langkah telaah sesudahnya", id="pemutus unggahan",
    ),
    pytest.param(
        [("terbitkan = true", 'terbitkan = true\npemutus = "kepala"')],
        (EMPAT, "pemutus"), "pemutus =", "sudah memutuskan", "Hapus pemutus", id="pemutus mengulang pelaksana",
    ),
    pytest.param(
        [('penerima = ["sekretaris"]', 'penerima = ["sekretaris"]\npemutus = "sekretaris"\ntidak = 5')],
        (LIMA, "penerima"), "penerima =", "sudah menerima", 'Hapus "sekretaris"', id="pemutus juga penerima",
    ),
    pytest.param(
        [("terbitkan = true\n", "")],
        ("langkah",), "[[langkah]]\nno = 1", "menerbitkan rekap", "terbitkan = true", id="tanpa terbitkan",
    ),
    pytest.param(
        [('penerima = ["sekretaris"]', 'pemutus = "kepala"\nterbitkan = true\ntidak = 5')],
        (LIMA, "terbitkan"), 'terbitkan = true\ntidak = 5', "sudah terbit pada langkah 4", "satu langkah saja", id="dua terbitkan",
    ),
    pytest.param(
        [("terbitkan = true\n", ""), ('penerima = ["sekretaris"]', 'penerima = ["sekretaris"]\nterbitkan = true')],
        (LIMA, "terbitkan"), "terbitkan = true", "tidak memutuskan", "tanda-tangan", id="terbitkan tanpa keputusan",
    ),
    pytest.param(
        [('"Menandatangani"\npelaksana = ["kepala"]', '"Menandatangani"\npelaksana = ["kepala", "sekretaris"]')],
        (EMPAT, "terbitkan"), "terbitkan = true", "bukan kepala saja", "diputuskan kepala", id="terbitkan bukan oleh kepala",
    ),
    pytest.param(
        [("tidak = 3\nterbitkan = true\n", "tidak = 3\nterbitkan = true\n" + TELAAH.format(no=5, tidak=3)), ("no = 5\nkegiatan = \"Melaporkan\"", "no = 6\nkegiatan = \"Melaporkan\"")],
        ('langkah 5 "Menelaah"', "tidak"), "tidak = 3\n\n", "tidak dapat kembali ke langkah 3", "keputusan terakhir", id="kembali ke sebelum terbit",
    ),
    pytest.param(
        [('jenis = "laporan"', 'jenis = "unggah"'), ('"Melaporkan"\npelaksana = ["tim"]', '"Melaporkan"\npelaksana = ["tim", "bidang"]')],
        (LIMA, "jenis"), 'jenis = "unggah"\nkelengkapan = ["Rekap"]', "sesudah rekap terbit", "sebelum langkah 4", id="unggahan sesudah terbit",
    ),
    pytest.param(
        [('jenis = "unggah"', 'jenis = "rekap"')],
        ("langkah",), "[[langkah]]\nno = 1", "mengunggah realisasi", 'jenis = "unggah"', id="tanpa unggahan",
    ),
    pytest.param(
        [('bidang = { nama = "Bidang", per = "bidang" }', 'bidang = "Bidang"')],
        (TIGA, "pelaksana"), 'pelaksana = ["tim", "bidang"]', "per bidang yang mengunggah", 'per = "bidang"', id="tanpa pengunggah",
    ),
    pytest.param(
        [('nama = "Tim"', 'nama = "Tim"\nper = "bidang"')],
        (TIGA, "pelaksana"), 'pelaksana = ["tim", "bidang"]', "mengunggah 2 kali, oleh tim dan bidang", "penerima", id="dua pengunggah",
    ),
    pytest.param(
        [('output = "Data"', 'output = "Data"\nselesai = "salah_satu"')],
        (TIGA, "selesai"), "selesai =", "begitu satu bidang", '"semua"', id="unggahan salah satu",
    ),
    pytest.param(
        [('output = "Data"', 'output = "Data"\npeserta = ["kepala"]')],
        (TIGA, "peserta"), 'peserta = ["kepala"]', "tidak mengundang", "penerima", id="peserta di luar rapat",
    ),
    pytest.param(
        [('penerima = ["sekretaris"]\n', "")],
        (LIMA, "penerima"), "[[langkah]]\nno = 5", "siapa yang menerima", 'penerima = ["kepala"]', id="laporan tanpa tujuan",
    ),
    pytest.param(
        [('output = "Data"', 'output = "Data"\nwajib_lampiran = true')],
        (TIGA, "wajib_lampiran"), 'wajib_lampiran = true\n\n[[langkah]]\nno = 4', "✅ Selesai", "Hapus kunci", id="lampiran unggahan",
    ),
    pytest.param(
        [("terbitkan = true", "terbitkan = true\nwajib_lampiran = true")],
        (EMPAT, "wajib_lampiran"), 'wajib_lampiran = true\n\n[[langkah]]\nno = 5', "✅ Selesai", "Hapus kunci", id="lampiran keputusan",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("ganti", "jalan", "di_baris", "masalah", "seharusnya"), PELANGGARAN)
def test_pelanggaran_disebut_dengan_letak_dan_perbaikannya(ganti, jalan, di_baris, masalah, seharusnya):
    """One mistake gives one finding: where it is (way and line), what is wrong, and what would be right."""
    teks = ubah(*ganti)

    temuan = [t for t in penolakan(teks) if masalah in t.masalah]

    assert [t.jalan for t in temuan] == [(NAMA, *jalan)]
    assert temuan[0].baris == nomor_baris(teks, di_baris)
    assert seharusnya in temuan[0].seharusnya


def test_satu_kesalahan_satu_temuan():
    """What only follows from a mistake is not reported beside it."""
    teks = ubah(("tidak = 3", "tidak = 9"))

    temuan = satu_temuan(teks)

    assert str(temuan) == (
        f'contoh.toml > langkah 4 "Menandatangani" > tidak (baris {nomor_baris(teks, "tidak = 9")})\n'
        "    Langkah 9 tidak ada. Pilih langkah sebelumnya: 1 sampai 3."
    )


def test_kepala_harus_ada():
    """Without a head nobody orders and nobody approves; the SOP is refused at its roles."""
    teks = TEKS.replace('kepala = "Kepala Dinas"\n', "").replace('["kepala"]', '["sekretaris"]')

    temuan = {t.jalan[1:]: t for t in penolakan(teks)}

    assert temuan[("peran",)].baris == nomor_baris(teks, "[peran]")
    assert 'kepala = "Kepala Dinas"' in temuan[("peran",)].seharusnya


def test_nomor_melompat_memutus_alur():
    """A gap in the numbers is named where it begins, and the proof shows what it cuts off."""
    teks = ubah(("no = 4\n", "no = 6\n"), ("no = 5\n", "no = 7\n"))

    temuan = [(t.jalan[1], t.baris, t.masalah) for t in penolakan(teks) if t.jalan[-1] == "no"]

    lompat = nomor_baris(teks, "no = 6\n")
    assert ('langkah 6 "Menandatangani"', lompat, "Nomor 6 berada di urutan ke-4.") in temuan
    assert ('langkah 6 "Menandatangani"', lompat, "Langkah 6 tidak pernah tercapai.") in temuan
    assert (TIGA, nomor_baris(teks, "no = 3\n"), "Dari langkah 3 proses tidak dapat sampai ke akhir.") in temuan


def test_nomor_ganda_ditolak():
    """Two steps of one number: the second is named."""
    teks = ubah(("no = 3\n", "no = 2\n"))

    temuan = [t for t in penolakan(teks) if "urutan" in t.masalah]

    assert [(t.jalan[1], t.baris) for t in temuan] == [
        ('langkah 2 "Menghimpun data"', nomor_baris(teks, 'no = 2\nkegiatan = "Meng'))
    ]
    assert "Tulis 3" in temuan[0].seharusnya


def test_tanpa_langkah_ditolak():
    """An SOP without steps says so once, and nothing about what a step would need."""
    teks = TEKS[: TEKS.index("[[langkah]]")].replace("id =", "langkah = []\nid =")

    masalah = [t.masalah for t in penolakan(teks) if t.jalan[1:] == ("langkah",)]

    assert masalah == ["SOP ini belum mempunyai langkah."]


def test_gambar_alur_membaca_langkah_yang_sama():
    """The graph that is proved is made of the steps that run: onwards, back where a decision returns, 0 is the end."""
    sop = muat_teks(TEKS, NAMA)

    assert panah(sop) == {1: {2}, 2: {3}, 3: {4}, 4: {5, 3}, 5: {0}}


def test_setiap_aturan_punya_pelanggarannya():
    """No rule of the checker is without a broken file here."""
    diuji = set[str]().union(*map(_aturan_yang_berbunyi, RUSAK_LAIN))
    for kasus in PELANGGARAN:
        ganti: Any = kasus.values[0]
        diuji |= _aturan_yang_berbunyi(ubah(*ganti))

    assert diuji == {aturan.__name__ for aturan in ATURAN}


RUSAK_LAIN = (
    ubah(("no = 4\n", "no = 6\n")),
    TEKS.replace('kepala = "Kepala Dinas"\n', ""),
)


def _aturan_yang_berbunyi(teks: str) -> set[str]:
    sop = Pembacaan().sop(tomllib.loads(teks), "")
    return {aturan.__name__ for aturan in ATURAN if list(aturan(sop))}
