"""K23: cutting texts as Telegram counts them."""

from hypothesis import given
from hypothesis import strategies as st

from db.potong import muat, panjang, polos, potong

potongan = st.one_of(
    st.text(alphabet="ab \n😀é", max_size=30),
    st.sampled_from(["&lt;", "&amp;", "\n"]),
    st.text(alphabet="xyz \n", max_size=20).map(lambda isi: f"<b>{isi}</b>"),
    st.text(alphabet="xyz \n", max_size=20).map(lambda isi: f'<a href="http://x/?a=1&amp;b">{isi}<i>i</i></a>'),
)
naskah = st.lists(potongan, max_size=40).map("".join)


def _terbuka(teks: str) -> int:
    return (
        teks.count("<b>")
        - teks.count("</b>")
        + teks.count("<a ")
        - teks.count("</a>")
        + teks.count("<i>")
        - teks.count("</i>")
    )


@given(naskah, st.integers(20, 80))
def test_k23_setiap_bagian_utuh_dan_muat(teks: str, batas: int):
    """Every part fits and closes what it opens; nothing but line ends and blanks at the cuts is lost."""
    bagian = potong(teks, batas)

    for satu in bagian:
        assert _terbuka(satu) == 0
        if len(bagian) > 1:
            assert panjang(satu) <= batas
    semula = "".join(polos(teks).split())
    assert "".join("".join(polos(satu).split()) for satu in bagian) == semula


@given(st.text(max_size=300), st.integers(10, 60))
def test_k23_teks_polos(teks: str, batas: int):
    """Without markup, `<` and `&` are characters like any other."""
    bagian = potong(teks, batas, html_=False)

    assert all(panjang(satu, html_=False) <= batas for satu in bagian)
    assert "".join("".join(satu.split()) for satu in bagian) == "".join(teks.split())


def test_k23_lebih_dari_seratus_entitas():
    """Telegram takes a hundred entities in a message; the hundred and first begins the next one."""
    teks = "\n".join(f"<b>{nomor}</b>" for nomor in range(150))

    bagian = potong(teks)

    assert [satu.count("<b>") for satu in bagian] == [100, 50]
    assert not muat(teks, 4096)


def test_k23_huruf_di_luar_bidang_dasar_dihitung_dua():
    """Telegram counts UTF-16 units: an emoji is two."""
    assert panjang("😀") == 2
    assert [panjang(satu) for satu in potong("😀" * 2049)] == [4096, 2]
