"""Reading an SOP file: what is accepted, and that every mistake is answered with its place and the remedy."""

import hashlib
from pathlib import Path

import pytest

from bot.sop.bentuk import Keliru, waktu
from bot.sop.letak import letak_baris
from bot.sop.model import Jenis, Peran, Satuan, Selesai, StandarWaktu
from bot.sop.pemuat import baca, daftar, muat, muat_teks
from bot.sop.temuan import SopDitolak
from tests.sop.sop_kecil import NAMA, TEKS, nomor_baris, penolakan, satu_temuan, ubah

DUA = 'langkah 2 "Rapat"'
EMPAT = 'langkah 4 "Menandatangani"'


def test_sop_terbaca_utuh():
    """Every column of the sheet arrives in its field; what is not written has its default."""
    sop = muat_teks(TEKS, NAMA)

    assert (sop.id, sop.nama, sop.zona, len(sop)) == ("dinas-contoh", "Pengukuran Kinerja", "Asia/Jakarta", 5)
    assert sop.sampul.dasar_hukum == ("Peraturan [satu]",)
    assert sop[2].kelengkapan == ("Undangan", "[[langkah]]")
    assert (sop[2].peserta, sop[2].wajib_lampiran, sop[2].terbitkan) == (("tim",), True, False)
    assert (sop[3].jenis, sop[3].waktu) == (Jenis.UNGGAH, StandarWaktu(2, Satuan.HARI))
    assert (sop[4].tidak, sop[4].terbitkan, sop[4].selesai) == (3, True, Selesai.SEMUA)
    assert sop.sidik == hashlib.sha256(TEKS.encode()).hexdigest()


def test_atasan_bawaan():
    """Lateness goes to the sekretaris, the sekretaris's own to the kepala; an SOP without sekretaris goes to the kepala."""
    bersekretaris = muat_teks(TEKS, NAMA)
    tanpa = muat_teks(TEKS.replace('sekretaris = "Sekretaris"\n', "").replace('"sekretaris"', '"tim"'), NAMA)

    assert {p.id: p.atasan for p in bersekretaris.peran} == {
        "kepala": "", "sekretaris": "kepala", "bidang": "sekretaris", "tim": "sekretaris",
    }  # fmt: skip
    assert tanpa.peran_dari("tim") == Peran("tim", "Tim", per_bidang=False, atasan="kepala")
    assert tanpa.peran_dari("bidang") == Peran("bidang", "Bidang", per_bidang=True, atasan="kepala")


@pytest.mark.parametrize(('tulisan', 'jumlah', 'satuan'), [
    ("240 menit", 240, Satuan.MENIT),
    ("1 jam", 1, Satuan.JAM),
    ("2 Hari", 2, Satuan.HARI),
    ("15 Menit", 15, Satuan.MENIT),
    ("10 hari kerja", 10, Satuan.HARI),
    ("  3   Jam ", 3, Satuan.JAM),
    ("30menit", 30, Satuan.MENIT),
])  # fmt: skip
def test_waktu_terbaca(tulisan, jumlah, satuan):
    """A time standard is read as it is printed, whatever the capitals and blanks."""
    assert waktu(tulisan) == StandarWaktu(jumlah, satuan)


@pytest.mark.parametrize(('tulisan', 'seharusnya'), [
    ("1 jam 30 menit", '"90 menit"'),
    ("1,5 jam", '"90 menit"'),
    ("2 minggu", '"10 hari"'),
    (240, '"240 menit"'),
    ("dua jam", "bilangan bulat"),
    ("1C Menit", "bilangan bulat"),
    ("", "bilangan bulat"),
    ("-5 menit", "bilangan bulat"),
    ("٣ jam", "bilangan bulat"),
    ("0 menit", "1 sampai 112500 menit"),
    ("300 hari", "1 sampai 250 hari"),
    (True, "bilangan bulat"),
])  # fmt: skip
def test_waktu_tak_terbaca_diberi_perbaikan(tulisan, seharusnya):
    """A time standard is never guessed; the answer shows how it would be right."""
    with pytest.raises(Keliru) as salah:
        waktu(tulisan)

    assert seharusnya in salah.value.seharusnya


