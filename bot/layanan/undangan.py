"""Links that open an application: what they carry, and what they lead to. Only a token's hash is stored."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlmodel import Session, col

from bot.sop.kejadian import Slot
from bot.sop.penolakan import Ditolak
from db.tabel import TautanUndangan

GRUP, PRIBADI = "daftar-", "undangan-"  # what a payload begins with
PANJANG_TOKEN = {GRUP: 16, PRIBADI: 32}  # characters, of 6 bits each
MUATAN_TERPANJANG = 64  # characters: Telegram's limit for the payload of a link
UMUR = {GRUP: timedelta(days=30), PRIBADI: timedelta(hours=24)}


class TautanTidakBerlaku(Ditolak):
    """Unknown, used, late, cut off or forged: the answer is the same, and says how to get a new one."""

    def __init__(self) -> None:
        super().__init__(
            "Tautan tidak berlaku: sudah dipakai, sudah lewat waktunya, atau tidak lengkap. "
            "Mohon minta tautan baru kepada administrator kantor Anda, atau tekan lagi tombol pendaftaran di grup kantor."
        )


@dataclass(frozen=True)
class DataOrang:
    """What is known of a person beside their roles."""

    nama: str = ""
    nip: str = ""
    pangkat: str = ""
    jabatan: str = ""


def token_grup(sesi: Session, instansi_id: int, waktu: datetime) -> str:
    """A new token for the buttons in an office's group."""
    return _baru(sesi, GRUP, instansi_id, (), DataOrang(), waktu)


def muatan_grup(token: str, peran: str) -> str:
    """The payload of one role's button."""
    return f"{GRUP}{token}{peran}"


def muatan_pribadi(sesi: Session, instansi_id: int, slot: Sequence[Slot], orang: DataOrang, waktu: datetime) -> str:
    """The payload of a new personal invitation."""
    return PRIBADI + _baru(sesi, PRIBADI, instansi_id, slot, orang, waktu)


def _baru(sesi: Session, macam: str, instansi_id: int, slot: Sequence[Slot], orang: DataOrang, waktu: datetime) -> str:
    token = secrets.token_urlsafe(PANJANG_TOKEN[macam] * 6 // 8)
    sesi.add(
        TautanUndangan(
            token_hash=_hash(token),
            instansi_id=instansi_id,
            slot=[list(s) for s in slot],
            nama=orang.nama,
            nip=orang.nip,
            pangkat=orang.pangkat,
            jabatan=orang.jabatan,
            dibuat=waktu,
            sampai=waktu + UMUR[macam],
        )
    )
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def cari(
    sesi: Session, muatan: str, telegram: int, waktu: datetime, *, milik: bool = True
) -> tuple[TautanUndangan, str]:
    """The link behind a payload, and the role that it names ("" for a personal one). Raises TautanTidakBerlaku.

    A personal link belongs to whoever opens it first, until it has registered somebody or they let go of it; not to
    an administrator (`milik` False) who only looks where it leads.
    """
    macam = next((m for m in (GRUP, PRIBADI) if muatan.startswith(m)), None)
    if macam is None or len(muatan) > MUATAN_TERPANJANG or not muatan.isascii():
        raise TautanTidakBerlaku
    akhir = len(macam) + PANJANG_TOKEN[macam]
    tautan = sesi.get(TautanUndangan, _hash(muatan[len(macam) : akhir]))
    peran = muatan[akhir:]
    if tautan is None or bool(tautan.slot) != (macam == PRIBADI) or bool(peran) != (macam == GRUP):
        raise TautanTidakBerlaku
    if macam == PRIBADI and milik:
        _milik(sesi, tautan, telegram)
    return berlaku(tautan, telegram, waktu), peran


def _milik(sesi: Session, tautan: TautanUndangan, telegram: int) -> None:
    """One statement, so that of two who open it at once one gets it, on every database."""
    satu, bebas = col(TautanUndangan.token_hash) == tautan.token_hash, col(TautanUndangan.dipakai_oleh).is_(None)
    sesi.exec(update(TautanUndangan).where(satu, bebas).values(dipakai_oleh=telegram))
    sesi.refresh(tautan)


def habiskan(sesi: Session, token_hash: str, telegram: int, waktu: datetime) -> None:
    """The link has registered this account; once, on every database. Raises TautanTidakBerlaku."""
    tautan = berlaku(sesi.get(TautanUndangan, token_hash), telegram, waktu)
    oleh = col(TautanUndangan.dipakai_oleh)
    satu = (
        col(TautanUndangan.token_hash) == tautan.token_hash,
        col(TautanUndangan.dipakai_pada).is_(None),
        or_(oleh.is_(None), oleh == telegram),
    )
    nilai = {"dipakai_oleh": telegram, "dipakai_pada": waktu}
    if sesi.exec(update(TautanUndangan).where(*satu).values(**nilai)).rowcount != 1:
        raise TautanTidakBerlaku


def lepaskan(sesi: Session, token_hash: str, telegram: int) -> None:
    """Whoever opened the link does not want it: somebody else may."""
    satu = (
        col(TautanUndangan.token_hash) == token_hash,
        col(TautanUndangan.dipakai_oleh) == telegram,
        col(TautanUndangan.dipakai_pada).is_(None),
    )
    sesi.exec(update(TautanUndangan).where(*satu).values(dipakai_oleh=None))


def berlaku(tautan: TautanUndangan | None, telegram: int, waktu: datetime) -> TautanUndangan:
    """The link, when this account may still use it. Raises TautanTidakBerlaku."""
    if tautan is None or waktu > tautan.sampai or tautan.dipakai_pada is not None:
        raise TautanTidakBerlaku
    if tautan.slot and tautan.dipakai_oleh not in (None, telegram):
        raise TautanTidakBerlaku
    return tautan
