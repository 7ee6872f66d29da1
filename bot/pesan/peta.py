"""The words of the procedure's picture, and its caption."""

from datetime import datetime
from typing import Any

from bot.pesan.dasar import nama_triwulan, templat, waktu_singkat

JUDUL = "{sop}: langkah demi langkah"
BELUM = "Belum tiba · {siapa}"
ULANG = "Akan diulang sesudah perbaikan"
RINGKASAN = {
    "dijeda": "Dijeda pada langkah {no} dari {banyak}",
    "berjalan": "Langkah {no} dari {banyak} sedang berjalan",
    "selesai": "Selesai: {banyak} dari {banyak} langkah",
    "batal": "Dibatalkan pada langkah {no} dari {banyak}",
}


def selesai(kata: str, pada: datetime, zona: str, terlambat: str, putaran: int) -> str:
    """``Selesai 20 Nov 16.28 WIB, tepat waktu``. `kata`: what happened; `terlambat`: by how much, or ""."""
    return f"{kata} {waktu_singkat(pada, zona)}, {terlambat or 'tepat waktu'}{_putaran(putaran)}"


def oleh_admin(dilewati: bool, pada: datetime, zona: str, putaran: int) -> str:
    """What an administrator did in the actors' place, never as their own act."""
    kata = "Dilewati" if dilewati else "Diselesaikan paksa"
    return f"{kata} {waktu_singkat(pada, zona)}, tindakan admin{_putaran(putaran)}"


def berjalan(batas: datetime, zona: str, lewat: bool, putaran: int, dijeda: bool) -> str:
    depan = "DIJEDA, batas semula" if dijeda else "TERLAMBAT, batasnya" if lewat else "Sedang berjalan, batas"
    return f"{depan} {waktu_singkat(batas, zona)}{_putaran(putaran)}"


def giliran(siapa: str, terkumpul: tuple[int, int] | None) -> str:
    return f"Giliran: {siapa}" + (f" · {terkumpul[0]} dari {terkumpul[1]} unit sudah mengirim" if terkumpul else "")


def ringkasan(status: str, no: int, banyak: int) -> str:
    return RINGKASAN[status].format(no=no, banyak=banyak)


def _putaran(putaran: int) -> str:
    return f" (putaran {putaran})" if putaran > 1 else ""


_KETERANGAN = templat("""
🗺 <b>{{ periode }}</b> · {{ instansi }}
{{ ringkasan }}
{% if waktu %}
{{ waktu }}
{% endif %}
""")


def waktu(nyata: str, menunggu: str) -> str:
    """Working minutes of the steps that are over, and how many of them were waiting."""
    jeda = f"; {menunggu} di antaranya menunggu (unit, jawaban atasan, atau jeda)" if menunggu != "0" else ""
    return f"Langkah yang selesai memakai {nyata} menit kerja{jeda}."


def keterangan(triwulan: int, tahun: int, instansi: str, ringkasan_: str, waktu_: str) -> dict[str, Any]:
    """The caption of the picture."""
    periode = nama_triwulan(triwulan, tahun)
    return {
        "caption": _KETERANGAN.render(periode=periode, instansi=instansi, ringkasan=ringkasan_, waktu=waktu_),
        "parse_mode": "HTML",
    }
