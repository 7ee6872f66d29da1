"""Live updates for open pages: Server-Sent Events."""

import asyncio
import json
from typing import Any

from tornado.httputil import HTTPHeaders, HTTPServerRequest, ResponseStartLine
from tornado.iostream import StreamClosedError

DENYUT = 15.0
"""Seconds between two signs of life, so that a page notices a lost connection."""


class Siaran:
    """The pages that listen right now."""

    def __init__(self) -> None:
        self._pendengar: set[HTTPServerRequest] = set()
        self._denyut: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._pendengar)

    def sambungkan(self, permintaan: HTTPServerRequest) -> None:
        sambungan: Any = permintaan.connection
        kepala = HTTPHeaders({"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        sambungan.set_close_callback(lambda: self._pendengar.discard(permintaan))
        self._pendengar.add(permintaan)
        sambungan.write_headers(ResponseStartLine("HTTP/1.1", 200, "OK"), kepala, b"retry: 1000\n\n")
        if self._denyut is None:
            self._berdenyut()

    def kirim(self, isi: Any) -> None:
        self._tulis(b"data: " + json.dumps(isi, ensure_ascii=False, separators=(",", ":")).encode() + b"\n\n")

    def tutup(self) -> None:
        if self._denyut is not None:
            self._denyut.cancel()
        for permintaan in self._pendengar:
            sambungan: Any = permintaan.connection
            if sambungan.stream is not None:
                sambungan.stream.close()
        self._pendengar.clear()

    def _tulis(self, potongan: bytes) -> None:
        for permintaan in list(self._pendengar):
            sambungan: Any = permintaan.connection
            try:
                sambungan.write(potongan).add_done_callback(lambda f: f.exception())
            except StreamClosedError:
                self._pendengar.discard(permintaan)

    def _berdenyut(self) -> None:
        self._tulis(b": hidup\n\n")
        self._denyut = asyncio.get_running_loop().call_later(DENYUT, self._berdenyut)
