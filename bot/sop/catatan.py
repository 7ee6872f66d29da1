"""Events and states as JSON, and the hash chain that makes a change of the log visible."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, get_args

from pydantic import TypeAdapter

from bot.sop.kejadian import Keadaan, Kejadian

_ADAPTER: dict[str, TypeAdapter[Any]] = {kelas.__name__: TypeAdapter(kelas) for kelas in get_args(Kejadian)}
_KEADAAN = TypeAdapter(Keadaan)

AWAL = "0" * 64  # the hash before the first entry


def isi_kejadian(kejadian: Kejadian) -> str:
    """Canonical JSON of one event."""
    return kanonis(_ADAPTER[type(kejadian).__name__].dump_python(kejadian, mode="json"))


def kejadian_dari(jenis: str, isi: str) -> Kejadian:
    """The event back from its type name and JSON. Raises KeyError or ValidationError when it is not one of ours."""
    kejadian: Kejadian = _ADAPTER[jenis].validate_json(isi)
    return kejadian


def kanonis(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def isi_keadaan(keadaan: Keadaan) -> str:
    return _KEADAAN.dump_json(keadaan).decode()


def keadaan_dari(isi: str) -> Keadaan:
    return _KEADAAN.validate_json(isi)


def hash_kejadian(sebelum: str, no: int, waktu: datetime, jenis: str, isi: str) -> str:
    """SHA-256 over the hash before, the number, the UTC time and the content."""
    bahan = "\n".join((sebelum, str(no), waktu.astimezone(UTC).isoformat(), jenis, isi))
    return hashlib.sha256(bahan.encode()).hexdigest()