@pytest.mark.parametrize(('ganti', 'jalan', 'di_baris', 'masalah', 'seharusnya'), [
    pytest.param(
        ("tidak = 3", "tidk = 3"),
        (EMPAT, "tidk"), "tidk", 'Kunci "tidk" tidak dikenal', 'Mungkin maksudnya "tidak"', id="kunci salah ketik",
    ),
    pytest.param(
        ("tidak = 3", "tidak = 3\nwarna = 1"),
        (EMPAT, "warna"), "warna", 'Kunci "warna" tidak dikenal', "Kunci yang ada: no, kegiatan", id="kunci asing",
    ),
    pytest.param(
        ('instansi = "Dinas Contoh"', 'instansi = "Dinas Contoh"\nnommor = "1"'),
        ("sampul", "nommor"), "nommor", 'Kunci "nommor" tidak dikenal', '"nomor"', id="kunci sampul",
    ),
    pytest.param(
        ('nama = "Tim"', 'nama = "Tim"\nattasan = "kepala"'),
        ("peran", "tim", "attasan"), "attasan", "tidak dikenal", '"atasan"', id="kunci peran",
    ),
    pytest.param(
        ('zona = "Asia/Jakarta"', 'zona = "Asia/Jakarta"\nzone = "x"'),
        ("zone",), "zone", 'Kunci "zone" tidak dikenal', '"zona"', id="kunci puncak",
    ),
    pytest.param(
        ('waktu = "1 jam"\n', ""),
        (DUA, "waktu"), "[[langkah]]\nno = 2", "belum ada", 'waktu = "60 menit"', id="kunci wajib hilang",
    ),
    pytest.param(
        ('waktu = "1 jam"', 'waktu = "sejam"'),
        (DUA, "waktu"), '"sejam"', '"sejam" tidak terbaca', '"1 jam"', id="waktu",
    ),
    pytest.param(
        ('jenis = "rapat"', 'jenis = "rapatt"'),
        (DUA, "jenis"), "rapatt", "bukan jenis langkah", 'Mungkin maksudnya "rapat".', id="jenis",
    ),
    pytest.param(
        ('output = "Notulen"', 'output = "Notulen"\nselesai = "satu"'),
        (DUA, "selesai"), "selesai", "bukan cara selesai", "semua, salah_satu", id="selesai",
    ),
    pytest.param(
        ('pelaksana = ["sekretaris"]', 'pelaksana = "sekretaris"'),
        (DUA, "pelaksana"), 'pelaksana = "sek', "harus daftar", '["sekretaris"]', id="teks untuk daftar",
    ),
    pytest.param(
        ('pelaksana = ["sekretaris"]', "pelaksana = []"),
        (DUA, "pelaksana"), "pelaksana = []", "kosong", '["kepala"]', id="tanpa pelaksana",
    ),
    pytest.param(
        ('kegiatan = "Rapat"', 'kegiatan = " "'),
        ("langkah 2", "kegiatan"), 'kegiatan = " "', "kosong", "lembar SOP", id="kegiatan kosong",
    ),
    pytest.param(
        ('output = "Notulen"', 'output = "' + "a" * 601 + '"'),
        (DUA, "output"), "aaa", "601 huruf", "600 huruf", id="terlalu panjang",
    ),
    pytest.param(
        ("tidak = 3", 'tidak = "3"'),
        (EMPAT, "tidak"), 'tidak = "3"', 'teks "3"', "tanpa tanda kutip", id="nomor berkutip",
    ),
    pytest.param(
        ("terbitkan = true", 'terbitkan = "ya"'),
        (EMPAT, "terbitkan"), "terbitkan", 'teks "ya"', "true atau false", id="ya berkutip",
    ),
    pytest.param(
        ('per = "bidang"', 'per = "seksi"'),
        ("peran", "bidang", "per"), "seksi", "bukan pembagian peran", "Pilihannya: bidang", id="per",
    ),
    pytest.param(
        ('sekretaris = "Sekretaris"', "sekretaris = 7"),
        ("peran", "sekretaris"), "sekretaris = 7", "bilangan 7", "nama, per, atasan", id="peran bukan teks",
    ),
    pytest.param(
        ('id = "dinas-contoh"', 'id = "Dinas Contoh"'),
        ("id",), "id =", "tidak dapat menjadi id", "huruf kecil", id="id",
    ),
    pytest.param(
        ('instansi = "Dinas Contoh"\n', ""),
        ("sampul", "instansi"), "[sampul]", "belum ada", "instansi = ", id="tanpa instansi",
    ),
    pytest.param(
        ('kelengkapan = ["Formulir"]', "kelengkapan = [1979-05-27]"),
        ('langkah 3 "Menghimpun data"', "kelengkapan"), "1979", "tanggal", "tanda kutip", id="tanggal dalam daftar",
    ),
])  # fmt: skip
def test_isi_yang_salah_disebut_dengan_letak_dan_perbaikannya(ganti, jalan, di_baris, masalah, seharusnya):
    """One mistake gives one finding, at its line, with what would be right."""
    teks = ubah(ganti)

    temuan = satu_temuan(teks)

    assert temuan.jalan == (NAMA, *jalan)
    assert temuan.baris == nomor_baris(teks, di_baris)
    assert masalah in temuan.masalah
    assert seharusnya in temuan.seharusnya


