"""Is the bot doing its work? /healthz answers 200 or 503, /metrics for Prometheus. No names, no token (K48, K66).

"The process is up" is not health: what counts is the age of the last successful fetch, of the scheduler's last tick, of the
oldest message that is due and of the oldest update that nobody has handled.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import tornado.httpserver
import tornado.netutil
import tornado.web
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy import func, or_
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from bot.jam import Jam
from db.pangkalan import Pangkalan
from db.tabel import JedaChat, KotakKeluar, KotakMasuk

BATAS = timedelta(minutes=2)
AMBIL, JADWAL = "ambil", "jadwal"  # beats that must be reported regularly
JENIS_METRIK = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True)
class Antrean:
    """How much waits in the database, and since when the oldest of it could have been done."""

    masuk: int
    masuk_tertua: datetime | None
    disisihkan: int
    keluar: int
    keluar_tertua: datetime | None
    ditahan: int


@dataclass(frozen=True)
class Keadaan:
    """`bagian`: part → seconds since it last worked, None: nothing waits. `sakit`: the parts that stand still."""

    bagian: Mapping[str, float | None]
    sakit: tuple[str, ...]

    @property
    def sehat(self) -> bool:
        return not self.sakit


class Kesehatan:
    """Collects beats and looks at the queues. `wajib`: beats without which this process is not healthy."""

    def __init__(
        self, pangkalan: Pangkalan, jam: Jam, *, wajib: tuple[str, ...] = (AMBIL, JADWAL), batas: timedelta = BATAS
    ) -> None:
        self.wajib = wajib
        self._pangkalan, self._jam, self._batas = pangkalan, jam, batas
        self._mulai = jam.sekarang()
        self._detak: dict[str, datetime] = {}
        self._server: tornado.httpserver.HTTPServer | None = None

    def catat_detak(self, nama: str, waktu: datetime) -> None:
        """The part `nama` has just done its work."""
        self._detak[nama] = waktu

    async def nilai(self) -> Keadaan:
        """Healthy or not, and why. A database that does not answer is an illness of its own."""
        sekarang = self._jam.sekarang()
        bagian: dict[str, float | None] = {
            nama: (sekarang - self._detak.get(nama, self._mulai)).total_seconds() for nama in self.wajib
        }
        sakit = [nama for nama, umur in bagian.items() if umur is not None and umur > self._batas.total_seconds()]
        try:
            antrean = await self._antrean(sekarang)
        except (SQLAlchemyError, OSError):
            return Keadaan(bagian, (*sakit, "basis_data"))
        for nama, tertua in (("kotak_masuk", antrean.masuk_tertua), ("kotak_keluar", antrean.keluar_tertua)):
            umur = (sekarang - tertua).total_seconds() if tertua is not None else None
            bagian[nama] = umur
            if umur is not None and umur > self._batas.total_seconds():
                sakit.append(nama)
        return Keadaan(bagian, tuple(sakit))

    async def metrik(self) -> bytes:
        """The numbers in Prometheus' text format, from a registry of their own."""
        keadaan = await self.nilai()
        papan = CollectorRegistry()
        Gauge("kinerja_sehat", "1: everything works", registry=papan).set(keadaan.sehat)
        umur = Gauge("kinerja_umur_detik", "Seconds since a part last worked", ["bagian"], registry=papan)
        for nama, detik in keadaan.bagian.items():
            umur.labels(nama).set(detik or 0)
        if "basis_data" not in keadaan.sakit:
            antrean = await self._antrean(self._jam.sekarang())
            jumlah = Gauge("kinerja_antrean", "Rows in a queue", ["antrean"], registry=papan)
            for nama in ("masuk", "disisihkan", "keluar", "ditahan"):
                jumlah.labels(nama).set(getattr(antrean, nama))
        return generate_latest(papan)

    def buka(self, host: str, port: int) -> int:
        """Start to answer over HTTP; returns the port (for `port` 0 a free one)."""
        alamat = [
            (r"/healthz", _Jawab, {"jawab": self._jawab_sehat}),
            (r"/metrics", _Jawab, {"jawab": self._jawab_metrik}),
        ]
        aplikasi = tornado.web.Application(alamat, log_function=lambda _: None)
        soket = tornado.netutil.bind_sockets(port, host)
        self._server = tornado.httpserver.HTTPServer(aplikasi)
        self._server.add_sockets(soket)
        return int(soket[0].getsockname()[1])

    async def tutup(self) -> None:
        """Stop answering."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()
            self._server = None

    async def _antrean(self, sekarang: datetime) -> Antrean:
        return await self._pangkalan.baca(lambda sesi: baca_antrean(sesi, sekarang))

    async def _jawab_sehat(self) -> tuple[int, str, bytes]:
        keadaan = await self.nilai()
        isi = {
            "sehat": keadaan.sehat,
            "sakit": list(keadaan.sakit),
            "umur_detik": {nama: umur if umur is None else round(umur, 1) for nama, umur in keadaan.bagian.items()},
        }
        return (200 if keadaan.sehat else 503), "application/json", json.dumps(isi).encode()

    async def _jawab_metrik(self) -> tuple[int, str, bytes]:
        return 200, JENIS_METRIK, await self.metrik()


class _Jawab(tornado.web.RequestHandler):
    def initialize(self, jawab: Callable) -> None:
        self._jawab = jawab

    async def get(self) -> None:
        status, jenis, isi = await self._jawab()
        self.set_status(status)
        self.set_header("Content-Type", jenis)
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Server")
        await self.finish(isi)


def baca_antrean(sesi: Session, sekarang: datetime) -> Antrean:
    """Count what waits; what must wait (a pause after a failure, Telegram's `retry_after`) is as old as the end of its pause."""
    masuk = sesi.exec(
        select(func.count(), func.min(func.coalesce(KotakMasuk.coba_lagi_pada, KotakMasuk.diterima_pada))).where(
            KotakMasuk.status == "baru"
        )
    ).one()
    bebas = select(JedaChat.chat_id).where(JedaChat.sampai > sekarang)
    menunggu = col(KotakKeluar.status) == "menunggu"
    tiba = or_(col(KotakKeluar.coba_lagi_pada).is_(None), col(KotakKeluar.coba_lagi_pada) <= sekarang)
    keluar = sesi.exec(
        select(func.min(func.coalesce(KotakKeluar.coba_lagi_pada, KotakKeluar.dibuat))).where(
            menunggu, tiba, col(KotakKeluar.chat_id).not_in(bebas)
        )
    ).one()
    if keluar is not None:
        keluar = max(keluar, _terkirim_terakhir(sesi) or keluar)  # a long queue that moves is no illness
    return Antrean(
        masuk=masuk[0],
        masuk_tertua=masuk[1],
        disisihkan=_hitung(sesi, KotakMasuk.status == "disisihkan"),
        keluar=_hitung(sesi, menunggu),
        keluar_tertua=keluar,
        ditahan=_hitung(sesi, KotakKeluar.status == "ditahan"),
    )


def _terkirim_terakhir(sesi: Session) -> datetime | None:
    terbaru = select(KotakKeluar.terkirim_pada).order_by(col(KotakKeluar.id).desc()).limit(500)
    return max((waktu for waktu in sesi.exec(terbaru).all() if waktu is not None), default=None)


def _hitung(sesi: Session, syarat: object) -> int:
    return sesi.exec(select(func.count()).where(syarat)).one()  # type: ignore[arg-type]
