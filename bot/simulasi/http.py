"""HTTP without ceremony: what a request is and how to answer it, on tornado's server."""

import json
from dataclasses import dataclass
from http.client import responses
from typing import Any
from urllib.parse import urlsplit

from tornado.httputil import HTTPHeaders, HTTPServerRequest, ResponseStartLine
from tornado.iostream import StreamClosedError


@dataclass
class Jawaban:
    """A complete answer."""

    isi: bytes
    kode: int = 200
    mime: str = "application/json"
    kepala: tuple[tuple[str, str], ...] = ()


def jawab_json(isi: Any, kode: int = 200) -> Jawaban:
    return Jawaban(json.dumps(isi, ensure_ascii=False, separators=(",", ":")).encode(), kode)


def kirim(permintaan: HTTPServerRequest, jawaban: Jawaban) -> None:
    """Write the answer; a caller who has gone away is no error."""
    kepala = HTTPHeaders()
    kepala["Content-Type"] = jawaban.mime
    kepala["Content-Length"] = str(len(jawaban.isi))
    for nama, nilai in jawaban.kepala:
        kepala[nama] = nilai
    baris = ResponseStartLine("HTTP/1.1", jawaban.kode, responses.get(jawaban.kode, "Unknown"))
    sambungan = permintaan.connection
    if sambungan is None:
        return
    try:
        tulis = sambungan.write_headers(baris, kepala, b"" if permintaan.method == "HEAD" else jawaban.isi)
        tulis.add_done_callback(lambda f: f.exception())
        sambungan.finish()
    except StreamClosedError:
        pass


def putuskan(permintaan: HTTPServerRequest) -> None:
    """Close the connection without an answer."""
    aliran = getattr(permintaan.connection, "stream", None)
    if aliran is not None:
        aliran.close()


def dari_sini(permintaan: HTTPServerRequest, port: int) -> bool:
    """Only this computer's own pages and programs: Host and, where sent, Origin must be ours."""
    boleh = {f"127.0.0.1:{port}", f"localhost:{port}"}
    if permintaan.headers.get("Host", "").lower() not in boleh:
        return False
    asal = permintaan.headers.get("Origin")
    return asal is None or urlsplit(asal).netloc.lower() in boleh


def badan_json(permintaan: HTTPServerRequest) -> dict[str, Any]:
    """The JSON object of the body; ValueError when it is none."""
    isi = json.loads(permintaan.body or b"{}")
    if not isinstance(isi, dict):
        raise ValueError("JSON object expected")
    return isi
