"""A long text that Telegram cuts into several messages (4096 characters each) is one paper."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy import select as pilih
from sqlmodel import Session, SQLModel, col, select

from bot.layanan import muat, rapat
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, laksanakan
from bot.layanan.muat import Jalan
from bot.layanan.potongan import SAMBUNGAN, berlanjut, sambungkan
from bot.pesan import umum
from bot.sop.kejadian import Catat, Status
from db.kotak_keluar import berkunci, sunting
from db.tabel import Lampiran, Penugasan, Personel, Pertanyaan, Rapat

_KERTAS, _ORANG = (SQLModel.metadata.tables[n] for n in ("lampiran", "personel"))
# Asked with every text that answers no question, so made once and below the ORM.
_BARU = (
    pilih(_KERTAS.c.id)
    .join(_ORANG, _ORANG.c.id == _KERTAS.c.personel_id)
    .where(_ORANG.c.telegram == bindparam("telegram"), _KERTAS.c.dibuat >= bindparam("sejak"))
    .limit(1)
)


def sambung(sesi: Session, asal: Asal, soal: Pertanyaan | None, teks: str, waktu: datetime) -> bool:
    """The text goes on from a paper that this person has just sent. False when it is something else."""
    baru = {"telegram": asal.telegram, "sejak": waktu - SAMBUNGAN}
    if soal is not None or sesi.connection().execute(_BARU, baru).first() is None:
        return False
    ada = _terakhir(sesi, asal.telegram, waktu)
    if ada is None:
        return False
    lama, tugas, orang = ada
    j = muat.jalan(sesi, lama.pelaksanaan_id)
    lama.teks = sambungkan(lama.teks, teks)
    sesi.add(lama)
    sesi.flush()
    if j.keadaan.status is Status.BERJALAN:
        uraian = f"menyambung {lama.nama or lama.jenis}: {len(teks)} huruf lagi"
        j, _ = laksanakan(sesi, j, Catat(muat.pelaku(j, orang), "lampiran", uraian, tugas_dari(tugas)), waktu)
    for terima in berkunci(sesi, f"lampiran:{lama.id}"):
        if terima.kunci == f"lampiran:{lama.id}":
            sunting(sesi, terima.id, umum.teks_disambung(lama.teks, tugas.id or 0, lama.id or 0), waktu)
    _perbarui_notulen(sesi, j, lama, waktu)
    return True


def _terakhir(sesi: Session, telegram: int, waktu: datetime) -> tuple[Lampiran, Penugasan, Personel] | None:
    """The newest paper of this account, where it is a text that may go on and its step has not gone on without it."""
    milik = (
        select(Lampiran, Penugasan, Personel)
        .join(Penugasan, col(Penugasan.id) == col(Lampiran.penugasan_id))
        .join(Personel, col(Personel.id) == col(Lampiran.personel_id))
        .where(col(Personel.telegram) == telegram, col(Personel.aktif).is_(True))
        .order_by(col(Lampiran.id).desc())
    )
    ada = sesi.exec(milik).first()
    if ada is None or ada[0].jenis != "teks" or not berlanjut(ada[0].teks, ada[0].dibuat, waktu):
        return None
    selesai = ada[1].selesai_pada
    return ada if selesai is None or selesai <= ada[0].dibuat else None


def _perbarui_notulen(sesi: Session, j: Jalan, lama: Lampiran, waktu: datetime) -> None:
    """Minutes that were not drafted yet are drafted from the whole text anyway."""
    satu = (Rapat.pelaksanaan_id == lama.pelaksanaan_id, Rapat.langkah == lama.langkah, Rapat.status == "selesai")
    for r in sesi.exec(select(Rapat).where(*satu)).all():
        rapat.jadwalkan_notulen(sesi, j, r, waktu, sambungan=len(lama.teks))
