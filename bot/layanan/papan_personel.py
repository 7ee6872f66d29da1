"""The board: who is registered, who has not pressed START yet, what is empty. It keeps up with what happens."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.kursi import Kursi, Sementara, pejabat_kini, sebut, semua_kursi
from bot.layanan.muat import Pegawai
from bot.pesan import papan_personel as pesan
from bot.pesan.pengganti import masa
from db.kotak_keluar import Surat, berkunci, lepas_dari_tugas, sunting, titipkan
from db.tabel import CalonPersonel, Instansi, TautanUndangan


def bentangkan(sesi: Session, instansi: Instansi, telegram: int, waktu: datetime) -> None:
    """A new board for this account; the one before points to it."""
    for lama in berkunci(sesi, f"{_kunci(instansi)}{telegram}:"):
        sunting(sesi, lama.id, pesan.PAPAN_DIGANTI, waktu)
        lepas_dari_tugas(sesi, lama.id, kunci=f"bekas:{lama.id}")
    kunci = f"{_kunci(instansi)}{telegram}:"
    titipkan(sesi, Surat(telegram, "sendMessage", _isi(sesi, instansi, waktu), prioritas=0, kunci=kunci), waktu)


def ada(sesi: Session, instansi: Instansi, telegram: int) -> bool:
    return bool(berkunci(sesi, f"{_kunci(instansi)}{telegram}:"))


def segarkan(sesi: Session, instansi: Instansi, waktu: datetime) -> None:
    """Every board of the office shows what is the case now."""
    papan = berkunci(sesi, _kunci(instansi))
    isi = _isi(sesi, instansi, waktu) if papan else {}
    for satu in papan:
        sunting(sesi, satu.id, isi, waktu)


def _kunci(instansi: Instansi) -> str:
    return f"papan:{instansi.id}:"


def _baris(kursi: Kursi, sementara: Sequence[Sementara], belum: Collection[int]) -> pesan.BarisPapan:
    """Whoever is stood in for is named, but need not have pressed START."""

    def nama(orang: Pegawai) -> str:
        return f"{orang.nama} (belum START)" if orang.telegram in belum else orang.nama

    digantikan = {s.menggantikan for s in sementara}
    bertugas = [o for o in kursi.pemegang if o.id not in digantikan] + [s.orang for s in sementara]
    return pesan.BarisPapan(
        kursi.nama,
        ", ".join(map(nama, kursi.pemegang)),
        any(o.telegram in belum for o in bertugas),
        [f"{s.jenis} {nama(s.orang)}, {masa(s.dari, s.sampai)}" for s in sementara],
    )


def _isi(sesi: Session, instansi: Instansi, waktu: datetime) -> dict[str, Any]:
    sesi.flush()
    assert instansi.id is not None
    semua = semua_kursi(sesi, instansi)
    kini = pejabat_kini(sesi, instansi.id)
    duduk = {o.telegram for k in semua for o in k.pemegang} | {s.orang.telegram for d in kini.values() for s in d}
    belum = muat.belum_terjangkau(sesi, sorted(duduk))
    baris = [_baris(k, kini.get(k.slot, []), belum) for k in semua]
    menunggu = (CalonPersonel.instansi_id == instansi.id, CalonPersonel.status == "menunggu")
    calon = sesi.exec(select(CalonPersonel).where(*menunggu).order_by(col(CalonPersonel.id))).all()
    pribadi = (TautanUndangan.instansi_id == instansi.id, col(TautanUndangan.dipakai_pada).is_(None))
    tautan = sesi.exec(select(TautanUndangan.slot).where(*pribadi, TautanUndangan.sampai >= waktu)).all()
    return pesan.papan_personel(
        pesan.IsiPapan(
            instansi.id,
            instansi.nama,
            instansi.zona,
            baris,
            [f"{c.nama} ({sebut(semua, [(p, b) for p, b in c.slot])})" for c in calon],
            sum(bool(slot) for slot in tautan),
            waktu,
        )
    )
