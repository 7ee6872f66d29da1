"""Who stands above an assignment: the `atasan` that the SOP names for its role, and on up the line to the head."""

from collections.abc import Collection

from bot.layanan.muat import Jalan, Pegawai
from bot.sop.kejadian import Slot
from db.tabel import Penugasan


def atasan(j: Jalan, slot: Slot, selain: Collection[int | None] = ()) -> tuple[Slot, list[Pegawai]] | None:
    """The nearest role above `slot` that somebody holds, and who; None above the head.

    Stand-ins count, hand-overs do not: they concern one task. `selain`: personnel ids that are nobody's superior here,
    such as whoever asks. A superior per unit is that of the same unit.
    """
    peran, bidang = slot
    while peran := j.sop.peran_dari(peran).atasan:
        di_atas = (peran, bidang if j.sop.peran_dari(peran).per_bidang else "")
        orang = [o for o in j.susunan.pemegang.get(di_atas, []) if o.id not in selain]
        if orang:
            return di_atas, orang
    return None


def yang_menjawab(j: Jalan, p: Penugasan, pengaju: int | None) -> list[Pegawai]:
    """Who answers now what somebody (a personnel id) says or asks about an assignment: the superior, never the asker."""
    di_atas = atasan(j, (p.peran, p.bidang), {pengaju})
    return di_atas[1] if di_atas else []


def peran_penjawab(j: Jalan, p: Penugasan, pengaju: int | None) -> str:
    """The role that answers, "" where nobody stands above."""
    di_atas = atasan(j, (p.peran, p.bidang), {pengaju})
    return j.sop.nama_peran(di_atas[0][0]) if di_atas else ""
