"""An office as a file: what is refused and how, and what happens to the rows when the file changes."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import Session, select

from bot.kinerja.data import KOLOM_INDIKATOR, indikator_dari_isi
from bot.layanan import muat
from bot.layanan.kantor import TANPA_PERUBAHAN, Kantor, KantorBentrok, KantorDitolak, baca_kantor, pasang
from bot.sop.pemuat import daftar
from db.pangkalan import Pangkalan
from db.tabel import Instansi, Pelaksanaan, Personel, VersiRencana, VersiSop

CONTOH = Path(__file__).parents[2] / "bot" / "simulasi" / "contoh"
WAKTU = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)

KECIL = """\
[instansi]
kode = "dkupp"
nama = "Dinas Contoh"
sop = "dkupp-purwakarta"
zona = "Asia/Jakarta"
grup = -1001234567890
tahun = 2026

[[bidang]]
kode = "ukm"
nama = "Bidang UKM"

[[personel]]
nama = "Rina Oktavia"
nip = "199403232018071038"
jabatan = "Kepala Dinas"
telegram = 5001
peran = ["kepala"]

[[personel]]
nama = "Kartini"
telegram = 5007
peran = ["bidang"]
bidang = "ukm"

[indikator]
berkas = "indikator.csv"
"""
INDIKATOR = (
    "kode;indikator;satuan;arah;sifat;target_tahunan;target_tw1;target_tw2;target_tw3;target_tw4;bidang\n"
    "A-1;Jumlah pelatihan;orang;naik;jumlah;100;20;30;30;20;ukm\n"
    "A-2;Nilai SAKIP;Angka;naik;akhir;91,1;;;;91,1;ukm\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kantor.toml").write_text(KECIL, encoding="utf-8")
    (tmp_path / "indikator.csv").write_text(INDIKATOR, encoding="utf-8")
    return tmp_path


@pytest.fixture
def basis(url_basisdata: str) -> Iterator[Pangkalan]:
    satu = Pangkalan(url_basisdata)
    satu.migrasikan()
    yield satu
    satu.tutup()


def ganti(folder: Path, *pasangan: tuple[str, str], nama: str = "kantor.toml") -> Path:
    berkas = folder / nama
    teks = berkas.read_text(encoding="utf-8")
    for lama, baru in pasangan:
        assert lama in teks
        teks = teks.replace(lama, baru)
    berkas.write_text(teks, encoding="utf-8")
    return folder / "kantor.toml"


def pasangkan(basis: Pangkalan, berkas: Path | Kantor) -> list[str]:
    kantor = berkas if isinstance(berkas, Kantor) else baca_kantor(berkas)
    return basis.tulis_sinkron(lambda sesi: pasang(sesi, kantor, WAKTU))


def temuan(berkas: Path) -> list[tuple[str, int | None, str]]:
    """Way, line and sentence of every finding."""
    with pytest.raises(KantorDitolak) as tolak:
        baca_kantor(berkas)
    return [(" > ".join(t.jalan), t.baris, f"{t.masalah} {t.seharusnya}") for t in tolak.value.temuan]


# Installing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sop", daftar())
def test_lima_kantor_contoh(basis, sop):
    """Each sample office is ready to start, and installing it again changes nothing."""
    kantor = baca_kantor(CONTOH / f"instansi_{sop}.toml")

    pertama, kedua = pasangkan(basis, kantor), pasangkan(basis, kantor)

    assert pertama[0].startswith("instansi ditambah: ")
    assert kedua == [TANPA_PERUBAHAN]
    assert kantor.kekurangan == []
    terpasang = basis.baca_sinkron(_isi)
    assert terpasang == (kantor.indikator, {o.telegram for o in kantor.personel}, sop)


def _isi(sesi: Session):
    instansi = sesi.exec(select(Instansi)).one()
    assert instansi.id is not None
    versi = muat.rencana_kini(sesi, instansi.id, instansi.tahun)
    assert versi is not None
    rencana = tuple(indikator_dari_isi(isi) for isi in versi.isi)
    orang = {p.telegram for p in sesi.exec(select(Personel))}
    return rencana, orang, muat.sop_versi(sesi, instansi.versi_sop_id).id


def test_lima_kantor_dalam_satu_basis_data(basis):
    """Many offices live in one database."""
    for sop in daftar():
        pasangkan(basis, CONTOH / f"instansi_{sop}.toml")

    assert basis.baca_sinkron(lambda sesi: len(sesi.exec(select(Instansi)).all())) == 5
    assert basis.baca_sinkron(lambda sesi: len(sesi.exec(select(VersiSop)).all())) == 5


def test_perubahan_disebut_satu_per_satu(basis, folder):
    """The administrator reads what changed, from what to what."""
    pasangkan(basis, folder / "kantor.toml")
    ganti(folder, ("Kepala Dinas", "Plt. Kepala Dinas"), ('nama = "Bidang UKM"', 'nama = "Bidang Usaha Mikro"'))
    ganti(folder, ("20;30;30;20", "20;32;30;20"), ("Nilai SAKIP", "Nilai AKIP"), nama="indikator.csv")
    ganti(
        folder, ('zona = "Asia/Jakarta"', 'zona = "Asia/Makassar"'), ('peran = ["kepala"]', 'peran = ["kepala", "tim"]')
    )

    assert pasangkan(basis, folder / "kantor.toml") == [
        "instansi diubah: zona Asia/Jakarta → Asia/Makassar",
        "unit diubah: ukm nama Bidang UKM → Bidang Usaha Mikro",
        "personel diubah: Rina Oktavia, jabatan Kepala Dinas → Plt. Kepala Dinas",
        "personel diubah: Rina Oktavia, peran kepala → kepala, tim",
        "indikator diubah: A-1 target_tw2 30 → 32",
        "indikator diubah: A-2 indikator Nilai SAKIP → Nilai AKIP",
        "rencana 2026 menjadi versi 2",
    ]
    assert pasangkan(basis, folder / "kantor.toml") == [TANPA_PERUBAHAN]


def test_yang_tidak_disebut_lagi_dinonaktifkan_dan_dapat_kembali(basis, folder):
    """Who left loses every role but not the past; who comes back is the same person."""
    berkas = folder / "kantor.toml"
    lengkap = KECIL.replace(
        "[indikator]", '[[personel]]\nnama = "Galih"\ntelegram = 5004\nperan = ["tim"]\n\n[indikator]'
    )
    berkas.write_text(lengkap, encoding="utf-8")
    pasangkan(basis, berkas)
    berkas.write_text(KECIL, encoding="utf-8")
    (folder / "indikator.csv").write_text(INDIKATOR.rsplit("\n", 2)[0], encoding="utf-8")

    pergi = pasangkan(basis, berkas)
    pemegang = basis.baca_sinkron(lambda sesi: muat.pemegang(sesi, 1))
    berkas.write_text(lengkap, encoding="utf-8")
    (folder / "indikator.csv").write_text(INDIKATOR, encoding="utf-8")
    kembali = pasangkan(basis, berkas)

    assert pergi == [
        "personel dinonaktifkan: Galih",
        "indikator dinonaktifkan: A-2 Nilai SAKIP",
        "rencana 2026 menjadi versi 2",
    ]
    assert ("tim", "") not in pemegang
    assert kembali == [
        "personel diaktifkan lagi: Galih",
        "indikator ditambah: A-2 Nilai SAKIP",
        "rencana 2026 menjadi versi 3",
    ]
    assert basis.baca_sinkron(lambda sesi: [o.nama for o in muat.pemegang(sesi, 1)["tim", ""]]) == ["Galih"]
    assert basis.baca_sinkron(lambda sesi: [len(v.isi) for v in sesi.exec(select(VersiRencana))]) == [2, 1, 2]


def test_bidang_hilang_dan_urutan(basis, folder):
    """A unit that is gone is set aside, and the order of the file is the order in the recap."""
    tambah = '[[bidang]]\nkode = "dagang"\nnama = "Perdagangan"\n\n[[bidang]]\nkode = "ukm"'
    pasangkan(basis, ganti(folder, ('[[bidang]]\nkode = "ukm"', tambah)))
    urutan = basis.baca_sinkron(lambda sesi: list(muat.nama_bidang(sesi, 1)))

    (folder / "kantor.toml").write_text(KECIL, encoding="utf-8")

    assert urutan == ["dagang", "ukm"]
    assert pasangkan(basis, folder / "kantor.toml") == ["unit dinonaktifkan: Perdagangan (dagang)"]
    baris = INDIKATOR.splitlines(keepends=True)
    (folder / "indikator.csv").write_text("".join([baris[0], baris[2], baris[1]]), encoding="utf-8")
    assert pasangkan(basis, folder / "kantor.toml") == ["urutan indikator diubah", "rencana 2026 menjadi versi 2"]


def test_satu_orang_memimpin_dua_bidang(basis, folder):
    """An acting head of a second unit is one person with one account and two assignments."""
    dua = (
        ('bidang = "ukm"\n', 'bidang = ["ukm", "dagang"]\n'),
        ("[[bidang]]", '[[bidang]]\nkode = "dagang"\nnama = "D"\n[[bidang]]'),
    )

    pasangkan(basis, ganti(folder, *dua))

    pemegang = basis.baca_sinkron(lambda sesi: muat.pemegang(sesi, 1))
    assert [o.nama for o in pemegang["bidang", "dagang"]] == [o.nama for o in pemegang["bidang", "ukm"]] == ["Kartini"]


def test_yang_tidak_ditulis_tetap(basis, folder):
    """Group and working hours set elsewhere are not lost when a file without them is installed."""
    jam = '[jam_kerja]\npekan = { senin = ["08.00-12.00"] }\nhari_sampai_tutup = true\n'
    pasangkan(basis, ganti(folder, ("[indikator]", f"{jam}\n[indikator]"), ("grup =", "topik = 12\ngrup =")))
    ganti(folder, (jam, ""), ("topik = 12\ngrup = -1001234567890\n", ""))

    assert pasangkan(basis, folder / "kantor.toml") == [TANPA_PERUBAHAN]
    instansi = basis.baca_sinkron(lambda sesi: sesi.exec(select(Instansi)).one())
    assert (instansi.grup, instansi.topik) == (-1001234567890, 12)
    assert instansi.jam_kerja == {"pekan": {"senin": ["08.00-12.00"]}, "hari_sampai_tutup": True}
    assert baca_kantor(folder / "kantor.toml").kekurangan[-1].startswith("grup belum ditulis")


def test_tanggal_pada_jam_kerja_disimpan(basis, folder):
    """TOML knows dates of its own; the office's calendar reads them back."""
    jam = '[[jam_kerja.masa]]\nnama = "Ramadan 1449 H"\ndari = 2028-01-28\nsampai = "2028-02-26"\n\n[indikator]'

    pasangkan(basis, ganti(folder, ("[indikator]", jam)))

    instansi = basis.baca_sinkron(lambda sesi: sesi.exec(select(Instansi)).one())
    assert instansi.jam_kerja["masa"][0]["dari"] == "2028-01-28"
    assert basis.baca_sinkron(lambda sesi: muat.kalender(sesi, instansi)) is not None
    assert pasangkan(basis, folder / "kantor.toml") == [TANPA_PERUBAHAN]


