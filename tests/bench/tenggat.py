"""Punctuality: 10,000 open assignments, and a reminder that is due leaves in time; what a look at the clock costs."""

import asyncio
import time
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from bot.aplikasi import Aplikasi
from bot.pengaturan import muat
from bot.simulasi.jam import JamSimulasi
from db.tabel import Pelaksanaan, Penugasan, Tonggak
from tests.bench.hasil import Ukuran, persentil
from tests.bench.kantor import MULAI, buka, pasang_kantor, penduduk, perintahkan
from tests.bench.telegram import telegram

KANTOR = 40
JALAN, TUGAS = 1000, 10  # copies of a run, and open assignments of each
TIBA = 40  # reminders, each at its own moment
SELANG = timedelta(seconds=0.35)
DETAK = 200

_JALAN, _TUGAS, _TONGGAK = (SQLModel.metadata.tables[n] for n in ("pelaksanaan", "penugasan", "tonggak"))


async def ukur(folder: Path) -> list[Ukuran]:
    layanan = buka(folder)
    pasang_kantor(layanan.pangkalan, KANTOR)
    await perintahkan(layanan, KANTOR)
    layanan.pangkalan.tulis_sinkron(_perbanyak)
    layanan.pangkalan.tutup()
    async with telegram() as t:
        orang, kelompok = penduduk(KANTOR)
        await t("penduduk", orang=orang, grup=kelompok)
        jam = JamSimulasi(MULAI + timedelta(minutes=5))
        pengaturan = muat(None, telegram_token=t.token, telegram_api_url=t.url, data_dir=folder)
        aplikasi = Aplikasi(pengaturan, jam)
        await aplikasi.mulai()
        try:
            await t("hening")
            return [*await _tepat(aplikasi, jam, t), await _detak(aplikasi)]
        finally:
            await aplikasi.berhenti()


def _perbanyak(sesi: Session) -> None:
    """Copies of a run with open assignments, each with two moments still to come; what is there has been sent."""
    sambungan = sesi.connection()
    sambungan.exec_driver_sql("UPDATE kotakkeluar SET status = 'terkirim', message_id = id")
    selesai = Tonggak.__table__.update().where(_TONGGAK.c.jenis.not_in(("ingat", "triwulan", "pagi", "jumat")))  # type: ignore[attr-defined]
    sambungan.execute(selesai.values(selesai_pada=MULAI))
    contoh = sesi.exec(select(Pelaksanaan).order_by(col(Pelaksanaan.id))).all()
    kolom = [c.name for c in _JALAN.columns if c.name not in ("id", "kunci")]
    baris = [{k: getattr(contoh[n % KANTOR], k) for k in kolom} | {"tahun": 2027 + n // KANTOR} for n in range(JALAN)]
    nomor = sambungan.execute(insert(_JALAN).returning(_JALAN.c.id), baris).scalars().all()
    batas = MULAI + timedelta(days=3)
    tugas: list[dict[str, Any]] = [
        {"pelaksanaan_id": j, "langkah": 6, "putaran": 1, "tahap": "kerja", "peran": "bidang", "bidang": f"b{n}"}
        | {"mulai_pada": MULAI, "batas": batas, "hasil": ""}
        for j in nomor
        for n in range(TUGAS)
    ]
    nomor = sambungan.execute(insert(_TUGAS).returning(_TUGAS.c.id), tugas).scalars().all()
    sambungan.execute(
        insert(_TONGGAK),
        [
            {"kunci": f"ingat:{p}:{nama}", "kapan": kapan, "jenis": "ingat", "penugasan_id": p, "isi": {"nama": nama}}
            | {"percobaan": 0}
            for p in nomor
            for nama, kapan in (("ingatkan-50", batas - timedelta(days=1)), ("batas", batas))
        ],
    )


async def _tepat(aplikasi: Aplikasi, jam: JamSimulasi, t: Any) -> list[Ukuran]:
    """How long after its moment a reminder arrives, the way to Telegram included."""
    mulai = jam.sekarang() + timedelta(seconds=2)
    nol = time.perf_counter() - jam.sekarang().timestamp()
    tujuan = aplikasi.pangkalan.tulis_sinkron(lambda sesi: _jatuhkan(sesi, mulai))
    tiba = await t("tiba", orang=sorted(tujuan))
    terlambat = [tiba[str(telegram)] - (saat.timestamp() + nol) for telegram, saat in tujuan.items()]
    return [
        Ukuran("reminder leaves after its moment, 10,000 assignments open, p50", persentil(terlambat, 50), "s"),
        Ukuran("the same, the slowest of 40", max(terlambat), "s", 2),
    ]


def _jatuhkan(sesi: Session, mulai: datetime) -> dict[int, datetime]:
    """One reminder for the secretary of each real office, one after the other; account -> moment."""
    terbuka = select(Penugasan).where(Penugasan.langkah == 2, col(Penugasan.selesai_pada).is_(None))
    hasil = {}
    for n, p in enumerate(sesi.exec(terbuka.order_by(col(Penugasan.id)).limit(TIBA)).all()):
        satu = sesi.exec(select(Tonggak).where(Tonggak.kunci == f"ingat:{p.id}:ingatkan-75")).one()
        satu.kapan = mulai + n * SELANG
        hasil[100_002 + n * 100] = satu.kapan
    return hasil


async def _detak(aplikasi: Aplikasi) -> Ukuran:
    """A look at the clock when nothing is due."""
    detik = []
    for _ in range(DETAK):
        mulai = time.perf_counter()
        await aplikasi.penjadwal.detak()
        detik.append(time.perf_counter() - mulai)
        await asyncio.sleep(0.005)
    return Ukuran("a look at the clock with nothing due", median(detik) * 1000, "ms", 20)
