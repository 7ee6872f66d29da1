"""Why a verb failed, in a sentence without a traceback."""

import logging
import traceback

from bot.pengaturan import PengaturanSalah
from bot.perintah.dasar import GAGAL, Gagal, gagal

_LOG = logging.getLogger(__name__)


def jelaskan(galat: Exception) -> int:
    """One message on stderr for anything that a verb lets out; the exit code."""
    if isinstance(galat, PengaturanSalah):
        baris = "\n".join(f"  {nama}: {apa}" for nama, apa in galat.masalah)
        return gagal(f"Pengaturan belum benar:\n{baris}\nPerbaiki di .env atau di lingkungan, lalu coba lagi.")
    if isinstance(galat, _ditolak()):
        return gagal(galat)
    if isinstance(galat, OSError):
        return gagal(_berkas(galat))
    if asli := _dari_basis_data(galat):
        return gagal(f"Basis data menolak: {asli}. Lihat keadaannya dengan: python -m bot periksa")
    return _tak_terduga(galat)


def _ditolak() -> tuple[type[Exception], ...]:
    """The refusals whose text is written for people."""
    from bot.berkas.rakit import GagalMerakit
    from bot.kunci import SudahBerjalan
    from bot.sop.penolakan import Ditolak
    from db.cadangan import CadanganDitolak
    from db.migrasi import MigrasiGagal, VersiTakDikenal
    from db.pangkalan import PangkalanDitolak
    from db.setelan import SetelanBerbeda

    return (
        Gagal,
        Ditolak,
        PangkalanDitolak,
        SetelanBerbeda,
        MigrasiGagal,
        VersiTakDikenal,
        CadanganDitolak,
        SudahBerjalan,
        GagalMerakit,
    )


_ARTI_OS = (
    (FileNotFoundError, "tidak ada"),
    (IsADirectoryError, "adalah folder, bukan berkas"),
    (NotADirectoryError, "melewati sesuatu yang bukan folder"),
    (FileExistsError, "sudah ada dan bukan folder"),
    (PermissionError, "tidak boleh dibuka atau ditulis"),
)


def _berkas(galat: OSError) -> str:
    apa = next((arti for jenis, arti in _ARTI_OS if isinstance(galat, jenis)), galat.strerror or type(galat).__name__)
    return f"{galat.filename} {apa}." if galat.filename else f"Komputer menolak: {apa}."


def _dari_basis_data(galat: Exception) -> str:
    """What the database says in its own words, in one line; "" for any other error."""
    from sqlalchemy.exc import DBAPIError

    return str(galat.orig).partition("\n")[0] if isinstance(galat, DBAPIError) else ""


def _tak_terduga(galat: Exception) -> int:
    """Our own mistake, or the database's: the kind of error, and where to find the rest."""
    from bot.catatan import satu_baris, sembunyikan

    _LOG.debug("perintah gagal", exc_info=galat)
    letak = traceback.extract_tb(galat.__traceback__)[-1]
    sebab = satu_baris(sembunyikan(str(galat).partition("\n")[0]))[:300]
    gagal(f"Perintah gagal karena kendala yang tidak terduga: {type(galat).__name__}: {sebab}")
    gagal(f"Sampaikan baris di atas kepada pengembang ({letak.name}, baris {letak.lineno}).")
    return GAGAL
