"""Documents made by a process of their own: quick, killable, and never all lost at once (K64)."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path
from types import MappingProxyType

import pytest

from bot.berkas import excel, gambar, pdf
from bot.berkas.rakit import AKAR, BAGIAN, GagalMerakit, Perakit, rakit
from tests.berkas.naskah_uji import naskah_banyak, naskah_kantor

# A worker that does its work, except for one document: there it hangs, crashes or reports an error.
NAKAL = """
import sys, time, os
akar, bagian, ulah = sys.argv[1:]
sys.path.insert(0, akar)
from bot.berkas import rakit_pekerja as p
class Nakal:
    @staticmethod
    def tulis(naskah):
        if ulah == "macet":
            time.sleep(60)
        if ulah == "mati":
            os._exit(3)
        raise RuntimeError("huruf hilang")
asli = p.importlib.import_module
sys.modules["nakal"] = Nakal
p.PENULIS[bagian] = "nakal"
p.jalan()
"""


def perakit(bagian, ulah, batas=3.0):
    return Perakit(batas=batas, perintah=(sys.executable, "-c", NAKAL, str(AKAR), bagian, ulah))


async def test_tiga_dokumen_sama_dengan_penulisnya():
    """The process hands on exactly what the writers write."""
    isi = naskah_kantor()

    dokumen = await rakit(isi)

    assert (dokumen.xlsx, dokumen.pdf, dokumen.png) == (excel.tulis(isi), pdf.tulis(isi), gambar.tulis(isi))
    assert dokumen.galat == ""


@pytest.mark.parametrize(("ulah", "sebab"), [("macet", "lebih dari 3 detik"), ("mati", "3"), ("galat", "huruf hilang")])
@pytest.mark.parametrize("bagian", ["xlsx", "pdf", "png"])
async def test_k64_dokumen_yang_gagal_tidak_membawa_yang_lain(bagian, ulah, sebab):
    """K64: the two other documents are there, and it is said which failed and why."""
    rusak = perakit(bagian, ulah)

    dokumen = await rusak.rakit(naskah_kantor())

    await rusak.tutup()
    assert [j for j in BAGIAN if getattr(dokumen, j) is None] == [bagian]
    assert bagian in dokumen.galat
    assert sebab in dokumen.galat


async def test_k64_tanpa_satu_pun_dokumen_ditolak():
    """Where nothing of what was asked for could be made, the caller hears about it."""
    rusak = perakit("xlsx", "mati")

    with pytest.raises(GagalMerakit) as gagal:
        await rusak.rakit(naskah_kantor(), ("xlsx",))

    await rusak.tutup()
    assert gagal.value.bagian == "xlsx"


async def test_sesudah_macet_rekap_berikutnya_jadi():
    """A killed process is replaced at the next order."""
    rusak = perakit("png", "mati")

    await rusak.rakit(naskah_kantor())
    kedua = await rusak.rakit(naskah_kantor())

    await rusak.tutup()
    assert kedua.pdf is not None


async def test_putaran_acara_tidak_tertahan():
    """While five hundred indicators are set, the bot goes on answering."""
    terlama = 0.0

    async def detak():
        nonlocal terlama
        while True:
            mulai = time.perf_counter()
            await asyncio.sleep(0.005)
            terlama = max(terlama, time.perf_counter() - mulai - 0.005)

    jantung = asyncio.create_task(detak())
    await rakit(naskah_banyak(500))
    jantung.cancel()

    assert terlama < 0.25  # generous for a busy machine; the benchmark measures the real figure


async def test_proses_diam_diakhiri():
    """The memory of the writers is given back soon after the last recap."""
    sebentar = Perakit(diam=0.05)
    await sebentar.rakit(naskah_kantor())
    proses = sebentar._proses
    assert proses is not None

    await asyncio.wait_for(asyncio.to_thread(proses.wait), 5)

    await sebentar.tutup()


async def test_dua_rekap_bersamaan():
    """Two offices that approve in the same second get their own documents."""
    satu, dua = naskah_kantor(), naskah_kantor("gowa")
    bersama = Perakit()
    await bersama.siapkan()

    hasil = await asyncio.gather(bersama.rakit(satu), bersama.rakit(dua))

    await bersama.tutup()
    assert [h.xlsx for h in hasil] == [excel.tulis(satu), excel.tulis(dua)]


async def test_aturan_yang_tidak_bisa_diubah():
    """A recap may hold its rules in a read-only mapping, which does not travel between processes by itself."""
    isi = naskah_kantor()
    object.__setattr__(isi.rekap, "aturan", MappingProxyType(dict(isi.rekap.aturan)))

    assert (await rakit(isi)).galat == ""


def test_program_utama_tidak_memuat_penulis():
    """The idle bot holds neither Typst nor openpyxl on account of this room."""
    perintah = "import sys, bot.berkas.rakit; print([m for m in ('typst', 'openpyxl', 'segno') if m in sys.modules])"

    hasil = subprocess.run([sys.executable, "-c", perintah], cwd=Path(AKAR), capture_output=True, text=True, check=True)

    assert hasil.stdout.strip() == "[]"
