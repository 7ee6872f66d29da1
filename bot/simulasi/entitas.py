"""Formatted text as Telegram reads it: HTML into plain text and entities, lengths in UTF-16 units.

The rules and the wording of refusals follow TDLib's `parse_html` and `fix_formatted_text`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

from bot.simulasi.galat import buruk

Entitas = dict[str, Any]
CariPengguna = Callable[[int], dict[str, Any] | None]

JENIS_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
MAKS_ENTITAS = 100
ENTITAS_HTML = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});?")
ATRIBUT = re.compile(r"""\s*([^\s=>]+)\s*(=)?\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]*))""")
UJUNG_NAMA = re.compile(r"[\s>]")
OTOMATIS = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{5,32})?)(?![\w/<>])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})\b"
    r"|(?<![\w#])(?P<hashtag>#\w*[^\W\d]\w*)"
)


def panjang(teks: str) -> int:
    """Length in UTF-16 code units, the way Telegram counts."""
    return len(teks) if teks.isascii() else len(teks.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class _Terbuka:
    tag: str
    argumen: str
    mulai: int
    mulai_teks: int


def _tidak_terbaca(alasan: str) -> Exception:
    return buruk(f"can't parse entities: {alasan}")


def urai_html(sumber: str, cari: CariPengguna) -> tuple[str, list[Entitas]]:
    """Plain text and entities of `sumber`; raises GalatApi for unbalanced or unknown tags."""
    potongan: list[str] = []
    entitas: list[Entitas] = []
    terbuka: list[_Terbuka] = []
    letak, i = 0, 0
    while i < len(sumber):
        j = sumber.find("<", i)
        teks = ENTITAS_HTML.sub(
            lambda m: unescape(m[0] if m[0][-1] == ";" else m[0] + ";"), sumber[i : None if j < 0 else j]
        )
        potongan.append(teks)
        letak += panjang(teks)
        if j < 0:
            break
        bita = len(sumber[:j].encode())
        if sumber.startswith("</", j):
            i = _tutup(sumber, j, bita, terbuka, potongan, letak, entitas, cari)
        else:
            tag, argumen, i = _buka(sumber, j, bita)
            terbuka.append(_Terbuka(tag, argumen, letak, len(potongan)))
    if terbuka:
        raise _tidak_terbaca(f'Can\'t find end tag corresponding to start tag "{terbuka[-1].tag}"')
    return "".join(potongan), entitas


def _buka(sumber: str, j: int, bita: int) -> tuple[str, str, int]:
    """Tag name, its argument (link, language, …) and where its content begins."""
    akhir = UJUNG_NAMA.search(sumber, j)
    if akhir is None:
        raise _tidak_terbaca(f"Unclosed start tag at byte offset {bita}")
    tag = sumber[j + 1 : akhir.start()].lower()
    if tag not in JENIS_TAG:
        raise _tidak_terbaca(f'Unsupported start tag "{tag}" at byte offset {bita}')
    argumen, i = "", _lewati_spasi(sumber, akhir.start())
    while i < len(sumber) and sumber[i] != ">":
        nama, nilai, i = _atribut(sumber, i, tag, bita)
        argumen = _argumen(tag, nama, nilai) or argumen
        i = _lewati_spasi(sumber, i)
    if i >= len(sumber):
        raise _tidak_terbaca(f"Unclosed start tag at byte offset {bita}")
    if tag == "span" and argumen != "tg-spoiler":
        raise _tidak_terbaca(f'Tag "span" must have class "tg-spoiler" at byte offset {bita}')
    return tag, argumen, i + 1


def _lewati_spasi(sumber: str, i: int) -> int:
    while i < len(sumber) and sumber[i].isspace():
        i += 1
    return i


def _atribut(sumber: str, i: int, tag: str, bita: int) -> tuple[str, str, int]:
    cocok = ATRIBUT.match(sumber, i)
    if cocok is None:
        raise _tidak_terbaca(f'Empty attribute name in the tag "{tag}" at byte offset {bita}')
    nama = cocok[1].lower()
    if not cocok[2]:
        if (tag, nama) == ("blockquote", "expandable"):
            return nama, nama, cocok.end(1)
        raise _tidak_terbaca(
            f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {bita}'
        )
    akhir = cocok.end()
    if akhir < len(sumber) and not sumber[akhir].isspace() and sumber[akhir] != ">":
        raise _tidak_terbaca(f"Unexpected end of name token at byte offset {bita}")
    return nama, unescape(cocok[3] or cocok[4] or cocok[5] or ""), akhir


def _argumen(tag: str, nama: str, nilai: str) -> str:
    if (tag, nama) in (("a", "href"), ("blockquote", "expandable"), ("span", "class")):
        return nilai
    if (tag, nama) == ("code", "class") and nilai.startswith("language-"):
        return nilai.removeprefix("language-")
    return ""


def _tutup(
    sumber: str,
    j: int,
    bita: int,
    terbuka: list[_Terbuka],
    potongan: list[str],
    letak: int,
    entitas: list[Entitas],
    cari: CariPengguna,
) -> int:
    if not terbuka:
        raise _tidak_terbaca(f"Unexpected end tag at byte offset {bita}")
    akhir = sumber.find(">", j)
    if akhir < 0:
        raise _tidak_terbaca(f"Unclosed end tag at byte offset {bita}")
    tag = sumber[j + 2 : akhir].strip().lower()
    atas = terbuka.pop()
    if tag and tag != atas.tag:
        raise _tidak_terbaca(f'Unmatched end tag at byte offset {bita}, expected "</{atas.tag}>", found "</{tag}>"')
    if letak > atas.mulai:
        _catat(atas, letak - atas.mulai, "".join(potongan[atas.mulai_teks :]), entitas, cari)
    return akhir + 1


def _catat(atas: _Terbuka, lebar: int, isi: str, entitas: list[Entitas], cari: CariPengguna) -> None:
    baru: Entitas = {"type": JENIS_TAG[atas.tag], "offset": atas.mulai, "length": lebar}
    if atas.tag == "a":
        pengguna = re.fullmatch(r"tg://user\?id=(\d+)", atas.argumen)
        if pengguna:
            orang = cari(int(pengguna[1]))
            if orang is None:
                return
            baru |= {"type": "text_mention", "user": orang}
        else:
            alamat = tautan(atas.argumen or isi)
            if alamat is None:
                return
            baru["url"] = alamat
    elif atas.tag == "blockquote" and atas.argumen:
        baru["type"] = "expandable_blockquote"
    elif atas.tag == "pre" and entitas:
        dalam = entitas[-1]
        if dalam["type"] == "code" and (dalam["offset"], dalam["length"]) == (atas.mulai, lebar):
            entitas.pop()
            if dalam.get("_bahasa"):
                baru["language"] = dalam["_bahasa"]
    elif atas.tag == "code" and atas.argumen:
        baru["_bahasa"] = atas.argumen
    entitas.append(baru)


def tautan(alamat: str) -> str | None:
    """The link as Telegram stores it; None where it would drop it silently."""
    alamat = alamat.strip()
    if re.match(r"(?i)(https?|tg|ton|tonsite)://\S+$", alamat):
        host = re.match(r"(?i)https?://([^/?#\s]+)", alamat)
        if host is None:
            return alamat
        rumah = host[1].rsplit("@", 1)[-1]
        ada_titik = "." in rumah or rumah.startswith("[")
        return (alamat if alamat[host.end() :] else alamat + "/") if ada_titik else None
    if re.match(r"[\w-]+(\.[\w-]+)+(/\S*)?$", alamat):
        return f"http://{alamat}" if "/" in alamat else f"http://{alamat}/"
    return None


def _otomatis(teks: str, terpakai: list[Entitas]) -> list[Entitas]:
    """Links, commands, mentions and hashtags that Telegram finds by itself, outside given entities of that kind."""
    if not any(tanda in teks for tanda in "/@#"):
        return []
    larang = [
        (e["offset"], e["offset"] + e["length"])
        for e in terpakai
        if e["type"] in ("code", "pre", "text_link", "text_mention")
    ]
    ketemu: list[Entitas] = []
    for m in OTOMATIS.finditer(teks):
        dari = panjang(teks[: m.start()])
        sampai = dari + panjang(m[0])
        if not any(a < sampai and dari < b for a, b in larang):
            ketemu.append({"offset": dari, "length": sampai - dari, "type": str(m.lastgroup)})
    return ketemu


def rapikan(teks: str, entitas: list[Entitas]) -> tuple[str, list[Entitas]]:
    """What Telegram keeps: trimmed text, entities within it in order, at most 100 of them."""
    teks = teks.replace("\r", "").replace("\x00", "")
    pangkas = len(teks) - len(teks.lstrip(" \n"))
    if pangkas and entitas:
        pangkas = min(pangkas, min(e["offset"] for e in entitas))
    teks = teks[pangkas:].rstrip(" \n\t")
    ujung = panjang(teks)
    jadi: list[Entitas] = []
    for e in entitas:
        awal = e["offset"] - pangkas
        lebar = min(e["length"], ujung - awal)
        if awal >= 0 and lebar > 0:
            jadi.append({k: v for k, v in e.items() if k != "_bahasa"} | {"offset": awal, "length": lebar})
    jadi += _otomatis(teks, jadi)
    jadi.sort(key=lambda e: (e["offset"], -e["length"]))
    return teks, [{"offset": e["offset"], "length": e["length"], **e} for e in jadi[:MAKS_ENTITAS]]


def format(teks: str, mode: str | None, entitas: list[Entitas] | None, cari: CariPengguna) -> tuple[str, list[Entitas]]:
    """Text and entities of a message as the bot gave them: parse mode wins over explicit entities."""
    if len(teks.encode("utf-8", "replace")) > 1 << 15:
        raise buruk("text is too long")
    if mode:
        if mode.lower() == "html":
            teks, daftar = urai_html(teks, cari)
            return rapikan(teks, daftar)
        if mode.lower() in ("markdown", "markdownv2"):
            raise buruk(f"parse_mode {mode} tidak ditiru simulator; pakai HTML")
        raise buruk("unsupported parse_mode")
    return rapikan(teks, [dict(e) for e in entitas or []])
