"""`jejak` and `verifikasi`: what happened, and whether anybody has touched the log since (K36)."""

import hashlib

import pytest

from bot.berkas.tanda import PNG
from tests.perintah.conftest import REKAP, SIDIK, objek, sql


def test_jejak_dalam_bahasa_prosedur(disetujui):
    """One event a line: number, local time, what happened and who did it."""
    hasil = disetujui("jejak", "dkupp", 2026, 1)

    baris = hasil.out.splitlines()
    assert hasil.kode == 0
    assert baris[0] == (
        "   1  01 Apr 2026 09.00.00 WIB  Pengukuran dimulai oleh Kepala Dinas (Rina Oktavia): "
        "13 langkah, 5 unit mengisi data"
    )
    assert baris[1].endswith("Disposisi langkah 1 kepada Kepala Dinas; batas 1 Apr 2026 09.15 WIB")
    assert baris[-1].endswith("Rekap disetujui oleh Kepala Dinas (Rina Oktavia) pada langkah 11")
    assert f"{len(baris)} kejadian, rantai hash utuh" in hasil.err


def test_jejak_untuk_mesin(disetujui):
    """With --jsonl each line is an object with exactly these keys."""
    hasil = disetujui("jejak", "dkupp", "2026", "TW1", "--jsonl")

    semua = objek(hasil.out)
    assert hasil.kode == 0
    assert [x["no"] for x in semua] == list(range(1, len(semua) + 1))
    assert {frozenset(x) for x in semua} == {frozenset({"no", "waktu", "jenis", "isi", "hash"})}
    assert semua[0]["waktu"] == "2026-04-01T02:00:00+00:00"
    assert semua[0]["isi"]["nama"] == "Kepala Dinas (Rina Oktavia)"


def test_alasan_panjang_tetap_satu_baris(berjalan):
    """What people typed cannot begin a line of its own; here a row that even says something else than it did."""
    sql(berjalan, "UPDATE kejadian SET isi = replace(isi, 'Rina', 'Rina\\n   9') WHERE no = 1")

    hasil = berjalan("jejak", "dkupp", 2026, 1)

    assert hasil.out.splitlines()[1].startswith("   2  ")


@pytest.mark.parametrize(
    ("perintah", "no", "kata"),
    [
        ("UPDATE kejadian SET isi = replace(isi, 'Rina', 'Rini') WHERE no = 1", 1, "diubah"),
        ("UPDATE kejadian SET waktu = '2026-03-31 02:00:00.000000' WHERE no = 3", 3, "diubah"),
        ("UPDATE kejadian SET jenis = 'PelaksanaanSelesai' WHERE no = 2", 2, "diubah"),
        ("UPDATE kejadian SET isi = '{' WHERE no = 2", 2, "diubah"),
        ("UPDATE kejadian SET hash_sebelum = hash WHERE no = 2", 2, "tidak bersambung"),
        ("DELETE FROM kejadian WHERE no = 2", 2, "hilang"),
        ("DELETE FROM kejadian WHERE no = (SELECT max(no) FROM kejadian)", 0, "hilang"),
        ("UPDATE pelaksanaan SET hash_akhir = hash_akhir || 'x'", 0, "hash akhir"),
    ],
)
def test_k36_kejadian_pertama_yang_diubah_disebut(disetujui, perintah, no, kata):
    """A row changed, removed or cut off by hand: exit 1, and the first broken entry is named; a forged paper too."""
    (disetujui.folder.parent / "rekap.xlsx").write_bytes(REKAP)
    banyak = len(disetujui("jejak", "dkupp", 2026, 1).out.splitlines())
    sql(disetujui, perintah)

    hasil, dokumen = disetujui("jejak", "dkupp", 2026, 1), disetujui("verifikasi", "rekap.xlsx")

    assert (hasil.kode, dokumen.kode) == (1, 1)
    assert f"nomor {no or banyak} " in hasil.err
    assert kata in hasil.err
    assert hasil.err.strip() in dokumen.err


@pytest.mark.parametrize("perintah", ["jejak", "rekap"])
def test_pengukuran_yang_tidak_ada(berjalan, perintah):
    """No such office, no such quarter: exit 1 and what there is."""
    ke = ["--ke", "x"] if perintah == "rekap" else []
    kantor, triwulan = berjalan(perintah, "dkup", 2026, 1, *ke), berjalan(perintah, "dkupp", 2026, 2, *ke)

    assert (kantor.kode, triwulan.kode) == (1, 1)
    assert 'Mungkin maksudnya "dkupp"' in kantor.err
    assert "Yang ada: Triwulan I 2026." in triwulan.err


