"""What has been ticked off of a checklist."""

from sqlmodel import Session, select

from bot.layanan import muat
from bot.layanan.catat import Terbuka
from bot.layanan.muat import Jalan
from bot.pesan import esakip as pesan
from db.tabel import CentangEsakip


def kode_tercentang(sesi: Session, p: Terbuka) -> set[str]:
    """Codes of the indicators entered at this step, in this round."""
    return set(sesi.exec(select(CentangEsakip.kode).where(*_milik(p))))


def baris_centang(sesi: Session, p: Terbuka, kode: str) -> CentangEsakip | None:
    return sesi.exec(select(CentangEsakip).where(*_milik(p), CentangEsakip.kode == kode)).first()


def _milik(p: Terbuka) -> tuple[bool, ...]:
    return (
        CentangEsakip.pelaksanaan_id == p.pelaksanaan_id,
        CentangEsakip.langkah == p.langkah,
        CentangEsakip.putaran == p.putaran,
    )


def hitung(sesi: Session, j: Jalan, p: Terbuka) -> tuple[int, int]:
    """How many have been entered, of how many."""
    semua = {b["kode"] for b in muat.rencana_jalan(sesi, j.baris)}
    return len(kode_tercentang(sesi, p) & semua), len(semua)


def kemajuan(sesi: Session, j: Jalan, p: Terbuka) -> tuple[str, ...]:
    return pesan.kemajuan(*hitung(sesi, j, p))


def sisa(sesi: Session, j: Jalan, p: Terbuka) -> str:
    return pesan.sisa(*hitung(sesi, j, p))
