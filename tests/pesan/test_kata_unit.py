"""Offices call their units Bidang, Bagian, Subbagian, Seksi, Irban …: sentences that mean any of them say *unit*."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

AKAR = Path(__file__).parents[2]
KATA = re.compile(
    r"(?:\b(?:semua|tiap|seluruh|satu|per|oleh|dari|untuk|data|formulir|batas|nama) bidang\b(?! ?[=}|]))|\b[Bb]idang (?:yang|lain|itu|ini|tertentu|Anda|sudah|sedang|belum)\b"
)


def tulisan(berkas: Path) -> Iterator[str]:
    """String constants without docstrings."""
    pohon = ast.parse(berkas.read_text("utf-8"))
    lewat = {id(n.value) for n in ast.walk(pohon) if isinstance(n, ast.Expr)}
    for n in ast.walk(pohon):
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in lewat:
            yield n.value


def test_kalimat_umum_menyebut_unit():
    """Headings that are fixed, the keys of files and names of units stay; they are no sentences."""
    folder = ("bot/pesan", "handlers")
    semua = [(b, t) for f in folder for b in sorted((AKAR / f).rglob("*.py")) for t in tulisan(b)]
    assert len(semua) > 1000
    assert [(b.name, cocok[0]) for b, t in semua for cocok in KATA.finditer(t)] == []
