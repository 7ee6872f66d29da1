"""The shape of the house: which room may know which, and who may ask for the time."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

AKAR = Path(__file__).parent.parent
MURNI = {"jadwal.kalender", "jadwal.tonggak", "jadwal.triwulan", "jadwal.libur", "jadwal.jam_kerja", "jadwal.jam_tulis"}
DASAR = {"bot.jam", "bot.pengaturan", "bot.catatan", "bot.galat_telegram", "bot.laju"}

# Room -> rooms that it may import. Imports point inward; a room that is not named here may import everything
# except the simulator (that is `bot` itself: the courier, the wiring, the command line).
INTI = {"bot.sop", "bot.kinerja"}
BOLEH = {
    "bot.sop": set[str](),
    "bot.kinerja": set[str](),
    "bot.dasar": set[str](),
    "bot.berkas": {"bot.kinerja"},
    "jadwal.murni": {"bot.sop"},
    "db": {"bot.dasar"},
    "bot.pesan": INTI | {"bot.berkas", "jadwal.murni"},
    "bot.layanan": INTI | {"bot.dasar", "bot.berkas", "bot.pesan", "db", "jadwal.murni"},
    "handlers": INTI | {"bot.dasar", "bot.berkas", "bot.pesan", "bot.layanan", "db", "jadwal.murni"},
    "jadwal": INTI | {"bot.dasar", "bot.berkas", "bot.pesan", "bot.layanan", "db", "jadwal.murni"},
}

# What the pure rooms do without: Telegram, databases, waiting, clocks and chance.
LUAR = {"telegram", "sqlmodel", "sqlalchemy", "apscheduler", "asyncio", "httpx", "random", "secrets", "time", "uuid"}

# Durations may be measured (time.monotonic, time.perf_counter): they tell how long, not when.
JAM_TERLARANG = {
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.ctime",
}


@dataclass(frozen=True)
class Impor:
    """One imported name, dotted in full. ``di_dalam``: inside a function, so only when that is called."""

    nama: str
    baris: int
    di_dalam: bool


@cache
def berkas_program() -> tuple[Path, ...]:
    return tuple(sorted(b for ruang in ("bot", "handlers", "jadwal", "db") for b in (AKAR / ruang).rglob("*.py")))


@cache
def pohon(berkas: Path) -> ast.Module:
    return ast.parse(berkas.read_text(encoding="utf-8"))


def modul(berkas: Path) -> str:
    bagian = berkas.relative_to(AKAR).with_suffix("").parts
    return ".".join(bagian[:-1] if bagian[-1] == "__init__" else bagian)


def ruang(nama: str) -> str:
    """The room of a dotted name; "" when it is not ours."""
    for isi, hasil in ((MURNI, "jadwal.murni"), (DASAR, "bot.dasar")):
        if any(nama == m or nama.startswith(m + ".") for m in isi):
            return hasil
    for kamar in ("bot.sop", "bot.kinerja", "bot.berkas", "bot.pesan", "bot.layanan", "bot.simulasi"):
        if nama == kamar or nama.startswith(kamar + "."):
            return kamar
    depan = nama.partition(".")[0]
    return depan if depan in ("bot", "handlers", "jadwal", "db") else ""


def impor(akar: ast.AST, di_dalam: bool = False) -> Iterator[Impor]:
    for simpul in ast.iter_child_nodes(akar):
        if isinstance(simpul, ast.Import):
            yield from (Impor(a.name, simpul.lineno, di_dalam) for a in simpul.names)
        elif isinstance(simpul, ast.ImportFrom):
            assert not simpul.level, "imports are written in full"
            yield from (Impor(f"{simpul.module}.{a.name}", simpul.lineno, di_dalam) for a in simpul.names)
        else:
            fungsi = isinstance(simpul, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from impor(simpul, di_dalam or fungsi)


def panggilan(akar: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a dotted name, with what the first part was imported as written out."""
    sebutan: dict[str, str] = {}
    for simpul in ast.walk(akar):
        if isinstance(simpul, ast.Import):
            sebutan |= {a.asname or a.name.partition(".")[0]: a.name for a in simpul.names}
        elif isinstance(simpul, ast.ImportFrom):
            sebutan |= {a.asname or a.name: f"{simpul.module}.{a.name}" for a in simpul.names}
    for simpul in ast.walk(akar):
        if isinstance(simpul, ast.Call) and re.fullmatch(r"[\w.]+", fungsi := ast.unparse(simpul.func)):
            depan, titik, ekor = fungsi.partition(".")
            yield sebutan.get(depan, depan) + titik + ekor, simpul


