"""What the tests of forms and uploads build with: indicators, filled forms, and workbooks written byte by byte."""

import asyncio
import time
from collections.abc import Awaitable, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook

from bot.berkas.baca_excel import baca
from bot.berkas.formulir import Formulir, Identitas, tulis_formulir
from bot.berkas.formulir_lalu import BarisFormulir
from bot.berkas.kolom_formulir import KOLOM
from bot.berkas.periksa import HasilPeriksa, periksa
from bot.kinerja.data import baca_indikator_csv
from bot.kinerja.model import Angka, Arah, Indikator, Realisasi, Sifat

AKAR = Path(__file__).parents[2]
CONTOH = AKAR / "bot" / "simulasi" / "contoh"
UNGGAHAN = AKAR / "tests" / "contoh_unggahan"
JUDUL = tuple(k.judul for k in KOLOM)
KITA = Identitas("dinas", "uji", 2026, 1, "1")
T = TypeVar("T")


def indikator(kode: str = "UJI-01", **beda: Any) -> Indikator:
    isi = {
        "sasaran": "Meningkatnya mutu",
        "program": "Program Uji",
        "kegiatan": "",
        "nama": f"Persentase layanan {kode}",
        "satuan": "%",
        "arah": Arah.NAIK,
        "sifat": Sifat.AKHIR,
        "bobot": Decimal(1),
        "target_tahunan": Angka(Decimal(90)),
        "target_tw": (Angka(Decimal(80)),) * 4,
        "pagu": Decimal(1_000_000),
        "bidang": "uji",
    }
    return Indikator(kode=kode, **{**isi, **beda})


def banyak(jumlah: int) -> list[Indikator]:
    return [indikator(f"UJI-{n:03}") for n in range(1, jumlah + 1)]


def indikator_contoh(sop: str) -> tuple[Indikator, ...]:
    return baca_indikator_csv((CONTOH / f"indikator_{sop}.csv").read_bytes())


def formulir(
    daftar: list[Indikator], identitas: Identitas = KITA, lalu: Mapping[str, Realisasi] | None = None
) -> bytes:
    baris = tuple(BarisFormulir(i, (lalu or {}).get(i.kode)) for i in daftar)
    return tulis_formulir(Formulir(identitas, "Dinas Uji", "Bidang Uji", baris))


def isi(data: bytes, sel: Mapping[str, object], lembar: str = "Realisasi") -> bytes:
    """The same workbook with these cells filled in, as a person would with Excel."""
    buku = load_workbook(BytesIO(data))
    for alamat, nilai in sel.items():
        buku[lembar][alamat] = nilai
    return simpan(buku)


def simpan(buku: Workbook) -> bytes:
    keluaran = BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def buku_tangan(*baris: list[object]) -> Workbook:
    """A workbook typed by hand: header row, then these rows; no identity sheet."""
    buku = Workbook()
    lembar = buku.active
    assert lembar is not None
    for satu in [list(JUDUL), *baris]:
        lembar.append(satu)
    return buku


def baris_tangan(i: Indikator, realisasi: object = None, **lain: object) -> list[object]:
    return [
        *(i.kode, i.sasaran, i.nama, i.satuan, 80, realisasi, i.pagu, lain.get("anggaran")),
        *(lain.get("pendukung"), lain.get("penghambat"), lain.get("tindak_lanjut")),
    ]


async def periksa_unggahan(
    data: bytes,
    daftar: list[Indikator] | tuple[Indikator, ...],
    identitas: Identitas = KITA,
    kode_lain: Mapping[str, str] | None = None,
    sebelumnya: Mapping[str, Realisasi] | None = None,
) -> HasilPeriksa:
    return periksa(await baca(data, "uji.xlsx"), identitas, daftar, sebelumnya, kode_lain or {})


# --- workbooks written by hand, as nothing but an attacker or a strange program would -------------------------------

_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKET = "http://schemas.openxmlformats.org/package/2006/relationships"


def lembar_xml(baris: str, *, sesudah: str = "", sebelum: str = "") -> str:
    return f'<worksheet xmlns="{_NS}">{sebelum}<sheetData>{baris}</sheetData>{sesudah}</worksheet>'


def sel_teks(alamat: str, teks: str) -> str:
    return f'<c r="{alamat}" t="inlineStr"><is><t>{escape(teks)}</t></is></c>'


def baris_judul(nomor: int = 1) -> str:
    return f'<row r="{nomor}">' + "".join(sel_teks(f"{chr(65 + n)}{nomor}", j) for n, j in enumerate(JUDUL)) + "</row>"


def zip_mentah(anggota: Mapping[str, str | bytes]) -> bytes:
    keluaran = BytesIO()
    with ZipFile(keluaran, "w", ZIP_DEFLATED) as arsip:
        for nama, isi_anggota in anggota.items():
            arsip.writestr(nama, isi_anggota)
    return keluaran.getvalue()


def anggota_buku(lembar: str, **lain: str) -> dict[str, str]:
    """The members of a minimal workbook with one sheet; ``lain`` replaces or adds parts: styles, sharedStrings."""
    buku = (
        f'<workbook xmlns="{_NS}" xmlns:r="{_REL}">{lain.get("sifat", "")}'
        '<sheets><sheet name="Realisasi" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    bagian = {
        "_rels/.rels": f'<Relationships xmlns="{_PAKET}"><Relationship Id="r1" Type="{_REL}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": buku,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PAKET}"><Relationship Id="r1" '
        f'Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": lembar,
    }
    for nama in ("styles", "sharedStrings"):
        if nama in lain:
            bagian[f"xl/{nama}.xml"] = lain[nama]
    return bagian


def gaya_xml(*bentuk: str) -> str:
    """A style sheet: style 0 is General, style n the n-th of these number formats."""
    kode = "".join(f'<numFmt numFmtId="{200 + n}" formatCode={quoteattr(b)}/>' for n, b in enumerate(bentuk))
    xf = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(bentuk)))
    return f'<styleSheet xmlns="{_NS}"><numFmts>{kode}</numFmts><cellXfs><xf numFmtId="0"/>{xf}</cellXfs></styleSheet>'


async def jeda_terburuk(pekerjaan: Awaitable[T]) -> tuple[T, float]:
    """The result, and the longest time in seconds that the event loop could not serve anybody else meanwhile."""
    terburuk, selesai = 0.0, False

    async def detak() -> None:
        nonlocal terburuk
        while not selesai:
            mulai = time.perf_counter()
            await asyncio.sleep(0.001)
            terburuk = max(terburuk, time.perf_counter() - mulai - 0.001)

    jantung = asyncio.create_task(detak())
    try:
        hasil = await pekerjaan
    finally:
        selesai = True
        await jantung
    return hasil, terburuk
