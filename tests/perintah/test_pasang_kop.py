"""`pasang` with a letterhead: address and logo of the office file."""

import shutil
from pathlib import Path

import pytest

from tests.berkas.gambar_uji import png
from tests.perintah.conftest import DKUPP


@pytest.fixture
def berkas(tmp_path: Path) -> Path:
    """A copy of the sample office whose part [instansi] begins with address and logo."""
    asal = Path(DKUPP)
    for satu in asal.parent.glob("*_dkupp-purwakarta*"):
        shutil.copy(satu, tmp_path)
    salinan = tmp_path / asal.name
    teks = salinan.read_text("utf-8").replace(
        "[instansi]", '[instansi]\nalamat = "Jalan Veteran 1"\nlogo = "logo.png"', 1
    )
    salinan.write_text(teks, "utf-8")
    return salinan


def test_logo_dan_alamat_terpasang(konsol, berkas: Path):
    """The logo lies in DATA_DIR and the paper is made with it; the same file again changes nothing."""
    (berkas.parent / "logo.png").write_bytes(png())

    pertama, kedua = konsol("pasang", berkas), konsol("pasang", berkas)

    assert (pertama.kode, kedua.kode) == (0, 0)
    assert "tidak ada perubahan" in kedua.out
    assert [f.read_bytes() for f in (konsol.folder / "berkas").rglob("*") if f.is_file()] == [png()]


@pytest.mark.parametrize(
    ("isi", "kata"),
    [(None, "tidak ada atau tidak dapat dibaca"), (b"BM", "bukan gambar PNG atau JPG"), (png()[:40], "Simpan ulang")],
    ids=["tidak ada", "bukan gambar", "terpotong"],
)
def test_logo_yang_tidak_dapat_dipakai(konsol, berkas: Path, isi: bytes | None, kata: str):
    """What would spoil every paper is refused before anything is stored."""
    if isi is not None:
        (berkas.parent / "logo.png").write_bytes(isi)

    hasil = konsol("pasang", berkas)

    assert (hasil.kode, hasil.out) == (1, "")
    assert kata in hasil.err
