"""HTML becomes what Telegram shows: plain text, entities in UTF-16 units."""

from typing import Any

import pytest

from bot.simulasi import entitas

ORANG = {"id": 5001, "is_bot": False, "first_name": "Rina"}


def cari(nomor: int) -> dict[str, Any] | None:
    return ORANG if nomor == 5001 else None


def e(jenis: str, offset: int, length: int, **lain: Any) -> dict[str, Any]:
    return {"offset": offset, "length": length, "type": jenis, **lain}


@pytest.mark.parametrize(
    ("html", "teks", "daftar"),
    [
        ("<b>a</b><i>b</i>", "ab", [e("bold", 0, 1), e("italic", 1, 1)]),
        ("<b>a<i>b</i></b>", "ab", [e("bold", 0, 2), e("italic", 1, 1)]),
        ("😀<u>é</u>", "😀é", [e("underline", 2, 1)]),
        ("<s>x</s><del>y</del>", "xy", [e("strikethrough", 0, 1), e("strikethrough", 1, 1)]),
        ("&lt;b&gt; &amp; &quot;&#33;&#x1F600;", '<b> & "!😀', []),
        ("&copy; 5 & 6", "&copy; 5 & 6", []),
        ("<code>/mulai</code>", "/mulai", [e("code", 0, 6)]),
        ('<pre><code class="language-py">x</code></pre>', "x", [e("pre", 0, 1, language="py")]),
        ('<a href="https://a.id/x?y=1&amp;z">t</a>', "t", [e("text_link", 0, 1, url="https://a.id/x?y=1&z")]),
        ('<a href="tg://user?id=5001">Rina</a>', "Rina", [e("text_mention", 0, 4, user=ORANG)]),
        ('<a href="tg://user?id=404">Hantu</a>', "Hantu", []),
        ("<blockquote>a</blockquote>", "a", [e("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [e("expandable_blockquote", 0, 1)]),
        ('<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>', "ab", [e("spoiler", 0, 1), e("spoiler", 1, 1)]),
        ("  \n<b>a </b>\n ", "a", [e("bold", 0, 1)]),
        ("<b></b>kosong", "kosong", []),
        ("ketik /tugas atau /rekap@sim_bot", "ketik /tugas atau /rekap@sim_bot", [e("bot_command", 6, 6), e("bot_command", 18, 14)]),
        ("a/b https://x.id/y.", "a/b https://x.id/y.", [e("url", 4, 14)]),
    ],
)  # fmt: skip
def test_html_menjadi_entitas(html: str, teks: str, daftar: list[dict[str, Any]]) -> None:
    jadi, entitas_jadi = entitas.format(html, "HTML", None, cari)

    assert jadi == teks
    assert [dict(sorted(x.items())) for x in entitas_jadi] == [dict(sorted(x.items())) for x in daftar]


def test_lebih_dari_seratus_entitas_dibuang() -> None:
    """Telegram silently keeps the first hundred."""
    _, daftar = entitas.format("<b>a</b> " * 150, "HTML", None, cari)

    assert len(daftar) == 100


def test_panjang_dihitung_dalam_utf16() -> None:
    assert [entitas.panjang(t) for t in ("abc", "é", "😀", "ab😀")] == [3, 1, 2, 4]
