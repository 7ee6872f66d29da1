"""The offices of the stories. After each story: every press has been answered, nobody met a fault of ours."""

import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.cerita.cerita import Cerita, Lemari

DKUPP, BKPSDM = "dkupp-purwakarta", "bkpsdm-purwakarta"


@pytest.fixture(autouse=True)
def selang_waktu(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's own warning about `retry_after` is not ours: take its future type now."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture(scope="session")
def lemari(tmp_path_factory: pytest.TempPathFactory) -> Lemari:
    return Lemari(tmp_path_factory.mktemp("lemari"))


@pytest.fixture
async def buat(
    lemari: Lemari, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Callable[..., Cerita]]:
    """`buat(sop, …, triwulan=1)`: a story with these offices."""
    semua: list[Cerita] = []

    def satu(*sop: str, triwulan: int = 1, url: str | None = None) -> Cerita:
        semua.append(Cerita(lemari, tmp_path / f"data{len(semua)}", sop, triwulan, url))
        return semua[-1]

    yield satu
    for cerita in semua:
        if cerita.panggung is not None:
            await cerita.tenang()
            belum = [p.data for p in cerita.dunia.panggilan.values() if p.jawaban is None]
            await cerita.tutup()
            assert not belum, "setiap tombol harus dijawab"
    galat = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.ERROR]
    assert not galat


@pytest.fixture
def dkupp(buat: Callable[..., Cerita]) -> Cerita:
    """The 13-step office in the first quarter."""
    return buat(DKUPP)


@pytest.fixture
def dkupp_tw2(buat: Callable[..., Cerita]) -> Cerita:
    return buat(DKUPP, triwulan=2)


@pytest.fixture
def dua_kantor(buat: Callable[..., Cerita]) -> Cerita:
    """dkupp (0) and bkpsdm (1) side by side."""
    return buat(DKUPP, BKPSDM)


@pytest.fixture
def dkupp_dua(buat: Callable[..., Cerita], url_basisdata: str) -> Cerita:
    """The 13-step office on each kind of database that is there."""
    return buat(DKUPP, url=None if url_basisdata.startswith("sqlite") else url_basisdata)
