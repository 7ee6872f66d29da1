"""The other end of `tests.bench.server`."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


class Telegram:
    """A simulated Telegram in its own process. ``await telegram("tulis", teks=…)`` gives a command and its answer."""

    url = token = ""

    def __init__(self, proses: asyncio.subprocess.Process) -> None:
        self._proses = proses

    async def __call__(self, apa: str, **isi: Any) -> Any:
        assert self._proses.stdin is not None
        assert self._proses.stdout is not None
        self._proses.stdin.write(json.dumps({"apa": apa, **isi}).encode() + b"\n")
        jawaban = await self._proses.stdout.readline()
        if not jawaban:
            raise RuntimeError("the simulated Telegram has ended")
        return json.loads(jawaban)


@asynccontextmanager
async def telegram() -> AsyncIterator[Telegram]:
    """A fresh world."""
    proses = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.server",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 24,
    )
    dunia = Telegram(proses)
    try:
        alamat = await dunia("alamat")
        dunia.url, dunia.token = alamat["url"], alamat["token"]
        yield dunia
    finally:
        assert proses.stdin is not None
        proses.stdin.close()
        try:
            await asyncio.wait_for(proses.wait(), 5)
        except TimeoutError:
            proses.kill()
            await proses.wait()
