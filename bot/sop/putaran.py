"""Which round of a step people count: one more for each return, none for what was taken back."""

from collections.abc import Iterable

from bot.sop.kejadian import Hasil


def putaran_tampil(tugas: Iterable[tuple[int, int, str]]) -> dict[tuple[int, int], int]:
    """(step, round) to the round that is shown. `tugas`: step, round and outcome of every assignment of a run.

    The core numbers every beginning of a step, and keeps that number as its identity. A beginning whose assignments were
    all taken back has not taken place: the next one carries its number.
    """
    semua: set[tuple[int, int]] = set()
    terjadi: dict[int, set[int]] = {}
    for no, putaran, hasil in tugas:
        semua.add((no, putaran))
        if hasil != Hasil.DITARIK.value:
            terjadi.setdefault(no, set()).add(putaran)
    return {(no, p): 1 + sum(lain < p for lain in terjadi.get(no, ())) for no, p in semua}
