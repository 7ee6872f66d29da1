"""K11: two processes on the same data."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.kunci import NAMA_BERKAS, Kunci, SudahBerjalan
from tests.conftest import kendala_postgres

AKAR = Path(__file__).parents[2]
PEMEGANG = """
import asyncio, sys
from pathlib import Path
from bot.kunci import Kunci

async def pegang():
    kunci = Kunci(sys.argv[1], Path(sys.argv[2]))
    print(await kunci.ambil(), flush=True)
    await asyncio.sleep(60)

asyncio.run(pegang())
"""


@pytest.fixture
def pemegang(url_basisdata: str, tmp_path: Path):
    """Another process that holds the lock."""
    perintah = [sys.executable, "-c", PEMEGANG, url_basisdata, str(tmp_path)]
    proses = subprocess.Popen(perintah, cwd=AKAR, stdout=subprocess.PIPE, text=True)
    assert proses.stdout is not None
    assert proses.stdout.readline().strip() == "True"
    yield proses
    proses.kill()
    proses.wait()
    proses.stdout.close()


async def test_k11_proses_kedua_ditolak_lalu_mengambil_alih(
    pemegang: subprocess.Popen, url_basisdata: str, tmp_path: Path
):
    """The second process gets nothing while the first lives, and the lock soon after it was killed."""
    kunci = Kunci(url_basisdata, tmp_path)
    selagi_hidup = await kunci.ambil()
    pemegang.kill()
    pemegang.wait()

    await asyncio.wait_for(kunci.tunggu(setiap=0.02), 5)

    assert not selagi_hidup
    assert await kunci.masih()
    await kunci.lepas()
    assert not await kunci.masih()


async def test_kunci_dilepas_dapat_diambil_lagi(url_basisdata: str, tmp_path: Path):
    """An orderly end frees the lock; taking it twice is harmless."""
    satu, dua = Kunci(url_basisdata, tmp_path), Kunci(url_basisdata, tmp_path)

    assert await satu.ambil()
    assert await satu.ambil()
    assert not await dua.ambil()
    await satu.lepas()
    await asyncio.wait_for(dua.tunggu(setiap=0.02), 5)  # the server notices a moment after the connection is closed
    await dua.lepas()


async def test_penjaga_berakhir_setelah_kunci_dikembalikan(url_basisdata: str, tmp_path: Path):
    """Giving the lock back in order is no alarm."""
    kunci = Kunci(url_basisdata, tmp_path)
    hilang = asyncio.Event()
    assert await kunci.ambil()
    penjaga = asyncio.create_task(kunci.jaga(_tandai(hilang), setiap=0.01))
    await asyncio.sleep(0.05)

    await kunci.lepas()

    await asyncio.wait_for(penjaga, 1)
    assert not hilang.is_set()


if not kendala_postgres():

    async def test_k11_kunci_server_yang_hilang_diketahui(basisdata_postgres: URL, tmp_path: Path):
        """A lost connection is a lost lock: the process stops sending before another one starts, and may try again."""
        kunci = Kunci(basisdata_postgres.render_as_string(hide_password=False), tmp_path)
        hilang = asyncio.Event()
        assert await kunci.ambil()
        penjaga = asyncio.create_task(kunci.jaga(_tandai(hilang), setiap=0.01))
        await asyncio.sleep(0.05)
        assert not hilang.is_set()
        assert kunci._server is not None

        kunci._server.close()

        await asyncio.wait_for(hilang.wait(), 2)
        await penjaga
        assert await kunci.ambil()
        await kunci.lepas()


def _tandai(tanda: asyncio.Event) -> Callable[[], Awaitable[None]]:
    async def tandai() -> None:
        tanda.set()

    return tandai


def test_pesan_untuk_proses_kedua(tmp_path: Path):
    """The text names the folder, so that one knows which of two installations is meant."""
    assert str(tmp_path) in str(SudahBerjalan(tmp_path))
    assert NAMA_BERKAS.endswith(".db")
