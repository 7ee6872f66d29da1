"""The procedure of one run as a picture: which steps are done, which one is running, which was late. Calculates nothing."""

from dataclasses import dataclass

from bot.berkas.warna import NETRAL, corak_warna

WARNA = {
    "tepat": "#1E7D34",
    "telat": "#A15C00",
    "kini": "#1F5FAE",
    "lewat": "#B3261E",
    "admin": "#6B3FA0",
    "belum": NETRAL,
}


@dataclass(frozen=True)
class LangkahPeta:
    """One step. `keadaan`: a key of `WARNA`; `kata` says the same in words, `giliran` whose turn it is, "" elsewhere."""

    no: int
    kegiatan: str
    keadaan: str
    kata: str
    giliran: str = ""


@dataclass(frozen=True)
class Peta:
    """Everything that the picture shows."""

    judul: str
    periode: str
    nama_instansi: str
    ringkasan: str
    langkah: tuple[LangkahPeta, ...]


def tulis(peta: Peta) -> bytes:
    """The PNG, 1080 pixels wide. Raises typst.TypstError when it cannot be drawn."""
    from bot.berkas.percetakan import cetak_png  # only in the process that sets papers: Typst and its fonts are large

    langkah = [vars(x) | {"no": str(x.no), "warna": corak_warna(WARNA[x.keadaan]).kuat} for x in peta.langkah]
    return cetak_png("peta.typ", vars(peta) | {"langkah": langkah})