def test_sop_sendiri_dari_berkas(basis, folder):
    """A sixth office adds a file, not code; a changed text becomes a version of its own and the old one stays."""
    asal = Path(muat.__file__).parents[1] / "sop" / "dkupp-purwakarta.toml"
    shutil.copy(asal, folder / "sop_kami.toml")
    ganti(folder, ('id = "dkupp-purwakarta"', 'id = "kami"'), nama="sop_kami.toml")
    berkas = ganti(folder, ('sop = "dkupp-purwakarta"', 'sop = "sop_kami.toml"'))
    pasangkan(basis, berkas)

    ganti(folder, ('id = "kami"', '# direvisi\nid = "kami"'), nama="sop_kami.toml")

    assert pasangkan(basis, berkas) == ["SOP diubah: isi kami, berlaku untuk pengukuran berikutnya"]
    assert pasangkan(basis, berkas) == [TANPA_PERUBAHAN]
    assert basis.baca_sinkron(lambda sesi: len(sesi.exec(select(VersiSop)).all())) == 2


def test_indikator_berubah_selagi_pengukuran_berjalan(basis, folder):
    """The plan may change during a run: it becomes a version of its own, and the run keeps the one that it has."""
    pasangkan(basis, folder / "kantor.toml")
    basis.tulis_sinkron(
        lambda sesi: sesi.add(
            Pelaksanaan(instansi_id=1, tahun=2026, triwulan=1, kunci="1:2026:1", versi_sop_id=1, mulai_pada=WAKTU)
        )
    )
    ganti(folder, ("20;30;30;20", "20;32;30;20"), nama="indikator.csv")

    baris = pasangkan(basis, folder / "kantor.toml")

    assert baris[0] == "indikator diubah: A-1 target_tw2 30 → 32"
    assert baris[1] == "rencana 2026 menjadi versi 2"
    assert baris[2].startswith("catatan: pengukuran Triwulan I 2026 sedang berjalan dan tetap memakai rencana")


