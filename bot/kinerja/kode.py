"""What the code of an indicator may look like, and which codes a text of somebody names."""

import re
from collections.abc import Sequence

BENTUK = "Ketik kodenya dengan huruf dan angka tanpa spasi, boleh dengan - . / _ di antaranya, misalnya DC-01."
_SAH = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?")


def kode_sah(kode: str) -> bool:
    """Can it be typed in the chat and printed in one piece: letters and digits, ``- . / _`` between them?"""
    return bool(_SAH.fullmatch(kode))


def kode_disebut(teks: str, semua: Sequence[str]) -> list[str]:
    """Those of `semua` that the text names, in its order; ``DKP-11/DKP-12`` names two, ``DKP-110`` not ``DKP-11``.

    A code of digits alone is not looked for: it may be any number.
    """
    letak: dict[str, int] = {}
    terpakai: set[int] = set()
    for kode in sorted({k for k in semua if k and not k.isdigit()}, key=len, reverse=True):
        depan = r"(?<![0-9][./-])" if kode[0].isdigit() else ""
        pola = rf"(?<![A-Za-z0-9]){depan}{re.escape(kode)}(?![A-Za-z0-9])(?![./-][0-9])"
        for cocok in re.finditer(pola, teks, re.IGNORECASE):
            tempat = range(*cocok.span())
            if terpakai.isdisjoint(tempat):
                terpakai.update(tempat)
                letak.setdefault(kode, cocok.start())
    return sorted(letak, key=lambda k: letak[k])
