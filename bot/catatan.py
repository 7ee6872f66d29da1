"""Logging: one line per record on stderr, for people or for machines, and never a secret in it."""

import json
import logging
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TextIO

import structlog
from sqlalchemy import make_url
from structlog.typing import EventDict, WrappedLogger

from bot.pengaturan import Pengaturan

# Whatever looks like a bot token, also inside a URL and when its colon is percent-encoded.
MIRIP_TOKEN = re.compile(r"\d{6,}(?::|%3[Aa])[A-Za-z0-9_-]{30,}")
PENGGANTI = "[token]"

# Control characters, line and paragraph separators, invisible and direction marks, lone surrogates: a name typed by
# a stranger must neither begin a line of its own nor turn one round.
TAK_TERCETAK = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
SINGKATAN = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}

# httpx logs the whole URL of each request at INFO, and the others tell nothing that an office needs.
CEREWET = ("httpx", "httpcore", "apscheduler", "hpack", "asyncio", "PIL", "alembic")

PENDEK = 8  # a shorter password may be part of any word, so hiding it would spoil the log


class Penutup:
    """Knows what must not be read, and hides it in any text."""

    def __init__(self) -> None:
        self._pola = MIRIP_TOKEN

    def kenali(self, rahasia: Iterable[str]) -> None:
        """From now on hide these too, in place of those known before."""
        pola = [re.escape(r) for r in sorted(rahasia, key=len, reverse=True)]
        self._pola = re.compile("|".join([MIRIP_TOKEN.pattern, *pola]))

    def tutup(self, teks: str) -> str:
        return self._pola.sub(PENGGANTI, teks)

    def tutup_isi(self, isi: Any) -> Any:
        """The same for structures; anything that is not text is turned into text only when it shows a secret."""
        if isinstance(isi, Mapping):
            return {kunci: self.tutup_isi(nilai) for kunci, nilai in isi.items()}
        if isinstance(isi, list | tuple):
            return [self.tutup_isi(nilai) for nilai in isi]
        teks = str(isi)
        tertutup = self.tutup(teks)
        return isi if tertutup == teks else tertutup


_penutup = Penutup()


def sembunyikan(teks: str) -> str:
    """`teks` without any secret: for whatever is stored or shown beside the log, such as the text of an error."""
    return _penutup.tutup(teks)


def satu_baris(teks: str) -> str:
    """`teks` with everything that does not print as itself written as an escape."""
    return TAK_TERCETAK.sub(lambda m: SINGKATAN.get(m[0], f"\\u{ord(m[0]):04x}"), teks)


def siapkan(pengaturan: Pengaturan, aliran: TextIO | None = None) -> None:
    """Send every log record of the program to stderr (or `aliran`). May be called again."""
    _penutup.kenali(_rahasia(pengaturan))
    _tutup_sejak_lahir()
    akar = logging.getLogger()
    for lama in [h for h in akar.handlers if isinstance(h, _Penulis)]:
        akar.removeHandler(lama)
    penulis = _Penulis(aliran or sys.stderr)
    penulis.setFormatter(_pembentuk(pengaturan.log_format))
    akar.addHandler(penulis)
    akar.setLevel(pengaturan.log_level)
    for nama in CEREWET:
        logging.getLogger(nama).setLevel(max(logging.WARNING, akar.level))
    logging.captureWarnings(True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


class _Penulis(logging.StreamHandler[TextIO]):
    """Our own handler, to be recognised when `siapkan` is called again."""

    def format(self, record: logging.LogRecord) -> str:
        return satu_baris(_penutup.tutup(super().format(record)))


def _rahasia(pengaturan: Pengaturan) -> set[str]:
    sandi = make_url(pengaturan.url_basisdata).password or ""
    bagian = pengaturan.token.partition(":")[2]
    lain = {bagian, sandi, pengaturan.sandi_segel, pengaturan.rahasia_webhook if pengaturan.webhook_url else ""}
    return {r for r in lain if len(r) >= PENDEK} | ({pengaturan.token} - {""})


def _tutup_sejak_lahir() -> None:
    """Hide secrets when a record is made, so that handlers of others (pytest, a service manager) are covered too."""
    pabrik = logging.getLogRecordFactory()
    if getattr(pabrik, "menutup", False):
        return

    def buat(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = pabrik(*args, **kwargs)
        if isinstance(record.msg, dict):  # a structlog event on its way to the formatter
            record.msg = _penutup.tutup_isi(record.msg)
            return record
        pesan = _pesan(record)
        if (tertutup := _penutup.tutup(pesan)) != pesan:
            record.msg, record.args = tertutup, ()
        if record.exc_info:
            record.exc_text = _penutup.tutup(logging.Formatter().formatException(record.exc_info))
        return record

    buat.menutup = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(buat)


def _pesan(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # a wrong number of arguments is told by the handler, as always
        return ""


def _pembentuk(bentuk: str) -> structlog.stdlib.ProcessorFormatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            structlog.stdlib.ExtraAdder(),
        ],
        processors=[
            _waktu,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _json if bentuk == "json" else _teks,
        ],
    )


def _waktu(_: WrappedLogger, __: str, event_dict: EventDict) -> EventDict:
    """The moment at which the record was made, as the logging library noted it."""
    dibuat = datetime.fromtimestamp(event_dict["_record"].created, UTC)
    return {"waktu": dibuat.isoformat(timespec="milliseconds").replace("+00:00", "Z"), **event_dict}


def _json(_: WrappedLogger, __: str, event_dict: EventDict) -> str:
    return json.dumps(event_dict, ensure_ascii=False, default=str)


def _teks(_: WrappedLogger, __: str, event_dict: EventDict) -> str:
    sisa = dict(event_dict)
    kepala = (
        f"{sisa.pop('waktu')} {sisa.pop('level', 'info').upper():<8}{sisa.pop('logger', '')}: {sisa.pop('event', '')}"
    )
    galat = sisa.pop("exception", None)
    ekor = "".join(f" {kunci}={nilai}" for kunci, nilai in sisa.items())
    return f"{kepala}{ekor}" + (f" | {galat}" if galat else "")
