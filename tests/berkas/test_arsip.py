"""The archive as a file: listed, checked, safe to open."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.berkas.arsip import Anggota, aman_csv, nama_aman, tulis_arsip, tulis_csv

SAAT = datetime(2026, 4, 1, 8, 5, tzinfo=UTC)


def test_setiap_anggota_ada_di_manifest_dengan_sidiknya(tmp_path: Path):
    """Whoever receives the archive can prove that no member was changed, with any tool that knows SHA-256."""
    berkas = tmp_path / "asal.bin"
    berkas.write_bytes(b"x" * 3_000_000)

    tulis_arsip(
        tmp_path / "a.zip",
        [Anggota("01/a.txt", b"satu", "catatan"), Anggota("02/b.bin", berkas)],
        {"kode": "dkupp"},
        SAAT,
    )

    with zipfile.ZipFile(tmp_path / "a.zip") as zip_:
        manifes = json.loads(zip_.read("manifest.json"))
        baris = list(csv.DictReader(io.StringIO(zip_.read("manifest.csv").decode("utf-8-sig")), delimiter=";"))
        assert manifes["kode"] == "dkupp"
        assert {m["berkas"]: m["sha256"] for m in manifes["anggota"]} == {
            nama: hashlib.sha256(zip_.read(nama)).hexdigest()
            for nama in zip_.namelist()
            if not nama.startswith("manifest")
        }
        assert [(b["berkas"], b["ukuran"], b["keterangan"]) for b in baris] == [
            ("01/a.txt", "4", "catatan"),
            ("02/b.bin", "3000000", ""),
        ]


def test_dua_anggota_bernama_sama_dua_duanya_ada(tmp_path: Path):
    """Two photos with one name: neither hides the other, also where capital letters make no difference."""
    tulis_arsip(tmp_path / "a.zip", [Anggota("k/foto.jpg", b"1"), Anggota("k/Foto.jpg", b"2")], {}, SAAT)

    with zipfile.ZipFile(tmp_path / "a.zip") as zip_:
        assert zip_.namelist()[:2] == ["k/foto.jpg", "k/Foto-2.jpg"]


@pytest.mark.parametrize("teks", ["=1+1", "+62", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_k61_csv_tidak_memuat_rumus(teks: str):
    """What a person typed never becomes a formula where the archive is opened."""
    (sel,) = next(csv.reader(io.StringIO(tulis_csv(("a",), [(teks,)]).decode("utf-8-sig").split("\r\n", 1)[1])))

    assert sel.startswith("'")


def test_angka_tetap_angka():
    """A negative figure stays one."""
    assert [aman_csv(t) for t in ("-5", "-5,25", "DKP-1")] == ["-5", "-5,25", "DKP-1"]


@pytest.mark.parametrize(
    ("nama", "aman"),
    [
        ("../../etc/passwd", "-..-etc-passwd"),
        ("a\\b:c?.xlsx", "a-b-c-.xlsx"),
        ("", "berkas"),
        ("CON.txt", "_CON.txt"),
        ("n" * 300 + ".docx", "n" * 75 + ".docx"),
    ],
)
def test_nama_berkas_orang_tidak_menjadi_jalur(nama: str, aman: str):
    """A file name from outside never leaves its folder when the archive is unpacked, on any system."""
    assert nama_aman(nama) == aman
