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
        tempat = f" ({galat.filename})" if galat.filename else ""
        return gagal(f"Komputer menolak: {galat.strerror or type(galat).__name__}{tempat}.")
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


def _tak_terduga(galat: Exception) -> int:
    """Our own mistake, or the database's: the kind of error, and where to find the rest."""
    from bot.catatan import satu_baris, sembunyikan

    _LOG.debug("perintah gagal", exc_info=galat)
    letak = traceback.extract_tb(galat.__traceback__)[-1]
    sebab = satu_baris(sembunyikan(str(galat).partition("\n")[0]))[:300]
    gagal(f"Perintah gagal karena kendala yang tidak terduga: {type(galat).__name__}: {sebab}")
    gagal(f"Sampaikan baris di atas kepada pengembang ({letak.name}, baris {letak.lineno}).")
    return GAGAL
