"""What is documented is tested: nothing that people can use is missing from the guides, and their examples work."""

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram.ext import CommandHandler

from bot.__main__ import _pengurai
from bot.layanan.kantor import baca_kantor
from bot.pengaturan import Pengaturan
from bot.sop.model import Jenis
from handlers import daftarkan
from handlers.perintah import ADMIN, GRUP, KEPALA, PENGUNGGAH, UMUM
from jadwal.jam_kerja import JamKerja

AKAR = Path(__file__).parents[1]
BACAAN = ("README.md", "CHANGELOG.md", "docs/panduan.md", "docs/sop.md", "docs/pengukuran.md")
README, _, PANDUAN, SOP, _ = (AKAR.joinpath(nama).read_text("utf-8") for nama in BACAAN)
CONTOH_ENV = AKAR.joinpath(".env.example").read_text("utf-8")


class Pencatat:
    """Stands where the application stands, and takes down which commands are registered."""

    def __init__(self) -> None:
        self.perintah: set[str] = set()

    def add_handler(self, handler: Any, group: int = 0) -> None:
        if isinstance(handler, CommandHandler):
            self.perintah |= handler.commands

    def add_error_handler(self, handler: Any) -> None:
        pass


def perintah_telegram() -> list[str]:
    pencatat = Pencatat()
    daftarkan(pencatat)  # type: ignore[arg-type]
    menu = {nama for daftar in (UMUM, KEPALA, PENGUNGGAH, ADMIN, GRUP) for nama, _ in daftar}
    return sorted(pencatat.perintah | menu)


def verba(pengurai: argparse.ArgumentParser | None = None, awal: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every verb with its options: ("sop periksa", []), ("simulasi", ["--port", …])."""
    for aksi in (pengurai or _pengurai())._actions:
        if isinstance(aksi, argparse._SubParsersAction):
            for nama, anak in aksi.choices.items():
                dalam = list(verba(anak, f"{awal}{nama} "))
                pilihan = [o for a in anak._actions for o in a.option_strings if o.startswith("--")]
                yield from dalam or [(awal + nama, [o for o in pilihan if o not in ("--help", "--bantuan")])]


def label_tombol() -> list[str]:
    """The labels that the bot puts on buttons: texts in the calls of `papan`."""
    label = set()
    for berkas in (AKAR / "bot" / "pesan").glob("*.py"):
        for simpul in ast.walk(ast.parse(berkas.read_text("utf-8"))):
            if isinstance(simpul, ast.Call) and isinstance(simpul.func, ast.Name) and simpul.func.id == "papan":
                pasangan = [t.elts[0] for t in ast.walk(simpul) if isinstance(t, ast.Tuple) and t.elts]
                label |= {p.value for p in pasangan if isinstance(p, ast.Constant) and isinstance(p.value, str)}
    return sorted(label)


@pytest.mark.parametrize("nama", perintah_telegram())
def test_perintah_ada_di_panduan(nama: str) -> None:
    assert f"`/{nama}`" in PANDUAN


@pytest.mark.parametrize("nama", [nama.upper() for nama in Pengaturan.model_fields])
def test_pengaturan_ada_di_readme_dan_contoh(nama: str) -> None:
    assert f"| `{nama}` |" in README
    assert re.search(rf"^{nama}=", CONTOH_ENV, re.MULTILINE)


@pytest.mark.parametrize(("nama", "pilihan"), [pytest.param(*v, id=v[0]) for v in verba()])
def test_perintah_program_ada_di_readme(nama: str, pilihan: list[str]) -> None:
    baris = [b for b in README.splitlines() if b.startswith("| `") and re.search(rf"`{nama}\b", b)]

    assert baris
    assert [o for o in pilihan if o not in baris[0]] == []


@pytest.mark.parametrize("jenis", [str(j) for j in Jenis])
def test_jenis_langkah_ada_di_panduan_sop(jenis: str) -> None:
    assert f"| `{jenis}` |" in SOP


def test_tombol_ditemukan() -> None:
    """The search for labels finds them: else the next test would pass on nothing."""
    assert {"✅ Setuju", "↩️ Kembalikan", "✅ Kirim", "✅ Selesai", "✅ Perintahkan"} <= set(label_tombol())


@pytest.mark.parametrize("label", [label for label in label_tombol() if not label.startswith("💬")])
def test_tombol_ada_di_panduan(label: str) -> None:
    assert f"`{label}`" in PANDUAN


@pytest.mark.parametrize("pesan", re.findall(r"^\| \*([^*]+)\* \|", PANDUAN, re.MULTILINE))
def test_pesan_di_panduan_memang_diucapkan_bot(pesan: str) -> None:
    """What the guide explains is what people read on their phone; "…" stands for what differs."""
    kata = "".join(b.read_text("utf-8") for b in (AKAR / "bot").rglob("*.py"))

    assert [bagian for bagian in pesan.split("…") if bagian.strip() not in kata] == []


def test_contoh_kantor_di_readme_dapat_dipasang(tmp_path: Path) -> None:
    """Copied out of the README the small office is accepted as it stands, and lacks nothing."""
    for nama, bahasa in (("kantor.toml", "toml"), ("indikator.csv", "csv")):
        cocok = re.search(rf"^```{bahasa}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
        assert cocok is not None
        (tmp_path / nama).write_text(cocok[1], "utf-8")

    kantor = baca_kantor(tmp_path / "kantor.toml")

    assert (len(kantor.personel), len(kantor.indikator), kantor.kekurangan) == (4, 3, [])


def test_contoh_jam_kerja_di_panduan_terbaca() -> None:
    cocok = re.search(r"^```toml\n(.*?)^```", PANDUAN, re.DOTALL | re.MULTILINE)
    assert cocok is not None

    jam = JamKerja.dari_json(tomllib.loads(cocok[1])["jam_kerja"])

    assert [len(hari) for hari in jam.pekan] == [2, 2, 2, 2, 2, 0, 0]


@pytest.mark.parametrize("nama", BACAAN)
def test_tautan_dan_jalur_ada(nama: str) -> None:
    """Links lead somewhere, anchors too, and every file that is named in the text exists."""
    berkas = AKAR / nama
    isi = berkas.read_text("utf-8")
    tautan = [t for t in re.findall(r'\]\(([^)\s]+)\)|src="([^"]+)"', isi) for t in t if t and "://" not in t]
    for satu in tautan:
        jalur, _, jangkar = satu.partition("#")
        tujuan = (berkas.parent / jalur).resolve() if jalur else berkas
        assert tujuan.exists(), satu
        assert not jangkar or jangkar in jangkar_dari(tujuan.read_text("utf-8")), satu
    for jalur in re.findall(r"`((?:bot|handlers|jadwal|db|tests|docs)/[\w./]+)`", isi):
        assert (AKAR / jalur).exists(), jalur


def jangkar_dari(isi: str) -> set[str]:
    """Anchors as GitHub makes them of headings."""
    judul = re.findall(r"^#+ (.+)$", isi, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", j.casefold()).replace(" ", "-") for j in judul}


def test_gambar_ringan() -> None:
    """The pictures of the README load on a phone."""
    gambar = sorted((AKAR / "docs" / "gambar").glob("*.png"))

    assert gambar
    assert [g.name for g in gambar if g.stat().st_size > 200_000 or g.name not in README] == []


def test_catatan_perubahan_menyebut_versi_ini() -> None:
    versi = tomllib.loads((AKAR / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    assert f"## {versi}\n" in (AKAR / "CHANGELOG.md").read_text("utf-8")
