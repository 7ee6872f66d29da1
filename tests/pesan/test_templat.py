"""Message templates are made when they are first used; here all of them are, so that none is broken."""

import gc
import importlib
import pkgutil

import bot.pesan
from bot.pesan.dasar import Templat, templat


def test_setiap_templat_terbaca() -> None:
    for modul in pkgutil.iter_modules(bot.pesan.__path__, "bot.pesan."):
        importlib.import_module(modul.name)
    semua = [o for o in gc.get_objects() if type(o) is Templat]

    assert len(semua) > 200
    assert all(satu.jadi.render for satu in semua)


def test_isian_diamankan() -> None:
    assert templat(" <b>{{ nama }}</b> ").render(nama="A & <i>B</i>") == "<b>A &amp; &lt;i&gt;B&lt;/i&gt;</b>"