def test_bot_yang_berjalan_langsung_melihat(basis, folder, url_basisdata):
    """Another process installs while the bot has the database open: its next look sees the change."""
    pasangkan(basis, folder / "kantor.toml")
    bot = Pangkalan(url_basisdata)
    try:
        sebelum = bot.baca_sinkron(lambda sesi: muat.personel(sesi, 1, 5007).nama)
        pasangkan(basis, ganti(folder, ('nama = "Kartini"', 'nama = "Kartini Wulandari"')))

        assert (sebelum, bot.baca_sinkron(lambda sesi: muat.personel(sesi, 1, 5007).nama)) == (
            "Kartini",
            "Kartini Wulandari",
        )
    finally:
        bot.tutup()


@pytest.mark.parametrize("bentuk", ["bom", "crlf", "koma", "xlsx"])
def test_berkas_dari_excel_dan_notepad(folder, bentuk):
    """Byte-order marks, Windows line ends, commas and workbooks are all the same office."""
    harus = baca_kantor(folder / "kantor.toml")
    toml, tabel = folder / "kantor.toml", folder / "indikator.csv"
    match bentuk:
        case "bom":
            toml.write_bytes(b"\xef\xbb\xbf" + toml.read_bytes())
            tabel.write_bytes(b"\xef\xbb\xbf" + tabel.read_bytes())
        case "crlf":
            toml.write_bytes(toml.read_bytes().replace(b"\n", b"\r\n"))
            tabel.write_bytes(tabel.read_bytes().replace(b"\n", b"\r\n"))
        case "koma":
            tabel.write_text(INDIKATOR.replace("91,1", '"91,1"').replace(";", ","), encoding="utf-8")
        case "xlsx":
            buku = openpyxl.Workbook()
            for baris in INDIKATOR.splitlines():
                buku.active.append(baris.split(";"))
            buku.save(folder / "indikator.xlsx")
            ganti(folder, ("indikator.csv", "indikator.xlsx"))

    assert baca_kantor(toml) == harus


