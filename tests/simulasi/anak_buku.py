"""A simulator that lasts, as a process of its own: ``python -m tests.simulasi.anak_buku <folder>`` prints its port."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.simulasi import simpanan
from bot.simulasi.buku import Buku
from bot.simulasi.dunia import Dunia
from bot.simulasi.jam import JamSimulasi
from bot.simulasi.server import Simulator

GRUP, RINA = -1000000005000, 5001


def dunia_dari(jalur: Path) -> Dunia:
    """The world that lies in `jalur`, else a new one with one person and one group."""
    dunia = Dunia(JamSimulasi(datetime(2026, 4, 1, 1, 0, tzinfo=UTC)), batas_laju=False)
    if jalur.exists():
        dunia.jam = JamSimulasi(simpanan.pulihkan(dunia, jalur))
    else:
        dunia.tambah_orang(RINA, "Rina", mulai=True)
        dunia.tambah_grup(GRUP, "Kinerja", [RINA], bot_admin=True)
    return dunia


async def jalan(jalur: Path) -> None:
    dunia = dunia_dari(jalur)
    Buku(dunia, jalur)
    simulator = Simulator(dunia)
    await simulator.mulai()
    print(simulator.port, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(jalan(Path(sys.argv[1]) / "dunia.pickle"))
