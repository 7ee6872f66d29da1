"""A migrated database per test, on each kind of server that is there."""

from collections.abc import Iterator

import pytest

from db.pangkalan import Pangkalan
from tests.palsu import JamPalsu


@pytest.fixture
def pangkalan(url_basisdata: str) -> Iterator[Pangkalan]:
    hasil = Pangkalan(url_basisdata)
    hasil.migrasikan()
    yield hasil
    hasil.tutup()


@pytest.fixture
def jam() -> JamPalsu:
    return JamPalsu()