# Conflicts -----------------------------------------------------------------------------------------------------------


def test_grup_milik_kantor_lain(basis, folder):
    """A group belongs to one office, or messages of one would be read by the other."""
    pasangkan(basis, folder / "kantor.toml")

    with pytest.raises(KantorBentrok) as tolak:
        pasangkan(basis, ganti(folder, ('kode = "dkupp"', 'kode = "lain"'), ("Dinas Contoh", "Dinas Lain")))

    assert (tolak.value.kunci, tolak.value.lain) == ("grup", "Dinas Contoh")
    assert basis.baca_sinkron(lambda sesi: len(sesi.exec(select(Instansi)).all())) == 1


def test_kode_lupa_diganti(basis, folder):
    """A copied file whose code was forgotten does not throw out everybody of the first office."""
    pasangkan(basis, folder / "kantor.toml")
    salinan = ganti(
        folder, ("Dinas Contoh", "Dinas Lain"), ("-1001234567890", "-1009"), ("5001", "6001"), ("5007", "6007")
    )

    with pytest.raises(KantorBentrok) as tolak:
        pasangkan(basis, salinan)

    assert (tolak.value.kunci, tolak.value.nilai) == ("kode", "dkupp")


def test_kode_beda_huruf_besar(basis, folder):
    """Codes name folders, and some computers do not tell DKUPP from dkupp."""
    pasangkan(basis, folder / "kantor.toml")

    with pytest.raises(KantorBentrok):
        pasangkan(basis, ganti(folder, ('kode = "dkupp"', 'kode = "DKUPP"')))


