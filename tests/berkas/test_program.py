"""What counts as a program, and what does not."""

import pytest

from bot.berkas.program import program

PE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(120)


@pytest.mark.parametrize(
    "nama",
    [
        *("a.exe", "a.bat", "a.apk", "a.js", "a.vbs", "a.msi", "a.scr", "a.lnk", "a.cmd", "a.ps1", "a.jar", "a.hta"),
        *("LAPORAN.EXE", "laporan.pdf.exe", "laporan.exe.", "laporan.exe . ", "laporan\u202efdp.exe", ".exe"),
    ],
)
def test_program_menurut_nama(nama: str):
    """The last ending counts, in any case, also behind a trick."""
    assert program(nama)


@pytest.mark.parametrize(
    "nama",
    [
        *("notulen.pdf", "surat.docx", "rekap.xlsx", "lama.xls", "foto.jpg", "data.csv", "arsip.zip", "pesan.html"),
        *("exe", "tanpa akhiran", "laporan.exe.pdf", "berkas", "Rapat 3.4", ""),
    ],
)
def test_dokumen_bukan_program(nama: str):
    assert not program(nama, b"%PDF-1.4 isi")
    assert not program(nama)


@pytest.mark.parametrize(
    "data",
    [
        PE,
        b"\x7fELF\x02\x01\x01",
        b"\xcf\xfa\xed\xfe",
        b"dex\n035\x00",
        b"L\x00\x00\x00\x01\x14\x02\x00",
        b"#!/bin/sh\n",
    ],
)
def test_program_menurut_isi(data: bytes):
    """Renaming hides nothing."""
    assert program("laporan.pdf", data)
    assert program("tanpa akhiran", data)


def test_teks_yang_diawali_huruf_mz():
    """A note that begins with the two letters is a note; with the bytes of a program behind them it is none."""
    assert not program("catatan.txt", b"MZ adalah kode wilayah")
    assert program("catatan.txt", PE)
