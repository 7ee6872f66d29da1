"""The round that people are shown."""

from bot.sop.putaran import putaran_tampil


def test_hanya_pengembalian_yang_dihitung():
    """Begun by a slip, begun again, returned once: rounds 1, 2, 3 of the core are shown as 1, 1, 2."""
    tugas = [(4, 1, "ditarik"), (4, 2, "selesai"), (4, 3, ""), (5, 1, "kembali"), (5, 2, "")]

    assert putaran_tampil(tugas) == {(4, 1): 1, (4, 2): 1, (4, 3): 2, (5, 1): 1, (5, 2): 2}


def test_sebagian_ditarik_tetap_terjadi():
    """A round counts when one of its assignments took place."""
    assert putaran_tampil([(6, 1, "dikirim"), (6, 1, "ditarik"), (6, 2, "")])[6, 2] == 2


def test_tanpa_penarikan_sama():
    assert putaran_tampil([(1, 1, "selesai"), (1, 2, "selesai"), (1, 3, "")]) == {(1, 1): 1, (1, 2): 2, (1, 3): 3}