# Refusals ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lama", "baru", "letak", "baris", "kata"),
    [
        ('kode = "dkupp"', 'kode = "dk/upp"', "instansi > kode", 2, "tidak dapat menjadi kode"),
        ('kode = "dkupp"', "kode = 12", "instansi > kode", 2, "harus teks"),
        ('kode = "dkupp"\n', "", "instansi > kode", 1, "belum ada"),
        ('nama = "Dinas Contoh"', 'nma = "x"', "instansi > nma", 3, 'Mungkin maksudnya "nama"'),
        ('nama = "Dinas Contoh"', 'nama = " "', "instansi > nama", 3, "kosong"),
        ('sop = "dkupp-purwakarta"', 'sop = "dkup-purwakarta"', "instansi > sop", 4, 'Mungkin maksudnya "dkupp-purwakarta"'),
        ("Asia/Jakarta", "Asia/Bandung", "instansi > zona", 5, "Asia/Jakarta"),
        ("-1001234567890", "1001234567890", "instansi > grup", 6, "minus"),
        ("-1001234567890", '"-1001234567890"', "instansi > grup", 6, "tanpa tanda kutip"),
        ("tahun = 2026", "tahun = 26", "instansi > tahun", 7, "empat angka"),
        ("tahun = 2026", "tahun = true", "instansi > tahun", 7, "harus bilangan"),
        ("tahun = 2026", "tahun = 2026\ntopik = 0", "instansi > topik", 8, "topik"),
        ("[[bidang]]", "[bidang]", "bidang", 9, "[[bidang]]"),
        ('[[bidang]]\nkode = "ukm"\nnama = "Bidang UKM"\n', "", "bidang", None, "belum ada"),
        ("[indikator]", '[[bidang]]\nkode = "UKM"\nnama = "x"\n[indikator]', 'bidang 2 "x" > kode', 27, "sudah dipakai"),
        ("5007", "5001", 'personel 2 "Kartini" > telegram', 22, 'sudah dipakai personel 1 "Rina Oktavia"'),
        ("5007", "-5", 'personel 2 "Kartini" > telegram', 22, "/start"),
        ('["kepala"]', '["kepla"]', 'personel 1 "Rina Oktavia" > peran', 18, 'Mungkin maksudnya "kepala"'),
        ('["kepala"]', '"kepala"', 'personel 1 "Rina Oktavia" > peran', 18, '["kepala"]'),
        ('["kepala"]', "[]", 'personel 1 "Rina Oktavia" > peran', 18, "paling sedikit satu"),
        ('bidang = "ukm"\n', "", 'personel 2 "Kartini" > bidang', 20, "belum ditulis"),
        ('bidang = "ukm"\n', 'bidang = "umk"\n', 'personel 2 "Kartini" > bidang', 24, 'Mungkin maksudnya "ukm"'),
        ("199403232018071038", "19940323201807103", 'personel 1 "Rina Oktavia" > nip', 15, "18 angka"),
        ("199403232018071038", "199413232018071038", 'personel 1 "Rina Oktavia" > nip', 15, "tanggal lahir"),
        ("199403232018071038", "199403232008131038", 'personel 1 "Rina Oktavia" > nip', 15, "pengangkatan"),
        ("199403232018071038", "199403232000071038", 'personel 1 "Rina Oktavia" > nip', 15, "pengangkatan"),
        ("199403232018071038", "199403232018073038", 'personel 1 "Rina Oktavia" > nip', 15, "ke-15"),
        ('"199403232018071038"', "199403232018071038", 'personel 1 "Rina Oktavia" > nip', 15, "tanda kutip"),
        ("indikator.csv", "tidak_ada.csv", "indikator > berkas", 27, "folder yang sama"),
        ("indikator.csv", "kantor.toml", "indikator > berkas", 27, ".xlsx"),
        ("[indikator]", '[jam_kerja]\npekan = { senin = ["8"] }\n[indikator]', "jam_kerja > pekan > senin", 27, "07.30-12.00"),
        ("[indikator]", "[jamkerja]\n[indikator]", "jamkerja", 26, 'Mungkin maksudnya "jam_kerja"'),
        ("[instansi]", "instansi = 5\n[lain]", "instansi", 1, "satu bagian"),
    ],
)  # fmt: skip
def test_setiap_kesalahan_menunjuk_tempatnya(folder, lama, baru, letak, baris, kata):
    """File, key or person, line, and what to write instead."""
    semua = temuan(ganti(folder, (lama, baru)))

    cocok = [(b, kalimat) for jalan, b, kalimat in semua if jalan == f"kantor.toml > {letak}"]
    assert cocok, semua
    assert cocok[0][0] == baris
    assert kata in cocok[0][1]


