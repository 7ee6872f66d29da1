"""Many offices due in the same minute: one message to a person, once, private before group, urgent first."""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, delete, select

from bot.layanan import ingatkan, rapat_mendatang, triwulan
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.ingatkan import SEKALIGUS, SESUDAH_ORANG, kantor_tiba
from bot.layanan.pengingat import PRIORITAS
from db.tabel import IsiPengingat, KotakKeluar, Penugasan, Tonggak
from tests.bench.kantor import MULAI, JamUkur, buka, pasang_kantor, perintahkan, tekan_selesai, telegram_kepala

KANTOR = SEKALIGUS + 5


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Offices whose secretaries hold step 2 since 08.00; its hour ends at 09.00."""
    folder = tmp_path_factory.mktemp("kantor")
    layanan = buka(folder)
    pasang_kantor(layanan.pangkalan, KANTOR)
    asyncio.run(perintahkan(layanan, KANTOR))
    layanan.pangkalan.tutup()
    return folder


@pytest.fixture
def layanan(kantor: Path, tmp_path: Path) -> Iterator[Layanan]:
    layanan = buka(Path(shutil.copytree(kantor, tmp_path / "kantor")))
    yield layanan
    layanan.pangkalan.tutup()


def sekretaris(nomor: int) -> int:
    return telegram_kepala(nomor) + 1


def geser(layanan: Layanan, **selama: float) -> datetime:
    assert isinstance(layanan.jam, JamUkur)
    layanan.jam.saat = MULAI + timedelta(**selama)
    return layanan.jam.saat


async def semua(layanan: Layanan) -> list[list[int]]:
    """Handle every lot; which offices each had."""
    hasil = []
    while lot := await layanan.baca(kantor_tiba):
        hasil.append(lot)
        await ingatkan.ingatkan(layanan, lot)
    return hasil


def pengingat(sesi: Session) -> list[KotakKeluar]:
    milik = select(KotakKeluar).where(col(KotakKeluar.kunci).startswith("ingat:"))
    return list(sesi.exec(milik.order_by(col(KotakKeluar.id))))


async def test_satu_menit_untuk_semua_kantor(layanan: Layanan) -> None:
    """At 09.00 all are late at once: one message each, in lots between which others have their turn, then the groups."""
    geser(layanan, hours=1, seconds=20)

    lot = await semua(layanan)

    kotak = layanan.pangkalan.baca_sinkron(pengingat)
    assert sorted(k.chat_id for k in kotak) == [sekretaris(n) for n in range(KANTOR)]
    assert {k.prioritas for k in kotak} == {PRIORITAS}
    assert sorted(n for satu in lot for n in satu) == list(range(1, KANTOR + 1))
    assert len(lot) > 2
    assert all(len(satu) <= SEKALIGUS for satu in lot)
    grup = layanan.pangkalan.baca_sinkron(
        lambda s: s.exec(
            select(KotakKeluar.prioritas).where(KotakKeluar.chat_id < 0, KotakKeluar.id > kotak[0].id)
        ).all()
    )
    assert set(grup) <= {SESUDAH_ORANG}


async def test_sekali_saja_walau_dikerjakan_dua_kali(layanan: Layanan) -> None:
    """The same lot again, as after a kill before the answer: nothing is written twice, the next moment stands once."""
    geser(layanan, hours=1, seconds=20)
    lot = await layanan.baca(kantor_tiba)

    await ingatkan.ingatkan(layanan, lot)
    sekali = len(layanan.pangkalan.baca_sinkron(pengingat))
    await ingatkan.ingatkan(layanan, lot)

    assert len(layanan.pangkalan.baca_sinkron(pengingat)) == sekali
    berikut = layanan.pangkalan.baca_sinkron(
        lambda s: s.exec(select(Tonggak.kunci).where(col(Tonggak.kunci).like("ingat:%:sesudah-%"))).all()
    )
    assert len(berikut) == len(set(berikut)) == sekali


async def test_yang_masih_dapat_tepat_waktu_lebih_dahulu(layanan: Layanan) -> None:
    """Whoever can still be in time is told before those who are late, the nearest deadline first; then the newest lateness."""
    kini = geser(layanan, hours=3)
    menit = {1: -90, 2: 20, 3: 5, 4: -10}

    def atur(sesi: Session) -> None:
        for p in sesi.exec(select(Penugasan).where(col(Penugasan.selesai_pada).is_(None))).all():
            p.batas = kini + timedelta(minutes=menit.get(p.pelaksanaan_id, -120))

    layanan.pangkalan.tulis_sinkron(atur)

    lot = await layanan.baca(kantor_tiba)

    assert lot[:4] == [3, 2, 4, 1]


async def test_yang_belum_terkirim_digabung_dan_yang_selesai_hilang(layanan: Layanan) -> None:
    """The person cannot be reached for a day: one message waits and tells the newest; done, it is not sent at all."""
    for jam in (0.75, 1, 1.5, 3, 24.5):
        geser(layanan, hours=jam, seconds=20)
        await semua(layanan)

    def milik(sesi: Session) -> list[str]:
        return [k.status for k in pengingat(sesi) if k.chat_id == sekretaris(0)]

    assert layanan.pangkalan.baca_sinkron(milik) == ["batal"] * 4 + ["menunggu"]
    isi = layanan.pangkalan.baca_sinkron(
        lambda s: s.exec(
            select(IsiPengingat.nama)
            .join(KotakKeluar, col(KotakKeluar.id) == col(IsiPengingat.kotak_id))
            .where(KotakKeluar.chat_id == sekretaris(0), KotakKeluar.status == "menunggu")
        ).all()
    )
    assert list(isi) == ["sesudah-3"]


async def test_satu_kantor_bermasalah_tidak_menahan_yang_lain(layanan: Layanan) -> None:
    """What cannot be written comes again later, a few times."""
    geser(layanan, hours=1, seconds=20)
    await ingatkan.gagal(layanan, 1)

    lot = await layanan.baca(kantor_tiba)

    assert 1 not in lot
    geser(layanan, hours=1, minutes=2)
    await semua(layanan)
    assert sekretaris(0) in {k.chat_id for k in layanan.pangkalan.baca_sinkron(pengingat)}


async def test_k25_selesai_dan_pengingat_bersamaan(layanan: Layanan) -> None:
    """The step ends while its reminder is written, in either order: nothing that waits to be sent speaks of it any more."""
    geser(layanan, minutes=45, seconds=20)
    tekan = {t.telegram: t for t in layanan.pangkalan.baca_sinkron(tekan_selesai)}
    for nomor in range(4):
        t = tekan[sekretaris(nomor)]
        kerja = [
            rapat_mendatang.selesaikan(layanan, Asal(None, t.telegram), t.tombol),
            ingatkan.ingatkan(layanan, [nomor + 1]),
        ]
        await asyncio.gather(*(kerja if nomor % 2 else kerja[::-1]))

    def menunggu(sesi: Session) -> list[int]:
        return [k.chat_id for k in pengingat(sesi) if k.status == "menunggu"]

    assert layanan.pangkalan.baca_sinkron(menunggu) == []


async def test_lengkapi_berkali_kali(layanan: Layanan) -> None:
    """Every start writes down what is missing, and nothing twice; a killed office list is made good."""
    layanan.pangkalan.tulis_sinkron(lambda s: s.exec(delete(Tonggak).where(col(Tonggak.instansi_id).is_not(None))))

    for _ in range(2):
        await triwulan.lengkapi(layanan)

    def milik(sesi: Session) -> list[str]:
        return [t.jenis for t in sesi.exec(select(Tonggak).where(col(Tonggak.instansi_id).is_not(None))).all()]

    jenis = layanan.pangkalan.baca_sinkron(milik)
    assert jenis.count("pagi") == jenis.count("jumat") == KANTOR
    assert jenis.count("triwulan") % KANTOR == 0