def membaca_jam(akar: ast.Module) -> list[int]:
    return [simpul.lineno for nama, simpul in panggilan(akar) if nama in JAM_TERLARANG]


def acak_tanpa_benih(akar: ast.Module) -> list[int]:
    """Lines that use the module's shared generator, or make one of their own without a seed."""
    return [
        simpul.lineno
        for nama, simpul in panggilan(akar)
        if nama.startswith("random.") and not (nama == "random.Random" and (simpul.args or simpul.keywords))
    ]


def test_impor_mengarah_ke_dalam():
    """The procedure and the arithmetic know nobody, and nobody inside knows who calls."""
    salah = [
        f"{berkas.relative_to(AKAR)}:{i.baris} {sini} mengimpor {i.nama}"
        for berkas in berkas_program()
        if (sini := ruang(modul(berkas))) in BOLEH
        for i in impor(pohon(berkas))
        if (sana := ruang(i.nama)) and sana != sini and sana not in BOLEH[sini]
        if i.nama != "bot"  # the bare package holds nothing; it only says where the program lies
    ]

    assert salah == []


def test_ruang_murni_tanpa_dunia_luar():
    """What decides and computes needs no Telegram, no database, no clock and no chance."""
    salah = [
        f"{berkas.relative_to(AKAR)}:{i.baris} {i.nama}"
        for berkas in berkas_program()
        if ruang(modul(berkas)) in (*INTI, "jadwal.murni")
        for i in impor(pohon(berkas))
        if i.nama.partition(".")[0] in LUAR
    ]

    assert salah == []


def test_simulator_hanya_dipanggil_dari_perintahnya():
    """The bot does not know the simulator: only the command line loads it, and only when asked to."""
    salah = [
        f"{berkas.relative_to(AKAR)}:{i.baris}"
        for berkas in berkas_program()
        if ruang(modul(berkas)) != "bot.simulasi"
        for i in impor(pohon(berkas))
        if ruang(i.nama) == "bot.simulasi" and not (modul(berkas) == "bot.__main__" and i.di_dalam)
    ]

    assert salah == []


def test_hanya_jam_yang_membaca_jam():
    """There is one place that knows what time it is, so that the simulator can move it."""
    salah = [
        f"{berkas.relative_to(AKAR)}:{baris}"
        for berkas in berkas_program()
        if modul(berkas) != "bot.jam"
        for baris in membaca_jam(pohon(berkas))
    ]

    assert salah == []


def test_tidak_ada_yang_acak_tanpa_benih():
    """Whatever is drawn by lot can be drawn again; only secrets and file names are truly random."""
    salah = [
        f"{berkas.relative_to(AKAR)}:{baris}"
        for berkas in (*berkas_program(), *sorted((AKAR / "tests").rglob("*.py")))
        for baris in acak_tanpa_benih(pohon(berkas))
    ]

    assert salah == []


@pytest.mark.parametrize(
    ("kode", "jam", "acak"),
    [
        ("import datetime\ndatetime.datetime.now()", 1, 0),
        ("import datetime as d\nd.date.today()", 1, 0),
        ("from datetime import datetime\ndatetime.now(None)", 1, 0),
        ("from time import time as t\nt()", 1, 0),
        ("import time\ntime.monotonic(); time.perf_counter()", 0, 0),
        ("from bot.jam import Jam\njam.sekarang(); datetime.now()", 0, 0),
        ("import random\nrandom.random(); random.Random()", 0, 2),
        ("from random import choice\nchoice([1])", 0, 1),
        ("import random\nrandom.Random(7).random(); random.Random(x=7)", 0, 0),
    ],
)
def test_pemeriksa_melihat_yang_harus_dilihat(kode, jam, acak):
    """The checks above would notice the usual spellings."""
    assert (len(membaca_jam(ast.parse(kode))), len(acak_tanpa_benih(ast.parse(kode)))) == (jam, acak)


def test_pemeriksa_mengenal_ruang():
    """A module's room, an import inside a function, and names that only look alike."""
    dalam = list(impor(ast.parse("import os\ndef f():\n    from bot.simulasi import dunia")))

    assert [(i.nama, i.di_dalam) for i in dalam] == [("os", False), ("bot.simulasi.dunia", True)]
    assert [ruang(n) for n in ("bot.sop.alur", "bot.sopan", "jadwal.kalender", "jadwal.detak", "bots", "db")] == [
        "bot.sop",
        "bot",
        "jadwal.murni",
        "jadwal",
        "",
        "db",
    ]
