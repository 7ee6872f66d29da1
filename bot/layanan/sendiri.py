"""Nobody approves their own figures unless the SOP has it so or nobody else can; then it is marked."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.angka import kiriman_berlaku
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import laksanakan
from bot.layanan.muat import Jalan, Pegawai
from bot.pesan.pengganti import JENIS_SEMENTARA, uraian_sendiri
from bot.sop.alur import peran_pengunggah
from bot.sop.catatan import kejadian_dari
from bot.sop.kejadian import Catat, HalDicatat, LangkahDikembalikan, Tugas, TugasSelesai
from bot.sop.penolakan import Ditolak
from db.tabel import Kejadian, Pengalihan, Penugasan, Personel

DATA_SENDIRI = "data sendiri"  # `tentang` of the log entry
_BERPELAKU = [k.__name__ for k in (HalDicatat, TugasSelesai, LangkahDikembalikan)]


class MemutusDataSendiri(Ditolak):
    """The decision would be over the decider's own figures, and somebody else can take it."""

    def __init__(self, lain: Iterable[str]) -> None:
        self.lain = tuple(lain)
        super().__init__(
            f"Data ini dari unit Anda sendiri, jadi persetujuannya oleh {' atau '.join(self.lain)}. "
            "Bila perlu diperbaiki, ↩️ Kembalikan tetap dapat Anda tekan."
        )


def jaga_data_sendiri(sesi: Session, j: Jalan, p: Penugasan, orang: Pegawai, waktu: datetime) -> Jalan:
    """Before an approval: refuse, or mark in the log, a decision over own figures. Raises MemutusDataSendiri.

    A role that reports and decides does so by its SOP (dkupp step 7): nothing to refuse or to mark.
    """
    pengunggah = peran_pengunggah(j.sop)
    if p.peran in pengunggah:
        return j
    pengirim = {k.personel_id for k in kiriman_berlaku(sesi, j.nomor)}
    for (peran, bidang), semua in j.pemegang.items():
        if peran in pengunggah and bidang in j.keadaan.pengunggah:
            pengirim |= {o.id or 0 for o in semua}
    if orang.id not in pengirim:
        return j
    lain = [o for o in j.pemegang.get((p.peran, p.bidang), []) if o.id not in pengirim]
    if lain:
        raise MemutusDataSendiri(muat.sebutan(o) for o in lain)
    tugas = tugas_dari(p)
    catat = Catat(muat.pelaku(j, orang), DATA_SENDIRI, uraian_sendiri(tugas.langkah), tugas)
    return laksanakan(sesi, j, catat, waktu)[0]


def catatan_pelaksana(sesi: Session, pelaksanaan_id: int) -> dict[Tugas, str]:
    """Remarks of the time record: assignments done by a stand-in, by whom they were handed on to, or over own figures."""
    hasil: dict[Tugas, list[str]] = {}
    milik = (Kejadian.pelaksanaan_id == pelaksanaan_id, col(Kejadian.jenis).in_(_BERPELAKU))
    for baris in sesi.exec(select(Kejadian).where(*milik).order_by(col(Kejadian.no))):
        kejadian = kejadian_dari(baris.jenis, baris.isi)
        match kejadian:
            case HalDicatat(tentang, tugas=Tugas() as tugas) if tentang == DATA_SENDIRI:
                hasil.setdefault(tugas, []).append(DATA_SENDIRI)
            case TugasSelesai(tugas=tugas, nama=nama) | LangkahDikembalikan(tugas=tugas, nama=nama) if nama.startswith(
                JENIS_SEMENTARA
            ):
                hasil.setdefault(tugas, []).append(f"oleh {nama}")
            case _:
                pass
    alih = (
        select(Penugasan, Personel)
        .join(Pengalihan, col(Pengalihan.penugasan_id) == col(Penugasan.id))
        .join(Personel, col(Personel.id) == col(Pengalihan.ke_personel))
        .where(
            Penugasan.pelaksanaan_id == pelaksanaan_id,
            Pengalihan.status == muat.DITERIMA,
            col(Penugasan.personel_id) == col(Pengalihan.ke_personel),
        )
    )
    for p, orang in sesi.exec(alih):
        hasil.setdefault(tugas_dari(p), []).append(f"dialihkan kepada {muat.sebutan(orang)}")
    return {tugas: "; ".join(isi) for tugas, isi in hasil.items()}
