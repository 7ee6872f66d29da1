"""One clock for the simulated Telegram and the bots: real time moved to an ordinary working morning.

Reminders, digests and the dates of the quarter keep to working time, so no test here may depend on when it runs.
Run as a module it is `python -m bot` with that clock: ``python -m tests.mati.waktu SECONDS ARGUMENT …``.
"""

import sys
from datetime import UTC, datetime, timedelta

from bot.jam import JamSistem

PAGI = datetime(2026, 11, 18, 2, 30, tzinfo=UTC)  # Wednesday 09.30 WIB, far from every date of the quarter
GESER = PAGI - datetime.now(UTC)


def geser(selisih: timedelta) -> None:
    """From now on this process takes the time to be `selisih` later than the computer says."""
    JamSistem.sekarang = lambda _: datetime.now(UTC) + selisih  # type: ignore[assignment, method-assign]


if __name__ == "__main__":
    from bot.__main__ import main

    geser(timedelta(seconds=float(sys.argv[1])))
    sys.exit(main(sys.argv[2:]))
