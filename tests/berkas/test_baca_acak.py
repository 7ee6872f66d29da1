"""Random cells in a form: no input stops the reading, and nothing unreadable becomes a number."""

import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.berkas.baca_excel import BarisMentah, BerkasMentah, LembarMentah, SelMentah
from bot.berkas.formulir import Identitas
from bot.berkas.periksa import periksa
from bot.berkas.sel_excel import alamat
from bot.berkas.tandai import tandai
from bot.kinerja.data import realisasi_dari_json, realisasi_ke_json
from bot.kinerja.model import Bacaan, Keterbacaan
from tests.berkas.bahan import JUDUL, KITA, indikator

DAFTAR = [indikator("UJI-01"), indikator("UJI-02", satuan="orang"), indikator("UJI-03", pagu=None)]
NOL = {"nihil", "nol"}
KODE = st.sampled_from(["UJI-01", "UJI-02", "UJI-03", "uji-01 ", "UJI-99", "LAIN-1", "", "-"])
ANGKA_TEKS = st.from_regex(
    r"[-(]?(Rp ?)?[0-9]{0,4}[.,/x ]?[0-9]{0,4}[.,-]{0,2}[0-9]{0,3}%?\)?( orang| juta)?", fullmatch=True
)
TEKS = st.one_of(
    st.text(max_size=25), ANGKA_TEKS, st.sampled_from(["-", "belum", "nihil", "１２", "1e309", "NaN", "#N/A"])
)
SEL = st.one_of(
    st.tuples(st.just("teks"), TEKS),
    st.tuples(st.just("angka"), st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**14), 10**14))),
    st.tuples(st.sampled_from(["rumus", "galat"]), TEKS.map(lambda t: f"={t}")),
    st.tuples(st.just("tanggal"), st.sampled_from(["2026-07-05T00:00:00", "0001-01-01T08:00:00", "bukan"])),
    st.tuples(st.just("logika"), st.booleans()),
)  # fmt: skip
FORMAT = st.sampled_from(["General", "0.00%", "@", "#,##0", "dd/mm/yyyy"])
BARIS = st.tuples(KODE, st.dictionaries(st.integers(2, 13), st.tuples(SEL, FORMAT), max_size=8))


def berkas(judul: list[str], baris: list[tuple]) -> BerkasMentah:
    isi = [BarisMentah(5, {k: SelMentah(alamat(5, k), "teks", j, "@") for k, j in enumerate(judul, 1)})]
    for nomor, (kode, sel) in enumerate(baris, 6):
        satu = {k: SelMentah(alamat(nomor, k), jenis, nilai, bentuk) for k, ((jenis, nilai), bentuk) in sel.items()}
        isi.append(BarisMentah(nomor, {1: SelMentah(alamat(nomor, 1), "teks", kode, "@"), **satu}))
    return BerkasMentah((LembarMentah("Realisasi", False, tuple(isi)),), _identitas(KITA), ())


def _identitas(i: Identitas) -> dict[str, str]:
    return {
        "instansi": i.instansi,
        "bidang": i.bidang,
        "tahun": str(i.tahun),
        "triwulan": str(i.triwulan),
        "versi": "1",
    }


@settings(max_examples=150)
@given(judul=st.one_of(st.just(list(JUDUL)), st.permutations(list(JUDUL))), baris=st.lists(BARIS, max_size=5))
def test_pembacaan_tidak_jatuh_dan_tidak_menebak(judul: list[str], baris: list[tuple]) -> None:
    """Whatever the cells hold: a verdict, figures that can be stored and read back, and a file that can be given back."""
    mentah = berkas(judul, baris)

    hasil = periksa(mentah, KITA, DAFTAR, None, {"LAIN-1": "Bidang Lain"})

    assert hasil.galat or set(hasil.realisasi) == {i.kode for i in DAFTAR}
    for r in hasil.realisasi.values():
        assert realisasi_dari_json(realisasi_ke_json(r)) == r
        for bacaan in (r.kinerja, r.anggaran):
            _bukan_tebakan(mentah, bacaan)
    if hasil.galat:
        tandai(mentah, (*hasil.galat, *hasil.konfirmasi))


def _bukan_tebakan(mentah: BerkasMentah, bacaan: Bacaan) -> None:
    """A number stands for a typed number, or for a text whose digits it has, in their order, with nothing left over."""
    if bacaan.status is not Keterbacaan.NILAI:
        return
    sel = next(s for b in mentah.lembar[0].baris for s in b.sel.values() if s.alamat == bacaan.sel)
    assert sel.jenis in ("angka", "teks")
    if sel.jenis == "teks" and str(sel.nilai).strip().casefold() not in NOL:
        assert bacaan.nilai is not None
        tertulis = re.sub(r"[^0-9]", "", str(sel.nilai).translate({0xFF10 + n: str(n) for n in range(10)}))
        assert tertulis
        assert Decimal(tertulis or 0).normalize().as_tuple().digits == abs(bacaan.nilai).normalize().as_tuple().digits
