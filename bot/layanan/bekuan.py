"""What an approved recap was published with, kept whole: whatever is said of it later is read from here, not measured anew.

Unit names, people, figures of other quarters may change afterwards; what was handed out does not.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pydantic import TypeAdapter
from sqlmodel import Session, col, func, select

from bot.berkas.naskah_data import NaskahData
from bot.pesan.asal_angka import Bukti, Pengirim
from bot.sop.catatan import keadaan_dari
from bot.sop.kejadian import RekapDisetujui
from db.tabel import IsiTerbitan, Kejadian, Pelaksanaan, Terbitan


@dataclass(frozen=True)
class Bekuan:
    """A published version. `persetujuan`: number of the entry in the log that approved it.

    pengirim: unit code to who sent its figures; bukti: indicator code to what was attached.
    """

    persetujuan: int
    data: NaskahData
    pengirim: Mapping[str, Pengirim] = field(default_factory=dict)
    bukti: Mapping[str, tuple[Bukti, ...]] = field(default_factory=dict)


_BENTUK = TypeAdapter(Bekuan)


def tulis(beku: Bekuan) -> str:
    """JSON in the order in which it is printed; numbers as text.

    Half characters of odd files are escaped, so that any database keeps them.
    """
    return json.dumps(_BENTUK.dump_python(beku, mode="json"), separators=(",", ":"))


@lru_cache(maxsize=16)
def baca(isi: str) -> Bekuan:
    """Inverse of `tulis`. Raises ValidationError for what it did not write."""
    return _BENTUK.validate_python(json.loads(isi))


def simpan(sesi: Session, terbitan_id: int, beku: Bekuan) -> None:
    sesi.add(IsiTerbitan(terbitan_id=terbitan_id, isi=tulis(beku)))


def nomor_persetujuan(sesi: Session, pelaksanaan_id: int) -> int:
    """Number of the newest approval in the log; 0 without one."""
    milik = (Kejadian.pelaksanaan_id == pelaksanaan_id, Kejadian.jenis == RekapDisetujui.__name__)
    return sesi.exec(select(func.max(Kejadian.no)).where(*milik)).one() or 0


def bekuan(sesi: Session, baris: Pelaksanaan) -> Bekuan | None:
    """What the approved recap of a run was published with; None while it is not approved, or not out yet."""
    assert baris.id is not None
    if not keadaan_dari(baris.keadaan).disetujui:
        return None
    beku = terakhir(sesi, baris.id)
    return beku if beku and beku.persetujuan == nomor_persetujuan(sesi, baris.id) else None


def terakhir(sesi: Session, pelaksanaan_id: int) -> Bekuan | None:
    """What a run was published with last, even where that is being corrected; None where nobody kept it."""
    semua = (
        select(Terbitan.id, IsiTerbitan.isi)
        .join(IsiTerbitan, col(IsiTerbitan.terbitan_id) == col(Terbitan.id), isouter=True)
        .where(Terbitan.pelaksanaan_id == pelaksanaan_id)
        .order_by(col(Terbitan.id).desc())
    )
    ada = sesi.exec(semua).first()
    return baca(ada[1]) if ada is not None and ada[1] is not None else None
