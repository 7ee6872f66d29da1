"""The table of what each kind of step brings is complete."""

import pytest

from bot.layanan.contoh_formulir import menerbitkan_formulir
from bot.layanan.jenis_langkah import LEMBAR, PERILAKU
from bot.layanan.perbuatan_langkah import AKSI, TONGGAK
from bot.sop.model import Jenis
from bot.sop.pemuat import muat


@pytest.mark.parametrize("jenis", PERILAKU)
def test_setiap_janji_ada_yang_menepati(jenis: Jenis) -> None:
    """A due moment or button that nobody handles would be noticed only in the middle of a quarter."""
    p = PERILAKU[jenis]

    assert set(p.saat_buka) <= set(TONGGAK)
    assert {aksi for _, aksi in (*p.tombol, LEMBAR)} <= set(AKSI)


@pytest.mark.parametrize(
    ("sop", "langkah"),
    [
        ("dkupp-purwakarta", [2]),
        ("gowa", [2]),
        ("bkpsdm-purwakarta", []),
        ("setwan-balangan", []),
        ("disnakerperintrans-kapuas-hulu", []),
    ],
)
def test_formulir_diterbitkan_satu_langkah_saja(sop: str, langkah: list[int]) -> None:
    """The sample goes with the step that works out the form, not with plans and methods, and not twice."""
    isi = muat(sop)

    assert [x.no for x in isi.langkah if menerbitkan_formulir(isi, x.no)] == langkah