@pytest.mark.parametrize(
    ("lama", "baru", "letak", "baris", "kata"),
    [
        ("naik;jumlah", "maju;jumlah", "indikator.csv > arah", 2, "naik atau turun"),
        ("A-2;", "a-1;", "indikator.csv > kode", 3, "sudah dipakai di baris 2"),
        ("91,1;;;;91,1;ukm", "91,1;;;;91,1;koperasi", "indikator.csv > A-2 > bidang", None, 'Bidang "koperasi" tidak ada'),
        (";satuan", ";unit", "indikator.csv > satuan", 1, "kolom satuan tidak ada".capitalize()),
    ],
)  # fmt: skip
def test_kesalahan_pada_daftar_indikator(folder, lama, baru, letak, baris, kata):
    """Mistakes of the indicator file come in the same list, with the line in that file."""
    ganti(folder, (lama, baru), nama="indikator.csv")

    semua = temuan(folder / "kantor.toml")

    assert [(jalan, b) for jalan, b, _ in semua] == [(letak, baris)]
    assert kata in semua[0][2]


def test_semua_kesalahan_sekaligus(folder):
    """One reading tells everything, so that nobody corrects a file five times."""
    ganti(folder, ("naik;jumlah", "maju;jumlah"), nama="indikator.csv")
    berkas = ganti(folder, ("2026", "26"), ('["kepala"]', '["kepla"]'), ("5007", "5001"), ("Asia/Jakarta", "WIB"))

    with pytest.raises(KantorDitolak) as tolak:
        baca_kantor(berkas)

    assert len(tolak.value.temuan) == 5
    assert str(tolak.value).startswith("Kantor pada kantor.toml belum dapat dipasang: 5 hal perlu diperbaiki.")


def test_kesalahan_sop_sendiri_ikut_disebut(folder):
    """The office's own SOP is checked like every other, with the place in that file."""
    (folder / "sop_kami.toml").write_text('id = "kami"\n', encoding="utf-8")

    semua = temuan(ganti(folder, ('"dkupp-purwakarta"', '"sop_kami.toml"')))

    assert ("sop_kami.toml > peran", None) in [(jalan, b) for jalan, b, _ in semua]


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b'[instansi]\nkode = "dkupp\n', "Tanda kutip penutup"),
        (b"[instansi]\nkode = \xe2\x80\x9cdkupp\xe2\x80\x9d\n", "kutip lurus"),
        (b"[instansi]\nkode dkupp\n", "tanda ="),
        (b"[instansi]\nnama = \"Din\xe9s\"\n", "UTF-8"),
        (b"\x00\x01\x02", "baris"),
        (b"", "belum ada"),
        (b"a" * (1 << 20 | 1), "terlalu besar"),
    ],
)  # fmt: skip
def test_berkas_yang_bukan_toml(folder, isi, kata):
    """Somebody who has never heard of TOML learns what to type."""
    (folder / "kantor.toml").write_bytes(isi)

    assert kata.casefold() in str(temuan(folder / "kantor.toml")).casefold()


def test_berkas_tidak_ada(tmp_path):
    """A wrong path is said as such."""
    assert "tidak ada atau tidak dapat dibaca" in temuan(tmp_path / "x.toml")[0][2]
    assert "tidak ada atau tidak dapat dibaca" in temuan(tmp_path)[0][2]


def test_kolom_pada_kontrak():
    """The sample plans use the columns that the manual names."""
    tajuk = (CONTOH / "indikator_gowa.csv").read_text(encoding="utf-8-sig").splitlines()[0]

    assert tuple(tajuk.split(";")) == KOLOM_INDIKATOR
