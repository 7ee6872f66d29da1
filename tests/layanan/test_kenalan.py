"""Who was at the door a moment ago is not looked up again, and never longer than that."""

from bot.layanan.kenalan import SESAAT, Kenalan


def test_hanya_sesaat():
    """Known for `SESAAT` seconds; strangers are never remembered."""
    kini = [100.0]
    kenalan = Kenalan(lambda: kini[0])
    assert not kenalan.kenal(7)

    kenalan.ingat(7)

    assert kenalan.kenal(7)
    assert not kenalan.kenal(8)
    kini[0] += SESAAT
    assert not kenalan.kenal(7)


def test_dilupakan_begitu_ada_yang_disimpan():
    """Whatever was stored may have been the personnel."""
    kenalan = Kenalan(lambda: 0.0)
    kenalan.ingat(7)

    kenalan.lupakan()

    assert not kenalan.kenal(7)