def test_dokumen_asli(disetujui, tmp_path):
    """The approved file, under whatever name, is recognised with office, quarter, moment and person."""
    (tmp_path / "dari-whatsapp.xlsx").write_bytes(REKAP)

    hasil = disetujui("verifikasi", tmp_path / "dari-whatsapp.xlsx")

    assert hasil.kode == 0
    assert hasil.out == (
        "asli: rekap Dinas Koperasi UKM Perdagangan dan Perindustrian Kabupaten Purwakarta, Triwulan I 2026, "
        "disetujui Rabu, 1 April 2026 09.00 WIB oleh Kepala Dinas (Rina Oktavia)\n"
    )


def test_dokumen_diubah(disetujui, tmp_path):
    """One byte more, and the file is nobody's."""
    (tmp_path / "rekap.xlsx").write_bytes(REKAP + b" ")

    hasil = disetujui("verifikasi", tmp_path / "rekap.xlsx")

    assert (hasil.kode, hasil.out) == (1, "")
    assert hasil.err.startswith("tidak dikenal: rekap.xlsx")


def test_dokumen_tanpa_persetujuan(berjalan, tmp_path):
    """A fingerprint written into a run that nobody approved proves nothing."""
    sha = hashlib.sha256(REKAP).hexdigest()
    saat = "'2026-04-01 02:00:00'"
    sql(berjalan, f"INSERT INTO berkas VALUES ('{sha}', {len(REKAP)}, 'xlsx', {saat})")
    sql(berjalan, f"INSERT INTO terbitan VALUES (1, 1, '', 1, '{{}}', {saat})")
    sql(berjalan, f"INSERT INTO berkasterbitan VALUES (1, 1, 'xlsx', '{sha}', NULL, {saat})")
    (tmp_path / "rekap.xlsx").write_bytes(REKAP)

    hasil = berjalan("verifikasi", tmp_path / "rekap.xlsx")

    assert hasil.kode == 1
    assert "tidak memuat persetujuan" in hasil.err


@pytest.mark.parametrize(
    ("perintah", "putusan", "kata"),
    [
        ("UPDATE terbitan SET berlaku = 0", "digantikan", "lebih baru"),
        ("UPDATE pelaksanaan SET status = 'batal'", "digantikan", "dibatalkan"),
    ],
)
def test_dokumen_yang_tidak_berlaku_lagi(disetujui, tmp_path, perintah, putusan, kata):
    """What was approved once and is not the newest is told from what counts."""
    (tmp_path / "rekap.xlsx").write_bytes(REKAP)
    sql(disetujui, perintah)

    hasil = disetujui("verifikasi", tmp_path / "rekap.xlsx")

    assert (hasil.kode, hasil.out) == (1, "")
    assert hasil.err.startswith(f"{putusan}: rekap Dinas Koperasi")
    assert kata in hasil.err


@pytest.mark.parametrize(
    ("status", "putusan"), [("final", "berubah: rekap Dinas"), ("draf", "tidak dikenal: lain.png")]
)
def test_dokumen_yang_menyebut_kode_rekap(disetujui, tmp_path, status, putusan):
    """A file that bears the code of an approved recap but not its bytes has been changed; a draft never counted."""
    tanda = f"asisten-kinerja rekap dkupp 2026 TW1 {SIDIK} {status}"
    (tmp_path / "lain.png").write_bytes(PNG + tanda.encode())

    hasil = disetujui("verifikasi", tmp_path / "lain.png")

    assert hasil.kode == 1
    assert hasil.err.startswith(putusan)


def test_pdf_asli_yang_ditambah_tanda_tangan(disetujui, tmp_path):
    """A PDF signed elsewhere begins with ours, whole: it is called changed, and what was added is named."""
    tanda = f"%PDF-1.7 asisten-kinerja rekap dkupp 2026 TW1 {SIDIK} final".encode()
    sha = hashlib.sha256(tanda).hexdigest()
    sql(disetujui, f"INSERT INTO berkas VALUES ('{sha}', {len(tanda)}, 'pdf', '2026-04-01 02:00:00')")
    sql(disetujui, f"INSERT INTO berkasterbitan VALUES (9, 1, 'pdf', '{sha}', NULL, '2026-04-01 02:00:00')")
    (tmp_path / "rekap.pdf").write_bytes(tanda + b" /Sig")

    hasil = disetujui("verifikasi", tmp_path / "rekap.pdf")

    assert hasil.err.startswith("berubah: ")
    assert "secara utuh" in hasil.err
