"""Parameters of a call, checked by machine against `metode.json` (Bot API 10.1: names, types, what is required).

Telegram itself ignores a parameter that it does not know; the simulator refuses it, since it is always a slip.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.simulasi.galat import buruk

Nilai = Callable[[Any, str], Any]

HILANG = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
    "action": "wrong parameter action in request",
}
TIDAK_DITIRU = frozenset(
    {
        "business_connection_id",
        "direct_messages_topic_id",
        "allow_paid_broadcast",
        "message_effect_id",
        "suggested_post_parameters",
        "inline_message_id",
        "rich_message",
        "icon_custom_emoji_id",
        "web_app",
        "login_url",
        "callback_game",
        "pay",
        "switch_inline_query_chosen_chat",
        "request_users",
        "request_chat",
        "request_managed_bot",
        "request_poll",
        "checklist_task_id",
        "poll_option_id",
    }
)


@cache
def spesifikasi() -> dict[str, Any]:
    """Contents of `metode.json`: ``{"versi": …, "metode": {name: {parameter: types}}, "jenis": {…}}``."""
    isi: dict[str, Any] = json.loads(Path(__file__).with_name("metode.json").read_text(encoding="utf-8"))
    return isi


def _bulat(nilai: Any, jalur: str) -> int:
    if isinstance(nilai, int) and not isinstance(nilai, bool):
        return nilai
    if isinstance(nilai, str) and re.fullmatch(r"[+-]?\d{1,19}", nilai):
        return int(nilai)
    raise buruk(f'field "{jalur}" must be of type Number')


def _benar(nilai: Any, jalur: str) -> bool:
    if isinstance(nilai, bool):
        return nilai
    if isinstance(nilai, str) and nilai.lower() in ("true", "false", "yes", "no", "1", "0"):
        return nilai.lower() in ("true", "yes", "1")
    raise buruk(f'field "{jalur}" must be of type Boolean')


def _teks(nilai: Any, jalur: str) -> str:
    if isinstance(nilai, str):
        return nilai
    raise buruk(f'field "{jalur}" must be of type String')


def _bulat_atau_teks(nilai: Any, jalur: str) -> int | str:
    if isinstance(nilai, str) and nilai.startswith("@") and len(nilai) > 1:
        return nilai
    try:
        return _bulat(nilai, jalur)
    except Exception:
        raise buruk("chat not found") from None


def _berkas(nilai: Any, jalur: str) -> Any:
    return nilai  # a file part of the form, or a file_id; the method looks


def _dari_teks(nilai: Any, jalur: str) -> Any:
    """A JSON-serialised object or list, as forms carry it; already decoded in a JSON body."""
    if not isinstance(nilai, str):
        return nilai
    try:
        return json.loads(nilai)
    except ValueError:
        if jalur == "reply_markup":
            raise buruk("can't parse reply keyboard markup JSON object") from None
        raise buruk(f"can't parse {jalur} JSON object") from None


def _larik(isi: Nilai, dari_teks: bool) -> Nilai:
    def baca(nilai: Any, jalur: str) -> list[Any]:
        nilai = _dari_teks(nilai, jalur) if dari_teks else nilai
        if not isinstance(nilai, list):
            raise buruk(f'field "{jalur}" must be of type Array')
        return [isi(x, jalur) for x in nilai]

    return baca


@cache
def _objek(nama: str) -> Callable[[Any, str], dict[str, Any]]:
    """Reader of one object type, or of the member of a family that its `type` (or its keys) names."""
    jenis = spesifikasi()["jenis"].get(nama)
    if isinstance(jenis, list):
        return _keluarga(nama, tuple(jenis))
    if jenis is None:
        raise LookupError(nama)
    kolom = {k: (_pembaca(v.rstrip("*"), False), v.endswith("*")) for k, v in jenis.items()}

    def baca(nilai: Any, jalur: str) -> dict[str, Any]:
        if not isinstance(nilai, dict):
            raise buruk("object expected as reply markup" if jalur == "reply_markup" else f"{nama} must be an Object")
        for kunci in nilai:
            if kunci not in kolom:
                raise buruk(f'{nama} has no field "{kunci}"')
            if kunci in TIDAK_DITIRU:
                raise buruk(f"{nama}.{kunci} tidak ditiru simulator")
        for kunci, (_, wajib) in kolom.items():
            if wajib and nilai.get(kunci) is None:
                raise buruk(f"can't parse {nama}: can't find field \"{kunci}\"")
        return {k: kolom[k][0](v, k) for k, v in nilai.items() if v is not None}

    return baca


def _keluarga(nama: str, anggota: tuple[str, ...]) -> Callable[[Any, str], dict[str, Any]]:
    ada = {a: a.removeprefix(nama) for a in anggota if a in spesifikasi()["jenis"]}
    bersih = {re.sub(r"(?<!^)(?=[A-Z])", "_", b).lower(): a for a, b in ada.items()}

    def baca(nilai: Any, jalur: str) -> dict[str, Any]:
        if not isinstance(nilai, dict):
            raise buruk(f"{nama} must be an Object")
        pilih = nilai.get("type")
        if pilih not in bersih:
            raise buruk(f'type "{pilih}" of {nama} is unknown or tidak ditiru simulator')
        return _objek(bersih[pilih])(nilai, jalur)

    return baca


def _markup(nilai: Any, jalur: str) -> dict[str, Any]:
    nilai = _dari_teks(nilai, jalur)
    if not isinstance(nilai, dict):
        raise buruk("object expected as reply markup")
    kunci = {
        "inline_keyboard": "InlineKeyboardMarkup",
        "keyboard": "ReplyKeyboardMarkup",
        "remove_keyboard": "ReplyKeyboardRemove",
        "force_reply": "ForceReply",
    }
    cocok = [jenis for k, jenis in kunci.items() if k in nilai]
    if len(cocok) != 1:
        raise buruk("object expected as reply markup")
    for k, jenis in (("inline_keyboard", "InlineKeyboardMarkup"), ("keyboard", "ReplyKeyboardMarkup")):
        if k in nilai and not (isinstance(nilai[k], list) and all(isinstance(b, list) for b in nilai[k])):
            raise buruk(f'field "{k}" of the {jenis} must be an Array of Arrays')
    return _objek(cocok[0])(nilai, jalur)


def _dari_form(objek: Callable[[Any, str], dict[str, Any]]) -> Nilai:
    return lambda nilai, jalur: objek(_dari_teks(nilai, jalur), jalur)


def _pembaca(jenis: str, form: bool = True) -> Nilai:
    """Reader for a type expression of `metode.json`; `form`: lists and objects may come as JSON text."""
    dasar: dict[str, Nilai] = {
        "Integer": _bulat,
        "String": _teks,
        "Boolean": _benar,
        "True": _benar,
        "Integer|String": _bulat_atau_teks,
        "InputFile": _berkas,
        "InputFile|String": _berkas,
    }
    if jenis in dasar:
        return dasar[jenis]
    if jenis.startswith("InlineKeyboardMarkup"):
        return _markup
    if jenis.startswith("Array of InputMedia"):
        return _larik(_objek("InputMedia"), form)
    if jenis.startswith("Array of "):
        return _larik(_pembaca(jenis.removeprefix("Array of "), False), form)
    try:
        objek = _objek(jenis)
    except LookupError:
        return _apa_adanya
    return _dari_form(objek) if form else objek


def _apa_adanya(nilai: Any, jalur: str) -> Any:
    return nilai


@cache
def _pemeriksa(metode: str) -> tuple[dict[str, Nilai], tuple[str, ...]]:
    parameter: dict[str, str] = spesifikasi()["metode"][metode]
    baca = {k: _pembaca(v.rstrip("*")) for k, v in parameter.items()}
    return baca, tuple(k for k, v in parameter.items() if v.endswith("*"))


def periksa(metode: str, argumen: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of one call with their right Python types; GalatApi (400) for anything that does not fit."""
    baca, wajib = _pemeriksa(metode)
    hasil: dict[str, Any] = {}
    for kunci, nilai in argumen.items():
        if kunci not in baca:
            raise buruk(f'unknown parameter "{kunci}" of method {metode}')
        if kunci in TIDAK_DITIRU:
            raise buruk(f'parameter "{kunci}" tidak ditiru simulator')
        if nilai is not None:
            hasil[kunci] = baca[kunci](nilai, kunci)
    for kunci in wajib:
        if kunci not in hasil or hasil[kunci] == "":
            raise buruk(HILANG.get(kunci, f'parameter "{kunci}" is required'))
    return hasil
