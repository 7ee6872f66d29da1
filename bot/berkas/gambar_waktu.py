"""The time record of one run as a picture: per step own time, waiting and the printed standard. Calculates nothing."""

from dataclasses import asdict, dataclass

from bot.berkas.warna import NETRAL, corak_warna

WARNA = {"tepat": "#1E7D34", "telat": "#B3261E", "berjalan": "#1F5FAE", "admin": "#6B3FA0", "menunggu": NETRAL}


@dataclass(frozen=True)
class BatangWaktu:
    """One step and round. `keadaan`: a key of `WARNA`; `sendiri`, `menunggu`, `standar`: parts of the bar's length, 0 to 1."""

    no: str
    kegiatan: str
    keadaan: str
    kata: str
    rincian: str
    sendiri: float
    menunggu: float
    standar: float


@dataclass(frozen=True)
class GambarWaktu:
    periode: str
    nama_instansi: str
    ringkasan: str
    baris: tuple[BatangWaktu, ...]
    arti: tuple[tuple[str, str], ...]  # legend: key of `WARNA` or "standar", words
    sisa: str  # what did not fit, "" for nothing


def tulis(gambar: GambarWaktu) -> bytes:
    """The PNG, 1080 pixels wide. Raises typst.TypstError when it cannot be drawn."""
    from bot.berkas.percetakan import cetak_png  # only in the process that sets papers: Typst and its fonts are large

    warna = {keadaan: corak_warna(isi).kuat for keadaan, isi in WARNA.items()}
    return cetak_png("waktu.typ", asdict(gambar) | {"warna": warna})
