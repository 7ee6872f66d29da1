"""A clock that runs like the wall's but starts where we want and can be moved forward."""

from datetime import UTC, datetime, timedelta

from bot.jam import Jam, JamSistem


class JamSimulasi:
    """`Jam` of the simulator: real time plus what was skipped. Never runs backwards.

    With ``beku=True`` it stands still between two moves, for tests.
    """

    def __init__(self, mulai: datetime, *, beku: bool = False, sumber: Jam | None = None) -> None:
        if mulai.tzinfo is None:
            raise ValueError("Waktu mulai harus menyebut zona waktu.")
        self.beku = beku
        self._sumber = sumber or JamSistem()
        self._asal = mulai.astimezone(UTC)
        self._nol = self._sumber.sekarang()

    def sekarang(self) -> datetime:
        """The present moment of the simulated world, aware, in UTC."""
        return self._asal if self.beku else self._asal + (self._sumber.sekarang() - self._nol)

    def maju(self, selama: timedelta) -> datetime:
        """Skip `selama`; negative spans raise ValueError. Returns the new time."""
        if selama < timedelta(0):
            raise ValueError("Jam simulasi hanya dapat dimajukan.")
        self._asal += selama
        return self.sekarang()

    def maju_ke(self, waktu: datetime) -> datetime:
        """Skip to `waktu`, or stay when that has passed already. Returns the new time."""
        return self.maju(max(waktu - self.sekarang(), timedelta(0)))