@pytest.mark.parametrize(('ganti', 'di_baris', 'masalah', 'seharusnya'), [
    (('waktu = "1 jam"', "waktu = 1 jam"), "waktu = 1 jam", "sisa tulisan", "Satu baris satu kunci"),
    (('waktu = "1 jam"', "waktu = “1 jam”"), "waktu = “", "tidak terbaca", "kutip lurus"),
    (('waktu = "1 jam"', 'waktu = "1 jam'), 'waktu = "1 jam\n', "kutip penutup", "di baris yang sama"),
    (('waktu = "1 jam"', 'waktu "1 jam"'), 'waktu "1', "tanda =", "Contoh"),
    (('waktu = "1 jam"', 'waktu = "1 jam"\nwaktu = "2 jam"'), 'waktu = "2 jam"\no', "dua kali", "Hapus salah satu"),
    (("[peran.tim]", "[peran.tim"), "[peran.tim", "belum lengkap", "[[langkah]]"),
    (("[peran.tim]", "[peran]"), '[peran]\nnama', "sudah ditulis", "Gabungkan"),
    (('pelaksana = ["sekretaris"]', 'pelaksana = ["sekretaris" "tim"]'), '"sekretaris" "tim"', "koma", "koma"),
], ids=["tanpa kutip", "kutip lengkung", "kutip terbuka", "tanpa =", "ganda", "kurung", "bagian ganda", "koma"])  # fmt: skip
def test_tulisan_yang_salah_disebut_barisnya(ganti, di_baris, masalah, seharusnya):
    """A slip of the pen is answered in Indonesian with the line, not with the words of a TOML parser."""
    teks = ubah(ganti)

    temuan = satu_temuan(teks)

    assert (temuan.jalan, temuan.baris) == ((NAMA,), nomor_baris(teks, di_baris))
    assert masalah in temuan.masalah
    assert seharusnya in temuan.seharusnya


def test_langkah_dengan_satu_kurung():
    """The commonest slip, [langkah] for [[langkah]], is named, once or many times."""
    satu = TEKS[: TEKS.index("[[langkah]]\nno = 2")].replace("[[langkah]]", "[langkah]")
    banyak = TEKS.replace("\n[[langkah]]\n", "\n[langkah]\n")

    assert "[[langkah]]" in next(t for t in penolakan(satu) if t.jalan == (NAMA, "langkah")).seharusnya
    assert "[[langkah]]" in satu_temuan(banyak).seharusnya


def test_semua_kesalahan_sekaligus_menurut_urutan_berkas():
    """Nobody has to correct a file ten times: every mistake comes at once, from top to bottom."""
    teks = ubah(
        ('waktu = "15 menit"', 'waktu = "cepat"'), ('jenis = "rapat"', 'jenis = "temu"'), ("tidak = 3", "tidak = 5")
    )

    temuan = penolakan(teks)

    assert [t.jalan[-1] for t in temuan] == ["waktu", "jenis", "tidak"]
    assert [t.baris for t in temuan] == [nomor_baris(teks, x) for x in ('"cepat"', '"temu"', "tidak = 5")]


