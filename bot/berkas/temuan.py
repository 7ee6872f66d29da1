"""One finding about an upload: where, what is wrong, what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Temuan:
    """One finding. ``sel``: address in the file; ``kode``: of the indicator, or ""; two Indonesian texts.

    uang: about the budget cell.
    """

    sel: str
    kode: str
    uraian: str
    saran: str = ""
    uang: bool = False

    def __str__(self) -> str:
        asal = f"{self.sel} ({self.kode})" if self.kode else self.sel
        return f"{asal}: {self.uraian} {self.saran}".rstrip()
