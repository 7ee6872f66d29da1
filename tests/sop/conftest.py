"""Runs that have not begun yet, in the sample offices."""

import pytest

from tests.sop.kantor import Jalannya, kantor_contoh


@pytest.fixture
def dkupp() -> Jalannya:
    return Jalannya(kantor_contoh("dkupp-purwakarta"))


@pytest.fixture
def gowa() -> Jalannya:
    return Jalannya(kantor_contoh("gowa"))


@pytest.fixture
def setwan() -> Jalannya:
    return Jalannya(kantor_contoh("setwan-balangan"))
