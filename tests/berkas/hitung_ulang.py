"""Workbooks computed anew by LibreOffice, where it is installed: what people see who change a cell."""

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

BATAS_DETIK = 120


def hitung_ulang(buku: Mapping[str, Workbook], tempat: Path) -> dict[str, Workbook]:
    """The same workbooks with the values that LibreOffice comes to, all in one run; skips the test where it is missing.

    Saved by openpyxl they hold no computed value, so nothing of ours can be mistaken for an answer.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) tidak ada di mesin ini; rumus tidak dihitung ulang di luar program kita")
    tempat.mkdir(parents=True, exist_ok=True)
    for nama, satu in buku.items():
        satu.save(tempat / f"{nama}.xlsx")
    profil = f"-env:UserInstallation={(tempat / 'profil').as_uri()}"
    berkas = [str(tempat / f"{nama}.xlsx") for nama in buku]
    ke = ("--convert-to", "xlsx", "--outdir", str(tempat / "hasil"))
    subprocess.run([program, profil, "--headless", *ke, *berkas], check=True, capture_output=True, timeout=BATAS_DETIK)
    return {
        nama: load_workbook(io.BytesIO((tempat / "hasil" / f"{nama}.xlsx").read_bytes()), data_only=True)
        for nama in buku
    }
