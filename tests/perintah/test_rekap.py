"""`rekap`, `cadangkan` and `pulihkan`: files out of the program and back."""

from pathlib import Path

import openpyxl

from db.berkas import simpan
from tests.perintah.conftest import REKAP, sql


def test_draf_selama_belum_disetujui(berjalan, tmp_path):
    """Before the approval all three documents are drafts and say so in their names."""
    hasil = berjalan("rekap", "dkupp", 2026, 1, "--ke", tmp_path / "baru" / "keluar")

    berkas = [Path(baris) for baris in hasil.out.splitlines()]
    assert hasil.kode == 0
    assert [b.name for b in berkas] == [f"draf-rekap-dkupp-2026-TW1.{jenis}" for jenis in ("xlsx", "pdf", "png")]
    assert openpyxl.load_workbook(berkas[0]).sheetnames[0] == "Rekap"
    assert berkas[1].read_bytes().startswith(b"%PDF")


def test_yang_disetujui_persis_seperti_terbit(disetujui, tmp_path):
    """The approved document comes out byte for byte, so that `verifikasi` knows it."""
    hasil = disetujui("rekap", "dkupp", 2026, 1, "--ke", tmp_path)

    assert hasil == (0, f"{tmp_path / 'rekap-dkupp-2026-TW1.xlsx'}\n", "")
    assert (tmp_path / "rekap-dkupp-2026-TW1.xlsx").read_bytes() == REKAP
    assert disetujui("verifikasi", tmp_path / "rekap-dkupp-2026-TW1.xlsx").kode == 0


def test_salinan_bertanda_ikut_ditulis(disetujui, tmp_path):
    """The signed copy comes out beside what was approved."""
    sha = simpan(disetujui.folder / "berkas", b"%PDF bertanda", "pdf")
    sql(disetujui, f"""UPDATE pelaksanaan SET dokumen = json_set(dokumen, '$."bertanda-pdf"', '{sha}')""")

    hasil = disetujui("rekap", "dkupp", 2026, 1, "--ke", tmp_path)

    assert hasil.out.splitlines()[1:] == [str(tmp_path / "rekap-dkupp-2026-TW1-bertanda.pdf")]
    assert (tmp_path / "rekap-dkupp-2026-TW1-bertanda.pdf").read_bytes() == b"%PDF bertanda"


def test_data_diekspor(berjalan, tmp_path):
    """`ekspor` writes CSV, JSON and the Renja form; before the approval they are named drafts."""
    hasil = berjalan("ekspor", "dkupp", 2026, 1, "--ke", tmp_path / "baru")

    nama = [Path(baris).name for baris in hasil.out.splitlines()]
    assert hasil.kode == 0
    assert nama == [
        "draf-data-dkupp-2026-TW1.csv",
        "draf-data-dkupp-2026-TW1.json",
        "draf-evaluasi-renja-dkupp-2026-TW1.xlsx",
    ]
    assert all((tmp_path / "baru" / n).stat().st_size for n in nama)


def test_cadangan_dipulihkan_di_tempat_baru(disetujui, tmp_path, monkeypatch):
    """K35 by hand: a backup into a folder that did not exist, restored on an empty computer, the log unbroken."""
    cadangan = tmp_path / "usb" / "cadangan.zip"
    dibuat, menimpa = disetujui("cadangkan", cadangan), disetujui("pulihkan", cadangan)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "komputer-baru"))

    pulih = disetujui("pulihkan", cadangan)

    assert (dibuat.kode, pulih.kode) == (0, 0)
    assert "1 berkas" in dibuat.out
    assert (menimpa.kode, menimpa.out) == (1, "")
    assert "tidak kosong" in menimpa.err
    assert disetujui("jejak", "dkupp", 2026, 1).kode == 0
    assert disetujui("rekap", "dkupp", 2026, 1, "--ke", tmp_path).kode == 0


def test_cadangan_dari_catatan_yang_diubah(disetujui, tmp_path, monkeypatch):
    """A log that was changed before the backup is noticed when it is restored."""
    sql(disetujui, "UPDATE kejadian SET isi = replace(isi, 'Rina', 'Rini') WHERE no = 1")
    disetujui("cadangkan", tmp_path / "c.zip")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "komputer-baru"))

    hasil = disetujui("pulihkan", tmp_path / "c.zip")

    assert hasil.kode == 1
    assert "kejadian nomor 1 diubah" in hasil.err


def test_bukan_berkas_cadangan(konsol, tmp_path):
    """A wrong file or a folder is refused with a sentence."""
    (tmp_path / "foto.zip").write_bytes(b"PK bukan zip")

    for argumen in (
        ["pulihkan", tmp_path / "foto.zip"],
        ["pulihkan", tmp_path / "tidak-ada.zip"],
        ["cadangkan", tmp_path],
    ):
        hasil = konsol(*argumen)
        assert (hasil.kode, hasil.out) == (1, "")
        assert hasil.err


def test_cadangan_tidak_menimpa_diam_diam(disetujui, tmp_path):
    """An earlier backup under the same name stays beside the new one; a file that is no backup is not touched."""
    cadangan, lain = tmp_path / "c.zip", tmp_path / "laporan.docx"
    lain.write_bytes(b"bukan cadangan")

    pertama, kedua = disetujui("cadangkan", cadangan), disetujui("cadangkan", cadangan)
    ditolak = disetujui("cadangkan", lain)

    assert (pertama.kode, kedua.kode, ditolak.kode) == (0, 0, 1)
    assert "c-lama.zip" in kedua.out
    assert (tmp_path / "c-lama.zip").stat().st_size > 0
    assert "tidak ditimpa" in ditolak.err
    assert lain.read_bytes() == b"bukan cadangan"
