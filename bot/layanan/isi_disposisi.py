"""What somebody wrote on the disposition of a step of kind perintah; the next actors read it."""

from sqlmodel import Session, select

from bot.layanan.muat import Jalan
from bot.sop.model import Jenis
from db.tabel import IsiDisposisi


def isi_disposisi(sesi: Session, j: Jalan, no: int) -> str:
    """The instruction given at step `no`, "" when there is none or the step is no order."""
    if no < 1 or j.sop[no].jenis is not Jenis.PERINTAH:
        return ""
    return teks_disposisi(sesi, j.baris.instansi_id, j.baris.tahun, j.baris.triwulan, no)


def teks_disposisi(sesi: Session, instansi_id: int, tahun: int, triwulan: int, no: int) -> str:
    ada = baris_disposisi(sesi, instansi_id, tahun, triwulan, no)
    return ada.teks if ada else ""


def baris_disposisi(sesi: Session, instansi_id: int, tahun: int, triwulan: int, no: int) -> IsiDisposisi | None:
    milik = (
        IsiDisposisi.instansi_id == instansi_id,
        IsiDisposisi.tahun == tahun,
        IsiDisposisi.triwulan == triwulan,
        IsiDisposisi.langkah == no,
    )
    return sesi.exec(select(IsiDisposisi).where(*milik)).first()
