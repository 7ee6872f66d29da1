"""Refusals in Telegram's own words, and faults that a test orders in advance."""

from dataclasses import dataclass, field
from typing import Any, Literal


class GalatApi(Exception):
    """An answer ``{"ok": false, …}``: `kode` is the HTTP status, `parameter` e.g. ``{"retry_after": 5}``."""

    def __init__(self, kode: int, deskripsi: str, parameter: dict[str, Any] | None = None) -> None:
        self.kode, self.deskripsi, self.parameter = kode, deskripsi, parameter or {}
        super().__init__(deskripsi)

    def json(self) -> dict[str, Any]:
        jawaban: dict[str, Any] = {"ok": False, "error_code": self.kode, "description": self.deskripsi}
        if self.parameter:
            jawaban["parameters"] = self.parameter
        return jawaban


def buruk(alasan: str) -> GalatApi:
    return GalatApi(400, f"Bad Request: {alasan}")


def terlarang(alasan: str) -> GalatApi:
    return GalatApi(403, f"Forbidden: {alasan}")


def terlalu_sering(detik: int) -> GalatApi:
    return GalatApi(429, f"Too Many Requests: retry after {detik}", {"retry_after": detik})


def tidak_sah() -> GalatApi:
    return GalatApi(401, "Unauthorized")


def gerbang_rusak() -> GalatApi:
    return GalatApi(502, "Bad Gateway")


def bentrok() -> GalatApi:
    alasan = "terminated by other getUpdates request; make sure that only one bot instance is running"
    return GalatApi(409, f"Conflict: {alasan}")


TIDAK_BERUBAH = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
PANGGILAN_KEDALUWARSA = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True)
class Jaringan:
    """No answer at all. `gantung`: the connection stays open and silent (a time-out); else it is closed at once.

    `setelah_efek`: the call was carried out first, the caller just never learns of it.
    """

    gantung: bool = True
    setelah_efek: bool = False


def habis_waktu(*, setelah_efek: bool = True) -> Jaringan:
    return Jaringan(gantung=True, setelah_efek=setelah_efek)


def putus(*, setelah_efek: bool = False) -> Jaringan:
    return Jaringan(gantung=False, setelah_efek=setelah_efek)


Gangguan = GalatApi | Jaringan


@dataclass
class Rencana:
    """The next `kali` calls of `metode` (``*``: any; ``file``: downloads), in `chat` if named, end in `gangguan`."""

    metode: str
    gangguan: Gangguan
    chat: int | None = None
    kali: int = 1
    terjadi: int = field(default=0)

    def kena(self, metode: str, chat: int | None) -> bool:
        if self.terjadi >= self.kali or self.metode not in ("*", metode):
            return False
        return self.chat is None or self.chat == chat


NamaGangguan = Literal[
    "429", "502", "400", "403", "401", "409", "habis_waktu", "habis_waktu_sebelum", "putus", "putus_setelah"
]


def gangguan_bernama(nama: str, *, detik: int = 5, teks: str = "") -> Gangguan:
    """The fault with this short name, as POST /simulasi/gagalkan and stories write it; ValueError when unknown."""
    pilihan: dict[str, Gangguan] = {
        "429": terlalu_sering(detik),
        "502": gerbang_rusak(),
        "400": buruk(teks or "chat not found"),
        "403": terlarang(teks or "bot was blocked by the user"),
        "401": tidak_sah(),
        "409": bentrok(),
        "habis_waktu": habis_waktu(setelah_efek=True),
        "habis_waktu_sebelum": habis_waktu(setelah_efek=False),
        "putus": putus(setelah_efek=False),
        "putus_setelah": putus(setelah_efek=True),
    }
    if nama not in pilihan:
        raise ValueError(f"Gangguan {nama!r} tidak dikenal. Pilihan: {', '.join(pilihan)}.")
    return pilihan[nama]
