"""What can be a signed copy, by its content: the name and the media type that somebody gave it say nothing."""

import pytest

from bot.berkas import pdf
from bot.berkas.salinan import BukanSalinan, bentuk, tanda_tangan
from bot.berkas.segel import CIRI
from tests.berkas.gambar_uji import png
from tests.berkas.naskah_uji import naskah_kantor
from tests.berkas.salinan_uji import jpg, pdf_lain, tandatangani


def test_yang_dapat_menjadi_salinan():
    """Papers of ours and of others, scans and photos; a signature makes no difference."""
    rekap = pdf.tulis(naskah_kantor())

    assert [bentuk(x) for x in (rekap, tandatangani(rekap), pdf_lain(), png(600), jpg(1240, 1754))] == [
        "pdf", "pdf", "pdf", "png", "jpg",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "kata"),
    [
        (b"", "kosong"),
        (b"\0\r\n ", "kosong"),
        (b"%PDF-1.4 bukan rekap sama sekali", "rusak atau tidak lengkap"),
        (pdf_lain()[:200], "rusak atau tidak lengkap"),
        (pdf_lain().replace(b"/Type /Page ", b"/Type /Lain "), "rusak atau tidak lengkap"),
        (b"PK\3\4 buku kerja", "bukan PDF, JPG, atau PNG"),
        (b"<html>", "bukan PDF, JPG, atau PNG"),
        (png(60), "60 × 60 titik"),
        (jpg(1240, 300), "1240 × 300 titik"),
        (png(600)[:-40], "rusak atau terpotong"),
        (jpg(1240, 1754)[:-2], "rusak atau terpotong"),
        (b"\xff\xd8\xff", "rusak atau terpotong"),
        (b"\xff\xd8" + b"\xff" * 5_000_000, "rusak atau terpotong"),
        (b"\xff\xd8" + b"\xff\xe0\0\0" * 50, "rusak atau terpotong"),
    ],
)
def test_yang_tidak_dapat(data: bytes, kata: str):
    """Each is refused with its own reason; nothing is raised that is no answer."""
    with pytest.raises(BukanSalinan, match=kata):
        bentuk(data)


def test_tanda_tangan_dibedakan_dari_segel():
    """The office's seal is no signature of an official; what points beyond the file is none at all."""
    rekap = pdf.tulis(naskah_kantor())
    bersegel = tandatangani(rekap, CIRI)

    assert tanda_tangan(rekap) == tanda_tangan(bersegel) == []
    (satu,) = tanda_tangan(tandatangani(bersegel))
    assert satu.sampai > len(bersegel)
    assert tanda_tangan(rekap + b"/ByteRange [0 10 99999999 10]") == []