def test_penolakan_dapat_dibaca():
    """The refusal names the file, counts the mistakes, and quotes each with way, line and remedy."""
    with pytest.raises(SopDitolak) as ditolak:
        muat_teks(ubah(("tidak = 3", "tidk = 3")), NAMA)

    baris = nomor_baris(TEKS, "tidak = 3")
    assert str(ditolak.value) == (
        "SOP contoh.toml belum dapat dipakai: 1 hal perlu diperbaiki.\n\n"
        f'contoh.toml > langkah 4 "Menandatangani" > tidk (baris {baris})\n'
        '    Kunci "tidk" tidak dikenal. Mungkin maksudnya "tidak".'
    )


@pytest.mark.parametrize(
    "teks", ["", "# kosong\n", "langkah = 3", "langkah = [3]", "peran = []", "sampul = 1", "a = " + "[" * 5000]
)
def test_berkas_asal_ditolak_tanpa_galat(teks):
    """Whatever a file contains, the answer is a refusal and never a traceback."""
    assert all(t.masalah and t.seharusnya for t in penolakan(teks))


def test_muat_dari_berkas_sendiri(tmp_path: Path):
    """An office's own file is read by its path, also when Notepad has written it; messages name the file alone."""
    berkas = tmp_path / "dinas.toml"
    berkas.write_bytes(b"\xef\xbb\xbf" + TEKS.replace("\n", "\r\n").encode())

    assert muat(berkas) == muat(str(berkas)) == muat_teks(TEKS, NAMA)
    assert muat(berkas).sidik == muat_teks(TEKS, NAMA).sidik
    assert baca(berkas) == (TEKS, "dinas.toml")


def test_salinan_sop_bawaan_dari_berkas(tmp_path: Path):
    """A copy of a shipped SOP in a file of one's own is the same SOP."""
    teks, _ = baca("gowa")
    (tmp_path / "gowa.toml").write_text(teks, encoding="utf-8")

    assert muat(tmp_path / "gowa.toml").sidik == muat("gowa").sidik


@pytest.mark.parametrize(('nama', 'seharusnya'), [
    ("dkup-purwakarta", 'Mungkin maksudnya "dkupp-purwakarta"'),
    ("tidak/ada.toml", "Yang tersedia: bkpsdm-purwakarta"),
    ("", "Yang tersedia"),
    ("a\0b", "Yang tersedia"),
    ("../sop/gowa", "Yang tersedia"),
])  # fmt: skip
def test_sop_yang_tidak_ada(nama, seharusnya):
    """An unknown id or file is answered with what there is."""
    with pytest.raises(SopDitolak) as ditolak:
        muat(nama)

    assert seharusnya in ditolak.value.temuan[0].seharusnya


def test_bukan_utf8_dan_terlalu_besar(tmp_path: Path):
    """A file in another encoding is refused with the line, a giant one without being parsed."""
    (tmp_path / "latin.toml").write_bytes(b'id = "a"\nnama = "caf\xe9"\n')
    (tmp_path / "besar.toml").write_bytes(b"#" * 300_000)

    with pytest.raises(SopDitolak) as latin:
        muat(tmp_path / "latin.toml")
    with pytest.raises(SopDitolak) as besar:
        muat(tmp_path / "besar.toml")

    assert latin.value.temuan[0].baris == 2
    assert "UTF-8" in latin.value.temuan[0].seharusnya
    assert "256 kB" in besar.value.temuan[0].seharusnya


def test_letak_baris_melewati_isi_yang_menyerupai_kunci():
    """Brackets and keys within texts, comments and arrays of several lines are no keys."""
    teks = 'a = """\nb = 1\n"""\nc = [ # ]\n  "d = [",\n]\nd.e = 2\n[f]  # [g]\n"h i" = \'\'\'x\'\'\'\n[[k]]\nl = { m = 1 }\n[[k]]\n[k.n]\no = 1\n'

    assert letak_baris(teks) == {
        ("a",): 1, ("c",): 4, ("d",): 7, ("d", "e"): 7, ("f",): 8, ("f", "h i"): 9,
        ("k",): 10, ("k", 0): 10, ("k", 0, "l"): 11, ("k", 1): 12, ("k", 1, "n"): 13, ("k", 1, "n", "o"): 14,
    }  # fmt: skip


def test_daftar():
    """The five ids of the contract ship with the program."""
    assert daftar() == (
        "bkpsdm-purwakarta",
        "disnakerperintrans-kapuas-hulu",
        "dkupp-purwakarta",
        "gowa",
        "setwan-balangan",
    )
