"""Due moments follow the deadline: they are written anew when it moves. What has been sent stays in the record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from bot.layanan import muat
from bot.layanan.muat import Jalan
from bot.layanan.tonggak_baru import ADA_TONGGAK, isi_tonggak, tulis_tonggak
from db.tabel import Penugasan, Tonggak
from jadwal.tonggak import BATAS, Saat, daftar_tangga, ke_sesudah, tonggak_penugasan, tonggak_sesudah

INGAT = "ingat"


def baris_ingat(penugasan_id: int, saat: Saat, jam: int = 0) -> dict[str, Any]:
    """A reminder of an assignment as a due moment. `jam`: which of its deadlines it belongs to, 0 for the first."""
    kunci = f"{INGAT}:{penugasan_id}:{saat.nama}" + (f":{jam}" if jam else "")
    return isi_tonggak(kunci, saat.kapan, INGAT, None, penugasan_id, nama=saat.nama, jam=jam)


def sesudah_ini(j: Jalan, p: Penugasan, ke: int, sejak: datetime) -> Saat:
    """The `ke`-th reminder after the deadline of this assignment, later than `sejak`."""
    tangga = daftar_tangga(j.instansi.pengingat)
    return tonggak_sesudah(p.batas, j.sop[p.langkah].waktu, j.kalender, ke, tangga, sejak)


def atur_ulang(sesi: Session, p: Penugasan, kini: datetime, *, baru: bool = True, j: Jalan | None = None) -> None:
    """Rewrite what is still to come for one open assignment, by the deadline (`p.batas`) that it has now.

    `baru`: it was given a new deadline (more time), which has a ladder of its own. Otherwise the same deadline has moved
    with the calendar, or the ladder is another one: what was sent is not sent again.
    """
    if p.selesai_pada is not None or p.id is None:
        return
    sesi.flush()
    j = j or muat.jalan(sesi, p.pelaksanaan_id)
    milik = (col(Tonggak.penugasan_id) == p.id, col(Tonggak.jenis) == INGAT)
    sesi.exec(delete(Tonggak).where(*milik, col(Tonggak.selesai_pada).is_(None)))
    lampau = sesi.exec(select(Tonggak.isi).where(*milik)).all()
    jam = max((int(isi.get("jam", 0)) for isi in lampau), default=0)
    sudah: set[str] = set()
    if baru and lampau:
        jam += 1
    else:
        sudah = {str(isi["nama"]) for isi in lampau if int(isi.get("jam", 0)) == jam}
    saat = _yang_akan_datang(j, p, sudah, kini)
    tulis_tonggak(sesi, [baris_ingat(p.id, satu, jam) for satu in saat])
    if any(satu.kapan <= kini for satu in saat):
        sesi.info[ADA_TONGGAK] = True


def _yang_akan_datang(j: Jalan, p: Penugasan, sudah: set[str], kini: datetime) -> Sequence[Saat]:
    """Never empty: where the deadline has been told, the next reminder after it."""
    tangga = daftar_tangga(j.instansi.pengingat)
    sebelum = tonggak_penugasan(p.mulai_pada, p.batas, j.sop[p.langkah].waktu, j.kalender, tangga)
    if BATAS in sudah:
        return [sesudah_ini(j, p, 1 + max(map(ke_sesudah, sudah)), max(kini, p.batas))]
    return [s for s in sebelum if s.nama not in sudah and (s.kapan > kini or s.nama == BATAS)]
